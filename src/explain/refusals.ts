import { frozen } from '../input/freeze.ts'
import type { RefusalCode } from '../registry/decide-command.ts'

/** Codes with words of their own: a registry's, and the rules whose failure can be told without numbers. */
export type ToldRefusal =
  | RefusalCode
  | 'no-rule-set-in-force'
  | 'non-operating'
  | 'identity-verified'
  | 'violation-open'
  | 'open-binding'
  | 'recorded-by-monitoring'
  | 'offender-present'

/** Why a registry refuses a command; and what some rules say when they fail, without their numbers. In Chinese and English. */
export const REFUSALS: { readonly [C in ToldRefusal]: readonly [zh: string, en: string] } = /* @__PURE__ */ frozen({
  'out-of-order': ['办理时间早于最近一次登记的时间', 'The time is before that of the latest entry'],
  'driver-exists': ['该驾驶人已经登记', 'The driver is enrolled already'],
  'vehicle-exists': ['该机动车已经登记', 'The vehicle is enrolled already'],
  'violation-exists': ['该违法已经记录', 'The violation is recorded already'],
  'unknown-driver': ['该驾驶人尚未登记', 'The driver is not enrolled'],
  'unknown-vehicle': ['该机动车尚未登记', 'The vehicle is not enrolled'],
  'unknown-violation': ['该违法尚未记录', 'The violation is not recorded'],
  'unit-is-no-driver': ['单位与驾驶人不能使用同一编号', 'A unit and a driver cannot have one id'],
  'unit-is-no-individual': ['单位与个人不能使用同一编号', 'A unit and an individual cannot have one id'],
  'first-issue-in-future': [
    '驾驶证初次领证日期晚于登记日期',
    'The licence was first issued after the day of enrolment',
  ],
  'own-vehicle': [
    '该车登记在本人名下，无需备案，可直接处理该车违法',
    "The vehicle is the driver's own; no binding is needed, handle its violations directly",
  ],
  'already-bound': [
    '本人已备案该车，无需重复备案，可按现有备案处理该车违法',
    'The driver has bound this vehicle already; no second binding is needed, handle under the present one',
  ],
  'not-bound': ['该驾驶人现未备案该车', 'The driver has no open binding of this vehicle'],
  'same-owner': ['该车已经登记在该所有人名下', 'The vehicle is registered to this owner already'],
  'open-violations': ['该车有违法尚未处理', 'The vehicle has violations not yet handled'],
  'occurs-in-future': ['违法时间晚于记录时间', 'The violation is after the time of recording'],
  'limitation-expired': ['该违法发生已超过二年', 'The violation is more than two years old'],
  'violation-not-open': ['该违法已经处理或者消除', 'The violation has been handled already or withdrawn'],
  'violation-not-handled': ['该违法尚未处理', 'The violation has not been handled yet'],
  'nothing-to-pay': ['该违法没有罚款', 'The violation carries no fine'],
  'already-paid': ['该违法的罚款已经缴纳', 'The fine has been paid already'],
  'deduction-not-provided': ['当日施行的规定没有学法减分', 'The rules of the day let no study take points off'],
  'full-score-reached': ['累积记分已满分', 'The points held have reached the full score'],
  'deduction-used-up': ['本记分周期学法减分已达上限', 'Study takes no more points off in this scoring period'],
  'no-points-to-deduct': ['本人没有累积记分', 'The driver holds no points'],
  'licence-bars-deduction': [
    '驾驶证逾期未审验、扣留或者暂扣',
    'The licence is not verified in time, seized or suspended',
  ],
  'repeated-full-score': [
    '本记分周期与上一记分周期满分学习已达2次',
    'The driver had two full-score studies in this scoring period and the last',
  ],
  'full-score-not-reached': ['累积记分未满分', 'The points held have not reached the full score'],
  'fines-unpaid': ['罚款尚未缴纳', 'The fines have not been paid yet'],
  'study-too-short': ['满分学习天数不足', 'The full-score study was too short'],
  'tests-missing': ['满分学习尚有考试未合格', 'A test of the full-score study is missing'],
  'no-rule-set-in-force': ['没有可以依据的规定', 'No rule in force provides for this'],
  'non-operating': ['该车为营运机动车', 'The vehicle is used for hire'],
  'identity-verified': ['尚未核验本人身份', "The driver's identity was not checked"],
  'violation-open': ['该违法已经处理或者消除', 'The violation has been handled already or withdrawn'],
  'open-binding': ['本人现未备案该车', 'The driver has no open binding of this vehicle'],
  'recorded-by-monitoring': ['该违法由交通警察现场查处', 'The violation was recorded by an officer on the spot'],
  'offender-present': ['违法行为人本人未到场', 'The offender is not present'],
})

/** Whether a code has words of its own. */
export function isTold(code: string): code is ToldRefusal {
  return Object.hasOwn(REFUSALS, code)
}
