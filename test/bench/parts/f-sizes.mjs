// @ts-check
/** (f) Bytes of bundles, minified, and as gzip: what a reader downloads, and what of it is what. Counted, so the same everywhere. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { sourceOf } from '../../support/entries.mjs'
import { pureModules } from '../../support/pure-modules.mjs'
import { straightCode } from '../node_modules/.built/straight-code.mjs'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')

const BUNDLES = [
  { name: 'both decisions', code: `export { decideBinding, decideHandling } from './src/index.ts'`, aim: 8_400 },
  {
    name: 'everything but testing and analysis',
    code: readFileSync(join(ROOT, 'test/package/everything.mjs'), 'utf8'),
    aim: 102_000,
  },
  { name: 'the words alone, in two languages', code: `export * from './src/explain/index.ts'`, aim: null },
  {
    name: 'the rule sets alone, cited, with reading and reforming them',
    code: `export * from './src/law/index.ts'`,
    aim: null,
  },
  { name: 'of these, immer', code: `export { Immer } from 'immer'`, aim: null },
]

/** Where a source belongs that goes into a bundle. */
const GROUPS = /** @type {const} */ ([
  ['immer', /node_modules\/immer\//],
  ['words', /src\/explain/],
  ['rule sets', /src\/law\/rule-sets\//],
  ['rules', /src\/law\/(?!facts|points|procedure)/],
  ['registry', /src\/registry\//],
  ['points and procedure', /src\/law\/(points|procedure)\//],
  ['decisions and their facts', /src\/(decision\/|law\/facts|input\/brand)/],
  ['values and how they are read', /src\//],
])

export async function measure() {
  const bundles = []
  for (const { name, code, aim } of BUNDLES) {
    const { outputFiles, metafile } = await build({
      stdin: {
        contents: code.replaceAll(/'demerit(?:\/(\w+))?'/g, (_, entry = 'index') => `'./${sourceOf(entry)}'`),
        resolveDir: ROOT,
      },
      bundle: true,
      plugins: [straightCode, pureModules],
      minify: true,
      format: 'esm',
      metafile: true,
      write: false,
    })
    const [output] = Object.values(metafile.outputs)
    /** @type {Record<string, number>} */
    const groups = {}
    for (const [path, { bytesInOutput }] of Object.entries(output?.inputs ?? {})) {
      const group = GROUPS.find(([, pattern]) => pattern.test(path))?.[0]
      if (group !== undefined && bytesInOutput > 0) groups[group] = (groups[group] ?? 0) + bytesInOutput
    }
    const text = /** @type {Uint8Array} */ (outputFiles[0]?.contents)
    const gzip = gzipSync(text, { level: 9 }).length
    console.log(`(f) ${name}: ${text.length} bytes, gzip ${gzip}`)
    bundles.push({ name, aim, bytes: text.length, gzip, groups })
  }
  return { bundles }
}
