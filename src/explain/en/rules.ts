import { atWindow, barringOf, type EndableState, isLost } from '../../advice/helps.ts'
import { AT_WINDOW, type Paper } from '../../advice/papers.ts'
import type { JudgedOf, RuleOf } from '../../advice/rule-of.ts'
import type { Finding } from '../../decision/decision.ts'
import type { LicenceState } from '../../values/licence.ts'
import { PLATE_TYPES } from '../../values/vehicle.ts'
import type { HandlingWords, Names, OutcomeWords, QuestionWords } from '../locale.ts'
import { count, dayOf, listed, moment, money, number, ordinal } from './grammar.ts'
import { at, brought, licenceStates, ownerConsents, ownerKinds, plateTypes } from './values.ts'

// Of each rule: its name; what is so where it holds and where it fails (no today, no tomorrow, and nobody addressed); what to do.

type Both = (RuleOf<'bind'> & RuleOf<'handle'>) | 'no-rule-set-in-force'

/** What rules are called. */
export const ruleNames: Names['rules'] = {
  'no-rule-set-in-force': 'rule in force',
  'plate-type': 'rule on plate types',
  'identity-verified': 'identity check',
  'own-vehicle': 'rule on vehicles of others',
  'already-bound': 'rule against binding twice',
  'driver-cap': 'limit on vehicles per driver',
  'vehicle-cap': 'limit on drivers per vehicle',
  'lifetime-cap': 'limit on bindings in all',
  'daily-applications': 'limit on applications per day',
  'yearly-applications': 'limit on applications per year',
  'non-operating': 'rule on vehicles for hire',
  'owner-kind': 'rule on kinds of owners',
  'owner-consent': "rule on the owner's consent",
  'cooling-off': 'wait after the binding of another driver',
  'drivers-bound-per-year': 'limit on drivers per vehicle and year',
  'violation-open': 'rule against handling twice',
  'not-before-occurrence': 'rule that the violation comes first',
  'open-binding': 'rule to bind first',
  'since-binding': 'rule on the date of binding',
  'fine-limit': 'limit on a single fine',
  'recorded-by-monitoring': 'rule on monitoring records',
  'points-room': 'limit on points held',
  'single-points-limit': 'limit on points of one violation',
  'licence-state': 'rule on the state of the licence',
  'licence-class': 'rule on licence classes',
  'licence-held': 'rule on holding a licence',
  'repeat-full-score': 'limit on full-score studies',
  'offender-present': 'rule to come in person',
  'vehicles-per-year': 'limit on vehicles within a year',
  'drivers-per-year': 'limit on drivers within a year',
}

/** The shorter of the two lists. */
function platesIn(allowed: JudgedOf<'plate-type'>['limit'], here: string): string {
  const others = PLATE_TYPES.filter((type) => !allowed.includes(type))
  const areMost = others.length < allowed.length
  const types = (areMost ? others : allowed).map((type) => `"${plateTypes[type]}"`)
  return `${areMost ? 'not accepted' : 'accepted'}${here}${areMost ? '' : ' only'}: ${types.join(', ') || 'none'}`
}

/** Said whether it holds or fails. */
type Counts = { readonly supplied: number; readonly limit: number }
const boundInYear = ({ supplied, limit }: Counts) =>
  `With this one ${count(supplied, 'driver')} would have bound the vehicle in the calendar year; the limit is ${number(limit)}`
const vehiclesInYear = ({ supplied, limit }: Counts) =>
  `With this one, violations of ${count(supplied, 'vehicle')} of others would have been handled within a year; the limit is ${number(limit)}`
const driversInYear = ({ supplied, limit }: Counts) =>
  `With this one, ${count(supplied, 'driver')} besides the owner would have handled violations of the vehicle within a year; the limit is ${number(limit)}`

type Rules<Q extends 'bind' | 'handle'> = QuestionWords<Q>['rules']

