import { frozen } from '../input/freeze.ts'
import { shorten } from '../input/issue.ts'
import type { LicenceClass } from '../values/licence.ts'
import { PLATE_TYPES, type PlateType } from '../values/vehicle.ts'

const CAR = ['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2'] as const
const LARGE = ['A1', 'A2', 'A3', 'B1', 'B2'] as const
const MOTORCYCLE = ['D', 'E'] as const
const MOPED = ['D', 'E', 'F'] as const
const LOW_SPEED = ['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C3', 'C4'] as const

/**
 * Classes 准驾车型 that cover a vehicle with this plate type (F4.3, F4.4). A plate does not show everything (bus or
 * lorry, automatic or not): a class is listed when it covers some vehicle with the plate. Tractors 14 need a licence of
 * another office, so no class of this list covers them.
 *
 * @throws RangeError when `plateType` is not a plate type.
 *
 * @example
 * ```ts
 * import { classesCovering } from 'demerit/rules'
 * classesCovering('07') // [ 'D', 'E' ]
 * ```
 */
export function classesCovering(plateType: PlateType): readonly LicenceClass[] {
  if (PLATE_TYPES.includes(plateType)) return COVERING[plateType]
  throw new RangeError(`classesCovering(plateType): ${shorten(plateType)} is not a plate type`)
}

/** The same for all plate types. */
export const COVERING: Readonly<Record<PlateType, readonly LicenceClass[]>> = coveringTable()

function coveringTable(): typeof COVERING {
  return frozen(
    Object.fromEntries(PLATE_TYPES.map((type) => [type, [...covering(type)]])) as unknown as typeof COVERING,
  )
}

function covering(type: PlateType): readonly LicenceClass[] {
  switch (type) {
    case '01':
    case '51':
      return LARGE
    case '07':
    case '17':
    case '24':
      return MOTORCYCLE
    case '08':
    case '09':
    case '10':
    case '11':
    case '12':
    case '21':
      return MOPED
    case '13':
      return LOW_SPEED
    case '14':
      return []
    case '15':
      return ['A2', 'C6']
    default:
      return CAR
  }
}
