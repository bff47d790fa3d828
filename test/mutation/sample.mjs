// @ts-check
/**
 * `npm run mutate -- --sample 500`: so many mutants, drawn from all of `src/`. Each is tried on the tests of its area: by StrykerJS where it
 * mutates the folder and the mutant lies in one line (it tries all that lie within), else by vitest itself. What lives then is tried on some
 * tests more, then on all that reach its file. The sample stands in sample.jsonl, each with who found it and the last commit of the sources
 * then: a run that was broken off goes on, and what was tried on a file that changed since is tried again. One that nothing finds must stand in
 * survivors.json with a reason, or the run fails.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { transform } from 'esbuild'
import { drawing } from '../../docs/drawing.mjs'
import { AREAS, FILES, isApart, nextFor, RUNS, SEED, testsFor } from './areas.mjs'
import { applied, described } from './mutants.mjs'
import { COUNTED, keyOf, ROOT, survivorsOnRecord, textOf } from './results.mjs'
import { reportOn } from './stryker.mjs'

/** @typedef {import('./mutants.mjs').Made} Made */
/** @typedef {import('./results.mjs').Mutant} Mutant */
/** `found` is a test that is red, how else it showed, `nothing`, or for a while `nothing in its area`. @typedef {Mutant & { found: string, commit: string }} Tried */

const RESULTS = join(dirname(fileURLToPath(import.meta.url)), 'sample.jsonl')
const AT_ONCE = 2
/** A run that takes more milliseconds hangs: such a mutant is found. */
const PATIENCE = { area: 300_000, all: 1_200_000 }
/** The searches of these areas take minutes to begin with, and a mutant that all of them meet takes as long: vitest ends at the first red test. */
const FOR_VITEST = ['analysis', 'compare', 'kit']
const NOTHING = 'nothing'
const NOTHING_NEAR = 'nothing in its area'

/** @param {number} size */
export async function sample(size) {
  const commit = git('log', '-1', '--format=%h', '--', 'src')
  const listed = new Set(survivorsOnRecord().map(keyOf))
  const before = onRecord()
  const all = await drawn(size, new Set(before.map(keyOf)))
  const found = new Map(unchanged(before, commit).map((each) => [keyOf(each), each]))
  /** Those of whom no more is known than this. @param {string} [finder] */
  const waiting = (finder) => all.filter(([, told]) => found.get(keyOf(told))?.found === finder)
  // After each, so that a run that is broken off is not lost.
  const keep = (/** @type {Mutant} */ told, /** @type {string} */ finder) => {
    const isListed = finder === NOTHING_NEAR && listed.has(keyOf(told))
    found.set(keyOf(told), { ...told, found: isListed ? NOTHING : finder, commit })
    const lines = all.map(([, each]) => JSON.stringify(found.get(keyOf(each)) ?? each))
    writeFileSync(RESULTS, `${lines.join('\n')}\n`)
    if (finder !== NOTHING_NEAR) console.log(`${told.file}: ${told.from} -> ${told.to}   ${finder}`)
  }

  const isShort = (/** @type {Made} */ { location: { start, end } }) => start.line === end.line
  for (const area of Object.keys(AREAS).filter((each) => !FOR_VITEST.includes(each))) {
    const own = waiting().filter(([made, { file }]) => !isApart(file) && FILES[file] === area && isShort(made))
    if (own.length > 0) for (const [told, finder] of foundIn(area, own)) keep(told, finder)
  }
  await some(waiting(), async ([mutant, told]) => {
    const text = await textWith(told.file, mutant).catch(() => undefined)
    if (text === undefined) return keep(told, 'the parser')
    keep(told, (await finderOf(['run', ...testsFor(told.file)], PATIENCE.area, told.file, text)) ?? NOTHING_NEAR)
  })
  /** @type {(readonly [Made, Mutant])[]} */
  const living = []
  await some(waiting(NOTHING_NEAR), async ([mutant, told]) => {
    const next = nextFor(told.file)
    const text = await textWith(told.file, mutant)
    const near = next.length > 0 && (await finderOf(['run', ...next], PATIENCE.area, told.file, text))
    if (near) keep(told, near)
    else living.push([mutant, told])
  })
  // Last, since it takes many minutes each.
  await some(living, async ([mutant, told]) => {
    const text = await textWith(told.file, mutant)
    keep(told, (await finderOf(['related', told.file, '--run'], PATIENCE.all, told.file, text)) ?? NOTHING)
  })

  const alive = waiting(NOTHING).filter(([, told]) => !listed.has(keyOf(told)))
  for (const [, told] of alive) console.log(`survived, not listed: ${JSON.stringify(told)}`)
  console.log(`${all.length - alive.length} passed, ${alive.length} failed`)
  process.exitCode = alive.length > 0 || all.length === 0 ? 1 : 0
}

