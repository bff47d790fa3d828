// @ts-check
/**
 * What stands on record of the mutants, survivors.json: each one that lives, with the reason. What a run counts is written where git does not
 * look, `reports/mutation/results.md`: no change carries it along.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** @typedef {{ file: string, line: string, mutator: string, from: string, to: string, nth?: number }} Mutant */
/** @typedef {Mutant & { reason: string }} Survivor */
/** A mutant that cannot even be loaded is killed. @typedef {{ files: number, killed: number, timedOut: number, survived: number }} Counts */
/** @typedef {{ versions: string, areas: Record<string, Counts> }} Result */

const HERE = dirname(fileURLToPath(import.meta.url))
export const ROOT = join(HERE, '..', '..')
export const REPORTS = join(ROOT, 'reports', 'mutation')

/** In what state a mutant is found, and how that counts. */
export const COUNTED = /** @type {const} */ ({
  Killed: 'killed',
  Timeout: 'timedOut',
  RuntimeError: 'killed',
  CompileError: 'killed',
  Survived: 'survived',
  NoCoverage: 'survived',
})

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

/** Writes what a run counted, to be read. @param {Result} result */
export function report({ versions, areas }) {
  const path = join(REPORTS, 'results.md')
  const sumOf = (/** @type {keyof Counts} */ what) => Object.values(areas).reduce((sum, area) => sum + area[what], 0)
  const all = {
    files: sumOf('files'),
    killed: sumOf('killed'),
    timedOut: sumOf('timedOut'),
    survived: sumOf('survived'),
  }
  const rows = [...Object.entries(areas), /** @type {const} */ (['**all**', all])].map(([name, counts]) =>
    row(name, counts),
  )
  mkdirSync(REPORTS, { recursive: true })
  writeFileSync(
    path,
    `# Mutation testing

Made with ${versions}. A mutant is killed when a test fails or the file can no longer be loaded,
or timed out when the tests do not end.

| area | files | mutants | killed | timed out | survived | score |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

Score: killed or timed out, of all; survivors that are equivalent count against it.
`,
  )
  console.log(`written: ${relative(ROOT, path)}`)
}

/** @param {string} name @param {Counts} counts */
function row(name, { files, killed, timedOut, survived }) {
  const mutants = killed + timedOut + survived
  const score = mutants === 0 ? '—' : `${(Math.floor(((killed + timedOut) / mutants) * 1000) / 10).toFixed(1)} %`
  return `| ${name} | ${files} | ${mutants} | ${killed} | ${timedOut} | ${survived} | ${score} |`
}
