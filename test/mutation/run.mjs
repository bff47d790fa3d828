// @ts-check
/**
 * `npm run mutate`, before a release and on request: mutates the sources area by area (areas.mjs) and writes what came of it to
 * reports/mutation/results.md, which is not committed. Every mutant that survives must stand in survivors.json with a reason, and nothing
 * may stand there that does not survive; else the run fails. `N passed, N failed` counts mutants.
 *
 * - `npm run mutate -- rules values`: only these areas
 * - `npm run mutate -- src/values/fen.ts`: only these files
 * - `npm run mutate -- --sample 500`: so many, drawn from all of `src/` (sample.mjs)
 * - `npm run mutate -- --cross-check`: no run; asks vitest itself about a sample of the mutants (cross-check.mjs)
 *
 * Mutants one at a time; `DEMERIT_AT_ONCE=2` for two.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AREAS, FILES, isApart } from './areas.mjs'
import { described } from './mutants.mjs'
import { COUNTED, isExplained, keyOf, ROOT, report, survivorsOnRecord, textOf } from './results.mjs'
import { reportOn } from './stryker.mjs'

/** @typedef {import('./results.mjs').Mutant} Mutant */
/** @typedef {import('./results.mjs').Counts} Counts */

const listed = survivorsOnRecord()
/** @type {Mutant[]} */
const survivors = []
/** @type {Record<string, Counts>} */
const areas = {}

const args = process.argv.slice(2)
if (args.includes('--cross-check')) await (await import('./cross-check.mjs')).crossCheck()
else if (args[0] === '--sample') await (await import('./sample.mjs')).sample(Number(args[1] ?? 500))
else run()

function run() {
  const chosen = filesNamed()
  for (const area of Object.keys(AREAS)) {
    const own = chosen.filter((file) => FILES[file] === area)
    if (own.length > 0) mutate(area, own)
  }
  report({ versions: versions(), areas })
  finish(chosen)
}

/** The files that the words of the command mean, all of them when there are no words. */
function filesNamed() {
  const all = Object.keys(FILES)
  if (args.length === 0) return all
  const wrong = args.find((word) => !(word in AREAS) && !(word in FILES))
  if (wrong !== undefined) {
    console.error(`${wrong}: neither an area (${Object.keys(AREAS).join(', ')}) nor a file of src/`)
    process.exit(2)
  }
  return args.flatMap((word) => (word in AREAS ? all.filter((file) => FILES[file] === word) : [word]))
}

/** Tries every mutant of some files of an area. @param {string} area @param {readonly string[]} own */
function mutate(area, own) {
  console.log(`${area}: ${own.length === 1 ? own[0] : `${own.length} files`}`)
  const reported = reportOn(area, own).files
  const counts = { files: own.length, killed: 0, timedOut: 0, survived: 0 }
  areas[area] = counts
  for (const file of own) {
    const { source, mutants } = reported[file] ?? { source: textOf(file), mutants: [] }
    for (const [mutant, told] of described(file, source, mutants)) {
      const counted = COUNTED[/** @type {keyof typeof COUNTED} */ (mutant.status)]
      if (counted === undefined) throw new Error(`${file}: a mutant is ${mutant.status}`)
      counts[counted]++
      if (counted === 'survived') survivors.push(told)
    }
  }
}

function versions() {
  const of = (/** @type {string} */ name) =>
    JSON.parse(readFileSync(join(ROOT, 'node_modules', ...name.split('/'), 'package.json'), 'utf8')).version
  return `Node ${process.versions.node}, StrykerJS ${of('@stryker-mutator/core')}, vitest ${of('vitest')}, fast-check ${of('fast-check')}`
}

/** @param {readonly string[]} chosen */
function finish(chosen) {
  const known = new Set(listed.map(keyOf))
  const seen = new Set(survivors.map(keyOf))
  const wrong = [
    ...chosen
      .filter((file) => FILES[file] === undefined && !isApart(file))
      .map((file) => `in no area of areas.mjs: ${file}`),
    ...survivors
      .filter((mutant) => !known.has(keyOf(mutant)))
      .map((mutant) => `survived, not listed: ${JSON.stringify(mutant)}`),
    ...listed
      .filter((mutant) => (chosen.includes(mutant.file) || !(mutant.file in FILES)) && !seen.has(keyOf(mutant)))
      .map((mutant) => `listed, not surviving: ${JSON.stringify(mutant)}`),
    ...listed.filter((survivor) => !isExplained(survivor)).map((mutant) => `no reason: ${JSON.stringify(mutant)}`),
  ]
  for (const line of wrong) console.log(line)
  const made = Object.values(areas).reduce(
    (sum, { killed, timedOut, survived }) => sum + killed + timedOut + survived,
    0,
  )
  if (made === 0) console.log('nothing was mutated')
  console.log(`${Math.max(0, made - wrong.length)} passed, ${wrong.length} failed`)
  process.exitCode = wrong.length > 0 || made === 0 ? 1 : 0
}
