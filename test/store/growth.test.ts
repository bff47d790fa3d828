/** How the work of a batch grows: twice the commands, twice the work. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Command, eventsOf, executeAll, openRegistry } from '../../src/index.ts'
import { asReported } from '../../src/law/index.ts'
import { postgresStore, type Query, type StoreCommand } from '../../src/postgres/index.ts'
import { type Database, database } from './pglite.ts'

let db: Database
beforeAll(async () => {
  db = await database()
})
afterAll(() => db.close())

const START = Date.parse('2018-09-10T09:00:00+08:00')
const licence = { states: [], classes: ['C1'], firstIssuedOn: '2012-04-01' } as const
const owner = { kind: 'unit', id: 'u' } as const
/** Three commands each. */
const first = (pairs: number): readonly StoreCommand[] =>
  Array.from({ length: pairs }, (_, index): readonly StoreCommand[] => [
    { type: 'enrolDriver', id: `d${index}`, licence },
    { type: 'enrolVehicle', id: `v${index}`, owner, plateType: '02', operating: false },
    { type: 'bind', driver: `d${index}`, vehicle: `v${index}`, channel: 'app', identityVerified: true },
  ]).flat()
/** Characters of JSON that were written, and items that were sorted, for so many fines of one driver: recorded, handled and paid. */
async function madeOf(fines: number) {
  const store = await db.store({ rules: asReported, now: () => START })
  const each = <C>(command: (violation: string) => C) =>
    Array.from({ length: fines }, (_, index) => command(`x${index}`))
  const owned = { type: 'enrolVehicle', id: 'v', owner: { kind: 'individual', id: 'd' }, plateType: '02' } as const
  const recorded = { vehicle: 'v', occurredAt: START, fine: 20_000, points: 0, recordedBy: 'monitoring' } as const
  const handled = { driver: 'd', channel: 'app', identityVerified: true } as const
  const batches: readonly (readonly StoreCommand[])[] = [
    [
      { type: 'enrolDriver', id: 'd', licence },
      { ...owned, operating: false },
    ],
    each((id) => ({ type: 'recordViolation', id, ...recorded })),
    each((violation) => ({ type: 'handle', violation, ...handled })),
    each((violation) => ({ type: 'payFine', violation })),
  ]
  const made = { json: 0, sorted: 0 }
  const { stringify } = JSON
  vi.spyOn(JSON, 'stringify').mockImplementation(((...args: Parameters<typeof stringify>) => {
    const text = stringify(...args)
    made.json += text?.length ?? 0
    return text
  }) as typeof stringify)
  const { sort } = Array.prototype
  vi.spyOn(Array.prototype, 'sort').mockImplementation(function (this: unknown[], ...args) {
    made.sorted += this.length
    return sort.apply(this, args)
  })
  try {
    for (const batch of batches) {
      const outcomes = await store.executeMany(batch)
      expect(outcomes.every(({ status }) => status === 'accepted')).toBe(true)
    }
  } finally {
    vi.restoreAllMocks()
  }
  expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  return made
}

test('executeMany: for twice as many commands about one driver twice as much JSON is written, and as many items are sorted', async () => {
  const [few, many] = [await madeOf(100), await madeOf(200)]
  // A record, an event and a fine for each command, and no record for each of the others.
  expect(few.json).toBeGreaterThan(100_000)
  expect(many.json).toBeLessThanOrEqual(few.json * 2.1)
  expect(few.sorted).toBeGreaterThan(100)
  expect(many.sorted).toBeLessThanOrEqual(few.sorted * 2.5)
})

/** A log of so many events. */
function log(pairs: number, reorder: <C>(commands: readonly C[]) => readonly C[] = (commands) => commands) {
  const commands = reorder(first(pairs)).map((command) => ({ ...command, at: START }) as Command)
  return eventsOf(executeAll(openRegistry(asReported), commands).registry)
}

test('importLog: a statement writes a thousand events at most, however long the log is', async () => {
  const sent = async (pairs: number) => {
    const { schema } = await db.store({ rules: asReported })
    const lengths: number[] = []
    const query: Query = async (text, params) => {
      lengths.push(...params.map((param) => param.length))
      return db.query(text, params)
    }
    await postgresStore({ query, rules: asReported, schema }).importLog(log(pairs))
    return { most: Math.max(...lengths), all: lengths.reduce((sum, length) => sum + length, 0) }
  }
  const [few, many] = [await sent(400), await sent(800)]
  expect(many.most).toBeLessThanOrEqual(few.most * 1.02)
  expect(many.all).toBeLessThanOrEqual(few.all * 2.1)
})

