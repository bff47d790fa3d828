// @ts-check
/**
 * `npm run bench`: measures the built package against what people would pick instead, and writes results.json and
 * results.md. Each part runs in a process of its own; within it everybody takes turns.
 *
 *     --only a,b     some parts only; the others keep their last results
 *     --quick        small, to see that it runs; writes nothing
 *     --ten-million  part (e) too: minutes, and some gigabytes
 *     --before REF   part (g) too: against the package as it was at a commit, which is built and packed
 *     --anyway       writes results though the machine was not quiet
 */
import { fork, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { buildSync } from 'esbuild'
import { packed } from './before.mjs'
import { comparedToFirst, spreadOf } from './measure.mjs'
import { page } from './report.mjs'

/** Whose heap is measured in part (c). */
const WHO = ['mutable maps', 'mutable maps and a list of the commands', 'demerit']
const HERE = dirname(fileURLToPath(import.meta.url))
const ROOT = join(HERE, '..', '..')
const RESULTS = join(HERE, 'results.json')
const SEED = 20180910
const SIZES = [1_000, 10_000, 100_000, 1_000_000]
/** More than this share of the cores busy before anything started is no quiet machine. */
const BUSY = 0.35
/** The middle half of the ratios that matter may lie so far apart, as a share of their median. */
const WIDEST = 0.25

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    'ten-million': { type: 'boolean', default: false },
    before: { type: 'string' },
    anyway: { type: 'boolean', default: false },
  },
})
const more = [...(options['ten-million'] ? ['e'] : []), ...(options.before === undefined ? [] : ['g'])]
const wanted = options.only?.split(',') ?? ['a', 'b', 'c', 'd', ...more, 'f', 'h']
const unknown = wanted.filter((part) => !/^[a-h]$/.test(part))
if (unknown.length > 0) throw new Error(`--only: no part ${unknown.join(', ')}`)
if (wanted.includes('g') && options.before === undefined)
  throw new Error('--only g: --before says against which commit')

const cores = availableParallelism()
const load = loadavg()[0] ?? 0
console.log(`node ${process.version}, ${cores} cores, load ${load.toFixed(2)}`)

install()
transpile()
const { quick } = options
/** @type {Record<string, any>} */
const parts = {}
if (wanted.includes('a')) parts.a = await measured('a-decisions')
if (wanted.includes('b')) {
  parts.b = { sizes: [] }
  for (const size of quick ? SIZES.slice(0, 2) : SIZES) parts.b.sizes.push(await measured('b-registry', { size }))
}
if (wanted.includes('c')) {
  parts.c = { measured: [] }
  for (const who of WHO) parts.c.measured.push(await measured('c-heap', { who }))
}
if (wanted.includes('d')) parts.d = await measured('d-replay')
if (wanted.includes('e')) parts.e = await measured('e-ten-million')
if (wanted.includes('f')) parts.f = await measured('f-sizes')
if (wanted.includes('g')) {
  const versions = { ...packed(/** @type {string} */ (options.before)), root: ROOT }
  const compared = []
  let before
  let bundles
  for (const part of ['decisions', 'commands', 'replays']) {
    const one = await measured('g-before', { ...versions, part, nowBegins: false })
    const other = await measured('g-before', { ...versions, part, nowBegins: true })
    before = one.before
    if (part === 'decisions') bundles = one.bundles
    for (const [index, { what, rounds }] of one.taken.entries()) {
      // A round of each process, together.
      const both = rounds.map((/** @type {number[]} */ round, /** @type {number} */ turn) =>
        round.map((ns, place) => (ns + other.taken[index].rounds[turn][place]) / 2),
      )
      const measured = comparedToFirst(['before', 'now'], both)
      compared.push({ what, measured })
      console.log(`(g) ${what}: ${measured[1]?.ratio.median.toFixed(2)}`)
    }
  }
  parts.g = { before, compared, bundles }
}
if (wanted.includes('h')) parts.h = await measured('h-caches', { root: ROOT })
finish()

