import { describe, expectTypeOf, test } from 'vitest'
import type { Decision, Finding, Invalid, NoRuleSetFinding } from '../../src/decision/decision.ts'
import {
  type ExplainOptions,
  en,
  explain,
  explainFinding,
  explainRefusal,
  type JudgedOf,
  type Locale,
  type Refused,
  reasonsByField,
  zhCN,
} from '../../src/explain/index.ts'
import type { IssueCode } from '../../src/input/issue.ts'
import type { FactName } from '../../src/law/facts.ts'
import type { RuleId } from '../../src/law/rules/index.ts'
import type { RefusalCode } from '../../src/registry/decide-command.ts'
import type { Fen } from '../../src/values/fen.ts'

/** Something without one of its parts, as a translator might leave it. */
type Without<T, Key extends keyof T> = Omit<T, Key>
declare function without<T, Key extends keyof T>(whole: T, key: Key): Without<T, Key>

describe('a locale', () => {
  test('both languages are whole', () => {
    expectTypeOf(en).toEqualTypeOf<Locale>()
    expectTypeOf(zhCN).toEqualTypeOf<Locale>()
    expectTypeOf<keyof Locale['judged']>().toEqualTypeOf<RuleId | 'no-rule-set-in-force'>()
    expectTypeOf<keyof Locale['issues']>().toEqualTypeOf<IssueCode>()
    expectTypeOf<keyof Locale['names']['facts']>().toEqualTypeOf<FactName>()
  })

  test('without a rule it does not compile', () => {
    const judged: Locale['judged'] = en.judged
    // @ts-expect-error the rule since-binding has no sentences
    const wanting: Locale['judged'] = without(judged, 'since-binding')
    const whole: Locale['judged'] = { ...without(judged, 'since-binding'), 'since-binding': judged['since-binding'] }
    // @ts-expect-error nor may the plain-law finding be left out
    const unlawful: Locale['judged'] = without(judged, 'no-rule-set-in-force')
    expectTypeOf([wanting, unlawful, whole]).toBeArray()
  })

  test('without an outcome it does not compile', () => {
    // @ts-expect-error the rule driver-cap has no sentence for what fails
    const mute: Locale['judged'] = { ...en.judged, 'driver-cap': without(en.judged['driver-cap'], 'fails') }
    // @ts-expect-error nothing is said of unknown findings
    const ignorant: Locale = { ...en, unjudged: without(en.unjudged, 'unknown') }
    expectTypeOf([mute, ignorant]).toBeArray()
  })

  test('without an issue code, a fact name or another word it does not compile', () => {
    // @ts-expect-error the code no-offset has no sentence
    const code: Locale['issues'] = without(zhCN.issues, 'no-offset')
    // @ts-expect-error the fact boundSince has no name
    const fact: Locale['names']['facts'] = without(zhCN.names.facts, 'boundSince')
    // @ts-expect-error the rule fine-limit has no name
    const rule: Locale['names']['rules'] = without(zhCN.names.rules, 'fine-limit')
    // @ts-expect-error the channel kiosk has no name
    const channel: Locale['names']['channels'] = without(zhCN.names.channels, 'kiosk')
    // @ts-expect-error the state locked has no name
    const state: Locale['names']['licenceStates'] = without(zhCN.names.licenceStates, 'locked')
    // @ts-expect-error the plate type 52 has no name
    const plate: Locale['names']['plateTypes'] = without(zhCN.names.plateTypes, '52')
    // @ts-expect-error the consent sms has no name
    const consent: Locale['names']['ownerConsents'] = without(zhCN.names.ownerConsents, 'sms')
    // @ts-expect-error the verdict undetermined has no name
    const verdict: Locale['names']['verdicts'] = without(zhCN.names.verdicts, 'undetermined')
    expectTypeOf([code, fact, rule, channel, state, plate, consent, verdict]).toBeArray()
  })

  test('words for what does not exist do not compile', () => {
    const rule = 'speed-limit'
    // @ts-expect-error there is no such rule
    expectTypeOf(en.names.rules[rule])
    // @ts-expect-error there is no such code
    expectTypeOf(en.issues['too-fast'])
  })

  test('sentences of a rule take the finding of that rule', () => {
    expectTypeOf<JudgedOf<'fine-limit'>['supplied']>().toEqualTypeOf<Fen>()
    expectTypeOf(en.judged['fine-limit'].fails).parameter(0).toEqualTypeOf<JudgedOf<'fine-limit'>>()
    expectTypeOf(en.judged['no-rule-set-in-force'].fails).parameter(0).toEqualTypeOf<NoRuleSetFinding>()
    const fine = {} as JudgedOf<'fine-limit'>
    // @ts-expect-error a fine is no state of a licence
    en.judged['licence-state'].fails(fine)
    // @ts-expect-error what is unknown has no sides to tell
    en.judged['fine-limit'].fails({} as Extract<Finding, { outcome: 'unknown' }>)
  })
})

describe('explain', () => {
  test('takes any answer, judged or invalid, and gives text that cannot be changed', () => {
    expectTypeOf(explain).parameters.toEqualTypeOf<[Decision | Invalid, Locale, (ExplainOptions | undefined)?]>()
    expectTypeOf(explain).returns.toEqualTypeOf<readonly string[]>()
    expectTypeOf(reasonsByField).returns.toEqualTypeOf<Readonly<Record<string, readonly string[]>>>()
    expectTypeOf(explainFinding).parameter(0).toEqualTypeOf<Finding>()
    expectTypeOf(explainRefusal).parameters.toEqualTypeOf<[string, Locale]>()
    expectTypeOf(en.refused).parameter(0).toEqualTypeOf<RefusalCode | Finding['rule']>()
    expectTypeOf(en.judged['fine-limit'].fails).returns.toEqualTypeOf<Refused>()
  })

  test('a language is a locale, not a tag', () => {
    const decision = {} as Decision
    // @ts-expect-error pass `zhCN`, not its name
    explain(decision, 'zh-CN')
  })
})
