import { describe, expect, test } from 'vitest'
import {
  CITATIONS,
  cn2024,
  noRuleSetInForce,
  parseRuleSet,
  type RuleSet,
  reform,
  SHIPPED_IDS,
  SHIPPED_SETS,
} from '../../src/law/index.ts'

/** As a caller has it who read it from a file. */
type Loose = Record<string, unknown> & { bind: Record<string, unknown>[]; handle: Record<string, unknown>[] }
const written = (set: RuleSet): Loose => JSON.parse(JSON.stringify(set)) as Loose
const read = (input: unknown): RuleSet => {
  const parsed = parseRuleSet(input)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.value
}
const codes = (input: unknown): readonly unknown[] => {
  const parsed = parseRuleSet(input)
  return parsed.ok ? [] : parsed.issues.map(({ code, path }) => [code, path.join('.')])
}

describe('a shipped id stands for the shipped content alone', () => {
  test('the content gives the shipped set itself, with or without the word that it is not hypothetical', () => {
    for (const set of [...SHIPPED_SETS, noRuleSetInForce]) {
      expect(read(written(set))).toBe(set)
      const { hypothetical: _, citations: __, ...rest } = written(set)
      expect(read(rest)).toBe(set)
    }
    expect([...SHIPPED_SETS, noRuleSetInForce].map(({ id }) => id).sort()).toEqual([...SHIPPED_IDS].sort())
  })

  test('any other content is reserved: one number, one channel, one source, an order, a day, a title, a word more or less', () => {
    const changes: ((set: Loose) => void)[] = [
      (set) => Object.assign(set.bind[2] as object, { limit: 4 }),
      (set) => Object.assign(set.bind[0] as object, { channels: ['app'] }),
      (set) => Object.assign(set.bind[0] as object, { vehicles: 'others' }),
      (set) => Object.assign(set.bind[0] as object, { citation: 'apl-37' }),
      (set) => set.handle.reverse(),
      (set) => set.handle.pop(),
      (set) => set.bind.splice(0, set.bind.length),
      (set) => Object.assign(set, { from: '2024-11-02', began: null }),
      (set) => Object.assign(set, { verifiedOn: '2025-01-01' }),
      (set) => Object.assign(set, { title: { ...(set.title as object), en: 'the law' } }),
      (set) => Object.assign(set, { hypothetical: true }),
    ]
    for (const change of changes) {
      const set = written(cn2024)
      change(set)
      expect(codes(set), String(change)).toEqual([['reserved', 'id']])
    }
    expect(codes({ ...written(cn2024), id: 'cn' })).toEqual([['reserved', 'id']])
  })
})

describe('no official source or title stays on what is not official', () => {
  test('a changed number is graded H under any other id, and cites a hypothesis', () => {
    const set = { ...written(cn2024), id: 'mine' }
    Object.assign(set.bind[2] as object, { limit: 50 })
    const made = read(set)
    expect(made.hypothetical).toBe(true)
    expect(made.bind[2]).toMatchObject({ rule: 'driver-cap', limit: 50, citation: 'own:driver-cap' })
    expect(made.citations).toEqual({
      'own:driver-cap': expect.objectContaining({ instrument: 'rule set mine', grade: 'H', reached: 'none' }),
    })
    expect(made.title).toEqual({ zh: `设想：${cn2024.title.zh}`, en: `hypothetical: ${cn2024.title.en}` })
  })

  test('what stands word for word in a shipped set keeps its source, wherever it stands', () => {
    const made = read({ ...written(cn2024), id: 'mine', title: { zh: '题', en: 'mine' }, bind: [] })
    expect(made.handle).toEqual(cn2024.handle)
    expect([made.citations, made.title]).toEqual([{}, { zh: '题', en: 'mine' }])
  })

  test('a text that the set brings along is graded H, whatever it calls itself', () => {
    const set = { ...written(cn2024), id: 'mine', citations: { 'own:statute': CITATIONS['apl-37'] } }
    Object.assign(set.bind[2] as object, { limit: 50, citation: 'own:statute' })
    expect(read(set).citations).toEqual({ 'own:statute': { ...CITATIONS['apl-37'], grade: 'H', reached: 'none' } })
  })

  test('a hypothesis never takes the place of a text that the set brings along', () => {
    const text = { ...CITATIONS['apl-37'], instrument: 'another' }
    const set = { ...written(cn2024), id: 'mine', citations: { 'own:driver-cap': text } }
    Object.assign(set.bind[2] as object, { limit: 50 })
    Object.assign(set.bind[3] as object, { limit: 50, citation: 'own:driver-cap' })
    const made = read(set)
    expect([made.bind[2]?.citation, made.bind[3]?.citation]).toEqual(['own:driver-cap-2', 'own:driver-cap'])
    expect(made.citations['own:driver-cap']).toMatchObject({ instrument: 'another' })
  })

  test('what was read, and a reform, go through JSON unchanged', () => {
    const made = read({ ...written(cn2024), id: 'mine' })
    expect(read(written(made))).toEqual(made)
    const reformed = reform(cn2024, { 'driver-cap': { limit: 2 }, 'fine-limit': { limit: 0 as never } })
    expect(read(written(reformed))).toEqual(reformed)
  })
})
