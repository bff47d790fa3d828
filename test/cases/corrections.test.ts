/** Cells of the rule sets on which sources disagree: each just below, at and above its edge. */
import { describe, expect, test } from 'vitest'
import { compareRuleSets } from '../../src/analysis/index.ts'
import {
  CHANNELS,
  type Channel,
  type Decision,
  decideBinding,
  decideHandling,
  OWNER_CONSENTS,
  PLATE_TYPES,
} from '../../src/index.ts'
import {
  asReported,
  CITATIONS,
  type Citation,
  type Citations,
  cn,
  cn2018February,
  cn2018September,
  cn2020,
  cn2024,
  GRADES,
  REACHED,
  reform,
  ruleSetOn,
  SHIPPED_SETS,
} from '../../src/law/index.ts'
import { permitted } from '../support/permitted.ts'

const BINDING = {
  at: '2018-03-02T12:00:00+08:00',
  channel: 'app',
  driver: 'd',
  vehicle: 'v',
  vehicleOwner: 'o',
  vehicleOwnerKind: 'individual',
  plateType: '02',
  operating: false,
  pairBound: false,
  driverBindings: 0,
  vehicleBindings: 0,
  ownerConsent: 'registered-owner',
  identityVerified: true,
} as const

function bound(facts: object, rules = cn2018February): Decision {
  const decision = decideBinding({ ...BINDING, ...facts } as never, rules)
  if (decision.verdict === 'invalid') throw new Error(JSON.stringify(decision.issues))
  return decision
}

describe('the owner’s consent in February 2018', () => {
  test('by self-service that of a registered owner counts and no other, at a window none is asked for', () => {
    const cells = CHANNELS.flatMap((channel) =>
      OWNER_CONSENTS.map((ownerConsent) => [channel, ownerConsent, bound({ channel, ownerConsent }).verdict]),
    )
    expect(cells.filter(([, , verdict]) => verdict === 'permitted')).toEqual([
      ...OWNER_CONSENTS.map((consent) => ['window', consent, 'permitted']),
      ...(['app', 'web', 'kiosk'] as const).map((channel) => [channel, 'registered-owner', 'permitted']),
    ])
    expect(bound({ ownerConsent: undefined })).toMatchObject({ verdict: 'undetermined' })
  })

  test('on the days of its set: the day before there is no binding, the day after a QR code or a message counts', () => {
    const on = (day: string, ownerConsent: string) =>
      bound({ at: `${day}T12:00:00+08:00`, ownerConsent }, ruleSetOn(cn, day)).verdict
    const verdicts = (day: string) => ['none', 'registered-owner', 'qr', 'sms'].map((consent) => on(day, consent))
    expect(verdicts('2018-02-23')).toEqual(['refused', 'refused', 'refused', 'refused'])
    for (const day of ['2018-02-24', '2018-02-25', '2018-08-30', '2018-08-31']) {
      expect(verdicts(day), day).toEqual(['refused', 'permitted', 'refused', 'refused'])
    }
    for (const day of ['2018-09-01', '2018-09-02']) {
      expect(verdicts(day), day).toEqual(['refused', 'refused', 'permitted', 'permitted'])
    }
  })

  test('against the set as it was, bindings by self-service change and nothing else', () => {
    const before = reform(cn2018February, { 'owner-consent': null })
    const { changes, cases } = compareRuleSets(before, cn2018February)
    expect(
      changes.map(({ question, from, to, rules, channels, vehicles }) => ({
        question,
        from,
        to,
        rules,
        channels: [...channels].sort(),
        vehicles,
      })),
    ).toEqual([
      {
        question: 'bind',
        from: 'permitted',
        to: 'refused',
        rules: ['owner-consent'],
        channels: ['app', 'kiosk', 'web'],
        vehicles: ['others'],
      },
    ])
    expect(cases.handle.changed).toBe(0)
  })
})

describe('how long the rule as reported is attested', () => {
  test.each<[at: string, until: string | undefined]>([
    ['2018-02-28T23:59:59.999+08:00', undefined],
    ['2018-03-01T00:00:00.000+08:00', undefined],
    ['2018-03-02T23:59:59.998+08:00', undefined],
    ['2018-03-02T23:59:59.999+08:00', undefined],
    ['2018-03-03T00:00:00.000+08:00', '2018-03-02'],
  ])('at %s: %s', (at, until) => {
    expect(bound({ at }, asReported).verifiedUntil).toBe(until)
    expect((decideHandling({ at }, asReported) as Decision).verifiedUntil).toBe(until)
  })
})

