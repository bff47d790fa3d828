// @ts-check
/**
 * `npm run verify:deep`: what takes too long for `npm run verify`. Goes through the larger worlds (test/exhaustive/scopes.ts) and asks
 * every question of docs/loopholes.mjs; writes docs/loopholes-verified.json, docs/LOOPHOLES.md and
 * test/exhaustive/deep-results.json, each with a hash of the sources that it ran on; ends with `N passed, N failed`. The worlds and the questions are gone through side by side,
 * which takes about forty minutes on two cores and up to three gigabytes. Then the engines: 200,000 random rows a question and 2,000 histories
 * through every database, if `npm ci --prefix test/engines` was run, whose result is test/engines/deep-results.json. And a million random commands beside the naive model (test/model/many.test.ts),
 * whose result is test/model/deep-results.json. And the store: a million random commands beside the whole registry, 200 rounds of each race, 50
 * killed processes, whose result is test/store/deep-results.json. And the rings: what `capacityOf` says beside a search of all that a ring can do
 * (test/exhaustive/rings.ts), whose result is test/exhaustive/deep-rings.json. `npm run verify:deep -- worlds`, `questions`, `engines`, `commands`,
 * `store` or `rings` does the one alone;
 * `unanswered` asks only what has no answer on record under the rule sets as they are.
 *
 * A question fails when it is left open (`unknown`), or when its answer is not the one known beforehand.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { hashOfSources } from './verification.mjs'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const BUNDLE = join(ROOT, 'node_modules', '.cache', 'demerit', `deep-${process.argv[2]}.mjs`)
const HERE = fileURLToPath(import.meta.url)
const PARTS = ['worlds', 'questions']
const ENGINES = 'engines'
const COMMANDS = 'commands'
/** How many are played beside the naive model. */
const PLAYED = 1_000_000
/** How much the tests of the engines draw. */
const DRAWN = { DEMERIT_SQL_ROWS: '200000', DEMERIT_SQL_HISTORIES: '2000', DEMERIT_SQL_EVENTS: '6000' }
const STORE = 'store'
/** How many random commands the store is asked beside the whole registry, how often clients race, and how many processes are killed. */
const ASKED_OF_STORE = { DEMERIT_COMMANDS: '1000000', DEMERIT_RACE_ROUNDS: '200', DEMERIT_KILLS: '50' }
const RINGS = 'rings'
/** Asks the questions alone that have no answer on record under the rule sets as they are, and keeps the other answers. */
const UNANSWERED = 'unanswered'
const MEGABYTES = 8192
const [part, ...others] = process.argv.slice(2)
const NAMES = [...PARTS, ENGINES, COMMANDS, STORE, RINGS, UNANSWERED]
if (others.length > 0 || (part !== undefined && !NAMES.includes(part))) {
  console.error(`wanted nothing, or one of ${NAMES.join(', ')}; got ${process.argv.slice(2).join(' ')}`)
  process.exit(2)
}
if (part === undefined) {
  // The engines come after: they take the memory of the others.
  const ends = [...(await Promise.all(PARTS.map(run)))]
  for (const name of [ENGINES, COMMANDS, STORE, RINGS]) ends.push(await run(name))
  const sum = ends.reduce((so, [passed, failed]) => [so[0] + passed, so[1] + failed], [0, 0])
  console.log(`${sum[0]} passed, ${sum[1]} failed`)
  process.exit(sum[1] > 0 || sum[0] === 0 ? 1 : 0)
}

if (part === ENGINES) {
  const files = ['decisions', 'history', 'audit'].map((name) => `test/engines/${name}.test.ts`)
  const { passed, failed } = onEngines(files, DRAWN)
  if (failed === 0 && passed > 0) {
    const [rows, histories, events] = Object.values(DRAWN).map(Number)
    const told = { sources: hashOfSources(), rows, histories, events, tests: passed }
    writeFileSync(join(ROOT, 'test/engines/deep-results.json'), `${JSON.stringify(told)}\n`)
  }
  process.exit(codeOf(passed, failed))
}
if (part === STORE) {
  const races = ['store', 'faults', 'kit'].map((name) => `test/engines/${name}.test.ts`)
  const result = join(ROOT, 'test/store/deep-results.json')
  const files = ['test/properties/neighbourhood.test.ts', ...races]
  const { passed, failed } = onEngines(files, { ...ASKED_OF_STORE, DEMERIT_RESULT: result })
  if (failed === 0 && passed > 0 && existsSync(result)) {
    const { DEMERIT_RACE_ROUNDS: rounds, DEMERIT_KILLS: kills } = ASKED_OF_STORE
    const reached = JSON.parse(readFileSync(result, 'utf8'))
    const told = { sources: hashOfSources(), rounds: Number(rounds), kills: Number(kills), ...reached }
    writeFileSync(result, `${JSON.stringify(told)}\n`)
  }
  process.exit(codeOf(passed, failed))
}
if (part === COMMANDS) process.exit(commands())

