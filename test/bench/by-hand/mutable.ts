import type { Commands, CommandType } from '../../../src/registry/commands/index.ts'
import { meet, NOT_IN_FORCE } from './decisions.ts'

/** A command that has been read: its type and what it says. */
export type ReadCommand = { [T in CommandType]: { readonly type: T } & Commands[T] }[CommandType]

/**
 * A registry as it is written without a library: three maps whose records are changed in place. It judges the same
 * questions under the rule as reported, and keeps nothing that judging does not need: no events, no versions, no
 * findings, no checksums, no terms of payment, no points carried over. Commands are believed as they come.
 */
export interface Register {
  last: string
  drivers: Map<string, Driver>
  vehicles: Map<string, Vehicle>
  violations: Map<string, Violation>
}

export interface Driver {
  id: string
  states: readonly string[]
  classes: readonly string[]
  firstIssuedOn: string
  bindings: Bound[]
  /** Points in the scoring period that ends before `until`. */
  points: number
  until: string
}

export interface Bound {
  vehicle: string
  since: string
}

export interface Vehicle {
  id: string
  owner: string
  ownerKind: string
  plateType: string
  operating: boolean
  drivers: string[]
  openViolations: number
}

export interface Violation {
  id: string
  vehicle: string
  occurredAt: string
  fine: number
  points: number
  recordedBy: string
  state: string
  handledBy: string | null
}

export function openRegister(): Register {
  return { last: '', drivers: new Map(), vehicles: new Map(), violations: new Map() }
}

/** Carries a command out, or gives the codes of all that is against it. */
export function carryOut(register: Register, command: ReadCommand): readonly string[] {
  if (command.at < register.last) return ['out-of-order']
  const codes = change(register, command)
  if (codes.length === 0) register.last = command.at
  return codes
}

const DONE: readonly string[] = []

function change(register: Register, command: ReadCommand): readonly string[] {
  const { drivers, vehicles, violations } = register
  switch (command.type) {
    case 'enrolDriver': {
      if (drivers.has(command.id)) return ['driver-exists']
      drivers.set(command.id, driverOf(command))
      return DONE
    }
    case 'enrolVehicle': {
      if (vehicles.has(command.id)) return ['vehicle-exists']
      vehicles.set(command.id, vehicleOf(command))
      return DONE
    }
    case 'bind': {
      const driver = drivers.get(command.driver)
      if (driver === undefined) return ['unknown-driver']
      const vehicle = vehicles.get(command.vehicle)
      if (vehicle === undefined) return ['unknown-vehicle']
      const codes = judgeBinding(driver, vehicle, command)
      if (codes.length > 0) return codes
      driver.bindings.push({ vehicle: vehicle.id, since: command.at })
      vehicle.drivers.push(driver.id)
      return DONE
    }
    case 'release': {
      const driver = drivers.get(command.driver)
      if (driver === undefined) return ['unknown-driver']
      const vehicle = vehicles.get(command.vehicle)
      if (vehicle === undefined) return ['unknown-vehicle']
      const place = driver.bindings.findIndex((bound) => bound.vehicle === vehicle.id)
      if (place < 0) return ['not-bound']
      driver.bindings.splice(place, 1)
      vehicle.drivers.splice(vehicle.drivers.indexOf(driver.id), 1)
      return DONE
    }
    case 'recordViolation': {
      if (violations.has(command.id)) return ['violation-exists']
      const vehicle = vehicles.get(command.vehicle)
      if (vehicle === undefined) return ['unknown-vehicle']
      const codes = judgeRecord(command)
      if (codes.length > 0) return codes
      violations.set(command.id, violationOf(command))
      vehicle.openViolations++
      return DONE
    }
    case 'handle': {
      const violation = violations.get(command.violation)
      if (violation === undefined) return ['unknown-violation']
      const driver = drivers.get(command.driver)
      if (driver === undefined) return ['unknown-driver']
      const vehicle = vehicles.get(violation.vehicle) as Vehicle
      const codes = judgeHandling(driver, vehicle, violation, command)
      if (codes.length > 0) return codes
      violation.state = 'handled'
      violation.handledBy = driver.id
      vehicle.openViolations--
      driver.points = heldOn(driver, command.at) + violation.points
      if (command.at >= driver.until) driver.until = periodEnd(driver.firstIssuedOn, command.at)
      return DONE
    }
    default:
      throw new Error(`${command.type}: not among the commands that are measured`)
  }
}

