/** What people read: one voice, every sentence of both languages in one golden, and both sides in each refusal. */
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sentencesOf } from '../../src/analysis/index.ts'
import {
  en,
  enLabels,
  enRegistry,
  enStories,
  explain,
  explainIssue,
  explainRefusal,
  fieldOf,
  headline,
  type Locale,
  problemOfDecision,
  zhCN,
  zhCNRegistry,
  zhCNStories,
} from '../../src/explain/index.ts'
import {
  adviseBinding,
  adviseHandling,
  type Command,
  type Decision,
  decideBinding,
  decideHandling,
  type Finding,
  parseBindingFacts,
  parseDecision,
  REFUSAL_CODES,
} from '../../src/index.ts'
import { CITATIONS, cn, cn2024, type Question, RULE_IDS, type RuleId, SHIPPED_SETS } from '../../src/law/index.ts'
import { EVERY } from '../support/every-command.ts'
import { CASES, decide, FINDINGS, GOOD, LOCALES, provisionOf, questionOf, setOf } from '../support/findings.ts'
import { PERMITTED_HANDLING } from '../support/permitted.ts'

const CODES = REFUSAL_CODES
const GOOD_TIMES = { at: GOOD.at, occurredAt: GOOD.occurredAt }
/** A rule set of each rule that no shipped set has, as its first case has it. */
const MADE_UP = setOf({ bind: ofNoSet('bind'), handle: ofNoSet('handle') })
function ofNoSet(question: Question) {
  const shipped = SHIPPED_SETS.flatMap((set) => [...set.bind, ...set.handle].map(({ rule }) => rule as RuleId))
  return RULE_IDS.filter((rule) => !shipped.includes(rule) && questionOf(rule) === question).map((rule) =>
    provisionOf(rule, 'all', CASES[rule][0]?.parameters ?? {}),
  )
}

test('every sentence, each with a case in which it is said', async () => {
  const texts = [
    [zhCN, zhCNRegistry],
    [en, enRegistry],
  ].map(([locale, registry]) => {
    const rows = sentencesOf({ ...locale, ...registry } as never, [...SHIPPED_SETS, MADE_UP])
    return rows.map(({ of, when, text }) => `${of}: ${text}   [${when}]`).join('\n')
  })
  await expect(`${texts.join('\n\n')}\n`).toMatchFileSnapshot('explain.golden.txt')
})

describe('each sentence of a rule', () => {
  const half = (locale: Locale, finding: Finding) =>
    locale[questionOf(finding.rule as never)] as unknown as {
      rules: Record<string, { fails: (finding: Finding) => string }>
    }
  const toldIn = (locale: Locale, finding: Finding) =>
    finding.outcome === 'holds'
      ? locale.outcomes.holds[finding.rule](finding as never)
      : half(locale, finding).rules[finding.rule]?.fails(finding)

  test('that fails holds both sides of its finding, as the language writes them', () => {
    let sides = 0
    for (const [rule, , finding] of FINDINGS) {
      if (finding.outcome !== 'fails' || rule === 'own-vehicle') continue
      for (const locale of LOCALES) {
        const told = half(locale, finding).rules[rule]?.fails(finding)
        for (const side of writtenIn(locale, finding)) {
          expect(told, `${rule} ${locale.tag}`).toContain(side)
          sides++
        }
      }
    }
    expect(sides).toBeGreaterThan(200)
  })

  test('is well formed, for every finding that a rule can have', () => {
    for (const locale of LOCALES) {
      for (const [rule, , finding] of FINDINGS) {
        if (finding.outcome !== 'holds' && finding.outcome !== 'fails') continue
        const text = toldIn(locale, finding)
        expect(text, rule).toEqual(expect.any(String))
        for (const wrong of ['undefined', 'null', 'NaN', '[object', '，，', '、、', '  '])
          expect(text).not.toContain(wrong)
      }
    }
  })
})

