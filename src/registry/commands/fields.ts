import { report } from '../../input/issue.ts'
import { jsonTypes, textType } from '../../input/json-schema.ts'
import type { ReadSoFar, Shape } from '../../input/read.ts'
import { type TypedReader, typedReader } from '../../input/reader.ts'
import { isVisible } from '../../input/text.ts'
import { recordReader } from '../../input/typed-readers.ts'
import * as wanted from '../../input/wanted.ts'
import { readOwnerId } from '../../values/ids.ts'
import { readLegalDay } from '../../values/instant.ts'
import { readLicenceClasses, readLicenceStates } from '../../values/licence.ts'
import { readOwnerKind } from '../../values/vehicle.ts'
import type { Licence, Owner } from '../records.ts'

// What fields of several commands hold.

export {
  readDriverId as driverId,
  readVehicleId as vehicleId,
  readViolationId as violationId,
} from '../../values/ids.ts'

/** What an absent field of a command means: *no*, never *unknown*. All other fields are required. */
export const ABSENT: {
  readonly ownerConsent: 'none'
  readonly identityVerified: false
  readonly offenderPresent: false
} = /* @__PURE__ */ Object.freeze({ ownerConsent: 'none', identityVerified: false, offenderPresent: false })

const LONGEST_GROUND = 100

/** One of the grounds that the law names, or a few words on one line. */
export const ground: TypedReader<string> = /* @__PURE__ */ typedReader(
  /* @__PURE__ */ jsonTypes(/* @__PURE__ */ textType(1, LONGEST_GROUND)),
  (input, path, issues) => {
    if (typeof input === 'string' && !input.startsWith(' ') && isVisible(input, LONGEST_GROUND)) return input
    const code = typeof input === 'string' ? 'malformed' : 'wrong-type'
    report(issues, code, path, wanted.text({ from: 1, to: LONGEST_GROUND }), input)
    return undefined
  },
)

const ownerShape: Shape<Owner> = (take) => ({ kind: take(readOwnerKind), id: take(readOwnerId) }) as ReadSoFar<Owner>
export const owner: TypedReader<Owner> = /* @__PURE__ */ recordReader(ownerShape)

const licenceShape: Shape<Licence> = (take) => ({
  states: take(readLicenceStates),
  classes: take(readLicenceClasses),
  firstIssuedOn: take(readLegalDay),
})
export const licence: TypedReader<Licence> = /* @__PURE__ */ recordReader(licenceShape)

/** What of a licence can change. */
export type ChangedLicence = Omit<Licence, 'firstIssuedOn'>
const changedLicenceShape: Shape<ChangedLicence> = (take) => ({
  states: take(readLicenceStates),
  classes: take(readLicenceClasses),
})
export const changedLicence: TypedReader<ChangedLicence> = /* @__PURE__ */ recordReader(changedLicenceShape)
