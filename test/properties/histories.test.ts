/** A record is the fold of its own events: each event names every record that it changes, and says what it did to each. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  eventsOf,
  type HistoryOf,
  historyOf,
  openRegistry,
  type Registry,
  type RegistryEvent,
} from '../../src/index.ts'
import { cn } from '../../src/law/index.ts'
import { ROLES_OF } from '../../src/registry/commands/decide-command.ts'
import { COMMANDS, type CommandType } from '../../src/registry/commands/index.ts'
import { commandTypeOf } from '../../src/registry/log/events.ts'
import { stateOf } from '../../src/registry/registry.ts'
import { forEach, get, type Identified } from '../../src/registry/state/persistent-map.ts'
import { absentRecord, namedParty, type RecordKind, unnamedParty } from '../../src/registry/state/records.ts'
import { names, rolesOf } from '../../src/registry/state/subjects.ts'
import { rowOf } from '../../src/store/rows.ts'
import { legalDay } from '../../src/values/instant.ts'
import { run } from '../hostile/world.ts'
import { played } from '../model/play.ts'
import { AT, EVERY } from '../support/every-command.ts'

type Evolve = (record: unknown, event: RegistryEvent, day: string) => { last: string }

/** A record as these events leave it, and nothing else. */
function folded(kind: RecordKind, first: unknown, events: readonly RegistryEvent[]): unknown {
  return events.reduce<unknown>((record, event) => {
    const type = commandTypeOf(event.type) as CommandType
    const evolve = COMMANDS[type].evolve[kind] as unknown as Evolve
    const next = evolve(record, event, legalDay(event.at))
    next.last = event.at
    return next
  }, first)
}

/** A history, a page at a time. */
function paged(registry: Registry, of: HistoryOf, limit: number): readonly RegistryEvent[] {
  const all: RegistryEvent[] = []
  for (let after = 0; ; ) {
    const { events, next } = historyOf(registry, of, { after, limit })
    all.push(...events)
    expect(events.length).toBeLessThanOrEqual(limit)
    if (events.length < limit) return all
    after = next
  }
}

/** Every record is the fold of its own history; the types of events that were met, by kind of record. */
function expectFolds(registry: Registry, limit: number): ReadonlySet<string> {
  const met = new Set<string>()
  const state = stateOf(registry)
  for (const kind of ['driver', 'vehicle', 'violation'] as const) {
    forEach<Identified>(state[kind] as never, ({ id }) => {
      const history = paged(registry, { [kind]: id } as unknown as HistoryOf, limit)
      for (const { type } of history) met.add(`${kind} ${type}`)
      const record = folded(kind, absentRecord(kind, id), history) as never
      expect(rowOf(kind, record)).toEqual(rowOf(kind, get(state[kind] as never, id) as never))
    })
  }
  forEach(state.party, (party) => {
    const about = eventsOf(registry).filter((event) =>
      names(ROLES_OF[commandTypeOf(event.type) as CommandType], event, 'party', party.id),
    )
    for (const { type } of about) met.add(`party ${type}`)
    const first = party.kind === 'unit' ? namedParty(party) : unnamedParty(party.id)
    expect(rowOf('party', folded('party', first, about) as never)).toEqual(rowOf('party', party))
  })
  return met
}

