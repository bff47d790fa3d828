import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BASES, classesOf, type FactValues } from '../../src/analysis/compare/classes.ts'
import { compareRuleSets, type VerdictChange } from '../../src/analysis/index.ts'
import {
  BINDING_FACTS,
  type Decision,
  decideBinding,
  decideHandling,
  failuresOf,
  HANDLING_FACTS,
} from '../../src/index.ts'
import { type RuleSet, reform } from '../../src/law/index.ts'
import { SET_IDS, SETS } from '../oracle/sets.ts'

type Question = 'bind' | 'handle'
const BASE = reform(SETS['as-reported'], { 'licence-state': null, 'points-room': { full: 12 } }, { id: 'base' })
/** Midnights in China: when every shipped set has begun, and near both ends of time. */
const MIDDLES = ['2025-03-10', '1900-01-03', '2199-12-29'].map((day) => Date.parse(`${day}T00:00:00+08:00`))
const PAIRS = SET_IDS.flatMap((a) => SET_IDS.filter((b) => a !== b).map((b) => [SETS[a], SETS[b]] as const))
/** Counts that are part of another count. */
const COUNTS_IN_COUNTS = [
  ['driverApplicationsToday', 'driverApplicationsThisYear'],
  ['driverApplicationsThisYear', 'driverBindingsEver'],
  ['driverBindings', 'driverBindingsEver'],
] as const
const FACTS = { bind: [...BINDING_FACTS], handle: [...HANDLING_FACTS] } as const
const comparisons = new Map(PAIRS.map(([a, b]) => [`${a.id} ${b.id}`, compareRuleSets(a, b)]))

describe.each(PAIRS.map(([a, b]) => [a.id, b.id, a, b] as const))('%s and %s', (_a, _b, a, b) => {
  const { changes, cases } = compared(a, b)

  test('every example is decided as its row says, and its rules are those that refuse', () => {
    for (const change of changes) {
      const { facts } = change.example
      const [one, other] = [decided(change.question, facts as never, a), decided(change.question, facts as never, b)]
      expect([one.verdict, other.verdict]).toEqual([change.from, change.to])
      expect([change.example.a, change.example.b]).toEqual([one, other])
      const refused = one.verdict === 'refused' ? one : other
      expect([...new Set(failuresOf(refused).map(({ rule }) => rule))].sort()).toEqual([...change.rules].sort())
      expect(Object.keys(facts).sort()).toEqual([...FACTS[change.question]].sort())
    }
  })

  test('there are changes exactly where cases change, the same ones the other way round', () => {
    for (const question of ['bind', 'handle'] as const) {
      expect(changes.some((change) => change.question === question)).toBe(cases[question].changed > 0)
    }
    const back = compared(b, a)
    expect(back.cases).toEqual(cases)
    expect(back.changes.map((change) => turned(change)).sort()).toEqual(changes.map((change) => named(change)).sort())
  })
})

test('no example counts more in a day than in its year, but where no possible case changes by these rules alone', () => {
  const impossible = PAIRS.flatMap(([a, b]) =>
    compared(a, b).changes.flatMap(({ rules, example }) => {
      const facts = example.facts as FactValues
      const isMore = COUNTS_IN_COUNTS.some(([less, more]) => Number(facts[less] ?? 0) > Number(facts[more] ?? 0))
      return isMore ? [`${a.id} ${b.id} ${rules}`] : []
    }),
  )
  // The plan of March 2018 refuses whoever made so many bindings, whenever it was.
  expect(impossible).toEqual([
    'plan-2018-03-01 cn-2024-11-01 yearly-applications',
    'cn-2024-11-01 plan-2018-03-01 yearly-applications',
  ])
  const { changes } = compared(SETS['cn-2020-09-28'], SETS['cn-2024-11-01'])
  const daily = changes.find(({ rules }) => `${rules}` === 'daily-applications')?.example.facts as FactValues
  expect([daily.driverApplicationsToday, daily.driverApplicationsThisYear, daily.driverBindingsEver]).toEqual([1, 1, 1])
})

