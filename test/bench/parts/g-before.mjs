// @ts-check
/**
 * (g) Decisions, commands and replay of this version against an earlier one, packed, in one process and in turns: the
 * earlier one is 1; time is what the process computes. Who begins in a process is up to a tenth faster, so each is measured in two, and
 * either begins in one. Both are asked the same, and their codes compared, before a clock starts; of a log each reads its own.
 */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { computed, roundsOf } from '../measure.mjs'
import { commandsFor } from '../node_modules/.built/commands.mjs'
import { rowsOf } from '../node_modules/.built/facts.mjs'

/** @typedef {{ name: string, main: any, rules: any, folder: string }} Version */

/** What a bundler makes of one import: names that both versions have. */
const BUNDLES = [
  ['both decisions', `export { decideBinding, decideHandling } from 'demerit'`],
  ['a registry', `export { openRegistry, execute, replay, snapshot } from 'demerit'`],
  ['the rule set of 2024', `export { cn2024 } from 'demerit/rules'`],
  [
    'both decisions, the book and explanations in Chinese',
    `export { decideBinding, decideHandling } from 'demerit'; export { cn } from 'demerit/rules'; export { explain, zhCN } from 'demerit/explain'`,
  ],
]

/** @param {{ quick: boolean, seed: number, commit: string, folder: string, root: string, nowBegins: boolean, part: keyof typeof MEASURED }} options */
export async function measure({ quick, seed, commit, folder, root, nowBegins, part }) {
  const both = /** @type {const} */ ([
    ['before', folder],
    ['now', root],
  ])
  /** @type {Version[]} */
  const versions = []
  for (const [name, place] of nowBegins ? both.toReversed() : both) versions.push(await versionOf(name, place))
  const turns = { ...(quick ? { rounds: 5, slice: 4 } : { rounds: 41, slice: 100 }), clock: computed }
  /** @type {{ what: string, rounds: number[][] }[]} */
  const taken = []
  for (const [what, runners] of MEASURED[part](versions, COUNTS[part][quick ? 0 : 1] ?? 0, seed)) {
    const rounds = await roundsOf(runners, turns)
    taken.push({ what, rounds: nowBegins ? rounds.map((round) => round.toReversed()) : rounds })
  }
  const bundles = []
  for (const [name, code] of part === 'decisions' && !nowBegins ? BUNDLES : []) {
    const sizes = []
    for (const version of versions) sizes.push(await sizeOf(/** @type {string} */ (code), version))
    bundles.push({ name, before: sizes[0], now: sizes[1] })
    console.log(`(g) ${name}: ${sizes.join(' to ')} bytes`)
  }
  return { before: commit, taken, bundles }
}

/** What is measured, each in processes of its own: what ran before in a process can cost a version a third. */
const MEASURED = { decisions, commands, replays }
/** Rows, commands and events of each, quick and in full. */
const COUNTS = { decisions: [300, 3_000], commands: [200, 2_000], replays: [500, 2_000] }

/** @param {string} name @param {string} folder @returns {Promise<Version>} */
async function versionOf(name, folder) {
  const load = (/** @type {string} */ file) => import(pathToFileURL(join(folder, 'dist', file)).href)
  return { name, folder, main: await load('index.js'), rules: await load('rules.js') }
}

/** @param {readonly Version[]} versions @param {number} count @param {number} seed @returns {(readonly [string, any[]])[]} */
function decisions(versions, count, seed) {
  return /** @type {const} */ ([
    ['bind', 'asReported'],
    ['handle', 'asReported'],
    ['handle', 'cn2024'],
  ]).flatMap(([question, name]) => {
    const drawn = rowsOf(
      question,
      versions[0]?.rules[name][question].map((/** @type {any} */ { rule }) => rule),
      count,
      seed,
    )
    const facts = versions.map(({ main }) => (question === 'bind' ? main.BINDING_FACTS : main.HANDLING_FACTS))
    // An earlier version refuses facts that it does not know: both are given those that both know, and then each its own.
    const common = facts.reduce((all, own) => all.filter((/** @type {string} */ fact) => own.includes(fact)))
    const hasNew = facts.some((own) => own.length > common.length)
    return ['facts read before', 'raw facts', ...(hasNew ? ['raw facts, the new ones too'] : [])].map((form) => {
      /** @type {string[]} */
      const codes = []
      const runners = versions.map(({ name: version, main, rules }, index) => {
        const decide = question === 'bind' ? main.decideBinding : main.decideHandling
        const parse = question === 'bind' ? main.parseBindingFacts : main.parseHandlingFacts
        const given = form === 'raw facts, the new ones too' ? facts[index] : common
        const inputs = drawn.map((row) => {
          const own = Object.fromEntries(Object.entries(row).filter(([fact]) => given.includes(fact)))
          return form === 'facts read before' ? parse(own).value : own
        })
        const ruleSet = rules[name]
        codes.push(inputs.map((facts) => main.failuresOf(decide(facts, ruleSet)).map(codeOf).join()).join('\n'))
        return { name: version, run: loopOf((/** @type {any} */ facts) => decide(facts, ruleSet), inputs) }
      })
      agree(`${question} ${name}`, codes)
      return /** @type {const} */ ([`${question}, ${name}, ${form}`, runners])
    })
  })
}

