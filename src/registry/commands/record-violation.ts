import { staysWithinLimitation } from '../../law/procedure/limitation.ts'
import { type Fen, readFen } from '../../values/fen.ts'
import type { VehicleId, ViolationId } from '../../values/ids.ts'
import { dayIn, type Instant, readInstant } from '../../values/instant.ts'
import { type Recorder, readPoints, readRecorder } from '../../values/violation.ts'
import { oneMore, vehicleRecord } from '../records.ts'
import type { CommandDefinition } from './command.ts'
import { vehicleId, violationId } from './fields.ts'

/** What `recordViolation` says. */
export interface RecordViolation {
  readonly id: ViolationId
  readonly vehicle: VehicleId
  readonly occurredAt: Instant
  readonly fine: Fen
  readonly points: number
  readonly recordedBy: Recorder
  readonly at: Instant
}

/** Its reasons to refuse, in the order in which they are looked at. */
export const refusals = ['violation-exists', 'unknown-vehicle', 'occurs-in-future', 'limitation-expired'] as const

/** Records a violation 交通违法, within two years of the act (Administrative Penalty Law, Article 36). Fine in fen. */
export const recordViolation: CommandDefinition<
  'recordViolation',
  'violation-recorded',
  RecordViolation,
  (typeof refusals)[number],
  'violation' | 'vehicle'
> = {
  type: 'recordViolation',
  event: (take) => ({
    seq: 0,
    type: 'violation-recorded',
    ruleSet: '',
    id: take(violationId),
    vehicle: take(vehicleId),
    occurredAt: take(readInstant),
    fine: take(readFen),
    points: take(readPoints),
    recordedBy: take(readRecorder),
    at: take(readInstant),
    chain: '',
  }),
  about: ['new violation', 'vehicle'],
  party: null,
  term: null,
  decide: ({ vehicle, violation }, { occurredAt, at }, { day }) => {
    if (violation !== undefined) return 'violation-exists'
    if (vehicle === undefined) return 'unknown-vehicle'
    if (occurredAt > at) return 'occurs-in-future'
    return staysWithinLimitation(dayIn(occurredAt), day) ? undefined : 'limitation-expired'
  },
  broken: null,
  evolve: ({ vehicle }, { id, occurredAt, fine, points, recordedBy, at }) => {
    const next = vehicleRecord(vehicle)
    next.openViolations = oneMore(vehicle.openViolations, Number.MAX_SAFE_INTEGER)
    next.violations = { id, before: vehicle.violations }
    return {
      violation: {
        id,
        vehicle: vehicle.id,
        occurredAt,
        fine,
        points,
        recordedBy,
        state: 'open',
        handling: null,
        last: at,
      },
      vehicle: next,
    }
  },
}
