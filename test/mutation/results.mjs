// @ts-check
/**
 * What is on record of the mutants: results.json, what came of each area's in the last whole run, with a hash of the sources
 * that it ran on; survivors.json, each one that lives, with the reason; and cross-check.json, whether vitest agrees about a
 * sample of them.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** @typedef {{ file: string, line: string, mutator: string, from: string, to: string, nth?: number }} Mutant */
/** @typedef {Mutant & { reason: string }} Survivor */
/** A mutant that cannot even be loaded is killed. @typedef {{ files: number, killed: number, timedOut: number, survived: number }} Counts */
/** @typedef {{ sources: string, versions: string, areas: Record<string, Counts> }} Result */
/** @typedef {{ killed: number, survived: number, differing: readonly string[] }} CrossCheck */

const HERE = dirname(fileURLToPath(import.meta.url))
export const ROOT = join(HERE, '..', '..')

/** @returns {Result} */
export function resultsOnRecord() {
  return JSON.parse(readFileSync(join(HERE, 'results.json'), 'utf8'))
}

/** @returns {readonly Survivor[]} */
export function survivorsOnRecord() {
  return JSON.parse(readFileSync(join(HERE, 'survivors.json'), 'utf8'))
}

/** @param {string} file */
export function textOf(file) {
  return readFileSync(join(ROOT, file), 'utf8')
}

/** @param {Mutant} mutant */
export function keyOf({ file, line, mutator, from, to, nth = 1 }) {
  return JSON.stringify([file, line, mutator, from, to, nth])
}

/** @param {Survivor} survivor */
export function isExplained({ reason }) {
  return typeof reason === 'string' && /^Equivalent: ./.test(reason)
}

/** Sums over all areas. */
export function countsOf({ areas } = resultsOnRecord()) {
  const sumOf = (/** @type {keyof Counts} */ what) => Object.values(areas).reduce((sum, area) => sum + area[what], 0)
  const [files, killed, timedOut, survived] = [sumOf('files'), sumOf('killed'), sumOf('timedOut'), sumOf('survived')]
  const explained = survivorsOnRecord().filter(isExplained).length
  return { files, mutants: killed + timedOut + survived, killed, timedOut, survived, explained }
}

/** @param {CrossCheck} found */
export function recordCrossCheck(found) {
  writeFileSync(join(HERE, 'cross-check.json'), `${JSON.stringify(found, null, 2)}\n`)
  record(resultsOnRecord())
}

/** Writes results.json, and results.md, the same to be read. @param {Result} result */
export function record(result) {
  writeFileSync(join(HERE, 'results.json'), `${JSON.stringify(result, null, 2)}\n`)
  writeFileSync(join(HERE, 'results.md'), page(result))
}

/** @param {Result} result */
function page(result) {
  const { survived, explained, ...all } = countsOf(result)
  return `# Mutation testing

Written by \`npm run mutate\`, which runs before a release and on request: every mutant that StrykerJS makes of \`src/\`, each with the
tests of its area ([areas.mjs](areas.mjs), one seed, few cases a property: fewer tests than \`npm test\` runs). A mutant is *killed*
when a test fails or the file can no longer be loaded, or *timed out* when the tests do not end. Of what *survived* ${explained} stand in
[survivors.json](survivors.json) with the reason; ${Math.max(0, survived - explained)} have not been explained yet, so nothing is claimed of them. Made with
${result.versions}, of the sources with the hash ${result.sources}.

${crossChecked()}

| area | files | mutants | killed | timed out | survived | score |
| --- | --- | --- | --- | --- | --- | --- |
${Object.entries(result.areas)
  .map(([area, counts]) => row(area, counts))
  .join('\n')}
${row('**all**', { ...all, survived })}

Score: killed or timed out, of all; survivors that are equivalent count against it.
`
}

/** @param {string} name @param {Counts} counts */
function row(name, { files, killed, timedOut, survived }) {
  const mutants = killed + timedOut + survived
  const score = mutants === 0 ? '—' : `${(Math.floor(((killed + timedOut) / mutants) * 1000) / 10).toFixed(1)} %`
  return `| ${name} | ${files} | ${mutants} | ${killed} | ${timedOut} | ${survived} | ${score} |`
}

function crossChecked() {
  const path = join(HERE, 'cross-check.json')
  if (!existsSync(path))
    return 'The runner that finds this out has not been checked against vitest (`npm run mutate -- --cross-check`).'
  /** @type {CrossCheck} */
  const { killed, survived, differing } = JSON.parse(readFileSync(path, 'utf8'))
  return `The runner that finds this out is not vitest's own: of a sample of ${killed} killed and ${survived} surviving mutants, vitest says
${differing.length === 0 ? 'the same of every one' : `otherwise of ${differing.length}`} (\`npm run mutate -- --cross-check\`).`
}
