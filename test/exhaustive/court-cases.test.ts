/** The court cases of the article: what it states, what is assumed, and what rules make of each act, counted a second way. */

import { describe, expect, test } from 'vitest'
import { type Act, actsOf, sizeOf } from '../../src/analysis/cases/acts.ts'
import { assumedOf } from '../../src/analysis/cases/assumed.ts'
import { USUAL } from '../../src/analysis/cases/usual.ts'
import {
  type AssumptionName,
  type Assumptions,
  type CaseReplay,
  type CourtCase,
  courtCases,
  newsArticle,
  ORDERS,
  replayCase,
  type Stated,
} from '../../src/analysis/index.ts'
import { CHANNELS, yuan } from '../../src/index.ts'
import { type RuleSet, reform } from '../../src/law/index.ts'
import { SETS } from '../oracle/sets.ts'

const ACTED = courtCases.filter(({ id }) => id !== 'leshan-cloud-platform')
const called = (id: string): CourtCase => courtCases.find((each) => each.id === id) as CourtCase
const newest = SETS['cn-2024-11-01']

/** The article, figure by figure: `>` more than, `~` about, `-` from … to. */
const FIGURES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  article: {
    judgments: '37 cases',
    convictedOfIntrusion: '10 people',
    pointBought: '5-10 yuan a point',
    pointSold: '60-100 yuan a point',
    profit: '>10 times',
    fineLimit: '200 yuan',
    vehiclesADriver: '3 vehicles',
    licencesAVehicle: '3 licences',
  },
  'jiande-2016': {
    licences: '>250 licences',
    violations: '>600 violations',
    pointsOfOneHolder: '9 points',
    licenceBought: '20-30 yuan a licence',
    licenceSold: '~60 yuan a licence',
    sellerGain: '>7500 yuan',
    scalperGain: '>80000 yuan',
    bribe: '56300 yuan',
    scalperSentence: '13 months',
    scalperFine: '110000 yuan',
    sellerSentence: '10 months',
    sellerFine: '10000 yuan',
  },
  'gaoming-774-drivers': { drivers: '774 people', violations: '~1000 violations' },
  'ningguo-11094': {
    licences: '4367 licences',
    violations: '11094 violations',
    soldByOfficer: '>10000 violations',
    bribeAPoint: '50 yuan a point',
    officerGain: '>230000 yuan',
    licenceCopies: '500 yuan a set of papers',
  },
  'huaibei-deceased': {
    people: '>60 people',
    vehicles: '>120 vehicles',
    vehiclesAtTwelve: '>100 vehicles',
    pointsAtATime: '12 points',
    bribe: '12500 yuan',
    sentence: '12 months',
    suspended: '24 months',
  },
  'chengjiang-family-insider': {
    fees: '>490000 yuan',
    officerShare: '>110000 yuan',
    lowerPrice: '600 yuan a violation',
    lowerSpeeding: '20 percent',
    higherPrice: '1200 yuan a violation',
    higherSpeeding: '50 percent',
  },
  'shunde-transferred-officer': {
    violations: '>3000 violations',
    lowerCommission: '10 yuan a violation',
    higherCommission: '150 yuan a violation',
    paidToColleagues: '50-60 yuan a violation',
    sentence: '29 months',
    fine: '150000 yuan',
  },
  'minhou-chain': {
    toIntermediary: '>130000 yuan',
    monthsPaid: '5 months',
    toViolationsOfficer: '>50000 yuan',
    toAnotherOfficer: '>10000 yuan',
    directGain: '>20000 yuan',
    officerSentence: '18 months',
    scalperSentence: '12 months',
    otherSentence: '9 months',
  },
  'leshan-cloud-platform': {},
  'huli-phone-tampering': {
    people: '86 people',
    price: '100 yuan a point',
    gain: '8800 yuan',
    firstSentence: '4 months',
    secondSentence: '4 months',
  },
}
const PERIODS: Readonly<Record<string, readonly [string | null, string | null]>> = {
  'jiande-2016': ['2016-05-03', '2016-05-11'],
  'gaoming-774-drivers': [null, null],
  'ningguo-11094': ['2015-03-01', '2016-09-02'],
  'huaibei-deceased': ['2015-03-27', '2015-05-02'],
  'chengjiang-family-insider': ['2016-06', '2016-12'],
  'shunde-transferred-officer': ['2014-05', '2015-03'],
  'minhou-chain': ['2015-10', '2016-04'],
  'leshan-cloud-platform': ['2017-01-08', '2017-02-10'],
  'huli-phone-tampering': ['2015-02', '2015-09'],
}

