/**
 * What pages say of self-service and windows, each as a case, transcribed from the page. Where the library does not follow a page,
 * the row says where the reason stands. What pages say of points is in points-articles.test.ts.
 */
import { expect, test } from 'vitest'
import { ruleCard } from '../../src/analysis/index.ts'
import { explain, zhCN } from '../../src/explain/index.ts'
import { adviseHandling, type Decision, decideBinding, decideHandling } from '../../src/index.ts'
import { chengdu2017, cn } from '../../src/law/index.ts'
import { PERMITTED_BINDING, PERMITTED_HANDLING } from '../support/permitted.ts'

type Answer = 'permitted' | readonly string[]
/** What is asked, on which day, where the page is, what it answers, and ours where it differs, with the entry of INTERPRETATIONS. */
type Row = readonly [
  what: string,
  day: string,
  page: string,
  facts: object,
  theirs: Answer,
  ours?: Answer,
  entry?: string,
]

const WINDOW = { channel: 'window', boundSince: null } as const
const BEFORE = { occurredAt: '2018-01-10T12:00:00+08:00' } as const

const HANDLING: readonly Row[] = [
  [
    'windows closed: of before the binding, in the app',
    '2020-02-05',
    'panjin.gov.cn, 2020-01-30',
    BEFORE,
    'permitted',
    ['since-binding'],
    'A18',
  ],
  [
    'a fifth vehicle at a window in Wuhan',
    '2018-02-28',
    'hb.sina.com.cn, 2018-02-28',
    { ...WINDOW, othersVehiclesHandledThisYear: 5 },
    'permitted',
    ['vehicles-per-year'],
    'A11',
  ],
  [
    'the same, half a year later',
    '2018-09-01',
    'Hubei Daily, 2018-08-28',
    { ...WINDOW, othersVehiclesHandledThisYear: 5 },
    'permitted',
  ],
  [
    'unbound at a kiosk in Guangdong',
    '2018-03-05',
    'Foshan Daily, 2018-02-27',
    { channel: 'kiosk', boundSince: null },
    'permitted',
    ['open-binding'],
    'A3',
  ],
  [
    'unbound at a kiosk in Wuhan',
    '2018-03-05',
    'guozaoke.com/t/28961',
    { channel: 'kiosk', boundSince: null },
    ['open-binding'],
  ],
  [
    'unbound at a kiosk, after the check was put off',
    '2018-09-01',
    'a copy of the notice, 2024-01-11',
    { channel: 'kiosk', boundSince: null },
    ['open-binding'],
  ],
  [
    'unbound at a window',
    '2018-09-03',
    'the ministry, 2018-08-30: 在窗口处理交通违法无需事先备案',
    WINDOW,
    'permitted',
  ],
  ['six points', '2020-10-01', 'Yantai’s police, February 2020', { points: 6 }, 'permitted'],
  ['nine points', '2020-10-01', 'Yantai’s police, February 2020', { points: 9 }, ['single-points-limit']],
  ['nine points at a window', '2020-10-01', 'Order 163 has no such limit', { ...WINDOW, points: 9 }, 'permitted'],
  ['three studies', '2020-10-01', 'pcauto, words of spring 2020', { fullScoreStudies: 3 }, ['repeat-full-score']],
  ['two studies', '2020-10-01', 'pcauto, words of spring 2020', { fullScoreStudies: 2 }, 'permitted'],
  [
    'one’s own vehicle after three studies',
    '2020-10-01',
    'pcauto: 已备案的非本人机动车',
    { vehicleOwner: 'd', fullScoreStudies: 3 },
    'permitted',
  ],
  ['逾期未审验', '2020-10-01', 'pcauto, words of spring 2020', { licenceStates: ['unverified'] }, ['licence-state']],
  [
    'a renter who has not bound',
    '2019-09-25',
    'Xinhua, 2019-09-19',
    { boundSince: null },
    'permitted',
    ['open-binding'],
    'A4',
  ],
  ['no licence, at a window', '2025-03-03', 'shdqb.com', { ...WINDOW, licenceClasses: [] }, ['licence-held']],
  ['no licence and no points', '2025-03-03', 'several', { ...WINDOW, licenceClasses: [], points: 0 }, 'permitted'],
  [
    'an officer decided',
    '2022-04-18',
    'Order 105, Articles 43 and 46',
    { recordedBy: 'officer' },
    ['recorded-by-monitoring'],
  ],
  [
    'eleven held and one more, at a window',
    '2025-03-03',
    'Order 163, Article 17',
    { ...WINDOW, pointsHeld: 11, points: 1 },
    'permitted',
  ],
]

