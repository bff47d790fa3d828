import { SELF_SERVICE } from '../../values/channel.ts'
import { yuan } from '../../values/fen.ts'
import type { LegalDay } from '../../values/instant.ts'
import { alreadyBound } from '../rules/already-bound.ts'
import { driverCap } from '../rules/driver-cap.ts'
import { driversPerYear } from '../rules/drivers-per-year.ts'
import { fineLimit } from '../rules/fine-limit.ts'
import { identityVerified } from '../rules/identity-verified.ts'
import { licenceState } from '../rules/licence-state.ts'
import { nonOperating } from '../rules/non-operating.ts'
import { notBeforeOccurrence } from '../rules/not-before-occurrence.ts'
import { offenderPresent } from '../rules/offender-present.ts'
import { openBinding } from '../rules/open-binding.ts'
import { ownVehicle } from '../rules/own-vehicle.ts'
import { ownerKind } from '../rules/owner-kind.ts'
import { plateType } from '../rules/plate-type.ts'
import { pointsRoom } from '../rules/points-room.ts'
import { recordedByMonitoring } from '../rules/recorded-by-monitoring.ts'
import { sinceBinding } from '../rules/since-binding.ts'
import { vehicleCap } from '../rules/vehicle-cap.ts'
import { vehiclesPerYear } from '../rules/vehicles-per-year.ts'
import { violationOpen } from '../rules/violation-open.ts'
import { BARRED_ON_PLATFORM } from './licence-states.ts'
import { provide, type RuleSet, ruleSet } from './rule-set.ts'
import { cite, JM, LD, N13, PROC, QA8A, ST, WH3 } from './sources.ts'

/**
 * The statement of the Ministry of Public Security of February 2018 (F1.5, F1.6): filing at a window or in the app, three
 * and three, at most 200 yuan, violations with points since the day of filing. The compulsory check came in September (F1.7).
 */
export const cn2018february: RuleSet = /* @__PURE__ */ ruleSet(
  {
    id: 'cn-2018-02-24',
    title: { zh: '公安部2018年2月公布的规定', en: 'the ministry’s statement of February 2018' },
    from: '2018-02-24' as LegalDay,
    verifiedOn: '2018-08-31' as LegalDay,
    hypothetical: false,
  },
  /* @__PURE__ */ provisions(),
)

