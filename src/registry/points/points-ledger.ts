import { type Issue, report } from '../../input/issue.ts'
import { ownOptions } from '../../input/options.ts'
import { parsed } from '../../input/read.ts'
import { err, ok, type Parsed } from '../../input/result.ts'
import * as wanted from '../../input/wanted.ts'
import type { Calendar } from '../../values/calendar.ts'
import type { ViolationId } from '../../values/ids.ts'
import { epochMillisecondsOf, type Instant, type InstantInput, type LegalDay, legalDay } from '../../values/instant.ts'
import { studyRefused } from '../commands/complete-full-score-study.ts'
import { deductionRefused, takenByStudy } from '../commands/deduct-by-study.ts'
import { entryOf, payByOf } from '../commands/handle.ts'
import { paymentRefused } from '../commands/pay-fine.ts'
import { tradedOn } from '../commands/revoke-handling.ts'
import { type ScoringPeriod, scoringPeriodAt } from '../queries/points.ts'
import { instantArgument } from '../queries/present.ts'
import { calendarOf, type RegistryOptions } from '../registry.ts'
import {
  cleared,
  counts,
  type Ledger,
  ledgerOn,
  lessened,
  openLedger,
  settled,
  withEntry,
  withoutEntry,
} from './ledger.ts'
import {
  type Act,
  actsOf,
  isOfOwn,
  type PointsRecords,
  positionOf,
  positionsFrom,
  type ReadPointsRecords,
  readPointsRecords,
} from './points-records.ts'
import { type PointsStep, stepsFrom } from './points-steps.ts'

/**
 * A driver's scoring period 记分周期 at an instant, computed from tables of one's own: what {@link scoringPeriodOf}
 * says of a registry with the same history. The lists are those of one licence; if it was issued anew (C35), of the
 * new licence alone. Records dated after `at` do not count; a payment is dated at the end of `paidOn`. Acts of one
 * instant count in the order of their positions, if every act has one; else revocations of earlier handlings count
 * first, then handlings, payments, own violations, studies, and last the revocations of handlings of that instant.
 *
 * Records that appear twice are issues, `repeated`, and so is a violation that is handled again, or whose fine is
 * paid again, while the first stands. So is what a registry would refuse, `not-reproduced`, with the registry's code
 * as `received`: the payment of a violation that is not handled, a study for points that are not held. Whether the
 * states of the licence and vehicles of one's own (Article 26(4)) allowed a deduction, and whether days and tests of
 * a study were done, is not checked. Positions that are the same are issues too.
 *
 * The lists of a history that was corrected are of the events that stand, without a study that takes nothing any more
 * (`taken` 0).
 *
 * `options.calendar` has the holidays by which the last day to pay a fine is computed; weekends only unless given.
 *
 * @throws RangeError if `at` is not an instant or the calendar is invalid; TypeError for an unknown option.
 */
export function pointsLedger(
  records: PointsRecords,
  at: InstantInput,
  options: Pick<RegistryOptions, 'calendar'> = {},
): Parsed<ScoringPeriod> {
  const until = instantArgument('pointsLedger(at)', at)
  const day = legalDay(until)
  const found = folded('pointsLedger', records, options, until)
  if (!found.ok) return found
  const { ledger, firstIssuedOn, classes = [] } = found.value
  return ok(scoringPeriodAt(ledgerOn(ledger, firstIssuedOn, day), classes, day))
}

/** A row of a table of steps `points_step`, of one driver. */
export interface PositionedStep extends PointsStep {
  /** When the act behind it counts, in milliseconds since 1970-01-01T00:00Z. */
  readonly at: number
  /** Its position. */
  readonly seq: number
}

/**
 * What every act left the driver holding: the rows of the table `points_step`, of which {@link factsSql} takes the last before an act. Each act has a
 * row for its day, and one for each later end of a scoring period that changes the points if nothing more comes.
 *
 * Issues as of `pointsLedger`; a record without its position `seq` is `missing`.
 *
 * @throws RangeError if the calendar is invalid; TypeError for an unknown option.
 */
export function pointsSteps(
  records: PointsRecords,
  options: Pick<RegistryOptions, 'calendar'> = {},
): Parsed<readonly PositionedStep[]> {
  const steps: PositionedStep[] = []
  const found = folded('pointsSteps', records, options, undefined, (act, { ledger, firstIssuedOn }, day, issues) => {
    const { seq } = act
    if (typeof seq !== 'number') {
      report(issues, 'missing', positionOf(act), positionsFrom(0), undefined)
      return
    }
    const at = epochMillisecondsOf(act.at)
    for (const step of stepsFrom(ledger, firstIssuedOn, day)) steps.push(Object.freeze({ ...step, at, seq }))
  })
  return found.ok ? ok(Object.freeze(steps)) : found
}

