import { atWindow, barringOf, type EndableState, isLost } from '../../advice/helps.ts'
import { AT_WINDOW, type Paper } from '../../advice/papers.ts'
import type { JudgedOf, RuleOf } from '../../advice/rule-of.ts'
import type { Finding } from '../../decision/decision.ts'
import type { Channel } from '../../values/channel.ts'
import type { LicenceState } from '../../values/licence.ts'
import { PLATE_TYPES } from '../../values/vehicle.ts'
import type { HandlingWords, Names, OutcomeWords, QuestionWords } from '../locale.ts'
import { dayOf, either, list, moment, money } from './grammar.ts'
import {
  brought,
  channels,
  licenceStates,
  licenceTests,
  ownerConsents,
  ownerKinds,
  plateTypes,
  through,
} from './values.ts'

// 每条规则的名称，符合、不符合时是什么情况（fails、holds 不说“今天”“明天”，不称呼任何人），以及怎么办（todo）。

type Both = (RuleOf<'bind'> & RuleOf<'handle'>) | 'no-rule-set-in-force'

/** What rules are called. */
export const ruleNames: Names['rules'] = {
  'no-rule-set-in-force': '适用的规定',
  'plate-type': '号牌种类要求',
  'identity-verified': '身份核验要求',
  'own-vehicle': '非本人机动车要求',
  'already-bound': '不得重复备案的要求',
  'driver-cap': '一人备案车辆数上限',
  'vehicle-cap': '一车备案驾驶人数上限',
  'lifetime-cap': '累计备案次数上限',
  'daily-applications': '每日申请次数上限',
  'yearly-applications': '每年申请次数上限',
  'non-operating': '非营运要求',
  'owner-kind': '车主类型要求',
  'owner-consent': '车主同意要求',
  'cooling-off': '他人备案结束后的等待期',
  'drivers-bound-per-year': '一车每年备案驾驶人数上限',
  'violation-open': '不得重复处理的要求',
  'not-before-occurrence': '处理时间不得早于违法时间的要求',
  'open-binding': '先备案后处理的要求',
  'since-binding': '备案日期要求',
  'fine-limit': '单笔罚款限额',
  'recorded-by-monitoring': '监控设备记录要求',
  'points-room': '累积记分要求',
  'single-points-limit': '一次记分上限',
  'licence-state': '驾驶证状态要求',
  'licence-class': '准驾车型要求',
  'licence-held': '持有驾驶证的要求',
  'repeat-full-score': '满分学习次数要求',
  'offender-present': '本人到场要求',
  'vehicles-per-year': '一年内处理车辆数上限',
  'drivers-per-year': '一年内处理人数上限',
}

/** The shorter of the two lists. */
function platesIn(allowed: JudgedOf<'plate-type'>['limit']): string {
  const others = PLATE_TYPES.filter((type) => !allowed.includes(type))
  const areMost = others.length < allowed.length
  return `${areMost ? '不' : '只'}办理${list((areMost ? others : allowed).map((type) => plateTypes[type]))}`
}

/** Said whether it holds or fails. */
type Counts = { readonly supplied: number; readonly limit: number }
const boundInYear = ({ supplied, limit }: Counts) => `连同本次，当年共${supplied}人备案该车，每年最多${limit}人`
const vehiclesInYear = ({ supplied, limit }: Counts) =>
  `连同本次，一年内共处理${supplied}辆他人车辆的违法，最多${limit}辆`
const driversInYear = ({ supplied, limit }: Counts) =>
  `连同本次，一年内共${supplied}人处理该车的违法（不算车主），最多${limit}人`

type Rules<Q extends 'bind' | 'handle'> = QuestionWords<Q>['rules']

const bothRules = (papers: readonly Paper[]): Pick<Rules<'bind'>, Both> => ({
  'no-rule-set-in-force': {
    fails: ({ supplied, limit }) => {
      if (typeof limit === 'string')
        return `没有收录${dayOf(supplied)}的规定（最早的自${dayOf(limit)}起适用），不能判断`
      if (limit.length === 0) return '没有收录当日的规定，不能判断'
      return `当日的规定没有${supplied === 'bind' ? '备案他人车辆' : '处理违法'}的条款，不能办理`
    },
  },
  'plate-type': {
    fails: ({ supplied, limit, channels }) => `该车是${plateTypes[supplied]}，${here(channels)}${platesIn(limit)}`,
  },
  'identity-verified': {
    fails: ({ channels }) => `${atWindow(channels) ? '窗口' : ''}尚未核验身份`,
    todo: ({ channels }) => {
      if (channels !== 'all' && !channels.includes('window')) return '请先刷脸核验身份'
      return `请${atWindow(channels) ? '' : '刷脸核验身份；到交警窗口的，'}${brought(papers)}`
    },
  },
})

