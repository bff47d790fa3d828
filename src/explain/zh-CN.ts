import type { Locale } from './locale.ts'
import { by, cite, dayOf, join } from './zh-CN-grammar.ts'
import { names } from './zh-CN-names.ts'
import { judged } from './zh-CN-rules.ts'

/** 简体中文：窗口民警的说法。 */
export const zhCN: Locale = {
  tag: 'zh-CN',
  names,
  judged,
  unjudged: {
    unknown: ({ rule, missing }) =>
      `请说明${join(missing.map((fact) => names.facts[fact]))}，以便核对${names.rules[rule]}`,
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
  place: (name, item) => (name === undefined ? '填报内容' : `“${name}”${item === undefined ? '' : `第${item + 1}项`}`),
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
  quoted: (text) => `“${text}”`,
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
    const under = head.ruleSet === 'none' ? '当日尚无规定' : `依据规定“${head.ruleSet}”`
    return `${names.questions[head.question]}：${names.verdicts[head.verdict]}，${under}${until}`
  },
  sentence: (words, citation) => `${words}${citation === undefined ? '' : `（${cite(citation)}）`}。`,
}
