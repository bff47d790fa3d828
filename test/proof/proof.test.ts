/**
 * Proofs for any number of drivers, vehicles and days, from the shipped rule data, with z3. Anything but `sat` or `unsat` fails,
 * and so does a check that takes longer than it may (`z3.ts`). Every proof stands beside controls that must have a model, so
 * that none holds because nothing can happen.
 *
 * Proved is something of the shipped rules as they are judged by (`formulas.ts`). That `src/` keeps its state as the four steps of `caps.ts` say, and freezes, parses
 * and dates as it should, is no part of it: that is what the other tests look at.
 */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compareRuleSets } from '../../src/analysis/index.ts'
import { decideBinding, decideHandling } from '../../src/index.ts'
import { QUESTIONS, type Question, type RuleSet, reform } from '../../src/law/index.ts'
import { SET_IDS, SETS } from '../oracle/sets.ts'
import {
  applicationScript,
  asserted,
  bindingGuards,
  type Caps,
  capOf,
  INVARIANTS,
  type Invariant,
  PERIODS,
  type Period,
  STEPS,
  type Step,
  stepScript,
} from './caps.ts'
import { type Checks, openChecks } from './checks.ts'
import { declarations, guardsOf, not, permittedBy } from './formulas.ts'
import { numberOf } from './kinds.ts'
import { rowOf } from './model.ts'

let checks: Checks
beforeAll(async () => {
  checks = await openChecks()
})
afterAll(async () => {
  const { version, tally, end } = checks
  console.log(`proof: ${version}: ${tally().unsat} formulas without a model, ${tally().sat} with one`)
  await end()
})
const proved = (name: string, script: string): Promise<void> => checks.proved(name, script)
const possible = (name: string, script: string): Promise<void> => checks.possible(name, script)

/** Which rule set permits nothing that another refuses, by question. */

const BINDING_SETS = SET_IDS.filter((id) => SETS[id].bind.length > 0)
const STEP_NAMES = Object.keys(STEPS) as readonly Step[]

describe('caps: for any number of drivers and vehicles, by any channel', () => {
  test.each(BINDING_SETS)(
    '%s: no step breaks a cap, binds an own vehicle, or changes the date of a binding',
    async (id) => {
      const { guards, caps } = bindingGuards(SETS[id])
      expect(caps).toEqual({ driverBindings: 3, vehicleBindings: 3 })
      for (const step of STEP_NAMES) {
        await possible(`${id}: ${step} can happen`, stepScript(step, caps as Caps, guards))
        for (const broken of INVARIANTS) {
          await proved(`${id}: ${step} keeps ${broken}`, stepScript(step, caps as Caps, guards, broken))
        }
      }
    },
  )

  const asReported = SETS['as-reported']
  const CONTROLS: readonly (readonly [what: string, faulty: RuleSet, broken: Invariant])[] = [
    ['a driver’s cap one too high', reform(asReported, { 'driver-cap': { limit: 4 } }), 'driverBindings'],
    ['a vehicle’s cap one too high', reform(asReported, { 'vehicle-cap': { limit: 4 } }), 'vehicleBindings'],
    ['no cap for drivers', reform(asReported, { 'driver-cap': null }), 'driverBindings'],
    ['no cap for vehicles', reform(asReported, { 'vehicle-cap': null }), 'vehicleBindings'],
    ['own vehicles bound', reform(asReported, { 'own-vehicle': null }), 'own'],
    ['a pair bound again', reform(asReported, { 'already-bound': null }), 'dates'],
    ['a cap by the app only', capsByApp(asReported), 'driverBindings'],
  ]
  test.each(CONTROLS)('the proof can fail: %s', async (what, faulty, broken) => {
    const caps = { driverBindings: 3, vehicleBindings: 3 }
    await possible(what, stepScript('bind', caps, guardsOf(faulty, 'bind'), broken))
  })

  test.each(BINDING_SETS)('%s: the caps are reached: with one less, a binding breaks them', async (id) => {
    const { guards, caps } = bindingGuards(SETS[id])
    for (const count of ['driverBindings', 'vehicleBindings'] as const) {
      const less = { ...(caps as Caps), [count]: (caps as Caps)[count] - 1 }
      await possible(`${id}: ${count} up to the cap`, stepScript('bind', less, guards, count))
    }
  })
})

describe('counts of applications that only grow', () => {
  const counts = BINDING_SETS.flatMap((id) =>
    (Object.keys(PERIODS) as Period[]).flatMap((fact) => {
      const cap = capOf(guardsOf(SETS[id], 'bind'), fact)
      return cap === undefined ? [] : [[id, fact, cap] as const]
    }),
  )

  test('the sets that have them', () => {
    expect(counts).toEqual([
      ['plan-2018-03-01', 'driverBindingsEver', 5],
      ['cn-2024-11-01', 'driverApplicationsToday', 1],
      ['cn-2024-11-01', 'driverApplicationsThisYear', 5],
    ])
  })

  test.each(counts)('%s: %s never passes %i', async (id, fact, cap) => {
    const guards = guardsOf(SETS[id], 'bind')
    await possible(`${id}: an application`, applicationScript(fact, cap, guards, 'can happen'))
    await possible(`${id}: ${fact} up to the cap`, applicationScript(fact, cap - 1, guards, 'can break'))
    await proved(`${id}: ${fact}`, applicationScript(fact, cap, guards, 'never breaks'))
  })
})

