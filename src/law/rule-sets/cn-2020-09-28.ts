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
  repeatFullScore,
  sinceBinding,
  singlePointsLimit,
  vehicleCap,
  violationOpen,
} from '../rules.ts'
import { BARRED_ON_PLATFORM } from './licence-states.ts'
import { half, type Provided, provide, type RuleSet, type RuleSetOf, straightCode, whole } from './rule-set.ts'

const header = {
  id: 'cn-2020-09-28',
  title: { zh: '2020年备案规定（增加单位机动车）', en: 'the rule of 2020 (company vehicles too)' },
  from: '2020-09-28' as LegalDay,
  began: { after: '2019-07-05' as LegalDay, by: '2020-09-28' as LegalDay },
  verifiedOn: '2023-08-28' as LegalDay,
  hypothetical: false,
}

/** Its half on binding 备案. */
export const cn2020Binding: RuleSetOf<'bind'> = half(header, 'bind', binding())

/** Its half on handling 处理. */
export const cn2020Handling: RuleSetOf<'handle'> = half(header, 'handle', handling())

/**
 * Vehicles of units 单位 may be filed through the app too (F1.9); violations after the filing, no longer since its day
 * (6.1); the filed vehicle's violations without points (6.2). First seen on this day; its first day in force was not found.
 */
export const cn2020: RuleSet = whole(cn2020Binding, cn2020Handling, straightCode())

function binding(): readonly Provided[] {
  return [
    provide(ownVehicle, { channels: 'all', citation: 'wh3-own-vehicle' }),
    provide(alreadyBound, { channels: 'all', citation: 'qa8a-already-bound' }),
    provide(driverCap, { channels: 'all', limit: 3, citation: 'sy-driver-cap' }),
    provide(vehicleCap, { channels: 'all', limit: 3, citation: 'sy-vehicle-cap' }),
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
    provide(fineLimit, { channels: SELF_SERVICE, limit: 200_00 as Fen, citation: 'mps19-fine-limit' }),
    provide(recordedByMonitoring, { channels: SELF_SERVICE, citation: 'mps19-recorded-by-monitoring' }),
    provide(pointsRoom, { channels: SELF_SERVICE, full: 12, citation: 'mps19-points-room' }),
    provide(singlePointsLimit, { channels: SELF_SERVICE, limit: 6, citation: 'yt-single-points-limit' }),
    provide(repeatFullScore, { channels: SELF_SERVICE, limit: 3, citation: 'epi-repeat-full-score' }),
    provide(licenceClass, { channels: SELF_SERVICE, citation: 'gov24-licence-class-inferred' }),
    provide(licenceState, { channels: 'all', barred: BARRED_ON_PLATFORM, citation: 'epi-licence-state' }),
    provide(licenceHeld, { channels: 'all', citation: 'impl-23-licence-held' }),
    provide(offenderPresent, { channels: ['window'], citation: 'proc-52' }),
    provide(identityVerified, { channels: ['window'], citation: 'qa8a-identity-at-handling' }),
  ]
}