/** Both sides as a language writes them; of a count without this one the count before it. */
function writtenIn({ names, grammar }: Locale, { rule, ...finding }: Finding): readonly string[] {
  const { supplied, limit } = finding as { supplied: unknown; limit: unknown }
  const lists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'plate-type': names.plateTypes,
    'owner-kind': names.ownerKinds,
    'owner-consent': names.ownerConsents,
    'licence-state': names.licenceStates,
  }
  const list = lists[rule]
  if (rule === 'fine-limit') return [grammar.money(supplied as number), grammar.money(limit as number)]
  if (typeof supplied === 'number') {
    const before = BEFORE.includes(rule) ? supplied - 1 : supplied
    return [grammar.number(before), grammar.number(limit as number)]
  }
  if (rule === 'licence-state') {
    const barring = (supplied as readonly string[]).filter((state) => (limit as readonly string[]).includes(state))
    return barring.map((state) => list?.[state] as string)
  }
  if (rule === 'licence-class') return [...(supplied as readonly string[]), ...(limit as readonly string[])]
  if (rule === 'plate-type') return [list?.[supplied as string] as string]
  if (list !== undefined) {
    // Its own language may write it with a capital.
    const written = (word: string) => (list[word] as string).slice(1)
    return [
      ...(rule === 'owner-consent' && supplied === 'none' ? [] : [written(supplied as string)]),
      ...(limit as string[]).map(written),
    ]
  }
  if (typeof supplied === 'string' && /^\d{4}-/.test(supplied))
    return [grammar.day(supplied), grammar.day(limit as string)]
  return []
}
const BEFORE: readonly string[] = [
  'driver-cap',
  'vehicle-cap',
  'lifetime-cap',
  'daily-applications',
  'yearly-applications',
]