/** The peers, as package-lock.json has them, unless they are there already. */
function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(HERE, 'package-lock.json')))
    .digest('hex')
  const mark = join(HERE, 'node_modules', '.installed')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return
  const { status } = spawnSync('npm', ['ci', '--no-progress'], {
    cwd: HERE,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error('npm ci failed in test/bench')
  writeFileSync(mark, lock)
}

/** What is written in TypeScript here, as modules that Node reads. */
function transpile() {
  const byHand = ['decisions', 'whole', 'mutable'].map((name) => `by-hand/${name}`)
  buildSync({
    entryPoints: ['facts', 'commands', '../support/straight-code', ...byHand].map((name) => join(HERE, `${name}.ts`)),
    bundle: true,
    platform: 'node',
    packages: 'external',
    format: 'esm',
    target: 'node20',
    outdir: join(HERE, 'node_modules', '.built'),
    outExtension: { '.js': '.mjs' },
    entryNames: '[name]',
    logLevel: 'warning',
  })
}

/** @param {string} file @param {object} more @returns {Promise<any>} */
function measured(file, more = {}) {
  const room = Math.round((totalmem() / 2 ** 20) * 0.75)
  const child = fork(join(HERE, 'part.mjs'), [file, JSON.stringify({ quick, seed: SEED, ...more })], {
    execArgv: ['--expose-gc', `--max-old-space-size=${room}`],
    serialization: 'advanced',
  })
  return new Promise((resolve, reject) => {
    child.once('message', resolve)
    child.once('exit', (code, signal) => reject(new Error(`${file} ended with ${code ?? signal} and no result`)))
  })
}

function finish() {
  const wide = spreads()
  for (const { what, spread } of wide) console.log(`spread ${(100 * spread).toFixed(0)} %: ${what}`)
  const isTimed = wanted.some((part) => part !== 'f')
  const reasons = [
    ...(isTimed && load > BUSY * cores
      ? [`the load was ${load.toFixed(2)} on ${cores} cores before anything started`]
      : []),
    ...(wide.length > 0 ? [`${wide.length} ratios lie further apart than ${100 * WIDEST} %`] : []),
  ]
  if (quick) return console.log('nothing written: --quick')
  if (reasons.length > 0 && !options.anyway) {
    console.log(`nothing written: ${reasons.join('; ')} (--anyway writes)`)
    process.exitCode = 1
    return
  }
  const { versions, commit } = subject()
  const day = new Date().toISOString().slice(0, 10)
  const run = { commit, day, versions, machine: machine(), load: Number(load.toFixed(2)), quiet: reasons.length === 0 }
  const before = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {}
  for (const [part, result] of Object.entries(parts)) before[part] = { run, ...result }
  const sorted = Object.fromEntries(Object.entries(before).sort(([one], [two]) => (one < two ? -1 : 1)))
  const text = JSON.stringify(sorted, (_, value) => shortened(value), 2)
  writeFileSync(RESULTS, `${text}\n`)
  writeFileSync(join(HERE, 'results.md'), page(JSON.parse(text)))
  console.log('written: test/bench/results.json, test/bench/results.md')
}

/** The ratios that are spoken of, where they lie too far apart. */
function spreads() {
  const rows = [
    ...(parts.a?.cases ?? []).flatMap((/** @type {any} */ { id, measured }) =>
      measured.map((/** @type {any} */ row) => ({ id, ...row })),
    ),
    ...(parts.b?.sizes ?? []).flatMap((/** @type {any} */ { size, measured }) =>
      measured.map((/** @type {any} */ row) => ({ id: size, ...row })),
    ),
    ...(parts.g?.compared ?? []).flatMap((/** @type {any} */ { what, measured }) =>
      measured.map((/** @type {any} */ row) => ({ id: what, ...row })),
    ),
  ]
  return rows
    .filter(({ name }) => name.startsWith('demerit') || name === 'json-logic-engine' || name === 'now')
    .map(({ id, name, ratio }) => ({ what: `${id}, ${name}`, spread: spreadOf(ratio) }))
    .filter(({ spread }) => spread > WIDEST)
}

function subject() {
  const git = (/** @type {string[]} */ ...words) =>
    spawnSync('git', words, { cwd: ROOT, encoding: 'utf8' }).stdout.trim()
  const changed = git(
    'status',
    '--porcelain',
    '--',
    'src',
    'package.json',
    'package-lock.json',
    'tsup.config.ts',
    'test/bench',
  )
    .split('\n')
    .filter((line) => line !== '' && !/test\/bench\/results\.(json|md)$/.test(line))
  const manifest = JSON.parse(readFileSync(join(HERE, 'package.json'), 'utf8'))
  const versions = Object.fromEntries(
    Object.keys(manifest.devDependencies).map((name) => [
      name,
      JSON.parse(readFileSync(join(HERE, 'node_modules', name, 'package.json'), 'utf8')).version,
    ]),
  )
  return { versions, commit: `${git('rev-parse', '--short=12', 'HEAD')}${changed.length > 0 ? ' with changes' : ''}` }
}

function machine() {
  const memory = Math.round(totalmem() / 2 ** 30)
  return {
    node: process.version,
    v8: process.versions.v8,
    platform: process.platform,
    arch: process.arch,
    cores,
    memory,
  }
}

/** Four digits are more than was measured. @param {unknown} value */
function shortened(value) {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value
}
