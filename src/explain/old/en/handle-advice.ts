import type { BindingNow } from '../context.ts'
import { type Ending, endingOf, lostIn, sharedWith } from '../grammar.ts'
import type { QuestionWords, TimesWords } from '../locale.ts'
import { roomBy } from '../points-room.ts'
import { bothAdvise } from './both.ts'
import { by, count, grouped, limitOf, listed, marks, money, someOf, states, studies, upTo } from './grammar.ts'
import { classesFor, NO_CLASS, uncovering } from './handle-fails.ts'

/** What a driver is told of the rules of a handling that fail: what to do, without sources. */
export const handleAdvice = (): QuestionWords<'handle'>['advice'] => ({
  ...bothAdvise,
  'violation-open': ({ supplied }) =>
    supplied === 'handled'
      ? 'This violation has been handled already; you need not handle it again'
      : 'This violation has been withdrawn; there is nothing to handle',
  'not-before-occurrence': (_, context) =>
    context?.asked.includes('occurredAt') === false
      ? 'By our records the violation is later than the request; please ask at a window'
      : 'The violation cannot be later than the request; check the time of the violation',
  'open-binding': (_, context) => {
    const { binding = 'perhaps' } = context ?? {}
    return binding === 'vain'
      ? ['You have not bound this vehicle, and a binding made now does not cover this violation']
      : ['You have not bound this vehicle', BIND_FIRST[binding]]
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
  'points-room': (finding, context) => {
    const { supplied, limit, channels } = finding
    const room = roomBy(finding, context)
    return [
      context?.settled
        ? `With ${grouped(limit)} points or more you cannot handle violations${by(channels)}`
        : `This would bring you to ${grouped(supplied)} points, and with ${grouped(limit)} or more you cannot handle violations${by(channels)}`,
      room && MAKE_ROOM[room],
    ]
  },
  'single-points-limit': ({ supplied, limit, channels }) => [
    `This violation carries ${count(supplied, 'point')}; violations of more than ${count(limit, 'point')} cannot be handled${by(channels)}`,
  ],
  'licence-state': ({ supplied, limit, channels }, context) => {
    const lost = lostIn(sharedWith(supplied, limit))
    if (lost.length > 0) {
      const state = `Your licence has been ${states(lost)}, and you cannot handle violations${by(channels)}`
      return [state, 'apply again when you have a new licence']
    }
    const barring = sharedWith(supplied, limit)
    const first = listed('and', endingOf(barring, ENDING))
    const help = [
      ...(first === '' ? [] : [`first ${first}`]),
      ...(barring.includes('full-points')
        ? [MAKE_ROOM[context?.study ?? (first === '' ? 'full-score' : 'full-score-in-order')]]
        : []),
    ].join('; ')
    return [
      `Your licence is marked ${marks(barring)}; until it is in order again you cannot handle violations${by(channels)}`,
      help,
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
    `You had ${studies(supplied)} this scoring period; until it ends you cannot handle violations of vehicles of others${by(channels)}`,
    'apply when it has ended',
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

/** Points of a fine that is not paid are not cleared. */
const CLEARED = 'pay your fines and wait until the scoring period ends and points are cleared'
const HANDLING = 'handle violations of vehicles of others'

/** Whether to bind first helps, as far as it is known. */
const BIND_FIRST: { readonly [B in Exclude<BindingNow, 'vain'>]: string } = {
  covers: 'bind it first',
  today: 'bind it today (a later binding does not cover this violation)',
  'from-its-day': 'bind it first (a binding covers violations from its day on)',
  first: "bind it first (that covers an earlier violation only if it is the vehicle's first binding)",
  perhaps: 'bind it first (that may not cover what happened before it)',
}

/** What ends a state of the licence. */
const ENDING: Ending = {
  expired: 'renew it',
  unverified: 'have it verified',
  'cancelled-restorable': 'apply to have it restored',
  'transferred-out': 'have it transferred in',
  locked: 'ask the traffic police about it',
}

/** What makes room for points. */
const MAKE_ROOM = {
  'full-score': 'first complete the full-score study and pass its test',
  'last-study': 'complete the full-score study, pass its test, and apply when the scoring period has ended',
  'full-score-in-order': 'apply when your licence is in order and you have passed the test of the full-score study',
  'last-study-in-order':
    'apply when your licence is in order, you have passed the test of the full-score study, and the scoring period has ended',
  none: undefined,
  clearing: CLEARED,
  // A call, which a bundler leaves out with what it belongs to; a template it keeps.
  study: /* @__PURE__ */ CLEARED.concat(', or have points taken off by study if you qualify'),
}

/** What a headline says of times that contradict each other. */
export const times = (): TimesWords['times'] => ({
  check: 'the binding is later than the request: check both times',
  recorded: 'Our records have a wrong time; please ask at a window',
})
