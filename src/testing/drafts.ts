import * as fc from 'fast-check'
import { LICENCE_TESTS, STUDY_WAYS } from '../law/points/regime.ts'
import { DEREGISTRATIONS } from '../registry/commands/deregister-vehicle.ts'
import type { Command, CommandType } from '../registry/commands/index.ts'
import { RELEASERS } from '../registry/commands/release.ts'
import { REVOCATION_GROUNDS } from '../registry/commands/revoke-handling.ts'
import { WITHDRAWAL_GROUNDS } from '../registry/commands/withdraw-violation.ts'
import { CHANNELS, OWNER_CONSENTS } from '../values/channel.ts'
import { LICENCE_CLASSES, LICENCE_STATES } from '../values/licence.ts'
import { PLATE_TYPES } from '../values/vehicle.ts'
import { RECORDERS } from '../values/violation.ts'

/** Who and what random histories are about: few, so that the caps are reached; some with names every object has. */
export const DRIVERS: readonly string[] = Object.freeze(['d1', 'd2', 'd3', 'constructor', '10'])
/** The vehicles of random histories. */
export const VEHICLES: readonly string[] = Object.freeze(['v1', 'v2', 'v3', '__proto__', '京A12345'])
/** The violations of random histories. */
export const VIOLATIONS: readonly string[] = Object.freeze(
  [...Array(15).keys()].map((index) => `x${index + 1}`).concat('toString'),
)
/** Owners who are no drivers: two people and a unit. */
export const OWNERS: readonly string[] = Object.freeze(['o1', 'o2', 'u1'])

/** A command that does not say yet when: `wait` is how long after the one before it comes, in milliseconds. */
export interface Draft {
  readonly wait: Wait
  readonly command: WithoutTime<Command>
  /** How long before it is recorded a violation happened. */
  readonly ago?: Wait
  /** How long before it is enrolled a vehicle became its owner's. */
  readonly owned?: Wait | undefined
  /** What is told of a driver's time before: drawn by nobody, since few systems take it. */
  readonly told?: Told | undefined
  /** How far from this day, years before, a licence was first issued. */
  readonly issued?: Issued
  /** How many days before it is entered a fine was paid. */
  readonly paid?: number | undefined
  /**
   * Which of the things that the history has brought forth so far the command is about (a violation recorded, a pair
   * bound, a driver who took points), by a number that chooses; about whatever it says when left out, or when commands of
   * its type are about nothing that came before.
   */
  readonly aim?: number | undefined
}
/** Milliseconds, or a place on the calendar: `days` later (or earlier) at a time of day in milliseconds. */
export type Wait =
  | number
  | { readonly days: number; readonly at: number }
  | { readonly years: number; readonly days: number }
/** A history without times: `handled` is how long before the enrolment, `paid` how many days later. */
export interface Told {
  readonly deducted: number
  readonly studies: number
  readonly studiesBefore: number
  readonly violations: readonly {
    readonly id: string
    readonly points: number
    readonly fine: number
    readonly handled: Wait
    readonly ago: Wait
    readonly paid: number | null
  }[]
}
export type Issued = string | { readonly years: number; readonly days: number }
type WithoutTime<T> = T extends { readonly at: unknown }
  ? Omit<T, 'at' | 'occurredAt' | 'paidOn' | 'ownedSince' | 'history'>
  : never

const DAY = 86_400_000
const PLAIN = { noNullPrototype: true } as const
const SELDOM = { freq: 12, nil: undefined } as const

/** Enrolments of most drivers and vehicles, all at once. */
export function enrolments(): fc.Arbitrary<readonly Draft[]> {
  const drivers = DRIVERS.map((id) =>
    fc.option(enrolDriver(fc.constant(id), fc.constant({ years: 3, days: 0 })), SELDOM),
  )
  const drivenFrom = DRIVERS.map((id) => fc.option(enrolDriver(fc.constant(id), issuedDays()), SELDOM))
  const vehicles = VEHICLES.map((id) => fc.option(enrolVehicle(fc.constant(id)), SELDOM))
  return fc
    .tuple(fc.oneof(fc.tuple(...drivers), fc.tuple(...drivenFrom)), fc.tuple(...vehicles))
    .map(({ 0: people, 1: cars }) => [...people, ...cars].filter((one) => one !== undefined))
    .map((all) => all.map((one) => ({ ...one, wait: 0 })))
}

