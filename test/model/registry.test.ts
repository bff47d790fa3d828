/**
 * The registry in lock-step with a naive model (`test/oracle/registry.ts`): random histories, and directed ones that go
 * where chance seldom does. After every command the answers, every rule's outcome, the facts that were judged and all
 * that can be seen of the registry are compared. What was reached is counted; a count below its floor fails.
 */

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Command, EVENT_TYPES, REFUSAL_CODES } from '../../src/index.ts'
import { timed } from '../../src/testing/commands.ts'
import { type Draft, draft } from '../../src/testing/drafts.ts'
import { commands } from '../../src/testing/index.ts'
import { BOOK, CHENGDU, type SetId } from '../oracle/decisions.ts'
import type { Law } from '../oracle/registry.ts'
import { lockStep, type Tally } from './lock-step.ts'
import { cast, loneReasons, milestones, type Scenario, WITHOUT_RULES } from './scenarios.ts'

/** Each law, how many random histories it sees, and the sets of which it consists. */
const LAWS: ReadonlyArray<readonly [law: Law, runs: number, sets: readonly SetId[]]> = [
  ['as-reported', 50, ['as-reported']],
  ['cn', 50, BOOK.map(([, set]) => set)],
  ['cn-2024-11-01', 35, ['cn-2024-11-01']],
  ['plan-2018-03-01', 20, ['plan-2018-03-01']],
  [CHENGDU, 20, [CHENGDU]],
]
/** How often each directed history is played, each time with other people, another channel and another end. */
const PLAYS = 3

/** Named only under a reform: one that struck the rules of these ids out, or that asks for a fact that no registry keeps. */
const GUARDED: readonly string[] = ['own-vehicle', 'already-bound', 'undetermined']

/** As reported, the points room binds every channel, so that nobody ever reaches the full score. */
const NEVER: Partial<Record<Law, readonly string[]>> = {
  'as-reported': [
    'event: full-score-study-completed',
    'handled past the full score',
    'a period ended at the full score',
    ...['full-score-reached', 'full-score-on-probation', 'fines-unpaid', 'study-too-short', 'tests-missing'].map(
      (code) => `code: ${code}`,
    ),
  ],
}

for (const [law, runs, sets] of LAWS) {
  describe(`under ${law}`, () => {
    const tally: Tally = new Map()

    test('random histories always come out as in the model', () => {
      fc.assert(
        fc.property(commands(), malformations(), (history, broken) => {
          const [told, which] = broken(history)
          lockStep(law, told, tally, which)
        }),
        { numRuns: runs },
      )
    })

    const scenarios = [
      ...sets.flatMap((set) => [...loneReasons(set), ...milestones(set, law === 'cn')]),
      ...(law === 'cn' ? WITHOUT_RULES : []),
    ]
    test('directed histories always come out as in the model, and get where they are sent', () => {
      const missed: string[] = []
      for (const scenario of scenarios) {
        const before = tally.get(scenario.reaches) ?? 0
        fc.assert(
          fc.property(directed(scenario), (history) => {
            lockStep(law, history, tally)
          }),
          { numRuns: PLAYS },
        )
        if ((tally.get(scenario.reaches) ?? 0) - before < PLAYS) missed.push(scenario.reaches)
      }
      expect(missed).toEqual([])
    })

    test('everything worth reaching was reached', () => {
      const never = NEVER[law] ?? []
      const wanted = new Set([
        ...scenarios.map(({ reaches }) => reaches),
        ...Object.values(EVENT_TYPES).map((event) => `event: ${event}`),
        ...REFUSAL_CODES.filter((code) => !GUARDED.includes(code)).map((code) => `code: ${code}`),
        'invalid',
      ])
      const rare = [...wanted].filter((counter) => !never.includes(counter) && (tally.get(counter) ?? 0) < PLAYS)
      expect(rare).toEqual([])
      expect(never.filter((counter) => tally.has(counter))).toEqual([])
      console.log(`registry against its model under ${law}: ${summary(tally)}`)
    })
  })
}

/** A directed history with its cast, and a random end. */
function directed({ days, play }: Scenario): fc.Arbitrary<readonly Command[]> {
  return fc
    .tuple(fc.constantFrom(...days), cast(), fc.array(draft(), { maxLength: 15 }))
    .map(([day, who, end]: [string, Parameters<Scenario['play']>[0], readonly Draft[]]) =>
      timed(day, [...play(who), ...end]),
    )
}

type Breaks = (history: readonly Command[]) => readonly [told: readonly Command[], broken: ReadonlySet<number>]

/** Now and then a command is spoilt: it must be called invalid, and change nothing. */
function malformations(): fc.Arbitrary<Breaks> {
  const spoils: ReadonlyArray<(command: Record<string, unknown>) => Record<string, unknown>> = [
    (command) => ({ ...command, at: '2018-09-10T15:00:00' }),
    (command) => ({ ...command, at: undefined }),
    (command) => ({ ...command, more: 1 }),
    (command) => ({ ...command, type: 'bindAll' }),
    (command) => ({ ...command, [idOf(command)]: '' }),
    (command) => ({ ...command, [idOf(command)]: 'a b' }),
    (command) => ({ ...command, [idOf(command)]: 7 }),
    (command) => ({ ...command, ...(command.type === 'recordViolation' ? { fine: 200.5 } : { at: Number.NaN }) }),
    (command) => ({ ...command, ...(command.type === 'recordViolation' ? { points: 13 } : { at: null }) }),
  ]
  return fc
    .array(fc.tuple(fc.nat({ max: 110 }), fc.constantFrom(...spoils)), { maxLength: 4 })
    .map((places) => (history) => {
      const told: Command[] = [...history]
      const broken = new Set<number>()
      for (const [place, spoil] of places) {
        if (history.length === 0 || broken.has(place % history.length)) continue
        const index = place % history.length
        told[index] = spoil(told[index] as never) as unknown as Command
        broken.add(index)
      }
      return [told, broken]
    })
}

function idOf(command: Record<string, unknown>): string {
  return ['id', 'violation', 'driver', 'vehicle'].find((field) => field in command) ?? 'id'
}

function summary(tally: Tally): string {
  const sum = (prefix: string): number =>
    [...tally].reduce((total, [key, times]) => (key.startsWith(prefix) ? total + times : total), 0)
  const kinds = (prefix: string): number => [...tally.keys()].filter((key) => key.startsWith(prefix)).length
  const each = [
    'a driver at the cap',
    'a vehicle at the cap',
    'handled, of the day of binding',
    'refused, of the day before binding',
    'a period ended, points cleared',
    'a period ended, points carried',
    'a period ended at the full score',
    'handled past the full score',
  ].map((key) => `${key} ${tally.get(key) ?? 0}`)
  const least = Math.min(...[...tally].filter(([key]) => key.startsWith('only: ')).map(([, times]) => times))
  return [
    `${sum('event: ')} accepted (${kinds('event: ')} kinds)`,
    `${sum('code: ') + sum('refused: ')} refused, ${sum('only: ')} by one rule alone (${kinds('only: ')} rules, the rarest ${least})`,
    `${sum('invalid')} invalid`,
    ...each,
  ].join('; ')
}
