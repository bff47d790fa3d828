/** Decisions and issues from JSON that once hung `explain`, threw another's error or put markup into a sentence. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { en, explain, explainFinding, explainIssue, headline, reasonsByField, zhCN } from '../../src/explain/index.ts'
import { type Decision, decideBinding, decideHandling, type Finding, type Invalid } from '../../src/index.ts'
// What free text is, by the same ranges by which it is read.
import { isVisible } from '../../src/input/text.ts'
import {
  asReported,
  CITATIONS,
  type Citation,
  type Citations,
  cn2024,
  parseRuleSet,
  reform,
} from '../../src/law/index.ts'

const AT = '2024-11-02T09:00:00.000+08:00'
const handling = {
  ...{ at: AT, channel: 'app', driver: 'd', vehicle: 'v', vehicleOwner: 'o', plateType: '02', violationState: 'open' },
  ...{ occurredAt: AT, fine: 20001, points: 3, recordedBy: 'monitoring', boundSince: null, licenceStates: ['locked'] },
  ...{ licenceClasses: ['D'], pointsHeld: 9, fullScoreStudies: 0, offenderPresent: false, identityVerified: false },
} as const
const refused = decideHandling(handling as never, cn2024) as Decision
const binding = decideBinding({ at: AT, channel: 'app', driverBindings: 3, driver: 'd' } as never, cn2024) as Decision
const invalid = decideHandling({ driver: 7, fine: '1', licenceStates: ['x'] } as never, cn2024) as unknown as Invalid
const LOCALES = [en, zhCN]

function findingOf(decision: Decision, rule: string): Finding {
  return decision.findings.find((finding) => finding.rule === rule) as Finding
}

/** Every way in which a decision is told. */
function told(decision: unknown, cite: Citations = CITATIONS): readonly string[] {
  return LOCALES.flatMap((locale) => [
    ...explain(decision as never, locale, { cite }),
    headline(decision as never, locale),
    ...Object.values(reasonsByField(decision as never, locale, { cite })).flat(),
  ])
}

describe('sentences: what is too long for a decision is a TypeError at once', () => {
  const fails = findingOf(binding, 'driver-cap')
  test.each<[string, object]>([
    ['a citation of 60,000 characters', { citation: '1'.repeat(60_000) }],
    ['a supplied of 200,000 digits', { supplied: '9'.repeat(200_000), limit: '3' }],
    ['channels of 200,000 words', { channels: Array(200_000).fill('app') }],
    ['a list that only claims to be long', { channels: Object.assign([], { length: 4_000_000_000 }) }],
  ])('%s', (_, change) => {
    const finding = { ...fails, ...change } as never
    for (const locale of LOCALES) {
      expect(() => explainFinding(finding, locale)).toThrow(/^explainFinding\(finding(?:\.\w+)?\): \S+ is not /)
    }
    const among = { ...binding, findings: [finding] }
    expect(() => told(among)).toThrow(TypeError)
  })

  test.each(['instrument', 'article'])('a citation in the table with an %s of 60,000 characters', (field) => {
    const spoilt = { ...CITATIONS[fails.citation], [field]: '1'.repeat(60_000) } as Citation
    for (const locale of LOCALES) {
      expect(() => explainFinding(fails, locale, undefined, { cite: { [fails.citation]: spoilt } })).toThrow(
        /^options\.cite: object is not a table of citations: /,
      )
    }
  })

  test('a million findings or issues', () => {
    const many = { ...binding, findings: Array(1_000_000).fill(fails) }
    expect(() => told(many)).toThrow(TypeError)
    expect(() => told({ ...invalid, issues: Array(1_000_000).fill(invalid.issues[0]) })).toThrow(TypeError)
  })
})

