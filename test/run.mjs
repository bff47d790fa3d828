// @ts-check
/**
 * - `npm test`: builds the package and runs what `parts.mjs` has for it.
 * - `npm test -- calendar`: only the test files with that in their path; only for tests of the built package it is built first, if it is
 *   older than the sources. Further words are vitest's own, such as `-t 'a title'`. In another time zone: `TZ=UTC npm test -- calendar`.
 * - `npm run verify`: builds, and runs the rest; `npm run verify -- worlds docs`: some parts of it. When all of it passed, it writes
 *   docs/verification.json and the figures in README. `npm run verify -- everywhere`: every property and case in all four zones.
 *
 * Every property gets one fresh seed, which is printed. The same run again: `DEMERIT_SEED=<seed> npm test`. More cases a property:
 * `DEMERIT_RUNS=1000 npm test`. The last line is `N passed, N failed`. No test is ended by a clock, but for
 * what a browser never shows.
 */
import { spawn, spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FAR, PARTS } from './parts.mjs'
import { record, staleness } from './verification.mjs'

/** @typedef {import('./parts.mjs').Part} Part */
/** @typedef {{ name: string, zone?: string, file?: string, title?: string }} Failed */
/** @typedef {{ passed: number, skipped: number, failed: Failed[], seconds: Record<string, number> }} Report */

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const REPORTS = join(ROOT, 'node_modules', '.cache', 'demerit')
const REPORT = join(REPORTS, 'report.json')
/** Where the tests leave what they counted. */
const EVIDENCE = join(REPORTS, 'evidence')
const [by, ...words] = process.argv.slice(2)
const command = by === 'verify' ? 'npm run verify' : 'npm test'
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
/** Tests that run the code of the built package: it is built for them if it is not there, or older than the sources. */
const OF_CODE = [
  ...['facts', 'generated', 'interpretations', 'snippets'].map((name) => `test/docs/${name}.test.ts`),
  ...['changes', 'loopholes'].map((name) => `test/exhaustive/${name}.test.ts`),
  ...['bench', 'demo', 'forms'].map((name) => `test/package/${name}.test.ts`),
]
/** Tests of the whole built package, with its types, which take longest to build. */
const OF_PACKAGE = [
  ...['package', 'integrations', 'browser'].map((folder) => `test/${folder}/`),
  'test/engines/cli.test.ts',
  'test/hostile/forging.test.ts',
]
/** The signal that somebody stopped this run with. @type {NodeJS.Signals | undefined} */
let stoppedBy
const WORKERS = Math.min(4, Math.max(2, availableParallelism()))

const seed = seedOf(process.env.DEMERIT_SEED)
const started = Date.now()
console.log(`seed ${seed}   (the same run again: DEMERIT_SEED=${seed} ${[command, ...dashed(words)].join(' ')})`)
rmSync(REPORTS, { recursive: true, force: true })
mkdirSync(REPORTS, { recursive: true })

if (by === 'verify') await verify()
else if (words.length > 0) finish(await filesNamed(words))
else finish(build() ? await vitestOn(PARTS.filter((part) => part.by === 'test')) : broken('the build failed'))

/** @param {string | undefined} given */
function seedOf(given) {
  if (given === undefined || given === '') return randomInt(2 ** 31)
  if (/^-?\d{1,10}$/.test(given)) return Number(given) | 0
  return refuse(`DEMERIT_SEED: ${given} is not a whole number of at most 32 bits`)
}

/** @param {string} why @returns {never} */
function refuse(why) {
  console.error(why)
  process.exit(2)
}

function build(withTypes = true) {
  const from = Date.now()
  if (withTypes) rmSync(join(ROOT, 'dist'), { recursive: true, force: true })
  const tsup = join(ROOT, 'node_modules', 'tsup', 'dist', 'cli-default.js')
  const more = withTypes ? [] : ['--no-dts']
  const { status } = spawnSync(process.execPath, [tsup, '--silent', ...more], { cwd: ROOT, stdio: 'inherit' })
  const isBuilt = status === 0 && existsSync(join(ROOT, 'dist', withTypes ? 'index.d.cts' : 'index.js'))
  console.log(`build ${isBuilt ? 'done' : 'FAILED'}, ${((Date.now() - from) / 1000).toFixed(1)} s`)
  return isBuilt
}

