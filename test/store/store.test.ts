/** The store on PostgreSQL: the same answers as one registry, with any number of writers, and a net under them. */

import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Command,
  eventsOf,
  execute,
  type OpenViolation,
  openRegistry,
  openViolationsFor,
  type Registry,
  remainingBindings,
} from '../../src/index.ts'
import { asReported } from '../../src/law/index.ts'
import { postgresStore, type StoreCommand, type StoreOutcome } from '../../src/postgres/index.ts'
import { type Asked, askedAgain } from '../../src/store/decide-commands.ts'
import { lawFor } from '../model/lock-step.ts'
import { histories } from '../model/play.ts'
import { WHOLE } from '../support/whole.ts'
import { bind, bindingSql, enrolDriver, enrolVehicle } from './commands.ts'
import { databaseFor } from './pglite.ts'

const db = databaseFor(10)

const DAY = 86_400_000
const START = Date.parse('2018-09-10T09:00:00+08:00')
const PEOPLE: readonly StoreCommand[] = ['d1', 'd2', 'd3', 'd4'].map(enrolDriver)
const VEHICLES: readonly StoreCommand[] = ['v1', 'v2', 'v3', 'v4', 'v5'].map((id) => enrolVehicle(id, 'owner'))

const LEDGER = {
  from: '2018-04-01',
  until: '2019-04-01',
  deducted: 0,
  studies: 0,
  studiesBefore: 0,
  fullBy: null,
  tradedOn: null,
}

async function filled(now: () => number = () => START) {
  const store = await db.store({ rules: asReported, now })
  for (const outcome of await store.executeMany([...PEOPLE, ...VEHICLES])) expect(outcome.status).toBe('accepted')
  return store
}

function withoutAt({ at: _, ...command }: Command): StoreCommand {
  return command as StoreCommand
}

function comparable(outcome: StoreOutcome | ReturnType<typeof execute>): unknown {
  if (outcome.status === 'invalid') return { status: 'invalid' }
  const { decision = null } = outcome
  if (outcome.status === 'refused') return { status: outcome.status, code: outcome.code, decision }
  const { seq: _, chain: __, position: ___, ...event } = outcome.event as unknown as Record<string, unknown>
  return { status: outcome.status, event, decision }
}

describe('answers', () => {
  test('a fourth vehicle is refused, with the decision that says why', async () => {
    const store = await filled()
    for (const vehicle of ['v1', 'v2', 'v3']) {
      expect((await store.execute(bind('d1', vehicle))).status).toBe('accepted')
    }
    const refused = await store.execute(bind('d1', 'v4'))
    expect(refused).toMatchObject({ status: 'refused', code: 'driver-cap', decision: { verdict: 'refused' } })
  })

  test.each(['as-reported', 'cn', 'cn-2024-11-01', 'reformed'] as const)(
    'under %s every command of random histories is answered as by one registry, and the tables bear the events out',
    async (law) => {
      const rules = lawFor(law)
      for (const history of fc.sample(histories(law), WHOLE ? 6 : 2)) {
        let now = START
        const store = await db.store({ rules, now: () => now, maxClockStep: 0 })
        let registry: Registry = openRegistry(rules)
        for (const command of history) {
          const at = Date.parse(String(command.at))
          // The store stamps, so what is dated by something that is no instant has no place here.
          if (!Number.isFinite(at)) continue
          now = at
          const expected = execute(registry, command)
          registry = expected.registry
          expect(comparable(await store.execute(withoutAt(command)))).toEqual(comparable(expected))
        }
        expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
      }
    },
  )

  test('many commands at once are answered as one after another', async () => {
    const commands = [
      ...PEOPLE,
      ...VEHICLES,
      ...['v1', 'v2', 'v3', 'v4'].map((vehicle) => bind('d1', vehicle)),
      { type: 'release', driver: 'd1', vehicle: 'v2', by: 'driver' } as const,
      bind('d1', 'v4'),
      bind('d1', 'v2'),
    ]
    const one = await db.store({ rules: asReported, now: () => START })
    const many = await db.store({ rules: asReported, now: () => START })
    const single: StoreOutcome[] = []
    for (const command of commands) single.push(await one.execute(command))
    expect((await many.executeMany(commands)).map(comparable)).toEqual(single.map(comparable))
    expect((await many.verify()).differences).toEqual([])
    expect((await one.verify()).differences).toEqual([])
  })

  test('a command that says when it is given is invalid: the store stamps it', async () => {
    const store = await filled()
    const outcome = await store.execute({ ...bind('d1', 'v1'), at: START } as never)
    expect(outcome).toMatchObject({ status: 'invalid', issues: [{ path: ['at'] }] })
  })

  test('a clock that is a little ahead is taken over, and one that is far ahead refuses', async () => {
    let now = START
    const store = await filled(() => now)
    now = START - 5_000
    expect(await store.execute(bind('d1', 'v1'))).toMatchObject({
      status: 'accepted',
      event: { at: '2018-09-10T09:00:00.000+08:00' },
    })
    now = START - 5_001
    expect(await store.execute(bind('d1', 'v2'))).toMatchObject({ status: 'refused', code: 'out-of-order' })
  })
})

