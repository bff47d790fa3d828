import { report } from '../input/issue.ts'
import { readBoolean, wholeReader } from '../input/read.ts'
import type { Reader } from '../input/reader.ts'
import * as wanted from '../input/wanted.ts'
import { wordReader, wordsReader } from '../input/words.ts'
import { OWNER_CONSENTS, type OwnerConsent } from '../values/channel.ts'
import { type Fen, readFen } from '../values/fen.ts'
import { LICENCE_STATES, type LicenceState } from '../values/licence.ts'
import { OWNER_KINDS, type OwnerKind, PLATE_TYPES, type PlateType } from '../values/vehicle.ts'

/** The largest cap a rule set may state: a larger one would be no cap. */
const CAP_LIMIT = 100

/** The longest wait a rule set may ask for, in calendar days: some ten years. */
const DAYS_LIMIT = 3_660

/** No parameter. */
export type None = Record<never, never>

/** Whether a date rule binds all violations or only those with points 有记分. */
export const VIOLATION_SCOPES = Object.freeze(['all', 'with-points'] as const)
/** Which violations a rule is about: all, or only those with points 有记分. */
export type ViolationScope = (typeof VIOLATION_SCOPES)[number]

/**
 * How finely 自备案之日起 is read (6.1): `day`, the day of binding counts whole; `instant`, from the moment of binding
 * on; `next-day`, from the day after.
 */
export const GRAINS = Object.freeze(['day', 'instant', 'next-day'] as const)
/** One reading of 自备案之日起. */
export type Grain = (typeof GRAINS)[number]

/** What a parameter of each kind is. */
interface Parameters {
  readonly cap: number
  readonly days: number
  readonly fen: Fen
  readonly flag: boolean
  readonly scope: ViolationScope
  readonly grain: Grain
  readonly 'plate-types': readonly PlateType[]
  readonly 'owner-kinds': readonly OwnerKind[]
  readonly 'owner-consents': readonly OwnerConsent[]
  readonly 'licence-states': readonly LicenceState[]
}
/** What kind of value a parameter has. */
export type ParameterKind = keyof Parameters
/** The kinds of the parameters of a rule. */
export type ParameterKinds = Readonly<Record<string, ParameterKind>>
/** The parameters of such kinds. */
export type ParametersAs<K extends ParameterKinds> = { readonly [Name in keyof K]: Parameters[K[Name]] }

/** How parameters are read, by their kind. Only a parser of untrusted rule sets needs it: what ships is typed where it is written. */
export const PARAMETER_READERS: { readonly [K in ParameterKind]: Reader<Parameters[K]> } = {
  cap: wholeReader(CAP_LIMIT),
  days: wholeReader(DAYS_LIMIT),
  fen: readFen,
  flag: readBoolean,
  scope: wordReader(VIOLATION_SCOPES),
  grain: wordReader(GRAINS),
  'plate-types': someOf(PLATE_TYPES),
  'owner-kinds': someOf(OWNER_KINDS),
  'owner-consents': someOf(OWNER_CONSENTS),
  'licence-states': someOf(LICENCE_STATES),
}

/** A list of at least one word. */
export function someOf<T extends string>(list: readonly T[]): Reader<readonly T[]> {
  const read = wordsReader(list)
  return (input, path, issues) => {
    const words = read(input, path, issues)
    if (words === undefined || words.length > 0) return words
    report(issues, 'empty', path, wanted.some(list), input)
    return undefined
  }
}
