import type { DriverId, OwnerId } from '../values/ids.ts'
import type { Instant, LegalDay } from '../values/instant.ts'
import { LICENCE_CLASSES } from '../values/licence.ts'
import { COVERING } from './classes-covering.ts'
import {
  after,
  atMost,
  below,
  type Comparison,
  choose,
  constant,
  day,
  daysAfter,
  disjoint,
  fact,
  is,
  isNot,
  isOneOf,
  lookup,
  meets,
  notBefore,
  plus,
} from './expression.ts'
import type { Grain, None } from './parameters.ts'
import { exempt, type Rule, rule } from './rule.ts'

// All rules, each a comparison of facts and parameters. Which bind a channel, and with which numbers, the rule sets say. Each is a constant of
// its own, so that a page loads those of its rule sets alone. Numbers such as F1.11 are of docs/FACTS.md, those such as C11 of docs/INTERPRETATIONS.md.

/** One's own vehicle needs no binding and takes none 本人名下机动车无需备案 (F1.13). */
export const ownVehicle: Rule<'own-vehicle', None, DriverId, OwnerId, 'bind'> = rule('own-vehicle', {
  questions: ['bind'],
  isFormality: true,
  holds: () => isNot(fact('driver'), fact('vehicleOwner')),
})

/** A vehicle that the driver has bound already is not bound a second time 不得重复备案. */
export const alreadyBound = rule('already-bound', {
  questions: ['bind'],
  isFormality: true,
  holds: () => is(fact('pairBound'), false),
})

/** A driver has at most `limit` vehicles of others bound at the same time 同时备案非本人机动车上限 (F1.11). */
export const driverCap = rule('driver-cap', {
  questions: ['bind'],
  parameters: { limit: 'cap' },
  holds: ({ limit }) => atMost(plus(fact('driverBindings'), 1), limit),
})

/** A vehicle is bound by at most `limit` drivers other than its owner at the same time 一车绑定他人驾驶证上限 (F1.12). */
export const vehicleCap = rule('vehicle-cap', {
  questions: ['bind'],
  parameters: { limit: 'cap' },
  holds: ({ limit }) => atMost(plus(fact('vehicleBindings'), 1), limit),
})

/** A driver makes at most `limit` bindings in all, released ones included 累计备案上限 (F1.4). */
export const lifetimeCap = rule('lifetime-cap', {
  questions: ['bind'],
  parameters: { limit: 'cap' },
  holds: ({ limit }) => atMost(plus(fact('driverBindingsEver'), 1), limit),
})

/** A driver makes at most `limit` bindings on one legal day 每日申请次数 (F1.10). */
export const dailyApplications = rule('daily-applications', {
  questions: ['bind'],
  parameters: { limit: 'cap' },
  holds: ({ limit }) => atMost(plus(fact('driverApplicationsToday'), 1), limit),
})

/** A driver makes at most `limit` bindings in one calendar year 自然年申请次数 (F1.10). */
export const yearlyApplications = rule('yearly-applications', {
  questions: ['bind'],
  parameters: { limit: 'cap' },
  holds: ({ limit }) => atMost(plus(fact('driverApplicationsThisYear'), 1), limit),
})

/** The vehicle carries a plate of a type that is dealt with this way 号牌种类 (F1.14, F1.31). */
export const plateType = rule('plate-type', {
  questions: ['bind', 'handle'],
  parameters: { allowed: 'plate-types' },
  holds: ({ allowed }) => isOneOf(fact('plateType'), allowed),
})

/** The vehicle is not used for hire 非营运 (F1.14). */
export const nonOperating = rule('non-operating', {
  questions: ['bind'],
  holds: () => is(fact('operating'), false),
})

/**
 * The registered owner is of a kind whose vehicles are bound this way: a person 个人, later also a unit 单位 (F1.9,
 * F1.14).
 */
export const ownerKind = rule('owner-kind', {
  questions: ['bind'],
  parameters: { allowed: 'owner-kinds' },
  holds: ({ allowed }) => isOneOf(fact('vehicleOwnerKind'), allowed),
})

/** The registered owner agreed in a way that counts 所有人同意 (F1.17, F1.18). */
export const ownerConsent = rule('owner-consent', {
  questions: ['bind'],
  parameters: { accepted: 'owner-consents' },
  holds: ({ accepted }) => isOneOf(fact('ownerConsent'), accepted),
})

/** The driver was checked to be the holder of the licence 核验身份 (F1.32, F3.18). */
export const identityVerified = rule('identity-verified', {
  questions: ['bind', 'handle'],
  isFormality: true,
  holds: () => is(fact('identityVerified'), true),
})

/** A violation is handled once: it is neither handled nor withdrawn yet 未处理. */
export const violationOpen = rule('violation-open', {
  questions: ['handle'],
  isFormality: true,
  holds: () => is(fact('violationState'), 'open'),
})

