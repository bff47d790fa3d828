import { SELF_SERVICE } from '../../values/channel.ts'
import type { Fen } from '../../values/fen.ts'
import type { LegalDay } from '../../values/instant.ts'
import { PLATE_TYPES } from '../../values/vehicle.ts'
import {
  alreadyBound,
  dailyApplications,
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
  repeatFullScore,
  sinceBinding,
  singlePointsLimit,
  vehicleCap,
  violationOpen,
  yearlyApplications,
} from '../rules.ts'
import { BARRED_ON_PLATFORM } from './licence-states.ts'
import { half, type Provided, provide, type RuleSet, type RuleSetOf, straightCode, whole } from './rule-set.ts'

const header = {
  id: 'cn-2024-11-01',
  title: { zh: '2024年备案规定（限制申请次数）', en: 'the rule of 2024 (limits on applications)' },
  from: '2024-11-01' as LegalDay,
  began: { after: '2023-08-28' as LegalDay, by: '2024-11-01' as LegalDay },
  verifiedOn: '2024-11-01' as LegalDay,
  hypothetical: false,
}

/** Its half on binding 备案. */
export const cn2024Binding: RuleSetOf<'bind'> = half(header, 'bind', binding())

/** Its half on handling 处理. */
export const cn2024Handling: RuleSetOf<'handle'> = half(header, 'handle', handling())

/**
 * One application a day and five a calendar year (F1.10), first dated in this month and begun after 2023-08-28 (I); with what
 * was seen between 2022 and 2024: no large vehicles of others (F1.31), at most six points each (F1.28), no full-score
 * repeaters (F1.30).
 */
export const cn2024: RuleSet = whole(cn2024Binding, cn2024Handling, straightCode())

function binding(): readonly Provided[] {
  return [
    provide(ownVehicle, { channels: 'all', citation: 'wh3-own-vehicle' }),
    provide(alreadyBound, { channels: 'all', citation: 'qa8a-already-bound' }),
    provide(driverCap, { channels: 'all', limit: 3, citation: 'sy-driver-cap' }),
    provide(vehicleCap, { channels: 'all', limit: 3, citation: 'sy-vehicle-cap' }),
    provide(dailyApplications, { channels: 'all', limit: 1, citation: 'gov24-daily-applications' }),
    provide(yearlyApplications, { channels: 'all', limit: 5, citation: 'gov24-yearly-applications' }),
    provide(plateType, { channels: SELF_SERVICE, allowed: ['02', '52'], citation: 'sy-plate-type' }),
    provide(nonOperating, { channels: SELF_SERVICE, citation: 'sy-non-operating' }),
    provide(ownerKind, { channels: SELF_SERVICE, allowed: ['individual', 'unit'], citation: 'sy-owner-kind' }),
    provide(ownerConsent, { channels: SELF_SERVICE, accepted: ['qr', 'sms'], citation: 'pd-owner-consent' }),
    provide(identityVerified, { channels: ['window'], citation: 'qa8a-identity-at-binding' }),
  ]
}

function handling(): readonly Provided[] {
  return [
    provide(violationOpen, { channels: 'all', citation: 'apl-29' }),
    provide(notBeforeOccurrence, { channels: 'all', citation: 'proc-19' }),
    provide(openBinding, { channels: SELF_SERVICE, scope: 'all', citation: 'sy-open-binding' }),
    provide(sinceBinding, {
      channels: SELF_SERVICE,
      grain: 'instant',
      scope: 'with-points',
      firstClearsBacklog: false,
      citation: 'sy-since-binding',
    }),
    provide(plateType, {
      channels: SELF_SERVICE,
      vehicles: 'others',
      allowed: PLATE_TYPES.filter((type) => type !== '01' && type !== '51'),
      citation: 'zq-plate-type',
    }),
    provide(fineLimit, { channels: SELF_SERVICE, limit: 200_00 as Fen, citation: 'mps19-fine-limit' }),
    provide(recordedByMonitoring, { channels: SELF_SERVICE, citation: 'mps19-recorded-by-monitoring' }),
    provide(pointsRoom, { channels: SELF_SERVICE, full: 12, citation: 'mps19-points-room' }),
    provide(singlePointsLimit, { channels: SELF_SERVICE, limit: 6, citation: 'st-single-points-limit' }),
    provide(repeatFullScore, { channels: SELF_SERVICE, limit: 3, citation: 'st-repeat-full-score' }),
    provide(licenceClass, { channels: SELF_SERVICE, citation: 'gov24-licence-class' }),
    provide(licenceState, { channels: 'all', barred: BARRED_ON_PLATFORM, citation: 'st-licence-state' }),
    provide(licenceHeld, { channels: 'all', citation: 'impl-23-licence-held' }),
    provide(offenderPresent, { channels: ['window'], citation: 'proc-52' }),
    provide(identityVerified, { channels: ['window'], citation: 'qa8a-identity-at-handling' }),
  ]
}