describe('every record of a registry', () => {
  test('is always the fold of its own history', () => {
    fc.assert(
      fc.property(played(), fc.integer({ min: 1, max: 4 }), ({ last }, limit) => void expectFolds(last, limit)),
      { numRuns: 150 },
    )
  })

  test('is so whatever kind of event is about it', () => {
    const at = AT
    const cancelled = { states: ['cancelled'], classes: ['C1'] } as const
    const bind = { type: 'bind', channel: 'app', ownerConsent: 'qr', identityVerified: true, at } as const
    const vehicle = { type: 'enrolVehicle', plateType: '02', operating: false, at } as const
    const violation = { type: 'recordViolation', occurredAt: at, recordedBy: 'monitoring', at } as const
    const handle = { type: 'handle', channel: 'app', offenderPresent: true, identityVerified: true, at } as const
    const registry = run(openRegistry(cn), [
      ...EVERY,
      ...['d3', 'd4', 'd5', 'd6'].map((id) => {
        const licence = { states: [], classes: ['C1'], firstIssuedOn: '2016-05-05' } as const
        return { type: 'enrolDriver', id, licence, at } as const
      }),
      {
        type: 'enrolDriver',
        id: 'd7',
        licence: { states: [], classes: ['C1'], firstIssuedOn: '2016-05-05' },
        history: { violations: [{ id: 'x4', occurredAt: at, handledAt: at, points: 3, fine: 0 }] },
        at,
      },
      { ...vehicle, id: 'v2', owner: { kind: 'unit', id: 'u1' } },
      { ...vehicle, id: 'v3', owner: { kind: 'individual', id: 'd4' } },
      { ...bind, driver: 'd3', vehicle: 'v2' },
      { ...bind, driver: 'd4', vehicle: 'v2' },
      { type: 'changeLicence', driver: 'd3', licence: cancelled, at },
      { ...violation, id: 'x3', vehicle: 'v3', fine: 0, points: 1 },
      { ...handle, violation: 'x3', driver: 'd4' },
      { type: 'deductByStudy', driver: 'd4', way: 'online', at },
      { type: 'transferVehicle', vehicle: 'v2', to: { kind: 'individual', id: 'd3' }, at },
      { ...vehicle, id: 'v4', owner: { kind: 'unit', id: 'u1' } },
      { ...bind, driver: 'd5', vehicle: 'v4' },
      { type: 'deregisterVehicle', vehicle: 'v4', because: 'lost', at },
      { ...bind, driver: 'd6', vehicle: 'v2' },
      { type: 'changeLicence', driver: 'd6', licence: { states: ['revoked'], classes: [] }, at },
      {
        type: 'reissueLicence',
        driver: 'd6',
        licence: { states: [], classes: ['C1'], firstIssuedOn: '2025-03-03' },
        at,
      },
    ])
    const about = Object.entries(COMMANDS).flatMap(([, { event, about: roles }]) =>
      roles.map((role) => `${rolesOf([role])[0]?.kind} ${event}`),
    )
    expect([...expectFolds(registry, 2)].sort()).toEqual([...new Set(about)].sort())
  })
})

describe('historyOf', () => {
  const registry = run(openRegistry(cn), EVERY)
  const typesOf = (of: HistoryOf) => historyOf(registry, of).events.map(({ type }) => type)

  test('has what changed a violation: its payment and what revoked its handling too', () => {
    expect(typesOf({ violation: 'x1' })).toEqual([
      'violation-recorded',
      'violation-handled',
      'fine-paid',
      'handling-revoked',
      'violation-withdrawn',
    ])
    expect(typesOf({ driver: 'd1' })).toEqual([
      'driver-enrolled',
      'licence-changed',
      'vehicle-bound',
      'violation-handled',
      'fine-paid',
      'points-deducted',
      'handling-revoked',
      'binding-released',
      'licence-changed',
      'licence-reissued',
    ])
    expect(typesOf({ vehicle: 'v1' }).at(0)).toBe('vehicle-enrolled')
    expect(typesOf({ driver: 'nobody' })).toEqual([])
  })

  test('comes by pages, each from where the one before ended', () => {
    const whole = historyOf(registry, { driver: 'd1' })
    expect(whole.next).toBe(whole.events.at(-1)?.seq)
    expect(paged(registry, { driver: 'd1' }, 3)).toEqual(whole.events)
    expect(historyOf(registry, { driver: 'd1' }, { after: whole.next })).toEqual({ events: [], next: whole.next })
  })

  test.each([
    ['nothing', {}, TypeError],
    ['two records', { driver: 'd1', vehicle: 'v1' }, TypeError],
    ['an owner', { owner: 'o1' }, TypeError],
    ['no text', { driver: 7 }, TypeError],
  ])('of %s throws', (_, of, error) => {
    expect(() => historyOf(registry, of as never)).toThrow(error)
  })

  test.each([{ after: EVERY.length + 1 }, { after: -1 }, { limit: 0 }, { limit: 100_001 }])(
    'with %j throws',
    (options) => {
      expect(() => historyOf(registry, { driver: 'd1' }, options)).toThrow(RangeError)
    },
  )
})
