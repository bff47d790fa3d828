// @ts-check
/**
 * `npm run mutate`: mutates the sources area by area (areas.mjs) and writes down what came of it: results.json, per file,
 * and results.md, the same to be read. Every mutant that survives must stand in survivors.json with a reason, and nothing
 * may stand there that does not survive; else the run fails. `N passed, N failed` counts mutants.
 *
 * - `npm run mutate -- rules values`: only these areas
 * - `npm run mutate -- src/fen.ts`: only these files
 * - `npm run mutate -- --changed`: only files that differ from where this branch left `main` (`MUTATE_BASE` names another)
 * - `npm run mutate -- --report`: no run; writes results.md anew and says which results are of another text
 *
 * Mutants one at a time; `DEMERIT_AT_ONCE=2` for two.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AREAS } from './areas.mjs'

/** @typedef {{ file: string, line: string, mutator: string, from: string, to: string, nth?: number }} Mutant */
/** @typedef {Mutant & { reason: string }} Survivor */
/** @typedef {{ area: string, text: string, killed: number, timedOut: number, failed: number, survived: number, versions: string }} Result */
/** @typedef {{ status: string, mutatorName: string, replacement?: string, location: { start: Place, end: Place } }} Reported */
/** @typedef {{ line: number, column: number }} Place */

const HERE = dirname(fileURLToPath(import.meta.url))
const ROOT = join(HERE, '..', '..')
const RESULTS = join(HERE, 'results.json')
const SURVIVORS = join(HERE, 'survivors.json')
/** In what state a mutant is found, and how that counts. A mutant that cannot even be loaded is killed by every test. */
const COUNTED = /** @type {const} */ ({
  Killed: 'killed',
  Timeout: 'timedOut',
  RuntimeError: 'failed',
  CompileError: 'failed',
  Survived: 'survived',
  NoCoverage: 'survived',
})

const files = Object.fromEntries(
  Object.entries(AREAS).flatMap(([area, { sources }]) => sources.map((file) => [file, area])),
)
/** @type {Record<string, Result>} */
const results = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {}
/** @type {Survivor[]} */
const listed = existsSync(SURVIVORS) ? JSON.parse(readFileSync(SURVIVORS, 'utf8')) : []
const args = process.argv.slice(2)
const chosen = choose(args)

/** @type {Mutant[]} */
const survivors = []
for (const area of Object.keys(AREAS)) {
  const own = chosen.filter((file) => files[file] === area)
  if (own.length > 0) mutate(area, own)
}
write()
finish()

/** @param {readonly string[]} asked @returns {string[]} */
function choose(asked) {
  const all = Object.keys(files)
  if (asked.length === 0) return all
  if (asked.includes('--report')) return []
  if (asked.includes('--changed')) return changed().filter((file) => file in files)
  return asked.flatMap((each) => {
    if (each in AREAS) return all.filter((file) => files[file] === each)
    if (each in files) return [each]
    throw new Error(`${each}: neither an area (${Object.keys(AREAS).join(', ')}) nor a file of one`)
  })
}

/** Files of this working tree that are not as they were where the branch left its base. */
function changed() {
  const wanted = process.env.MUTATE_BASE
  const bases = wanted === undefined ? ['origin/main', 'main', 'HEAD'] : [wanted]
  const base = bases.map((each) => git('merge-base', 'HEAD', each)).find((each) => each !== undefined)
  const names = base === undefined ? undefined : git('diff', '--name-only', '--diff-filter=d', base, '--', 'src')
  if (names === undefined) throw new Error(`no merge base with ${bases.join(', ')}`)
  const fresh = git('ls-files', '--others', '--exclude-standard', '--', 'src') ?? ''
  return [...names.split('\n'), ...fresh.split('\n')].filter(Boolean)
}

