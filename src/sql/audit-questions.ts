import type { Question } from '../law/question.ts'
import type { RuleId } from '../law/rules.ts'

/** How a question is answered: by what is wrong with rows, by sums of decisions, by one rule on every act, or by the transfers. */
export type Way =
  | { readonly kind: 'rows' | 'transfers' }
  | { readonly kind: 'months' | 'judged'; readonly question: Question }
  | { readonly kind: 'rule'; readonly question: Question; readonly rule: RuleId }

interface AuditQuestion {
  readonly zh: string
  readonly en: string
  readonly way: Way
}

/** The acts that a rule refuses. */
const refusedBy = (question: Question, rule: RuleId, zh: string, en: string): AuditQuestion => ({
  zh,
  en,
  way: { kind: 'rule', question, rule },
})

/** The questions that an audit asks, by name. */
export const AUDIT_QUESTIONS = {
  'unusable-rows': {
    zh: '有误的数据行及其问题：不计入任何结果，所涉的人、车、违法标为不确定，请先更正',
    en: 'Rows with a problem: they count for nothing, and what they name is marked as uncertain; mend them first',
    way: { kind: 'rows' },
  },
  'bindings-judged': {
    zh: '备案的判定结果合计：允许、拒绝、信息不全、有误各多少，缺少哪些信息',
    en: 'Bindings by verdict: how many were permitted, refused, undetermined or invalid, and which facts are missing',
    way: { kind: 'judged', question: 'bind' },
  },
  'handlings-judged': {
    zh: '处理的判定结果合计：允许、拒绝、信息不全、有误各多少，缺少哪些信息',
    en: 'Handlings by verdict: how many were permitted, refused, undetermined or invalid, and which facts are missing',
    way: { kind: 'judged', question: 'handle' },
  },
  'driver-over-cap': refusedBy(
    'bind',
    'driver-cap',
    '已达上限的驾驶人又备案非本人机动车：当时已备案几辆',
    'Bindings by drivers who had as many vehicles of others bound as the cap allows: how many',
  ),
  'vehicle-over-cap': refusedBy(
    'bind',
    'vehicle-cap',
    '机动车已被备案的驾驶人达上限又被备案：当时已有几人',
    'Bindings of vehicles that as many drivers had bound as the cap allows: how many',
  ),
  'bound-twice': refusedBy(
    'bind',
    'already-bound',
    '同一驾驶人备案尚未解除又备案同一机动车',
    'Bindings of a vehicle that the same driver had bound already',
  ),
  'own-vehicle': refusedBy('bind', 'own-vehicle', '备案本人名下机动车', 'Bindings of the driver’s own vehicle'),
  'daily-applications-over-limit': refusedBy(
    'bind',
    'daily-applications',
    '申请备案次数超过每日上限',
    'Bindings beyond the limit on applications in a day',
  ),
  'yearly-applications-over-limit': refusedBy(
    'bind',
    'yearly-applications',
    '申请备案次数超过每个自然年上限',
    'Bindings beyond the limit on applications in a calendar year',
  ),
  'bound-after-transfer': {
    zh: '机动车转移登记后备案未解除',
    en: 'Bindings that stayed open when the vehicle was transferred',
    way: { kind: 'transfers' },
  },
  'handled-without-binding': refusedBy(
    'handle',
    'open-binding',
    '未备案而处理非本人机动车的违法',
    'Violations handled without the binding that was needed',
  ),
  'handled-before-binding': refusedBy(
    'handle',
    'since-binding',
    '处理备案之前发生的违法',
    'Violations handled that happened before the binding',
  ),
  'fine-over-limit': refusedBy(
    'handle',
    'fine-limit',
    '处理的违法单笔罚款超过上限',
    'Violations handled whose fine is over the limit',
  ),
  'points-over-limit': refusedBy(
    'handle',
    'single-points-limit',
    '处理的违法一次记分超过上限',
    'Violations handled whose points are over the limit of one violation',
  ),
  'points-without-room': refusedBy(
    'handle',
    'points-room',
    '累积记分连同所处理违法的记分已达满分而仍予处理',
    'Violations handled though their points, with those held, reach the full score',
  ),
  'barred-licence': refusedBy(
    'handle',
    'licence-state',
    '处理时的驾驶证状态不得处理违法而处理；未提供当时状态的，查不出',
    'Violations handled on a licence whose state then bars it; nothing is found unless the state then is given',
  ),
  'handled-twice': refusedBy(
    'handle',
    'violation-open',
    '再次处理已经处理或者消除的违法',
    'Violations handled that had been handled or removed already',
  ),
  'bindings-by-month': {
    zh: '不符合规定的备案，按条款和月份合计',
    en: 'Bindings against a provision, by rule and month',
    way: { kind: 'months', question: 'bind' },
  },
  'handlings-by-month': {
    zh: '不符合规定的处理，按条款和月份合计',
    en: 'Handlings against a provision, by rule and month',
    way: { kind: 'months', question: 'handle' },
  },
} as const satisfies Readonly<Record<string, AuditQuestion>>

/** One question of an audit. */
export type AuditName = keyof typeof AUDIT_QUESTIONS
/** The questions that an audit asks. */
export const AUDIT_NAMES: readonly AuditName[] = Object.freeze(Object.keys(AUDIT_QUESTIONS) as AuditName[])
