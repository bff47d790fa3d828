// @ts-check
/**
 * `npm run faults`: puts each fault of faults.mjs into a copy of the sources, one at a time, and runs test files on it, without `--bail`: who finds
 * it stands in results.jsonl and results.md, which keep what earlier runs found. It is run in pieces:
 *
 * - `npm run faults -- recorded`: each fault against the tests that are on record for it, as after each change of the sources, and where none of
 *   these is red any more against their files;
 * - `npm run faults -- 1/8`: the first of eight parts of the faults, each against all test files that reach its code;
 * - `npm run faults -- cases/calendar docs/layers --only 'zone of the host'`: these files, on the faults with that in their name or layer.
 *
 * Ends with `N passed, N failed`, where a fault passes when some test is red that is green without it.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FAULTS } from './faults.mjs'
import { sourcesIn, withFault } from './seat.mjs'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const RESULTS = join(ROOT, 'test/faults/results.jsonl')
/** More titles are no pattern for a command line. */
const FEW_TITLES = 100
/** @type {Record<string, { seat: string, commit: string, found: string[], missed?: string[] }>} who finds a fault, and which files were asked in vain */
const results = Object.fromEntries(
  readFileSync(RESULTS, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line)),
)
const args = process.argv.slice(2)
const only = args.includes('--only') ? String(args.splice(args.indexOf('--only'), 2)[1]) : ''
const [piece, pieces] = (args.find((each) => /^\d+\/\d+$/.test(each)) ?? '1/1').split('/').map(Number)
const files = args.filter((each) => each !== 'recorded' && !/^\d+\/\d+$/.test(each))
/** The last one of the sources: later ones say the same of a fault. */
const commit = spawnSync('git', ['log', '-1', '--format=%h', '--', 'src'], {
  cwd: ROOT,
  encoding: 'utf8',
}).stdout.trim()
const copy = copyOf()
process.once('exit', () => rmSync(copy, { recursive: true, force: true }))