test('the original of the article tests the date of violations with points alone: one line away from the set', () => {
  const original = reform(asReported, { 'since-binding': { scope: 'with-points' } })
  const earlier = { at: '2018-03-02T12:00:00+08:00', channel: 'app' as Channel, driver: 'd', vehicleOwner: 'o' }
  const facts = { ...earlier, occurredAt: '2018-02-28T12:00:00+08:00', boundSince: '2018-03-01T12:00:00+08:00' }
  const finding = (points: number, rules = asReported) =>
    (decideHandling({ ...facts, points }, rules) as Decision).findings.find(({ rule }) => rule === 'since-binding')
  expect([0, 1].map((points) => finding(points)?.outcome)).toEqual(['fails', 'fails'])
  expect([0, 1].map((points) => finding(points, original)?.outcome)).toEqual(['not-applicable', 'fails'])
})

test('what is cited of these cells, how good it is, and how it was reached', () => {
  const cells = [
    ['as-reported', 'bind', 'own-vehicle'],
    ['cn-2018-02-24', 'bind', 'own-vehicle'],
    ['cn-2018-02-24', 'bind', 'owner-consent'],
    ['cn-2018-02-24', 'handle', 'recorded-by-monitoring'],
    ['cn-2018-02-24', 'handle', 'points-room'],
    ['cn-2018-09-01', 'handle', 'since-binding'],
    ['cn-2018-09-01', 'handle', 'fine-limit'],
    ['cn-2018-09-01', 'handle', 'recorded-by-monitoring'],
    ['cn-2020-09-28', 'handle', 'points-room'],
    ['cn-2024-11-01', 'handle', 'plate-type'],
    ['cn-2024-11-01', 'bind', 'daily-applications'],
    ['cn-2024-11-01', 'bind', 'yearly-applications'],
  ] as const
  const cited = cells.map(([id, question, rule]) => {
    const set = SHIPPED_SETS.find((each) => each.id === id)
    const provision = set?.[question].find((each) => each.rule === rule)
    const { grade, reached, since } = CITATIONS[provision?.citation ?? 'own:none'] ?? {}
    return [provision?.citation, grade, reached, since]
  })
  expect(cited).toEqual([
    ['article-own-vehicle', 'I', 'reprint-credited', '2018-02-24'],
    ['wh1-own-vehicle', 'I', 'copy', '2018-02-23'],
    ['xmn18-owner-consent', 'S2', 'copy', '2018-02-27'],
    ['jm-recorded-by-monitoring', 'O', 'reprint-credited', '2018-02-24'],
    ['ld-points-room', 'I', 'copy', '2018-08-29'],
    ['mps19-since-binding', 'O', 'reprint-credited', '2019-07-05'],
    ['mps19-fine-limit', 'O', 'reprint-credited', '2019-07-05'],
    ['mps19-recorded-by-monitoring', 'O', 'reprint-credited', '2019-07-05'],
    ['mps19-points-room', 'O', 'reprint-credited', '2019-07-05'],
    ['zq-plate-type', 'S1', 'copy', '2023-10-24'],
    ['gov24-daily-applications', 'S2', 'copy', '2024-11-01'],
    ['gov24-yearly-applications', 'S2', 'copy', '2024-11-01'],
  ])
})

const HANDLING = permitted('handle', {
  fine: 20_000,
  boundSince: '2018-01-02T12:00:00+08:00',
  licenceClasses: ['C1', 'B1', 'D'],
})

/** The rules that refuse a handling on the first day of a set, of a violation of noon the day before. */
function refusing(facts: object, rules = cn2018September): readonly string[] {
  const occurredAt = new Date(Date.parse(`${rules.from}T12:00:00+08:00`) - 86_400_000).toISOString()
  const given = { ...HANDLING, at: `${rules.from}T12:00:00+08:00`, occurredAt, ...facts }
  const decision = decideHandling(given as never, rules)
  if (decision.verdict === 'invalid') throw new Error(JSON.stringify(decision.issues))
  if (decision.verdict === 'undetermined') throw new Error('undetermined')
  return decision.findings.filter(({ outcome }) => outcome === 'fails').map(({ rule }) => rule)
}

const onBook = (day: string, facts: object): string =>
  bound({ at: `${day}T12:00:00+08:00`, ...COUNTS, ...facts }, ruleSetOn(cn, day)).verdict
const COUNTS = { driverBindingsEver: 0, driverApplicationsToday: 0, driverApplicationsThisYear: 0 }
const cited = (key: string): Citation => (CITATIONS as Citations)[key] as Citation
const citationsOf = (id: string, rule: string): readonly string[] =>
  SHIPPED_SETS.filter((set) => set.id === id).flatMap(({ bind, handle }) =>
    [...bind, ...handle].filter((each) => each.rule === rule).map(({ citation }) => citation),
  )

