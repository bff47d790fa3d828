import type { Core } from '../locale.ts'
import { isTooMuch, MOST_TOLD, OR_NONE } from '../none-and-most.ts'

/** 填写有误时，对驾驶人只写明怎么改，不重复所填内容。 */
export const correction: Core['correction'] = (issue, field) => {
  const { code, wanted, path } = issue
  const name = field?.name ?? '填写内容'
  const none = OR_NONE.includes(path[0]) ? '，没有的填“无”' : ''
  switch (wanted.kind) {
    case 'unquoted':
      return `${name}中有多余的引号，请删除`
    case 'civil-plate':
      return '此类号牌不能在此办理，请核对'
    case 'whole-plate':
      return '号牌号码不全，应如京A12345、京AD12345（新能源）、京A1234挂、粤Z1234港'
    case 'plate-alone':
      return '请对照括号内的说明核对号牌号码，只填写号牌号码'
    case 'authority-letter':
      return '号牌第二位不使用字母I，请核对'
    case 'letter-x':
      return '驾驶证号末位请输入英文字母X'
    case 'whole-number':
      return '驾驶证号似乎不全，请填写完整的号码'
    case 'no-file-number':
      return '此处请填写18位驾驶证号，不是12位档案编号'
    case 'single':
      return code === 'repeated' ? '此项提交了多个值，请刷新页面后重试' : '此项提交的不是文字，请刷新页面后重试'
    case 'document-number':
      return `${name}请填写完整的证件号码，不加其他文字、括号等`
    case 'one-value':
      return `${name}只填一个`
    case 'visible':
      return `${name}中有看不见的字符，请删除后重新输入`
    case 'nothing':
      return '页面提交了多余的内容，请刷新后重试'
    case 'record':
      return '页面提交的内容有误，请刷新后重试'
    case 'born':
    case 'day':
      // 各栏中只有驾驶证号含日期而不含时刻。
      if (field !== undefined) return `${name}中的出生日期有误，请核对`
  }
  if (code === 'empty' && field !== undefined) return field.request
  switch (code) {
    case 'ambiguous-letter':
      return `号牌此处不使用字母I和O${wanted.kind === 'this-plate' ? `，请核对是否为${wanted.meant}` : '，请核对'}`
    case 'former-writing':
      return `“使”“领”字应写在号牌末尾${wanted.kind === 'this-plate' ? `，请写作${wanted.meant}` : '，请核对'}`
    case 'contradicted':
      if (path[0] === 'driver') return `${name}与登录账号的${name}不一致，请核对`
      // 有的名称是一句话（是否本人到场），且不都有登记。
      return `“${name}”的填写与系统掌握的情况不一致，请核对`
    case 'forbidden-character':
      if (wanted.kind === 'licence-number') break
      return `${name}中有${wanted.kind === 'id' ? '空格、引号或者其他' : ''}不能使用的字符，请核对`
    case 'too-long':
      return `${name}过长，请核对`
    case 'no-such-day':
      return `${name}中的日期或者时刻不存在，请核对`
  }
  if (isTooMuch(issue)) return `${name}过大，请核对`
  switch (wanted.kind) {
    case 'this-plate':
      return `请核对是否为${wanted.meant}，字母L请大写`
    case 'plate':
      if (code === 'not-listed') return '号牌中有不使用的汉字，请只填写号牌号码'
      return '号牌号码格式不对，应如京A12345、京AD12345（新能源）'
    case 'licence-number':
      return '驾驶证号只含18位数字（旧号15位），末位可为X，请核对'
    case 'area':
    case 'check-digit':
      return '驾驶证号有误，请逐位核对'
    case 'whole':
    case 'points':
    case 'days':
      // 个数的上限一百万不是对人说的。
      return `${name}请用数字填写${wanted.to > MOST_TOLD ? (wanted.from > 0 ? '正' : '0或者正') : `${wanted.from}至${wanted.to}的`}整数`
    case 'fen':
      return `${name}请填写0或者正整数，以分为单位`
    case 'instant':
    case 'beijing-time':
    case 'milliseconds':
      // 小于1980年的毫秒数可能以秒计，不是日期超出范围。
      if (code === 'out-of-range' && wanted.kind !== 'milliseconds') return `${name}应在1900年至2199年之间，请核对`
      if (wanted.kind !== 'instant')
        return `请核对${name}，应以24小时制用数字写明年月日和时间，如2018-09-10 15:00${none}`
      return `请核对${name}，应写明日期、时刻和时区，如2018-09-10T15:00:00+08:00${none}`
    case 'one-time':
      return `${name}只填一个时间，不填时间段，如2018-09-10 15:00`
    case 'day':
      return `请核对${name}，应写明日期，如2018-09-10`
    case 'this-instant':
      return `请写明${name}的时区，北京时间请写作${wanted.meant}`
    case 'yuan':
      if (code === 'not-whole') return `${name}最多两位小数，请核对`
      if (code !== 'out-of-range') return `${name}请只填一个数字，以元为单位，如200或者200.50，只警告的填0`
      return `请核对${name}，应为0或者正数`
    case 'present':
    case 'flag':
    case 'word':
    case 'words':
    case 'some':
      // 已填写而不合要求的，不是漏填。
      return field?.request ?? (code === 'missing' || code === 'empty' ? '请补充填写内容' : `请核对${name}`)
    default:
      return `请核对${name}`
  }
}

/** 窗口办理的民警面前是驾驶人，不是登录账号。 */
export const officialCorrection: Core['officialCorrection'] = ({ code, path }, field) =>
  code === 'contradicted' && path[0] === 'driver' && field !== undefined
    ? `${field.name}与正在办理的驾驶人的${field.name}不一致，请核对`
    : undefined
