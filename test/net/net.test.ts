/** Every answer as it was at bf04ee7, but for what somebody decided: see README.md in this folder. */
import { expect, test } from 'vitest'
import { answersBefore, differing, KEPT } from './compare.ts'
import { canonical, PARTS, type Part } from './parts.ts'

for (const name of Object.keys(PARTS) as (keyof typeof PARTS)[]) {
  test(`${name}: as they were`, async () => {
    const { rows } = PARTS[name] as Part
    expect(Buffer.from(KEPT.parts[name]?.digests ?? '', 'base64')).toHaveLength(rows.length * 4)
    expect(await differing(name)).toBeUndefined()
  })
}

test('the library that is kept answers what is kept whole', async () => {
  const before = await answersBefore()
  for (const [name, { whole }] of Object.entries(KEPT.parts)) {
    const { rows, answer } = PARTS[name as keyof typeof PARTS] as Part
    for (const each of whole) {
      const given = answer(before)(rows[each.row] as never, each.row)
      expect(canonical(given), `${name}, row ${each.row}`).toBe(canonical(each.answer))
    }
  }
})

/** One changed answer, code or chain among all, and what is said of it. */
describeChange('decisions', 'a verdict', 4_321, ({ decision, ...rest }) => ({
  ...rest,
  decision: { ...decision, verdict: 'other' },
}))
describeChange('problems of decisions', 'a code', 11, (problem) => ({ ...problem, code: 'other' }))
describeChange('histories', 'a chain', 77, ({ events, ...rest }) => ({
  ...rest,
  events: events.map((event: object, index: number) => (index === 3 ? { ...event, chain: '0'.repeat(16) } : event)),
}))

// biome-ignore lint/suspicious/noExplicitAny: an answer of any part.
function describeChange(name: keyof typeof PARTS, what: string, row: number, change: (answer: any) => unknown) {
  test(`${name}: ${what} that changes is found, and its row told`, async () => {
    const { rows } = PARTS[name] as Part
    const told = await differing(name, { [row]: change })
    const [first, place] = told?.split('\n') ?? []
    expect(first).toMatch(new RegExp(`^${name}: \\d+ of ${rows.length} rows differ from bf04ee7: (.*, )?${row}(,|$)`))
    expect(place).toMatch(/^ {2}(decision\.verdict|code|events\.\*\.chain): 1$/)
  })
}
