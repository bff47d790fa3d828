import * as fc from 'fast-check'
import { type BindingFacts, COUNT_LIMIT, type HandlingFacts } from '../law/facts.ts'
import { CHANNELS, OWNER_CONSENTS } from '../values/channel.ts'
import { FEN_LIMIT, type Fen } from '../values/fen.ts'
import { type DriverId, ID, type OwnerId, type VehicleId } from '../values/ids.ts'
import { type Instant, parseInstant } from '../values/instant.ts'
import { LICENCE_CLASSES, LICENCE_STATES, type LicenceState } from '../values/licence.ts'
import { OWNER_KINDS, PLATE_TYPES } from '../values/vehicle.ts'
import { POINTS_LIMIT, RECORDERS, VIOLATION_STATES } from '../values/violation.ts'

const DAY = 86_400_000
/** The first and the last midnight of China that leave two days on either side, in epoch milliseconds. */
const FIRST_DAY: number = Date.UTC(1900, 0, 3) - 8 * 3_600_000
const DAYS: number = (Date.UTC(2199, 11, 29) - Date.UTC(1900, 0, 3)) / DAY

/**
 * Any whole row of facts about a binding 备案: every field over its whole range, more often near the limits that a rule
 * set may state. Every second vehicle or so is the driver's own.
 */
export function bindingFacts(): fc.Arbitrary<BindingFacts> {
  return fc
    .record({
      at: instants(1).map(([at]) => at as Instant),
      channel: fc.constantFrom(...CHANNELS),
      people: people(),
      vehicle: id() as fc.Arbitrary<VehicleId>,
      vehicleOwnerKind: fc.constantFrom(...OWNER_KINDS),
      plateType: mostly('02' as const, fc.constantFrom(...PLATE_TYPES)),
      operating: mostly(false, fc.boolean()),
      pairBound: mostly(false, fc.boolean()),
      driverBindings: count(),
      vehicleBindings: count(),
      driverBindingsEver: count(),
      driverApplicationsToday: mostly(0, count()),
      driverApplicationsThisYear: count(),
      ownerConsent: fc.constantFrom(...OWNER_CONSENTS),
      identityVerified: mostly(true, fc.boolean()),
    })
    .map(({ people: { driver, vehicleOwner }, ...facts }) => ({ ...facts, driver, vehicleOwner }))
}

/**
 * Any whole row of facts about a handling 处理: every field over its whole range, more often near the limits that a rule
 * set may state; the three instants mostly fall on neighbouring days.
 */
export function handlingFacts(): fc.Arbitrary<HandlingFacts> {
  return fc
    .record({
      dates: instants(3),
      bound: fc.integer({ min: 0, max: 4 }),
      channel: fc.constantFrom(...CHANNELS),
      people: people(),
      vehicle: id() as fc.Arbitrary<VehicleId>,
      plateType: mostly('02' as const, fc.constantFrom(...PLATE_TYPES)),
      violationState: mostly('open' as const, fc.constantFrom(...VIOLATION_STATES)),
      fine: fine(),
      points: fc.integer({ min: 0, max: POINTS_LIMIT }),
      recordedBy: mostly('monitoring' as const, fc.constantFrom(...RECORDERS)),
      firstBinding: fc.boolean(),
      licenceStates: mostly<readonly LicenceState[]>([], some(LICENCE_STATES)),
      licenceClasses: fc.oneof(
        some(LICENCE_CLASSES),
        fc.constantFrom(...LICENCE_CLASSES).map((one) => [one]),
      ),
      pointsHeld: fc.oneof(fc.integer({ min: 0, max: POINTS_LIMIT + 1 }), count()),
      fullScoreStudies: count(),
      offenderPresent: mostly(true, fc.boolean()),
      identityVerified: mostly(true, fc.boolean()),
      othersVehiclesHandledThisYear: count(),
      vehicleOtherDriversThisYear: count(),
    })
    .map(({ dates, bound, people: { driver, vehicleOwner }, ...facts }) => {
      const [at, occurredAt, since] = dates as readonly Instant[] as readonly [Instant, Instant, Instant]
      return { ...facts, at, occurredAt, boundSince: bound === 0 ? null : since, driver, vehicleOwner }
    })
}