/** What a set says at each of them. */
const CELLS: Readonly<Record<string, () => void>> = {
  "the article's Chinese original, 2018-03-02": () => {
    expect(cited('article-since-binding').url).toContain('/2018-03-02/')
    expect(asReported.handle.find(({ rule }) => rule === 'since-binding')).toMatchObject({ scope: 'all', grain: 'day' })
    expect(asReported.verifiedOn).toBe('2018-03-02')
  },
  '`as-reported` `own-vehicle`': () => {
    expect(bound({ vehicleOwner: 'd' }, asReported).verdict).toBe('refused')
    expect(bound({ vehicleOwner: 'o' }, asReported).verdict).toBe('permitted')
    expect(cited('article-own-vehicle').grade).toBe('I')
  },
  'channels of R3': () => {
    for (const channel of CHANNELS) expect(bound({ channel }, asReported).verdict).toBe('permitted')
  },
  '`owner-consent` in `cn-2018-02-24`': () => {
    const verdicts = ['none', 'registered-owner', 'qr'].map((ownerConsent) => bound({ ownerConsent }).verdict)
    expect(verdicts).toEqual(['refused', 'permitted', 'refused'])
  },
  'papers at a window': () => {
    for (const set of SHIPPED_SETS) {
      const consent = set.bind.filter(({ rule }) => rule === 'owner-consent')
      expect(consent.filter(({ channels }) => channels === 'all' || channels.includes('window'))).toEqual([])
    }
    expect(bound({ channel: 'window', ownerConsent: 'none' }).verdict).toBe('permitted')
  },
  'grain in `cn-2018-09-01`': () => {
    const since = (occurredAt: string, rules = cn2018September) =>
      refusing({ at: '2018-09-12T12:00:00+08:00', boundSince: '2018-09-10T15:00:00+08:00', occurredAt }, rules)
    expect(since('2018-09-09T23:59:59.999+08:00')).toEqual(['since-binding'])
    expect(since('2018-09-10T00:00:00.000+08:00')).toEqual([])
    expect(since('2018-09-10T00:00:00.001+08:00')).toEqual([])
    const instant = reform(cn2018September, { 'since-binding': { grain: 'instant' } })
    expect(since('2018-09-10T14:59:59.999+08:00', instant)).toEqual(['since-binding'])
    expect(since('2018-09-10T15:00:00.000+08:00', instant)).toEqual([])
  },
  'violations without points in `cn-2018-09-01`': () => {
    expect(refusing({ boundSince: null, points: 0 })).toEqual([])
    expect(refusing({ boundSince: null, points: 1 })).toEqual(['open-binding'])
    expect(refusing({ boundSince: null, points: 0 }, cn2020)).toEqual(['open-binding'])
  },
  'monitoring, fine and points room from `cn-2018-09-01` on': () => {
    for (const rules of [cn2018September, cn2020, cn2024]) {
      expect(refusing({ recordedBy: 'monitoring' }, rules)).toEqual([])
      expect(refusing({ recordedBy: 'officer' }, rules)).toEqual(['recorded-by-monitoring'])
      expect([19_999, 20_000, 20_001].map((fine) => refusing({ fine }, rules))).toEqual([[], [], ['fine-limit']])
      const room = [10, 11, 12].map((sum) => refusing({ points: 3, pointsHeld: sum - 3 }, rules))
      expect(room).toEqual([[], [], ['points-room']])
    }
  },
  'monitoring in `cn-2018-02-24`': () => {
    expect(refusing({ recordedBy: 'monitoring' }, cn2018February)).toEqual([])
    expect(refusing({ recordedBy: 'officer' }, cn2018February)).toEqual(['recorded-by-monitoring'])
  },
  '`own-vehicle` in `cn-2018-02-24`': () => {
    expect(bound({ vehicleOwner: 'd' }).verdict).toBe('refused')
    expect(bound({ vehicleOwner: 'o' }).verdict).toBe('permitted')
  },
  '29 to 31 August 2018': () => {
    const days = ['2018-08-28', '2018-08-29', '2018-08-31', '2018-09-01']
    expect(days.map((day) => onBook(day, { ownerConsent: 'qr' }))).toEqual([
      'refused',
      'refused',
      'refused',
      'permitted',
    ])
  },
  'the postponement to September': () => {
    for (const key of citationsOf('cn-2018-09-01', 'open-binding')) expect(cited(key)).toMatchObject({ grade: 'S2' })
    expect(citationsOf('cn-2018-09-01', 'open-binding')).toHaveLength(1)
    const [before, after] = [cn2018February, cn2018September].map(({ from, verifiedOn }) => [from, verifiedOn])
    expect([before?.[1], after?.[0]]).toEqual(['2018-08-31', '2018-09-01'])
  },
  'units by the 12123 app before 2020-09-28': () => {
    const unit = { vehicleOwnerKind: 'unit', ownerConsent: 'qr' }
    const days = ['2020-09-27', '2020-09-28', '2020-09-29']
    expect(days.map((day) => onBook(day, unit))).toEqual(['refused', 'permitted', 'permitted'])
  },
  '[GOV24]': () => expect(cited('gov24-daily-applications').instrument).toBe('2024年11月网页（据网址为市级政府网站）'),
  'one a day, five a year': () => {
    const after = (today: number, year: number, day = '2024-11-01') =>
      onBook(day, { ownerConsent: 'qr', driverApplicationsToday: today, driverApplicationsThisYear: year })
    expect([0, 1, 2].map((today) => after(today, today))).toEqual(['permitted', 'refused', 'refused'])
    expect([3, 4, 5, 6].map((year) => after(0, year))).toEqual(['permitted', 'permitted', 'refused', 'refused'])
    expect(after(1, 5, '2024-10-31')).toBe('permitted')
  },
  "others' plate types in `cn-2024-11-01`": () => {
    const licenceClasses = ['A1', 'A2', 'B1', 'C1', 'D', 'C4', 'C6', 'M', 'N', 'P']
    const types = PLATE_TYPES.filter((plateType) =>
      refusing({ plateType, licenceClasses }, cn2024).includes('plate-type'),
    )
    expect(types).toEqual(['01', '51'])
    expect(refusing({ plateType: '01', licenceClasses }, cn2020)).not.toContain('plate-type')
  },
  'releases, face check, transfer, scoring period, 200 yuan, 6 points': () => {
    const room = [5, 6, 7].map((points) => refusing({ points }, cn2024))
    expect(room).toEqual([[], [], ['single-points-limit']])
    expect(refusing({ points: 7 }, cn2020)).toEqual(['single-points-limit'])
  },
}

