import { frozen } from '../../input/freeze.ts'
import type { RegistryEvent } from '../../registry/log/events.ts'
import { bindingsOfVehicle, vehicleOf, violationOf } from '../../registry/queries/records.ts'
import type { Registry } from '../../registry/registry.ts'
import { daysAfter } from '../../values/calendar.ts'
import { type Instant, type LegalDay, legalDay } from '../../values/instant.ts'
import type { Goal, RememberedFact } from './goal.ts'

/** The caps are meant to allow three others. */
const MEANT = 3
/** The largest single fine that a binding lets one deal with, in fen. */
const SMALL_FINE = 20_000

/** A violation with points, handled by a driver who did not own the vehicle; the handling stands. */
interface ForOthers {
  readonly violation: string
  readonly vehicle: string
  readonly driver: string
  /** The day on which it occurred. */
  readonly day: LegalDay
}

/** Violations with points, of one vehicle and one day, are handled by more than three drivers who do not own it. */
export const manyDriversForOneVehicle: Goal<readonly ForOthers[]> = onHandlingForOthers(
  'A',
  {
    zh: '同一机动车同一天的有记分违法，由超过三名的非所有人处理',
    en: 'violations of one vehicle and one day, with points, are handled by more than three drivers who do not own it',
  },
  (handled) =>
    isMany(
      handled,
      ({ vehicle, day }) => `${day} ${vehicle}`,
      ({ driver }) => driver,
    ),
)

/** One driver handles violations with points, of one day, of more than three vehicles of others. */
export const manyVehiclesForOneDriver: Goal<readonly ForOthers[]> = onHandlingForOthers(
  'B',
  {
    zh: '一名驾驶人处理超过三辆他人机动车同一天的有记分违法',
    en: 'one driver handles violations of one day, with points, of more than three vehicles of others',
  },
  (handled) =>
    isMany(
      handled,
      ({ driver, day }) => `${day} ${driver}`,
      ({ vehicle }) => vehicle,
    ),
)

/** A driver binds ten times within ten days. */
export const tenBindingsInTenDays: Goal<readonly Bound[]> = onBindings('C1', 10, 10)
/** A driver binds six times within seven days. */
export const sixBindingsInSevenDays: Goal<readonly Bound[]> = onBindings('C2', 6, 7)

interface Recorded {
  /** Fines above 200 yuan on record, with who owned the vehicle when they were recorded. */
  readonly owners: readonly { readonly violation: string; readonly owner: string }[]
  readonly found: boolean
}

/** A fine above 200 yuan is handled, as the vehicle's owner, by a driver who was not its owner when it was recorded. */
export const handledAsLaterOwner: Goal<Recorded> = frozen({
  id: 'D',
  title: {
    zh: '超过200元的罚款，由记录时并非所有人的人以所有人身份处理',
    en: 'a fine above 200 yuan is handled as the owner by a driver who was not the owner when it was recorded',
  },
  init: { owners: [], found: false },
  next: (memory: Recorded, event: RegistryEvent, before: Registry): Recorded => {
    if (event.type === 'violation-recorded' && event.fine > SMALL_FINE) {
      const owner = vehicleOf(before, event.vehicle)?.owner.id as string
      return { ...memory, owners: [...memory.owners, { violation: event.id, owner }] }
    }
    if (event.type !== 'violation-handled') return memory
    const recorded = memory.owners.find(({ violation }) => violation === event.violation)
    const owner = ownerOf(before, event.violation)
    const found = recorded !== undefined && owner === event.driver && recorded.owner !== owner
    return found ? { ...memory, found } : memory
  },
  key: ({ owners, found }: Recorded): readonly RememberedFact[] => [
    ...owners.map(({ violation, owner }): RememberedFact => ['owner', violation, owner]),
    ...(found ? ([['found']] as const) : []),
  ],
  reached: ({ found }: Recorded) => found,
  memoryAlone: true,
  ignoresBindingDays: true,
})

interface Inherited {
  /** Violations with points on record, and whether their vehicle was transferred after they occurred. */
  readonly recorded: readonly { readonly violation: string; readonly vehicle: string; readonly inherited: boolean }[]
  /** When each vehicle was last transferred. */
  readonly transfers: readonly { readonly vehicle: string; readonly at: Instant }[]
  readonly found: boolean
}

/**
 * A violation with points is handled, as the vehicle's owner, by a driver who was not its owner when it occurred: the vehicle
 * was transferred between the act and its record.
 */
export const handledAsOwnerAfterTheAct: Goal<Inherited> = frozen({
  id: 'E',
  title: {
    zh: '有记分违法由违法时并非所有人的人以所有人身份处理',
    en: 'a violation with points is handled as the owner by a driver who was not the owner when it occurred',
  },
  init: { recorded: [], transfers: [], found: false },
  next: (memory: Inherited, event: RegistryEvent, before: Registry): Inherited => {
    const { recorded, transfers } = memory
    if (event.type === 'violation-recorded' && event.points > 0) {
      const { id: violation, vehicle, occurredAt } = event
      const inherited = transfers.some((each) => each.vehicle === vehicle && occurredAt < each.at)
      return { ...memory, recorded: [...recorded, { violation, vehicle, inherited }] }
    }
    if (event.type === 'vehicle-transferred') {
      const { vehicle, at } = event
      return {
        ...memory,
        recorded: recorded.map((each) => (each.vehicle === vehicle ? { ...each, inherited: true } : each)),
        transfers: [...transfers.filter((each) => each.vehicle !== vehicle), { vehicle, at }],
      }
    }
    if (event.type !== 'violation-handled' || ownerOf(before, event.violation) !== event.driver) return memory
    const found = recorded.some(({ violation, inherited }) => inherited && violation === event.violation)
    return found ? { ...memory, found } : memory
  },
  key: ({ recorded, transfers, found }: Inherited): readonly RememberedFact[] => [
    ...recorded.map(
      ({ violation, vehicle, inherited }): RememberedFact => [inherited ? 'inherited' : 'recorded', violation, vehicle],
    ),
    ...transfers.map(({ vehicle, at }): RememberedFact => [legalDay(at), vehicle]),
    ...(found ? ([['found']] as const) : []),
  ],
  reached: ({ found }: Inherited) => found,
  memoryAlone: true,
  ignoresBindingDays: true,
})

