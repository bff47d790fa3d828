import { SELF_SERVICE } from '../../values/channel.ts'
import { yuan } from '../../values/fen.ts'
import type { LegalDay } from '../../values/instant.ts'
import { alreadyBound } from '../rules/already-bound.ts'
import { driverCap } from '../rules/driver-cap.ts'
import { driversPerYear } from '../rules/drivers-per-year.ts'
import { fineLimit } from '../rules/fine-limit.ts'
import { identityVerified } from '../rules/identity-verified.ts'
import { licenceState } from '../rules/licence-state.ts'
import { lifetimeCap } from '../rules/lifetime-cap.ts'
import { notBeforeOccurrence } from '../rules/not-before-occurrence.ts'
import { offenderPresent } from '../rules/offender-present.ts'
import { openBinding } from '../rules/open-binding.ts'
import { ownVehicle } from '../rules/own-vehicle.ts'
import { ownerConsent } from '../rules/owner-consent.ts'
import { ownerKind } from '../rules/owner-kind.ts'
import { plateType } from '../rules/plate-type.ts'
import { pointsRoom } from '../rules/points-room.ts'
import { recordedByMonitoring } from '../rules/recorded-by-monitoring.ts'
import { repeatFullScore } from '../rules/repeat-full-score.ts'
import { sinceBinding } from '../rules/since-binding.ts'
import { vehicleCap } from '../rules/vehicle-cap.ts'
import { vehiclesPerYear } from '../rules/vehicles-per-year.ts'
import { violationOpen } from '../rules/violation-open.ts'
import { BARRED_ON_PLATFORM } from './licence-states.ts'
import { provide, type RuleSet, ruleSet } from './rule-set.ts'
import { cite, IMPL, N13, PROC, QA8A, ST, WH1 } from './sources.ts'

/**
 * The first national plan, told by city police in February 2018 and replaced before it became compulsory (F1.3, F1.4, F1.7):
 * never in force, and in no book. Its first day is the day it was to come into force.
 */
export const plan2018: RuleSet = /* @__PURE__ */ ruleSet(
  {
    id: 'plan-2018-03-01',
    title: { zh: '2018年3月方案', en: 'the plan of March 2018' },
    from: '2018-03-01' as LegalDay,
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
        citation: cite(WH1, 'report', '2018-02-23', 'O', 'F1.13, 6.6', {
          zh: '本人名下机动车由系统自动关联，无需备案。',
          en: 'One’s own vehicles are linked by the platform and need no binding.',
        }),
      }),
      provide(alreadyBound, {
        channels: 'all',
        citation: cite(WH1, 'report', '2018-02-23', 'I', 'F1.4, 6.9', {
          zh: '同一机动车不得重复备案。',
          en: 'The same vehicle is not bound twice.',
        }),
      }),
      provide(driverCap, {
        channels: SELF_SERVICE,
        limit: 1,
        citation: cite(WH1, 'report', '2018-02-23', 'S2', 'F1.4', {
          zh: '通过手机软件只能备案一辆非本人名下机动车。',
          en: 'Through the app only one vehicle of another may be bound.',
        }),
      }),
      provide(driverCap, {
        channels: ['window'],
        limit: 3,
        citation: cite(WH1, 'report', '2018-02-23', 'S2', 'F1.4', {
          zh: '到窗口最多可备案三辆非本人名下机动车。',
          en: 'At a window up to three vehicles of others may be bound.',
        }),
      }),
      provide(vehicleCap, {
        channels: 'all',
        limit: 3,
        citation: cite(WH1, 'report', '2018-02-23', 'S2', 'F1.4, F1.12', {
          zh: '一辆机动车最多可由三名驾驶人备案。',
          en: 'A vehicle may be bound by at most three drivers.',
        }),
      }),
      provide(lifetimeCap, {
        channels: 'all',
        limit: 5,
        citation: cite(WH1, 'report', '2018-02-23', 'S2', 'F1.4', {
          zh: '一人先后备案的非本人名下机动车，累计不得超过五辆。',
          en: 'Over time a person may bind no more than five vehicles of others.',
        }),
      }),
      provide(plateType, {
        channels: SELF_SERVICE,
        allowed: ['02', '52'],
        citation: cite(QA8A, 'Q&A', '2018-02-26', 'I', 'F1.6, F1.14', {
          zh: '通过“交管12123”只能备案小型汽车。',
          en: 'Through the app only small cars may be bound.',
        }),
      }),
      provide(ownerKind, {
        channels: SELF_SERVICE,
        allowed: ['individual'],
        citation: cite(QA8A, 'Q&A', '2018-02-26', 'I', 'F1.6, F1.14', {
          zh: '通过“交管12123”只能备案个人名下机动车，单位机动车须到窗口备案。',
          en: 'Through the app only vehicles of individuals; those of units are bound at a window.',
        }),
      }),
      provide(ownerConsent, {
        channels: SELF_SERVICE,
        accepted: ['registered-owner'],
        citation: cite(WH1, 'report', '2018-02-23', 'S2', 'F1.4', {
          zh: '机动车所有人须为“交管12123”注册用户。',
          en: 'The owner must be a registered user of the app.',
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
        citation: cite(WH1, 'report', '2018-02-23', 'S2', 'F1.3, F1.24, 6.2', {
          zh: '自助处理非本人名下机动车有记分的违法，须先行备案。',
          en: 'Whoever handles violations with points of another’s vehicle by self-service binds it first.',
        }),
      }),
      provide(sinceBinding, {
        channels: SELF_SERVICE,
        grain: 'day',
        scope: 'with-points',
        firstClearsBacklog: false,
        citation: cite(WH1, 'report', '2018-02-23', 'O', 'F1.3, F1.24, 6.1', {
          zh: '只能自助处理备案以后发生的违法。',
          en: 'Only violations after the binding are handled by self-service.',
        }),
      }),
      provide(fineLimit, {
        channels: SELF_SERVICE,
        limit: yuan(200),
        citation: cite(WH1, 'report', '2018-02-23', 'O', 'F1.25, 6.4, 6.5', {
          zh: '单笔罚款金额不超过200元（含）。',
          en: 'A single fine of at most 200 yuan, 200 included.',
        }),
      }),
      provide(recordedByMonitoring, {
        channels: SELF_SERVICE,
        citation: cite(WH1, 'report', '2018-02-23', 'O', 'F1.3, F1.26', {
          zh: '自助处理的是交通技术监控设备记录的违法。',
          en: 'What is handled by self-service was recorded by monitoring equipment.',
        }),
      }),
      provide(pointsRoom, {
        channels: SELF_SERVICE,
        full: 12,
        citation: cite(IMPL, '23', '2004-05-01', 'I', 'F1.27, 6.12', {
          zh: '记分达到12分的，扣留驾驶证。',
          en: 'At twelve points the licence is seized.',
        }),
      }),
      provide(repeatFullScore, {
        channels: SELF_SERVICE,
        limit: 3,
        citation: cite(WH1, 'report', '2018-02-23', 'O', 'F1.30, 6.26', {
          zh: '一个记分周期内参加三次以上满分学习的，不得自助处理他人机动车的违法。',
          en: 'Three or more full-score studies in a period bar self-service for others’ vehicles.',
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
