import type { QuestionWords } from '../locale.ts'
import { bothFail } from './both.ts'
import {
  dailyApplications,
  driverCap,
  driversBoundPerYear,
  lifetimeCap,
  vehicleCap,
  yearlyApplications,
} from './caps.ts'
import { by, dayOf, either, over, someOf } from './grammar.ts'
import { ownerConsents, ownerKinds } from './labels.ts'

/** What an official is told of the rules of a binding that fail. */
export const bindFails = (): QuestionWords<'bind'>['fails'] => ({
  ...bothFail,
  'own-vehicle': () => "The vehicle is the driver's own; no binding is needed",
  'already-bound': () => 'The driver has bound this vehicle already',
  'driver-cap': over(driverCap, (nth, most) => `the driver must release ${someOf(nth - most, nth - 1)} first`),
  'vehicle-cap': over(
    vehicleCap,
    (nth, most) => `the owner or the drivers must release ${someOf(nth - most, nth - 1)} first`,
  ),
  'lifetime-cap': over(lifetimeCap),
  'daily-applications': over(dailyApplications, (_supplied, _limit, context) =>
    context?.yearUsedUp ? undefined : 'the driver can apply again the next day',
  ),
  'yearly-applications': over(yearlyApplications, () => 'the driver can apply again the next calendar year'),
  'non-operating': ({ channels }) => [
    `The vehicle is used for hire, and such a vehicle cannot be bound${by(channels)}`,
  ],
  'owner-kind': ({ supplied, limit, channels }) => {
    const kinds = either(limit.map((kind) => ownerKinds[kind]))
    return [`The owner is ${ownerKinds[supplied]}, and only ${kinds} is accepted${by(channels)}`]
  },
  'owner-consent': ({ supplied, limit }) => {
    const lack =
      supplied === 'none'
        ? 'The owner has not agreed'
        : `The owner's agreement ${ownerConsents[supplied]} is not accepted`
    const ways = waysOf(limit)
    return [lack, ways === undefined ? undefined : `the owner must agree ${ways}`]
  },
  'cooling-off': ({ supplied, limit, channels }) => [
    `The request is made on ${dayOf(supplied)}, and after the binding of another driver the vehicle can be bound${by(channels)} only from ${dayOf(limit)} on`,
    'the driver can apply again from that day on',
  ],
  'drivers-bound-per-year': over(driversBoundPerYear, () => 'the driver can apply again the next calendar year'),
})

/** How the owner may agree, if in any way. */
export function waysOf(accepted: readonly (keyof typeof ownerConsents)[]): string | undefined {
  const ways = accepted.filter((way) => way !== 'none').map((way) => ownerConsents[way])
  return ways.length === 0 ? undefined : either(ways)
}
