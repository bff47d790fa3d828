import { judge } from '../decide.ts'
import type { Decision, Finding } from '../decision.ts'
import { legalDay } from '../instant.ts'
import { heldIn } from '../points/ledger.ts'
import { dutyAtFullScore, pointsRegimeOn } from '../points/regimes.ts'
import { payByDay } from '../procedure/fines.ts'
import { isWithinLimitation } from '../procedure/limitation.ts'
import { ruleSetFor } from '../rule-sets/rule-book.ts'
import type { RuleSet } from '../rule-sets/rule-set.ts'
import type { Commands, CommandType, Owner } from './commands.ts'
import { eventOf, NO_CHAIN, type RegistryEvent } from './events.ts'
import { bindingOf, factsOfBinding, factsOfHandling, ledgerAt } from './facts.ts'
import { get, has } from './persistent-map.ts'
import type { State, VehicleRecord } from './state.ts'

const refusalCodes = [
  'out-of-order',
  'driver-exists',
  'vehicle-exists',
  'violation-exists',
  'unknown-driver',
  'unknown-vehicle',
  'unknown-violation',
  'unit-is-no-driver',
  'unit-is-no-individual',
  'first-issue-in-future',
  'own-vehicle',
  'already-bound',
  'not-bound',
  'same-owner',
  'open-violations',
  'occurs-in-future',
  'limitation-expired',
  'violation-not-open',
  'violation-not-handled',
  'nothing-to-pay',
  'already-paid',
  'deduction-not-provided',
  'full-score-reached',
  'deduction-used-up',
  'no-points-to-deduct',
  'licence-bars-deduction',
  'repeated-full-score',
  'full-score-not-reached',
  'fines-unpaid',
  'study-too-short',
  'tests-missing',
] as const
/**
 * Why a registry refuses a command apart from the rules of the rule set, whose ids are codes too: a refused binding or
 * handling carries the id of the first rule that fails, and the whole decision.
 */
export const REFUSAL_CODES: typeof refusalCodes = /* @__PURE__ */ Object.freeze(refusalCodes)
export type RefusalCode = (typeof REFUSAL_CODES)[number]

/** What becomes of a well-formed command: an event, or the reason why not. */
export type Attempt = Accepted | Refused
interface Accepted {
  readonly event: RegistryEvent
  readonly code: undefined
  readonly decision: Decision | undefined
}
interface Refused {
  readonly event: undefined
  readonly code: string
  readonly decision: Decision | undefined
}

type Judged = RefusalCode | Decision | undefined
type Judgement<T extends CommandType> = (state: State, said: Commands[T], law: RuleSet) => Judged

/** Judges a command on a state. Builds no state: that is `evolve`'s. */
export function attempt<T extends CommandType>(state: State, type: T, said: Commands[T]): Attempt {
  const last = state.log?.event
  if (last !== undefined && said.at < last.at) return refused('out-of-order', undefined)
  const law = ruleSetFor(state.law.rules, legalDay(said.at))
  const judged = (JUDGEMENTS[type] as Judgement<T>)(state, said, law)
  if (typeof judged === 'string') return refused(judged, undefined)
  if (judged !== undefined && judged.verdict !== 'permitted') {
    return refused(firstFailing(judged), judged)
  }
  const seq = (last?.seq ?? 0) + 1
  const event = eventOf(type, said, seq, law, last?.chain ?? NO_CHAIN, termOf(state, type, said))
  return { event, code: undefined, decision: judged }
}

/** The term that an act starts under the registry's calendar: judged under another one, the log would not come out. */
function termOf(state: State, type: CommandType, said: Commands[CommandType]): string {
  return type === 'handle' ? payByDay(legalDay(said.at), state.law.calendar) : ''
}

function firstFailing({ findings }: Decision): string {
  for (let index = 0; index < findings.length; index++) {
    const finding = findings[index] as Finding
    if (finding.outcome === 'fails') return finding.rule
  }
  return 'undetermined'
}

function refused(code: string, decision: Decision | undefined): Refused {
  return { event: undefined, code, decision }
}

