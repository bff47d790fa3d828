import { describe, expect, test } from 'vitest'
import {
  type Decision,
  decideBinding,
  decideHandling,
  type Finding,
  type Invalid,
  type Issue,
  type LegalDay,
  type Relation,
  relates,
} from '../../src/index.ts'
import { shorten } from '../../src/input/issue.ts'
import { constant, day, daysAfter, fact } from '../../src/law/expression.ts'
import {
  asReported,
  classesCovering,
  cn,
  formulaOf,
  isRuleBook,
  isRuleSet,
  noRuleSetInForce,
  type Provision,
  parseRuleSet,
  RULE_IDS,
  RULES,
  type RuleSet,
  reform,
  resolveProvision,
  ruleBook,
} from '../../src/law/index.ts'
import { PARAMETER_READERS, type ParameterKind } from '../../src/law/parameters.ts'
import { ruleSetFor, ruleSetIn } from '../../src/law/rule-sets/rule-book.ts'
import { SETS } from '../oracle/sets.ts'
import { FORMULAS, provisionOf, setOf } from '../support/findings.ts'
import { issue } from '../support/issues.ts'

type Row = Readonly<Record<string, unknown>>

const CAR = ['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2']
const GOOD: Row = { driver: 'd', vehicleOwner: 'o', channel: 'app' }

test.each(RULE_IDS)('%s says its formula, and cannot be edited', (id) => {
  const rule = RULES[id]
  expect(formulaOf(rule)).toBe(FORMULAS[id][0])
  for (const part of [rule, rule.questions, rule.parameters, rule.holds, rule.exempt])
    expect(Object.isFrozen(part)).toBe(true)
})

describe.each(Object.keys(SETS))('%s', (id) => {
  const set = SETS[id as keyof typeof SETS]

  test('of nothing known, each provision names each fact it lacks, once', () => {
    for (const question of ['bind', 'handle'] as const) {
      const { findings } = decide(question, {}, set)
      for (const [index, provision] of set[question].entries()) {
        const lacks = new Set([
          ...(provision.channels === 'all' ? [] : ['channel']),
          ...(provision.vehicles === 'others' ? ['driver', 'vehicleOwner'] : []),
          ...FORMULAS[provision.rule][1],
          ...('scope' in provision && provision.scope === 'with-points' ? ['points'] : []),
          ...('firstClearsBacklog' in provision && provision.firstClearsBacklog ? ['firstBinding'] : []),
        ])
        expect(findings[index]).toMatchObject({ rule: provision.rule, outcome: 'unknown', missing: [...lacks] })
      }
    }
  })
})

test('a fact that is known is not named among those that are missing', () => {
  const { findings } = decide('handle', { driver: 'd', pointsHeld: 1 }, SETS['as-reported'])
  expect(findingOf(findings, 'points-room')).toMatchObject({ missing: ['points'] })
  expect(findingOf(findings, 'fine-limit')).toMatchObject({ missing: ['vehicleOwner', 'fine'] })
})

test('a fact that a provision asks for twice is named once', () => {
  const set = reform(SETS['as-reported'], { 'own-vehicle': { vehicles: 'others' } })
  const { findings } = decide('bind', {}, set)
  expect(findingOf(findings, 'own-vehicle')).toMatchObject({ missing: ['driver', 'vehicleOwner'] })
})

test('where only violations with points need a binding, one without says so', () => {
  const { findings } = decide('handle', { ...GOOD, points: 0 }, SETS['cn-2018-02-24'])
  for (const rule of ['open-binding', 'since-binding']) {
    expect(findingOf(findings, rule)).toMatchObject({ outcome: 'not-applicable', reason: 'no-points' })
  }
  expect(
    findingOf(decide('handle', { ...GOOD, points: 0, boundSince: null }, SETS['as-reported']).findings, 'open-binding'),
  ).toMatchObject({ outcome: 'fails' })
})

