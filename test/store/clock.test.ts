/** A host whose clock is days off neither backdates a binding nor shuts a person out: it is compared with the database's, in the trip that is made anyway. */
import { describe, expect, test } from 'vitest'
import { asReported } from '../../src/law/index.ts'
import { postgresStore, type Query } from '../../src/postgres/index.ts'
import { type FoundRows, type LostRace, type StoreAdapter, storeOn } from '../../src/store/index.ts'
import { bind, enrolDriver, enrolVehicle } from './commands.ts'
import { memoryAdapter } from './memory.ts'
import { databaseFor } from './pglite.ts'

const db = databaseFor(10)
const DAY = 86_400_000

describe('the clock of a host', () => {
  test('five days behind or a year ahead stamps nothing, though driver and vehicle are both of the past; one that is right goes on', async () => {
    let trips = 0
    const counted: Query = (text, params) => {
      trips++
      return db.query(text, params)
    }
    const right = await db.store({ rules: asReported })
    const { schema } = right
    const host = (off: number) =>
      postgresStore({ query: counted, schema, rules: asReported, now: () => Date.now() + off, maxClockSkew: 60_000 })
    const [, , enrolled] = await right.executeMany([enrolDriver('d'), enrolVehicle('v', 'o'), enrolDriver('m')])
    const omit = enrolled?.status === 'accepted' ? enrolled.event.position : ''
    const correction = { changes: [{ omit }], ground: 'entered by mistake' }
    const sold = { type: 'transferVehicle', vehicle: 'v', to: { kind: 'individual', id: 'p' } } as const
    const insert = { ...sold, at: new Date(Date.now() + 8 * 3_600_000).toISOString().replace('Z', '+08:00') }
    for (const [off, words] of [
      [-5 * DAY, 'behind'],
      [365 * DAY, 'ahead of'],
      [70_000, 'ahead of'],
      [-70_000, 'behind'],
    ] as const) {
      for (const call of [
        () => host(off).execute(bind('d', 'v')),
        () => host(off).bindingFacts({ driver: 'd', vehicle: 'v', channel: 'app' }),
        () => host(off).openViolationsFor('d'),
        () => host(off).remainingBindings('d'),
        () => host(off).correct(correction),
        () => host(off).correct({ ...correction, changes: [{ insert }] }, { key: 'i' }),
      ]) {
        const error: unknown = await call().catch((thrown: unknown) => thrown)
        expect(error).toMatchObject({ code: 'bad-clock', message: expect.stringContaining(words) })
        expect(Math.abs(Number((error as { skew: number }).skew) - off)).toBeLessThan(60_000)
      }
    }
    expect((await right.events()).events).toHaveLength(3)
    trips = 0
    expect(await host(30_000).execute(bind('d', 'v'))).toMatchObject({ status: 'accepted' })
    expect(trips).toBe(2)
    // What was answered is answered again whatever the clock: nothing is stamped.
    await right.execute(enrolDriver('e'), { key: 'k' })
    expect(await host(-5 * DAY).execute(enrolDriver('e'), { key: 'k' })).toMatchObject({ repeated: true })
    expect(await right.correct(correction, { key: 'c' })).toMatchObject({ status: 'accepted' })
    expect(await host(-5 * DAY).correct(correction, { key: 'c' })).toMatchObject({ repeated: true })
    expect((await host(-5 * DAY).verify()).ok).toBe(true)
  })

  test('is compared unless a `now` is given, and then only if it is asked for', async () => {
    const { schema } = await db.store({ rules: asReported })
    // A database whose clock is a year ahead of the host's.
    const ahead: Query = async (text, params) => ({
      rows: (await db.query(text, params)).rows.map((row) => {
        const { kind, contents } = row as { kind?: unknown; contents?: unknown }
        return kind === 'now' ? { ...(row as object), contents: String(Number(contents) + 365 * DAY) } : row
      }),
    })
    const on = { query: ahead, schema, rules: asReported }
    await expect(postgresStore(on).execute(enrolDriver('d'))).rejects.toMatchObject({ code: 'bad-clock' })
    const own = postgresStore({ ...on, now: () => Date.parse('2018-09-10T09:00:00+08:00') })
    expect(await own.execute(enrolDriver('d'))).toMatchObject({ status: 'accepted' })
    expect(() => postgresStore({ ...on, maxClockSkew: -1 })).toThrow(RangeError)
    expect(() => postgresStore({ ...on, maxClockSkew: null as never })).toThrow(RangeError)
    expect(() => postgresStore({ ...on, maxClockSkew: '1' as never })).toThrow('store(maxClockSkew)')
  })

  test('a trip that took long is no fault of the clock; an adapter that tells no time is believed', async () => {
    let time = Date.parse('2018-09-10T09:00:00+08:00')
    const memory = memoryAdapter()
    const slow = (now?: number): StoreAdapter => ({
      ...memory,
      load: async (wanted): Promise<FoundRows | LostRace> => {
        const found = await memory.load(wanted)
        time += 600_000
        return now === undefined ? found : { ...found, now: time - now }
      },
    })
    const store = (now?: number) => storeOn(slow(now), { rules: asReported, now: () => time, maxClockSkew: 60_000 })
    expect(await store().execute(enrolDriver('a'))).toMatchObject({ status: 'accepted' })
    expect(await store(0).execute(enrolDriver('b'))).toMatchObject({ status: 'accepted' })
    expect(await store(660_000).execute(enrolDriver('c'))).toMatchObject({ status: 'accepted' })
    await expect(store(660_001).execute(enrolDriver('d'))).rejects.toMatchObject({ code: 'bad-clock', skew: 60_001 })
    await expect(store(-60_001).execute(enrolDriver('d'))).rejects.toMatchObject({ code: 'bad-clock', skew: -60_001 })
  })
})