describe('keys', () => {
  test('the same key and command give the same outcome, refusals too; another command is refused', async () => {
    const store = await filled()
    const first = await store.execute(bind('d1', 'v1'), { key: 'k1' })
    expect(first.status).toBe('accepted')
    // Its position too, from which events go on.
    expect(await store.execute(bind('d1', 'v1'), { key: 'k1' })).toEqual({ ...first, repeated: true })
    const { position } = (first as Extract<StoreOutcome, { readonly status: 'accepted' }>).event
    expect(position).toBe((await store.events()).next)
    expect(await store.events({ after: position })).toEqual({ events: [], next: position })
    const refused = await store.execute(bind('d1', 'v1'), { key: 'k2' })
    expect(refused).toMatchObject({ status: 'refused', code: 'already-bound' })
    await store.execute({ type: 'release', driver: 'd1', vehicle: 'v1', by: 'driver' })
    expect(await store.execute(bind('d1', 'v1'), { key: 'k2' })).toEqual({ ...refused, repeated: true })
    expect(await store.execute(bind('d2', 'v1'), { key: 'k2' })).toEqual({ status: 'refused', code: 'key-reused' })
  })
})

describe('what a command was answered before under its key', () => {
  test('is told without executing anything, refusals too, whatever has changed since', async () => {
    let now = START
    const { schema, ...store } = await filled(() => now)
    const count = async () => Number((await db.rows(`SELECT count(*) AS events FROM ${schema}.events`))[0]?.events)
    const before = await count()
    expect(await store.outcomeOf(bind('d1', 'v1'), 'k1')).toBeUndefined()
    expect(await count()).toBe(before)
    const first = await store.execute(bind('d1', 'v1'), { key: 'k1' })
    const refused = await store.execute(bind('d1', 'v1'), { key: 'k2' })
    // At a process whose clock is far behind there is nothing to judge.
    now = START - 60_000
    await expect(store.bindingFacts({ driver: 'd1', vehicle: 'v1', channel: 'app' })).rejects.toMatchObject({
      code: 'out-of-order',
    })
    expect(await store.outcomeOf(bind('d1', 'v1'), 'k1')).toEqual({ ...first, repeated: true })
    expect(await store.outcomeOf(bind('d1', 'v1'), 'k2')).toEqual({ ...refused, repeated: true })
    expect(await store.outcomeOf(bind('d2', 'v1'), 'k1')).toEqual({ status: 'refused', code: 'key-reused' })
    expect(await count()).toBe(before + 1)
  })

  test.each([
    ['no key', bind('d1', 'v1'), '', ['key']],
    ['a key left out', bind('d1', 'v1'), undefined as never, ['key']],
    ['no command', { type: 'fly' } as never, 'k', ['type']],
  ])('%s is invalid', async (_, command, key, path) => {
    const store = await filled()
    expect(await store.outcomeOf(command, key)).toMatchObject({ status: 'invalid', issues: [{ path }] })
  })
})

