import type { ReadSoFar } from '../../input/read.ts'
import {
  BINDING_FACTS,
  type BindingFacts,
  HANDLING_FACTS,
  type HandlingFacts,
  type OthersFact,
} from '../../law/facts.ts'
import { ALL_KNOWN, type FactMask, maskOf } from '../../law/known-facts.ts'
import { pointsRegimeOnUnchecked } from '../../law/points/regimes.ts'
import type { Channel } from '../../values/channel.ts'
import type { LegalDay } from '../../values/instant.ts'
import { LICENCE_STATES, type LicenceState } from '../../values/licence.ts'
import type { Recorder } from '../../values/violation.ts'
import { type Ledger, ledgerOn, openLedger } from '../points/ledger.ts'
import { driversInYear, endedByAnother } from './former-bindings.ts'
import { othersWithinYear } from './others-handled.ts'
import { bindingOf, type DriverRecord, type VehicleRecord, type ViolationRecord } from './records.ts'

/** What the person who asks says; the office's records have the rest. */
type BindingAsked = Pick<BindingFacts, 'at' | 'channel' | 'ownerConsent' | 'identityVerified'>
type HandlingAsked = Pick<HandlingFacts, 'at' | 'channel' | 'offenderPresent' | 'identityVerified'>

/**
 * `day` is the legal day of the command. What takes time to count is left unknown where no rule asks for it.
 */
export function factsOfBinding(
  driver: DriverRecord,
  vehicle: VehicleRecord,
  input: BindingAsked,
  day: LegalDay,
  asks: FactMask = ALL_KNOWN,
): Partial<BindingFacts> {
  const isAsked = (asks & DRIVERS_THIS_YEAR) !== 0
  const applications = applicationsOn(driver, day)
  const { owner, plateType, operating } = vehicle.registration
  // Of this type, so that a fact that is left out does not compile: the judge takes all facts for known.
  const facts: Omit<BindingFacts, keyof DriversThisYear | OthersFact> & ReadSoFar<DriversThisYear> = {
    at: input.at,
    channel: input.channel,
    driver: driver.id,
    vehicle: vehicle.id,
    vehicleOwner: owner.id,
    vehicleOwnerKind: owner.kind,
    plateType,
    operating,
    pairBound: bindingOf(driver, vehicle) !== undefined,
    driverBindings: driver.bindings.length,
    vehicleBindings: vehicle.bindings.length,
    driverBindingsEver: driver.applications.ever,
    driverApplicationsToday: applications.today,
    driverApplicationsThisYear: applications.thisYear,
    ownerConsent: input.ownerConsent,
    identityVerified: input.identityVerified,
    vehicleReleasedAt: endedByAnother(vehicle.ended, driver.id),
    vehicleDriversBoundThisYear: isAsked ? driversInYear(vehicle.boundInYear, driver.id, day) : undefined,
  }
  return facts as Partial<BindingFacts>
}

/** The count that limits how many drivers bind a vehicle in a year. */
type DriversThisYear = Pick<BindingFacts, 'vehicleDriversBoundThisYear'>
const DRIVERS_THIS_YEAR: FactMask = maskOf(['vehicleDriversBoundThisYear'], BINDING_FACTS)