/**
 * Where lists end, in turns: between half the longest and all of it. With lists of one length the garbage may be collected at
 * the same place of every list, for one version between two lists and for the other in the middle, where most is kept.
 */
function* lengths(/** @type {number} */ most) {
  for (let turn = 1; ; turn++) yield Math.ceil(most * (0.5 + ((turn * 0.618) % 0.5)))
}

/**
 * Commands, one by one, on a registry that is there already; whole lists of them, so that what one version leaves to be
 * collected is not put to the other.
 *
 * @param {readonly Version[]} versions @param {number} count @param {number} seed @returns {(readonly [string, any[]])[]}
 */
function commands(versions, count, seed) {
  /** @type {string[]} */
  const codes = []
  const runners = versions.map(({ name, main, rules }) => {
    const stream = commandsFor(1_000, seed)
    const start = main.executeAll(main.openRegistry(rules.asReported), stream.start()).registry
    const list = Array.from({ length: count }, () => stream.next())
    const outcomes = []
    let registry = start
    for (const command of list) {
      const { status, code = '', registry: next } = main.execute(registry, command)
      registry = next
      outcomes.push(`${status} ${code}`)
    }
    codes.push(outcomes.join('\n'))
    const ends = lengths(count)
    const run = (/** @type {number} */ commands) => {
      for (let left = commands; left > 0; ) {
        const end = Math.min(left, ends.next().value)
        let after = start
        for (let at = 0; at < end; at++) after = main.execute(after, list[at]).registry
        left -= end
      }
    }
    return { name, run }
  })
  agree('commands', codes)
  return [['a command, one by one', runners]]
}

/** Each replays the log that it wrote itself. @param {readonly Version[]} versions @param {number} events @param {number} seed @returns {(readonly [string, any[]])[]} */
function replays(versions, events, seed) {
  const runners = versions.map(({ name, main, rules }) => {
    const stream = commandsFor(events / 10, seed)
    let registry = main.executeAll(main.openRegistry(rules.asReported), stream.start()).registry
    while (main.revisionOf(registry) < events) registry = main.execute(registry, stream.next()).registry
    const log = JSON.parse(JSON.stringify(main.eventsOf(registry)))
    const ends = lengths(events)
    const run = (/** @type {number} */ replayed) => {
      for (let left = replayed; left > 0; ) {
        const end = Math.min(left, ends.next().value)
        const read = main.replay(rules.asReported, log.slice(0, end))
        if (!read.ok) throw new Error(JSON.stringify(read.issues))
        left -= end
      }
    }
    return { name, run }
  })
  return [['an event, replayed', runners]]
}

/** @param {(input: any) => unknown} answer @param {readonly unknown[]} inputs */
function loopOf(answer, inputs) {
  const kept = { answer: /** @type {unknown} */ (undefined) }
  let at = 0
  return (/** @type {number} */ count) => {
    for (let done = 0; done < count; done++) {
      kept.answer = answer(inputs[at])
      if (++at === inputs.length) at = 0
    }
  }
}

/** @param {{ rule: string }} finding */
function codeOf({ rule }) {
  return rule
}

/** @param {string} what @param {readonly string[]} codes */
function agree(what, codes) {
  if (new Set(codes).size > 1) throw new Error(`(g) ${what}: the two versions answer differently`)
}

/** Bytes of a bundle as gzip. @param {string} code @param {Version} version */
async function sizeOf(code, { folder }) {
  const contents = code.replaceAll(/'demerit(?:\/(\w+))?'/g, (_, entry = 'index') => `'./dist/${entry}.js'`)
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  })
  return gzipSync(/** @type {Uint8Array} */ (outputFiles[0]?.contents), { level: 9 }).length
}
