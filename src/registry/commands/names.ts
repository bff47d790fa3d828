import type { OwnerKind } from '../../values/vehicle.ts'
import type { Owner } from '../state/records.ts'

/**
 * Why an owner cannot be named so: an id is an individual's or a unit's for ever, as it was first named. Drivers are
 * individuals.
 */
export function nameConflict(
  { kind }: Owner,
  onRecord: OwnerKind | undefined,
): 'unit-is-no-driver' | 'unit-is-no-individual' | undefined {
  if (onRecord === undefined || onRecord === kind) return undefined
  return kind === 'unit' ? 'unit-is-no-driver' : 'unit-is-no-individual'
}
