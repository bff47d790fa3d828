// @ts-check
/**
 * `npm run mutate -- --cross-check`: runner.mjs has its own words for vitest's `describe` and `test`; are they the same? A
 * sample of mutants that are not on record as surviving, one each of some files, and all that survive of one file, are put into the
 * text of their file, and vitest itself runs the tests of the area on it. It must fail on the former, and pass on the latter.
 */
import { drawing } from '../../docs/drawing.mjs'
import { FILES, SEED, testsFor } from './areas.mjs'
import { keyOf, survivorsOnRecord } from './results.mjs'
import { finderOf, mutantsOf, textWith } from './sample.mjs'

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
  for (const { told } of new Map(cases.map((each) => [FILES[each.told.file], each])).values()) {
    const red = await outcomeOf(told.file, '')
    if (red !== undefined) throw new Error(`${FILES[told.file]}: fails without a mutant: ${red}`)
  }
  let differing = 0
  for (const { outcome, told, text } of cases) {
    const seen = (await outcomeOf(told.file, text)) === undefined ? 'survived' : 'killed'
    if (seen !== outcome) differing++
    console.log(`${seen === outcome ? 'agrees' : 'DIFFERS'}: ${outcome}, ${told.file}: ${told.from} -> ${told.to}`)
  }
  console.log(`${cases.length - differing} passed, ${differing} failed`)
  process.exitCode = differing > 0 ? 1 : 0
}

/** One mutant each of some files, none that is known to survive. */
async function killedOnes() {
  const chance = drawing(Number(SEED))
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

/** What vitest makes of the tests of a file's area, with this text in its place, if any. @param {string} file @param {string} text */
function outcomeOf(file, text) {
  return finderOf(['run', ...testsFor(file)], PATIENCE, text === '' ? '' : file, text)
}
