// @ts-check
import { z } from 'zod'
import { conditionOf } from './conditions.mjs'

const id = z.string().min(1).max(64)
const count = z.int().min(0).max(1_000_000)
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+08:00$/)

export const help = ['it checks types as well; each rule is a `refine` with a function written by hand']

/** @param {{ question: 'bind' | 'handle', rules: readonly any[], lists: any }} which */
export function create({ question, rules, lists }) {
  const listed = (/** @type {string} */ name) => z.enum(lists[name])
  const both = {
    at: instant,
    channel: listed('channels'),
    driver: id,
    vehicle: id,
    vehicleOwner: id,
    plateType: listed('plateTypes'),
    identityVerified: z.boolean(),
  }
  const shape =
    question === 'bind'
      ? {
          ...both,
          vehicleOwnerKind: listed('ownerKinds'),
          operating: z.boolean(),
          pairBound: z.boolean(),
          driverBindings: count,
          vehicleBindings: count,
          driverBindingsEver: count,
          driverApplicationsToday: count,
          driverApplicationsThisYear: count,
          ownerConsent: listed('ownerConsents'),
          vehicleReleasedAt: instant.nullable(),
          vehicleDriversBoundThisYear: count,
        }
      : {
          ...both,
          violationState: listed('violationStates'),
          occurredAt: instant,
          fine: z.int().min(0),
          points: z.int().min(0).max(12),
          recordedBy: listed('recorders'),
          boundSince: instant.nullable(),
          firstBinding: z.boolean(),
          licenceStates: z.array(listed('licenceStates')),
          licenceClasses: z.array(listed('licenceClasses')),
          pointsHeld: count,
          fullScoreStudies: count,
          offenderPresent: z.boolean(),
          othersVehiclesHandledThisYear: count,
          vehicleOtherDriversThisYear: count,
          ownedSince: instant,
        }
  /** @type {z.ZodType} */
  let schema = z.strictObject(/** @type {any} */ (shape))
  for (const provision of rules) schema = schema.refine(conditionOf(provision), { error: provision.rule })
  return {
    prepare: (/** @type {object} */ row) => row,
    failing: (/** @type {object} */ row) => {
      const result = schema.safeParse(row)
      return result.success ? [] : result.error.issues.map(({ message }) => message)
    },
  }
}
