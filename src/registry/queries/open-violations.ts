import { type Advice, adviceOn } from '../../advice/advice.ts'
import { askingHandling } from '../../advice/advise.ts'
import { judge, rulesOn } from '../../decision/decide.ts'
import type { Decision } from '../../decision/decision.ts'
import { mistaken, mistyped, wordArgument } from '../../input/assert.ts'
import { frozen } from '../../input/freeze.ts'
import { isArray } from '../../input/issue.ts'
import { ownOptions } from '../../input/options.ts'
import { ruleSetFor } from '../../law/rule-sets/rule-book.ts'
import { CHANNELS, type Channel } from '../../values/channel.ts'
import type { Fen } from '../../values/fen.ts'
import type { VehicleId, ViolationId } from '../../values/ids.ts'
import { type Instant, type InstantInput, legalDay } from '../../values/instant.ts'
import { type Refusal, refusalBy } from '../commands/decide-command.ts'
import { type Registry, stateOf } from '../registry.ts'
import { factsOfHandling, ledgerOf } from '../state/facts.ts'
import { get, idsIn } from '../state/persistent-map.ts'
import { type DriverRecord, driverWithLedger, type VehicleRecord, type ViolationRecord } from '../state/records.ts'
import type { State } from '../state/state.ts'
import { recordIn } from '../state/subjects.ts'
import { instantArgument, notAhead } from './present.ts'
import { recordOf } from './records.ts'

/** An open violation, and what {@link handle} would answer for it. */
export interface OpenViolation {
  readonly violation: ViolationId
  readonly vehicle: VehicleId
  readonly occurredAt: Instant
  /** In fen. */
  readonly fine: Fen
  readonly points: number
  /** The decision with all its findings, with `advise` an advice; absent if the violation or its vehicle is ahead of `at`. */
  readonly decision?: Decision | Advice
  /** Why it cannot be handled: the first rule that fails, `undetermined`, or `out-of-order`; absent if it can. */
  readonly code?: Refusal
}

/** How the driver would come, and with violations of which vehicles. */
export interface OpenViolationsOptions {
  /** `app` unless given. */
  readonly channel?: Channel
  /** True at a window unless given. */
  readonly offenderPresent?: boolean
  /** True unless given. */
  readonly identityVerified?: boolean
  /** Ids of vehicles; those the driver owns and those the driver has bound unless given. */
  readonly vehicles?: readonly string[]
  /** Whether each decision is an `Advice`, as `adviseHandling` gives it: what each channel says, what to do first. `false` unless given. */
  readonly advise?: boolean
}

const OPTIONS = ['channel', 'offenderPresent', 'identityVerified', 'vehicles', 'advise'] as const

/**
 * The open violations of the driver's own and bound vehicles, or of those named, each with what {@link handle} would answer at an
 * instant. A driver may handle those without a `code`. Never looks at the violations of other vehicles.
 *
 * @throws RangeError if the registry does not know the driver or a vehicle named, or `at` is not an instant or is before the
 * last event about the driver; TypeError for an unknown option.
 */
export function openViolationsFor(
  registry: Registry,
  driver: string,
  at: InstantInput,
  options: OpenViolationsOptions = {},
): readonly OpenViolation[] {
  const {
    channel = 'app',
    offenderPresent = channel === 'window',
    identityVerified = true,
    vehicles,
    advise = false,
  } = ownOptions('openViolationsFor(options)', options, OPTIONS)
  wordArgument('openViolationsFor(options.channel)', channel, CHANNELS)
  truth('openViolationsFor(options.offenderPresent)', offenderPresent)
  truth('openViolationsFor(options.identityVerified)', identityVerified)
  truth('openViolationsFor(options.advise)', advise)
  const state = stateOf(registry)
  const instant = instantArgument('at', at)
  const record = recordOf(state.driver, driver)
  if (record === undefined) throw mistaken('openViolationsFor(driver)', driver, 'a driver of this registry')
  notAhead('at', instant, 'driver', record)
  const day = legalDay(instant)
  const set = ruleSetFor(state.law.rules, day)
  const rules = rulesOn('handle', set)
  const asking = advise ? askingHandling(set) : undefined
  // Closed once for all its violations: how the points passed the ends of scoring periods is asked for each.
  const driverThatDay = record.ledger === null ? record : driverWithLedger(record, ledgerOf(record, day))
  const asked = { channel, offenderPresent, identityVerified, at: instant }
  const found: OpenViolation[] = []
  for (const vehicle of vehicles === undefined ? vehiclesOfDriver(state, record) : named(state, vehicles)) {
    for (const violation of openViolations(state, vehicle)) {
      found.push(Object.freeze(answerFor(violation, vehicle)))
    }
  }
  return Object.freeze(found)

  function answerFor(violation: ViolationRecord, vehicle: VehicleRecord): OpenViolation {
    const { id, occurredAt, fine, points } = violation
    const open = { violation: id, vehicle: vehicle.id, occurredAt, fine, points }
    if (violation.last > instant || vehicle.last > instant) return { ...open, code: 'out-of-order' }
    const facts = factsOfHandling(driverThatDay, vehicle, violation, asked, day, asking ? undefined : rules.asks)
    const decision = asking ? frozen(adviceOn(asking, facts)) : judge(rules, facts)
    return decision.verdict === 'permitted' ? { ...open, decision } : { ...open, decision, code: refusalBy(decision) }
  }
}

/** Those the driver owns, in an order that depends on their ids alone, then those bound, oldest binding first. */
function vehiclesOfDriver(state: State, driver: DriverRecord): readonly VehicleRecord[] {
  const found: VehicleRecord[] = []
  const party = recordIn(state, 'party', driver.id)
  for (const id of party === undefined ? [] : idsIn(party.vehicles))
    found.push(recordIn(state, 'vehicle', id) as VehicleRecord)
  for (const { vehicle } of driver.bindings) found.push(recordIn(state, 'vehicle', vehicle) as VehicleRecord)
  return found
}

const MOST_VEHICLES = 1_000_000

function named(state: State, ids: readonly string[]): readonly VehicleRecord[] {
  if (!isArray(ids) || ids.length > MOST_VEHICLES)
    throw mistyped('openViolationsFor(options.vehicles)', ids, `a list of at most ${MOST_VEHICLES} ids of vehicles`)
  return [...new Set<unknown>(ids)].map((id) => {
    const vehicle = recordOf(state.vehicle, id)
    if (vehicle === undefined) throw mistaken('openViolationsFor(options.vehicles)', id, 'a vehicle of this registry')
    return vehicle
  })
}

/** The open violations of a vehicle, oldest record first. */
function openViolations(state: State, vehicle: VehicleRecord): readonly ViolationRecord[] {
  const open: ViolationRecord[] = []
  for (let link = vehicle.violations; link !== null && open.length < vehicle.openViolations; link = link.before) {
    const violation = get(state.violation, link.id) as ViolationRecord
    if (violation.state === 'open') open.push(violation)
  }
  return open.reverse()
}

function truth(argument: string, value: unknown): void {
  if (typeof value !== 'boolean') throw mistaken(argument, value, 'true or false')
}
