import type { Finding } from '../../../decision/decision.ts'
import type { Channel } from '../../../values/channel.ts'
import type { LicenceState } from '../../../values/licence.ts'
import { PLATE_TYPES, type PlateType } from '../../../values/vehicle.ts'
import type { DecisionContext } from '../context.ts'
import { freeOf, isSelfService, isWindowOnly, type Precision, precisionOf, secondsOf, sharedWith } from '../grammar.ts'
import type { Compared, Refused, Says } from '../locale.ts'
import { channels as CHANNEL_NAMES, licenceStates, plateTypes } from './labels.ts'

// How English sentences are built: counts and limits, channels, lists, numbers, days.

type Channels = Finding['channels']

/** How a cap is told: the count or sum, and the most that it may be. */
export interface Cap {
  readonly clause: (supplied: number, context?: DecisionContext) => string
  /** Of a count of bindings: how many there are without this one, which is not needed. */
  readonly had?: (before: number) => string
  readonly written: (limit: number) => string
}

export function within(cap: Cap): Says<Compared, string> {
  return (finding, context) => compared(cap, finding, 'within', context)
}

/**
 * Over a cap, and what helps then; without help only channels are told that are free. Of a limit of 0 no help is told, since none
 * makes room: a rule in which something helps also then has a sentence of its own.
 */
export function over(
  cap: Cap,
  help?: (supplied: number, limit: number, context?: DecisionContext) => string | undefined,
): Says<Compared, Refused> {
  return (finding, context) => {
    const { supplied, limit } = finding
    return [compared(cap, finding, 'over', context), limit > 0 ? help?.(supplied, limit, context) : undefined]
  }
}

/** What a driver is told of a cap; of a limit of 0, that nothing of the kind is done. */
export function upTo(act: string, say: Says<Compared, Refused>): Says<Compared, Refused> {
  return (finding, context) =>
    finding.limit === 0 ? [`Under this rule you cannot ${act}${by(finding.channels)}`] : say(finding, context)
}

function compared({ clause, had, written }: Cap, finding: Compared, so: string, context?: DecisionContext): string {
  const { supplied, limit, channels } = finding
  if (context?.settled && had) {
    const reached = supplied > limit ? 'is' : 'is not'
    return `${had(supplied - 1)}, and the ${limitOf(channels)}limit of ${written(limit)} ${reached} reached`
  }
  return `${clause(supplied, context)}, ${so} the ${limitOf(channels)}limit of ${written(limit)}`
}

/** The self-service limit, the window limit; nothing where a provision binds all channels. */
export function limitOf(channels: Channels): string {
  return channels === 'all' ? '' : `${named(channels)} `
}

/** When the violation happened, beside another time; told as finely as their difference needs, in Beijing time. */
export function dated(occurred: string, relation: string, other: string): string {
  const precision = precisionOf(occurred, other)
  const zone = precision === 'day' ? '' : ' (Beijing time)'
  return `The violation dates from ${momentOf(occurred, precision)}, ${relation} ${momentOf(other, precision)}${zone}`
}

/** What channels are called. */
export function named(channels: readonly Channel[]): string {
  if (isSelfService(channels)) return 'self-service'
  return listed(
    'and',
    channels.map((channel) => CHANNEL_NAMES[channel]),
  )
}

/** the 12123 app, the website or a kiosk: for a driver, who need not know what self-service is. */
export function oneOf(channels: readonly Channel[]): string {
  return either(channels.map((channel) => ONE_OF[channel]))
}
const ONE_OF: { readonly [C in Channel]: string } = {
  window: 'a window',
  app: 'the 12123 app',
  web: 'the website',
  kiosk: 'a kiosk',
}

/** go to a window, use the website */
export function going(free: readonly Channel[]): string {
  return free.includes('window') ? 'go to a window' : `use ${oneOf(free)}`
}

/** By which channels something is done; nothing when a provision binds all. */
export function by(channels: Channels): string {
  if (channels === 'all') return ''
  return isWindowOnly(channels) ? ' at a window' : ` by ${named(channels)}`
}

