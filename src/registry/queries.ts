import { judgeWhole } from '../decision/decide.ts'
import type { Decision } from '../decision/decision.ts'
import { mistaken, wordArgument } from '../input/assert.ts'
import { append, type Issue } from '../input/issue.ts'
import { ownOptions } from '../input/read.ts'
import { heldIn } from '../law/points/ledger.ts'
import type { Test } from '../law/points/regime.ts'
import { dutyAtFullScore, pointsRegimeOn } from '../law/points/regimes.ts'
import { lateFee } from '../law/procedure/fines.ts'
import { ruleSetFor } from '../law/rule-sets/rule-book.ts'
import type { Provision, ProvisionOf } from '../law/rule-sets/rule-set.ts'
import type { RuleId } from '../law/rules/index.ts'
import { CHANNELS, type Channel } from '../values/channel.ts'
import type { Fen } from '../values/fen.ts'
import { type DriverId, ID_LONGEST, type VehicleId, type ViolationId } from '../values/ids.ts'
import { type Instant, type InstantInput, type LegalDay, legalDay, parseInstant } from '../values/instant.ts'
import type { LicenceClass, LicenceState } from '../values/licence.ts'
import type { Recorder, ViolationState } from '../values/violation.ts'
import { applicationsOn, factsOfHandling, ledgerOf } from './facts.ts'
import { forEach, get, type Identified, type PersistentMap } from './persistent-map.ts'
import type { DriverRecord, OpenBinding, Owner, VehicleRecord, ViolationRecord } from './records.ts'
import { type Registry, stateOf } from './registry.ts'
import type { State } from './state.ts'

/** A binding 备案 that is open now. */
export interface Binding {
  readonly driver: DriverId
  readonly vehicle: VehicleId
  readonly since: Instant
  readonly channel: Channel
}

/** A violation 交通违法 as the registry knows it. */
export interface Violation {
  readonly id: ViolationId
  readonly vehicle: VehicleId
  readonly occurredAt: Instant
  /** In fen. */
  readonly fine: Fen
  readonly points: number
  readonly recordedBy: Recorder
  readonly state: ViolationState
  readonly handledBy: DriverId | null
  readonly handledAt: Instant | null
  /** The last day to pay; `null` when there is nothing to pay. */
  readonly payBy: LegalDay | null
  readonly paidOn: LegalDay | null
}

/** A driver 驾驶人 as the registry knows one: the licence with its states, classes and first issue 初次领证日期. */
export interface Driver {
  readonly id: DriverId
  readonly states: readonly LicenceState[]
  readonly classes: readonly LicenceClass[]
  readonly firstIssuedOn: LegalDay
}

/** A vehicle 机动车 as the registry knows one, with its registered owner 所有人. */
export interface Vehicle {
  readonly id: VehicleId
  readonly owner: Owner
  readonly plateType: VehicleRecord['plateType']
  readonly operating: boolean
}

/** The bindings a driver has open, oldest first; empty for a driver the registry does not know. */
export function bindingsOf(registry: Registry, driver: string): readonly Binding[] {
  return shown(recordOf(stateOf(registry).drivers, driver)?.bindings)
}

/** The bindings open on a vehicle, oldest first; empty for a vehicle the registry does not know. */
export function bindingsOn(registry: Registry, vehicle: string): readonly Binding[] {
  return shown(recordOf(stateOf(registry).vehicles, vehicle)?.bindings)
}

/** The violations recorded against a vehicle, whatever their state, oldest record first. */
export function violationsOf(registry: Registry, vehicle: string): readonly Violation[] {
  const state = stateOf(registry)
  const found: Violation[] = []
  for (let link = recordOf(state.vehicles, vehicle)?.violations ?? null; link !== null; link = link.before) {
    append(found, violationFrom(get(state.violations, link.id) as ViolationRecord))
  }
  return Object.freeze(found.reverse())
}

/** A driver, or `undefined`. */
export function driverOf(registry: Registry, driver: string): Driver | undefined {
  const record = recordOf(stateOf(registry).drivers, driver)
  if (record === undefined) return undefined
  const { id } = record
  const { states, classes, firstIssuedOn } = record.licence
  return Object.freeze({ id, states, classes, firstIssuedOn })
}

/** A vehicle, or `undefined`. */
export function vehicleOf(registry: Registry, vehicle: string): Vehicle | undefined {
  const record = recordOf(stateOf(registry).vehicles, vehicle)
  if (record === undefined) return undefined
  const { id, owner, ownerKind, plateType, operating } = record
  return Object.freeze({ id, owner: Object.freeze({ kind: ownerKind, id: owner }), plateType, operating })
}