const bothRules = (papers: readonly Paper[]): Pick<Rules<'bind'>, Both> => ({
  'no-rule-set-in-force': {
    fails: ({ supplied, limit }) => {
      if (typeof limit === 'string')
        return `No rule is on record for ${dayOf(supplied)} (the first begins on ${dayOf(limit)}), so this cannot be judged`
      if (limit.length === 0) return 'No rule is on record for that day, so this cannot be judged'
      return `The rules of that day have nothing on ${supplied === 'bind' ? 'binding vehicles of others' : 'handling violations'}, so it cannot be done`
    },
  },
  'plate-type': {
    fails: ({ supplied, limit, channels }) =>
      `The plate type is "${plateTypes[supplied]}"; ${platesIn(limit, here(channels))}`,
  },
  'identity-verified': {
    fails: ({ channels }) =>
      `The driver's identity has not been checked${atWindow(channels) ? ' at the police window' : ''}`,
    todo: ({ channels }) => {
      if (channels !== 'all' && !channels.includes('window')) return 'Pass the face check first'
      const bring = brought(papers)
      return atWindow(channels)
        ? `Come to the window ${bring}`
        : `Pass the face check, or come to a police window ${bring}`
    },
  },
})

export const bindRules = (): Rules<'bind'> => ({
  ...bothRules(AT_WINDOW.bind),
  'own-vehicle': {
    fails: () => 'The vehicle is registered to the driver, who need not bind it',
  },
  'already-bound': {
    fails: () => 'The vehicle is bound already; it need not be bound again',
  },
  'driver-cap': {
    fails: ({ supplied, limit }) =>
      `${number(supplied - 1)} other ${supplied === 2 ? "person's vehicle is" : "people's vehicles are"} bound already; the limit is ${number(limit)}`,
    todo: ({ supplied, limit }) =>
      `End ${count(supplied - limit, 'binding')} first; older violations of a vehicle may no longer be handled by self-service once its binding has ended, even if it is bound again`,
  },
  'vehicle-cap': {
    fails: ({ supplied, limit }) =>
      `${count(supplied - 1, 'driver')} besides the owner ${supplied === 2 ? 'has' : 'have'} bound the vehicle; the limit is ${number(limit)}`,
    todo: ({ supplied, limit }) =>
      `${supplied === 2 ? 'That driver' : limit === 1 ? 'All of them' : `${number(supplied - limit)} of them`} must first end their binding, or the owner must end it`,
  },
  'lifetime-cap': {
    fails: ({ supplied, limit }) =>
      `The driver has made ${count(supplied - 1, 'binding')} in all; the limit is ${number(limit)}, and ending one gives none back`,
  },
  'daily-applications': {
    fails: ({ supplied, limit }) =>
      `The driver made ${count(supplied - 1, 'binding')} on the day; the limit is ${number(limit)} a day`,
    todo: () => 'Binding is possible again tomorrow at the earliest',
  },
  'yearly-applications': {
    fails: ({ supplied, limit }) =>
      `The driver made ${count(supplied - 1, 'binding')} in the calendar year; the limit is ${number(limit)} a year`,
    todo: () => 'Binding is possible again on 1 January of next year at the earliest',
  },
  'non-operating': {
    fails: ({ channels }) => `The vehicle is used for hire, and cannot be bound${here(channels)}`,
  },
  'owner-kind': {
    fails: ({ supplied, limit, channels }) =>
      `The owner is ${ownerKinds[supplied]}; accepted${here(channels)}: ${limit.map((kind) => ownerKinds[kind]).join(', ') || 'none'}`,
  },
  'owner-consent': {
    fails: ({ supplied, limit, channels }) => {
      const ways = listed(
        'or',
        limit.map((way) => ownerConsents[way]),
      )
      const lack =
        supplied === 'none'
          ? 'The owner has not agreed'
          : `The owner agreed in another way (${ownerConsents[supplied]})`
      return `${lack}; needed${here(channels)}: ${ways}`
    },
    todo: ({ limit }) => `First ${limit.flatMap((way) => (way === 'none' ? [] : [AGREEING[way]])).join(', or ')}`,
  },
  'cooling-off': {
    fails: ({ supplied, limit }) =>
      `Another driver's binding of the vehicle ended not long ago: the request (${dayOf(supplied)}) is earlier than the first day on which it can be bound (${dayOf(limit)})`,
    todo: ({ limit }) => `Binding is possible on ${dayOf(limit)} at the earliest`,
  },
  'drivers-bound-per-year': {
    fails: boundInYear,
    todo: () => 'Binding is possible on 1 January of next year at the earliest',
  },
})

