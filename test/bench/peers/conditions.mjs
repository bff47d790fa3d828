// @ts-check
/** What is written by hand, a function a rule, for the peers that check a record's types and take functions for the rest. */
import { coveringOf, meet } from '../node_modules/.built/decisions.mjs'

/** @type {Record<string, (terms: any) => (facts: any) => boolean>} */
const HOLDS = {
  'own-vehicle': () => (facts) => facts.driver !== facts.vehicleOwner,
  'already-bound': () => (facts) => !facts.pairBound,
  'driver-cap':
    ({ limit }) =>
    (facts) =>
      facts.driverBindings < limit,
  'vehicle-cap':
    ({ limit }) =>
    (facts) =>
      facts.vehicleBindings < limit,
  'identity-verified': () => (facts) => facts.identityVerified,
  'violation-open': () => (facts) => facts.violationState === 'open',
  'not-before-occurrence': () => (facts) => facts.occurredAt <= facts.at,
  'open-binding': () => (facts) => facts.boundSince !== null,
  'since-binding': ({ grain, scope }) => {
    const after =
      grain === 'day'
        ? (/** @type {any} */ facts) => facts.occurredAt >= facts.boundSince.slice(0, 10)
        : (/** @type {any} */ facts) => facts.occurredAt >= facts.boundSince
    return (facts) => facts.boundSince === null || (scope === 'with-points' && facts.points === 0) || after(facts)
  },
  'plate-type':
    ({ allowed }) =>
    (facts) =>
      allowed.includes(facts.plateType),
  'fine-limit':
    ({ limit }) =>
    (facts) =>
      facts.fine <= limit,
  'recorded-by-monitoring': () => (facts) => facts.recordedBy === 'monitoring',
  'points-room':
    ({ full }) =>
    (facts) =>
      facts.points === 0 || facts.pointsHeld + facts.points < full,
  'single-points-limit':
    ({ limit }) =>
    (facts) =>
      facts.points <= limit,
  'repeat-full-score':
    ({ limit }) =>
    (facts) =>
      facts.fullScoreStudies < limit,
  'licence-class': () => (facts) => meet(facts.licenceClasses, coveringOf(facts.plateType)),
  'licence-held': () => (facts) => facts.points === 0 || facts.licenceClasses.length > 0,
  'licence-state':
    ({ barred }) =>
    (facts) =>
      !meet(facts.licenceStates, barred),
  'offender-present': () => (facts) => facts.offenderPresent,
}

/** @param {any} provision @returns {(facts: any) => boolean} whether the rule holds, or does not concern the case */
export function conditionOf({ rule, channels, vehicles, ...terms }) {
  const holds = /** @type {(terms: any) => (facts: any) => boolean} */ (HOLDS[rule])(terms)
  if (channels === 'all' && vehicles === 'all') return holds
  return (facts) =>
    (channels !== 'all' && !channels.includes(facts.channel)) ||
    (vehicles === 'others' && facts.driver === facts.vehicleOwner) ||
    holds(facts)
}
