import type { LegalDay } from '../instant.ts'
import { yuan } from '../fen.ts'
import type { Citation } from '../rules/citation.ts'
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
import { provide, type RuleSet, ruleSet } from './rule-set.ts'

const article = (zh: string, en: string, basis: string, grade: Citation['grade'] = 'S1'): Citation => ({
  instrument: 'newspaper article on the sale of licence points (The Paper), reporting the Traffic Management Bureau',
  article: 'announcement',
  url: 'https://www.thepaper.cn',
  since: '2018-02-24' as LegalDay,
  grade,
  zh,
  en,
  basis,
})

/**
 * The rule as the newspaper reported it, read strictly: the caps, the date test and the fine limit bind every channel,
 * and no violation of another's vehicle is handled without an open binding. The default of every decision.
 */
export const asReported: RuleSet = /* @__PURE__ */ ruleSet(
  {
    id: 'as-reported',
    title: { zh: '据报道的规定', en: 'the rule as reported' },
    from: '2018-02-24' as LegalDay,
    verifiedOn: '2018-02-28' as LegalDay,
    hypothetical: false,
  },
  {
    bind: [
      provide(ownVehicle, { channels: 'all', citation: article('备案的是非本人名下机动车', 'what is bound is another\'s vehicle', 'R2') }),
      provide(alreadyBound, { channels: 'all', citation: article('同一车辆不重复备案', 'one open binding a pair', 'R6', 'I') }),
      provide(driverCap, { channels: 'all', limit: 3, citation: article('一人同时最多绑定三辆他人机动车', 'at most three vehicles of others at once', 'R6') }),
      provide(vehicleCap, { channels: 'all', limit: 3, citation: article('一车同时最多绑定三个他人驾驶证', 'at most three licences of others at once', 'R7') }),
      provide(identityVerified, { channels: ['window'], citation: article('窗口核验身份', 'a window checks who is there', 'F1.32', 'I') }),
    ],
    handle: [
      provide(violationOpen, { channels: 'all', citation: article('一次违法只处理一次', 'a violation is handled once', '6.21', 'I') }),
      provide(notBeforeOccurrence, { channels: 'all', citation: article('违法在前，处理在后', 'nothing is handled before it happened', 'R4', 'I') }),
      provide(openBinding, { channels: 'all', scope: 'all', citation: article('备案后方可处理', 'only after binding', 'R4') }),
      provide(sinceBinding, { channels: 'all', grain: 'day', scope: 'all', firstClearsBacklog: false, citation: article('自备案之日起发生的违法', 'violations since the day of binding', 'R4') }),
      provide(fineLimit, { channels: 'all', vehicles: 'others', limit: yuan(200), citation: article('单笔罚款不超过200元', 'a single fine of at most 200 yuan', 'R5') }),
      provide(pointsRoom, { channels: 'all', full: 12, citation: article('记分未满12分', 'points stay under twelve', 'F1.27', 'I') }),
      provide(licenceState, { channels: 'all', barred: ['revoked'], citation: article('驾驶证有效', 'the licence is in force', 'F2.33', 'I') }),
      provide(offenderPresent, { channels: ['window'], citation: article('违法行为人到窗口', 'the offender comes to the window', 'F3.18', 'I') }),
      provide(identityVerified, { channels: ['window'], citation: article('窗口核验身份', 'a window checks who is there', 'F1.32', 'I') }),
    ],
  },
)
