import { additionalFine } from '../../law/procedure/fines.ts'
import type { Fen } from '../../values/fen.ts'
import type { DriverId, ViolationId } from '../../values/ids.ts'
import { type InstantInput, type LegalDay, legalDay } from '../../values/instant.ts'
import { type Registry, stateOf } from '../registry.ts'
import { forEach } from '../state/persistent-map.ts'
import { instantArgument } from './present.ts'

/** A fine 罚款 that is not paid yet. */
export interface OverdueFine {
  readonly violation: ViolationId
  readonly driver: DriverId
  /** In fen. */
  readonly fine: Fen
  readonly payBy: LegalDay
  /** What lateness has added by then, in fen: 3 % a day, the fine itself at most. */
  readonly additionalFine: Fen
}

/**
 * The fines that are overdue 逾期未缴 at an instant: of handlings that stand, with a last day to pay before the day of `at`,
 * and not paid by that day. In an order that depends on the violations' ids alone. Of the whole registry, whatever its clocks.
 *
 * @param at RFC 3339 text with an offset, a `Date`, or epoch milliseconds of 1980 or later.
 * @throws RangeError if `at` is not an instant.
 */
export function overdueFines(registry: Registry, at: InstantInput): readonly OverdueFine[] {
  const { violation: violations } = stateOf(registry)
  const day = legalDay(instantArgument('at', at))
  const due: OverdueFine[] = []
  forEach(violations, ({ id, fine, handling }) => {
    if (handling === null || handling.payBy === null || handling.payBy >= day) return
    if (handling.paidOn !== null && handling.paidOn <= day) return
    const { driver, payBy } = handling
    due.push(Object.freeze({ violation: id, driver, fine, payBy, additionalFine: additionalFine(fine, payBy, day) }))
  })
  return Object.freeze(due)
}
