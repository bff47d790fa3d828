import * as fc from 'fast-check'
import { times } from '../input/own.ts'
import { CITIZEN_AREAS, checkDigitOf, type LicenceNumber, RESIDENCE_PERMIT_AREAS } from '../typed/licence-number.ts'
import { PLATE_PROVINCES, type Plate } from '../typed/plate.ts'
import { FEN_LIMIT, type Fen, yuan } from '../values/fen.ts'
import { type DriverId, ID, type OwnerId, type VehicleId, type ViolationId } from '../values/ids.ts'
import {
  EARLIEST_INSTANT,
  type Instant,
  instantAt,
  LATEST_INSTANT,
  type LegalDay,
  legalDay,
} from '../values/instant.ts'

/** Any id the library accepts: mostly plain, sometimes Chinese, sometimes a name that every object has. */
function id(): fc.Arbitrary<string> {
  const chinese = fc.stringMatching(/^[京沪粤川][A-HJ-NP-Z][0-9A-Z]{5}$/)
  return fc.oneof(
    fc.stringMatching(ID),
    chinese,
    fc.constantFrom('__proto__', 'constructor', 'toString', '10', 'hasOwnProperty'),
  )
}

/** Any driver's id 驾驶人 the library accepts. */
export const driverIds = (): fc.Arbitrary<DriverId> => id() as fc.Arbitrary<DriverId>
/** Any owner's id 所有人, a person's or a unit's. */
export const ownerIds = (): fc.Arbitrary<OwnerId> => id() as fc.Arbitrary<OwnerId>
/** Any vehicle's id 机动车. */
export const vehicleIds = (): fc.Arbitrary<VehicleId> => id() as fc.Arbitrary<VehicleId>
/** Any violation's id 交通违法. */
export const violationIds = (): fc.Arbitrary<ViolationId> => id() as fc.Arbitrary<ViolationId>

/** Any instant of the library's range, in canonical writing. */
export function instants(): fc.Arbitrary<Instant> {
  return fc.integer({ min: EARLIEST_INSTANT, max: LATEST_INSTANT }).map((epoch) => instantAt(epoch) as Instant)
}

/** Any amount of fen 分, often next to 200 yuan. */
export function amounts(): fc.Arbitrary<Fen> {
  const limit: number = yuan(200)
  const near = fc.constantFrom(0, limit - 1, limit, limit + 1)
  return fc.oneof(near, fc.integer({ min: 0, max: FEN_LIMIT })) as fc.Arbitrary<Fen>
}

/** Any legal day 法定日 of the library's range, `YYYY-MM-DD`. */
export function legalDays(): fc.Arbitrary<LegalDay> {
  return instants().map(legalDay)
}

/** Any licence number 驾驶证号: a citizen's, a resident's of Hong Kong, Macao or Taiwan, or a foreigner's. */
export function licenceNumbers(): fc.Arbitrary<LicenceNumber> {
  const listed = fc.constantFrom(...CITIZEN_AREAS, ...RESIDENCE_PERMIT_AREAS)
  const area = fc.oneof({ weight: 4, arbitrary: listed }, fc.stringMatching(/^9[0-9]$/))
  return fc
    .tuple(area, fc.stringMatching(/^[0-9]{4}$/), legalDays(), fc.stringMatching(/^[0-9]{3}$/))
    .map(({ 0: province, 1: county, 2: born, 3: serial }) => {
      const body = `${province}${county}${born.slice(0, 4)}${born.slice(5, 7)}${born.slice(8)}${serial}`
      return `${body}${checkDigitOf(body)}` as LicenceNumber
    })
}

const SERIAL = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const LETTERS = SERIAL.slice(10)

/** Any plate number 号牌号码 of any kind, as `parsePlate` gives it. */
export function plates(): fc.Arbitrary<Plate> {
  const province = some(PLATE_PROVINCES)
  const authority = some(`${LETTERS}O`)
  const letter = some(LETTERS)
  const digits = (count: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^[0-9]{${count}}$`))
  const serial = (count: number): fc.Arbitrary<string> => joined(...times(count, () => some(SERIAL)))
  const newEnergy = some('DFABCEGHJK')
  return fc.oneof(
    joined(province, authority, digits(5)),
    // Up to two letters, wherever they stand.
    fc
      .tuple(joined(province, authority, digits(5)), fc.array(fc.tuple(fc.nat(4), letter), { maxLength: 2 }))
      .map(({ 0: number, 1: put }) =>
        put.reduce((so, { 0: at, 1: by }) => `${so.slice(0, at + 2)}${by}${so.slice(at + 3)}`, number),
      ),
    joined(province, authority, newEnergy, some(SERIAL), digits(4)),
    joined(province, authority, digits(5), newEnergy),
    joined(province, authority, serial(4), some('学警挂试超')),
    joined(fc.constant('粤Z'), serial(4), some('港澳')),
    joined(digits(6), fc.constant('使')),
    joined(province, fc.oneof(digits(5), joined(letter, digits(4))), fc.constant('领')),
  ) as fc.Arbitrary<Plate>
}

/** One of the characters of a text. */
function some(characters: string): fc.Arbitrary<string> {
  return fc.constantFrom(...characters)
}

/** One after the other. */
function joined(...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(...parts).map((texts) => texts.join(''))
}
