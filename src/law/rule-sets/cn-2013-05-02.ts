import type { LegalDay } from '../../values/instant.ts'
import { driversPerYear } from '../rules/drivers-per-year.ts'
import { identityVerified } from '../rules/identity-verified.ts'
import { licenceState } from '../rules/licence-state.ts'
import { notBeforeOccurrence } from '../rules/not-before-occurrence.ts'
import { offenderPresent } from '../rules/offender-present.ts'
import { vehiclesPerYear } from '../rules/vehicles-per-year.ts'
import { violationOpen } from '../rules/violation-open.ts'
import { NOT_IN_FORCE } from './licence-states.ts'
import { provide, type RuleSet, ruleSet } from './rule-set.ts'
import { cite, IMPL, N13, PROC } from './sources.ts'

/**
 * The list of suspected substitutes 重点人员名单, the only control before 2018 (F1.1). No filing 备案 existed: nothing
 * provides for binding, so that a binding asked for is refused with `no-rule-set-in-force`. The list's end was not found.
 */
export const cn2013: RuleSet = /* @__PURE__ */ ruleSet(
  {
    id: 'cn-2013-05-02',
    title: { zh: '2013年规定（重点人员名单）', en: 'the rule of 2013 (list of suspects)' },
    from: '2013-05-02' as LegalDay,
    verifiedOn: '2018-02-23' as LegalDay,
    hypothetical: false,
  },
  /* @__PURE__ */ provisions(),
)

function provisions() {
  return {
    bind: [],
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
