/**
 * One below, equal, one above: for every numeric parameter of every rule set, computed from the parameter that stands in
 * the set; and both sides of every date.
 */

import { describe, expect, test } from 'vitest'
import { CHANNELS, type Channel, type Decision, decideBinding, decideHandling } from '../../src/index.ts'
import { type Provision, type RuleSet, reform } from '../../src/law/index.ts'
import { SET_IDS, SETS } from '../oracle/sets.ts'
import { permitted } from '../support/permitted.ts'

type Row = Record<string, unknown>
type Question = 'bind' | 'handle'
const QUESTIONS = ['bind', 'handle'] as const
const DAY = 86_400_000
const CHINA = 8 * 3_600_000

/** What every set permits, on every channel. */
const GOOD: Readonly<Record<Question, Row>> = {
  bind: permitted('bind', { at: '2018-03-05T10:00:00.000+08:00' }),
  handle: permitted('handle', {
    at: '2018-03-05T10:00:00.000+08:00',
    occurredAt: '2018-03-04T10:00:00.000+08:00',
    fine: 100,
    points: 3,
    boundSince: '2018-03-01T10:00:00.000+08:00',
  }),
}

interface Boundary {
  readonly parameter: 'limit' | 'full'
  /** The facts in which the measured value is `value`. */
  readonly at: (value: number) => Row
  /** Whether the parameter itself still passes. */
  readonly inclusive: boolean
}

const BOUNDARIES: Readonly<Record<string, Boundary>> = {
  'driver-cap': { parameter: 'limit', at: (value) => ({ driverBindings: value }), inclusive: false },
  'vehicle-cap': { parameter: 'limit', at: (value) => ({ vehicleBindings: value }), inclusive: false },
  'lifetime-cap': { parameter: 'limit', at: (value) => ({ driverBindingsEver: value }), inclusive: false },
  'daily-applications': { parameter: 'limit', at: (value) => ({ driverApplicationsToday: value }), inclusive: false },
  'yearly-applications': {
    parameter: 'limit',
    at: (value) => ({ driverApplicationsThisYear: value }),
    inclusive: false,
  },
  'fine-limit': { parameter: 'limit', at: (value) => ({ fine: value }), inclusive: true },
  'points-room': { parameter: 'full', at: (value) => ({ points: 2, pointsHeld: value - 2 }), inclusive: false },
  'single-points-limit': { parameter: 'limit', at: (value) => ({ points: value }), inclusive: true },
  'repeat-full-score': { parameter: 'limit', at: (value) => ({ fullScoreStudies: value }), inclusive: false },
  'vehicles-per-year': {
    parameter: 'limit',
    at: (value) => ({ othersVehiclesHandledThisYear: value }),
    inclusive: true,
  },
  'drivers-per-year': { parameter: 'limit', at: (value) => ({ vehicleOtherDriversThisYear: value }), inclusive: true },
}

describe.each(SET_IDS)('%s', (id) => {
  const set = SETS[id]

  test('every numeric parameter has its three cases here', () => {
    for (const provision of [...set.bind, ...set.handle]) {
      const numbers = Object.entries(provision).filter(([, value]) => typeof value === 'number')
      const known = BOUNDARIES[provision.rule]
      expect(numbers.map(([name]) => `${provision.rule} ${name}`)).toEqual(
        known === undefined ? [] : [`${provision.rule} ${known.parameter}`],
      )
    }
  })

  const numeric = QUESTIONS.flatMap((question) =>
    set[question].flatMap((provision) => {
      const boundary = BOUNDARIES[provision.rule]
      if (boundary === undefined) return []
      const parameter = (provision as unknown as Row)[boundary.parameter] as number
      const where = provision.channels === 'all' ? 'all' : provision.channels.join('/')
      return [{ name: `${provision.rule} ${parameter} (${where})`, question, provision, boundary, parameter }]
    }),
  )
  describe.each(numeric)('$name', ({ question, provision, boundary, parameter }) => {
    const { rule } = provision
    test.each([
      ['one below', -1, true],
      ['equal', 0, boundary.inclusive],
      ['one above', 1, false],
    ] as const)('%s', (_, step, passes) => {
      const facts = boundary.at(parameter + step)
      for (const channel of boundChannels(provision)) {
        const decision = decide(question, { ...good(question, set, channel), ...facts }, set)
        expect(outcomesOf(decision, rule), channel).toContain(passes ? 'holds' : 'fails')
        expect(decision.verdict, channel).toBe(passes ? 'permitted' : 'refused')
        expect(failuresOf(decision), channel).toEqual(passes ? [] : [rule])
        if (question === 'handle') {
          const own = decide(question, { ...good(question, set, channel), ...facts, vehicleOwner: 'd' }, set)
          const concerned = provision.vehicles === 'all'
          expect(outcomesOf(own, rule), channel).toEqual([concerned ? (passes ? 'holds' : 'fails') : 'not-applicable'])
        }
      }
      const elsewhere = CHANNELS.filter((channel) => !set[question].some((each) => binds(each, rule, channel)))
      for (const channel of elsewhere) {
        const decision = decide(question, { ...good(question, set, channel), ...facts }, set)
        expect(decision.verdict, channel).toBe('permitted')
      }
    })
  })

  test.each([
    ['one millisecond before it is handled', -1, true],
    ['at the instant it is handled', 0, true],
    ['one millisecond after', 1, false],
  ] as const)('a violation that happened %s', (_, step, passes) => {
    const at = Date.parse(String(GOOD.handle.at))
    for (const channel of CHANNELS) {
      const decision = decide('handle', { ...good('handle', set, channel), at, occurredAt: at + step }, set)
      expect(failuresOf(decision), channel).toEqual(passes ? [] : ['not-before-occurrence'])
    }
  })

  const since = set.handle.find(({ rule }) => rule === 'since-binding')
  const grains = since === undefined ? [] : (['day', 'instant', 'next-day'] as const)
  describe.each(grains)('since the binding, by %s', (grain) => {
    const own = since as unknown as { grain: string; scope: string }
    const read = own.grain === grain ? set : withGrain(set, grain)
    test.each([
      ['in the afternoon', '2018-09-10T15:00:00.000+08:00'],
      ['at midnight', '2018-09-10T00:00:00.000+08:00'],
      ['at the last millisecond of the day', '2018-09-10T23:59:59.999+08:00'],
      ['when the day begins in UTC', '2018-09-10T08:00:00.000+08:00'],
      ['just before the day begins in UTC', '2018-09-10T07:59:59.999+08:00'],
      ['on 29 February', '2020-02-29T12:00:00.000+08:00'],
      ['on the last day of a year', '2018-12-31T18:30:00.000+08:00'],
      ['on the first day of a year', '2019-01-01T00:00:00.001+08:00'],
    ])('bound %s: one millisecond before, at and after the edge', (_, boundSince) => {
      const bound = Date.parse(boundSince)
      const midnight = Math.floor((bound + CHINA) / DAY) * DAY - CHINA
      const edge = grain === 'day' ? midnight : grain === 'instant' ? bound : midnight + DAY
      const at = bound + 9 * DAY
      for (const channel of boundChannels(since as Provision)) {
        const judged = (occurredAt: number, more: Row = {}): string[] =>
          failuresOf(decide('handle', { ...good('handle', read, channel), at, boundSince, occurredAt, ...more }, read))
        expect([edge - 1, edge, edge + 1].map((each) => judged(each))).toEqual([['since-binding'], [], []])
        expect([midnight - 1, midnight + 2 * DAY].map((each) => judged(each))).toEqual([['since-binding'], []])
        const pointless = own.scope === 'with-points' ? [] : ['since-binding']
        expect(judged(edge - 1, { points: 0 })).toEqual(pointless)
        expect(judged(edge - 1, { vehicleOwner: 'd' })).toEqual([])
      }
    })
  })

  test('the day on which a source last attests the set: the instant before its end, its end, the instant after', () => {
    const end = Date.parse(`${set.verifiedOn}T00:00:00.000+08:00`) + DAY
    for (const question of QUESTIONS) {
      const named = [end - 1, end, end + 1].map((at) => {
        const decision = decide(question, { at }, set)
        return decision.verifiedUntil
      })
      expect(named).toEqual([undefined, set.verifiedOn, set.verifiedOn])
    }
  })
})