describe('keys of many commands', () => {
  const batch = [bind('d1', 'v1'), bind('d1', 'v1'), bind('d2', 'v1'), bind('d3', 'v9')]
  const keys = ['k1', 'k2', undefined, 'k4']
  const count = async (schema: string) =>
    (
      await db.rows(
        `SELECT (SELECT count(*)::int FROM ${schema}.events) AS events, (SELECT count(*)::int FROM ${schema}.keys) AS keys`,
      )
    )[0]

  test('each is answered again under its key, refusals too, and with its own position; what has no key is judged anew', async () => {
    const { schema, ...store } = await filled()
    const first = await store.executeMany(batch, { keys })
    expect(first.map(({ status }) => status)).toEqual(['accepted', 'refused', 'accepted', 'refused'])
    const { events } = await store.events()
    const positions = first.flatMap((outcome) => (outcome.status === 'accepted' ? [outcome.event.position] : []))
    expect(positions).toEqual(events.slice(-2).map(({ position }) => position))
    expect(await count(schema)).toEqual({ events: 11, keys: 3 })

    const again = await store.executeMany(batch, { keys })
    const repeated = first.map((outcome) => ({ ...outcome, repeated: true }))
    expect(again.toSpliced(2, 1)).toEqual(repeated.toSpliced(2, 1))
    expect(again[2]).toMatchObject({ status: 'refused', code: 'already-bound' })
    // One by one as well, and a key of one command in a batch.
    expect(await store.execute(batch[0] as StoreCommand, { key: 'k1' })).toEqual({ ...first[0], repeated: true })
    const single = await store.execute(bind('d4', 'v2'), { key: 'k5' })
    expect(await store.executeMany([bind('d4', 'v2'), bind('d4', 'v3')], { keys: ['k5', 'k6'] })).toMatchObject([
      single,
      { status: 'accepted' },
    ])
    expect(await count(schema)).toEqual({ events: 13, keys: 5 })
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })

  test('a key of another command is refused, and the other commands go on', async () => {
    const { schema, ...store } = await filled()
    await store.executeMany(batch, { keys })
    const others = [bind('d4', 'v2'), bind('d2', 'v2'), bind('d2', 'v3')]
    expect(await store.executeMany(others, { keys: ['k1', 'k2', 'k3'] })).toMatchObject([
      { status: 'refused', code: 'key-reused' },
      { status: 'refused', code: 'key-reused' },
      { status: 'accepted' },
    ])
    expect(await count(schema)).toEqual({ events: 12, keys: 4 })
  })

  test('a key that comes twice in one batch is one command', async () => {
    const { schema, ...store } = await filled()
    const twice = [bind('d1', 'v1'), bind('d1', 'v1'), bind('d2', 'v1'), bind('d1', 'v1')]
    const [first, ...rest] = await store.executeMany(twice, { keys: ['k', 'k', 'k', undefined] })
    expect(first).toMatchObject({ status: 'accepted' })
    expect(rest).toMatchObject([first, { code: 'key-reused' }, { code: 'already-bound' }])
    expect(await count(schema)).toEqual({ events: 10, keys: 1 })
    // Where the key is known, each is compared with what is known, in any order.
    expect(await store.executeMany([bind('d2', 'v1'), bind('d1', 'v1')], { keys: ['k', 'k'] })).toMatchObject([
      { code: 'key-reused' },
      first,
    ])
  })
})

