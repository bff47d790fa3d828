// @ts-check
/**
 * `npm run faults`: puts each fault of faults.mjs into a copy of the sources, one at a time, and runs the tests that load the changed
 * file: first those of `npm test`, then the parts of `npm run verify`, until one turns red. Writes results.md, which says of each fault
 * which command finds it; ends with `N passed, N failed`, where a fault passes when some test fails. About half an hour on two cores.
 * With `--new`, only faults that no test is on record for are put in; the others keep their results.
 *
 * Time zones other than the first, and the packed package, are left out: their tests are those of the first zone again, or look at what
 * was built of sound sources.
 */
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FAR } from '../parts.mjs'
import { hashOfSources } from '../verification.mjs'
import { FAULTS } from './faults.mjs'

/** @typedef {import('./faults.mjs').Fault} Fault */
/** @typedef {{ by: string, test: string }} Found by which command, and the first test that failed */

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const RESULTS = join(ROOT, 'test', 'faults', 'results.md')
/** The parts of each command that see other tests than those before them. */
const STAGES = [
  ...['suite', 'store', 'small'].map((part) => ({ by: 'npm test', part })),
  ...['tables', 'docs', 'engines', 'worlds'].map((part) => ({ by: `npm run verify -- ${part}`, part })),
]
const KNOWN = process.argv.includes('--new')
const seed = process.env.DEMERIT_SEED ?? String(randomInt(2 ** 31))
console.log(`seed ${seed}`)

/** @type {string[]} */
const copies = []
process.once('exit', () => {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true })
})
/** The run of vitest that is under way. @type {import('node:child_process').ChildProcess | undefined} */
let running
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.once(signal, () => {
    running?.kill(signal)
    process.exit(1)
  })
}

const sound = copyOf()
const copy = copyOf()
/** Files of tests that pass where nothing is changed. @type {Set<string>} */
const isSound = new Set()
/** Files that are red where nothing is changed: they say nothing of a fault. @type {Set<string>} */
const isRed = new Set()
const rows = FAULTS.map((fault) => {
  const found = onRecord(fault)
  return { ...fault, found, isRun: found !== undefined }
})
for (const row of rows) {
  if (KNOWN && row.found !== undefined) continue
  row.found = await firstOf(row, row.found)
  row.isRun = true
  console.log(`${row.found === undefined ? 'MISSED' : 'red   '} ${row.name}   ${row.found?.by ?? ''}`)
  // After each, so that a run that is broken off is not lost: the others keep what stood there.
  write()
}
const missed = rows.filter(({ found }) => found === undefined).length
const failed = missed + isRed.size
console.log(`\n${rows.length - missed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

/** Which test finds a fault. @param {Fault} fault @param {Found | undefined} before */
async function firstOf(fault, before) {
  const edits = [fault, ...(fault.and ?? [])].map((edit) => {
    const path = join(copy, 'src', edit.file)
    return { ...edit, path, text: readFileSync(path, 'utf8') }
  })
  const lost = edits.find(({ text, from }) => text.split(from).length !== 2)
  if (lost !== undefined) {
    console.log(`its text is not once in ${lost.file}`)
    return undefined
  }
  for (const { path, text, from, to } of edits) {
    writeFileSync(
      path,
      text.replace(from, () => to),
    )
  }
  try {
    const paths = edits.map(({ path }) => path)
    // The test that found it before most likely finds it again.
    if (before?.by === 'npm test') {
      const test = await turnedRed(['run', fileOf(before.test)], 'suite,store,small')
      if (test !== undefined) return { by: before.by, test }
    }
    for (const { by, part } of STAGES) {
      const test = await turnedRed(['related', ...paths, '--run'], part)
      if (test !== undefined) return { by, test }
    }
    return undefined
  } finally {
    for (const { path, text } of edits) writeFileSync(path, text)
  }
}

/**
 * The first test of some that a fault turns red: it is green without the fault.
 *
 * @param {readonly string[]} words @param {string} part @returns {Promise<string | undefined>}
 */
async function turnedRed(words, part) {
  for (;;) {
    if (words[0] === 'run' && !existsSync(join(copy, words[1] ?? ''))) return undefined
    const test = await failureOf(copy, words, part)
    if (test === undefined) return undefined
    const file = fileOf(test)
    if (isSound.has(file)) return test
    const failure = await failureOf(sound, ['run', file], part)
    if (failure === undefined) {
      isSound.add(file)
      return test
    }
    console.log(`red without any fault: ${failure}`)
    isRed.add(file)
    rmSync(join(copy, file))
  }
}

/** @param {string} test */
function fileOf(test) {
  return test.slice(0, test.indexOf(':'))
}

/** Which test saw a fault in the run before, if one did. @param {Fault} fault @returns {Found | undefined} */
function onRecord({ name, file }) {
  const start = `| ${name} | \`src/${file}\` | `
  const row = readFileSync(RESULTS, 'utf8')
    .split('\n')
    .find((line) => line.startsWith(`${start}\`npm `))
  const [by = '', ...test] = row?.slice(start.length).replace(/ \|$/, '').split(' | ') ?? []
  return by === '' ? undefined : { by: by.replaceAll('`', ''), test: test.join(' | ') }
}