const JUDGEMENTS: { readonly [T in CommandType]: Judgement<T> } = {
  enrolDriver: (state, { id, licence, at }) => {
    if (has(state.drivers, id)) return 'driver-exists'
    if (has(state.units, id)) return 'unit-is-no-driver'
    return licence.firstIssuedOn > legalDay(at) ? 'first-issue-in-future' : undefined
  },

  enrolVehicle: (state, { id, owner }) => (has(state.vehicles, id) ? 'vehicle-exists' : driverAsUnit(state, owner)),

  bind: (state, said, law) => {
    const driver = get(state.drivers, said.driver)
    if (driver === undefined) return 'unknown-driver'
    const vehicle = get(state.vehicles, said.vehicle)
    if (vehicle === undefined) return 'unknown-vehicle'
    const decision = judge('bind', factsOfBinding(driver, vehicle, said), law)
    if (decision.verdict !== 'permitted') return decision
    // What every registry holds, even under a reform that struck the rule out.
    if ((driver.id as string) === vehicle.owner) return 'own-vehicle'
    return bindingOf(driver, vehicle) === undefined ? decision : 'already-bound'
  },

  release: (state, said) => {
    const driver = get(state.drivers, said.driver)
    if (driver === undefined) return 'unknown-driver'
    const vehicle = get(state.vehicles, said.vehicle)
    if (vehicle === undefined) return 'unknown-vehicle'
    return bindingOf(driver, vehicle) === undefined ? 'not-bound' : undefined
  },

  transferVehicle: (state, { vehicle: id, to }) => {
    const vehicle = get(state.vehicles, id)
    if (vehicle === undefined) return 'unknown-vehicle'
    if (vehicle.owner === to.id) return 'same-owner'
    return vehicle.openViolations > 0 ? 'open-violations' : driverAsUnit(state, to)
  },

  changeLicence: (state, said) => (has(state.drivers, said.driver) ? undefined : 'unknown-driver'),

  recordViolation: (state, { id, vehicle, occurredAt, at }) => {
    if (has(state.violations, id)) return 'violation-exists'
    if (!has(state.vehicles, vehicle)) return 'unknown-vehicle'
    if (occurredAt > at) return 'occurs-in-future'
    return isWithinLimitation(legalDay(occurredAt), legalDay(at)) ? undefined : 'limitation-expired'
  },

  withdrawViolation: (state, said) => {
    const violation = get(state.violations, said.violation)
    if (violation === undefined) return 'unknown-violation'
    return violation.state === 'open' ? undefined : 'violation-not-open'
  },

  handle: (state, said, law) => {
    const violation = get(state.violations, said.violation)
    if (violation === undefined) return 'unknown-violation'
    const driver = get(state.drivers, said.driver)
    if (driver === undefined) return 'unknown-driver'
    const vehicle = get(state.vehicles, violation.vehicle) as VehicleRecord
    const decision = judge('handle', factsOfHandling(state, driver, vehicle, violation, said), law)
    // A violation is handled once, even under a reform that struck the rule out.
    return decision.verdict === 'permitted' && violation.state !== 'open' ? 'violation-not-open' : decision
  },

  revokeHandling: (state, said) => {
    const violation = get(state.violations, said.violation)
    if (violation === undefined) return 'unknown-violation'
    return violation.state === 'handled' ? undefined : 'violation-not-handled'
  },

  payFine: (state, said) => {
    const violation = get(state.violations, said.violation)
    if (violation === undefined) return 'unknown-violation'
    if (violation.handling === null) return 'violation-not-handled'
    if (violation.handling.payBy === null) return 'nothing-to-pay'
    return violation.handling.paidOn === null ? undefined : 'already-paid'
  },

  deductByStudy: (state, { driver: id, at }) => {
    const driver = get(state.drivers, id)
    if (driver === undefined) return 'unknown-driver'
    const day = legalDay(at)
    const { deduction, full } = pointsRegimeOn(day)
    if (deduction === null) return 'deduction-not-provided'
    const ledger = ledgerAt(driver, day)
    if (heldIn(ledger) >= full.value) return 'full-score-reached'
    if (ledger.studies + ledger.studiesBefore >= 2) return 'repeated-full-score'
    if (driver.states.some((each) => BARS_DEDUCTION.includes(each))) return 'licence-bars-deduction'
    if (heldIn(ledger) === 0) return 'no-points-to-deduct'
    return ledger.deducted < deduction.value.most ? undefined : 'deduction-used-up'
  },

  completeStudy: (state, { driver: id, days, tests, at }) => {
    const driver = get(state.drivers, id)
    if (driver === undefined) return 'unknown-driver'
    const day = legalDay(at)
    const regime = pointsRegimeOn(day)
    const ledger = ledgerAt(driver, day)
    const held = heldIn(ledger)
    if (held < regime.full.value) return 'full-score-not-reached'
    if (ledger.entries.some(({ payBy }) => payBy !== null)) return 'fines-unpaid'
    const duty = dutyAtFullScore(regime, held, ledger.studies + 1, driver.classes)
    if (days < duty.days) return 'study-too-short'
    return duty.tests.every((test) => tests.includes(test)) ? undefined : 'tests-missing'
  },
}

/** Licences overdue for verification, seized or suspended (Order 163, Article 26(3)). */
const BARS_DEDUCTION: readonly string[] = ['unverified', 'seized', 'suspended']

/** Drivers and units share one name space: what owns a vehicle as a unit is no driver and no individual owner. */
function driverAsUnit(state: State, owner: Owner): RefusalCode | undefined {
  if (owner.kind === 'unit') return has(state.drivers, owner.id) ? 'unit-is-no-driver' : undefined
  return has(state.units, owner.id) ? 'unit-is-no-individual' : undefined
}
