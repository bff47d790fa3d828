/**
 * Clocks: what CLOCKS says of a driver's, a vehicle's and a violation's time, on histories in which commands are dated back
 * and ahead. The table and the clocks themselves are compared with the oracle in `model/many`; here stand the theorem, the
 * questions, and the records that each kind of command is about.
 */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Command,
  driverIdsOf,
  eventsOf,
  execute,
  openViolationsFor,
  overdueFines,
  type Registry,
  remainingBindings,
  scoringPeriodOf,
  vehicleIdsOf,
} from '../../src/index.ts'
import { recordsOf } from '../../src/store/index.ts'
import { actOf, lawFor } from '../model/lock-step.ts'
import { histories, lastAt, type Played, play } from '../model/play.ts'
import { skewed } from '../model/skewed.ts'
import { textsOf } from '../model/store.ts'
import { CHENGDU } from '../oracle/decisions.ts'
import { type Law, openModel, remember, subjectsOf } from '../oracle/registry.ts'
import { same } from '../support/same.ts'

const LAWS: readonly Law[] = ['as-reported', 'cn', 'cn-2024-11-01', 'cn-2018-02-24', CHENGDU]

/** Histories with clocks of their own, under any law, as they were accepted. */
function accepted(): fc.Arbitrary<Accepted> {
  return fc
    .constantFrom(...LAWS)
    .chain((law) => skewed(histories(law)).map((history) => ({ law, ...play(lawFor(law), history) })))
    .map(({ law, ...played }) => ({ law, played, commands: acceptedOf(played) }))
}
interface Accepted {
  readonly law: Law
  readonly played: Played
  /** The commands that were accepted, in their order. */
  readonly commands: readonly Command[]
}

function acceptedOf({ history, outcomes }: Played): readonly Command[] {
  return history.filter((_, index) => outcomes[index]?.status === 'accepted')
}

/** Sorted by their moments; those of one moment keep their order. */
function sorted(commands: readonly Command[]): readonly Command[] {
  return [...commands].sort((one, other) => momentOf(one) - momentOf(other))
}

function momentOf({ at }: Command): number {
  return Date.parse(String(at))
}

/** What was decided of each command, by its place in the history that was given. */
function decisions({ history, outcomes }: Played): ReadonlyMap<Command, unknown> {
  return new Map(
    history.map((command, index) => {
      const { registry: _registry, ...said } = outcomes[index] as Played['outcomes'][number]
      return [command, { ...said, event: undefined }] as const
    }),
  )
}

