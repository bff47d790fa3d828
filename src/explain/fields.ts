import type { Finding } from '../decision/decision.ts'
import { mistaken, mistyped } from '../input/assert.ts'
import { isArray } from '../input/issue.ts'
import type { FactName } from '../law/facts.ts'
import type { Question } from '../law/question.ts'
import type { FactOf, RuleOf } from './rule-of.ts'

/** Beside which fields it is shown that a rule fails: the facts that it compares, then the driver or the vehicle that it is about. */
type FieldsOf<Q extends Question> = {
  readonly [Id in RuleOf<Q> | 'no-rule-set-in-force']: readonly FactOf<Q>[]
}
/** The same of any rule that a question may have. */
export type RuleFields = { readonly [Id in Finding['rule']]?: readonly FactName[] }

const both: Pick<FieldsOf<'bind'> & FieldsOf<'handle'>, keyof FieldsOf<'bind'> & keyof FieldsOf<'handle'>> = {
  'no-rule-set-in-force': ['at'],
  'plate-type': ['plateType', 'vehicle'],
  'identity-verified': ['identityVerified', 'driver'],
}
export const bindingFields = (): FieldsOf<'bind'> => ({
  ...both,
  'own-vehicle': ['driver', 'vehicleOwner', 'vehicle'],
  'already-bound': ['pairBound', 'vehicle'],
  'driver-cap': ['driverBindings', 'driver'],
  'vehicle-cap': ['vehicleBindings', 'vehicle'],
  'lifetime-cap': ['driverBindingsEver', 'driver'],
  'daily-applications': ['driverApplicationsToday', 'driver'],
  'yearly-applications': ['driverApplicationsThisYear', 'driver'],
  'non-operating': ['operating', 'vehicle'],
  'owner-kind': ['vehicleOwnerKind', 'vehicle'],
  'owner-consent': ['ownerConsent', 'vehicle'],
  'cooling-off': ['vehicleReleasedAt', 'at', 'vehicle'],
  'drivers-bound-per-year': ['vehicleDriversBoundThisYear', 'vehicle'],
})
export const handlingFields = (): FieldsOf<'handle'> => ({
  ...both,
  'violation-open': ['violationState'],
  'not-before-occurrence': ['occurredAt', 'at'],
  'open-binding': ['boundSince', 'vehicle'],
  'since-binding': ['occurredAt', 'boundSince', 'vehicle'],
  'fine-limit': ['fine'],
  'recorded-by-monitoring': ['recordedBy'],
  'points-room': ['points', 'pointsHeld', 'driver'],
  'single-points-limit': ['points'],
  'licence-state': ['licenceStates', 'driver'],
  'licence-class': ['licenceClasses', 'plateType', 'driver', 'vehicle'],
  'licence-held': ['licenceClasses', 'driver'],
  'repeat-full-score': ['fullScoreStudies', 'driver'],
  'offender-present': ['offenderPresent', 'driver'],
  'vehicles-per-year': ['othersVehiclesHandledThisYear', 'driver'],
  'drivers-per-year': ['vehicleOtherDriversThisYear', 'vehicle'],
})

/** The first of a rule's fields that is asked; all unless given. */
export function firstAsked(fields: RuleFields, rule: Finding['rule'], asked?: readonly string[]): FactName | undefined {
  return fields[rule]?.find((fact) => asked === undefined || asked.includes(fact))
}

/**
 * The one field beside which it is shown that a rule fails: of those that are asked (all unless given) the first that the
 * rule compares, else the driver or the vehicle that it is about; `''` where none of these is asked.
 *
 * @throws RangeError when `rule` is not the id of a rule; TypeError when `asked` is not a list.
 */
export function fieldOf(rule: Finding['rule'], asked?: readonly string[]): FactName | '' {
  const fields: RuleFields = { ...bindingFields(), ...handlingFields() }
  if (typeof rule !== 'string' || !Object.hasOwn(fields, rule)) throw mistaken('fieldOf(rule)', rule, 'a rule')
  if (asked !== undefined && !isArray(asked)) throw mistyped('fieldOf(asked)', asked, 'a list of facts')
  return firstAsked(fields, rule, asked) ?? ''
}
