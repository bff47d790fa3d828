import * as fc from 'fast-check'
import { FEN_LIMIT, type Fen, yuan } from '../fen.ts'
import type { DriverId, OwnerId, VehicleId, ViolationId } from '../ids.ts'
import { type Instant, parseInstant } from '../instant.ts'

const EARLIEST = Date.UTC(1900, 0, 1) - 8 * 3_600_000
const LATEST = Date.UTC(2200, 0, 1) - 8 * 3_600_000 - 1

/** Any id the library accepts: mostly plain, sometimes Chinese, sometimes a name that every object has. */
function id(): fc.Arbitrary<string> {
  const plain = fc.stringMatching(/^[!-~]{1,64}$/)
  const chinese = fc.stringMatching(/^[京沪粤川][A-HJ-NP-Z][0-9A-Z]{5}$/)
  return fc.oneof(plain, chinese, fc.constantFrom('__proto__', 'constructor', 'toString', '10', 'hasOwnProperty'))
}

/** Any driver's id 驾驶人 the library accepts. */
export const driverId = (): fc.Arbitrary<DriverId> => id() as fc.Arbitrary<DriverId>
/** Any owner's id 所有人, a person's or a unit's. */
export const ownerId = (): fc.Arbitrary<OwnerId> => id() as fc.Arbitrary<OwnerId>
/** Any vehicle's id 机动车. */
export const vehicleId = (): fc.Arbitrary<VehicleId> => id() as fc.Arbitrary<VehicleId>
/** Any violation's id 交通违法. */
export const violationId = (): fc.Arbitrary<ViolationId> => id() as fc.Arbitrary<ViolationId>

/** Any instant of the library's range, in canonical writing. */
export function instant(): fc.Arbitrary<Instant> {
  return fc.integer({ min: EARLIEST, max: LATEST }).map((epoch) => {
    const parsed = parseInstant(epoch)
    if (!parsed.ok) throw new Error(`unreachable: ${epoch} is in range`)
    return parsed.value
  })
}

/** Any amount of fen 分, often next to 200 yuan. */
export function fen(): fc.Arbitrary<Fen> {
  const limit: number = yuan(200)
  const near = fc.constantFrom(0, limit - 1, limit, limit + 1)
  return fc.oneof(near, fc.integer({ min: 0, max: FEN_LIMIT })) as fc.Arbitrary<Fen>
}