describe('filed on 10 September 2018 at three in the afternoon, under the rules of that month', () => {
  const set = SETS['cn-2018-09-01']
  test.each([
    // occurred, points, fine in fen, points held; permitted by day, by instant, by the day after
    ['2018-09-10T09:00:00.000+08:00', 3, 20_000, 0, [true, false, false]],
    ['2018-09-10T16:00:00.000+08:00', 3, 20_000, 0, [true, true, false]],
    ['2018-09-09T23:59:00.000+08:00', 3, 20_000, 0, [false, false, false]],
    ['2018-09-09T16:30:00Z', 3, 20_000, 0, [true, false, false]],
    ['2018-08-01T12:00:00.000+08:00', 0, 20_000, 0, [true, true, true]],
    ['2018-09-11T12:00:00.000+08:00', 3, 20_100, 0, [false, false, false]],
    ['2018-09-11T12:00:00.000+08:00', 6, 20_000, 5, [true, true, true]],
    ['2018-09-11T12:00:00.000+08:00', 6, 20_000, 6, [false, false, false]],
  ] as const)(
    'a violation of %s with %i points and a fine of %i fen, %i points held',
    (occurredAt, points, fine, pointsHeld, permitted) => {
      const at = '2018-09-20T10:00:00.000+08:00'
      const boundSince = '2018-09-10T15:00:00.000+08:00'
      const facts = { ...good('handle', set, 'app'), at, boundSince, occurredAt, points, fine, pointsHeld }
      const readings = [set, withGrain(set, 'instant'), withGrain(set, 'next-day')]
      expect(readings.map((each) => decide('handle', facts, each).verdict === 'permitted')).toEqual(permitted)
    },
  )
})

/** Good facts for a channel; the consent is one that the set accepts. */
function good(question: Question, set: RuleSet, channel: Channel): Row {
  if (question === 'handle') return { ...GOOD.handle, channel }
  const accepted = set.bind.flatMap((provision) => (provision.rule === 'owner-consent' ? provision.accepted : []))
  return { ...GOOD.bind, channel, ownerConsent: accepted[0] ?? 'none' }
}

function decide(question: Question, facts: Row, set: RuleSet): Decision {
  const decision = question === 'bind' ? decideBinding(facts as never, set) : decideHandling(facts as never, set)
  if (decision.verdict === 'invalid') throw new Error(`not judged: ${JSON.stringify(decision.issues)}`)
  return decision
}

function outcomesOf({ findings }: Decision, rule: string): string[] {
  return findings.filter((finding) => finding.rule === rule).map(({ outcome }) => outcome)
}

function failuresOf({ findings }: Decision): string[] {
  return findings.filter(({ outcome }) => outcome === 'fails').map(({ rule }) => rule)
}

function boundChannels({ channels }: Provision): readonly Channel[] {
  return channels === 'all' ? CHANNELS : channels
}

function binds(provision: Provision, rule: string, channel: Channel): boolean {
  return provision.rule === rule && boundChannels(provision).includes(channel)
}

function withGrain(set: RuleSet, grain: 'day' | 'instant' | 'next-day'): RuleSet {
  return reform(set, { 'since-binding': { grain } })
}