/** Whether a file of the built package is not there, or older than the sources. @param {string} name */
function isOlder(name) {
  const built = statSync(join(ROOT, 'dist', name), { throwIfNoEntry: false })
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true }).map((file) =>
    statSync(join(ROOT, 'src', String(file))),
  )
  return built === undefined || sources.some((source) => source.isFile() && source.mtimeMs > built.mtimeMs)
}

/** Runs the test files with a word in their path. @param {readonly string[]} given */
function filesNamed(given) {
  const first = given.findIndex((word) => word.startsWith('-'))
  const names = first === -1 ? given : given.slice(0, first)
  const files = readdirSync(join(ROOT, 'test'), { recursive: true })
    .map((file) => `test/${String(file).replaceAll('\\', '/')}`)
    .filter((file) => /\.test(-d)?\.ts$/.test(file) && !file.includes('/node_modules/'))
  /** As it stands in the list, however it was typed. @param {string} name */
  const written = (name) => (existsSync(name) ? relative(ROOT, name) : name).replaceAll('\\', '/').replace(/^\.\//, '')
  for (const name of names) {
    if (!files.some((file) => file.includes(written(name)))) {
      refuse(`no test file has ${name} in its path; there are, by folder:\n${byFolder(files)}`)
    }
  }
  const chosen = files.filter((file) => names.some((name) => file.includes(written(name))))
  const isOfCode = (/** @type {string} */ file) => OF_CODE.includes(file)
  const isOfPackage = (/** @type {string} */ file) =>
    !isOfCode(file) && OF_PACKAGE.some((place) => file.startsWith(place))
  const isStale = chosen.some(isOfPackage) ? isOlder('index.d.cts') : chosen.some(isOfCode) && isOlder('index.js')
  if (isStale && !build(chosen.some(isOfPackage))) return broken('the build failed')
  const hasTypes = chosen.some((file) => file.endsWith('.test-d.ts'))
  return vitest([...chosen, ...given.slice(names.length)], {
    TZ: process.env.TZ || FAR,
    DEMERIT_TYPES: hasTypes ? '1' : '0',
  })
}

/** The names of test files, a line a folder. @param {readonly string[]} files */
function byFolder(files) {
  const folders = [...new Set(files.map(dirname))].sort()
  const namesIn = (/** @type {string} */ folder) =>
    files.filter((file) => dirname(file) === folder).map((file) => basename(file).replace(/\.test(-d)?\.ts$/, ''))
  return folders.map((folder) => `  ${folder}: ${namesIn(folder).sort().join(', ')}`).join('\n')
}

async function verify() {
  const all = PARTS.filter(
    ({ by, packages }) => by === 'verify' && (packages ?? []).every((folder) => existsSync(join(ROOT, folder))),
  )
  const known = all.map(({ name }) => name)
  for (const word of words) if (!known.includes(word)) refuse(`${word}: no part; there are ${known.join(', ')}`)
  const whole = all.filter(({ named }) => !named)
  const names = whole.map(({ name }) => name)
  const chosen = words.length === 0 ? whole : all.filter(({ name }) => words.includes(name))
  if (!(await install(chosen))) return finish(broken('npm ci failed'))
  if (!build()) return finish(broken('the build failed'))
  const report = await vitestOn(chosen)
  const { passed, skipped, failed, seconds } = report
  for (const { name, minutes } of chosen) {
    const taken = ((seconds[name] ?? 0) / 60 / WORKERS).toFixed(1)
    const most = minutes === undefined ? '' : `; on two slow cores it may take ${minutes}`
    console.log(`${name}: ${taken} minutes of ${WORKERS} processes${most}`)
  }
  for (const line of await staleness()) console.log(line)
  if (failed.length === 0 && words.length === 0) {
    await record(EVIDENCE, { seed, node: process.version, parts: names, passed, failed: 0, skipped })
  }
  finish(report)
}

/** @param {readonly Part[]} parts */
function vitestOn(parts) {
  return vitest([`--maxWorkers=${WORKERS}`], {
    DEMERIT_PARTS: parts.map(({ name }) => name).join(','),
    DEMERIT_BUILT: '1',
  })
}

/**
 * Runs vitest, which shows what it does, and gives what `reporter.mjs` counted.
 *
 * @param {readonly string[]} args @param {Record<string, string>} env @returns {Promise<Report>}
 */
async function vitest(args, env) {
  const program = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=./test/reporter.mjs']
  // It ends nothing: it lets somebody who reads the output of a run that goes on for ever see where that stands.
  const saying = setInterval(
    () => console.log(`${Math.round((Date.now() - started) / 1000)} s${inTheMiddle()}`),
    120_000,
  )
  const ended = await run([program, 'run', '--config', 'test/vitest.config.ts', ...reporters, ...args], ROOT, {
    ...env,
    DEMERIT_SEED: String(seed),
    DEMERIT_REPORT: REPORT,
    DEMERIT_EVIDENCE: EVIDENCE,
  })
  clearInterval(saying)
  if (!existsSync(REPORT)) {
    const how = stoppedBy === undefined ? `vitest ended with ${ended}` : `it was stopped by ${stoppedBy}`
    return broken(`${how}${inTheMiddle()}`)
  }
  /** @type {Report} */
  const report = JSON.parse(readFileSync(REPORT, 'utf8'))
  if (ended !== 0 && report.failed.length === 0) report.failed.push({ name: `vitest ended with ${ended}` })
  return report
}

/** The test files that have begun and not ended. */
function inTheMiddle() {
  if (!existsSync(`${REPORT}.begun`)) return ''
  const begun = JSON.parse(readFileSync(`${REPORT}.begun`, 'utf8'))
  return begun.length === 0 ? '' : `, in the middle of ${begun.join(', ')}`
}

/** Installs the packages that some parts have of their own; whether that went well. @param {readonly Part[]} parts */
async function install(parts) {
  const npm = process.env.npm_execpath ?? refuse('packages are installed by npm: npm run verify')
  for (const folder of new Set(parts.flatMap(({ packages }) => packages ?? []))) {
    console.log(`npm ci in ${folder}`)
    if ((await run([npm, 'ci', '--no-progress'], join(ROOT, folder), {})) !== 0) return false
  }
  return true
}

/**
 * Runs a program of Node's, which shows what it does, and gives how it ended.
 *
 * @param {readonly string[]} args @param {string} cwd @param {Record<string, string>} env @returns {Promise<number | string | null>}
 */
function run(args, cwd, env) {
  return new Promise((resolve) => {
    const options = { cwd, env: { ...process.env, ...env } }
    // A group of its own: a process of vitest's that is deep in a search hears of the signal too.
    const isGroup = process.platform !== 'win32'
    const child = spawn(process.execPath, args, {
      ...options,
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: isGroup,
    })
    const stop = (/** @type {NodeJS.Signals} */ signal) => {
      stoppedBy = signal
      try {
        if (isGroup && child.pid !== undefined) process.kill(-child.pid, signal)
        else child.kill(signal)
      } catch {
        // It has just ended.
      }
    }
    for (const signal of SIGNALS) process.on(signal, stop)
    child.on('close', (code, signal) => {
      for (const each of SIGNALS) process.off(each, stop)
      resolve(code ?? signal)
    })
  })
}

/** @param {string} name @returns {Report} */
function broken(name) {
  return { passed: 0, skipped: 0, failed: [{ name }], seconds: {} }
}

/** Says what failed and how to see it again, and last how many passed. @param {Report} report */
function finish({ passed, skipped, failed }) {
  if (failed.length > 0) console.log('\nFailed, and how to see each again:')
  for (const name of new Set(failed.map((each) => each.name))) {
    const [test, ...others] = failed.filter((each) => each.name === name)
    const zones = [test, ...others].map((each) => each?.zone).filter(Boolean)
    console.log(`- ${name}${zones.length > 0 ? ` (${zones.join(', ')})` : ''}`)
    if (test?.file === undefined) continue
    const title = test.title === undefined ? '' : ` -t ${quoted(test.title)}`
    console.log(`    DEMERIT_SEED=${seed} TZ=${test.zone} npm test -- ${test.file}${title}`)
  }
  console.log(`\nseed ${seed}, ${Math.round((Date.now() - started) / 1000)} s`)
  console.log(`${passed} passed, ${failed.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  process.exitCode = failed.length > 0 || passed === 0 ? 1 : 0
}

/** Words after the two dashes that npm wants before them. @param {readonly string[]} given */
function dashed(given) {
  return given.length === 0
    ? []
    : ['--', ...given.map((word) => (/^[\w./-]+$/.test(word) ? word : quoted(word, false)))]
}

/** A text in single quotes for a shell; a test's full name as vitest's pattern. @param {string} text */
function quoted(text, isTitle = true) {
  const pattern = isTitle ? text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : text
  return `'${pattern.replaceAll("'", "'\\''")}'`
}
