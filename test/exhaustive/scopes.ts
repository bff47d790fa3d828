/**
 * Small worlds gone through whole: every command of the scope in every state that commands can bring about, up to names,
 * each decision compared with the oracle, each state counted again from its events.
 */

import { everyState, explore, type SearchScope } from '../../src/analysis/index.ts'
import {
  bindingFacts,
  bindingsOfDriver,
  type Command,
  eventsOf,
  execute,
  handlingFacts,
  type Outcome,
  type Registry,
} from '../../src/index.ts'
import { type RuleSet, reform } from '../../src/law/index.ts'
import { type Answer, type BindRow, CHENGDU, oracleBind, oracleHandle, type SetId } from '../oracle/decisions.ts'
import { SETS } from '../oracle/sets.ts'
import { type Recount, recount } from './recount.ts'

export interface World {
  readonly name: string
  /** The set by which the oracle decides; with a cap, every driver's and vehicle's cap is that. */
  readonly set: SetId
  readonly cap?: number
  readonly scope: SearchScope
  /** How many there are: a world that shrinks or grows must be looked at. */
  readonly counts: readonly [states: number, decisions: number]
}

type Operations = NonNullable<SearchScope['operations']>

const BINDING: Operations = ['bind', 'release']
const OWNING: Operations = [...BINDING, 'transferVehicle']
const HANDLING: Operations = [...BINDING, 'recordViolation', 'handle']
const BOTH: Operations = [...OWNING, 'changeLicence', 'recordViolation', 'handle']
const ALL: Operations = [...OWNING, 'changeLicence', 'recordViolation', 'withdrawViolation', 'handle', 'revokeHandling']
/** The limit, and one fen above it; half the full score, and nothing. */
const FINES = [20_000, 20_001]
const POINTS = [0, 6]
const NOBODY = [null, null, null, null]
const size = (drivers: number, vehicles: number, violations: number, days: number) => ({
  drivers,
  vehicles,
  violations,
  days,
})

/** Every kind of command, both kinds of channel, any day of occurrence. */
const everything = (set: SetId, counts: readonly [states: number, decisions: number], days = 2): World => ({
  name: 'two drivers, one vehicle, one violation, every command',
  set,
  scope: {
    ...size(2, 1, 1, days),
    fines: FINES,
    points: POINTS,
    operations: ALL,
    channels: ['app', 'window'],
    occurrences: 'any-day',
    start: [0],
  },
  counts,
})

/**
 * The larger of these are gone through by `npm run verify` only. Each fills one side to its cap and goes one further: a driver, a vehicle, both. Three days where the day of
 * an act matters, since a world must be larger by one than the boundary it looks at.
 */
export const WORLDS: readonly World[] = [
  {
    name: 'five drivers, four vehicles, every ownership, transfers: every view that a binding has',
    set: 'as-reported',
    scope: { ...size(5, 4, 0, 1), operations: OWNING },
    counts: [40_344, 2_582_016],
  },
  {
    name: 'three drivers, three vehicles, transfers and cancelled licences',
    set: 'as-reported',
    scope: { ...size(3, 3, 0, 1), operations: [...OWNING, 'changeLicence'], licences: [[], ['cancelled']] },
    counts: [2256, 81_216],
  },
  {
    name: 'three drivers, three vehicles, three days',
    set: 'as-reported',
    scope: { ...size(3, 3, 0, 3), operations: BINDING, start: NOBODY.slice(1) },
    counts: [9014, 162_252],
  },
  {
    name: 'one driver full: four vehicles, a violation of any of three days',
    set: 'as-reported',
    scope: { ...size(1, 4, 1, 3), fines: FINES, operations: HANDLING, occurrences: 'any-day', start: NOBODY },
    counts: [783, 7957],
  },
  {
    name: 'one driver full: two drivers, four vehicles, a violation, three days',
    set: 'as-reported',
    scope: { ...size(2, 4, 1, 3), operations: HANDLING, start: NOBODY },
    counts: [46_175, 833_210],
  },
  {
    name: 'one vehicle full: five drivers, a violation, three days, transfers and licences',
    set: 'as-reported',
    scope: { ...size(5, 1, 1, 3), fines: FINES, points: POINTS, operations: BOTH },
    counts: [67_600, 2_094_496],
  },
  {
    name: 'three drivers, two vehicles, a violation, two days, transfers and licences',
    set: 'as-reported',
    scope: { ...size(3, 2, 1, 2), fines: FINES, points: POINTS, operations: BOTH },
    counts: [162_984, 4_739_136],
  },
  {
    name: 'three drivers, two vehicles, two violations without points, two days, transfers',
    set: 'as-reported',
    scope: { ...size(3, 2, 2, 2), points: [0], operations: [...OWNING, 'recordViolation', 'handle'] },
    counts: [76_964, 1_993_652],
  },
  {
    name: 'two violations up to the full score: two drivers, two vehicles, two days',
    set: 'as-reported',
    scope: { ...size(2, 2, 2, 2), points: [6], operations: HANDLING, channels: ['app', 'window'], start: [null, 0] },
    counts: [14_469, 284_144],
  },
  {
    name: 'both caps at once: cap 1, three drivers, three vehicles, a violation, two days, transfers and licences',
    set: 'as-reported',
    cap: 1,
    scope: { ...size(3, 3, 1, 2), operations: BOTH },
    counts: [38_738, 1_510_782],
  },
  everything('cn-2013-05-02', [360, 6512]),
  everything(CHENGDU, [2624, 47_520]),
  everything('as-reported', [992, 18_000]),
  everything('plan-2018-03-01', [9600, 173_568], 1),
  everything('cn-2018-02-24', [1472, 26_640]),
  everything('cn-2018-09-01', [1024, 18_576]),
  everything('cn-2020-09-28', [1472, 26_640]),
  everything('cn-2024-11-01', [8112, 146_944]),
]

