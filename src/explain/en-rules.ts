import type { Question } from '../rules/rule.ts'
import type { Beside } from './beside.ts'
import {
  by,
  capped,
  cite,
  count,
  dated,
  dayOf,
  either,
  grouped,
  money,
  ordinal,
  orElse,
  otherwise,
  platesOf,
  someOf,
  states,
  studies,
  unless,
} from './en-grammar.ts'
import { names } from './en-names.ts'
import type { Judgements } from './locale.ts'
import { isWindowFree, sharedWith } from './words.ts'

/** What is said of each rule when it holds and when it fails. */
export const judged: Judgements = {
  'no-rule-set-in-force': {
    fails: ({ supplied, limit, citation }, beside) => {
      const since = `since ${dayOf(citation.since)} ${cite(citation)}`
      const principle = `(principle: an act is judged by the rules of its day; ${since})`
      if (typeof limit === 'string') {
        const none = `No rule is in force on ${dayOf(supplied)}, before the first begins on ${dayOf(limit)}`
        return `${none}; nothing helps ${principle}`
      }
      if (supplied === 'bind' && beside?.ruleSet === 'cn-2013-05-02') {
        return `No binding existed under this rule set; violations of others' vehicles were handled directly ${principle}`
      }
      const none = limit.length === 0 ? 'No rule is in force' : 'The rule set has nothing'
      return `${none} on ${names.questions[supplied as Question]}; nothing helps ${principle}`
    },
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
    holds: ({ supplied, channels }) =>
      `The plate type is ${names.plateTypes[supplied]}, which is accepted${by(channels)}`,
    fails: ({ supplied, limit, channels }) => {
      const lack = `which is not accepted${by(channels)} (${platesOf(limit)})`
      return `The plate type is ${names.plateTypes[supplied]}, ${lack}; ${otherwise(channels)}`
    },
  },
  'non-operating': {
    holds: () => 'The vehicle is not used for hire',
    fails: ({ channels }) => `The vehicle is used for hire and not bound${by(channels)}; ${otherwise(channels)}`,
  },
  'owner-kind': {
    holds: ({ supplied, channels }) => `The owner is ${names.ownerKinds[supplied]}, which is accepted${by(channels)}`,
    fails: ({ supplied, limit, channels }) => {
      const kinds = either(limit.map((kind) => names.ownerKinds[kind]))
      const lack = `only ${kinds} is accepted${by(channels)}`
      return `The owner is ${names.ownerKinds[supplied]}, and ${lack}; ${otherwise(channels)}`
    },
  },
  'owner-consent': {
    holds: ({ supplied }) =>
      supplied === 'none' ? 'The owner need not agree' : `The owner agreed ${names.ownerConsents[supplied]}`,
    fails: ({ supplied, limit, channels }) => {
      const ways = limit.filter((way) => way !== 'none').map((way) => names.ownerConsents[way])
      const lack =
        supplied === 'none'
          ? 'The owner has not agreed'
          : `The owner's agreement ${names.ownerConsents[supplied]} is not enough`
      const help = `the owner must agree ${either(ways)}${orElse(channels)}`
      return `${lack}; ${ways.length === 0 ? otherwise(channels) : help}`
    },
  },
  'identity-verified': {
    holds: () => "The driver's identity was checked",
    fails: ({ channels }) => {
      const help = isWindowFree(channels)
        ? 'pass the face check; windows are not bound by this'
        : 'show the original licence and identity document'
      return `The driver's identity was not checked; ${help}`
    },
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
    fails: ({ channels }, beside) =>
      `The driver has no open binding of this vehicle, which is needed${by(channels)}; ${bindFirst(beside)}${orElse(channels)}`,
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
    fails: ({ channels }) => {
      const lack = `only monitoring records are handled${by(channels)}`
      return `The violation was recorded by an officer on the spot, and ${lack}; ${otherwise(channels)}`
    },
  },
  'points-room': {
    holds: ({ supplied, limit }) => `Points this scoring period would come to ${grouped(supplied)}, below ${limit}`,
    fails: ({ supplied, limit, channels }) => {
      const lack = `must stay below ${limit}${by(channels)}`
      const help = unless(channels, 'only holding fewer points could help')
      return `Points this scoring period would come to ${grouped(supplied)}, and ${lack}; ${help}`
    },
  },
  'single-points-limit': /* @__PURE__ */ capped((points) => `The violation carries ${count(points, 'point')}`, grouped),
  'licence-state': {
    holds: ({ supplied }) =>
      supplied.length === 0
        ? 'The licence is in order'
        : `The licence is marked ${states(supplied)}, which does not bar handling`,
    fails: ({ supplied, limit, channels }) => {
      const help = unless(channels, 'nothing helps until it is in order again')
      return `The licence is marked ${states(sharedWith(supplied, limit))}, which bars handling${by(channels)}; ${help}`
    },
  },
  'licence-class': {
    holds: ({ supplied, limit }) => `Licence class ${either(sharedWith(supplied, limit))} covers the vehicle`,
    fails: ({ supplied, limit, channels }) => {
      const lack =
        supplied.length === 0
          ? 'The licence has no class'
          : `Licence class ${either(supplied)} does not cover the vehicle`
      const need = limit.length === 0 ? 'no class covers such a one' : `the vehicle takes ${either(limit)}`
      return `${lack}, ${need}; ${otherwise(channels)}`
    },
  },
  'repeat-full-score': {
    holds: ({ supplied, limit }) => `The driver had ${studies(supplied)} this scoring period, fewer than ${limit}`,
    fails: ({ supplied, limit, channels }) => {
      const lack = `from ${limit} on nothing is handled for others${by(channels)}`
      const help = unless(channels, 'nothing helps in this scoring period')
      return `The driver had ${studies(supplied)} this scoring period, and ${lack}; ${help}`
    },
  },
  'offender-present': {
    holds: () => 'The offender is present',
    fails: () => 'The offender is not present, and must come to the window in person',
  },
  'vehicles-per-year': /* @__PURE__ */ capped(
    (vehicles, beside) =>
      `In ${yearTo(beside)} the driver would have handled violations of ${count(vehicles, 'vehicle')} of others, this one included`,
    grouped,
    (vehicles, most) => `wait until the last handling of ${otherOnes(vehicles - most, vehicles - 1)} is a year old`,
  ),
  'drivers-per-year': /* @__PURE__ */ capped(
    (drivers, beside) =>
      `In ${yearTo(beside)} ${count(drivers, 'driver')} besides the owner, this one included, would have handled the vehicle's violations`,
    grouped,
    (drivers, most) => `wait until the last handling by ${otherOnes(drivers - most, drivers - 1)} is a year old`,
  ),
}

/** Whether to bind first helps: where a date of binding counts, a binding made now opens nothing older. */
function bindFirst(beside: Beside | undefined): string {
  if (beside === undefined) return 'bind it first, which opens no earlier violation where the date of binding counts'
  const { dating, actedOn, occurredOn } = beside
  if (dating === 'undated') return 'bind it first'
  if (dating === 'no-first-binding') {
    return "bind it first, which opens an earlier violation only if it is the vehicle's first binding"
  }
  if (actedOn === undefined || occurredOn === undefined)
    return 'a binding made now opens no violation of an earlier day'
  return occurredOn < actedOn
    ? 'a binding made now would not open this violation, which is of an earlier day'
    : 'bind it first, which opens this violation only if the day of binding counts whole'
}

/** The rolling year that ends with the handling, by its last day where that is known. */
function yearTo(beside: Beside | undefined): string {
  return beside?.actedOn === undefined ? 'one year' : `the year to ${dayOf(beside.actedOn)},`
}

/** one of the other 3 */
function otherOnes(part: number, whole: number): string {
  if (part === whole) return part === 1 ? 'the other one' : `each of the other ${grouped(whole)}`
  return `${part === 1 ? 'one' : grouped(part)} of the other ${grouped(whole)}`
}
