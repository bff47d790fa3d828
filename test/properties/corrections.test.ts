/**
 * A corrected registry is that of the edited list of commands, executed from nothing: the list is edited and executed here, by the
 * commands alone. What is refused changes nothing, what conflicts is told, and a log with corrections is judged again.
 */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  CORRECTION_REFUSALS,
  type Command,
  type CommandEvent,
  correct,
  eventsOf,
  execute,
  type HistoryChange,
  headOf,
  openRegistry,
  type RecordKind,
  type Registry,
  type RegistryEvent,
  replay,
  restore,
  resume,
  snapshot,
} from '../../src/index.ts'
import type { Rules } from '../../src/law/index.ts'
import { decideCommand } from '../../src/registry/commands/decide-command.ts'
import { readCommand } from '../../src/registry/commands/read-command.ts'
import { seal, stateOf } from '../../src/registry/registry.ts'
import { evolve } from '../../src/registry/state/evolve.ts'
import { forEach, type Identified } from '../../src/registry/state/persistent-map.ts'
import { rowOf } from '../../src/store/rows.ts'
import { type Fields, randomChange, randomFrom, standingIn, told } from '../model/corrections.ts'
import { lawFor } from '../model/lock-step.ts'
import { histories, viewOf } from '../model/play.ts'
import { breaches, type Line } from '../oracle/invariants.ts'
import type { Law } from '../oracle/registry.ts'
import { WHOLE } from '../support/whole.ts'

/** A command that stands, or that a correction puts in; what it is called in a conflict. */
type Entry = { place: number; at: string; command: Fields; name: string }

const KINDS: readonly RecordKind[] = ['driver', 'vehicle', 'violation', 'party']
const LATE = 2 ** 50

/** A payment counts from the end of the day on which it was made. */
function whenOf({ at, paidOn }: Fields): string {
  return typeof paidOn === 'string' && paidOn < String(at).slice(0, 10) ? `${paidOn}T23:59:59.999+08:00` : String(at)
}

/** The list of commands with the changes made. */
function edited(events: readonly RegistryEvent[], changes: readonly HistoryChange[]): readonly Entry[] {
  const list = new Map<number, Entry>()
  const put = (place: number, command: Fields, name: string) =>
    list.set(place, { place, at: whenOf(command), command, name })
  for (const [place, event] of standingIn(events)) put(place, told(event), `event ${event.seq}`)
  /** Places of what a change says to stand. */
  const said = new Set<number>()
  changes.forEach((change, index) => {
    if ('omit' in change) {
      const event = events[change.omit - 1] as CommandEvent
      const place = event.place ?? event.seq
      if (change.instead === undefined) list.delete(place)
      else put(place, { ...told(event), ...change.instead }, `event ${event.seq}`)
      if (change.instead !== undefined) said.add(place)
    }
    if ('insert' in change) {
      put(LATE + index, { ...change.insert }, `change ${index}`)
      said.add(LATE + index)
    }
  })
  for (const change of changes) {
    if (!('restore' in change)) continue
    const event = events[change.restore - 1] as CommandEvent
    const place = event.place ?? event.seq
    put(place, told(event), `event ${event.seq}`)
    said.add(place)
  }
  for (const change of changes) {
    if (!('from' in change)) continue
    if ('merge' in change) {
      const kind = change.merge === 'owner' ? 'driver' : change.merge
      const enrolments = sorted(list).filter(
        ({ command: { type, id } }) =>
          ENROLMENT[type as keyof typeof ENROLMENT] === kind && (id === change.from || id === change.to),
      )
      // The one that an officer says counts, else the first.
      const isSaid = enrolments.some(({ place }) => said.has(place))
      const others = enrolments.filter(({ place }) => !said.has(place))
      for (const { place } of isSaid ? others : others.slice(1)) list.delete(place)
    }
    for (const entry of list.values()) entry.command = renamed(entry.command, change)
  }
  return sorted(list)
}

function sorted(list: ReadonlyMap<number, Entry>): readonly Entry[] {
  return [...list.values()].sort((one, other) =>
    one.at < other.at ? -1 : one.at > other.at ? 1 : one.place - other.place,
  )
}

const ENROLMENT = { enrolDriver: 'driver', enrolVehicle: 'vehicle', recordViolation: 'violation' } as const

