/** That the formulas which are proved mean what the library decides: rows drawn over all facts, by both. */
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decideBinding, decideHandling } from '../../src/index.ts'
import { atMost, constant, fact, isOneOf } from '../../src/law/expression.ts'
import { type Constant, QUESTIONS, type Question, type Term } from '../../src/law/index.ts'
import { wholeBindingFacts, wholeHandlingFacts } from '../../src/testing/index.ts'
import { SET_IDS, SETS } from '../oracle/sets.ts'
import { asserted } from './caps.ts'
import { allOf, conditionOf, declarations, guardsOf, not } from './formulas.ts'
import { instantOf } from './kinds.ts'
import { assertionsOf, type Row } from './model.ts'
import { openProver, type Prover } from './z3.ts'

let prover: Prover
beforeAll(async () => {
  prover = await openProver()
})
afterAll(() => prover.end())

/** Rows of a question a set, half of them near the numbers of the rules. */
const ROWS = 12

/** Times as z3 has them begin in 1970 and end after eighty thousand days. */
function inTime(row: Row): Row {
  const moved = (value: unknown): unknown =>
    typeof value === 'string' && /^\d{4}-.*\+08:00$/.test(value)
      ? instantOf(Math.abs(Date.parse(value) + 28_800_000) % (79_000 * 86_400_000))
      : value
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, moved(value)]))
}

describe.each(QUESTIONS)('%s', (question) => {
  test.each(SET_IDS)('%s: every provision refuses in z3 exactly where the library does', async (id) => {
    const guards = guardsOf(SETS[id], question)
    const arbitrary = (question === 'bind'
      ? wholeBindingFacts()
      : wholeHandlingFacts()) as fc.Arbitrary<object> as fc.Arbitrary<Row>
    for (const row of fc.sample(arbitrary, ROWS).map(inTime)) {
      const failing = failingOf(question, row, id)
      const agreeing = allOf(guards.map(({ formula }, index) => (failing[index] ? not(formula) : formula)))
      const script = (differs: boolean): string =>
        [declarations(), ...assertionsOf(row).map(asserted), asserted(differs ? not(agreeing) : agreeing)].join('\n')
      expect([row, (await prover.check(`${id} differs`, script(true))).answer]).toEqual([row, 'unsat'])
      expect([row, (await prover.check(`${id} agrees`, script(false))).answer]).toEqual([row, 'sat'])
    }
  })
})

test('what has no meaning is not given one', () => {
  const wrong = (supplied: Term, limit: Constant | Term) =>
    conditionOf({ kind: 'compare', supplied, relation: '≤', limit: limit as Term })
  expect(conditionOf(atMost(fact('points'), constant(3)))).toBe('(and (<= points 3))')
  expect(() => wrong(fact('driver'), fact('vehicle'))).toThrow('id ≤ id: no meaning in z3')
  expect(() => wrong(fact('points'), fact('at'))).toThrow('number ≤ instant: no meaning in z3')
  expect(() => wrong({ kind: 'plus', left: fact('points'), right: fact('at') }, fact('points'))).toThrow(
    'fact: a instant where a number belongs',
  )
  expect(() => wrong({ kind: 'parameter', name: 'limit' }, fact('points'))).toThrow(
    'the parameter limit is not resolved',
  )
  expect(() => conditionOf(isOneOf(fact('channel'), constant(['phone'] as never)))).toThrow('channel: no phone')
})

function failingOf(question: Question, row: Row, id: (typeof SET_IDS)[number]): readonly boolean[] {
  const decision = question === 'bind' ? decideBinding(row, SETS[id]) : decideHandling(row, SETS[id])
  if (decision.verdict === 'invalid') throw new Error(JSON.stringify(decision.issues))
  if (SETS[id][question].length === 0) return []
  return decision.findings.map(({ outcome }) => outcome === 'fails')
}
