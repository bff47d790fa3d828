/** What always holds of the registry's commands, whatever the history; the logs and snapshots have a file of their own. */

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bindingFacts,
  bindingsOfDriver,
  bindingsOfVehicle,
  COMMAND_TYPES,
  type Command,
  type CommandType,
  decideBinding,
  decideHandling,
  driverIdsOf,
  driverOf,
  EVENT_TYPES,
  eventsOf,
  execute,
  executeAll,
  handle,
  handlingFacts,
  legalDay,
  openRegistry,
  openViolationsFor,
  pointsOf,
  type RecordAhead,
  type Registry,
  type RegistryEvent,
  release,
  revisionOf,
  snapshot,
  vehicleIdsOf,
  vehicleOf,
  violationOf,
} from '../../src/index.ts'
import { asReported, isRuleBook, type RuleSet, reform, ruleBook, ruleSetOn } from '../../src/law/index.ts'
import { COMMANDS } from '../../src/registry/commands/index.ts'
import { DRIVERS, OWNERS, VEHICLES, VIOLATIONS } from '../../src/testing/index.ts'
import { lastAt, type Played, play, played, saidOf, viewOf } from '../model/play.ts'
import { breaches, type Line } from '../oracle/invariants.ts'
import { same } from '../support/same.ts'

function lawOf({ rules }: Played, command: Command): RuleSet {
  return isRuleBook(rules) ? ruleSetOn(rules, legalDay(command.at as never)) : rules
}

describe('agreement', () => {
  test('the facts taken from a registry, judged alone, always give the command’s own decision', () => {
    fc.assert(
      fc.property(played(), (one) => {
        for (const [index, command] of one.history.entries()) {
          const outcome = one.outcomes[index]
          if (outcome === undefined || outcome.status === 'invalid' || outcome.decision === undefined) continue
          const { type, ...input } = command
          const registry = one.registries[index] as Registry
          const alone =
            type === 'bind'
              ? decideBinding(bindingFacts(registry, input as never), lawOf(one, command))
              : decideHandling(handlingFacts(registry, input as never), lawOf(one, command))
          same(alone, outcome.decision)
          same(outcome.status, outcome.decision.verdict === 'permitted' ? 'accepted' : 'refused')
        }
      }),
    )
  })

  test('what `openViolationsFor` says is always what `handle` answers', () => {
    fc.assert(
      fc.property(played(), fc.constantFrom('app', 'window' as const), ({ last }, channel) => {
        const at = lastAt(last)
        for (const driver of driverIdsOf(last)) {
          const found = openViolationsFor(last, driver, at, { channel, vehicles: vehicleIdsOf(last) })
          const ask = (violation: string) =>
            handle(last, {
              violation,
              driver,
              channel,
              at,
              offenderPresent: channel === 'window',
              identityVerified: true,
            })
          for (const { violation, decision, code } of found) {
            const status = code === undefined ? { status: 'accepted' } : { status: 'refused', code }
            expect(ask(violation)).toMatchObject({ ...status, decision })
          }
        }
      }),
    )
  })

  test('a batch always comes out as its commands one by one', () => {
    fc.assert(
      fc.property(played(), fc.integer({ min: 1, max: 40 }), ({ rules, history, outcomes, last }, every) => {
        const progress: number[] = []
        const kept: unknown[] = []
        const start = openRegistry(rules)
        const batch = executeAll(start, history, { every, onProgress: (done) => progress.push(done) })
        executeAll(start, history, { onOutcome: (outcome, index) => (kept[index] = outcome) })
        same(batch.outcomes, outcomes.map(saidOf))
        same(kept, outcomes.map(saidOf))
        expect(JSON.stringify(snapshot(batch.registry))).toBe(JSON.stringify(snapshot(last)))
        expect(viewOf(batch.registry)).toBe(viewOf(last))
        if (outcomes.every(({ status }) => status !== 'accepted')) expect(batch.registry).toBe(start)
        expect(progress.at(-1) ?? 0).toBe(history.length)
        expect(progress.every((done, index) => done === Math.min(history.length, (index + 1) * every))).toBe(true)
      }),
    )
  })
})

