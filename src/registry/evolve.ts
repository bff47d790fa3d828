import { counts, type Entry, heldIn, type Ledger, ledgerWith, lessened, settled } from '../law/points/ledger.ts'
import type { PointsRegime } from '../law/points/regime.ts'
import { regimeOn } from '../law/points/regimes.ts'
import type { LegalDay } from '../values/instant.ts'
import type { Owner } from './commands.ts'
import type { EventOf, RegistryEvent } from './events.ts'
import { applicationsOf, bindingOf, ledgerAt } from './facts.ts'
import { logged } from './log.ts'
import type { Matter } from './matter.ts'
import { get, type PersistentMap, put, type Owner as Token } from './persistent-map.ts'
import {
  driverWithBindings,
  driverWithLedger,
  driverWithLicence,
  excluding,
  including,
  NONE,
  newDriver,
  newVehicle,
  newViolation,
  vehicleWithBindings,
  vehicleWithOwner,
  vehicleWithViolations,
  violationAs,
} from './records.ts'
import type { DriverRecord, Handling, OpenBinding, State, VehicleRecord } from './state.ts'

/** The matter of an event that was accepted: all it is about is known. */
type Accepted = { readonly [K in keyof Matter]: Exclude<Matter[K], undefined> }
/** An accepted deduction is of a day on which the regime provides one. */
type Deduction = NonNullable<PointsRegime['deduction']>
type Fold<T extends RegistryEvent['type']> = (state: State, event: EventOf<T>, matter: Accepted, token?: Token) => State

/**
 * Folds an accepted event into the state. Judges nothing: whoever calls has decided. With a token, map nodes made under
 * it are written in place (a batch).
 */
export function evolve(state: State, event: RegistryEvent, matter: Matter, token?: Token): State {
  const fold = FOLDS[event.type] as Fold<RegistryEvent['type']>
  return fold(state, event, matter as Accepted, token)
}

const FOLDS: { readonly [T in RegistryEvent['type']]: Fold<T> } = {
  'driver-enrolled': (state, event, _, token) => {
    const drivers = put(state.drivers, newDriver(event), token)
    return next(state, event, drivers, state.vehicles, state.violations, state.units)
  },

  'vehicle-enrolled': (state, event, _, token) => {
    const vehicles = put(state.vehicles, newVehicle(event), token)
    return next(state, event, state.drivers, vehicles, state.violations, withUnit(state, event.owner, token))
  },

  'vehicle-bound': (state, event, { driver, vehicle, day }, token) => {
    const { today, thisYear } = applicationsOf(driver, day)
    const binding: OpenBinding = {
      driver: driver.id,
      vehicle: vehicle.id,
      since: event.at,
      channel: event.channel,
      seq: event.seq,
      first: vehicle.bindingsEver === 0,
    }
    const ever = driver.applications.ever + 1
    const applications = { ever, last: day, thatDay: today + 1, thatYear: thisYear + 1 }
    const binder = driverWithBindings(driver, including(driver.bindings, binding), applications)
    const bound = vehicleWithBindings(vehicle, including(vehicle.bindings, binding), vehicle.bindingsEver + 1)
    const drivers = put(state.drivers, binder, token)
    const vehicles = put(state.vehicles, bound, token)
    return next(state, event, drivers, vehicles, state.violations, state.units)
  },

  'binding-released': (state, event, { driver, vehicle }, token) => {
    const ended = bindingOf(driver, vehicle) as OpenBinding
    const drivers = put(state.drivers, driverWithout(driver, ended), token)
    const vehicles = put(state.vehicles, vehicleWithout(vehicle, ended), token)
    return next(state, event, drivers, vehicles, state.violations, state.units)
  },

  'vehicle-transferred': (state, event, { vehicle }, token) => {
    let drivers = state.drivers
    for (const ended of vehicle.bindings) {
      const driver = get(drivers, ended.driver) as DriverRecord
      drivers = put(drivers, driverWithout(driver, ended), token)
    }
    const vehicles = put(state.vehicles, vehicleWithOwner(vehicle, event.to), token)
    return next(state, event, drivers, vehicles, state.violations, withUnit(state, event.to, token))
  },

  'licence-changed': (state, event, { driver }, token) => {
    const { states, classes } = event.licence
    const licence = { states, classes, firstIssuedOn: driver.licence.firstIssuedOn }
    const ends = states.includes('cancelled')
    let vehicles = state.vehicles
    for (const ended of ends ? driver.bindings : NONE) {
      const vehicle = get(vehicles, ended.vehicle) as VehicleRecord
      vehicles = put(vehicles, vehicleWithout(vehicle, ended), token)
    }
    const holder = driverWithLicence(driver, licence, ends ? NONE : driver.bindings)
    return next(state, event, put(state.drivers, holder, token), vehicles, state.violations, state.units)
  },

  'violation-recorded': (state, event, { vehicle }, token) => {
    const { openViolations, handledByOthers } = vehicle
    const link = { id: event.id, before: vehicle.violations }
    const caught = vehicleWithViolations(vehicle, openViolations + 1, link, handledByOthers)
    const violations = put(state.violations, newViolation(event), token)
    return next(state, event, state.drivers, put(state.vehicles, caught, token), violations, state.units)
  },

  'violation-withdrawn': (state, event, { vehicle, violation }, token) => {
    const violations = put(state.violations, violationAs(violation, 'withdrawn', violation.handling), token)
    return next(state, event, state.drivers, countOpen(state, vehicle, -1, token), violations, state.units)
  },

  'violation-handled': (state, event, { driver, vehicle, violation, day, payBy: term }, token) => {
    const { id, points, fine } = violation
    const { at, seq } = event
    const payBy = fine > 0 ? term : null
    const handling: Handling = { driver: driver.id, at, seq, payBy, paidOn: null }
    let { handledForOthers } = driver
    let { handledByOthers } = vehicle
    if ((driver.id as string) !== vehicle.owner) {
      handledForOthers = { violation: id, other: vehicle.id, seq, day, before: handledForOthers }
      handledByOthers = { violation: id, other: driver.id, seq, day, before: handledByOthers }
    }
    const ledger = withPoints(driver, vehicle, { violation: id, points, payBy }, day)
    const handler = driverWithLedger(driver, ledger, handledForOthers)
    const cleared = vehicleWithViolations(vehicle, vehicle.openViolations - 1, vehicle.violations, handledByOthers)
    const drivers = put(state.drivers, handler, token)
    const violations = put(state.violations, violationAs(violation, 'handled', handling), token)
    return next(state, event, drivers, put(state.vehicles, cleared, token), violations, state.units)
  },

  'handling-revoked': (state, event, { driver, vehicle, violation, day }, token) => {
    const ledger = ledgerAt(driver, day)
    const entries = ledger.entries.filter((entry) => entry.violation !== violation.id)
    const drivers = putLedger(state, driver, ledgerWith(ledger, entries, ledger.fullBy), token)
    const violations = put(state.violations, violationAs(violation, 'open', null), token)
    return next(state, event, drivers, countOpen(state, vehicle, 1, token), violations, state.units)
  },

  'fine-paid': (state, event, { driver, violation, day }, token) => {
    const { at, seq, payBy } = violation.handling as Handling
    const handling: Handling = { driver: driver.id, at, seq, payBy, paidOn: day }
    const violations = put(state.violations, violationAs(violation, violation.state, handling), token)
    const drivers = putLedger(state, driver, settled(ledgerAt(driver, day), violation.id), token)
    return next(state, event, drivers, state.vehicles, violations, state.units)
  },

  'points-deducted': (state, event, { driver, day }, token) => {
    const ledger = ledgerAt(driver, day)
    const { byWay, most } = (regimeOn(day).deduction as Deduction).value
    const taken = Math.min(byWay[event.way], most - ledger.deducted)
    const drivers = putLedger(state, driver, lessened(ledger, taken), token)
    return next(state, event, drivers, state.vehicles, state.violations, state.units)
  },

  'study-completed': (state, event, { driver, day }, token) => {
    const ledger = ledgerAt(driver, day)
    const cleared = ledgerWith(ledger, NONE, null, ledger.deducted, ledger.studies + 1)
    const drivers = putLedger(state, driver, cleared, token)
    return next(state, event, drivers, state.vehicles, state.violations, state.units)
  },
}

