// @ts-check
/**
 * What is on record of the mutants: results.json, what came of each file's, with a hash of the text that they were made of;
 * survivors.json, each one that lives, with the reason; and cross-check.json, whether vitest agrees about a sample of them.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AREAS } from './areas.mjs'

/** @typedef {{ file: string, line: string, mutator: string, from: string, to: string, nth?: number }} Mutant */
/** @typedef {Mutant & { reason: string }} Survivor */
/** @typedef {{ area: string, text: string, killed: number, timedOut: number, failed: number, survived: number, versions: string }} Result */
/** @typedef {{ killed: number, survived: number, differing: readonly string[] }} CrossCheck */

const HERE = dirname(fileURLToPath(import.meta.url))
export const ROOT = join(HERE, '..', '..')

/** Every file that is mutated, and its area. @type {Readonly<Record<string, string>>} */
export const FILES = Object.fromEntries(
  Object.entries(AREAS).flatMap(([area, { sources }]) => sources.map((file) => [file, area])),
)

/** @returns {Record<string, Result>} */
export function resultsOnRecord() {
  return onRecord('results.json', {})
}

/** @returns {readonly Survivor[]} */
export function survivorsOnRecord() {
  return onRecord('survivors.json', [])
}

/** @template T @param {string} name @param {T} otherwise @returns {T} */
function onRecord(name, otherwise) {
  const path = join(HERE, name)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : otherwise
}

/** @param {string} file */
export function textOf(file) {
  return readFileSync(join(ROOT, file), 'utf8')
}

/** Sources in which nothing runs: one only exports again, the other is types. */
const NOTHING_TO_MUTATE = ['src/index.ts', 'src/registry/state.ts']