describe('frame', () => {
  test('a command that is not accepted always gives the same registry back, and an accepted one always one event more', () => {
    fc.assert(
      fc.property(played(), ({ registries, outcomes }) => {
        for (const [index, { status, registry }] of outcomes.entries()) {
          const before = registries[index] as Registry
          if (status !== 'accepted') expect(registry).toBe(before)
          else expect(revisionOf(registry)).toBe(revisionOf(before) + 1)
        }
      }),
    )
  })

  test('older versions of a registry never change', () => {
    fc.assert(
      fc.property(played(), ({ rules, history }) => {
        let registry = openRegistry(rules)
        const seen: Array<readonly [Registry, view: string, shot: string]> = []
        const see = (version: Registry): readonly [string, string] => [
          viewOf(version),
          JSON.stringify(snapshot(version)),
        ]
        for (const command of history) {
          seen.push([registry, ...see(registry)])
          registry = execute(registry, command).registry
        }
        executeAll(seen[0]?.[0] ?? registry, history)
        for (const [version, ...then] of seen) same(see(version), then)
      }),
      { numRuns: 40 },
    )
  })

  test('time never runs backward for any record, and a refusal says for which it would have', () => {
    fc.assert(
      fc.property(played(), ({ outcomes, history, last }) => {
        const clocks = new Map<string, string>()
        for (const event of eventsOf(last)) {
          for (const [kind, id] of namedBy(event)) {
            expect(event.at >= (clocks.get(`${kind} ${id}`) ?? '')).toBe(true)
            clocks.set(`${kind} ${id}`, event.at)
          }
        }
        for (const [index, outcome] of outcomes.entries()) {
          const late = outcome.status === 'refused' && outcome.code === 'out-of-order'
          const { ahead } = outcome as { readonly ahead?: RecordAhead }
          expect(ahead !== undefined).toBe(late)
          if (ahead !== undefined) expect(ahead.last > (history[index] as { at: string }).at).toBe(true)
        }
      }),
    )
  })

  test('what was accepted is always out of order when it is dated back before its own event', () => {
    fc.assert(
      fc.property(played(), fc.integer({ min: 1, max: 86_400_000 }), ({ last }, earlier) => {
        for (const event of eventsOf(last).slice(-5)) {
          const before = Date.parse(event.at) - earlier
          const type = COMMAND_TYPES.find((each) => EVENT_TYPES[each] === event.type) as CommandType
          const said = COMMANDS[type].fields.names.map((name) => [name, event[name as keyof typeof event]])
          const outcome = execute(last, { ...Object.fromEntries(said), type, at: before } as Command)
          expect(outcome).toMatchObject({ status: 'refused', code: 'out-of-order', registry: last })
        }
      }),
      { numRuns: 50 },
    )
  })

  test('everything handed out is always frozen, plain, and free of the caller’s objects', () => {
    fc.assert(
      fc.property(played(), ({ outcomes, registries, history, last }) => {
        const given = new Set<unknown>()
        walk(history, (part) => given.add(part))
        const plain = (part: object): void => {
          if (!Object.isFrozen(part)) throw new Error(`not frozen: ${JSON.stringify(part)}`)
          if (given.has(part)) throw new Error(`the caller’s own: ${JSON.stringify(part)}`)
          const prototype: unknown = Object.getPrototypeOf(part)
          if (![Object.prototype, Array.prototype, null].includes(prototype as null))
            throw new Error(`of a class: ${part}`)
        }
        for (const outcome of outcomes) {
          expect(Object.isFrozen(outcome)).toBe(true)
          for (const part of Object.values(saidOf(outcome))) walk(part, plain)
        }
        expect(
          registries.every((registry) => Object.isFrozen(registry) && Reflect.ownKeys(registry).length === 0),
        ).toBe(true)
        walk(snapshot(last), plain)
        for (const vehicle of vehicleIdsOf(last))
          walk([vehicleOf(last, vehicle), bindingsOfVehicle(last, vehicle)].filter(isObject), (part) => {
            if (!Array.isArray(part) || part.length !== 2) plain(part)
          })
        for (const driver of driverIdsOf(last)) {
          walk(driverOf(last, driver), plain)
          walk(bindingsOfDriver(last, driver), plain)
          walk(openViolationsFor(last, driver, lastAt(last)), plain)
        }
      }),
      { numRuns: 50 },
    )
  })
})

