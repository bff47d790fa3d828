import { adviseBinding, adviseHandling } from '../advice/advise.ts'
import { sentenceOf } from '../explain/explain.ts'
import { headlineOf, noteWords } from '../explain/headline.ts'
import type { Locale } from '../explain/locale.ts'
import { wordsArgument } from '../explain/options.ts'
import type { RegistryWords } from '../explain/refusals.ts'
import { requestFor } from '../explain/sentence.ts'
import { FACTS, type FactName } from '../law/facts.ts'
import { QUESTIONS, type Question } from '../law/question.ts'
import { rulesArgument } from '../law/rule-sets/rule-book.ts'
import type { RuleSet } from '../law/rule-sets/rule-set.ts'
import type { Channel } from '../values/channel.ts'
import { TRIED } from './kinds.ts'

/** A sentence that people read, with its case. */
export interface SentenceRow {
  /** The rule, `headline`, `note`, `ask` or a code of a refusal. */
  readonly of: string
  /** The question, the rule set and what is otherwise than usual. */
  readonly when: string
  readonly text: string
}

/**
 * Every sentence of a language with a case in which it is said, under these rule sets: for review by lawyers. Each fact is
 * varied by itself from what is usual, at a window and in the app; of equal sentences the first case is kept.
 */
export function sentencesOf(language: Locale & RegistryWords, sets: readonly RuleSet[]): readonly SentenceRow[] {
  wordsArgument('sentencesOf(language)', language)
  for (const set of sets) rulesArgument('sentencesOf(sets)', set)
  const rows = new Map<string, SentenceRow>()
  const add = (of: string, when: string, text: string) => {
    if (!rows.has(`${of}\n${text}`)) rows.set(`${of}\n${text}`, Object.freeze({ of, when, text }))
  }
  for (const question of QUESTIONS) {
    for (const set of sets) {
      for (const { when, facts } of casesOf(question)) {
        for (const { of, text } of sentencesIn(question, set, facts, language))
          add(of, `${question}, ${set.id}, ${when}`, text)
      }
    }
    for (const fact of Object.keys(language[question].facts))
      add('ask', `${question}, ${fact}`, requestFor(fact as FactName, language[question], language))
  }
  for (const [code, text] of Object.entries(language.refusals)) add(code, 'registry', text)
  return Object.freeze([...rows.values()])
}

/** What is said of one case: the headline, what follows, and each finding. */
function sentencesIn(
  question: Question,
  set: RuleSet,
  facts: CaseFacts,
  language: Locale,
): readonly Pick<SentenceRow, 'of' | 'text'>[] {
  const half = language[question]
  const advice = question === 'bind' ? adviseBinding(facts, set) : adviseHandling(facts, set)
  if (advice.verdict === 'invalid') return []
  return [
    { of: 'headline', text: headlineOf(advice, half, language) },
    ...noteWords(half, advice.notes).map((text) => ({ of: 'note', text: language.grammar.sentence(text) })),
    ...advice.findings.map((finding) => ({ of: finding.rule, text: sentenceOf(finding, language, half, advice) })),
  ]
}

type CaseFacts = Readonly<Record<string, unknown>>

/** The usual facts, and each fact otherwise, alone, at a window and in the app. */
function casesOf(question: Question): readonly { readonly when: string; readonly facts: CaseFacts }[] {
  const facts = FACTS.filter((fact) => fact.questions.includes(question) && fact.name !== 'channel')
  const usual = Object.fromEntries(facts.map((fact) => [fact.name, fact.example]))
  const otherwise = facts.flatMap((fact) =>
    [...(fact.orNull ? [null] : []), ...TRIED[fact.kind].told(fact), undefined].map((value) => ({
      [fact.name]: value,
    })),
  )
  return (['window', 'app'] satisfies Channel[]).flatMap((channel) =>
    [{}, ...otherwise, ...TOGETHER.filter((each) => Object.keys(each).every((name) => name in usual))].map((change) => {
      const told = Object.entries(change).map(([name, value]) => `${name} ${JSON.stringify(value) ?? 'unknown'}`)
      return { when: [channel, ...told].join(', '), facts: { ...usual, channel, ...change } }
    }),
  )
}

const AT = '2024-12-01T10:00:00+08:00'
/** Facts that only together make a case. */
const TOGETHER: readonly CaseFacts[] = [
  { fine: 50_000, licenceStates: ['expired'] },
  { plateType: '01', driverBindings: 3 },
  { boundSince: null, occurredAt: AT },
  { boundSince: null, points: 0 },
  { pointsHeld: 12, licenceStates: ['full-points'] },
  { boundSince: '2024-11-20T12:00:00+08:00' },
  { occurredAt: '2024-12-01T10:00:30+08:00' },
  { boundSince: '2025-01-01T12:00:00+08:00' },
  { driverApplicationsToday: 1, driverApplicationsThisYear: 5 },
  { vehicleReleasedAt: '2024-10-01T12:00:00+08:00' },
  { vehicleReleasedAt: '2024-10-01T12:00:00+08:00', at: undefined },
]
