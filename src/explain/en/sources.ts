import { owns } from '../../input/own.ts'
import type { Question } from '../../law/question.ts'
import { shippedTitles } from '../../law/rule-sets/shipped.ts'
import type { SourceWords } from '../locale.ts'
import { dayOf } from './grammar.ts'
import { verdicts } from './values.ts'

/**
 * Where a provision stands: an instrument and its article, or a statement and its day; of one that is inferred, that it is,
 * with its grade and how its document was reached, and from when the source is if that is later than the act.
 */
const of: SourceWords['of'] = ({ instrument, article, grade, reached: how, since }, actedOn) => {
  if (grade === 'H') return grades.H
  const name = owns(INSTRUMENTS, instrument) ? INSTRUMENTS[instrument] : instrument
  const unnumbered = grade === 'E' ? `${name}, ${article}` : `${name}`
  const place = Number.parseInt(article, 10) > 0 ? `${name}, Article ${article}` : unnumbered
  const later = actedOn !== undefined && since > actedOn ? `, known from ${dayOf(since)} on` : ''
  if (grade !== 'I') return `${place}${later}${grade === 'E' ? `, ${grades.E}` : ''}`
  return `${grades.I} from ${place}${later}; grade I, ${reached[how]}`
}

/** What the laws and statements that the shipped rule sets cite are called in English. */
const INSTRUMENTS: Readonly<Record<string, string>> = {
  中华人民共和国行政处罚法: 'Administrative Penalty Law',
  中华人民共和国道路交通安全法实施条例: 'Regulation implementing the Road Traffic Safety Law',
  道路交通安全违法行为处理程序规定: 'Provisions on Handling Road Traffic Violations',
  '机动车驾驶证申领和使用规定（公安部令第123号）': 'Provisions on Driving Licences (Order 123)',
  '道路交通安全违法行为记分管理办法（公安部令第163号）': 'Measures on Points for Traffic Violations (Order 163)',
  澎湃新闻2018年3月2日报道: 'The Paper, 2 March 2018',
  厦门网2018年2月27日报道: 'Xiamen Net, 27 February 2018',
  腾讯网2013年5月6日报道: 'Tencent, 6 May 2013',
  '成都交警“蓉e行”2017年11月16日报道': 'Chengdu police, 16 November 2017',
  武汉晚报2018年2月23日报道: 'Wuhan Evening News, 23 February 2018',
  随州日报2018年2月28日报道: 'Suizhou Daily, 28 February 2018',
  公安部2018年2月24日发布: 'Ministry of Public Security, 24 February 2018',
  公安部交通管理局2018年2月26日问答: 'Traffic Management Bureau, 26 February 2018',
  湖北日报2018年8月28日报道: 'Hubei Daily, 28 August 2018',
  人民日报2018年8月30日报道: "People's Daily, 30 August 2018",
  法制日报2018年8月30日报道: 'Legal Daily, 30 August 2018',
  东莞时报2018年8月30日问答: 'Dongguan Times, 30 August 2018',
  三亚市公安局2020年9月28日办事指南: 'Sanya public security bureau, 28 September 2020',
  烟台市公安局交通警察支队2020年2月通告: 'Yantai traffic police, February 2020',
  '2020年疫情期间“交管12123”处理说明': 'words of the 12123 app, spring 2020',
  '汕头2022年9月10日“交管12123”处理说明': 'words of the 12123 app, on a page on Shantou, 10 September 2022',
  肇庆2023年10月24日说明: 'a page on Zhaoqing, 24 October 2023',
  公安部交通管理局2019年7月5日说明: 'Traffic Management Bureau, 5 July 2019',
  '2024年11月网页（据网址为市级政府网站）': 'a city government’s page by its address, November 2024',
}

const grades: SourceWords['grades'] = {
  P: 'statute, regulation or ministerial order',
  O: 'dated official statement',
  S2: 'several reports that agree',
  S1: 'one report',
  I: 'inferred',
  M: 'original not consulted',
  E: 'entered by this office',
  H: 'hypothetical reform',
}

const reached: SourceWords['reached'] = {
  'official-site': "read at the issuing office's site",
  publisher: "read at the publisher's site",
  'reprint-credited': 'read in a reprint that names its source',
  copy: 'read in a copy elsewhere',
  'not-read': 'the document itself not read',
  office: 'read by this office',
  none: 'no document',
}

const TITLES: { readonly [Q in Question]: string } = {
  bind: 'Binding vehicles of others',
  handle: 'Handling a traffic violation',
}
/** The headline for an official. */
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
      ? ', and the day is not known on which the rule set depends'
      : ruleSet === 'none'
        ? ', and no rule is on record for that day'
        : ` under ${hypothetical ? 'the hypothetical rule set ' : ''}"${enacted?.en ?? ruleSet}"${enacted ? `, ${grades.E}` : neverInForce ? ', which was never in force' : ''}`
  return `${TITLES[question]}: ${verdicts[verdict]}${of}${verifiedUntil === undefined ? '' : `, verified up to ${dayOf(verifiedUntil)}`}`
}

/** To a driver. */
const verified: SourceWords['verified'] = (until) =>
  `The rules are verified up to ${dayOf(until)}; a later change is not on record`

/** To a driver. */
const entered: SourceWords['entered'] = ({ en }) => `Judged by "${en}", ${grades.E}`

/** Where provisions stand. */
export const sources = (): SourceWords => ({
  grades,
  reached,
  of,
  ruleSets: shippedTitles('en'),
  official,
  verified,
  entered,
})
