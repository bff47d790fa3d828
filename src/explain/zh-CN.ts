import type { Finding } from '../decision.ts'
import type { LicenceState } from '../driver.ts'
import type { Citation } from '../rules/citation.ts'
import type { Question } from '../rules/rule.ts'
import { PLATE_TYPES, type PlateType } from '../vehicle.ts'
import type { Compared, Judgement, Judgements, Locale } from './locale.ts'
import {
  freeOf,
  inYuan,
  isSelfService,
  isWindowFree,
  type Precision,
  precisionOf,
  secondsOf,
  sharedWith,
} from './words.ts'
import { names } from './zh-CN-names.ts'

type Channels = Finding['channels']

const judged: Judgements = {
  'no-rule-set-in-force': {
    fails: ({ supplied, limit }) =>
      typeof limit === 'string'
        ? `${dayOf(supplied)}早于最早规定的施行日${dayOf(limit)}，当日无规定可依，不能办理`
        : `所依规定没有${names.questions[supplied as Question]}的条款，无规定可依，不能办理`,
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
    (nth, most) => `请先从已备案的${nth - 1}辆中解除${nth - most}辆`,
  ),
  'vehicle-cap': /* @__PURE__ */ capped(
    (nth) => `本人是备案该车的第${nth}名非所有人驾驶人`,
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
      `该车号牌种类为${names.plateTypes[supplied]}，${by(channels)}${platesOf(limit)}，${otherwise(channels)}`,
  },
  'non-operating': {
    holds: () => '该车为非营运机动车，符合要求',
    fails: ({ channels }) => `该车为营运机动车，${by(channels)}不予备案，${otherwise(channels)}`,
  },
  'owner-kind': {
    holds: ({ supplied, channels }) => `该车为${names.ownerKinds[supplied]}名下机动车，在${by(channels)}备案范围内`,
    fails: ({ supplied, limit, channels }) => {
      const kinds = join(limit.map((kind) => names.ownerKinds[kind]))
      return `该车为${names.ownerKinds[supplied]}名下机动车，${by(channels)}只备案${kinds}名下机动车，${otherwise(channels)}`
    },
  },
  'owner-consent': {
    holds: ({ supplied }) =>
      supplied === 'none' ? '按规定备案无需所有人同意' : `所有人已同意备案（${names.ownerConsents[supplied]}）`,
    fails: ({ supplied, limit, channels }) => {
      const ways = limit.filter((way) => way !== 'none').map((way) => names.ownerConsents[way])
      const lack = supplied === 'none' ? '所有人尚未同意备案' : `不认可所有人以${names.ownerConsents[supplied]}方式同意`
      const help = `须由所有人以${ways.join('或者')}方式同意${orElse(channels)}`
      return `${lack}，${ways.length === 0 ? otherwise(channels) : help}`
    },
  },
  'identity-verified': {
    holds: () => '已核验本人身份',
    fails: ({ channels }) =>
      `尚未核验本人身份，请${isWindowFree(channels) ? '先完成实人认证，或者到窗口办理' : '出示本人驾驶证和身份证明原件'}`,
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
    fails: ({ channels }) => {
      const before = isWindowFree(channels) ? '请到窗口办理' : '不能补办'
      return `本人现未备案该车，${by(channels)}须先备案再处理，备案以前的违法一般${before}`
    },
  },
  'since-binding': {
    holds: ({ supplied, limit, relation }) => dated(supplied, limit, `${relation === '>' ? '晚' : '不早'}于备案时间`),
    fails: ({ supplied, limit, relation, channels }) => {
      const since = relation === '>' ? '备案次日起' : limit.length === 10 ? '备案当日起' : '备案后'
      const when = dated(supplied, limit, `${relation === '>' ? '不晚' : '早'}于备案时间`)
      return `${when}，${by(channels)}只处理${since}发生的违法，${otherwise(channels)}`
    },
  },
  'fine-limit': /* @__PURE__ */ capped(
    (fen) => `罚款${inYuan(fen)}元`,
    (most) => `单笔限额${inYuan(most)}元`,
  ),
  'recorded-by-monitoring': {
    holds: () => '该违法由交通技术监控设备记录，属于办理范围',
    fails: ({ channels }) =>
      `该违法由交通警察现场查处，${by(channels)}只处理交通技术监控设备记录的违法，${otherwise(channels)}`,
  },
  'points-room': {
    holds: ({ supplied, limit }) => `处理后本记分周期累积记${supplied}分，未满${limit}分`,
    fails: ({ supplied, limit, channels }) =>
      `处理后本记分周期累积记${supplied}分，已满${limit}分，本周期内${cannot(channels)}`,
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
    (count) => `一年内处理违法的非本人机动车共${count}辆（含本次）`,
    (most) => `最多${most}辆`,
    () => '须待此前的处理满一年',
  ),
  'drivers-per-year': /* @__PURE__ */ capped(
    (count) => `一年内处理该车违法的非所有人驾驶人共${count}名（含本人）`,
    (most) => `最多${most}名`,
    () => '须待此前的处理满一年',
  ),
}