export const bindRules = (): Rules<'bind'> => ({
  ...bothRules(AT_WINDOW.bind),
  'own-vehicle': {
    fails: () => '该车登记在驾驶人本人名下，不用备案',
  },
  'already-bound': {
    fails: () => '该车已经备案，不用再备案',
  },
  'driver-cap': {
    fails: ({ supplied, limit }) => `已备案${supplied - 1}辆他人车辆，最多${limit}辆`,
    todo: ({ supplied, limit }) =>
      `请先解除${supplied - limit}辆；解除的车，此前的违法即使重新备案，也可能不能再自助处理`,
  },
  'vehicle-cap': {
    fails: ({ supplied, limit }) => `该车已被${supplied - 1}人备案（不算车主），最多${limit}人`,
    todo: ({ supplied, limit }) => `请其中${supplied - limit}人先解除备案，或者由车主解除`,
  },
  'lifetime-cap': {
    fails: ({ supplied, limit }) => `累计已备案${supplied - 1}次，最多${limit}次，解除备案不退还次数`,
  },
  'daily-applications': {
    fails: ({ supplied, limit }) => `当日已备案${supplied - 1}次，每日最多${limit}次`,
    todo: () => '最早明天才能再备案',
  },
  'yearly-applications': {
    fails: ({ supplied, limit }) => `当年已备案${supplied - 1}次，每年最多${limit}次`,
    todo: () => '最早明年1月1日才能再备案',
  },
  'non-operating': {
    fails: ({ channels }) => `该车是营运车辆，${here(channels)}不能备案`,
  },
  'owner-kind': {
    fails: ({ supplied, limit, channels }) =>
      `该车登记在${ownerKinds[supplied]}名下，${here(channels)}只备案${list(limit.map((kind) => ownerKinds[kind]))}名下的车`,
  },
  'owner-consent': {
    fails: ({ supplied, limit, channels }) => {
      const ways = either(limit.map((way) => ownerConsents[way]))
      const so = supplied === 'none' ? '还没有车主同意' : `车主的${ownerConsents[supplied]}不能用`
      return `${so}（${here(channels)}须有${ways}）`
    },
    todo: ({ limit }) => `请${limit.flatMap((way) => (way === 'none' ? [] : [AGREEING[way]])).join('，或者')}`,
  },
  'cooling-off': {
    fails: ({ supplied, limit }) => `他人对该车的备案刚结束，${dayOf(supplied)}办理，早于可以备案的${dayOf(limit)}`,
    todo: ({ limit }) => `最早${dayOf(limit)}才能备案`,
  },
  'drivers-bound-per-year': {
    fails: boundInYear,
    todo: () => '最早明年1月1日才能备案',
  },
})

/** How an owner agrees. */
const AGREEING = {
  'registered-owner': '车主在交管12123注册并确认',
  qr: '扫描车主在交管12123或者交管网站生成的车辆二维码',
  sms: '填写车主手机收到的验证码',
} as const

