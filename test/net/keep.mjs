// @ts-check
/**
 * Made `kept/` once, from commit bf04ee7, and refuses to do so again: what is kept is what was answered before this round began.
 * `answers.json.gz` has a digest of each answer, every row of the databases and of the command line, and some hundred rows whole;
 * `before.mjs.br` is the library of that commit, which tells of a row that differs what it answered.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const KEPT = join(HERE, 'kept')
const CACHE = join(HERE, '../../node_modules/.cache/demerit-net')
if (existsSync(KEPT)) {
  console.error('kept/ is there: it is what was answered at bf04ee7, and is not made anew')
  process.exit(2)
}
mkdirSync(CACHE, { recursive: true })
const bundle = async (/** @type {string} */ name, minify = false) => {
  const outfile = join(CACHE, `${name}.mjs`)
  const external = ['esbuild', '@electric-sql/pglite']
  await build({
    entryPoints: [join(HERE, `${name}.ts`)],
    outfile,
    external,
    bundle: true,
    minify,
    platform: 'node',
    format: 'esm',
    charset: 'utf8',
  })
  return outfile
}
const before = await bundle('answers', true)
const answers = await import(pathToFileURL(before).href)
const { PARTS, SQL_ROWS, SQL_TABLES, digestOf } = await import(pathToFileURL(await bundle('parts')).href)
const { sqlAnswers } = await import(pathToFileURL(await bundle('database')).href)
// The command line looks for its sources from its own place.
const { commandLineAnswers } = await import(pathToFileURL(await bundle('command-line')).href)

/** Of each part the whole answers of so many rows, from the first on in equal steps. @type {Record<string, number>} */
const WHOLE = {
  decisions: 220,
  histories: 6,
  forms: 120,
  'problems of decisions': 60,
  'problems of outcomes': 2,
  'problems of forms': 60,
}
/** @type {Record<string, unknown>} */
const parts = {}
for (const [name, { rows, answer }] of Object.entries(PARTS)) {
  const given = rows.map(answer(answers))
  const step = Math.floor(rows.length / /** @type {number} */ (WHOLE[name]))
  parts[name] = {
    asked: digestOf(rows).toString('hex'),
    digests: Buffer.concat(given.map(digestOf)).toString('base64'),
    whole: given.flatMap((/** @type {unknown} */ each, /** @type {number} */ index) =>
      index % step === 0 ? [{ row: index, asked: rows[index], answer: each }] : [],
    ),
  }
}
const kept = {
  commit: 'bf04ee7',
  parts,
  sql: await sqlAnswers(answers.sqlOf(SQL_ROWS, SQL_TABLES)),
  'command line': await commandLineAnswers(),
}
mkdirSync(KEPT)
writeFileSync(join(KEPT, 'answers.json.gz'), gzipSync(JSON.stringify(kept), { level: 9 }))
writeFileSync(join(KEPT, 'before.mjs.br'), brotliCompressSync(readFileSync(before)))
