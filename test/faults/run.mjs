// @ts-check
/**
 * `npm run faults`: puts each fault of faults.mjs into a copy of the sources and runs the suite on it, as `npm test` does
 * but for one time zone and without the packed package. Writes results.md; ends with `N passed, N failed`, where a fault
 * passes when some test fails. About a quarter of an hour on two cores. With `--new`, only faults that no test is on record
 * for are put in; the others keep their results.
 */
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FAULTS } from './faults.mjs'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const RESULTS = join(ROOT, 'test', 'faults', 'results.md')
/** What finds most in least time comes first; the second wave is run on what the first has not found. */
const WAVES = [
  ['test/cases', 'test/model', 'test/regressions', 'test/properties'],
  ['test/exhaustive', 'test/hostile', 'test/kit'],
]
const AT_ONCE = 2
const seed = process.env.DEMERIT_SEED ?? String(randomInt(2 ** 31))
console.log(`seed ${seed}`)

/** @type {string[]} */
const copies = []
process.once('exit', () => {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true })
})

const sound = copyOf()
const before = await firstFailure(sound)
if (before !== undefined) {
  console.log(`the suite is red without any fault: ${before}\n0 passed, 1 failed`)
  process.exit(1)
}

/** @type {(string | undefined)[]} */
const found = FAULTS.map(({ name, file }) => (process.argv.includes('--new') ? onRecord(name, file) : undefined))
const waiting = FAULTS.flatMap((_, index) => (found[index] === undefined ? [index] : []))
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    const copy = copyOf()
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
      const fault = FAULTS[index]
      if (fault === undefined) continue
      const edits = [fault, ...(fault.and ?? [])].map((edit) => {
        const path = join(copy, 'src', edit.file)
        return { ...edit, path, text: readFileSync(path, 'utf8') }
      })
      const lost = edits.find(({ text, from }) => text.split(from).length !== 2)
      if (lost !== undefined) {
        console.log(`MISSED ${fault.name}: its text is not once in ${lost.file}`)
        continue
      }
      for (const { path, text, from, to } of edits) {
        writeFileSync(
          path,
          text.replace(from, () => to),
        )
      }
      found[index] = await firstFailure(copy)
      for (const { path, text } of edits) writeFileSync(path, text)
      console.log(`${found[index] === undefined ? 'MISSED' : 'red   '} ${fault.name}`)
    }
  }),
)

const missed = found.filter((test) => test === undefined).length
const rows = FAULTS.map(({ name, file }, index) => `| ${name} | \`src/${file}\` | ${found[index] ?? '**none**'} |`)
writeFileSync(
  RESULTS,
  `# Seeded faults

Written by \`npm run faults\`: each fault of [faults.mjs](faults.mjs) alone in a copy of the sources, and the first test that
failed. Seed ${seed}. ${FAULTS.length} faults, ${FAULTS.length - missed} turned the suite red, ${missed} did not. They were chosen by hand, so this shows
that the suite can fail where it matters; how much else it sees is for mutation testing to say.

| fault | in | first test that failed |
| --- | --- | --- |
${rows.join('\n')}
`,
)
console.log(`\n${FAULTS.length - missed} passed, ${missed} failed`)
process.exitCode = missed > 0 ? 1 : 0

/** Which test saw a fault in the run before, if one did. @param {string} name @param {string} file @returns {string | undefined} */
function onRecord(name, file) {
  const row = readFileSync(RESULTS, 'utf8')
    .split('\n')
    .find((line) => line.startsWith(`| ${name} | \`src/${file}\` | test/`))
  return row?.split(' | ').slice(2).join(' | ').replace(/ \|$/, '')
}

/** A copy of what the suite needs, beside the same packages. */
function copyOf() {
  const copy = mkdtempSync(join(tmpdir(), 'demerit-faults-'))
  copies.push(copy)
  for (const part of ['src', 'test', 'docs', 'dist', 'package.json', 'tsconfig.json', 'tsup.config.ts', 'README.md']) {
    cpSync(join(ROOT, part), join(copy, part), {
      recursive: true,
      filter: (path) => !/^(docs\/api|test\/bench\/node_modules)/.test(relative(ROOT, path)),
    })
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'dir')
  return copy
}

/** The first test that fails on a copy; `undefined` when none does. @param {string} copy */
async function firstFailure(copy) {
  for (const wave of WAVES) {
    const failure = await run(copy, wave)
    if (failure !== undefined) return failure
  }
  return undefined
}

/** @param {string} copy @param {readonly string[]} wave @returns {Promise<string | undefined>} */
function run(copy, wave) {
  const file = join(copy, 'report.json')
  rmSync(file, { force: true })
  const args = [join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--config', 'test/vitest.config.ts']
  args.push(
    '--typecheck.enabled=false',
    '--bail=1',
    '--maxWorkers=1',
    '--reporter=json',
    `--outputFile=${file}`,
    ...wave,
  )
  const env = { ...process.env, TZ: 'America/Los_Angeles', DEMERIT_SEED: seed, DEMERIT_PARTS: undefined }
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: copy, env, stdio: 'ignore' })
    child.on('close', (code) => {
      if (code === 0) return resolve(undefined)
      const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { testResults: [] }
      for (const { name, assertionResults } of report.testResults) {
        for (const { status, fullName } of assertionResults) {
          if (status === 'failed') return resolve(`${relative(copy, name)}: ${fullName.replaceAll('|', '\\|')}`)
        }
      }
      // Such as a fault that is no program: no test has seen it.
      reject(new Error(`no test failed, and yet the suite ended with ${code}`))
    })
  })
}