function shown(figure: Stated): string {
  const mark = { exact: '', about: '~', 'more-than': '>', range: '' }[figure.kind]
  const number = figure.kind === 'range' ? `${figure.from}-${figure.to}` : figure.value
  return `${mark}${number} ${figure.unit}${figure.per === undefined ? '' : ` a ${figure.per}`}`
}

describe('what the article states', () => {
  test('stands in the data, figure by figure, and nothing else does', () => {
    const data = { article: newsArticle, ...Object.fromEntries(courtCases.map((each) => [each.id, each])) }
    const figures = Object.entries(data).map(([id, { stated }]) => [
      id,
      Object.fromEntries(Object.entries(stated).map(([name, figure]) => [name, shown(figure)])),
    ])
    expect(Object.fromEntries(figures)).toEqual(FIGURES)
    expect(figures.flatMap(([, each]) => Object.keys(each as object)).length).toBeGreaterThan(40)
    expect(Object.fromEntries(courtCases.map(({ id, period }) => [id, [period.from, period.to]]))).toEqual(PERIODS)
    expect(courtCases.filter(({ deceased }) => deceased).map(({ id }) => id)).toEqual(['huaibei-deceased'])
  })

  test('each case is of a court, which is named in both languages', () => {
    for (const { id, court } of courtCases) {
      expect(court.zh, id).toMatch(/^\p{Script=Han}+人民法院$/u)
      expect(court.en, id).toMatch(/^[A-Za-z’ ]*\bCourt\b[A-Za-z ]*$/)
    }
  })

  test('each figure is said in words that have the number', () => {
    for (const { stated } of [newsArticle, ...courtCases]) {
      for (const figure of Object.values(stated)) {
        const numbers = figure.kind === 'range' ? [figure.from, figure.to] : [figure.value]
        const words = ['zero', 'one', 'two', 'three', 'four', 'five']
        for (const number of numbers) {
          const says = [number.toLocaleString('en-GB'), words[number] ?? '–'].some((word) => figure.says.includes(word))
          expect(says, figure.says).toBe(true)
        }
        if (figure.kind === 'more-than') expect(figure.says).toContain('more than')
        if (figure.kind === 'about') expect(figure.says).toContain('about')
      }
    }
  })

  test('holds people by role only, as frozen plain data', () => {
    const text = JSON.stringify(courtCases)
    expect(text).not.toMatch(/某|surname|\bM(r|s|rs)\b/)
    expect(JSON.parse(text)).toEqual(courtCases)
    expect(structuredClone(courtCases)).toEqual(courtCases)
    const frozen = (value: unknown): boolean =>
      typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(frozen))
    expect(frozen(courtCases) && frozen(newsArticle)).toBe(true)
  })
})