/** How an owner agrees. */
const AGREEING = {
  'registered-owner': 'have the owner register with the 12123 app and confirm there',
  qr: "scan the owner's QR code of the vehicle (from the 12123 app or the website)",
  sms: "enter the code sent to the owner's phone",
} as const

export const handleRules = (): Rules<'handle'> => ({
  ...bothRules(AT_WINDOW.handle),
  'violation-open': {
    fails: ({ supplied }) =>
      supplied === 'handled'
        ? 'The violation has been handled and need not be handled again'
        : 'The violation has been withdrawn; it need not be handled',
    todo: ({ supplied }) => (supplied === 'handled' ? 'If its fine is unpaid, pay it in time' : undefined),
  },
  'not-before-occurrence': {
    fails: ({ supplied, limit }) =>
      `The violation (${moment(supplied, limit)}) is dated after the time at which it is to be handled (${moment(limit, supplied)}), so one of the two is wrong`,
    todo: () => 'Check what was entered; if the record is wrong, ask the police to correct it',
  },
  'open-binding': {
    fails: ({ channels }) => `The vehicle is not bound, so the violation cannot be handled${here(channels)}`,
    todo: () => 'Bind the vehicle first',
  },
  'since-binding': {
    fails: ({ supplied, limit, relation, channels }) => {
      const { 0: before, 1: since } =
        relation === '>'
          ? ['not later', 'from the day after binding on']
          : ['earlier', limit.length === 10 ? 'from the day of binding on' : 'after the binding']
      return `The violation (${moment(supplied, limit)}) is ${before} than the binding (${moment(limit, supplied)}); only violations ${since} are handled${here(channels)}`
    },
  },
  'fine-limit': {
    fails: ({ supplied, limit, channels }) =>
      `The fine is ${money(supplied)}, more than the limit of ${money(limit)}, so the violation cannot be handled${here(channels)}`,
  },
  'recorded-by-monitoring': {
    fails: ({ channels }) =>
      `An officer dealt with the violation on the spot, and it cannot be handled${here(channels)}`,
    todo: () =>
      `Look at the paper that the officer gave: with a decision by the simple procedure (简易程序处罚决定书), just pay the fine in time; with a record of coercive measures (强制措施凭证) or a notice of handling (违法行为处理通知书), take it to a police window in person, ${brought(AT_WINDOW.handle)}; what was seized is not wanted`,
  },
  'points-room': {
    fails: ({ supplied, limit, channels }) =>
      `With this violation the driver would have ${count(supplied, 'point')}; from ${count(limit, 'point')} on, it cannot be handled${here(channels)}`,
  },
  'single-points-limit': {
    fails: ({ supplied, limit, channels }) =>
      `The violation carries ${count(supplied, 'point')}, more than the limit of ${number(limit)}, and cannot be handled${here(channels)}`,
  },
  'licence-state': {
    fails: (finding) => {
      const barring = barringOf(finding)
      const until = barring.some(isLost)
        ? 'the driver has a new licence; if somebody else drove, it is theirs to handle'
        : 'it is in order again'
      return `The licence is marked ${marks(barring)}; nothing can be handled${here(finding.channels)} until ${until}`
    },
    todo: (finding) => {
      const steps = new Set(barringOf(finding).map((state) => ENDING[state] ?? ASKING))
      return `First ${listed('and', [...steps])}`
    },
  },
  'licence-class': {
    fails: ({ supplied, limit }) => {
      const wanted =
        limit.length === 0 ? 'no licence class covers this vehicle' : `this vehicle needs ${listed('or', limit)}`
      return supplied.length === 0
        ? `No licence is held; ${wanted}`
        : `The licence is of class ${listed('and', supplied)}; ${wanted}`
    },
    // Of whoever has none the rule on holding a licence says it.
    todo: ({ supplied }) =>
      supplied.length === 0 ? undefined : 'Whoever drove must handle it, with their own licence',
  },
  'licence-held': {
    fails: () => 'Whoever holds no licence cannot take points',
    todo: () => BY_THE_DRIVER,
  },
  'repeat-full-score': {
    fails: ({ supplied, limit, channels }) =>
      `The driver took the full-score study (满分学习) ${count(supplied, 'time')} this scoring period; from ${count(limit, 'time')} on, violations of other people's vehicles cannot be handled${here(channels)} in that period`,
    todo: ({ channels }) => `Handling is possible${here(channels)} when the scoring period has ended, not before`,
  },
  'offender-present': {
    fails: () => 'The driver is not present in person',
    todo: ({ channels }) =>
      `Whoever drove must come ${atWindow(channels) ? `to the window in person, ${brought(AT_WINDOW.handle)}` : 'in person'}`,
  },
  'vehicles-per-year': {
    fails: vehiclesInYear,
    todo: ({ supplied, limit, channels }) =>
      `Handling is possible${here(channels)} when a year has passed since the last handling for ${number(supplied - limit)} of the other vehicles, not before`,
  },
  'drivers-per-year': {
    fails: driversInYear,
    todo: ({ supplied, limit, channels }) =>
      `Handling is possible${here(channels)} when a year has passed since the last handling by ${number(supplied - limit)} of the other drivers, not before`,
  },
})

