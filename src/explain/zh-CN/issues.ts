import { inYuan } from '../../values/fen.ts'
import type { Core } from '../locale.ts'

// 填报内容有误时的说法：对民警写明收到什么、应为什么，对驾驶人只写明怎么改。

export const issues: Core['issues'] = {
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
  'forbidden-character': (place, _, form) => `${place}含有不允许使用的字符，应为${form}`,
  malformed: (place, got, form) => `${place}格式不符，收到${got}，应为${form}`,
  'no-offset': (place, got, form) => `${place}未写明时区，收到${got}，${form}`,
  'no-such-day': (place, got) => `${place}中的日期或者时刻不存在，收到${got}，请核对`,
  'wrong-check-digit': (place, got) => `${place}校验码不符，收到${got}`,
  'ambiguous-letter': (place, got, form) => `${place}含有号牌该处不使用的字母I或O，收到${got}，请核对是否为${form}`,
  'former-writing': (place, got, form) => `${place}为使馆号牌的原写法，收到${got}，请写作${form}`,
  contradicted: (place) => `${place}与登记信息不一致`,
  'not-in-sequence': (place, got) => `${place}次序有误，收到${got}`,
  'not-reproduced': (place, got) => `${place}与重新核算的结果不一致，收到${got}`,
  overlapping: (place, got) => `${place}与同一规则的其他条款渠道重叠，收到${got}`,
  reserved: (place, got) => `${place}已被保留，收到${got}，请另行命名`,
}

export const correction: Core['correction'] = ({ code, wanted }, field) => {
  const name = field?.name ?? '填写内容'
  if (wanted.kind === 'unquoted-plate') return '号牌中有多余的引号'
  if (wanted.kind === 'unquoted-number') return '号码中有多余的引号'
  switch (code) {
    case 'ambiguous-letter':
      return `号牌此处不使用字母I和O${wanted.kind === 'this-plate' ? `，请核对是否为${wanted.meant}` : '，请核对'}`
    case 'former-writing':
      return `这是使馆号牌的原写法${wanted.kind === 'this-plate' ? `，请写作${wanted.meant}` : '，请核对'}`
    case 'contradicted':
      return `${name}与登记信息不一致，请核对`
    case 'forbidden-character':
      return `${name}中有不能使用的字符，请删除`
    case 'too-long':
      return `${name}过长，请核对`
    case 'unknown-key':
      return '填写了不需要填写的内容，请删除'
  }
  switch (wanted.kind) {
    case 'plate':
      return '请核对号牌号码，如京A12345'
    case 'licence-number':
      return '驾驶证号应为18位或者15位，请核对'
    case 'area':
    case 'check-digit':
      return '驾驶证号有误，请逐位核对'
    case 'whole':
    case 'points':
    case 'days':
      return `${name}应为${wanted.from}至${wanted.to}的整数`
    case 'fen':
      return `${name}应为${inYuan(wanted.from)}至${inYuan(wanted.to)}元`
    case 'yuan':
      return `${name}应为${wanted.from}至${wanted.to}元`
    case 'present':
    case 'flag':
    case 'word':
    case 'words':
    case 'some':
      return field?.request ?? '请补充填写内容'
    default:
      return `请核对${name}`
  }
}
