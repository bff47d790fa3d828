import { mistaken, mistyped, wholeArgument, wordArgument } from '../../input/assert.ts'
import { isArray } from '../../input/issue.ts'
import { ownOptions } from '../../input/options.ts'
import { type Rules, ruleSetFor, rulesArgument, setsIn } from '../../law/rule-sets/rule-book.ts'
import type { RuleSet } from '../../law/rule-sets/rule-set.ts'
import { daysAfter } from '../../values/calendar.ts'
import { CHANNELS, type Channel } from '../../values/channel.ts'
import { FEN_LIMIT, type Fen, yuan } from '../../values/fen.ts'
import { type LegalDay, parseLegalDay } from '../../values/instant.ts'
import { POINTS_LIMIT } from '../../values/violation.ts'
import { keptArgument } from '../kept.ts'

/**
 * When the violations that a ring takes over occurred: on a day before their vehicle was bound, on that day and before the
 * binding, or after the binding. If the rules ask for no binding the three are the same.
 */
export const OCCURRED = Object.freeze(['before', 'same-day', 'later'] as const)
/** One such time. */
export type Occurred = (typeof OCCURRED)[number]

/** A ring 团伙 that sells points, and how it goes about it. */
export interface Ring {
  /** Licences of the ring, fresh: a scoring period begins for each on the first day. From 1 to 10,000. */
  readonly licences: number
  /** Vehicles of customers. From 1 to 10,000. */
  readonly vehicles: number
  /** Violations of each vehicle, from 1 to 10,000; as many as can be sold, if not given. */
  readonly violationsAVehicle?: number
  /** Days in a row, from 1 to 365. */
  readonly days: number
  readonly channel: Channel
  /** Whether an official at the window states falsely that the offender is present. Makes no difference elsewhere. */
  readonly official: boolean
  readonly occurred: Occurred
  /** Points a violation carries: one number, or the numbers that the ring can choose among. From 1 to 12. */
  readonly points: number | readonly number[]
  /** What each violation is fined, in fen 分; 200 yuan, where the limit of a fine is wherever there is one, if not given. */
  readonly fine?: number
  /** What a point is sold for, in yuan. */
  readonly price: number
  /** The first day; the first day of the rule set, or of a book's last, if not given. */
  readonly firstDay?: string
}

/** A ring whose options were read, with the rule set of its first day. */
export interface KnownRing extends Omit<Ring, 'points' | 'fine' | 'firstDay' | 'violationsAVehicle'> {
  /** Infinite if there are as many as can be sold. */
  readonly violationsAVehicle: number
  readonly points: readonly number[]
  readonly fine: Fen
  readonly firstDay: LegalDay
  readonly rules: Rules
  readonly ruleSet: RuleSet
}

/** Most licences, and most vehicles. */
const MOST = 10_000
const MOST_DAYS = 365
const LATEST = '2199-12-31'
const FIELDS = [
  'licences',
  'vehicles',
  'violationsAVehicle',
  'days',
  'channel',
  'official',
  'occurred',
  'points',
  'fine',
  'price',
  'firstDay',
] as const satisfies readonly (keyof Ring)[]

/**
 * Reads a ring.
 *
 * @throws TypeError when `rules` is neither a rule set nor a rule book, or the ring has an unknown field or a field of
 * another type; RangeError, naming the field, when a value is out of range, or when the rules ask for a fact that no registry keeps.
 */
export function readRing(rules: Rules, ring: Ring): KnownRing {
  rulesArgument('capacityOf(rules)', rules)
  const given = ownOptions('capacityOf(ring)', ring, FIELDS)
  const { official, price } = given
  if (typeof official !== 'boolean') throw mistyped('capacityOf(ring.official)', official, 'true or false')
  if (typeof price !== 'number' || !(price >= 0 && price <= MOST_PRICE)) {
    throw mistaken('capacityOf(ring.price)', price, `a number from 0 to ${MOST_PRICE}`)
  }
  const { violationsAVehicle = Number.POSITIVE_INFINITY, fine = yuan(200) } = given
  if (violationsAVehicle !== Number.POSITIVE_INFINITY) {
    wholeArgument('capacityOf(ring.violationsAVehicle)', violationsAVehicle, 1, MOST)
  }
  const firstDay = readFirstDay(given.firstDay ?? setsIn(rules).at(-1)?.from)
  const days = wholeArgument('capacityOf(ring.days)', given.days, 1, MOST_DAYS)
  // Past the end of the calendar every day is its last one.
  if (days > 1 && daysAfter(firstDay, days - 2) === LATEST) {
    throw mistaken('capacityOf(ring.days)', days, `days up to ${LATEST}`)
  }
  const ruleSet = ruleSetFor(rules, firstDay)
  keptArgument('capacityOf(rules)', [ruleSet])
  return {
    licences: wholeArgument('capacityOf(ring.licences)', given.licences, 1, MOST),
    vehicles: wholeArgument('capacityOf(ring.vehicles)', given.vehicles, 1, MOST),
    violationsAVehicle,
    days,
    channel: wordArgument('capacityOf(ring.channel)', given.channel, CHANNELS),
    official,
    occurred: wordArgument('capacityOf(ring.occurred)', given.occurred, OCCURRED),
    points: readPoints(given.points),
    fine: wholeArgument('capacityOf(ring.fine)', fine, 0, FEN_LIMIT) as Fen,
    price,
    firstDay,
    rules,
    ruleSet,
  }
}
const MOST_PRICE = 1_000_000

function readFirstDay(input: unknown): LegalDay {
  const parsed = parseLegalDay(input)
  if (!parsed.ok) throw mistaken('capacityOf(ring.firstDay)', input, 'a day YYYY-MM-DD')
  return parsed.value
}

/** Every number once, ascending. */
function readPoints(input: unknown): readonly number[] {
  const list: readonly unknown[] = isArray(input) ? input : [input]
  if (list.length === 0) throw mistaken('capacityOf(ring.points)', input, 'a number, or a list of at least one')
  const read = list.map((each) => wholeArgument('capacityOf(ring.points)', each, 1, POINTS_LIMIT))
  return [...new Set(read)].sort((one, other) => one - other)
}
