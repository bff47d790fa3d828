/**
 * Each directed history of the model once, with the same people and on the same day: after every step all that can be seen
 * of the registry is as in the model. `test/model` plays them many times, and otherwise each time.
 */
import { describe, expect, test } from 'vitest'
import { timed } from '../../src/testing/commands.ts'
import { DRIVERS, VEHICLES, VIOLATIONS } from '../../src/testing/index.ts'
import { lockStep, type Tally } from '../model/lock-step.ts'
import { loneReasons, milestones, type Scenario, WITHOUT_RULES } from '../model/scenarios.ts'

const CAST = { d: DRIVERS, v: VEHICLES, x: VIOLATIONS, self: 'app' }

describe.each([
  ['cn-2024-11-01', [...loneReasons('cn-2024-11-01'), ...milestones('cn-2024-11-01', false)]],
  ['plan-2018-03-01', loneReasons('plan-2018-03-01')],
  ['cn', WITHOUT_RULES],
] as const)('step by step under %s', (law, scenarios: readonly Scenario[]) => {
  test.each(scenarios.map((each, index) => [index, each.reaches, each] as const))(
    '%i %s',
    (_index, reaches, { days, play }) => {
      const tally: Tally = new Map()
      lockStep(law, timed(days[0] as string, play(CAST)), tally)
      expect(tally.get(reaches)).toBeGreaterThan(0)
    },
  )
})
