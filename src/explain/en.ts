import type { Finding } from '../decision.ts'
import type { LicenceState } from '../driver.ts'
import type { Citation } from '../rules/citation.ts'
import type { Question } from '../rules/rule.ts'
import { PLATE_TYPES, type PlateType } from '../vehicle.ts'
import { names, sources } from './en-names.ts'
import type { Compared, Judgement, Judgements, Locale } from './locale.ts'
import {
  freeOf,
  inYuan,
  isSelfService,
  isWindowFree,
  type Precision,
  precisionOf,
  secondsOf,
  sharedWith,
} from './words.ts'

type Channels = Finding['channels']

const judged: Judgements = {
  'no-rule-set-in-force': {
    fails: ({ supplied, limit }) =>
      typeof limit === 'string'
        ? `No rule is in force on ${dayOf(supplied)}, before the first begins on ${dayOf(limit)}; nothing helps`
        : `The rule set does not provide for ${names.questions[supplied as Question]}; nothing helps`,
  },
  'own-vehicle': {
    holds: () => 'The vehicle is registered to another owner',
    fails: () => "The vehicle is the driver's own; no binding is needed, handle its violations directly",
  },
  'already-bound': {
    holds: () => 'The driver has no open binding of this vehicle',
    fails: () => 'The driver has bound this vehicle already; no second binding is needed, handle under the present one',
  },
  'driver-cap': /* @__PURE__ */ capped(
    (nth) => `This would be the driver's ${ordinal(nth)} vehicle of others bound at once`,
    grouped,
    (nth, most) => `release ${someOf(nth - most, nth - 1)} first`,
  ),
  'vehicle-cap': /* @__PURE__ */ capped(
    (nth) => `This would be the ${ordinal(nth)} driver besides the owner to have the vehicle bound at once`,
    grouped,
    (nth, most) => `the owner or the drivers must release ${someOf(nth - most, nth - 1)} first`,
  ),
  'lifetime-cap': /* @__PURE__ */ capped(
    (nth) => `This would be the driver's ${ordinal(nth)} binding in all (releasing gives none back)`,
    grouped,
  ),
  'daily-applications': /* @__PURE__ */ capped(
    (nth) => `This would be the driver's ${ordinal(nth)} application of the day`,
    grouped,
    () => 'apply again tomorrow',
  ),
  'yearly-applications': /* @__PURE__ */ capped(
    (nth) => `This would be the driver's ${ordinal(nth)} application of the calendar year`,
    grouped,
    () => 'apply again next calendar year',
  ),
  'plate-type': {
    holds: ({ supplied, channels }) => `The plate type is ${names.plateTypes[supplied]}, which is accepted${by(channels)}`,
    fails: ({ supplied, limit, channels }) =>
      `The plate type is ${names.plateTypes[supplied]}, which is not accepted${by(channels)} (${platesOf(limit)}); ${otherwise(channels)}`,
  },
  'non-operating': {
    holds: () => 'The vehicle is not used for hire',
    fails: ({ channels }) => `The vehicle is used for hire and not bound${by(channels)}; ${otherwise(channels)}`,
  },
  'owner-kind': {
    holds: ({ supplied, channels }) => `The owner is ${names.ownerKinds[supplied]}, which is accepted${by(channels)}`,
    fails: ({ supplied, limit, channels }) => {
      const kinds = either(limit.map((kind) => names.ownerKinds[kind]))
      return `The owner is ${names.ownerKinds[supplied]}, and only ${kinds} is accepted${by(channels)}; ${otherwise(channels)}`
    },
  },
  'owner-consent': {
    holds: ({ supplied }) =>
      supplied === 'none' ? 'The owner need not agree' : `The owner agreed ${names.ownerConsents[supplied]}`,
    fails: ({ supplied, limit, channels }) => {
      const ways = limit.filter((way) => way !== 'none').map((way) => names.ownerConsents[way])
      const lack =
        supplied === 'none' ? 'The owner has not agreed' : `To agree ${names.ownerConsents[supplied]} is not enough`
      const help = `the owner must agree ${either(ways)}${orElse(channels)}`
      return `${lack}; ${ways.length === 0 ? otherwise(channels) : help}`
    },
  },
  'identity-verified': {
    holds: () => "The driver's identity was checked",
    fails: ({ channels }) =>
      `The driver's identity was not checked; ${isWindowFree(channels) ? 'pass the face check, or go to a window' : 'show the original licence and identity document'}`,
  },
  'violation-open': {
    holds: () => 'The violation has not been handled yet',
    fails: ({ supplied }) =>
      supplied === 'handled'
        ? 'The violation has been handled already; this is done once only, and there is nothing left to do'
        : 'The violation has been withdrawn; there is nothing to handle',
  },
  'not-before-occurrence': {
    holds: ({ supplied, limit }) => dated(supplied, 'is not after the handling of', limit),
    fails: ({ supplied, limit }) => `${dated(supplied, 'is after the handling of', limit)}; check the times`,
  },
  'open-binding': {
    holds: ({ supplied }) => `The driver bound this vehicle on ${dayOf(supplied as string)}`,
    fails: ({ channels }) => {
      const earlier = isWindowFree(channels) ? 'for earlier violations go to a window' : 'earlier violations stay closed'
      return `The driver has no open binding of this vehicle, which is needed${by(channels)}; bind it first, but as a rule ${earlier}`
    },
  },
  'since-binding': {
    holds: ({ supplied, limit, relation }) =>
      dated(supplied, `is ${relation === '>' ? 'after' : 'not before'} the binding of`, limit),
    fails: ({ supplied, limit, relation, channels }) => {
      const since = relation === '>' ? 'after the day' : limit.length === 10 ? 'since the day' : 'since the moment'
      const when = dated(supplied, `is ${relation === '>' ? 'not after' : 'before'} the binding of`, limit)
      return `${when}, and only violations ${since} of binding are handled${by(channels)}; ${otherwise(channels)}`
    },
  },
  'fine-limit': /* @__PURE__ */ capped((fen) => `The fine is ${money(fen)}`, money),
  'recorded-by-monitoring': {
    holds: () => 'The violation was recorded by monitoring equipment',
    fails: ({ channels }) =>
      `The violation was recorded by an officer on the spot, and only monitoring records are handled${by(channels)}; ${otherwise(channels)}`,
  },
  'points-room': {
    holds: ({ supplied, limit }) => `Points this scoring period would come to ${grouped(supplied)}, below ${limit}`,
    fails: ({ supplied, limit, channels }) =>
      `Points this scoring period would come to ${grouped(supplied)}, and must stay below ${limit}${by(channels)}; ${untilThen(channels)}`,
  },
  'single-points-limit': /* @__PURE__ */ capped((points) => `The violation carries ${count(points, 'point')}`, grouped),
  'licence-state': {
    holds: ({ supplied }) =>
      supplied.length === 0
        ? 'The licence is in order'
        : `The licence is marked ${states(supplied)}, which does not bar handling`,
    fails: ({ supplied, limit, channels }) =>
      `The licence is marked ${states(sharedWith(supplied, limit))}, which bars handling${by(channels)}; ${
        isWindowFree(channels) ? otherwise(channels) : 'nothing helps until it is in order again'
      }`,
  },
  'licence-class': {
    holds: ({ supplied, limit }) => `Licence class ${either(sharedWith(supplied, limit))} covers the vehicle`,
    fails: ({ supplied, limit, channels }) => {
      const lack = supplied.length === 0 ? 'The licence has no class' : `Licence class ${either(supplied)} does not cover the vehicle`
      const need = limit.length === 0 ? 'and no class does' : `which takes ${either(limit)}`
      return `${lack}, ${need}; ${otherwise(channels)}`
    },
  },
  'repeat-full-score': {
    holds: ({ supplied, limit }) => `The driver had ${studies(supplied)} this scoring period, fewer than ${limit}`,
    fails: ({ supplied, limit, channels }) =>
      `The driver had ${studies(supplied)} this scoring period, and from ${limit} on nothing is handled for others${by(channels)}; ${untilThen(channels)}`,
  },
  'offender-present': {
    holds: () => 'The offender is present',
    fails: () => 'The offender is not present, and must come to the window in person',
  },
  'vehicles-per-year': /* @__PURE__ */ capped(
    (vehicles) => `The driver's violations of others within a year concern ${count(vehicles, 'vehicle')}, this one included`,
    grouped,
    () => 'wait until earlier ones are a year old',
  ),
  'drivers-per-year': /* @__PURE__ */ capped(
    (drivers) => `The vehicle's violations within a year were handled by ${count(drivers, 'driver')} besides the owner, this one included`,
    grouped,
    () => 'wait until earlier ones are a year old',
  ),
}

