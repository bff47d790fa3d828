import { readInstant, readLegalDay } from '../../values/instant.ts'
import { settled } from '../points/ledger.ts'
import { ledgerOf } from '../state/facts.ts'
import { driverWithLedger, type Handling, violationAs } from '../state/records.ts'
import { command } from './command.ts'
import { driverId, violationId } from './fields.ts'

/** Pays the fine of a handled violation 缴纳罚款. */
export const payFine = command({
  type: 'payFine',
  event: 'fine-paid',
  fields: () => ({ violation: violationId, at: readInstant }),
  did: () => ({ driver: driverId, paidOn: readLegalDay }),
  written: ({ seq, ruleSet, chain }, { violation, at }, { driver, paidOn }) => ({
    seq,
    type: 'fine-paid',
    ruleSet,
    violation,
    at,
    driver,
    paidOn,
    chain,
  }),
  about: ['violation', 'its handler'],
  refusals: ['unknown-violation', 'violation-not-handled', 'nothing-to-pay', 'already-paid'],
  decide: ({ violation }) => {
    if (violation === undefined) return 'unknown-violation'
    if (violation.handling === null) return 'violation-not-handled'
    if (violation.handling.payBy === null) return 'nothing-to-pay'
    return violation.handling.paidAt === null ? undefined : 'already-paid'
  },
  effect: ({ driver }, _, { day }) => ({ driver: driver.id, paidOn: day }),
  evolve: {
    violation: (violation, { at: paidAt }) => {
      const { driver, at, own, payBy } = violation.handling as Handling
      return violationAs(violation, violation.state, { driver, at, own, payBy, paidAt })
    },
    driver: (driver, { violation }, day) => driverWithLedger(driver, settled(ledgerOf(driver, day), violation)),
  },
})
