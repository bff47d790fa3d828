import { constant } from '../../law/expression.ts'
import type { FactName, KeptFact } from '../../law/facts.ts'
import { GRAINS, type Grain } from '../../law/parameters.ts'
import { scoringPeriodOn } from '../../law/points/period.ts'
import { type ResolvedProvision, resolveProvision } from '../../law/resolve.ts'
import type { Rules } from '../../law/rule-sets/rule-book.ts'
import type { Provision } from '../../law/rule-sets/rule-set.ts'
import { daysAfter } from '../../values/calendar.ts'
import type { Goal } from './goal.ts'
import { setsOf, type WholeSearchScope } from './scope.ts'

/** What of a registry can still make a difference. What cannot is left out of the facts: states that differ there are one. */
export interface Relevance {
  /** Up to which count bindings matter: on one day, in one year, ever. Above a limit all counts are alike. */
  readonly appliedThatDay: number
  readonly appliedThatYear: number
  readonly bindingsEver: number
  /** Whether a vehicle was ever bound before. */
  readonly firstBinding: boolean
  /** Who handled for whom. */
  readonly handledForOthers: boolean
  /** The grains by which violations are dated against bindings. */
  readonly grains: readonly Grain[]
  /** When a binding was made, beyond what those grains can tell. */
  readonly bindingDays: boolean
  /** Violations that are handled, and those withdrawn. */
  readonly handled: boolean
  readonly withdrawn: boolean
  /** Whether fines are paid, and the days on which they were handled. */
  readonly paid: boolean
  readonly handledOn: boolean
  /** In which order a driver's points came: study takes the oldest off first. */
  readonly entryOrder: boolean
  /** Up to which count full-score studies of one period matter. */
  readonly studies: number
  /** When the last bindings of a vehicle ended, and whose they were. */
  readonly ended: boolean
  /** Who bound a vehicle in the calendar year. */
  readonly boundInYear: boolean
  /** Since when a vehicle is its owner's: where a provision asks whether it was at the act. */
  readonly ownedSince: boolean
  /** By which channel a binding was made. */
  readonly channels: boolean
}

/** What a goal says about what it reads. */
export type GoalReads = Pick<Goal<unknown>, 'memoryAlone' | 'ignoresBindingDays'>

/** What is kept of the past only where a provision reads it. */
type Remembered = Exclude<
  keyof Relevance,
  'grains' | 'bindingDays' | 'handled' | 'withdrawn' | 'paid' | 'handledOn' | 'entryOrder' | 'channels'
>

/**
 * Of which remembered thing a fact is made that a registry keeps; `null` where it never changes, or the state shows it anyway: open
 * bindings and when they began, owners, violations, points. What who asks says is remembered nowhere.
 */
const MADE_OF: { readonly [F in KeptFact]: Remembered | null } = {
  vehicleOwner: null,
  vehicleOwnerKind: null,
  plateType: null,
  operating: null,
  pairBound: null,
  driverBindings: null,
  vehicleBindings: null,
  driverBindingsEver: 'bindingsEver',
  driverApplicationsToday: 'appliedThatDay',
  driverApplicationsThisYear: 'appliedThatYear',
  violationState: null,
  occurredAt: null,
  fine: null,
  points: null,
  recordedBy: null,
  boundSince: null,
  firstBinding: 'firstBinding',
  licenceStates: null,
  licenceClasses: null,
  pointsHeld: null,
  fullScoreStudies: 'studies',
  othersVehiclesHandledThisYear: 'handledForOthers',
  vehicleOtherDriversThisYear: 'handledForOthers',
  vehicleReleasedAt: 'ended',
  vehicleDriversBoundThisYear: 'boundInYear',
  ownedSince: 'ownedSince',
}
const FACT_NAMES: readonly KeptFact[] = Object.keys(MADE_OF) as KeptFact[]

/** From which value on a provision looks at all values of a fact alike: 0 where it does not read it. */
function alikeFrom({ supplied, relation, limit, asks }: ResolvedProvision, fact: FactName): number {
  if (!asks.includes(fact)) return 0
  const counted = supplied.kind === 'plus' ? supplied.left : supplied
  const more = supplied.kind === 'plus' ? supplied.right : constant(0)
  const isCount = counted.kind === 'fact' && counted.name === fact && more.kind === 'constant'
  if (!isCount || limit.kind !== 'constant' || (relation !== '≤' && relation !== '<')) return Number.MAX_SAFE_INTEGER
  return Number(limit.value) - Number(more.value) + (relation === '≤' ? 1 : 0)
}

/** What a provision of the rules, an operation of the scope, or the goal can still read. */
export function relevanceOf(rules: Rules, scope: WholeSearchScope, goal: GoalReads): Relevance {
  const provisions = setsOf(rules, scope).flatMap((set): readonly Provision[] => [...set.bind, ...set.handle])
  const resolved = provisions.map(resolveProvision)
  const madeOf = (what: Remembered): readonly FactName[] => FACT_NAMES.filter((name) => MADE_OF[name] === what)
  const isRead = (what: Remembered): boolean =>
    resolved.some(({ asks }) => madeOf(what).some((name) => asks.includes(name)))
  const countedTo = (what: Remembered): number =>
    Math.max(0, ...resolved.flatMap((each) => madeOf(what).map((name) => alikeFrom(each, name))))
  const tried = new Set<string>(scope.operations)
  const grains = GRAINS.filter((grain) =>
    provisions.some((each) => each.rule === 'since-binding' && each.grain === grain),
  )
  const looksAround = !goal.memoryAlone
  const periodEnds = periodMayEnd(scope)
  const paid = looksAround || periodEnds || tried.has('payFine') || tried.has('completeFullScoreStudy')
  return {
    appliedThatDay: countedTo('appliedThatDay'),
    appliedThatYear: countedTo('appliedThatYear'),
    bindingsEver: countedTo('bindingsEver'),
    firstBinding: isRead('firstBinding'),
    handledForOthers: isRead('handledForOthers'),
    grains,
    bindingDays: looksAround || !goal.ignoresBindingDays || scope.occurrences !== 'as-recorded',
    handled: paid || tried.has('revokeHandling'),
    withdrawn: looksAround,
    paid,
    handledOn: looksAround || periodEnds,
    entryOrder: looksAround || tried.has('deductByStudy'),
    // After two studies neither of the two periods allows a deduction by study. The menu studies long enough for every duty.
    studies: looksAround ? Number.MAX_SAFE_INTEGER : Math.max(2, countedTo('studies')),
    ownedSince: isRead('ownedSince'),
    ended: isRead('ended'),
    boundInYear: isRead('boundInYear'),
    channels: looksAround,
  }
}

/** Whether a scoring period can end within the scope. */
function periodMayEnd({ firstDay, firstIssuedOn, days }: WholeSearchScope): boolean {
  const { 1: until } = scoringPeriodOn(firstIssuedOn, firstDay)
  return until <= daysAfter(firstDay, days - 1)
}
