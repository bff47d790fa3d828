/**
 * Decisions in words, for officials and for drivers, in English and in Chinese.
 *
 * @module demerit/explain
 */

export type { CardOf, CardSure, CardWords, ParameterName, ParameterValue } from './card.ts'
export { enBinding as enBindingForm, enHandling as enHandlingForm } from './en/index.ts'
export { fieldOf } from './old/concerns.ts'
export type { DecisionContext } from './old/context.ts'
export {
  en,
  enBinding,
  enCard,
  enHandling,
  enInputs,
  enLabels,
  enRegistry,
  enSources,
  enStories,
} from './old/en/index.ts'
export { explain, explainFinding } from './old/explain.ts'
export { reasonsByField } from './old/fields.ts'
export { headline } from './old/headline.ts'
export { explainIssue } from './old/issues.ts'
export {
  AUDIENCES,
  type Audience,
  type BindingFormWords,
  type BindingWords,
  type Compared,
  type ComparedOutcome,
  type Core,
  type Field,
  type FindingAs,
  type FormCore,
  type FormQuestionWords,
  type FormWords,
  type HandlingFormWords,
  type HandlingWords,
  type Headline,
  type InputWords,
  type JudgedOf,
  type Labels,
  type Locale,
  type Names,
  type OfficialHeadline,
  type QuestionWords,
  type Refused,
  type RuleOf,
  type Says,
  type SourceWords,
  type TimesWords,
  type Words,
} from './old/locale.ts'
export type { ExplainOptions } from './old/options.ts'
export {
  type Problem,
  type ProblemFinding,
  type ProblemJudgement,
  type ProblemMessage,
  type ProblemOptions,
  problemOf,
} from './old/problem.ts'
export { explainRefusal } from './old/refusal.ts'
export type { RegistryWords } from './old/refusals.ts'
export {
  zhCN,
  zhCNBinding,
  zhCNCard,
  zhCNHandling,
  zhCNInputs,
  zhCNLabels,
  zhCNRegistry,
  zhCNSources,
  zhCNStories,
} from './old/zh-CN/index.ts'
export type { StoryContext, StoryStep, StoryTime, StoryWords } from './stories.ts'
export { zhCNBinding as zhCNBindingForm, zhCNHandling as zhCNHandlingForm } from './zh-CN/index.ts'
