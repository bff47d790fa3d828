import { frozen } from '../../input/freeze.ts'
import { times } from '../../input/own.ts'
import { LICENCE_TESTS, STUDY_WAYS } from '../../law/points/regime.ts'
import type { Rules } from '../../law/rule-sets/rule-book.ts'
import type { Command } from '../../registry/commands/index.ts'
import type { OwnerConsent } from '../../values/channel.ts'
import { type LegalDay, timeOfDay } from '../../values/instant.ts'
import { daysOf, namesOf, type Operation, setsOf, type WholeSearchScope } from './scope.ts'

/** The owner of vehicles who is no driver. */
const OUTSIDER = 'o'
/** Plate types that a vehicle can change to: of a small car, of a large one. */
const PLATES = ['02', '01'] as const
/** Study long enough for every duty at the full score. */
const STUDY_DAYS = 60

/** What can be said to a registry within a scope: enrolments first, then on each day and at each time the same commands. */
export interface Menu {
  readonly drivers: readonly string[]
  readonly vehicles: readonly string[]
  readonly violations: readonly string[]
  readonly days: readonly LegalDay[]
  /** One list of enrolments for each way of owning the vehicles. */
  readonly starts: readonly (readonly Command[])[]
  /** Every command tried on day `day`, as number `turn` of that day, while `recorded` violations are on record. */
  on(day: number, turn: number, recorded: number): readonly Command[]
}

/** Makes the commands of a scope. All are dated: commands of one day come a minute apart from 9 o'clock on. */
export function menuOf(rules: Rules, scope: WholeSearchScope): Menu {
  const days = daysOf(scope)
  const menu = {
    drivers: namesOf('d', scope.drivers),
    vehicles: namesOf('v', scope.vehicles),
    violations: namesOf('x', scope.violations),
    days,
  }
  const consents = consentsOf(rules, scope)
  const made = new Map<number, readonly Command[]>()
  return {
    ...menu,
    starts: ownerships(scope).map((owners) => enrolments(menu, scope, owners)),
    on(day, turn, recorded) {
      const key = (day * 1440 + turn) * 32 + recorded
      let commands = made.get(key)
      if (commands === undefined) {
        commands = frozen(
          scope.operations.flatMap((type) =>
            TRIED[type]({ ...menu, scope, consents, day, recorded, at: timeOf(days, day, turn) }),
          ),
        )
        made.set(key, commands)
      }
      return commands
    },
  }
}

/** The minute of the day at which commands begin: 9 o'clock. */
const FIRST_MINUTE = 540
/** Most commands on one day, a minute each. */
export const MOST_TURNS: number = 1440 - FIRST_MINUTE

/** When command number `turn` of a day is given, from 0 to `MOST_TURNS` - 1. */
export function timeOf(days: readonly LegalDay[], day: number, turn: number): string {
  return `${days[day]}T${timeOfDay((FIRST_MINUTE + turn) * 60_000)}+08:00`
}

/** Early on a day, before any command of it. */
export function earlyOn(day: LegalDay | undefined): string {
  return `${day}T08:00:00.000+08:00`
}

interface Situation extends Omit<Menu, 'starts' | 'on'> {
  readonly scope: WholeSearchScope
  readonly consents: readonly OwnerConsent[]
  readonly day: number
  readonly recorded: number
  readonly at: string
}

