/** What the second reading of the sources corrected in the rule sets: each cell just below, at and above its edge. */
import { describe, expect, test } from 'vitest'
import { compareRuleSets } from '../../src/analysis/index.ts'
import {
  CHANNELS,
  type Channel,
  type Decision,
  decideBinding,
  decideHandling,
  OWNER_CONSENTS,
} from '../../src/index.ts'
import { asReported, CITATIONS, cn, cn2018february, reform, ruleSetOn, SHIPPED_SETS } from '../../src/law/index.ts'

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

function bound(facts: object, rules = cn2018february): Decision {
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
    const before = reform(cn2018february, { 'owner-consent': null })
    const { changes, cases } = compareRuleSets(before, cn2018february)
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
    ['wh1-own-vehicle', 'O', 'copy', '2018-02-23'],
    ['xmn18-owner-consent', 'S2', 'copy', '2018-02-27'],
    ['jm-recorded-by-monitoring', 'O', 'reprint-credited', '2018-02-24'],
    ['ld-points-room', 'I', 'copy', '2018-08-29'],
    ['mps19-since-binding', 'O', 'reprint-credited', '2019-07-05'],
    ['mps19-fine-limit', 'O', 'reprint-credited', '2019-07-05'],
    ['mps19-recorded-by-monitoring', 'O', 'reprint-credited', '2019-07-05'],
    ['mps19-points-room', 'O', 'reprint-credited', '2019-07-05'],
    ['zq-plate-type', 'S1', 'copy', '2023-10-24'],
    ['gov24-daily-applications', 'O', 'copy', '2024-11-01'],
    ['gov24-yearly-applications', 'O', 'copy', '2024-11-01'],
  ])
})
