/// <reference types="node" />
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { noRuleSet } from '../../src/decision/decide.ts'
import {
  type DecisionContext,
  en,
  enRegistry,
  explain,
  explainFinding,
  explainIssue,
  explainRefusal,
  fieldOf,
  headline,
  type JudgedOf,
  type Locale,
  reasonsByField,
  zhCN,
  zhCNRegistry,
} from '../../src/explain/index.ts'
import { CONCERNS, type Concern, type Concerns } from '../../src/explain/old/concerns.ts'
import { PICTURES } from '../../src/explain/old/pictures.ts'
import {
  BINDING_FACTS,
  CHANNELS,
  type Citation,
  COUNT_LIMIT,
  type Decision,
  decideBinding,
  decideHandling,
  FACTS,
  type FactName,
  FEN_LIMIT,
  type Finding,
  GRADES,
  HANDLING_FACTS,
  ISSUE_CODES,
  type Issue,
  type LegalDay,
  LICENCE_STATES,
  missingOf,
  type NoRuleSetFinding,
  OUTCOMES,
  OWNER_CONSENTS,
  OWNER_KINDS,
  PLATE_TYPES,
  POINTS_LIMIT,
  parseInstant,
  parsePlate,
  type Question,
  REACHED,
  REASONS,
  REFUSAL_CODES,
  RULE_IDS,
  type RuleId,
  SELF_SERVICE,
  type Wanted,
  type WantedAs,
} from '../../src/index.ts'
import * as kinds from '../../src/input/wanted.ts'
import { factsOf } from '../../src/law/expression.ts'
import {
  asReported,
  GRAINS,
  noRuleSetInForce,
  RULES,
  type RuleSet,
  SHIPPED_IDS,
  VIOLATION_SCOPES,
} from '../../src/law/index.ts'
import { CAP_LIMIT, DAYS_LIMIT } from '../../src/law/parameters.ts'
import {
  partialBindingFacts,
  partialHandlingFacts,
  wholeBindingFacts,
  wholeHandlingFacts,
} from '../../src/testing/index.ts'
import { SET_IDS, SETS } from '../oracle/sets.ts'
import { expectedOf, expecting, issue } from '../support/issues.ts'
import { PERMITTED_HANDLING } from '../support/permitted.ts'
import {
  ALL_FACTS,
  besides,
  bind,
  CASES,
  CITE,
  cap,
  citations,
  countedBy,
  decide,
  elsewhereWanted,
  FEN,
  FINDINGS,
  FORMS,
  findingOf,
  GOOD,
  headlines,
  ISSUES,
  isRefusalCode,
  LIST,
  LOCALES,
  MORE_ISSUES,
  NO_RULES,
  provisionOf,
  type Row,
  registryOf,
  SOURCE,
  SOURCE_KEY,
  setOf,
  sourced,
  WANTED,
} from '../support/sentences.ts'

const GOLDEN = fileURLToPath(new URL('explain.golden.txt', import.meta.url))

function golden(): string {
  const lines = [
    'Every sentence of demerit/explain, in Chinese and in English; a sentence that ends with … goes on with its citation.',
    'To accept a change: UPDATE_GOLDEN=1 npm test -- cases/explain.test',
  ]
  // Forms of channels whose sentence is the same stand together.
  const entries = new Map<string, { readonly sentences: readonly string[]; readonly forms: string[] }>()
  const byRule = new Map<string, string[]>()
  for (const [rule, form, finding] of FINDINGS) {
    const sentences: string[] = LOCALES.map((locale) =>
      explainFinding(finding, locale, undefined, { cite: CITE }).replace(
        /（《[^）]*》[^）]*）。$| \([^()]*Article 52\)\.$/,
        '…',
      ),
    )
    if (finding.outcome === 'fails') {
      for (const locale of LOCALES) {
        sentences.push(`driver: ${explainFinding(finding, locale, undefined, { audience: 'driver' })}`)
      }
    }
    const key = [rule, finding.outcome, ...sentences].join('\n')
    const entry = entries.get(key) ?? { sentences, forms: [] }
    if (!entries.has(key)) byRule.set(rule, [...(byRule.get(rule) ?? []), key])
    entries.set(key, entry)
    if (!entry.forms.includes(form)) entry.forms.push(form)
  }
  for (const rule of RULE_IDS) {
    lines.push('', `== ${rule}: ${LOCALES.map((locale) => locale.names.rules[rule]).join(' / ')}`)
    for (const outcome of OUTCOMES) {
      for (const key of byRule.get(rule) ?? []) {
        const entry = entries.get(key)
        if (entry === undefined || key.split('\n')[1] !== outcome) continue
        lines.push(`${outcome} [${entry.forms.join('; ')}]`, ...entry.sentences.map((sentence) => `  ${sentence}`))
      }
    }
  }
  const block = (title: string, of: (locale: Locale) => string) =>
    lines.push(title, ...LOCALES.map((locale) => `  ${of(locale)}`))
  lines.push('', '== no-rule-set-in-force')
  for (const finding of NO_RULES) {
    block(finding.outcome, (locale) => explainFinding(finding, locale, undefined, { cite: CITE }))
  }
  lines.push('', '== beside the rest of a decision')
  for (const [rule, decision] of besides()) {
    const finding = decision.findings.find((each) => each.rule === rule && each.outcome === 'fails') as Finding
    block(`${rule} under ${decision.ruleSet}`, (locale) => explainFinding(finding, locale, decision, { cite: CITE }))
    block('  for a driver', (locale) => explainFinding(finding, locale, decision, { audience: 'driver' }))
  }
  lines.push('', '== citations')
  for (const [source, citation] of citations()) {
    block(source, (locale) => locale.core.sentence('…', locale.sources.of(citation)))
  }
  lines.push('', '== headlines')
  for (const decision of headlines()) {
    block(decision.verdict, (locale) => headline(decision, locale))
    block('  for a driver', (locale) => headline(decision, locale, { audience: 'driver' }))
  }
  lines.push('', '== issues')
  for (const each of [...ISSUE_CODES.map((code) => ISSUES[code]), ...MORE_ISSUES]) {
    block(each.code, (locale) => explainIssue(each, locale))
    block('  for a driver', (locale) => explainIssue(each, locale, { audience: 'driver' }))
  }
  lines.push('', '== what facts must be')
  const facts = new Set([...BINDING_FACTS, ...HANDLING_FACTS])
  for (const fact of facts) {
    const row = { [fact]: Symbol(fact) } as never
    const handled = (HANDLING_FACTS as readonly string[]).includes(fact)
    const wrong = handled ? decideHandling(row, asReported) : decideBinding(row, asReported)
    block(fact, (locale) => explain(wrong, locale).join('\n'))
  }
  lines.push('', '== what is asked for where a fact is missing')
  for (const fact of facts) {
    const finding = { ...(FINDINGS[0] as readonly [RuleId, string, Finding])[2], outcome: 'unknown', missing: [fact] }
    const decision = {
      question: 'handle',
      verdict: 'undetermined',
      ruleSet: 'none',
      findings: [finding],
      missing: finding.missing,
    } as never
    block(fact, (locale) => (reasonsByField(decision, locale)[fact] ?? []).join('\n'))
    for (const [reader, options] of [
      ['  for a driver', {}],
      ['  for a driver who is shown the field', { only: [fact] }],
    ] as const) {
      block(reader, (locale) =>
        (reasonsByField(decision, locale, { audience: 'driver', ...options })[fact] ?? []).join('\n'),
      )
    }
  }
  lines.push('', '== refusals')
  for (const code of [...REFUSAL_CODES, ...RULE_IDS.filter((id) => !isRefusalCode(id)), 'no-rule-set-in-force']) {
    block(code, (locale) => explainRefusal(code, locale, registryOf(locale)))
  }
  lines.push('', '== what was wanted elsewhere')
  for (const wanted of Object.values(WANTED).flat()) {
    block(expectedOf(wanted), (locale) => explainIssue(elsewhereWanted(wanted), locale))
  }
  lines.push('', '== pictures')
  for (const picture of PICTURES) {
    lines.push(`  ${[picture, ...LOCALES.map(({ inputs }) => inputs.pictures[picture])].join(' / ')}`)
  }
  lines.push('', '== names')
  for (const list of Object.keys(en.names) as (keyof Locale['names'])[]) {
    lines.push('', list)
    for (const name of Object.keys(en.names[list])) {
      lines.push(
        `  ${[name, ...LOCALES.map((locale) => (locale.names[list] as Record<string, string>)[name])].join(' / ')}`,
      )
    }
  }
  return `${lines.join('\n')}\n`
}

