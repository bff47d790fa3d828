/** Two readings of 自备案之日起 that close ways round the rule (docs/LOOPHOLES.md), proved for any number of drivers and any instants. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reform } from '../../src/law/index.ts'
import { CHENGDU } from '../oracle/decisions.ts'
import { SET_IDS, SETS } from '../oracle/sets.ts'
import { asserted, capOf } from './caps.ts'
import { type Checks, openChecks } from './checks.ts'
import { declarations, guardsOf, not, permittedBy } from './formulas.ts'
import { handlersScript, INVARIANTS, STEPS } from './handlers.ts'
import { numberOf } from './kinds.ts'

let checks: Checks
beforeAll(async () => {
  checks = await openChecks()
})
afterAll(async () => {
  const tally = checks.tally()
  console.log(`proof of repairs: ${tally.unsat} formulas without a model, ${tally.sat} with one`)
  await checks.end()
})

const BINDING_SETS = SET_IDS.filter((id) => SETS[id].bind.length > 0)
const SELF_SERVICE = not(`(= channel ${numberOf('channel', 'window')})`)
const nextDay = (id: (typeof SET_IDS)[number]) => reform(SETS[id], { 'since-binding': { grain: 'next-day' } })
const guardsIn = (set: (typeof SETS)['as-reported']) => ({
  bind: guardsOf(set, 'bind'),
  handle: guardsOf(set, 'handle'),
})

describe('points taken by self-service by a driver who had not bound the vehicle when the violation occurred', () => {
  const afterTheFact = [
    SELF_SERVICE,
    not('(= driver vehicleOwner)'),
    '(> points 0)',
    not('firstBinding'),
    '(or boundSince.null (< occurredAt boundSince))',
  ]
  const script = (permitted: string): string =>
    [declarations(), ...[permitted, ...afterTheFact].map(asserted)].join('\n')

  test.each([
    ['cn-2013-05-02', 'sat'],
    [CHENGDU, 'sat'],
    ['as-reported', 'sat'],
    ['plan-2018-03-01', 'sat'],
    ['cn-2018-02-24', 'sat'],
    ['cn-2018-09-01', 'sat'],
    ['cn-2020-09-28', 'unsat'],
    ['cn-2024-11-01', 'unsat'],
  ] as const)('%s: %s, whatever the instants', async (id, answer) => {
    expect((await checks.check(id, script(permittedBy(SETS[id], 'handle')))).answer).toBe(answer)
  })

  test.each(['instant', 'next-day'] as const)('grain %s closes it for the rule as reported', async (grain) => {
    const repaired = reform(SETS['as-reported'], { 'since-binding': { grain } })
    await checks.proved(grain, script(permittedBy(repaired, 'handle')))
  })
})

describe('violations of one vehicle and one day, with points, handled by more others than its cap', () => {
  const dated = BINDING_SETS.filter((id) => SETS[id].handle.some(({ rule }) => rule === 'since-binding'))
  const closed = dated.filter((id) => id !== CHENGDU)
  test.each(closed)('%s, counted from the day after binding: never, by self-service', async (id) => {
    const guards = guardsIn(nextDay(id))
    const cap = capOf(guards.bind, 'vehicleBindings') as number
    expect(cap).toBe(3)
    for (const step of STEPS) {
      await checks.possible(`${id}: ${step}`, handlersScript(step, cap, guards, undefined))
      for (const broken of INVARIANTS) {
        const by = step === 'handle' ? [SELF_SERVICE] : []
        await checks.proved(`${id}: ${step} keeps ${broken}`, handlersScript(step, cap, guards, broken, ...by))
      }
    }
  })

  test('the rule as reported, so counted: never, by any channel', async () => {
    const guards = guardsIn(nextDay('as-reported'))
    for (const broken of INVARIANTS) await checks.proved(broken, handlersScript('handle', 3, guards, broken))
  })

  test.each([
    ['the day of binding counted whole', SETS['as-reported']],
    ['from the moment of binding on', SETS['cn-2020-09-28']],
    ['a first binding that clears the backlog', nextDay(CHENGDU)],
    ['no date test', reform(SETS['as-reported'], { 'since-binding': null })],
  ])('the proof can fail: %s', async (what, set) => {
    const script = handlersScript('handle', 3, guardsIn(set), 'handled by those', SELF_SERVICE)
    await checks.possible(what, script)
  })

  test('at a window, where later sets ask for no binding, it stays open', async () => {
    const script = handlersScript('handle', 3, guardsIn(nextDay('cn-2024-11-01')), 'handled by those')
    await checks.possible('window', script)
  })
})