describe('what is assumed', () => {
  test.each(ACTED)('$id: a value and a range for each of the six, the value within it', (courtCase) => {
    const { assumed } = courtCase
    expect(Object.keys(assumed)).toEqual(expect.arrayContaining(Object.keys(USUAL)))
    for (const [name, { value, from, to, why }] of Object.entries(assumed)) {
      if (typeof value === 'number') expect(value >= from && value <= to, name).toBe(true)
      else if (/Day$/.test(name)) expect([from, value, to].toSorted()).toEqual([from, value, to])
      else expect([from, to], name).toContain(value)
      expect(why.length, name).toBeGreaterThan(10)
      for (const end of [from, to]) expect(() => assumedOf(courtCase, { [name]: end })).not.toThrow()
    }
    expect(Object.isFrozen(assumed)).toBe(true)
  })

  test('is refused by name if it is not an assumption of the case or out of range', () => {
    const [jiande, gaoming] = courtCases as unknown as readonly [CourtCase, CourtCase]
    const tried = (given: object, courtCase = jiande) => replayCase(courtCase, newest, given)
    expect(() => tried({ sharers: 2 })).toThrow(
      /^replayCase\(assumptions\): .*sharers.* is not an assumption of jiande-2016: points, /,
    )
    expect(() => tried({ licences: 2 })).toThrow(RangeError)
    for (const [name, values] of Object.entries({
      points: [0, 12.5, '3', Number.NaN],
      ageDays: [-1, 1.5, 731],
      order: ['random'],
      violationsAVehicle: [0.5, 1001],
      fineYuan: [-1, 2001, 0.5],
      channel: ['post'],
    })) {
      for (const value of values) {
        expect(() => tried({ [name]: value }), `${name} ${value}`).toThrow(
          new RegExp(`^replayCase\\(assumptions\\.${name}\\): `),
        )
      }
    }
    expect(() => tried({ lastDay: '2016-01-03' }, gaoming)).toThrow(/^replayCase\(assumptions\.lastDay\): /)
    expect(() => tried({ firstDay: 'monday' }, gaoming)).toThrow(/^replayCase\(assumptions\.firstDay\): /)
    expect(() => replayCase({ ...jiande, id: 'jiande' }, newest)).toThrow(
      /^replayCase\(courtCase\): object is not one of the cases$/,
    )
    expect(() => replayCase(jiande, { ...newest })).toThrow(/^replayCase\(rules\): /)
    expect(replayCase(structuredClone(jiande), newest)).toEqual(replayCase(jiande, newest))
  })

  test('gives counts that follow from the article', () => {
    const size = (id: string, given: Partial<Assumptions> = {}) => {
      const courtCase = called(id)
      const { violations, licences, vehicles } = sizeOf(courtCase, assumedOf(courtCase, given))
      return [violations, licences, vehicles]
    }
    expect(size('jiande-2016')).toEqual([600, 250, 200])
    expect(size('gaoming-774-drivers')).toEqual([1000, 774, Math.ceil(1000 / 3)])
    expect(size('ningguo-11094')).toEqual([11_094, 4367, 3698])
    expect(size('huaibei-deceased')).toEqual([240, 60, 120])
    expect(size('huaibei-deceased', { violationsAVehicle: 1 })).toEqual([120, 60, 120])
    // 490,000 yuan at 1,200, at 600, and at half of each.
    expect(size('chengjiang-family-insider', { dearShare: 1 })[0]).toBe(408)
    expect(size('chengjiang-family-insider', { dearShare: 0 })[0]).toBe(817)
    expect(size('chengjiang-family-insider')).toEqual([544, 544, Math.ceil(544 / 3)])
    expect(size('shunde-transferred-officer')).toEqual([3000, 750, 1000])
    // 130,000 yuan at 50 a point are 2,600 points, three a violation.
    expect(size('minhou-chain')).toEqual([867, Math.ceil(867 / 2.5), 289])
    expect(size('huli-phone-tampering')).toEqual([88, 86, Math.ceil(88 / 3)])
    expect(size('huli-phone-tampering', { sharers: 2 })[0]).toBe(176)
    expect(size('leshan-cloud-platform')).toEqual([0, 0, 0])
  })
})

