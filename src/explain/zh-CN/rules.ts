import type { Finding } from '../../decision/decision.ts'
import type { Question } from '../../law/question.ts'
import { inYuan } from '../../values/fen.ts'
import { type Beside, bindsInVain } from '../beside.ts'
import type { Judgements } from '../locale.ts'
import { REFUSALS } from '../refusals.ts'
import { isWindowFree, isWindowOnly, sharedWith } from '../words.ts'
import { by, capped, closing, dated, dayOf, join, platesOf, ruled, states } from './grammar.ts'
import { names } from './names.ts'

/** 各项规则符合与不符合时的说法。 */
export const judged: Judgements = {
  'no-rule-set-in-force': {
    fails: ({ supplied, limit }, beside) => {
      const principle = '，行为按当日施行的规定判断'
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
    fails: () => REFUSALS['own-vehicle'][0],
  },
  'already-bound': {
    holds: () => '本人现未备案该车，不属于重复备案',
    fails: () => REFUSALS['already-bound'][0],
  },
  'driver-cap': /* @__PURE__ */ capped(
    (nth) => `本次备案的是第${nth}辆非本人机动车`,
    (most) => `同时备案最多${most}辆`,
    (nth, most) => {
      if (nth === 2) return '请先解除已备案的1辆'
      return most === 1 ? `请先解除已备案的全部${nth - 1}辆` : `请先从已备案的${nth - 1}辆中解除${nth - most}辆`
    },
  ),
  'vehicle-cap': /* @__PURE__ */ capped(
    (nth) => `本人将为第${nth}名备案该车的驾驶人（不含所有人）`,
    (most) => `同时备案最多${most}名`,
    (nth, most) => {
      const which = nth === 2 ? '' : most === 1 ? `全部${nth - 1}名的` : `其中${nth - most}名的`
      return `须先由所有人或者已备案的驾驶人解除${which}备案`
    },
  ),
  'lifetime-cap': /* @__PURE__ */ capped(
    (nth) => `本次为累计第${nth}次备案`,
    (most) => `累计最多${most}次（解除备案不返还次数）`,
  ),
  'daily-applications': /* @__PURE__ */ capped(
    (nth) => `本次为当日第${nth}次申请备案`,
    (most) => `每日最多${most}次`,
    (_supplied, _limit, beside) => (beside?.yearUsedUp ? undefined : '请明日再申请'),
  ),
  'yearly-applications': /* @__PURE__ */ capped(
    (nth) => `本次为本年第${nth}次申请备案`,
    (most) => `每个自然年最多${most}次`,
    () => '请明年再申请',
  ),
  'plate-type': {
    holds: ({ supplied, channels }) => `该车号牌种类为${names.plateTypes[supplied]}，在${by(channels)}办理范围内`,
    fails: ({ supplied, limit, channels }) => [
      `该车号牌种类为${names.plateTypes[supplied]}，${ruled(channels)}${platesOf(limit)}`,
    ],
  },
  'non-operating': {
    holds: () => '该车为非营运机动车，符合要求',
    fails: ({ channels }) => [`${REFUSALS['non-operating'][0]}，${ruled(channels)}不予备案`],
  },
  'owner-kind': {
    holds: ({ supplied, channels }) => `该车为${names.ownerKinds[supplied]}名下机动车，在${by(channels)}备案范围内`,
    fails: ({ supplied, limit, channels }) => {
      const kinds = join(limit.map((kind) => names.ownerKinds[kind]))
      const lack = `${ruled(channels)}只备案${kinds}名下机动车`
      return [`该车为${names.ownerKinds[supplied]}名下机动车，${lack}`]
    },
  },
  'owner-consent': {
    holds: ({ supplied }) =>
      supplied === 'none' ? '按规定备案无需所有人同意' : `所有人已同意备案（${names.ownerConsents[supplied]}）`,
    fails: ({ supplied, limit }) => {
      const ways = limit.flatMap((way) => (way === 'none' ? [] : [AGREEING[way]]))
      const lack =
        supplied === 'none' ? '所有人尚未同意备案' : `所有人以${names.ownerConsents[supplied]}方式作出的同意不予认可`
      return [lack, ways.length === 0 ? undefined : `须由所有人${ways.join('或者')}`]
    },
  },
  'identity-verified': {
    holds: () => '已核验本人身份',
    fails: ({ channels }) => [REFUSALS['identity-verified'][0], identify(channels)],
  },
  'violation-open': {
    holds: () => REFUSALS['violation-not-handled'][0],
    fails: ({ supplied }) =>
      supplied === 'handled' ? '该违法已经处理，同一违法不重复处理，无需再办' : '该违法记录已消除，无需处理',
  },
  'not-before-occurrence': {
    holds: ({ supplied, limit }) => dated(supplied, limit, '不晚于处理时间'),
    fails: ({ supplied, limit }) => `${dated(supplied, limit, '晚于处理时间')}，不能办理，请核对时间`,
  },
  'open-binding': {
    holds: ({ supplied }) => `本人已于${dayOf(supplied as string)}备案该车`,
    fails: ({ channels }, beside) => {
      const lack = `${REFUSALS['open-binding'][0]}，${by(channels)}须先备案再处理`
      if (beside === undefined || !bindsInVain(beside)) return [lack, bindFirst(beside)]
      return [`${lack}，该违法发生在办理之日以前，${VAIN}`]
    },
  },
  'since-binding': {
    holds: ({ supplied, limit, relation }) => dated(supplied, limit, `${relation === '>' ? '晚' : '不早'}于备案时间`),
    fails: ({ supplied, limit, relation, channels }) => {
      const since = relation === '>' ? '自备案次日起' : limit.length === 10 ? '自备案之日起' : '备案之后'
      const when = dated(supplied, limit, `${relation === '>' ? '不晚' : '早'}于备案时间`)
      return [`${when}，${ruled(channels)}只处理${since}发生的违法`]
    },
  },
  'fine-limit': /* @__PURE__ */ capped(
    (fen) => `罚款${inYuan(fen)}元`,
    (most) => `单笔限额${inYuan(most)}元`,
  ),
  'recorded-by-monitoring': {
    holds: () => '该违法由交通技术监控设备记录，属于办理范围',
    fails: ({ channels }) => {
      const lack = `${ruled(channels)}只处理交通技术监控设备记录的违法`
      return [`${REFUSALS['recorded-by-monitoring'][0]}，${lack}`]
    },
  },
  'points-room': {
    holds: ({ supplied, limit }) => `处理后本记分周期累积记${supplied}分，未满${limit}分`,
    fails: ({ supplied, limit }) => [
      `处理后本记分周期累积记${supplied}分，已满${limit}分`,
      '须待记分清除或者减少后再办理',
    ],
  },
  'single-points-limit': /* @__PURE__ */ capped(
    (points) => `该违法记${points}分`,
    (most) => `单次最多${most}分`,
  ),
  'licence-state': {
    holds: ({ supplied }) => `驾驶证状态${supplied.length === 0 ? '正常' : `为${states(supplied)}，不影响处理`}`,
    fails: ({ supplied, limit, channels }) =>
      closing(`驾驶证状态为${states(sharedWith(supplied, limit))}，恢复正常前`, channels),
  },
  'licence-class': {
    holds: ({ supplied, limit }) => `准驾车型${join(sharedWith(supplied, limit))}与该车相符`,
    fails: ({ supplied, limit }) => {
      const lack = supplied.length === 0 ? '驾驶证无准驾车型' : `准驾车型${join(supplied)}与该车不符`
      const need = limit.length === 0 ? '机动车驾驶证没有该类车辆的准驾车型' : `须有${join(limit)}之一`
      return [`${lack}，${need}`]
    },
  },
  'repeat-full-score': {
    holds: ({ supplied, limit }) => `本记分周期满分学习${supplied}次，未达${limit}次`,
    fails: ({ supplied, limit, channels }) => {
      const said = `本记分周期满分学习${supplied}次，已达${limit}次`
      return closing(`${said}，处理非本人机动车违法的，本周期内`, channels)
    },
  },
  'offender-present': {
    holds: () => '违法行为人本人已到场',
    fails: (_, beside) => `${REFUSALS['offender-present'][0]}${beside?.settled ? '' : '，须由其本人到窗口接受处理'}`,
  },
  'vehicles-per-year': /* @__PURE__ */ capped(
    (count, beside) => `${yearTo(beside)}处理违法的非本人机动车共${count}辆（含本次）`,
    (most) => `最多${most}辆`,
    (count, most) => waiting(count - 1, count - most, '辆'),
  ),
  'drivers-per-year': /* @__PURE__ */ capped(
    (count, beside) => `${yearTo(beside)}处理该车违法的驾驶人共${count}名（不含所有人，含本人）`,
    (most) => `最多${most}名`,
    (count, most) => waiting(count - 1, count - most, '名'),
  ),
}

/** How an owner agrees 同意: with an account, by the code shown to the driver, by the code told to the driver. */
const AGREEING = {
  'registered-owner': '注册平台账户后确认',
  qr: '出示车辆二维码',
  sms: '提供短信验证码',
} as const
/** Originals cannot be shown to an app, nor is a face checked by machine at a window. */
function identify(channels: Finding['channels']): string {
  const [face, originals] = ['请先完成实人认证', '请出示本人驾驶证和身份证明原件']
  if (isWindowFree(channels)) return face
  return isWindowOnly(channels) ? originals : `自助办理的${face}，到窗口办理的${originals}`
}

/** Whether to bind first helps: where a date of binding counts, a binding made now opens no violation of an earlier day. */
function bindFirst(beside: Beside | undefined): string {
  const first = '请先备案该车'
  if (beside?.dating === 'undated') return first
  if (beside?.dating === 'no-first-binding') return `${first}，属该车首次备案的，可一并处理此前的违法`
  // How finely the date of binding is read, a finding does not tell that dated nothing.
  if (beside?.before === 'same-day')
    return `该违法发生在办理当日，规定计入备案当日全天的，${first}，规定只计入备案之后的，${VAIN}`
  return `${first}，核对备案日期的，备案不能用于此前日期的违法`
}

const VAIN = '现在备案也不能用于该违法'

/** 须待其余3辆中有1辆距最近一次处理满一年 */
function waiting(whole: number, part: number, measure: string): string {
  const some = part === whole ? '' : `中有${part}${measure}`
  return `须待其余${whole}${measure}${some}距最近一次处理${part === 1 ? '' : '均'}满一年`
}

/** The rolling year that ends with the handling, by its last day where that is known. */
function yearTo(beside: Beside | undefined): string {
  return beside?.actedOn === undefined ? '一年内' : `截至${dayOf(beside.actedOn)}的一年内`
}