/** @param {readonly string[]} words */
function git(...words) {
  const { status, stdout } = spawnSync('git', words, { cwd: ROOT, encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}

/** @param {string} area @param {readonly string[]} own */
function mutate(area, own) {
  const report = join(ROOT, 'reports', 'mutation', `${area}.json`)
  rmSync(report, { force: true })
  mkdirSync(dirname(report), { recursive: true })
  const stryker = join(ROOT, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js')
  console.log(`${area}: ${own.length} files`)
  const { status } = spawnSync(process.execPath, [stryker, 'run', 'test/stryker.config.mjs'], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, DEMERIT_AREA: area, DEMERIT_MUTATE: own.join(' ') },
  })
  if (status !== 0 || !existsSync(report)) throw new Error(`${area}: stryker ended with ${status}`)
  const reported = JSON.parse(readFileSync(report, 'utf8')).files
  for (const file of own) {
    const { source, mutants } = reported[file] ?? { source: readFileSync(join(ROOT, file), 'utf8'), mutants: [] }
    note(area, file, source, mutants)
  }
}

/** @param {string} area @param {string} file @param {string} source @param {readonly Reported[]} mutants */
function note(area, file, source, mutants) {
  const counts = { killed: 0, timedOut: 0, failed: 0, survived: 0 }
  /** @type {Map<string, number>} */
  const alike = new Map()
  const inOrder = [...mutants].sort(
    ({ location: { start: a } }, { location: { start: b } }) => a.line - b.line || a.column - b.column,
  )
  for (const mutant of inOrder) {
    const counted = COUNTED[/** @type {keyof typeof COUNTED} */ (mutant.status)]
    if (counted === undefined) throw new Error(`${file}: a mutant is ${mutant.status}`)
    counts[counted]++
    const told = describe(file, source, mutant)
    const nth = (alike.get(keyOf(told)) ?? 0) + 1
    alike.set(keyOf(told), nth)
    if (counted === 'survived') survivors.push(nth === 1 ? told : { ...told, nth })
  }
  results[file] = { area, text: hashOf(source), ...counts, versions: versions() }
}

/** @param {string} file @param {string} source @param {Reported} mutant @returns {Mutant} */
function describe(file, source, { mutatorName, replacement = '', location: { start, end } }) {
  const lines = source.split('\n')
  const from = lines.slice(start.line - 1, end.line)
  from[from.length - 1] = from[from.length - 1]?.slice(0, end.column - 1) ?? ''
  from[0] = from[0]?.slice(start.column - 1) ?? ''
  return {
    file,
    line: (lines[start.line - 1] ?? '').trim(),
    mutator: mutatorName,
    from: short(from.join('\n')),
    to: short(replacement),
  }
}

/** A piece of code in one line, its middle left out when it is long. @param {string} code */
function short(code) {
  const line = code.replace(/\s+/g, ' ').trim()
  return line.length <= 120 ? line : `${line.slice(0, 80)} … ${line.slice(-30)}`
}

/** @param {Mutant} mutant */
function keyOf({ file, line, mutator, from, to, nth = 1 }) {
  return JSON.stringify([file, line, mutator, from, to, nth])
}

/** @param {string} text */
function hashOf(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

function versions() {
  const of = (/** @type {string} */ name) =>
    JSON.parse(readFileSync(join(ROOT, 'node_modules', ...name.split('/'), 'package.json'), 'utf8')).version
  return `Node ${process.versions.node}, StrykerJS ${of('@stryker-mutator/core')}, vitest ${of('vitest')}, fast-check ${of('fast-check')}`
}

function write() {
  for (const file of Object.keys(results)) if (!(file in files)) delete results[file]
  const inOrder = Object.keys(files).filter((file) => file in results)
  writeFileSync(
    RESULTS,
    `${JSON.stringify(Object.fromEntries(inOrder.map((file) => [file, results[file]])), null, 2)}\n`,
  )
  writeFileSync(join(HERE, 'results.md'), page(inOrder))
}

/** @param {readonly string[]} inOrder */
function page(inOrder) {
  const rows = Object.keys(AREAS).flatMap((area) => {
    const own = inOrder.filter((file) => files[file] === area)
    return own.length === 0
      ? []
      : [...own.map((file) => row(`\`${file}\``, [file])), row(`**${area}**, ${own.length} files`, own)]
  })
  const used = [...new Set(inOrder.map((file) => results[file]?.versions))].join('; ')
  const left = readdirSync(join(ROOT, 'src'), { recursive: true })
    .map((name) => `src/${String(name).replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.ts') && !(file in results))
    .sort()
  return `# Mutation testing

Written by \`npm run mutate\`: every mutant that StrykerJS makes of a file, each with the tests of its area ([areas.mjs](areas.mjs),
one seed, few cases a property: fewer tests than \`npm test\` runs). A mutant is *killed* when a test fails or the file can no longer be
loaded, or *timed out* when the tests do not end. Of what *survived* ${listed.length} stand in [survivors.json](survivors.json) with the
reason; ${unexplained(inOrder)} have not been explained yet, so nothing is claimed of them. Made with ${used}.

| file | mutants | killed | timed out | survived | score |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
${row('**all**', inOrder)}

Score: killed or timed out, of all; survivors that are equivalent count against it.

Not mutated, ${left.length} files (declarations of types and lists, rule data, sentences, what re-exports, analysis and the kit):
${left.map((file) => `\`${file}\``).join(', ')}.
`
}

/** @param {readonly string[]} of */
function unexplained(of) {
  return of.reduce((sum, file) => sum + (results[file]?.survived ?? 0), 0) - listed.length
}

/** @param {string} name @param {readonly string[]} of */
function row(name, of) {
  const sum = { killed: 0, timedOut: 0, survived: 0 }
  for (const file of of) {
    const { killed, timedOut, failed, survived } = /** @type {Result} */ (results[file])
    sum.killed += killed + failed
    sum.timedOut += timedOut
    sum.survived += survived
  }
  const { killed, timedOut, survived } = sum
  const all = killed + timedOut + survived
  const score = all === 0 ? '—' : `${(Math.floor(((killed + timedOut) / all) * 1000) / 10).toFixed(1)} %`
  return `| ${name} | ${all} | ${killed} | ${timedOut} | ${survived} | ${score} |`
}

function finish() {
  for (const [file, { text }] of Object.entries(results)) {
    if (hashOf(readFileSync(join(ROOT, file), 'utf8')) !== text) console.log(`${file}: the result is of another text`)
  }
  const known = new Set(listed.map(keyOf))
  const seen = new Set(survivors.map(keyOf))
  const unlisted = survivors.filter((mutant) => !known.has(keyOf(mutant)))
  const gone = listed.filter((mutant) => chosen.includes(mutant.file) && !seen.has(keyOf(mutant)))
  const mute = listed.filter(({ reason }) => typeof reason !== 'string' || reason.trim() === '')
  for (const mutant of unlisted) console.log(`survived, not listed: ${JSON.stringify(mutant)}`)
  for (const mutant of gone) console.log(`listed, not surviving: ${JSON.stringify(mutant)}`)
  for (const mutant of mute) console.log(`listed without a reason: ${JSON.stringify(mutant)}`)
  const made = chosen.reduce((sum, file) => {
    const { killed = 0, timedOut = 0, failed = 0, survived = 0 } = results[file] ?? {}
    return sum + killed + timedOut + failed + survived
  }, 0)
  const failed = unlisted.length + gone.length + mute.length
  if (made === 0) console.log('nothing to mutate')
  console.log(`${Math.max(0, made - unlisted.length)} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
}
