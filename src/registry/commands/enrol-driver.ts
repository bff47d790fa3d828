import { readInstant } from '../../values/instant.ts'
import { NO_APPLICATIONS, NONE } from '../state/records.ts'
import { command } from './command.ts'
import { driverId, licence } from './fields.ts'

/** Enrols a driver 驾驶人 with a licence 驾驶证. */
export const enrolDriver = command({
  type: 'enrolDriver',
  event: 'driver-enrolled',
  fields: () => ({ id: driverId, licence, at: readInstant }),
  written: ({ seq, ruleSet, chain }, { id, licence, at }) => ({
    seq,
    type: 'driver-enrolled',
    ruleSet,
    id,
    licence,
    at,
    chain,
  }),
  about: ['new driver'],
  refusals: ['driver-exists', 'unit-is-no-driver', 'first-issue-in-future'],
  party: ({ id }) => ({ kind: 'individual', id }),
  decide: ({ driver }, { licence: { firstIssuedOn } }, { partyKind, day }) => {
    if (driver !== undefined) return 'driver-exists'
    if (partyKind === 'unit') return 'unit-is-no-driver'
    return firstIssuedOn > day ? 'first-issue-in-future' : undefined
  },
  evolve: {
    driver: (_, { id, licence: held, at }) => ({
      id,
      licence: held,
      bindings: NONE,
      applications: NO_APPLICATIONS,
      ledger: null,
      handledForOthers: null,
      last: at,
    }),
  },
})
