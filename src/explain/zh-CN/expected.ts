// 查收结果的中文说法：解析器以英文写明应为何种内容，此处逐句对应。

/** What was wanted, as parsers write it, and in Chinese; `$1` is the part that varies. */
const WANTED: readonly (readonly [RegExp, string])[] = [
  [/^id of 1 to 64 ASCII or Chinese characters$/, '1至64个英文字母、数字、符号或者汉字，不含空格、引号和反斜杠'],
  [/^civil plate such as (.+), (.+) or (.+)$/, '民用号牌号码，如$1、$2、$3'],
  [/^civil plate without quotation marks$/, '不带引号的号牌号码'],
  [/^number without quotation marks$/, '不带引号的号码'],
  [/^18 characters, digits with a check digit .+$/, '18位号码（末位为校验码0至9或者X）或者15位号码'],
  [/^number beginning with a province code, 81, 82, 83 or 9$/, '以省级代码、81、82、83或者9开头的号码'],
  [/^check digit of ISO 7064 MOD 11-2$/, '按国家标准计算的校验码'],
  [/^instant from 1900-01-01 to 2199-12-31 .+$/, '1900年至2199年之间带时区的时间，如2018-09-10T15:00:00+08:00'],
  [/^day YYYY-MM-DD from 1900-01-01 to 2199-12-31$/, '1900年至2199年之间的日期，如2018-09-10'],
  [/^whole number of fen from 0 to (\d+)$/, '以分为单位、0至$1的整数'],
  [/^whole number of days from 0 to (\d+)$/, '0至$1的整天数'],
  [/^whole number (?:of points )?from 0 to (\d+)$/, '0至$1的整数'],
  [/^text of 1 to (\d+) (?:visible )?characters$/, '1至$1个字符的文字'],
  [/^address that begins with https:\/\/, http:\/\/ or about:$/, '以https://、http://或者about:开头的网址'],
  [/^at most (\d+) (?:items|keys)$/, '最多$1项'],
  [/^at least one of (.+)$/, '下列至少一项：$1'],
  [/^one of (.+)$/, '下列之一：$1'],
  [/^rule of the question (?:bind|handle)$/, '用于该事项的规则'],
  [/^each rule once for each channel$/, '每条规则在每一渠道只出现一次'],
  [/^each word once$/, '每项一次'],
  [/^an id of its own$/, '自有编号'],
  [/^an accepted command$/, '可以受理的操作'],
  [/^the canonical writing$/, '规范写法'],
  [/^no such key$/, '不含此项'],
  [/^no holiday$/, '非节假日'],
  [/^readable (?:property|item)$/, '可以读取的内容'],
  [/^true or false$/, 'true或者false（不是文字）'],
  [/^array$/, '列表'],
  [/^object$/, '对象'],
  [/^item$/, '有内容的项'],
  [/^present$/, '必填内容'],
]

/** What was wanted, in Chinese; numbers, ids and other texts that no parser wrote stand as they are, in quotation marks. */
export function wanted(expected: string): string {
  for (const [pattern, words] of WANTED) {
    if (pattern.test(expected)) return expected.replace(pattern, words).replace(/, /g, '、')
  }
  return `“${expected}”`
}
