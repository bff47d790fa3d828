import type { LegalDay } from '../../values/instant.ts'
import { alreadyBound } from '../rules/already-bound.ts'
import { driverCap } from '../rules/driver-cap.ts'
import { driversPerYear } from '../rules/drivers-per-year.ts'
import { identityVerified } from '../rules/identity-verified.ts'
import { licenceState } from '../rules/licence-state.ts'
import { notBeforeOccurrence } from '../rules/not-before-occurrence.ts'
import { offenderPresent } from '../rules/offender-present.ts'
import { openBinding } from '../rules/open-binding.ts'
import { ownVehicle } from '../rules/own-vehicle.ts'
import { sinceBinding } from '../rules/since-binding.ts'
import { vehicleCap } from '../rules/vehicle-cap.ts'
import { vehiclesPerYear } from '../rules/vehicles-per-year.ts'
import { violationOpen } from '../rules/violation-open.ts'
import { NOT_IN_FORCE } from './licence-states.ts'
import { provide, type RuleSet, ruleSet } from './rule-set.ts'
import { CD17, cite, IMPL, N13, PROC } from './sources.ts'

/**
 * One city's precursor, the app 蓉e行 of Chengdu, known from one page (F1.2). Driver and owner sign at a window 面签. The
 * first binding of a vehicle clears its backlog. Not modelled: no release within one year.
 */
export const chengdu2017: RuleSet = /* @__PURE__ */ ruleSet(
  {
    id: 'chengdu-2017-11-16',
    title: { zh: '成都“蓉e行”2017年规定', en: 'the rule of Chengdu’s city app, 2017' },
    from: '2017-11-16' as LegalDay,
    verifiedOn: '2017-11-16' as LegalDay,
    hypothetical: false,
  },
  /* @__PURE__ */ provisions(),
)

function provisions() {
  return {
    bind: [
      provide(ownVehicle, {
        channels: 'all',
        citation: cite(CD17, 'report', '2017-11-16', 'I', 'F1.2, 6.6', {
          zh: '绑定的是他人名下的机动车。',
          en: 'What is bound is a vehicle of another.',
        }),
      }),
      provide(alreadyBound, {
        channels: 'all',
        citation: cite(CD17, 'report', '2017-11-16', 'I', 'F1.2, 6.9', {
          zh: '同一驾驶证与同一车辆只能有一项有效绑定。',
          en: 'One licence and one vehicle have one open binding at most.',
        }),
      }),
      provide(driverCap, {
        channels: 'all',
        limit: 3,
        citation: cite(CD17, 'report', '2017-11-16', 'S1', 'F1.2', {
          zh: '一个驾驶证最多可绑定三辆他人名下机动车。',
          en: 'One licence may bind at most three vehicles of others.',
        }),
      }),
      provide(vehicleCap, {
        channels: 'all',
        limit: 3,
        citation: cite(CD17, 'report', '2017-11-16', 'S1', 'F1.2', {
          zh: '一辆机动车最多可由三个他人驾驶证绑定。',
          en: 'One vehicle may be bound by at most three licences of others.',
        }),
      }),
      provide(identityVerified, {
        channels: ['window'],
        citation: cite(CD17, 'report', '2017-11-16', 'S1', 'F1.2', {
          zh: '驾驶人和所有人须到窗口面签。',
          en: 'Driver and owner sign face to face at a window.',
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
        citation: cite(CD17, 'report', '2017-11-16', 'S1', 'F1.2', {
          zh: '绑定后方可处理他人机动车的非现场违法。',
          en: 'Violations of another’s vehicle are handled only after binding.',
        }),
      }),
      provide(sinceBinding, {
        channels: 'all',
        grain: 'day',
        scope: 'all',
        firstClearsBacklog: true,
        citation: cite(CD17, 'report', '2017-11-16', 'S1', 'F1.2, 6.1', {
          zh: '可处理自面签之日起发生的违法；首次面签可处理该车全部非现场违法。',
          en: 'Violations since the day of signing; the first signing may handle all the vehicle’s camera violations.',
        }),
      }),
      provide(vehiclesPerYear, {
        channels: 'all',
        limit: 3,
        citation: cite(N13, 'report', '2013-05-02', 'S2', 'F1.1, 6.22, 6.23', {
          zh: '一年内处理三辆以上非本人机动车违法的，列入重点人员名单。',
          en: 'Whoever handles violations of three or more vehicles of others within a year goes on the list; the fourth is refused.',
        }),
      }),
      provide(driversPerYear, {
        channels: 'all',
        limit: 3,
        citation: cite(N13, 'report', '2013-05-02', 'S2', 'F1.1, 6.22, 6.23', {
          zh: '一年内由三名以上非本车驾驶人处理违法的，列入重点人员名单。',
          en: 'A vehicle whose violations three or more other drivers handle within a year goes on the list; the fourth is refused.',
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