test.each<[string, object]>([
  ['since-binding', { outcome: 'holds', supplied: 5, relation: '≥', limit: 4 }],
  ['driver-cap', { outcome: 'fails', supplied: '4', relation: '≤', limit: '3' }],
  ['driver-cap', { outcome: 'holds', supplied: '4', relation: '∈', limit: ['4'] }],
  ['plate-type', { outcome: 'fails', supplied: 'toString', relation: '∈', limit: ['02'] }],
  ['plate-type', { outcome: 'holds', supplied: 7, relation: '≤', limit: 8 }],
  ['licence-state', { outcome: 'fails', supplied: ['nice'], relation: 'disjoint', limit: ['nice'] }],
  ['open-binding', { outcome: 'holds', supplied: true, relation: '≠', limit: null }],
  ['identity-verified', { outcome: 'fails', supplied: 0, relation: '=', limit: 1 }],
  ['own-vehicle', { outcome: 'holds', supplied: 'a b', relation: '≠', limit: 'c' }],
])('sides of another kind than the rule compares are refused by name: %s', (rule, sides) => {
  const finding = { ...findingOf(binding, 'driver-cap'), rule, ...sides } as never
  for (const locale of LOCALES) {
    expect(() => explainFinding(finding, locale)).toThrow(
      new TypeError(
        'explainFinding(finding): object is not a finding whose sides are of its rule and come to its outcome',
      ),
    )
  }
})

test('sentences: no control character reaches a sentence', () => {
  for (const hidden of ['\n', '\0', '\u202e', '\u200b', '\ud800']) {
    const finding = findingOf(binding, 'driver-cap')
    expect(() => explainFinding({ ...finding, citation: `a${hidden}b` } as never, en)).toThrow(TypeError)
    const instrument = `a${hidden}b`
    const cite = { [finding.citation]: { ...CITATIONS[finding.citation], instrument } as Citation }
    expect(() => explainFinding(finding, en, undefined, { cite })).toThrow(TypeError)
    const issue = { ...(invalid.issues[0] as object), received: `"a${hidden}b"` } as never
    expect(() => explainIssue(issue, zhCN)).toThrow(TypeError)
  }
})

test('sentences: no markup reaches a sentence: of a title, an id, a field, a text that was received', () => {
  const script = '<script>alert(1)</script>'
  const told_: string[] = []
  const text = { ...(CITATIONS['apl-37'] as Citation), instrument: script }
  const named = asReported.bind.map((provision) => ({ ...provision, citation: 'own:x' }))
  const set = { ...asReported, id: '<b>mine</b>', bind: named, citations: { 'own:x': text } }
  const parsed = parseRuleSet(set)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  told_.push(
    ...told(
      decideBinding({ at: AT, driverBindings: 3, driver: 'd', vehicle: 'v' } as never, parsed.value),
      parsed.value.citations,
    ),
  )
  told_.push(...told(decideBinding({ driver: script, [script]: 1 } as never, asReported)))
  const own = reform(asReported, { 'driver-cap': { limit: 2 } }, { id: 'a<i>b' })
  told_.push(...told(decideBinding({ at: AT } as never, own)))
  expect(told_.length).toBeGreaterThan(20)
  expect(told_.join('\n')).toContain('‹script›')
  for (const sentence of told_) expect(sentence).not.toMatch(/[<>]/)
})

test('sentences: a decision that was changed anywhere is told in plain text, or refused as ours by name', () => {
  const leaves = [refused, binding, invalid].flatMap((whole) => pathsOf(whole).map((path) => ({ whole, path })))
  const junk = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      true,
      -1,
      0.5,
      '',
      '<b>',
      '\u202e',
      {},
      [],
      ['toString'],
      '__proto__',
      'constructor',
    ),
    fc.jsonValue(),
    fc.string({ unit: 'binary', maxLength: 700 }),
    fc.constantFrom(...leaves).map(({ whole, path }) => valueAt(whole, path)),
  )
  fc.assert(
    fc.property(fc.constantFrom(...leaves), junk, ({ whole, path }, value) => {
      const changed = JSON.parse(JSON.stringify(whole)) as unknown
      const parent = valueAt(changed, path.slice(0, -1)) as Record<string, unknown>
      const key = path.at(-1) as string
      Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true })
      let sentences: readonly string[]
      try {
        sentences = told(changed)
      } catch (error) {
        expect(error).toBeInstanceOf(Error)
        expect((error as Error).message).toMatch(/^(?:explain|headline|reasonsByField)\([\w.[\]]+\): .+ is not /)
        return
      }
      for (const sentence of sentences) {
        expect(isVisible(sentence, 4000), sentence).toBe(true)
        expect(sentence).not.toMatch(/[<>]|undefined|\[object/)
      }
    }),
    { numRuns: 2000 },
  )
})

function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  const below = Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, key]))
  return path.length === 0 ? below : [path, ...below]
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce((part, key) => (part as Record<string, unknown>)[key], value)
}
