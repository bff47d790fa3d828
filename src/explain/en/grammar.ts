import type { Finding } from '../../decision/decision.ts'
import type { Citation } from '../../law/citation.ts'
import type { Channel } from '../../values/channel.ts'
import { inYuan } from '../../values/fen.ts'
import type { LicenceState } from '../../values/licence.ts'
import { PLATE_TYPES, type PlateType } from '../../values/vehicle.ts'
import type { Beside } from '../beside.ts'
import type { Compared, Judged } from '../locale.ts'
import { freeOf, isSelfService, isWindowOnly, type Precision, precisionOf, secondsOf, sharedWith } from '../words.ts'
import { names, sources } from './names.ts'

// How English sentences are built: counts and limits, channels, lists, numbers, days, citations.

type Channels = Finding['channels']

/** A count, or a sum, and the most that it may be; without help only channels are told that are free. */
export function capped(
  said: (supplied: number, beside?: Beside) => string,
  written: (limit: number) => string,
  help?: (supplied: number, limit: number, beside?: Beside) => string | undefined,
): Judged<Compared> {
  const words = ({ supplied, limit, channels }: Compared, so: string, beside?: Beside) =>
    `${said(supplied, beside)}, ${so} the ${channels === 'all' ? '' : `${named(channels)} `}limit of ${written(limit)}`
  return {
    holds: (finding, beside) => words(finding, 'within', beside),
    fails: (finding, beside) => {
      const { supplied, limit } = finding
      return [words(finding, 'over', beside), limit > 0 ? help?.(supplied, limit, beside) : undefined]
    },
  }
}

/** When the violation happened, beside another time; told as finely as their difference needs, in Beijing time. */
export function dated(occurred: string, relation: string, other: string): string {
  const precision = precisionOf(occurred, other)
  const zone = precision === 'day' ? '' : ' (Beijing time)'
  return `The violation of ${momentOf(occurred, precision)} ${relation} ${momentOf(other, precision)}${zone}`
}

/** What channels are called. */
function named(channels: readonly Channel[]): string {
  if (isSelfService(channels)) return 'self-service'
  return listed(
    'and',
    channels.map((channel) => names.channels[channel]),
  )
}

/** By which channels something is done; nothing when a provision binds all. */
export function by(channels: Channels): string {
  if (channels === 'all') return ''
  return isWindowOnly(channels) ? ' at a window' : ` by ${named(channels)}`
}

/**
 * Which channels this provision leaves free. Whether another channel would help is not said of one provision: others may
 * bind it, and only the headline has looked at all of them.
 */
export function scope(channels: Channels): string {
  const free = freeOf(channels)
  return free.length === 0 ? 'this rule applies to every channel' : `this rule does not apply ${to(free)}`
}

/** What helps when no channel is free; else which are is told. */
export function unless(channels: Channels, help: string): string | undefined {
  return freeOf(channels).length === 0 ? help : undefined
}

/** does not apply at a window, to self-service */
export function to(free: readonly Channel[]): string {
  return isWindowOnly(free) ? 'at a window' : `to ${named(free)}`
}

/** only small car and small new-energy car are accepted by self-service */
export function platesOf(allowed: readonly PlateType[], channels: Channels): string {
  const others = sharedWith(PLATE_TYPES, allowed, false)
  const [words, list] = others.length < allowed.length ? ['all types but', others] : ['only', allowed]
  const types = listed(
    'and',
    list.map((type) => names.plateTypes[type]),
  )
  return `${words} ${types} ${words === 'only' && list.length === 1 ? 'is' : 'are'} accepted${by(channels)}`
}

export function states(list: readonly LicenceState[]): string {
  return listed(
    'and',
    list.map((state) => names.licenceStates[state]),
  )
}

export function studies(number: number): string {
  return `${grouped(number)} full-score ${number === 1 ? 'study' : 'studies'}`
}

/** one of the 3, one of the other 3 */
export function someOf(part: number, whole: number, other = ''): string {
  if (whole === 1) return 'the other one'
  return `${part === whole ? 'each' : part === 1 ? 'one' : grouped(part)} of the ${other}${grouped(whole)}`
}

export function either(list: readonly string[]): string {
  return listed('or', list)
}

export function listed(last: 'and' | 'or', list: readonly string[]): string {
  return list.length < 2 ? list.join() : `${list.slice(0, -1).join(', ')} ${last} ${list.at(-1)}`
}

export function count(number: number, noun: string): string {
  return `${grouped(number)} ${noun}${number === 1 ? '' : 's'}`
}

export function money(fen: number): string {
  return `${grouped(inYuan(fen))} yuan`
}

/** 1,000,000 or 1,000,000.50 */
export function grouped(number: number | string): string {
  const [whole = '', ...rest] = String(number).split(/\./)
  return [whole.replace(/\B(?=(?:\d{3})+$)/g, ','), ...rest].join('.')
}

/** 1st, 2nd, 3rd, 4th, 11th, 21st */
export function ordinal(number: number): string {
  const tens = number % 100
  const ending = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')
  return `${grouped(number)}${ending}`
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** 10 September 2018 */
export function dayOf(day: string): string {
  return `${Number(day.slice(8, 10))} ${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`
}

/** 10 September 2018 at 15:00 */
function momentOf(text: string, precision: Precision): string {
  if (precision === 'day') return dayOf(text)
  const minute = `${dayOf(text)} at ${text.slice(11, 16)}`
  return precision === 'minute' ? minute : `${minute}:${secondsOf(text, precision)}`
}

/** Who said something, and when: 东莞时报2018年8月30日问答. */
const STATEMENT = /(.+?)(\d{4})年(1[0-2]|[1-9])月(?:(\d+)日)?/

/** Where a provision stands: an instrument and its article, or a statement and its day; what was inferred says so. */
export function cite({ instrument, article, grade }: Citation): string {
  if (grade === 'H') return 'hypothetical reform'
  const [, by = instrument, year, month, day] = STATEMENT.exec(instrument) ?? []
  const on = year === undefined ? '' : `, ${day === undefined ? '' : `${day} `}${MONTHS[Number(month) - 1]} ${year}`
  const name = Object.hasOwn(sources, by) ? `${sources[by]}${on}` : instrument
  const where = /^\d/.test(article) ? `${name}, Article ${article}` : name
  return grade === 'I' ? `inferred from ${where}` : where
}