/** What ends a state of a licence. */
const ENDING: { readonly [S in EndableState]: string } & { readonly [S in LicenceState]?: string } = {
  suspended: 'wait until the suspension has run out',
  expired: 'renew the licence',
  unverified: 'have the licence examined (审验)',
  'cancelled-restorable': 'apply to have the licence restored',
  'transferred-out': 'have the licence transferred in (转入)',
  'full-points': 'pay the fines already decided, take the full-score study and pass its test',
}

/** Of a state that the office alone ends. */
const ASKING = 'ask at a police window, with the identity document, how it can be put in order'

export const timesContradict = 'The binding is later than the handling, so one of the times is wrong: check both first'

export const vainBinding = 'Binding it now would not help by self-service, since the violation came first'

export const notes: HandlingWords['handle']['notes'] = {
  'whoever-drove': () => BY_THE_DRIVER,
  'former-owner': ({ channels }) =>
    `It is of before the vehicle was the present owner's, so whoever drove it then or its former owner is to handle it; the present owner may object ${at(channels)}`,
  'full-score': ({ points, full, duty }) => {
    const study =
      duty === undefined
        ? 'the full-score study (满分学习) and its test have to be taken'
        : `${count(duty.days, 'day')} of full-score study (满分学习) and the ${listed('and', duty.tests)} ${duty.tests.length === 1 ? 'test' : 'tests'} have to be taken`
    return `Handling it brings the points to ${number(points)}; with ${number(full)} or more the licence is seized, and ${study}`
  },
  'one-vehicle': ({ held }) =>
    `${number(held)} points are held already: until the full-score study is passed, only the violations of the vehicle that brought them to the full score may be finished`,
  'carried-fine': ({ carry }) =>
    carry === 'all-while-a-fine-is-unpaid'
      ? 'Pay the fine before the scoring period ends: while any is unpaid, the points count in the next one too'
      : 'Pay the fine in time: if it is overdue, its points count in the next scoring period too',
}