/** Plays random commands beside the naive model, and writes what was reached; gives the exit code. @returns {number} */
function commands() {
  const result = join(ROOT, 'test/model/deep-results.json')
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', 'test/model/many.test.ts']
  const env = { ...process.env, DEMERIT_COMMANDS: String(PLAYED), DEMERIT_RESULT: result }
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, env, stdio: 'inherit' })
  if (status === 0) {
    const reached = JSON.parse(readFileSync(result, 'utf8'))
    writeFileSync(result, `${JSON.stringify({ sources: hashOfSources(), ...reached })}\n`)
  }
  console.log(status === 0 ? '1 passed, 0 failed' : '0 passed, 1 failed')
  return status === 0 ? 0 : 1
}

/**
 * Runs tests on far more than `npm run verify` does; gives how many passed and failed, none of either where nothing is installed.
 *
 * @param {readonly string[]} files @param {Readonly<Record<string, string>>} drawn
 */
function onEngines(files, drawn) {
  if (!existsSync(join(ROOT, 'test/engines/node_modules'))) {
    console.log('engines: not installed, so left out; npm ci --prefix test/engines\n0 passed, 0 failed')
    process.exit(0)
  }
  const folder = mkdtempSync(join(tmpdir(), 'demerit-deep-'))
  const output = join(folder, 'engines.json')
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', ...files]
  const env = { ...process.env, ...drawn, NODE_OPTIONS: `--max-old-space-size=${MEGABYTES}` }
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${output}`]
  const { status } = spawnSync(process.execPath, [...args, ...reporters], { cwd: ROOT, env, stdio: 'inherit' })
  const found = existsSync(output) ? JSON.parse(readFileSync(output, 'utf8')) : {}
  rmSync(folder, { recursive: true, force: true })
  const { numPassedTests = 0, numFailedTests = 0 } = found
  const failed = status === 0 ? numFailedTests : Math.max(1, numFailedTests)
  console.log(`${numPassedTests} passed, ${failed} failed`)
  return { passed: Number(numPassedTests), failed: Number(failed) }
}

/** Nothing that passed is a failure too. @param {number} passed @param {number} failed */
function codeOf(passed, failed) {
  return failed > 0 || passed === 0 ? 1 : 0
}

/** Runs one part by itself, shows what it says, and gives what it counted. @param {string} name @returns {Promise<[number, number]>} */
function run(name) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [`--max-old-space-size=${MEGABYTES}`, HERE, name], { cwd: ROOT })
    let last = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        process.stdout.write(chunk)
        last = `${last}${chunk}`.slice(-200)
      })
    }
    child.on('close', (code) => {
      const [, passed, failed] = /(\d+) passed, (\d+) failed\n$/.exec(last) ?? [0, 0, 1]
      resolve([Number(passed), code === 0 ? Number(failed) : Math.max(1, Number(failed))])
    })
  })
}

mkdirSync(dirname(BUNDLE), { recursive: true })
// One copy of the library for both parts, made of the sources as they stand.
await build({
  stdin: {
    contents: `export * from './test/exhaustive/scopes.ts'
      export { checkRings, RING_SEARCHES } from './test/exhaustive/rings.ts'
      export { answer, ASKED, EXPECTED, FEW_STATES, hashOf } from './docs/loopholes.mjs'
      export { page } from './docs/generate-loopholes.mjs'`,
    resolveDir: ROOT,
  },
  bundle: true,
  platform: 'node',
  format: 'esm',
  outfile: BUNDLE,
  logLevel: 'warning',
  alias: {
    'demerit/analysis': join(ROOT, 'src/analysis/index.ts'),
    'demerit/rules': join(ROOT, 'src/law/index.ts'),
    demerit: join(ROOT, 'src/index.ts'),
  },
})
const { LARGE_WORLDS, check, checkRings, RING_SEARCHES, ASKED, EXPECTED, FEW_STATES, answer, hashOf, page } =
  await import(pathToFileURL(BUNDLE).href)

const ANSWERS = join(ROOT, 'docs/loopholes-verified.json')
const sources = hashOfSources()
/** A list in JSON, one item a line. @param {readonly unknown[]} list */
const lines = (list) => `[\n${list.map((each) => JSON.stringify(each)).join(',\n')}\n]`
/** @param {readonly unknown[]} rows */
const answersIn = (rows) => `{ "sources": "${onRecord.sources}", "rows": ${lines(rows)} }\n`
let passed = 0
let failed = 0
/** @param {string} what @param {boolean} right @param {number} from */
function report(what, right, from) {
  if (right) passed++
  else failed++
  console.log(`${right ? 'ok  ' : 'FAIL'} ${what}   ${((performance.now() - from) / 1000).toFixed(1)} s`)
}

const searches = []
for (const { name, rules, sizes } of part === RINGS ? RING_SEARCHES : []) {
  const from = performance.now()
  const sums = { rings: 0, exact: 0, open: 0, states: 0 }
  let agrees = true
  for (const each of rules) {
    try {
      const found = checkRings(each, sizes)
      for (const key of /** @type {(keyof typeof sums)[]} */ (Object.keys(sums))) sums[key] += found[key]
    } catch (error) {
      agrees = false
      console.log(error instanceof Error ? error.message : error)
    }
  }
  report(`${name}: ${sums.rings} rings, ${sums.exact} exact, ${sums.states} states`, agrees, from)
  searches.push({ name, ...sums, agrees })
}

const worlds = []
for (const world of part === 'worlds' ? LARGE_WORLDS : []) {
  const { name, set, scope, counts } = world
  const from = performance.now()
  let found = null
  try {
    found = check(world)
  } catch (error) {
    console.log(error instanceof Error ? error.message : error)
  }
  const agrees = found !== null && String(found) === String(counts)
  const [states, decisions] = found ?? [0, 0]
  report(`${set}: ${name}: ${states} states, ${decisions} decisions`, agrees, from)
  const { drivers, vehicles, days, violations } = scope
  worlds.push({ set, name, drivers, vehicles, days, violations, states, decisions, agrees })
}

/** The answer on record, if it is one under these rules. */
const onRecord = part === UNANSWERED ? JSON.parse(readFileSync(ANSWERS, 'utf8')) : { sources, rows: [] }
/** @param {any} asked */
const known = ({ part, id, called, repair, rules }) =>
  onRecord.rows.find(
    (/** @type {any} */ row) =>
      row.part === part &&
      row.asked === id &&
      row.rules === called &&
      row.repair === repair &&
      row.kind !== 'unknown' &&
      row.hash === hashOf(rules),
  )
const rows = []
for (const asked of part === 'worlds' || part === RINGS ? [] : ASKED) {
  const from = performance.now()
  const { part, id, repair, rules, called } = asked
  const before = known(asked)
  if (before !== undefined) {
    rows.push(before)
    continue
  }
  const found = answer(asked)
  const { kind, scope, states, decisions, steps = null, setUp = [], commands = [] } = found
  rows.push({
    ...{ part, asked: id, goal: asked.goal.id, rules: called, repair, hash: hashOf(rules) },
    ...{ kind, steps, scope, states, decisions, restrictions: found.restrictions },
    ...(kind === 'witness' && states > FEW_STATES ? { setUp, commands } : {}),
  })
  const [, , expected] = part === 'window' ? [] : (EXPECTED.find(([set, one]) => set === called && one === id) ?? [])
  const right = kind !== 'unknown' && (expected === undefined || expected === steps)
  report(`${part} ${id} under ${called}: ${kind} ${steps ?? ''}, ${scope.days} d, ${states} states`, right, from)
  // A run that is ended keeps what it has found, and goes on from there.
  if (process.argv[2] === UNANSWERED) {
    const later = ASKED.slice(ASKED.indexOf(asked) + 1).flatMap((/** @type {any} */ each) => known(each) ?? [])
    writeFileSync(ANSWERS, answersIn([...rows, ...later]))
  }
}

if (part === RINGS) {
  writeFileSync(
    join(ROOT, 'test/exhaustive/deep-rings.json'),
    `{ "sources": "${sources}", "searches": ${lines(searches)} }\n`,
  )
} else if (part === 'worlds') {
  writeFileSync(
    join(ROOT, 'test/exhaustive/deep-results.json'),
    `{ "sources": "${sources}", "worlds": ${lines(worlds)} }\n`,
  )
} else {
  writeFileSync(ANSWERS, answersIn(rows))
  writeFileSync(join(ROOT, 'docs/LOOPHOLES.md'), page(rows))
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
