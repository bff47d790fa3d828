import { lastDayToPay } from '../law/procedure/fines.ts'
import { type Instant, type LegalDay, legalDay } from '../values/instant.ts'
import type { Commands, CommandType } from './commands.ts'
import { get } from './persistent-map.ts'
import type { DriverRecord, State, VehicleRecord, ViolationRecord } from './state.ts'

/**
 * What a command is about, looked up once: for judging it, and for folding in the event that comes of it. What the command
 * does not name, or the registry does not know, is `undefined`.
 */
export interface Matter {
  /** The legal day of the command. */
  readonly day: LegalDay
  readonly driver: DriverRecord | undefined
  readonly vehicle: VehicleRecord | undefined
  readonly violation: ViolationRecord | undefined
  /** The last day to pay a fine decided on that day, under the registry's calendar; where nothing is decided, `null`. */
  readonly payBy: LegalDay | null
}

export function matterOf<T extends CommandType>(state: State, type: T, said: Commands[T], day: LegalDay): Matter {
  return (MATTERS[type] as Lookup<T>)(state, said, day)
}

/** The legal day of a moment: one text for all moments of a day that come in a row, since many records keep it. */
export function dayOf(at: Instant): LegalDay {
  const day = legalDay(at)
  if (day !== latest) latest = day
  return latest
}
let latest: LegalDay | undefined

type Lookup<T extends CommandType> = (state: State, said: Commands[T], day: LegalDay) => Matter

const MATTERS: { readonly [T in CommandType]: Lookup<T> } = {
  enrolDriver: (state, { id }, day) => ofDriver(state, id, day),
  enrolVehicle: (state, { id }, day) => ofVehicle(state, id, day),
  bind: (state, said, day) => ofPair(state, said, day),
  release: (state, said, day) => ofPair(state, said, day),
  transferVehicle: (state, { vehicle }, day) => ofVehicle(state, vehicle, day),
  changeLicence: (state, { driver }, day) => ofDriver(state, driver, day),
  recordViolation: (state, { id, vehicle }, day) =>
    matter(day, undefined, get(state.vehicles, vehicle), get(state.violations, id), null),
  withdrawViolation: (state, { violation }, day) => ofViolation(state, violation, day),
  handle: (state, said, day) => {
    const violation = get(state.violations, said.violation)
    const vehicle = violation === undefined ? undefined : get(state.vehicles, violation.vehicle)
    return matter(day, get(state.drivers, said.driver), vehicle, violation, lastDayToPay(day, state.law.calendar))
  },
  revokeHandling: (state, { violation }, day) => ofViolation(state, violation, day),
  payFine: (state, { violation }, day) => ofViolation(state, violation, day),
  deductByStudy: (state, { driver }, day) => ofDriver(state, driver, day),
  completeStudy: (state, { driver }, day) => ofDriver(state, driver, day),
}

function ofDriver(state: State, id: string, day: LegalDay): Matter {
  return matter(day, get(state.drivers, id), undefined, undefined, null)
}

function ofVehicle(state: State, id: string, day: LegalDay): Matter {
  return matter(day, undefined, get(state.vehicles, id), undefined, null)
}

function ofPair(state: State, said: Commands['bind' | 'release'], day: LegalDay): Matter {
  return matter(day, get(state.drivers, said.driver), get(state.vehicles, said.vehicle), undefined, null)
}

/** A violation, its vehicle, and whoever handled it. */
function ofViolation(state: State, id: string, day: LegalDay): Matter {
  const violation = get(state.violations, id)
  if (violation === undefined) return matter(day, undefined, undefined, undefined, null)
  const driver = violation.handling === null ? undefined : get(state.drivers, violation.handling.driver)
  return matter(day, driver, get(state.vehicles, violation.vehicle), violation, null)
}

function matter(
  day: LegalDay,
  driver: DriverRecord | undefined,
  vehicle: VehicleRecord | undefined,
  violation: ViolationRecord | undefined,
  payBy: LegalDay | null,
): Matter {
  return { day, driver, vehicle, violation, payBy }
}