type CommandOf<T extends ReadCommand['type']> = Extract<ReadCommand, { readonly type: T }>

function driverOf({ id, licence, at }: CommandOf<'enrolDriver'>): Driver {
  const { states, classes, firstIssuedOn } = licence
  return { id, states, classes, firstIssuedOn, bindings: [], points: 0, until: periodEnd(firstIssuedOn, at) }
}

function vehicleOf({ id, owner, plateType, operating }: CommandOf<'enrolVehicle'>): Vehicle {
  return { id, owner: owner.id, ownerKind: owner.kind, plateType, operating, drivers: [], openViolations: 0 }
}

function violationOf(command: CommandOf<'recordViolation'>): Violation {
  const { id, vehicle, occurredAt, fine, points, recordedBy } = command
  return { id, vehicle, occurredAt, fine, points, recordedBy, state: 'open', handledBy: null }
}

function judgeBinding(driver: Driver, vehicle: Vehicle, command: CommandOf<'bind'>): readonly string[] {
  const codes: string[] = []
  if (driver.id === vehicle.owner) codes.push('own-vehicle')
  if (driver.bindings.some((bound) => bound.vehicle === vehicle.id)) codes.push('already-bound')
  if (driver.bindings.length >= 3) codes.push('driver-cap')
  if (vehicle.drivers.length >= 3) codes.push('vehicle-cap')
  if (command.channel === 'window' && !command.identityVerified) codes.push('identity-verified')
  return codes
}

function judgeRecord({ occurredAt, at }: CommandOf<'recordViolation'>): readonly string[] {
  if (occurredAt > at) return ['occurs-in-future']
  const last = `${Number(occurredAt.slice(0, 4)) + 2}${occurredAt.slice(4, 10)}`
  return at.slice(0, 10) > last ? ['limitation-expired'] : DONE
}

function judgeHandling(
  driver: Driver,
  vehicle: Vehicle,
  violation: Violation,
  command: CommandOf<'handle'>,
): readonly string[] {
  const codes: string[] = []
  const { occurredAt, points } = violation
  const held = heldOn(driver, command.at)
  if (violation.state !== 'open') codes.push('violation-open')
  if (occurredAt > command.at) codes.push('not-before-occurrence')
  if (driver.id !== vehicle.owner) {
    const binding = driver.bindings.find((bound) => bound.vehicle === vehicle.id)
    if (binding === undefined) codes.push('open-binding')
    else if (occurredAt < binding.since.slice(0, 10)) codes.push('since-binding')
    if (violation.fine > 200_00) codes.push('fine-limit')
  }
  if (points > 0 && held + points >= 12) codes.push('points-room')
  if (held >= 12 || meet(driver.states, NOT_IN_FORCE)) codes.push('licence-state')
  if (command.channel === 'window') {
    if (!command.offenderPresent) codes.push('offender-present')
    if (!command.identityVerified) codes.push('identity-verified')
  }
  return codes
}

function heldOn(driver: Driver, at: string): number {
  return at < driver.until ? driver.points : 0
}

/** The first day of the scoring period after the one in which the moment falls. */
function periodEnd(firstIssuedOn: string, at: string): string {
  const year = Number(at.slice(0, 4))
  const anniversary = `${year}${firstIssuedOn.slice(4)}`
  return at.slice(0, 10) < anniversary ? anniversary : `${year + 1}${firstIssuedOn.slice(4)}`
}
