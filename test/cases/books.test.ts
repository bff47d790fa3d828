/** The national book: which of its rule sets is in force on a day. */
import { expect, test } from 'vitest'
import { shorten } from '../../src/input/issue.ts'
import { cn, noRuleSetInForce, ruleSetOn } from '../../src/law/index.ts'
import { BARRED_ON_PLATFORM, NOT_IN_FORCE } from '../../src/law/rule-sets/licence-states.ts'

const dayFrom = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

test('the national book has the five national sets, in order', () => {
  expect(cn.id).toBe('cn')
  expect(cn.sets.map(({ id }) => id)).toEqual([
    'cn-2013-05-02',
    'cn-2018-02-24',
    'cn-2018-09-01',
    'cn-2020-09-28',
    'cn-2024-11-01',
  ])
})

test.each(cn.sets.map((set, index) => [set.id, set, cn.sets[index - 1] ?? noRuleSetInForce] as const))(
  '%s is in force from its first day on: the day before, the day, the day after',
  (_, set, before) => {
    expect(ruleSetOn(cn, dayFrom(set.from, -1))).toBe(before)
    expect(ruleSetOn(cn, set.from)).toBe(set)
    expect(ruleSetOn(cn, dayFrom(set.from, 1))).toBe(set)
  },
)

test('a book or a day that is invalid is named', () => {
  for (const book of [{ ...cn }, null, 'cn'] as never[]) {
    expect(() => ruleSetOn(book, '2018-09-01')).toThrow(
      new TypeError(`ruleSetOn(book): ${shorten(book)} is not a rule book made by ruleBook`),
    )
  }
  for (const day of ['2018-02-29', '2018-09-01T00:00:00Z', '', null] as never[]) {
    expect(() => ruleSetOn(cn, day)).toThrow(
      /^ruleSetOn\(day\): .+ is not a day YYYY-MM-DD from 1900-01-01 to 2199-12-31$/,
    )
  }
})

test('the platform bars every licence that is not in force, and three kinds more', () => {
  expect(BARRED_ON_PLATFORM.filter((state) => !NOT_IN_FORCE.includes(state))).toEqual([
    'unverified',
    'locked',
    'transferred-out',
  ])
  expect(NOT_IN_FORCE.filter((state) => !BARRED_ON_PLATFORM.includes(state))).toEqual([])
})
