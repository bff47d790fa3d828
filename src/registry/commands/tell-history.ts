import { readInstant } from '../../values/instant.ts'
import { driverWithLedger } from '../state/records.ts'
import { command } from './command.ts'
import { driverId } from './fields.ts'
import { historyRefused, ledgerBefore, payByDays, payByIn, toldHistory, toldViolation } from './history.ts'

/**
 * Tells what the office knows of a driver's points of before, who was enrolled without it: since bindings were entered as a past, say. Once,
 * and before anything else about points 记分 is on record: it is judged by nobody again.
 */
export const tellHistory = command({
  type: 'tellHistory',
  event: 'history-told',
  late: true,
  fields: () => ({ driver: driverId, history: toldHistory, at: readInstant }),
  did: () => ({ payBy: payByDays }),
  written: ({ seq, ruleSet, chain }, { driver, history, at }, { payBy }) => ({
    seq,
    type: 'history-told',
    ruleSet,
    driver,
    history,
    at,
    payBy,
    chain,
  }),
  about: ['driver', 'violations of before'],
  refusals: [
    'unknown-driver',
    'points-on-record',
    'violation-exists',
    'history-in-future',
    'occurs-in-future',
    'nothing-to-pay',
    'paid-in-future',
    'paid-before-handling',
  ],
  decide: ({ driver, told }, { history, at }, { day }) => {
    if (driver === undefined) return 'unknown-driver'
    return driver.ledger === null ? historyRefused(history, told, at, day) : 'points-on-record'
  },
  effect: (_, { history }, { calendar }) => ({ payBy: payByIn(history, calendar) }),
  evolve: {
    driver: (driver, { history, payBy }, day) =>
      driverWithLedger(driver, ledgerBefore(history, payBy, driver.licence.firstIssuedOn, day)),
    violation: ({ id }, { driver, history, at, payBy }) => toldViolation(id, driver, history, payBy, at),
  },
})