describe('explain', () => {
  const FACTS = { ...PERMITTED_HANDLING, vehicleOwner: 'o', channel: 'app', fine: 30_000 } as never
  const decision = decideHandling(FACTS, cn2024) as Decision

  test('tells a sentence for each finding, in their order, and what is missing', () => {
    const open = decideBinding(
      { channel: 'app', driver: 'd', vehicleOwner: 'o', driverBindings: 3 },
      cn2024,
    ) as Decision
    for (const locale of LOCALES) {
      const told = explain(open, locale)
      expect([told, explain(decideBinding({ driver: '' }, cn2024), locale)].map(Object.isFrozen)).toEqual([true, true])
      expect(told.length).toBe(open.findings.length + 2)
      expect(told.slice(-2)).toEqual(
        ['at', 'vehicle'].map((fact) => locale.grammar.sentence(locale.forms.fill(locale.names.facts[fact as 'at']))),
      )
      const about = open.findings.filter((finding) =>
        finding.outcome === 'unknown' ? finding.missing.includes('driver') : fieldOf(finding.rule, ['driver']) !== '',
      )
      expect(explain(open, locale, { only: ['driver'] })).toHaveLength(about.length)
    }
  })

  test('tells an official the source where it is asked for, and a driver what to do where the facts are at hand', () => {
    const facts = { ...PERMITTED_HANDLING, channel: 'app', licenceStates: ['expired'] } as never
    const expired = decideHandling(facts, cn2024) as Decision
    const at = expired.findings.findIndex(({ rule }) => rule === 'licence-state')
    const finding = expired.findings[at] as Finding & { readonly rule: 'licence-state'; readonly outcome: 'fails' }
    for (const locale of LOCALES) {
      const { fails, todo } = locale.handle.rules['licence-state']
      const { sentence, paragraph } = locale.grammar
      const source = locale.sources.of(CITATIONS[finding.citation as 'apl-29'], '2025-01-01' as never)
      expect(explain(expired, locale)[at]).toBe(sentence(fails(finding)))
      expect(explain(expired, locale, { cite: CITATIONS })[at]).toBe(sentence(fails(finding), source))
      expect(explain(adviseHandling(facts, cn2024), locale)[at]).toBe(
        paragraph([sentence(fails(finding)), sentence(todo(finding))]),
      )
      expect(explain(expired, locale, { audience: 'driver' })[at]).toBe(sentence(fails(finding)))
    }
  })

  test('says in each language that the law of the day is not on record', () => {
    const early = decideBinding({ at: '1999-01-01T10:00:00+08:00', driver: 'd', vehicle: 'v' } as never, cn)
    expect(headline(early, en, { audience: 'driver' })).toContain('No rule is on record for that day')
    expect(headline(early, zhCN, { audience: 'driver' })).toContain('没有收录当日的规定')
    for (const locale of [en, zhCN])
      expect(problemOfDecision(early, locale, { audience: 'driver' }).detail).toBe(
        headline(early, locale, { audience: 'driver' }),
      )
  })

  test.each(['instrument', 'article', 'since', 'grade', 'reached'])(
    'takes no citation whose %s is no text that shows, or none of its words',
    (part) => {
      const facts = { ...PERMITTED_HANDLING, channel: 'app', licenceStates: ['expired'] } as never
      const expired = decideHandling(facts, cn2024) as Decision
      for (const wrong of [5, '', 'a\u202e', undefined]) {
        const cite = { ...CITATIONS, 'apl-29': { ...CITATIONS['apl-29'], [part]: wrong } } as never
        expect(() => explain(expired, en, { cite })).toThrow('a table of citations: "apl-29" is not one')
      }
    },
  )

  test('knows beside which field a rule that fails is shown, and has fields for every rule', () => {
    expect(fieldOf('licence-class', ['vehicle'])).toBe('vehicle')
    expect(fieldOf('fine-limit', ['vehicle'])).toBe('')
    expect(fieldOf('own-vehicle', ['vehicle', 'vehicleOwner'])).toBe('vehicleOwner')
    expect(fieldOf('violation-open', ['driver', 'vehicle'])).toBe('')
    // The time of the act comes behind what it is compared with.
    expect([fieldOf('cooling-off'), fieldOf('cooling-off', ['vehicle', 'at'])]).toEqual(['vehicleReleasedAt', 'at'])
    expect(fieldOf('no-rule-set-in-force')).toBe('at')
    for (const rule of RULE_IDS) expect(fieldOf(rule), rule).not.toBe('')
  })

  test('tells what is wrong with an input with an example of what is wanted, and repeats nothing of it', () => {
    const read = parseBindingFacts({ at: 'yesterday', driverBindings: -1, plateType: 'x', colour: 'red' })
    if (read.ok) throw new Error('read')
    for (const locale of LOCALES) {
      const told = read.issues.map((issue) => explainIssue(issue, locale))
      expect(new Set(told).size).toBe(read.issues.length)
      for (const text of told) expect(text).not.toContain('yesterday')
      expect(told[0]).toContain('2025-03-03T15:00:00+08:00')
      expect(told.join()).toContain(locale.forms.choose(locale.names.facts.plateType))
      expect(told.join()).toContain('colour')
    }
  })

  test.each([
    [
      '2025-02-30',
      '办理时间不对，应如2025-03-03T15:00:00+08:00。',
      'The time of the request cannot be right; an example: 2025-03-03T15:00:00+08:00.',
    ],
    [
      '2025-02-30T10:00:00+08:00',
      '办理时间不对，没有这一天或这个时刻。',
      'The time of the request is a day or an hour that there is not.',
    ],
    [
      '2300-01-01T00:00:00Z',
      '办理时间不对，应为1900-01-01至2199-12-31。',
      'The time of the request must be from 1900-01-01 to 2199-12-31.',
    ],
    [
      1733104800,
      '办理时间不对，应如2025-03-03T15:00:00+08:00。',
      'The time of the request cannot be right; an example: 2025-03-03T15:00:00+08:00.',
    ],
    [
      '2025-03-03 15:00',
      '办理时间不对，是否为2025-03-03T15:00:00+08:00？请核对。',
      'The time of the request cannot be right; check whether 2025-03-03T15:00:00+08:00 is meant.',
    ],
  ])('of the time %s says what is wrong with it, and offers none that would be refused', (at, zh, english) => {
    const read = parseBindingFacts({ at })
    if (read.ok) throw new Error('read')
    expect([zhCN, en].map((words) => read.issues.map((issue) => explainIssue(issue, words)))).toEqual([[zh], [english]])
  })

  test('names the input where it is wrong as a whole', () => {
    const read = parseBindingFacts(5)
    if (read.ok) throw new Error('read')
    for (const locale of LOCALES) {
      const told = read.issues.map((issue) => explainIssue(issue, locale))
      expect(told).toEqual([locale.grammar.sentence(locale.forms.malformed(locale.forms.input, undefined))])
    }
  })

  test('tells why a registry refuses, in a sentence for each code', () => {
    for (const registry of [zhCNRegistry, enRegistry]) {
      const told = CODES.map((code) => explainRefusal(code, registry))
      expect(new Set(told).size).toBe(CODES.length)
    }
    expect(() => explainRefusal('driver-cap', enRegistry)).toThrow(RangeError)
  })

  test('heads a decision: for an official by question, verdict, set and until when it was verified', () => {
    const facts = { ...PERMITTED_HANDLING, channel: 'app', at: '2026-01-01T00:00:00+08:00' } as never
    const late = decideHandling(facts, cn2024) as Decision
    expect(headline(late, en)).toContain(en.sources.ruleSets['cn-2024-11-01'])
    expect(headline(late, en)).toContain(en.grammar.day(late.verifiedUntil as string))
    const undated = decideBinding({ driver: 'd' }, cn)
    expect(headline(undated, zhCN)).toContain(zhCN.names.questions.bind)
    expect(headline(decideBinding({ driver: 7 as never }, cn), zhCN)).toBe(zhCN.problems.invalid)
  })

  test('says that the binding is later than the handling, of a whole decision alone', () => {
    const odd = decideHandling(
      { ...GOOD_TIMES, ...(FACTS as object), boundSince: '2199-01-01T00:00:00+08:00' } as never,
      cn2024,
    )
    for (const locale of LOCALES)
      expect(headline(odd, locale, { audience: 'driver' })).toContain(locale.handle.timesContradict)
  })

  test('takes a decision that this library made, or read, and prints nothing of any other', () => {
    const sent = JSON.parse(JSON.stringify(decision))
    for (const call of [explain, headline] as const) {
      for (const other of [sent, { ...decision }, null, 7, 'secret', { ...decision, findings: ['secret'] }]) {
        const thrown = (() => {
          try {
            call(other as never, en)
          } catch (error) {
            return error
          }
          return undefined
        })()
        expect(thrown).toBeInstanceOf(TypeError)
        expect(String(thrown)).toMatch(new RegExp(`${call.name}\\(decision\\)`))
        expect(String(thrown)).not.toContain('secret')
      }
      expect(() => call(decision, 'en' as never)).toThrow(TypeError)
      expect(() => call(decision, enLabels as never)).toThrow(TypeError)
    }
    const read = parseDecision(sent)
    if (!read.ok) throw new Error(JSON.stringify(read.issues))
    expect(read.value).toEqual(decision)
    for (const locale of LOCALES) expect(explain(read.value, locale)).toEqual(explain(decision, locale))
  })
})

