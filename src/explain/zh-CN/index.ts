import { frozen } from '../../input/freeze.ts'
import type { Elsewhere } from '../beside.ts'
import type { Locale, Names } from '../locale.ts'
import { isTold, REFUSALS } from '../refusals.ts'
import { inBeijing } from '../words.ts'
import { by, cite, dayOf, join, scope } from './grammar.ts'
import { names } from './names.ts'
import { judged } from './rules.ts'
import { wanted } from './wanted.ts'

/** 简体中文：窗口民警的说法。 */
export const zhCN: Locale = /* @__PURE__ */ frozen({
  tag: 'zh-CN',
  names,
  judged,
  scope,
  joined: (parts) => parts.join('，'),
  unjudged: {
    unknown: ({ rule, missing }) =>
      `请说明${join(missing.map((fact) => names.facts[fact]))}，以便核对${names.rules[rule]}`,
    'not-applicable': {
      'other-channel': ({ rule, channels }) => `${names.rules[rule]}只适用于${by(channels)}，本渠道不适用`,
      'own-vehicle': ({ rule }) => `本人名下机动车不适用${names.rules[rule]}`,
      'no-points': ({ rule }) => `该违法不记分，不适用${names.rules[rule]}`,
      'no-binding': ({ rule }) => `本人现未备案该车，无从核对${names.rules[rule]}`,
      'no-first-binding': ({ rule }) => `本人现未备案该车，无从核对${names.rules[rule]}`,
      'first-binding': ({ rule }) => `该车属首次备案，可一并处理此前的违法，不适用${names.rules[rule]}`,
    },
  },
  refused: (code) =>
    isTold(code)
      ? REFUSALS[code][0]
      : `${['上限', '限额'].some((end) => names.rules[code].endsWith(end)) ? '超出' : '不符合'}${names.rules[code]}`,
  asked: (name, listed) => `请${listed || name.includes('是否') ? '选择' : '填写'}${name}`,
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
    'forbidden-character': (place, got, form) =>
      `${place}含有${/\\u\{/.test(got) ? '不可见字符' : '不允许使用的字符'}，收到${got}，应为${form}`,
    malformed: (place, got, form) => `${place}格式不符，收到${got}，应为${form}`,
    'no-offset': (place, got) => `${place}未写明时区，收到${got}，北京时间请写作“${inBeijing(got.slice(1, -1))}”`,
    'no-such-day': (place, got) => `${place}中的日期或者时刻不存在，收到${got}，请核对`,
    'wrong-check-digit': (place, got) => `${place}校验码不符，收到${got}`,
    'ambiguous-letter': (place, got, form) => `${place}含有号牌该处不使用的字母I或O，收到${got}，请核对是否为${form}`,
    'former-writing': (place, got, form) => `${place}为使馆号牌的原写法，收到${got}，请写作${form}`,
    contradicted: (place, got) => `${place}与登记信息不一致，收到${got}，请核对`,
    'not-in-sequence': (place, got) => `${place}次序有误，收到${got}`,
    'not-reproduced': (place, got) => `${place}与重新核算的结果不一致，收到${got}`,
    overlapping: (place, got) => `${place}与同一规则的其他条款渠道重叠，收到${got}`,
    reserved: (place, got) => `${place}已被保留，收到${got}，请另行命名`,
  },
  place: (name, item) => (name === undefined ? '填报内容' : `“${name}”${item === undefined ? '' : `第${item + 1}项`}`),
  listed: (codes, many) => {
    const list = codes.map(([code, name]) => (name === undefined ? code : `${code}（${name}）`))
    return `${many ? '由下列文字代码组成的列表' : '下列文字代码之一'}：${join(list)}`
  },
  wanted,
  quoted: (text) => `“${text}”`,
  pictures: {
    null: '空值',
    undefined: '空值',
    NaN: '非数值',
    object: '对象',
    array: '列表',
  },
  headline: (head) => {
    if (head.verdict === 'invalid') return `${names.verdicts.invalid}，共${head.issues}处，未予审查`
    const until = head.verifiedUntil === undefined ? '' : `，该规定核实至${dayOf(head.verifiedUntil)}`
    const said = `${names.questions[head.question]}：${names.verdicts[head.verdict]}`
    return `${said}，${under(head.ruleSet)}${until}${elsewhere(head.elsewhere)}`
  },
  forms: {
    malformed: '有内容填写不正确，请按提示改正',
    incomplete: '请填完各项内容',
    'clear-so-far': '目前没有发现不能办理的情形，以办理时的核查为准',
    unknown: (name) => `暂时无法核查${name}，请稍后再试`,
  },
  sentence: (words, citation) => `${words}${citation === undefined ? '' : `（${cite(citation)}）`}。`,
})

function under(ruleSet: string | null): string {
  if (ruleSet === null) return '须先确定办理日期，才能确定所依据的规定'
  if (ruleSet === 'none') return `当日${names.ruleSets.none}`
  if (Object.hasOwn(names.ruleSets, ruleSet)) {
    const title = names.ruleSets[ruleSet as keyof Names['ruleSets']]
    return `依据“${title.replace(/“/, '‘').replace(/”/, '’')}”`
  }
  return `依据假设方案“${ruleSet}”`
}

/** Where a refused act could be tried. */
function elsewhere(where: Elsewhere | undefined): string {
  if (where === undefined) return ''
  const { free, open } = where
  if (free.length === 0) return '，更换渠道亦不能办理'
  const still = open.length === 0 ? '' : `，${by(free)}办理仍须符合${join(open.map((rule) => names.rules[rule]))}`
  return `，不能办理的原因不适用于${by(free)}${still}`
}