export const handleRules = (): Rules<'handle'> => ({
  ...bothRules(AT_WINDOW.handle),
  'violation-open': {
    fails: ({ supplied }) => (supplied === 'handled' ? '该违法已处理，不用再处理' : '该违法记录已消除，不用处理'),
    todo: ({ supplied }) => (supplied === 'handled' ? '罚款未缴的请按期缴纳' : undefined),
  },
  'not-before-occurrence': {
    fails: ({ supplied, limit }) =>
      `违法（${moment(supplied, limit)}）在办理（${moment(limit, supplied)}）之后，其中一个时间不对`,
    todo: () => '请核对填写的内容，登记有误的联系交警更正',
  },
  'open-binding': {
    fails: ({ channels }) => `该车尚未备案，${here(channels)}不能处理`,
    todo: () => '请先备案该车',
  },
  'since-binding': {
    fails: ({ supplied, limit, relation, channels }) => {
      const { 0: before, 1: since } =
        relation === '>' ? ['不晚', '备案次日起'] : limit.length === 10 ? ['早', '备案当日起'] : ['早', '备案之后']
      return `违法（${moment(supplied, limit)}）${before}于备案（${moment(limit, supplied)}），${here(channels)}只处理${since}的违法`
    },
  },
  'fine-limit': {
    fails: ({ supplied, limit, channels }) => `罚款${money(supplied)}，超过${money(limit)}，${here(channels)}不能处理`,
  },
  'recorded-by-monitoring': {
    fails: ({ channels }) => `该违法由交警现场查处，${here(channels)}不能处理`,
    todo: () =>
      `请看交警给的文书：是《简易程序处罚决定书》的，按期缴款即可；是《强制措施凭证》或者《违法行为处理通知书》的，请本人带它到交警窗口，另${brought(AT_WINDOW.handle)}；被扣留的不用带`,
  },
  'points-room': {
    fails: ({ supplied, limit, channels }) =>
      `处理后累积记分将达${supplied}分，满${limit}分的${here(channels)}不能处理`,
  },
  'single-points-limit': {
    fails: ({ supplied, limit, channels }) => `该违法记${supplied}分，超过${limit}分，${here(channels)}不能处理`,
  },
  'licence-state': {
    fails: (finding) => {
      const barring = barringOf(finding)
      return barring.some(isLost)
        ? `驾驶证已被${statesIn(barring)}，重新取得驾驶证前${here(finding.channels)}不能处理；当时是别人开的车，由其处理`
        : `驾驶证状态为${statesIn(barring)}，恢复正常前${here(finding.channels)}不能处理`
    },
    todo: (finding) => `请先${list([...new Set(barringOf(finding).map((state) => ENDING[state] ?? ASKING))])}`,
  },
  'licence-class': {
    fails: ({ supplied, limit }) => {
      const all = limit.length === 0 ? '，机动车驾驶证都不能驾驶这类车' : `（驾驶该车须有${list(limit)}之一）`
      return supplied.length === 0 ? `没有驾驶证，不能驾驶该车${all}` : `准驾车型${list(supplied)}不能驾驶该车${all}`
    },
    // Of whoever has none the rule on holding a licence says it.
    todo: ({ supplied }) => (supplied.length === 0 ? undefined : '请当时开车的人用自己的驾驶证处理'),
  },
  'licence-held': {
    fails: () => '没有驾驶证，不能接受记分',
    todo: () => BY_THE_DRIVER,
  },
  'repeat-full-score': {
    fails: ({ supplied, limit, channels }) =>
      `本记分周期已参加满分学习${supplied}次，满${limit}次的，本周期内${here(channels)}不能处理他人车辆的违法`,
    todo: ({ channels }) => `要等本记分周期结束，才能${there(channels)}处理`,
  },
  'offender-present': {
    fails: () => '本人没有到场',
    todo: ({ channels }) =>
      `请当时开车的人本人到${atWindow(channels) ? `交警窗口，${brought(AT_WINDOW.handle)}` : '场'}`,
  },
  'vehicles-per-year': {
    fails: vehiclesInYear,
    todo: ({ supplied, limit, channels }) =>
      `要等其他车辆中有${supplied - limit}辆的最近一次处理满一年，才能${there(channels)}处理`,
  },
  'drivers-per-year': {
    fails: driversInYear,
    todo: ({ supplied, limit, channels }) =>
      `要等其他人中有${supplied - limit}人的最近一次处理满一年，才能${there(channels)}处理`,
  },
})

/** What ends a state of a licence. */
const ENDING: { readonly [S in EndableState]: string } & { readonly [S in LicenceState]?: string } = {
  suspended: '等暂扣期满',
  expired: '换证',
  unverified: '办理审验',
  'cancelled-restorable': '申请恢复驾驶资格',
  'transferred-out': '办理转入',
  'full-points': '缴清已处理违法的罚款，并参加满分学习、考试合格',
}

/** Of a state that the office alone ends. */
const ASKING = '带身份证明到交警窗口问清怎样恢复正常'

export const timesContradict = '备案时间晚于办理时间，其中一个时间不对，请先核对'

export const vainBinding = '现在备案也不能自助处理，因为违法在备案之前'

export const notes: HandlingWords['handle']['notes'] = {
  'whoever-drove': () => BY_THE_DRIVER,
  'former-owner': ({ channels }) =>
    `违法发生在现车主取得该车之前，应由当时开车的人或者原车主处理；现车主可以${through(channels)}提出异议`,
  'full-score': ({ points, full, duty }) => {
    const study =
      duty === undefined
        ? '满分学习并考试'
        : `${duty.days}天满分学习，并考${list(duty.tests.map((test) => licenceTests[test]))}`
    return `处理后累积记分共${points}分，满${full}分的扣留驾驶证，须参加${study}`
  },
  'one-vehicle': ({ held }) => `累积记分已有${held}分：满分学习、考试合格前，只能处理完记满分的那辆车的违法`,
  'carried-fine': ({ carry }) =>
    carry === 'all-while-a-fine-is-unpaid'
      ? '罚款请在记分周期结束前缴纳：有罚款未缴的，记分不清零，转入下一个记分周期'
      : '罚款请按期缴纳：逾期未缴的，记分不清零，转入下一个记分周期',
}