test.each(Object.entries(CELLS))('%s', (_, check) => {
  check()
})

test('citations have the grade of the best source that was read, and say how it was reached', () => {
  const grades = { 'st-repeat-full-score': 'S2', 'gov24-licence-class': 'S2', 'sz-since-binding': 'O' }
  const inferred = { 'apl-37': 'I', 'apl-29': 'I' }
  for (const [key, grade] of Object.entries({ ...grades, ...inferred, 'impl-23-full': 'P' })) {
    expect(cited(key).grade, key).toBe(grade)
  }
  for (const id of ['cn-2020-09-28', 'cn-2024-11-01']) {
    const [plate] = citationsOf(id, 'plate-type')
    const keys = ['driver-cap', 'vehicle-cap'].flatMap((rule) => citationsOf(id, rule))
    expect([...keys, plate]).toEqual(['sy-driver-cap', 'sy-vehicle-cap', 'sy-plate-type'])
  }
  for (const key of ['sy-driver-cap', 'sy-vehicle-cap', 'sy-plate-type']) {
    expect([cited(key).grade, cited(key).reached]).toEqual(['O', 'official-site'])
  }
  for (const key of ['st-licence-state', 'zq-plate-type']) expect(cited(key).instrument).not.toContain('交警')
  const inferredNow = ['qa8a-plate-type', 'qa8a-owner-kind', 'wh1-own-vehicle', 'wh3-own-vehicle']
  for (const key of [...inferredNow, 'sy-open-binding', 'wh1-open-binding']) expect(cited(key).grade, key).toBe('I')
  expect(['plate-type', 'owner-kind'].flatMap((rule) => citationsOf('plan-2018-03-01', rule))).toEqual([
    'wh1-plate-type',
    'wh1-owner-kind',
  ])
  for (const key of ['wh1-plate-type', 'wh1-owner-kind']) expect(cited(key).grade).toBe('S2')
  expect(cited('proc-52').zh).toContain('第五十条')
  expect(cited('qa8a-already-bound').zh).toBe('解除备案后，可重新申请备案其他机动车。')
  expect(cited('qa8a-plate-type').instrument).toContain('公安部交通管理局')
  expect(cited('sy-owner-kind').instrument).toContain('三亚市公安局')
})

test('every citation says what its source is and how it was reached', () => {
  for (const { grade, reached, url } of Object.values(CITATIONS)) {
    expect(GRADES).toContain(grade)
    expect(REACHED).toContain(reached)
    expect(reached === 'none').toBe(grade === 'H')
    expect(url).toMatch(/^https?:/)
  }
})
