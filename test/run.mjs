/**
 * `npm test`: builds the package, then runs the suite under four time zones with one fresh seed, and the parts that need
 * running only once (every reachable case, the packed package, the proofs) once, two processes at a time. The last line is
 * `N passed, N failed`.
 *
 * Some parts alone: `npm test -- exhaustive proof`. The same run again: `DEMERIT_SEED=<seed> npm test`. More cases a property: `DEMERIT_RUNS=1000 npm test`.
 */
import { spawn, spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gathered, LAST_RUN } from './verification.mjs'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const REPORTS = join(ROOT, 'node_modules', '.cache', 'demerit')
/** Where the tests leave what they counted. */
const EVIDENCE = join(REPORTS, 'evidence')
const ZONES = ['UTC', 'Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati']
/** What runs once runs far from China, where a slip into the host's zone shows. */
const ONCE = 'America/Los_Angeles'
/** A test that never ends blocks its process; after so many minutes it is stopped and named. */
const LONGEST_MINUTES = { zoned: 6, package: 6, exhaustive: 12, proof: 6 }
const AT_ONCE = 2
const PARTS = process.argv.slice(2)
const WORKERS = availableParallelism() >= 8 ? 2 : 1

const seed = seedOf(process.env.DEMERIT_SEED)
const started = Date.now()
const running = new Set()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => stop(signal))

console.log(`seed ${seed}   (the same run again: DEMERIT_SEED=${seed} npm test)`)
rmSync(REPORTS, { recursive: true, force: true })
mkdirSync(REPORTS, { recursive: true })

const built = build()
const reports = built ? await all(jobs()) : [broken('build', 'build', 'the build failed')]
if (built) await countUp(reports)
finish(reports)

function seedOf(given) {
  if (given === undefined || given === '') return randomInt(2 ** 31)
  if (/^-?\d{1,10}$/.test(given)) return Number(given) | 0
  console.error(`DEMERIT_SEED: ${given} is not a whole number of at most 32 bits`)
  process.exit(2)
}

function build() {
  const from = Date.now()
  rmSync(join(ROOT, 'dist'), { recursive: true, force: true })
  const tsup = join(ROOT, 'node_modules', 'tsup', 'dist', 'cli-default.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsup, '--silent'], { cwd: ROOT, encoding: 'utf8' })
  const ok = status === 0 && existsSync(join(ROOT, 'dist', 'index.d.cts'))
  if (!ok) console.log(`${stdout}${stderr}`)
  line('build', '', ok ? 'done' : 'FAILED', from)
  return ok
}

function jobs() {
  const once = ['exhaustive', 'package', 'proof'].map((part) => ({ part, zone: ONCE }))
  const zoned = ZONES.map((zone) => ({ part: 'zoned', zone }))
  return [...once, ...zoned].filter(({ part }) => {
    if (PARTS.length > 0 && !PARTS.includes(part)) return false
    const present = part === 'zoned' || hasTests(join(ROOT, 'test', part))
    if (!present) console.log(`${part.padEnd(11)}no test files in test/${part}`)
    return present
  })
}

function hasTests(folder) {
  return existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => /\.test\.ts$/.test(String(name)))
}

/** Runs the jobs, at most `AT_ONCE` at a time, in order of starting. */
async function all(queue) {
  const waiting = [...queue]
  const reports = []
  const noted = new Set()
  const lane = async () => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      const from = Date.now()
      const report = await run(job)
      reports.push(report)
      show(report, from, noted)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return reports
}

