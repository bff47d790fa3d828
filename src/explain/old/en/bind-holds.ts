import type { QuestionWords } from '../locale.ts'
import { bothHold } from './both.ts'
import {
  dailyApplications,
  driverCap,
  driversBoundPerYear,
  lifetimeCap,
  vehicleCap,
  yearlyApplications,
} from './caps.ts'
import { by, dayOf, within } from './grammar.ts'
import { ownerConsents, ownerKinds } from './labels.ts'

/** What every reader is told of the rules of a binding that hold. */
export const bindHolds = (): QuestionWords<'bind'>['holds'] => ({
  ...bothHold,
  'own-vehicle': () => 'The vehicle is registered to another owner',
  'already-bound': () => 'There is no open binding of this vehicle yet',
  'driver-cap': within(driverCap),
  'vehicle-cap': within(vehicleCap),
  'lifetime-cap': within(lifetimeCap),
  'daily-applications': within(dailyApplications),
  'yearly-applications': within(yearlyApplications),
  'non-operating': () => 'The vehicle is not used for hire',
  'owner-kind': ({ supplied, channels }) => `The owner is ${ownerKinds[supplied]}, which is accepted${by(channels)}`,
  'owner-consent': ({ supplied }) =>
    supplied === 'none' ? 'The owner need not agree' : `The owner agreed ${ownerConsents[supplied]}`,
  'cooling-off': ({ supplied, limit }) =>
    `The request is made on ${dayOf(supplied)}, and after the binding of another driver the vehicle can be bound from ${dayOf(limit)} on`,
  'drivers-bound-per-year': within(driversBoundPerYear),
})