function renamed(command: Fields, change: Extract<HistoryChange, { from: string }>): Fields {
  const { from, to } = change
  const rename = 'merge' in change ? change.merge : change.rename
  const isPerson = rename === 'driver' || rename === 'owner'
  const copy: Fields = { ...command }
  for (const [name, value] of Object.entries(command)) {
    const kind = name === 'id' ? ENROLMENT[command.type as keyof typeof ENROLMENT] : name
    if (value === from && (kind === rename || (isPerson && kind === 'driver'))) copy[name] = to
    if (isPerson && (name === 'owner' || name === 'to') && (value as { id: string }).id === from)
      copy[name] = { ...(value as object), id: to }
    if (rename === 'violation' && name === 'history' && value !== null && value !== undefined) {
      const { violations = [], ...sums } = value as { violations?: readonly { id: string }[] }
      copy[name] = { ...sums, violations: violations.map((each) => (each.id === from ? { ...each, id: to } : each)) }
    }
  }
  return copy
}

/** The registry of a list of commands, executed from nothing, and what of it is refused. */
function executed(rules: Rules, list: readonly Entry[]): { registry: Registry; refused: readonly string[] } {
  let state = stateOf(openRegistry(rules))
  const refused: string[] = []
  // What is told later is executed when it counts.
  for (const { command, name, at } of list) {
    const read = readCommand({ ...command, at }, [])
    if (read === undefined) throw new Error(`malformed: ${JSON.stringify(command)}`)
    const decided = decideCommand(state, read.type, read.input, undefined, true)
    if (decided.event === undefined) refused.push(`${name}: ${decided.code}`)
    else state = evolve(state, decided)
  }
  return { registry: seal(state), refused }
}

/** All records without their clocks, and the clocks. */
function recordsOf(registry: Registry, at: string): { records: string; clocks: ReadonlyMap<string, unknown> } {
  const state = stateOf(registry)
  const records: string[] = []
  const clocks = new Map<string, unknown>()
  forEach(state.gone, ({ id, last }) => void clocks.set(id, last))
  for (const kind of KINDS) {
    forEach<Identified>(state[kind] as never, (record) => {
      // Of what is older than a year a row tells nothing.
      const { last: _, ...row } = rowOf(kind, { ...record, last: at } as never) as {
        last: unknown
        kind?: string
        vehicles?: readonly unknown[]
      }
      clocks.set(`${kind} ${record.id}`, (record as { last?: unknown }).last)
      // Who owned something once is on record as who never did.
      const isBare = kind === 'party' && row.kind === 'individual' && row.vehicles?.length === 0
      if (!isBare) records.push(`${kind} ${JSON.stringify(row)}`)
    })
  }
  return { records: records.sort().join('\n'), clocks }
}

/** What became of corrections, all histories together. */
const met = new Map<string, number>()
const count = (what: string) => met.set(what, (met.get(what) ?? 0) + 1)

/** Makes a correction, and compares what becomes of it with the edited list executed from nothing. */
function compared(rules: Rules, law: Law, registry: Registry, changes: readonly HistoryChange[], at: string) {
  const latest = [at, ...eventsOf(registry).map((event) => event.at as string)].sort().at(-1) as string
  const before = recordsOf(registry, latest)
  const outcome = correct(registry, { changes, ground: 'entered by mistake', at })
  if (outcome.status === 'invalid') throw new Error(JSON.stringify(outcome.issues))
  count(outcome.status === 'refused' ? outcome.code : 'accepted')
  if (outcome.status === 'refused') {
    expect(outcome.registry).toBe(registry)
    if (outcome.code !== 'conflicts') return outcome
    const conflicts = (outcome.conflicts ?? []).map(
      ({ event, change, code }) => `${event === null ? `change ${change}` : `event ${event}`}: ${code}`,
    )
    expect(conflicts).toEqual(executed(rules, edited(eventsOf(registry), changes)).refused.slice(0, 100))
    return outcome
  }
  const { event, entered } = outcome
  for (const change of changes) count(`accepted ${Object.keys(change)[0]}`)
  if (event.changes.length < event.omitted.length) count('accepted, and more came out otherwise')
  if (event.omitted.some((seq) => eventsOf(registry)[seq - 1]?.correction !== undefined))
    count('accepted of a correction')
  if (entered.some((each) => each.type === 'points-deducted' && each.taken === 0))
    count('accepted with a study of nothing')
  const { registry: expected, refused } = executed(rules, edited(eventsOf(registry), changes))
  expect(refused).toEqual([])
  const after = recordsOf(outcome.registry, latest)
  expect(after.records).toBe(recordsOf(expected, latest).records)
  expect(viewOf(outcome.registry, latest)).toBe(viewOf(expected, latest))
  const played = event.played.map(({ kind, id }) => `${kind} ${id}`)
  // A unit has no clock.
  for (const [key, last] of after.clocks)
    if (last !== null) expect([key, last]).toEqual([key, played.includes(key) ? at : before.clocks.get(key)])
  const events = eventsOf(outcome.registry)
  expect(events.slice(event.seq - 1)).toEqual([event, ...entered])
  const lines = edited(events, []).map(({ place, at: when }, index) => {
    const standing = standingIn(events).get(place)
    return { ...standing, seq: index + 1, at: when, toldAt: standing?.at }
  })
  expect(breaches(JSON.parse(JSON.stringify(lines)) as Line[], law)).toEqual([])
  return outcome
}

