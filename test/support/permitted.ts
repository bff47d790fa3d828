/** What a test changes one fact of: an act that today's law permits. */

/** The facts of a handling, but for the times of the act, of the violation and of the binding. */
export const PERMITTED_HANDLING = {
  driver: 'd',
  vehicle: 'v',
  channel: 'app',
  identityVerified: true,
  offenderPresent: true,
  vehicleOwner: 'o',
  plateType: '02',
  violationState: 'open',
  fine: 20_000,
  points: 3,
  recordedBy: 'monitoring',
  firstBinding: false,
  licenceStates: [],
  licenceClasses: ['C1'],
  pointsHeld: 0,
  fullScoreStudies: 0,
  othersVehiclesHandledThisYear: 1,
  vehicleOtherDriversThisYear: 1,
} as const

/** The facts of a binding, but for its time. */
export const PERMITTED_BINDING = {
  driver: 'd',
  vehicle: 'v',
  channel: 'app',
  identityVerified: true,
  vehicleOwner: 'o',
  vehicleOwnerKind: 'individual',
  plateType: '02',
  operating: false,
  pairBound: false,
  driverBindings: 0,
  vehicleBindings: 0,
  driverBindingsEver: 0,
  driverApplicationsToday: 0,
  driverApplicationsThisYear: 0,
  ownerConsent: 'qr',
  vehicleReleasedAt: null,
  vehicleDriversBoundThisYear: 1,
} as const