/** English, as an official would put it at a window. */
export const en: Locale = {
  tag: 'en',
  names,
  judged,
  unjudged: {
    unknown: ({ rule, missing }) =>
      `For the ${names.rules[rule]}, please state: ${missing.map((fact) => names.facts[fact]).join('; ')}`,
    'not-applicable': ({ rule, reason, channels }) => {
      if (reason === 'other-channel') return `The ${names.rules[rule]} applies only${by(channels)}, not to this channel`
      if (reason === 'own-vehicle') return `The ${names.rules[rule]} does not apply to the driver's own vehicle`
      if (rule === 'open-binding') return 'The violation carries no points, so no binding is needed'
      if (rule === 'points-room') return 'The violation carries no points, so those held do not matter'
      if (rule === 'since-binding') {
        return 'The date of binding does not matter: no points, no binding, or a first binding that clears earlier violations'
      }
      return `The ${names.rules[rule]} does not apply to this case`
    },
  },
  issues: {
    'wrong-type': (place, got, form) => `${place} has the wrong type: received ${got}, wanted ${form}`,
    missing: (place) => `${place} is missing`,
    'unknown-key': (_, got) => `There is no field ${got}`,
    unreadable: (place) => `${place} cannot be read`,
    hole: (place) => `${place} is a gap`,
    'too-many': (place, got, form) => `${place} has too many items: received ${got}, wanted ${form}`,
    repeated: (place, got) => `${place} is repeated: received ${got}`,
    'not-whole': (place, got, form) => `${place} is not a whole number: received ${got}, wanted ${form}`,
    'out-of-range': (place, got, form) => `${place} is out of range: received ${got}, wanted ${form}`,
    'not-listed': (place, got, form) => `${place} is not on the list: received ${got}, wanted ${form}`,
    empty: (place, _, form) => `${place} is empty: wanted ${form}`,
    'too-long': (place, got, form) => `${place} is too long: received ${got}, wanted ${form}`,
    'forbidden-character': (place, got) => `${place} contains a space or an invisible character: received ${got}`,
    'not-nfkc': (place, got) => `${place} contains a full-width or variant character: received ${got}`,
    malformed: (place, got, form) => `${place} has the wrong form: received ${got}, wanted ${form}`,
    'no-offset': (place, got) => `${place} lacks a time zone: received ${got}, for Beijing time add "+08:00"`,
    'no-such-day': (place, got) => `${place} does not exist: received ${got}, check the day and the time`,
    'wrong-check-digit': (place, got) => `${place} has the wrong check digit: received ${got}`,
    'ambiguous-letter': (place, got) => `${place} contains the letter I or O: received ${got}, check for the digit 1 or 0`,
    'not-in-sequence': (place, got) => `${place} is out of sequence: received ${got}`,
    'not-reproduced': (place, got) => `${place} does not come out when judged again: received ${got}`,
    overlapping: (place, got) => `${place} overlaps another provision of the same rule: received ${got}`,
    reserved: (place, got) => `${place} is reserved: received ${got}, choose another name`,
  },
  place: (name, item) => {
    if (name === undefined) return 'The input'
    return item === undefined ? `Field "${name}"` : `Item ${item + 1} of "${name}"`
  },
  forms: {
    instant: 'a time with its zone',
    id: 'an id of 1 to 64 visible characters',
    fen: 'a whole number of fen from 0 to 10,000,000,000',
    points: 'a whole number from 0 to 12',
    count: 'a whole number from 0 to 1,000,000',
    truth: 'yes or no',
    word: 'a listed word',
    words: 'listed words, each once',
  },
  pictures: {
    null: 'nothing',
    undefined: 'nothing',
    NaN: 'no number',
    Infinity: 'infinity',
    '-Infinity': 'minus infinity',
    object: 'an object',
    array: 'a list',
    true: 'yes',
    false: 'no',
  },
  headline: (head) => {
    if (head.verdict === 'invalid') return `Not judged: ${count(head.issues, 'fault')} in the input`
    const until = head.verifiedUntil === undefined ? '' : `, verified until ${dayOf(head.verifiedUntil)}`
    const question = names.questions[head.question]
    return `${question.charAt(0).toUpperCase()}${question.slice(1)}: ${names.verdicts[head.verdict]} under the rule set ${head.ruleSet}${until}`
  },
  sentence: (words, citation) => `${words}${citation === undefined ? '' : ` (${cite(citation)})`}.`,
}

