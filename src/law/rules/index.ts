import type { Rule } from '../rule.ts'
import { alreadyBound } from './already-bound.ts'
import { coolingOff } from './cooling-off.ts'
import { dailyApplications } from './daily-applications.ts'
import { driverCap } from './driver-cap.ts'
import { driversBoundPerYear } from './drivers-bound-per-year.ts'
import { driversPerYear } from './drivers-per-year.ts'
import { fineLimit } from './fine-limit.ts'
import { identityVerified } from './identity-verified.ts'
import { licenceClass } from './licence-class.ts'
import { licenceState } from './licence-state.ts'
import { lifetimeCap } from './lifetime-cap.ts'
import { nonOperating } from './non-operating.ts'
import { notBeforeOccurrence } from './not-before-occurrence.ts'
import { offenderPresent } from './offender-present.ts'
import { openBinding } from './open-binding.ts'
import { ownVehicle } from './own-vehicle.ts'
import { ownerConsent } from './owner-consent.ts'
import { ownerKind } from './owner-kind.ts'
import { plateType } from './plate-type.ts'
import { pointsRoom } from './points-room.ts'
import { recordedByMonitoring } from './recorded-by-monitoring.ts'
import { repeatFullScore } from './repeat-full-score.ts'
import { sinceBinding } from './since-binding.ts'
import { singlePointsLimit } from './single-points-limit.ts'
import { vehicleCap } from './vehicle-cap.ts'
import { vehiclesPerYear } from './vehicles-per-year.ts'
import { violationOpen } from './violation-open.ts'
import { yearlyApplications } from './yearly-applications.ts'

const ruleIds = [
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
] as const
/** The ids of all rules, in the order of the documentation. */
export const RULE_IDS: typeof ruleIds = /* @__PURE__ */ Object.freeze(ruleIds)
/** One rule's id: the same word names its file, its finding, its sentence and its tests. */
export type RuleId = (typeof RULE_IDS)[number]

/** Every rule. Only a parser of untrusted rule sets needs them all; a shipped set imports those it uses. */
export const RULES: RuleTable = /* @__PURE__ */ Object.freeze({
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
})

/** The table's type, from which parameters and findings are derived. */
export interface RuleTable {
  readonly 'own-vehicle': typeof ownVehicle
  readonly 'already-bound': typeof alreadyBound
  readonly 'driver-cap': typeof driverCap
  readonly 'vehicle-cap': typeof vehicleCap
  readonly 'lifetime-cap': typeof lifetimeCap
  readonly 'daily-applications': typeof dailyApplications
  readonly 'yearly-applications': typeof yearlyApplications
  readonly 'plate-type': typeof plateType
  readonly 'non-operating': typeof nonOperating
  readonly 'owner-kind': typeof ownerKind
  readonly 'owner-consent': typeof ownerConsent
  readonly 'identity-verified': typeof identityVerified
  readonly 'violation-open': typeof violationOpen
  readonly 'not-before-occurrence': typeof notBeforeOccurrence
  readonly 'open-binding': typeof openBinding
  readonly 'since-binding': typeof sinceBinding
  readonly 'fine-limit': typeof fineLimit
  readonly 'recorded-by-monitoring': typeof recordedByMonitoring
  readonly 'points-room': typeof pointsRoom
  readonly 'single-points-limit': typeof singlePointsLimit
  readonly 'licence-state': typeof licenceState
  readonly 'licence-class': typeof licenceClass
  readonly 'repeat-full-score': typeof repeatFullScore
  readonly 'offender-present': typeof offenderPresent
  readonly 'vehicles-per-year': typeof vehiclesPerYear
  readonly 'drivers-per-year': typeof driversPerYear
  readonly 'cooling-off': typeof coolingOff
  readonly 'drivers-bound-per-year': typeof driversBoundPerYear
}

/** The parameters of a rule in a rule set. */
export type ParametersOf<Id extends RuleId> =
  RuleTable[Id] extends Rule<string, infer P, infer _S, infer _L> ? P : never
export type SuppliedOf<Id extends RuleId> = RuleTable[Id] extends Rule<string, infer _P, infer S, infer _L> ? S : never
export type LimitOf<Id extends RuleId> = RuleTable[Id] extends Rule<string, infer _P, infer _S, infer L> ? L : never
