import { sharedWith } from '../grammar.ts'
import type { QuestionWords } from '../locale.ts'
import { bothHold } from './both.ts'
import { driversPerYear, fineLimit, singlePointsLimit, vehiclesPerYear } from './caps.ts'
import { dated, dayOf, join, states, within } from './grammar.ts'

/** 处理各项规则符合时的说法，不称呼任何人。 */
export const handleHolds = (): QuestionWords<'handle'>['holds'] => ({
  ...bothHold,
  'violation-open': () => '该违法尚未处理',
  'not-before-occurrence': ({ supplied, limit }) => dated(supplied, limit, '不晚于办理时间'),
  'open-binding': ({ supplied }) => `已于${dayOf(supplied as string)}备案该车`,
  'since-binding': ({ supplied, limit, relation }) =>
    dated(supplied, limit, `${relation === '>' ? '晚' : '不早'}于备案时间`),
  'fine-limit': within(fineLimit),
  'recorded-by-monitoring': () => '该违法由交通技术监控设备记录，属于办理范围',
  'points-room': ({ supplied, limit }) => `处理后本记分周期累积记${supplied}分，未满${limit}分`,
  'single-points-limit': within(singlePointsLimit),
  'licence-state': ({ supplied }) =>
    `驾驶证状态${supplied.length === 0 ? '正常' : `为${states(supplied)}，不影响处理`}`,
  'licence-class': ({ supplied, limit }) => `准驾车型${join(sharedWith(supplied, limit))}与该车相符`,
  'repeat-full-score': ({ supplied, limit }) => `本记分周期满分学习${supplied}次，未达${limit}次`,
  'offender-present': () => '违法行为人本人已到场',
  'vehicles-per-year': within(vehiclesPerYear),
  'drivers-per-year': within(driversPerYear),
})
