import type { RegistryWords } from '../refusals.ts'
import { bindRules, bothRules, handleRules } from './labels.ts'

/** 登记系统不予受理的原因；按规则不能办理的，不写具体数字。 */
export const refusals = (): RegistryWords['refusals'] => ({
  'out-of-order': '办理时间早于所涉记录最近一次变动的时间。',
  'driver-exists': '该驾驶人已经登记。',
  'vehicle-exists': '该机动车已经登记。',
  'violation-exists': '该违法已经记录。',
  'unknown-driver': '该驾驶人尚未登记。',
  'unknown-vehicle': '该机动车尚未登记。',
  'unknown-violation': '该违法尚未记录。',
  'unit-is-no-driver': '单位与驾驶人不能使用同一编号。',
  'unit-is-no-individual': '单位与个人不能使用同一编号。',
  'first-issue-in-future': '驾驶证初次领证日期晚于登记日期。',
  'own-vehicle': '该车登记在该驾驶人本人名下，无需备案。',
  'already-bound': '该驾驶人已备案该车。',
  'not-bound': '该驾驶人现未备案该车。',
  'same-owner': '该车已经登记在该所有人名下。',
  'open-violations': '该车违法尚未处理完，请先处理。',
  'occurs-in-future': '违法时间晚于记录时间。',
  'limitation-expired': '该违法发生已超过二年。',
  'violation-not-open': '该违法已经处理或者消除。',
  'violation-not-handled': '该违法尚未处理。',
  'nothing-to-pay': '该违法没有罚款。',
  'already-paid': '该违法的罚款已经缴纳。',
  'deduction-not-provided': '当日施行的规定没有学法减分。',
  'full-score-reached': '累积记分已达满分。',
  'deduction-used-up': '本记分周期学法减分已达上限。',
  'no-points-to-deduct': '该驾驶人没有累积记分。',
  'licence-bars-deduction': '驾驶证逾期未审验，或者被扣留、暂扣。',
  'repeated-full-score': '本记分周期与上一记分周期合计满分学习已达2次。',
  'full-score-not-reached': '累积记分未达满分。',
  'fines-unpaid': '请先缴纳罚款。',
  'study-too-short': '满分学习天数不足。',
  'tests-missing': '满分学习尚有考试未合格。',
  'key-reused': '同一请求编号已用于另一项操作。',
  'no-rule-set-in-force': '没有可以依据的规定。',
  'driver-cap': over(bindRules['driver-cap']),
  'vehicle-cap': over(bindRules['vehicle-cap']),
  'lifetime-cap': over(bindRules['lifetime-cap']),
  'daily-applications': over(bindRules['daily-applications']),
  'yearly-applications': over(bindRules['yearly-applications']),
  'cooling-off': '他人备案结束后的等待期未满。',
  'drivers-bound-per-year': over(bindRules['drivers-bound-per-year']),
  'plate-type': against(bothRules['plate-type']),
  'non-operating': '该车为营运机动车。',
  'owner-kind': against(bindRules['owner-kind']),
  'owner-consent': against(bindRules['owner-consent']),
  'identity-verified': '尚未核验驾驶人身份。',
  'violation-open': '该违法已经处理或者消除。',
  'not-before-occurrence': '办理时间早于违法时间。',
  'open-binding': '该驾驶人现未备案该车。',
  'since-binding': against(handleRules['since-binding']),
  'fine-limit': over(handleRules['fine-limit']),
  'recorded-by-monitoring': '该违法由交通警察现场查处。',
  'points-room': against(handleRules['points-room']),
  'single-points-limit': over(handleRules['single-points-limit']),
  'licence-state': against(handleRules['licence-state']),
  'licence-class': against(handleRules['licence-class']),
  'repeat-full-score': against(handleRules['repeat-full-score']),
  'offender-present': '违法行为人本人未到场。',
  'vehicles-per-year': over(handleRules['vehicles-per-year']),
  'drivers-per-year': over(handleRules['drivers-per-year']),
})

function over(rule: string): string {
  return `超出${rule}。`
}

function against(rule: string): string {
  return `不符合${rule}。`
}