const BINDING: readonly Row[] = [
  [
    'a car for hire of an individual',
    '2025-06-02',
    'uzkoo.com, 2025-06-02',
    { operating: true },
    'permitted',
    ['non-operating'],
    'A4',
  ],
  [
    'a car for hire of a unit',
    '2025-06-02',
    'uzkoo.com, 2025-06-02',
    { operating: true, vehicleOwnerKind: 'unit' },
    ['non-operating'],
  ],
  [
    'the vehicle of a sixth owner, in Beijing',
    '2018-03-05',
    '新京报, 2018-02-27',
    { ownerConsent: 'registered-owner', driverBindingsEver: 5 },
    ['lifetime-cap'],
    'permitted',
    'F',
  ],
  ['the same after it was lifted', '2018-09-01', 'the ministry, 2018-08-29', { driverBindingsEver: 5 }, 'permitted'],
]

/** One question of a table: what the page answers, or ours where that differs, and then where the reason stands. */
function compared(kind: string, rows: readonly Row[], ask: (at: string, facts: object) => Answer): void {
  for (const [what, day, page, facts, theirs, ours = theirs, entry = ''] of rows) {
    test(`${kind}: ${what}, ${day} (${page})`, () => {
      expect(ask(`${day}T12:00:00+08:00`, facts)).toEqual(ours)
      expect(entry !== '').toBe(ours !== theirs)
    })
  }
}

const BOUND = { boundSince: '2018-02-01T12:00:00+08:00', occurredAt: '2018-02-20T12:00:00+08:00' }
compared('handling', HANDLING, (at, facts) =>
  answered(decideHandling({ ...PERMITTED_HANDLING, ...BOUND, at, ...facts }, cn)),
)
compared('binding', BINDING, (at, facts) => answered(decideBinding({ ...PERMITTED_BINDING, at, ...facts }, cn)))

/** Chengdu's set is outside the book. */
test.each<readonly [what: string, page: string, facts: object, theirs: Answer]>([
  ['a lorry', '天府早报, 2017-11-14: 大中型车辆', { plateType: '01' }, ['plate-type']],
  ['one’s own lorry', '天府早报, 2017-11-14', { plateType: '01', vehicleOwner: 'd' }, ['plate-type']],
  ['a lorry at a window', '天府早报 speaks of the app', { plateType: '01', channel: 'window' }, 'permitted'],
  ['a small car', '天府早报, 2017-11-14', {}, 'permitted'],
])('in Chengdu: %s (%s)', (_what, _page, facts, theirs) => {
  const acts = { at: '2017-11-15T12:00:00+08:00', occurredAt: '2017-11-15T08:00:00+08:00' }
  const boundSince = '2017-11-14T09:00:00+08:00'
  expect(answered(decideHandling({ ...PERMITTED_HANDLING, ...acts, boundSince, ...facts }, chengdu2017))).toEqual(
    theirs,
  )
})

test('what a page permits and the library does not, the card of that day tells', () => {
  const left = (day: string) => ruleCard(cn, day, zhCN).leftOut.join('')
  expect(left('2020-02-05')).toContain('备案前的违法')
  expect(left('2018-03-05')).toMatch(/广东的自助机.*北京/)
  expect(left('2019-09-25')).toContain('承租人')
  expect(left('2021-04-01')).toContain('北京自2021年3月30日起')
  expect(left('2014-06-01')).toContain('交管12123自2015年下半年试点')
  expect(left('2018-02-26')).toContain('武汉的自助机3月1日以前')
  expect(left('2017-06-13')).toContain('没有拍到驾驶人')
  expect(left('2019-07-29')).toContain('A、B类驾驶证注销最高准驾车型')
  expect(left('2021-03-26')).toContain('广东自2021年3月25日起')
  expect(left('2025-06-02')).toContain('营运车辆')
})

test('whoever holds no licence is sent nowhere; what was decided on the spot is paid', () => {
  const told = (facts: object) => {
    const given = {
      ...PERMITTED_HANDLING,
      at: '2025-03-03T12:00:00+08:00',
      occurredAt: '2025-03-02T12:00:00+08:00',
      boundSince: '2025-03-01T12:00:00+08:00',
      ...facts,
    }
    return explain(adviseHandling(given, cn), zhCN).join('')
  }
  expect(told({ ...WINDOW, licenceClasses: [] })).toContain(
    '没有驾驶证，不能接受记分。记分由当时开车的人承担：别人开的，请其用自己的驾驶证处理',
  )
  expect(told({ recordedBy: 'officer' })).toMatch(
    /《简易程序处罚决定书》的，按期缴款即可.*《强制措施凭证》或者《违法行为处理通知书》的，请本人带它到交警窗口，另带驾驶证/,
  )
})

function answered(decision: Decision | { readonly verdict: 'invalid' }): Answer {
  if (decision.verdict === 'invalid' || decision.verdict === 'undetermined') throw new Error(JSON.stringify(decision))
  if (decision.verdict === 'permitted') return 'permitted'
  return decision.findings.flatMap(({ rule, outcome }) => (outcome === 'fails' ? [rule] : []))
}