describe('previews', () => {
  test('the facts of a binding, judged alone, give the decision of the command', async () => {
    const store = await filled()
    const facts = await store.bindingFacts({ driver: 'd1', vehicle: 'v1', channel: 'app' })
    expect(facts).toMatchObject({ driver: 'd1', vehicle: 'v1', driverBindings: 0, pairBound: false })
  })

  test('what a driver may handle are the violations of their own and bound vehicles', async () => {
    let now = START
    const store = await filled(() => now)
    await store.execute(bind('d1', 'v1'))
    now += DAY
    const recorded = { occurredAt: now - 1000, fine: 20_000, points: 3, recordedBy: 'monitoring' } as const
    await store.execute({ type: 'recordViolation', id: 'x1', vehicle: 'v1', ...recorded })
    await store.execute({ type: 'recordViolation', id: 'x2', vehicle: 'v2', ...recorded })
    const mine = await store.openViolationsFor('d1')
    expect(mine.map(({ violation }) => violation)).toEqual(['x1'])
    expect(mine[0]?.decision?.verdict).toBe('permitted')
    expect((await store.openViolationsFor('d1', { vehicles: ['v2'] })).map(({ violation }) => violation)).toEqual([
      'x2',
    ])
  })

  test('openViolationsFor of a store answers as in memory, on each channel, and by pages in the order of records', async () => {
    let now = START
    const store = await filled(() => now)
    for (const vehicle of ['v1', 'v2', 'v3']) await store.execute(bind('d1', vehicle))
    now += DAY
    const ids = ['x9', 'x1', 'x5', 'x3', 'x7', 'x2', 'x8']
    await store.executeMany(
      ids.map((id, index) => ({
        type: 'recordViolation',
        id,
        vehicle: `v${1 + (index % 3)}`,
        occurredAt: now - 1000,
        fine: index % 2 === 0 ? 20_000 : 50_000,
        points: 3,
        recordedBy: 'monitoring',
      })),
    )
    await store.execute({ type: 'handle', driver: 'd1', violation: 'x5', channel: 'app' })
    now += 1000
    const commands = (await store.events()).events.map((event) => askedAgain(event) as Asked)
    const memory = commands.reduce(
      (registry, { type, input }) => execute(registry, { type, ...input } as unknown as Command).registry,
      openRegistry(asReported),
    )
    const byId = (found: readonly OpenViolation[]) =>
      [...found].sort((one, other) => (one.violation < other.violation ? -1 : 1))
    for (const how of [
      {},
      { channel: 'window', advise: true },
      { channel: 'window', offenderPresent: false },
    ] as const) {
      const found = await store.openViolationsFor('d1', how)
      expect(found.map(({ violation }) => violation)).toEqual(['x9', 'x1', 'x3', 'x7', 'x2', 'x8'])
      expect(byId(found)).toEqual(byId(openViolationsFor(memory, 'd1', now, how)))
      const pages = [await store.openViolationsFor('d1', { ...how, limit: 4 })]
      pages.push(
        await store.openViolationsFor('d1', { ...how, limit: 4, after: pages[0]?.at(-1)?.violation as string }),
      )
      expect(pages.flat()).toEqual(found)
    }
    // One that was handled since is still a place to go on from.
    const behind = await store.openViolationsFor('d1', { after: 'x5', limit: 2, vehicles: ['v1', 'v2'] })
    expect(behind.map(({ violation }) => violation)).toEqual(['x3', 'x7'])
    await expect(store.openViolationsFor('d1', { after: 'x0' })).rejects.toMatchObject({ code: 'unknown-violation' })
    expect(await store.remainingBindings('d1')).toEqual(remainingBindings(memory, 'd1', now))
  })
})

