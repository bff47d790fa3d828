import type { ViolationId } from '../../values/ids.ts'
import { type Instant, readInstant } from '../../values/instant.ts'
import { ledgerOf } from '../facts.ts'
import { settled } from '../ledger.ts'
import { driverWithLedger, type Handling, violationAs } from '../records.ts'
import type { CommandDefinition } from './command.ts'
import { violationId } from './fields.ts'

/** What `payFine` says. */
export interface PayFine {
  readonly violation: ViolationId
  readonly at: Instant
}

/** Its reasons to refuse, in the order in which they are looked at. */
export const refusals = ['unknown-violation', 'violation-not-handled', 'nothing-to-pay', 'already-paid'] as const

/** Pays the fine of a handled violation 缴纳罚款. */
export const payFine: CommandDefinition<
  'payFine',
  'fine-paid',
  PayFine,
  (typeof refusals)[number],
  'violation' | 'driver'
> = {
  type: 'payFine',
  event: (take) => ({
    seq: 0,
    type: 'fine-paid',
    ruleSet: '',
    violation: take(violationId),
    at: take(readInstant),
    chain: '',
  }),
  about: ['violation', 'its handler'],
  party: null,
  term: null,
  decide: ({ violation }) => {
    if (violation === undefined) return 'unknown-violation'
    if (violation.handling === null) return 'violation-not-handled'
    if (violation.handling.payBy === null) return 'nothing-to-pay'
    return violation.handling.paidAt === null ? undefined : 'already-paid'
  },
  broken: null,
  evolve: ({ driver, violation }, { at: paidAt }, { day }) => {
    const { driver: by, at, own, payBy } = violation.handling as Handling
    return {
      violation: violationAs(violation, violation.state, { driver: by, at, own, payBy, paidAt }),
      driver: driverWithLedger(driver, settled(ledgerOf(driver, day), violation.id)),
    }
  },
}
