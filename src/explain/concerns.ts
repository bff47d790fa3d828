import type { Finding } from '../decision/decision.ts'
import type { FactName } from '../law/facts.ts'

/** The facts that a rule compares: where a form shows that it fails. */
export const CONCERNS: { readonly [Id in Finding['rule']]: readonly FactName[] } = {
  'no-rule-set-in-force': ['at'],
  'own-vehicle': ['driver', 'vehicleOwner'],
  'already-bound': ['pairBound'],
  'driver-cap': ['driverBindings'],
  'vehicle-cap': ['vehicleBindings'],
  'lifetime-cap': ['driverBindingsEver'],
  'daily-applications': ['driverApplicationsToday'],
  'yearly-applications': ['driverApplicationsThisYear'],
  'plate-type': ['plateType'],
  'non-operating': ['operating'],
  'owner-kind': ['vehicleOwnerKind'],
  'owner-consent': ['ownerConsent'],
  'identity-verified': ['identityVerified'],
  'violation-open': ['violationState'],
  'not-before-occurrence': ['occurredAt', 'at'],
  'open-binding': ['boundSince'],
  'since-binding': ['occurredAt', 'boundSince'],
  'fine-limit': ['fine'],
  'recorded-by-monitoring': ['recordedBy'],
  'points-room': ['points', 'pointsHeld'],
  'single-points-limit': ['points'],
  'licence-state': ['licenceStates'],
  'licence-class': ['licenceClasses', 'plateType'],
  'repeat-full-score': ['fullScoreStudies'],
  'offender-present': ['offenderPresent'],
  'vehicles-per-year': ['othersVehiclesHandledThisYear'],
  'drivers-per-year': ['vehicleOtherDriversThisYear'],
}
