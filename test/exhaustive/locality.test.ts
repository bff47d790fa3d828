/**
 * A finding is a function of its provision's own facts, those that it asks for. Over the complete product of the classes of
 * those facts, for every provision of every set:
 *
 * - a watched row shows that the compiled check reads no other fact, and neither does the line of the oracle that stands for
 *   the provision;
 * - a rule set of this provision alone gives the same finding when nothing else is known, and when every other fact is a
 *   thing that throws as soon as it is looked into; and the whole set gives the same finding amid facts of its own.
 */

import { afterAll, describe, expect, test } from 'vitest'
import { compile } from '../../src/decision/compile.ts'
import { BINDING_FACTS, type Decision, type Finding, HANDLING_FACTS } from '../../src/index.ts'
import type { RecordReader } from '../../src/input/read.ts'
import { fact, plus } from '../../src/law/expression.ts'
import { BINDING_ROWS, bindingRecord, HANDLING_ROWS, handlingRecord } from '../../src/law/facts.ts'
import {
  type Provision,
  parseRuleSet,
  type ResolvedProvision,
  type RuleSet,
  resolveProvision,
} from '../../src/law/index.ts'
import { knownIn } from '../../src/law/known-facts.ts'
import { axesOf, bindingReads, eachRow, factsOf, handlingReads, productOf, type Row } from '../oracle/classes.ts'
import { type Answer, oracleBind, oracleHandle } from '../oracle/decisions.ts'
import { SET_IDS, SETS } from '../oracle/sets.ts'
import { judged } from '../support/judged.ts'

const QUESTIONS = ['bind', 'handle'] as const
type Question = (typeof QUESTIONS)[number]

let provisions = 0
let rows = 0
afterAll(() => {
  console.log(
    `locality: ${provisions} provisions read no fact but their own, watched on ${rows} rows, the complete products of those facts`,
  )
})

describe.each(SET_IDS)('%s', (id) => {
  test.each(QUESTIONS)(
    '%s: every provision, and its line of the oracle, always reads its own facts alone',
    (question) => {
      const reads = question === 'bind' ? bindingReads(id) : handlingReads(id)
      expect(SETS[id][question].map(({ rule }) => rule)).toEqual(reads.map(([rule]) => rule))
      for (const [index, provision] of SETS[id][question].entries()) {
        const axes = axesOf([reads[index] as (typeof reads)[number]])
        const resolved = resolveProvision(provision)
        const own = resolved.asks
        expect([...own].sort(), provision.rule).toEqual([...new Set(axes.flatMap(factsOf))].sort())
        const alone = onlyWith(SETS[id], question, provision)
        const before = rows
        eachRow(axes, {}, (row) => {
          rows++
          expectWithin(own, readByCheck(question, resolved, row), `${id} ${provision.rule} reads`)
          expectWithin(own, readByOracle(question, id, index, row), `${id} ${provision.rule}, by the oracle, reads`)
          const finding = judged(question, row, alone).findings[0]
          same(judged(question, { ...untouchable(question, own), ...row }, alone).findings[0], finding)
          same(judged(question, { ...AMID[question], ...row }, SETS[id]).findings[index], finding)
        })
        expect(rows - before).toBe(productOf(axes))
        provisions++
      }
    },
  )
})

test('a rule that reads another fact, or looks into one, is found out', () => {
  const [fineLimit] = SETS['as-reported'].handle.filter(({ rule }) => rule === 'fine-limit')
  const honest = resolveProvision(fineLimit as Provision)
  const row = { driver: 'd', vehicleOwner: 'o', fine: 1, points: 3 }
  expect(readByCheck('handle', honest, row)).toEqual(['fine'])
  const read = readByCheck('handle', { ...honest, supplied: plus(fact('fine'), fact('points')) }, row)
  expect(read).toEqual(['fine', 'points'])
  expect(() => expectWithin(['fine'], read, 'fine-limit reads')).toThrow('fine-limit reads points')
  const poisoned = untouchable('handle', ['fine']) as { points: number }
  expect(() => poisoned.points > 3).toThrow('looked into points')
})