interface BoundThen {
  /** Violations with points on record, each with one driver who had the vehicle bound when it was recorded. */
  readonly bound: readonly { readonly violation: string; readonly driver: string }[]
  readonly found: boolean
}

/** A violation with points is handled by a driver who neither owns the vehicle nor had it bound when it was recorded. */
export const boundAfterTheFact: Goal<BoundThen> = frozen({
  id: 'F',
  title: {
    zh: '有记分违法由记录时尚未备案的非所有人处理',
    en: 'a violation with points is handled by a driver who neither owns the vehicle nor had it bound when it was recorded',
  },
  init: { bound: [], found: false },
  next: (memory: BoundThen, event: RegistryEvent, before: Registry): BoundThen => {
    if (event.type === 'violation-recorded' && event.points > 0) {
      const then = bindingsOfVehicle(before, event.vehicle).map(({ driver }) => ({
        violation: event.id as string,
        driver,
      }))
      return { ...memory, bound: [...memory.bound, ...then] }
    }
    if (event.type !== 'violation-handled' || violationOf(before, event.violation)?.points === 0) return memory
    const isOwn = ownerOf(before, event.violation) === event.driver
    const wasBound = memory.bound.some(
      ({ violation, driver }) => violation === event.violation && driver === event.driver,
    )
    return isOwn || wasBound ? memory : { ...memory, found: true }
  },
  key: ({ bound, found }: BoundThen): readonly RememberedFact[] => [
    ...bound.map(({ violation, driver }): RememberedFact => ['bound', violation, driver]),
    ...(found ? ([['found']] as const) : []),
  ],
  reached: ({ found }: BoundThen) => found,
  memoryAlone: true,
  ignoresBindingDays: true,
})

/** Ways round the rule 规避途径: goals that keep its letter and defeat its purpose. */
export const LOOPHOLES: readonly Goal<never>[] = frozen([
  manyDriversForOneVehicle,
  manyVehiclesForOneDriver,
  tenBindingsInTenDays,
  sixBindingsInSevenDays,
  handledAsLaterOwner,
  handledAsOwnerAfterTheAct,
  boundAfterTheFact,
] as unknown as Goal<never>[])

interface Bound {
  readonly driver: string
  readonly on: LegalDay
}

function onHandlingForOthers(
  id: string,
  title: Goal<unknown>['title'],
  reached: (handled: readonly ForOthers[]) => boolean,
): Goal<readonly ForOthers[]> {
  return frozen({
    id,
    title,
    init: [],
    next: (handled: readonly ForOthers[], event: RegistryEvent, before: Registry): readonly ForOthers[] => {
      if (event.type === 'handling-revoked') return handled.filter(({ violation }) => violation !== event.violation)
      if (event.type !== 'violation-handled') return handled
      const violation = violationOf(before, event.violation)
      if (violation === undefined || violation.vehicle === null || violation.points === 0) return handled
      if (ownerOf(before, event.violation) === event.driver) return handled
      const { vehicle, occurredAt } = violation
      return [...handled, { violation: violation.id, vehicle, driver: event.driver, day: legalDay(occurredAt) }]
    },
    key: (handled: readonly ForOthers[]): readonly RememberedFact[] =>
      handled.map(({ violation, vehicle, driver, day }): RememberedFact => [day, violation, vehicle, driver]),
    reached,
    memoryAlone: true,
    ignoresBindingDays: true,
  })
}

function onBindings(id: string, bindings: number, days: number): Goal<readonly Bound[]> {
  return frozen({
    id,
    title: {
      zh: `一名驾驶人${days}日内备案${bindings}次`,
      en: `one driver binds ${bindings} times within ${days} days`,
    },
    init: [],
    next: (bound: readonly Bound[], event: RegistryEvent): readonly Bound[] => {
      if (event.type !== 'vehicle-bound') return bound
      const on = legalDay(event.at)
      const before = daysAfter(on, -days)
      return [...bound.filter((each) => each.on > before), { driver: event.driver, on }]
    },
    key: (bound: readonly Bound[]): readonly RememberedFact[] =>
      bound.map(({ driver, on }): RememberedFact => [on, driver]),
    // Only the window that ends with the newest binding can have filled up just now.
    reached: (bound: readonly Bound[]) => {
      const newest = bound.at(-1)
      return newest !== undefined && bound.filter(({ driver }) => driver === newest.driver).length >= bindings
    },
    memoryAlone: true,
    ignoresBindingDays: true,
  })
}

/** Whether some group has more than three different members. */
function isMany<T>(list: readonly T[], groupOf: (item: T) => string, memberOf: (item: T) => string): boolean {
  const groups = new Map<string, Set<string>>()
  return list.some((item) => {
    const members = groups.get(groupOf(item)) ?? new Set()
    groups.set(groupOf(item), members.add(memberOf(item)))
    return members.size > MEANT
  })
}

function ownerOf(registry: Registry, violation: string): string | undefined {
  const vehicle = violationOf(registry, violation)?.vehicle ?? undefined
  return vehicle === undefined ? undefined : vehicleOf(registry, vehicle)?.owner.id
}