let [passed, failed] = [0, 0]
/** Whether a test is red without any fault, which says nothing of one. @type {Map<string, boolean>} */
const sound = new Map()
for (const [index, fault] of FAULTS.entries()) {
  const { name, layer = '' } = fault
  if (index % Number(pieces) !== Number(piece) - 1 || !`${name} ${layer}`.includes(only)) continue
  const before = results[name]
  const asked = args[0] === 'recorded' ? [...new Set((before?.found ?? []).map(fileOf))] : files
  if (args[0] === 'recorded' && asked.length === 0) continue
  const edits = [fault, ...(fault.and ?? [])]
  const seats = edits.map((edit) => {
    const { file, text } = withFault(edit, sourcesIn(copy))
    writeFileSync(join(copy, 'src', file), text)
    return file
  })
  const words =
    asked.length > 0 ? ['run', ...asked] : ['related', ...seats.map((file) => join(copy, 'src', file)), '--run']
  const recorded = args[0] === 'recorded' ? redIn(words, before?.found) : []
  const red = recorded.length > 0 ? recorded : redIn(words)
  for (const file of seats) cpSync(join(ROOT, 'src', file), join(copy, 'src', file))
  const known = soundRed(red)
  const found = red.filter((test) => !known.includes(test))
  const first = [
    ...new Set([
      ...(before?.found ?? []).filter((each) => !asked.some((word) => each.includes(word))),
      ...firstOfEach(found),
    ]),
  ]
  const missed = asked.filter((word) => !found.some((test) => test.includes(word)))
  results[name] = { seat: seats.join(', '), commit, found: first, ...(missed.length > 0 ? { missed } : {}) }
  if (found.length > 0) passed++
  else failed++
  console.log(`${found.length > 0 ? 'red   ' : 'MISSED'} ${name}   ${found[0] ?? ''}`)
  // After each, so that a run that is broken off is not lost.
  write()
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0

/** @param {string} test */
function fileOf(test) {
  return test.slice(0, test.indexOf(':'))
}

/** One test a file. @param {readonly string[]} tests */
function firstOfEach(tests) {
  return tests.filter((test, index) => tests.findIndex((each) => fileOf(each) === fileOf(test)) === index)
}

/** Those of some tests that are red in sound sources. @param {readonly string[]} tests */
function soundRed(tests) {
  const fresh = tests.filter((test) => !sound.has(test))
  if (fresh.length > 0) {
    const red = redIn(['run', ...new Set(fresh.map(fileOf))], fresh)
    for (const test of fresh) sound.set(test, red.includes(test))
  }
  return tests.filter((test) => sound.get(test))
}

/**
 * The tests that fail in the copy, each behind its file: of all, or of some.
 *
 * @param {readonly string[]} words @param {readonly string[]} [tests] @returns {readonly string[]}
 */
function redIn([command = '', ...which], tests = []) {
  const titles = tests.map((test) => test.slice(fileOf(test).length + 2).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const only = titles.length > 0 && titles.length <= FEW_TITLES ? ['-t', `^(${titles.join('|')})$`] : []
  const report = join(copy, 'report.json')
  rmSync(report, { force: true })
  const vitest = [
    join(ROOT, 'node_modules/vitest/vitest.mjs'),
    command,
    '--config',
    'test/vitest.config.ts',
    '--project',
    'any*',
    `--experimental.fsModuleCachePath=${join(copy, 'modules')}`,
  ]
  const env = { ...process.env, DEMERIT_SEED: process.env.DEMERIT_SEED ?? '7', DEMERIT_FIRST: '1', DEMERIT_BUILT: '1' }
  spawnSync(
    process.execPath,
    [...vitest, '--maxWorkers=2', '--passWithNoTests', '--reporter=json', `--outputFile=${report}`, ...only, ...which],
    { cwd: copy, env, stdio: 'ignore' },
  )
  /** @type {{ name: string, status: string, message?: string, assertionResults: { status: string, fullName: string }[] }[]} */
  const results = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).testResults : []
  // On a machine that has too much to do vitest gives up before a test begins, which is no answer.
  if (command === 'run' && results.length === 0) throw new Error(`vitest came to no result: ${which.join(' ')}`)
  return results.flatMap(({ name, status, message, assertionResults }) => {
    const tests = assertionResults.filter((each) => each.status === 'failed').map(({ fullName }) => fullName)
    const all = tests.length === 0 && status === 'failed' ? [String(message).split('\n')[0]] : tests
    return all.map((test) => `${relative(copy, name)}: ${test}`)
  })
}

/** A copy of what the tests need, beside the same packages. */
function copyOf() {
  const made = mkdtempSync(join(tmpdir(), 'demerit-faults-'))
  const isOwn = (/** @type {string} */ path) => !/node_modules|^docs\/(api|site\/dist)/.test(relative(ROOT, path))
  for (const part of [
    'src',
    'test',
    'docs',
    'dist',
    '.biome.json',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'tsup.config.ts',
    'README.md',
    'CHANGELOG.md',
  ])
    if (existsSync(join(ROOT, part))) cpSync(join(ROOT, part), join(made, part), { recursive: true, filter: isOwn })
  for (const folder of ['.', 'docs/site', ...readdirSync(join(ROOT, 'test')).map((name) => join('test', name))]) {
    const packages = join(ROOT, folder, 'node_modules')
    if (existsSync(packages)) symlinkSync(packages, join(made, folder, 'node_modules'), 'dir')
  }
  return made
}

function write() {
  const lines = Object.entries(results).map((each) => JSON.stringify(each))
  writeFileSync(RESULTS, `${lines.join('\n')}\n`)
  const rows = FAULTS.map(({ name, layer = '' }) => {
    const { seat = '', commit = '', found = [] } = results[name] ?? {}
    return `| ${name} | ${layer} | ${seat} | ${found.length > 0 ? found.join('<br>').replaceAll('|', '\\|') : results[name] ? '**nothing that was asked**' : 'not run since it was seated anew'} | ${commit} |`
  })
  const head = `# Seeded faults\n\nWritten by \`npm run faults\`: each fault of [faults.mjs](faults.mjs) alone in a copy of the sources, the first test of each file that is red with it, and the\ncommit on which it was tried. A piece of a run says nothing of files that it did not ask.\n\n| fault | made for | in | found by | at |\n| --- | --- | --- | --- | --- |\n`
  writeFileSync(join(ROOT, 'test/faults/results.md'), `${head}${rows.join('\n')}\n`)
}