describe('what is not there', () => {
  const nobody = '11010519491231002X'
  test.each<readonly [code: string, ask: (store: Awaited<ReturnType<typeof filled>>) => Promise<unknown>]>([
    ['unknown-driver', (store) => store.bindingFacts({ driver: nobody, vehicle: 'v1', channel: 'app' })],
    ['unknown-vehicle', (store) => store.bindingFacts({ driver: 'd1', vehicle: nobody, channel: 'app' })],
    ['unknown-violation', (store) => store.handlingFacts({ driver: 'd1', violation: nobody, channel: 'app' })],
    ['unknown-driver', (store) => store.openViolationsFor(nobody)],
    ['unknown-driver', (store) => store.remainingBindings(nobody)],
    ['invalid', (store) => store.bindingFacts({ driver: 'd1', vehicle: nobody, channel: nobody as never })],
  ])('is an error with the code %s, whose text names nobody', async (code, ask) => {
    const failed = ask(await filled())
    await expect(failed).rejects.toMatchObject({ code })
    await expect(failed).rejects.not.toThrow(nobody)
  })

  test('a preview is of the instant that the command would get: a clock a little ahead is taken over', async () => {
    let now = START
    const store = await filled(() => now)
    now = START - 5_000
    const at = '2018-09-10T09:00:00.000+08:00'
    expect(await store.bindingFacts({ driver: 'd1', vehicle: 'v1', channel: 'app' })).toMatchObject({ at })
    expect(await store.openViolationsFor('d1')).toEqual([])
    now = START - 5_001
    await expect(store.bindingFacts({ driver: 'd1', vehicle: 'v1', channel: 'app' })).rejects.toMatchObject({
      code: 'out-of-order',
    })
    await expect(store.openViolationsFor('d1')).rejects.toMatchObject({ code: 'out-of-order' })
  })
})

describe('events', () => {
  test('a follower gets each event once, in order, a page at a time', async () => {
    const store = await filled()
    const seen: string[] = []
    let after: string | undefined
    for (;;) {
      const { events, next } = await store.events(after === undefined ? { limit: 4 } : { after, limit: 4 })
      // `type` tells which fields an event has.
      seen.push(
        ...events.map((event) =>
          event.type === 'driver-enrolled' || event.type === 'vehicle-enrolled' ? event.id : '',
        ),
      )
      after = next
      if (events.length === 0) break
    }
    expect(seen).toEqual(['d1', 'd2', 'd3', 'd4', 'v1', 'v2', 'v3', 'v4', 'v5'])
  })

  test('a log is written once, and none that differs', async () => {
    let registry = openRegistry(asReported)
    for (const command of [...PEOPLE, ...VEHICLES, bind('d1', 'v1')]) {
      registry = execute(registry, { ...command, at: START } as Command).registry
    }
    const store = await db.store({ rules: asReported, now: () => START })
    const log = eventsOf(registry)
    // A row that was lost, and one that was changed, are found by their place; nothing is written.
    for (const broken of [
      log.filter((_, index) => index !== 5),
      log.with(9, { ...log[9], at: '2018-09-11T09:00:00.000+08:00' } as never),
    ]) {
      await expect(store.importLog(broken)).rejects.toMatchObject({
        code: 'not-reproduced',
        issues: [expect.anything()],
      })
    }
    await store.importLog(log)
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
    await expect(store.importLog(log.slice(0, 5))).rejects.toMatchObject({ code: 'not-empty' })
  })
})

