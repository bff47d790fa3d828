/**
 * Questions to the law itself: the shortest way round a rule set, and the cases that two rule sets decide differently; and audits of rows.
 *
 * @module demerit/analysis
 */

export { type Capacity, capacityOf } from './capacity/capacity.ts'
export { type LicenceSale, type LicencesNeeded, licencesFor } from './capacity/licences-for.ts'
export { OCCURRED, type Occurred, type Ring } from './capacity/ring.ts'
export type { CardCertainty, CardLanguage, CardProvision } from './card.ts'
export { newsArticle } from './cases/article.ts'
export { courtCases } from './cases/cases.ts'
export {
  type Assumption,
  type AssumptionName,
  type Assumptions,
  type CaseRange,
  type CourtCase,
  type FigureUnit,
  type Measure,
  ORDERS,
  type Order,
  type PricedThing,
  type Ranged,
  type Stated,
  type ToldCase,
  type TotalRange,
} from './cases/court-case.ts'
export { type ActsByChannel, type GainsAndLosses, gainsAndLosses } from './cases/gains.ts'
export type { Statement } from './cases/insider.ts'
export { channelsOf, countOf, rangeOf, rangesAgainst, rangesUnder } from './cases/range-of.ts'
export { rangeText } from './cases/range-text.ts'
export { totalsOf } from './cases/recorded.ts'
export { type CaseReplay, replayCase } from './cases/replay-case.ts'
export type { Tally } from './cases/tally.ts'
export { compareRuleSets, type Given, type RuleSetComparison, type VerdictChange } from './compare/compare.ts'
export {
  bindingsOfVehicleADay,
  type CountedPair,
  type CountedPairs,
  placesTakenToDayEnd,
} from './explore/daily-restrictions.ts'
export { type Exploration, explore, type None, type Unknown, type Witness } from './explore/explore.ts'
export {
  everyState,
  type Goal,
  type GoalRestriction,
  type RememberedFact,
} from './explore/goal.ts'
export {
  boundAfterTheFact,
  handledAsLaterOwner,
  handledAsOwnerAfterTheAct,
  LOOPHOLES,
  manyDriversForOneVehicle,
  manyVehiclesForOneDriver,
  sixBindingsInSevenDays,
  tenBindingsInTenDays,
} from './explore/loopholes.ts'
export { type Restricted, type Restriction, withRestriction } from './explore/restriction.ts'
export {
  OCCURRENCES,
  type Occurrences,
  OPERATIONS,
  type Operation,
  type SearchScope,
  type WholeSearchScope,
} from './explore/scope.ts'
export type { Budget, Observer } from './explore/search.ts'
export type { ActsBy } from './rows/acts-by.ts'
export { type AuditRowsOptions, auditRows, type RowAudit } from './rows/audit-rows.ts'
export type { RowNote } from './rows/checks.ts'
export { type FactColumn, type HeaderProblem, questionIn, type ReadHeaders } from './rows/headers.ts'
export type { MalformedCell } from './rows/row-reader.ts'
export type { JudgedRow, MalformedColumn, RowDecision, RowsSummary, RowVerdict } from './rows/summary.ts'
export { type RuleCard, ruleCard } from './rule-card.ts'
export { type SentenceRow, sentencesOf } from './sentences.ts'
export type { StoryLanguage } from './story/story.ts'