/** A violation, or `undefined`. */
export function violationOf(registry: Registry, violation: string): Violation | undefined {
  const record = recordOf(stateOf(registry).violations, violation)
  return record === undefined ? undefined : violationFrom(record)
}

/** The ids of all drivers, in an order that depends on them alone. */
export function driversOf(registry: Registry): readonly DriverId[] {
  const ids: DriverId[] = []
  forEach(stateOf(registry).drivers, ({ id }) => append(ids, id))
  return Object.freeze(ids)
}

/** The ids of all vehicles, in an order that depends on them alone. */
export function vehiclesOf(registry: Registry): readonly VehicleId[] {
  const ids: VehicleId[] = []
  forEach(stateOf(registry).vehicles, ({ id }) => append(ids, id))
  return Object.freeze(ids)
}

/**
 * The points 记分 a driver holds in the scoring period of `at`; 0 for a driver the registry does not know.
 *
 * @throws RangeError when `at` is no instant, or before the registry's last event: a registry knows the present.
 */
export function pointsOf(registry: Registry, driver: string, at: InstantInput): number {
  return periodOfPoints(registry, driver, at)?.held ?? 0
}

/** A driver's scoring period 记分周期, and what is owed at the full score. */
export interface PointsPeriod {
  /** The period's first day, and the next period's. */
  readonly from: LegalDay
  readonly until: LegalDay
  readonly held: number
  readonly regime: string
  readonly fullScoreStudies: number
  /** What study took off in this period. */
  readonly deducted: number
  /** Days of study and tests before the points are cleared; none below the full score. */
  readonly duty: { readonly days: number; readonly tests: readonly Test[] }
}

/** As `pointsOf`, with the period's days, its regime and the duty at the full score. */
export function periodOfPoints(registry: Registry, driver: string, at: InstantInput): PointsPeriod | undefined {
  const state = stateOf(registry)
  const day = legalDay(presentInstant(state, at))
  const record = recordOf(state.drivers, driver)
  if (record === undefined) return undefined
  const ledger = ledgerOf(record, day)
  const { from, until, studies, deducted } = ledger
  const held = heldIn(ledger)
  const regime = pointsRegimeOn(day)
  const duty = dutyAtFullScore(regime, held, studies + 1, record.licence.classes)
  return Object.freeze({ from, until, held, regime: regime.id, fullScoreStudies: studies, deducted, duty })
}

/** A fine 罚款 that is not paid yet. */
export interface DueFine {
  readonly violation: ViolationId
  readonly driver: DriverId
  /** In fen. */
  readonly fine: Fen
  readonly payBy: LegalDay
  /** What lateness has added by then, in fen: 3 % a day, the fine itself at most. */
  readonly lateFee: Fen
}

/** The fines that are overdue 逾期未缴 at an instant, in an order that depends on the violations' ids alone. */
export function overdueFines(registry: Registry, at: InstantInput): readonly DueFine[] {
  const state = stateOf(registry)
  const day = legalDay(presentInstant(state, at))
  const due: DueFine[] = []
  forEach(state.violations, ({ id, fine, handling }) => {
    if (handling === null || handling.payBy === null || handling.paidOn !== null || handling.payBy >= day) return
    const { driver, payBy } = handling
    append(due, Object.freeze({ violation: id, driver, fine, payBy, lateFee: lateFee(fine, payBy, day) }))
  })
  return Object.freeze(due)
}

/** Which violations a driver may handle now, and for each other open one why not. */
export interface Handleable {
  readonly permitted: readonly ViolationId[]
  readonly refused: readonly { readonly violation: ViolationId; readonly decision: Decision }[]
}

/** How the driver would come: through the app, identity checked, unless told otherwise. */
export interface HandleableOptions {
  readonly channel?: Channel
  readonly offenderPresent?: boolean
  readonly identityVerified?: boolean
}

/**
 * Every open violation of the registry, judged for one driver at an instant: what may be handled now, and for each of
 * the others the decision that says why not. In an order that depends on the violations' ids alone.
 *
 * @throws RangeError when the registry does not know the driver, or `at` is no instant or before its last event; TypeError
 * for an option that is none.
 */
