import type { Finding } from '../../decision/decision.ts'
import { mistaken, mistyped } from '../../input/assert.ts'
import { isArray } from '../../input/issue.ts'
import type { FactName } from '../../law/facts.ts'
import type { BindingNow, DoneThere, Failing, HandlingContext, Moot } from './context.ts'
import type { JudgedOf, RuleOf } from './locale.ts'

/** What a rule compares, whom or what it is about when none of that is asked, and what helps where it fails. */
export interface Concern {
  readonly compared: readonly FactName[]
  readonly about: readonly ('driver' | 'vehicle')[]
  readonly help: Help | ((finding: Failing, told: HandlingContext) => Help)
}

/**
 * What helps where a rule fails: nothing (`none`, as at any limit of 0); nothing is needed, since there is nothing to do (`unneeded`); to
 * `check` a time first; what is done at the channel itself (`there`); what the person can `mend` before; what takes time (`later`); or
 * what helps only `perhaps`, by what is known.
 */
export type Help = 'none' | 'unneeded' | 'check' | 'there' | 'mend' | 'later' | 'perhaps'

/** For each rule of a question, the facts beside which a form shows that it fails, and what helps. */
export type Concerns<Id extends Finding['rule'] = Finding['rule']> = {
  readonly [K in Id]: Concern & {
    readonly help: K extends Moot ? 'unneeded' | 'check' : K extends DoneThere ? 'there' : Others
  }
}
type Others = Exclude<Concern['help'], 'unneeded' | 'check' | 'there'>
type Both = 'no-rule-set-in-force' | (RuleOf<'bind'> & RuleOf<'handle'>)

// By question, so that a form of one does not load the rules of the other.
const OF_BOTH: Concerns<Both> = {
  'no-rule-set-in-force': { compared: ['at'], about: [], help: 'none' },
  'plate-type': { compared: ['plateType'], about: ['vehicle'], help: 'none' },
  'identity-verified': { compared: ['identityVerified'], about: ['driver'], help: 'there' },
}
const OF_BINDING: Concerns<Exclude<RuleOf<'bind'>, Both>> = {
  'own-vehicle': { compared: ['driver', 'vehicleOwner'], about: ['vehicle'], help: 'unneeded' },
  'already-bound': { compared: ['pairBound'], about: ['vehicle'], help: 'unneeded' },
  'driver-cap': { compared: ['driverBindings'], about: ['driver'], help: 'later' },
  'vehicle-cap': { compared: ['vehicleBindings'], about: ['vehicle'], help: 'later' },
  'lifetime-cap': { compared: ['driverBindingsEver'], about: ['driver'], help: 'none' },
  'daily-applications': { compared: ['driverApplicationsToday'], about: ['driver'], help: 'later' },
  'yearly-applications': { compared: ['driverApplicationsThisYear'], about: ['driver'], help: 'later' },
  'non-operating': { compared: ['operating'], about: ['vehicle'], help: 'none' },
  'owner-kind': { compared: ['vehicleOwnerKind'], about: ['vehicle'], help: 'none' },
  'owner-consent': {
    compared: ['ownerConsent'],
    about: ['vehicle'],
    help: ({ limit }) =>
      (limit as JudgedOf<'owner-consent'>['limit']).some((way) => way !== 'none') ? 'mend' : 'none',
  },
  'cooling-off': { compared: ['vehicleReleasedAt', 'at'], about: ['vehicle'], help: 'later' },
  'drivers-bound-per-year': { compared: ['vehicleDriversBoundThisYear'], about: ['vehicle'], help: 'later' },
}
const OF_HANDLING: Concerns<Exclude<RuleOf<'handle'>, Both>> = {
  'violation-open': { compared: ['violationState'], about: [], help: 'unneeded' },
  'not-before-occurrence': { compared: ['occurredAt', 'at'], about: [], help: 'check' },
  'open-binding': {
    compared: ['boundSince'],
    about: ['vehicle'],
    help: (_, { binding }) =>
      binding === 'vain' ? 'none' : ['covers', 'today'].includes(binding as BindingNow) ? 'later' : 'perhaps',
  },
  'since-binding': { compared: ['occurredAt', 'boundSince'], about: ['vehicle'], help: 'none' },
  'fine-limit': { compared: ['fine'], about: [], help: 'none' },
  'recorded-by-monitoring': { compared: ['recordedBy'], about: [], help: 'none' },
  'points-room': {
    compared: ['points', 'pointsHeld'],
    about: ['driver'],
    help: ({ limit }, told) => {
      if (isAlone(told, limit as number)) return 'none'
      return told.points === undefined ? 'perhaps' : 'later'
    },
  },
  'single-points-limit': { compared: ['points'], about: [], help: 'none' },
  'licence-state': { compared: ['licenceStates'], about: ['driver'], help: 'later' },
  'licence-class': { compared: ['licenceClasses', 'plateType'], about: ['driver', 'vehicle'], help: 'none' },
  'repeat-full-score': { compared: ['fullScoreStudies'], about: ['driver'], help: 'later' },
  'offender-present': { compared: ['offenderPresent'], about: ['driver'], help: 'there' },
  'vehicles-per-year': { compared: ['othersVehiclesHandledThisYear'], about: ['driver'], help: 'later' },
  'drivers-per-year': { compared: ['vehicleOtherDriversThisYear'], about: ['vehicle'], help: 'later' },
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

/** Whether the points of the violation alone are too many, so that no waiting helps. */
export function isAlone({ points }: Pick<HandlingContext, 'points'>, limit: number): boolean {
  return points !== undefined && points >= limit
}
