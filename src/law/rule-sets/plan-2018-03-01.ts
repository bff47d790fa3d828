import { SELF_SERVICE } from '../../values/channel.ts'
import type { Fen } from '../../values/fen.ts'
import type { LegalDay } from '../../values/instant.ts'
import {
  alreadyBound,
  driverCap,
  driversPerYear,
  fineLimit,
  identityVerified,
  licenceHeld,
  licenceState,
  lifetimeCap,
  notBeforeOccurrence,
  offenderPresent,
  openBinding,
  ownerConsent,
  ownerKind,
  ownVehicle,
  plateType,
  pointsRoom,
  recordedByMonitoring,
  repeatFullScore,
  sinceBinding,
  vehicleCap,
  vehiclesPerYear,
  violationOpen,
} from '../rules.ts'
import { BARRED_ON_PLATFORM } from './licence-states.ts'
import { half, type Provided, provide, type RuleSet, straightCode, whole } from './rule-set.ts'

const header = {
  id: 'plan-2018-03-01',
  title: { zh: '2018年3月方案', en: 'the plan of March 2018' },
  from: '2018-03-01' as LegalDay,
  began: null,
  verifiedOn: '2018-02-28' as LegalDay,
  hypothetical: false,
}

/**
 * The first national plan, told by city police in February 2018 and replaced before it became compulsory (F1.3, F1.4, F1.7):
 * never in force, and in no book. Its first day is the day it was to come into force.
 */
export const plan2018: RuleSet = whole(
  half(header, 'bind', binding()),
  half(header, 'handle', handling()),
  straightCode(),
)

function binding(): readonly Provided[] {
  return [
    provide(ownVehicle, { channels: 'all', citation: 'wh1-own-vehicle' }),
    provide(alreadyBound, { channels: 'all', citation: 'wh1-already-bound' }),
    provide(driverCap, { channels: SELF_SERVICE, limit: 1, citation: 'wh1-driver-cap-app' }),
    provide(driverCap, { channels: ['window'], limit: 3, citation: 'wh1-driver-cap-window' }),
    provide(vehicleCap, { channels: 'all', limit: 3, citation: 'wh1-vehicle-cap' }),
    provide(lifetimeCap, { channels: 'all', limit: 5, citation: 'wh1-lifetime-cap' }),
    provide(plateType, { channels: SELF_SERVICE, allowed: ['02', '52'], citation: 'wh1-plate-type' }),
    provide(ownerKind, { channels: SELF_SERVICE, allowed: ['individual'], citation: 'wh1-owner-kind' }),
    provide(ownerConsent, { channels: SELF_SERVICE, accepted: ['registered-owner'], citation: 'wh1-owner-consent' }),
    provide(identityVerified, { channels: ['window'], citation: 'qa8a-identity-at-binding' }),
  ]
}

function handling(): readonly Provided[] {
  return [
    provide(violationOpen, { channels: 'all', citation: 'apl-29' }),
    provide(notBeforeOccurrence, { channels: 'all', citation: 'proc-19' }),
    provide(openBinding, { channels: SELF_SERVICE, scope: 'with-points', citation: 'wh1-open-binding' }),
    provide(sinceBinding, {
      channels: SELF_SERVICE,
      grain: 'day',
      scope: 'with-points',
      firstClearsBacklog: false,
      citation: 'sz-since-binding',
    }),
    provide(fineLimit, { channels: SELF_SERVICE, limit: 200_00 as Fen, citation: 'wh1-fine-limit' }),
    provide(recordedByMonitoring, { channels: SELF_SERVICE, citation: 'wh1-recorded-by-monitoring' }),
    provide(pointsRoom, { channels: SELF_SERVICE, full: 12, citation: 'impl-23' }),
    provide(repeatFullScore, { channels: SELF_SERVICE, limit: 3, citation: 'wh1-repeat-full-score' }),
    provide(vehiclesPerYear, { channels: ['window'], limit: 3, citation: 'n13-vehicles-per-year' }),
    provide(driversPerYear, { channels: ['window'], limit: 3, citation: 'n13-drivers-per-year' }),
    provide(licenceState, { channels: 'all', barred: BARRED_ON_PLATFORM, citation: 'st-licence-state-inferred' }),
    provide(licenceHeld, { channels: 'all', citation: 'impl-23-licence-held' }),
    provide(offenderPresent, { channels: ['window'], citation: 'proc-52' }),
    provide(identityVerified, { channels: ['window'], citation: 'qa8a-identity-at-handling' }),
  ]
}
