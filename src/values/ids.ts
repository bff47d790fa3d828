import { type Issue, type Path, report } from '../input/issue.ts'
import { accepted, type Parsed, rejected } from '../input/result.ts'

declare const driverBrand: unique symbol
declare const unitBrand: unique symbol
declare const vehicleBrand: unique symbol
declare const violationBrand: unique symbol

/** Who a driver 驾驶人 is: opaque text, compared exactly. */
export type DriverId = string & { readonly [driverBrand]: true }
/** Who owns a vehicle: a driver's id, or a unit's 单位. Drivers and units share one name space. */
export type OwnerId = DriverId | (string & { readonly [unitBrand]: true })
/** Which vehicle 机动车: opaque text, compared exactly. */
export type VehicleId = string & { readonly [vehicleBrand]: true }
/** Which violation 交通违法: opaque text, compared exactly. */
export type ViolationId = string & { readonly [violationBrand]: true }

/** Characters in an id at most. */
export const ID_LONGEST = 64
const EXPECTED = 'id of 1 to 64 visible characters in NFKC'
/** ASCII and the ideographs that Unicode had from the first, as on plates: visible, assigned, and in NFKC. */
const PLAIN = /^[!-~\u4e00-\u9fa5]{1,64}$/
// White space, control, format (bidi, zero-width), unassigned, private-use and surrogate characters, and the
// invisible ones that Unicode files elsewhere: fillers, variation selectors, combining grapheme joiner, and the blanks of
// Braille, Khitan, music and hieroglyphs.
export const FORBIDDEN: RegExp =
  /[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800\u{16FE4}\u{1D159}\u{13441}\u{13442}]/u

/** Reads a driver's id 驾驶人. 1 to 64 characters, never changed; look-alikes by invisible characters are refused. */
export function parseDriverId(input: unknown): Parsed<DriverId> {
  return parseId(input) as Parsed<DriverId>
}

/** Reads the id of an owner 所有人, a driver or a unit 单位. The same grammar as `parseDriverId`. */
export function parseOwnerId(input: unknown): Parsed<OwnerId> {
  return parseId(input) as Parsed<OwnerId>
}

/** Reads a vehicle's id 机动车. The same grammar as `parseDriverId`. */
export function parseVehicleId(input: unknown): Parsed<VehicleId> {
  return parseId(input) as Parsed<VehicleId>
}

/** Reads a violation's id 交通违法. The same grammar as `parseDriverId`. */
export function parseViolationId(input: unknown): Parsed<ViolationId> {
  return parseId(input) as Parsed<ViolationId>
}

export function readId(input: unknown, path: Path, issues: Issue[]): string | undefined {
  if (typeof input === 'string' && PLAIN.test(input)) return input
  if (typeof input !== 'string') {
    report(issues, 'wrong-type', path, EXPECTED, input)
  } else if (input.length === 0) {
    report(issues, 'empty', path, EXPECTED, input)
  } else if (input.length > ID_LONGEST && (input.length > 2 * ID_LONGEST || [...input].length > ID_LONGEST)) {
    report(issues, 'too-long', path, EXPECTED, input)
  } else if (FORBIDDEN.test(input)) {
    report(issues, 'forbidden-character', path, EXPECTED, input)
  } else if (input.normalize('NFKC') !== input) {
    report(issues, 'not-nfkc', path, EXPECTED, input)
  } else {
    return input
  }
  return undefined
}

function parseId(input: unknown): Parsed<string> {
  const issues: Issue[] = []
  const value = readId(input, [], issues)
  return value === undefined ? rejected(issues) : accepted(value)
}
