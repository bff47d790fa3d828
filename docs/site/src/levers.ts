import { yuan } from 'demerit'
import { cn2024, type RuleSet, reform } from 'demerit/rules'
import { type Changes, changesOf, reforming } from '../../demo/reforming.mjs'

/** What the page lets one change in the law of today. The window comes first: there the trade was. */
export interface Levers {
  readonly bindAtWindow: boolean
  readonly dateAtWindow: boolean
  readonly fineAtWindow: boolean
  readonly dayExcluded: boolean
  readonly driverCap: number
  readonly vehicleCap: number
  /** Days until the next driver may bind a vehicle, by a rule that no set has; 0: the rule is not there. */
  readonly coolingOff: number
  /** How many drivers may bind a vehicle in a calendar year, by a rule that no set has; 0: the rule is not there. */
  readonly driversAYear: number
}

export const NO_LEVER: Levers = {
  bindAtWindow: false,
  dateAtWindow: false,
  fineAtWindow: false,
  dayExcluded: false,
  driverCap: 3,
  vehicleCap: 3,
  coolingOff: 0,
  driversAYear: 0,
}

/** A lever by its name, and the value to which each is pulled to see what it alone stops. */
export type LeverName = keyof Levers
export const STATED: Levers = {
  bindAtWindow: true,
  dateAtWindow: true,
  fineAtWindow: true,
  dayExcluded: true,
  driverCap: 1,
  vehicleCap: 1,
  coolingOff: 30,
  driversAYear: 3,
}

/** No lever, each alone, and each pair. */
export const PULLS: readonly (readonly LeverName[])[] = [
  [],
  ...(Object.keys(STATED) as LeverName[]).flatMap((lever, index, all) => [
    [lever],
    ...all.slice(index + 1).map((other) => [lever, other]),
  ]),
]

/** The levers as they stand where some are pulled to their stated values. */
export function pulledTo(pull: readonly LeverName[]): Levers {
  return { ...NO_LEVER, ...Object.fromEntries(pull.map((name) => [name, STATED[name]])) }
}

/** The most that a slider can be set to. */
export const MOST = { driverCap: 6, vehicleCap: 6, coolingOff: 30, driversAYear: 6 } as const
/** A lever that is a number. */
export type LimitName = keyof typeof MOST

/** What the levers change that stand otherwise than today. */
export function changedBy(levers: Levers): Changes {
  return changesOf(
    Object.fromEntries(Object.entries(levers).filter(([name, value]) => value !== NO_LEVER[name as LeverName])),
  )
}

/** The law of today with the levers pulled. */
export function leversPulled(levers: Levers): RuleSet {
  const changes = changedBy(levers)
  return Object.keys(changes).length === 0 ? cn2024 : reform(cn2024, reforming(changes))
}

/** A ring as the page asks about it. */
export interface RingAsked {
  readonly licences: number
  readonly vehicles: number
  readonly days: number
  /** 0: as many as can be sold. */
  readonly violationsAVehicle: number
  /** Of each violation, in yuan. */
  readonly fine: number
  readonly price: number
}

export const USUAL_RING: RingAsked = {
  licences: 60,
  vehicles: 10,
  days: 30,
  violationsAVehicle: 0,
  fine: 200,
  price: 100,
}

/** A ring as `capacityOf` takes it, whose violations carry whatever one can. */
export function ringOf({ violationsAVehicle, fine, ...others }: RingAsked) {
  const supply = violationsAVehicle > 0 ? { violationsAVehicle } : {}
  return { ...others, ...supply, fine: yuan(fine), points: [1, 2, 3, 6, 12] }
}

/** What a field of a ring may be, small enough to be counted while one looks on. */
export const RING_LIMITS: { readonly [F in keyof RingAsked]: readonly [from: number, to: number] } = {
  licences: [1, 500],
  vehicles: [1, 500],
  days: [1, 365],
  violationsAVehicle: [0, 100],
  fine: [0, 10_000],
  price: [0, 10_000],
}