describe('findings are shared', () => {
  const set = (): RuleSet => reform(SETS['cn-2024-11-01'], { 'driver-cap': { limit: 99 } })
  const cap = (from: RuleSet, driverBindings: number): Finding | undefined =>
    findingOf(decide('bind', { driverBindings }, from).findings, 'driver-cap')

  test('the first 32 of a provision, further ones are made anew', () => {
    const own = set()
    for (let count = 0; count < 32; count++) expect(cap(own, count)).toBe(cap(own, count))
    expect(cap(own, 31)).toMatchObject({ supplied: 32 })
    expect(cap(own, 32)).toEqual(cap(own, 32))
    expect(cap(own, 32)).not.toBe(cap(own, 32))
    expect(cap(own, 0)).toBe(cap(own, 0))
  })

  test('also one that lacks facts, and one of another’s provision never', () => {
    const own = set()
    const once = decide('bind', {}, own).findings
    decide('bind', {}, own).findings.forEach((finding, index) => {
      expect(finding).toBe(once[index])
    })
    expect(cap(set(), 0)).not.toBe(cap(own, 0))
  })

  test('in every provision whose limit is a parameter alone', () => {
    const facts: Row = {
      ...GOOD,
      ...{ at: '2025-01-02T00:00:00.000+08:00', occurredAt: '2025-01-01T00:00:00.000+08:00', points: 1, pointsHeld: 2 },
      ...{ plateType: '02', violationState: 'open', fine: 1, recordedBy: 'monitoring', licenceStates: [] },
      ...{ boundSince: '2025-01-01T00:00:00.000+08:00', fullScoreStudies: 0, licenceClasses: ['C1'] },
      ...{ offenderPresent: true, identityVerified: true, othersVehiclesHandledThisYear: 1 },
      ...{ vehicleOtherDriversThisYear: 1, firstBinding: false },
    }
    const binding: Row = {
      ...GOOD,
      ...{ at: facts.at, vehicleOwnerKind: 'individual', plateType: '02', operating: false, pairBound: false },
      ...{ driverBindings: 0, vehicleBindings: 0, driverBindingsEver: 0, driverApplicationsToday: 0 },
      ...{ driverApplicationsThisYear: 0, ownerConsent: 'qr', identityVerified: true },
    }
    const made = ['own-vehicle', 'not-before-occurrence', 'open-binding', 'since-binding', 'licence-class']
    for (const each of Object.values(SETS)) {
      for (const channel of ['app', 'window']) {
        for (const question of ['bind', 'handle'] as const) {
          const row = { ...(question === 'bind' ? binding : facts), channel }
          const once = decide(question, row, each).findings
          decide(question, row, each).findings.forEach((finding, index) => {
            expect(finding).toEqual(once[index])
            if (finding.outcome === 'holds' && !made.includes(finding.rule)) expect(finding).toBe(once[index])
          })
        }
      }
    }
  })
})

test('facts that are not of their type are not judged, and the answer cannot be edited', () => {
  for (const answer of [
    decideBinding({ driver: 7 } as never, asReported),
    decideHandling({ driver: 7 } as never, asReported),
  ]) {
    expect(answer).toEqual({
      verdict: 'invalid',
      issues: [expect.objectContaining({ code: 'wrong-type', path: ['driver'] })],
    })
    expect(Object.isFrozen(answer)).toBe(true)
    expect(Object.isFrozen((answer as Invalid).issues)).toBe(true)
  }
})

test('a set that does not provide for a question refuses it, and says what it provides for', () => {
  const refusal = (question: string, limit: readonly string[]) => ({
    rule: 'no-rule-set-in-force',
    channels: 'all',
    citation: 'apl-37',
    outcome: 'fails',
    supplied: question,
    relation: '∈',
    limit,
  })
  expect(decide('bind', {}, SETS['cn-2013-05-02'])).toEqual({
    question: 'bind',
    verdict: 'refused',
    ruleSet: 'cn-2013-05-02',
    findings: [refusal('bind', ['handle'])],
    missing: ['at', 'driver', 'vehicle'],
  })
  expect(decide('handle', {}, noRuleSetInForce)).toEqual({
    question: 'handle',
    verdict: 'refused',
    ruleSet: 'none',
    findings: [refusal('handle', [])],
    missing: ['at', 'driver', 'vehicle'],
  })
  expect(noRuleSetInForce.title).toEqual({ zh: '尚无规定', en: 'no rule set in force' })
})