test('importLog that was stopped goes on with the same log, and takes no other about the same', async () => {
  const { schema, ...store } = await db.store({ rules: asReported, now: () => START })
  const events = log(700)
  let saves = 0
  const stopping = postgresStore({
    rules: asReported,
    schema,
    query: async (text, params) => {
      if (text.includes('.save(') && ++saves === 2) throw new Error('stopped')
      return db.query(text, params)
    },
  })
  await expect(stopping.importLog(events)).rejects.toThrow('stopped')
  const count = async () => (await db.rows(`SELECT count(*)::int AS n FROM ${schema}.events`))[0]?.n
  expect(await count()).toBe(1_000)
  await expect(store.importLog(events.slice(0, 899))).rejects.toMatchObject({ code: 'not-empty', position: '900' })
  // Another log about the same, in another order.
  const swapped = store.importLog(
    log(700, ([one, two, three, four, ...rest]) => [one, four, two, three, ...rest] as never),
  )
  await expect(swapped).rejects.toMatchObject({ code: 'not-empty', position: '2' })
  await expect(swapped).rejects.toThrow('at position 2')
  await store.importLog(events)
  expect(await count()).toBe(2_100)
  await store.importLog(events)
  expect(await count()).toBe(2_100)
  expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
})

test('importLog judges a piece early while the one before is written, and again where it rests on that', async () => {
  const { schema, ...store } = await db.store({ rules: asReported, now: () => START })
  let saves = 0
  let looked = () => {}
  const slow = postgresStore({
    rules: asReported,
    schema,
    query: async (text, params) => {
      // The second waits until what comes next was looked up.
      if (text.includes('.save(') && ++saves === 2) await new Promise<void>((done) => (looked = done))
      const answer = await db.query(text, params)
      looked()
      return answer
    },
  })
  // Two changes of the same licences: the third piece can be judged before the second is written, and replaces rows that move meanwhile.
  const changes = ['C2', 'C3'].flatMap((each) =>
    Array.from({ length: 200 }, (_, index) => {
      return { type: 'changeLicence', driver: `d${index}`, licence: { states: [], classes: [each] } } as never
    }),
  )
  await slow.importLog(log(600, (commands) => [...commands, ...changes]))
  expect(saves).toBe(4)
  expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
})

test('importLog goes beside other rows, says how far it is, and refuses a log of which somebody is there already, whole', async () => {
  const { schema, ...store } = await db.store({ rules: asReported, now: () => START })
  const unit = { type: 'enrolVehicle', owner: { kind: 'unit', id: 'firm' }, plateType: '02', operating: false } as const
  await store.executeMany([
    { type: 'enrolDriver', id: 'other', licence },
    { ...unit, id: 'w1' },
  ])
  const progress: unknown[] = []
  const events = log(500, (commands) => [...commands, { ...unit, id: 'w2' } as never])
  await store.importLog(events, { onProgress: (done) => void progress.push(done) })
  expect(progress).toEqual([
    { judged: 1_501, written: 0, of: 1_501 },
    { judged: 1_501, written: 1_000, of: 1_501 },
    { judged: 1_501, written: 1_501, of: 1_501 },
  ])
  await store.execute({ type: 'enrolDriver', id: 'later', licence })
  await store.importLog(events)
  expect((await store.events({ limit: 5_000 })).events).toHaveLength(1_504)
  expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  const again = (command: object) =>
    store.importLog(eventsOf(executeAll(openRegistry(asReported), [{ ...command, at: START } as Command]).registry))
  for (const [command, position] of [
    [{ type: 'enrolDriver', id: 'other', licence: { ...licence, classes: ['C2'] } }, '1'],
    // A unit is no person, whoever comes first.
    [{ type: 'enrolDriver', id: 'firm', licence }, '2'],
    [{ ...unit, id: 'd1' }, undefined],
    [{ ...unit, id: 'w1', operating: true }, '2'],
    [{ ...unit, id: 'w3', owner: { kind: 'individual', id: 'later' } }, '1504'],
  ] as const) {
    const imported = again(command)
    if (position === undefined) await imported
    else await expect(imported).rejects.toMatchObject({ code: 'not-empty', position })
  }
  await expect(store.importLog([], { onProgress: 1 as never })).rejects.toThrow('importLog(options.onProgress)')
})
