/** A corrected store is the corrected registry: the same random histories with the same random corrections on both. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  CORRECTION_REFUSALS,
  type Command,
  correct,
  eventsOf,
  execute,
  type HistoryOf,
  openRegistry,
} from '../../src/index.ts'
import { cn } from '../../src/law/index.ts'
import type { RecordStore, StoreAdapter, StoreCommand, StoreOnOptions } from '../../src/store/index.ts'
import { storeOn } from '../../src/store/index.ts'
import { randomChange, randomFrom } from '../model/corrections.ts'
import { lawFor } from '../model/lock-step.ts'
import { histories } from '../model/play.ts'
import type { Law } from '../oracle/registry.ts'
import { WHOLE } from '../support/whole.ts'
import { factsIn, factsOf, inPositions, recordsIn, recordsOf, rowsIn, rowsOf } from './corrected.ts'
import { memoryAdapter } from './memory.ts'
import { databaseFor } from './pglite.ts'

const met = new Map<string, number>()
const count = (what: string) => met.set(what, (met.get(what) ?? 0) + 1)

interface Tried {
  readonly store: Pick<RecordStore, 'execute' | 'correct'>
  /** All records as JSON text. */
  readonly records: () => Promise<ReadonlyMap<string, string>>
}

/** Plays one history with corrections on both, and compares after each. */
async function sideBySide(
  open: (now: () => number) => Tried,
  rules: StoreOnOptions['rules'],
  history: readonly Command[],
  seed: number,
) {
  const random = randomFrom(seed)
  let now = 0
  const { store, records } = open(() => now)
  let registry = openRegistry(rules)
  const positions: string[] = []
  let latest = 0
  const pace = 4 + random(12)
  const compared = async () => {
    const found = await records()
    const expected = recordsOf(registry)
    for (const [key, text] of expected) expect(found.get(key), key).toBe(text)
    for (const [key, text] of found)
      if (!expected.has(key))
        expect([key, JSON.parse(text)]).toEqual([key, expect.objectContaining({ kind: 'individual', vehicles: [] })])
  }
  for (const [index, { at, ...command }] of history.entries()) {
    now = Date.parse(at as string)
    const inMemory = execute(registry, { ...command, at } as Command)
    const inStore = await store.execute(command as never)
    expect(inStore.status === 'refused' ? inStore.code : inStore.status).toBe(
      inMemory.status === 'refused' ? inMemory.code : inMemory.status,
    )
    if (inStore.status === 'accepted') positions.push(inStore.event.position)
    registry = inMemory.registry
    latest = Math.max(latest, now)
    if (index < 8 || random(pace) > 0) continue
    now = latest + (random(12) === 0 ? -random(90) * 86_400_000 : 1_000)
    const when = new Date(now + 8 * 3_600_000).toISOString().replace('Z', '+08:00')
    let changes = [randomChange(registry, when, random)]
    while (random(3) === 0) changes.push(randomChange(registry, when, random))
    for (let settled = false; ; settled = true) {
      const said = { ground: 'entered by mistake' }
      const expected = correct(registry, { ...said, changes, at: when })
      const outcome = await store.correct({ ...said, changes: changes.map((each) => inPositions(each, positions)) })
      if (expected.status === 'invalid') throw new Error(JSON.stringify(expected.issues))
      expect(outcome.status).toBe(expected.status)
      if (expected.status === 'refused' && outcome.status === 'refused') {
        count(expected.code)
        const { registry: _, conflicts, ...refusal } = expected
        const inPlaces = conflicts?.map(({ event, ...rest }) => ({ ...rest, event: event && positions[event - 1] }))
        expect(outcome).toEqual({ ...refusal, ...(conflicts && { conflicts: inPlaces }) })
        const follows = (conflicts ?? []).flatMap(({ event, change }) =>
          change === null && event !== null ? [{ omit: event }] : [],
        )
        if (settled || follows.length === 0) break
        changes = [...changes, ...follows]
        continue
      }
      if (expected.status !== 'accepted' || outcome.status !== 'accepted') throw new Error('unlike')
      count('accepted')
      registry = expected.registry
      latest = Math.max(latest, now)
      positions.push(outcome.event.position, ...outcome.entered.map(({ position }) => position))
      const { seq: _, chain: __, changes: ___, omitted, ...head } = expected.event
      expect(outcome.event).toMatchObject({ ...head, omitted: omitted.map((seq) => positions[seq - 1]) })
      const bodies = expected.entered.map(({ seq, chain, correction, place, ...body }) => ({
        ...body,
        position: positions[seq - 1],
        correction: positions[(correction as number) - 1],
        ...(place !== seq && { place: Number(positions[(place as number) - 1]?.replace(/^.*-/, '')) }),
      }))
      expect(outcome.entered).toEqual(bodies)
      await compared()
      break
    }
  }
  await compared()
  return { registry, positions }
}

