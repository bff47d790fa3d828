/**
 * The rules and terms that no set that ships has, in lock-step with the naive model: a wait after another driver's binding, a
 * limit on drivers a year, and vehicles that are one's own only if they were at the act.
 */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Command, execute, failuresOf, handlingFacts, openRegistry } from '../../src/index.ts'
import { FACTS } from '../../src/law/facts.ts'
import { asReported, QUESTIONS, RULE_IDS, RULES, reform, SHIPPED_SETS } from '../../src/law/index.ts'
import { commands } from '../../src/testing/index.ts'
import { lockStep, type Tally } from './lock-step.ts'

/** What no set that ships has: the naive model judges it in the reform alone. A registry judges no rule over a fact that it does not keep. */
const OF_NO_SET = RULE_IDS.filter(
  (rule) =>
    !SHIPPED_SETS.some((set) => QUESTIONS.some((question) => set[question].some((each) => each.rule === rule))) &&
    !FACTS.some(({ name, suppliedBy }) => suppliedBy === 'others' && JSON.stringify(RULES[rule]).includes(`"${name}"`)),
)

test('random histories always come out as in the model, and each rule refuses now and then', () => {
  const tally: Tally = new Map()
  fc.assert(
    fc.property(commands(), (history) => {
      lockStep('reformed', history, tally)
    }),
    { numRuns: 150 },
  )
  const codes = [...tally.keys()]
  const never = OF_NO_SET.filter((rule) => !codes.some((code) => code.includes(rule)))
  expect(never, 'judged by no oracle until REFORM and its functions (test/oracle/decisions.ts) have it').toEqual([])
})

test('what is recorded after a transfer is the new owner’s to handle, unless the vehicle had to be theirs at the act', () => {
  const licence = { states: [], classes: ['C1'], firstIssuedOn: '2010-01-01' } as const
  const history: readonly Command[] = [
    { type: 'enrolDriver', id: 'seller', licence, at: '2018-03-01T09:00:00+08:00' },
    { type: 'enrolDriver', id: 'buyer', licence, at: '2018-03-01T09:00:00+08:00' },
    {
      type: 'enrolVehicle',
      id: 'v',
      owner: { kind: 'individual', id: 'seller' },
      plateType: '02',
      operating: false,
      at: '2018-03-01T09:00:00+08:00',
    },
    { type: 'transferVehicle', vehicle: 'v', to: { kind: 'individual', id: 'buyer' }, at: '2018-03-05T09:00:00+08:00' },
    {
      type: 'recordViolation',
      id: 'x',
      vehicle: 'v',
      occurredAt: '2018-03-04T09:00:00+08:00',
      fine: 200_000,
      points: 9,
      recordedBy: 'monitoring',
      at: '2018-03-06T09:00:00+08:00',
    },
  ]
  const act = { violation: 'x', driver: 'buyer', channel: 'app', at: '2018-03-07T09:00:00+08:00' } as const
  const atAct = reform(asReported, (draft) => {
    for (const provision of draft.handle) provision.own = 'at-act'
  })
  const [today, then] = [asReported, atAct].map((rules) => {
    const registry = history.reduce((so, command) => execute(so, command).registry, openRegistry(rules))
    expect(handlingFacts(registry, act).ownedSince).toBe('2018-03-05T09:00:00.000+08:00')
    return execute(registry, { type: 'handle', ...act })
  })
  expect(today?.status).toBe('accepted')
  expect(then).toMatchObject({ status: 'refused', code: 'open-binding' })
  const failing = then?.status === 'refused' && then.decision !== undefined ? failuresOf(then.decision) : []
  expect(failing.map(({ rule }) => rule)).toEqual(['open-binding', 'fine-limit'])
})
