import type { Finding } from '../decision/decision.ts'
import { mistaken, mistyped } from '../input/assert.ts'
import { isArray } from '../input/issue.ts'
import type { FactName } from '../law/facts.ts'
import type { Failing, HandlingContext } from './context.ts'
import type { JudgedOf, RuleOf } from './locale.ts'

/** What a rule compares, whom or what it is about when none of that is asked, and whether nothing helps where it fails. */
export interface Concern {
  readonly compared: readonly FactName[]
  readonly about: readonly ('driver' | 'vehicle')[]
  /** Of a finding that fails. Rules without it are for good only at a limit of 0. */
  isForGood?(finding: Failing, told: HandlingContext): boolean
}

const isForGood = (): boolean => true

/** For each rule of a question, the facts beside which a form shows that it fails. */
export type Concerns<Id extends Finding['rule'] = Finding['rule']> = { readonly [K in Id]: Concern }
type Both = 'no-rule-set-in-force' | (RuleOf<'bind'> & RuleOf<'handle'>)

// By question, so that a form of one does not load the rules of the other.
const OF_BOTH: Concerns<Both> = {
  'no-rule-set-in-force': { compared: ['at'], about: [], isForGood },
  'plate-type': { compared: ['plateType'], about: ['vehicle'], isForGood },
  'identity-verified': { compared: ['identityVerified'], about: ['driver'] },
}
const OF_BINDING: Concerns<Exclude<RuleOf<'bind'>, Both>> = {
  'own-vehicle': { compared: ['driver', 'vehicleOwner'], about: ['vehicle'] },
  'already-bound': { compared: ['pairBound'], about: ['vehicle'] },
  'driver-cap': { compared: ['driverBindings'], about: ['driver'] },
  'vehicle-cap': { compared: ['vehicleBindings'], about: ['vehicle'] },
  'lifetime-cap': { compared: ['driverBindingsEver'], about: ['driver'], isForGood },
  'daily-applications': { compared: ['driverApplicationsToday'], about: ['driver'] },
  'yearly-applications': { compared: ['driverApplicationsThisYear'], about: ['driver'] },
  'non-operating': { compared: ['operating'], about: ['vehicle'], isForGood },
  'owner-kind': { compared: ['vehicleOwnerKind'], about: ['vehicle'], isForGood },
  'owner-consent': {
    compared: ['ownerConsent'],
    about: ['vehicle'],
    isForGood: ({ limit }) => !hasWay(limit as JudgedOf<'owner-consent'>['limit']),
  },
  'cooling-off': { compared: ['vehicleReleasedAt', 'at'], about: ['vehicle'] },
  'drivers-bound-per-year': { compared: ['vehicleDriversBoundThisYear'], about: ['vehicle'] },
}
const OF_HANDLING: Concerns<Exclude<RuleOf<'handle'>, Both>> = {
  'violation-open': { compared: ['violationState'], about: [] },
  'not-before-occurrence': { compared: ['occurredAt', 'at'], about: [] },
  'open-binding': { compared: ['boundSince'], about: ['vehicle'], isForGood: (_, { binding }) => binding === 'vain' },
  'since-binding': { compared: ['occurredAt', 'boundSince'], about: ['vehicle'], isForGood },
  'fine-limit': { compared: ['fine'], about: [], isForGood },
  'recorded-by-monitoring': { compared: ['recordedBy'], about: [], isForGood },
  'points-room': {
    compared: ['points', 'pointsHeld'],
    about: ['driver'],
    isForGood: ({ limit }, told) => isAlone(told, limit as number),
  },
  'single-points-limit': { compared: ['points'], about: [], isForGood },
  'licence-state': { compared: ['licenceStates'], about: ['driver'] },
  'licence-class': { compared: ['licenceClasses', 'plateType'], about: ['driver', 'vehicle'], isForGood },
  'repeat-full-score': { compared: ['fullScoreStudies'], about: ['driver'] },
  'offender-present': { compared: ['offenderPresent'], about: ['driver'] },
  'vehicles-per-year': { compared: ['othersVehiclesHandledThisYear'], about: ['driver'] },
  'drivers-per-year': { compared: ['vehicleOtherDriversThisYear'], about: ['vehicle'] },
}

export const BINDING_CONCERNS: Partial<Concerns> = /* @__PURE__ */ joined(OF_BOTH, OF_BINDING)
export const HANDLING_CONCERNS: Partial<Concerns> = /* @__PURE__ */ joined(OF_BOTH, OF_HANDLING)
export const CONCERNS: Concerns = /* @__PURE__ */ joined(BINDING_CONCERNS, HANDLING_CONCERNS) as Concerns

/** A call that a bundler can leave out, which a spread is not. */
function joined(...tables: readonly Partial<Concerns>[]): Partial<Concerns> {
  return Object.assign({}, ...tables)
}

/**
 * The one field beside which it is shown that a rule fails: of those that are asked (all unless given) the first that the
 * rule compares, else the driver or the vehicle that it is about; `''` where none of these is asked.
 *
 * @throws RangeError when `rule` is not the id of a rule; TypeError when `asked` is not a list.
 */
export function fieldOf(rule: Finding['rule'], asked?: readonly string[]): FactName | '' {
  if (typeof rule !== 'string' || !Object.hasOwn(CONCERNS, rule)) throw mistaken('fieldOf(rule)', rule, 'a rule')
  if (asked !== undefined && !isArray(asked)) throw mistyped('fieldOf(asked)', asked, 'a list of facts')
  return fieldIn(CONCERNS[rule], asked)
}

/** The field that is shown for what a rule concerns, of those that are asked. */
export function fieldIn({ compared, about }: Concern, asked?: readonly string[]): FactName | '' {
  return [...compared, ...about].find((fact) => asked === undefined || asked.includes(fact)) ?? ''
}

/** Whether an owner can agree at all: not where no way to is accepted. */
export function hasWay(limit: JudgedOf<'owner-consent'>['limit']): boolean {
  return limit.some((way) => way !== 'none')
}

/** Whether the points of the violation alone are too many, so that no waiting helps. */
export function isAlone({ points }: HandlingContext, limit: number): boolean {
  return points !== undefined && points >= limit
}
