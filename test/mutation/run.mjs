// @ts-check
/**
 * `npm run mutate`: what StrykerJS makes of `src/` by itself, such as `<` for `<=`, one change at a time; vitest runs the tests on each. First those
 * that look at the file closely (tests.mjs), on what lives then some more, then all that reach the file. One that nothing finds must stand in
 * survivors.json with a reason, and what stands there must still be a mutant, or the run fails. `N passed, N failed` counts mutants.
 *
 * - `npm run mutate -- --sample 500`: so many, drawn from all of `src/`. They stand in sample.jsonl, each with who found it and the last commit
 *   of the sources then: a run that was broken off goes on, and what was tried on a file that changed since is tried again.
 * - `npm run mutate -- src/values/fen.ts`: all of these files, which stand nowhere.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Instrumenter } from '@stryker-mutator/instrumenter'
import { transform } from 'esbuild'
import { drawing } from '../../docs/drawing.mjs'
import { applied, described, keyOf } from './mutants.mjs'
import { closeTo, nextTo } from './tests.mjs'

/** @typedef {import('./mutants.mjs').Made} Made */
/** @typedef {import('./mutants.mjs').Mutant} Mutant */
/** @typedef {readonly [Made, Mutant]} Each */
/** `found` is a test that is red, how else it showed, `nothing`, or for a while `nothing near`. @typedef {Mutant & { found: string, commit: string }} Tried */

const HERE = dirname(fileURLToPath(import.meta.url))
const ROOT = join(HERE, '..', '..')
const RESULTS = join(HERE, 'sample.jsonl')
/** One seed and few cases a property: a mutant that is found by luck is found again. */
const [SEED, RUNS] = ['20180224', '20']
const AT_ONCE = Number(process.env.DEMERIT_AT_ONCE ?? 2)
/** A run that takes more milliseconds hangs: such a mutant is found. */
const PATIENCE = { near: 300_000, all: 1_200_000 }
const [NOTHING, NOTHING_NEAR] = ['nothing', 'nothing near']