test('a case that changes its verdict is always of a kind that is listed, with all its rules among those that refuse', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...PAIRS),
      fc.constantFrom<Question>('bind', 'handle'),
      fc.infiniteStream(fc.nat()),
      ([a, b], question, choices) => {
        const facts = anyCase(a, b, question, choices)
        const [one, other] = [decided(question, facts, a), decided(question, facts, b)]
        if (one.verdict === other.verdict) return
        const reasons = failuresOf(one.verdict === 'refused' ? one : other).map(({ rule }) => rule)
        const whose = facts.driver === facts.vehicleOwner ? 'own' : 'others'
        const kinds = compared(a, b).changes.filter(
          (change) =>
            change.question === question &&
            change.from === one.verdict &&
            change.channels.includes(facts.channel as never) &&
            change.vehicles.includes(whose),
        )
        expect(kinds.some(({ rules }) => rules.every((rule) => reasons.includes(rule)))).toBe(true)
      },
    ),
    { numRuns: 20_000 },
  )
})

test.each([
  ['as-reported', 'cn-2018-02-24'],
  ['cn-2020-09-28', 'cn-2018-09-01'],
] as const)(
  '%s and %s: as many bindings and as many changed as when all of them are decided one by one',
  (one, other) => {
    const [a, b] = [SETS[one], SETS[other]]
    const classes = classesOf([a, b], 'bind')
    const read = [
      'pairBound',
      'driverBindings',
      'vehicleBindings',
      'plateType',
      'operating',
      'vehicleOwnerKind',
      'ownerConsent',
      'identityVerified',
    ] as const
    let all = 0
    let changed = 0
    const deepen = (row: FactValues, depth: number): void => {
      const fact = read[depth]
      if (fact !== undefined) {
        for (const value of classes(fact, row)) deepen({ ...row, [fact]: value }, depth + 1)
        return
      }
      all++
      if (decided('bind', row, a).verdict !== decided('bind', row, b).verdict) changed++
    }
    for (const base of BASES) deepen(base, 0)
    expect(compared(a, b).cases.bind).toEqual({ all, changed })
  },
)

