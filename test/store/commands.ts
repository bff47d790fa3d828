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

/** A statement that puts in an open binding by hand, in a schema; `seq` is the next position unless given. */
export const bindingSql = (
  schema: string,
  driver: string,
  vehicle: string,
  [ofDriver, ofVehicle]: readonly (number | string)[] = [1, 1],
  seq = `nextval('${schema}.position')`,
): string =>
  `INSERT INTO ${schema}.bindings (driver, vehicle, channel, since, seq, driver_place, vehicle_place) VALUES ('${driver}', '${vehicle}', 'app', 0, ${seq}, ${ofDriver}, ${ofVehicle})`

/** A statement that puts in the enrolment of a driver by hand, with some of its columns. */
export const eventSql = (schema: string, columns: Readonly<Record<string, string>> = {}): string => {
  const all: Readonly<Record<string, string>> = {
    position: `nextval('${schema}.position')`,
    transaction: 'pg_current_xact_id()',
    law: '1',
    rule_set: `'r'`,
    type: `'driver-enrolled'`,
    '"at"': '1',
    driver: `'hand'`,
    ...columns,
  }
  return `INSERT INTO ${schema}.events (${Object.keys(all).join(', ')}) VALUES (${Object.values(all).join(', ')})`
}