describe('the net: by hand, the database itself refuses', () => {
  const bindByHand = (schema: string, driver: string, vehicle: string, place: readonly (number | string)[] = [1, 1]) =>
    db.run(bindingSql(schema, driver, vehicle, place))

  test('a fourth binding of a driver, a fourth of a vehicle, a second open one of a pair, an owner’s own', async () => {
    const { schema, ...store } = await filled()
    for (const vehicle of ['v1', 'v2', 'v3']) await store.execute(bind('d1', vehicle))
    // Whatever places are given: each is taken, or above the cap, or none.
    for (const place of [1, 2, 3])
      await expect(bindByHand(schema, 'd1', 'v4', [place, 1])).rejects.toThrow('bindings_driver_place')
    await expect(bindByHand(schema, 'd1', 'v4', [4, 1])).rejects.toThrow('driver_cap')
    await expect(bindByHand(schema, 'd1', 'v4', [0, 1])).rejects.toThrow('bindings_places')
    await expect(bindByHand(schema, 'd1', 'v4', ['NULL', 1])).rejects.toThrow('driver_place')
    await bindByHand(schema, 'd2', 'v1', [1, 2])
    await bindByHand(schema, 'd3', 'v1', [1, 3])
    for (const place of [1, 2, 3])
      await expect(bindByHand(schema, 'd4', 'v1', [1, place])).rejects.toThrow('bindings_vehicle_place')
    await expect(bindByHand(schema, 'd4', 'v1', [1, 4])).rejects.toThrow('vehicle_cap')
    await expect(bindByHand(schema, 'd2', 'v1', [2, 4])).rejects.toThrow('vehicle_cap')
    await db.run(`UPDATE ${schema}.bindings SET released_at = 1 WHERE driver = 'd3'`)
    await expect(bindByHand(schema, 'd2', 'v1', [2, 3])).rejects.toThrow('bindings_open')
    await db.run(`UPDATE ${schema}.vehicles SET owner = 'd4' WHERE id = 'v5'`)
    await expect(bindByHand(schema, 'd4', 'v5')).rejects.toThrow('a driver binds no vehicle of their own')
  })

  test.each([
    [
      'another driver, over their cap',
      `UPDATE $.bindings SET driver = 'd1' WHERE driver = 'd2'`,
      'bindings_driver_place',
    ],
    [
      'another vehicle, over its cap',
      `UPDATE $.bindings SET vehicle = 'v1' WHERE driver = 'd2'`,
      'bindings_vehicle_place',
    ],
    ['a place above the cap', `UPDATE $.bindings SET driver_place = 4 WHERE driver = 'd2'`, 'driver_cap'],
    [
      'another vehicle, the driver’s own',
      `UPDATE $.bindings SET vehicle = 'own' WHERE driver = 'd2'`,
      'no vehicle of their own',
    ],
    [
      'a driver who owns the vehicle',
      `UPDATE $.bindings SET driver = 'owner' WHERE driver = 'd2'`,
      'no vehicle of their own',
    ],
    ['an owner who has it bound', `UPDATE $.vehicles SET owner = 'd2' WHERE id = 'v4'`, 'no vehicle of their own'],
  ])('an UPDATE or INSERT by hand: %s', async (_, sql, constraint) => {
    const { schema, ...store } = await filled()
    const more: readonly StoreCommand[] = [
      enrolDriver('owner'),
      {
        type: 'enrolVehicle',
        id: 'own',
        owner: { kind: 'individual', id: 'd2' },
        plateType: '02',
        operating: false,
      },
      ...['v1', 'v2', 'v3'].map((vehicle) => bind('d1', vehicle)),
      ...['d3', 'd4'].map((driver) => bind(driver, 'v1')),
      bind('d2', 'v4'),
    ]
    for (const { status } of await store.executeMany(more)) expect(status).toBe('accepted')
    await expect(db.run(sql.replace('$', schema))).rejects.toThrow(constraint)
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })

  test('a vehicle that comes after its owner has bound its id', async () => {
    const { schema, ...store } = await filled()
    expect((await store.execute(enrolVehicle('own', 'd1'))).status).toBe('accepted')
    await bindByHand(schema, 'd1', 'late')
    const told = { code: 'bad-row', table: 'bindings', field: 'vehicle' }
    await expect(store.execute(enrolVehicle('late', 'd1'))).rejects.toMatchObject(told)
    await expect(db.run(`UPDATE ${schema}.vehicles SET id = 'late' WHERE id = 'own'`)).rejects.toThrow(
      'no vehicle of their own',
    )
  })

  test('a violation that was handled is not handled again', async () => {
    let now = START
    const { schema, ...store } = await filled(() => now)
    await store.execute(bind('d1', 'v1'))
    now += DAY
    await store.execute({
      type: 'recordViolation',
      id: 'x1',
      vehicle: 'v1',
      occurredAt: now - 1000,
      fine: 20_000,
      points: 3,
      recordedBy: 'monitoring',
    })
    expect(
      await store.execute({ type: 'handle', violation: 'x1', driver: 'd1', channel: 'app', identityVerified: true }),
    ).toMatchObject({ status: 'accepted' })
    await expect(
      db.run(
        `INSERT INTO ${schema}.handlings (violation, driver, vehicle, channel, "at", seq, own) VALUES ('x1', 'd2', 'v1', 'app', 0, nextval('${schema}.position'), FALSE)`,
      ),
    ).rejects.toThrow('handlings_standing')
  })
})

