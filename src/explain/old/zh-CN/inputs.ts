import { issueSentence } from '../input-sentence.ts'
import type { InputWords } from '../locale.ts'
import { join } from './grammar.ts'
import { wanted } from './wanted.ts'

const issues: InputWords['inputs']['issues'] = {
  'wrong-type': (place, got, form) => `${place}填写有误，收到${got}，应为${form}`,
  missing: (place) => `缺少${place}`,
  'unknown-key': (place) => `没有${place}这一项，请删除`,
  unreadable: (place) => `${place}无法读取`,
  hole: (place) => `${place}空缺`,
  'too-many': (place, got, form) => `${place}项数过多，收到${got}，应为${form}`,
  repeated: (place, got) => `${place}重复，收到${got}`,
  'not-whole': (place, got, form) => `${place}小数位数过多，收到${got}，应为${form}`,
  'out-of-range': (place, got, form) => `${place}超出范围，收到${got}，应为${form}`,
  'not-listed': (place, got, form) => `${place}填写有误，收到${got}，应为${form}`,
  empty: (place, _, form) => `${place}为空，应为${form}`,
  'too-long': (place, got, form) => `${place}过长，收到${got}，应为${form}`,
  'forbidden-character': (place, got, form, foreign) => `${place}含有不能使用的字符${foreign}，收到${got}，应为${form}`,
  malformed: (place, got, form) => `${place}格式不符，收到${got}，应为${form}`,
  'no-offset': (place, got, form) => `${place}未写明时区，收到${got}，${form}`,
  'no-such-day': (place, got) => `${place}中的日期或者时刻不存在，收到${got}，请核对`,
  'wrong-check-digit': (place, got) => `${place}校验码不符，收到${got}，请逐位核对`,
  'ambiguous-letter': (place, got, form) => `${place}含有号牌该处不使用的字母I或O，收到${got}，请核对是否为${form}`,
  'former-writing': (place, got, form) => `${place}的“使”“领”字不在末尾，收到${got}，应为${form}`,
  contradicted: (place) => `${place}与登记信息不一致，请核对`,
  'not-in-sequence': (place, got) => `${place}次序有误，收到${got}`,
  'not-reproduced': (place, got) => `${place}与重新核算的结果不一致，收到${got}`,
  overlapping: (place, got) => `${place}与同一规则的其他条款渠道重叠，收到${got}`,
  reserved: (place, got) => `${place}已被保留，收到${got}，请另行命名`,
}

/** 填报内容有误时，对民警写明收到什么、应为什么。 */
export const inputs = (): InputWords['inputs'] => ({
  issues,
  born: (place, got) => `${place}中的出生日期有误，收到${got}，请核对`,
  tooMuch: (place, got) => `${place}过大，收到${got}，请核对`,
  differs: (place) => `${place}与系统掌握的情况不一致，请核对`,
  orNone: (form) => `${form}，没有的填“无”`,
  place: (name, item) => (name === undefined ? '填报内容' : `“${name}”${item === undefined ? '' : `第${item + 1}项`}`),
  listed: (codes, many) => {
    const list = codes.map((each) => (each[1] === undefined ? each[0] : `${each[0]}（${each[1]}）`))
    return `${many ? '下列一项或者多项' : '下列之一'}：${join(list)}`
  },
  wanted,
  quoted: (text) => `“${text}”`,
  pictures: { null: '空值', undefined: '空值', NaN: '非数值', object: '无法识别的内容', array: '多项内容' },
  sentence: issueSentence,
})