/** Which of the open channels this provision leaves free; where it leaves none of these, which it binds. */
export function scope(channels: Channels, isHelped: boolean, open?: readonly Channel[]): readonly string[] {
  const free = freeOf(channels)
  if (channels === 'all' || free.length === 0) return isHelped ? [] : ['this rule applies to every channel']
  const isFree = open === undefined ? free : sharedWith(free, open)
  return [isFree.length > 0 ? `this rule does not apply ${to(isFree)}` : `this rule applies ${to(channels)} only`]
}

/** What helps when no channel is free; else which are is told. */
export function unless(channels: Channels, help: string): string | undefined {
  return freeOf(channels).length === 0 ? help : undefined
}

/** does not apply at a window, to self-service */
export function to(free: readonly Channel[]): string {
  return isWindowOnly(free) ? 'at a window' : `to ${named(free)}`
}

/** A type that its label explains, in a list: without that. */
const SHORT: { readonly [P in PlateType]?: string } = { '01': 'large vehicle' }

/** only small cars and small new-energy cars are accepted by self-service; large vehicles are not accepted */
export function platesOf(allowed: readonly PlateType[], channels: Channels): string {
  const others = sharedWith(PLATE_TYPES, allowed, false)
  const areMost = others.length < allowed.length
  const list = areMost ? others : allowed
  const types = listed(
    'and',
    list.map((type) => `${(Object.hasOwn(SHORT, type) ? SHORT : plateTypes)[type]}s`),
  )
  return areMost ? `${types} are not accepted${by(channels)}` : `only ${types} are accepted${by(channels)}`
}

/** "not renewed in time" and "12 points reached": as a licence is marked. */
export function marks(list: readonly LicenceState[]): string {
  return listed(
    'and',
    list.map((state) => `"${licenceStates[state]}"`),
  )
}

/** revoked and cancelled */
export function states(list: readonly LicenceState[]): string {
  return listed(
    'and',
    list.map((state) => licenceStates[state]),
  )
}

/** Originals cannot be shown to an app, nor is a face checked by machine at a window. */
export function identify(channels: Channels): string {
  const face = 'pass the face check'
  const originals = 'show the original licence and identity document'
  if (channels !== 'all' && !channels.includes('window')) return face
  return channels.length === 1 ? originals : `${face}, or at a window ${originals}`
}

/** The same of an official, before whom the driver stands. */
export function inspect(channels: Channels): string {
  const face = 'the driver must pass the face check'
  const originals = "check the driver's original licence and identity document"
  if (channels !== 'all' && !channels.includes('window')) return face
  return channels.length === 1 ? originals : `${face}, or at a window ${originals}`
}

export function studies(number: number): string {
  return `${grouped(number)} full-score ${number === 1 ? 'study' : 'studies'}`
}

/** one of the 3, one of the other 3 */
export function someOf(part: number, whole: number, other = ''): string {
  if (whole === 1) return 'the other one'
  return `${part === whole ? 'each' : part === 1 ? 'one' : grouped(part)} of the ${other}${grouped(whole)}`
}

/** The rolling year that ends with the handling, by its last day where that is known. */
export function yearTo(context: DecisionContext | undefined): string {
  return context?.actedOn === undefined ? 'one year' : `the year to ${dayOf(context.actedOn)},`
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
  return `${amount(fen)} yuan`
}

/** 200, 200.50 */
export function amount(fen: number): string {
  const rest = fen % 100
  return `${grouped((fen - rest) / 100)}${rest === 0 ? '' : `.${String(rest).padStart(2, '0')}`}`
}

/** 1,000,000 */
export function grouped(number: number): string {
  const digits = String(number)
  const first = digits.length % 3 || 3
  let text = digits.slice(0, first)
  for (let at = first; at < digits.length; at += 3) text += `,${digits.slice(at, at + 3)}`
  return text
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
