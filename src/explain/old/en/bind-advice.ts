import { lesserRelease } from '../context.ts'
import type { QuestionWords } from '../locale.ts'
import { waysOf } from './bind-fails.ts'
import { bothAdvise } from './both.ts'
import { by, count, dayOf, going, grouped, limitOf, ordinal, upTo } from './grammar.ts'
import { ownerConsents, ownerKinds } from './labels.ts'

/** What a driver is told of the rules of a binding that fail: what to do, without sources. */
export const bindAdvice = (): QuestionWords<'bind'>['advice'] => ({
  ...bothAdvise,
  'own-vehicle': () => 'This vehicle is registered to you; you need not bind it',
  'already-bound': () => 'You have bound this vehicle already',
  'driver-cap': upTo(BINDING, ({ supplied: nth, limit: most, channels }, context) => {
    const lesser = lesserRelease(context, nth - most)
    const elsewhere = lesser && `, or release ${grouped(lesser.number)} and ${going(lesser.channels)}`
    return [
      `You have bound ${count(nth - 1, 'vehicle')} of others, and the ${limitOf(channels)}limit is ${grouped(most)}`,
      `release ${grouped(nth - most)} first${elsewhere ?? ''}`,
    ]
  }),
  'vehicle-cap': upTo(BINDING, ({ supplied: nth, limit: most, channels }) => [
    `${count(nth - 1, 'driver')} besides the owner ${nth === 2 ? 'has' : 'have'} bound this vehicle, and the ${limitOf(channels)}limit is ${grouped(most)}`,
    nth === 2
      ? 'first ask this driver to release it, or the owner to remove the binding'
      : `first ask ${most === 1 ? 'each' : nth - most === 1 ? 'one' : grouped(nth - most)} of them to release it, or the owner to remove ${nth - most === 1 ? 'one binding' : `${grouped(nth - most)} bindings`}`,
  ]),
  'lifetime-cap': upTo(BINDING, ({ supplied: nth, limit: most, channels }) => [
    `You have made ${count(nth - 1, 'binding')} in all, and the ${limitOf(channels)}limit is ${grouped(most)}; releasing a vehicle gives none back${channels === 'all' ? ', so you cannot bind another' : ''}`,
  ]),
  'daily-applications': upTo(BINDING, ({ supplied: nth, limit: most, channels }, context) => [
    `You have made ${count(nth - 1, 'binding')} today, and the ${limitOf(channels)}limit is ${grouped(most)} a day`,
    context?.yearUsedUp ? undefined : 'apply again tomorrow',
  ]),
  'yearly-applications': upTo(BINDING, ({ supplied: nth, limit: most, channels }) => [
    `You have made ${count(nth - 1, 'binding')} this year, and the ${limitOf(channels)}limit is ${grouped(most)} a year`,
    'apply again next year',
  ]),
  'non-operating': ({ channels }) => [`This vehicle is used for hire, and cannot be bound${by(channels)}`],
  'owner-kind': ({ supplied, channels }) => [
    `This vehicle belongs to ${ownerKinds[supplied]}, and cannot be bound${by(channels)}`,
  ],
  'owner-consent': ({ supplied, limit }) => {
    const lack =
      supplied === 'none'
        ? 'The owner has to agree'
        : `The owner's agreement ${ownerConsents[supplied]} is not accepted`
    const ways = waysOf(limit)
    return [lack, ways === undefined ? undefined : `ask the owner to agree ${ways}`]
  },
  'cooling-off': ({ limit, channels }) => [
    `Another driver's binding of this vehicle ended not long ago; you can bind it${by(channels)} from ${dayOf(limit)} on`,
    'apply again then',
  ],
  'drivers-bound-per-year': upTo(BINDING, ({ supplied: nth, limit: most, channels }, context) => [
    `${context?.settled ? `${count(nth - 1, 'other driver')} bound this vehicle this year` : `You would be the ${ordinal(nth)} driver to bind this vehicle this year`}, and the ${limitOf(channels)}limit is ${grouped(most)} a year`,
    'apply again next year',
  ]),
})

const BINDING = 'bind vehicles of others'
