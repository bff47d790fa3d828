import { report } from '../input/issue.ts'
import { jsonTypes, textType } from '../input/json-schema.ts'
import { type TypedReader, typedReader } from '../input/reader.ts'
import { type Parser, parserOf } from '../input/schema.ts'
import * as wanted from '../input/wanted.ts'

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
/**
 * The characters of an id, as a class of a regular expression without its brackets: printable ASCII without space, quotation marks and
 * backslash, and the Han blocks U+3400–4DBF and U+4E00–9FFF. No two ids look the same, and hosts agree whatever version of Unicode they know.
 */
export const ID_CHARACTERS = '!#-&(-[\\]-_a-~\u3400-\u4dbf\u4e00-\u9fff'
export const ID: RegExp = idPattern()

function idPattern(): RegExp {
  return new RegExp(`^[${ID_CHARACTERS}]{1,${ID_LONGEST}}$`)
}

export const readId: TypedReader<string> = typedReader(
  jsonTypes(textType(1, ID_LONGEST, ID)),
  (input, path, issues) => {
    if (typeof input === 'string' && ID.test(input)) return input
    if (typeof input !== 'string') report(issues, 'wrong-type', path, wanted.id, input)
    else if (input.length === 0) report(issues, 'empty', path, wanted.id, input)
    else if (input.length > ID_LONGEST) report(issues, 'too-long', path, wanted.id, input)
    else report(issues, 'forbidden-character', path, wanted.id, input)
    return undefined
  },
)
export const readDriverId: TypedReader<DriverId> = readId as TypedReader<DriverId>
export const readOwnerId: TypedReader<OwnerId> = readId as TypedReader<OwnerId>
export const readVehicleId: TypedReader<VehicleId> = readId as TypedReader<VehicleId>
export const readViolationId: TypedReader<ViolationId> = readId as TypedReader<ViolationId>

/** Reads a driver's id 驾驶人. 1 to 64 ASCII or Han characters, never changed: no space, no `"`, `'`, `` ` `` or `\`. */
export const parseDriverId: Parser<string, DriverId> = parserOf('parseDriverId', readDriverId)

/** Reads the id of an owner 所有人, a driver or a unit 单位. The same grammar as {@link parseDriverId}. */
export const parseOwnerId: Parser<string, OwnerId> = parserOf('parseOwnerId', readOwnerId)

/** Reads a vehicle's id 机动车. The same grammar as {@link parseDriverId}. */
export const parseVehicleId: Parser<string, VehicleId> = parserOf('parseVehicleId', readVehicleId)

/** Reads a violation's id 交通违法. The same grammar as {@link parseDriverId}. */
export const parseViolationId: Parser<string, ViolationId> = parserOf('parseViolationId', readViolationId)