describe('what is held fixed', () => {
  test('only cases with the facts given are compared', () => {
    const given = { channel: 'window', vehicles: 'others' } as const
    const { changes } = compareRuleSets(SETS['as-reported'], SETS['cn-2018-02-24'], given)
    expect(changes.map(({ question, from, rules }) => `${question} ${from} ${rules}`).sort()).toEqual([
      'handle permitted drivers-per-year',
      'handle permitted licence-state',
      'handle permitted vehicles-per-year',
      'handle refused fine-limit',
      'handle refused open-binding',
      'handle refused points-room',
      'handle refused since-binding',
    ])
    for (const { channels, vehicles, example } of changes) {
      expect([channels, vehicles, example.facts.channel]).toEqual([['window'], ['others'], 'window'])
    }
  })

  test('a set compared with itself, or one provision changed and nothing given that it reads, shows no change', () => {
    const laxer = reform(SETS['cn-2020-09-28'], { 'vehicle-cap': { limit: 4 } })
    expect(compareRuleSets(laxer, laxer).changes).toEqual([])
    expect(compareRuleSets(SETS['cn-2020-09-28'], laxer, { vehicleBindings: 2 }).changes).toEqual([])
    const { changes } = compareRuleSets(SETS['cn-2020-09-28'], laxer)
    expect(
      changes.map(({ question, from, to, rules, example }) => [
        question,
        from,
        to,
        rules,
        (example.facts as FactValues).vehicleBindings,
      ]),
    ).toEqual([['bind', 'refused', 'permitted', ['vehicle-cap'], 3]])
  })

  test('a case that changes its verdict is of a kind that is listed, whatever of its facts is held fixed', () => {
    const near = fc
      .tuple(fc.constantFrom(...MIDDLES), fc.integer({ min: -2, max: 2 }), fc.constantFrom(0, 43_200_000, 86_399_999))
      .map(([middle, days, time]) => new Date(middle + days * 86_400_000 + time).toISOString())
    // Drawn by itself, not of the classes: one that is left out would never come up else.
    const drawn = fc.record({
      ...{ at: near, boundSince: fc.option(near), occurredAt: near },
      fine: fc.oneof(fc.constantFrom(4000, 6000, 9000, 20_000, 20_001), fc.nat(40_000)),
      points: fc.nat(12),
      pointsHeld: fc.oneof(fc.nat(14), fc.constant(0)),
    })
    const changed = fc.record({
      'since-binding': fc.record({ grain: fc.constantFrom('instant', 'day', 'next-day') }),
      'fine-limit': fc.record({ limit: fc.constantFrom(0, 5000, 8000, 20_000, 30_000) }),
      'points-room': fc.record({ full: fc.integer({ min: 6, max: 12 }) }),
    })
    const sets = fc.oneof(
      fc.constantFrom(...PAIRS),
      fc
        .tuple(changed, changed)
        .map(
          ([one, other]) =>
            [one, other].map((each, index) => reform(BASE, each as never, { id: `r${index}` })) as never,
        ),
    ) as fc.Arbitrary<readonly [RuleSet, RuleSet]>
    let looked = 0
    fc.assert(
      fc.property(
        sets,
        fc.infiniteStream(fc.nat()),
        drawn,
        fc.subarray(['at', 'boundSince', 'occurredAt', 'fine', 'points', 'pointsHeld'] as const),
        fc.boolean(),
        ([a, b], choices, own, fixed, isPlain) => {
          const plain = { ...anyCase(a, b, 'handle', isPlain ? [] : choices), channel: 'app', vehicleOwner: 'o' }
          const facts = { ...plain, ...own }
          const [one, other] = [decided('handle', facts, a), decided('handle', facts, b)]
          // A driver who acts before the binding there is has another one in mind.
          if (one.verdict === other.verdict || String(facts.boundSince ?? '') > String(facts.at)) return
          looked++
          const reasons = failuresOf(one.verdict === 'refused' ? one : other).map(({ rule }) => rule)
          const given = Object.fromEntries(fixed.map((fact) => [fact, own[fact]]))
          const kinds = compareRuleSets(a, b, given as never).changes.filter(
            ({ question, from }) => question === 'handle' && from === one.verdict,
          )
          expect(kinds.some(({ rules }) => rules.every((rule) => reasons.includes(rule)))).toBe(true)
        },
      ),
      { numRuns: 3000 },
    )
    expect(looked).toBeGreaterThan(50)
  })

  test('what is no fact, and what is no value of a fact, throws', () => {
    const { 'as-reported': a, 'cn-2024-11-01': b } = SETS
    expect(() => compareRuleSets(a, b, { colour: 'red' } as never)).toThrow(RangeError)
    expect(() => compareRuleSets(a, b, { driver: 'd1' } as never)).toThrow(RangeError)
    expect(() => compareRuleSets(a, b, { fine: -1 as never })).toThrow(RangeError)
    expect(() => compareRuleSets({ ...a }, b)).toThrow(TypeError)
    for (const none of [null, [], 7, () => 0, new Map()])
      expect(() => compareRuleSets(a, b, none as never)).toThrow(TypeError)
  })
})

/** A case made of one class a fact. */
function anyCase(a: RuleSet, b: RuleSet, question: Question, choices: Iterable<number>): FactValues {
  const chosen = choices[Symbol.iterator]()
  const one = <T>(list: readonly T[]): T => list[Number(chosen.next().value ?? 1) % list.length] as T
  const classes = classesOf([a, b], question)
  // Plain facts come up twice as often as all others together, or hardly any case would be permitted.
  const row: Record<string, unknown> = { ...one(BASES) }
  for (const fact of [...FACTS[question]].sort((x) => (x === 'pointsHeld' ? 1 : 0))) {
    const values = classes(fact as never, row)
    row[fact] ??= one([0, 1, 2]) === 0 ? one(values) : values[0]
  }
  return row
}

function compared(a: RuleSet, b: RuleSet) {
  return comparisons.get(`${a.id} ${b.id}`) as ReturnType<typeof compareRuleSets>
}

function decided(question: Question, facts: FactValues, set: RuleSet): Decision {
  const decision = question === 'bind' ? decideBinding(facts as never, set) : decideHandling(facts as never, set)
  if (decision.verdict === 'invalid') throw new Error(JSON.stringify(decision.issues))
  return decision
}

function named({ question, from, to, rules, channels, vehicles }: VerdictChange): string {
  return `${question} ${from} ${to} ${[...rules].sort()} ${[...channels].sort()} ${[...vehicles].sort()}`
}

function turned(change: VerdictChange): string {
  return named({ ...change, from: change.to, to: change.from })
}