/** The state after an event: written out whole, as the records are. */
function next(
  { law, log }: State,
  event: RegistryEvent,
  drivers: State['drivers'],
  vehicles: State['vehicles'],
  violations: State['violations'],
  units: State['units'],
): State {
  return { law, drivers, vehicles, violations, units, log: logged(log, event) }
}

function withPoints(driver: DriverRecord, vehicle: VehicleRecord, entry: Entry, day: LegalDay): DriverRecord['ledger'] {
  if (!counts(entry)) return driver.ledger
  const ledger = ledgerAt(driver, day)
  const { value: full } = regimeOn(day).full
  const held = heldIn(ledger)
  const fillsUp = held < full && held + entry.points >= full
  const entries = ledger.entries.toSpliced(ledger.entries.length, 0, entry)
  return ledgerWith(ledger, entries, fillsUp ? { vehicle: vehicle.id, day } : ledger.fullBy)
}

function driverWithout(driver: DriverRecord, ended: OpenBinding): DriverRecord {
  return driverWithBindings(driver, excluding(driver.bindings, ended), driver.applications)
}

function vehicleWithout(vehicle: VehicleRecord, ended: OpenBinding): VehicleRecord {
  return vehicleWithBindings(vehicle, excluding(vehicle.bindings, ended), vehicle.bindingsEver)
}

function withUnit({ units }: State, owner: Owner, token?: Token): PersistentMap<Owner> {
  return owner.kind !== 'unit' || get(units, owner.id) !== undefined ? units : put(units, owner, token)
}

function countOpen(state: State, vehicle: VehicleRecord, by: number, token?: Token): PersistentMap<VehicleRecord> {
  const { openViolations, violations, handledByOthers } = vehicle
  return put(state.vehicles, vehicleWithViolations(vehicle, openViolations + by, violations, handledByOthers), token)
}

function putLedger(state: State, driver: DriverRecord, ledger: Ledger, token?: Token): PersistentMap<DriverRecord> {
  return put(state.drivers, driverWithLedger(driver, ledger, driver.handledForOthers), token)
}