/** A count, or a sum, and the most that it may be; without help only another channel is left. */
function capped(
  said: (supplied: number) => string,
  written: (limit: number) => string,
  help?: (supplied: number, limit: number) => string,
): { readonly [J in Judgement]: (finding: Compared) => string } {
  const words = ({ supplied, limit, channels }: Compared, so: string) =>
    `${said(supplied)}, ${so} the limit of ${written(limit)}${by(channels)}`
  return {
    holds: (finding) => words(finding, 'within'),
    fails: (finding) => {
      const { supplied, limit, channels } = finding
      const helped = help !== undefined && limit > 0
      return `${words(finding, 'over')}; ${helped ? help(supplied, limit) + orElse(channels) : otherwise(channels)}`
    },
  }
}

/** When the violation happened, beside another time; told as finely as their difference needs, in Beijing time. */
function dated(occurred: string, relation: string, other: string): string {
  const precision = precisionOf(occurred, other)
  const zone = precision === 'day' ? '' : ' (Beijing time)'
  return `The violation of ${momentOf(occurred, precision)} ${relation} ${momentOf(other, precision)}${zone}`
}

/** What a provision's channels are called after a limit; nothing when it binds all. */
function by(channels: Channels): string {
  if (channels === 'all') return ''
  if (isSelfService(channels)) return ' by self-service'
  return ` by ${listed(
    channels.map((channel) => names.channels[channel]),
    'and',
  )}`
}