function run({ part, zone }) {
  const file = join(REPORTS, `${part}-${zone.replace('/', '-')}.json`)
  const env = {
    ...process.env,
    TZ: zone,
    DEMERIT_SEED: String(seed),
    DEMERIT_PART: part,
    DEMERIT_REPORT: file,
    DEMERIT_BUILT: '1',
    DEMERIT_EVIDENCE: EVIDENCE,
    NO_COLOR: '1',
    FORCE_COLOR: undefined,
  }
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
  const args = [vitest, 'run', '--config', 'test/vitest.config.ts', `--maxWorkers=${WORKERS}`]
  args.push('--reporter=default', '--reporter=./test/reporter.mjs')
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    running.add(child)
    let output = ''
    child.stdout.on('data', (data) => (output += data))
    child.stderr.on('data', (data) => (output += data))
    let late = false
    const timer = setTimeout(() => {
      late = true
      kill(child)
    }, LONGEST_MINUTES[part] * 60_000)
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      running.delete(child)
      const begun = existsSync(`${file}.begun`) ? JSON.parse(readFileSync(`${file}.begun`, 'utf8')).join(', ') : ''
      const end = late ? `stopped after ${LONGEST_MINUTES[part]} minutes` : `vitest ended with ${code ?? signal}`
      const why = begun === '' ? end : `${end}, in the middle of ${begun}`
      if (!existsSync(file)) return resolve({ ...broken(part, zone, why), output })
      const report = { part, zone, output, ...JSON.parse(readFileSync(file, 'utf8')) }
      if (report.passed + report.failed.length === 0) report.failed.push({ name: 'no test ran' })
      else if ((late || code !== 0) && report.failed.length === 0) report.failed.push({ name: why })
      resolve(report)
    })
  })
}

function broken(part, zone, name) {
  return { part, zone, passed: 0, failed: [{ name }], skipped: 0, notes: [], output: '' }
}

/** One line a job, what its tests printed, and everything when something failed; what several zones say is said once. */
function show({ part, zone, passed, failed, skipped, notes, output }, from, noted) {
  const skips = skipped > 0 ? `, ${skipped} skipped` : ''
  if (failed.some(({ name }) => !noted.has(name))) console.log(`\n${output.trim()}\n`)
  for (const { name } of failed) noted.add(name)
  line(part === 'zoned' ? 'suite' : part, zone, `${passed} passed, ${failed.length} failed${skips}`, from)
  for (const note of notes) {
    if (!noted.has(note) && failed.length === 0) console.log(`  ${note}`)
    noted.add(note)
  }
}

/** Writes what the run counted, for `test/verification.mjs`. */
async function countUp(reports) {
  const { hashOf, SETS } = await import('../docs/loopholes.mjs')
  const ruleSets = Object.fromEntries(SETS.map((set) => [set.id, hashOf(set)]))
  const failed = reports.reduce((sum, report) => sum + report.failed.length, 0)
  const sums = { passed: sumOf(reports, 'passed'), failed, skipped: sumOf(reports, 'skipped') }
  const parts = [...new Set(reports.map(({ part }) => part))].sort()
  const zones = [...new Set(reports.map(({ zone }) => zone))].sort()
  const run = { seed, zones, node: process.version, parts, ...sums }
  writeFileSync(LAST_RUN, `${JSON.stringify(gathered(EVIDENCE, ruleSets, run), null, 2)}\n`)
}

function sumOf(reports, what) {
  return reports.reduce((sum, report) => sum + report[what], 0)
}

function finish(reports) {
  const passed = sumOf(reports, 'passed')
  const skipped = sumOf(reports, 'skipped')
  const failed = reports.flatMap((report) => report.failed.map((test) => ({ ...test, zone: report.zone })))
  if (failed.length > 0) console.log('\nFailed, and how to see each again:')
  const zonesOf = new Map(
    failed.map(({ name }) => [name, failed.filter((other) => other.name === name).map(({ zone }) => zone)]),
  )
  for (const [name, [zone, ...others]] of zonesOf) {
    const { file, title } = failed.find((test) => test.name === name)
    console.log(`- ${[zone, ...others].filter(Boolean).join(', ')}: ${name}`)
    if (file === undefined) continue
    const filter = title === undefined ? '' : ` -t ${quoted(title)}`
    console.log(`    npm run build && DEMERIT_SEED=${seed} TZ=${zone} npm run test:one -- ${file}${filter}`)
  }
  console.log(`\nseed ${seed}, ${Math.round((Date.now() - started) / 1000)} s`)
  console.log(`${passed} passed, ${failed.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  process.exitCode = failed.length > 0 || passed === 0 ? 1 : 0
}

/** A test's full name as vitest's pattern, in single quotes for a shell. */
function quoted(title) {
  return `'${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll("'", "'\\''")}'`
}

function line(what, zone, result, from) {
  console.log(`${what.padEnd(11)}${zone.padEnd(21)}${result}   ${((Date.now() - from) / 1000).toFixed(1)} s`)
}

function kill(child) {
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
}

function stop(signal) {
  for (const child of running) kill(child)
  console.log(`stopped by ${signal}`)
  process.exit(1)
}