/** Some at a time. @template T @param {readonly T[]} items @param {(item: T) => Promise<void>} act */
async function some(items, act) {
  const rest = [...items]
  const worker = async () => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) await act(next)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

/** The sample on record; one that was not tried yet has no finder. @returns {readonly Tried[]} */
function onRecord() {
  if (!existsSync(RESULTS)) return []
  const lines = readFileSync(RESULTS, 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line))
}

/** Those that were tried on a file as it is now. @param {readonly Tried[]} sample @param {string} commit */
function unchanged(sample, commit) {
  const tried = sample.filter((each) => each.found !== undefined)
  const changed = new Map(
    [...new Set(tried.map((each) => each.commit))].map((then) => [then, git('diff', '--name-only', then, commit)]),
  )
  return tried.filter((each) => !changed.get(each.commit)?.split('\n').includes(each.file))
}

/** @param {readonly string[]} words */
function git(...words) {
  return spawnSync('git', words, { cwd: ROOT, encoding: 'utf8' }).stdout.trim()
}

/** Those on record that there still are, and as many more as the size asks for; which, the seed says. @param {number} size @param {ReadonlySet<string>} before */
async function drawn(size, before) {
  const chance = drawing(Number(SEED))
  const all = []
  for (const file of Object.keys(FILES)) {
    for (const each of await mutantsOf(file)) all.push({ each, at: before.has(keyOf(each[1])) ? 0 : chance() })
  }
  all.sort((one, other) => one.at - other.at)
  console.log(`${size} of ${all.length} mutants`)
  return all.slice(0, Math.max(size, before.size)).map(({ each }) => each)
}

/** What StrykerJS says of mutants of an area. @param {string} area @param {readonly (readonly [Made, Mutant])[]} own */
function foundIn(area, own) {
  const ranges = own.map(
    ([
      {
        location: { start, end },
      },
      { file },
    ]) => {
      const place = (/** @type {import('./mutants.mjs').Place} */ { line, column }) => `${line}:${column - 1}`
      return `${file}:${place(start)}-${place(end)}`
    },
  )
  const { files, testFiles } = reportOn(area, [...new Set(ranges)])
  const names = new Map(Object.values(testFiles).flatMap(({ tests }) => tests.map(({ id, name }) => [id, name])))
  return own.map(([mutant, told]) => {
    const { line, column } = mutant.location.start
    const same = files[told.file]?.mutants.find(
      ({ mutatorName, replacement, location: { start, end } }) =>
        mutatorName === mutant.mutatorName &&
        replacement === mutant.replacement &&
        start.line === line &&
        start.column === column &&
        end.line === mutant.location.end.line &&
        end.column === mutant.location.end.column,
    )
    if (same === undefined) throw new Error(`StrykerJS says nothing of ${JSON.stringify(told)}`)
    const counted = COUNTED[/** @type {keyof typeof COUNTED} */ (same.status)]
    const finder = names.get(same.killedBy?.[0] ?? '') ?? (counted === 'timedOut' ? 'the time' : 'loading')
    return /** @type {const} */ ([told, counted === 'survived' ? NOTHING_NEAR : `${area}: ${finder}`])
  })
}

/** What StrykerJS makes of a file. @param {string} file */
export async function mutantsOf(file) {
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

/** What cannot be loaded would be found for another reason. @param {string} file @param {Made} mutant */
export async function textWith(file, mutant) {
  const text = applied(textOf(file), mutant)
  await transform(text, { loader: 'ts' })
  return text
}

/**
 * The first red test when vitest has this text in the place of this file's, `undefined` where all are green.
 *
 * @param {readonly string[]} words @param {number} patience @param {string} file @param {string} text @returns {Promise<string | undefined>}
 */
export function finderOf([command = '', ...which], patience, file, text) {
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
  const config = join('test', 'mutation', 'vitest.config.ts')
  const words = [vitest, command, '--config', config, '--bail=1', '--maxWorkers=1', '--reporter=json', ...which]
  const env = { ...process.env, DEMERIT_SEED: SEED, DEMERIT_RUNS: RUNS, MUTANT_FILE: file, MUTANT_TEXT: text }
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
