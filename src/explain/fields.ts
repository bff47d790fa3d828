import type { Finding } from '../decision/decision.ts'
import { mistaken, mistyped } from '../input/assert.ts'
import { isArray } from '../input/issue.ts'
import type { FactName } from '../law/facts.ts'

/** Beside which fields it is shown that a rule fails: the facts that it compares, then the driver or the vehicle that it is about. */
export const FIELDS: { readonly [Id in Finding['rule']]: readonly FactName[] } = {
  'no-rule-set-in-force': ['at'],
  'plate-type': ['plateType', 'vehicle'],
  'identity-verified': ['identityVerified', 'driver'],
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
}

/**
 * The one field beside which it is shown that a rule fails: of those that are asked (all unless given) the first that the
 * rule compares, else the driver or the vehicle that it is about; `''` where none of these is asked.
 *
 * @throws RangeError when `rule` is not the id of a rule; TypeError when `asked` is not a list.
 */
export function fieldOf(rule: Finding['rule'], asked?: readonly string[]): FactName | '' {
  if (typeof rule !== 'string' || !Object.hasOwn(FIELDS, rule)) throw mistaken('fieldOf(rule)', rule, 'a rule')
  if (asked !== undefined && !isArray(asked)) throw mistyped('fieldOf(asked)', asked, 'a list of facts')
  return FIELDS[rule].find((fact) => asked === undefined || asked.includes(fact)) ?? ''
}
