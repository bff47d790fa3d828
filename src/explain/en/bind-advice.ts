import type { QuestionWords } from '../locale.ts'
import { waysOf } from './bind-fails.ts'
import { bothAdvise } from './both.ts'
import { by, count, dayOf, grouped, limitOf, ordinal } from './grammar.ts'
import { ownerConsents, ownerKinds } from './labels.ts'

/** What a driver is told of the rules of a binding that fail: what to do, without sources. */
export const bindAdvice = (): QuestionWords<'bind'>['advice'] => ({
  ...bothAdvise,
  'own-vehicle': () =>
    'This vehicle is registered to you; you need not bind it, and can handle its violations directly',
  'already-bound': () => 'You have bound this vehicle already; handle its violations under this binding',
  'driver-cap': ({ supplied: nth, limit: most, channels }) => [
    `You have bound ${count(nth - 1, 'vehicle')} of others, and the ${limitOf(channels)}limit is ${grouped(most)}`,
    most > 0 ? `release ${grouped(nth - most)} first` : undefined,
  ],
  'vehicle-cap': ({ supplied: nth, limit: most, channels }) => [
    `${count(nth - 1, 'driver')} besides the owner ${nth === 2 ? 'has' : 'have'} bound this vehicle, and the ${limitOf(channels)}limit is ${grouped(most)}`,
    most > 0 ? `ask the owner or these drivers to release ${grouped(nth - most)} first` : undefined,
  ],
  'lifetime-cap': ({ supplied: nth, limit: most, channels }) => [
    `You have made ${count(nth - 1, 'binding')} in all, and the ${limitOf(channels)}limit is ${grouped(most)}; releasing a vehicle gives none back${channels === 'all' ? ', so you cannot bind another' : ''}`,
  ],
  'daily-applications': ({ supplied: nth, limit: most, channels }, context) => [
    `You have made ${count(nth - 1, 'binding')} today, and the ${limitOf(channels)}limit is ${grouped(most)} a day`,
    most === 0 || context?.yearUsedUp ? undefined : 'apply again tomorrow',
  ],
  'yearly-applications': ({ supplied: nth, limit: most, channels }) => [
    `You have made ${count(nth - 1, 'binding')} this year, and the ${limitOf(channels)}limit is ${grouped(most)} a year`,
    most === 0 ? undefined : 'apply again next year',
  ],
  'non-operating': ({ channels }) => [`This vehicle is used for hire, and cannot be bound${by(channels)}`],
  'owner-kind': ({ supplied, channels }) => [
    `This vehicle belongs to ${ownerKinds[supplied]}, and cannot be bound${by(channels)}`,
  ],
  'owner-consent': ({ supplied, limit }) => {
    const lack =
      supplied === 'none' ? 'The owner has to agree' : `The owner's agreement ${ownerConsents[supplied]} is not enough`
    const ways = waysOf(limit)
    return [lack, ways === undefined ? undefined : `ask the owner to agree ${ways}`]
  },
  'cooling-off': ({ limit, channels }) => [
    `Another driver's binding of this vehicle ended not long ago; you can bind it${by(channels)} from ${dayOf(limit)} on`,
    'apply again then',
  ],
  'drivers-bound-per-year': ({ supplied: nth, limit: most, channels }) => [
    `You would be the ${ordinal(nth)} driver to bind this vehicle this year, and the ${limitOf(channels)}limit is ${grouped(most)} a year`,
    most === 0 ? undefined : 'apply again next year',
  ],
})
