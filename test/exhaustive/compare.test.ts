import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BASES, classesOf, type Row } from '../../src/analysis/classes.ts'
import { type Change, compareRuleSets } from '../../src/analysis.ts'
import {
  BINDING_FACTS,
  type Decision,
  decideBinding,
  decideHandling,
  failuresOf,
  HANDLING_FACTS,
} from '../../src/index.ts'
import { reform } from '../../src/rule-sets/reform.ts'
import type { RuleSet } from '../../src/rule-sets/rule-set.ts'
import { SET_IDS, SETS } from '../oracle/sets.ts'

type Question = 'bind' | 'handle'
/** Midnight in China, when every shipped set has begun. */
const MIDDLE = Date.parse('2025-03-10T00:00:00+08:00')
const PAIRS = SET_IDS.flatMap((a) => SET_IDS.filter((b) => a !== b).map((b) => [SETS[a], SETS[b]] as const))
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
    const known = one === 'as-reported' ? read.filter((fact) => fact !== 'ownerConsent') : read
    let all = 0
    let changed = 0
    const deepen = (row: Row, depth: number): void => {
      const fact = known[depth]
      if (fact !== undefined) {
        for (const value of classes(fact, row)) deepen({ ...row, [fact]: value }, depth + 1)
        return
      }
      all++
      const rest = { ...row, ownerConsent: row.ownerConsent ?? 'none' }
      if (decided('bind', rest, a).verdict !== decided('bind', rest, b).verdict) changed++
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
        (example.facts as Row).vehicleBindings,
      ]),
    ).toEqual([['bind', 'refused', 'permitted', ['vehicle-cap'], 3]])
  })

  test('a case that changes its verdict is of a kind that is listed, whatever of its instants is held fixed', () => {
    const instants = ['at', 'boundSince', 'occurredAt'] as const
    const near = fc
      .tuple(
        fc.integer({ min: -2, max: 2 }),
        fc.constantFrom(0, 1, 43_200_000, 86_399_999),
        fc.integer({ min: -1, max: 1 }),
      )
      .map(([days, time, more]) => new Date(MIDDLE + days * 86_400_000 + time + more).toISOString())
    fc.assert(
      fc.property(
        fc.constantFrom(...PAIRS),
        fc.infiniteStream(fc.nat()),
        fc.record({ at: near, boundSince: fc.option(near), occurredAt: near }),
        fc.subarray([...instants], { minLength: 1 }),
        ([a, b], choices, drawn, fixed) => {
          const facts = { ...anyCase(a, b, 'handle', choices), ...drawn }
          const [one, other] = [decided('handle', facts, a), decided('handle', facts, b)]
          if (one.verdict === other.verdict) return
          const reasons = failuresOf(one.verdict === 'refused' ? one : other).map(({ rule }) => rule)
          const given = Object.fromEntries(fixed.map((fact) => [fact, drawn[fact]]))
          const kinds = compareRuleSets(a, b, given as never).changes.filter(
            ({ question, from }) => question === 'handle' && from === one.verdict,
          )
          expect(kinds.some(({ rules }) => rules.every((rule) => reasons.includes(rule)))).toBe(true)
        },
      ),
      { numRuns: 1500 },
    )
  })

  test('what is no fact, and what is no value of a fact, throws', () => {
    const { 'as-reported': a, 'cn-2024-11-01': b } = SETS
    expect(() => compareRuleSets(a, b, { colour: 'red' } as never)).toThrow(RangeError)
    expect(() => compareRuleSets(a, b, { driver: 'd1' } as never)).toThrow(RangeError)
    expect(() => compareRuleSets(a, b, { fine: -1 as never })).toThrow(RangeError)
    expect(() => compareRuleSets({ ...a }, b)).toThrow(TypeError)
    for (const none of [null, [], 7]) expect(() => compareRuleSets(a, b, none as never)).toThrow(TypeError)
  })
})

/** A case made of one class a fact. */
function anyCase(a: RuleSet, b: RuleSet, question: Question, choices: Iterable<number>): Row {
  const chosen = choices[Symbol.iterator]()
  const one = <T>(list: readonly T[]): T => list[Number(chosen.next().value) % list.length] as T
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

function decided(question: Question, facts: Row, set: RuleSet): Decision {
  const decision = question === 'bind' ? decideBinding(facts as never, set) : decideHandling(facts as never, set)
  if (decision.verdict === 'invalid') throw new Error(JSON.stringify(decision.issues))
  return decision
}

function named({ question, from, to, rules, channels, vehicles }: Change): string {
  return `${question} ${from} ${to} ${[...rules].sort()} ${[...channels].sort()} ${[...vehicles].sort()}`
}

function turned(change: Change): string {
  return named({ ...change, from: change.to, to: change.from })
}
