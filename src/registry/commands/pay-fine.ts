import { optional } from '../../input/read.ts'
import { type LegalDay, legalDay, readInstant, readLegalDay } from '../../values/instant.ts'
import { settled } from '../points/ledger.ts'
import { ledgerOf } from '../state/facts.ts'
import { type DriverRecord, driverWithLedger, type Handling, type Licence, violationAs } from '../state/records.ts'
import { command } from './command.ts'
import { driverId, violationId } from './fields.ts'

/** The day on which it was paid, which a bank can report later; that of the command unless given. */
const paidOn = optional(readLegalDay)

/** Pays the fine of a handled violation 缴纳罚款. What counts is the day on which it was paid (Administrative Penalty Law, Article 67). */
export const payFine = command({
  type: 'payFine',
  event: 'fine-paid',
  late: true,
  fields: () => ({ violation: violationId, paidOn, at: readInstant }),
  did: () => ({ driver: driverId, paidOn: readLegalDay }),
  written: ({ seq, ruleSet, chain }, { violation, at }, { driver, paidOn }) => ({
    seq,
    type: 'fine-paid',
    ruleSet,
    violation,
    paidOn,
    at,
    driver,
    chain,
  }),
  about: ['violation', 'its handler'],
  refusals: [
    'unknown-violation',
    'violation-not-handled',
    'nothing-to-pay',
    'already-paid',
    'paid-in-future',
    'paid-before-handling',
    'period-closed',
  ],
  decide: ({ violation, driver }, { paidOn: on }, { day }) => {
    if (violation === undefined) return 'unknown-violation'
    const { handling } = violation
    if (handling === null) return 'violation-not-handled'
    if (handling.payBy === null) return 'nothing-to-pay'
    if (handling.paidOn !== null) return 'already-paid'
    return paymentRefused(on ?? day, day, legalDay(handling.at), driver as DriverRecord)
  },
  effect: ({ driver }, { paidOn: on }, { day }) => ({ driver: driver.id, paidOn: on ?? day }),
  evolve: {
    violation: (violation, { paidOn: on }) => {
      const { driver, at, own, payBy } = violation.handling as Handling
      return violationAs(violation, violation.state, { driver, at, own, payBy, paidOn: on })
    },
    // Entered in the scoring period in which it was paid: nothing was entered since, so that one is closed as it would have been.
    driver: (driver, { violation, paidOn: on }) => driverWithLedger(driver, settled(ledgerOf(driver, on), violation)),
  },
})

/** Why a fine that was paid on a day is not entered on another; `undefined` if nothing is against it. */
export function paymentRefused(
  on: LegalDay,
  day: LegalDay,
  handledOn: LegalDay,
  { ledger, licence: { firstIssuedOn } }: Pick<DriverRecord, 'ledger'> & { licence: Pick<Licence, 'firstIssuedOn'> },
): 'paid-in-future' | 'paid-before-handling' | 'period-closed' | undefined {
  const refused = paidOnRefused(on, day, handledOn)
  if (refused !== undefined) return refused
  // In the first period of a licence there is none before it that counts.
  return ledger !== null && on < ledger.from && ledger.from > firstIssuedOn ? 'period-closed' : undefined
}

/** Why a fine cannot have been paid on a day; `undefined` if nothing is against it. */
export function paidOnRefused(
  on: LegalDay,
  day: LegalDay,
  handledOn: LegalDay,
): 'paid-in-future' | 'paid-before-handling' | undefined {
  if (on > day) return 'paid-in-future'
  return on < handledOn ? 'paid-before-handling' : undefined
}