/** In `npm run verify:deep` only. */
export const LARGE_WORLDS: readonly World[] = [
  {
    name: 'five drivers, five vehicles, every ownership, bindings only',
    set: 'as-reported',
    scope: { ...size(5, 5, 0, 1), operations: BINDING },
    counts: [556_206, 27_810_300],
  },
  {
    name: 'four drivers, four vehicles, every ownership, transfers and licences',
    set: 'as-reported',
    scope: { ...size(4, 4, 0, 1), operations: [...OWNING, 'changeLicence'] },
    counts: [144_261, 8_655_660],
  },
  {
    name: 'one driver full: two drivers, four vehicles, every ownership, a violation, three days, transfers',
    set: 'as-reported',
    scope: { ...size(2, 4, 1, 3), operations: [...OWNING, 'recordViolation', 'handle'] },
    counts: [359_611, 10_803_224],
  },
  {
    name: 'one vehicle full: five drivers, two violations, two days, transfers and licences',
    set: 'as-reported',
    scope: { ...size(5, 1, 2, 2), fines: FINES, points: POINTS, operations: BOTH },
    counts: [325_540, 11_702_664],
  },
  {
    name: 'three drivers, two vehicles, a violation, three days, transfers and licences',
    set: 'as-reported',
    scope: { ...size(3, 2, 1, 3), fines: FINES, points: POINTS, operations: BOTH },
    counts: [1_273_540, 36_990_040],
  },
  {
    name: 'both caps at once: cap 2, three drivers, three vehicles, a violation, two days, transfers and licences',
    set: 'as-reported',
    cap: 2,
    scope: { ...size(3, 3, 1, 2), operations: BOTH },
    counts: [527_248, 20_562_672],
  },
  everything('plan-2018-03-01', [46_320, 838_272]),
  everything('cn-2018-02-24', [4348, 78_688], 3),
  everything('cn-2020-09-28', [4092, 74_080], 3),
  everything('cn-2024-11-01', [37_776, 684_416], 3),
]

/**
 * Goes through a world. Throws at the first decision, fact or state that differs, with the events that lead there.
 *
 * @param oracle the set by which the oracle decides, the world's own unless given.
 */
export function check({ set, cap, scope }: World, oracle: SetId = set): World['counts'] {
  const rules = cap === undefined ? SETS[set] : capped(SETS[set], cap)
  let counted: Recount = recount([])
  let last: Command | undefined
  const explored = explore(
    rules,
    scope,
    { ...everyState, memoryAlone: false },
    {
      states: 10_000_000,
      observer: {
        state(registry) {
          counted = recount(eventsOf(registry))
          if (last !== undefined && !isTooEarly(registry, last)) {
            throw new Error(`${rules.id}: taken before what was: ${JSON.stringify(last)}`)
          }
        },
        tried(registry, command, outcome) {
          last = command
          const wrong =
            differs(registry, command, outcome, counted, oracle, cap) ?? byTheOwner(registry, command, outcome)
          if (wrong === null) return
          throw new Error(
            `${rules.id}: ${wrong}\n${JSON.stringify(command)}\nafter ${JSON.stringify(eventsOf(registry))}`,
          )
        },
      },
    },
  )
  if (explored.kind !== 'none') throw new Error(`${rules.id}: ${explored.kind}, not gone through`)
  return [explored.states, explored.decisions]
}

