import * as fc from 'fast-check'
import { objectArgument, seedArgument, wholeArgument } from '../argument.ts'
import type { Command } from '../registry/commands.ts'
import { execute } from '../registry/execute.ts'
import { openRegistry, type Registry } from '../registry/registry.ts'
import { asReported } from '../rule-sets/as-reported.ts'
import type { RuleSet } from '../rule-sets/rule-set.ts'
import { type Adapter, type Answer, adapterArgument, pairsOf, storyOf, written } from './adapter.ts'

/** How many rounds and clients, from which seed, and under which rules. */
export interface ConcurrencyOptions {
  /** What the system claims to implement; `asReported` unless given. */
  readonly rules?: RuleSet
  /** How many rounds; 100 unless given. */
  readonly rounds?: number
  /** How many clients send at the same time in a round, 2 to 5; 4 unless given. */
  readonly clients?: number
  readonly seed?: number
}

/** What came of sending commands at the same time. */
export type Concurrency =
  | { readonly kind: 'holds'; readonly rounds: number; readonly seed: number }
  | {
      readonly kind: 'breaks'
      readonly seed: number
      /** What was sent one after the other before. */
      readonly before: readonly Command[]
      /** What was sent at the same time, and what the system answered to each. */
      readonly together: readonly { readonly command: Command; readonly answer: Answer }[]
      /** A cap passed, or answers and bindings that no order of the commands explains. */
      readonly breach: 'cap-passed' | 'no-order-explains-it'
      readonly bindings: readonly string[]
      readonly story: readonly string[]
    }

const MOST_ROUNDS = 1_000_000
const AT = '2018-09-10T15:00:00.000+08:00'
const PEOPLE = ['d1', 'd2', 'd3', 'd4', 'd5']
const CARS = ['v1', 'v2', 'v3', 'v4', 'v5']

/**
 * Lets several clients send commands to somebody else's system at the same time, and checks that no cap is ever passed
 * and nothing is lost: there must be an order of the commands in which this library gives the very answers the system
 * gave, and ends with the very bindings it shows. A check that is not atomic with the insertion it guards fails here.
 * What the adapter throws is thrown on.
 *
 * @throws TypeError when `adapter` is none or `options.rules` are none; RangeError naming the option that is out of range.
 */
export async function concurrently(adapter: Adapter, options: ConcurrencyOptions = {}): Promise<Concurrency> {
  adapterArgument('concurrently(adapter)', adapter)
  objectArgument('concurrently(options)', options, 'options')
  const { rules = asReported, rounds = 100, clients = 4, seed } = options
  openRegistry(rules)
  wholeArgument('concurrently(options.rounds)', rounds, 1, MOST_ROUNDS)
  wholeArgument('concurrently(options.clients)', clients, 2, 5)
  seedArgument('concurrently(options.seed)', seed)
  const round = fc.record({
    before: fc.array(pairCommand('bind'), { maxLength: 12 }),
    together: fc.array(fc.oneof({ weight: 4, arbitrary: pairCommand('bind') }, pairCommand('release')), {
      minLength: 2,
      maxLength: clients,
    }),
  })
  let breach: Breach | undefined
  const property = fc.asyncProperty(round, async ({ before, together }) => {
    const found = await playRound(adapter, rules, before, together)
    breach = found ?? breach
    return found === undefined
  })
  const details = await fc.check(property, { numRuns: rounds, ...(seed === undefined ? {} : { seed }) })
  if (breach === undefined) {
    // Whatever the system threw: it did not hold, and what it would have answered is not known.
    if (details.failed) throw details.errorInstance
    return Object.freeze({ kind: 'holds', rounds: details.numRuns, seed: details.seed })
  }
  return Object.freeze({ kind: 'breaks', seed: details.seed, ...breach, story: told(breach) })
}

type Breach = Omit<Extract<Concurrency, { kind: 'breaks' }>, 'kind' | 'seed' | 'story'>

async function playRound(
  adapter: Adapter,
  rules: RuleSet,
  setUp: readonly Command[],
  together: readonly Command[],
): Promise<Breach | undefined> {
  await adapter.reset()
  let registry = openRegistry(rules)
  const before = [...enrolments(), ...setUp]
  for (const command of before) {
    registry = execute(registry, command).registry
    await adapter.execute(command)
  }
  const answers = await Promise.all(together.map((command) => adapter.execute(command)))
  const shown = await adapter.bindings()
  const bindings = shown.map(written).sort()
  const sent = together.map((command, index) => ({ command, answer: answers[index] as Answer }))
  const capPassed = passesCap(shown, rules)
  if (!capPassed && explained(registry, sent, bindings)) return undefined
  return { before: setUp, together: sent, breach: capPassed ? 'cap-passed' : 'no-order-explains-it', bindings }
}

/** Whether some order of the commands gives these answers and these bindings. */
function explained(registry: Registry, sent: Breach['together'], bindings: readonly string[]): boolean {
  if (sent.length === 0) return pairsOf(registry).join() === bindings.join()
  return sent.some(({ command, answer }, index) => {
    const outcome = execute(registry, command)
    if (outcome.status !== answer.status) return false
    return explained(
      outcome.registry,
      sent.filter((_, other) => other !== index),
      bindings,
    )
  })
}

function passesCap(shown: readonly { readonly driver: string; readonly vehicle: string }[], rules: RuleSet): boolean {
  const over = (cap: string, ids: readonly string[]): boolean =>
    rules.bind.some(
      (provision) =>
        provision.rule === cap &&
        'limit' in provision &&
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

function enrolments(): readonly Command[] {
  const licence = { states: [], classes: ['C1'], firstIssuedOn: '2010-01-01' } as const
  return [
    ...PEOPLE.map((id) => ({ type: 'enrolDriver', id, licence, at: AT }) as const),
    ...CARS.map((id) => {
      const owner = { kind: 'individual', id: `owner-of-${id}` } as const
      return { type: 'enrolVehicle', id, owner, plateType: '02', operating: false, at: AT } as const
    }),
  ]
}

function pairCommand(type: 'bind' | 'release'): fc.Arbitrary<Command> {
  return fc
    .record({ driver: fc.constantFrom(...PEOPLE), vehicle: fc.constantFrom(...CARS) })
    .map((pair) =>
      type === 'bind'
        ? { type, ...pair, channel: 'app', ownerConsent: 'qr', identityVerified: true, at: AT }
        : { type, ...pair, by: 'driver', at: AT },
    )
}

function told({ before, together, breach, bindings }: Breach): readonly string[] {
  const ending =
    breach === 'cap-passed'
      ? `A cap is passed: these are bound at once: ${bindings.join(' ')}.`
      : `No order of these commands explains the answers and the bindings ${bindings.join(' ') || '(none)'}.`
  return [
    ...storyOf(before, 'Then at the same time:'),
    ...together.map(({ command, answer }) => {
      const pair = command as Extract<Command, { type: 'bind' | 'release' }>
      return `${pair.type} of ${pair.vehicle} by ${pair.driver}: ${answer.status}.`
    }),
    ending,
  ]
}
