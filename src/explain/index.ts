/**
 * Decisions in words, for officials and for drivers, in English and in Chinese.
 *
 * @module demerit/explain
 */

export type { CardOf, CardSure, CardWords, ParameterName, ParameterValue } from './card.ts'
export { fieldOf } from './concerns.ts'
export type { DecisionContext } from './context.ts'
export {
  en,
  enBinding,
  enBindingForm,
  enCard,
  enHandling,
  enHandlingForm,
  enInputs,
  enLabels,
  enRegistry,
  enSources,
  enStories,
} from './en/index.ts'
export { explain, explainFinding } from './explain.ts'
export { reasonsByField } from './fields.ts'
export { headline } from './headline.ts'
export { explainIssue } from './issues.ts'
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
} from './locale.ts'
export type { ExplainOptions } from './options.ts'
export {
  type Problem,
  type ProblemFinding,
  type ProblemJudgement,
  type ProblemMessage,
  type ProblemOptions,
  problemOf,
} from './problem.ts'
export { explainRefusal } from './refusal.ts'
export type { RegistryWords } from './refusals.ts'
export type { StoryContext, StoryStep, StoryTime, StoryWords } from './stories.ts'
export {
  zhCN,
  zhCNBinding,
  zhCNBindingForm,
  zhCNCard,
  zhCNHandling,
  zhCNHandlingForm,
  zhCNInputs,
  zhCNLabels,
  zhCNRegistry,
  zhCNSources,
  zhCNStories,
} from './zh-CN/index.ts'
