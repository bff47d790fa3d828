// @ts-check
/**
 * (b) Commands on a registry of one size, against mutable maps. Everybody carries out the same commands, round by round,
 * each on what it made of the rounds before, and the outcome of every command is compared.
 */
import { enableMapSet, freeze, produce } from 'immer'
import { execute, executeAll, openRegistry } from '../../../dist/index.js'
import { asReported } from '../../../dist/rules.js'
import { comparedToFirst, now, quartilesOf } from '../measure.mjs'
import { commandsFor } from '../node_modules/.built/commands.mjs'
import * as mutable from '../node_modules/.built/mutable.mjs'

// A module of its own, so that the engine shares nothing between them.
const onDrafts = await import(`../node_modules/.built/mutable.mjs?${'immer'}`)

/** How many commands immer gets a round: its cost grows with the size of the map that it copies. */
const FOR_IMMER = { 1000: 1_000, 10000: 200, 100000: 20, 1000000: 2 }

/** @typedef {{ name: string, start(commands: Iterable<any>): void, round(commands: readonly any[], codes: string[]): void }} Player */

/** @param {{ size: number, quick: boolean, seed: number }} options */
export async function measure({ size, quick, seed }) {
  const rounds = quick ? 4 : 13
  const warmUp = quick ? 1 : 4
  const each = quick ? 500 : 10_000
  const stream = commandsFor(size, seed)
  for (const _ of stream.start());
  // Fresh commands for each, so that nobody meets texts that another has hashed.
  const opening = () => commandsFor(size, seed).start()
  const players = playersOf()
  const loading = []
  for (const player of players) {
    const from = now()
    player.start(opening())
    loading.push({ name: player.name, seconds: (now() - from) / 1e9 })
  }
  const immer = immerOf(opening())

  let accepted = 0
  let commands = 0
  /** @type {number[][]} */
  const taken = []
  /** @type {number[]} */
  const byImmer = []
  for (let round = 0; round < rounds; round++) {
    const text = JSON.stringify(Array.from({ length: each }, () => stream.next()))
    /** @type {string[]} */
    let expected = []
    const row = new Array(players.length).fill(Number.NaN)
    for (let turn = 0; turn < players.length; turn++) {
      const index = turn === 0 ? 0 : 1 + ((turn + round) % (players.length - 1))
      const player = /** @type {Player} */ (players[index])
      // Parsed anew for each, so that nobody meets texts that another has hashed.
      const own = JSON.parse(text)
      /** @type {string[]} */
      const codes = new Array(each).fill('')
      const from = now()
      player.round(own, codes)
      row[index] = (now() - from) / each
      if (index === 0) expected = codes
      else compare(`(b) ${size}: ${player.name}, round ${round}`, codes, expected)
    }
    if (round === 0) {
      const few = Math.min(/** @type {Record<string, number>} */ (FOR_IMMER)[size] ?? each, each)
      for (let again = 0; again < (quick ? 2 : 4); again++) {
        const own = JSON.parse(text).slice(0, few)
        const codes = new Array(few).fill('')
        const from = now()
        immer.round(own, codes)
        byImmer.push((now() - from) / few)
        compare(`(b) ${size}: immer`, codes, expected.slice(0, few))
      }
    }
    if (round < warmUp) continue
    taken.push(row)
    accepted += expected.filter((code) => code === '').length
    commands += each
  }
  const measured = comparedToFirst(
    players.map(({ name }) => name),
    taken,
  )
  const base = measured[0]?.ns.median ?? Number.NaN
  const kept = byImmer.slice(1)
  measured.push({ name: 'immer', ns: quartilesOf(kept), ratio: quartilesOf(kept.map((ns) => ns / base)) })
  console.log(
    `(b) ${size}: ${measured.map(({ name, ns, ratio }) => `${name} ${(ns.median / 1000).toFixed(2)} µs ×${ratio.median.toFixed(1)}`).join(', ')}`,
  )
  return { size, accepted: accepted / commands, loading, measured }
}

/** @returns {Player[]} */
function playersOf() {
  const register = mutable.openRegister()
  /** What the two of the library start from: one registry serves both. @type {any} */
  let loaded
  /** @type {any} */
  let registry
  /** @type {any} */
  let batch
  return [
    {
      name: 'mutable maps',
      start: (commands) => {
        for (const command of commands) mutable.carryOut(register, command)
      },
      round: (commands, codes) => {
        for (let n = 0; n < commands.length; n++) codes[n] = mutable.carryOut(register, commands[n])[0] ?? ''
      },
    },
    {
      name: 'demerit, one by one',
      start: (commands) => {
        loaded = executeAll(openRegistry(asReported), commands, { onOutcome: () => {} }).registry
        registry = loaded
      },
      round: (commands, codes) => {
        for (let n = 0; n < commands.length; n++) {
          const outcome = execute(registry, commands[n])
          registry = outcome.registry
          codes[n] = outcome.status === 'refused' ? outcome.code : outcome.status === 'accepted' ? '' : 'invalid'
        }
      },
    },
    {
      name: 'demerit, executeAll',
      start: () => {
        batch = loaded
      },
      round: (commands, codes) => {
        const onOutcome = (/** @type {any} */ outcome, /** @type {number} */ n) => {
          codes[n] = outcome.status === 'refused' ? outcome.code : outcome.status === 'accepted' ? '' : 'invalid'
        }
        batch = executeAll(batch, commands, { onOutcome }).registry
      },
    },
  ]
}

/** Immer on one Map a kind, with its auto-freeze, the code for mutable maps as the recipe. @param {Iterable<any>} opening */
function immerOf(opening) {
  enableMapSet()
  const loaded = onDrafts.openRegister()
  for (const command of opening) onDrafts.carryOut(loaded, command)
  freeze(loaded, true)
  return {
    round: (/** @type {readonly any[]} */ commands, /** @type {string[]} */ codes) => {
      let register = loaded
      for (let n = 0; n < commands.length; n++) {
        register = produce(register, (/** @type {any} */ draft) => {
          codes[n] = onDrafts.carryOut(draft, commands[n])[0] ?? ''
        })
      }
    },
  }
}

/** @param {string} what @param {readonly string[]} codes @param {readonly string[]} expected */
function compare(what, codes, expected) {
  const index = codes.findIndex((code, n) => code !== expected[n])
  if (index >= 0) throw new Error(`${what}, command ${index}: ${codes[index]}, not ${expected[index]}`)
}
