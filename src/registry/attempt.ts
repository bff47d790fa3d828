import { judgeWhole } from '../decision/decide.ts'
import type { Decision, Finding } from '../decision/decision.ts'
import { heldIn } from '../law/points/ledger.ts'
import { dutyAtFullScore, regimeOn } from '../law/points/regimes.ts'
import { staysWithinLimitation } from '../law/procedure/limitation.ts'
import { ruleSetFor } from '../law/rule-sets/rule-book.ts'
import type { RuleSet } from '../law/rule-sets/rule-set.ts'
import { yearsAfter } from '../values/calendar.ts'
import { type LegalDay, legalDay } from '../values/instant.ts'
import type { Commands, CommandType, Licence, Owner } from './commands.ts'
import { eventOf, NO_CHAIN, type RegistryEvent } from './events.ts'
import { bindingOf, factsOfBinding, factsOfHandling, ledgerAt } from './facts.ts'
import { dayOf, type Matter, matterOf } from './matter.ts'
import { get } from './persistent-map.ts'
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
/** One of the registry's own reasons to refuse. */
export type RefusalCode = (typeof REFUSAL_CODES)[number]
/** Why a command was refused: the registry's own reason, or the first rule that fails. */
export type Refusal = RefusalCode | Finding['rule']

/** What becomes of a well-formed command: an event and what it is about, or the reason why not. */
export type Attempt = Accepted | Refused
interface Accepted {
  readonly event: RegistryEvent
  readonly matter: Matter
  readonly code: undefined
  readonly decision: Decision | undefined
}
interface Refused {
  readonly event: undefined
  readonly matter: undefined
  readonly code: Refusal
  readonly decision: Decision | undefined
}

type Judged = RefusalCode | Decision | undefined
type Judgement<T extends CommandType> = (state: State, said: Commands[T], matter: Matter, law: RuleSet) => Judged

/** Judges a command on a state. Builds no state: that is `evolve`'s. */
export function attempt<T extends CommandType>(state: State, type: T, said: Commands[T]): Attempt {
  const last = state.log?.event
  if (last !== undefined && said.at < last.at) return refused('out-of-order', undefined)
  const day = dayOf(said.at)
  const law = state.law.only ?? ruleSetFor(state.law.rules, day)
  const matter = matterOf(state, type, said, day)
  const judged = (JUDGEMENTS[type] as Judgement<T>)(state, said, matter, law)
  if (typeof judged === 'string') return refused(judged, undefined)
  if (judged !== undefined && judged.verdict !== 'permitted') {
    return refused(firstFailing(judged), judged)
  }
  // The term goes into the checksum: judged again under another calendar, the log would not come out.
  const event = eventOf(type, said, (last?.seq ?? 0) + 1, law, last?.chain ?? NO_CHAIN, matter.payBy ?? '')
  return { event, matter, code: undefined, decision: judged }
}

/** A registry knows every fact that is asked for: what is not permitted, some rule refuses. */
function firstFailing({ findings }: Decision): Finding['rule'] {
  return (findings.find(({ outcome }) => outcome === 'fails') as Finding).rule
}

function refused(code: Refusal, decision: Decision | undefined): Refused {
  return { event: undefined, matter: undefined, code, decision }
}

