/** One person, one id: ids of a store are read the same way wherever they come in. */
import { describe, expect, test } from 'vitest'
import {
  type Command,
  correct,
  eventsOf,
  executeAll,
  type HistoryChange,
  openRegistry,
  parseDriverId,
  parseLicenceNumber,
  parsePlate,
} from '../../src/index.ts'
import { asReported } from '../../src/law/index.ts'
import { postgresStore } from '../../src/postgres/index.ts'
import { storeOn } from '../../src/store/index.ts'
import { bind, enrolDriver, enrolVehicle } from './commands.ts'
import { recordsIn } from './corrected.ts'
import { memoryAdapter } from './memory.ts'
import { databaseFor } from './pglite.ts'

const db = databaseFor(10)
const START = Date.parse('2018-09-10T09:00:00+08:00')
const now = () => START
const [CAPITAL, SMALL] = ['11010519491231002X', '11010519491231002x']
const OTHER = '110101199003070038'
const UNIT = 'unit-1'
const ids = { driver: parseLicenceNumber, vehicle: parsePlate }
const open = () => db.store({ rules: asReported, now, ids })
const occurred = { occurredAt: START - 1000, fine: 20_000, points: 3, recordedBy: 'monitoring' } as const

describe('ids of a store', () => {
  test('two writings of a person, or of a plate, are one, in commands, queries and erase', async () => {
    const store = await open()
    const outcomes = await store.executeMany([
      enrolDriver(SMALL),
      enrolDriver(CAPITAL),
      enrolVehicle('京b·12345', OTHER),
      enrolVehicle('京B12345', OTHER),
      bind(SMALL, '京B 12345'),
      bind(CAPITAL, '京B12345'),
      enrolVehicle('京A12345', SMALL),
      bind(CAPITAL, '京A12345'),
      { type: 'recordViolation', id: 'x1', vehicle: '京b12345', ...occurred },
    ])
    expect(outcomes.map((each) => (each.status === 'refused' ? each.code : each.status))).toEqual([
      'accepted',
      'driver-exists',
      'accepted',
      'vehicle-exists',
      'accepted',
      'already-bound',
      'accepted',
      'own-vehicle',
      'accepted',
    ])
    expect(outcomes[4]).toMatchObject({ event: { driver: CAPITAL, vehicle: '京B12345' } })
    expect(await store.openViolationsFor(SMALL, { vehicles: ['京b·12345'] })).toMatchObject([{ violation: 'x1' }])
    expect(await store.remainingBindings(SMALL)).toEqual(await store.remainingBindings(CAPITAL))
    expect(await store.bindingFacts({ driver: SMALL, vehicle: '京b12345', channel: 'app' })).toMatchObject({
      driver: CAPITAL,
      vehicle: '京B12345',
      pairBound: true,
    })
    expect((await store.historyOf({ driver: SMALL })).events).toHaveLength(2)
    expect((await store.historyOf({ vehicle: '京b12345' })).events).toHaveLength(3)
    expect(await store.outcomeOf(bind(SMALL, '京b12345'), 'k')).toBeUndefined()
    expect(await store.verify()).toMatchObject({ ok: true })
    expect(await store.erase(SMALL, 'erased-1')).toBeGreaterThan(0)
    expect((await store.historyOf({ vehicle: '京B12345' })).events).toMatchObject([{}, { driver: 'erased-1' }, {}])
    // A pseudonym is nobody's number, and is not expected to be one.
    expect(await store.verify()).toMatchObject({ ok: true })
  })

  test('what its parser refuses is an issue at its place, and a kind without a parser is taken as it comes', async () => {
    const store = await open()
    expect(await store.execute(enrolDriver('d1'))).toMatchObject({ status: 'invalid', issues: [{ path: ['id'] }] })
    expect(await store.execute(enrolVehicle('京A12345', 'o'))).toMatchObject({
      status: 'invalid',
      issues: [{ path: ['owner', 'id'] }],
    })
    const ofUnit = { ...enrolVehicle('京A12345', UNIT), owner: { kind: 'unit', id: UNIT } } as const
    expect(await store.execute(ofUnit as never)).toMatchObject({ status: 'accepted' })
    await expect(store.historyOf({ driver: 'd1' })).rejects.toMatchObject({
      code: 'invalid',
      issues: [{ path: ['driver'] }],
    })
    await expect(store.openViolationsFor(SMALL, { vehicles: ['v1'] })).rejects.toMatchObject({
      issues: [{ path: ['vehicles', 0] }],
    })
    expect(await store.erase(UNIT, 'erased-2')).toBeGreaterThan(0)
  })

  test('verify names rows that are written otherwise', async () => {
    const store = await db.store({ rules: asReported, now })
    await store.executeMany([
      enrolDriver(SMALL),
      enrolDriver('d1'),
      enrolDriver(OTHER),
      enrolVehicle('京b12345', OTHER),
    ])
    expect(await store.verify()).toMatchObject({ ok: true })
    const { ok, differences } = await postgresStore({
      query: db.query,
      schema: store.schema,
      rules: asReported,
      now,
      ids,
    }).verify()
    expect(ok).toBe(false)
    expect(differences).toEqual([
      { table: 'parties', id: SMALL, field: 'id', expected: CAPITAL, found: SMALL },
      { table: 'parties', id: 'd1', field: 'id', expected: null, found: 'd1' },
      { table: 'vehicles', id: '京b12345', field: 'id', expected: '京B12345', found: '京b12345' },
    ])
  })

  test('an import is written so too, can be stopped and goes on; where two ids are one now it says at which event', async () => {
    const at = '2018-09-09T09:00:00+08:00'
    const log = (commands: readonly object[]) =>
      eventsOf(executeAll(openRegistry(asReported), commands.map((each) => ({ ...each, at })) as Command[]).registry)
    const past = log([enrolDriver(SMALL), enrolVehicle('京b12345', OTHER), bind(SMALL, '京b12345')])
    const store = await open()
    await store.importLog(past)
    await store.importLog(past)
    expect((await store.events()).events).toMatchObject([{ id: CAPITAL }, { id: '京B12345' }, { driver: CAPITAL }])
    expect(await store.verify()).toMatchObject({ ok: true })
    await expect((await open()).importLog(log([enrolDriver(SMALL), enrolDriver(CAPITAL)]))).rejects.toMatchObject({
      code: 'not-reproduced',
      issues: [{ path: [1], received: expect.stringContaining('driver-exists') }],
    })
    await expect((await open()).importLog(log([enrolDriver('d1')]))).rejects.toMatchObject({
      code: 'not-reproduced',
      issues: [{ path: [0, 'id'] }],
    })
  })

  test('an import with corrections is the one that was written so from the beginning', async () => {
    const at = (hour: number) => `2018-09-09T0${hour}:00:00+08:00`
    const log = (driver: string, plate: string, wrong: string) => {
      const record = { type: 'recordViolation', id: 'x1', vehicle: wrong, ...occurred, occurredAt: at(1) } as const
      const said = [enrolDriver(driver), enrolVehicle(wrong, OTHER), bind(driver, wrong), record]
      const commands = said.map((each) => ({ ...each, at: at(1) })) as Command[]
      const changes: readonly HistoryChange[] = [
        { rename: 'vehicle', from: wrong, to: plate },
        { omit: 4, instead: { ...record, points: 1 } },
        { insert: { type: 'release', driver, vehicle: wrong, by: 'driver', at: at(2) } },
      ]
      const first = correct(executeAll(openRegistry(asReported), commands).registry, {
        changes,
        ground: 'mistyped',
        at: at(3),
      })
      expect(first.status).toBe('accepted')
      return eventsOf(first.registry)
    }
    const past = log(SMALL, '京b54321', '京b12345')
    const store = await open()
    await store.importLog(past)
    await store.importLog(past)
    const plain = await db.store({ rules: asReported, now })
    await plain.importLog(log(CAPITAL, '京B54321', '京B12345'))
    const said = async ({ events }: typeof plain) =>
      (await events()).events.map((event) => JSON.stringify(event).replaceAll(/"\d+-(\d+)"/g, '$1'))
    expect(await said(store)).toEqual(await said(plain))
    expect(await recordsIn(db, store.schema)).toEqual(await recordsIn(db, plain.schema))
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })

  test('an import of a correction that told two writings apart says at which change they are one now', async () => {
    const at = '2018-09-09T09:00:00+08:00'
    const { registry } = executeAll(openRegistry(asReported), [{ ...enrolDriver(SMALL), at } as Command])
    const changes = [{ rename: 'driver', from: SMALL, to: CAPITAL }] as const
    const past = eventsOf(correct(registry, { changes, ground: 'mistyped', at }).registry)
    await expect((await open()).importLog(past)).rejects.toMatchObject({
      code: 'not-reproduced',
      issues: [{ path: [1, 'changes', 0], received: '"on-record"' }],
    })
    await (await db.store({ rules: asReported, now })).importLog(past)
  })

  test('of any database it is the same; what is no parser is told when the store is opened', async () => {
    const store = storeOn(memoryAdapter(), { rules: asReported, now, ids: { ...ids, unit: parseDriverId } })
    expect(await store.execute(enrolDriver(SMALL))).toMatchObject({ event: { id: CAPITAL } })
    expect(await store.remainingBindings(SMALL)).toHaveLength(1)
    expect(() => storeOn(memoryAdapter(), { rules: asReported, ids: { driver: 'id' } as never })).toThrow(
      'store(ids.driver)',
    )
    expect(() => storeOn(memoryAdapter(), { rules: asReported, ids: { person: parseDriverId } as never })).toThrow(
      TypeError,
    )
  })
})
