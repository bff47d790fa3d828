import type { ViolationId } from '../../values/ids.ts'
import { type Instant, readInstant } from '../../values/instant.ts'
import { vehicleRecord, violationAs } from '../records.ts'
import type { CommandDefinition } from './command.ts'
import { ground, violationId } from './fields.ts'

const withdrawalGrounds = [
  'emergency-vehicle',
  'stolen-or-cloned-plate',
  'necessity',
  'punished-on-the-spot',
  'contradictory-signals',
  'unclear-evidence',
  'wrong-plate',
  'other-error',
  'objection-upheld',
] as const
/** Grounds on which a record is removed 消除记录 (Order 105, Article 22; 5(3)); others may be given as text. */
export const WITHDRAWAL_GROUNDS: typeof withdrawalGrounds = /* @__PURE__ */ Object.freeze(withdrawalGrounds)

/** What `withdrawViolation` says. */
export interface WithdrawViolation {
  readonly violation: ViolationId
  readonly ground: string
  readonly at: Instant
}

/** Its reasons to refuse, in the order in which they are looked at. */
export const refusals = ['unknown-violation', 'violation-not-open'] as const

/** Withdraws an open violation 消除记录 (Order 105, Article 22). */
export const withdrawViolation: CommandDefinition<
  'withdrawViolation',
  'violation-withdrawn',
  WithdrawViolation,
  (typeof refusals)[number],
  'violation' | 'vehicle'
> = {
  type: 'withdrawViolation',
  event: (take) => ({
    seq: 0,
    type: 'violation-withdrawn',
    ruleSet: '',
    violation: take(violationId),
    ground: take(ground),
    at: take(readInstant),
    chain: '',
  }),
  about: ['violation', 'its vehicle'],
  party: null,
  term: null,
  decide: ({ violation }) => {
    if (violation === undefined) return 'unknown-violation'
    return violation.state === 'open' ? undefined : 'violation-not-open'
  },
  broken: null,
  evolve: ({ violation, vehicle }) => {
    const next = vehicleRecord(vehicle)
    next.openViolations--
    return { violation: violationAs(violation, 'withdrawn', violation.handling), vehicle: next }
  },
}