const SECOND = 1_000
function oneHistory(law: Law, history: readonly Command[], seed: number): void {
  const rules = lawFor(law)
  const random = randomFrom(seed)
  let registry = openRegistry(rules)
  const versions = [registry]
  let now = 0
  const pace = 4 + random(12)
  history.forEach((command, index) => {
    registry = execute(registry, command).registry
    now = Math.max(now, Date.parse(command.at as string))
    if (index < 8 || random(pace) > 0) return
    const early = random(12) === 0 ? -random(90) * 86_400_000 : SECOND
    const at = new Date(now + early + 8 * 3_600_000).toISOString().replace('Z', '+08:00')
    const changes = [randomChange(registry, at, random)]
    while (random(3) === 0) changes.push(randomChange(registry, at, random))
    let outcome = compared(rules, law, registry, changes, at)
    if (outcome.status === 'refused' && outcome.code === 'conflicts') {
      const follows = (outcome.conflicts ?? []).flatMap(({ event, change }) =>
        change === null && event !== null ? [{ omit: event }] : [],
      )
      if (follows.length > 0) outcome = compared(rules, law, registry, [...changes, ...follows], at)
      if (outcome.status === 'accepted') count('accepted once settled')
    }
    if (outcome.status !== 'accepted') return
    ;({ registry } = outcome)
    versions.push(registry)
    now = Math.max(now, Date.parse(at))
  })
  const events = JSON.parse(JSON.stringify(eventsOf(registry))) as unknown[]
  const again = [
    replay(rules, events, { head: headOf(registry) }),
    restore(rules, JSON.parse(JSON.stringify(snapshot(registry)))),
  ]
  again.push(replay(rules, events, { corrected: { until: headOf(registry) } }))
  const from = versions[random(versions.length)] as Registry
  again.push(resume(from, events.slice(headOf(from).revision)))
  for (const each of again) {
    if (!each.ok) throw new Error(JSON.stringify(each.issues))
    expect(each.differences).toEqual([])
    expect(snapshot(each.value)).toEqual(snapshot(registry))
    expect(recordsOf(each.value, '2090-01-01T00:00:00.000+08:00')).toEqual(
      recordsOf(registry, '2090-01-01T00:00:00.000+08:00'),
    )
  }
}

test('a corrected registry is always that of the history in which the mistake was never made', () => {
  fc.assert(
    fc.property(
      fc
        .constantFrom<Law>('as-reported', 'cn', 'cn-2024-11-01')
        .chain((law) => histories(law).map((history) => ({ law, history }))),
      fc.integer(),
      ({ law, history }, seed) => oneHistory(law, history, seed),
    ),
    { numRuns: WHOLE ? 20_000 : 500, endOnFailure: true },
  )
  const often = [
    'accepted',
    'accepted omit',
    'accepted insert',
    'accepted rename',
    'accepted merge',
    'accepted restore',
    'accepted once settled',
  ]
  for (const what of [...often, 'accepted of a correction', 'accepted, and more came out otherwise', 'conflicts'])
    expect(met.get(what) ?? 0, what).toBeGreaterThan(5)
  // That two who are merged both tell of before is too seldom for chance: `cases/office` has it by name.
  const codes = CORRECTION_REFUSALS.filter((code) => code !== 'history-left-out')
  for (const code of codes) expect(met.get(code) ?? 0, code).toBeGreaterThan(0)
})