describe('records with clocks of their own', () => {
  test('an accepted history, sorted by time, is always accepted, with the same decisions and records', () => {
    let apart = 0
    fc.assert(
      fc.property(accepted(), ({ played, commands }) => {
        const order = sorted(commands)
        if (order.some((command, index) => command !== commands[index])) apart++
        const again = play(played.rules, order)
        expect(again.outcomes.map(({ status }) => status)).toEqual(order.map(() => 'accepted'))
        const first = decisions(played)
        for (const [command, decision] of decisions(again)) same(decision, first.get(command))
        same(textsOf(again.last), textsOf(played.last))
      }),
      { numRuns: 150 },
    )
    expect(apart).toBeGreaterThan(30)
  })

  test('every order that keeps each record’s own order always gives the same decisions and records', () => {
    fc.assert(
      fc.property(accepted(), fc.infiniteStream(fc.nat()), ({ played, commands }, picks) => {
        const order = reordered(played, commands, () => picks.next().value as number)
        const again = play(played.rules, order)
        expect(again.outcomes.map(({ status }) => status)).toEqual(order.map(() => 'accepted'))
        const first = decisions(played)
        for (const [command, decision] of decisions(again)) same(decision, first.get(command))
        same(textsOf(again.last), textsOf(played.last))
      }),
      { numRuns: 60 },
    )
  })

  test('a part of a history that holds with each event all earlier ones of its records is always accepted', () => {
    fc.assert(
      fc.property(accepted(), fc.nat(), ({ played, commands }, pick) => {
        fc.pre(commands.length > 0)
        const subjects = subjectsIn(played)
        const index = pick % commands.length
        const wanted = new Set(subjects[index])
        const part: Command[] = []
        for (let place = index; place >= 0; place--) {
          if (!subjects[place]?.some((each) => wanted.has(each))) continue
          for (const each of subjects[place] ?? []) wanted.add(each)
          part.unshift(commands[place] as Command)
        }
        const again = play(played.rules, part)
        expect(again.outcomes.map(({ status }) => status)).toEqual(part.map(() => 'accepted'))
        const then = textsOf(play(played.rules, commands.slice(0, index + 1)).last)
        for (const key of subjects[index] ?? []) expect(textsOf(again.last).get(key)).toBe(then.get(key))
      }),
      { numRuns: 60 },
    )
  })

  test('each event is always about the records whose clocks it sets, and touches no other', () => {
    fc.assert(
      fc.property(accepted(), ({ played }) => {
        const subjects = subjectsIn(played)
        let place = 0
        for (const [index, outcome] of played.outcomes.entries()) {
          if (outcome.status !== 'accepted') continue
          const before = textsOf(played.registries[index] as Registry)
          const after = textsOf(outcome.registry)
          const changed = [...after].filter(([key, text]) => before.get(key) !== text).map(([key]) => key)
          const about = subjects[place++] ?? []
          const [{ at }] = [outcome.event]
          for (const key of about) expect(JSON.parse(after.get(key) ?? '{}').last).toBe(at)
          // A party is named without a clock: that alone comes beside.
          const named = (key: string) => key.startsWith('party ') && !before.has(key)
          expect(changed.filter((key) => !named(key) && !about.includes(key))).toEqual([])
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('questions about records with clocks of their own', () => {
  test('are always answered as by a registry with one clock that knows all events up to then', () => {
    fc.assert(
      fc.property(accepted(), fc.nat(), ({ played, commands }, pick) => {
        fc.pre(commands.length > 0)
        const order = sorted(commands)
        const at = canonical(String(order[pick % order.length]?.at))
        const until = order.filter((command) => momentOf(command) <= Date.parse(at))
        const then = play(played.rules, until).last
        for (const driver of driverIdsOf(played.last)) {
          const clock = clockOf(played.last, 'driver', driver)
          const ask = (registry: Registry): unknown => [
            scoringPeriodOf(registry, driver, at),
            remainingBindings(registry, driver, at),
          ]
          if (clock > at) expect(() => ask(played.last)).toThrow(RangeError)
          else expect(ask(played.last)).toEqual(ask(then))
          if (clock > at) continue
          const vehicles = vehicleIdsOf(then)
          const known = new Map(openViolationsFor(then, driver, at, { vehicles }).map((one) => [one.violation, one]))
          for (const one of openViolationsFor(played.last, driver, at, { vehicles })) {
            if (one.code !== 'out-of-order') expect(one).toEqual(known.get(one.violation))
          }
        }
        const due = overdueFines(then, at)
        const now = new Set(overdueFines(played.last, at).map(({ violation }) => violation))
        // A handling that was revoked since stands no more.
        const revoked = eventsOf(played.last).flatMap((event) =>
          event.type === 'handling-revoked' && event.at > at ? [event.violation as string] : [],
        )
        for (const { violation } of due) expect(now.has(violation) || revoked.includes(violation)).toBe(true)
        expect(now.size).toBeLessThanOrEqual(due.length)
      }),
      { numRuns: 60 },
    )
  })

  test('one event far ahead stops nobody but its own records', () => {
    fc.assert(
      fc.property(accepted(), ({ played }) => {
        const [driver] = driverIdsOf(played.last)
        fc.pre(driver !== undefined)
        // A licence that has ended may have ended otherwise, and does not come back.
        const licence = { states: ['revoked'], classes: ['C1'] } as const
        const ahead = execute(played.last, {
          type: 'changeLicence',
          driver,
          licence,
          at: '2190-01-01T00:00:00+08:00',
        } as Command)
        expect(ahead.status).toBe('accepted')
        const at = lastAt(played.last)
        for (const other of driverIdsOf(played.last)) {
          const outcome = execute(ahead.registry, { type: 'changeLicence', driver: other, licence, at } as Command)
          expect(outcome.status).toBe(other === driver ? 'refused' : 'accepted')
        }
      }),
      { numRuns: 40 },
    )
  })
})

/** The records that each accepted command was about, by kind and id, as the oracle has it: those whose clocks it set. */
function subjectsIn({ history, outcomes }: Played): readonly (readonly string[])[] {
  // What a command is about does not depend on the law.
  const model = openModel('cn')
  return outcomes.flatMap(({ status }, index) => {
    if (status !== 'accepted') return []
    const act = actOf(history[index] as Command)
    const about = subjectsOf(model, act).map(({ kind, id }) => `${kind} ${id}`)
    remember(model, act)
    return [about]
  })
}

/** Commands in another order: any may come next that no earlier one of its records stands before. */
function reordered(played: Played, commands: readonly Command[], pick: () => number): readonly Command[] {
  const subjects = subjectsIn(played)
  const left = commands.map((_, index) => index)
  const order: Command[] = []
  while (left.length > 0) {
    const free = left.filter((index) =>
      left.every((other) => other >= index || !subjects[other]?.some((each) => subjects[index]?.includes(each))),
    )
    const next = free[pick() % free.length] as number
    order.push(commands[next] as Command)
    left.splice(left.indexOf(next), 1)
  }
  return order
}

function clockOf(registry: Registry, kind: string, id: string): string {
  return String(rowOf(registry, kind, id)?.last)
}

function rowOf(registry: Registry, kind: string, id: string): Record<string, unknown> | undefined {
  const found = recordsOf(registry).find((each) => each.kind === kind && each.id === id)
  return found?.record as Record<string, unknown> | undefined
}

function canonical(at: string): string {
  return `${new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 23)}+08:00`
}
