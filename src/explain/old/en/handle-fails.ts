import type { BindingNow } from '../context.ts'
import { lostIn, sharedWith } from '../grammar.ts'
import type { QuestionWords } from '../locale.ts'
import { roomBy } from '../points-room.ts'
import { bothFail } from './both.ts'
import { driversPerYear, fineLimit, singlePointsLimit, vehiclesPerYear } from './caps.ts'
import { by, dated, grouped, listed, marks, over, someOf, studies, unless } from './grammar.ts'

/** What an official is told of the rules of a handling that fail. */
export const handleFails = (): QuestionWords<'handle'>['fails'] => ({
  ...bothFail,
  'violation-open': ({ supplied }) =>
    supplied === 'handled'
      ? 'The violation has been handled already; a violation is handled only once'
      : 'The violation has been withdrawn; there is nothing to handle',
  'not-before-occurrence': ({ supplied, limit }) =>
    `${dated(supplied, 'after the request of', limit)}; check the times`,
  'open-binding': ({ channels }, context) => {
    const lack = `The driver has no open binding of this vehicle, which is needed${by(channels)}`
    const { binding = 'perhaps' } = context ?? {}
    return binding === 'vain'
      ? [`${lack}; a binding made now would not cover this violation`]
      : [lack, BIND_FIRST[binding]]
  },
  'since-binding': ({ supplied, limit, relation, channels }) => {
    const since = relation === '>' ? 'after the day' : limit.length === 10 ? 'since the day' : 'since the moment'
    const when = dated(supplied, `${relation === '>' ? 'not after' : 'before'} the binding of`, limit)
    return [`${when}, and only violations ${since} of binding are handled${by(channels)}`]
  },
  'fine-limit': over(fineLimit),
  'recorded-by-monitoring': ({ channels }) => [
    `The violation was recorded by an officer on the spot, and only monitoring records are handled${by(channels)}`,
  ],
  // The points of a violation that was handled are held already: with them again the sum would be wrong.
  'points-room': (finding, context) => {
    const { supplied, limit, channels } = finding
    const room = roomBy(finding, context)
    return [
      context?.settled
        ? `Points this scoring period must stay below ${limit}${by(channels)}`
        : `Points this scoring period would come to ${grouped(supplied)}, and must stay below ${limit}${by(channels)}`,
      room && MAKE_ROOM[room],
    ]
  },
  'single-points-limit': over(singlePointsLimit),
  'licence-state': ({ supplied, limit, channels }) => [
    `The licence is marked ${marks(sharedWith(supplied, limit))}, which bars handling${by(channels)}`,
    unless(
      channels,
      lostIn(sharedWith(supplied, limit)).length > 0
        ? 'nothing can be handled until the driver has a new licence'
        : 'nothing can be handled until it is in order again',
    ),
  ],
  'licence-class': ({ supplied, limit }) => {
    const lack =
      supplied.length === 0
        ? 'The licence shows no vehicle class, and this vehicle'
        : `The ${uncovering(supplied)} this vehicle, which`
    return [limit.length === 0 ? NO_CLASS : `${lack} ${classesFor(limit)}`]
  },
  'repeat-full-score': ({ supplied, limit, channels }) => [
    `The driver had ${studies(supplied)} this scoring period; from ${limit} on, violations of vehicles of others cannot be handled${by(channels)} until the scoring period ends`,
  ],
  'offender-present': (_, context) =>
    `The offender is not present${context?.settled ? '' : ', and must come to the window in person'}`,
  'vehicles-per-year': over(
    vehiclesPerYear,
    (vehicles, most) =>
      `the driver must wait until a year has passed since the last handling for ${someOf(vehicles - most, vehicles - 1, 'other ')}`,
  ),
  'drivers-per-year': over(
    driversPerYear,
    (drivers, most) =>
      `the driver must wait until a year has passed since the last handling by ${someOf(drivers - most, drivers - 1, 'other ')}`,
  ),
})

/** Where no class is enough, what the licence has does not matter. */
export const NO_CLASS = 'No licence class covers this vehicle'

/** licence class C1 does not cover; licence classes, D and E, do not cover */
export function uncovering(classes: readonly string[]): string {
  if (classes.length === 1) return `licence class ${classes[0]} does not cover`
  return `licence classes, ${listed('and', classes)}, do not cover`
}

/** requires one of A1 and A3 */
export function classesFor(classes: readonly string[]): string {
  return `requires ${classes.length === 1 ? '' : 'one of '}${listed('and', classes)}`
}

/** Whether to bind first helps, as far as it is known. */
const BIND_FIRST: { readonly [B in Exclude<BindingNow, 'vain'>]: string } = {
  covers: 'the driver must bind it first',
  today: 'the driver must bind it on this day: a binding of a later day does not cover the violation',
  'from-its-day': 'the driver must bind it first; earlier days are not covered',
  first: "the driver must bind it first, which covers an earlier violation only if it is the vehicle's first binding",
  perhaps: 'the driver must bind it first, which may not cover what happened before it',
}

/** What makes room for points. */
const MAKE_ROOM = {
  'full-score': 'the full-score study and its test come first',
  'last-study': 'the full-score study, its test and the end of the scoring period come first',
  'full-score-in-order': 'a licence in order, the full-score study and its test come first',
  'last-study-in-order':
    'a licence in order, the full-score study, its test and the end of the scoring period come first',
  none: undefined,
  clearing: 'the driver must wait until points held are cleared',
  study: 'the driver must wait until points held are cleared or taken off',
}
