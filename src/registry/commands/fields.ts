import { report } from '../../input/issue.ts'
import { jsonTypes, textType } from '../../input/json-schema.ts'
import { list, type Optional, type RecordReader, readBoolean, record, withDefault } from '../../input/read.ts'
import { type TypedReader, typedReader } from '../../input/reader.ts'
import { isVisible } from '../../input/text.ts'
import * as wanted from '../../input/wanted.ts'
import { type OwnerConsent, readOwnerConsent } from '../../values/channel.ts'
import { readDriverId, readOwnerId, readVehicleId } from '../../values/ids.ts'
import { readLegalDay } from '../../values/instant.ts'
import { readLicenceClasses, readLicenceStates } from '../../values/licence.ts'
import { readOwnerKind } from '../../values/vehicle.ts'
import type { Licence, Owner } from '../state/records.ts'

// What fields of several commands hold.

export {
  readDriverId as driverId,
  readVehicleId as vehicleId,
  readViolationId as violationId,
} from '../../values/ids.ts'

/** What an absent field of a command means: *no*, never *unknown*. All other fields are required. */
const no: Optional<boolean, boolean> = withDefault(readBoolean, false)
export const ownerConsent: Optional<OwnerConsent, OwnerConsent> = withDefault(readOwnerConsent, 'none')
export { no as identityVerified, no as offenderPresent, no as ownVehicleOverdue }

const LONGEST_GROUND = 100
/** Under a reform without caps there can be any number. */
const MOST_ENDED = 1_000_000

/** One of the grounds that the law names, or a few words on one line. */
export const ground: TypedReader<string> = typedReader(
  jsonTypes(textType(1, LONGEST_GROUND)),
  (input, path, issues) => {
    if (typeof input === 'string' && !input.startsWith(' ') && isVisible(input, LONGEST_GROUND)) return input
    const code = typeof input === 'string' ? 'malformed' : 'wrong-type'
    report(issues, code, path, wanted.text({ from: 1, to: LONGEST_GROUND }), input)
    return undefined
  },
)

export const owner: RecordReader<Owner> = record(() => ({ kind: readOwnerKind, id: readOwnerId }))

export const licence: RecordReader<Licence> = record(() => ({
  states: readLicenceStates,
  classes: readLicenceClasses,
  firstIssuedOn: readLegalDay,
}))

/** What of a licence can change. */
export const changedLicence: RecordReader<Omit<Licence, 'firstIssuedOn'>> = record(() => ({
  states: readLicenceStates,
  classes: readLicenceClasses,
}))

/** The bindings that an event ended, oldest first. */
export const endedBindings = list(
  record(() => ({ driver: readDriverId, vehicle: readVehicleId })),
  MOST_ENDED,
)
