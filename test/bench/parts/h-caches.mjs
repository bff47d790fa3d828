// @ts-check
/**
 * (h) What each cache and brand of the sources buys: the library with it and without it (`caches.mjs` has the edits), bundled from the
 * sources, in one process and in turns; with it is 1. Time is what the process computes. What does not buy a quarter is noise.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { CACHES, edited } from '../caches.mjs'
import { computed, inTurns } from '../measure.mjs'
import { commandsFor } from '../node_modules/.built/commands.mjs'
import { rowsOf } from '../node_modules/.built/facts.mjs'

/** @typedef {{ main: any, rules: any }} Library */

/** Each makes a step of work for a library. @type {Readonly<Record<string, (library: Library, seed: number) => () => unknown>>} */
const WORK = {
  commands: ({ main, rules }, seed) => {
    const stream = commandsFor(500, seed)
    const start = main.executeAll(main.openRegistry(rules.asReported), stream.start()).registry
    const list = Array.from({ length: 500 }, () => stream.next())
    return () => main.executeAll(start, list)
  },
  'commands, one by one': ({ main, rules }, seed) => {
    const stream = commandsFor(500, seed)
    const start = main.executeAll(main.openRegistry(rules.asReported), stream.start()).registry
    const list = Array.from({ length: 500 }, () => stream.next())
    return () => list.reduce((registry, command) => main.execute(registry, command).registry, start)
  },
  'reading the facts of a handling': ({ main, rules }, seed) => {
    const rows = rowsOf(
      'handle',
      rules.cn2024.handle.map((/** @type {any} */ { rule }) => rule),
      300,
      seed,
    )
    return () => rows.map((row) => main.parseHandlingFacts(row))
  },
  'commands of other years': ({ main, rules }) => {
    const { registry } = main.executeAll(main.openRegistry(rules.cn2024), enrolled(100))
    const list = Array.from({ length: 500 }, (_, n) => {
      const at = `${2025 + Math.floor(n / 50)}-06-${String((n % 28) + 1).padStart(2, '0')}T10:00:00+08:00`
      const vehicle = `V${n % 100}`
      const seen = {
        type: 'recordViolation',
        id: `X${n}`,
        vehicle,
        occurredAt: at,
        fine: 10_000,
        points: 3,
        recordedBy: 'monitoring',
      }
      const act = { type: 'handle', violation: `X${n}`, driver: `D${n % 100}`, channel: 'window', ...SHOWN }
      return [
        { ...seen, at },
        { ...act, at },
      ]
    }).flat()
    return () => main.executeAll(registry, list)
  },
  replay: ({ main, rules }, seed) => {
    const stream = commandsFor(200, seed)
    let registry = main.executeAll(main.openRegistry(rules.asReported), stream.start()).registry
    while (main.revisionOf(registry) < 1_000) registry = main.execute(registry, stream.next()).registry
    const log = JSON.parse(JSON.stringify(main.eventsOf(registry)))
    return () => main.replay(rules.asReported, log)
  },
  'terms under a calendar of 300 days': ({ main }) => {
    const holidays = Array.from(
      { length: 300 },
      (_, n) => `20${10 + (n % 30)}-0${1 + (n % 9)}-${String(1 + (n % 28)).padStart(2, '0')}`,
    )
    const { value } = main.parseCalendar({ holidays: [...new Set(holidays)] })
    const day = main.parseLegalDay('2024-01-02').value
    return () => main.workingDaysAfter(day, 5, value)
  },
  'snapshots of a registry of 10 drivers': ({ main, rules }) => {
    const { registry } = main.executeAll(main.openRegistry(rules.cn), enrolled(10))
    return () => main.snapshot(registry)
  },
  'acts of a driver with 200 fines of the period before': ({ main, rules }) => {
    const at = (/** @type {number} */ day) => new Date(Date.UTC(2021, 5, 1) + day * 86_400_000)
    const before = Array.from({ length: 200 }, (_, n) => [
      {
        type: 'recordViolation',
        id: `X${n}`,
        vehicle: 'V0',
        occurredAt: at(n),
        fine: 10_000,
        points: 0,
        recordedBy: 'monitoring',
        at: at(n),
      },
      { type: 'handle', violation: `X${n}`, driver: 'D0', channel: 'window', ...SHOWN, at: at(n) },
    ]).flat()
    const { registry } = main.executeAll(main.openRegistry(rules.cn2024), [...enrolled(1), ...before])
    const late = Array.from({ length: 100 }, (_, n) => ({
      type: 'handle',
      violation: 'X0',
      driver: 'D0',
      channel: 'app',
      ...SHOWN,
      at: at(400 + n),
    }))
    return () => main.executeAll(registry, late)
  },
  ...Object.fromEntries(
    /** @type {const} */ ([
      ['raw facts of a handling', 'handle', false],
      ['read facts of a binding', 'bind', true],
      ['read facts of a handling', 'handle', true],
    ]).map(([name, question, isRead]) => [
      name,
      (/** @type {Library} */ library, /** @type {number} */ seed) => decisions(library, question, isRead, seed),
    ]),
  ),
}
const SHOWN = { offenderPresent: true, identityVerified: true }

