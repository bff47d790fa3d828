import type { QuestionWords } from '../locale.ts'
import type { FactOf } from '../rule-of.ts'

// What each fact is called, how it is asked for, and how it is written.

type Both = FactOf<'bind'> & FactOf<'handle'>

export const bothFacts: { readonly [F in Both]: string } = {
  at: 'time of the request',
  channel: 'channel',
  driver: 'licence number',
  vehicle: 'plate number',
  vehicleOwner: "number of the owner's document",
  plateType: 'plate type',
  identityVerified: 'identity checked',
}
export const bindFacts: { readonly [F in Exclude<FactOf<'bind'>, Both>]: string } = {
  vehicleOwnerKind: 'kind of owner',
  operating: 'used for hire',
  pairBound: 'bound already',
  driverBindings: 'number of vehicles of others bound now',
  vehicleBindings: 'number of drivers who have bound the vehicle now',
  driverBindingsEver: 'number of bindings ever made',
  driverApplicationsToday: 'number of bindings made that day, released ones included',
  driverApplicationsThisYear: 'number of bindings made that calendar year, released ones included',
  ownerConsent: "owner's agreement",
  vehicleReleasedAt: 'end of the last binding of the vehicle by another driver',
  vehicleDriversBoundThisYear: 'number of drivers who bound the vehicle that calendar year, this one included',
}
export const handleFacts: { readonly [F in Exclude<FactOf<'handle'>, Both>]: string } = {
  violationState: 'state of the violation',
  occurredAt: 'time of the violation',
  fine: 'fine',
  points: 'points of the violation',
  recordedBy: 'recorder of the violation',
  boundSince: 'time of the binding',
  firstBinding: 'first binding of the vehicle',
  licenceStates: 'state of the licence',
  licenceClasses: 'licence classes',
  pointsHeld: 'points held this scoring period',
  fullScoreStudies: 'number of full-score studies this scoring period',
  offenderPresent: 'presence in person',
  othersVehiclesHandledThisYear: 'number of vehicles of others handled within a year, this one included',
  vehicleOtherDriversThisYear:
    'number of drivers besides the owner who handled violations of the vehicle within a year, this one included',
  ownedSince: 'time since which the owner has owned the vehicle',
}

const choose = (name: string): string => `Choose the ${name}`
const fill = (name: string): string => `Enter the ${name}`

const bothAsks = () => ({
  at: fill(bothFacts.at),
  channel: choose(bothFacts.channel),
  driver: fill(bothFacts.driver),
  vehicle: fill(bothFacts.vehicle),
  vehicleOwner: fill(bothFacts.vehicleOwner),
  plateType: choose(bothFacts.plateType),
  identityVerified: "Say whether the driver's identity was checked",
})

export const bindAsks = (): QuestionWords<'bind'>['asks'] => ({
  ...bothAsks(),
  vehicleOwnerKind: choose(bindFacts.vehicleOwnerKind),
  operating: 'Say whether the vehicle is used for hire',
  pairBound: 'Say whether the driver has bound the vehicle',
  driverBindings: fill(bindFacts.driverBindings),
  vehicleBindings: fill(bindFacts.vehicleBindings),
  driverBindingsEver: fill(bindFacts.driverBindingsEver),
  driverApplicationsToday: fill(bindFacts.driverApplicationsToday),
  driverApplicationsThisYear: fill(bindFacts.driverApplicationsThisYear),
  ownerConsent: 'Choose how the owner agreed',
  vehicleReleasedAt: `${fill(bindFacts.vehicleReleasedAt)}, or "none"`,
  vehicleDriversBoundThisYear: fill(bindFacts.vehicleDriversBoundThisYear),
})

export const handleAsks = (): QuestionWords<'handle'>['asks'] => ({
  ...bothAsks(),
  violationState: choose(handleFacts.violationState),
  occurredAt: fill(handleFacts.occurredAt),
  fine: fill(handleFacts.fine),
  points: fill(handleFacts.points),
  recordedBy: 'Choose who recorded the violation',
  boundSince: `${fill(handleFacts.boundSince)}, or "none"`,
  firstBinding: "Say whether it is the vehicle's first binding",
  licenceStates: `${choose(handleFacts.licenceStates)}, or "none" alone`,
  licenceClasses: `${choose(handleFacts.licenceClasses)}, each by itself, such as C1 and D for C1D, or "none" alone`,
  pointsHeld: fill(handleFacts.pointsHeld),
  fullScoreStudies: fill(handleFacts.fullScoreStudies),
  offenderPresent: 'Say whether the driver is present in person',
  othersVehiclesHandledThisYear: fill(handleFacts.othersVehiclesHandledThisYear),
  vehicleOtherDriversThisYear: fill(handleFacts.vehicleOtherDriversThisYear),
  ownedSince: fill(handleFacts.ownedSince),
})

const TIME = '2025-03-03 15:00'
const bothExamples = { at: TIME, driver: '11010519491231002X', vehicle: '京A12345 or 京AD12345' } as const

export const bindExamples: QuestionWords<'bind'>['examples'] = {
  ...bothExamples,
  vehicleReleasedAt: TIME,
  driverBindings: '2',
  vehicleBindings: '2',
  driverBindingsEver: '2',
  driverApplicationsToday: '1',
  driverApplicationsThisYear: '2',
  vehicleDriversBoundThisYear: '2',
}

export const handleExamples: QuestionWords<'handle'>['examples'] = {
  ...bothExamples,
  occurredAt: TIME,
  boundSince: TIME,
  ownedSince: TIME,
  fine: '200',
  points: '3',
  pointsHeld: '3',
  fullScoreStudies: '1',
  othersVehiclesHandledThisYear: '2',
  vehicleOtherDriversThisYear: '2',
}
