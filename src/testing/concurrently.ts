import * as fc from 'fast-check'
import { seedArgument, wholeArgument } from '../input/assert.ts'
import { ownOptions } from '../input/read.ts'
import { isRuleBook, type Rules, rulesArgument } from '../law/rule-sets/rule-book.ts'
import type { RuleSet } from '../law/rule-sets/rule-set.ts'
import type { Command } from '../registry/commands/index.ts'
import { execute } from '../registry/execute.ts'
import { openRegistry, type Registry } from '../registry/registry.ts'
import type { OwnerConsent } from '../values/channel.ts'
import { type Adapter, type Answer, adapterArgument, pairsOf, sent, shownBy, storyOf, written } from './adapter.ts'

/** How many rounds and clients, from which seed, and under which rules. */
export interface ConcurrencyOptions {
  /** What the system claims to implement; required, since there is no default. Of a rule book, its last rule set is tried. */
  readonly rules: Rules
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
      /** What was asked one after the other when all had been answered: whether each violation can still be handled. */
      readonly after: readonly { readonly command: Command; readonly answer: Answer }[]
      /** A cap passed, or answers and bindings that no order of the commands explains. */
      readonly breach: 'cap-passed' | 'no-order-explains-it'
      readonly bindings: readonly string[]
      readonly story: readonly string[]
    }

const MOST_ROUNDS = 1_000_000
/** When the commands come, unless the rule set begins later. */
const DAY = '2018-09-10'
const PEOPLE = ['d1', 'd2', 'd3', 'd4', 'd5']
const CARS = ['v1', 'v2', 'v3', 'v4', 'v5']
/** Violations of a vehicle of their own driver's: all of them together make the score full, so that one stays open. */
const RECORDED = ['x1', 'x2']

/**
 * Lets several clients send commands to another system at the same time, and checks that no cap is ever passed
 * and nothing is lost: there must be an order of the commands in which this library gives the very answers the system
 * gave, and ends with the very bindings it shows and the very violations handled. A check that is not atomic with the
 * insertion it guards fails here.
 * What the adapter throws is thrown on.
 *
 * @throws TypeError if `adapter` is not an adapter or answers nothing, `options.rules` are not rules, or for an unknown option;
 * RangeError naming the option that is out of range.
 */
export async function concurrently(adapter: Adapter, options: ConcurrencyOptions): Promise<Concurrency> {
  adapterArgument('concurrently(adapter)', adapter)
  const given = ownOptions('concurrently(options)', options, ['rules', 'rounds', 'clients', 'seed'])
  const { rules, rounds = 100, clients = 4, seed } = given
  rulesArgument('concurrently(options.rules)', rules)
  wholeArgument('concurrently(options.rounds)', rounds, 1, MOST_ROUNDS)
  wholeArgument('concurrently(options.clients)', clients, 2, 5)
  seedArgument('concurrently(options.seed)', seed)
  const set = isRuleBook(rules) ? (rules.sets.at(-1) as RuleSet) : rules
  const at = `${[DAY, set.from].sort()[1]}T15:00:00.000+08:00`
  const bind = bindCommand(at, consentUnder(set))
  const round = fc.record({
    before: fc.array(bind, { maxLength: 12 }),
    together: fc.array(
      fc.oneof({ weight: 4, arbitrary: bind }, releaseCommand(at), fc.constantFrom(...handlings(at))),
      { minLength: 2, maxLength: clients },
    ),
  })
  let breach: Breach | undefined
  const property = fc.asyncProperty(round, async ({ before, together }) => {
    const found = await playRound(adapter, set, at, before, together)
    breach = found ?? breach
    return found === undefined
  })
  const details = await fc.check(property, { numRuns: rounds, ...(seed === undefined ? {} : { seed }) })
  if (breach === undefined) {
    // Whatever the system threw: it did not hold, and what it would have answered is not known.
    if (details.failed) throw details.errorInstance
    return Object.freeze({ kind: 'holds', rounds: details.numRuns, seed: details.seed })
  }
  return Object.freeze({ kind: 'breaks', seed: details.seed, ...breach, story: Object.freeze(told(breach)) })
}

type Answered = Breach['together'][number]
type Breach = Omit<Extract<Concurrency, { kind: 'breaks' }>, 'kind' | 'seed' | 'story'>

