/**
 * Decisions in words for officials, and advice for drivers, in English and in Chinese. `sentence` and `headline` put the words of a
 * language together; `en/` and `zh-CN/` hold them. Nothing is decided here.
 *
 * @module demerit/explain
 */

export type { FactOf, JudgedOf, RuleOf } from '../advice/rule-of.ts'
export type { CardOf, CardSure, CardWords, ParameterName, ParameterValue } from './card.ts'
export { en, enBinding, enCard, enHandling, enLabels, enRegistry, enStories } from './en/index.ts'
export { explain, explainFinding, explainIssue, explainRefusal } from './explain.ts'
export { fieldOf } from './fields.ts'
export { headline } from './headline.ts'
export {
  AUDIENCES,
  type Audience,
  type BindingWords,
  type FactWords,
  type FormWords,
  type Grammar,
  type HandlingWords,
  type Labels,
  type Language,
  type Locale,
  type Names,
  type OfficialHead,
  type OutcomeWords,
  type ProblemWords,
  type QuestionWords,
  type RefusedHead,
  type RuleWords,
  type SourceWords,
} from './locale.ts'
export type { ExplainOptions } from './options.ts'
export {
  type Problem,
  type ProblemFinding,
  type ProblemIssue,
  type ProblemJudgement,
  type ProblemMessage,
  type ProblemOptions,
  type ProblemOutcome,
  problemOfDecision,
  problemOfIssues,
  problemOfJudgement,
  problemOfOutcome,
} from './problem.ts'
export type { RegistryWords } from './refusals.ts'
export type { StoryContext, StoryStep, StoryTime, StoryWords } from './stories.ts'
export { wordNames } from './word-names.ts'
export {
  zhCN,
  zhCNBinding,
  zhCNCard,
  zhCNHandling,
  zhCNLabels,
  zhCNRegistry,
  zhCNStories,
} from './zh-CN/index.ts'