export function handleable(
  registry: Registry,
  driver: string,
  at: InstantInput,
  options: HandleableOptions = {},
): Handleable {
  const {
    channel = 'app',
    offenderPresent = channel === 'window',
    identityVerified = true,
  } = ownOptions('handleable(options)', options, ['channel', 'offenderPresent', 'identityVerified'])
  wordArgument('handleable(options.channel)', channel, CHANNELS)
  truth('handleable(options.offenderPresent)', offenderPresent)
  truth('handleable(options.identityVerified)', identityVerified)
  const state = stateOf(registry)
  const instant = presentInstant(state, at)
  const record = recordOf(state.drivers, driver)
  if (record === undefined) throw mistaken('handleable(driver)', driver, 'a driver of this registry')
  const day = legalDay(instant)
  const law = ruleSetFor(state.law.rules, day)
  const permitted: ViolationId[] = []
  const refused: { violation: ViolationId; decision: Decision }[] = []
  forEach(state.violations, (violation) => {
    if (violation.state !== 'open') return
    const vehicle = get(state.vehicles, violation.vehicle) as VehicleRecord
    const input = { channel, offenderPresent, identityVerified, at: instant }
    const decision = judgeWhole('handle', factsOfHandling(record, vehicle, violation, input, day, law), law)
    if (decision.verdict === 'permitted') append(permitted, violation.id)
    else append(refused, Object.freeze({ violation: violation.id, decision }))
  })
  return Object.freeze({ permitted: Object.freeze(permitted), refused: Object.freeze(refused) })
}

/** How many more bindings each cap leaves a driver. */
export interface Room {
  readonly rule: RuleId | 'no-rule-set-in-force'
  readonly channels: Provision['channels']
  /** How many more, never below zero. */
  readonly left: number
}

/**
 * How many more bindings a driver may make, by the rules that cap them, under the rule set of the day; the smallest of
 * those that bind the channel decides.
 *
 * @throws RangeError as `handleable`.
 */
export function roomOf(registry: Registry, driver: string, at: InstantInput): readonly Room[] {
  const state = stateOf(registry)
  const instant = presentInstant(state, at)
  const record = recordOf(state.drivers, driver)
  if (record === undefined) throw mistaken('roomOf(driver)', driver, 'a driver of this registry')
  const rooms: Room[] = []
  const law = ruleSetFor(state.law.rules, legalDay(instant))
  if (law.bind.length === 0) {
    return Object.freeze([Object.freeze({ rule: 'no-rule-set-in-force', channels: 'all', left: 0 })])
  }
  for (const provision of law.bind) {
    const used = usedOf(provision.rule, record, legalDay(instant))
    if (used === undefined || !Object.hasOwn(provision, 'limit')) continue
    const { rule, channels, limit } = provision as ProvisionOf<'driver-cap'>
    append(rooms, Object.freeze({ rule, channels, left: Math.max(0, limit - used) }))
  }
  return Object.freeze(rooms)
}

function usedOf(rule: RuleId, driver: DriverRecord, day: LegalDay): number | undefined {
  if (rule === 'driver-cap') return driver.bindings.length
  if (rule === 'lifetime-cap') return driver.applications.ever
  if (rule === 'daily-applications') return applicationsOn(driver, day).today
  if (rule !== 'yearly-applications') return undefined
  return applicationsOn(driver, day).thisYear
}

/** The record of an id; only text of an id's length is looked up, whatever a caller hands in. */
function recordOf<R extends Identified>(records: PersistentMap<R>, id: unknown): R | undefined {
  return typeof id === 'string' && id.length <= ID_LONGEST ? get(records, id) : undefined
}

function presentInstant(state: State, at: InstantInput): Instant {
  const parsed = parseInstant(at)
  if (!parsed.ok) {
    const { expected, code } = parsed.issues[0] as Issue
    throw mistaken('at', at, `an ${expected} (${code})`)
  }
  const last = state.log?.event.at
  if (last !== undefined && parsed.value < last) {
    throw new RangeError(
      `at: ${parsed.value} is before the registry's last event at ${last}; ask the registry of that time`,
    )
  }
  return parsed.value
}

function shown(bindings: readonly OpenBinding[] = []): readonly Binding[] {
  return Object.freeze(
    bindings.map(({ driver, vehicle, since, channel }) => Object.freeze({ driver, vehicle, since, channel })),
  )
}

function violationFrom({
  id,
  vehicle,
  occurredAt,
  fine,
  points,
  recordedBy,
  state,
  handling,
}: ViolationRecord): Violation {
  return Object.freeze({
    id,
    vehicle,
    occurredAt,
    fine,
    points,
    recordedBy,
    state,
    handledBy: handling?.driver ?? null,
    handledAt: handling?.at ?? null,
    payBy: handling?.payBy ?? null,
    paidOn: handling?.paidOn ?? null,
  })
}

function truth(argument: string, value: unknown): void {
  if (typeof value !== 'boolean') throw mistaken(argument, value, 'true or false')
}