describe('verify finds by name', () => {
  test.each([
    [
      'a changed field',
      "UPDATE $.vehicles SET plate_type = '01' WHERE id = 'v1'",
      { table: 'vehicles', id: 'v1', field: 'plate_type', expected: '02', found: '01' },
    ],
    [
      'a lost row',
      "DELETE FROM $.bindings WHERE vehicle = 'v1'",
      { table: 'bindings', expected: 'a row', found: null },
    ],
    [
      'an added binding',
      bindingSql('$', 'd2', 'v2', [1, 1], '77'),
      { table: 'bindings', id: 'd2 v2 77', expected: null, found: 'a row' },
    ],
    [
      'a deleted event',
      "DELETE FROM $.events WHERE type = 'vehicle-bound'",
      { table: 'bindings', expected: null, found: 'a row' },
    ],
    [
      'a changed record',
      `UPDATE $.drivers SET record = jsonb_set(record::jsonb, '{applications,ever}', '7')::json WHERE id = 'd1'`,
      { table: 'drivers', id: 'd1', field: 'record', found: expect.stringContaining('"ever": 7') },
    ],
    [
      'an event whose rule set was changed',
      `UPDATE $.events SET rule_set = 'cn-2024-11-01' WHERE type = 'vehicle-bound'`,
      { table: 'events', id: '10', field: 'rule_set' },
    ],
    [
      'a name that became a unit',
      "UPDATE $.parties SET kind = 'unit' WHERE id = 'd4'",
      { table: 'parties', id: 'd4', field: 'kind', expected: 'individual', found: 'unit' },
    ],
  ])('%s', async (_, sql, difference) => {
    const { schema, ...store } = await filled()
    await store.execute(bind('d1', 'v1'))
    expect((await store.verify()).ok).toBe(true)
    await db.run(sql.replace('$', schema))
    const { ok, differences } = await store.verify()
    expect(ok).toBe(false)
    expect(differences).toEqual(expect.arrayContaining([expect.objectContaining(difference)]))
  })
})

test.each([
  'drivers.version',
  'vehicles.version',
  'drivers.digest',
  'bindings.driver_place',
  'parties.erased',
  'events.transaction',
  'meta.transaction_shift',
])('verify() does not read %s, and the guide says so', async (name) => {
  const { schema, ...store } = await filled()
  const [table, column] = name.split('.') as [string, string]
  const set = column === 'erased' ? 'NOT erased' : column === 'transaction' ? "'7'" : `${column} + 7`
  await db.run(`UPDATE ${schema}.${table} SET ${column} = ${set}`)
  expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  const said = ['version', 'digest', 'driver_place'].includes(column) ? `\`${column}\`` : `\`${name}\``
  expect(readFileSync('docs/guides/database-operation.md', 'utf8')).toMatch(new RegExp(`does not read[^:]*${said}`))
})

