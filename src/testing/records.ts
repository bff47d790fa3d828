import * as fc from 'fast-check'
import type { BindingFacts, HandlingFacts } from '../law/facts.ts'
import type { CommandInputs } from '../registry/commands/index.ts'
import { epochMillisecondsOf, type Instant, instantAt, legalDay } from '../values/instant.ts'
import { LICENCE_CLASSES, LICENCE_STATES, type LicenceClass, type LicenceState } from '../values/licence.ts'
import { OWNER_KINDS, PLATE_TYPES } from '../values/vehicle.ts'
import { POINTS_LIMIT, RECORDERS } from '../values/violation.ts'
import { partialBindingFacts, partialHandlingFacts, wholeBindingFacts, wholeHandlingFacts } from './facts.ts'
import { amounts, driverIds, instants, ownerIds, vehicleIds, violationIds } from './values.ts'

/** Under two years, whatever the leap days: a violation found later is not punished. */
const LIMITATION_MS = 729 * 86_400_000
const PLAIN = { noNullPrototype: true } as const

/**
 * Any driver 驾驶人 that a registry can be told of, as `enrolDriver` takes one: any licence states and classes, first
 * issued on the day of enrolment or any day before.
 */
export function driver(): fc.Arbitrary<CommandInputs['enrolDriver']> {
  return fc
    .record(
      {
        id: driverIds(),
        days: ordered(),
        states: some<LicenceState>(LICENCE_STATES),
        classes: some<LicenceClass>(LICENCE_CLASSES),
      },
      PLAIN,
    )
    .map(({ id, days: { first, last }, states, classes }) => {
      return { id, licence: { states, classes, firstIssuedOn: legalDay(first) }, at: last }
    })
}

/** Any vehicle 机动车, as `enrolVehicle` takes one: any plate type, owned by a person or a unit, used for hire or not. */
export function vehicle(): fc.Arbitrary<CommandInputs['enrolVehicle']> {
  return fc.record(
    {
      id: vehicleIds(),
      owner: fc.record({ kind: fc.constantFrom(...OWNER_KINDS), id: ownerIds() }, PLAIN),
      plateType: fc.oneof(fc.constantFrom('02' as const, '52' as const), fc.constantFrom(...PLATE_TYPES)),
      operating: fc.boolean(),
      at: instants(),
    },
    PLAIN,
  )
}

/**
 * Any violation 交通违法, as `recordViolation` takes one: fines often next to 200 yuan, points from 0 to 12, recorded at
 * once or within the two years in which that is lawful. Its vehicle is any id: put the one you mean in its place.
 */
export function violation(): fc.Arbitrary<CommandInputs['recordViolation']> {
  return fc
    .record(
      {
        id: violationIds(),
        vehicle: vehicleIds(),
        occurredAt: instants(),
        wait: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: LIMITATION_MS })),
        fine: amounts(),
        points: fc.integer({ min: 0, max: POINTS_LIMIT }),
        recordedBy: fc.constantFrom(...RECORDERS),
      },
      PLAIN,
    )
    .map(({ wait, ...recorded }) => ({ ...recorded, at: later(recorded.occurredAt, wait) }))
}

/** A question with the facts known to the caller. */
export type QuestionAndFacts =
  | { readonly question: 'bind'; readonly facts: Partial<BindingFacts> }
  | { readonly question: 'handle'; readonly facts: Partial<HandlingFacts> }

/**
 * Any facts of either question, whole or with some of them missing: what `decideBinding` and `decideHandling` take. For
 * one question alone, whole or partial, there are {@link wholeBindingFacts}, {@link partialBindingFacts}, {@link wholeHandlingFacts} and
 * {@link partialHandlingFacts}.
 */
export function facts(): fc.Arbitrary<QuestionAndFacts> {
  const bind = fc.oneof(wholeBindingFacts(), partialBindingFacts())
  const handle = fc.oneof(wholeHandlingFacts(), partialHandlingFacts())
  return fc.oneof(
    bind.map((known) => ({ question: 'bind' as const, facts: known })),
    handle.map((known) => ({ question: 'handle' as const, facts: known })),
  )
}

/** Two instants in order, now and then equal. */
function ordered(): fc.Arbitrary<{ readonly first: Instant; readonly last: Instant }> {
  return fc
    .tuple(instants(), fc.oneof({ weight: 3, arbitrary: instants() }, fc.constant(undefined)))
    .map(({ 0: one, 1: other = one }) => (one < other ? { first: one, last: other } : { first: other, last: one }))
}

/** An instant later, or the same where the calendar of this library would end. */
function later(from: Instant, wait: number): Instant {
  return instantAt(epochMillisecondsOf(from) + wait) ?? from
}

function some<T>(list: readonly T[]): fc.Arbitrary<T[]> {
  return fc.oneof(
    fc.constant<T[]>([]),
    fc.shuffledSubarray([...list], { maxLength: 3 }),
    fc.shuffledSubarray([...list]),
  )
}