/** As `factsOfBinding`. */
export function factsOfHandling(
  driver: DriverRecord,
  vehicle: VehicleRecord,
  violation: ViolationRecord,
  input: HandlingAsked,
  day: LegalDay,
  asks: FactMask = ALL_KNOWN,
): Partial<HandlingFacts> {
  const isAsked = (asks & OTHERS_THIS_YEAR) !== 0
  const others = isAsked ? othersThisYear(driver, vehicle, day) : NOT_ASKED
  const binding = bindingOf(driver, vehicle)
  const ledger = driver.ledger === null ? null : ledgerOf(driver, day)
  const { owner, plateType, ownedSince } = vehicle.registration
  const facts: Omit<HandlingFacts, keyof OthersThisYear | OthersFact> & ReadSoFar<OthersThisYear> = {
    at: input.at,
    channel: input.channel,
    driver: driver.id,
    vehicle: vehicle.id,
    vehicleOwner: owner.id,
    plateType,
    violationState: violation.state,
    occurredAt: violation.occurredAt,
    fine: violation.fine,
    points: violation.points,
    recordedBy: violation.recordedBy as Recorder,
    boundSince: binding?.since ?? null,
    firstBinding: binding?.first ?? false,
    licenceStates:
      ledger === null ? driver.licence.states : licenceStatesOf(driver, vehicle, ledger, input.channel, day),
    licenceClasses: driver.licence.classes,
    pointsHeld: ledger === null ? 0 : ledger.held,
    fullScoreStudies: ledger === null ? 0 : ledger.studies,
    offenderPresent: input.offenderPresent,
    identityVerified: input.identityVerified,
    othersVehiclesHandledThisYear: others.othersVehiclesHandledThisYear,
    vehicleOtherDriversThisYear: others.vehicleOtherDriversThisYear,
    ownedSince,
  }
  return facts as Partial<HandlingFacts>
}

/** The counts that limit how many others one handles for, and lets handle, in a year. */
type OthersThisYear = Pick<HandlingFacts, 'othersVehiclesHandledThisYear' | 'vehicleOtherDriversThisYear'>
const NOT_ASKED: ReadSoFar<OthersThisYear> = {
  othersVehiclesHandledThisYear: undefined,
  vehicleOtherDriversThisYear: undefined,
}
const OTHERS_THIS_YEAR: FactMask = maskOf(
  ['othersVehiclesHandledThisYear', 'vehicleOtherDriversThisYear'],
  HANDLING_FACTS,
)

function othersThisYear(driver: DriverRecord, vehicle: VehicleRecord, day: LegalDay): OthersThisYear {
  const owner = vehicle.registration.owner.id
  const own = (driver.id as string) === owner
  return {
    othersVehiclesHandledThisYear: othersWithinYear(driver.handledForOthers, day, own ? null : vehicle.id, null),
    vehicleOtherDriversThisYear: othersWithinYear(vehicle.handledByOthers, day, own ? null : driver.id, owner),
  }
}

/** How many bindings a driver has made on a day and in its calendar year. */
export function applicationsOn(driver: DriverRecord, day: LegalDay): { today: number; thisYear: number } {
  const { last, thatDay, thatYear } = driver.applications
  if (last === null) return NO_APPLICATION
  if (last === day) return { today: thatDay, thisYear: thatYear }
  return { today: 0, thisYear: day.startsWith(last.slice(0, 4)) ? thatYear : 0 }
}

const NO_APPLICATION = { today: 0, thisYear: 0 } as const

/** A driver's ledger as it stands on a day: an empty one of the day's period where nothing was ever entered. */
export function ledgerOf({ ledger, licence }: DriverRecord, day: LegalDay): Ledger {
  if (ledger === null) return openLedger(licence.firstIssuedOn, day)
  return day < ledger.until ? ledger : ledgerOn(ledger, licence.firstIssuedOn, day)
}

/**
 * The licence's states, with `full-points` 记满12分 from the full score on. At a window drivers may finish the records of a
 * vehicle on the day on which one of them made the score full (Order 163, Article 14); before that order, of their own alone.
 */
function licenceStatesOf(
  driver: DriverRecord,
  vehicle: VehicleRecord,
  ledger: Ledger,
  channel: Channel,
  day: LegalDay,
): readonly LicenceState[] {
  const { states } = driver.licence
  const { full, finish } = pointsRegimeOnUnchecked(day)
  if (ledger.held < full.value) return states
  const { fullBy } = ledger
  const isSameGo = channel === 'window' && fullBy !== null && fullBy.vehicle === vehicle.id && fullBy.day === day
  if (isSameGo && (finish.value === 'any-vehicle' || (driver.id as string) === vehicle.registration.owner.id))
    return states
  return Object.freeze(LICENCE_STATES.filter((state) => state === 'full-points' || states.includes(state)))
}