/** What helps, when only another channel can. */
function otherwise(channels: Channels): string {
  if (isWindowFree(channels)) return 'it can be done at a window'
  const free = freeOf(channels)
  return free.length === 0 ? 'nothing helps, this binds every channel' : `it can be done${by(free)}`
}

/** What helps against a count of the scoring period. */
function untilThen(channels: Channels): string {
  return freeOf(channels).length === 0 ? 'nothing helps in this scoring period' : otherwise(channels)
}

/** What helps too, beside what was said. */
function orElse(channels: Channels): string {
  return isWindowFree(channels) ? ', or go to a window, which this does not bind' : ''
}

function platesOf(allowed: readonly PlateType[]): string {
  const others = sharedWith(PLATE_TYPES, allowed, false)
  const [words, list] = others.length < allowed.length ? ['all are but', others] : ['only', allowed]
  return `${words} ${listed(
    list.map((type) => names.plateTypes[type]),
    'and',
  )}`
}

function states(list: readonly LicenceState[]): string {
  return listed(
    list.map((state) => names.licenceStates[state]),
    'and',
  )
}

function studies(number: number): string {
  return `${grouped(number)} full-score ${number === 1 ? 'study' : 'studies'}`
}

/** one of the 3 */
function someOf(part: number, whole: number): string {
  if (part === whole) return part === 1 ? 'the one bound now' : `all ${grouped(whole)}`
  return `${part === 1 ? 'one' : grouped(part)} of the ${grouped(whole)}`
}

function either(list: readonly string[]): string {
  return listed(list, 'or')
}

function listed(list: readonly string[], last: string): string {
  return list.length < 2 ? list.join() : `${list.slice(0, -1).join(', ')} ${last} ${list.at(-1)}`
}

function count(number: number, noun: string): string {
  return `${grouped(number)} ${noun}${number === 1 ? '' : 's'}`
}

function money(fen: number): string {
  return `${grouped(inYuan(fen))} yuan`
}

/** 1,000,000 or 1,000,000.50 */
function grouped(number: number | string): string {
  const [whole = '', ...rest] = String(number).split('.')
  return [whole.replace(/\B(?=(?:\d{3})+$)/g, ','), ...rest].join('.')
}

/** 1st, 2nd, 3rd, 4th, 11th, 21st */
function ordinal(number: number): string {
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
function dayOf(day: string): string {
  return `${Number(day.slice(8, 10))} ${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`
}

/** 10 September 2018 at 15:00 */
function momentOf(text: string, precision: Precision): string {
  if (precision === 'day') return dayOf(text)
  const minute = `${dayOf(text)} at ${text.slice(11, 16)}`
  return precision === 'minute' ? minute : `${minute}:${secondsOf(text, precision)}`
}

/** Where a provision stands: an instrument and its article, or a statement and its day. */
function cite({ instrument, article, grade }: Citation): string {
  if (grade === 'H') return 'hypothetical reform'
  const name = Object.hasOwn(sources, instrument) ? sources[instrument] : instrument
  return /^\d/.test(article) ? `${name}, Article ${article}` : `${name}`
}
