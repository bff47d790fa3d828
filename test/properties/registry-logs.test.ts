/** Replay, logs that were tampered with, and snapshots: what always holds, and what is never let through. */

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CommandType,
  EVENT_TYPES,
  eventsOf,
  execute,
  openRegistry,
  type Registry,
  type RegistryEvent,
  replay,
  restore,
  revisionOf,
  snapshot,
} from '../../src/index.ts'
import { type RuleSet, type Rules, reform } from '../../src/law/index.ts'
import { COMMANDS } from '../../src/registry/commands/index.ts'
import { eventOf, NO_CHAIN } from '../../src/registry/log/events.ts'
import { timed } from '../../src/testing/commands.ts'
import { actOf } from '../model/lock-step.ts'
import { play, played, viewOf } from '../model/play.ts'
import { loneReasons } from '../model/scenarios.ts'
import { breaches, type Line } from '../oracle/invariants.ts'
import { openModel, step } from '../oracle/registry.ts'
import { SETS } from '../oracle/sets.ts'

type Json = { [field: string]: unknown }

describe('replay', () => {
  test('of the events of a registry always gives it again, and every prefix the registry of that time', () => {
    fc.assert(
      fc.property(played(), ({ rules, registries, last }) => {
        const events = plain(eventsOf(last))
        const again = value(replay(rules, events))
        expect(JSON.stringify(snapshot(again))).toBe(JSON.stringify(snapshot(last)))
        expect(viewOf(again)).toBe(viewOf(last))
        for (const registry of registries) {
          const then = value(replay(rules, events.slice(0, revisionOf(registry))))
          expect(JSON.stringify(snapshot(then))).toBe(JSON.stringify(snapshot(registry)))
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('a log', () => {
  test('with an event dropped, doubled or moved is always refused at that place', () => {
    fc.assert(
      fc.property(played(), fc.nat(), fc.nat(), ({ rules, last }, here, there) => {
        const events = plain(eventsOf(last))
        fc.pre(events.length > 1)
        const from = here % (events.length - 1)
        const to = from + 1 + (there % (events.length - 1 - from))
        const event = events[from] as Json
        const dropped = events.filter((_, index) => index !== from)
        expect(placeOf(replay(rules, dropped))).toEqual([from, 'seq'])
        expect(placeOf(replay(rules, events.toSpliced(from, 0, event)))).toEqual([from + 1, 'seq'])
        expect(placeOf(replay(rules, events.toSpliced(to + 1, 0, event)))).toEqual([to + 1, 'seq'])
        const swapped = events.with(from, events[to] as Json).with(to, event)
        expect(placeOf(replay(rules, swapped))).toEqual([from, 'seq'])
        expect(placeOf(replay(rules, renumbered(dropped)))?.[0]).toBe(from)
        expect(placeOf(replay(rules, renumbered(swapped)))?.[0]).toBe(from)
      }),
    )
  })

  test('with any one field edited is always refused at that event', () => {
    fc.assert(
      fc.property(played(), fc.nat(), edits(), ({ rules, last }, pick, edit) => {
        const events = plain(eventsOf(last))
        fc.pre(events.length > 0)
        const index = pick % events.length
        const edited = edit(events[index] as Json, events)
        fc.pre(JSON.stringify(edited) !== JSON.stringify(events[index]))
        expect(placeOf(replay(rules, events.with(index, edited)))?.[0]).toBe(index)
      }),
      { numRuns: 150 },
    )
  })

  test('edited by a person who also mends the checksums is always accepted exactly as far as the model accepts it', () => {
    const reached = { accepted: 0, refused: 0 }
    fc.assert(
      fc.property(played(), fc.nat(), forgeries(), ({ law, rules, last }, pick, forge) => {
        const events = plain(eventsOf(last))
        fc.pre(events.length > 0)
        const index = pick % events.length
        const forged = mended(rules, events.with(index, forge(events[index] as Json, events)))
        const model = openModel(law)
        const place = forged.findIndex((event) => {
          const answer = step(model, actOf(commandOf(event) as never))
          return answer.status !== 'accepted' || answer.ruleSet !== event.ruleSet
        })
        const again = replay(rules, forged)
        if (place < 0) {
          reached.accepted++
          expect(JSON.stringify(eventsOf(value(again)))).toBe(JSON.stringify(forged))
        } else {
          reached.refused++
          expect(place).toBeGreaterThanOrEqual(index)
          expect(placeOf(again)?.[0]).toBe(place)
        }
      }),
      { numRuns: 150 },
    )
    expect(reached.accepted).toBeGreaterThan(10)
    expect(reached.refused).toBeGreaterThan(10)
  })
})

describe('a snapshot', () => {
  test('with any one field corrupted is always refused, with the place', () => {
    fc.assert(
      fc.property(
        played(),
        fc.constantFrom('format', 'rules', 'revision', 'chain', 'events'),
        fc.nat(),
        edits(),
        (one, key, pick, edit) => {
          const whole = JSON.parse(JSON.stringify(snapshot(one.last))) as Json & { events: Json[] }
          const index = pick % Math.max(1, whole.events.length)
          if (key === 'events' && whole.events.length > 0) {
            const event = whole.events[index] as Json
            const edited = edit(event, whole.events)
            fc.pre(JSON.stringify(edited) !== JSON.stringify(event))
            whole.events[index] = edited
            expect(placeOf(restore(one.rules, whole))?.slice(0, 2)).toEqual(['events', index])
          } else {
            const edited = edit({ [key]: whole[key] }, whole.events)
            fc.pre(JSON.stringify(edited) !== JSON.stringify({ [key]: whole[key] }))
            const { [key]: _gone, ...rest } = whole
            const path = placeOf(restore(one.rules, { ...rest, ...edited }))
            expect(path).toBeDefined()
            expect([key, ...Object.keys(edited), 'events', 'revision']).toContain(path?.[0])
          }
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe('the reader of invariants', () => {
  /** What it must find in a log made under a rule set without one rule, read as one under the whole set. */
  const MISSES: Readonly<Record<string, string>> = {
    'bind driver-cap': 'a driver over the cap',
    'bind vehicle-cap': 'a vehicle over the cap',
    'bind lifetime-cap': 'over the cap of a lifetime',
    'bind daily-applications': 'two applications a day',
    'bind yearly-applications': 'six applications a year',
    'handle open-binding': 'without a binding',
    'handle since-binding': 'it happened before the binding',
    'handle fine-limit': 'the fine is too high',
    'handle recorded-by-monitoring': 'recorded by an officer',
    'handle points-room': 'no room for the points',
    'handle plate-type': 'a large vehicle',
    'handle single-points-limit': 'more than six points at once',
    'handle repeat-full-score': 'after three full scores',
    'handle licence-class': 'a class that does not cover the vehicle',
    'handle licence-state': 'a licence that bars',
    'handle offender-present': 'nobody was there to be checked',
    'handle identity-verified': 'nobody was there to be checked',
    'handle vehicles-per-year': 'a fourth vehicle within a year',
    'handle drivers-per-year': 'a fourth driver within a year',
  }
  const cast = {
    d: ['d1', 'd2', 'd3', 'd4', 'd5'],
    v: ['v1', 'v2', 'v3', 'v4', 'v5'],
    x: ['x1', 'x2', 'x3', 'x4'],
    self: 'app',
  }

  test('finds what a rule set without one of its rules lets through, rule by rule', () => {
    const seen = new Set<string>()
    for (const set of Object.values(SETS)) {
      for (const { reaches, days, play: drafts } of loneReasons(set.id as never)) {
        const [, , question, rule] = reaches.split(' ') as [string, string, 'bind' | 'handle', string]
        const breach = MISSES[`${question} ${rule}`]
        if (breach === undefined) continue
        const history = timed(days.at(-1) as string, drafts(cast))
        const sound = logOf(play(set, history).last, set)
        expect(breaches(sound, set.id), reaches).toEqual([])
        const lax = reform(set, (draft) => {
          draft[question] = draft[question].filter((provision) => provision.rule !== rule) as never
        })
        const found = breaches(logOf(play(lax, history).last, set), set.id)
        expect(
          found.some((each) => each.endsWith(breach)),
          `${reaches}: ${found.join('; ')}`,
        ).toBe(true)
        seen.add(`${question} ${rule}`)
      }
    }
    expect([...seen].sort()).toEqual(Object.keys(MISSES).sort())
  })

  test('always finds a dropped enrolment, a number out of turn, a clock put back and points that were not handled for', () => {
    fc.assert(
      fc.property(played(), fc.nat(), ({ law, last }, pick) => {
        const lines = plain(eventsOf(last)) as unknown as Line[]
        // An enrolment may be dated as early as one likes; everything else is about something that was enrolled.
        const later = lines.flatMap(({ type }, index) => (type.endsWith('-enrolled') ? [] : [index]))
        fc.pre(later.length > 0)
        const index = later[pick % later.length] as number
        const early = lines.with(index, { ...(lines[index] as Line), at: '1990-01-01T00:00:00.000+08:00' })
        const jumped = lines.with(index, { ...(lines[index] as Line), seq: 0 })
        expect(breaches(early, law).some((each) => each.includes('time runs backward'))).toBe(true)
        expect(breaches(jumped, law).some((each) => each.includes('not the next'))).toBe(true)
        const bind = lines.find(({ type }) => type === 'vehicle-bound')
        if (bind !== undefined) {
          const stranger = lines.filter((line) => line.type !== 'driver-enrolled' || line.id !== bind.driver)
          expect(breaches(stranger, law).some((each) => each.includes('unknown driver'))).toBe(true)
        }
        const anybody = lines.some(({ type }) => type === 'driver-enrolled')
        expect(breaches(lines, law, () => 1_000).some((each) => each.includes('holds 1000'))).toBe(anybody)
      }),
    )
  })
})

/** A log with its events' rule set renamed to the one that it is read under. */
function logOf(registry: Registry, set: RuleSet): Line[] {
  return eventsOf(registry).map((event) => ({ ...event, ruleSet: set.id })) as unknown as Line[]
}

function plain(events: readonly RegistryEvent[]): Json[] {
  return JSON.parse(JSON.stringify(events)) as Json[]
}

function value(parsed: ReturnType<typeof replay>): Registry {
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.value
}

function placeOf(parsed: ReturnType<typeof replay>): readonly (string | number)[] | undefined {
  return parsed.ok ? undefined : parsed.issues[0]?.path
}

function renumbered(events: readonly Json[]): Json[] {
  return events.map((event, index) => ({ ...event, seq: index + 1 }))
}

type Edit = (record: Json, log: readonly Json[]) => Json

/** One leaf, list or key of a record replaced by something else, sound or not. */
function edits(): fc.Arbitrary<Edit> {
  const others = fc.oneof(
    fc.constantFrom<unknown>(
      '',
      'x',
      null,
      true,
      false,
      0,
      -1,
      1,
      0.5,
      2 ** 53,
      [],
      {},
      '2018-09-10T15:00:00Z',
      '0000000000000000',
    ),
    fc.string(),
  )
  return fc
    .record({
      leaf: fc.nat(),
      how: fc.constantFrom('other', 'borrow', 'nudge', 'delete', 'add', 'null'),
      other: others,
      pick: fc.nat(),
    })
    .map(
      ({ leaf, how, other, pick }): Edit =>
        (record, log) => {
          const copy = structuredClone(record)
          const places = placesOf(copy)
          const [holder, key] = places[leaf % places.length] as readonly [Json, string]
          const now = holder[key]
          if (how === 'delete') {
            if (Array.isArray(holder)) holder.splice(Number(key), 1)
            else delete holder[key]
          } else if (how === 'add') copy[typeof other === 'string' ? `more-${other}` : 'more'] = other
          else if (how === 'null') holder[key] = null
          else if (how === 'borrow') holder[key] = borrowed(key, log, pick)
          else if (how === 'nudge') holder[key] = nudged(now)
          else holder[key] = other
          return copy
        },
    )
}

/** Edits of what a command said that leave it well formed: another id, instant, word or number of the same field. */
function forgeries(): fc.Arbitrary<Edit> {
  return fc.record({ leaf: fc.nat(), pick: fc.nat(), nudge: fc.boolean() }).map(
    ({ leaf, pick, nudge }): Edit =>
      (record, log) => {
        const copy = structuredClone(record)
        const fields = [
          'id',
          'driver',
          'vehicle',
          'violation',
          'channel',
          'at',
          'occurredAt',
          'fine',
          'points',
          'recordedBy',
          'owner',
          'to',
        ]
        const more = [
          'ownerConsent',
          'identityVerified',
          'offenderPresent',
          'licence',
          'way',
          'days',
          'tests',
          'plateType',
          'operating',
        ]
        const said: readonly string[] = COMMANDS[typeOf(copy)].fields.names
        const places = [...fields, ...more].filter((field) => said.includes(field))
        const key = places[leaf % places.length] as string
        const now = copy[key]
        if (nudge && typeof now === 'number' && key !== 'points') copy[key] = now + 1
        else if (nudge && typeof now === 'boolean') copy[key] = !now
        else {
          const alike = log.filter(
            (event) =>
              key in event &&
              (key !== 'id' || event.type === copy.type) &&
              (key !== 'licence' || event.type === copy.type),
          )
          copy[key] = structuredClone((alike[pick % alike.length] as Json)[key])
        }
        return copy
      },
  )
}

/** Every place in a record where a value stands, lists and inner records included. */
function placesOf(record: Json): ReadonlyArray<readonly [Json, string]> {
  return Object.keys(record).flatMap((key) => {
    const inner = record[key]
    const below = typeof inner === 'object' && inner !== null ? placesOf(inner as Json) : []
    return [[record, key] as const, ...below]
  })
}

/** What stands under the same key elsewhere in the log. */
function borrowed(key: string, log: readonly Json[], pick: number): unknown {
  const found = log.flatMap((event) =>
    placesOf(event)
      .filter(([, name]) => name === key)
      .map(([holder]) => holder[key]),
  )
  return structuredClone(found[pick % Math.max(1, found.length)] ?? null)
}

function nudged(now: unknown): unknown {
  if (typeof now === 'number') return now + 1
  if (typeof now === 'boolean') return !now
  if (typeof now === 'string') return now.endsWith('1') ? `${now.slice(0, -1)}2` : `${now.slice(0, -1)}1`
  return Array.isArray(now) ? [...now, ...now] : null
}

/** The command behind an event. */
function commandOf(event: Json): Json {
  const type = typeOf(event)
  const said: readonly string[] = COMMANDS[type].fields.names
  return { ...Object.fromEntries(said.map((name) => [name, event[name]] as const)), type }
}

function typeOf(event: Json): CommandType {
  return (Object.keys(EVENT_TYPES) as CommandType[]).find((type) => EVENT_TYPES[type] === event.type) as CommandType
}

/** The same log with every checksum computed anew, and what each command did, as far as it is accepted. */
function mended(rules: Rules, events: readonly Json[]): Json[] {
  let before = NO_CHAIN
  let registry = openRegistry(rules)
  return events.map((event, index) => {
    const definition = COMMANDS[typeOf(event)]
    const { fields, did } = definition
    const outcome = execute(registry, commandOf(event) as never)
    registry = outcome.registry
    const done = outcome.status === 'accepted' ? (plain([outcome.event])[0] as Json) : event
    const valuesOf = (names: readonly string[], from: Json) =>
      Object.fromEntries(names.map((name) => [name, from[name]] as const))
    const last = { seq: index, chain: before }
    const said = valuesOf(fields.names, event) as never
    const made = eventOf(definition, said, valuesOf(did.names, done), last, event.ruleSet as string)
    before = made.chain
    return JSON.parse(JSON.stringify(made)) as Json
  })
}
