import type { Finding } from '../../decision/decision.ts'
import type { Question } from '../../law/question.ts'
import type { Beside } from '../beside.ts'
import { bindsInVain } from '../beside.ts'
import type { Judgements } from '../locale.ts'
import { REFUSALS } from '../refusals.ts'
import { isWindowFree, isWindowOnly, sharedWith } from '../words.ts'
import {
  by,
  capped,
  count,
  dated,
  dayOf,
  either,
  grouped,
  money,
  ordinal,
  platesOf,
  someOf,
  states,
  studies,
  unless,
} from './grammar.ts'
import { names } from './names.ts'

/** What is said of each rule when it holds and when it fails. */
export const judged: Judgements = {
  'no-rule-set-in-force': {
    fails: ({ supplied, limit }, beside) => {
      const principle = 'an act is judged by the rules of its day'
      if (typeof limit === 'string') {
        const none = `No rule is in force on ${dayOf(supplied)}, before the first begins on ${dayOf(limit)}`
        return `${none}; nothing helps: ${principle}`
      }
      if (supplied === 'bind' && beside?.ruleSet === 'cn-2013-05-02') {
        return `No binding existed under this rule set; violations of others' vehicles were handled directly; ${principle}`
      }
      const none = limit.length === 0 ? 'No rule is in force' : 'The rule set has nothing'
      return `${none} on ${names.questions[supplied as Question]}; nothing helps: ${principle}`
    },
  },
  'own-vehicle': {
    holds: () => 'The vehicle is registered to another owner',
    fails: () => REFUSALS['own-vehicle'][1],
  },
  'already-bound': {
    holds: () => 'The driver has no open binding of this vehicle',
    fails: () => REFUSALS['already-bound'][1],
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
    (_supplied, _limit, beside) => (beside?.yearUsedUp ? undefined : 'apply again tomorrow'),
  ),
  'yearly-applications': /* @__PURE__ */ capped(
    (nth) => `This would be the driver's ${ordinal(nth)} application of the calendar year`,
    grouped,
    () => 'apply again next calendar year',
  ),
  'plate-type': {
    holds: ({ supplied, channels }) =>
      `The plate type is ${names.plateTypes[supplied]}, which is accepted${by(channels)}`,
    fails: ({ supplied, limit, channels }) => {
      const said = `The plate type is ${names.plateTypes[supplied]}, and ${platesOf(limit, channels)}`
      return [said]
    },
  },
  'non-operating': {
    holds: () => 'The vehicle is not used for hire',
    fails: ({ channels }) => [`${REFUSALS['non-operating'][1]}, and such a vehicle cannot be bound${by(channels)}`],
  },
  'owner-kind': {
    holds: ({ supplied, channels }) => `The owner is ${names.ownerKinds[supplied]}, which is accepted${by(channels)}`,
    fails: ({ supplied, limit, channels }) => {
      const kinds = either(limit.map((kind) => names.ownerKinds[kind]))
      const lack = `only ${kinds} is accepted${by(channels)}`
      return [`The owner is ${names.ownerKinds[supplied]}, and ${lack}`]
    },
  },
  'owner-consent': {
    holds: ({ supplied }) =>
      supplied === 'none' ? 'The owner need not agree' : `The owner agreed ${names.ownerConsents[supplied]}`,
    fails: ({ supplied, limit }) => {
      const ways = limit.filter((way) => way !== 'none').map((way) => names.ownerConsents[way])
      const lack =
        supplied === 'none'
          ? 'The owner has not agreed'
          : `The owner's agreement ${names.ownerConsents[supplied]} is not enough`
      return [lack, ways.length === 0 ? undefined : `the owner must agree ${either(ways)}`]
    },
  },
  'identity-verified': {
    holds: () => "The driver's identity was checked",
    fails: ({ channels }) => [REFUSALS['identity-verified'][1], identify(channels)],
  },
  'violation-open': {
    holds: () => REFUSALS['violation-not-handled'][1],
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
    fails: ({ channels }, beside) => {
      const lack = `${REFUSALS['open-binding'][1]}, which is needed${by(channels)}`
      if (beside === undefined || !bindsInVain(beside)) return [lack, bindFirst(beside)]
      return [`${lack}; ${VAIN} an earlier day`]
    },
  },
  'since-binding': {
    holds: ({ supplied, limit, relation }) =>
      dated(supplied, `is ${relation === '>' ? 'after' : 'not before'} the binding of`, limit),
    fails: ({ supplied, limit, relation, channels }) => {
      const since = relation === '>' ? 'after the day' : limit.length === 10 ? 'since the day' : 'since the moment'
      const when = dated(supplied, `is ${relation === '>' ? 'not after' : 'before'} the binding of`, limit)
      const lack = `only violations ${since} of binding are handled${by(channels)}`
      return [`${when}, and ${lack}`]
    },
  },
  'fine-limit': /* @__PURE__ */ capped((fen) => `The fine is ${money(fen)}`, money),
  'recorded-by-monitoring': {
    holds: () => 'The violation was recorded by monitoring equipment',
    fails: ({ channels }) => {
      const lack = `only monitoring records are handled${by(channels)}`
      return [`${REFUSALS['recorded-by-monitoring'][1]}, and ${lack}`]
    },
  },
  'points-room': {
    holds: ({ supplied, limit }) => `Points this scoring period would come to ${grouped(supplied)}, below ${limit}`,
    fails: ({ supplied, limit, channels }) => {
      const said = `Points this scoring period would come to ${grouped(supplied)}, and must stay below ${limit}${by(channels)}`
      return [said, 'wait until points held are cleared or taken off']
    },
  },
  'single-points-limit': /* @__PURE__ */ capped((points) => `The violation carries ${count(points, 'point')}`, grouped),
  'licence-state': {
    holds: ({ supplied }) =>
      supplied.length === 0
        ? 'The licence is in order'
        : `The licence is marked ${states(supplied)}, which does not bar handling`,
    fails: ({ supplied, limit, channels }) => {
      const said = `The licence is marked ${states(sharedWith(supplied, limit))}, which bars handling${by(channels)}`
      return [said, unless(channels, 'nothing helps until it is in order again')]
    },
  },
  'licence-class': {
    holds: ({ supplied, limit }) => `Licence class ${either(sharedWith(supplied, limit))} covers this vehicle`,
    fails: ({ supplied, limit }) => {
      const lack =
        supplied.length === 0
          ? 'The licence has no class, and this vehicle'
          : `Licence class ${either(supplied)} does not cover this vehicle, which`
      const need = limit.length === 0 ? 'is covered by no licence class' : `takes ${either(limit)}`
      return [`${lack} ${need}`]
    },
  },
  'repeat-full-score': {
    holds: ({ supplied, limit }) => `The driver had ${studies(supplied)} this scoring period, fewer than ${limit}`,
    fails: ({ supplied, limit, channels }) => {
      const lack = `from ${limit} on nothing is handled for others${by(channels)}`
      const said = `The driver had ${studies(supplied)} this scoring period, and ${lack}`
      return [said, unless(channels, 'nothing helps in this scoring period')]
    },
  },
  'offender-present': {
    holds: () => 'The offender is present',
    fails: (_, beside) =>
      `${REFUSALS['offender-present'][1]}${beside?.settled ? '' : ', and must come to the window in person'}`,
  },
  'vehicles-per-year': /* @__PURE__ */ capped(
    (vehicles, beside) =>
      `In ${yearTo(beside)} the driver would have handled violations of ${count(vehicles, 'vehicle')} of others, this one included`,
    grouped,
    (vehicles, most) =>
      `wait until the last handling of ${someOf(vehicles - most, vehicles - 1, 'other ')} is a year old`,
  ),
  'drivers-per-year': /* @__PURE__ */ capped(
    (drivers, beside) =>
      `In ${yearTo(beside)} ${count(drivers, 'driver')} besides the owner, this one included, would have handled the vehicle's violations`,
    grouped,
    (drivers, most) => `wait until the last handling by ${someOf(drivers - most, drivers - 1, 'other ')} is a year old`,
  ),
}

/** Originals cannot be shown to an app, nor is a face checked by machine at a window. */
function identify(channels: Finding['channels']): string {
  const [face, originals] = ['pass the face check', 'show the original licence and identity document']
  if (isWindowFree(channels)) return face
  return isWindowOnly(channels) ? originals : `${face}, or at a window ${originals}`
}

/** Whether to bind first helps: where a date of binding counts, a binding made now opens no violation of an earlier day. */
function bindFirst(beside: Beside | undefined): string {
  const first = 'bind it first'
  if (beside?.dating === 'undated') return first
  if (beside?.dating === 'no-first-binding') {
    return `${first}, which opens an earlier violation only if it is the vehicle's first binding`
  }
  // How finely the date of binding is read, a finding does not tell that dated nothing.
  if (beside?.before === 'same-day') {
    return `${first} if the whole day of binding counts, but if only later violations count, ${VAIN} the same day`
  }
  return `${first}, which opens no violation of an earlier day where the date of binding counts`
}
const VAIN = 'a binding made now would not open this violation, which is of'

/** The rolling year that ends with the handling, by its last day where that is known. */
function yearTo(beside: Beside | undefined): string {
  return beside?.actedOn === undefined ? 'one year' : `the year to ${dayOf(beside.actedOn)},`
}