/** @type {readonly (Mutant & { reason: string })[]} */
const survivors = JSON.parse(readFileSync(join(HERE, 'survivors.json'), 'utf8'))
const listed = new Set(survivors.map(keyOf))
const args = process.argv.slice(2)
const isSample = args.length === 0 || args[0] === '--sample'
const files = isSample ? sources() : args
const made = (await Promise.all(files.map(mutantsOf))).flat()
const commit = git('log', '-1', '--format=%h', '--', 'src')
/** @type {readonly Tried[]} */
const before =
  isSample && existsSync(RESULTS)
    ? readFileSync(RESULTS, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : []
const all = isSample ? drawn(Number(args[1] ?? 500)) : made
const found = new Map(unchanged().map((each) => [keyOf(each), each]))
console.log(`${all.length} of ${made.length} mutants`)

await some(undefined, PATIENCE.near, (file) => ['run', ...closeTo(file)], NOTHING_NEAR)
await some(NOTHING_NEAR, PATIENCE.near, (file) => ['run', ...nextTo(file)], NOTHING_NEAR)
// Last, since it takes many minutes each.
await some(NOTHING_NEAR, PATIENCE.all, (file) => ['related', file, '--run'], NOTHING)

const there = new Set(made.map(([, told]) => keyOf(told)))
const wrong = [
  ...waiting(NOTHING)
    .filter(([, told]) => !listed.has(keyOf(told)))
    .map(([, told]) => `survived, not listed: ${JSON.stringify(told)}`),
  ...survivors
    .filter((each) => files.includes(each.file) && (!there.has(keyOf(each)) || !/^Equivalent: ./.test(each.reason)))
    .map((each) => `listed, and no mutant or without a reason: ${JSON.stringify(each)}`),
]
for (const line of wrong) console.log(line)
console.log(`${Math.max(0, all.length - wrong.length)} passed, ${wrong.length} failed`)
process.exitCode = wrong.length > 0 || all.length === 0 ? 1 : 0

/** Those of whom no more is known than this. @param {string} [finder] @returns {readonly Each[]} */
function waiting(finder) {
  return all.filter(([, told]) => found.get(keyOf(told))?.found === finder)
}

/**
 * Runs tests on those that wait, some at a time, and keeps who finds them.
 *
 * @param {string | undefined} before @param {number} patience @param {(file: string) => readonly string[]} wordsFor @param {string} otherwise
 */
async function some(before, patience, wordsFor, otherwise) {
  const rest = [...waiting(before)]
  const worker = async () => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
      const [mutant, told] = next
      const words = wordsFor(told.file)
      // `vitest run` without a file would run all.
      const finder = words.length > 1 && (await finderOf(words, patience, told.file, mutant))
      keep(told, finder || (listed.has(keyOf(told)) ? NOTHING : otherwise))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

/** After each, so that a run that is broken off is not lost. @param {Mutant} told @param {string} finder */
function keep(told, finder) {
  found.set(keyOf(told), { ...told, found: finder, commit })
  if (finder !== NOTHING_NEAR) console.log(`${told.file}: ${told.from} -> ${told.to}   ${finder}`)
  if (!isSample) return
  const lines = all.map(([, each]) => JSON.stringify(found.get(keyOf(each)) ?? each))
  writeFileSync(RESULTS, `${lines.join('\n')}\n`)
}

/** Those on record that were tried on a file as it is now. */
function unchanged() {
  const tried = before.filter((each) => each.found !== undefined)
  const changed = new Map(
    [...new Set(tried.map((each) => each.commit))].map((then) => [then, git('diff', '--name-only', then, commit)]),
  )
  return tried.filter((each) => !changed.get(each.commit)?.split('\n').includes(each.file))
}

/** Those on record that there still are, and as many more as the size asks for; which, the seed says. @param {number} size */
function drawn(size) {
  const chance = drawing(Number(SEED))
  const known = new Set(before.map(keyOf))
  const placed = made.map((each) => ({ each, at: known.has(keyOf(each[1])) ? 0 : chance() }))
  placed.sort((one, other) => one.at - other.at)
  return placed.slice(0, Math.max(size, known.size)).map(({ each }) => each)
}

function sources() {
  return readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .map((name) => `src/${name.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.ts') && file !== 'src/index.ts')
    .sort()
}

/** @param {readonly string[]} words */
function git(...words) {
  return spawnSync('git', words, { cwd: ROOT, encoding: 'utf8' }).stdout.trim()
}

/** What StrykerJS makes of a file. @param {string} file @returns {Promise<readonly Each[]>} */
async function mutantsOf(file) {
  const log = /** @type {never} */ ({ debug: () => {}, info: () => {}, isDebugEnabled: () => false })
  const options = { plugins: null, excludedMutations: [], ignorers: [], noHeader: true }
  const content = readFileSync(join(ROOT, file), 'utf8')
  const { mutants } = await new Instrumenter(log).instrument([{ name: file, mutate: true, content }], options)
  // Here lines count from zero.
  const fromOne = (/** @type {import('./mutants.mjs').Place} */ { line, column }) => ({
    line: line + 1,
    column: column + 1,
  })
  const placed = mutants.map((mutant) => ({
    ...mutant,
    location: { start: fromOne(mutant.location.start), end: fromOne(mutant.location.end) },
  }))
  return described(file, content, /** @type {Made[]} */ (placed))
}

/**
 * The first red test when vitest has the mutant in the place of the file, `undefined` where all are green.
 *
 * @param {readonly string[]} words @param {number} patience @param {string} file @param {Made} mutant @returns {Promise<string | undefined>}
 */
async function finderOf([command = '', ...which], patience, file, mutant) {
  const text = applied(readFileSync(join(ROOT, file), 'utf8'), mutant)
  const isCode = await transform(text, { loader: 'ts' }).then(
    () => true,
    () => false,
  )
  if (!isCode) return 'the parser'
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
  const config = join('test', 'mutation', 'vitest.config.ts')
  const words = [vitest, command, '--config', config, '--bail=1', '--maxWorkers=1', '--reporter=json', ...which]
  const env = {
    ...process.env,
    DEMERIT_SEED: SEED,
    DEMERIT_RUNS: RUNS,
    DEMERIT_FIRST: '1',
    MUTANT_FILE: file,
    MUTANT_TEXT: text,
  }
  const child = spawn(process.execPath, words, { cwd: ROOT, detached: true, stdio: ['ignore', 'pipe', 'ignore'], env })
  return new Promise((resolve, reject) => {
    let [out, isLate] = ['', false]
    const timer = setTimeout(() => {
      isLate = true
      // With the processes that it began: one of them does not end.
      process.kill(-(/** @type {number} */ (child.pid)), 'SIGKILL')
    }, patience)
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.once('error', reject)
    child.once('close', (status) => {
      clearTimeout(timer)
      if (isLate) return resolve('the time')
      /** @type {{ name: string, status: string, assertionResults: { status: string, fullName: string }[] }[]} */
      const files = JSON.parse(out.slice(out.indexOf('{'))).testResults
      const red = files.find((each) => each.status === 'failed')
      if (status === 0 && files.length > 0) return resolve(undefined)
      if (red === undefined) return reject(new Error(`vitest ended with ${status}: ${out.slice(0, 1000)}`))
      const test = red.assertionResults.find((each) => each.status === 'failed')?.fullName ?? 'loading'
      return resolve(`${relative(ROOT, red.name)}: ${test}`)
    })
  })
}
