import type { BindingFacts, HandlingFacts, PlateType } from '../../../src/index.ts'
import type { RuleId } from '../../../src/law/index.ts'

/**
 * What a programmer writes who wants no library: the numbers in the code, the codes of the rules that fail, and nothing else:
 * no reading, no missing facts, no numbers behind the answer, no citations. Facts are complete and canonical, so that
 * instants are compared as text and a day is the first ten characters. Every rule is looked at.
 */

/** Binding under the rule as reported. */
export function bindAsReported(facts: BindingFacts): RuleId[] {
  const codes: RuleId[] = []
  if ((facts.driver as string) === facts.vehicleOwner) codes.push('own-vehicle')
  if (facts.pairBound) codes.push('already-bound')
  if (facts.driverBindings >= 3) codes.push('driver-cap')
  if (facts.vehicleBindings >= 3) codes.push('vehicle-cap')
  if (facts.channel === 'window' && !facts.identityVerified) codes.push('identity-verified')
  return codes
}

/** Handling under the rule as reported. */
export function handleAsReported(facts: HandlingFacts): RuleId[] {
  const codes: RuleId[] = []
  const { boundSince, points } = facts
  if (facts.violationState !== 'open') codes.push('violation-open')
  if (facts.occurredAt > facts.at) codes.push('not-before-occurrence')
  if ((facts.driver as string) !== facts.vehicleOwner) {
    if (boundSince === null) codes.push('open-binding')
    else if (facts.occurredAt < boundSince.slice(0, 10)) codes.push('since-binding')
    if (facts.fine > 200_00) codes.push('fine-limit')
  }
  if (points > 0 && facts.pointsHeld + points >= 12) codes.push('points-room')
  if (meet(facts.licenceStates, NOT_IN_FORCE)) codes.push('licence-state')
  if (points > 0 && facts.licenceClasses.length === 0) codes.push('licence-held')
  if (facts.channel === 'window') {
    if (!facts.offenderPresent) codes.push('offender-present')
    if (!facts.identityVerified) codes.push('identity-verified')
  }
  return codes
}

/** Handling under the national rules from 2024-11-01. */
export function handleSince2024(facts: HandlingFacts): RuleId[] {
  const codes: RuleId[] = []
  const { boundSince, points } = facts
  const atWindow = facts.channel === 'window'
  const others = (facts.driver as string) !== facts.vehicleOwner
  if (facts.violationState !== 'open') codes.push('violation-open')
  if (facts.occurredAt > facts.at) codes.push('not-before-occurrence')
  if (!atWindow) {
    if (others) {
      if (boundSince === null) codes.push('open-binding')
      else if (points > 0 && facts.occurredAt < boundSince) codes.push('since-binding')
      if (facts.plateType === '01' || facts.plateType === '51') codes.push('plate-type')
    }
    if (facts.fine > 200_00) codes.push('fine-limit')
    if (facts.recordedBy !== 'monitoring') codes.push('recorded-by-monitoring')
    if (points > 0 && facts.pointsHeld + points >= 12) codes.push('points-room')
    if (points > 6) codes.push('single-points-limit')
    if (others && facts.fullScoreStudies >= 3) codes.push('repeat-full-score')
    if (!meet(facts.licenceClasses, coveringOf(facts.plateType))) codes.push('licence-class')
  }
  if (meet(facts.licenceStates, BARRED_ON_PLATFORM)) codes.push('licence-state')
  if (points > 0 && facts.licenceClasses.length === 0) codes.push('licence-held')
  if (atWindow) {
    if (!facts.offenderPresent) codes.push('offender-present')
    if (!facts.identityVerified) codes.push('identity-verified')
  }
  return codes
}

/** The classes of licence that cover a plate type. */
export function coveringOf(plateType: PlateType): readonly string[] {
  return COVERING[plateType] ?? CAR
}

export function meet(one: readonly string[], other: readonly string[]): boolean {
  for (const each of one) if (other.includes(each)) return true
  return false
}

export const NOT_IN_FORCE: readonly string[] = [
  'annulled',
  'revoked',
  'cancelled',
  'cancelled-restorable',
  'use-stopped',
  'expired',
  'impounded',
  'seized',
  'suspended',
  'full-points',
]
const BARRED_ON_PLATFORM: readonly string[] = [...NOT_IN_FORCE, 'unverified', 'locked', 'transferred-out']

const CAR: readonly string[] = ['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2']
const LARGE: readonly string[] = ['A1', 'A2', 'A3', 'B1', 'B2']
const MOTORCYCLE: readonly string[] = ['D', 'E']
const MOPED: readonly string[] = ['D', 'E', 'F']
/** Classes that cover a plate type, where they are not those of a car. */
const COVERING: { readonly [T in PlateType]?: readonly string[] } = {
  '01': LARGE,
  '51': LARGE,
  '07': MOTORCYCLE,
  '17': MOTORCYCLE,
  '24': MOTORCYCLE,
  '08': MOPED,
  '09': MOPED,
  '10': MOPED,
  '11': MOPED,
  '12': MOPED,
  '21': MOPED,
  '13': ['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C3', 'C4'],
  '14': [],
  '15': ['A2', 'C6'],
}
