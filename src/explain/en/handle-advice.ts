import { bindsInVain, type DecisionContext, isAlone } from '../context.ts'
import { lostIn, sharedWith } from '../grammar.ts'
import type { QuestionWords } from '../locale.ts'
import { bothAdvise } from './both.ts'
import { by, count, grouped, limitOf, money, someOf, states, studies, upTo } from './grammar.ts'
import { classesFor, NO_CLASS, uncovering } from './handle-fails.ts'

/** What a driver is told of the rules of a handling that fail: what to do, without sources. */
export const handleAdvice = (): QuestionWords<'handle'>['advice'] => ({
  ...bothAdvise,
  'violation-open': ({ supplied }) =>
    supplied === 'handled'
      ? 'This violation has been handled already; you need not handle it again'
      : 'This violation has been withdrawn; there is nothing to handle',
  'not-before-occurrence': () => 'The violation cannot be later than its handling; check the time of the violation',
  'open-binding': (_, context) => {
    if (context !== undefined && bindsInVain(context)) {
      return ['You have not bound this vehicle, and to bind it now does not help: this violation is of an earlier day']
    }
    return ['You have not bound this vehicle', bindFirst(context)]
  },
  'since-binding': ({ relation, channels }) => [
    relation === '>'
      ? `This violation dates from the day of your binding or before, and cannot be handled${by(channels)}`
      : `This violation dates from before your binding, and cannot be handled${by(channels)}`,
  ],
  'fine-limit': ({ supplied, limit, channels }) => [
    `The fine is ${money(supplied)}; fines over ${money(limit)} cannot be handled${by(channels)}`,
  ],
  'recorded-by-monitoring': ({ channels }) => [
    `This violation was recorded by an officer on the spot, and cannot be handled${by(channels)}`,
  ],
  // The points of a violation that was handled are held already: with them again the sum would be wrong.
  'points-room': ({ supplied, limit, channels }, context) => [
    context?.settled
      ? `With ${grouped(limit)} points or more you cannot handle violations${by(channels)}`
      : `This would bring you to ${grouped(supplied)} points, and with ${grouped(limit)} or more you cannot handle violations${by(channels)}`,
    isAlone(context, limit)
      ? undefined
      : 'wait until the scoring period ends and points are cleared, or have points taken off by study',
  ],
  'single-points-limit': ({ supplied, limit, channels }) => [
    `This violation carries ${count(supplied, 'point')}; violations of more than ${count(limit, 'point')} cannot be handled${by(channels)}`,
  ],
  'licence-state': ({ supplied, limit, channels }) => {
    const lost = lostIn(sharedWith(supplied, limit))
    if (lost.length > 0) {
      const said = `Your licence has been ${states(lost)}, and you cannot handle violations${by(channels)}`
      return [said, 'apply again when you have a new licence']
    }
    return [
      `Your licence is marked ${states(sharedWith(supplied, limit))}; until it is in order again you cannot handle violations${by(channels)}`,
    ]
  },
  'licence-class': ({ supplied, limit }) => {
    const lack =
      supplied.length === 0
        ? 'Your licence shows no vehicle class, and this vehicle'
        : `Your ${uncovering(supplied)} this vehicle, which`
    return [limit.length === 0 ? NO_CLASS : `${lack} ${classesFor(limit)}`]
  },
  'repeat-full-score': ({ supplied, channels }) => [
    `You had ${studies(supplied)} this scoring period; until it ends you cannot handle violations of others' vehicles${by(channels)}`,
  ],
  'offender-present': ({ channels }) => {
    if (channels !== 'all' && !channels.includes('window')) {
      return 'You have to handle this violation in person, at a window'
    }
    return [`Handling${by(channels)} requires you in person`, 'come to the window yourself']
  },
  'vehicles-per-year': upTo(HANDLING, ({ supplied, limit, channels }) => [
    `With this one you would have handled violations of ${count(supplied, 'vehicle')} of others within a year, and the ${limitOf(channels)}limit is ${grouped(limit)}`,
    `wait until a year has passed since your last handling for ${someOf(supplied - limit, supplied - 1, 'other ')}`,
  ]),
  'drivers-per-year': upTo(HANDLING, ({ supplied, limit, channels }) => [
    `With you, ${count(supplied, 'driver')} besides the owner would have handled violations of this vehicle within a year, and the ${limitOf(channels)}limit is ${grouped(limit)}`,
    `wait until a year has passed since the last handling by ${someOf(supplied - limit, supplied - 1, 'other ')}`,
  ]),
})

const HANDLING = "handle violations of other people's vehicles"

/** Whether to bind first helps, as far as it is known. */
function bindFirst(context: DecisionContext | undefined): string {
  const first = 'bind it first'
  if (context?.dating === 'undated') return first
  if (context?.dating === 'no-first-binding') {
    return `${first} (that covers an earlier violation only if it is the vehicle's first binding)`
  }
  if (context?.before === 'same-day') return `${first} (that may not cover what happened before it)`
  return `${first} (a binding covers violations from its day on)`
}
