import { inYuan } from '../fen.ts'
import type { Question } from '../rules/rule.ts'
import type { Beside } from './beside.ts'
import type { Judgements } from './locale.ts'
import { freeOf, isWindowFree, sharedWith } from './words.ts'
import {
  by,
  cannot,
  capped,
  cite,
  dated,
  dayOf,
  join,
  orElse,
  otherwise,
  platesOf,
  ruled,
  states,
} from './zh-CN-grammar.ts'
import { names } from './zh-CN-names.ts'

/** 各项规则符合与不符合时的说法。 */
export const judged: Judgements = {
  'no-rule-set-in-force': {
    fails: ({ supplied, limit, citation }, beside) => {
      const principle = `（适用行为时规定的原则，${dayOf(citation.since)}起见${cite(citation)}）`
      if (typeof limit === 'string') {
        return `${dayOf(supplied)}早于最早规定的施行日${dayOf(limit)}，当日尚无规定，不能办理${principle}`
      }
      const act = names.questions[supplied as Question]
      if (limit.length === 0) return `当日尚无施行的规定，不能${act}${principle}`
      return supplied === 'bind' && beside?.ruleSet === 'cn-2013-05-02'
        ? `该规定施行时尚无备案制度，非本人机动车的违法可直接处理，无需备案${principle}`
        : `所依规定没有${act}的条款，不能办理${principle}`
    },
  },
  'own-vehicle': {
    holds: () => '该车登记在他人名下，属于备案范围',
    fails: () => '该车登记在本人名下，无需备案，可直接处理该车违法',
  },
  'already-bound': {
    holds: () => '本人现未备案该车，不属于重复备案',
    fails: () => '本人已备案该车，无需重复备案，可按现有备案处理该车违法',
  },
  'driver-cap': /* @__PURE__ */ capped(
    (nth) => `本次备案的是第${nth}辆非本人机动车`,
    (most) => `同时备案最多${most}辆`,
    (nth, most) => `请先${nth === 2 ? '解除已备案的1辆' : `从已备案的${nth - 1}辆中解除${nth - most}辆`}`,
  ),
  'vehicle-cap': /* @__PURE__ */ capped(
    (nth) => `本人将是备案该车的第${nth}名非所有人驾驶人`,
    (most) => `同时备案最多${most}名`,
    (nth, most) => `须先由所有人或者已备案的驾驶人解除${nth - most}名`,
  ),
  'lifetime-cap': /* @__PURE__ */ capped(
    (nth) => `本次为累计第${nth}次备案`,
    (most) => `累计最多${most}次（解除备案不返还次数）`,
  ),
  'daily-applications': /* @__PURE__ */ capped(
    (nth) => `本次为当日第${nth}次申请备案`,
    (most) => `每日最多${most}次`,
    () => '请明日再申请',
  ),
  'yearly-applications': /* @__PURE__ */ capped(
    (nth) => `本次为本年第${nth}次申请备案`,
    (most) => `每个自然年最多${most}次`,
    () => '请明年再申请',
  ),
  'plate-type': {
    holds: ({ supplied, channels }) => `该车号牌种类为${names.plateTypes[supplied]}，在${by(channels)}办理范围内`,
    fails: ({ supplied, limit, channels }) =>
      `该车号牌种类为${names.plateTypes[supplied]}，${ruled(channels)}${platesOf(limit)}，${otherwise(channels)}`,
  },
  'non-operating': {
    holds: () => '该车为非营运机动车，符合要求',
    fails: ({ channels }) => `该车为营运机动车，${ruled(channels)}不予备案，${otherwise(channels)}`,
  },
  'owner-kind': {
    holds: ({ supplied, channels }) => `该车为${names.ownerKinds[supplied]}名下机动车，在${by(channels)}备案范围内`,
    fails: ({ supplied, limit, channels }) => {
      const kinds = join(limit.map((kind) => names.ownerKinds[kind]))
      return `该车为${names.ownerKinds[supplied]}名下机动车，${ruled(channels)}只备案${kinds}名下机动车，${otherwise(channels)}`
    },
  },
  'owner-consent': {
    holds: ({ supplied }) =>
      supplied === 'none' ? '按规定备案无需所有人同意' : `所有人已同意备案（${names.ownerConsents[supplied]}）`,
    fails: ({ supplied, limit, channels }) => {
      const ways = limit.filter((way) => way !== 'none').map((way) => names.ownerConsents[way])
      const lack =
        supplied === 'none' ? '所有人尚未同意备案' : `所有人以${names.ownerConsents[supplied]}方式作出的同意不予认可`
      const help = `须由所有人以${ways.join('或者')}方式同意${orElse(channels)}`
      return `${lack}，${ways.length === 0 ? otherwise(channels) : help}`
    },
  },
  'identity-verified': {
    holds: () => '已核验本人身份',
    fails: ({ channels }) =>
      `尚未核验本人身份，请${isWindowFree(channels) ? '先完成实人认证，窗口办理不受此限' : '出示本人驾驶证和身份证明原件'}`,
  },
  'violation-open': {
    holds: () => '该违法尚未处理',
    fails: ({ supplied }) =>
      supplied === 'handled' ? '该违法已经处理，同一违法不重复处理，无需再办' : '该违法记录已消除，无需处理',
  },
  'not-before-occurrence': {
    holds: ({ supplied, limit }) => dated(supplied, limit, '不晚于处理时间'),
    fails: ({ supplied, limit }) => `${dated(supplied, limit, '晚于处理时间')}，不能办理，请核对时间`,
  },
  'open-binding': {
    holds: ({ supplied }) => `本人已于${dayOf(supplied as string)}备案该车`,
    fails: ({ channels }, beside) =>
      `本人现未备案该车，${by(channels)}须先备案再处理，${bindFirst(beside)}${orElse(channels)}`,
  },
  'since-binding': {
    holds: ({ supplied, limit, relation }) => dated(supplied, limit, `${relation === '>' ? '晚' : '不早'}于备案时间`),
    fails: ({ supplied, limit, relation, channels }) => {
      const since = relation === '>' ? '自备案次日起' : limit.length === 10 ? '自备案之日起' : '备案之后'
      const when = dated(supplied, limit, `${relation === '>' ? '不晚' : '早'}于备案时间`)
      return `${when}，${ruled(channels)}只处理${since}发生的违法，${otherwise(channels)}`
    },
  },
  'fine-limit': /* @__PURE__ */ capped(
    (fen) => `罚款${inYuan(fen)}元`,
    (most) => `单笔限额${inYuan(most)}元`,
  ),
  'recorded-by-monitoring': {
    holds: () => '该违法由交通技术监控设备记录，属于办理范围',
    fails: ({ channels }) =>
      `该违法由交通警察现场查处，${ruled(channels)}只处理交通技术监控设备记录的违法，${otherwise(channels)}`,
  },
  'points-room': {
    holds: ({ supplied, limit }) => `处理后本记分周期累积记${supplied}分，未满${limit}分`,
    fails: ({ supplied, limit, channels }) =>
      `处理后本记分周期累积记${supplied}分，已满${limit}分，${freeOf(channels).length === 0 ? '累积记分减少后方可能办理' : cannot(channels)}`,
  },
  'single-points-limit': /* @__PURE__ */ capped(
    (points) => `该违法记${points}分`,
    (most) => `单次最多${most}分`,
  ),
  'licence-state': {
    holds: ({ supplied }) => `驾驶证状态${supplied.length === 0 ? '正常' : `为${states(supplied)}，不影响处理`}`,
    fails: ({ supplied, limit, channels }) =>
      `驾驶证状态为${states(sharedWith(supplied, limit))}，恢复正常前${cannot(channels)}`,
  },
  'licence-class': {
    holds: ({ supplied, limit }) => `准驾车型${join(sharedWith(supplied, limit))}与该车相符`,
    fails: ({ supplied, limit, channels }) => {
      const lack = supplied.length === 0 ? '驾驶证无准驾车型' : `准驾车型${join(supplied)}与该车不符`
      const need = limit.length === 0 ? '机动车驾驶证没有该类车辆的准驾车型' : `须有${join(limit)}之一`
      return `${lack}，${need}，${otherwise(channels)}`
    },
  },
  'repeat-full-score': {
    holds: ({ supplied, limit }) => `本记分周期满分学习${supplied}次，未达${limit}次`,
    fails: ({ supplied, limit, channels }) =>
      `本记分周期满分学习${supplied}次，已达${limit}次，处理非本人机动车违法的，本周期内${cannot(channels)}`,
  },
  'offender-present': {
    holds: () => '违法行为人本人已到场',
    fails: () => '违法行为人本人未到场，须由其本人到窗口接受处理',
  },
  'vehicles-per-year': /* @__PURE__ */ capped(
    (count, beside) => `${yearTo(beside)}处理违法的非本人机动车共${count}辆（含本次）`,
    (most) => `最多${most}辆`,
    (count, most) => `须待其余${count - 1}辆中${count - most}辆的末次处理满一年`,
  ),
  'drivers-per-year': /* @__PURE__ */ capped(
    (count, beside) => `${yearTo(beside)}处理该车违法的非所有人驾驶人共${count}名（含本人）`,
    (most) => `最多${most}名`,
    (count, most) => `须待其余${count - 1}名中${count - most}名的末次处理满一年`,
  ),
}

/** Whether to bind first helps: where a date of binding counts, a binding made now opens nothing older. */
function bindFirst(beside: Beside | undefined): string {
  if (beside === undefined) return '核对备案日期的，备案不能用于此前的违法'
  const { dating, actedOn, occurredOn } = beside
  if (dating === 'undated') return '请先备案该车'
  if (dating === 'no-first-binding') return '请先备案该车，属该车首次备案的，可一并处理此前的违法'
  if (actedOn === undefined || occurredOn === undefined) return '现在备案不能用于此前日期的违法'
  return occurredOn < actedOn
    ? '该违法发生在办理之日以前，现在备案也不能用于该违法'
    : '请先备案该车，备案当日全天计入的，方可处理该违法'
}

/** The rolling year that ends with the handling, by its last day where that is known. */
function yearTo(beside: Beside | undefined): string {
  return beside?.actedOn === undefined ? '一年内' : `截至${dayOf(beside.actedOn)}的一年内`
}
