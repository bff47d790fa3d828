import type { QuestionWords } from '../locale.ts'

// Asks for what is missing: of a driver in the second person; of an official in general, where that is said otherwise.

const both = () => ({
  at: 'Enter the time of the request',
  channel: 'Choose the channel',
  driver: 'Enter your licence number',
  vehicle: 'Enter the plate number',
  vehicleOwner: 'Enter the registered owner',
  plateType: 'Choose the plate type',
  identityVerified: 'Say whether your identity was checked',
})

export const bindRequests = (): QuestionWords<'bind'>['requests'] => ({
  ...both(),
  vehicleOwnerKind: 'Choose whether the owner is an individual, or a company or organisation',
  operating: 'Say whether the vehicle is used for hire',
  pairBound: 'Say whether you have bound this vehicle',
  driverBindings: 'Enter how many vehicles of others you have bound now',
  vehicleBindings: 'Enter how many drivers have bound the vehicle now',
  driverBindingsEver: 'Enter how many bindings you have ever made',
  driverApplicationsToday: 'Enter how many bindings you have made today, released ones included',
  driverApplicationsThisYear: 'Enter how many bindings you have made this calendar year, released ones included',
  ownerConsent: 'Choose whether and how the owner agreed',
  vehicleReleasedAt: 'Enter when the last binding of the vehicle by another driver ended, or none',
  vehicleDriversBoundThisYear: 'Enter how many drivers bound the vehicle this calendar year, you included',
})

export const handleRequests = (): QuestionWords<'handle'>['requests'] => ({
  ...both(),
  violationState: 'Choose whether the violation was handled',
  occurredAt: 'Enter the time of the violation',
  fine: 'Enter the fine',
  points: 'Enter the points of the violation',
  recordedBy: 'Choose who recorded the violation',
  boundSince: 'Enter when you bound this vehicle, or none',
  firstBinding: "Say whether it is the vehicle's first binding",
  licenceStates: 'Choose the state of the licence, or none alone',
  licenceClasses: 'Choose each licence class by itself, such as C1 and D for C1D, or none alone',
  pointsHeld: 'Enter the points that you hold this scoring period',
  fullScoreStudies: 'Enter how many full-score studies you had this scoring period',
  offenderPresent: 'Say whether you are present in person',
  othersVehiclesHandledThisYear:
    'Enter how many vehicles of others you handled violations of within a year, this one included',
  vehicleOtherDriversThisYear:
    "Enter how many drivers other than the owner handled the vehicle's violations within a year, you included",
  ownedSince: 'Enter since when the registered owner has owned the vehicle',
})

const bothOfOfficial = () => ({
  driver: "Enter the driver's licence number",
  identityVerified: "Say whether the driver's identity was checked",
})

export const bindOfficialRequests = (): QuestionWords<'bind'>['officialRequests'] => ({
  ...bothOfOfficial(),
  pairBound: 'Say whether the driver has bound this vehicle',
  driverBindings: 'Enter how many vehicles of others the driver has bound now',
  driverBindingsEver: 'Enter how many bindings the driver has ever made',
  driverApplicationsToday: 'Enter how many bindings the driver has made that day, released ones included',
  driverApplicationsThisYear: 'Enter how many bindings the driver has made that calendar year, released ones included',
  vehicleDriversBoundThisYear: 'Enter how many drivers bound the vehicle that calendar year, this one included',
})

export const handleOfficialRequests = (): QuestionWords<'handle'>['officialRequests'] => ({
  ...bothOfOfficial(),
  boundSince: 'Enter when the driver bound this vehicle, or none',
  licenceClasses: 'Choose the licence classes, or none alone',
  pointsHeld: 'Enter the points that the driver holds this scoring period',
  fullScoreStudies: 'Enter how many full-score studies the driver had this scoring period',
  offenderPresent: 'Say whether the offender is present',
  othersVehiclesHandledThisYear:
    'Enter how many vehicles of others the driver handled violations of within a year, this one included',
  vehicleOtherDriversThisYear:
    "Enter how many drivers other than the owner handled the vehicle's violations within a year, this one included",
})
