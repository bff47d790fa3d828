import { refusals as bind } from './bind.ts'
import { refusals as changeLicence } from './change-licence.ts'
import { refusals as completeStudy } from './complete-study.ts'
import { refusals as deductByStudy } from './deduct-by-study.ts'
import { refusals as enrolDriver } from './enrol-driver.ts'
import { refusals as enrolVehicle } from './enrol-vehicle.ts'
import { refusals as handle } from './handle.ts'
import type { CommandRefusal, CommandType } from './index.ts'
import { refusals as payFine } from './pay-fine.ts'
import { refusals as recordViolation } from './record-violation.ts'
import { refusals as release } from './release.ts'
import { refusals as revokeHandling } from './revoke-handling.ts'
import { refusals as transferVehicle } from './transfer-vehicle.ts'
import { refusals as withdrawViolation } from './withdraw-violation.ts'

/** The registry's own reasons to refuse each command: for lists and pages. What decides does not load them. */
export const REFUSALS: { readonly [T in CommandType]: readonly CommandRefusal[] } = {
  enrolDriver,
  enrolVehicle,
  bind,
  release,
  transferVehicle,
  changeLicence,
  recordViolation,
  withdrawViolation,
  handle,
  revokeHandling,
  payFine,
  deductByStudy,
  completeStudy,
}
