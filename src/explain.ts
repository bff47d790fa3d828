// The entry `demerit/explain`: decisions in words.

export type { Beside, Elsewhere } from './explain/beside.ts'
export { en } from './explain/en.ts'
export { explain, explainFinding, explainRefusal, headline, reasonsByField } from './explain/explain.ts'
export { explainIssue } from './explain/issues.ts'
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
} from './explain/locale.ts'
export { zhCN } from './explain/zh-CN.ts'
