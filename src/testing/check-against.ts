import * as fc from 'fast-check'
import { seedArgument, wholeArgument } from '../input/assert.ts'
import { frozen } from '../input/freeze.ts'
import { ownOptions } from '../input/options.ts'
import { type Rules, rulesArgument } from '../law/rule-sets/rule-book.ts'
import type { Command } from '../registry/commands/index.ts'
import { execute } from '../registry/execute.ts'
import { openRegistry } from '../registry/registry.ts'
import {
  type Adapter,
  type Answer,
  adapterArgument,
  agrees,
  areEqual,
  asGiven,
  compared,
  sent,
  shownBy,
  storyOf,
} from './adapter.ts'
import { besideClocks } from './clocks.ts'
import { commands } from './commands.ts'

/** How much is tried, from which seed, and under which rules. */
export interface CheckOptions {
  /** What the system claims to implement; required, since there is no default. */
  readonly rules: Rules
  /** How many histories; 100 unless given. */
  readonly histories?: number
  /** The longest history; 100 commands unless given. */
  readonly maxCommands?: number
  /** For the same histories again; drawn anew unless given, and reported. */
  readonly seed?: number
}

const MOST_HISTORIES = 1_000_000

/** What the comparison found. */
export type SystemComparison =
  | { readonly kind: 'agrees'; readonly histories: number; readonly seed: number }
  | {
      readonly kind: 'differs'
      readonly seed: number
      /**
       * A history on which the two differ, and the last command is where. None of the others can be left out; nor, where
       * there are few enough for that to be tried, any two of them.
       */
      readonly history: readonly Command[]
      readonly difference: Difference
      readonly story: readonly string[]
    }

/** Where the two part: in what became of the last command, or in the bindings or handlings afterwards. */
export type Difference =
  | { readonly in: 'answer'; readonly expected: Answer; readonly received: Answer }
  | { readonly in: 'bindings' | 'handled'; readonly expected: readonly string[]; readonly received: readonly string[] }

/**
 * Runs the same random histories through another system and through this library, one command at a time, and
 * compares every answer and all bindings after each; also codes, `since`, handlings and times where the adapter tells them. Reports a history on which they differ and from which no command
 * can be left out, and in one of up to 24 commands no two either, as data and as a story. Histories are enrolments first, then commands about few drivers and vehicles,
 * so that caps are reached; some are dated right beside the last event about one of their records. What the adapter throws is thrown on.
 *
 * @throws TypeError if `adapter` is not an adapter or answers nothing, `options.rules` are not rules, or for an unknown option;
 * RangeError naming the option that is out of range.
 */
export async function checkAgainst(adapter: Adapter, options: CheckOptions): Promise<SystemComparison> {
  adapterArgument('checkAgainst(adapter)', adapter)
  const given = ownOptions('checkAgainst(options)', options, ['rules', 'histories', 'maxCommands', 'seed'])
  const { rules, histories = 100, maxCommands = 100, seed } = given
  rulesArgument('checkAgainst(options.rules)', rules)
  wholeArgument('checkAgainst(options.histories)', histories, 1, MOST_HISTORIES)
  seedArgument('checkAgainst(options.seed)', seed)
  const thrown: unknown[] = []
  const property = fc.asyncProperty(besideClocks(rules, commands({ maxCommands })), async (history) => {
    try {
      return (await firstDifference(adapter, rules, history)) === undefined
    } catch (cause) {
      thrown.push(cause)
      throw cause
    }
  })
  const details = await fc.check(property, { numRuns: histories, ...(seed === undefined ? {} : { seed }) })
  const found = details.counterexample?.[0]
  if (found === undefined) return Object.freeze({ kind: 'agrees', histories: details.numRuns, seed: details.seed })
  const first = await firstDifference(adapter, rules, found)
  if (first === undefined) {
    // It threw once and never again: that, and not what it answers now, is what was wrong.
    if (thrown.length > 0) throw thrown[0]
    throw new Error(`checkAgainst(adapter): the system answers the same history differently (seed ${details.seed})`)
  }
  const history = await shortened(adapter, rules, found.slice(0, first.index + 1))
  const { difference } = (await firstDifference(adapter, rules, history)) ?? first
  const story = storyOf(history, ending(difference))
  return Object.freeze({
    kind: 'differs',
    seed: details.seed,
    history: frozen(history),
    difference: Object.freeze(difference),
    story: Object.freeze(story),
  })
}

async function firstDifference(
  adapter: Adapter,
  rules: Rules,
  history: readonly Command[],
): Promise<{ readonly index: number; readonly difference: Difference } | undefined> {
  await adapter.reset()
  let registry = openRegistry(rules)
  for (let index = 0; index < history.length; index++) {
    const command = history[index] as Command
    const received = await sent(adapter, command)
    const outcome = execute(registry, asGiven(command, received))
    registry = outcome.registry
    const expected: Answer = { status: outcome.status, code: outcome.status === 'refused' ? outcome.code : undefined }
    if (!agrees(outcome, received)) return { index, difference: { in: 'answer', expected, received } }
    const { bindings, handled } = compared(registry, await shownBy(adapter))
    if (!areEqual(bindings)) return { index, difference: { in: 'bindings', ...bindings } }
    if (!areEqual(handled)) return { index, difference: { in: 'handled', ...handled } }
  }
  return undefined
}

/** The longest history of which every two commands are left out in turn: 253 pairs. */
const FEW_COMMANDS = 24

/**
 * Drops every command that is not needed for the two to differ at the end; of few commands also every two, such as a binding
 * and its release.
 */
async function shortened(adapter: Adapter, rules: Rules, history: readonly Command[]): Promise<readonly Command[]> {
  const leavingOut: LeavingOut = async (from, ...left) => {
    const without = from.filter((_, index) => !left.includes(index))
    const first = await firstDifference(adapter, rules, without)
    return first && without.slice(0, first.index + 1)
  }
  let current = history
  for (;;) {
    const { length } = current
    // What comes before the one left out was the same to both, so that nothing of it goes.
    for (let index = length - 2; index >= 0; index--) {
      current = (await leavingOut(current, index)) ?? current
    }
    // What is left out last can be what another was needed for.
    if (current.length < length) continue
    const shorter = length > FEW_COMMANDS ? undefined : await withoutTwo(current, leavingOut)
    if (shorter === undefined) return current
    current = shorter
  }
}

type LeavingOut = (from: readonly Command[], ...left: readonly number[]) => Promise<readonly Command[] | undefined>

/** The history without the first two commands found that can be left out together. */
async function withoutTwo(
  history: readonly Command[],
  leavingOut: LeavingOut,
): Promise<readonly Command[] | undefined> {
  for (let later = 1; later < history.length - 1; later++) {
    for (let earlier = 0; earlier < later; earlier++) {
      const shorter = await leavingOut(history, earlier, later)
      if (shorter !== undefined) return shorter
    }
  }
  return undefined
}

function ending(difference: Difference): string {
  if (difference.in !== 'answer') {
    const what = difference.in === 'bindings' ? 'bound' : 'handled'
    return `Then these should be ${what}: ${inList(difference.expected)}; the system shows ${inList(difference.received)}.`
  }
  const { expected, received } = difference
  return `This should be ${inWords(expected)}; the system says ${inWords(received)}.`
}

function inList(pairs: readonly string[]): string {
  return pairs.join(' ') || 'none'
}

function inWords({ status, code }: Answer): string {
  return code === undefined ? status : `${status} (${code})`
}