describe('rule books', () => {
  const [first, second] = cn.sets as readonly [RuleSet, RuleSet]

  test('what cannot be a book is refused with the reason', () => {
    expect(() => ruleBook('', [first])).toThrow(
      new RangeError('ruleBook(id): "" is not an id of 1 to 64 ASCII or Chinese characters'),
    )
    for (const id of ['cn', 'none', 'as-reported', 'cn-2024-11-01']) {
      expect(() => ruleBook(id, [first])).toThrow(
        new RangeError(`ruleBook(id): "${id}" is not an id of its own: that one ships with the library`),
      )
    }
    expect(() => ruleBook('b', [])).toThrow(new RangeError('ruleBook(sets): a book needs at least one rule set'))
    for (const none of ['cn', { 0: first, length: 1 }, new Set([first]), undefined]) {
      expect(() => ruleBook('b', none as never)).toThrow(
        new TypeError(`ruleBook(sets): ${shorten(none)} is not a list of rule sets`),
      )
    }
    const strange = { ...second }
    expect(() => ruleBook('b', [first, strange])).toThrow(
      new TypeError('ruleBook(sets): item 1: object is not a rule set of this copy of the library'),
    )
    expect(() => ruleBook('b', [second, first])).toThrow(
      new RangeError(`ruleBook(sets): ${first.id} does not begin after ${second.id}`),
    )
    expect(() => ruleBook('b', [first, first])).toThrow(
      new RangeError(`ruleBook(sets): ${first.id} does not begin after ${first.id}`),
    )
  })

  test('two sets of one name are no book, though their days ascend', () => {
    const called = (from: string): RuleSet => {
      const read = parseRuleSet({ ...second, id: 'one-name', from })
      if (!read.ok) throw new Error(JSON.stringify(read.issues))
      return read.value
    }
    expect(() => ruleBook('b', [called('2018-02-24'), called('2018-02-25')])).toThrow(
      new RangeError('ruleBook(sets): one-name stands twice'),
    )
  })

  test('a set judges from its first day until the day before the next', () => {
    const book = ruleBook('b', [first, second])
    expect(ruleSetIn(book, first.from)).toBe(first)
    expect(ruleSetIn(book, '2013-05-01' as LegalDay)).toBe(noRuleSetInForce)
    expect(ruleSetIn(book, '2018-02-23' as LegalDay)).toBe(first)
    expect(ruleSetFor(book, second.from)).toBe(second)
    expect(ruleSetFor(first, '1999-01-01' as LegalDay)).toBe(first)
    expect(book).toEqual({ id: 'b', sets: [first, second] })
  })

  test('only what the library made is a book or a set', () => {
    expect([isRuleBook(cn), isRuleSet(first)]).toEqual([true, true])
    for (const other of [null, undefined, 'cn', 7, {}, () => 0]) {
      expect([isRuleBook(other), isRuleSet(other)]).toEqual([false, false])
    }
    expect([isRuleBook(first), isRuleSet(cn)]).toEqual([false, false])
    expect(() => decideBinding({}, { ...first })).toThrow(
      new TypeError(
        'decideBinding(rules): object is not a rule set or a rule book of this copy of the library; take one from demerit/rules',
      ),
    )
  })
})

test('the licence classes that cover each plate are those of the table', () => {
  expect(['02', '16', '52', '03', '22'].map((type) => classesCovering(type as never))).toEqual(Array(5).fill(CAR))
  expect(classesCovering('14')).toEqual([])
  for (const none of ['99', '', undefined, 2]) {
    expect(() => classesCovering(none as never)).toThrow(
      new RangeError(`classesCovering(plateType): ${shorten(none)} is not a plate type`),
    )
  }
})