/** One step of a history. */
export function draft(): fc.Arbitrary<Draft> {
  return fc.oneof(
    ...(Object.keys(DRAFTS) as CommandType[]).map((type) => {
      const { 0: weight, 1: arbitrary } = DRAFTS[type]
      return { weight, arbitrary: arbitrary() }
    }),
  )
}

/** What a history has brought forth so far, whether or not it was accepted. */
export interface Past {
  readonly recorded: readonly Of<'recordViolation'>[]
  readonly bound: readonly Of<'bind'>[]
  readonly handled: readonly Of<'handle'>[]
  /** By vehicle. */
  readonly owners: ReadonlyMap<string, string>
}
type Of<T extends CommandType> = Extract<Command, { readonly type: T }>
/** What of it a command is about, chosen by a number; as it was drawn where there is none. */
type Aim = (past: Past, aim: number) => Readonly<Record<string, string | undefined>>
const AT_NOTHING: Aim = () => ({})

/** The same command about something that the history has brought forth. */
export function aimed(command: Command, past: Past, aim: number): Command {
  const { 2: aimOf } = DRAFTS[command.type]
  const named = Object.entries(aimOf(past, aim)).filter(({ 1: id }) => id !== undefined)
  return { ...command, ...Object.fromEntries(named) }
}

/** The one that a number chooses, counted from the latest; `undefined` if the list is empty. */
function pick<T>(list: readonly T[], aim: number): T | undefined {
  return list[list.length - 1 - (aim % Math.max(1, list.length))]
}

