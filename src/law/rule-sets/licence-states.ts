import { LICENCE_STATES, type LicenceState } from '../../values/licence.ts'

/**
 * States in which a licence 驾驶证 is not in force: what the plain law says of who may not drive (IMPL Article 28, F2.33;
 * F2.20), read as who may not handle. Graded I wherever it is used.
 */
export const NOT_IN_FORCE: readonly LicenceState[] = [
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

/** What the platform refuses besides (F1.29). */
const ALSO_BARRED: readonly LicenceState[] = ['unverified', 'locked', 'transferred-out']

/** The thirteen states that the platform refuses (F1.29): the ten above, and `unverified`, `locked`, `transferred-out`. */
export const BARRED_ON_PLATFORM: readonly LicenceState[] = LICENCE_STATES.filter((state) =>
  [...NOT_IN_FORCE, ...ALSO_BARRED].includes(state),
)
