import { shippedTitles } from '../../law/rule-sets/shipped.ts'
import type { SourceWords } from '../locale.ts'
import { dayOf } from './grammar.ts'
import { questions, verdicts } from './values.ts'

/** 出处：《……》第三十七条，或者何人何日的说明；推定的写明推定、等级和所见，出处晚于办理之日的写明日期。 */
const of: SourceWords['of'] = ({ instrument, article, grade, reached: how, since }, actedOn) => {
  if (grade === 'H') return grades.H
  const number = Number.parseInt(article, 10)
  // 本单位写的条款不只是条数的，照写。
  const isNumbered = number > 0 && number < 10_000 && (grade !== 'E' || String(number) === article)
  const unnumbered = grade === 'E' ? `《${instrument}》${article}` : instrument
  const place = isNumbered ? `《${instrument}》第${inHan(number)}条` : unnumbered
  const later = actedOn !== undefined && since > actedOn ? `，来源晚于当日，为${dayOf(since)}` : ''
  if (grade !== 'I') return `${grade === 'E' ? `${grades.E}的` : ''}${place}${later}`
  return `${grades.I}，参见${place}${later}，等级I，${reached[how]}`
}

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']
const UNITS = ['', '十', '百', '千']

/** 三十七, 一百零五: as laws number their articles, of which none has ten thousand. */
function inHan(number: number): string {
  const digits = String(number)
  let text = ''
  let gap = false
  for (let place = digits.length - 1; place >= 0; place--) {
    const digit = Number(digits.charAt(digits.length - 1 - place))
    if (digit === 0) {
      gap = true
      continue
    }
    if (gap && text !== '') text += '零'
    gap = false
    // 十七, not 一十七, where nothing stands before it.
    text += `${digit === 1 && place === 1 && text === '' ? '' : DIGITS[digit]}${UNITS[place]}`
  }
  return text
}

const grades: SourceWords['grades'] = {
  P: '法律、行政法规或者部门规章',
  O: '注明日期的官方说明',
  S2: '多份相符的报道',
  S1: '一份报道',
  I: '推定',
  M: '未查阅原文',
  E: '本单位录入',
  H: '假设方案',
}

const reached: SourceWords['reached'] = {
  'official-site': '见于发布机关网站',
  publisher: '见于原刊载网站',
  'reprint-credited': '见于注明来源的转载',
  copy: '见于其他网站的副本',
  'not-read': '未见原文',
  office: '由本单位查阅',
  none: '无出处',
}

/** 给民警看的标题。 */
const official: SourceWords['official'] = ({
  question,
  verdict,
  ruleSet,
  verifiedUntil,
  hypothetical,
  enacted,
  neverInForce,
}) => {
  const of =
    ruleSet === null
      ? '，办理日期不明，不能确定依据哪版规定'
      : ruleSet === 'none'
        ? '，没有收录当日的规定'
        : `，依据${enacted ? `${grades.E}的` : hypothetical ? '假设方案' : ''}“${enacted?.zh ?? ruleSet}”${neverInForce ? '（从未适用）' : ''}`
  return `${questions[question]}：${verdicts[verdict]}${of}${verifiedUntil === undefined ? '' : `，核实至${dayOf(verifiedUntil)}`}`
}

/** 写给驾驶人。 */
const verified: SourceWords['verified'] = (until) => `规定核实至${dayOf(until)}，此后的变化未收录`

/** 写给驾驶人。 */
const entered: SourceWords['entered'] = ({ zh }) => `以上按${grades.E}的“${zh}”判断`

/** 出处的全部说法。 */
export const sources = (): SourceWords => ({
  grades,
  reached,
  of,
  ruleSets: shippedTitles('zh'),
  official,
  verified,
  entered,
})
