import { screenHandling } from '../../decision/decide.ts'
import type { Decision } from '../../decision/decision.ts'
import { mistyped, recordArgument } from '../../input/assert.ts'
import { frozen } from '../../input/freeze.ts'
import { type Rules, rulesArgument } from '../../law/rule-sets/rule-book.ts'
import { executeAll } from '../../registry/batch.ts'
import type { CommandInputs } from '../../registry/commands/index.ts'
import type { Outcome } from '../../registry/execute.ts'
import { handle, recordViolation } from '../../registry/named.ts'
import { handlingFacts } from '../../registry/queries/facts.ts'
import { openRegistry, type Registry } from '../../registry/registry.ts'
import { daysAfter } from '../../values/calendar.ts'
import type { LegalDay } from '../../values/instant.ts'
import { type Act, actsOf, pointsIn } from './acts.ts'
import { assumedOf } from './assumed.ts'
import { courtCases } from './cases.ts'
import type { Assumptions, CourtCase } from './court-case.ts'
import { bindOnTheSpot, falselyStated, refusing, type Statement, setOf } from './insider.ts'
import { counter, type Tally } from './tally.ts'

/** A court case, judged act by act under some rules. */
export interface CaseReplay {
  readonly case: string
  readonly rules: string
  /** The assumptions used. */
  readonly assumed: Partial<Assumptions>
  readonly acts: number
  /** The points of all acts. */
  readonly points: number
  /** Each act with the facts as they were: nobody at the window, no identity checked, a dead holder, no binding. */
  readonly asTheyWere: Tally
  /** Each act as an insider would have to declare it, with a binding made on the spot if a rule asks for one. */
  readonly asDeclared: Tally
  /** False statements on record for the acts that pass as declared. Only a statement that a rule asks for counts. */
  readonly falseStatements: { readonly total: number; readonly by: { readonly [S in Statement]: number } }
  /** Bindings made on the spot, and how many older ones were released to make room. */
  readonly bindings: number
  readonly releases: number
}

/**
 * Judges every act of a court case of the article under some rules, twice 案例重放. *As they were*: what is true of the act.
 * *As declared*: what an insider has to state so that it passes; the owner of the vehicle is the customer, and consents. What
 * the records of the office say (dates, fines, points, counts, licence states) cannot be declared otherwise, except that a
 * holder's death is not reported. Both are judged on the records that the declared acts left.
 *
 * @throws TypeError when `courtCase` is not one of `cases`, or `rules` is neither a rule set nor a rule book; RangeError when
 * an assumption is not one of this case, or its value is out of range.
 *
 * @example
 * ```ts
 * import { courtCases, replayCase } from 'demerit/analysis'
 * import { cn2024 } from 'demerit/rules'
 * courtCases.slice(0, 2).map((each) => replayCase(each, cn2024).asTheyWere.passed) // [ 0, 0 ]
 * ```
 */
export function replayCase(courtCase: CourtCase, rules: Rules, assumptions: Partial<Assumptions> = {}): CaseReplay {
  return frozen(judgedActs(courtCase, rules, assumptions).replay)
}

/** Which acts are refused as declared, and by which rules. */
export interface Refusals {
  /** Each list of rules that refuses some act; the first is empty. */
  readonly lists: readonly (readonly string[])[]
  /** The place of the list of each act, by that of the act. A case has fewer acts than there are places. */
  readonly of: Uint16Array
}

