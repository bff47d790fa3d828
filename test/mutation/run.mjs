// @ts-check
/**
 * `npm run mutate`: mutates the sources area by area (areas.mjs) and writes down what came of it: results.json, per file,
 * and results.md, the same to be read. Every mutant that survives must stand in survivors.json with a reason, and nothing
 * may stand there that does not survive; else the run fails. `N passed, N failed` counts mutants.
 *
 * - `npm run mutate -- rules values`: only these areas
 * - `npm run mutate -- src/values/fen.ts`: only these files
 * - `npm run mutate -- --changed`: only files that have no result, or one of another text; one after the other, and with
 *   `--minutes=15` no longer than that: files that are left then are named, and fail the run
 * - `npm run mutate -- --check`: no run; fails unless every file has a result of its present text, and every survivor a reason
 * - `npm run mutate -- --cross-check`: no run; asks vitest itself about a sample of the mutants (cross-check.mjs)
 * - `npm run mutate -- --report`: no run; writes results.md anew and says which results are of another text
 *
 * Mutants one at a time; `DEMERIT_AT_ONCE=2` for two.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AREAS } from './areas.mjs'
import { described } from './mutants.mjs'
import {
  changedFiles,
  FILES,
  faultsOfRecord,
  hashOf,
  isExplained,
  keyOf,
  ROOT,
  record,
  resultsOnRecord,
  survivorsOnRecord,
  textOf,
} from './results.mjs'

/** @typedef {import('./results.mjs').Mutant} Mutant */
/** @typedef {import('./mutants.mjs').Made & { status: string }} Reported */

/** In what state a mutant is found, and how that counts. */
const COUNTED = /** @type {const} */ ({
  Killed: 'killed',
  Timeout: 'timedOut',
  RuntimeError: 'failed',
  CompileError: 'failed',
  Survived: 'survived',
  NoCoverage: 'survived',
})

const results = resultsOnRecord()
const listed = survivorsOnRecord()
/** @type {Mutant[]} */
const survivors = []
/** Files whose mutants were all tried, and those that time did not suffice for. */
/** @type {string[]} */
const done = []
/** @type {string[]} */
const left = []

const args = process.argv.slice(2)
if (args.includes('--check')) check()
else if (args.includes('--cross-check')) await (await import('./cross-check.mjs')).crossCheck()
else await run()

function check() {
  const faults = faultsOfRecord(results, listed)
  for (const fault of faults) console.log(fault)
  if (faults.length > 0) console.log('the mutants on record are not those of the sources: npm run mutate -- --changed')
  console.log(`${Object.keys(FILES).length} files, ${faults.length} faults`)
  process.exitCode = faults.length > 0 ? 1 : 0
}

async function run() {
  const [, minutes] = args.map((each) => /^--minutes=(\d+)$/.exec(each)).find((match) => match !== null) ?? []
  const until = minutes === undefined ? Number.POSITIVE_INFINITY : Date.now() + Number(minutes) * 60_000
  for (const [area, own] of jobs()) {
    if (await mutate(area, own, until - Date.now())) done.push(...own)
    else left.push(...own)
  }
  record(results)
  finish()
}

/** What is run one after the other: an area as a whole, but changed files one by one. @returns {[area: string, files: string[]][]} */
function jobs() {
  if (args.includes('--report')) return []
  if (args.includes('--changed'))
    return changedFiles(results).map((file) => [/** @type {string} */ (FILES[file]), [file]])
  const all = Object.keys(FILES)
  const chosen = args.flatMap((each) => {
    if (each in AREAS) return all.filter((file) => FILES[file] === each)
    if (each in FILES) return [each]
    throw new Error(`${each}: neither an area (${Object.keys(AREAS).join(', ')}) nor a file of one`)
  })
  return Object.keys(AREAS).flatMap((area) => {
    const own = (args.length === 0 ? all : chosen).filter((file) => FILES[file] === area)
    return own.length === 0 ? [] : [/** @type {[string, string[]]} */ ([area, own])]
  })
}

