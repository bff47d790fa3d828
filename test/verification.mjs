// @ts-check
/**
 * docs/verification.json: what the last whole `npm run verify` counted, and what stands on record of searches that take longer.
 * `npm run verify` alone writes it; no run is compared with it.
 *
 * - `node test/verification.mjs fill`: puts its figures into README and docs. A figure in Markdown stands between two
 *   comments that no reader sees:
 *
 *       <!-- verification: table.rows -->864,943<!-- / -->
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FAULTS } from './faults/faults.mjs'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
export const COMMITTED = join(ROOT, 'docs', 'verification.json')
const TOOLS = ['typescript', 'vitest', 'fast-check', 'z3-solver', '@stryker-mutator/core']

/** @param {string} path */
const read = (path) => JSON.parse(readFileSync(path, 'utf8'))

/** Of all that lies in `src/`: what a search ran on. */
export function hashOfSources() {
  const hash = createHash('sha256')
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).map((file) =>
    file.replaceAll('\\', '/'),
  )
  for (const file of files.filter((name) => name.endsWith('.ts')).sort()) {
    hash.update(`${file}\n${readFileSync(join(ROOT, 'src', file), 'utf8')}\n`)
  }
  return hash.digest('hex').slice(0, 16)
}

/**
 * Writes what the tests left in a folder, one file a part, beside what stands on record.
 *
 * @param {string} folder @param {object} run
 */
export async function record(folder, run) {
  const { hashOf, SETS } = await import('../docs/loopholes.mjs')
  const ruleSets = Object.fromEntries(SETS.map((set) => [set.id, hashOf(set)]))
  /** @type {Record<string, unknown>} */
  const counted = {}
  for (const file of existsSync(folder) ? readdirSync(folder).sort() : []) {
    counted[file.replace(/\.json$/, '')] = read(join(folder, file))
  }
  const { packages } = read(join(ROOT, 'package-lock.json'))
  const tools = Object.fromEntries(TOOLS.map((name) => [name, packages[`node_modules/${name}`].version]))
  const stable = { ...counted, deep: deepLast(), faults: faultsLast(), tools, ruleSets }
  writeFileSync(COMMITTED, `${JSON.stringify({ stable, run: { ...run, sources: hashOfSources() } }, null, 2)}\n`)
  fill()
}

/** Which results on record are of other sources than these, a line each, which seeded faults, and how many answers of other rule sets. */
export async function staleness() {
  const now = hashOfSources()
  /** @type {[command: string, sources: string | undefined][]} */
  const last = [
    ['npm run verify:deep -- worlds', deepWorlds().sources],
    ['npm run verify:deep -- questions', deepQuestions().sources],
    ['npm run verify:deep -- rings', read(join(ROOT, 'test', 'exhaustive', 'deep-rings.json')).sources],
    ['npm run verify:deep -- commands', sourcesOf('model')],
    ['npm run verify:deep -- store', sourcesOf('store')],
    ['npm run verify:deep -- engines', sourcesOf('engines')],
    ['npm run faults', faultsSources()],
  ]
  const { ASKED, hashOf } = await import('../docs/loopholes.mjs')
  const nameOf = (/** @type {readonly string[]} */ ...words) => JSON.stringify(words)
  const asked = new Set(
    ASKED.map(({ part, id, called, repair, rules }) => nameOf(part, id, called, repair, hashOf(rules))),
  )
  const { rows } = deepQuestions()
  const old = rows.filter((row) => !asked.has(nameOf(row.part, row.asked, row.rules, row.repair, row.hash)))
  const unasked = ASKED.length - (rows.length - old.length)
  const lost = FAULTS.filter((fault) => [fault, ...(fault.and ?? [])].some((edit) => !fits(edit))).map(
    ({ name }) => name,
  )
  return [
    ...last.filter(([, sources]) => sources !== now).map(([command]) => `${command} was last run on other sources`),
    ...(lost.length > 0 ? [`seeded faults that do not fit the sources: ${lost.join('; ')}`] : []),
    ...(unasked > 0 ? [`${unasked} of ${ASKED.length} questions have no answer under the rule sets as they are`] : []),
  ]
}

/** Whether the text that a seeded fault changes stands once in its file. @param {import('./faults/faults.mjs').Edit} edit */
function fits({ file, from }) {
  const path = join(ROOT, 'src', file)
  return existsSync(path) && readFileSync(path, 'utf8').split(from).length === 2
}

/** What `npm run faults` committed. */
function faultsLast() {
  const [, seeded, red] = /(\d+) faults, (\d+) turned a test red/.exec(faultsPage()) ?? []
  const [, byTest, byVerify] = /(\d+) are found by `npm test` alone, (\d+) need/.exec(faultsPage()) ?? []
  return { seeded: Number(seeded), red: Number(red), byTest: Number(byTest), byVerify: Number(byVerify) }
}

/** The sources that its results are of. */
function faultsSources() {
  return /sources with the hash (\w+)/.exec(faultsPage())?.[1]
}

function faultsPage() {
  return readFileSync(join(ROOT, 'test', 'faults', 'results.md'), 'utf8')
}

/** @returns {{ sources?: string, rows: readonly (Record<'part' | 'asked' | 'rules' | 'repair' | 'hash' | 'kind', string> & { states: number, decisions: number })[] }} */
function deepQuestions() {
  return read(join(ROOT, 'docs', 'loopholes-verified.json'))
}

/** @returns {{ sources?: string, worlds: readonly { agrees: boolean, states: number, decisions: number }[] }} */
function deepWorlds() {
  return read(join(ROOT, 'test', 'exhaustive', 'deep-results.json'))
}

/** The sources that the last result in a folder of the tests is of. @param {string} folder @returns {string | undefined} */
function sourcesOf(folder) {
  return read(join(ROOT, 'test', folder, 'deep-results.json')).sources
}

/** Sums of what `npm run verify:deep` committed. */
function deepLast() {
  const { rows } = deepQuestions()
  const { worlds } = deepWorlds()
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
  const docs = ['', 'guides'].flatMap((folder) =>
    readdirSync(join(ROOT, 'docs', folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(ROOT, 'docs', folder, name)),
  )
  return [join(ROOT, 'README.md'), ...docs]
}

/** Puts the figures into README and docs. */
function fill() {
  const { stable } = read(COMMITTED)
  for (const page of pages()) {
    const before = readFileSync(page, 'utf8')
    const after = before.replaceAll(FIGURE, (_, open, path, __, close) => open + figureAt(stable, path) + close)
    if (after !== before) writeFileSync(page, after)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) fill()