function sourcesOnDisk() {
  return readdirSync(join(ROOT, 'src'), { recursive: true })
    .map((name) => `src/${String(name).replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.ts'))
    .sort()
}

/** Of a source without its lines of comment: what they say no mutant changes. @param {string} text */
export function hashOf(text) {
  const code = text.split('\n').filter((line) => !COMMENT.test(line))
  return createHash('sha256').update(code.join('\n')).digest('hex').slice(0, 16)
}
const COMMENT = /^\s*(\/\/.*|\/\*\*.*\*\/|\/\*\*|\*|\* .*|\*\/)\s*$/

/** @param {Mutant} mutant */
export function keyOf({ file, line, mutator, from, to, nth = 1 }) {
  return JSON.stringify([file, line, mutator, from, to, nth])
}

/** The files that have no result, or one of another text. @param {Readonly<Record<string, Result>>} results */
export function changedFiles(results = resultsOnRecord()) {
  return Object.keys(FILES).filter((file) => results[file]?.text !== hashOf(textOf(file)))
}

/** What is wrong with the record, a line each: nothing, when every file's mutants are known and every survivor explained. */
export function faultsOfRecord(
  results = resultsOnRecord(),
  survivors = survivorsOnRecord(),
  sources = sourcesOnDisk(),
) {
  const stale = changedFiles(results)
  return [
    ...sources
      .filter((file) => !(file in FILES) && !NOTHING_TO_MUTATE.includes(file))
      .map((file) => `${file}: in no area of areas.mjs`),
    ...stale.map((file) => `${file}: ${file in results ? 'the result is of another text' : 'no result'}`),
    ...Object.entries(results).flatMap(([file, { survived }]) => {
      const listed = survivors.filter((survivor) => survivor.file === file).length
      return stale.includes(file) || listed === survived ? [] : [`${file}: ${survived} survived, ${listed} are listed`]
    }),
    ...[...Object.keys(results), ...survivors.map(({ file }) => file)]
      .filter((file, index, all) => !(file in FILES) && all.indexOf(file) === index)
      .map((file) => `${file}: of no area`),
    ...survivors.filter((survivor) => !isExplained(survivor)).map((survivor) => `no reason: ${keyOf(survivor)}`),
  ]
}

/** @param {Survivor} survivor */
export function isExplained({ reason }) {
  return typeof reason === 'string' && /^Equivalent: ./.test(reason)
}

/** Sums over some files, all of them when none are named. A mutant that cannot even be loaded is killed by every test. */
export function countsOf(results = resultsOnRecord(), files = Object.keys(results)) {
  const survivors = survivorsOnRecord().filter((survivor) => files.includes(survivor.file))
  const counts = { files: files.length, mutants: 0, killed: 0, timedOut: 0, survived: 0 }
  for (const file of files) {
    const { killed, timedOut, failed, survived } = /** @type {Result} */ (results[file])
    counts.mutants += killed + failed + timedOut + survived
    counts.killed += killed + failed
    counts.timedOut += timedOut
    counts.survived += survived
  }
  return { ...counts, explained: survivors.filter(isExplained).length }
}

/** @param {CrossCheck} found */
export function recordCrossCheck(found) {
  writeFileSync(join(HERE, 'cross-check.json'), `${JSON.stringify(found, null, 2)}\n`)
}

/** Writes results.json in the order of the areas, and results.md. @param {Record<string, Result>} results */
export function record(results) {
  const inOrder = Object.keys(FILES).filter((file) => file in results)
  const kept = Object.fromEntries(inOrder.map((file) => [file, /** @type {Result} */ (results[file])]))
  writeFileSync(join(HERE, 'results.json'), `${JSON.stringify(kept, null, 2)}\n`)
  writeFileSync(join(HERE, 'results.md'), page(kept))
}

/** @param {Readonly<Record<string, Result>>} results */
function page(results) {
  const files = Object.keys(results)
  const rows = Object.keys(AREAS).flatMap((area) => {
    const own = files.filter((file) => FILES[file] === area)
    const each = own.map((file) => row(`\`${file}\``, results, [file]))
    return own.length === 0 ? [] : [...each, row(`**${area}**, ${own.length} files`, results, own)]
  })
  const used = [...new Set(files.map((file) => results[file]?.versions))].join('; ')
  const { survived, explained } = countsOf(results)
  return `# Mutation testing

Written by \`npm run mutate\`: every mutant that StrykerJS makes of a file, each with the tests of its area ([areas.mjs](areas.mjs),
one seed, few cases a property: fewer tests than \`npm test\` runs). A mutant is *killed* when a test fails or the file can no longer be
loaded, or *timed out* when the tests do not end. Of what *survived* ${explained} stand in [survivors.json](survivors.json) with the
reason; ${Math.max(0, survived - explained)} have not been explained yet, so nothing is claimed of them. Made with ${used}.

${crossChecked()}

| file | mutants | killed | timed out | survived | score |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
${row('**all**', results, files)}

Score: killed or timed out, of all; survivors that are equivalent count against it.

Not mutated, since nothing in them runs but exports: ${NOTHING_TO_MUTATE.map((file) => `\`${file}\``).join(', ')}.
`
}

/** @param {string} name @param {Readonly<Record<string, Result>>} results @param {string[]} of */
function row(name, results, of) {
  const { mutants, killed, timedOut, survived } = countsOf(results, of)
  const score = mutants === 0 ? '—' : `${(Math.floor(((killed + timedOut) / mutants) * 1000) / 10).toFixed(1)} %`
  return `| ${name} | ${mutants} | ${killed} | ${timedOut} | ${survived} | ${score} |`
}

function crossChecked() {
  /** @type {CrossCheck | null} */
  const found = onRecord('cross-check.json', /** @type {CrossCheck | null} */ (null))
  if (found === null)
    return 'The runner that finds this out has not been checked against vitest (`npm run mutate -- --cross-check`).'
  const { killed, survived, differing } = found
  return `The runner that finds this out is not vitest's own: of a sample of ${killed} killed and ${survived} surviving mutants, vitest says
${differing.length === 0 ? 'the same of every one' : `otherwise of ${differing.length}`} (\`npm run mutate -- --cross-check\`).`
}