test('a year is told by its last day, also where the violation is said to be after the handling', () => {
  const at = '2014-05-05T10:00:00.000+08:00'
  const facts = { at, occurredAt: '2014-06-01T10:00:00.000+08:00', othersVehiclesHandledThisYear: 9 }
  const decision = decide('handle', { ...GOOD, channel: 'window', ...facts }, SETS['cn-2013-05-02'])
  expect(explain(decision, en).some((sentence) => sentence.includes('n the year to 5 May 2014'))).toBe(true)
  expect(explain(decision, zhCN).some((sentence) => sentence.includes('截至2014年5月5日的一年内'))).toBe(true)
})

test('every sentence is the one in explain.golden.txt', () => {
  const told = golden()
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(GOLDEN, told)
  const accepted = readFileSync(GOLDEN, 'utf8')
  expect(
    told,
    'explanations are API; to accept the new ones, run again with UPDATE_GOLDEN=1 in the environment and read the diff',
  ).toBe(accepted)
})

test('the golden file shows every rule holding, failing, unknown and, where it can be, not applicable', () => {
  for (const rule of RULE_IDS) {
    const seen = new Set(FINDINGS.flatMap(([id, , { outcome }]) => (id === rule ? [outcome] : [])))
    expect([...seen].sort(), rule).toEqual([...OUTCOMES].sort())
  }
})

const anyRow: fc.Arbitrary<readonly [Question, Row]> = fc.oneof(
  fc.oneof(wholeBindingFacts(), partialBindingFacts()).map((facts) => ['bind', facts as Row] as const),
  fc.oneof(wholeHandlingFacts(), partialHandlingFacts()).map((facts) => ['handle', facts as Row] as const),
)

/** Parameters of a rule, over all that a made-up rule set may state. */
const PARAMETERS: { readonly [Name in string]: fc.Arbitrary<unknown> } = {
  limit: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: CAP_LIMIT })),
  full: fc.oneof(fc.constant(12), fc.integer({ min: 0, max: CAP_LIMIT })),
  grain: fc.constantFrom(...GRAINS),
  scope: fc.constantFrom(...VIOLATION_SCOPES),
  firstClearsBacklog: fc.boolean(),
  accepted: fc.subarray([...OWNER_CONSENTS], { minLength: 1 }),
  barred: fc.subarray([...LICENCE_STATES], { minLength: 1 }),
  days: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: DAYS_LIMIT })),
}
const anyProvision = (rule: RuleId): fc.Arbitrary<Row> => {
  const allowed = fc.subarray<string>([...(rule === 'owner-kind' ? OWNER_KINDS : PLATE_TYPES)], { minLength: 1 })
  const names = Object.keys(RULES[rule].parameters)
  return fc
    .record({
      channels: fc.oneof(fc.constant('all' as const), fc.subarray([...CHANNELS], { minLength: 1 })),
      parameters: fc.record(Object.fromEntries(names.map((name) => [name, PARAMETERS[name] ?? allowed]))),
    })
    .map(({ channels, parameters }) => provisionOf(rule, channels, parameters as Row))
}
const anySet: fc.Arbitrary<RuleSet> = fc.oneof(
  fc.constantFrom(...SET_IDS.map((id) => SETS[id])),
  fc.tuple(...RULE_IDS.map(anyProvision)).map((provisions) =>
    setOf({
      bind: provisions.filter(({ rule }) => RULES[rule as RuleId].questions.includes('bind')),
      handle: provisions.filter(({ rule }) => RULES[rule as RuleId].questions.includes('handle')),
    }),
  ),
)
const anyDecision: fc.Arbitrary<Decision> = fc
  .tuple(anyRow, anySet)
  .map(([[question, facts], set]) => decide(question, facts, set))

