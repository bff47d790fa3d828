import type { FactName } from './facts.ts'

/** Pairs of facts whose first is never more, or later, than the second of the same row: what is otherwise happened nowhere. */
export const NEVER_MORE: readonly (readonly [less: FactName, more: FactName])[] = Object.freeze([
  ['occurredAt', 'at'],
  ['boundSince', 'at'],
  ['ownedSince', 'at'],
  ['vehicleReleasedAt', 'at'],
  ['driverApplicationsToday', 'driverApplicationsThisYear'],
  ['driverApplicationsThisYear', 'driverBindingsEver'],
  ['driverBindings', 'driverBindingsEver'],
] as const)
