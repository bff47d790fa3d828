import { type LegalDay, legalDay } from '../instant.ts'
import { counts, type Entry, heldIn, lessened, openLedger, settled } from '../points/ledger.ts'
import { pointsRegimeOn } from '../points/regimes.ts'
import { payByDay } from '../procedure/fines.ts'
import type { RegistryEvent } from './events.ts'
import { applicationsOf, bindingOf, ledgerAt } from './facts.ts'
import { get, type PersistentMap, set, type Owner as Token } from './persistent-map.ts'
import type { DriverRecord, Handling, OpenBinding, State, VehicleRecord, ViolationRecord } from './state.ts'

type EventOf<T extends RegistryEvent['type']> = Extract<RegistryEvent, { readonly type: T }>
type Fold<T extends RegistryEvent['type']> = (state: State, event: EventOf<T>, token?: Token) => Partial<State>

/**
 * Folds an accepted event into the state. Judges nothing: whoever calls has decided. With a token, map nodes made under
 * it are written in place (a batch).
 */
export function evolve(state: State, event: RegistryEvent, token?: Token): State {
  const fold = FOLDS[event.type] as Fold<RegistryEvent['type']>
  return { ...state, ...fold(state, event, token), log: { event, before: state.log } }
}

/** One empty list for all. */
const NONE: readonly never[] = /* @__PURE__ */ Object.freeze([])
const NO_DEDUCTION = { online: 0, 'on-site': 0, service: 0 } as const

const FOLDS: { readonly [T in RegistryEvent['type']]: Fold<T> } = {
  'driver-enrolled': (state, { id, licence, at }, token) => ({
    drivers: put(
      state.drivers,
      {
        id,
        ...licence,
        bindings: NONE,
        bindingsEver: 0,
        lastApplied: null,
        appliedThatDay: 0,
        appliedThatYear: 0,
        ledger: openLedger(licence.firstIssuedOn, legalDay(at)),
        handledForOthers: null,
      },
      token,
    ),
  }),

  'vehicle-enrolled': (state, { id, owner, plateType, operating }, token) => ({
    vehicles: put(
      state.vehicles,
      {
        id,
        owner: owner.id,
        ownerKind: owner.kind,
        plateType,
        operating,
        bindings: NONE,
        bindingsEver: 0,
        openViolations: 0,
        violations: null,
        handledByOthers: null,
      },
      token,
    ),
    units: owner.kind === 'unit' ? set(state.units, owner.id, true, token) : state.units,
  }),

  'vehicle-bound': (state, event, token) => {
    const driver = driverOf(state, event.driver)
    const vehicle = vehicleOf(state, event.vehicle)
    const day = legalDay(event.at)
    const { today, thisYear } = applicationsOf(driver, day)
    const binding: OpenBinding = {
      driver: driver.id,
      vehicle: vehicle.id,
      since: event.at,
      channel: event.channel,
      seq: event.seq,
      first: vehicle.bindingsEver === 0,
    }
    return {
      drivers: put(
        state.drivers,
        {
          ...driver,
          bindings: [...driver.bindings, binding],
          bindingsEver: driver.bindingsEver + 1,
          lastApplied: day,
          appliedThatDay: today + 1,
          appliedThatYear: thisYear + 1,
        },
        token,
      ),
      vehicles: put(
        state.vehicles,
        { ...vehicle, bindings: [...vehicle.bindings, binding], bindingsEver: vehicle.bindingsEver + 1 },
        token,
      ),
    }
  },

  'binding-released': (state, event, token) => {
    const driver = driverOf(state, event.driver)
    const vehicle = vehicleOf(state, event.vehicle)
    const ended = bindingOf(driver, vehicle)
    return {
      drivers: put(state.drivers, without(driver, ended), token),
      vehicles: put(state.vehicles, without(vehicle, ended), token),
    }
  },

  'vehicle-transferred': (state, event, token) => {
    const vehicle = vehicleOf(state, event.vehicle)
    let drivers = state.drivers
    for (const ended of vehicle.bindings) {
      const driver = get(drivers, ended.driver) as DriverRecord
      drivers = put(drivers, without(driver, ended), token)
    }
    return {
      drivers,
      vehicles: put(
        state.vehicles,
        { ...vehicle, owner: event.to.id, ownerKind: event.to.kind, bindings: NONE },
        token,
      ),
      units: event.to.kind === 'unit' ? set(state.units, event.to.id, true, token) : state.units,
    }
  },

  'licence-changed': (state, event, token) => {
    const driver = driverOf(state, event.driver)
    const { states, classes } = event.licence
    if (!states.includes('cancelled')) return { drivers: put(state.drivers, { ...driver, states, classes }, token) }
    let vehicles = state.vehicles
    for (const ended of driver.bindings) {
      const vehicle = get(vehicles, ended.vehicle) as VehicleRecord
      vehicles = put(vehicles, without(vehicle, ended), token)
    }
    return { vehicles, drivers: put(state.drivers, { ...driver, states, classes, bindings: NONE }, token) }
  },

  'violation-recorded': (state, event, token) => {
    const vehicle = vehicleOf(state, event.vehicle)
    const { id, occurredAt, fine, points, recordedBy } = event
    return {
      violations: put(
        state.violations,
        { id, vehicle: vehicle.id, occurredAt, fine, points, recordedBy, state: 'open', handling: null },
        token,
      ),
      vehicles: put(
        state.vehicles,
        {
          ...vehicle,
          openViolations: vehicle.openViolations + 1,
          violations: { id, before: vehicle.violations },
        },
        token,
      ),
    }
  },

  'violation-withdrawn': (state, event, token) => {
    const violation = violationOf(state, event.violation)
    return {
      violations: put(state.violations, { ...violation, state: 'withdrawn' }, token),
      vehicles: countOpen(state, violation, -1, token),
    }
  },

  'violation-handled': (state, event, token) => {
    const violation = violationOf(state, event.violation)
    const vehicle = vehicleOf(state, violation.vehicle)
    const driver = driverOf(state, event.driver)
    const day = legalDay(event.at)
    const own = (driver.id as string) === vehicle.owner
    const { seq } = event
    const payBy = violation.fine > 0 ? payByDay(day, state.law.calendar) : null
    const handling: Handling = { driver: driver.id, at: event.at, seq, payBy, paidOn: null }
    const link = { violation: violation.id, seq, day }
    return {
      violations: put(state.violations, { ...violation, state: 'handled', handling }, token),
      drivers: put(
        state.drivers,
        {
          ...driver,
          ledger: withPoints(driver, vehicle, { violation: violation.id, points: violation.points, payBy }, day),
          handledForOthers: own
            ? driver.handledForOthers
            : { ...link, other: vehicle.id, before: driver.handledForOthers },
        },
        token,
      ),
      vehicles: put(
        state.vehicles,
        {
          ...vehicle,
          openViolations: vehicle.openViolations - 1,
          handledByOthers: own
            ? vehicle.handledByOthers
            : { ...link, other: driver.id, before: vehicle.handledByOthers },
        },
        token,
      ),
    }
  },

  'handling-revoked': (state, event, token) => {
    const violation = violationOf(state, event.violation)
    const driver = driverOf(state, (violation.handling as Handling).driver)
    const ledger = ledgerAt(driver, legalDay(event.at))
    const entries = ledger.entries.filter((entry) => entry.violation !== violation.id)
    return {
      violations: put(state.violations, { ...violation, state: 'open', handling: null }, token),
      vehicles: countOpen(state, violation, 1, token),
      drivers: put(state.drivers, { ...driver, ledger: { ...ledger, entries } }, token),
    }
  },

  'fine-paid': (state, event, token) => {
    const violation = violationOf(state, event.violation)
    const handling = violation.handling as Handling
    const driver = driverOf(state, handling.driver)
    const day = legalDay(event.at)
    return {
      violations: put(state.violations, { ...violation, handling: { ...handling, paidOn: day } }, token),
      drivers: put(state.drivers, { ...driver, ledger: settled(ledgerAt(driver, day), violation.id) }, token),
    }
  },

  'points-deducted': (state, event, token) => {
    const driver = driverOf(state, event.driver)
    const day = legalDay(event.at)
    const ledger = ledgerAt(driver, day)
    const { byWay, most } = pointsRegimeOn(day).deduction?.value ?? { byWay: NO_DEDUCTION, most: 0 }
    const taken = Math.min(byWay[event.way], most - ledger.deducted)
    return { drivers: put(state.drivers, { ...driver, ledger: lessened(ledger, taken) }, token) }
  },

  'study-completed': (state, event, token) => {
    const driver = driverOf(state, event.driver)
    const ledger = ledgerAt(driver, legalDay(event.at))
    const cleared = { ...ledger, entries: NONE, studies: ledger.studies + 1, fullBy: null }
    return { drivers: put(state.drivers, { ...driver, ledger: cleared }, token) }
  },
}

