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
  nonOperating,
  notBeforeOccurrence,
  offenderPresent,
  openBinding,
  ownerConsent,
  ownerKind,
  ownVehicle,
  plateType,
  pointsRoom,
  recordedByMonitoring,
  sinceBinding,
  vehicleCap,
  vehiclesPerYear,
  violationOpen,
} from '../rules.ts'
import { BARRED_ON_PLATFORM } from './licence-states.ts'
import { half, type Provided, provide, type RuleSet, type RuleSetOf, straightCode, whole } from './rule-set.ts'

const header = {
  id: 'cn-2018-02-24',
  title: { zh: '公安部2018年2月公布的规定', en: 'the ministry’s statement of February 2018' },
  from: '2018-02-24' as LegalDay,
  began: null,
  verifiedOn: '2018-08-31' as LegalDay,
  hypothetical: false,
}

/** Its half on binding 备案. */
export const cn2018FebruaryBinding: RuleSetOf<'bind'> = half(header, 'bind', binding())

/** Its half on handling 处理. */
export const cn2018FebruaryHandling: RuleSetOf<'handle'> = half(header, 'handle', handling())

/**
 * The statement of the Ministry of Public Security of February 2018 (F1.5, F1.6): filing at a window, or in the app with the
 * consent of an owner who is registered there (F1.17); three and three, at most 200 yuan, violations with points since the day
 * of filing. The compulsory check came in September (F1.7). Filing by QR code or SMS began on 2018-08-29, three days before
 * the next set (C25).
 */
export const cn2018February: RuleSet = whole(cn2018FebruaryBinding, cn2018FebruaryHandling, straightCode())

function binding(): readonly Provided[] {
  return [
    provide(ownVehicle, { channels: 'all', citation: 'wh1-own-vehicle' }),
    provide(alreadyBound, { channels: 'all', citation: 'qa8a-already-bound' }),
    provide(driverCap, { channels: 'all', limit: 3, citation: 'qa8a-driver-cap' }),
    provide(vehicleCap, { channels: 'all', limit: 3, citation: 'qa8a-vehicle-cap' }),
    provide(plateType, { channels: SELF_SERVICE, allowed: ['02', '52'], citation: 'qa8a-plate-type' }),
    provide(nonOperating, { channels: SELF_SERVICE, citation: 'qa8a-non-operating' }),
    provide(ownerKind, { channels: SELF_SERVICE, allowed: ['individual'], citation: 'qa8a-owner-kind' }),
    provide(ownerConsent, { channels: SELF_SERVICE, accepted: ['registered-owner'], citation: 'xmn18-owner-consent' }),
    provide(identityVerified, { channels: ['window'], citation: 'qa8a-identity-at-binding' }),
  ]
}

function handling(): readonly Provided[] {
  return [
    provide(violationOpen, { channels: 'all', citation: 'apl-29' }),
    provide(notBeforeOccurrence, { channels: 'all', citation: 'proc-19' }),
    provide(openBinding, { channels: SELF_SERVICE, scope: 'with-points', citation: 'jm-open-binding' }),
    provide(sinceBinding, {
      channels: SELF_SERVICE,
      grain: 'day',
      scope: 'with-points',
      firstClearsBacklog: false,
      citation: 'jm-since-binding',
    }),
    provide(fineLimit, { channels: SELF_SERVICE, limit: 200_00 as Fen, citation: 'jm-fine-limit' }),
    provide(recordedByMonitoring, { channels: SELF_SERVICE, citation: 'jm-recorded-by-monitoring' }),
    provide(pointsRoom, { channels: SELF_SERVICE, full: 12, citation: 'ld-points-room' }),
    provide(vehiclesPerYear, { channels: ['window'], limit: 3, citation: 'n13-vehicles-per-year' }),
    provide(driversPerYear, { channels: ['window'], limit: 3, citation: 'n13-drivers-per-year' }),
    provide(licenceState, { channels: 'all', barred: BARRED_ON_PLATFORM, citation: 'st-licence-state-inferred' }),
    provide(licenceHeld, { channels: 'all', citation: 'impl-23-licence-held' }),
    provide(offenderPresent, { channels: ['window'], citation: 'proc-52' }),
    provide(identityVerified, { channels: ['window'], citation: 'qa8a-identity-at-handling' }),
  ]
}