/** Rules that hold, cannot be checked or do not apply. */
export const outcomes = (): OutcomeWords => ({
  unknown: (rule, facts) => `Missing for "${rule}": ${facts.join('; ')}`,
  notApplicable: {
    'other-channel': (rule) => `"${rule}" is not a rule of this channel`,
    'own-vehicle': (rule) => `"${rule}" does not apply to one's own vehicle`,
    'no-points': (rule) => `The violation carries no points, so "${rule}" does not apply`,
    'no-binding': (rule) => `The vehicle is not bound, so "${rule}" does not apply`,
    'no-first-binding': (rule) => `The vehicle is not bound, so "${rule}" does not apply`,
    'first-binding': (rule) => `The vehicle's first binding covers earlier violations too, so "${rule}" does not apply`,
    'no-release': (rule) => `No binding of the vehicle by another driver has ended, so "${rule}" does not apply`,
  },
  holds: {
    'plate-type': ({ supplied }) => `The plate type is "${plateTypes[supplied]}", which is accepted`,
    'identity-verified': () => "The driver's identity was checked",
    'own-vehicle': () => 'The vehicle is registered to somebody else',
    'already-bound': () => 'The vehicle is not bound yet',
    'driver-cap': ({ supplied, limit }) =>
      `This would be the ${ordinal(supplied)} vehicle of others that is bound; the limit is ${number(limit)}`,
    'vehicle-cap': ({ supplied, limit }) =>
      `This would be the ${ordinal(supplied)} driver besides the owner who has bound the vehicle; the limit is ${number(limit)}`,
    'lifetime-cap': ({ supplied, limit }) =>
      `This would be the ${ordinal(supplied)} binding in all; the limit is ${number(limit)}`,
    'daily-applications': ({ supplied, limit }) =>
      `This would be the ${ordinal(supplied)} binding of the day; the limit is ${number(limit)}`,
    'yearly-applications': ({ supplied, limit }) =>
      `This would be the ${ordinal(supplied)} binding of the calendar year; the limit is ${number(limit)}`,
    'non-operating': () => 'The vehicle is not used for hire',
    'owner-kind': ({ supplied }) => `The owner is ${ownerKinds[supplied]}, which is accepted`,
    'owner-consent': ({ supplied }) =>
      supplied === 'none' ? 'The owner has not agreed, and need not' : `The owner agreed: ${ownerConsents[supplied]}`,
    'cooling-off': ({ supplied, limit }) =>
      `The request is of ${dayOf(supplied)}; the vehicle can be bound from ${dayOf(limit)} on`,
    'drivers-bound-per-year': boundInYear,
    'violation-open': () => 'The violation has not been handled yet',
    'not-before-occurrence': ({ supplied, limit }) =>
      `The violation (${moment(supplied, limit)}) is not later than the handling (${moment(limit, supplied)})`,
    'open-binding': ({ supplied }) => `The vehicle was bound on ${dayOf(supplied as string)}`,
    'since-binding': ({ supplied, limit, relation }) =>
      `The violation (${moment(supplied, limit)}) is ${relation === '>' ? 'later' : 'not earlier'} than the binding (${moment(limit, supplied)})`,
    'fine-limit': ({ supplied, limit }) => `The fine is ${money(supplied)}, not over ${money(limit)}`,
    'recorded-by-monitoring': () => 'The violation was recorded by monitoring equipment',
    'points-room': ({ supplied, limit }) => `The points would come to ${number(supplied)}, below ${number(limit)}`,
    'single-points-limit': ({ supplied, limit }) =>
      `The violation carries ${count(supplied, 'point')}, not over ${number(limit)}`,
    'licence-state': ({ supplied }) =>
      supplied.length === 0
        ? 'The licence is in order'
        : `The licence is marked ${marks(supplied)}, which does not matter`,
    'licence-class': ({ supplied, limit }) =>
      `Licence class ${listed(
        'and',
        supplied.filter((each) => limit.includes(each)),
      )} covers the vehicle`,
    'licence-held': () => 'The driver holds a licence',
    'repeat-full-score': ({ supplied, limit }) =>
      `There ${supplied === 1 ? 'was' : 'were'} ${studies(supplied)} this scoring period, fewer than ${number(limit)}`,
    'offender-present': () => 'The driver is present in person',
    'vehicles-per-year': vehiclesInYear,
    'drivers-per-year': driversInYear,
  },
})

/** That a rule is that of the channel, and not everyone's: its name, if there is one. */
function here(channels: Finding['channels']): string {
  if (channels === 'all') return ''
  return channels.length === 1 ? ` ${at(channels)}` : ' here'
}

/** Whose violation it is: no admission is asked for. */
const BY_THE_DRIVER =
  'The points are for whoever drove: if that was another, he or she has to handle it with their own licence; if it was this driver, go to a police window: driving without a licence that covers the vehicle is a violation of its own'

function studies(many: number): string {
  return `${number(many)} full-score ${many === 1 ? 'study' : 'studies'}`
}

/** "not renewed in time" and "12 points reached": as a licence is marked. */
function marks(states: JudgedOf<'licence-state'>['supplied']): string {
  return listed(
    'and',
    states.map((state) => `"${licenceStates[state]}"`),
  )
}
