import { readInstant } from '../../values/instant.ts'
import { NO_APPLICATIONS, NONE } from '../state/records.ts'
import { command } from './command.ts'
import { driverId, licence } from './fields.ts'
import {
  history,
  historyRefused,
  ledgerBefore,
  payByDays,
  payByIn,
  type ToldHistory,
  toldViolation,
} from './history.ts'

/** Enrols a driver 驾驶人 with a licence 驾驶证, and with what the office knows of the time before: it is judged by nobody again. */
export const enrolDriver = command({
  type: 'enrolDriver',
  event: 'driver-enrolled',
  late: true,
  fields: () => ({ id: driverId, licence, history, at: readInstant }),
  did: () => ({ payBy: payByDays }),
  written: ({ seq, ruleSet, chain }, { id, licence, history, at }, { payBy }) => ({
    seq,
    type: 'driver-enrolled',
    ruleSet,
    id,
    licence,
    history,
    at,
    payBy,
    chain,
  }),
  about: ['new driver', 'violations of before'],
  refusals: [
    'driver-exists',
    'unit-is-no-driver',
    'first-issue-in-future',
    'violation-exists',
    'history-in-future',
    'occurs-in-future',
    'nothing-to-pay',
    'paid-in-future',
    'paid-before-handling',
  ],
  party: ({ id }) => ({ kind: 'individual', id }),
  decide: ({ driver, told }, { licence: { firstIssuedOn }, history: before, at }, { partyKind, day }) => {
    if (driver !== undefined) return 'driver-exists'
    if (partyKind === 'unit') return 'unit-is-no-driver'
    if (firstIssuedOn > day) return 'first-issue-in-future'
    return before === null ? undefined : historyRefused(before, told, at, day)
  },
  effect: (_, { history: before }, { calendar }) => ({ payBy: payByIn(before, calendar) }),
  evolve: {
    driver: (_, { id, licence: held, history: before, at, payBy }, day) => ({
      id,
      licence: held,
      bindings: NONE,
      applications: NO_APPLICATIONS,
      ledger: before && ledgerBefore(before, payBy, held.firstIssuedOn, day),
      handledForOthers: null,
      last: at,
    }),
    violation: ({ id }, { id: driver, history: before, at, payBy }) =>
      toldViolation(id, driver, before as ToldHistory, payBy, at),
  },
})