/** Every finding of any decision. */
function always(check: (finding: Finding) => void): void {
  fc.assert(fc.property(anyDecision, (decision) => decision.findings.forEach(check)))
}

const GROUPED = new Intl.NumberFormat('en-US')
const ENGLISH_DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

/** A side of a comparison as an official would write it: in Chinese, in English. */
function written(side: unknown, rule: Finding['rule']): readonly [string, string] | undefined {
  if (typeof side === 'string' && /^\d{4}-/.test(side)) {
    const [year, month, day] = side.slice(0, 10).split('-').map(Number)
    return [`${year}年${month}月${day}日`, ENGLISH_DAY.format(new Date(`${side.slice(0, 10)}T00:00:00Z`))]
  }
  if (typeof side !== 'number') return undefined
  if (rule === 'no-rule-set-in-force' || countedBy(rule, 'limit') !== 'fen') return [String(side), GROUPED.format(side)]
  const digits = side % 100 === 0 ? 0 : 2
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  const amount = new Intl.NumberFormat('en-US', options).format(side / 100)
  return [`${amount.replaceAll(',', '')}元`, `${amount} yuan`]
}

/** Whether the number or date stands there whole, not inside a longer one. */
function stands(part: string, sentence: string): boolean {
  const escaped = part.replaceAll('.', '\\.')
  return new RegExp(`(?<!\\d[,.]?)${escaped}(?!(?<=\\d)(?:\\d|[,.]\\d))`).test(sentence)
}

