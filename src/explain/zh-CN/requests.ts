import type { QuestionWords } from '../locale.ts'
import { bindFacts, bothFacts, handleFacts, idFields } from './labels.ts'

// 请人填写或者选择：对谁都是同一句话。

const choose = (name: string): string => `请选择${name}`
const fill = (name: string): string => `请填写${name}`

const both = () => ({
  at: fill(bothFacts.at),
  channel: choose(bothFacts.channel),
  driver: fill(idFields.driver),
  vehicle: fill(idFields.vehicle),
  vehicleOwner: fill(idFields.vehicleOwner),
  plateType: choose(bothFacts.plateType),
  identityVerified: choose(bothFacts.identityVerified),
})

export const bindRequests = (): QuestionWords<'bind'>['requests'] => ({
  ...both(),
  vehicleOwnerKind: choose(bindFacts.vehicleOwnerKind),
  operating: choose(bindFacts.operating),
  pairBound: choose(bindFacts.pairBound),
  driverBindings: fill(bindFacts.driverBindings),
  vehicleBindings: fill(bindFacts.vehicleBindings),
  driverBindingsEver: fill(bindFacts.driverBindingsEver),
  driverApplicationsToday: fill(bindFacts.driverApplicationsToday),
  driverApplicationsThisYear: fill(bindFacts.driverApplicationsThisYear),
  ownerConsent: choose(bindFacts.ownerConsent),
  vehicleReleasedAt: fill(bindFacts.vehicleReleasedAt),
  vehicleDriversBoundThisYear: fill(bindFacts.vehicleDriversBoundThisYear),
})

export const handleRequests = (): QuestionWords<'handle'>['requests'] => ({
  ...both(),
  violationState: choose(handleFacts.violationState),
  occurredAt: fill(handleFacts.occurredAt),
  fine: fill(handleFacts.fine),
  points: fill(handleFacts.points),
  recordedBy: choose(handleFacts.recordedBy),
  boundSince: fill(handleFacts.boundSince),
  firstBinding: choose(handleFacts.firstBinding),
  licenceStates: choose(handleFacts.licenceStates),
  licenceClasses: choose(handleFacts.licenceClasses),
  pointsHeld: fill(handleFacts.pointsHeld),
  fullScoreStudies: fill(handleFacts.fullScoreStudies),
  offenderPresent: choose(handleFacts.offenderPresent),
  othersVehiclesHandledThisYear: fill(handleFacts.othersVehiclesHandledThisYear),
  vehicleOtherDriversThisYear: fill(handleFacts.vehicleOtherDriversThisYear),
  ownedSince: fill(handleFacts.ownedSince),
})