describe('metamorphic', () => {
  test('renaming everybody always commutes with every command', () => {
    fc.assert(
      fc.property(played(), renamings(), ({ rules, history, outcomes, last }, rename) => {
        const renamed = play(
          rules,
          history.map((command) => rename(command) as Command),
        )
        same(renamed.outcomes.map(answerOf), outcomes.map(answerOf))
        const lines = (registry: Registry) => eventsOf(registry).map(({ chain: _chain, ...said }) => said)
        same(lines(renamed.last), lines(last).map(rename))
        for (const driver of driverIdsOf(last)) {
          const other = (rename({ driver }) as { driver: string }).driver
          expect(bindingsOfDriver(renamed.last, other)).toEqual(bindingsOfDriver(last, driver).map(rename))
          expect(pointsOf(renamed.last, other, lastAt(last))).toBe(pointsOf(last, driver, lastAt(last)))
        }
      }),
    )
  })

  test('a driver, a vehicle and a violation that nobody speaks of never change a decision', () => {
    fc.assert(
      fc.property(played(), ({ rules, history, outcomes }) => {
        const first = history.reduce((least, { at }) => ((at as string) < least ? (at as string) : least), '9')
        const at = history.length === 0 ? 0 : Date.parse(first) - 1
        const licence = { states: [], classes: ['C1'], firstIssuedOn: '2000-02-29' } as const
        const owner = { kind: 'individual', id: 'no-owner' } as const
        const strangers: readonly Command[] = [
          { type: 'enrolDriver', id: 'no-one', licence, at },
          { type: 'enrolDriver', id: 'no-one-else', licence, at },
          { type: 'enrolVehicle', id: 'no-car', owner, plateType: '02', operating: false, at },
          { type: 'bind', driver: 'no-one-else', vehicle: 'no-car', channel: 'window', identityVerified: true, at },
          {
            type: 'recordViolation',
            id: 'unseen',
            vehicle: 'no-car',
            occurredAt: at,
            fine: 1,
            points: 3,
            recordedBy: 'monitoring',
            at,
          },
          { type: 'handle', violation: 'unseen', driver: 'no-one', channel: 'app', at },
        ]
        const among = play(rules, [...strangers, ...history])
        expect(among.outcomes.slice(0, strangers.length - 1).every(({ status }) => status !== 'invalid')).toBe(true)
        same(among.outcomes.slice(strangers.length).map(answerOf), outcomes.map(answerOf))
      }),
    )
  })

  test('binding and releasing always restores everything but the count of applications, what the vehicle tells other drivers of it, and the log', () => {
    fc.assert(
      fc.property(played(), ({ history, registries, outcomes }) => {
        for (const [index, command] of history.entries()) {
          const outcome = outcomes[index]
          if (command.type !== 'bind' || outcome?.status !== 'accepted') continue
          const { driver, vehicle, at } = command
          const before = registries[index] as Registry
          const released = release(outcome.registry, { driver, vehicle, by: 'owner', at })
          expect(released.status).toBe('accepted')
          const now = lastAt(outcome.registry)
          same(visible(released.registry, now, driver, vehicle), visible(before, now, driver, vehicle))
        }
      }),
      { numRuns: 50 },
    )
  })

  test('two acts at one instant about different drivers and vehicles always commute', () => {
    fc.assert(
      fc.property(played(), ({ history, registries, outcomes }) => {
        for (let index = 0; index + 1 < history.length; index++) {
          const [one, other] = [history[index], history[index + 1]] as [Command, Command]
          if (one.at !== other.at || !apart(one, other)) continue
          const before = registries[index] as Registry
          const swapped = play2(before, other, one)
          const [first, second] = [outcomes[index], outcomes[index + 1]]
          expect(swapped.map(answerOf)).toEqual([second, first].map((outcome) => answerOf(outcome as never)))
          const after = registries[index + 2] as Registry
          const then = swapped[1]?.registry as Registry
          expect(byDriver(then)).toEqual(byDriver(after))
        }
      }),
    )
  })

  test('every binding can always be released, until none is left', () => {
    fc.assert(
      fc.property(played(), fc.constantFrom('driver', 'owner' as const), ({ last }, by) => {
        let registry = last
        const at = lastAt(last)
        for (const driver of driverIdsOf(last)) {
          for (const { vehicle } of bindingsOfDriver(last, driver)) {
            const outcome = release(registry, { driver, vehicle, by, at })
            expect(outcome.status).toBe('accepted')
            registry = outcome.registry
          }
        }
        for (const vehicle of vehicleIdsOf(last)) expect(bindingsOfVehicle(registry, vehicle)).toEqual([])
      }),
    )
  })
})

