/** Comparing rule sets that differ in rules and terms which no set that ships has. */
import { expect, test } from 'vitest'
import { compareRuleSets } from '../../src/analysis/index.ts'
import { asReported, type RuleSet, reform } from '../../src/law/index.ts'

const terms = { channels: 'all', vehicles: 'all' } as const

test('a wait after another driver’s binding: who binds before it ends is refused', () => {
  const waiting = reform(asReported, (draft) => {
    draft.bind.push({ rule: 'cooling-off', days: 30, ...terms })
  })
  const { changes } = compareRuleSets(asReported, waiting, { channel: 'app' })
  expect(changes.map(({ question, from, rules }) => [question, from, rules])).toEqual([
    ['bind', 'permitted', ['cooling-off']],
  ])
  for (const { example } of changes) {
    expect(example.b.verdict).toBe('refused')
    expect(example.facts).toMatchObject({ vehicleReleasedAt: expect.any(String) })
  }
})

test('a wait that is a day longer: who comes on that day is refused', () => {
  const [short, long] = [30, 31].map((days) =>
    reform(asReported, (draft) => {
      draft.bind.push({ rule: 'cooling-off', days, ...terms })
    }),
  ) as [RuleSet, RuleSet]
  const { changes } = compareRuleSets(short, long, { channel: 'app' })
  expect(changes.map(({ from, rules }) => [from, rules])).toEqual([['permitted', ['cooling-off']]])
})

test('a limit on drivers a year: who would be one too many is refused', () => {
  const limited = reform(asReported, (draft) => {
    draft.bind.push({ rule: 'drivers-bound-per-year', limit: 2, ...terms })
  })
  const { changes } = compareRuleSets(asReported, limited, { channel: 'app' })
  expect(changes.map(({ rules, example }) => [rules, example.facts])).toEqual([
    [['drivers-bound-per-year'], expect.objectContaining({ vehicleDriversBoundThisYear: 3 })],
  ])
})

test('the owner at the act: who came to own the vehicle after it is refused as another', () => {
  const atAct = reform(asReported, (draft) => {
    for (const provision of draft.handle) provision.own = 'at-act'
  })
  const { changes } = compareRuleSets(asReported, atAct, { channel: 'app' })
  expect(changes.map(({ from, vehicles }) => [from, vehicles])).toContainEqual(['permitted', ['own']])
  for (const { vehicles, example } of changes) {
    expect(vehicles).toEqual(['own'])
    const { ownedSince, occurredAt } = example.facts as { ownedSince: string; occurredAt: string }
    expect(ownedSince > occurredAt).toBe(true)
  }
})
