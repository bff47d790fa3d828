import { times } from '../../input/own.ts'
import type { Command } from '../../registry/commands/index.ts'
import { daysAfter, yearsAfter } from '../../values/calendar.ts'
import { type LegalDay, timeOfDay } from '../../values/instant.ts'
import { consentIn } from '../consent.ts'
import type { KnownRing } from './ring.ts'

const MILLISECONDS_A_DAY = 86_400_000

/** The commands of a ring, each dated a millisecond after the one before it. */
export interface Scene {
  /** Enrolments, on the day before the first. */
  enrol(licences: number, vehicles: number): readonly Command[]
  bind(licence: number, vehicle: number): Command
  release(licence: number, vehicle: number): Command
  /** The record of a fresh violation of a vehicle. */
  record(vehicle: number, points: number): Command & { readonly type: 'recordViolation' }
  /** The handling of the violation that was recorded last. */
  handle(licence: number): Command & { readonly type: 'handle' }
  /** Goes to a day of the ring, from 0, no earlier than the present one. */
  goTo(day: number): void
}

/** Makes the commands of a ring. */
export function sceneOf(ring: KnownRing): Scene {
  const { channel, occurred, official, firstDay, fine, ruleSet } = ring
  const dayBefore = daysAfter(firstDay, -1)
  // The customer owns the vehicle, and consents.
  const ownerConsent = consentIn(ruleSet, channel)
  let today = firstDay
  let milliseconds = START_OF_BUSINESS
  let violations = 0
  const now = (): string => instantOn(today, milliseconds++)
  /** On a day before the ring begins, early on the present day, or now: after the binding under which it is handled. */
  const occurredAt = (): string =>
    occurred === 'before'
      ? instantOn(dayBefore, 0)
      : occurred === 'same-day'
        ? instantOn(today, START_OF_BUSINESS - 1)
        : now()
  return {
    enrol: (licences, vehicles) => [
      ...numbered(licences, (id): Command => {
        const licence = { states: [], classes: ['C1'], firstIssuedOn: yearsAfter(firstDay, -10) } as const
        return { type: 'enrolDriver', id: `d${id}`, licence, at: instantOn(dayBefore, 0) }
      }),
      ...numbered(vehicles, (id): Command => {
        const owner = { kind: 'individual', id: `o${id}` } as const
        return {
          ...{ type: 'enrolVehicle', id: `v${id}`, owner, plateType: '02', operating: false },
          at: instantOn(dayBefore, 0),
        }
      }),
    ],
    bind: (licence, vehicle) => ({
      ...{ type: 'bind', driver: `d${licence}`, vehicle: `v${vehicle}`, channel, ownerConsent },
      ...{ identityVerified: true, at: now() },
    }),
    release: (licence, vehicle) => ({
      ...{ type: 'release', driver: `d${licence}`, vehicle: `v${vehicle}`, by: 'driver', at: now() },
    }),
    record: (vehicle, points) => ({
      ...{ type: 'recordViolation', id: `x${++violations}`, vehicle: `v${vehicle}`, fine, points },
      ...{ recordedBy: 'monitoring', occurredAt: occurredAt(), at: now() },
    }),
    handle: (licence) => ({
      ...{ type: 'handle', violation: `x${violations}`, driver: `d${licence}`, channel, identityVerified: true },
      ...{ offenderPresent: channel === 'window' && official, at: now() },
    }),
    goTo(day) {
      const next = daysAfter(firstDay, day)
      if (next === today) return
      today = next
      milliseconds = START_OF_BUSINESS
    },
  }
}

/** Commands of a day begin at 6 o'clock, and leave room for more than sixty million. */
const START_OF_BUSINESS = 6 * 3_600_000

function instantOn(day: LegalDay, milliseconds: number): string {
  if (milliseconds >= MILLISECONDS_A_DAY) throw new RangeError('capacityOf: more commands than a day has milliseconds')
  return `${day}T${timeOfDay(milliseconds)}+08:00`
}

/** 1, 2, … */
function numbered<T>(count: number, make: (id: number) => T): readonly T[] {
  return times(count, (index) => make(index + 1))
}
