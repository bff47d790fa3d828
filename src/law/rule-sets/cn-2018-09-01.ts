import { SELF_SERVICE } from '../../values/channel.ts'
import type { Fen } from '../../values/fen.ts'
import type { LegalDay } from '../../values/instant.ts'
import {
  alreadyBound,
  driverCap,
  fineLimit,
  identityVerified,
  licenceClass,
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
  violationOpen,
} from '../rules.ts'
import { BARRED_ON_PLATFORM } from './licence-states.ts'
import { half, type Provided, provide, type RuleSet, type RuleSetOf, straightCode, whole } from './rule-set.ts'

const header = {
  id: 'cn-2018-09-01',
  title: { zh: '2018年9月优化措施', en: 'the optimised rule of September 2018' },
  from: '2018-09-01' as LegalDay,
  began: null,
  verifiedOn: '2019-07-05' as LegalDay,
  hypothetical: false,
}

/** Its half on binding 备案. */
export const cn2018SeptemberBinding: RuleSetOf<'bind'> = half(header, 'bind', binding())

/** Its half on handling 处理. */
export const cn2018SeptemberHandling: RuleSetOf<'handle'> = half(header, 'handle', handling())

/**
 * Filing made easier, and compulsory for self-service (F1.7, F1.8): the owner agrees by QR code or SMS and may release at
 * any time; no cumulative cap; no yearly list at the window (F1.33).
 */
export const cn2018September: RuleSet = whole(cn2018SeptemberBinding, cn2018SeptemberHandling, straightCode())

function binding(): readonly Provided[] {
  return [
    provide(ownVehicle, { channels: 'all', citation: 'wh3-own-vehicle' }),
    provide(alreadyBound, { channels: 'all', citation: 'qa8a-already-bound' }),
    provide(driverCap, { channels: 'all', limit: 3, citation: 'qa8a-driver-cap' }),
    provide(vehicleCap, { channels: 'all', limit: 3, citation: 'qa8a-vehicle-cap' }),
    provide(plateType, { channels: SELF_SERVICE, allowed: ['02', '52'], citation: 'qa8a-plate-type' }),
    provide(nonOperating, { channels: SELF_SERVICE, citation: 'qa8a-non-operating' }),
    provide(ownerKind, { channels: SELF_SERVICE, allowed: ['individual'], citation: 'qa8a-owner-kind' }),
    provide(ownerConsent, { channels: SELF_SERVICE, accepted: ['qr', 'sms'], citation: 'pd-owner-consent' }),
    provide(identityVerified, { channels: ['window'], citation: 'qa8a-identity-at-binding' }),
  ]
}

function handling(): readonly Provided[] {
  return [
    provide(violationOpen, { channels: 'all', citation: 'apl-29' }),
    provide(notBeforeOccurrence, { channels: 'all', citation: 'proc-19' }),
    provide(openBinding, { channels: SELF_SERVICE, scope: 'with-points', citation: 'dg15-open-binding' }),
    provide(sinceBinding, {
      channels: SELF_SERVICE,
      grain: 'day',
      scope: 'with-points',
      firstClearsBacklog: false,
      citation: 'mps19-since-binding',
    }),
    provide(fineLimit, { channels: SELF_SERVICE, limit: 200_00 as Fen, citation: 'mps19-fine-limit' }),
    provide(recordedByMonitoring, { channels: SELF_SERVICE, citation: 'mps19-recorded-by-monitoring' }),
    provide(pointsRoom, { channels: SELF_SERVICE, full: 12, citation: 'mps19-points-room' }),
    provide(licenceClass, { channels: SELF_SERVICE, citation: 'gov24-licence-class-inferred' }),
    provide(licenceState, { channels: 'all', barred: BARRED_ON_PLATFORM, citation: 'st-licence-state-inferred' }),
    provide(licenceHeld, { channels: 'all', citation: 'impl-23-licence-held' }),
    provide(offenderPresent, { channels: ['window'], citation: 'proc-52' }),
    provide(identityVerified, { channels: ['window'], citation: 'qa8a-identity-at-handling' }),
  ]
}