/** Nothing is handled before it happened 处理不得早于违法时间. */
export const notBeforeOccurrence: Rule<'not-before-occurrence', None, Instant, Instant, 'handle'> = rule(
  'not-before-occurrence',
  {
    questions: ['handle'],
    isFormality: true,
    holds: () => atMost(fact('occurredAt'), fact('at')),
  },
)

/**
 * Another's vehicle is dealt with only under an open binding 备案 (F1.3, 6.2). Scope: all violations, or those with
 * points 有记分.
 */
export const openBinding = rule('open-binding', {
  questions: ['handle'],
  vehicles: 'others',
  parameters: { scope: 'scope' },
  holds: () => isNot(fact('boundSince'), null),
  exempt: ({ scope }) => [exempt('no-points', is(fact('points'), 0), { parameter: scope, is: 'with-points' })],
})

/**
 * Only violations since the binding 自备案之日起 are dealt with (F1.23, 6.1). Without a binding there is nothing to date:
 * `open-binding` says so.
 */
export const sinceBinding = rule('since-binding', {
  questions: ['handle'],
  vehicles: 'others',
  parameters: {
    grain: 'grain',
    scope: 'scope',

    /** The vehicle's first binding ever clears the older violations too (F1.2). */
    firstClearsBacklog: 'flag',
  },
  holds: ({ grain }) =>
    choose<Grain, Comparison<Instant | LegalDay, Instant | LegalDay>>(grain, {
      day: notBefore(day(fact('occurredAt')), day(fact('boundSince'))),
      instant: notBefore(fact('occurredAt'), fact('boundSince')),
      'next-day': after(day(fact('occurredAt')), day(fact('boundSince'))),
    }),
  exempt: ({ scope, firstClearsBacklog }) => [
    exempt('no-points', is(fact('points'), 0), { parameter: scope, is: 'with-points' }),
    exempt('no-first-binding', is(fact('boundSince'), null), { parameter: firstClearsBacklog, is: true }),
    exempt('no-binding', is(fact('boundSince'), null), { parameter: firstClearsBacklog, is: false }),
    exempt('first-binding', is(fact('firstBinding'), true), { parameter: firstClearsBacklog, is: true }),
  ],
})

/** The single fine is at most `limit`, that sum included 单笔罚款上限 (F1.25, F3.4). */
export const fineLimit = rule('fine-limit', {
  questions: ['handle'],
  parameters: {
    /** In fen. */
    limit: 'fen',
  },
  holds: ({ limit }) => atMost(fact('fine'), limit),
})

/** The violation was recorded by monitoring equipment 交通技术监控, not by an officer on the spot (F1.26). */
export const recordedByMonitoring = rule('recorded-by-monitoring', {
  questions: ['handle'],
  holds: () => is(fact('recordedBy'), 'monitoring'),
})

/** The violation's points and those the driver holds stay under the full score 记满分 (F1.27). */
export const pointsRoom = rule('points-room', {
  questions: ['handle'],
  parameters: {
    /** The full score 满分: reaching it is too much. */
    full: 'cap',
  },
  holds: ({ full }) => below(plus(fact('points'), fact('pointsHeld')), full),
  exempt: () => [exempt('no-points', is(fact('points'), 0))],
})

/** A single violation carries at most `limit` points 一次记分上限 (F1.28). */
export const singlePointsLimit = rule('single-points-limit', {
  questions: ['handle'],
  parameters: { limit: 'cap' },
  holds: ({ limit }) => atMost(fact('points'), limit),
})

/** The licence is in no state that bars handling 驾驶证状态 (F1.29). */
export const licenceState = rule('licence-state', {
  questions: ['handle'],
  parameters: { barred: 'licence-states' },
  holds: ({ barred }) => disjoint(fact('licenceStates'), barred),
})

/** Some class of the licence covers the vehicle 准驾车型相符 (F1.16). */
export const licenceClass = rule('licence-class', {
  questions: ['handle'],
  holds: () => meets(fact('licenceClasses'), lookup('classesCovering', COVERING, fact('plateType'))),
})

/** A driver with `limit` full-score studies 满分学习 in one scoring period handles nothing for others (F1.30). */
export const repeatFullScore = rule('repeat-full-score', {
  questions: ['handle'],
  vehicles: 'others',
  parameters: { limit: 'cap' },
  holds: ({ limit }) => below(fact('fullScoreStudies'), limit),
})

/** The one who committed the violation stands at the window 违法行为人到场 (F3.18). */
export const offenderPresent = rule('offender-present', {
  questions: ['handle'],
  isFormality: true,
  holds: () => is(fact('offenderPresent'), true),
})

/** Within a year a driver handles violations of at most `limit` vehicles of others, this one included 重点人员名单 (F1.1). */
export const vehiclesPerYear = rule('vehicles-per-year', {
  questions: ['handle'],
  vehicles: 'others',
  parameters: { limit: 'cap' },
  holds: ({ limit }) => atMost(fact('othersVehiclesHandledThisYear'), limit),
})

