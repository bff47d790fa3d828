/**
 * For other people's test suites: arbitraries of every value, and a kit that tries another system against this library.
 * Needs fast-check 4.
 *
 * @module demerit/testing
 */

export type { Adapter, Answer, Bound, HandledBy } from './adapter.ts'
export { type CheckOptions, checkAgainst, type Difference, type SystemComparison } from './check-against.ts'
export { type CommandsOptions, command, commands, registry, STARTS } from './commands.ts'
export { type Concurrency, type ConcurrencyOptions, concurrently } from './concurrently.ts'
export { DRIVERS, OWNERS, VEHICLES, VIOLATIONS } from './drafts.ts'
export { partialBindingFacts, partialHandlingFacts, wholeBindingFacts, wholeHandlingFacts } from './facts.ts'
export type { Answered } from './orders.ts'
export { driver, facts, type QuestionAndFacts, vehicle, violation } from './records.ts'
export { ruleSet } from './rule-sets.ts'
export {
  amounts,
  driverIds,
  instants,
  legalDays,
  licenceNumbers,
  ownerIds,
  plates,
  vehicleIds,
  violationIds,
} from './values.ts'
