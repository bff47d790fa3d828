import type { DriverId } from '../../values/ids.ts'
import { type Instant, readInstant } from '../../values/instant.ts'
import { driverRecord, endsBindings, NONE, vehicleWithoutBinding } from '../records.ts'
import type { CommandDefinition } from './command.ts'
import { type ChangedLicence, changedLicence, driverId } from './fields.ts'

/** What `changeLicence` says. */
export interface ChangeLicence {
  readonly driver: DriverId
  readonly licence: ChangedLicence
  readonly at: Instant
}

/** Its reasons to refuse, in the order in which they are looked at. */
export const refusals = ['unknown-driver'] as const

/** Changes the states and classes of a licence. `cancelled` 注销 ends the driver's bindings (6.28). */
export const changeLicence: CommandDefinition<
  'changeLicence',
  'licence-changed',
  ChangeLicence,
  (typeof refusals)[number],
  'driver' | 'released'
> = {
  type: 'changeLicence',
  event: (take) => ({
    seq: 0,
    type: 'licence-changed',
    ruleSet: '',
    driver: take(driverId),
    licence: take(changedLicence),
    at: take(readInstant),
    chain: '',
  }),
  about: ['driver', 'vehicles it releases'],
  party: null,
  term: null,
  decide: ({ driver }) => (driver === undefined ? 'unknown-driver' : undefined),
  broken: null,
  evolve: ({ driver, released }, { licence: { states, classes }, at }) => {
    const end = { driver: driver.id, at }
    const next = driverRecord(driver)
    next.licence = { states, classes, firstIssuedOn: driver.licence.firstIssuedOn }
    if (endsBindings(states)) next.bindings = NONE
    return { driver: next, released: released.map((vehicle) => vehicleWithoutBinding(vehicle, end)) }
  },
}