/** 简体中文：窗口民警的说法。 */
export const zhCN: Locale = {
  tag: 'zh-CN',
  names,
  judged,
  unjudged: {
    unknown: ({ rule, missing }) => `请补充${join(missing.map((fact) => names.facts[fact]))}，以便核对${names.rules[rule]}`,
    'not-applicable': ({ rule, reason, channels }) => {
      if (reason === 'other-channel') return `${names.rules[rule]}只适用于${by(channels)}，本渠道不适用`
      if (reason === 'own-vehicle') return `本人名下机动车不适用${names.rules[rule]}`
      if (rule === 'open-binding') return '该违法不记分，无需先备案'
      if (rule === 'points-room') return '该违法不记分，无需核对累积记分'
      if (rule === 'since-binding') return '该违法不记分、该车未备案或者属首次备案可一并处理以往违法的，不核对备案日期'
      return `本次办理不适用${names.rules[rule]}`
    },
  },
  issues: {
    'wrong-type': (place, got, form) => `${place}类型不符，收到${got}，应为${form}`,
    missing: (place) => `缺少${place}`,
    'unknown-key': (_, got) => `没有${got}这一项，请删除`,
    unreadable: (place) => `${place}无法读取`,
    hole: (place) => `${place}空缺`,
    'too-many': (place, got, form) => `${place}项数过多，收到${got}，应为${form}`,
    repeated: (place, got) => `${place}重复，收到${got}`,
    'not-whole': (place, got, form) => `${place}不是整数，收到${got}，应为${form}`,
    'out-of-range': (place, got, form) => `${place}超出范围，收到${got}，应为${form}`,
    'not-listed': (place, got, form) => `${place}不在可选项之内，收到${got}，应为${form}`,
    empty: (place, _, form) => `${place}为空，应为${form}`,
    'too-long': (place, got, form) => `${place}过长，收到${got}，应为${form}`,
    'forbidden-character': (place, got) => `${place}含有空格或不可见字符，收到${got}`,
    'not-nfkc': (place, got) => `${place}含有全角字符或变体字，请改用规范写法，收到${got}`,
    malformed: (place, got, form) => `${place}格式不符，收到${got}，应为${form}`,
    'no-offset': (place, got) => `${place}未写明时区，收到${got}，北京时间请加“+08:00”`,
    'no-such-day': (place, got) => `${place}不存在，收到${got}，请核对日期和时刻`,
    'wrong-check-digit': (place, got) => `${place}校验码不符，收到${got}`,
    'ambiguous-letter': (place, got) => `${place}含有字母I或O，收到${got}，请核对是否为数字1或0`,
    'not-in-sequence': (place, got) => `${place}次序有误，收到${got}`,
    'not-reproduced': (place, got) => `${place}与重新核算的结果不一致，收到${got}`,
    overlapping: (place, got) => `${place}与同一规则的其他条款渠道重叠，收到${got}`,
    reserved: (place, got) => `${place}已被保留，收到${got}，请另行命名`,
  },
  place: (name, item) =>
    name === undefined ? '填报内容' : `“${name}”${item === undefined ? '' : `第${item + 1}项`}`,
  forms: {
    instant: '带时区的时间',
    id: '1至64个可见字符的编号',
    fen: '以分为单位、0至10000000000的整数',
    points: '0至12的整数',
    count: '0至1000000的整数',
    truth: '是或否',
    word: '所列选项之一',
    words: '所列选项，每项一次',
  },
  pictures: {
    null: '空值',
    undefined: '空值',
    NaN: '非数值',
    Infinity: '无穷大',
    '-Infinity': '负无穷大',
    object: '对象',
    array: '列表',
    true: '是',
    false: '否',
  },
  headline: (head) => {
    if (head.verdict === 'invalid') return `${names.verdicts.invalid}，共${head.issues}处，未予审查`
    const until = head.verifiedUntil === undefined ? '' : `，该规定核实至${dayOf(head.verifiedUntil)}`
    return `${names.questions[head.question]}：${names.verdicts[head.verdict]}，依据规定“${head.ruleSet}”${until}`
  },
  sentence: (words, citation) => `${words}${citation === undefined ? '' : `（${cite(citation)}）`}。`,
}

