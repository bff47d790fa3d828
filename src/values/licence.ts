import type { TypedReader } from '../input/reader.ts'
import { type Parser, parserOf } from '../input/schema.ts'
import { wordsReader } from '../input/words.ts'

/**
 * States a driving licence 驾驶证 can be in, several at once; the empty set is 正常 (in order). The first thirteen bar
 * handling on the platform (F1.29), the last five do not. A holder's death is `cancelled` once the office knows of it.
 */
export const LICENCE_STATES = Object.freeze([
  'annulled',
  'revoked',
  'cancelled',
  'cancelled-restorable',
  'use-stopped',
  'expired',
  'unverified',
  'impounded',
  'seized',
  'suspended',
  'locked',
  'transferred-out',
  'full-points',
  'renewal-deferred',
  'medical-deferred',
  'verification-deferred',
  'violations-pending',
  'accidents-pending',
] as const)
/** One label of a licence's state 驾驶证状态. */
export type LicenceState = (typeof LICENCE_STATES)[number]

/** Classes of driving licence 准驾车型 (Order 162, Article 11). */
export const LICENCE_CLASSES = Object.freeze([
  'A1',
  'A2',
  'A3',
  'B1',
  'B2',
  'C1',
  'C2',
  'C3',
  'C4',
  'C5',
  'C6',
  'D',
  'E',
  'F',
  'M',
  'N',
  'P',
] as const)
/** One class of driving licence 准驾车型. */
export type LicenceClass = (typeof LICENCE_CLASSES)[number]

export const readLicenceStates: TypedReader<readonly LicenceState[]> = wordsReader(LICENCE_STATES)
export const readLicenceClasses: TypedReader<readonly LicenceClass[]> = wordsReader(LICENCE_CLASSES)

/** Reads a set of licence states 驾驶证状态: none twice, given back in the order of the list. Never throws. */
export const parseLicenceStates: Parser<readonly LicenceState[], readonly LicenceState[]> = parserOf(
  'parseLicenceStates',
  readLicenceStates,
)

/** Reads a set of licence classes 准驾车型: none twice, given back in the order of the list. Never throws. */
export const parseLicenceClasses: Parser<readonly LicenceClass[], readonly LicenceClass[]> = parserOf(
  'parseLicenceClasses',
  readLicenceClasses,
)