const JUDGEMENTS: { readonly [T in CommandType]: Judgement<T> } = {
  enrolDriver: (state, { id, licence }, { driver, day }) => {
    if (driver !== undefined) return 'driver-exists'
    if (get(state.units, id) !== undefined) return 'unit-is-no-driver'
    return licence.firstIssuedOn > day ? 'first-issue-in-future' : undefined
  },

  enrolVehicle: (state, { owner }, { vehicle }) =>
    vehicle === undefined ? driverAsUnit(state, owner) : 'vehicle-exists',

  bind: (_, said, { driver, vehicle, day }, law) => {
    if (driver === undefined) return 'unknown-driver'
    if (vehicle === undefined) return 'unknown-vehicle'
    const decision = judgeWhole('bind', factsOfBinding(driver, vehicle, said, day), law)
    if (decision.verdict !== 'permitted') return decision
    // What every registry holds, even under a reform that struck the rule out.
    if ((driver.id as string) === vehicle.owner) return 'own-vehicle'
    return bindingOf(driver, vehicle) === undefined ? decision : 'already-bound'
  },

  release: (_state, _said, { driver, vehicle }) => {
    if (driver === undefined) return 'unknown-driver'
    if (vehicle === undefined) return 'unknown-vehicle'
    return bindingOf(driver, vehicle) === undefined ? 'not-bound' : undefined
  },

  transferVehicle: (state, { to }, { vehicle }) => {
    if (vehicle === undefined) return 'unknown-vehicle'
    if (vehicle.owner === to.id) return 'same-owner'
    return vehicle.openViolations > 0 ? 'open-violations' : driverAsUnit(state, to)
  },

  changeLicence: (_state, _said, { driver }) => (driver === undefined ? 'unknown-driver' : undefined),

  recordViolation: (_, { occurredAt, at }, { vehicle, violation, day }) => {
    if (violation !== undefined) return 'violation-exists'
    if (vehicle === undefined) return 'unknown-vehicle'
    if (occurredAt > at) return 'occurs-in-future'
    return staysWithinLimitation(legalDay(occurredAt), day) ? undefined : 'limitation-expired'
  },

  withdrawViolation: (_state, _said, { violation }) => {
    if (violation === undefined) return 'unknown-violation'
    return violation.state === 'open' ? undefined : 'violation-not-open'
  },

  handle: (state, said, { driver, vehicle, violation, day }, law) => {
    if (violation === undefined) return 'unknown-violation'
    if (driver === undefined) return 'unknown-driver'
    const facts = factsOfHandling(state, driver, vehicle as VehicleRecord, violation, said, day, law)
    const decision = judgeWhole('handle', facts, law)
    // A violation is handled once, even under a reform that struck the rule out.
    return decision.verdict === 'permitted' && violation.state !== 'open' ? 'violation-not-open' : decision
  },

  revokeHandling: (_state, _said, { violation }) => {
    if (violation === undefined) return 'unknown-violation'
    return violation.state === 'handled' ? undefined : 'violation-not-handled'
  },

  payFine: (_state, _said, { violation }) => {
    if (violation === undefined) return 'unknown-violation'
    if (violation.handling === null) return 'violation-not-handled'
    if (violation.handling.payBy === null) return 'nothing-to-pay'
    return violation.handling.paidOn === null ? undefined : 'already-paid'
  },

  deductByStudy: (_state, _said, { driver, day }) => {
    if (driver === undefined) return 'unknown-driver'
    const { deduction, full } = regimeOn(day)
    if (deduction === null) return 'deduction-not-provided'
    const ledger = ledgerAt(driver, day)
    if (heldIn(ledger) >= full.value) return 'full-score-reached'
    if (ledger.studies + ledger.studiesBefore >= 2) return 'repeated-full-score'
    if (barsDeduction(driver.licence, day)) return 'licence-bars-deduction'
    if (heldIn(ledger) === 0) return 'no-points-to-deduct'
    return ledger.deducted < deduction.value.most ? undefined : 'deduction-used-up'
  },

  completeStudy: (_, { days, tests }, { driver, day }) => {
    if (driver === undefined) return 'unknown-driver'
    const regime = regimeOn(day)
    const ledger = ledgerAt(driver, day)
    const held = heldIn(ledger)
    if (held < regime.full.value) return 'full-score-not-reached'
    if (ledger.entries.some(({ payBy }) => payBy !== null)) return 'fines-unpaid'
    const duty = dutyAtFullScore(regime, held, ledger.studies + 1, driver.licence.classes)
    if (days < duty.days) return 'study-too-short'
    return duty.tests.every((test) => tests.includes(test)) ? undefined : 'tests-missing'
  },
}

/**
 * Licences on probation 实习期, overdue for verification, seized or suspended (Order 163, Article 26(3)). Probation is the
 * first year; of one that a class added later begins anew, the registry knows nothing.
 */
function barsDeduction({ states, firstIssuedOn }: Licence, day: LegalDay): boolean {
  return day < yearsAfter(firstIssuedOn, 1) || states.some((each) => BARS_DEDUCTION.includes(each))
}
const BARS_DEDUCTION: readonly string[] = ['unverified', 'seized', 'suspended']

/**
 * Drivers and units share one name space. From when an id has owned a vehicle as a unit it is no driver's, and no
 * individual's who comes to own one.
 */
function driverAsUnit(state: State, { kind, id }: Owner): RefusalCode | undefined {
  if (kind === 'unit') return get(state.drivers, id) === undefined ? undefined : 'unit-is-no-driver'
  return get(state.units, id) === undefined ? undefined : 'unit-is-no-individual'
}