/** The acts of a case, and the sums that an account of the money gives. */
describe('the acts of a case', () => {
  const acts = (id: string, given: Partial<Assumptions> = {}): readonly Act[] =>
    actsOf(called(id), assumedOf(called(id), given))
  const pointsOf = (list: readonly Act[]): number => list.reduce((sum, { points }) => sum + points, 0)

  test('Ningguo: 50 yuan a point and 230,000 yuan make 4,600 points, 0.41 a record', () => {
    expect(pointsOf(acts('ningguo-11094'))).toBe(230_000 / 50)
    expect(called('ningguo-11094').assumed.points?.value).toBeCloseTo(0.41, 2)
    expect(pointsOf(acts('ningguo-11094', { points: 3 })) * 50).toBe(1_664_100)
  })

  test.each([1, 2, 3, 4])('Huaibei: 100 vehicles with 12 points at a time, in %i violations', (violationsAVehicle) => {
    const byVehicle = new Map<string, number[]>()
    for (const { vehicle, points } of acts('huaibei-deceased', { violationsAVehicle })) {
      byVehicle.set(vehicle, [...(byVehicle.get(vehicle) ?? []), points])
    }
    const sums = [...byVehicle.values()].map((points) => points.reduce((sum, each) => sum + each, 0))
    expect(sums.filter((sum) => sum === 12)).toHaveLength(violationsAVehicle === 4 ? 120 : 100)
    expect(sums).toHaveLength(120)
    expect([...byVehicle.values()].every((points) => points.length === violationsAVehicle)).toBe(true)
  })

  test('Chengjiang: the prices of its acts make the stated sum', () => {
    for (const dearShare of [0, 0.25, 0.5, 1]) {
      const list = acts('chengjiang-family-insider', { dearShare })
      const dear = list.filter(({ points }) => points === 12)
      expect(new Set(list.map(({ points, fine }) => `${points} ${fine}`)).size).toBe(dearShare % 1 === 0 ? 1 : 2)
      const yuanPaid = dear.length * 1200 + (list.length - dear.length) * 600
      expect(Math.abs(yuanPaid - 490_000)).toBeLessThanOrEqual(1200)
    }
  })

  test('Huli: at 100 yuan a point its points make 8,800 yuan', () => {
    expect(pointsOf(acts('huli-phone-tampering')) * 100).toBe(8800)
  })

  test.each(ACTED)('$id: in order of time, within its days, each violation before its handling', (courtCase) => {
    for (const ageDays of [0, 30]) {
      const list = actsOf(courtCase, assumedOf(courtCase, { ageDays }))
      expect(list.map(({ at }) => at)).toEqual(list.map(({ at }) => at).toSorted())
      for (const { occurredAt, at } of list) {
        expect(occurredAt < at).toBe(true)
        expect((Date.parse(at) - Date.parse(occurredAt)) / 86_400_000 - ageDays).toBeLessThan(1)
        expect(at.slice(11, 13) >= '09' && at.slice(11, 13) < '17').toBe(true)
      }
      const { from, to } = courtCase.period
      const days = [list[0], list.at(-1)].map((act) => (act as Act).at.slice(0, 10))
      if (from !== null) expect(days[0]?.startsWith(from)).toBe(true)
      if (to !== null) expect(days[1]?.startsWith(to)).toBe(true)
    }
  })

  test.each(ORDERS)('in %s each licence takes as many acts as another, or one more', (order) => {
    for (const courtCase of ACTED) {
      const assumed = assumedOf(courtCase, { order })
      const { licences } = sizeOf(courtCase, assumed)
      const counts = new Map<string, number>()
      const list = actsOf(courtCase, assumed)
      for (const { driver } of list) counts.set(driver, (counts.get(driver) ?? 0) + 1)
      expect(counts.size).toBe(licences)
      expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(1)
      if (order === 'turns') continue
      expect(list.filter(({ driver }, index) => driver !== list[index - 1]?.driver)).toHaveLength(licences)
    }
  })
})

/** The acts that passed before, of the licence and of the vehicle of an act. */
type Before = { readonly ofDriver: readonly Act[]; readonly ofVehicle: readonly Act[] }

/** A second count of the acts that pass as declared, from the acts alone: a licence at twelve points takes no more. */
function passing(acts: readonly Act[], refuses: (act: Act, before: Before) => boolean): readonly Act[] {
  const held = new Map<string, number>()
  const passed: Act[] = []
  const byDriver = new Map<string, Act[]>()
  const byVehicle = new Map<string, Act[]>()
  for (const act of acts) {
    const points = held.get(act.driver) ?? 0
    const ofDriver = byDriver.get(act.driver) ?? []
    const ofVehicle = byVehicle.get(act.vehicle) ?? []
    if (points >= 12 || refuses(act, { ofDriver, ofVehicle })) continue
    held.set(act.driver, points + act.points)
    passed.push(act)
    byDriver.set(act.driver, [...ofDriver, act])
    byVehicle.set(act.vehicle, [...ofVehicle, act])
  }
  return passed
}

/** The list of 2013: a fourth vehicle of others of a licence, or a fourth licence of a vehicle, within the year. */
function onTheList(act: Act, { ofDriver, ofVehicle }: Before): boolean {
  const year = Date.parse(act.at) - 365 * 86_400_000
  const within = (before: readonly Act[]) => before.filter(({ at }) => Date.parse(at) > year)
  const vehicles = within(ofDriver).map(({ vehicle }) => vehicle)
  const drivers = within(ofVehicle).map(({ driver }) => driver)
  return new Set([...vehicles, act.vehicle]).size > 3 || new Set([...drivers, act.driver]).size > 3
}

const replay = (courtCase: CourtCase, rules: RuleSet, given: Partial<Assumptions> = {}): CaseReplay => {
  const replayed = replayCase(courtCase, rules, given)
  const { acts, asTheyWere, asDeclared, falseStatements } = replayed
  for (const { passed, refused } of [asTheyWere, asDeclared]) expect(passed + refused).toBe(acts)
  expect(falseStatements.total).toBe(Object.values(falseStatements.by).reduce((sum, count) => sum + count, 0))
  return replayed
}
const sum = (list: readonly CaseReplay[], of: (each: CaseReplay) => number): number =>
  list.reduce((so, each) => so + of(each), 0)
