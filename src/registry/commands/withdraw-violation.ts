import { readInstant } from '../../values/instant.ts'
import { vehicleRecord, violationAs } from '../state/records.ts'
import { command } from './command.ts'
import { ground, vehicleId, violationId } from './fields.ts'

/**
 * Grounds on which a record is removed 消除记录 (Order 105, Article 22; 5(3)), or its offender having died 违法嫌疑人死亡 (公安机关办理行政案件程序规定,
 * Article 259); others may be given as text.
 */
export const WITHDRAWAL_GROUNDS = Object.freeze([
  'emergency-vehicle',
  'stolen-or-cloned-plate',
  'necessity',
  'punished-on-the-spot',
  'contradictory-signals',
  'unclear-evidence',
  'wrong-plate',
  'other-error',
  'objection-upheld',
  'offender-deceased',
] as const)

/** Withdraws an open violation 消除记录 (Order 105, Article 22). */
export const withdrawViolation = command({
  type: 'withdrawViolation',
  event: 'violation-withdrawn',
  late: false,
  fields: () => ({ violation: violationId, ground, at: readInstant }),
  did: () => ({ vehicle: vehicleId }),
  written: ({ seq, ruleSet, chain }, { violation, ground, at }, { vehicle }) => ({
    seq,
    type: 'violation-withdrawn',
    ruleSet,
    violation,
    ground,
    at,
    vehicle,
    chain,
  }),
  about: ['violation', 'its vehicle'],
  refusals: ['unknown-violation', 'violation-not-open'],
  decide: ({ violation }) => {
    if (violation === undefined) return 'unknown-violation'
    return violation.state === 'open' ? undefined : 'violation-not-open'
  },
  effect: ({ vehicle: { id: vehicle } }) => ({ vehicle }),
  evolve: {
    violation: (violation) => violationAs(violation, 'withdrawn', violation.handling),
    vehicle: (vehicle) => {
      const next = vehicleRecord(vehicle)
      next.openViolations--
      return next
    },
  },
})
