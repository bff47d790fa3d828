import type { ReadCommand } from './mutable.ts'
import {
  type Driver,
  driverOf,
  heldOn,
  judgeBinding,
  judgeHandling,
  judgeRecord,
  periodEnd,
  type Vehicle,
  type Violation,
  vehicleOf,
  violationOf,
} from './mutable.ts'

/** The same registry as an immutable value: maps that copy, records that are replaced. */
export interface Version<D, V, X> {
  readonly last: string
  readonly drivers: D
  readonly vehicles: V
  readonly violations: X
}

/** What is asked of a map that copies. `M` stands for a map of any values. */
export interface Copying<M> {
  readonly empty: M
  readonly get: (map: M, key: string) => unknown
  readonly set: (map: M, key: string, value: unknown) => M
}

export interface Result<M> {
  readonly version: Version<M, M, M>
  readonly codes: readonly string[]
}

const NOTHING: readonly string[] = []

export function openVersion<M>({ empty }: Copying<M>): Version<M, M, M> {
  return { last: '', drivers: empty, vehicles: empty, violations: empty }
}

/** Carries a command out and gives the next version, or the same one and the codes of all that is against it. */
export function carryOut<M>(maps: Copying<M>, version: Version<M, M, M>, command: ReadCommand): Result<M> {
  const refused = (...codes: readonly string[]): Result<M> => ({ version, codes })
  const accepted = (changed: Partial<Version<M, M, M>>): Result<M> => ({
    version: { ...version, ...changed, last: command.at },
    codes: NOTHING,
  })
  const { get, set } = maps
  const { drivers, vehicles, violations } = version
  if (command.at < version.last) return refused('out-of-order')
  switch (command.type) {
    case 'enrolDriver':
      if (get(drivers, command.id) !== undefined) return refused('driver-exists')
      return accepted({ drivers: set(drivers, command.id, driverOf(command)) })
    case 'enrolVehicle':
      if (get(vehicles, command.id) !== undefined) return refused('vehicle-exists')
      return accepted({ vehicles: set(vehicles, command.id, vehicleOf(command)) })
    case 'bind': {
      const driver = get(drivers, command.driver) as Driver | undefined
      if (driver === undefined) return refused('unknown-driver')
      const vehicle = get(vehicles, command.vehicle) as Vehicle | undefined
      if (vehicle === undefined) return refused('unknown-vehicle')
      const codes = judgeBinding(driver, vehicle, command)
      if (codes.length > 0) return { version, codes }
      const bindings = [...driver.bindings, { vehicle: vehicle.id, since: command.at }]
      return accepted({
        drivers: set(drivers, driver.id, { ...driver, bindings }),
        vehicles: set(vehicles, vehicle.id, { ...vehicle, drivers: [...vehicle.drivers, driver.id] }),
      })
    }
    case 'release': {
      const driver = get(drivers, command.driver) as Driver | undefined
      if (driver === undefined) return refused('unknown-driver')
      const vehicle = get(vehicles, command.vehicle) as Vehicle | undefined
      if (vehicle === undefined) return refused('unknown-vehicle')
      const bindings = driver.bindings.filter((bound) => bound.vehicle !== vehicle.id)
      if (bindings.length === driver.bindings.length) return refused('not-bound')
      const rest = vehicle.drivers.filter((id) => id !== driver.id)
      return accepted({
        drivers: set(drivers, driver.id, { ...driver, bindings }),
        vehicles: set(vehicles, vehicle.id, { ...vehicle, drivers: rest }),
      })
    }
    case 'recordViolation': {
      if (get(violations, command.id) !== undefined) return refused('violation-exists')
      const vehicle = get(vehicles, command.vehicle) as Vehicle | undefined
      if (vehicle === undefined) return refused('unknown-vehicle')
      const codes = judgeRecord(command)
      if (codes.length > 0) return { version, codes }
      return accepted({
        violations: set(violations, command.id, violationOf(command)),
        vehicles: set(vehicles, vehicle.id, { ...vehicle, openViolations: vehicle.openViolations + 1 }),
      })
    }
    case 'handle': {
      const violation = get(violations, command.violation) as Violation | undefined
      if (violation === undefined) return refused('unknown-violation')
      const driver = get(drivers, command.driver) as Driver | undefined
      if (driver === undefined) return refused('unknown-driver')
      const vehicle = get(vehicles, violation.vehicle) as Vehicle
      const codes = judgeHandling(driver, vehicle, violation, command)
      if (codes.length > 0) return { version, codes }
      const points = heldOn(driver, command.at) + violation.points
      const until = command.at < driver.until ? driver.until : periodEnd(driver.firstIssuedOn, command.at)
      return accepted({
        violations: set(violations, violation.id, { ...violation, state: 'handled', handledBy: driver.id }),
        vehicles: set(vehicles, vehicle.id, { ...vehicle, openViolations: vehicle.openViolations - 1 }),
        drivers: set(drivers, driver.id, { ...driver, points, until }),
      })
    }
    default:
      throw new Error(`${command.type}: not among the commands that are measured`)
  }
}
