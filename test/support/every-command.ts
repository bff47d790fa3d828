import type { Command, CommandType } from '../../src/index.ts'

/** The moment at which all of it happens: a day under the latest rule set and points regime. */
export const AT = '2025-03-03T10:00:00.000+08:00'

/** Every command at least once, each accepted under the latest national rule set on what those before it left. */
export const EVERY: readonly Command[] = [
  {
    type: 'enrolDriver',
    id: 'd1',
    licence: { states: ['suspended'], classes: ['C1', 'C2'], firstIssuedOn: '2016-05-05' },
    at: AT,
  },
  { type: 'changeLicence', driver: 'd1', licence: { states: [], classes: ['C1'] }, at: AT },
  { type: 'enrolDriver', id: 'd2', licence: { states: [], classes: ['C1'], firstIssuedOn: '2016-05-05' }, at: AT },
  {
    type: 'enrolVehicle',
    id: 'v1',
    owner: { kind: 'individual', id: 'o1' },
    plateType: '02',
    operating: false,
    at: AT,
  },
  { type: 'bind', driver: 'd1', vehicle: 'v1', channel: 'app', ownerConsent: 'qr', identityVerified: true, at: AT },
  {
    type: 'recordViolation',
    id: 'x1',
    vehicle: 'v1',
    occurredAt: AT,
    fine: 20_000,
    points: 3,
    recordedBy: 'monitoring',
    at: AT,
  },
  {
    type: 'handle',
    violation: 'x1',
    driver: 'd1',
    channel: 'app',
    offenderPresent: false,
    identityVerified: true,
    at: AT,
  },
  { type: 'payFine', violation: 'x1', paidOn: '2025-03-03', at: AT },
  { type: 'deductByStudy', driver: 'd1', way: 'online', ownVehicleOverdue: false, at: AT },
  { type: 'revokeHandling', violation: 'x1', ground: 'points-traded', at: AT },
  { type: 'withdrawViolation', violation: 'x1', ground: 'necessity', at: AT },
  { type: 'release', driver: 'd1', vehicle: 'v1', by: 'driver', at: AT },
  { type: 'transferVehicle', vehicle: 'v1', to: { kind: 'individual', id: 'd2' }, at: AT },
  {
    type: 'recordViolation',
    id: 'x2',
    vehicle: 'v1',
    occurredAt: AT,
    fine: 0,
    points: 12,
    recordedBy: 'monitoring',
    at: AT,
  },
  {
    type: 'handle',
    violation: 'x2',
    driver: 'd2',
    channel: 'window',
    offenderPresent: true,
    identityVerified: true,
    at: AT,
  },
  { type: 'completeFullScoreStudy', driver: 'd2', days: 7, tests: ['theory'], at: AT },
  { type: 'changeVehicle', vehicle: 'v1', plateType: '52', operating: true, at: AT },
  { type: 'deregisterVehicle', vehicle: 'v1', because: 'scrapped', at: AT },
  { type: 'changeLicence', driver: 'd1', licence: { states: ['revoked'], classes: [] }, at: AT },
  {
    type: 'reissueLicence',
    driver: 'd1',
    licence: { states: [], classes: ['C1'], firstIssuedOn: '2025-03-03' },
    at: AT,
  },
]

/** The fields of each command, in the order in which its event holds them; the commands in theirs, of which the place goes into the checksum. */
export const FIELDS: Readonly<Record<CommandType, readonly string[]>> = {
  enrolDriver: ['id', 'licence', 'at'],
  enrolVehicle: ['id', 'owner', 'plateType', 'operating', 'at'],
  bind: ['driver', 'vehicle', 'channel', 'ownerConsent', 'identityVerified', 'at'],
  release: ['driver', 'vehicle', 'by', 'at'],
  transferVehicle: ['vehicle', 'to', 'at'],
  changeLicence: ['driver', 'licence', 'at'],
  recordViolation: ['id', 'vehicle', 'occurredAt', 'fine', 'points', 'recordedBy', 'at'],
  withdrawViolation: ['violation', 'ground', 'at'],
  handle: ['violation', 'driver', 'channel', 'offenderPresent', 'identityVerified', 'at'],
  revokeHandling: ['violation', 'ground', 'at'],
  payFine: ['violation', 'paidOn', 'at'],
  deductByStudy: ['driver', 'way', 'ownVehicleOverdue', 'at'],
  completeFullScoreStudy: ['driver', 'days', 'tests', 'at'],
  changeVehicle: ['vehicle', 'plateType', 'operating', 'at'],
  deregisterVehicle: ['vehicle', 'because', 'at'],
  reissueLicence: ['driver', 'licence', 'at'],
}

/** What the event of each command says that it did, behind its fields, in the order of the event. */
export const DID: Readonly<Record<CommandType, readonly string[]>> = {
  enrolDriver: [],
  enrolVehicle: [],
  bind: ['first'],
  release: [],
  transferVehicle: ['from', 'endedBindings'],
  changeLicence: ['endedBindings'],
  recordViolation: [],
  withdrawViolation: ['vehicle'],
  handle: ['vehicle', 'own', 'points', 'fine', 'payBy', 'inProbation'],
  revokeHandling: ['driver', 'vehicle', 'own', 'handledOn'],
  payFine: ['driver'],
  deductByStudy: ['taken', 'vehicles'],
  completeFullScoreStudy: [],
  changeVehicle: [],
  deregisterVehicle: ['endedBindings'],
  reissueLicence: ['endedBindings'],
}