async function playRound(
  adapter: Adapter,
  rules: RuleSet,
  at: string,
  setUp: readonly Command[],
  together: readonly Command[],
): Promise<Breach | undefined> {
  await adapter.reset()
  let registry = openRegistry(rules)
  const before = [...enrolments(at), ...setUp]
  for (const command of before) {
    registry = execute(registry, command).registry
    await sent(adapter, command)
  }
  const answers = await Promise.all(together.map((command) => sent(adapter, command)))
  const shown = await shownBy(adapter)
  const bindings = shown.map(written).sort()
  const answered = together.map((command, index) => Object.freeze({ command, answer: answers[index] as Answer }))
  const after: Answered[] = []
  for (const command of handlings(at)) after.push(Object.freeze({ command, answer: await sent(adapter, command) }))
  const capPassed = passesCap(shown, rules)
  if (!capPassed && explained(registry, answered, bindings, after)) return undefined
  return {
    before: Object.freeze(setUp),
    together: Object.freeze(answered),
    after: Object.freeze(after),
    breach: capPassed ? 'cap-passed' : 'no-order-explains-it',
    bindings: Object.freeze(bindings),
  }
}

/** Whether some order of the commands gives these answers and these bindings, and what was asked after them its answers. */
function explained(
  registry: Registry,
  answered: readonly Answered[],
  bindings: readonly string[],
  after: readonly Answered[],
): boolean {
  if (answered.length === 0) return pairsOf(registry).join() === bindings.join() && follows(registry, after)
  return answered.some(({ command, answer }, index) => {
    const outcome = execute(registry, command)
    if (outcome.status !== answer.status) return false
    return explained(
      outcome.registry,
      answered.filter((_, other) => other !== index),
      bindings,
      after,
    )
  })
}

/** Whether commands one after the other give these answers. */
function follows(registry: Registry, after: readonly Answered[]): boolean {
  let current = registry
  return after.every(({ command, answer }) => {
    const outcome = execute(current, command)
    current = outcome.registry
    return outcome.status === answer.status
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

function enrolments(at: string): readonly Command[] {
  const licence = { states: [], classes: ['C1'], firstIssuedOn: '2010-01-01' } as const
  return [
    ...PEOPLE.map((id) => ({ type: 'enrolDriver', id, licence, at }) as const),
    ...CARS.map((id) => {
      const owner = { kind: 'individual', id: `owner-of-${id}` } as const
      return { type: 'enrolVehicle', id, owner, plateType: '02', operating: false, at } as const
    }),
    { type: 'enrolVehicle', id: 'own', owner: { kind: 'individual', id: 'd1' }, plateType: '02', operating: false, at },
    ...RECORDED.map((id) => {
      const weight = { fine: 10_000, points: 6, recordedBy: 'monitoring' } as const
      return { type: 'recordViolation', id, vehicle: 'own', occurredAt: at, ...weight, at } as const
    }),
  ]
}

function handlings(at: string): readonly Command[] {
  const asked = { driver: 'd1', channel: 'app', offenderPresent: true, identityVerified: true, at } as const
  return RECORDED.map((violation) => Object.freeze({ type: 'handle', violation, ...asked }))
}

function bindCommand(at: string, ownerConsent: OwnerConsent): fc.Arbitrary<Command> {
  return pair().map((each) =>
    Object.freeze({ type: 'bind', ...each, channel: 'app', ownerConsent, identityVerified: true, at }),
  )
}

function releaseCommand(at: string): fc.Arbitrary<Command> {
  return pair().map((each) => Object.freeze({ type: 'release', ...each, by: 'driver', at }))
}

function pair(): fc.Arbitrary<{ readonly driver: string; readonly vehicle: string }> {
  return fc.record({ driver: fc.constantFrom(...PEOPLE), vehicle: fc.constantFrom(...CARS) })
}

/** The owner agrees in the first way that the rule set accepts: where it accepts none, nothing would ever be bound. */
function consentUnder({ bind }: RuleSet): OwnerConsent {
  for (const provision of bind) if (provision.rule === 'owner-consent') return provision.accepted[0] as OwnerConsent
  return 'qr'
}

function told({ before, together, after, breach, bindings }: Breach): readonly string[] {
  const ending =
    breach === 'cap-passed'
      ? `A cap is passed: these are bound at once: ${bindings.join(' ')}.`
      : `No order of these commands explains the answers and the bindings ${bindings.join(' ') || '(none)'}.`
  return [
    ...storyOf(before, 'Then at the same time:'),
    ...together.map(inShort),
    'And one after the other:',
    ...after.map(inShort),
    ending,
  ]
}

function inShort({ command, answer }: Answered): string {
  const said = command as Extract<Command, { type: 'bind' | 'release' | 'handle' }>
  return `${said.type} of ${said.type === 'handle' ? said.violation : said.vehicle} by ${said.driver}: ${answer.status}.`
}