/** Whether a command is refused that comes before the last events about its records: no clock runs backwards. */
function isTooEarly(registry: Registry, command: Command): boolean {
  const outcome = execute(registry, { ...command, at: '1999-12-31T23:59:59.999+08:00' })
  // What is not on record in this state has no clock.
  const code = outcome.status === 'refused' ? outcome.code : outcome.status
  return (code === 'out-of-order' || code === 'unknown-violation') && outcome.registry === registry
}

/** What is wrong when the owner releases instead of the driver, which must come to the same; `null` when nothing is. */
function byTheOwner(registry: Registry, command: Command, outcome: Outcome): string | null {
  if (command.type !== 'release') return null
  const other = execute(registry, { ...command, by: 'owner' })
  const codes = [outcome, other].map((each) => (each.status === 'refused' ? each.code : each.status))
  const bindings = [outcome, other].map((each) => JSON.stringify(bindingsOfDriver(each.registry, command.driver)))
  return codes[0] === codes[1] && bindings[0] === bindings[1]
    ? null
    : `by the owner ${codes[1]}, by the driver ${codes[0]}`
}

/** What is wrong with an outcome, or `null`. */
function differs(
  registry: Registry,
  command: Command,
  outcome: Outcome,
  counted: Recount,
  set: SetId,
  cap: number | undefined,
): string | null {
  if (outcome.status === 'invalid') return 'taken for no command'
  const refused = outcome.status === 'refused'
  if (refused && outcome.registry !== registry) return 'refused, and another registry'
  if (!refused) {
    if (outcome.registry === registry) return 'accepted, and the same registry'
    const unlike = Object.entries(command).find(
      ([key, value]) => key !== 'type' && unequal(value, outcome.event[key as never]),
    )
    if (unlike !== undefined) return `the event says another ${unlike[0]}`
  }
  if (command.type !== 'bind' && command.type !== 'handle') {
    const expected = counted.refusal(command)
    const code = refused ? outcome.code : null
    return code === expected ? null : `${code} instead of ${expected}`
  }
  const own = command.type === 'bind' ? counted.binding(command) : counted.handling(command)
  const { type: _, ...input } = command
  const facts =
    command.type === 'bind' ? bindingFacts(registry, input as never) : handlingFacts(registry, input as never)
  for (const key of Object.keys(facts)) {
    const [one, other] = [facts[key as never], own[key as never]] as [unknown, unknown]
    if (unequal(one, other))
      return `${key} is ${JSON.stringify(one)} in the registry, ${JSON.stringify(other)} by the events`
  }
  const answer: Answer =
    command.type === 'bind' ? underCap(oracleBind(own, set), own as BindRow, cap) : oracleHandle(own, set)
  const { decision } = outcome
  if (decision === undefined) return 'no decision'
  if (decision.verdict !== answer.verdict || refused !== (answer.verdict === 'refused'))
    return `${decision.verdict} instead of ${answer.verdict}`
  if (decision.findings.length !== answer.outcomes.length) return 'another number of findings'
  for (const [index, [rule, found]] of answer.outcomes.entries()) {
    const finding = decision.findings[index]
    if (finding?.rule !== rule || finding.outcome !== found)
      return `${finding?.rule} ${finding?.outcome} instead of ${rule} ${found}`
  }
  const first = answer.outcomes.find(([, found]) => found === 'fails')?.[0]
  return refused && outcome.code !== first ? `code ${outcome.code} instead of ${first}` : null
}

/** The oracle knows caps of three. With another cap the two lines that speak of it are written anew. */
function underCap(answer: Answer, { driverBindings, vehicleBindings }: BindRow, cap: number | undefined): Answer {
  if (cap === undefined) return answer
  const outcomes = answer.outcomes.map(([rule, found]): Answer['outcomes'][number] => {
    if (rule === 'driver-cap') return [rule, (driverBindings ?? cap) < cap ? 'holds' : 'fails']
    if (rule === 'vehicle-cap') return [rule, (vehicleBindings ?? cap) < cap ? 'holds' : 'fails']
    return [rule, found]
  })
  return { verdict: outcomes.some(([, found]) => found === 'fails') ? 'refused' : 'permitted', outcomes }
}

function capped(rules: RuleSet, limit: number): RuleSet {
  return reform(rules, { 'driver-cap': { limit }, 'vehicle-cap': { limit } })
}

/** Compares values of facts: texts, numbers, lists of words, an owner. */
function unequal(one: unknown, other: unknown): boolean {
  if (one === other) return false
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return true
  const keys = Object.keys(one)
  return (
    keys.length !== Object.keys(other).length ||
    keys.some((key) => unequal((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]))
  )
}
