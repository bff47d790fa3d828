import { describe, expectTypeOf, test } from 'vitest'
import {
  type BindingWords,
  type ExplainOptions,
  en,
  enBinding,
  enHandling,
  enLabels,
  enRegistry,
  enStories,
  explain,
  explainRefusal,
  type HandlingWords,
  headline,
  type JudgedOf,
  type Labels,
  type Locale,
  type OutcomeWords,
  type Problem,
  type ProblemWords,
  problemOfDecision,
  problemOfOutcome,
  type RegistryWords,
  type SourceWords,
  type StoryWords,
  zhCN,
} from '../../src/explain/index.ts'
import type { FormOptions } from '../../src/form/index.ts'
import type {
  BindingFacts,
  Decision,
  FactName,
  Fen,
  Finding,
  HandlingFacts,
  HelpedRule,
  Invalid,
  NoRuleSetFinding,
} from '../../src/index.ts'
import type { RuleId } from '../../src/law/index.ts'

/** Something without one of its parts, as a translator might leave it. */
type Without<T, Key extends keyof T> = Omit<T, Key>
declare function without<T, Key extends keyof T>(whole: T, key: Key): Without<T, Key>

describe('a locale', () => {
  test('both languages are whole', () => {
    expectTypeOf(en).toEqualTypeOf<Locale>()
    expectTypeOf(zhCN).toEqualTypeOf<Locale>()
    expectTypeOf<keyof BindingWords['bind']['rules'] | keyof HandlingWords['handle']['rules']>().toEqualTypeOf<
      Finding['rule']
    >()
    expectTypeOf<keyof Locale['outcomes']['holds']>().toEqualTypeOf<RuleId>()
    expectTypeOf<keyof Locale['names']['facts']>().toEqualTypeOf<FactName>()
    expectTypeOf<keyof BindingWords['bind']['facts']>().toEqualTypeOf<keyof BindingFacts>()
    expectTypeOf<keyof HandlingWords['handle']['facts']>().toEqualTypeOf<keyof HandlingFacts>()
  })

  test('holds the words of the forms of both questions, which alone are no language', () => {
    expectTypeOf<Locale>().toExtend<BindingWords & HandlingWords & Labels>()
    // @ts-expect-error what a form says is not all that explain says
    const words: Locale = { ...enBinding, ...enHandling, ...enLabels }
    expectTypeOf(words).toEqualTypeOf<Locale>()
  })
})

/** A language made up outside the package: whole, but for what each test leaves out. */
declare const bind: BindingWords['bind']
declare const handle: HandlingWords['handle']
declare const forms: Locale['forms']
declare const grammar: Locale['grammar']
declare const names: Labels['names']
declare const sources: SourceWords
declare const outcomes: OutcomeWords
declare const problems: ProblemWords

