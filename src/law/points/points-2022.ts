import { yuan } from '../../values/fen.ts'
import type { LegalDay } from '../../values/instant.ts'
import type { Citation } from '../citation.ts'
import type { PointsRegime } from './regime.ts'

const since = '2022-04-01' as LegalDay
const order163 = (article: string, zh: string, en: string, basis: string): Citation => ({
  instrument: '公安部令第163号《道路交通安全违法行为记分管理办法》',
  article,
  url: 'https://github.com/LawRefBook/Laws',
  since,
  grade: 'P',
  zh,
  en,
  basis,
})

/** Order 163: in force from 2022-04-01. */
export const points2022: PointsRegime = {
  id: 'points-2022',
  from: since,
  values: {
    value: [1, 3, 6, 9, 12],
    citation: /* @__PURE__ */ order163(
      '7',
      '一次记分的分值为12分、9分、6分、3分、1分。',
      'a violation carries 12, 9, 6, 3 or 1 points',
      'F2.3',
    ),
  },
  full: {
    value: 12,
    citation: /* @__PURE__ */ order163(
      '3',
      '记分周期为12个月，满分为12分，自初次领取驾驶证之日起连续计算。',
      'twelve months, twelve points, counted on from the first issue of the licence',
      'F2.2',
    ),
  },
  carry: {
    value: 'those-with-an-overdue-fine',
    citation: /* @__PURE__ */ order163(
      '15',
      '周期届满未达到12分的，记分清除；逾期未缴纳罚款的，其记分转入下一周期。',
      'below twelve the points are cleared, but those of an overdue fine move to the next period',
      'F2.8',
    ),
  },
  duties: {
    value: [
      { points: 12, times: 1, tests: ['theory'] },
      { points: 24, times: 2, tests: ['theory', 'road'] },
      { points: 36, times: 3, tests: ['theory', 'field', 'road'] },
    ],
    citation: /* @__PURE__ */ order163(
      '22',
      '记满12分的，考科目一；二次满分或者满24分未满36分的，并考科目三；三次以上满分或者满36分的，并考科目二、科目三。',
      'at twelve theory; second time or from twenty-four road too; third time or from thirty-six field and road too',
      'F2.14',
    ),
  },
  studyDays: {
    value: { ordinary: { first: 7, further: 7, most: 60 }, large: { first: 30, further: 30, most: 120 } },
    citation: /* @__PURE__ */ order163(
      '18',
      '学习期限为七日（大型车准驾车型三十日）；每增加一次或者每增加12分，增加七日（三十日），最多六十日（一百二十日）。',
      'seven days (large classes thirty); each further time or twelve points as many more, at most sixty (a hundred and twenty)',
      'F2.11',
    ),
  },
  deduction: {
    value: { byWay: { online: 1, 'on-site': 2, service: 1 }, most: 6 },
    citation: /* @__PURE__ */ order163(
      '25、27',
      '网上学习每次减1分，现场学习每次减2分，公益活动每次减1分；一个周期内最多减6分。',
      'online one point, on site two, service one; at most six in a period',
      'F2.16, F2.18',
    ),
  },
  trade: {
    value: {
      buyer: { times: 3, most: /* @__PURE__ */ yuan(50_000), points: 0, article: '30(1)' },
      seller: { times: 3, most: /* @__PURE__ */ yuan(50_000), points: 12, article: '30(2), 8(7)' },
      organiser: { times: 5, most: /* @__PURE__ */ yuan(100_000), points: 0, article: '30(3)' },
    },
    citation: /* @__PURE__ */ order163(
      '30、8',
      '由他人代为接受处罚和记分并支付经济利益的，处支付利益三倍以下、最高五万元罚款；代替他人并牟取利益的，处违法所得三倍以下、最高五万元罚款，撤销原处罚，记12分；组织者处违法所得五倍以下、最高十万元罚款。',
      'the buyer up to three times what was paid, the seller up to three times the gain, 50,000 yuan at most, and twelve points; the organiser up to five times, 100,000 at most',
      'F2.21, F2.22, F2.23',
    ),
  },
}
