// @ts-check
/**
 * docs/verification.json: what a run of the tests counted. `npm test` makes it anew in node_modules/.cache/demerit; what every
 * run must come to again stands under `stable`, what is of one run under `run`.
 *
 * - `node test/verification.mjs check`: fails where the last run differs from the committed file.
 * - `node test/verification.mjs write` (`npm run docs:verification`): commits to the last run, and puts its figures into README and docs.
 *
 * - `node test/verification.mjs refresh`: commits to what `npm run mutate`, `npm run verify` and `npm run faults` have on record now.
 *
 * A figure in Markdown stands between two comments that no reader sees:
 *
 *     <!-- verification: table.rows -->864,943<!-- / -->
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { countsOf } from './mutation/results.mjs'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
export const COMMITTED = join(ROOT, 'docs', 'verification.json')
export const LAST_RUN = join(ROOT, 'node_modules', '.cache', 'demerit', 'verification.json')
const TOOLS = ['typescript', 'vitest', 'fast-check', 'z3-solver', '@stryker-mutator/core']
/** What a whole run of the tests is made of. */
const PARTS = ['exhaustive', 'package', 'proof', 'zoned']
const ZONES = ['America/Los_Angeles', 'Asia/Shanghai', 'Pacific/Kiritimati', 'UTC']

/** @param {string} path */
const read = (path) => JSON.parse(readFileSync(path, 'utf8'))

/**
 * Puts together what the tests left in a folder, one file a part, what `npm run verify` and `npm run mutate` committed, and
 * what the figures are about.
 *
 * @param {string} folder @param {Record<string, string>} ruleSets @param {object} run
 */
export function gathered(folder, ruleSets, run) {
  /** @type {Record<string, unknown>} */
  const counted = {}
  const parts = existsSync(folder) ? readdirSync(folder).sort() : []
  for (const part of parts) counted[part.replace(/\.json$/, '')] = read(join(folder, part))
  return { stable: { ...counted, ...onRecord(), ruleSets }, run }
}

/** What stands on record of what takes longer than a run, and the versions of the tools. */
export function onRecord() {
  const { packages } = read(join(ROOT, 'package-lock.json'))
  const tools = Object.fromEntries(TOOLS.map((name) => [name, packages[`node_modules/${name}`].version]))
  return { verify: verifiedLast(), mutants: countsOf(), faults: faultsLast(), tools }
}

/** What `npm run faults` committed. */
function faultsLast() {
  const text = readFileSync(join(ROOT, 'test', 'faults', 'results.md'), 'utf8')
  const [, seeded, red] = /(\d+) faults, (\d+) turned the suite red/.exec(text) ?? []
  return { seeded: Number(seeded), red: Number(red) }
}

/** Sums of what `npm run verify` committed. */
function verifiedLast() {
  /** @type {{ rows: readonly { kind: string, states: number, decisions: number }[] }} */
  const { rows } = read(join(ROOT, 'docs', 'loopholes-verified.json'))
  /** @type {{ worlds: readonly { agrees: boolean, states: number, decisions: number }[] }} */
  const { worlds } = read(join(ROOT, 'test', 'exhaustive', 'verify-results.json'))
  return {
    worlds: { worlds: worlds.length, differing: worlds.filter(({ agrees }) => !agrees).length, ...sumsOf(worlds) },
    questions: {
      asked: rows.length,
      ...Object.fromEntries(
        ['witness', 'none', 'unknown'].map((kind) => [kind, rows.filter((row) => row.kind === kind).length]),
      ),
      ...sumsOf(rows),
    },
  }
}

/** @param {readonly { states: number, decisions: number }[]} rows */
function sumsOf(rows) {
  return {
    states: rows.reduce((sum, { states }) => sum + states, 0),
    decisions: rows.reduce((sum, { decisions }) => sum + decisions, 0),
  }
}

/** Where two values differ, as `path: one, not other`. @param {any} one @param {any} other @returns {readonly string[]} */
export function differences(one, other, path = '') {
  if (JSON.stringify(one) === JSON.stringify(other)) return []
  const isDeep = [one, other].every((value) => typeof value === 'object' && value !== null)
  if (!isDeep) return [`${path}: ${JSON.stringify(one)}, not ${JSON.stringify(other)}`]
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])]
  return keys.flatMap((key) => differences(one[key], other[key], path === '' ? key : `${path}.${key}`))
}

/** @typedef {{ readonly path: string, readonly said: string, readonly is: string }} Figure */

const FIGURE = /(<!-- verification: (\S+) -->)([^<]*)(<!-- \/ -->)/g

/** Every marked figure of a Markdown text, what it says, and what it is. @param {string} markdown @param {object} stable @returns {readonly Figure[]} */
export function figuresIn(markdown, stable) {
  return [...markdown.matchAll(FIGURE)].map(([, , path = '', said = '']) => ({
    path,
    said,
    is: figureAt(stable, path),
  }))
}

/** The text without its figures. @param {string} markdown */
export function withoutFigures(markdown) {
  return markdown.replaceAll(FIGURE, '')
}

/** A figure as it is written: whole numbers in groups of three. @param {any} stable @param {string} path */
function figureAt(stable, path) {
  const value = path.split('.').reduce((at, key) => at?.[key], stable)
  if (typeof value === 'number') return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
  return typeof value === 'string' ? value : `nothing is at ${path}`
}

function pages() {
  const docs = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'))
  return [join(ROOT, 'README.md'), ...docs.map((name) => join(ROOT, 'docs', name))]
}

function check() {
  if (!existsSync(LAST_RUN)) return ['no run of the tests to compare with: npm test']
  const { stable, run } = read(COMMITTED)
  const whole = differences({ parts: run.parts, zones: run.zones }, { parts: PARTS, zones: ZONES }, 'run')
  return [...differences(read(LAST_RUN).stable, stable), ...whole]
}

/** Takes over what stands on record, for a run of the tests to come. */
function refresh() {
  const { stable, run } = read(COMMITTED)
  writeFileSync(COMMITTED, `${JSON.stringify({ stable: { ...stable, ...onRecord() }, run }, null, 2)}\n`)
  fillIn()
}

function write() {
  writeFileSync(COMMITTED, `${JSON.stringify(read(LAST_RUN), null, 2)}\n`)
  fillIn()
}

/** Puts the figures into README and docs. */
function fillIn() {
  const { stable } = read(COMMITTED)
  for (const page of pages()) {
    const before = readFileSync(page, 'utf8')
    const after = before.replaceAll(FIGURE, (_, open, path, __, close) => open + figureAt(stable, path) + close)
    if (after !== before) writeFileSync(page, after)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === 'write') write()
  else if (process.argv[2] === 'refresh') refresh()
  else {
    const wrong = check()
    for (const line of wrong) console.log(line)
    if (wrong.length > 0) console.log('docs/verification.json is stale: npm test && npm run docs:verification')
    process.exitCode = wrong.length > 0 ? 1 : 0
  }
}
