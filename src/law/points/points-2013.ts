import type { LegalDay } from '../../values/instant.ts'
import type { Citation } from '../citation.ts'
import type { PointsRegime } from './regime.ts'

const since = '2013-01-01' as LegalDay
const order123 = (
  article: string,
  grade: Citation['grade'],
  url: string,
  zh: string,
  en: string,
  basis: string,
): Citation => ({
  instrument: '公安部令第123号《机动车驾驶证申领和使用规定》',
  article,
  url,
  since,
  grade,
  zh,
  en,
  basis,
})

/** Order 123 (amended by Order 139): in force from 2013-01-01 to 2022-03-31. */
export const points2013: PointsRegime = {
  id: 'points-2013',
  from: since,
  values: {
    value: [1, 2, 3, 6, 12],
    citation: /* @__PURE__ */ order123(
      '65',
      'S2',
      'https://qcwxjs.com/chezhuzhinan/149838.html',
      '一次记分的分值为12分、6分、3分、2分、1分。',
      'a violation carries 12, 6, 3, 2 or 1 points',
      'F2.27',
    ),
  },
  full: {
    value: 12,
    citation: /* @__PURE__ */ order123(
      '65',
      'S1',
      'https://qcwxjs.com/chezhuzhinan/149838.html',
      '记分周期为12个月，满分为12分。',
      'the period is twelve months, the full score twelve points',
      'F2.30',
    ),
  },
  carry: {
    value: 'all-while-a-fine-is-unpaid',
    citation: {
      instrument: '《中华人民共和国道路交通安全法实施条例》',
      article: '24',
      url: 'https://github.com/LawRefBook/Laws',
      since: '2004-05-01' as LegalDay,
      grade: 'P',
      zh: '记分未达到12分但尚有罚款未缴纳的，记分转入下一记分周期。',
      en: 'below twelve with a fine unpaid, the points move to the next period',
      basis: 'F2.32',
    },
  },
  duties: {
    value: [
      { points: 12, times: 1, tests: ['theory'] },
      { points: 24, times: 2, tests: ['theory', 'road'] },
    ],
    citation: /* @__PURE__ */ order123(
      '68',
      'S2',
      'http://www.sjdymedia.com/consultation/detailed-3597.html',
      '记满12分的，参加学习并考科目一；两次以上满分或者累积记分达到24分的，并考科目三。',
      'at twelve: study and theory test; twice or at twenty-four: road test too',
      'F2.31',
    ),
  },
  studyDays: {
    value: { ordinary: { first: 7, further: 0, most: 7 }, large: { first: 7, further: 0, most: 7 } },
    citation: /* @__PURE__ */ order123(
      '68',
      'S2',
      'http://www.yuyouke.com/jxwd/4277/42775147.html',
      '参加为期七日的学习。',
      'seven days of study',
      'F2.31',
    ),
  },
  deduction: null,
  trade: null,
}
