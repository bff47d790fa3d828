/**
 * Straight code (`test/support/straight-code.ts`), which the build puts beside each shipped set, answers as the checks do by which the sources
 * judge: here on drawn rows, each fact near where a rule turns on it; on the decision table in `decision-table.test.ts`.
 */
import { describe, expect, test } from 'vitest'
import { FACTS, type Fact, type Screening } from '../../src/index.ts'
import type { Facts } from '../../src/law/facts.ts'
import { type RuleSet, reform, SHIPPED_SETS } from '../../src/law/index.ts'
import { QUESTIONS, type Question } from '../../src/law/question.ts'
import { knownRuleSet } from '../../src/law/rule-sets/rule-set.ts'
import { type Draw, drawFrom } from '../bench/draw.ts'
import { codeOf } from '../support/straight-code.ts'
import { readAs, STRAIGHT, screened, withCode } from '../support/straight-sets.ts'
import { WHOLE } from '../support/whole.ts'

const SEED = Number(process.env.DEMERIT_SEED)
const ROWS = WHOLE ? 500_000 : 50_000

test('each question that a shipped set has provisions on has straight code', () => {
  expect(STRAIGHT.map(({ set, question }) => `${question} ${set.id}`)).toHaveLength(15)
})

test.each(QUESTIONS)('%s: straight code answers drawn rows as the checks do', (question) => {
  const asked = STRAIGHT.filter((each) => each.question === question).map((each) => ({ ...each, own: withCode(each) }))
  const draw = drawFrom(SEED)
  for (let row = 0; row < ROWS / 2; row++) {
    const facts = drawn(question, draw, row % 3 === 0)
    for (const { set, own } of asked) {
      const answer = screened(question, facts, own)
      const wanted = screened(question, facts, set)
      if (!isSame(answer, wanted) || !Object.isFrozen(answer))
        throw new Error(`${set.id} ${JSON.stringify(facts)}: ${JSON.stringify(answer)}, not ${JSON.stringify(wanted)}`)
    }
  }
})

/** What a place in the code may be instead. */
const MUTANTS: readonly (readonly [place: RegExp, instead: string])[] = [
  [/ === /g, ' !== '],
  [/ !== /g, ' === '],
  [/ <= /g, ' < '],
  [/ >= /g, ' > '],
  [/ > /g, ' < '],
  [/ < /g, ' <= '],
  [/ \|\| /g, ' && '],
  [/ && /g, ' || '],
  [/!meet/g, 'meet'],
  [/s & \d+/g, 's & 0'],
  [/ 0 : \d+/g, ' 0 : 0'],
  [/ \? 0 /g, ' ? 1 << 30 '],
  [/(?<=[<=] )\d+/g, '7'],
  [/"[\w-]+"/g, '"-"'],
]

describe.each(STRAIGHT)('$question $set.id', ({ set, question, code }) => {
  test('a mutant of its code answers some row otherwise', () => {
    const draw = drawFrom(1)
    const rows = Array.from({ length: 6_000 }, () => drawn(question, draw, false))
    const wanted = rows.map((row) => screened(question, row, set))
    const mutants = MUTANTS.flatMap(([place, instead]) =>
      [...code.matchAll(place)].map(({ index, 0: text }) => ({
        text: `${code.slice(0, index)}»${instead}«${code.slice(index + text.length)}`,
      })),
    )
    expect(mutants.length).toBeGreaterThan(15)
    const left = mutants.filter(({ text }) => {
      const own = withCode({ set, question, code: text.replaceAll(/[»«]/g, '') })
      try {
        return rows.every((row, index) => isSame(screened(question, row, own), wanted[index] as Screening))
      } catch {
        return false
      }
    })
    expect(left.map(({ text }) => text.split('\n').find((line) => line.includes('»')))).toEqual([])
  })
})

test('the generator refuses what it does not know', () => {
  const { handle, bind } = SHIPPED_SETS.at(-1) as RuleSet
  const cooling = { rule: 'cooling-off', days: 30, channels: 'all', vehicles: 'all', citation: 'apl-37' } as const
  expect(() => codeOf([...bind, cooling])).toThrow('straight code: no term days-after')
  expect(() => codeOf([...handle, ...handle, ...handle])).toThrow('straight code: 45 provisions')
})

test('a reform has no straight code, nor has what is made of it', () => {
  for (const each of STRAIGHT) {
    const own = withCode(each)
    expect(knownRuleSet(own).straight[each.question]).toBeTypeOf('function')
    expect(knownRuleSet(reform(own, () => {})).straight).toEqual({})
  }
})

/** A row of facts that are near where a rule turns on them; `lacking` some of them. */
function drawn(question: Question, draw: Draw, lacking: boolean): Partial<Facts> {
  const row: Record<string, unknown> = {}
  for (const fact of FACTS) {
    if (!fact.questions.includes(question)) continue
    row[fact.name] = lacking && draw.chance(0.1) ? undefined : valueNear(fact, draw)
  }
  if (lacking) row[draw.of(Object.keys(row))] = undefined
  return readAs(question, row)
}

const INSTANTS = ['09T23:59:59.999', '10T00:00:00.000', '10T15:00:00.000', '10T15:00:00.001', '11T00:00:00.000'].map(
  (time) => `2018-09-${time}+08:00`,
)

function valueNear({ name, kind, words = [], orNull, example }: Fact, draw: Draw): unknown {
  // Mostly what permits, or one thing that fails hides what another would say.
  if (kind !== 'instant' && kind !== 'id' && draw.chance(0.4)) return example
  if (orNull && draw.chance(0.3)) return null
  switch (kind) {
    case 'id':
      return name === 'vehicle' ? 'v' : draw.of(['d', 'o'])
    case 'instant':
      return draw.of(INSTANTS)
    case 'flag':
      return draw.chance(0.5)
    case 'word':
      return draw.of(words)
    case 'words':
      return words.filter(() => draw.chance(0.1))
    case 'fen':
      return 19_999 + draw.below(3)
    case 'count':
      return draw.below(14)
  }
}

function isSame(one: Screening, other: Screening): boolean {
  return (
    one.verdict === other.verdict &&
    one.failing.join() === other.failing.join() &&
    one.unknown.join() === other.unknown.join()
  )
}
