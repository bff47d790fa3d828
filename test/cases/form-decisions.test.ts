/** How often a form decides: once, and once more for the other channels; where that refuses, seven times in all. */
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { zhCNBinding, zhCNHandling } from '../../src/explain/index.ts'
import { bindingForm, handlingForm } from '../../src/form/index.ts'
import { cn } from '../../src/law/index.ts'
import { factsOf } from '../support/values.ts'

let decisions = 0
vi.mock('../../src/decision/decide.ts', async (original) => {
  const real = await original<typeof import('../../src/decision/decide.ts')>()
  const counted =
    <A extends readonly unknown[], R>(decide: (...given: A) => R) =>
    (...given: A) => {
      decisions++
      return decide(...given)
    }
  return { ...real, bindingDecided: counted(real.bindingDecided), handlingDecided: counted(real.handlingDecided) }
})

test.each(['bind', 'handle'] as const)(
  'to judge a form takes at most 2 decisions, and 7 where it refuses: %s',
  (question) => {
    const most = { refused: 0, other: 0 }
    fc.assert(
      fc.property(factsOf[question] as fc.Arbitrary<object>, (known) => {
        const form =
          question === 'bind'
            ? bindingForm({ ask: [], rules: cn, locale: zhCNBinding, known })
            : handlingForm({ ask: [], rules: cn, locale: zhCNHandling, known })
        decisions = 0
        const { status } = form.judge({})
        const kind = status === 'refused' ? 'refused' : 'other'
        most[kind] = Math.max(most[kind], decisions)
      }),
      { numRuns: 2000 },
    )
    expect(most.other).toBe(2)
    expect(most.refused).toBeGreaterThan(1)
    expect(most.refused).toBeLessThanOrEqual(7)
  },
)
