import { mistaken } from '../../input/assert.ts'
import { CHANNELS } from '../../values/channel.ts'
import { parseLegalDay } from '../../values/instant.ts'
import { POINTS_LIMIT } from '../../values/violation.ts'
import { type AssumptionName, type Assumptions, ORDERS, type ToldCase } from './court-case.ts'

interface Kind {
  readonly wanted: string
  readonly accepts: (value: unknown) => boolean
}

function between(least: number, most: number): Kind {
  const accepts = (value: unknown): boolean => typeof value === 'number' && value >= least && value <= most
  return { wanted: `a number from ${least} to ${most}`, accepts }
}

function wholeBetween(least: number, most: number): Kind {
  const accepts = (value: unknown): boolean => Number.isInteger(value) && between(least, most).accepts(value)
  return { wanted: `a whole number from ${least} to ${most}`, accepts }
}

function oneOf(words: readonly string[]): Kind {
  return { wanted: `one of ${words.join(', ')}`, accepts: (value) => words.includes(value as string) }
}

const DAY: Kind = { wanted: 'a day YYYY-MM-DD', accepts: (value) => parseLegalDay(value).ok }

/** What each assumption can be. Bounds keep a case within a million acts. */
const KINDS: { readonly [Name in AssumptionName]: Kind } = {
  points: between(0.1, POINTS_LIMIT),
  ageDays: wholeBetween(0, 730),
  order: oneOf(ORDERS),
  violationsAVehicle: between(1, 1000),
  fineYuan: wholeBetween(0, 2000),
  channel: oneOf(CHANNELS),
  actsALicence: between(1, 1000),
  yuanAPoint: between(1, 1000),
  dearShare: between(0, 1),
  sharers: wholeBetween(1, 10),
  firstDay: DAY,
  lastDay: DAY,
}

/**
 * The assumptions of a case, each at its value or as given.
 *
 * @throws RangeError when one given is not an assumption of the case, or is out of range.
 */
export function assumedOf(courtCase: ToldCase, given: Partial<Assumptions>): Partial<Assumptions> {
  const names = Object.keys(courtCase.assumed) as AssumptionName[]
  for (const name of Object.keys(given)) {
    if (names.includes(name as AssumptionName)) continue
    throw mistaken('replayCase(assumptions)', name, `an assumption of ${courtCase.id}: ${names.join(', ')}`)
  }
  const assumed: Partial<Record<AssumptionName, unknown>> = {}
  for (const name of names) {
    const value: unknown = Object.hasOwn(given, name) ? given[name] : courtCase.assumed[name]?.value
    const { accepts, wanted } = KINDS[name]
    if (!accepts(value)) throw mistaken(`replayCase(assumptions.${name})`, value, wanted)
    assumed[name] = value
  }
  const { firstDay, lastDay } = assumed as Partial<Assumptions>
  if (firstDay !== undefined && lastDay !== undefined && firstDay > lastDay) {
    throw mistaken('replayCase(assumptions.lastDay)', lastDay, `a day from ${firstDay} on`)
  }
  return assumed as Partial<Assumptions>
}