test('a corrected store on any database is the corrected registry', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc
        .constantFrom<Law>('as-reported', 'cn', 'cn-2024-11-01')
        .chain((law) => histories(law).map((history) => ({ law, history }))),
      fc.integer(),
      async ({ law, history }, seed) => {
        const rules = lawFor(law)
        await sideBySide(
          (now) => {
            const memory = memoryAdapter()
            const records = async () =>
              new Map(
                [...memory.records].flatMap(([key, text]) => {
                  const { record } = JSON.parse(text)
                  return 'gone' in record ? [] : [[key, JSON.stringify(record)] as const]
                }),
              )
            return { store: storeOn(memory, { rules, now, maxClockStep: 0 }), records }
          },
          rules,
          history,
          seed,
        )
      },
    ),
    { numRuns: WHOLE ? 2_000 : 100, endOnFailure: true },
  )
  // That two who are merged both tell of before is too seldom for chance: `cases/office` has it by name.
  const codes = CORRECTION_REFUSALS.filter((code) => code !== 'history-left-out')
  for (const code of ['accepted', ...codes]) expect(met.get(code) ?? 0, code).toBeGreaterThan(0)
})

describe('a corrected store on PostgreSQL', () => {
  const db = databaseFor(8)
  test('is the corrected registry, and its rows are those that its events lead to', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<Law>('cn', 'as-reported').chain((law) => histories(law).map((history) => ({ law, history }))),
        fc.integer(),
        async ({ law, history }, seed) => {
          const rules = lawFor(law)
          let now = 0
          const store = await db.store({ rules, now: () => now, maxClockStep: 0 })
          const { registry, positions } = await sideBySide(
            (clock) => {
              const records = () => recordsIn(db, store.schema)
              const execute: typeof store.execute = (...given) => {
                now = clock()
                return store.execute(...given)
              }
              const correct: typeof store.correct = (...given) => {
                now = clock()
                return store.correct(...given)
              }
              return { store: { execute, correct }, records }
            },
            rules,
            history,
            seed,
          )
          const rows = await rowsIn(db, store.schema)
          expect(rows).toEqual(rowsOf(registry, positions))
          // While the table of steps is empty nothing is known of points.
          const { rows: steps } = await db.query(`SELECT 1 FROM ${store.schema}.points_step LIMIT 1`, [])
          const known = (text: string) =>
            steps.length > 0
              ? text
              : text.replace('pointsHeld 0, fullScoreStudies 0', 'pointsHeld null, fullScoreStudies null')
          expect(new Map([...(await factsIn(db, store.schema))].sort())).toEqual(
            new Map([...factsOf(registry, positions, rules)].map(([act, text]) => [act, known(text)] as const).sort()),
          )
          expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
          const again = await db.store({ rules })
          await again.importLog(eventsOf(registry))
          expect(await recordsIn(db, again.schema)).toEqual(await recordsIn(db, store.schema))
          const bodies = async ({ events }: typeof store) =>
            (await events({ limit: 100_000 })).events.map(({ type, at, omittedBy }) => [
              type,
              at,
              omittedBy !== undefined,
            ])
          expect(await bodies(again)).toEqual(await bodies(store))
          // Each schema makes `verify()` slower.
          for (const { schema } of [store, again]) await db.run(`DROP SCHEMA ${schema} CASCADE`)
        },
      ),
      { numRuns: WHOLE ? 40 : 4, endOnFailure: true },
    )
  })

  const licence = { states: [], classes: ['C1'], firstIssuedOn: '2016-05-05' } as const
  const bind = { type: 'bind', vehicle: 'v1', channel: 'window', ownerConsent: 'none', identityVerified: true } as const
  /** Two drivers of whom one binds the vehicle of an owner. */
  async function filled(options: { readonly now?: () => number } = {}) {
    const store = await db.store({ rules: cn, ...options })
    const commands: readonly StoreCommand[] = [
      { type: 'enrolDriver', id: 'd1', licence },
      { type: 'enrolDriver', id: 'd2', licence },
      { type: 'enrolVehicle', id: 'v1', owner: { kind: 'individual', id: 'o1' }, plateType: '02', operating: false },
      { ...bind, driver: 'd1' },
    ]
    const outcomes = await store.executeMany(commands)
    const positions = outcomes.map((each) => (each.status === 'accepted' ? each.event.position : ''))
    const omit = { changes: [{ omit: positions[3] as string }], ground: 'the wrong vehicle' }
    return { ...store, positions, omit }
  }

  test('answers again under the key, and tells beside an answer by which correction its event does not stand any more', async () => {
    const store = await filled()
    const bound = await store.execute({ ...bind, driver: 'd2' }, { key: 'k1' })
    expect(bound.status).toBe('accepted')
    const changes = [{ rename: 'driver', from: 'd2', to: 'd9' }] as const
    const first = await store.correct({ changes, ground: 'mistyped' }, { key: 'k2' })
    expect(first).toMatchObject({ status: 'accepted', entered: [{ id: 'd9' }, { driver: 'd9' }] })
    expect(await store.correct({ changes, ground: 'mistyped' }, { key: 'k2' })).toEqual({ ...first, repeated: true })
    expect(await store.correct({ changes, ground: 'other' }, { key: 'k2' })).toMatchObject({ code: 'key-reused' })
    const omittedBy = first.status === 'accepted' ? first.event.position : ''
    expect(await store.execute({ ...bind, driver: 'd2' }, { key: 'k1' })).toMatchObject({
      status: 'accepted',
      repeated: true,
      event: { driver: 'd2', omittedBy },
    })
    const refused = { changes: [{ omit: '9-9' }], ground: 'x' }
    expect(await store.correct(refused, { key: 'k3' })).toEqual({ status: 'refused', code: 'not-standing', change: 0 })
    expect(await store.correct(refused, { key: 'k3' })).toMatchObject({ code: 'not-standing', repeated: true })
  })

  test('has corrections in the history of a record, and the id that is free again is taken at no time before', async () => {
    let now = Date.parse('2025-03-05T10:00:00+08:00')
    const store = await filled({ now: () => now })
    now += 3_600_000
    await store.correct({ changes: [{ rename: 'driver', from: 'd1', to: 'd9' }], ground: 'mistyped' })
    const typesOf = async (of: HistoryOf) => (await store.historyOf(of)).events.map(({ type }) => type)
    expect(await typesOf({ driver: 'd1' })).toEqual(['driver-enrolled', 'vehicle-bound', 'history-corrected'])
    expect(await typesOf({ driver: 'd9' })).toEqual(['history-corrected', 'driver-enrolled', 'vehicle-bound'])
    expect(await typesOf({ driver: 'd2' })).toEqual(['driver-enrolled'])
    now -= 60_000
    const again = { type: 'enrolDriver', id: 'd1', licence } as const
    expect(await store.execute(again)).toMatchObject({ code: 'out-of-order', ahead: { kind: 'driver', id: 'd1' } })
    now += 120_000
    expect(await store.execute(again)).toMatchObject({ status: 'accepted' })
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })

  test('names nobody who was erased, in a correction and in what it omitted either', async () => {
    const store = await filled()
    await store.correct({ changes: [{ rename: 'driver', from: 'd1', to: 'd9' }], ground: 'mistyped' })
    const merge = { merge: 'driver', from: 'd2', to: 'd9' } as const
    expect(await store.correct({ changes: [merge], ground: 'one person' })).toMatchObject({ status: 'accepted' })
    for (const [id, as] of [
      ['d1', 'e1'],
      ['d9', 'e9'],
      ['d2', 'e2'],
      ['o1', 'e3'],
    ] as const)
      expect(await store.erase(id, as)).toBeGreaterThan(0)
    const { events } = await store.events()
    expect(JSON.stringify(events)).not.toMatch(/"(d1|d2|d9|o1)"/)
    expect(events.filter(({ type }) => type === 'history-corrected')).toMatchObject([
      { changes: [{ rename: 'driver', from: 'e1', to: 'e9' }] },
      { changes: [{ merge: 'driver', from: 'e2', to: 'e9' }] },
    ])
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })

  test('is told where its events were edited: what a correction entered, omitted or says', async () => {
    for (const edit of [
      "UPDATE s.events SET vehicle = 'v2' WHERE correction IS NOT NULL AND type = 'vehicle-bound'",
      'UPDATE s.events SET omitted_by = NULL WHERE omitted_by IS NOT NULL',
      "UPDATE s.events SET details = replace(details::text, 'mistyped', 'other')::json WHERE type = 'history-corrected'",
      "UPDATE s.events SET at = at + 1 WHERE type = 'history-corrected'",
      "DELETE FROM s.events WHERE correction IS NOT NULL AND type = 'vehicle-bound'",
      `DELETE FROM s.events WHERE correction IS NOT NULL AND type = 'vehicle-bound';
        UPDATE s.events SET details = jsonb_set(details::jsonb, '{entered}', '1')::json WHERE type = 'history-corrected'`,
    ]) {
      const store = await filled()
      await store.correct({ changes: [{ rename: 'driver', from: 'd1', to: 'd9' }], ground: 'mistyped' })
      await db.run(edit.replaceAll(' s.', ` ${store.schema}.`))
      const { ok } = await store.verify()
      // Another ground is no other history.
      expect(ok, edit).toBe(edit.includes('mistyped'))
    }
  })

  test('is refused in a batch, with a time, and without its parts', async () => {
    const store = await filled()
    const { omit } = store
    expect(await store.executeMany([{ type: 'correct', ...omit } as never])).toMatchObject([{ status: 'invalid' }])
    for (const [input, path] of [
      [{ ...omit, at: '2025-03-05T10:00:00+08:00' }, ['at']],
      [{ ...omit, ground: '' }, ['ground']],
      [{ ...omit, changes: [{ omit: 4 }] }, ['changes', 0, 'omit']],
    ] as const)
      expect(await store.correct(input as never)).toMatchObject({ status: 'invalid', issues: [{ path }] })
    expect(await store.correct(omit, { key: ' ' })).toMatchObject({ status: 'invalid', issues: [{ path: ['key'] }] })
  })
})

