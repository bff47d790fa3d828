import { isWithinLimitationUnchecked } from '../../law/procedure/limitation.ts'
import { readFen } from '../../values/fen.ts'
import { legalDay, readInstant } from '../../values/instant.ts'
import { readPoints, readRecorder } from '../../values/violation.ts'
import { oneMore, vehicleRecord } from '../state/records.ts'
import { command } from './command.ts'
import { vehicleId, violationId } from './fields.ts'

/** Records a violation 交通违法, within two years of the act (Administrative Penalty Law, Article 36). Fine in fen. */
export const recordViolation = command({
  type: 'recordViolation',
  event: 'violation-recorded',
  late: false,
  fields: () => ({
    id: violationId,
    vehicle: vehicleId,
    occurredAt: readInstant,
    fine: readFen,
    points: readPoints,
    recordedBy: readRecorder,
    at: readInstant,
  }),
  written: ({ seq, ruleSet, chain }, { id, vehicle, occurredAt, fine, points, recordedBy, at }) => ({
    seq,
    type: 'violation-recorded',
    ruleSet,
    id,
    vehicle,
    occurredAt,
    fine,
    points,
    recordedBy,
    at,
    chain,
  }),
  about: ['new violation', 'vehicle'],
  refusals: ['violation-exists', 'unknown-vehicle', 'occurs-in-future', 'vehicle-deregistered', 'limitation-expired'],
  decide: ({ vehicle, violation }, { occurredAt, at }, { day }) => {
    if (violation !== undefined) return 'violation-exists'
    if (vehicle === undefined) return 'unknown-vehicle'
    if (occurredAt > at) return 'occurs-in-future'
    const { deregisteredAt } = vehicle.registration
    if (deregisteredAt !== null && occurredAt > deregisteredAt) return 'vehicle-deregistered'
    return isWithinLimitationUnchecked(legalDay(occurredAt), day) ? undefined : 'limitation-expired'
  },
  evolve: {
    violation: (_, { id, vehicle, occurredAt, fine, points, recordedBy, at }) => ({
      id,
      vehicle,
      occurredAt,
      fine,
      points,
      recordedBy,
      state: 'open',
      handling: null,
      last: at,
    }),
    vehicle: (vehicle, { id }) => {
      const next = vehicleRecord(vehicle)
      next.openViolations = oneMore(vehicle.openViolations, Number.MAX_SAFE_INTEGER)
      next.violations = { id, before: vehicle.violations }
      return next
    },
  },
})
