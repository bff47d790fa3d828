import type { DriverId } from '../../values/ids.ts'
import { type Instant, readInstant } from '../../values/instant.ts'
import { type Licence, NO_APPLICATIONS, NONE } from '../records.ts'
import type { CommandDefinition } from './command.ts'
import { driverId, licence } from './fields.ts'

/** What `enrolDriver` says. */
export interface EnrolDriver {
  readonly id: DriverId
  readonly licence: Licence
  readonly at: Instant
}

/** Its reasons to refuse, in the order in which they are looked at. */
export const refusals = ['driver-exists', 'unit-is-no-driver', 'first-issue-in-future'] as const

/** Enrols a driver 驾驶人 with a licence 驾驶证. */
export const enrolDriver: CommandDefinition<
  'enrolDriver',
  'driver-enrolled',
  EnrolDriver,
  (typeof refusals)[number],
  'driver'
> = {
  type: 'enrolDriver',
  event: (take) => ({
    seq: 0,
    type: 'driver-enrolled',
    ruleSet: '',
    id: take(driverId),
    licence: take(licence),
    at: take(readInstant),
    chain: '',
  }),
  about: ['new driver'],
  party: ({ id }) => ({ kind: 'individual', id }),
  term: null,
  decide: ({ driver }, { licence: { firstIssuedOn } }, { partyKind, day }) => {
    if (driver !== undefined) return 'driver-exists'
    if (partyKind === 'unit') return 'unit-is-no-driver'
    return firstIssuedOn > day ? 'first-issue-in-future' : undefined
  },
  broken: null,
  evolve: (_, { id, licence: held, at }) => ({
    driver: {
      id,
      licence: held,
      bindings: NONE,
      applications: NO_APPLICATIONS,
      ledger: null,
      handledForOthers: null,
      last: at,
    },
  }),
}
