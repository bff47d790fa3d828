import * as fc from 'fast-check'
import { seedArgument, wholeArgument } from '../input/assert.ts'
import { ownOptions } from '../input/options.ts'
import { has } from '../input/own.ts'
import { pause } from '../input/pause.ts'
import { type Rules, rulesArgument, setsIn } from '../law/rule-sets/rule-book.ts'
import type { RuleSet } from '../law/rule-sets/rule-set.ts'
import type { Command } from '../registry/commands/index.ts'
import { execute } from '../registry/execute.ts'
import { openRegistry, type Registry } from '../registry/registry.ts'
import {
  type Adapter,
  adapterArgument,
  agrees,
  asGiven,
  type Bound,
  holdsWhatIs,
  sent,
  shownBy,
  storyOf,
  written,
} from './adapter.ts'
import { type Answered, explained } from './orders.ts'
import { type Round, rounds as roundsOf } from './rounds.ts'

/** How many rounds and clients, from which seed, and under which rules. */
export interface ConcurrencyOptions {
  /** What the system claims to implement; required, since there is no default. Of a rule book, its last rule set is tried. */
  readonly rules: Rules
  /** How many rounds; 100 unless given. */
  readonly rounds?: number
  /** How many clients send at the same time in a round, at most, 2 to 16; 16 unless given. */
  readonly clients?: number
  readonly seed?: number
}

/** What came of sending commands at the same time. */
export type Concurrency =
  | { readonly kind: 'holds'; readonly rounds: number; readonly seed: number }
  | {
      /** Nothing breaks, but of some rounds there are too many orders to try: ask again with fewer clients. */
      readonly kind: 'undecided'
      readonly rounds: number
      /** Of how many rounds that is so. */
      readonly undecided: number
      readonly seed: number
    }
  | {
      readonly kind: 'breaks'
      readonly seed: number
      /** What was sent one after the other before. */
      readonly before: readonly Command[]
      /** What was sent at the same time, and what the system answered to each. */
      readonly together: readonly Answered[]
      /** What was asked one after the other when all had been answered: whether each violation can still be handled. */
      readonly after: readonly Answered[]
      /** A cap passed, also for a moment; or answers, bindings and handlings that no order of the commands explains. */
      readonly breach: 'cap-passed' | 'no-order-explains-it'
      readonly bindings: readonly string[]
      readonly story: readonly string[]
    }

const MOST_ROUNDS = 1_000_000
const MOST_CLIENTS = 16

/**
 * Lets several clients, whose clocks differ, send commands to another system at the same time: bindings, releases, transfers,
 * handlings and revocations, several drivers on one violation among them. Nothing may be lost: there must be an order of the
 * commands in which this library gives the very answers the system gave, with the codes and times that it tells, and ends with
 * the very bindings and handlings it shows. And no cap may be passed: the bindings are looked at while the commands are under
 * way too. A check that is not atomic with the insertion it guards fails here. What the adapter throws is thrown on.
 *
 * It cannot see what the system does not show: who handled a violation, since when a pair is bound and when a command was given
 * are compared only where the adapter tells. It does not see a state that no look fell into; a fault of more clients than 16, of
 * other commands than these, of more than one day, or of a restart. A round that `holds` is one that went well, not a proof.
 *
 * @throws TypeError if `adapter` is not an adapter or answers nothing, `options.rules` are not rules, or for an unknown option;
 * RangeError naming the option that is out of range.
 */
export async function concurrently(adapter: Adapter, options: ConcurrencyOptions): Promise<Concurrency> {
  adapterArgument('concurrently(adapter)', adapter)
  const given = ownOptions('concurrently(options)', options, ['rules', 'rounds', 'clients', 'seed'])
  const { rules, rounds = 100, clients = MOST_CLIENTS, seed } = given
  rulesArgument('concurrently(options.rules)', rules)
  wholeArgument('concurrently(options.rounds)', rounds, 1, MOST_ROUNDS)
  wholeArgument('concurrently(options.clients)', clients, 2, MOST_CLIENTS)
  seedArgument('concurrently(options.seed)', seed)
  const set = setsIn(rules).at(-1) as RuleSet
  let breach: Breach | undefined
  let undecided = 0
  const property = fc.asyncProperty(roundsOf(set, clients), async (round) => {
    const found = await playRound(adapter, set, round)
    if (found === 'undecided') undecided++
    if (found === 'undecided' || found === 'explained') return true
    breach = found
    return false
  })
  const details = await fc.check(property, { numRuns: rounds, ...(seed === undefined ? {} : { seed }) })
  if (breach !== undefined) {
    return Object.freeze({ kind: 'breaks', seed: details.seed, ...breach, story: Object.freeze(storyOfBreach(breach)) })
  }
  // Whatever the system threw: it did not hold, and what it would have answered is not known.
  if (details.failed) throw details.errorInstance
  const ran = { rounds: details.numRuns, seed: details.seed }
  return Object.freeze(undecided > 0 ? { kind: 'undecided', undecided, ...ran } : { kind: 'holds', ...ran })
}