/** What everything else is amid which a provision is looked at in its whole set. */
const AMID: Readonly<Record<Question, Row>> = {
  bind: {
    driver: 'd',
    vehicleOwner: 'd',
    channel: 'window',
    pairBound: true,
    driverBindings: 9,
    vehicleBindings: 9,
    identityVerified: false,
  },
  handle: {
    driver: 'd',
    vehicleOwner: 'd',
    channel: 'window',
    violationState: 'handled',
    fine: 1,
    points: 0,
    boundSince: null,
    licenceStates: ['revoked'],
    offenderPresent: false,
  },
}

/** The set with this one provision on the question. */
function onlyWith(set: RuleSet, question: Question, provision: Provision): RuleSet {
  const parsed = parseRuleSet({ ...set, id: 'alone', bind: [], handle: [], [question]: [provision] })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.value
}

/** The facts that a compiled check reads of a row; the channel and the owner it is told beforehand, as bits. */
function readByCheck(question: Question, provision: ResolvedProvision, row: Row): readonly string[] {
  const [table, values] =
    question === 'bind' ? ([bindingRecord, BINDING_ROWS] as const) : ([handlingRecord, HANDLING_ROWS] as const)
  const { known, situation } = knownIn(row, table as unknown as RecordReader<object>)
  // Nothing is looked up in a provision that is resolved.
  const check = compile(provision, {} as Provision, table.names, values)
  return watched(row, (facts) => check.finding(facts as never, known, situation))
}

/** The facts that the oracle reads of a row for its line of that number. */
function readByOracle(question: Question, id: (typeof SET_IDS)[number], line: number, row: Row): readonly string[] {
  const said: Answer['outcomes'] = []
  const oracle = question === 'bind' ? oracleBind : oracleHandle
  return watched(
    row,
    (facts) => oracle(facts, id, said),
    () => said.length === line,
  )
}

/** What is read of a row while something is done with it; a look at anything but single facts is told as `all`. */
function watched(row: Row, act: (facts: Row) => unknown, during = () => true): readonly string[] {
  const read = new Set<string>()
  const all = (): never => {
    throw new Error('the whole row was looked at')
  }
  act(
    new Proxy(row, {
      get: (facts, fact) => {
        if (during()) read.add(String(fact))
        return facts[String(fact)]
      },
      has: all,
      ownKeys: all,
      getOwnPropertyDescriptor: all,
      getPrototypeOf: all,
    }),
  )
  return [...read]
}

/** In the place of every fact but a provision's own, a thing that throws when it is looked into. */
function untouchable(question: Question, own: readonly string[]): Row {
  const names: readonly string[] = question === 'bind' ? BINDING_FACTS : HANDLING_FACTS
  // The day of the act is looked at by the decision itself, to say whether its set was still verified then.
  const others = names.filter((name) => name !== 'at' && !own.includes(name))
  return Object.fromEntries(others.map((name) => [name, untouchableFact(name)]))
}

function untouchableFact(name: string): object {
  const thrown = (): never => {
    throw new Error(`looked into ${name}`)
  }
  return new Proxy({}, { get: thrown, has: thrown, ownKeys: thrown, getOwnPropertyDescriptor: thrown })
}

function expectWithin(own: readonly string[], read: readonly string[], what: string): void {
  const others = read.filter((fact) => !own.includes(fact))
  if (others.length > 0) throw new Error(`${what} ${others.join(', ')}`)
}

/** Findings alike but for the citation, which is the provision's. Compared without `expect`, which would be the slowest step. */
function same(one: Finding | undefined, other: Decision['findings'][number] | undefined): void {
  const [mine, theirs] = [one, other].map((finding) => JSON.stringify({ ...finding, citation: undefined }))
  if (mine !== theirs) expect(mine).toBe(theirs)
}
