import type { QuestionWords } from '../locale.ts'

// Asks for what is missing: of an official in general, of a driver in the second person.

const both = () => ({
  at: 'Enter the time of the request',
  channel: 'Choose the channel',
  driver: { official: "Enter the driver's licence number", driver: 'Enter your licence number' },
  vehicle: 'Enter the plate number',
  vehicleOwner: 'Enter the registered owner',
  plateType: 'Choose the plate type',
  identityVerified: {
    official: "Say whether the driver's identity was checked",
    driver: 'Say whether your identity was checked',
  },
})

export const bindRequests = (): QuestionWords<'bind'>['requests'] => ({
  ...both(),
  vehicleOwnerKind: 'Choose whether the owner is an individual or a company or organisation',
  operating: 'Say whether the vehicle is used for hire',
  pairBound: {
    official: 'Say whether the driver has bound this vehicle',
    driver: 'Say whether you have bound this vehicle',
  },
  driverBindings: {
    official: 'Enter how many vehicles of others the driver has bound now',
    driver: 'Enter how many vehicles of others you have bound now',
  },
  vehicleBindings: 'Enter how many drivers have bound the vehicle now',
  driverBindingsEver: {
    official: 'Enter how many bindings the driver has ever made',
    driver: 'Enter how many bindings you have ever made',
  },
  driverApplicationsToday: {
    official: 'Enter how many bindings the driver has made that day, released ones included',
    driver: 'Enter how many bindings you have made today, released ones included',
  },
  driverApplicationsThisYear: {
    official: 'Enter how many bindings the driver has made that calendar year, released ones included',
    driver: 'Enter how many bindings you have made this calendar year, released ones included',
  },
  ownerConsent: 'Choose whether and how the owner agreed',
  vehicleReleasedAt: 'Enter when the last binding of the vehicle by another driver ended',
  vehicleDriversBoundThisYear: {
    official: 'Enter how many drivers bound the vehicle that calendar year, this one included',
    driver: 'Enter how many drivers bound the vehicle this calendar year, you included',
  },
})

export const handleRequests = (): QuestionWords<'handle'>['requests'] => ({
  ...both(),
  violationState: 'Choose whether the violation was handled',
  occurredAt: 'Enter the time of the violation',
  fine: 'Enter the fine',
  points: 'Enter the points of the violation',
  recordedBy: 'Choose who recorded the violation',
  boundSince: { official: 'Enter when the driver bound this vehicle', driver: 'Enter when you bound this vehicle' },
  firstBinding: "Say whether it is the vehicle's first binding",
  licenceStates: 'Choose the state of the licence',
  licenceClasses: {
    official: 'Choose the licence classes',
    driver: 'Choose each licence class by itself, such as C1 and D for C1D',
  },
  pointsHeld: {
    official: 'Enter the points that the driver holds this scoring period',
    driver: 'Enter the points that you hold this scoring period',
  },
  fullScoreStudies: {
    official: 'Enter how many full-score studies the driver had this scoring period',
    driver: 'Enter how many full-score studies you had this scoring period',
  },
  offenderPresent: {
    official: 'Say whether the offender is present',
    driver: 'Say whether you are present in person',
  },
  othersVehiclesHandledThisYear: {
    official: 'Enter how many vehicles of others the driver handled violations of within a year, this one included',
    driver: 'Enter how many vehicles of others you handled violations of within a year, this one included',
  },
  vehicleOtherDriversThisYear: {
    official:
      "Enter how many drivers other than the owner handled the vehicle's violations within a year, this one included",
    driver: "Enter how many drivers other than the owner handled the vehicle's violations within a year, you included",
  },
  ownedSince: 'Enter since when the registered owner has owned the vehicle',
})