describe('a cap lowered by a later rule set', () => {
  const from = '2019-01-01'
  const lower = (id: string, limit: number): RuleSet =>
    reform(asReported, (draft) => {
      draft.id = id
      draft.from = from as never
      for (const provision of draft.bind) if ('limit' in provision) provision.limit = limit as never
    })
  const NEXT_YEAR = Date.parse(`${from}T00:00:00+08:00`)

  test('always keeps the older bindings, and never lets a count grow', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 }), acts(), acts(), (limit, before, after) => {
        const book = ruleBook('lowered', [asReported, lower('lowered-caps', limit)])
        const enrolment = executeAll(openRegistry(book), EVERYBODY).registry
        const filled = executeAll(enrolment, before.map((act) => ({ ...act, at: NEXT_YEAR - 1 })) as Command[]).registry
        let registry = execute(filled, { ...(EVERYBODY[0] as Command), id: 'late', at: NEXT_YEAR } as Command).registry
        for (const driver of DRIVERS)
          expect(bindingsOfDriver(registry, driver)).toEqual(bindingsOfDriver(filled, driver))
        for (const act of after) {
          const outcome = execute(registry, { ...act, at: NEXT_YEAR } as Command)
          for (const driver of DRIVERS) {
            const [was, is] = [
              bindingsOfDriver(registry, driver).length,
              bindingsOfDriver(outcome.registry, driver).length,
            ]
            expect(is).toBeLessThanOrEqual(Math.max(was, limit))
          }
          for (const vehicle of VEHICLES) {
            const [was, is] = [
              bindingsOfVehicle(registry, vehicle).length,
              bindingsOfVehicle(outcome.registry, vehicle).length,
            ]
            expect(is).toBeLessThanOrEqual(Math.max(was, limit))
          }
          registry = outcome.registry
        }
      }),
    )
  })
})

describe('the invariants, read from the event log alone', () => {
  test('never are breached', () => {
    fc.assert(
      fc.property(played(), ({ law, last }) => {
        const at = lastAt(last)
        expect(breaches(eventsOf(last) as unknown as Line[], law, (driver) => pointsOf(last, driver, at))).toEqual([])
      }),
      { numRuns: 150 },
    )
  })
})

/** Everybody enrolled, nobody's driver an owner. */
const EVERYBODY: readonly Command[] = [
  ...DRIVERS.map(
    (id): Command => ({
      type: 'enrolDriver',
      id,
      licence: { states: [], classes: ['C1'], firstIssuedOn: '2010-01-01' },
      at: '2018-03-01T00:00:00+08:00',
    }),
  ),
  ...VEHICLES.map(
    (id): Command => ({
      type: 'enrolVehicle',
      id,
      owner: { kind: 'unit', id: 'u1' },
      plateType: '02',
      operating: false,
      at: '2018-03-01T00:00:00+08:00',
    }),
  ),
]

/** Bindings, mostly, and releases. */
function acts(): fc.Arbitrary<readonly object[]> {
  const pair = { driver: fc.constantFrom(...DRIVERS), vehicle: fc.constantFrom(...VEHICLES) }
  const bind = fc.record({ type: fc.constant('bind'), ...pair, channel: fc.constantFrom('app', 'web') })
  const undo = fc.record({ type: fc.constant('release'), ...pair, by: fc.constantFrom('driver', 'owner') })
  return fc.array(fc.oneof({ weight: 4, arbitrary: bind }, undo), { maxLength: 40, size: 'max' })
}

type Rename = (said: object) => object