/** Facts about a binding of which any may be missing: each fact absent or, now and then, present as `undefined`. */
export function partialBindingFacts(): fc.Arbitrary<Partial<BindingFacts>> {
  return partial(bindingFacts())
}

/** Facts about a handling of which any may be missing: each fact absent or, now and then, present as `undefined`. */
export function partialHandlingFacts(): fc.Arbitrary<Partial<HandlingFacts>> {
  return partial(handlingFacts())
}

/** Drops facts: usually a few, sometimes most. */
function partial<T extends object>(whole: fc.Arbitrary<T>): fc.Arbitrary<Partial<T>> {
  return fc
    .tuple(whole, fc.constantFrom(1, 4, 8), fc.array(fc.nat({ max: 9 }), { minLength: 32, maxLength: 32 }))
    .map(([facts, share, dice]) => {
      const kept: Record<string, unknown> = {}
      for (const [index, [name, value]] of Object.entries(facts).entries()) {
        const die = dice[index] ?? 0
        if (die > share) kept[name] = value
        else if (die === 1) kept[name] = undefined
      }
      return kept as Partial<T>
    })
}

/** Ids of any kind, among them those that are names of properties which every object has. */
function id(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(
      'd',
      'o',
      'v',
      '10',
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      '驾驶人-1',
      '粤B12345',
    ),
    fc.stringMatching(ID),
  )
}

function people(): fc.Arbitrary<{ driver: DriverId; vehicleOwner: OwnerId }> {
  return fc
    .tuple(id() as fc.Arbitrary<DriverId>, id() as fc.Arbitrary<OwnerId>, fc.integer({ min: 0, max: 2 }))
    .map(([driver, owner, own]) => ({ driver, vehicleOwner: own === 0 ? driver : owner }))
}

/** Counts: mostly of the size of a cap, sometimes any. */
function count(): fc.Arbitrary<number> {
  return fc.oneof({ weight: 7, arbitrary: fc.integer({ min: 0, max: 6 }) }, fc.integer({ min: 0, max: COUNT_LIMIT }))
}

/** Fines in fen: around 200 yuan, around nothing, and any. */
function fine(): fc.Arbitrary<Fen> {
  return fc.oneof(
    fc.constantFrom(0, 1, 5_000, 19_999, 20_000, 20_001, 200, FEN_LIMIT),
    fc.integer({ min: 0, max: 40_000 }),
    fc.integer({ min: 0, max: FEN_LIMIT }),
  ) as fc.Arbitrary<Fen>
}

/** Instants on neighbouring legal days, mostly at or right beside midnight or one common moment; now and then any. */
function instants(length: number): fc.Arbitrary<readonly Instant[]> {
  const moment = fc.oneof(
    fc.constantFrom(0, 1, DAY - 1, 54_000_000, 53_999_999, 54_000_001, 8 * 3_600_000 - 1, 8 * 3_600_000),
    fc.integer({ min: 0, max: DAY - 1 }),
  )
  const one = fc.record({
    shift: fc.integer({ min: -1, max: 1 }),
    moment,
    far: fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, fc.integer({ min: 0, max: DAYS })),
  })
  return fc
    .tuple(fc.integer({ min: 0, max: DAYS }), fc.array(one, { minLength: length, maxLength: length }))
    .map(([day, each]) =>
      each.map(({ shift, moment: within, far }) => instantAt(FIRST_DAY + ((far ?? day) + shift) * DAY + within)),
    )
}

function instantAt(epoch: number): Instant {
  const parsed = parseInstant(epoch)
  if (!parsed.ok) throw new RangeError(`instantAt(epoch): ${epoch} is no instant of the library`)
  return parsed.value
}

function some<T>(list: readonly T[]): fc.Arbitrary<readonly T[]> {
  return fc.oneof(fc.subarray([...list], { maxLength: 2 }), fc.shuffledSubarray([...list]))
}

/** The value that lets the other rules be reached, half of the time. */
function mostly<T>(usual: T, any: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof(fc.constant(usual), any)
}