/** A case judged, with what refuses each act. @throws as {@link replayCase}. */
export function judgedActs(
  courtCase: CourtCase,
  rules: Rules,
  assumptions: Partial<Assumptions>,
): { readonly replay: CaseReplay; readonly refusals: Refusals } {
  const known = courtCases.find(({ id }) => id === (Object(courtCase) as CourtCase).id)
  if (known === undefined) throw mistyped('replayCase(courtCase)', courtCase, 'one of the cases')
  rulesArgument('replayCase(rules)', rules)
  recordArgument('replayCase(assumptions)', assumptions, 'a record of assumptions')
  const assumed = assumedOf(known, assumptions)
  const acts = actsOf(known, assumed)
  const { channel = 'window' } = assumed
  const asTheyWere = counter()
  const asDeclared = counter()
  const by: Record<Statement, number> = { 'offender-present': 0, 'identity-verified': 0, 'holder-alive': 0 }
  let bindings = 0
  let releases = 0
  const lists: (readonly string[])[] = [[]]
  const places = new Map([['', 0]])
  const of = new Uint16Array(acts.length)
  let registry = enrolled(known, rules, acts)
  for (const [index, act] of acts.entries()) {
    const { driver, vehicle, violation, occurredAt, fine, points, at } = act
    const record = { id: violation, vehicle, occurredAt, fine, points, recordedBy: 'monitoring', at } as const
    registry = done(recordViolation(registry, record)).registry
    const truth = { driver, violation, at, channel, ...NOBODY_THERE }
    const truly = refusingAsItWas(known, rules, registry, truth)
    asTheyWere.add(truly, points)
    const stated = [...falselyStated(truly)]
    const declared = { ...truth, offenderPresent: true, identityVerified: true }
    let outcome = handle(registry, declared)
    let refusedBy = refusing(decisionOf(outcome))
    if (refusedBy.includes('open-binding')) {
      const bound = bindOnTheSpot(rules, registry, act, channel)
      registry = bound.registry
      releases += bound.releases
      stated.push(...bound.stated)
      if (bound.refusedBy.length === 0) bindings++
      outcome = handle(registry, declared)
      refusedBy = [...refusing(decisionOf(outcome)), ...bound.refusedBy]
    }
    asDeclared.add(refusedBy, points)
    const key = refusedBy.join()
    const place = places.get(key) ?? lists.push(refusedBy) - 1
    places.set(key, place)
    of[index] = place
    if (outcome.status === 'accepted') for (const statement of stated) by[statement]++
    registry = outcome.registry
  }
  const replay = {
    case: known.id,
    rules: rules.id,
    assumed,
    acts: acts.length,
    points: pointsIn(acts),
    asTheyWere: asTheyWere.tally(),
    asDeclared: asDeclared.tally(),
    falseStatements: { total: Object.values(by).reduce((sum, count) => sum + count, 0), by },
    bindings,
    releases,
  }
  return { replay, refusals: { lists, of } }
}

/** What is true of each act. */
const NOBODY_THERE = { offenderPresent: false, identityVerified: false } as const
const UNBOUND = { boundSince: null, firstBinding: false } as const

/** The rules that refuse what is true of an act, whatever an insider declared before. */
function refusingAsItWas(
  { deceased }: CourtCase,
  rules: Rules,
  registry: Registry,
  truth: CommandInputs['handle'],
): readonly string[] {
  const facts = handlingFacts(registry, truth)
  const licenceStates = deceased ? (['cancelled'] as const) : facts.licenceStates
  const screening = screenHandling({ ...facts, ...UNBOUND, licenceStates }, setOf(rules, facts.at))
  if (screening.verdict === 'invalid') throw new Error(`replayCase: ${JSON.stringify(screening.issues)}`)
  return screening.failing
}

/** Drivers and vehicles, enrolled before the first violation. Each vehicle has an owner of its own, who is not a driver. */
function enrolled({ plateType }: CourtCase, rules: Rules, acts: readonly Act[]): Registry {
  const first = acts[0]
  const empty = openRegistry(rules)
  if (first === undefined) return empty
  const at = `${daysAfter(first.occurredAt.slice(0, 10) as LegalDay, -1)}T00:00:00.000+08:00`
  const licence = { states: [], classes: ['C1'], firstIssuedOn: '2010-01-01' } as const
  const { registry, outcomes } = executeAll(empty, [
    ...idsIn(acts, 'driver').map((id) => ({ type: 'enrolDriver', id, licence, at }) as const),
    ...idsIn(acts, 'vehicle').map((id) => {
      const owner = { kind: 'individual', id: `owner-of-${id}` } as const
      return { type: 'enrolVehicle', id, owner, plateType, operating: false, at } as const
    }),
  ])
  for (const outcome of outcomes) done(outcome)
  return registry
}

function idsIn(acts: readonly Act[], kind: 'driver' | 'vehicle'): readonly string[] {
  return [...new Set(acts.map((act) => act[kind]))]
}

/** What must succeed: records and enrolments of acts that this library made. */
function done<O extends { readonly status: string }>(outcome: O): O {
  if (outcome.status !== 'accepted') throw new Error(`replayCase: ${JSON.stringify(outcome)}`)
  return outcome
}

function decisionOf(outcome: Outcome): Decision {
  const decision = outcome.status === 'invalid' ? undefined : outcome.decision
  if (decision === undefined) throw new Error(`replayCase: ${JSON.stringify(outcome)}`)
  return decision
}
