import type { CardSure } from '../explain/card.ts'
import type { Locale } from '../explain/locale.ts'
import type { Grade, Reached } from '../law/citation.ts'
import type { CitationKey } from '../law/citations.ts'
import type { Question } from '../law/question.ts'
import type { RuleId } from '../law/rules.ts'
import type { Channel } from '../values/channel.ts'
import type { LegalDay } from '../values/instant.ts'

/** One provision 条款 on a card, as data and in words. */
export interface CardProvision {
  readonly question: Question
  readonly rule: RuleId
  /** What the rule is called. */
  readonly name: string
  readonly parameters: Readonly<Record<string, unknown>>
  /** The parameters in words: `3`, `200元`; empty for a rule without parameters. */
  readonly number: string
  readonly channels: 'all' | readonly Channel[]
  /** Which channels and whose vehicles it binds, in words. */
  readonly binds: string
  /** The sentence of the law, in short. */
  readonly law: string
  readonly citation: CitationKey
  /** Where it stands, in words; of what is inferred, that it is. */
  readonly source: string
  readonly url: string
  /** The first day on which the source attests it. */
  readonly since: LegalDay
  readonly grade: Grade
  readonly reached: Reached
}

/** How much of a card is sure: on what its provisions rest. */
export interface CardCertainty extends CardSure {
  readonly byGrade: { readonly [G in Grade]: number }
  readonly byReached: { readonly [R in Reached]: number }
}

/** A language with its labels and sources, such as `en` or `zhCN`. */
export type CardLanguage = Pick<Locale, 'tag' | 'names' | 'sources'>