function provisions() {
  return {
    bind: [
      provide(ownVehicle, {
        channels: 'all',
        citation: cite(WH3, 'report', '2018-08-28', 'O', 'F1.13, 6.6', {
          zh: '本人名下机动车由系统自动关联，无需备案。',
          en: 'One’s own vehicles are linked by the platform and need no binding.',
        }),
      }),
      provide(alreadyBound, {
        channels: 'all',
        citation: cite(QA8A, 'Q&A', '2018-02-26', 'I', 'F1.21, 6.9', {
          zh: '解除备案后，方可重新备案同一机动车。',
          en: 'The same vehicle is bound again only after a release.',
        }),
      }),
      provide(driverCap, {
        channels: 'all',
        limit: 3,
        citation: cite(QA8A, 'Q&A', '2018-02-26', 'O', 'F1.6, F1.11', {
          zh: '一人同时最多可备案三辆非本人名下机动车。',
          en: 'A person may have at most three vehicles of others bound at the same time.',
        }),
      }),
      provide(vehicleCap, {
        channels: 'all',
        limit: 3,
        citation: cite(QA8A, 'Q&A', '2018-02-26', 'O', 'F1.6, F1.12', {
          zh: '一辆机动车最多可由所有人以外的三名驾驶人同时备案。',
          en: 'A vehicle may be bound by at most three drivers other than its owner at the same time.',
        }),
      }),
      provide(plateType, {
        channels: SELF_SERVICE,
        allowed: ['02', '52'],
        citation: cite(QA8A, 'Q&A', '2018-02-26', 'O', 'F1.6, F1.14', {
          zh: '通过“交管12123”只能备案小型汽车。',
          en: 'Through the app only small cars may be bound.',
        }),
      }),
      provide(nonOperating, {
        channels: SELF_SERVICE,
        citation: cite(QA8A, 'Q&A', '2018-02-26', 'I', 'F1.6, F1.14', {
          zh: '出租、租赁等机动车须到窗口备案。',
          en: 'Taxis, rentals and the like are bound at a window.',
        }),
      }),
      provide(ownerKind, {
        channels: SELF_SERVICE,
        allowed: ['individual'],
        citation: cite(QA8A, 'Q&A', '2018-02-26', 'O', 'F1.6, F1.14', {
          zh: '通过“交管12123”只能备案个人名下机动车，单位机动车须到窗口备案。',
          en: 'Through the app only vehicles of individuals; those of units are bound at a window.',
        }),
      }),
      provide(identityVerified, {
        channels: ['window'],
        citation: cite(QA8A, 'Q&A', '2018-02-26', 'I', 'F1.6, F1.32', {
          zh: '到窗口备案的，由民警核验身份。',
          en: 'At a window an officer checks who it is.',
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
        channels: SELF_SERVICE,
        scope: 'with-points',
        citation: cite(JM, 'statement', '2018-02-24', 'I', 'F1.5, F1.7, F1.24, 6.2', {
          zh: '备案后，可自助处理该车有记分的交通违法。',
          en: 'After binding, the vehicle’s violations with points may be handled by self-service.',
        }),
      }),
      provide(sinceBinding, {
        channels: SELF_SERVICE,
        grain: 'day',
        scope: 'with-points',
        firstClearsBacklog: false,
        citation: cite(JM, 'statement', '2018-02-24', 'O', 'F1.5, F1.23, 6.1', {
          zh: '可处理自备案之日起发生的有记分的交通违法。',
          en: 'Violations with points since the day of binding may be handled.',
        }),
      }),
      provide(fineLimit, {
        channels: SELF_SERVICE,
        limit: yuan(200),
        citation: cite(JM, 'statement', '2018-02-24', 'O', 'F1.25, 6.4, 6.5', {
          zh: '单笔罚款金额不超过200元。',
          en: 'A single fine of at most 200 yuan.',
        }),
      }),
      provide(recordedByMonitoring, {
        channels: SELF_SERVICE,
        citation: cite(LD, 'report', '2018-08-29', 'O', 'F1.26', {
          zh: '自助处理限于交通技术监控设备记录的非现场违法。',
          en: 'Self-service is for violations recorded by monitoring equipment, not on the spot.',
        }),
      }),
      provide(pointsRoom, {
        channels: SELF_SERVICE,
        full: 12,
        citation: cite(LD, 'report', '2018-08-29', 'I', 'F1.27, 6.12', {
          zh: '违法记分与现有记分之和应当不满12分。',
          en: 'The violation’s points and those held must come to less than twelve.',
        }),
      }),
      provide(vehiclesPerYear, {
        channels: ['window'],
        limit: 3,
        citation: cite(N13, 'report', '2013-05-02', 'S2', 'F1.1, 6.22, 6.23', {
          zh: '一年内处理三辆以上非本人机动车违法的，列入重点人员名单。',
          en: 'Whoever handles violations of three or more vehicles of others within a year goes on the list; the fourth is refused.',
        }),
      }),
      provide(driversPerYear, {
        channels: ['window'],
        limit: 3,
        citation: cite(N13, 'report', '2013-05-02', 'S2', 'F1.1, 6.22, 6.23', {
          zh: '一年内由三名以上非本车驾驶人处理违法的，列入重点人员名单。',
          en: 'A vehicle whose violations three or more other drivers handle within a year goes on the list; the fourth is refused.',
        }),
      }),
      provide(licenceState, {
        channels: 'all',
        barred: BARRED_ON_PLATFORM,
        citation: cite(ST, 'notice', '2022-09-10', 'I', 'F1.29', {
          zh: '驾驶证被撤销、吊销、注销、停止使用、暂扣、扣留，或者逾期、锁定、记满12分等的，不能处理。',
          en: 'A licence revoked, cancelled, out of use, suspended, seized, overdue, locked, at twelve points and so on cannot handle.',
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
        citation: cite(QA8A, 'Q&A', '2018-02-26', 'O', 'F1.32, F3.18', {
          zh: '到窗口处理的，由民警核对驾驶证、身份证和行驶证原件。',
          en: 'At a window an officer checks the originals of driving licence, identity card and vehicle licence.',
        }),
      }),
    ],
  }
}
