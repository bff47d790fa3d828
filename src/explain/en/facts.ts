import type { FactOf } from '../../advice/rule-of.ts'
import type { FactWords, Names } from '../locale.ts'

// What each fact is called, and how it is written. One with an example is entered, any other is chosen, but for those that `asks` has.

type Both = FactOf<'bind'> & FactOf<'handle'>

const both: { readonly [F in Both]: string } = {
  at: 'time of the request',
  channel: 'channel',
  driver: 'licence number',
  vehicle: 'plate number',
  vehicleOwner: "number of the owner's document",
  plateType: 'plate type',
  identityVerified: 'identity checked',
}
const bind: { readonly [F in Exclude<FactOf<'bind'>, Both>]: string } = {
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
const handle: { readonly [F in Exclude<FactOf<'handle'>, Both>]: string } = {
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
export const factNames = (): Names['facts'] => ({ ...both, ...bind, ...handle })

const ID = '11010519491231002X'
const TIME = '2025-03-03 15:00'
const bothExamples = { at: TIME, driver: ID, vehicle: '京A12345 or 京AD12345', vehicleOwner: ID } as const
const bothAsks = { identityVerified: "Say whether the driver's identity was checked" } as const

export const bindFacts = (): FactWords<'bind'> => ({
  facts: { ...both, ...bind },
  examples: {
    ...bothExamples,
    vehicleReleasedAt: TIME,
    driverBindings: '2',
    vehicleBindings: '2',
    driverBindingsEver: '2',
    driverApplicationsToday: '1',
    driverApplicationsThisYear: '2',
    vehicleDriversBoundThisYear: '2',
  },
  asks: {
    ...bothAsks,
    operating: 'Say whether the vehicle is used for hire',
    pairBound: 'Say whether the driver has bound the vehicle',
    ownerConsent: 'Choose how the owner agreed',
    vehicleReleasedAt: `Enter the ${bind.vehicleReleasedAt}, or "none"`,
  },
})

export const handleFacts = (): FactWords<'handle'> => ({
  facts: { ...both, ...handle },
  examples: {
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
  },
  asks: {
    ...bothAsks,
    recordedBy: 'Choose who recorded the violation',
    boundSince: `Enter the ${handle.boundSince}, or "none"`,
    firstBinding: "Say whether it is the vehicle's first binding",
    licenceStates: `Choose the ${handle.licenceStates}, or "none" alone`,
    licenceClasses: `Choose the ${handle.licenceClasses}, each by itself, such as C1 and D for C1D, or "none" alone`,
    offenderPresent: 'Say whether the driver is present in person',
  },
})