type Breach = Omit<Extract<Concurrency, { kind: 'breaks' }>, 'kind' | 'seed' | 'story'>

async function playRound(
  adapter: Adapter,
  rules: RuleSet,
  { before, together, after }: Round,
): Promise<Breach | 'explained' | 'undecided'> {
  await adapter.reset()
  let registry = openRegistry(rules)
  for (const command of before) {
    const answer = await sent(adapter, command)
    registry = execute(registry, asGiven(command, answer)).registry
  }
  const { answers, looks } = await sentTogether(adapter, together)
  const shown = await shownBy(adapter)
  const answeredAfter: Answered[] = []
  for (const command of after) answeredAfter.push(answered(command, await sent(adapter, command)))
  const breach = {
    before,
    together: Object.freeze(answers),
    after: Object.freeze(answeredAfter),
  }
  const over = [...looks, shown.bindings].find((bindings) => passesCap(bindings, rules))
  if (over !== undefined) return { ...breach, breach: 'cap-passed', bindings: lines(over) }
  const found = explained(registry, answers, (last) => holdsWhatIs(last, shown) && follows(last, answeredAfter))
  return found === 'unexplained'
    ? { ...breach, breach: 'no-order-explains-it', bindings: lines(shown.bindings) }
    : found
}

/** Looks that come as soon as they can; after them each lets other tasks run first, so that no system waits for them. */
const QUICK_LOOKS = 64
const MOST_LOOKS = 10_000

/** Sends all commands at once, and looks at the bindings until all are answered. */
async function sentTogether(
  adapter: Adapter,
  commands: readonly Command[],
): Promise<{ readonly answers: readonly Answered[]; readonly looks: readonly (readonly Bound[])[] }> {
  let open = true
  const sending = commands.map(async (command) => answered(command, await sent(adapter, command)))
  const looking = (async () => {
    const looks: (readonly Bound[])[] = []
    while (open && looks.length < MOST_LOOKS) {
      looks.push((await shownBy(adapter)).bindings)
      if (looks.length > QUICK_LOOKS) await pause()
    }
    return looks
  })()
  try {
    return {
      answers: await Promise.all(sending).finally(() => {
        open = false
      }),
      looks: await looking,
    }
  } finally {
    open = false
    await Promise.allSettled([...sending, looking])
  }
}

function answered(command: Command, answer: Answered['answer']): Answered {
  return Object.freeze({ command, answer })
}

/** Whether commands one after the other give these answers. */
function follows(registry: Registry, after: readonly Answered[]): boolean {
  let current = registry
  return after.every(({ command, answer }) => {
    const outcome = execute(current, asGiven(command, answer))
    current = outcome.registry
    return agrees(outcome, answer)
  })
}

function lines(bindings: readonly Bound[]): readonly string[] {
  return Object.freeze(bindings.map(written).sort())
}

function passesCap(shown: readonly Bound[], rules: RuleSet): boolean {
  const over = (cap: string, ids: readonly string[]): boolean =>
    rules.bind.some(
      (provision) =>
        provision.rule === cap &&
        has(provision, 'limit') &&
        ids.some((id) => ids.filter((other) => other === id).length > provision.limit),
    )
  return (
    over(
      'driver-cap',
      shown.map(({ driver }) => driver),
    ) ||
    over(
      'vehicle-cap',
      shown.map(({ vehicle }) => vehicle),
    )
  )
}

function storyOfBreach({ before, together, after, breach, bindings }: Breach): readonly string[] {
  const ending =
    breach === 'cap-passed'
      ? `A cap is passed: these are bound at once: ${bindings.join(' ')}.`
      : `No order of these commands explains the answers and the bindings ${bindings.join(' ') || '(none)'}.`
  return [
    ...storyOf(before, 'Then at the same time:'),
    ...together.map(inShort),
    ...(after.length === 0 ? [] : ['And one after the other:']),
    ...after.map(inShort),
    ending,
  ]
}

function inShort({ command, answer }: Answered): string {
  const about = has(command, 'violation')
    ? `violation ${command.violation}`
    : has(command, 'vehicle')
      ? command.vehicle
      : ''
  const by = has(command, 'driver') ? ` by ${command.driver}` : ''
  const why = answer.code === undefined ? '' : ` (${answer.code})`
  return `${command.type} of ${about}${by} at ${String(answer.at ?? command.at)}: ${answer.status}${why}.`
}
