import { describe, expectTypeOf, test } from 'vitest'
import {
  type BindingWords,
  type Core,
  type ExplainOptions,
  en,
  enBinding,
  enHandling,
  enInputs,
  enLabels,
  enRegistry,
  enSources,
  enStories,
  explain,
  explainFinding,
  explainRefusal,
  type HandlingWords,
  headline,
  type InputWords,
  type JudgedOf,
  type Labels,
  type Locale,
  type Problem,
  problemOf,
  type Refused,
  type RegistryWords,
  reasonsByField,
  type SourceWords,
  type StoryWords,
  type Words,
  zhCN,
  zhCNBinding,
} from '../../src/explain/index.ts'
import type {
  BindingFacts,
  Decision,
  FactName,
  Fen,
  Finding,
  HandlingFacts,
  Invalid,
  IssueCode,
  NoRuleSetFinding,
  RuleId,
  WantedKind,
} from '../../src/index.ts'

/** Something without one of its parts, as a translator might leave it. */
type Without<T, Key extends keyof T> = Omit<T, Key>
declare function without<T, Key extends keyof T>(whole: T, key: Key): Without<T, Key>

describe('a locale', () => {
  test('both languages are whole', () => {
    expectTypeOf(en).toEqualTypeOf<Locale>()
    expectTypeOf(zhCN).toEqualTypeOf<Locale>()
    expectTypeOf<keyof BindingWords['bind']['fails'] | keyof HandlingWords['handle']['fails']>().toEqualTypeOf<RuleId>()
    expectTypeOf<keyof InputWords['inputs']['issues']>().toEqualTypeOf<IssueCode>()
    expectTypeOf<keyof InputWords['inputs']['wanted']>().toEqualTypeOf<WantedKind>()
    expectTypeOf<keyof Locale['names']['facts']>().toEqualTypeOf<FactName>()
    expectTypeOf<keyof BindingWords['bind']['requests']>().toEqualTypeOf<keyof BindingFacts>()
    expectTypeOf<keyof HandlingWords['handle']['requests']>().toEqualTypeOf<keyof HandlingFacts>()
  })

  test('it is its halves and its labels', () => {
    expectTypeOf(enBinding).toEqualTypeOf<BindingWords>()
    expectTypeOf({ ...enBinding, ...enHandling, ...enLabels, ...enSources, ...enInputs }).toExtend<Locale>()
    // @ts-expect-error labels alone are not the words for sentences
    const words: Words = enLabels
    expectTypeOf(words).toEqualTypeOf<Words>()
  })
})

/** A language made up outside the package: whole, but for what each test leaves out. */
declare const core: Core
declare const bind: BindingWords['bind']
declare const handle: HandlingWords['handle']
declare const names: Labels['names']
declare const sources: SourceWords['sources']
declare const inputs: InputWords['inputs']

