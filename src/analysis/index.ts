/**
 * Asks a rule set what it lets happen: shortest ways round it, and which cases decide differently under another.
 *
 * @module
 */

export { type Change, type Comparison, compareRuleSets, type Given } from './compare/compare.ts'
export {
  type Ban,
  bindingsOfVehicleADay,
  type CountedPair,
  type CountedPairs,
  placesTakenToDayEnd,
  type Supposing,
  supposing,
} from './explore/bans.ts'
export { type Exploration, explore, type None, type Unknown, type Witness } from './explore/explore.ts'
export {
  everyState,
  type Question,
  type RememberedFact,
} from './explore/question.ts'
export {
  boundAfterTheFact,
  handledAsLaterOwner,
  LOOPHOLES,
  manyDriversForOneVehicle,
  manyVehiclesForOneDriver,
  sixBindingsInSevenDays,
  tenBindingsInTenDays,
} from './explore/questions.ts'
export {
  OCCURRENCES,
  type Occurrences,
  OPERATIONS,
  type Operation,
  type Scope,
  type WholeScope,
} from './explore/scope.ts'
export type { Budget, Observer } from './explore/search.ts'
export type { Language } from './story/story.ts'
