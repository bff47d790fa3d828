import { sharedWith } from '../grammar.ts'
import type { QuestionWords } from '../locale.ts'
import { bothHold } from './both.ts'
import { driversPerYear, fineLimit, singlePointsLimit, vehiclesPerYear } from './caps.ts'
import { dated, dayOf, either, grouped, marks, studies, within } from './grammar.ts'

/** What every reader is told of the rules of a handling that hold. */
export const handleHolds = (): QuestionWords<'handle'>['holds'] => ({
  ...bothHold,
  'violation-open': () => 'The violation has not been handled yet',
  'not-before-occurrence': ({ supplied, limit }) => dated(supplied, 'not after the request of', limit),
  'open-binding': ({ supplied }) => `The vehicle was bound on ${dayOf(supplied as string)}`,
  'since-binding': ({ supplied, limit, relation }) =>
    dated(supplied, `${relation === '>' ? 'after' : 'not before'} the binding of`, limit),
  'fine-limit': within(fineLimit),
  'recorded-by-monitoring': () => 'The violation was recorded by monitoring equipment',
  'points-room': ({ supplied, limit }) =>
    `Points this scoring period would come to ${grouped(supplied)}, below ${limit}`,
  'single-points-limit': within(singlePointsLimit),
  'licence-state': ({ supplied }) =>
    supplied.length === 0
      ? 'The licence is in order'
      : `The licence is marked ${marks(supplied)}, which does not bar handling`,
  'licence-class': ({ supplied, limit }) => `Licence class ${either(sharedWith(supplied, limit))} covers this vehicle`,
  'repeat-full-score': ({ supplied, limit }) =>
    `There ${supplied === 1 ? 'was' : 'were'} ${studies(supplied)} this scoring period, fewer than ${limit}`,
  'offender-present': () => 'The offender is present',
  'vehicles-per-year': within(vehiclesPerYear),
  'drivers-per-year': within(driversPerYear),
})