/** A count, or a sum, and the most that it may be; without help only another channel is left. */
function capped(
  said: (supplied: number) => string,
  limited: (limit: number) => string,
  help?: (supplied: number, limit: number) => string,
): { readonly [J in Judgement]: (finding: Compared) => string } {
  const words = ({ supplied, limit, channels }: Compared, so: string) =>
    `${said(supplied)}，${by(channels)}${limited(limit)}，${so}`
  return {
    holds: (finding) => words(finding, '未超限'),
    fails: (finding) => {
      const { supplied, limit, channels } = finding
      const helped = help !== undefined && limit > 0
      return words(finding, `已超限，${helped ? help(supplied, limit) + orElse(channels) : otherwise(channels)}`)
    },
  }
}

/** When the violation happened, beside another time; told as finely as their difference needs, in Beijing time. */
function dated(occurred: string, other: string, relation: string): string {
  const precision = precisionOf(occurred, other)
  const zone = precision === 'day' ? '' : '北京时间'
  return `违法时间为${zone}${momentOf(occurred, precision)}，${relation}${momentOf(other, precision)}`
}

/** What a provision's channels are called before a limit; nothing when it binds all. */
function by(channels: Channels): string {
  if (channels === 'all') return ''
  return isSelfService(channels) ? '自助渠道' : join(channels.map((channel) => names.channels[channel]))
}

/** What helps, when only another channel can. */
function otherwise(channels: Channels): string {
  if (isWindowFree(channels)) return '请到窗口办理'
  const free = freeOf(channels)
  return free.length === 0 ? '各渠道均不能办理' : `请通过${by(free)}办理`
}

/** That these channels are closed, and what helps. */
function cannot(channels: Channels): string {
  return freeOf(channels).length === 0 ? otherwise(channels) : `${by(channels)}不能办理，${otherwise(channels)}`
}

/** What helps too, beside what was said. */
function orElse(channels: Channels): string {
  return isWindowFree(channels) ? '，窗口不受此限' : ''
}

function platesOf(allowed: readonly PlateType[]): string {
  const others = sharedWith(PLATE_TYPES, allowed, false)
  const [verb, list] = others.length < allowed.length ? ['不办理', others] : ['只办理', allowed]
  return `${verb}${join(list.map((type) => names.plateTypes[type]))}`
}

function states(list: readonly LicenceState[]): string {
  return join(list.map((state) => names.licenceStates[state]))
}

function join(list: readonly string[]): string {
  return list.join('、')
}

/** 2018年9月10日 */
function dayOf(day: string): string {
  return `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
}

/** 2018年9月10日15时00分 */
function momentOf(text: string, precision: Precision): string {
  if (precision === 'day') return dayOf(text)
  const minute = `${dayOf(text)}${Number(text.slice(11, 13))}时${text.slice(14, 16)}分`
  return precision === 'minute' ? minute : `${minute}${secondsOf(text, precision)}秒`
}

/** Where a provision stands: 《…法》第37条, or a statement and its day. */
function cite({ instrument, article, grade }: Citation): string {
  if (grade === 'H') return '假设方案'
  return /^\d/.test(article)
    ? `《${instrument.replace('中华人民共和国', '')}》第${Number.parseInt(article, 10)}条`
    : instrument
}
