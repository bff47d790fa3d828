import type { Fen } from '../../values/fen.ts'
import type { LegalDay } from '../../values/instant.ts'
import {
  alreadyBound,
  driverCap,
  fineLimit,
  identityVerified,
  licenceHeld,
  licenceState,
  notBeforeOccurrence,
  offenderPresent,
  openBinding,
  ownVehicle,
  pointsRoom,
  sinceBinding,
  vehicleCap,
  violationOpen,
} from '../rules.ts'
import { NOT_IN_FORCE } from './licence-states.ts'
import { half, type Provided, provide, type RuleSet, straightCode, whole } from './rule-set.ts'

const header = {
  id: 'as-reported',
  title: { zh: '据报道的规定', en: 'the rule as reported' },
  from: '2018-02-24' as LegalDay,
  began: null,
  verifiedOn: '2018-03-02' as LegalDay,
  hypothetical: false,
}

/**
 * The rule as a newspaper told it (R1 to R9, in English), read strictly: the caps, the date test and the fine limit bind every channel,
 * and no violation of another's vehicle is handled without an open binding. Where the
 * article is silent the plain law stands, graded I.
 */
export const asReported: RuleSet = whole(
  half(header, 'bind', binding()),
  half(header, 'handle', handling()),
  straightCode(),
)

function binding(): readonly Provided[] {
  return [
    provide(ownVehicle, { channels: 'all', citation: 'article-own-vehicle' }),
    provide(alreadyBound, { channels: 'all', citation: 'article-already-bound' }),
    provide(driverCap, { channels: 'all', limit: 3, citation: 'article-driver-cap' }),
    provide(vehicleCap, { channels: 'all', limit: 3, citation: 'article-vehicle-cap' }),
    provide(identityVerified, { channels: ['window'], citation: 'proc-10' }),
  ]
}

function handling(): readonly Provided[] {
  return [
    provide(violationOpen, { channels: 'all', citation: 'apl-29' }),
    provide(notBeforeOccurrence, { channels: 'all', citation: 'proc-19' }),
    provide(openBinding, { channels: 'all', scope: 'all', citation: 'article-open-binding' }),
    provide(sinceBinding, {
      channels: 'all',
      grain: 'day',
      scope: 'all',
      firstClearsBacklog: false,
      citation: 'article-since-binding',
    }),
    provide(fineLimit, { channels: 'all', vehicles: 'others', limit: 200_00 as Fen, citation: 'article-fine-limit' }),
    provide(pointsRoom, { channels: 'all', full: 12, citation: 'impl-23' }),
    provide(licenceState, { channels: 'all', barred: NOT_IN_FORCE, citation: 'impl-28' }),
    provide(licenceHeld, { channels: 'all', citation: 'impl-23-licence-held' }),
    provide(offenderPresent, { channels: ['window'], citation: 'proc-52' }),
    provide(identityVerified, { channels: ['window'], citation: 'proc-10' }),
  ]
}
