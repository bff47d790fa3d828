/** What is told of the time before, at an enrolment or later, comes out as in the model, in random histories. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { timed } from '../../src/testing/commands.ts'
import { DRIVERS, type Draft, draft, enrolments, type Told } from '../../src/testing/drafts.ts'
import { STARTS, VIOLATIONS } from '../../src/testing/index.ts'
import { lockStep } from './lock-step.ts'

const DAY = 86_400_000

test.each(['cn', 'cn-2024-11-01', 'cn-2013-05-02'] as const)('under %s, whatever follows', (law) => {
  const drafts = fc.tuple(
    fc.constantFrom(...STARTS),
    enrolments(),
    fc.array(fc.oneof({ weight: 6, arbitrary: draft() }, toldLater()), { maxLength: 80, size: 'max' }),
    fc.array(fc.option(histories(), { nil: undefined, freq: 3 }), { minLength: 16, maxLength: 16 }),
  )
  const drawn = drafts.map(([day, first, rest, tells]) => {
    const telling = (one: Draft, index: number): Draft =>
      one.command.type === 'enrolDriver' && index % 2 === 0 ? { ...one, told: tells[index % tells.length] } : one
    return timed(day, [...first, ...rest].map(telling))
  })
  const tally = new Map<string, number>()
  fc.assert(
    fc.property(drawn, (history) => void lockStep(law, history, tally)),
    { numRuns: 60 },
  )
  for (const what of ['event: history-told', 'code: points-on-record']) expect(tally.get(what)).toBeGreaterThan(10)
})

/** What is told of a driver who was enrolled earlier. */
function toldLater(): fc.Arbitrary<Draft> {
  const driver = fc.constantFrom(...DRIVERS)
  return fc.record({ wait: fc.constantFrom(0, 1, DAY), driver, told: histories() }).map(({ driver: who, ...rest }) => {
    return { ...rest, command: { type: 'tellHistory', driver: who } as Draft['command'] }
  })
}

/** Mostly of this scoring period or the last, on either side of its end. */
function histories(): fc.Arbitrary<Told> {
  const handled = fc.oneof(
    fc.record({ days: fc.constantFrom(0, -1, -20, -150, -364, -400), at: fc.constantFrom(0, DAY / 2) }),
    fc.constantFrom(0, -1, 1),
  )
  const one = fc.record({
    id: fc.constantFrom(...VIOLATIONS),
    points: fc.constantFrom(0, 1, 3, 6, 9, 12),
    fine: fc.constantFrom(0, 20_000),
    handled,
    ago: fc.constantFrom(0, -1, -DAY, 1),
    paid: fc.constantFrom(null, null, 0, 15, 30, -1),
  })
  const few = { weight: 3, arbitrary: fc.constant(0) }
  return fc.record({
    deducted: fc.oneof(few, fc.integer({ min: 0, max: 6 })),
    studies: fc.oneof(few, fc.constant(1)),
    studiesBefore: fc.oneof(few, fc.constant(1)),
    violations: fc.uniqueArray(one, { maxLength: 3, selector: ({ id }) => id }),
  })
}