function withPoints(driver: DriverRecord, vehicle: VehicleRecord, entry: Entry, day: LegalDay): DriverRecord['ledger'] {
  const ledger = ledgerAt(driver, day)
  if (!counts(entry)) return ledger
  const after = { ...ledger, entries: [...ledger.entries, entry] }
  const { value: full } = pointsRegimeOn(day).full
  return heldIn(ledger) < full && heldIn(after) >= full ? { ...after, fullBy: { vehicle: vehicle.id, day } } : after
}

/** A driver or vehicle after one of its bindings ended. */
function without<R extends DriverRecord | VehicleRecord>(record: R, ended: OpenBinding | undefined): R {
  return { ...record, bindings: record.bindings.filter((each) => each !== ended) }
}

function countOpen(state: State, violation: ViolationRecord, by: number, token?: Token): PersistentMap<VehicleRecord> {
  const vehicle = vehicleOf(state, violation.vehicle)
  return put(state.vehicles, { ...vehicle, openViolations: vehicle.openViolations + by }, token)
}

function put<R extends { readonly id: string }>(map: PersistentMap<R>, record: R, token?: Token): PersistentMap<R> {
  return set(map, record.id, record, token)
}

function driverOf(state: State, id: string): DriverRecord {
  return get(state.drivers, id) as DriverRecord
}

function vehicleOf(state: State, id: string): VehicleRecord {
  return get(state.vehicles, id) as VehicleRecord
}

function violationOf(state: State, id: string): ViolationRecord {
  return get(state.violations, id) as ViolationRecord
}
