/** The commands by which the tests of the store set up people and vehicles. */
import type { StoreCommand } from '../../src/postgres/index.ts'

/** A licence in order. */
export const licence = { states: [], classes: ['C1'], firstIssuedOn: '2012-04-01' } as const

export const enrolDriver = (id: string): StoreCommand => ({ type: 'enrolDriver', id, licence })

export const bind = (driver: string, vehicle: string): StoreCommand => ({
  type: 'bind',
  driver,
  vehicle,
  channel: 'app',
  identityVerified: true,
})

/** A small car of an individual. */
export const enrolVehicle = (id: string, owner: string): StoreCommand => ({
  type: 'enrolVehicle',
  id,
  owner: { kind: 'individual', id: owner },
  plateType: '02',
  operating: false,
})
