/** What the golden dumps hold: a short history with each table in it, as days since the step before, a command, and sometimes a key. */
import { expect } from 'vitest'
import type { StoreCommand } from '../../src/postgres/index.ts'

const licence = { states: [], classes: ['C1'], firstIssuedOn: '2012-04-01' } as const
const vehicle = (id: string) =>
  ({
    type: 'enrolVehicle',
    id,
    owner: { kind: 'individual', id: 'o' },
    plateType: '02',
    operating: false,
  }) as const
const bind = (driver: string, id: string) =>
  ({ type: 'bind', driver, vehicle: id, channel: 'app', ownerConsent: 'qr', identityVerified: true }) as const
const record = (id: string, occurredAt: string, points: number) =>
  ({ type: 'recordViolation', id, vehicle: 'v1', occurredAt, fine: 20_000, points, recordedBy: 'monitoring' }) as const
const handle = (violation: string) =>
  ({ type: 'handle', violation, driver: 'd1', channel: 'app', identityVerified: true }) as const

export const HISTORY: readonly (readonly [days: number, command: StoreCommand, key?: string])[] = [
  [0, { type: 'enrolDriver', id: 'd1', licence }],
  [0, { type: 'enrolDriver', id: 'd2', licence: { ...licence, states: ['medical-deferred'] } }],
  [0, vehicle('v1')],
  [0, { ...vehicle('v2'), owner: { kind: 'unit', id: 'u' } }],
  [0, bind('d1', 'v1'), 'key-1'],
  [0, bind('d1', 'v2'), 'key-2'],
  [1, bind('d2', 'v1')],
  [0, record('x1', '2024-11-05T08:00:00+08:00', 3)],
  [0, record('x2', '2024-11-05T08:30:00+08:00', 6)],
  [0, record('x3', '2024-11-05T08:40:00+08:00', 0)],
  [1, handle('x1')],
  [0, handle('x2')],
  [0, { type: 'payFine', violation: 'x1' }],
  [1, { type: 'revokeHandling', violation: 'x2', ground: 'offender-identified' }],
  [0, { type: 'withdrawViolation', violation: 'x3', ground: 'recorded-in-error' }],
  [1, { type: 'deductByStudy', driver: 'd1', way: 'online' }],
  [0, { type: 'release', driver: 'd2', vehicle: 'v1', by: 'driver' }],
  [1, { type: 'transferVehicle', vehicle: 'v2', to: { kind: 'individual', id: 'd2' } }],
  [0, { type: 'changeLicence', driver: 'd2', licence: { states: ['expired'], classes: ['C1'] } }],
]

/** The last schema whose golden file was written when the term to pay a fine was of working days. */
const OF_WORKING_DAYS = 2

/**
 * What `verify` says today of the golden file of a schema: where the term to pay a fine was of working days, the days stay as they were told to
 * whoever paid, and it tells them.
 */
export function verifiedOf(version: number): object {
  if (version > OF_WORKING_DAYS) return { ok: true, differences: [] }
  const expected = expect.stringContaining('"payBy":"2024-11-21"')
  const found = expect.stringContaining('"payBy":"2024-11-27"')
  return { ok: false, differences: [{ table: 'violations', id: 'x1', field: 'record', expected, found }] }
}