/** Weights out of 45: bind 15 and handle 9, which is a third and a fifth. */
const DRAFTS: { readonly [T in CommandType]: readonly [weight: number, draft: () => fc.Arbitrary<Draft>, aim: Aim] } = {
  bind: [
    15,
    () =>
      drafted('bind', {
        driver: driver(),
        vehicle: vehicle(),
        channel: fc.constantFrom(...CHANNELS),
        ownerConsent: mostly('qr' as const, fc.constantFrom(...OWNER_CONSENTS)),
        identityVerified: mostly(true, fc.boolean()),
      }),
    AT_NOTHING,
  ],
  handle: [
    9,
    () =>
      drafted('handle', {
        violation: violation(),
        driver: driver(),
        channel: fc.constantFrom(...CHANNELS),
        offenderPresent: mostly(true, fc.boolean()),
        identityVerified: mostly(true, fc.boolean()),
      }),
    ({ bound, recorded, owners }, aim) => {
      const { id, vehicle } = pick(recorded, aim) ?? {}
      const candidates = [...new Set(bound.filter((one) => one.vehicle === vehicle).map((one) => one.driver))]
      const owner = vehicle === undefined ? undefined : owners.get(vehicle)
      if (owner !== undefined && DRIVERS.includes(owner)) candidates.push(owner)
      return { violation: id, driver: pick(candidates, aim >> 2) }
    },
  ],
  recordViolation: [
    5,
    () =>
      fc
        .tuple(
          drafted('recordViolation', {
            id: violation(),
            vehicle: vehicle(),
            fine: fc.constantFrom(0, 19_999, 20_000, 20_001),
            points: fc.constantFrom(0, 1, 3, 5, 6, 11, 12),
            recordedBy: mostly('monitoring' as const, fc.constantFrom(...RECORDERS)),
          }),
          ago(),
        )
        .map(({ 0: one, 1: before }) => ({ ...one, ago: before })),
    ({ bound, recorded }, aim) => ({
      id: VIOLATIONS.find((id) => recorded.every((one) => one.id !== id)),
      vehicle: pick(bound, aim)?.vehicle,
    }),
  ],
  release: [
    3,
    () => drafted('release', { driver: driver(), vehicle: vehicle(), by: fc.constantFrom(...RELEASERS) }),
    ({ bound }, aim) => ({ driver: pick(bound, aim)?.driver, vehicle: pick(bound, aim)?.vehicle }),
  ],
  payFine: [
    2,
    () =>
      fc
        .tuple(drafted('payFine', { violation: violation() }), fc.option(fc.constantFrom(-1, 0, 1, 2, 7, 22, 150)))
        .map(({ 0: one, 1: paid }) => (paid === null ? one : { ...one, paid })),
    ({ handled }, aim) => ({ violation: pick(handled, aim)?.violation }),
  ],
  transferVehicle: [1, () => drafted('transferVehicle', { vehicle: vehicle(), to: owner() }), AT_NOTHING],
  changeLicence: [
    1,
    () =>
      drafted('changeLicence', {
        driver: driver(),
        licence: fc.record({ states: states(), classes: classes() }, PLAIN),
      }),
    AT_NOTHING,
  ],
  withdrawViolation: [
    1,
    () =>
      drafted('withdrawViolation', { violation: violation(), ground: fc.constantFrom(...WITHDRAWAL_GROUNDS, '其他') }),
    ({ recorded }, aim) => ({ violation: pick(recorded, aim)?.id }),
  ],
  revokeHandling: [
    1,
    () => drafted('revokeHandling', { violation: violation(), ground: fc.constantFrom(...REVOCATION_GROUNDS, '其他') }),
    ({ handled }, aim) => ({ violation: pick(handled, aim)?.violation }),
  ],
  deductByStudy: [
    1,
    () =>
      drafted('deductByStudy', {
        driver: driver(),
        way: fc.constantFrom(...STUDY_WAYS),
        ownVehicleOverdue: mostly(false, fc.boolean()),
      }),
    ({ handled }, aim) => ({ driver: pick(handled, aim)?.driver }),
  ],
  completeFullScoreStudy: [
    1,
    () =>
      drafted('completeFullScoreStudy', {
        driver: driver(),
        days: fc.constantFrom(6, 7, 14, 29, 30, 120),
        tests: mostly([...LICENCE_TESTS], fc.subarray([...LICENCE_TESTS])),
      }),
    ({ handled }, aim) => ({ driver: pick(handled, aim)?.driver }),
  ],
  changeVehicle: [
    1,
    () =>
      drafted('changeVehicle', {
        vehicle: vehicle(),
        plateType: fc.oneof(
          { weight: 3, arbitrary: fc.constantFrom('02', '52', '01') },
          fc.constantFrom(...PLATE_TYPES),
        ),
        operating: fc.boolean(),
      }),
    AT_NOTHING,
  ],
  deregisterVehicle: [
    1,
    () => drafted('deregisterVehicle', { vehicle: vehicle(), because: fc.constantFrom(...DEREGISTRATIONS) }),
    AT_NOTHING,
  ],
  reissueLicence: [
    1,
    () =>
      fc
        .tuple(
          drafted('reissueLicence', {
            driver: driver(),
            licence: fc.record({ states: states(), classes: classes() }, PLAIN),
          }),
          fc.oneof({ weight: 3, arbitrary: fc.constant({ years: 0, days: 0 }) }, issuedDays()),
        )
        .map(({ 0: one, 1: when }) => ({ ...one, issued: when })),
    AT_NOTHING,
  ],
  enrolDriver: [
    1,
    () => enrolDriver(driver(), issuedDays()).chain((one) => wait().map((later) => ({ ...one, wait: later }))),
    AT_NOTHING,
  ],
  tellHistory: [0, () => drafted('tellHistory', { driver: driver() }), AT_NOTHING],
  enrolVehicle: [
    1,
    () => enrolVehicle(vehicle()).chain((one) => wait().map((later) => ({ ...one, wait: later }))),
    AT_NOTHING,
  ],
}

/** The unchecked cast is here alone: the shapes of drafts are those of the commands. */
function drafted<T extends CommandType>(
  type: T,
  fields: { readonly [key: string]: fc.Arbitrary<unknown> },
): fc.Arbitrary<Draft> {
  return fc
    .record({
      wait: wait(),
      fields: fc.record(fields, PLAIN),
      aim: fc.option(fc.nat({ max: 999 }), { freq: 4, nil: undefined }),
    })
    .map(({ wait: later, fields: drawn, aim }) => {
      return { wait: later, command: { type, ...drawn } as unknown as Draft['command'], aim }
    })
}

function enrolDriver(id: fc.Arbitrary<string>, issued: fc.Arbitrary<Issued>): fc.Arbitrary<Draft> {
  const fields = {
    id: fc.oneof({ weight: 20, arbitrary: id }, fc.constant('u1')),
    licence: fc.record({ states: states(), classes: classes() }, PLAIN),
  }
  return fc.tuple(drafted('enrolDriver', fields), issued).map(({ 0: one, 1: when }) => ({ ...one, issued: when }))
}

