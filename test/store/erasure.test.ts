/** To erase somebody is to be left with the tables of a history in which they had another id from the first. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Command } from '../../src/index.ts'
import { asReported, cn } from '../../src/law/index.ts'
import { postgresStore, type Query, type StoreCommand, type StoreOptions } from '../../src/postgres/index.ts'
import { DRIVERS, VEHICLES, VIOLATIONS } from '../../src/testing/index.ts'
import { lawFor } from '../model/lock-step.ts'
import { histories } from '../model/play.ts'
import { WHOLE } from '../support/whole.ts'
import { enrolDriver, enrolVehicle } from './commands.ts'
import { databaseFor } from './pglite.ts'

const db = databaseFor(8)

type Rules = StoreOptions['rules']
const DAY = 86_400_000
const START = Date.parse('2018-09-10T09:00:00+08:00')
const ERASED = 'erased-4711'
const driver = enrolDriver
const vehicle = enrolVehicle
const bind = (who: string, what: string): StoreCommand => ({
  type: 'bind',
  driver: who,
  vehicle: what,
  channel: 'app',
  ownerConsent: 'qr',
  identityVerified: true,
})
const release = (who: string, what: string): StoreCommand => ({
  type: 'release',
  driver: who,
  vehicle: what,
  by: 'driver',
})
const violation = (id: string, what: string): StoreCommand => ({
  type: 'recordViolation',
  id,
  vehicle: what,
  occurredAt: START + DAY,
  fine: 20_000,
  points: 3,
  recordedBy: 'monitoring',
})
const handle = (who: string, id: string): StoreCommand => ({
  type: 'handle',
  violation: id,
  driver: who,
  channel: 'app',
  identityVerified: true,
})

/** All rows of a store, as JSON in one order of keys; what moves when a row is written again, the server's transactions, and whether an id was put in the place of another, are left out. */
async function tablesOf(schema: string): Promise<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {}
  const tables = await db.rows(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = '${schema}' AND table_name NOT IN ('keys', 'meta', 'migrations') ORDER BY 1`,
  )
  for (const { name } of tables as readonly { name: string }[]) {
    const rows = await db.rows(
      `SELECT (to_jsonb(t) - 'version' - 'digest' - 'transaction' - 'erased' - 'content')::text AS row FROM ${schema}."${name}" t ORDER BY 1`,
    )
    found[name] = rows.map(({ row }) => String(row))
  }
  return found
}

/** A history, each command with the days before it and under a key of its place, in tables of its own. */
async function played(history: readonly (readonly [days: number, command: StoreCommand])[], rules: Rules = asReported) {
  let now = START
  const { schema, ...store } = await db.store({ rules, now: () => now })
  const statuses: string[] = []
  // What is of one moment goes in one call.
  for (let from = 0, to = 0; from < history.length; from = to) {
    now += (history[from]?.[0] ?? 0) * DAY
    do to++
    while (history[to]?.[0] === 0)
    const commands = history.slice(from, to).map(([, command]) => command)
    const outcomes = await store.executeMany(commands, { keys: commands.map((_, index) => `k${from + index}`) })
    statuses.push(...outcomes.map((outcome) => (outcome.status === 'accepted' ? outcome.event.type : outcome.status)))
  }
  return { schema, store, statuses }
}

const keysOf = async (schema: string) =>
  (await db.rows(`SELECT key, command || outcome::text AS text FROM ${schema}.keys ORDER BY key`)).map(
    ({ key, text }) => [String(key), String(text)],
  ) as [string, string][]

/** Expects the tables of two histories, one in which somebody was erased and one in which they were never called otherwise, to be equal. */
async function expectEqual(erased: string, other: string): Promise<void> {
  expect(await tablesOf(erased)).toEqual(await tablesOf(other))
  const kept = (await keysOf(other)).filter(([, text]) => !text.includes(ERASED))
  expect((await keysOf(erased)).map(([key]) => key)).toEqual(kept.map(([key]) => key))
}

/** Each kind of command with somebody in it, and their id is a vehicle's, a violation's and a word of the table too. */
const whole = (id: string): readonly (readonly [number, StoreCommand])[] => [
  [0, driver(id)],
  [0, driver('d2')],
  [0, vehicle('01', id)],
  [0, vehicle('02', 'o')],
  [0, vehicle('v3', 'o')],
  [0, driver('02')],
  [0, driver('01')],
  [0, bind(id, '02')],
  [0, bind('d2', '02')],
  [0, bind('d2', '01')],
  [0, bind(id, '01')],
  [2, violation('02', '02')],
  [0, violation('x2', '02')],
  [0, violation('x3', '01')],
  [0, handle(id, '02')],
  [0, handle(id, 'x2')],
  [0, handle(id, 'x3')],
  [0, { type: 'payFine', violation: '02' }],
  [0, { type: 'payFine', violation: 'x3' }],
  [0, { type: 'revokeHandling', violation: 'x2', ground: 'offender-identified' }],
  [0, handle('d2', 'x2')],
  [1, release(id, '02')],
  [0, vehicle('v6', 'o')],
  [0, bind(id, 'v6')],
  [0, { type: 'deregisterVehicle', vehicle: 'v6', because: 'lost' }],
  [0, bind(id, 'v3')],
  [0, { type: 'transferVehicle', vehicle: '01', to: { kind: 'individual', id: '02' } }],
  [0, { type: 'transferVehicle', vehicle: '01', to: { kind: 'unit', id: '02' } }],
  [0, { type: 'transferVehicle', vehicle: '02', to: { kind: 'individual', id } }],
  [0, { type: 'changeLicence', driver: id, licence: { states: ['medical-deferred'], classes: ['C1', 'D'] } }],
  [0, { type: 'enrolVehicle', id: 'v5', owner: { kind: 'unit', id }, plateType: '02', operating: false }],
]

describe('erase()', () => {
  test.each(['110105194912310021', '张三', '02x'])(
    'leaves the tables as if %s had had the other id from the first; verify() finds nothing; their binding goes on',
    async (id) => {
      const { schema, store, statuses } = await played(whole(id))
      const other = await played(whole(ERASED))
      expect(statuses).toEqual(other.statuses)
      expect(new Set(statuses)).toEqual(
        new Set([
          ...['driver-enrolled', 'vehicle-enrolled', 'vehicle-bound', 'refused', 'violation-recorded'],
          ...['violation-handled', 'fine-paid', 'handling-revoked', 'binding-released'],
          ...['vehicle-transferred', 'licence-changed', 'vehicle-deregistered'],
        ]),
      )
      expect(await store.erase(id, ERASED)).toBeGreaterThan(20)
      await expectEqual(schema, other.schema)
      const texts = Object.values(await tablesOf(schema)).flat()
      expect(texts.filter((text) => text.includes(id))).toEqual([])
      expect((await keysOf(schema)).filter(([, text]) => text.includes(encodeURIComponent(id)))).toEqual([])
      expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
      expect(await store.erase(id, 'once-more')).toBe(0)
      expect(await store.execute(release(ERASED, 'v3'))).toMatchObject({ status: 'accepted' })
      expect(await store.execute(bind(id, 'v3'))).toMatchObject({ status: 'refused', code: 'unknown-driver' })
      expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
    },
  )

  test.each(['02', '01', 'C1', 'app'])(
    'touches nothing of a vehicle, a violation or a word that is called as they are: %s',
    async (id) => {
      const history = (who: string) => [
        ...whole('d1').filter(({ 1: { type } }) => type !== 'transferVehicle'),
        ...(id === '02' || id === '01' ? [] : [[0, driver(who)] as const]),
      ]
      const { schema, store } = await played(history(id))
      const before = await tablesOf(schema)
      await store.erase(id, ERASED)
      const after = await tablesOf(schema)
      const changed = Object.keys(after).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
      expect(changed.toSorted()).toEqual(['drivers', 'events', 'parties'])
      const isNew = (name: string) => after[name]?.filter((row) => !before[name]?.includes(row)) ?? []
      expect(changed.map((name) => isNew(name).length)).toEqual([1, 1, 1])
      const erasing = history(id).findIndex(({ 1: each }) => each.type === 'enrolDriver' && each.id === id)
      const left = new Set((await keysOf(schema)).map(([key]) => key))
      expect(history(id).flatMap((_, index) => (left.has(`k${index}`) ? [] : [index]))).toEqual([erasing])
      expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
    },
  )

  /** A command of a random history with its people called otherwise, and with vehicles and violations that are called as people are. */
  const renamed = (command: Command, called: (id: string) => string): StoreCommand => {
    const { at: _, ...fields } = command as unknown as Record<string, unknown>
    const alike = (id: unknown) => {
      const place = Math.max(VEHICLES.indexOf(id as never), VIOLATIONS.indexOf(id as never))
      return place < 0 ? id : (DRIVERS[place] ?? id)
    }
    const person = (id: unknown) => (typeof id === 'string' ? called(id) : id)
    const isDriver = fields.type === 'enrolDriver'
    return Object.fromEntries(
      Object.entries(fields).map(([key, value]) => {
        if (key === 'driver' || (key === 'id' && isDriver)) return [key, person(value)]
        if (key === 'vehicle' || key === 'violation' || key === 'id') return [key, alike(value)]
        if (key !== 'owner' && key !== 'to') return [key, value]
        const { kind, id } = value as { kind: unknown; id: unknown }
        return [key, { kind, id: person(id) }]
      }),
    ) as unknown as StoreCommand
  }

  test.each(['as-reported', 'cn', 'reformed'] as const)(
    'under %s leaves the tables of a random history as if they had had the other id from the first',
    async (law) => {
      const rules = lawFor(law)
      const [id] = DRIVERS as readonly string[]
      for (const history of fc.sample(histories(law), WHOLE ? 3 : 1)) {
        const schemas: string[] = []
        for (const called of [(each: string) => each, (each: string) => (each === id ? ERASED : each)]) {
          let now = START
          const { schema, ...store } = await db.store({ rules, now: () => now, maxClockStep: 0 })
          for (const [index, command] of history.entries()) {
            const at = Date.parse(String(command.at))
            if (!Number.isFinite(at)) continue
            now = at
            await store.execute(renamed(command, called), { key: `k${index}` })
          }
          if (schemas.length === 0) await store.erase(id as string, ERASED)
          schemas.push(schema)
        }
        await expectEqual(schemas[0] as string, schemas[1] as string)
      }
    },
  )

  test('a command that was read before it is judged again after it, and cannot bring them back', async () => {
    const { schema } = await played([
      [0, driver('p')],
      [0, vehicle('v', 'o')],
    ])
    const store = postgresStore({ query: db.query, rules: asReported, schema, now: () => START })
    let statements = 0
    const late = postgresStore({
      rules: asReported,
      schema,
      now: () => START,
      query: async (text, params) => {
        if (++statements === 2) await store.erase('p', ERASED)
        return db.query(text, params)
      },
    })
    expect(await late.execute(bind('p', 'v'))).toMatchObject({ status: 'refused', code: 'unknown-driver' })
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
    // Who is named anew is written as a new person, whose name is taken.
    await store.execute(vehicle('w', 'q'))
    statements = 0
    const naming = postgresStore({
      rules: asReported,
      schema,
      now: () => START,
      query: async (text, params) => {
        if (++statements === 2) await store.erase('q', 'erased-4713')
        return db.query(text, params)
      },
    })
    expect(await naming.execute(vehicle('late', 'q'))).toMatchObject({ status: 'accepted' })
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })

  test('a table of one’s own that refers to the person is told at once by the error of its constraint; with ON UPDATE CASCADE it follows', async () => {
    const { schema } = await played([[0, driver('p')]])
    let statements = 0
    const query: Query = (text, params) => {
      statements++
      return db.query(text, params)
    }
    const store = postgresStore({ query, rules: asReported, schema, now: () => START })
    await db.run(
      `CREATE TABLE ${schema}.mine (who text CONSTRAINT mine_who REFERENCES ${schema}.drivers (id)); INSERT INTO ${schema}.mine VALUES ('p')`,
    )
    await expect(store.erase('p', ERASED)).rejects.toMatchObject({ code: '23503', constraint: 'mine_who' })
    expect(statements).toBe(4)
    await db.run(
      `ALTER TABLE ${schema}.mine DROP CONSTRAINT mine_who, ADD FOREIGN KEY (who) REFERENCES ${schema}.drivers (id) ON UPDATE CASCADE`,
    )
    expect(await store.erase('p', ERASED)).toBeGreaterThan(0)
    expect(await db.rows(`SELECT who FROM ${schema}.mine`)).toEqual([{ who: ERASED }])
  })

  test('vehicles are locked in the order in which commands lock them, in whatever order they were found', async () => {
    const cars = ['v1', 'v2', 'v3', 'v4']
    const { schema } = await played([driver('d1'), ...cars.map((id) => vehicle(id, 'd1'))].map((each) => [0, each]))
    for (const [id, as, order] of [['d1', 'e1', cars] as const, ['e1', 'e2', cars.toReversed()] as const]) {
      const placeOf = (row: unknown) => order.findIndex((each) => JSON.stringify(row).includes(`\\"${each}\\"`))
      const locked: string[] = []
      const query: Query = async (text, params) => {
        if (text.includes('.erase(')) locked.push(...new Set(params[3]?.match(/\bv\d\b/g)))
        const { rows } = await db.query(text, params)
        return { rows: text.includes('vehicles_naming') ? rows.toSorted((a, b) => placeOf(a) - placeOf(b)) : rows }
      }
      await postgresStore({ query, schema, rules: asReported, now: () => START }).erase(id, as)
      expect(locked).toEqual(cars)
    }
  })

  test('who is named anew all the while keeps it at work, and in the end it is contention; without that, calling it again ends it', async () => {
    const { schema, store } = await played([[0, driver('p')]])
    let named = 0
    const busy = postgresStore({
      rules: asReported,
      schema,
      now: () => START,
      query: async (text, params) => {
        const answer = await db.query(text, params)
        if (text.includes('.erase(')) expect((await store.execute(vehicle(`n${++named}`, 'p'))).status).toBe('accepted')
        return answer
      },
    })
    await expect(busy.erase('p', ERASED)).rejects.toMatchObject({ code: 'contention' })
    expect(named).toBe(200)
    expect(await store.erase('p', ERASED, { again: true })).toBeGreaterThan(0)
    expect(await store.erase('p', ERASED, { again: true })).toBe(0)
    expect(await db.rows(`SELECT FROM ${schema}.events WHERE 'p' IN (driver, party)`)).toEqual([])
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })

  test('the other id must be new: one that is malformed or the same is invalid, another person’s is in use, and nothing changes', async () => {
    const { schema, store } = await played([
      [0, driver('p')],
      [0, driver('q')],
      [0, vehicle('v', 'o')],
    ])
    const before = await tablesOf(schema)
    for (const as of ['p', '', 'two words'])
      await expect(store.erase('p', as)).rejects.toMatchObject({ code: 'invalid', issues: [{ path: ['as'] }] })
    for (const as of ['q', 'o'])
      for (const again of [false, true])
        await expect(store.erase('p', as, { again })).rejects.toMatchObject({ code: 'in-use' })
    await expect(store.erase('"', 'z')).rejects.toMatchObject({ code: 'invalid', issues: [{ path: ['id'] }] })
    await expect(store.erase('p', 'q')).rejects.not.toThrow(/[pq]$/)
    expect(await tablesOf(schema)).toEqual(before)
  })

  const AGAIN = { again: true } as const
  const transfer = (what: string, id: string): StoreCommand => ({
    type: 'transferVehicle',
    vehicle: what,
    to: { kind: 'individual', id },
  })
  /** What a request that was late can name somebody by, who was erased as a driver and as an owner, or as one of the two. */
  const LATE: Readonly<Record<string, StoreCommand>> = {
    enrolVehicle: vehicle('late', 'p'),
    transferVehicle: transfer('v3', 'p'),
    enrolDriver: driver('p'),
    'bind (refused)': bind('p', 'v1'),
  }
  test.each(
    Object.keys(LATE).flatMap((late) => [
      [late, 'a driver', [driver('p')]] as const,
      [late, 'an owner', [vehicle('own', 'p')]] as const,
      [late, 'a driver who owns and binds', [driver('p'), vehicle('own', 'p'), bind('p', 'v3')]] as const,
    ]),
  )('a late %s that names %s comes to the same id, and nothing is left', async (late, _, before) => {
    const { schema, store } = await played([
      [0, vehicle('v1', 'o')],
      [0, vehicle('v3', 'o')],
      ...before.map((command) => [0, command] as const),
    ])
    await store.erase('p', ERASED)
    await store.execute(LATE[late] as StoreCommand, { key: 'late' })
    expect(await store.erase('p', ERASED, AGAIN)).toBeGreaterThan(0)
    const left = [...Object.values(await tablesOf(schema)).flat(), ...(await keysOf(schema)).flat()]
    expect(left.filter((text) => text.includes('"p"') || text.includes('%22p%22'))).toEqual([])
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
    expect(await store.erase('p', ERASED)).toBe(0)
    expect(await store.erase('p', ERASED, AGAIN)).toBe(0)
    expect(await store.execute(vehicle('next', ERASED))).toMatchObject({ status: 'accepted' })
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })

  test('an id that stands for somebody is given to nobody else, unless the caller says that it is theirs', async () => {
    const { schema, store } = await played([
      [0, driver('p')],
      [0, vehicle('v', 'q')],
    ])
    await store.erase('p', ERASED)
    const before = await tablesOf(schema)
    await expect(store.erase('q', ERASED)).rejects.toMatchObject({ code: 'in-use' })
    expect(await tablesOf(schema)).toEqual(before)
    await store.execute(vehicle('late', 'p'))
    await expect(store.erase('p', ERASED)).rejects.toMatchObject({ code: 'in-use' })
    await db.run(`DELETE FROM ${schema}.parties WHERE id = 'p'`)
    await expect(store.erase('p', ERASED)).rejects.toMatchObject({ code: 'in-use' })
    for (const again of [1, 'yes', null])
      await expect(store.erase('p', ERASED, { again: again as never })).rejects.toThrow(TypeError)
    expect(await store.erase('p', ERASED, AGAIN)).toBe(3)
    const parties = await db.rows(`SELECT id, erased FROM ${schema}.parties ORDER BY id`)
    expect(parties).toEqual([
      { id: ERASED, erased: true },
      { id: 'q', erased: false },
    ])
  })

  test.each<readonly [because: string, before: readonly StoreCommand[], late: readonly StoreCommand[]]>([
    ['kinds', [driver('p')], [{ ...vehicle('late', 'p'), owner: { kind: 'unit', id: 'p' } } as StoreCommand]],
    ['two-drivers', [driver('p')], [driver('p'), bind('p', 'v3')]],
    ['same-owner', [vehicle('own', 'p')], [transfer('own', 'p')]],
    ['same-owner', [vehicle('own', 'p')], [driver('p'), transfer('own', 'p')]],
    ['own-vehicle', [vehicle('own', 'p')], [driver('p'), bind('p', 'own')]],
    ['own-vehicle', [driver('p')], [vehicle('late', 'p'), bind(ERASED, 'late')]],
    [
      'own-vehicle',
      [vehicle('own', 'p')],
      [
        driver('p'),
        { ...violation('x', 'own'), occurredAt: START } as StoreCommand,
        { ...handle('p', 'x'), channel: 'window', offenderPresent: true } as StoreCommand,
      ],
    ],
    ['own-vehicle', [vehicle('own', 'p')], [driver('p'), bind('p', 'own'), release('p', 'own'), transfer('own', 'o')]],
  ])('what one person cannot have done is told as %s, and changes nothing', async (because, before, late) => {
    const all = [vehicle('v3', 'o'), ...before].map((each) => [0, each] as const)
    const { schema, store } = await played(all, cn)
    await store.erase('p', ERASED)
    for (const [index, command] of late.entries())
      expect(await store.execute(command, { key: `late-${index}` })).toMatchObject({ status: 'accepted' })
    const [tables, keys] = [await tablesOf(schema), await keysOf(schema)]
    await expect(store.erase('p', ERASED, AGAIN)).rejects.toMatchObject({ code: 'not-one', because })
    await expect(store.erase('p', ERASED, AGAIN)).rejects.not.toThrow(/\bp\b|4711/)
    expect([await tablesOf(schema), await keysOf(schema)]).toEqual([tables, keys])
    // The way out: they stay two, and neither is called as they are.
    await store.erase('p', 'erased-4712')
    expect(
      Object.values(await tablesOf(schema))
        .flat()
        .filter((text) => text.includes('"p"')),
    ).toEqual([])
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })

  test.each(['own-violations', 'times'])('of the vehicles in the name of either: %s', async (because) => {
    let now = Date.parse('2025-03-03T09:00:00+08:00')
    const store = await db.store({ rules: cn, now: () => now, maxClockStep: 0 })
    const at = { occurredAt: '2025-03-02T09:00:00+08:00' }
    const recorded = (id: string, what: string) => ({ ...violation(id, what), ...at }) as StoreCommand
    const does = async (...commands: StoreCommand[]) => {
      for (const command of commands) expect(await store.execute(command)).toMatchObject({ status: 'accepted' })
    }
    await does(vehicle('own', 'p'), vehicle('v3', 'o'), recorded('x', 'own'))
    await store.erase('p', ERASED)
    if (because === 'times') {
      now -= DAY
      await does(vehicle('late', 'p'))
    } else {
      const seen = { channel: 'window', offenderPresent: true } as const
      await does(driver('p'), recorded('y', 'v3'), { ...handle('p', 'y'), ...seen } as StoreCommand)
      await does({ type: 'deductByStudy', driver: 'p', way: 'online' })
    }
    await expect(store.erase('p', ERASED, AGAIN)).rejects.toMatchObject({ code: 'not-one', because })
    await store.erase('p', 'erased-4712')
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })

  test.each([
    ['before the other is named it hinders nothing', true],
    ['since both are named they stay two: what it was about would be more', false],
  ])('of whom a correction tells: %s', async (_, isBefore) => {
    let now = Date.parse('2025-03-03T09:00:00+08:00')
    const store = await db.store({ rules: cn, now: () => now++ })
    const does = async (command: object) => {
      const outcome = await store.execute(command as StoreCommand)
      if (outcome.status !== 'accepted') throw new Error(JSON.stringify(outcome))
      return outcome.event.position
    }
    for (const command of [
      driver('p'),
      vehicle('v3', 'o'),
      { ...violation('y', 'v3'), occurredAt: '2025-03-02T09:00:00+08:00' },
      { ...handle('p', 'y'), channel: 'window', offenderPresent: true },
    ])
      await does(command)
    await store.erase('p', ERASED)
    if (!isBefore) await does(vehicle('late', 'p'))
    const study = await does({ type: 'deductByStudy', driver: ERASED, way: 'online' })
    expect(await store.correct({ changes: [{ omit: study }], ground: 'of another' })).toMatchObject({
      status: 'accepted',
    })
    if (isBefore) await does(vehicle('late', 'p'))
    const again = store.erase('p', ERASED, AGAIN)
    if (isBefore) expect(await again).toBeGreaterThan(0)
    else await expect(again).rejects.toMatchObject({ code: 'not-one', because: 'corrected' })
    await store.erase('p', 'erased-4712')
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })

  test('what ended before the other began is one person’s: a vehicle that was bound and is bought, owned, sold and bound', async () => {
    const { schema, store } = await played([
      [0, vehicle('v3', 'o')],
      [0, vehicle('own', 'p')],
      [0, driver('p')],
      [0, bind('p', 'v3')],
    ])
    await store.erase('p', ERASED)
    await store.execute(transfer('v3', 'p'))
    await store.execute(transfer('own', 'o'))
    await store.execute(bind(ERASED, 'own'))
    expect(await store.erase('p', ERASED, AGAIN)).toBeGreaterThan(0)
    expect(
      Object.values(await tablesOf(schema))
        .flat()
        .filter((text) => text.includes('"p"')),
    ).toEqual([])
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })

  test.each(['as-reported', 'cn', 'reformed'] as const)(
    'under %s somebody who is erased in the middle of a random history, and again in the end, is one person whose history is lawful, or it is told why not',
    async (law) => {
      const rules = lawFor(law)
      const [id] = DRIVERS as readonly string[]
      for (const history of fc.sample(histories(law), WHOLE ? 6 : 1)) {
        let now = START
        const { schema, ...store } = await db.store({ rules, now: () => now, maxClockStep: 0 })
        for (const [index, command] of history.entries()) {
          if (index === Math.floor(history.length / 2)) await store.erase(id as string, ERASED)
          const at = Date.parse(String(command.at))
          if (!Number.isFinite(at)) continue
          now = at
          await store.execute(renamed(command, (each) => each))
        }
        const before = await tablesOf(schema)
        const told = await store.erase(id as string, ERASED, AGAIN).catch((error: { code: string }) => error.code)
        if (typeof told === 'string') {
          expect(told).toBe('not-one')
          expect(await tablesOf(schema)).toEqual(before)
        } else expect(await store.erase(id as string, ERASED)).toBe(0)
        expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
      }
    },
  )
})