/** 符合、无从核对、不适用的规则。 */
export const outcomes = (): OutcomeWords => ({
  unknown: (rule, facts) => `尚缺信息：${list(facts)}，用于核对“${rule}”`,
  notApplicable: {
    'other-channel': (rule) => `“${rule}”不适用于该渠道`,
    'own-vehicle': (rule) => `“${rule}”不适用于自己名下的车`,
    'no-points': (rule) => `该违法不记分，不适用“${rule}”`,
    'no-binding': (rule) => `该车尚未备案，不适用“${rule}”`,
    'no-first-binding': (rule) => `该车尚未备案，不适用“${rule}”`,
    'first-binding': (rule) => `这是该车首次备案，此前的违法也可以处理，不适用“${rule}”`,
    'no-release': (rule) => `没有他人对该车的备案结束过，不适用“${rule}”`,
  },
  holds: {
    'plate-type': ({ supplied }) => `该车是${plateTypes[supplied]}，可以办理`,
    'identity-verified': () => '身份已核验',
    'own-vehicle': () => '该车登记在他人名下',
    'already-bound': () => '该车尚未备案',
    'driver-cap': ({ supplied, limit }) => `备案后共${supplied}辆他人车辆，最多${limit}辆`,
    'vehicle-cap': ({ supplied, limit }) => `备案后该车共有${supplied}人备案（不算车主），最多${limit}人`,
    'lifetime-cap': ({ supplied, limit }) => `本次是累计第${supplied}次备案，最多${limit}次`,
    'daily-applications': ({ supplied, limit }) => `本次是当日第${supplied}次备案，每日最多${limit}次`,
    'yearly-applications': ({ supplied, limit }) => `本次是当年第${supplied}次备案，每年最多${limit}次`,
    'non-operating': () => '该车不是营运车辆',
    'owner-kind': ({ supplied }) => `该车登记在${ownerKinds[supplied]}名下，可以备案`,
    'owner-consent': ({ supplied }) =>
      supplied === 'none' ? '车主未同意，也不需要同意' : `车主已同意（${ownerConsents[supplied]}）`,
    'cooling-off': ({ supplied, limit }) => `办理日期是${dayOf(supplied)}，${dayOf(limit)}起可以备案该车`,
    'drivers-bound-per-year': boundInYear,
    'violation-open': () => '该违法尚未处理',
    'not-before-occurrence': ({ supplied, limit }) =>
      `违法（${moment(supplied, limit)}）不晚于办理（${moment(limit, supplied)}）`,
    'open-binding': ({ supplied }) => `该车已于${dayOf(supplied as string)}备案`,
    'since-binding': ({ supplied, limit, relation }) =>
      `违法（${moment(supplied, limit)}）${relation === '>' ? '晚' : '不早'}于备案（${moment(limit, supplied)}）`,
    'fine-limit': ({ supplied, limit }) => `罚款${money(supplied)}，不超过${money(limit)}`,
    'recorded-by-monitoring': () => '该违法由监控设备记录',
    'points-room': ({ supplied, limit }) => `处理后累积记分共${supplied}分，未满${limit}分`,
    'single-points-limit': ({ supplied, limit }) => `该违法记${supplied}分，不超过${limit}分`,
    'licence-state': ({ supplied }) =>
      supplied.length === 0 ? '驾驶证状态正常' : `驾驶证状态为${statesIn(supplied)}，不影响处理`,
    'licence-class': ({ supplied, limit }) =>
      `准驾车型${list(supplied.filter((each) => limit.includes(each)))}可以驾驶该车`,
    'licence-held': () => '持有驾驶证',
    'repeat-full-score': ({ supplied, limit }) => `本记分周期参加满分学习${supplied}次，未达${limit}次`,
    'offender-present': () => '本人已到场',
    'vehicles-per-year': vehiclesInYear,
    'drivers-per-year': driversInYear,
  },
})

/** Where something can be done once a rule holds: nothing of a rule that is everyone's. */
function there(channels: Finding['channels']): string {
  return channels === 'all' ? '' : `在${here(channels)}`
}

/** That a rule is that of the channel, and not everyone's: its name, if there is one. */
function here(some: Finding['channels']): string {
  if (some === 'all') return ''
  return some.length === 1 ? channels[some[0] as Channel] : '这里'
}

/** Whose violation it is: no admission is asked for. */
const BY_THE_DRIVER =
  '记分由当时开车的人承担：别人开的，请其用自己的驾驶证处理；本人开的请到交警窗口，无证或者准驾车型不符另有处罚'

function statesIn(states: JudgedOf<'licence-state'>['supplied']): string {
  return list(states.map((state) => licenceStates[state]))
}