describe('tables', () => {
  test('two starts at once make them once', async () => {
    const stores = [1, 2, 3].map(() => postgresStore({ query: db.query, rules: asReported, schema: 'at_once' }))
    await Promise.all(stores.map((store) => store.migrate()))
    expect(await db.rows('SELECT version FROM at_once.migrations')).toEqual([{ version: 1 }])
    expect(await db.rows('SELECT id FROM at_once.laws')).toEqual([{ id: 1 }])
  })

  test('a newer schema is refused by name', async () => {
    const { schema, ...store } = await filled()
    await db.run(`INSERT INTO ${schema}.migrations (version) VALUES (99)`)
    await expect(store.migrate()).rejects.toMatchObject({ code: 'newer-schema' })
  })

  test('without tables the store says so', async () => {
    const store = postgresStore({ query: db.query, rules: asReported, schema: 'nowhere' })
    for (const failed of [
      store.execute(bind('d1', 'v1')),
      store.events(),
      store.openViolationsFor('d1'),
      store.verify(),
    ]) {
      await expect(failed).rejects.toMatchObject({ code: 'not-migrated' })
    }
  })

  test('a record edited by hand into nonsense is an error that names table and field, and is not judged', async () => {
    const { schema, ...store } = await filled()
    await db.run(
      `UPDATE ${schema}.drivers SET record = jsonb_set(record::jsonb, '{applications,ever}', '-1')::json WHERE id = 'd1'`,
    )
    const failed = store.execute(bind('d1', 'v1'))
    await expect(failed).rejects.toMatchObject({
      code: 'bad-row',
      table: 'drivers',
      id: 'd1',
      field: 'applications.ever',
    })
    await expect(failed).rejects.not.toThrow('d1')
  })

  const release: StoreCommand = { type: 'release', driver: 'd1', vehicle: 'v1', by: 'driver' }
  const handle: StoreCommand = { type: 'handle', violation: 'x1', driver: 'd1', channel: 'app', identityVerified: true }
  const record = (table: string, id: string, path: string, value: string) =>
    `UPDATE $.${table} SET record = jsonb_set(record::jsonb, '{${path}}', '${value}')::json WHERE id = '${id}'`
  test.each<readonly [what: string, sql: string, command: StoreCommand, table: string, id: string, field: string]>([
    ['another version', `UPDATE $.drivers SET version = -1 WHERE id = 'd1'`, release, 'drivers', 'd1', 'version'],
    ['another id', record('drivers', 'd1', 'id', '"d2"'), release, 'drivers', 'd1', 'id'],
    ['no record', `UPDATE $.vehicles SET record = '7' WHERE id = 'v1'`, release, 'vehicles', 'v1', 'record'],
    [
      'another class',
      `UPDATE $.drivers SET digest = digest, classes = '{}', first_issued_on = 'x' WHERE id = 'd1'`,
      release,
      'drivers',
      'd1',
      'licence.firstIssuedOn',
    ],
    ['half a binding', record('vehicles', 'v1', 'bindings', '[]'), release, 'drivers', 'd1', 'bindings.0.since'],
    [
      'a violation not counted',
      record('vehicles', 'v1', 'openViolations', '0'),
      handle,
      'vehicles',
      'v1',
      'openViolations',
    ],
    [
      'a violation of the future',
      `UPDATE $.violations SET occurred_at = 1893456000000 WHERE id = 'x1'`,
      handle,
      'violations',
      'x1',
      'occurredAt',
    ],
    [
      'points of no handling',
      record(
        'drivers',
        'd1',
        'ledger',
        JSON.stringify({ ...LEDGER, entries: [{ violation: 'x1', points: 3, payBy: null, inProbation: false }] }),
      ),
      handle,
      'drivers',
      'd1',
      'ledger.entries.0.violation',
    ],
  ])('rows that contradict themselves or each other are not judged: %s', async (_, sql, command, table, id, field) => {
    const { schema, ...store } = await filled()
    await store.execute(bind('d1', 'v1'))
    const recorded = { occurredAt: START, fine: 20_000, points: 3, recordedBy: 'monitoring' } as const
    await store.execute({ type: 'recordViolation', id: 'x1', vehicle: 'v1', ...recorded })
    const before = await store.events()
    await db.run(sql.replace('$', schema))
    await expect(store.execute(command)).rejects.toMatchObject({ code: 'bad-row', table, id, field })
    await expect(store.executeMany([command], { keys: ['k'] })).rejects.toMatchObject({
      code: 'bad-row',
      table,
      id,
      field,
    })
    expect(await store.events()).toEqual(before)
    expect(await db.rows(`SELECT FROM ${schema}.keys`)).toEqual([])
  })
})