/** What was found so far of a driver. */
interface Account extends Pick<ReadPointsRecords, 'firstIssuedOn' | 'classes'> {
  ledger: Ledger
  /** The violations that were ever handled. */
  readonly handled: ReadonlySet<ViolationId>
  /** The handlings that stand, by their violation. */
  readonly standing: Map<ViolationId, { readonly handledOn: LegalDay; readonly hasFine: boolean; isPaid: boolean }>
  /** How many violations of vehicles of their own are open. */
  open: number
}

/** Reads records, and enters all acts up to an instant, each told with what it left; what a registry would refuse is an issue. */
function folded(
  call: string,
  records: PointsRecords,
  options: Pick<RegistryOptions, 'calendar'>,
  until: Instant | undefined,
  onEntered?: (act: Act, account: Account, day: LegalDay, issues: Issue[]) => void,
): Parsed<Account> {
  const calendar = calendarOf(ownOptions(`${call}(options)`, options, ['calendar']).calendar)
  const read = parsed(readPointsRecords, records)
  if (!read.ok) return read
  const { firstIssuedOn, classes } = read.value
  const ledger = openLedger(firstIssuedOn, firstIssuedOn)
  const handled = new Set(read.value.handled.map(({ violation }) => violation))
  const account: Account = { firstIssuedOn, classes, ledger, handled, standing: new Map(), open: 0 }
  const issues: Issue[] = []
  const acts = actsOf(read.value, issues)
  if (issues.length > 0) return err(issues)
  for (const act of acts) {
    if (until !== undefined && act.at > until) break
    const day = legalDay(act.at)
    const refused = enter(account, act, day, calendar)
    if (refused === undefined) {
      if (!isOfOwn(act)) onEntered?.(act, account, day, issues)
    } else if (REPEATED.includes(refused) && 'violation' in act.record)
      report(issues, 'repeated', [...act.path, 'violation'], wanted.once, act.record.violation)
    else report(issues, 'not-reproduced', act.path, wanted.acceptedCommand, refused)
  }
  return issues.length > 0 ? err(issues) : ok(account)
}

/** Refusals of what stands in the list a second time. */
const REPEATED: readonly string[] = ['violation-not-open', 'already-paid']

/** Enters an act in the account; why a registry would refuse it, if it would. */
function enter(account: Account, act: Act, day: LegalDay, calendar: Calendar): string | undefined {
  const { standing, open, firstIssuedOn } = account
  const ledger = ledgerOn(account.ledger, firstIssuedOn, day)
  switch (act.type) {
    case 'opened':
      account.open++
      return undefined
    case 'closed':
      account.open--
      return undefined
    case 'handled': {
      const { violation: id, points, fine, occurredAt } = act.record
      if (standing.has(id)) return 'violation-not-open'
      standing.set(id, { handledOn: day, hasFine: fine > 0, isPaid: false })
      const entry = entryOf({ id, points, occurredAt }, firstIssuedOn, payByOf(fine, day, calendar))
      if (counts(entry)) account.ledger = withEntry(ledger, entry, day, null)
      return undefined
    }
    case 'revoked': {
      const { violation, ground } = act.record
      standing.delete(violation)
      account.ledger = withoutEntry(ledger, violation, tradedOn(ground, day))
      return undefined
    }
    case 'paid': {
      const { violation, paidOn: on = day } = act.record
      const handling = standing.get(violation)
      if (handling === undefined)
        return act.at < act.record.at && account.handled.has(violation)
          ? 'paid-before-handling'
          : 'violation-not-handled'
      if (!handling.hasFine) return 'nothing-to-pay'
      if (handling.isPaid) return 'already-paid'
      const refused = paymentRefused(on, day, handling.handledOn, { ledger: account.ledger, licence: account })
      if (refused !== undefined) return refused
      handling.isPaid = true
      account.ledger = settled(ledgerOn(account.ledger, firstIssuedOn, on), violation)
      return undefined
    }
    case 'studied': {
      const { kind } = act.record
      const isFull = kind === 'full-score'
      const licence = { states: [], firstIssuedOn }
      const refused = isFull ? studyRefused(ledger, day) : deductionRefused(ledger, licence, false, open > 0, day)
      if (refused !== undefined) return refused
      account.ledger = isFull ? cleared(ledger) : lessened(ledger, takenByStudy(ledger, kind, day))
      return undefined
    }
  }
}