test('what is no relation compares nothing, and what is no list is not looked through', () => {
  for (const none of ['≦', '==', '', undefined, 0]) {
    expect(() => relates(1, none as never, 1)).toThrow(
      new RangeError(`relates(relation): ${shorten(none)} is not one of = ≠ < ≤ > ≥ ∈ disjoint meets`),
    )
  }
  const noList = (side: string, value: unknown) => new TypeError(`relates(${side}): ${shorten(value)} is not a list`)
  for (const none of ['app', { 0: 'a', length: 1 }, undefined, null, new Set(['a'])]) {
    expect(() => relates('a', '∈', none)).toThrow(noList('limit', none))
    for (const relation of ['meets', 'disjoint'] as const) {
      expect(() => relates(none, relation, ['a'])).toThrow(noList('supplied', none))
      expect(() => relates(['a'], relation, none)).toThrow(noList('limit', none))
    }
  }
})

test('nothing beyond the end of a list is in it', () => {
  const relations: ReadonlyArray<readonly [unknown, Relation, unknown, boolean]> = [
    [undefined, '∈', ['a'], false],
    [['a'], 'meets', [undefined], false],
    [['a'], 'disjoint', [undefined], true],
  ]
  for (const [supplied, relation, limit, holds] of relations) expect(relates(supplied, relation, limit)).toBe(holds)
})

test('a provision without a parameter of its rule, or with a word that is none of its cases, is not resolved', () => {
  const [capped] = asReported.bind.filter(({ rule }) => rule === 'driver-cap')
  const [dated] = asReported.handle.filter(({ rule }) => rule === 'since-binding')
  const { limit, ...without } = capped as Provision & { readonly limit: number }
  expect(resolveProvision(capped as Provision).limit).toEqual({ kind: 'constant', value: limit })
  expect(() => resolveProvision(without as Provision)).toThrow(
    new RangeError('resolveProvision(provision): driver-cap has no parameter limit'),
  )
  expect(() => resolveProvision({ ...dated, grain: 'hour' } as unknown as Provision)).toThrow(
    new RangeError('resolveProvision(provision): since-binding has no case for grain hour'),
  )
  expect(() => resolveProvision({ rule: 'none' } as unknown as Provision)).toThrow(
    new TypeError('resolveProvision(provision): object is not a provision of a rule set'),
  )
})

test('days after another day are resolved to the number that the provision has', () => {
  const set = setOf({ bind: [provisionOf('cooling-off', 'all', { days: 90 })] })
  const { supplied, relation, limit } = resolveProvision(set.bind[0] as Provision)
  expect([supplied, relation, limit]).toEqual([
    day(fact('at')),
    '≥',
    daysAfter(day(fact('vehicleReleasedAt')), constant(90)),
  ])
})

test('parameters say what they wanted', () => {
  const read = (kind: ParameterKind, input: unknown): readonly [unknown, readonly Issue[]] => {
    const issues: Issue[] = []
    return [PARAMETER_READERS[kind](input, [], issues), issues]
  }
  const { allowed } = RULES['owner-kind'].parameters
  expect(read(allowed, ['unit'])).toEqual([['unit'], []])
  expect(read(allowed, [])).toEqual([undefined, [issue('empty', [], { kind: 'some', of: ['individual', 'unit'] }, [])]])
  expect(read(allowed, 7)).toEqual([undefined, [expect.objectContaining({ code: 'wrong-type' })]])
  expect(read(RULES['driver-cap'].parameters.limit, 101)[1]).toMatchObject([{ expected: 'whole number from 0 to 100' }])
})

function decide(question: 'bind' | 'handle', facts: Row, set: RuleSet): Decision {
  const decision = question === 'bind' ? decideBinding(facts as never, set) : decideHandling(facts as never, set)
  if (decision.verdict === 'invalid') throw new Error(JSON.stringify(decision.issues))
  return decision
}

function findingOf(findings: readonly Finding[], rule: string): Finding | undefined {
  return findings.find((finding) => finding.rule === rule)
}
