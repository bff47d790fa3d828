/**
 * Asks a rule set what it lets happen: shortest ways round it, and which cases decide differently under another.
 *
 * @module
 */

export {
  type Ban,
  bindingsOfVehicleADay,
  type CountedPair,
  type CountedPairs,
  placesTakenToDayEnd,
  type Supposing,
  supposing,
} from './analysis/bans.ts'
export { type Change, type Comparison, compareRuleSets, type Given } from './analysis/compare.ts'
export { type Exploration, explore, type None, type Unknown, type Witness } from './analysis/explore.ts'
export {
  everyState,
  type Question,
  type RememberedFact,
} from './analysis/question.ts'
export {
  boundAfterTheFact,
  handledAsLaterOwner,
  LOOPHOLES,
  manyDriversForOneVehicle,
  manyVehiclesForOneDriver,
  sixBindingsInSevenDays,
  tenBindingsInTenDays,
} from './analysis/questions.ts'
export {
  OCCURRENCES,
  type Occurrences,
  OPERATIONS,
  type Operation,
  type Scope,
  type WholeScope,
} from './analysis/scope.ts'
export type { Budget, Observer } from './analysis/search.ts'
export type { Language } from './analysis/story.ts'