test('sentences: a decision that travelled is read whole, whatever its rule found, and nothing else is', () => {
  for (const rule of RULE_IDS) {
    for (const { parameters = {}, facts = {} } of CASES[rule]) {
      const question = questionOf(rule)
      const set = setOf({ [question]: [provisionOf(rule, 'all', parameters)] })
      const decision = decide(question, { ...GOOD, ...facts }, set)
      const read = parseDecision(JSON.parse(JSON.stringify(decision)))
      expect(read).toEqual({ ok: true, value: decision })
    }
  }
  const decision = decideBinding({ channel: 'app', driverBindings: 3 }, cn2024) as Decision
  const wrong: readonly object[] = [
    { verdict: 'maybe' },
    { findings: [{ rule: 'driver-cap' }] },
    { findings: [{ ...decision.findings[2], supplied: '<b>' }] },
    { findings: [{ ...decision.findings[2], rule: 'toString' }] },
    { missing: ['colour'] },
    { more: 1 },
  ]
  for (const each of wrong) {
    const read = parseDecision({ ...JSON.parse(JSON.stringify(decision)), ...each })
    expect(read.ok).toBe(false)
  }
})

test('sentences: nothing from outside is markup in one', () => {
  const set = setOf({ bind: [provisionOf('driver-cap', 'all', { limit: 3 })] })
  const odd = decideBinding({ channel: 'app', driverBindings: 3 }, set) as Decision
  const marked = Object.freeze({ ...odd, ruleSet: '<b>x</b>' })
  for (const locale of LOCALES) {
    expect(headline(marked, locale)).toContain('‹b›')
    expect(headline(marked, locale)).not.toContain('<')
    expect(
      explainIssue(
        { code: 'unknown-key', path: ['<img>'], wanted: { kind: 'nothing' }, expected: '', received: '' },
        locale,
      ),
    ).not.toContain('<')
  }
})

