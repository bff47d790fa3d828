// @ts-check
import * as v from 'valibot'
import { conditionOf } from './conditions.mjs'

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64))
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000))
const instant = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+08:00$/))

export const help = ['it checks types as well; each rule is a `check` with a function written by hand']

/** @param {{ question: 'bind' | 'handle', rules: readonly any[], lists: any }} which */
export function create({ question, rules, lists }) {
  const listed = (/** @type {string} */ name) => v.picklist(lists[name])
  const both = {
    at: instant,
    channel: listed('channels'),
    driver: id,
    vehicle: id,
    vehicleOwner: id,
    plateType: listed('plateTypes'),
    identityVerified: v.boolean(),
  }
  const shape =
    question === 'bind'
      ? {
          ...both,
          vehicleOwnerKind: listed('ownerKinds'),
          operating: v.boolean(),
          pairBound: v.boolean(),
          driverBindings: count,
          vehicleBindings: count,
          driverBindingsEver: count,
          driverApplicationsToday: count,
          driverApplicationsThisYear: count,
          ownerConsent: listed('ownerConsents'),
          vehicleReleasedAt: v.nullable(instant),
          vehicleDriversBoundThisYear: count,
        }
      : {
          ...both,
          violationState: listed('violationStates'),
          occurredAt: instant,
          fine: v.pipe(v.number(), v.integer(), v.minValue(0)),
          points: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(12)),
          recordedBy: listed('recorders'),
          boundSince: v.nullable(instant),
          firstBinding: v.boolean(),
          licenceStates: v.array(listed('licenceStates')),
          licenceClasses: v.array(listed('licenceClasses')),
          pointsHeld: count,
          fullScoreStudies: count,
          offenderPresent: v.boolean(),
          othersVehiclesHandledThisYear: count,
          vehicleOtherDriversThisYear: count,
          ownedSince: instant,
        }
  const checks = rules.map((provision) => v.check(conditionOf(provision), provision.rule))
  const schema = /** @type {any} */ (v.pipe)(v.strictObject(/** @type {any} */ (shape)), ...checks)
  return {
    prepare: (/** @type {object} */ row) => row,
    failing: (/** @type {object} */ row) => {
      const result = v.safeParse(schema, row)
      return result.success ? [] : result.issues.map(({ message }) => message)
    },
  }
}