/** A copy of what the tests need, beside the same packages. */
function copyOf() {
  const made = mkdtempSync(join(tmpdir(), 'demerit-faults-'))
  copies.push(made)
  for (const part of [
    'src',
    'test',
    'docs',
    'dist',
    'package.json',
    'tsconfig.json',
    'tsup.config.ts',
    'README.md',
    'CHANGELOG.md',
  ]) {
    cpSync(join(ROOT, part), join(made, part), {
      recursive: true,
      filter: (path) => !/(^docs\/api|node_modules)$/.test(relative(ROOT, path)),
    })
  }
  for (const folder of ['.', ...readdirSync(join(ROOT, 'test')).map((name) => join('test', name))]) {
    const packages = join(ROOT, folder, 'node_modules')
    if (existsSync(packages)) symlinkSync(packages, join(made, folder, 'node_modules'), 'dir')
  }
  // Without the search for a smaller example, except where the search is what is tested: the first one will do.
  appendFileSync(
    join(made, 'test', 'setup.ts'),
    `
import { expect } from 'vitest'
const isKit = /[\\\\/]kit[\\\\/]/.test(expect.getState().testPath ?? '')
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: !isKit })
`,
  )
  return made
}

/** The first test that fails in a copy; `undefined` when none does. @param {string} root @param {readonly string[]} words @param {string} parts @returns {Promise<string | undefined>} */
function failureOf(root, words, parts) {
  const file = join(root, 'report.json')
  rmSync(file, { force: true })
  const [command = '', ...which] = words
  const args = [join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'), command, '--config', 'test/vitest.config.ts']
  args.push('--bail=1', '--maxWorkers=1', '--passWithNoTests', '--reporter=json', `--outputFile=${file}`, ...which)
  const env = { ...process.env, DEMERIT_SEED: seed, DEMERIT_PARTS: parts, TZ: FAR }
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'ignore' })
    running = child
    child.on('close', (code) => {
      if (code === 0) return resolve(undefined)
      const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { testResults: [] }
      for (const { name, assertionResults } of report.testResults) {
        for (const { status, fullName } of assertionResults) {
          if (status === 'failed') return resolve(`${relative(root, name)}: ${fullName.replaceAll('|', '\\|')}`)
        }
      }
      for (const { name, status, message } of report.testResults) {
        if (status === 'failed')
          return resolve(`${relative(root, name)}: ${String(message).split('\n')[0]?.replaceAll('|', '\\|')}`)
      }
      reject(new Error(`no test failed, and yet vitest ended with ${code}`))
    })
  })
}

function write() {
  const missed = rows.filter(({ found, isRun }) => isRun && found === undefined)
  const waiting = rows.filter(({ isRun }) => !isRun)
  const deep = rows.filter(({ found }) => found !== undefined && found.by !== 'npm test')
  const red = rows.length - missed.length - waiting.length
  const told = rows.map(
    ({ name, file, found, isRun }) =>
      `| ${name} | \`src/${file}\` | ${found === undefined ? `**${isRun ? 'nothing' : 'not run yet'}** | ` : `\`${found.by}\` | ${found.test}`} |`,
  )
  writeFileSync(
    RESULTS,
    `# Seeded faults

Written by \`npm run faults\`: each fault of [faults.mjs](faults.mjs) alone in a copy of the sources, the command that finds it, and the
first test that failed. ${rows.length} faults, ${red} turned a test red, ${missed.length} did not, ${waiting.length} have not been run; ${red - deep.length} are found by \`npm test\` alone, ${deep.length} need \`npm run verify\`.
A row is of the run that last put its fault in; the last run had the seed ${seed}, sources with the hash ${hashOfSources()}. The faults
were chosen by hand, so this shows that the tests can fail where it matters; how much else they see is for mutation testing to say. A fault that StrykerJS makes by itself is not here.

| fault | in | found by | first test that failed |
| --- | --- | --- | --- |
${told.join('\n')}
`,
  )
}
