/**
 * Why a rule in force does not concern a case: another channel; the driver's own vehicle; the violation has no points;
 * there is no binding to date; there is none, but the vehicle's first one would clear the backlog; this is that first one;
 * no binding of the vehicle by another driver has ended.
 */
export const REASONS = Object.freeze([
  'other-channel',
  'own-vehicle',
  'no-points',
  'no-binding',
  'no-first-binding',
  'first-binding',
  'no-release',
] as const)
/** Why one rule does not concern the case. */
export type Reason = (typeof REASONS)[number]