describe('a third language', () => {
  test('can be added, whole or in halves', () => {
    const eo: Locale = { tag: 'eo', core, bind, handle, names, sources, inputs }
    const half: BindingWords = { tag: 'eo', core, bind }
    expectTypeOf(explain({} as Decision, eo)).toEqualTypeOf<readonly string[]>()
    expectTypeOf(explain({} as Decision, half)).toEqualTypeOf<readonly string[]>()
  })

  test('with one rule missing does not compile', () => {
    // @ts-expect-error nothing is said where since-binding fails
    const fails: HandlingWords['handle']['fails'] = without(handle.fails, 'since-binding')
    // @ts-expect-error nothing is said where since-binding holds
    const holds: HandlingWords['handle']['holds'] = without(handle.holds, 'since-binding')
    // @ts-expect-error a driver is not told what to do where driver-cap fails
    const advice: BindingWords['bind']['advice'] = without(bind.advice, 'driver-cap')
    // @ts-expect-error the rule fine-limit has no name
    const rules: HandlingWords['handle']['rules'] = without(handle.rules, 'fine-limit')
    // @ts-expect-error nor have the labels a name for it
    const label: Labels['names']['rules'] = without(names.rules, 'fine-limit')
    const again: HandlingWords['handle']['fails'] = { ...fails, 'since-binding': handle.fails['since-binding'] }
    expectTypeOf([fails, holds, advice, rules, label, again]).toBeArray()
  })

  test('with one other word missing does not compile', () => {
    // @ts-expect-error the code no-offset has no sentence
    const code: InputWords['inputs']['issues'] = without(inputs.issues, 'no-offset')
    // @ts-expect-error what a plate should be has no words
    const wanted: InputWords['inputs']['wanted'] = without(inputs.wanted, 'plate')
    // @ts-expect-error a rule for another channel is not told
    const reason: Core['notApplicable'] = without(core.notApplicable, 'other-channel')
    // @ts-expect-error nothing is said of what is unknown
    const ignorant: Core = without(core, 'unknown')
    // @ts-expect-error a driver has no headline
    const headless: Core['headline'] = without(core.headline, 'driver')
    // @ts-expect-error the fact boundSince has no name
    const fact: HandlingWords['handle']['facts'] = without(handle.facts, 'boundSince')
    // @ts-expect-error and nobody asks for it
    const request: HandlingWords['handle']['requests'] = without(handle.requests, 'boundSince')
    // @ts-expect-error the channel kiosk has no name
    const channel: Core['channels'] = without(core.channels, 'kiosk')
    // @ts-expect-error the state locked has no name
    const state: Labels['names']['licenceStates'] = without(names.licenceStates, 'locked')
    // @ts-expect-error the plate type 52 has no name
    const plate: Labels['names']['plateTypes'] = without(names.plateTypes, '52')
    // @ts-expect-error the set of 2024 has no name
    const set: Core['ruleSets'] = without(core.ruleSets, 'cn-2024-11-01')
    // @ts-expect-error no reader is told how a reprint was reached
    const reached: SourceWords['sources']['reached'] = without(sources.reached, 'reprint-credited')
    expectTypeOf([code, wanted, reason, ignorant, headless, fact, request, channel]).toBeArray()
    expectTypeOf([state, plate, set, reached]).toBeArray()
  })

  test('with one refusal or one step of a story missing does not compile', () => {
    // @ts-expect-error the refusal unknown-driver has no sentence
    const refusals: RegistryWords['refusals'] = without(enRegistry.refusals, 'unknown-driver')
    // @ts-expect-error the rule plate-type has none
    const rule: RegistryWords['refusals'] = without(enRegistry.refusals, 'plate-type')
    // @ts-expect-error nobody tells of a release
    const steps: StoryWords['steps'] = without(enStories.steps, 'release')
    expectTypeOf([refusals, rule, steps]).toBeArray()
  })

  test('words for what does not exist do not compile', () => {
    const rule = 'speed-limit'
    // @ts-expect-error there is no such rule
    expectTypeOf(en.names.rules[rule])
    // @ts-expect-error there is no such code
    expectTypeOf(en.inputs.issues['too-fast'])
  })

  test('sentences of a rule take the finding of that rule', () => {
    expectTypeOf<JudgedOf<'fine-limit'>['supplied']>().toEqualTypeOf<Fen>()
    expectTypeOf(en.handle.fails['fine-limit']).parameter(0).toEqualTypeOf<JudgedOf<'fine-limit'>>()
    expectTypeOf(en.core.noRuleSet.official).parameter(0).toEqualTypeOf<NoRuleSetFinding>()
    const fine = {} as JudgedOf<'fine-limit'>
    // @ts-expect-error a fine is no state of a licence
    en.handle.fails['licence-state'](fine)
    // @ts-expect-error what is unknown has no sides to tell
    en.handle.fails['fine-limit']({} as Extract<Finding, { outcome: 'unknown' }>)
  })
})

describe('explain', () => {
  test('takes any answer, judged or invalid, and gives text that cannot be changed', () => {
    expectTypeOf(explain).parameter(0).toEqualTypeOf<Decision | Invalid>()
    expectTypeOf(explain).parameter(1).toEqualTypeOf<Words>()
    expectTypeOf(explain).parameter(2).toEqualTypeOf<ExplainOptions | undefined>()
    expectTypeOf(explain).returns.toEqualTypeOf<readonly string[]>()
    expectTypeOf(reasonsByField).returns.toEqualTypeOf<Readonly<Record<string, readonly string[]>>>()
    expectTypeOf(explainFinding).parameter(0).toEqualTypeOf<Finding>()
    expectTypeOf(explainRefusal).parameter(0).toEqualTypeOf<string>()
    expectTypeOf(en.handle.fails['fine-limit']).returns.toEqualTypeOf<Refused>()
    expectTypeOf(headline({} as Decision, zhCNBinding, { audience: 'driver' })).toEqualTypeOf<string>()
  })

  test('a language is a locale, not a tag', () => {
    const decision = {} as Decision
    // @ts-expect-error pass `zhCN`, not its name
    explain(decision, 'zh-CN')
    // @ts-expect-error a boolean is not a table of citations
    explain(decision, zhCN, { cite: true })
    // @ts-expect-error nobody of that kind reads
    explain(decision, zhCN, { audience: 'lawyer' })
  })

  test('a problem has the status of its kind', () => {
    expectTypeOf<Problem['status']>().toEqualTypeOf<400 | 404 | 409 | 422 | 500>()
    expectTypeOf(problemOf({} as Decision, zhCN, { base: 'https://example.org/problems/' })).toEqualTypeOf<Problem>()
  })
})
