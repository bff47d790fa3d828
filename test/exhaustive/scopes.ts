/**
 * Small worlds gone through whole: every command of the scope in every state that commands can bring about, up to names,
 * each decision compared with the oracle, each state counted again from its events.
 */

import { everyState, explore, type Scope } from '../../src/analysis.ts'
import { bindingFacts, type Command, eventsOf, handlingFacts, type Outcome, type Registry } from '../../src/index.ts'
import { reform } from '../../src/rule-sets/reform.ts'
import type { RuleSet } from '../../src/rule-sets/rule-set.ts'
import { type Answer, oracleBind, oracleHandle, type SetId } from '../oracle/decisions.ts'
import { SETS } from '../oracle/sets.ts'
import { type Recount, recount } from './recount.ts'

export interface World {
  readonly name: string
  /** The set by which the oracle decides; with a cap, every driver's and vehicle's cap is that. */
  readonly set: SetId
  readonly cap?: number
  readonly scope: Scope
  /** How many states there are: a scope that shrinks or grows must be looked at. */
  readonly states: number
  readonly decisions: number
}

const BINDING: Scope['operations'] = ['bind', 'release']
const OWNING: Scope['operations'] = ['bind', 'release', 'transferVehicle']
const ALL: Scope['operations'] = [
  'bind',
  'release',
  'transferVehicle',
  'changeLicence',
  'recordViolation',
  'withdrawViolation',
  'handle',
  'revokeHandling',
]
const FINES = [20_000, 20_001]
const POINTS = [0, 6]

/** In every run. */
export const WORLDS: readonly World[] = [
  {
    name: 'every view of a binding: five drivers, four vehicles, nobody owns them',
    set: 'as-reported',
    scope: { drivers: 5, vehicles: 4, violations: 0, days: 1, operations: BINDING, start: [null, null, null, null] },
    states: 0,
    decisions: 0,
  },
  {
    name: 'owners and transfers: four drivers, three vehicles',
    set: 'as-reported',
    scope: { drivers: 4, vehicles: 3, violations: 0, days: 1, operations: OWNING },
    states: 0,
    decisions: 0,
  },
  {
    name: 'one driver full: four vehicles, three days',
    set: 'as-reported',
    scope: { drivers: 1, vehicles: 4, violations: 1, days: 3, fines: FINES, operations: [...BINDING, 'recordViolation', 'handle'], occurrences: 'any-day' },
    states: 0,
    decisions: 0,
  },
  {
    name: 'one vehicle full: five drivers, three days',
    set: 'as-reported',
    scope: { drivers: 5, vehicles: 1, violations: 1, days: 3, fines: FINES, operations: [...BINDING, 'recordViolation', 'handle'], occurrences: 'any-day' },
    states: 0,
    decisions: 0,
  },
  {
    name: 'two violations, points to the full score, everything done and undone',
    set: 'as-reported',
    scope: { drivers: 2, vehicles: 1, violations: 2, days: 2, points: POINTS, operations: ALL, channels: ['app', 'window'] },
    states: 0,
    decisions: 0,
  },
  {
    name: 'both caps at once: cap 1, three drivers, three vehicles',
    set: 'as-reported',
    cap: 1,
    scope: { drivers: 3, vehicles: 3, violations: 1, days: 2, operations: [...BINDING, 'recordViolation', 'handle'], start: [null, null, 0] },
    states: 0,
    decisions: 0,
  },
]

/** In `npm run verify` only. */
export const LARGE_WORLDS: readonly World[] = []

export interface Checked {
  readonly states: number
  readonly decisions: number
}

/** Goes through a world. Throws at the first decision, fact or state that differs, with the events that lead there. */
export function check({ set, cap, scope }: World): Checked {
  const rules = cap === undefined ? SETS[set] : capped(SETS[set], cap)
  let counted: Recount = recount([])
  const explored = explore(rules, scope, everyState, {
    states: 10_000_000,
    observer: {
      state(registry) {
        counted = recount(eventsOf(registry))
      },
      tried(registry, command, outcome) {
        const wrong = differs(registry, command, outcome, counted, set, cap)
        if (wrong === null) return
        throw new Error(`${rules.id}: ${wrong}\n${JSON.stringify(command)}\nafter ${JSON.stringify(eventsOf(registry))}`)
      },
    },
  })
  if (explored.kind !== 'none') throw new Error(`${rules.id}: ${explored.kind}, not gone through`)
  return { states: explored.states, decisions: explored.decisions }
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
    const unlike = Object.entries(command).find(([key, value]) => key !== 'type' && unequal(value, outcome.event[key as never]))
    if (unlike !== undefined) return `the event says another ${unlike[0]}`
  }
  if (command.type !== 'bind' && command.type !== 'handle') {
    const expected = counted.refusal(command)
    const code = refused ? outcome.code : null
    return code === expected ? null : `${code} instead of ${expected}`
  }
  const own = command.type === 'bind' ? counted.binding(command) : counted.handling(command)
  const { type: _, ...input } = command
  const facts = command.type === 'bind' ? bindingFacts(registry, input as never) : handlingFacts(registry, input as never)
  for (const key of Object.keys(facts)) {
    const [one, other] = [facts[key as never], own[key as never]] as [unknown, unknown]
    if (unequal(one, other)) return `${key} is ${JSON.stringify(one)} in the registry, ${JSON.stringify(other)} by the events`
  }
  const answer: Answer = command.type === 'bind' ? underCap(oracleBind(own, set), own, cap) : oracleHandle(own, set)
  const { decision } = outcome
  if (decision === undefined) return 'no decision'
  if (decision.verdict !== answer.verdict || refused !== (answer.verdict === 'refused')) return `${decision.verdict} instead of ${answer.verdict}`
  if (decision.findings.length !== answer.outcomes.length) return 'another number of findings'
  for (const [index, [rule, found]] of answer.outcomes.entries()) {
    const finding = decision.findings[index]
    if (finding?.rule !== rule || finding.outcome !== found) return `${finding?.rule} ${finding?.outcome} instead of ${rule} ${found}`
  }
  const first = answer.outcomes.find(([, found]) => found === 'fails')?.[0]
  return refused && outcome.code !== first ? `code ${outcome.code} instead of ${first}` : null
}

/** The oracle knows caps of three. With another cap the two lines that speak of it are written anew. */
function underCap(answer: Answer, { driverBindings, vehicleBindings }: { driverBindings?: number | undefined; vehicleBindings?: number | undefined }, cap: number | undefined): Answer {
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