describe('a third language', () => {
  test('can be added, whole or for one question', () => {
    const eo: Locale = { tag: 'eo', grammar, forms, bind, handle, names, sources, outcomes, problems }
    const half: BindingWords = { tag: 'eo', grammar, forms, bind }
    expectTypeOf(explain({} as Decision, eo)).toEqualTypeOf<readonly string[]>()
    expectTypeOf(half).toExtend<FormOptions<BindingFacts, 'vehicle', Record<never, never>>['locale']>()
  })

  test('with one word missing does not compile', () => {
    // @ts-expect-error the rule since-binding has no words
    const rules: HandlingWords['handle']['rules'] = without(handle.rules, 'since-binding')
    // @ts-expect-error nothing is said of what to do where driver-cap fails
    const cap: BindingWords['bind']['rules']['driver-cap'] = without(bind.rules['driver-cap'], 'todo')
    // @ts-expect-error nothing is said where fine-limit holds
    const fine: Locale['outcomes']['holds'] = without(outcomes.holds, 'fine-limit')
    // @ts-expect-error the rule fine-limit has no name
    const label: Labels['names']['rules'] = without(names.rules, 'fine-limit')
    // @ts-expect-error a rule for another channel is not told
    const reason: Locale['outcomes']['notApplicable'] = without(outcomes.notApplicable, 'other-channel')
    // @ts-expect-error what is malformed has no sentence
    const fault: Locale['forms'] = without(forms, 'malformed')
    // @ts-expect-error a refusal has no headline
    const head: Locale['forms']['headlines'] = without(forms.headlines, 'refused')
    // @ts-expect-error boundSince has no name
    const ask: HandlingWords['handle']['facts'] = without(handle.facts, 'boundSince')
    // @ts-expect-error the state locked has no name
    const state: Labels['names']['licenceStates'] = without(names.licenceStates, 'locked')
    // @ts-expect-error the set of 2024 has no name
    const set: SourceWords['ruleSets'] = without(sources.ruleSets, 'cn-2024-11-01')
    // @ts-expect-error no reader is told how a reprint was reached
    const reached: SourceWords['reached'] = without(sources.reached, 'reprint-credited')
    // @ts-expect-error the refusal unknown-driver has no sentence
    const refusals: RegistryWords['refusals'] = without(enRegistry.refusals, 'unknown-driver')
    // @ts-expect-error nobody tells of a release
    const steps: StoryWords['steps'] = without(enStories.steps, 'release')
    expectTypeOf([rules, cap, fine, label, reason, fault, head]).toBeArray()
    expectTypeOf([ask, state, set, reached, refusals, steps]).toBeArray()
  })

  test('words for what does not exist do not compile', () => {
    const rule = 'speed-limit'
    // @ts-expect-error there is no such rule
    expectTypeOf(en.names.rules[rule])
  })

  test('sentences of a rule take the finding of that rule', () => {
    expectTypeOf<JudgedOf<'fine-limit'>['supplied']>().toEqualTypeOf<Fen>()
    expectTypeOf(en.handle.rules['fine-limit'].fails).parameter(0).toEqualTypeOf<JudgedOf<'fine-limit'>>()
    expectTypeOf(en.handle.rules['no-rule-set-in-force'].fails).parameter(0).toEqualTypeOf<NoRuleSetFinding>()
    expectTypeOf<HelpedRule>().toExtend<RuleId>()
    const fine = {} as JudgedOf<'fine-limit'>
    // @ts-expect-error a fine is no state of a licence
    en.handle.rules['licence-state'].fails(fine)
    // @ts-expect-error what is unknown has no sides to tell
    en.handle.rules['fine-limit'].fails({} as Extract<Finding, { outcome: 'unknown' }>)
    // @ts-expect-error nothing helps against a fine
    expectTypeOf(en.handle.rules['fine-limit'].todo)
  })
})

describe('explain', () => {
  test('takes any answer, judged or invalid, and gives text that cannot be changed', () => {
    expectTypeOf(explain).parameter(0).toEqualTypeOf<Decision | Invalid>()
    expectTypeOf(explain).parameter(1).toEqualTypeOf<Locale>()
    expectTypeOf(explain).parameter(2).toEqualTypeOf<ExplainOptions | undefined>()
    expectTypeOf(explain).returns.toEqualTypeOf<readonly string[]>()
    expectTypeOf(explainRefusal).parameter(0).toEqualTypeOf<string>()
    expectTypeOf(headline({} as Decision, zhCN, { audience: 'driver' })).toEqualTypeOf<string>()
    expectTypeOf(problemOfDecision({} as Decision, zhCN)).toEqualTypeOf<Problem>()
  })

  test('a language is a locale, not a tag, and refusals of a registry take their words', () => {
    const decision = {} as Decision
    // @ts-expect-error pass `zhCN`, not its name
    explain(decision, 'zh-CN')
    // @ts-expect-error a boolean is not a table of citations
    explain(decision, en, { cite: true })
    // @ts-expect-error a language alone has no words for refusals
    problemOfOutcome({ status: 'refused', code: 'key-reused' }, en)
  })
})
