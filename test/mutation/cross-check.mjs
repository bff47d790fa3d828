// @ts-check
/**
 * `npm run mutate -- --cross-check`: runner.mjs has its own words for vitest's `describe` and `test`; are they the same? A
 * sample of mutants that are not on record as surviving, one each of some files, and all that survive of one file, are put into the
 * text of their file, and vitest itself runs the tests of the area on it. It must fail on the former, and pass on the latter.
 */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { transform } from 'esbuild'
import { AREAS, FILES, RUNS, SEED } from './areas.mjs'
import { applied, described } from './mutants.mjs'
import { keyOf, ROOT, survivorsOnRecord, textOf } from './results.mjs'

/** @typedef {import('./mutants.mjs').Made} Made */
/** @typedef {import('./results.mjs').Mutant} Mutant */
/** @typedef {{ outcome: 'killed' | 'survived', told: Mutant, text: string }} Case */

/** How many killed ones; which, the seed says. */
const KILLED = 12
/** All explained survivors of this file. */
const SURVIVORS_OF = 'src/values/instant.ts'
/** A run that takes more milliseconds hangs: such a mutant is killed. */
const PATIENCE = 120_000

export async function crossCheck() {
  const cases = [...(await killedOnes()), ...(await survivingOnes())]
  for (const area of new Set(cases.map(({ told }) => FILES[told.file]))) {
    if (outcomeOf(/** @type {string} */ (area), '', '') !== 'survived')
      throw new Error(`${area}: fails without a mutant`)
  }
  const differing = cases.flatMap(({ outcome, told, text }) => {
    const seen = outcomeOf(/** @type {string} */ (FILES[told.file]), told.file, text)
    console.log(`${seen === outcome ? 'agrees' : 'DIFFERS'}: ${outcome}, ${told.file}: ${told.from} -> ${told.to}`)
    return seen === outcome ? [] : [keyOf(told)]
  })
  console.log(`${cases.length - differing.length} passed, ${differing.length} failed`)
  process.exitCode = differing.length > 0 ? 1 : 0
}

/** One mutant each of some files, none that is known to survive. */
async function killedOnes() {
  const chance = chanceOf(Number(SEED))
  const listed = new Set(survivorsOnRecord().map(keyOf))
  const files = Object.keys(FILES)
    .filter((file) => FILES[file] !== undefined)
    .map((file) => ({ file, at: chance() }))
    .sort((one, other) => one.at - other.at)
  /** @type {Case[]} */
  const cases = []
  for (const { file } of files) {
    if (cases.length === KILLED) break
    const killed = (await mutantsOf(file)).filter(([, told]) => !listed.has(keyOf(told)))
    if (killed.length === 0) continue
    const [mutant, told] = /** @type {readonly [Made, Mutant]} */ (killed[Math.floor(chance() * killed.length)])
    cases.push({ outcome: 'killed', told, text: await textWith(file, mutant) })
  }
  return cases
}

async function survivingOnes() {
  const listed = new Set(survivorsOnRecord().map(keyOf))
  /** @type {Case[]} */
  const cases = []
  for (const [mutant, told] of await mutantsOf(SURVIVORS_OF)) {
    if (!listed.has(keyOf(told))) continue
    cases.push({ outcome: 'survived', told, text: await textWith(SURVIVORS_OF, mutant) })
  }
  return cases
}

/** What StrykerJS makes of a file. @param {string} file */
async function mutantsOf(file) {
  const core = createRequire(join(ROOT, 'node_modules', '@stryker-mutator', 'core', 'package.json'))
  const { Instrumenter } = await import(pathToFileURL(core.resolve('@stryker-mutator/instrumenter')).href)
  const log = { debug: () => {}, info: () => {}, isDebugEnabled: () => false }
  const options = { plugins: null, excludedMutations: [], ignorers: [], noHeader: true }
  const content = textOf(file)
  const { mutants } = await new Instrumenter(log).instrument([{ name: file, mutate: true, content }], options)
  // Here lines count from zero.
  const fromOne = (/** @type {import('./mutants.mjs').Place} */ { line, column }) => ({
    line: line + 1,
    column: column + 1,
  })
  const placed = mutants.map((/** @type {Made} */ mutant) => ({
    ...mutant,
    location: { start: fromOne(mutant.location.start), end: fromOne(mutant.location.end) },
  }))
  return described(file, content, /** @type {Made[]} */ (placed))
}

/** What cannot be loaded would be killed for another reason. @param {string} file @param {Made} mutant */
async function textWith(file, mutant) {
  const text = applied(textOf(file), mutant)
  await transform(text, { loader: 'ts' })
  return text
}

/** What vitest makes of the tests of an area, with this text in the place of this file's. @param {string} area @param {string} file @param {string} text */
function outcomeOf(area, file, text) {
  const tests = AREAS[area]?.tests.map((test) => `test/${test}`) ?? []
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
  const config = join('test', 'mutation', 'vitest.config.ts')
  const { stdout, status, error } = spawnSync(
    process.execPath,
    [vitest, 'run', '--config', config, '--bail=1', '--reporter=json', ...tests],
    {
      cwd: ROOT,
      encoding: 'utf8',
      timeout: PATIENCE,
      killSignal: 'SIGKILL',
      maxBuffer: 2 ** 28,
      env: { ...process.env, DEMERIT_SEED: SEED, DEMERIT_RUNS: RUNS, MUTANT_FILE: file, MUTANT_TEXT: text },
    },
  )
  if (error !== undefined) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ETIMEDOUT') return 'killed'
    throw error
  }
  const { numPassedTests, numFailedTestSuites } = JSON.parse(stdout.slice(stdout.indexOf('{')))
  if (status === 0 && numPassedTests > 0) return 'survived'
  if (status !== 0 && numFailedTestSuites > 0) return 'killed'
  throw new Error(`vitest ended with ${status}: ${stdout.slice(0, 1000)}`)
}

/** Numbers from 0 up to 1, always the same ones (mulberry32). @param {number} seed */
function chanceOf(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
