// The entry `demerit/explain`: decisions in words.

export type { Beside, Elsewhere } from './explain/beside.ts'
export { en } from './explain/en.ts'
export { explain, explainFinding, headline, reasonsByField } from './explain/explain.ts'
export { explainIssue } from './explain/issues.ts'
export type { Compared, FindingAs, Headline, JudgedOf, Judgement, Judgements, Locale, Names } from './explain/locale.ts'
export { zhCN } from './explain/zh-CN.ts'