const TRIED: { readonly [T in Operation]: (situation: Situation) => readonly Command[] } = {
  bind: ({ drivers, vehicles, scope, consents, at }) =>
    each(drivers, (driver) =>
      each(vehicles, (vehicle) =>
        each(scope.channels, (channel) =>
          consents.map(
            (ownerConsent): Command => ({
              type: 'bind',
              driver,
              vehicle,
              channel,
              ownerConsent,
              identityVerified: true,
              at,
            }),
          ),
        ),
      ),
    ),
  release: ({ drivers, vehicles, at }) =>
    each(drivers, (driver) =>
      vehicles.map((vehicle): Command => ({ type: 'release', driver, vehicle, by: 'driver', at })),
    ),
  transferVehicle: ({ drivers, vehicles, scope, at }) =>
    each(vehicles, (vehicle) =>
      (hasOutsider(scope) ? [...drivers, OUTSIDER] : drivers).map(
        (id): Command => ({ type: 'transferVehicle', vehicle, to: { kind: 'individual', id }, at }),
      ),
    ),
  changeLicence: ({ drivers, scope, at }) =>
    each(drivers, (driver) =>
      scope.licences.map(
        (states): Command => ({ type: 'changeLicence', driver, licence: { states, classes: ['C1'] }, at }),
      ),
    ),
  recordViolation: ({ vehicles, violations, scope, days, day, recorded, at }) => {
    const id = violations.at(recorded)
    if (id === undefined) return []
    const occurrences = scope.occurrences === 'as-recorded' ? [at] : [...days.slice(0, day + 1).map(earlyOn), at]
    return each(vehicles, (vehicle) =>
      each(scope.fines, (fine) =>
        each(scope.points, (points) =>
          occurrences.map(
            (occurredAt): Command => ({
              type: 'recordViolation',
              id,
              vehicle,
              occurredAt,
              fine,
              points,
              recordedBy: 'monitoring',
              at,
            }),
          ),
        ),
      ),
    )
  },
  withdrawViolation: (situation) =>
    onRecord(situation).map(
      (violation): Command => ({ type: 'withdrawViolation', violation, ground: 'other-error', at: situation.at }),
    ),
  handle: (situation) =>
    each(onRecord(situation), (violation) =>
      each(situation.drivers, (driver) =>
        situation.scope.channels.map(
          (channel): Command => ({
            type: 'handle',
            violation,
            driver,
            channel,
            offenderPresent: channel === 'window',
            identityVerified: true,
            at: situation.at,
          }),
        ),
      ),
    ),
  revokeHandling: (situation) =>
    onRecord(situation).map(
      (violation): Command => ({ type: 'revokeHandling', violation, ground: 'penalty-revoked', at: situation.at }),
    ),
  payFine: (situation) =>
    onRecord(situation).map((violation): Command => ({ type: 'payFine', violation, at: situation.at })),
  deductByStudy: ({ drivers, at }) =>
    drivers.map((driver): Command => ({ type: 'deductByStudy', driver, way: STUDY_WAYS[0], at })),
  completeFullScoreStudy: ({ drivers, at }) =>
    drivers.map(
      (driver): Command => ({ type: 'completeFullScoreStudy', driver, days: STUDY_DAYS, tests: LICENCE_TESTS, at }),
    ),
  changeVehicle: ({ vehicles, at }) =>
    each(vehicles, (vehicle) =>
      each(PLATES, (plateType) =>
        [false, true].map((operating): Command => ({ type: 'changeVehicle', vehicle, plateType, operating, at })),
      ),
    ),
  // For the reason that asks for least.
  deregisterVehicle: ({ vehicles, at }) =>
    vehicles.map((vehicle): Command => ({ type: 'deregisterVehicle', vehicle, because: 'scrapped', at })),
  reissueLicence: ({ drivers, days, day, at }) =>
    drivers.map((driver): Command => {
      const firstIssuedOn = days[day] as LegalDay
      return { type: 'reissueLicence', driver, licence: { states: [], classes: ['C1'], firstIssuedOn }, at }
    }),
}

function onRecord({ violations, recorded }: Situation): readonly string[] {
  return violations.slice(0, recorded)
}

function enrolments(
  { drivers, vehicles, days }: Pick<Menu, 'drivers' | 'vehicles' | 'days'>,
  { firstIssuedOn }: WholeSearchScope,
  owners: readonly (number | null)[],
): readonly Command[] {
  const at = `${days[0]}T00:00:00.000+08:00`
  return frozen([
    ...drivers.map(
      (id): Command => ({ type: 'enrolDriver', id, licence: { states: [], classes: ['C1'], firstIssuedOn }, at }),
    ),
    ...vehicles.map((id, index): Command => {
      const owner = owners.at(index)
      const owned = {
        kind: 'individual',
        id: typeof owner === 'number' ? (drivers[owner] as string) : OUTSIDER,
      } as const
      return { type: 'enrolVehicle', id, owner: owned, plateType: '02', operating: false, at }
    }),
  ])
}

/** Every way in which the drivers and the outsider can own the vehicles; the search merges ways that differ in names only. */
function ownerships({ start, drivers, vehicles, pinned }: WholeSearchScope): readonly (readonly (number | null)[])[] {
  if (start !== 'all-ownerships') return [start]
  let ways: (number | null)[][] = [[]]
  for (let vehicle = 0; vehicle < vehicles; vehicle++) {
    ways = ways.flatMap((way) => {
      // Drivers who own nothing yet are alike, unless some are called by name: one more of them is enough.
      const owning = Math.max(-1, ...way.map((owner) => owner ?? -1)) + 1
      const length = pinned.length > 0 ? drivers : Math.min(drivers, owning + 1)
      const owners = times(length, (driver) => driver)
      return [null, ...owners].map((owner) => [...way, owner])
    })
  }
  return ways
}

function hasOutsider({ start }: WholeSearchScope): boolean {
  return start === 'all-ownerships' || start.includes(null)
}

/** The owner agrees in the first way that each rule set accepts. */
function consentsOf(rules: Rules, scope: WholeSearchScope): readonly OwnerConsent[] {
  const consents = setsOf(rules, scope).map((set): OwnerConsent => {
    const asked = set.bind.find(({ rule }) => rule === 'owner-consent')
    return (asked?.rule === 'owner-consent' ? asked.accepted.at(0) : undefined) ?? 'none'
  })
  return [...new Set(consents)]
}

function each<T, R>(list: readonly T[], make: (item: T) => readonly R[]): readonly R[] {
  return list.flatMap((item) => make(item))
}
