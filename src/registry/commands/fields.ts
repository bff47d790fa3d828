import { report } from '../../input/issue.ts'
import { type Reader, type ReadSoFar, readWholeRecord, type Shape } from '../../input/read.ts'
import { isVisible } from '../../input/text.ts'
import type { DriverId, OwnerId, VehicleId, ViolationId } from '../../values/ids.ts'
import { readId } from '../../values/ids.ts'
import { readLegalDay } from '../../values/instant.ts'
import { readLicenceClasses, readLicenceStates } from '../../values/licence.ts'
import { readOwnerKind } from '../../values/vehicle.ts'
import type { Licence, Owner } from '../records.ts'

// What fields of several commands hold.

/** A driver's id. */
export const driverId: Reader<DriverId> = readId as Reader<DriverId>
/** A vehicle's id. */
export const vehicleId: Reader<VehicleId> = readId as Reader<VehicleId>
/** A violation's id. */
export const violationId: Reader<ViolationId> = readId as Reader<ViolationId>
const ownerId: Reader<OwnerId> = readId as Reader<OwnerId>

/** What an absent field of a command means: *no*, never *unknown*. All other fields are required. */
export const ABSENT: {
  readonly ownerConsent: 'none'
  readonly identityVerified: false
  readonly offenderPresent: false
} = /* @__PURE__ */ Object.freeze({ ownerConsent: 'none', identityVerified: false, offenderPresent: false })

const LONGEST_GROUND = 100

/** One of the grounds that the law names, or a few words on one line. */
export const ground: Reader<string> = (input, path, issues) => {
  if (typeof input === 'string' && !input.startsWith(' ') && isVisible(input, LONGEST_GROUND)) return input
  const code = typeof input === 'string' ? 'malformed' : 'wrong-type'
  report(issues, code, path, { kind: 'text', from: 1, to: LONGEST_GROUND }, input)
  return undefined
}

export const owner: Reader<Owner> = (input, path, issues) => readWholeRecord(input, ownerShape, path, issues)
const ownerShape: Shape<Owner> = (take) => ({ kind: take(readOwnerKind), id: take(ownerId) }) as ReadSoFar<Owner>

export const licence: Reader<Licence> = (input, path, issues) => readWholeRecord(input, licenceShape, path, issues)
const licenceShape: Shape<Licence> = (take) => ({
  states: take(readLicenceStates),
  classes: take(readLicenceClasses),
  firstIssuedOn: take(readLegalDay),
})

/** What of a licence can change. */
export type ChangedLicence = Omit<Licence, 'firstIssuedOn'>
export const changedLicence: Reader<ChangedLicence> = (input, path, issues) =>
  readWholeRecord(input, changedLicenceShape, path, issues)
const changedLicenceShape: Shape<ChangedLicence> = (take) => ({
  states: take(readLicenceStates),
  classes: take(readLicenceClasses),
})