test('every name in each language is a word', () => {
  for (const { names, tag } of LOCALES) {
    for (const [kind, table] of Object.entries(names))
      for (const [id, name] of Object.entries(table)) expect(name, `${tag} ${kind} ${id}`).toMatch(/\S/)
  }
})

test.each([
  ['1', '一'],
  ['10', '十'],
  ['17', '十七'],
  ['20', '二十'],
  ['37', '三十七'],
  ['100', '一百'],
  ['105', '一百零五'],
  ['110', '一百一十'],
  ['117', '一百一十七'],
  ['1005', '一千零五'],
  ['1010', '一千零一十'],
])('article %s in Chinese is 第%s条', (article, han) => {
  const citation = { ...CITATIONS['apl-29'], grade: 'P', instrument: '某法', article } as const
  expect(zhCN.sources.of(citation)).toBe(`《某法》第${han}条`)
})

test('a language is nine files', () => {
  const files = ['card', 'facts', 'forms', 'grammar', 'index', 'registry', 'rules', 'sources', 'values']
  for (const { tag } of LOCALES) {
    const folder = new URL(`../../src/explain/${tag}/`, import.meta.url)
    expect(readdirSync(folder).sort()).toEqual(files.map((name) => `${name}.ts`))
  }
})

test('a third language is the same types filled in, and its sentences are told', () => {
  const marked = <T>(value: T): T => {
    if (typeof value === 'string') return `⟨${value}⟩` as T
    if (typeof value === 'function') return ((...given: readonly unknown[]) => marked(value(...given))) as T
    if (Array.isArray(value) || typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, marked(each)])) as T
  }
  const { tag: _, ...words } = en
  const third: Locale = { tag: 'x-third', ...marked(words) }
  const facts = {
    channel: 'app',
    driver: 'd',
    vehicleOwner: 'o',
    driverBindings: 3,
    at: GOOD.at,
    vehicle: 'v',
  } as never
  const decision = decideBinding(facts, cn2024)
  const advice = adviseBinding(facts, cn2024)
  for (const text of [headline(decision, third), headline(advice, third), ...explain(advice, third)])
    expect(text.startsWith('⟨')).toBe(true)
})

test('a story tells every command with whom and what it is about', () => {
  const context = { occurred: undefined, vehicleOf: () => 'v1', ownerOf: () => 'o1' }
  for (const { name, steps } of [enStories, zhCNStories]) {
    const told = EVERY.flatMap((command): readonly (readonly [Command, string])[] => {
      const step = (steps as Readonly<Record<string, (command: Command, context: object) => string>>)[command.type]
      return step === undefined ? [] : [[command, step(command, context)]]
    })
    expect(new Set(told.map(([{ type }]) => type)).size).toBe(Object.keys(steps).length)
    for (const [{ type: _, at: __, ...things }, sentence] of told) {
      const ids = Object.values(things).filter((value) => /^[dvx]\d$/.test(String(value)))
      for (const id of ids) expect(sentence).toContain(name(String(id)))
    }
  }
})