/** Drivers who own a vehicle each. @param {number} count */
function enrolled(count) {
  const at = '2020-01-02T10:00:00+08:00'
  const licence = { states: [], classes: ['C1'], firstIssuedOn: '2010-03-01' }
  return Array.from({ length: count }, (_, n) => [
    { type: 'enrolDriver', id: `D${n}`, licence, at },
    {
      type: 'enrolVehicle',
      id: `V${n}`,
      owner: { kind: 'individual', id: `D${n}` },
      plateType: '02',
      operating: false,
      at,
    },
  ]).flat()
}

/** @param {Library} library @param {'bind' | 'handle'} question @param {boolean} isRead @param {number} seed */
function decisions({ main, rules }, question, isRead, seed) {
  const set = rules.cn2024
  const decide = question === 'bind' ? main.decideBinding : main.decideHandling
  const parse = question === 'bind' ? main.parseBindingFacts : main.parseHandlingFacts
  const rows = rowsOf(
    question,
    set[question].map((/** @type {any} */ { rule }) => rule),
    300,
    seed,
  )
  const facts = isRead ? rows.map((row) => parse(row).value) : rows
  return () => facts.map((row) => decide(row, set))
}

/** @param {{ quick: boolean, seed: number, root: string }} options */
export async function measure({ quick, seed, root }) {
  const turns = { ...(quick ? { rounds: 5, slice: 4 } : { rounds: 31, slice: 30 }), clock: computed }
  const bought = []
  for (const [index, cache] of CACHES.entries()) {
    for (const [place, work] of cache.work.entries()) {
      // Two of their own: code that has done other work is compiled otherwise.
      const whole = await libraryOf(root, undefined, `${index}-${place}-with`)
      const without = await libraryOf(root, cache, `${index}-${place}-without`)
      const steps = [whole, without].map((library) => /** @type {any} */ (WORK[work])(library, seed))
      agree(
        `${cache.name}, ${work}`,
        steps.map((step) => step()),
      )
      const measured = await inTurns(
        steps.map((step, at) => ({ name: at === 0 ? 'with' : 'without', run: timesOf(step) })),
        turns,
      )
      bought.push({ cache: cache.name, file: cache.file, work, measured })
      console.log(`(h) ${cache.name}, ${work}: without ${measured[1]?.ratio.median.toFixed(2)}`)
    }
  }
  return { bought }
}

/** @param {() => unknown} step */
function timesOf(step) {
  const kept = { answer: /** @type {unknown} */ (undefined) }
  return (/** @type {number} */ count) => {
    for (let done = 0; done < count; done++) kept.answer = step()
  }
}

/** The library of the sources, without a cache. @param {string} root @param {import('../caches.mjs').Cache | undefined} cache @param {string} name @returns {Promise<Library>} */
async function libraryOf(root, cache, name) {
  const outfile = join(root, 'test', 'bench', 'node_modules', '.built', 'caches', `${name}.mjs`)
  const contents = `export * as main from './src/index.ts'; export * as rules from './src/law/index.ts'`
  await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    plugins: cache === undefined ? [] : [without(root, cache)],
  })
  return import(pathToFileURL(outfile).href)
}

/** @param {string} root @param {import('../caches.mjs').Cache} cache @returns {import('esbuild').Plugin} */
function without(root, cache) {
  const path = join(root, cache.file)
  const load = () => ({ contents: edited(cache, readFileSync(path, 'utf8')), loader: /** @type {const} */ ('ts') })
  return {
    name: 'without',
    setup: ({ onLoad }) => onLoad({ filter: /\.ts$/ }, (each) => (each.path === path ? load() : undefined)),
  }
}

/** @param {string} what @param {readonly unknown[]} answers */
function agree(what, answers) {
  const [one, other] = answers.map((answer) => JSON.stringify(answer))
  if (one !== other) throw new Error(`(h) ${what}: the library answers differently without it`)
}
