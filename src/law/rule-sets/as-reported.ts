import { yuan } from '../../values/fen.ts'
import type { LegalDay } from '../../values/instant.ts'
import { alreadyBound } from '../rules/already-bound.ts'
import { driverCap } from '../rules/driver-cap.ts'
import { fineLimit } from '../rules/fine-limit.ts'
import { identityVerified } from '../rules/identity-verified.ts'
import { licenceState } from '../rules/licence-state.ts'
import { notBeforeOccurrence } from '../rules/not-before-occurrence.ts'
import { offenderPresent } from '../rules/offender-present.ts'
import { openBinding } from '../rules/open-binding.ts'
import { ownVehicle } from '../rules/own-vehicle.ts'
import { pointsRoom } from '../rules/points-room.ts'
import { sinceBinding } from '../rules/since-binding.ts'
import { vehicleCap } from '../rules/vehicle-cap.ts'
import { violationOpen } from '../rules/violation-open.ts'
import { NOT_IN_FORCE } from './licence-states.ts'
import { provide, type RuleSet, ruleSet } from './rule-set.ts'
import { ARTICLE, cite, IMPL, PROC } from './sources.ts'

/**
 * The rule as a newspaper told it (R1 to R9), read strictly: the caps, the date test and the fine limit bind every channel,
 * and no violation of another's vehicle is handled without an open binding. The default of every decision. Where the
 * article is silent the plain law stands, graded I.
 */
export const asReported: RuleSet = /* @__PURE__ */ ruleSet(
  {
    id: 'as-reported',
    title: { zh: '据报道的规定', en: 'the rule as reported' },
    from: '2018-02-24' as LegalDay,
    verifiedOn: '2018-02-28' as LegalDay,
    hypothetical: false,
  },
  /* @__PURE__ */ provisions(),
)

function provisions() {
  return {
    bind: [
      provide(ownVehicle, {
        channels: 'all',
        citation: cite(ARTICLE, 'R2', '2018-02-24', 'S1', 'R2', {
          zh: '可以备案非本人名下的机动车。',
          en: 'One may bind a vehicle not in one’s own name.',
        }),
      }),
      provide(alreadyBound, {
        channels: 'all',
        citation: cite(ARTICLE, 'R6', '2018-02-24', 'I', 'R6, 6.9', {
          zh: '同一机动车不得重复备案。',
          en: 'No vehicle is bound twice.',
        }),
      }),
      provide(driverCap, {
        channels: 'all',
        limit: 3,
        citation: cite(ARTICLE, 'R6', '2018-02-24', 'S1', 'R6', {
          zh: '一人同时最多绑定三辆他人名下机动车。',
          en: 'At most three vehicles of others at the same time.',
        }),
      }),
      provide(vehicleCap, {
        channels: 'all',
        limit: 3,
        citation: cite(ARTICLE, 'R7', '2018-02-24', 'S1', 'R7', {
          zh: '一车同时最多绑定三个他人驾驶证。',
          en: 'At most three licences of others at the same time.',
        }),
      }),
      provide(identityVerified, {
        channels: ['window'],
        citation: cite(PROC, '10', '2009-04-01', 'I', 'F3.18', {
          zh: '对持证人的相貌与驾驶证上的照片进行核对。',
          en: 'The holder is compared with the photograph on the licence.',
        }),
      }),
    ],
    handle: [
      provide(violationOpen, {
        channels: 'all',
        citation: cite(PROC, '22', '2009-04-01', 'I', 'F3.16, 6.21', {
          zh: '已经处理或者消除的违法，不再处理。',
          en: 'What was handled or removed is not handled again.',
        }),
      }),
      provide(notBeforeOccurrence, {
        channels: 'all',
        citation: cite(PROC, '19', '2009-04-01', 'I', 'F3.9', {
          zh: '违法记录经审核录入后，作为处罚的证据。',
          en: 'A record is evidence once entered, never before the act.',
        }),
      }),
      provide(openBinding, {
        channels: 'all',
        scope: 'all',
        citation: cite(ARTICLE, 'R4', '2018-02-24', 'I', 'R4', {
          zh: '备案后，可以处理该车的违法。',
          en: 'After binding, its violations may be handled.',
        }),
      }),
      provide(sinceBinding, {
        channels: 'all',
        grain: 'day',
        scope: 'all',
        firstClearsBacklog: false,
        citation: cite(ARTICLE, 'R4', '2018-02-24', 'S1', 'R4, 6.1', {
          zh: '可以处理自备案之日起发生的违法。',
          en: 'Violations since the day of binding may be handled.',
        }),
      }),
      provide(fineLimit, {
        channels: 'all',
        vehicles: 'others',
        limit: yuan(200),
        citation: cite(ARTICLE, 'R5', '2018-02-24', 'S1', 'R5, 6.4', {
          zh: '单笔罚款金额不超过200元。',
          en: 'A single fine of at most 200 yuan.',
        }),
      }),
      provide(pointsRoom, {
        channels: 'all',
        full: 12,
        citation: cite(IMPL, '23', '2004-05-01', 'I', 'F1.27, 6.12', {
          zh: '记分达到12分的，扣留驾驶证。',
          en: 'At twelve points the licence is seized.',
        }),
      }),
      provide(licenceState, {
        channels: 'all',
        barred: NOT_IN_FORCE,
        citation: cite(IMPL, '28', '2004-05-01', 'I', 'F2.20, F2.33', {
          zh: '驾驶证超过有效期、被扣留、暂扣以及记分达到12分的，不得驾驶。',
          en: 'Nobody drives on a licence expired, seized, suspended or at twelve points.',
        }),
      }),
      provide(offenderPresent, {
        channels: ['window'],
        citation: cite(PROC, '52', '2009-04-01', 'I', 'F3.3, F3.18', {
          zh: '当事人应当到公安机关交通管理部门接受处理。',
          en: 'The party comes to the traffic police.',
        }),
      }),
      provide(identityVerified, {
        channels: ['window'],
        citation: cite(PROC, '10', '2009-04-01', 'I', 'F3.18', {
          zh: '对持证人的相貌与驾驶证上的照片进行核对。',
          en: 'The holder is compared with the photograph on the licence.',
        }),
      }),
    ],
  }
}