/** Other names for all drivers and owners, vehicles and violations: a bijection of each. */
function renamings(): fc.Arbitrary<Rename> {
  const people = [...DRIVERS, ...OWNERS]
  const drawn = (ids: readonly string[]) =>
    fc.shuffledSubarray(
      ['甲', '__proto__', 'valueOf', '7', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L'],
      {
        minLength: ids.length,
        maxLength: ids.length,
      },
    )
  return fc.tuple(drawn(people), drawn(VEHICLES), drawn(VIOLATIONS)).map(([owners, cars, records]) => {
    const person = (id: string): string => owners[people.indexOf(id)] ?? id
    const car = (id: string): string => cars[VEHICLES.indexOf(id)] ?? id
    const record = (id: string): string => records[VIOLATIONS.indexOf(id)] ?? id
    return (said) => {
      const out: Record<string, unknown> = { ...said }
      const type = String(out.type)
      if (typeof out.driver === 'string') out.driver = person(out.driver)
      if (typeof out.vehicle === 'string') out.vehicle = car(out.vehicle)
      if (typeof out.violation === 'string') out.violation = record(out.violation)
      for (const key of ['owner', 'to', 'from']) {
        const owner = out[key] as { kind: string; id: string } | undefined
        if (owner !== undefined) out[key] = { ...owner, id: person(owner.id) }
      }
      const { endedBindings, vehicles, history } = out as {
        endedBindings?: readonly { driver: string; vehicle: string }[]
        vehicles?: readonly string[]
        history?: { violations: readonly { id: string }[] } | null
      }
      if (history)
        out.history = { ...history, violations: history.violations.map((each) => ({ ...each, id: record(each.id) })) }
      if (endedBindings !== undefined)
        out.endedBindings = endedBindings.map(({ driver, vehicle }) => ({
          driver: person(driver),
          vehicle: car(vehicle),
        }))
      // In the order of their text, whatever they are called.
      if (vehicles !== undefined) out.vehicles = vehicles.map(car).sort()
      if (typeof out.id === 'string') {
        out.id = /driver/i.test(type) ? person(out.id) : /vehicle/i.test(type) ? car(out.id) : record(out.id)
      }
      return out
    }
  })
}

/** Status, code and how each rule came out. */
function answerOf(outcome: Played['outcomes'][number]): unknown {
  if (outcome.status === 'invalid') return outcome.status
  const rules = outcome.decision?.findings.map(({ rule, outcome: came }) => `${rule} ${came}`)
  return [outcome.status, outcome.status === 'refused' ? outcome.code : '', rules]
}

function play2(registry: Registry, one: Command, other: Command) {
  const first = execute(registry, one)
  return [first, execute(first.registry, other)]
}

/** Whether two acts name no driver and no vehicle in common; only of kinds that touch nothing but what they name. */
function apart(one: Command, other: Command): boolean {
  const kinds = ['bind', 'release', 'changeLicence']
  if (!kinds.includes(one.type) || !kinds.includes(other.type)) return false
  const names = ({ driver, vehicle }: { driver?: string; vehicle?: string }) =>
    [driver, vehicle].filter((id) => id !== undefined)
  const mine = names(one as never)
  return names(other as never).every((id) => !mine.includes(id))
}

/** What can be seen of each driver, whatever the order in which things came about. */
function byDriver(registry: Registry, at: string = lastAt(registry)): unknown {
  return driverIdsOf(registry).map((driver) => [
    driverOf(registry, driver),
    bindingsOfDriver(registry, driver),
    pointsOf(registry, driver, at),
  ])
}

/** What can be seen, and what is known for every question, but for how often one driver has applied. */
function visible(registry: Registry, at: string, applicant: string, released: string): unknown {
  const questions = driverIdsOf(registry).flatMap((driver) =>
    vehicleIdsOf(registry).map((vehicle) => {
      const { driverBindingsEver, driverApplicationsToday, driverApplicationsThisYear, ...rest } = bindingFacts(
        registry,
        { driver, vehicle, channel: 'app', at },
      )
      const { vehicleReleasedAt, vehicleDriversBoundThisYear, ...facts } = rest
      const counts = [driverBindingsEver, driverApplicationsToday, driverApplicationsThisYear]
      const former = [vehicleReleasedAt, vehicleDriversBoundThisYear]
      // A driver's own former binding is neither another's, nor one driver more.
      const toldOtherwise = vehicle === released && driver !== applicant
      return [facts, driver === applicant ? [] : counts, toldOtherwise ? [] : former]
    }),
  )
  const handlings = driverIdsOf(registry).flatMap((driver) =>
    // Of one that was told of before no vehicle is known, and so no facts.
    VIOLATIONS.filter((violation) => (violationOf(registry, violation)?.vehicle ?? null) !== null).map((violation) =>
      handlingFacts(registry, { violation, driver, channel: 'app', at }),
    ),
  )
  return {
    questions,
    handlings,
    drivers: byDriver(registry, at),
    vehicles: vehicleIdsOf(registry).map((id) => bindingsOfVehicle(registry, id)),
  }
}

/** The records that an event names itself. */
function namedBy(event: RegistryEvent): readonly (readonly [kind: string, id: string])[] {
  const named = ['driver', 'vehicle', 'violation'].flatMap((kind) =>
    kind in event ? [[kind, Reflect.get(event, kind)] as const] : [],
  )
  if (event.type === 'driver-enrolled') return [['driver', event.id]]
  if (event.type === 'vehicle-enrolled') return [['vehicle', event.id]]
  return event.type === 'violation-recorded' ? [...named, ['violation', event.id]] : named
}

function walk(value: unknown, visit: (part: object) => void): void {
  if (!isObject(value)) return
  visit(value)
  for (const key of Reflect.ownKeys(value)) walk(Reflect.get(value, key), visit)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