function enrolVehicle(id: fc.Arbitrary<string>): fc.Arbitrary<Draft> {
  const vehicles = drafted('enrolVehicle', {
    id,
    owner: owner(),
    plateType: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom('02', '52') },
      { weight: 2, arbitrary: fc.constantFrom('01', '07') },
      fc.constantFrom(...PLATE_TYPES),
    ),
    operating: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.boolean()),
  })
  return fc.tuple(vehicles, seldom(ago())).map(({ 0: one, 1: owned }) => ({ ...one, owned }))
}

function driver(): fc.Arbitrary<string> {
  return fc.constantFrom(...DRIVERS)
}

function vehicle(): fc.Arbitrary<string> {
  return fc.constantFrom(...VEHICLES)
}

function violation(): fc.Arbitrary<string> {
  return fc.constantFrom(...VIOLATIONS)
}

/** Of every two owners one is a driver; now and then a unit's id is claimed by a person, or a person's by a unit. */
function owner(): fc.Arbitrary<{ kind: 'individual' | 'unit'; id: string }> {
  const individual = fc.constantFrom(...DRIVERS, 'o1', 'o2').map((id) => ({ kind: 'individual' as const, id }))
  const kind = fc.constantFrom('individual' as const, 'unit' as const)
  const anybody = fc.record({ kind, id: fc.constantFrom(...DRIVERS, ...OWNERS) }, PLAIN)
  const unit = fc.constant({ kind: 'unit' as const, id: 'u1' })
  return fc.oneof(
    { weight: 8, arbitrary: individual },
    { weight: 2, arbitrary: unit },
    { weight: 1, arbitrary: anybody },
  )
}

function states(): fc.Arbitrary<readonly string[]> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.constant(['renewal-deferred']) },
    { weight: 2, arbitrary: fc.shuffledSubarray([...LICENCE_STATES], { maxLength: 3 }) },
  )
}

function classes(): fc.Arbitrary<readonly string[]> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(['C1'], ['A1', 'D']) },
    { weight: 1, arbitrary: fc.shuffledSubarray([...LICENCE_CLASSES]) },
  )
}

/** Mostly at the same instant; else by a little, across midnight, to where fines fall due and where periods end. */
function wait(): fc.Arbitrary<Wait> {
  const day = fc.constantFrom(0, 1, DAY - 1, 36_000_000)
  return fc.oneof(
    { weight: 14, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.constantFrom(1, 3_600_000) },
    { weight: 5, arbitrary: fc.record({ days: fc.constantFrom(1, 1, 2, 7), at: day }) },
    { weight: 2, arbitrary: fc.record({ days: fc.constantFrom(20, 21, 22, 23, 150), at: day }) },
    { weight: 2, arbitrary: fc.record({ years: fc.constant(1), days: fc.integer({ min: -1, max: 1 }) }) },
    { weight: 1, arbitrary: fc.constantFrom(-1, -DAY) },
  )
}

/** How long before its record a violation happened: now, today, yesterday, long ago, at the edge of two years, in future. */
function ago(): fc.Arbitrary<Wait> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(0, -1, -3_600_000) },
    { weight: 4, arbitrary: fc.record({ days: fc.constantFrom(0, -1, -1, -7), at: fc.constantFrom(0, DAY - 1) }) },
    { weight: 1, arbitrary: fc.record({ years: fc.constantFrom(-1, -2), days: fc.integer({ min: -1, max: 1 }) }) },
    { weight: 1, arbitrary: fc.constant(1) },
  )
}

/** Days of first issue around this date in an earlier year; 29 February; the edge of the future. */
function issuedDays(): fc.Arbitrary<Issued> {
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ years: fc.integer({ min: 0, max: 4 }), days: fc.integer({ min: -2, max: 0 }) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ years: fc.integer({ min: 1, max: 4 }), days: fc.integer({ min: 1, max: 30 }) }),
    },
    { weight: 2, arbitrary: fc.constantFrom('2012-02-29', '2000-02-29', '1999-12-31') },
    { weight: 1, arbitrary: fc.constant({ years: 0, days: 1 }) },
  )
}

function seldom<T>(any: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, any)
}

function mostly<T>(usual: T, any: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, any)
}