/** Within a year at most `limit` drivers other than the owner handle a vehicle's violations, this one included 重点人员名单 (F1.1). */
export const driversPerYear = rule('drivers-per-year', {
  questions: ['handle'],
  vehicles: 'others',
  parameters: { limit: 'cap' },
  holds: ({ limit }) => atMost(fact('vehicleOtherDriversThisYear'), limit),
})

/**
 * After another driver's binding of the vehicle ended, `days` calendar days pass before the next driver binds it 冷静期: from
 * that day on it may be bound. In no set that ships: for reforms, against a vehicle handed from one driver to the next.
 */
const coolingOff = rule('cooling-off', {
  questions: ['bind'],
  parameters: {
    /** Calendar days; 0 asks for nothing. */
    days: 'days',
  },
  holds: ({ days }) => notBefore(day(fact('at')), daysAfter(day(fact('vehicleReleasedAt')), days)),
  exempt: () => [exempt('no-release', is(fact('vehicleReleasedAt'), null))],
})

/**
 * In a calendar year at most `limit` different drivers bind a vehicle, this one included 自然年备案人数. In no set that ships: for
 * reforms.
 */
const driversBoundPerYear = rule('drivers-bound-per-year', {
  questions: ['bind'],
  parameters: { limit: 'cap' },
  holds: ({ limit }) => atMost(fact('vehicleDriversBoundThisYear'), limit),
})

/**
 * Whoever takes points 记分 holds a licence of some class 持有驾驶证: points are kept of a licence (F2.41). Without points it is not
 * asked, and of which class the licence is `licence-class` asks, by self-service.
 */
export const licenceHeld = rule('licence-held', {
  questions: ['handle'],
  holds: () => meets(fact('licenceClasses'), constant(LICENCE_CLASSES)),
  exempt: () => [exempt('no-points', is(fact('points'), 0))],
})

/** The ids of all rules, in the order of the documentation. */
export const RULE_IDS = Object.freeze([
  'own-vehicle',
  'already-bound',
  'driver-cap',
  'vehicle-cap',
  'lifetime-cap',
  'daily-applications',
  'yearly-applications',
  'plate-type',
  'non-operating',
  'owner-kind',
  'owner-consent',
  'identity-verified',
  'violation-open',
  'not-before-occurrence',
  'open-binding',
  'since-binding',
  'fine-limit',
  'recorded-by-monitoring',
  'points-room',
  'single-points-limit',
  'licence-state',
  'licence-class',
  'repeat-full-score',
  'offender-present',
  'vehicles-per-year',
  'drivers-per-year',
  'cooling-off',
  'drivers-bound-per-year',
  'licence-held',
] as const)
/** One rule's id: the same word names its finding, its sentence and its tests. */
export type RuleId = (typeof RULE_IDS)[number]

/** Every rule. Only a parser of untrusted rule sets needs them all; a shipped set imports those it uses. */
export const RULES = Object.freeze({
  'own-vehicle': ownVehicle,
  'already-bound': alreadyBound,
  'driver-cap': driverCap,
  'vehicle-cap': vehicleCap,
  'lifetime-cap': lifetimeCap,
  'daily-applications': dailyApplications,
  'yearly-applications': yearlyApplications,
  'plate-type': plateType,
  'non-operating': nonOperating,
  'owner-kind': ownerKind,
  'owner-consent': ownerConsent,
  'identity-verified': identityVerified,
  'violation-open': violationOpen,
  'not-before-occurrence': notBeforeOccurrence,
  'open-binding': openBinding,
  'since-binding': sinceBinding,
  'fine-limit': fineLimit,
  'recorded-by-monitoring': recordedByMonitoring,
  'points-room': pointsRoom,
  'single-points-limit': singlePointsLimit,
  'licence-state': licenceState,
  'licence-class': licenceClass,
  'repeat-full-score': repeatFullScore,
  'offender-present': offenderPresent,
  'vehicles-per-year': vehiclesPerYear,
  'drivers-per-year': driversPerYear,
  'cooling-off': coolingOff,
  'drivers-bound-per-year': driversBoundPerYear,
  'licence-held': licenceHeld,
  // biome-ignore lint/suspicious/noExplicitAny: a rule of any parameters. The compiler holds the table against the ids.
} satisfies { readonly [Id in RuleId]: Rule<Id, any, any, any> })

type RuleTable = typeof RULES
/** The questions that a rule answers. */
export type QuestionOf<Id extends RuleId> =
  RuleTable[Id] extends Rule<string, infer _P, infer _S, infer _L, infer Q> ? Q : never
/** The parameters of a rule in a rule set. */
export type ParametersOf<Id extends RuleId> =
  RuleTable[Id] extends Rule<string, infer P, infer _S, infer _L> ? P : never
export type SuppliedOf<Id extends RuleId> = RuleTable[Id] extends Rule<string, infer _P, infer S, infer _L> ? S : never
export type LimitOf<Id extends RuleId> = RuleTable[Id] extends Rule<string, infer _P, infer _S, infer L> ? L : never