describe('handling', () => {
  const handling = (id: (typeof SET_IDS)[number], ...more: readonly string[]): string =>
    [declarations(), permittedBy(SETS[id], 'handle'), ...more]
      .map((line, at) => (at === 0 ? line : asserted(line)))
      .join('\n')

  test.each(SET_IDS)('%s: handled once: a handled violation is handled by nobody else', async (id) => {
    await possible(`${id}: a handling`, handling(id))
    await proved(`${id}: once`, handling(id, not(`(= violationState ${numberOf('violationState', 'open')})`)))
  })

  test.each(SET_IDS)('%s: where points-room binds, no handling brings a driver to the full score', async (id) => {
    const rooms = guardsOf(SETS[id], 'handle').filter(({ rule }) => rule === 'points-room')
    const reaches = '(and (> points 0) (>= (+ pointsHeld points) 12))'
    for (const { channels } of rooms) {
      const by =
        channels === 'all'
          ? 'true'
          : `(or ${channels.map((each) => `(= channel ${numberOf('channel', each)})`).join(' ')})`
      await proved(`${id}: room`, handling(id, by, reaches))
      if (channels !== 'all') await possible(`${id}: at a window`, handling(id, not(by), reaches))
    }
    if (rooms.length === 0) await possible(`${id}: no such rule`, handling(id, reaches))
  })
})

describe('a stricter rule permits less', () => {
  test('of every rule with a number: with a lower number, whatever both numbers are', async () => {
    const numeric = SET_IDS.flatMap((id) => QUESTIONS.flatMap((question) => guardsOf(SETS[id], question))).filter(
      ({ withLimit }) => withLimit !== undefined,
    )
    expect(new Set(numeric.map(({ rule }) => rule)).size).toBe(11)
    for (const { rule, relation, withLimit } of numeric) {
      const limited = withLimit as (smt: string) => string
      const script = (order: string): string =>
        [
          declarations(),
          '(declare-const L Int)(declare-const M Int)',
          ...[order, limited('L'), not(limited('M'))].map(asserted),
        ].join('\n')
      await proved(`${rule}: ${relation}`, script('(<= L M)'))
      await possible(`${rule}: the other way`, script('(> L M)'))
    }
  })
})

/** Which sets permit no more than another, as `compareRuleSets` finds it class by class; each two are compared once. */
function withinOf(question: Question): readonly string[] {
  return SET_IDS.flatMap((one) =>
    SET_IDS.flatMap((other) => {
      if (one === other) return []
      const [a, b] = one < other ? [one, other] : [other, one]
      const { changes } = COMPARED.get(`${a} ${b}`) ?? compareRuleSets(SETS[a], SETS[b])
      COMPARED.set(`${a} ${b}`, { changes })
      const permitsMore = changes.some(
        (change) => change.question === question && change.from === (one === a ? 'permitted' : 'refused'),
      )
      return permitsMore ? [] : [`${one} ⊆ ${other}`]
    }),
  )
}
const COMPARED = new Map<string, Pick<ReturnType<typeof compareRuleSets>, 'changes'>>()

describe('between rule sets, on all facts', () => {
  test.each(QUESTIONS)('%s: what one permits and another refuses, decided again by the library', async (question) => {
    const permitted = Object.fromEntries(SET_IDS.map((id) => [id, permittedBy(SETS[id], question)]))
    const narrower: string[] = []
    for (const one of SET_IDS) {
      for (const other of SET_IDS.filter((id) => id !== one)) {
        const script = [
          declarations(),
          ...[permitted[one] as string, not(permitted[other] as string)].map(asserted),
        ].join('\n')
        const { answer, model } = await checks.check(`${one}, not ${other}`, script)
        if (answer === 'unsat') narrower.push(`${one} ⊆ ${other}`)
        else {
          const row = rowOf(question, model)
          expect([one, other, verdictOf(question, row, SETS[one]), verdictOf(question, row, SETS[other])]).toEqual([
            one,
            other,
            'permitted',
            'refused',
          ])
        }
      }
    }
    expect(narrower).toEqual(withinOf(question))
  })
})

function verdictOf(question: Question, row: object, set: RuleSet): string {
  return (question === 'bind' ? decideBinding(row, set) : decideHandling(row, set)).verdict
}

/** The caps bind the app alone, so that the window goes round them. */
function capsByApp(set: RuleSet): RuleSet {
  return reform(set, (draft) => {
    for (const provision of draft.bind) if (provision.rule.endsWith('-cap')) provision.channels = ['app']
  })
}