/** Tries every mutant of some files of an area; false when there is no time for it. @param {string} area @param {readonly string[]} own @param {number} time */
async function mutate(area, own, time) {
  if (time <= 0) return false
  const report = join(ROOT, 'reports', 'mutation', `${area}.json`)
  rmSync(report, { force: true })
  mkdirSync(dirname(report), { recursive: true })
  const stryker = join(ROOT, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js')
  console.log(`${area}: ${own.length === 1 ? own[0] : `${own.length} files`}`)
  const ended = await endedWithin(time, [stryker, 'run', 'test/stryker.config.mjs'], {
    DEMERIT_AREA: area,
    DEMERIT_MUTATE: own.join(' '),
  })
  if (ended === 'late') {
    rmSync(join(ROOT, '.stryker-tmp', area), { recursive: true, force: true })
    return false
  }
  if (ended !== 0 || !existsSync(report)) throw new Error(`${area}: stryker ended with ${ended}`)
  const reported = JSON.parse(readFileSync(report, 'utf8')).files
  for (const file of own) {
    const { source, mutants } = reported[file] ?? { source: textOf(file), mutants: [] }
    note(area, file, source, mutants)
  }
  return true
}

/**
 * How a program of Node's ended, or that it did not within so many milliseconds: then it is stopped, and what it started too.
 *
 * @param {number} time @param {readonly string[]} words @param {Record<string, string>} env @returns {Promise<number | string | null>}
 */
function endedWithin(time, words, env) {
  return new Promise((resolve) => {
    const options = { cwd: ROOT, env: { ...process.env, ...env }, detached: true }
    const child = spawn(process.execPath, words, { ...options, stdio: ['ignore', 'inherit', 'inherit'] })
    const stop = () => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL')
    let late = false
    const onTime = () => {
      late = true
      stop()
    }
    const timer = Number.isFinite(time) ? setTimeout(onTime, time) : undefined
    const onSignal = () => {
      stop()
      process.exit(1)
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, onSignal)
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      for (const each of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(each, onSignal)
      resolve(late ? 'late' : (code ?? signal))
    })
  })
}

/** @param {string} area @param {string} file @param {string} source @param {readonly Reported[]} mutants */
function note(area, file, source, mutants) {
  const counts = { killed: 0, timedOut: 0, failed: 0, survived: 0 }
  for (const [mutant, told] of described(file, source, mutants)) {
    const counted = COUNTED[/** @type {keyof typeof COUNTED} */ (mutant.status)]
    if (counted === undefined) throw new Error(`${file}: a mutant is ${mutant.status}`)
    counts[counted]++
    if (counted === 'survived') survivors.push(told)
  }
  results[file] = { area, text: hashOf(source), ...counts, versions: versions() }
}

function versions() {
  const of = (/** @type {string} */ name) =>
    JSON.parse(readFileSync(join(ROOT, 'node_modules', ...name.split('/'), 'package.json'), 'utf8')).version
  return `Node ${process.versions.node}, StrykerJS ${of('@stryker-mutator/core')}, vitest ${of('vitest')}, fast-check ${of('fast-check')}`
}

function finish() {
  const known = new Set(listed.map(keyOf))
  const seen = new Set(survivors.map(keyOf))
  const unlisted = survivors.filter((mutant) => !known.has(keyOf(mutant)))
  const gone = listed.filter((mutant) => done.includes(mutant.file) && !seen.has(keyOf(mutant)))
  const mute = listed.filter((survivor) => !isExplained(survivor))
  for (const file of changedFiles(results)) if (file in results) console.log(`${file}: the result is of another text`)
  for (const mutant of unlisted) console.log(`survived, not listed: ${JSON.stringify(mutant)}`)
  for (const mutant of gone) console.log(`listed, not surviving: ${JSON.stringify(mutant)}`)
  for (const mutant of mute) console.log(`listed without a reason: ${JSON.stringify(mutant)}`)
  for (const file of left)
    console.log(`${file}: no time for its mutants; mutate it, and commit the result with the change`)
  const made = done.reduce((sum, file) => {
    const { killed = 0, timedOut = 0, failed = 0, survived = 0 } = results[file] ?? {}
    return sum + killed + timedOut + failed + survived
  }, 0)
  const failed = unlisted.length + gone.length + mute.length + left.length
  if (made === 0) console.log('nothing was mutated')
  console.log(`${Math.max(0, made - unlisted.length)} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
}