const pointsIn = (courtCase: CourtCase): number => actsIn(courtCase).reduce((so, { points }) => so + points, 0)
const actsIn = (courtCase: CourtCase, given: Partial<Assumptions> = {}): readonly Act[] =>
  actsOf(courtCase, assumedOf(courtCase, given))

describe('the cases under the rules', () => {
  test('the list of 2013 refuses 870 acts as declared: 750 at the fourth vehicle, 120 at the full score', () => {
    const all = courtCases.map((each) => replay(each, SETS['cn-2013-05-02']))
    expect(sum(all, ({ asDeclared }) => asDeclared.refused)).toBe(870)
    expect(sum(all, ({ asDeclared }) => asDeclared.byRule['vehicles-per-year'] ?? 0)).toBe(750)
    expect(sum(all, ({ asDeclared }) => asDeclared.byRule['licence-state'] ?? 0)).toBe(120)
    for (const [index, courtCase] of courtCases.entries()) {
      const { asDeclared } = all[index] as CaseReplay
      const passed = passing(actsIn(courtCase), onTheList)
      expect(asDeclared.passed, courtCase.id).toBe(passed.length)
      expect(asDeclared.pointsPassed, courtCase.id).toBe(passed.reduce((so, { points }) => so + points, 0))
    }
  })

  test('the list of 2013 bites in Ningguo where a vehicle has more than three violations, and as a second count has it', () => {
    const ningguo = called('ningguo-11094')
    const counted = [3, 4, 10].map((violationsAVehicle) => {
      const { asDeclared } = replay(ningguo, SETS['cn-2013-05-02'], { violationsAVehicle })
      const passed = passing(actsIn(ningguo, { violationsAVehicle }), onTheList)
      expect(asDeclared.passed, `${violationsAVehicle}`).toBe(passed.length)
      expect(Object.keys(asDeclared.byRule)).toEqual(asDeclared.refused === 0 ? [] : ['drivers-per-year'])
      return asDeclared.refused
    })
    // In turns a vehicle's violations go to as many licences: all after the third are refused.
    const afterTheThird = [3, 4, 10].map((violationsAVehicle) => {
      const sizes = new Map<string, number>()
      for (const { vehicle } of actsIn(ningguo, { violationsAVehicle }))
        sizes.set(vehicle, (sizes.get(vehicle) ?? 0) + 1)
      return [...sizes.values()].reduce((so, size) => so + Math.max(0, size - 3), 0)
    })
    expect(counted).toEqual(afterTheThird)
    expect(counted.map((count) => count > 0)).toEqual([false, true, true])
  })

  test('the strict reading refuses every act, since no violation is since the binding', () => {
    for (const courtCase of ACTED) {
      const { acts, asDeclared, falseStatements } = replay(courtCase, SETS['as-reported'])
      expect(asDeclared.byRule['since-binding']).toBe(acts)
      expect([asDeclared.passed, falseStatements.total]).toEqual([0, 0])
    }
  })

  const atTheWindowToo = reform(newest, (draft) => {
    draft.id = 'window-too'
    for (const provision of draft.handle) {
      if (provision.rule === 'open-binding' || provision.rule === 'since-binding') provision.channels = 'all'
    }
  })

  test('the rule of 2024 lets through at a window all but what the full score stops', () => {
    const all = courtCases.map((each) => replay(each, newest))
    for (const [index, courtCase] of courtCases.entries()) {
      const { acts, asTheyWere, asDeclared, falseStatements } = all[index] as CaseReplay
      expect(asTheyWere.refused).toBe(acts)
      const isSelfService = courtCase.assumed.channel?.value !== 'window'
      const passed = isSelfService ? 0 : passing(actsIn(courtCase), () => false).length
      expect(asDeclared.passed).toBe(passed)
      expect(falseStatements.total).toBe(passed * (courtCase.deceased ? 3 : 2))
    }
    const [acts, passed] = [sum(all, (each) => each.acts), sum(all, ({ asDeclared }) => asDeclared.passed)]
    expect(sum(all, (each) => each.points)).toBe(courtCases.reduce((so, each) => so + pointsIn(each), 0))
    expect(acts - passed).toBe(120 + 88)
    // As an earlier count assumed: three points each in Ningguo, the app in Huli; without the two cases whose acts it made up.
    const earlier = courtCases.filter(({ id }) => id !== 'chengjiang-family-insider' && id !== 'minhou-chain')
    const points = { 'ningguo-11094': { points: 3 } } as Readonly<Record<string, Partial<Assumptions>>>
    const before = earlier.map((each) => replay(each, newest, points[each.id] ?? {}))
    expect(sum(before, (each) => each.acts)).toBe(16_056 - 10 - 24)
    expect(sum(before, ({ asDeclared }) => asDeclared.passed)).toBe(15_848 - 10 - 24)
  })

  test('binding and the date test at the window too refuse every act with points', () => {
    for (const courtCase of ACTED) {
      const { asDeclared } = replay(courtCase, atTheWindowToo)
      const withPoints = actsIn(courtCase).filter(({ points }) => points > 0).length
      expect([asDeclared.refused, asDeclared.pointsPassed]).toEqual([withPoints, 0])
    }
    // Where each record has points, that is every act.
    const { acts, asDeclared } = replay(called('ningguo-11094'), atTheWindowToo, { points: 3 })
    expect([acts, asDeclared.refused]).toEqual([11_094, 11_094])
  })

  test('a vehicle bound on the day of the violation passes where the whole day counts, and not where the moment does', () => {
    const jiande = called('jiande-2016')
    const sameDay = { ageDays: 0, channel: 'app' } as const
    expect(replay(jiande, SETS['cn-2018-09-01'], sameDay).asDeclared).toMatchObject({ passed: 600, refused: 0 })
    const moment = replay(jiande, newest, sameDay).asDeclared
    expect(moment.refused).toBe(600)
    // The first application of a licence on a day is made; of the 600 acts in turns each licence has two or three on different days.
    expect(Object.keys(moment.byRule)).toContain('since-binding')
    expect(replay(jiande, SETS['as-reported'], { ageDays: 0 }).asDeclared.passed).toBe(600)
    expect(replay(jiande, SETS['as-reported'], { ageDays: 1 }).asDeclared.passed).toBe(0)
  })

  test('a full cap gives way: the oldest binding is released, and the owner consents as the rules ask', () => {
    const huli = called('huli-phone-tampering')
    const plan = replay(huli, SETS['plan-2018-03-01'], { ageDays: 0 })
    // One vehicle at once by self-service: two licences have a second act, of another vehicle.
    expect(plan).toMatchObject({ acts: 88, bindings: 88, releases: 2, asDeclared: { passed: 88 } })
    expect(plan.falseStatements.total).toBe(0)
    expect(Object.keys(plan.asTheyWere.byRule)).toEqual(['open-binding'])
  })

  test('what an application limit stops is told by its rule', () => {
    const { asDeclared } = replay(called('minhou-chain'), atTheWindowToo, { actsALicence: 1000 })
    expect(asDeclared.byRule['daily-applications']).toBeGreaterThan(0)
    expect(asDeclared.byRule['yearly-applications']).toBeGreaterThan(0)
  })

  test('a rule book judges each act by the set of its day', async () => {
    const { cn } = await import('../../src/law/index.ts')
    const gaoming = called('gaoming-774-drivers')
    const { rules: _, ...byBook } = replayCase(gaoming, cn)
    const { rules: __, ...bySet } = replayCase(gaoming, SETS['cn-2013-05-02'])
    expect(byBook).toEqual(bySet)
  })

  test('the fine limit at the window stops what is above it, one yuan more or less', () => {
    const limited = reform(newest, (draft) => {
      draft.id = 'limit-at-window'
      for (const provision of draft.handle) if (provision.rule === 'fine-limit') provision.channels = 'all'
    })
    const gaoming = called('gaoming-774-drivers')
    for (const [fineYuan, refused] of [
      [199, 0],
      [200, 0],
      [201, 1000],
    ] as const) {
      expect(actsIn(gaoming, { fineYuan })[0]?.fine).toBe(yuan(fineYuan))
      expect(replay(gaoming, limited, { fineYuan }).asDeclared.refused, `${fineYuan}`).toBe(refused)
    }
    // The dearer half of Chengjiang’s acts carries 2,000 yuan.
    expect(replay(called('chengjiang-family-insider'), limited).asDeclared.byRule['fine-limit']).toBe(272)
  })

  test('every assumption of every case can be run to both ends, through every channel', () => {
    for (const courtCase of ACTED) {
      if (courtCase.id === 'ningguo-11094') continue
      for (const name of Object.keys(USUAL) as readonly AssumptionName[]) {
        const { from, to } = courtCase.assumed[name] as unknown as { from: string; to: string }
        for (const end of new Set([from, to])) replay(courtCase, newest, { [name]: end })
      }
    }
    for (const channel of CHANNELS) replay(called('gaoming-774-drivers'), newest, { channel })
  })
})
