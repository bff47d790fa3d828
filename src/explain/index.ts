// The entry `demerit/explain`: decisions in words.

export type { Beside, Elsewhere } from './beside.ts'
export { en } from './en/index.ts'
export {
  type ExplainOptions,
  explain,
  explainFinding,
  explainRefusal,
  headline,
  reasonsByField,
} from './explain.ts'
export { explainIssue } from './issues.ts'
export type {
  Compared,
  FindingAs,
  Headline,
  Judged,
  JudgedOf,
  Judgement,
  Judgements,
  Locale,
  Names,
  Refused,
} from './locale.ts'
export { zhCN } from './zh-CN/index.ts'