describe('sentences', () => {
  test('a decision always has one sentence a finding and one for each fact that no finding names, in either language, and a headline', () => {
    fc.assert(
      fc.property(anyDecision, (decision) => {
        for (const locale of LOCALES) {
          const sentences = explain(decision, locale)
          const { findings } = decision
          const named = findings.flatMap((finding) => (finding.outcome === 'unknown' ? finding.missing : []))
          const others = decision.missing.filter((fact) => !named.includes(fact))
          expect(sentences.slice(0, findings.length)).toEqual(
            findings.map((finding) => explainFinding(finding, locale, decision)),
          )
          const fields = reasonsByField(decision, locale)
          expect(sentences.slice(findings.length)).toEqual(others.map((fact) => fields[fact]?.at(-1)))
          for (const finding of decision.findings) wellFormed(explainFinding(finding, locale), locale)
          expect(Object.isFrozen(sentences)).toBe(true)
          for (const sentence of [...sentences, headline(decision, locale)]) wellFormed(sentence, locale)
        }
      }),
    )
  })

  test('what is compared as a number or a time is always told, both sides of it', () => {
    let compared = 0
    always((finding) => {
      if (finding.outcome !== 'holds' && finding.outcome !== 'fails') return
      const sides = [finding.supplied, finding.limit].map((side) => written(side, finding.rule))
      if (sides[0] === undefined || sides[1] === undefined) return
      compared++
      LOCALES.forEach((locale, index) => {
        const sentence = explainFinding(finding, locale).replace(/（[^（）]*）。$| \([^()]*\)\.$/, '')
        for (const side of sides) {
          const part = (side as readonly string[])[index] as string
          const ordinal = index === 1 ? sentence.replace(/(?<=\d)(?:st|nd|rd|th)\b/g, '') : sentence
          expect(stands(part, ordinal), `${part} in: ${sentence}`).toBe(true)
        }
      })
    })
    expect(compared).toBeGreaterThan(20)
  })

  test('two different times are never told alike', () => {
    always((finding) => {
      if (finding.outcome !== 'holds' && finding.outcome !== 'fails') return
      if (finding.rule !== 'since-binding' && finding.rule !== 'not-before-occurrence') return
      const alike = (sentence: string) => {
        const [one, other] = sentence.match(/\d{4}年\d+月\d+日(?:\d+时\d+分)?(?:[\d.]+秒)?/g) ?? []
        return one === other
      }
      const english = (sentence: string) => {
        const [one, other] = sentence.match(/\d+ [A-Z][a-z]+ \d{4}(?: at [\d:.]+)?/g) ?? []
        return one === other
      }
      expect(alike(explainFinding(finding, zhCN))).toBe(finding.supplied === finding.limit)
      expect(english(explainFinding(finding, en))).toBe(finding.supplied === finding.limit)
    })
  })

  test('what is compared is always followed by where the provision stands, and only if a table of citations is given', () => {
    always((finding) => {
      for (const locale of LOCALES) {
        const judged = finding.outcome === 'holds' || finding.outcome === 'fails'
        const where = sourced(locale, CITE[finding.citation] as Citation).trim()
        expect(where).not.toBe(locale.core.sentence('').trim())
        expect(explainFinding(finding, locale, undefined, { cite: CITE }).endsWith(where)).toBe(judged)
        expect(explainFinding(finding, locale, undefined, { cite: {} })).toBe(explainFinding(finding, locale))
        expect(explainFinding(finding, locale).endsWith(where)).toBe(false)
      }
    })
  })

  test('a refusal always says whether its provision leaves the window free, and never that the window would help', () => {
    always((finding) => {
      if (finding.outcome !== 'fails') return
      const [zh, english] = LOCALES.map((locale) => explainFinding(finding, locale)) as [string, string]
      // What is settled, or is the driver's own, needs no other channel.
      if (['own-vehicle', 'already-bound', 'violation-open', 'not-before-occurrence'].includes(finding.rule)) return
      if (finding.rule === 'offender-present') return
      const free = finding.channels !== 'all' && !finding.channels.includes('window')
      expect(/窗口办理不受此限|窗口、[^，]*办理不受此限/.test(zh), zh).toBe(free)
      expect(/this rule does not apply (?:at a|to) window\b/.test(english), english).toBe(free)
      // A driver who must be identified is told how at a window, which is no promise.
      if (finding.rule !== 'identity-verified') expect(zh).not.toMatch(/到窗口办理/)
      expect(english).not.toMatch(/can be done|go to a window/)
    })
  })

  test('a sentence never depends on anything but the finding, which may have travelled as JSON', () => {
    always((finding) => {
      const copy = JSON.parse(JSON.stringify(finding)) as Finding
      for (const locale of LOCALES) expect(explainFinding(copy, locale)).toBe(explainFinding(finding, locale))
    })
  })

  test('unlike findings of one rule never share a sentence about what holds and what fails', () => {
    for (const locale of LOCALES) {
      const outcomes = new Map<string, string>()
      for (const [, , finding] of FINDINGS) {
        const sentence = explainFinding(finding, locale)
        expect(outcomes.get(sentence) ?? finding.outcome, sentence).toBe(finding.outcome)
        outcomes.set(sentence, finding.outcome)
      }
    }
  })

  test('each reason why a rule does not apply has its own sentence, but for two that differ only in advice', () => {
    for (const locale of LOCALES) {
      const finding = { rule: 'since-binding', outcome: 'not-applicable', channels: SELF_SERVICE, citation: SOURCE_KEY }
      const sentences = REASONS.map((reason) => explainFinding({ ...finding, reason } as Finding, locale))
      expect(new Set(sentences).size).toBe(REASONS.length - 1)
      for (const sentence of sentences) expect(sentence).toContain(locale.names.rules['since-binding'])
    }
  })

  test("one's own vehicle and another channel are always told before what a rule itself exempts", () => {
    const facts = { ...GOOD, points: 0, boundSince: null, vehicleOwner: 'd' }
    for (const id of SET_IDS) {
      for (const channel of CHANNELS) {
        for (const finding of decide('handle', { ...facts, channel }, SETS[id]).findings) {
          if (finding.outcome !== 'not-applicable' || finding.rule === 'points-room') continue
          expect(['other-channel', 'own-vehicle'], `${id} ${finding.rule}`).toContain(finding.reason)
        }
      }
    }
  })

  test('each language has its tag', () => {
    expect(LOCALES.map(({ tag }) => tag)).toEqual(['zh-CN', 'en'])
  })

  test('numbers are counted as they are in English: 11th, 12th and 13th, but 21st, 22nd and 23rd', () => {
    const nth = (number: number) =>
      /\d+[a-z]+/.exec(
        explainFinding(findingOf('driver-cap', 'all', cap, { ...GOOD, driverBindings: number - 1 }), en),
      )?.[0]
    const endings = [1, 2, 3, 4, 9, 10, 11, 12, 13, 14, 20, 21, 22, 23, 24, 100, 101, 111, 112, 113, 121].map(nth)
    expect(endings.join(' ')).toBe(
      '1st 2nd 3rd 4th 9th 10th 11th 12th 13th 14th 20th 21st 22nd 23rd 24th 100th 101st 111th 112th 113th 121st',
    )
  })

  test('advice goes only by what is told beside a finding', () => {
    const unbound = findingOf(
      'open-binding',
      'all',
      { scope: 'all' },
      { ...GOOD, boundSince: null },
    ) as JudgedOf<'open-binding'>
    const beside: DecisionContext = {
      ruleSet: 'cn-2013-05-02',
      actedOn: undefined,
      binding: 'perhaps',
      yearUsedUp: false,
      settled: false,
      moot: undefined,
      mendable: false,
      heeded: false,
      later: [],
      study: 'full-score',
      free: [],
      instead: [],
      insteadNeeds: [],
      doneThere: [],
      open: [],
      others: [],
      points: undefined,
      boundLater: false,
      asked: [],
    }
    const said = (locale: Locale, binding: DecisionContext['binding']) =>
      [locale.handle.fails['open-binding'](unbound, { ...beside, binding })].flat().join('; ')
    expect(said(en, 'perhaps')).toContain('bind it first, which may not cover what happened before it')
    expect(said(zhCN, 'perhaps')).toContain('备案之前发生的违法可能仍不能处理')
    expect(said(en, 'vain')).toMatch(/a binding made now would not cover this violation$/)
    expect(said(en, 'today')).toMatch(/a binding of a later day does not cover the violation$/)
    // The set of 2013 knew no binding; had it nothing on handling, that would be another thing.
    const nothing = noRuleSet('handle', '∈', ['bind']) as NoRuleSetFinding
    expect(en.core.noRuleSet.official(nothing, en.handle.act, beside)).toMatch(/^The rule set has nothing on handling/)
    expect(zhCN.core.noRuleSet.official(nothing, zhCN.handle.act, beside)).toMatch(/^所依规定没有处理交通违法的条款/)
  })

  test('a headline names a set by its title, and calls every other one hypothetical', () => {
    for (const id of SET_IDS) {
      expect(en.core.ruleSets[id]).toBe(SETS[id].title.en.replaceAll('’', "'"))
      expect(zhCN.core.ruleSets[id]).toBe(SETS[id].title.zh.replaceAll(/[“”]/g, ''))
    }
    expect(Object.keys(en.core.ruleSets).sort()).toEqual([...SHIPPED_IDS].sort())
    const made = decide('bind', { ...GOOD, channel: 'app' }, setOf({ bind: [provisionOf('driver-cap', 'all', cap)] }))
    expect(headline(made, en)).toContain('hypothetical rule set "made-up"')
    expect(headline(made, zhCN)).toContain('假设方案“made-up”')
  })

  test('a headline always tells exactly the channels that nothing failing binds', () => {
    fc.assert(
      fc.property(anyDecision, (decision) => {
        const failing = decision.findings.filter(({ outcome }) => outcome === 'fails')
        const free = CHANNELS.filter((channel) =>
          failing.every(({ channels }) => channels !== 'all' && !channels.includes(channel)),
        )
        const none = /at present no channel permits it|mended/.test(headline(decision, en))
        expect(none).toBe(decision.verdict === 'refused' && free.length === 0)
        expect(/各渠道现均不能办理|补正/.test(headline(decision, zhCN))).toBe(none)
        const window = /; the reasons do not apply (?:at a|to) window\b/
        expect(window.test(headline(decision, en))).toBe(decision.verdict === 'refused' && free.includes('window'))
      }),
    )
  })

  type Timed = Row & { readonly at: string; readonly occurredAt: string }

  test('advice to bind first is never given where a date of binding would still refuse', () => {
    const told = { first: 0, useless: 0, either: 0 }
    const others = { channel: 'app', driver: 'd', vehicleOwner: 'o', boundSince: null }
    const sameDay: Timed = {
      ...PERMITTED_HANDLING,
      at: '2025-06-10T10:00:00.000+08:00',
      occurredAt: '2025-06-10T08:00:00.000+08:00',
    }
    const anyWhole = wholeHandlingFacts().map((facts) => facts as unknown as Timed)
    const earlier: Timed = { ...sameDay, occurredAt: '2025-06-01T08:00:00.000+08:00' }
    fc.assert(
      fc.property(anyWhole, fc.constantFrom(0, 3), fc.constantFrom(...SET_IDS), (facts, points, id) => {
        const row: Timed = { ...facts, ...others, points }
        const decision = decide('handle', row, SETS[id])
        const finding = decision.findings.find(({ rule, outcome }) => rule === 'open-binding' && outcome === 'fails')
        if (finding === undefined) return
        const sentence = explainFinding(finding, en, decision)
        const bound = decide('handle', { ...row, boundSince: facts.at, firstBinding: false }, SETS[id])
        const dated = bound.findings.find(({ rule }) => rule === 'since-binding')?.outcome ?? 'not-applicable'
        if (/bind it first(?:;(?! where)| \(|\.$)/.test(sentence)) {
          told.first++
          expect(dated).toBe('not-applicable')
        } else if (/; a binding made now would not cover/.test(sentence)) {
          told.useless++
          expect(dated).toBe('fails')
        } else if (/bind it first, which may not cover what happened before it/.test(sentence)) {
          told.either++
          const { grain } = SETS[id].handle.find(({ rule }) => rule === 'since-binding') as { grain?: string }
          expect(dated).toBe(grain === 'day' || row.occurredAt >= row.at ? 'holds' : 'fails')
        }
      }),
      // What is counted below is told whatever is drawn.
      {
        examples: [
          [earlier, 0, 'cn-2024-11-01'],
          [earlier, 3, 'cn-2024-11-01'],
          [sameDay, 3, 'cn-2024-11-01'],
          [sameDay, 3, 'cn-2018-02-24'],
        ],
      },
    )
    expect(Math.min(told.first, told.useless, told.either)).toBeGreaterThan(0)
  })

  test('where nothing is left to do nobody is told what would help, or of another channel', () => {
    const advice = / first\b|again|must (?:agree|come|release)|wait|show the|pass the|helps|this rule/
    const advised = /，请|须由|须先由|须待|不受此限|均受此限/
    let told = 0
    fc.assert(
      fc.property(anyDecision, (decision) => {
        const failing = decision.findings.filter(({ outcome }) => outcome === 'fails')
        const ends = failing.filter(({ rule }) => ['violation-open', 'own-vehicle', 'already-bound'].includes(rule))
        if (ends.length === 0) return
        for (const finding of failing) {
          if (ends.includes(finding) || finding.rule === 'not-before-occurrence') continue
          told++
          expect(explainFinding(finding, en, decision)).not.toMatch(advice)
          expect(explainFinding(finding, zhCN, decision)).not.toMatch(advised)
        }
      }),
    )
    expect(told).toBeGreaterThan(0)
  })

  test('nobody is told to apply again tomorrow and next year', () => {
    for (const [today, year, tomorrow, next] of [
      [1, 4, true, false],
      [1, 5, false, true],
      [0, 5, false, true],
      [0, 4, false, false],
    ] as const) {
      const decision = bind({ driverApplicationsToday: today, driverApplicationsThisYear: year })
      const [zh, english] = LOCALES.map((locale) => explain(decision, locale).join('')) as [string, string]
      expect([zh.includes('驾驶人次日可再申请'), zh.includes('驾驶人次年可再申请')]).toEqual([tomorrow, next])
      expect([/the next day/.test(english), /next calendar year/.test(english)]).toEqual([tomorrow, next])
    }
  })

  test('an identity is never asked for in an app by originals alone, nor at a window by a face check alone', () => {
    for (const [, channels] of FORMS) {
      const finding = findingOf('identity-verified', channels, {}, { ...GOOD, channel: 'app', identityVerified: false })
      const windowed = findingOf(
        'identity-verified',
        channels,
        {},
        { ...GOOD, channel: 'window', identityVerified: false },
      )
      const [app, window] = [finding, windowed].map((each) => explainFinding(each, en))
      if (finding.outcome === 'fails') expect(app).toContain('pass the face check')
      if (windowed.outcome === 'fails')
        expect(window).toContain("check the driver's original licence and identity document")
    }
  })

  test('articles are numbered as laws number them', () => {
    const cited = (article: string) => sourced(zhCN, { ...SOURCE, article })
    for (const [article, number] of [
      ['1', '一'],
      ['9', '九'],
      ['10', '十'],
      ['11', '十一'],
      ['20', '二十'],
      ['37', '三十七'],
      ['99', '九十九'],
      ['100', '一百'],
      ['101', '一百零一'],
      ['110', '一百一十'],
      ['111', '一百一十一'],
      ['124', '一百二十四'],
      ['1000', '一千'],
      ['1001', '一千零一'],
      ['1010', '一千零一十'],
      ['1110', '一千一百一十'],
      ['1260', '一千二百六十'],
      ['26(3)', '二十六'],
    ] as const) {
      expect(cited(article)).toBe(`（《道路交通安全违法行为处理程序规定》第${number}条）。`)
    }
    for (const none of ['12345', '0', 'page', 'page 12'])
      expect(cited(none)).toBe('（道路交通安全违法行为处理程序规定）。')
  })

  test('a source is told in English by its name there, where it is known', () => {
    const cited = (instrument: string, article = 'report') => sourced(en, { ...SOURCE, instrument, article })
    expect(cited('湖北日报2018年8月28日报道')).toBe(' (Hubei Daily, 28 August 2018).')
    expect(cited('湖北日报2018年8月28日报道', '3')).toBe(' (Hubei Daily, 28 August 2018, Article 3).')
    for (const unknown of ['某报2018年2月24日报道', '湖北日报', 'toString', '__proto__']) {
      expect(cited(unknown)).toBe(` (${unknown}).`)
      expect(cited(unknown, '7')).toBe(` (${unknown}, Article 7).`)
    }
  })

  test('of an inferred provision it is always said that it is, its grade, and how its document was reached', () => {
    const cited = (locale: Locale, reached: Citation['reached'], actedOn?: string) =>
      locale.sources.of({ ...SOURCE, grade: 'I', since: '2018-09-01' as LegalDay, reached }, actedOn as LegalDay)
    for (const reached of REACHED) {
      expect(cited(zhCN, reached)).toMatch(/^推定，参见.+，等级I，[^，]+$/)
      expect(cited(zhCN, reached)).toContain(zhCN.sources.reached[reached])
      expect(cited(en, reached)).toMatch(/^inferred from .+; grade I, /)
      expect(cited(en, reached)).toContain(en.sources.reached[reached])
    }
    // The day of the source, only where it is later than the act.
    expect(cited(zhCN, 'copy', '2018-08-31')).toContain('，2018年9月1日起，等级I')
    expect(cited(en, 'copy', '2018-08-31')).toContain(', from 1 September 2018 on; grade I')
    for (const locale of LOCALES) expect(cited(locale, 'copy', '2018-09-01')).toBe(cited(locale, 'copy'))
    for (const grade of GRADES) {
      for (const locale of LOCALES) {
        const says = locale.sources.of({ ...SOURCE, grade })
        expect(/推定|inferred/.test(says), says).toBe(grade === 'I')
      }
    }
  })

  test('every source that a shipped rule set cites has an English name', () => {
    for (const [source, citation] of citations()) {
      expect(sourced(en, citation), source).not.toMatch(/\p{sc=Han}/u)
    }
    expect(explainFinding(NO_RULES[0] as Finding, en)).not.toMatch(/\p{sc=Han}/u)
  })
})

describe('fields of a form', () => {
  test('each sentence of a failing finding, and each request, always stands beside one field', () => {
    fc.assert(
      fc.property(anyDecision, fc.constantFrom(...LOCALES), (decision, locale) => {
        const reasons = reasonsByField(decision, locale)
        const expected: Record<string, string[]> = {}
        for (const finding of decision.findings) {
          if (finding.outcome !== 'fails') continue
          const field = CONCERNS[finding.rule].compared[0] as string
          expected[field] = [...(expected[field] ?? []), explainFinding(finding, locale, decision)]
        }
        // What a failing rule compares is known, but for the day where no rules govern the question on any day.
        for (const fact of missingOf(decision)) {
          const request = reasons[fact]?.at(-1) as string
          expect(request).toMatch(locale === en ? /^(?:Say|Enter|Choose) [^;]+\.$/ : /^请(?:选择|填写)[^、；]+。$/)
          if (expected[fact] !== undefined)
            expect([fact, decision.findings[0]?.rule]).toEqual(['at', 'no-rule-set-in-force'])
          expected[fact] = [...(expected[fact] ?? []), request]
        }
        expect({ ...reasons }).toEqual(expected)
        expect(Object.keys(reasons).length === 0).toBe(decision.verdict === 'permitted')
        expect(Object.isFrozen(reasons) && Object.values(reasons).every(Object.isFrozen)).toBe(true)
      }),
    )
  })

  test('with the fields of a form, a refusal stands beside the first that its rule compares, else the driver or the vehicle', () => {
    fc.assert(
      fc.property(anyDecision, fc.subarray([...ALL_FACTS]), (decision, only) => {
        const reasons = reasonsByField(decision, zhCN, { only })
        const told = Object.values(reasons).flat()
        expect(Object.keys(reasons).every((field) => field === '' || only.includes(field as FactName))).toBe(true)
        // Nothing that refuses is lost, and nothing stands twice.
        const failing = decision.findings.filter(({ outcome }) => outcome === 'fails')
        const asked = missingOf(decision).filter((fact) => only.includes(fact))
        expect(told.length).toBe(failing.length + asked.length)
        for (const { rule } of failing) {
          const { compared, about } = CONCERNS[rule]
          const field = [...compared, ...about].find((fact) => only.includes(fact)) ?? ''
          expect(fieldOf(rule, only)).toBe(field)
        }
      }),
    )
    for (const id of RULE_IDS) expect(fieldOf(id), id).toBe(CONCERNS[id].compared[0])
  })

  test('a rule is about the drivers and vehicles that its facts are about', () => {
    const aboutOf = (name: string) => FACTS.find((fact) => fact.name === name)?.about
    for (const id of RULE_IDS) {
      const { compared, about } = CONCERNS[id]
      const owners = new Set(compared.map(aboutOf).filter((of) => of === 'driver' || of === 'vehicle'))
      expect([...about], id).toEqual(
        [...owners].filter((owner) => !(compared as readonly string[]).includes(owner as string)),
      )
    }
  })

  test('a rule that does not say what helps where it fails does not compile, nor one without words that need no help', () => {
    // @ts-expect-error -- nothing is said of what helps
    const lacking: Concern = { compared: ['fine'], about: [] }
    const unworded: Pick<Concerns, 'fine-limit'> = {
      // @ts-expect-error -- no language says what needs no help there
      'fine-limit': { compared: ['fine'], about: [], help: 'unneeded' },
    }
    expect([lacking, unworded]).toHaveLength(2)
  })

  test('a rule concerns the facts that it compares', () => {
    for (const id of RULE_IDS) {
      const { holds } = RULES[id]
      const compared = holds.kind === 'choose' ? Object.values(holds.cases) : [holds]
      const facts = new Set(compared.flatMap(factsOf))
      expect([...CONCERNS[id].compared].sort(), id).toEqual([...facts].sort())
    }
  })

  test('an empty form is asked for each fact once, in one short sentence', () => {
    const empty = decideHandling({}, SETS['cn-2024-11-01'])
    expect(reasonsByField(empty, zhCN).channel).toEqual(['请选择办理渠道。'])
    expect(reasonsByField(empty, en).channel).toEqual(['Choose the channel.'])
    expect(Object.keys(reasonsByField(empty, en)).sort()).toEqual([...missingOf(empty as Decision)].sort())
    // Whole sentences remain where the whole decision is told.
    expect(explain(empty, zhCN).filter((sentence) => sentence.includes('办理渠道')).length).toBeGreaterThan(10)
  })

  test('that no rule is in force stands under the day', () => {
    expect(Object.keys(reasonsByField(decide('bind', GOOD, noRuleSetInForce), en))).toEqual(['at'])
  })

  test('an issue stands under its field, and one with the whole input under the empty name', () => {
    const wrong = decideBinding({ driverBindings: -1, licenceStates: [], ['__proto__']: 1 } as never, asReported)
    const reasons = reasonsByField(wrong, en)
    expect(Object.keys(reasons).sort()).toEqual(['__proto__', 'driverBindings', 'licenceStates'])
    expect(Object.getPrototypeOf(reasons)).toBe(null)
    const list = decideHandling({ licenceStates: ['gone', 'lost'] } as never, asReported)
    expect(reasonsByField(list, zhCN).licenceStates).toEqual(explain(list, zhCN))
    expect(Object.keys(reasonsByField(decideBinding(7 as never, asReported), en))).toEqual([''])
  })
})

describe('refusals', () => {
  const CODES = [...REFUSAL_CODES, ...RULE_IDS, 'no-rule-set-in-force']

  test.each(CODES)('%s is told in one short sentence without numbers, in either language', (code) => {
    for (const locale of LOCALES) wellFormed(explainRefusal(code, locale, registryOf(locale)), locale)
    expect(explainRefusal(code, en, enRegistry).length).toBeLessThan(110)
    expect(explainRefusal(code, zhCN, zhCNRegistry)).not.toMatch(/undefined/)
  })

  test('a rule is told as its own words begin, where those have no numbers', () => {
    for (const rule of [
      'own-vehicle',
      'already-bound',
      'non-operating',
      'identity-verified',
      'open-binding',
    ] as const) {
      const cases = CASES[rule].map(({ facts, parameters }) =>
        findingOf(rule, 'all', parameters ?? {}, { ...GOOD, channel: 'window', ...facts }),
      )
      const failing = cases.find(({ outcome }) => outcome === 'fails') as Finding
      for (const locale of LOCALES) {
        const short = explainRefusal(rule, locale, registryOf(locale)).slice(0, -1)
        expect(explainFinding(failing, locale).startsWith(short), short).toBe(true)
      }
    }
  })
})

describe('issues', () => {
  const anything = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withSparseArray: true })
  const rowOf = (names: readonly string[]) =>
    fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), anything, { maxKeys: 6 })

  test('facts that are not of their type always have one sentence an issue, in either language, and a headline', () => {
    fc.assert(
      fc.property(rowOf(BINDING_FACTS), rowOf(HANDLING_FACTS), (one, other) => {
        for (const answer of [decideBinding(one as never, asReported), decideHandling(other as never, asReported)]) {
          if (answer.verdict !== 'invalid') continue
          for (const locale of LOCALES) {
            const sentences = explain(answer, locale)
            expect(sentences.length).toBe(answer.issues.length)
            for (const sentence of sentences) {
              expect(sentence).toMatch(locale === en ? /^[A-Z].+\.$/u : /。$/u)
              const said = sentence.replace(/".*"/u, '').replace(/“.*”/u, '')
              expect(said).not.toMatch(/undefined|\bnull|NaN|\[object/)
            }
            wellFormed(headline(answer, locale), locale)
          }
        }
      }),
    )
  })

  test('what a fact must be is told with the numbers that the parser has', () => {
    const told = (fact: string, value: unknown, locale: Locale) =>
      explain(decideHandling({ [fact]: value } as never, asReported), locale)[0]
    for (const [fact, most] of [
      ['fine', FEN_LIMIT],
      ['points', POINTS_LIMIT],
      ['pointsHeld', COUNT_LIMIT],
    ] as const) {
      expect(decideHandling({ [fact]: most } as never, asReported).verdict).not.toBe('invalid')
      if (fact === 'points') {
        expect(told(fact, most + 1, zhCN)).toContain(`0至${most}的整数`)
        expect(told(fact, most + 1, en)).toContain(`from 0 to ${GROUPED.format(most)}`)
        continue
      }
      // The largest amount and the largest count are those of a program.
      const name = (locale: Locale) => locale.names.facts[fact]
      expect(told(fact, most + 1, zhCN)).toBe(`“${name(zhCN)}”过大，收到${most + 1}，请核对。`)
      expect(told(fact, most + 1, en)).toBe(`Field "${name(en)}" is too large: received ${most + 1}.`)
      for (const wrong of [-1, 'x']) {
        expect(told(fact, wrong, zhCN)).toContain('不小于0的整数')
        expect(told(fact, wrong, en)).toContain(', 0 or more')
      }
    }
  })

  test('a place outside the facts is told as a programmer writes it, and what was wanted as the issue has it', () => {
    const deep = issue('out-of-range', ['bind', 3, 'limit'], { kind: 'whole', from: 0, to: 100 }, 101)
    expect(explainIssue(deep, en)).toBe(
      'Field "bind[3].limit" is out of range: received 101, wanted a whole number from 0 to 100.',
    )
    expect(explainIssue(deep, zhCN)).toBe('“bind[3].limit”超出范围，收到101，应为0至100的整数。')
    const odd = issue('wrong-type', ['a b', 'points'], LIST, { toString: () => 'trap' })
    expect(explainIssue(odd, en)).toBe(
      'Field ""a b".points" has the wrong type: received something that cannot be read, wanted a list.',
    )
  })

  test('every kind of what can be wanted has its own words, in English for programmers and in either language', () => {
    // One for each kind; whole numbers of four kinds are one.
    expect(Object.keys(kinds)).toHaveLength(Object.keys(WANTED).length - 3)
    const all = Object.values(WANTED).flat()
    for (const words of [
      (wanted: Wanted) => expectedOf(wanted),
      ...LOCALES.map((locale) => (wanted: Wanted) => explainIssue(elsewhereWanted(wanted), locale)),
    ]) {
      const told = all.map(words)
      expect(new Set(told).size).toBe(all.length)
      for (const text of told) expect(text).not.toMatch(/undefined|object Object/)
    }
    for (const wanted of all) {
      expect(expecting(wanted).wanted).toEqual(wanted)
      expect(issue('malformed', [], wanted, 7)).toMatchObject({ wanted, expected: expectedOf(wanted) })
    }
  })

  test.each([
    ['plateType', '小型汽车', '02（小型汽车）', '02 = small car'],
    ['channel', '交管12123', 'app（交管12123）', 'app = 12123 app'],
    ['violationState', '未处理', 'open（未处理）', 'open = not yet handled'],
    ['recordedBy', 'monitoring equipment', 'monitoring（交通技术监控设备）', 'monitoring = monitoring equipment'],
    ['offenderPresent', 'no', '勾选（true）或者不勾选（false）', 'ticked (true) or not (false)'],
  ])('%s is never asked for by the very text that is refused: %s', (fact, value, zh, english) => {
    const wrong = decideHandling({ [fact]: value } as never, asReported)
    expect(explain(wrong, zhCN)[0]?.split('，应为')[1]).toContain(zh)
    expect(explain(wrong, en)[0]?.split(', wanted ')[1]).toContain(english)
  })

  test('a day that no calendar has is told as such', () => {
    const wrong = decideBinding({ at: '2018-02-30T00:00:00Z' } as never, asReported)
    expect(explain(wrong, zhCN)).toEqual(['“办理时间”中的日期或者时刻不存在，收到“2018-02-30T00:00:00Z”，请核对。'])
    expect(explain(wrong, en)).toEqual([
      'Field "time of the request" names a day or a time that does not exist: received "2018-02-30T00:00:00Z".',
    ])
  })

  test('what was received is in quotation marks only where it is a text', () => {
    const found = { ...issue('wrong-type', ['fine'], FEN, 0), received: 'inch"' }
    expect(explainIssue(found, en)).toContain('received inch",')
    expect(explainIssue(issue('wrong-type', ['fine'], FEN, 'inch'), zhCN)).toContain('收到“inch”，')
  })

  test('a time told for Beijing is always one that the parser reads, on the day and at the time received', () => {
    const part = fc.constantFrom('', 'T10:00', ' 10:00', 't23:59:59', 'T10:00:00.5')
    fc.assert(
      fc.property(fc.constantFrom('2024-11-01', '2018-02-28'), part, (day, time) => {
        const parsed = parseInstant(`${day}${time}`)
        const { code, wanted } = (parsed.ok ? [] : parsed.issues)[0] as Issue
        const { meant } = wanted as WantedAs<'this-instant'>
        expect(code).toBe('no-offset')
        expect(parseInstant(meant).ok).toBe(true)
        expect(meant.startsWith(`${day}T${time === '' ? '00:00:00' : time.slice(1)}`)).toBe(true)
        const answer = decideBinding({ at: `${day}${time}` } as never, asReported)
        for (const locale of LOCALES) expect(explain(answer, locale)[0]).toMatch(/["“]/)
        expect(explain(answer, en)[0]).toContain(`"${meant}"`)
        expect(explain(answer, zhCN)[0]).toContain(`“${meant}”`)
      }),
    )
  })

  test('a plate with I or O is told with the plate that it may be', () => {
    const parsed = parsePlate('京AI2345')
    if (parsed.ok) throw new Error('I stands on no plate there')
    for (const locale of LOCALES) expect(explainIssue(parsed.issues[0] as Issue, locale)).toContain('京A·12345')
  })

  test.each(PICTURES)('%s is never read out as such', (picture) => {
    const found = { ...issue('wrong-type', ['fine'], FEN, 0), received: picture }
    for (const locale of LOCALES) {
      const sentence = explainIssue(found, locale)
      expect(sentence).toContain(locale.inputs.pictures[picture])
      expect(sentence).not.toContain(`received ${picture},`)
      expect(sentence).not.toContain(`收到${picture}，`)
    }
  })
})

/** The form that every sentence about findings has. */
function wellFormed(sentence: string, locale: Locale): void {
  expect(sentence).not.toMatch(/\bundefined\b|\bnull\b|NaN|\[object|\$\{|, ,|，，|、、|^\s|\s$| {2}/)
  if (locale === en) {
    expect(sentence).toMatch(/^[A-Z].*[A-Za-z0-9)"]\.$/)
    // One sentence, in plain ASCII but for names of reforms.
    expect(sentence.slice(0, -1)).not.toMatch(/[.!?](?!\d)/)
    expect(sentence).toMatch(/^[ -~]+$/)
  } else {
    expect(sentence).toMatch(/^[^。]+。$/)
    expect(sentence).not.toMatch(/\p{sc=Han}\s*[,.;:!?()"']\s*\p{sc=Han}/u)
    expect(sentence).not.toMatch(/\s/)
    // Letters only in licence classes, the app's own name and the ids of rule sets.
    const rest = sentence.replace(/“[^”]*”/g, '').replace(/(?<![A-Za-z])[A-FMNP]\d?(?![A-Za-z])/g, '')
    expect(rest).not.toMatch(/[A-Za-z]/)
  }
}