type Bound = { readonly event: { readonly position: string } }
describe('on a database where other writers come in between', () => {
  const licence = { states: [], classes: ['C1'], firstIssuedOn: '2016-05-05' } as const
  /** A database in which the licence of a driver is seized before a correction is first written. */
  function seizedFirst(memory: ReturnType<typeof memoryAdapter>, driver: string, now?: () => number): StoreAdapter {
    const other = storeOn(memory, { rules: cn, ...(now && { now }) })
    const command = { type: 'changeLicence', driver, licence: { states: ['seized'], classes: ['C1'] } } as const
    let moved = 0
    return {
      ...memory,
      save: async (save) => {
        if (save.correction !== undefined && moved++ === 0)
          expect(await other.execute(command)).toMatchObject({ status: 'accepted' })
        return await memory.save(save)
      },
    }
  }

  test('nothing is told or written of histories that moved: it is made again', async () => {
    const memory = memoryAdapter()
    const adapter = seizedFirst(memory, 'd1')
    const reports: { readonly type: string; readonly code: string; readonly tries: number }[] = []
    const store = storeOn(adapter, { rules: cn, onCommand: (report) => reports.push(report) })
    const enrolled = await store.execute({ type: 'enrolDriver', id: 'd1', licence })
    if (enrolled.status !== 'accepted') throw new Error('not enrolled')
    const instead = { type: 'enrolDriver', id: 'd1', licence: { ...licence, firstIssuedOn: '2016-02-01' } } as const
    const outcome = await store.correct({ changes: [{ omit: enrolled.event.position, instead }], ground: 'wrong day' })
    expect(outcome).toMatchObject({
      status: 'accepted',
      entered: [{ type: 'driver-enrolled' }],
    })
    expect(reports.at(-1)).toMatchObject({ type: 'correct', code: 'accepted', tries: 2 })
    expect(JSON.parse(memory.records.get('driver d1') as string).record.licence).toMatchObject({
      states: ['seized'],
      firstIssuedOn: '2016-02-01',
    })
  })

  test('it is made again where a record moved that it looked at alone', async () => {
    const memory = memoryAdapter()
    let now = Date.parse('2025-03-05T10:00:00+08:00')
    const adapter = seizedFirst(memory, 'd2', () => now)
    const tries: number[] = []
    const store = storeOn(adapter, { rules: cn, now: () => now, onCommand: (report) => tries.push(report.tries) })
    const bind = {
      type: 'bind',
      vehicle: 'v1',
      channel: 'window',
      ownerConsent: 'none',
      identityVerified: true,
    } as const
    await store.executeMany([
      { type: 'enrolDriver', id: 'd1', licence },
      { type: 'enrolDriver', id: 'd2', licence },
      { type: 'enrolVehicle', id: 'v1', owner: { kind: 'individual', id: 'o1' }, plateType: '02', operating: false },
      { ...bind, driver: 'd1' },
    ])
    now += 3_600_000
    expect(await store.execute({ ...bind, driver: 'd2' })).toMatchObject({ status: 'accepted' })
    const insert = { type: 'release', driver: 'd1', vehicle: 'v1', by: 'driver', at: now - 1 } as const
    const outcome = await store.correct({ changes: [{ insert }], ground: 'released at once' })
    // The binding of the second driver is decided again, and comes out as it was.
    expect(outcome).toMatchObject({
      status: 'accepted',
      event: { omitted: [] },
      entered: [{ type: 'binding-released' }],
    })
    expect(tries.at(-1)).toBe(2)
  })

  test.each([
    ['omits', 'not-standing'],
    ['restores', 'place-taken'],
  ])('it is refused where another officer %s the same event meanwhile', async (does, code) => {
    const memory = memoryAdapter()
    const other = storeOn(memory, { rules: cn })
    const histories = memory.histories as NonNullable<StoreAdapter['histories']>
    let reads = 0
    const adapter: StoreAdapter = {
      ...memory,
      histories: async (wanted) => {
        const found = structuredClone(await histories(wanted))
        if (++reads === 1) expect(await other.correct(correction)).toMatchObject({ status: 'accepted' })
        return found
      },
    }
    const store = storeOn(adapter, { rules: cn })
    const seized = { states: ['seized'], classes: ['C1'] } as const
    const outcomes = await store.executeMany([
      { type: 'enrolDriver', id: 'd1', licence },
      { type: 'changeLicence', driver: 'd1', licence: seized },
    ])
    const { position } = (outcomes as unknown as readonly [Bound, Bound])[1].event
    const omission = { changes: [{ omit: position }], ground: 'of another' }
    const correction = does === 'omits' ? omission : { changes: [{ restore: position }], ground: 'so after all' }
    if (does === 'restores') expect(await other.correct(omission)).toMatchObject({ status: 'accepted' })
    expect(await store.correct(correction)).toEqual({ status: 'refused', code, change: 0 })
    expect(memory.events).toHaveLength(does === 'omits' ? 3 : 5)
  })

  test('it is not refused by a conflict that another officer settles meanwhile: it is made again', async () => {
    const memory = memoryAdapter()
    const other = storeOn(memory, { rules: cn })
    const histories = memory.histories as NonNullable<StoreAdapter['histories']>
    let settled = false
    const adapter: StoreAdapter = {
      ...memory,
      histories: async (wanted) => {
        const found = structuredClone(await histories(wanted))
        if (wanted.about.length > 0 && !settled) {
          settled = true
          const changes = [{ omit: release.event.position }]
          expect(await other.correct({ changes, ground: 'never asked for' })).toMatchObject({ status: 'accepted' })
        }
        return found
      },
    }
    const tries: number[] = []
    const store = storeOn(adapter, { rules: cn, onCommand: (report) => tries.push(report.tries) })
    const pair = { driver: 'd1', vehicle: 'v1' } as const
    const outcomes = await store.executeMany([
      { type: 'enrolDriver', id: 'd1', licence },
      { type: 'enrolVehicle', id: 'v1', owner: { kind: 'individual', id: 'o1' }, plateType: '02', operating: false },
      { type: 'bind', ...pair, channel: 'window', ownerConsent: 'none', identityVerified: true },
      { type: 'release', ...pair, by: 'driver' },
    ])
    const [binding, release] = outcomes.slice(2) as unknown as readonly [Bound, Bound]
    const outcome = await store.correct({ changes: [{ omit: binding.event.position }], ground: 'the wrong vehicle' })
    expect(outcome).toMatchObject({ status: 'accepted', event: { omitted: [binding.event.position] } })
    expect(tries.at(-1)).toBe(2)
  })

  test('an adapter without histories makes none', async () => {
    const { histories: _, ...adapter } = memoryAdapter()
    const store = storeOn(adapter, { rules: cn })
    await expect(store.correct({ changes: [{ omit: '1' }], ground: 'x' })).rejects.toMatchObject({
      code: 'no-histories',
    })
  })
})
