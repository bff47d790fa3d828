/** The history of a driver, a vehicle or a violation, of a store as of a registry: by its indexes, by pages, and after an erasure. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Command,
  correct,
  eventsOf,
  executeAll,
  type HistoryOf,
  historyOf,
  openRegistry,
} from '../../src/index.ts'
import { cn } from '../../src/law/index.ts'
import type { StoredEvent } from '../../src/postgres/index.ts'
import { bodyOf } from '../../src/store/decide-commands.ts'
import { AT, EVERY } from '../support/every-command.ts'
import { type Database, database } from './pglite.ts'

let db: Database
beforeAll(async () => {
  db = await database()
})
afterAll(() => db.close())

const bind = { type: 'bind', channel: 'app', ownerConsent: 'qr', identityVerified: true, at: AT } as const
const licence = { states: [], classes: ['C1'], firstIssuedOn: '2016-05-05' } as const
/** Every command, then bindings that a transfer and a cancelled licence end, and a study of a driver who owns vehicles. */
const COMMANDS: readonly Command[] = [
  ...EVERY,
  ...['d3', 'd4'].map((id) => ({ type: 'enrolDriver', id, licence, at: AT }) as const),
  ...['v2', 'v3'].map(
    (id) =>
      ({
        type: 'enrolVehicle',
        id,
        owner: { kind: 'individual', id: id === 'v2' ? 'o1' : 'd4' },
        plateType: '02',
        operating: false,
        at: AT,
      }) as const,
  ),
  { ...bind, driver: 'd3', vehicle: 'v2' },
  { ...bind, driver: 'd4', vehicle: 'v2' },
  { type: 'changeLicence', driver: 'd3', licence: { states: ['cancelled'], classes: ['C1'] }, at: AT },
  {
    type: 'recordViolation',
    id: 'x3',
    vehicle: 'v3',
    occurredAt: AT,
    fine: 0,
    points: 1,
    recordedBy: 'monitoring',
    at: AT,
  },
  {
    type: 'handle',
    violation: 'x3',
    driver: 'd4',
    channel: 'window',
    offenderPresent: true,
    identityVerified: true,
    at: AT,
  },
  { type: 'deductByStudy', driver: 'd4', way: 'online', at: AT },
  { type: 'transferVehicle', vehicle: 'v2', to: { kind: 'individual', id: 'd3' }, at: AT },
]
const { registry } = executeAll(openRegistry(cn), COMMANDS)
const OF: readonly HistoryOf[] = [
  ...['d1', 'd2', 'd3', 'd4'].map((driver) => ({ driver })),
  ...['v1', 'v2', 'v3'].map((vehicle) => ({ vehicle })),
  ...['x1', 'x2', 'x3'].map((violation) => ({ violation })),
  { corrected: true },
  { driver: 'nobody' },
]

async function filled(of: readonly Command[] = COMMANDS) {
  const store = await db.store({ rules: cn, now: () => Date.parse(AT) })
  const commands = of.map(({ at: _, ...command }) => command)
  for (const { status } of await store.executeMany(commands as never)) expect(status).toBe('accepted')
  const pages = async (of: HistoryOf, limit: number) => {
    const all: StoredEvent[] = []
    for (let after = '0-0'; ; ) {
      const { events, next } = await store.historyOf(of, { after, limit })
      all.push(...events)
      if (events.length < limit) return all
      after = next
    }
  }
  return { ...store, pages }
}
const withoutPlace = ({ position: _, ...body }: StoredEvent) => body

describe('the history of a store', () => {
  test('is that of a registry of the same commands, whatever the page', async () => {
    const store = await filled()
    for (const of of OF) {
      const expected = historyOf(registry, of).events.map(bodyOf)
      expect((await store.pages(of, 2)).map(withoutPlace)).toEqual(expected)
      expect((await store.historyOf(of)).events.map(withoutPlace)).toEqual(expected)
    }
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })

  test('of a log with a correction is that of the log, and an import that was stopped goes on', async () => {
    const changes = [{ rename: 'driver', from: 'd1', to: 'd9' }] as const
    const corrected = correct(registry, { changes, ground: 'mistyped', at: AT })
    const log = eventsOf(corrected.registry)
    const store = await db.store({ rules: cn })
    await store.importLog(log)
    for (const of of [...OF, { driver: 'd9' }]) {
      const types = (events: readonly { readonly type: string }[]) => events.map(({ type }) => type)
      expect(types((await store.historyOf(of)).events)).toEqual(types(historyOf(corrected.registry, of).events))
    }
    await store.importLog(log)
    await expect(store.importLog(log.slice(0, 3))).rejects.toMatchObject({ code: 'not-empty' })
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })

  test('names the other id after an erasure, in every list of an event too, and verify() finds nothing', async () => {
    const store = await filled()
    for (const [id, as] of [
      ['d4', 'e4'],
      ['o1', 'e1'],
    ] as const)
      expect(await store.erase(id, as)).toBeGreaterThan(0)
    const { events } = await store.events({ limit: 1_000 })
    expect(JSON.stringify(events)).not.toMatch(/"(d4|o1)"/)
    const renamed = JSON.parse(JSON.stringify(events).replaceAll('"e4"', '"d4"').replaceAll('"e1"', '"o1"'))
    expect(renamed.map(withoutPlace)).toEqual(
      historyOf(registry, { driver: 'nobody' })
        .events.concat(
          executeAll(openRegistry(cn), COMMANDS).outcomes.flatMap((each) =>
            each.status === 'accepted' ? [each.event] : [],
          ),
        )
        .map(bodyOf),
    )
    const transfers = (await store.historyOf({ driver: 'e4' })).events.filter(
      ({ type }) => type === 'vehicle-transferred',
    )
    expect(transfers).toHaveLength(1)
    expect((await store.historyOf({ driver: 'd4' })).events).toEqual([])
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })

  test('of two ids that come to be one names the vehicles of both where points were taken off by study', async () => {
    const study = COMMANDS.findLastIndex(({ type }) => type === 'deductByStudy')
    const store = await filled(COMMANDS.slice(0, study))
    await store.erase('d4', 'e4')
    const vehicle = { type: 'enrolVehicle', owner: { kind: 'individual', id: 'd4' }, plateType: '02', operating: false }
    // As by a command that was under way.
    expect((await store.execute({ ...vehicle, id: 'v4' } as never)).status).toBe('accepted')
    expect(await store.execute({ type: 'deductByStudy', driver: 'e4', way: 'online' })).toMatchObject({
      status: 'accepted',
      event: { taken: 1, vehicles: ['v3'] },
    })
    expect(await store.erase('d4', 'e4', { again: true })).toBeGreaterThan(0)
    const { events } = await store.historyOf({ vehicle: 'v4' })
    expect(events).toMatchObject([{ type: 'vehicle-enrolled' }, { type: 'points-deducted', vehicles: ['v3', 'v4'] }])
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })

  test.each([
    [{}, {}, 'driver'],
    [{ driver: 'd1', vehicle: 'v1' }, {}, 'vehicle'],
    [{ driver: 7 }, {}, 'driver'],
    [{ driver: 'd1' }, { after: 'x' }, 'after'],
    [{ driver: 'd1' }, { limit: 0 }, 'limit'],
    [{ driver: 'd1' }, { limit: 1.5 }, 'limit'],
  ])('of %j with %j is refused at %s', async (of, options, place) => {
    const store = await db.store({ rules: cn })
    await expect(store.historyOf(of as never, options as never)).rejects.toMatchObject({
      code: 'invalid',
      issues: [{ path: [place] }],
    })
  })
})
