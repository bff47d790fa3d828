/** What is noted beside an event: who did it, at which counter, under which request. */
import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { asReported } from '../../src/law/index.ts'
import { storeOn } from '../../src/store/index.ts'
import { bind, enrolDriver, enrolVehicle } from './commands.ts'
import { memoryAdapter } from './memory.ts'
import { databaseFor } from './pglite.ts'

const db = databaseFor(10)
const START = Date.parse('2018-09-10T09:00:00+08:00')
const now = () => START
const BY = { officer: 'o-17', counter: 3, request: 'r-1', of: ['徐', null, { 'a b': -1.5e-7, __proto__: null }] }

describe('a note', () => {
  test('stands beside its event: in the outcome, for followers, in histories, and again under the key', async () => {
    const store = await db.store({ rules: asReported, now })
    const first = await store.execute(enrolDriver('d'), { key: 'k', note: BY })
    expect(first).toMatchObject({ status: 'accepted', event: { type: 'driver-enrolled', id: 'd', note: BY } })
    expect(await store.execute(enrolDriver('d'), { key: 'k', note: 'another' })).toEqual({ ...first, repeated: true })
    await store.executeMany([enrolVehicle('v', 'o'), bind('d', 'v'), bind('d', 'v')], {
      notes: [undefined, 'o-18', 'of what is refused'],
    })
    const { events } = await store.events()
    expect(events.map((event) => event.note)).toEqual([BY, undefined, 'o-18'])
    expect((await store.historyOf({ driver: 'd' })).events).toEqual([events[0], events[2]])
    expect((await store.verify()).ok).toBe(true)
  })

  test('of two commands under one key in one batch the first stands', async () => {
    const store = await db.store({ rules: asReported, now })
    await store.executeMany([enrolDriver('d'), enrolDriver('d')], { keys: ['k', 'k'], notes: [1, 2] })
    expect((await store.events()).events).toMatchObject([{ note: 1 }])
  })

  test('is emptied by the erasure of anybody whom its event is about, and of nobody else', async () => {
    const store = await db.store({ rules: asReported, now })
    const commands = [
      enrolDriver('d'),
      enrolDriver('e'),
      enrolVehicle('v', 'o'),
      bind('d', 'v'),
      bind('e', 'v'),
      { type: 'transferVehicle', vehicle: 'v', to: { kind: 'individual', id: 'p' } } as const,
    ]
    await store.executeMany(commands, { notes: commands.map((_, index) => index) })
    const notes = async () => (await store.events()).events.map(({ note = null }) => note)
    expect(await notes()).toEqual([0, 1, 2, 3, 4, 5])
    await store.erase('e', 'erased-1')
    expect(await notes()).toEqual([0, null, 2, 3, null, null])
    await store.erase('o', 'erased-2')
    expect(await notes()).toEqual([0, null, null, 3, null, null])
    expect((await store.verify()).ok).toBe(true)
  })

  test('of a correction stands beside all that it entered; who asks what was corrected finds who did what', async () => {
    const kept = await db.store({ rules: asReported, now })
    for (const store of [kept, storeOn(memoryAdapter(), { rules: asReported, now })]) {
      const commands = [enrolDriver('d'), enrolDriver('e'), enrolVehicle('v', 'o'), bind('d', 'v')]
      await store.executeMany(commands, { notes: ['o-1', 'o-2', 'o-3', 'o-4'] })
      const changes = [{ rename: 'driver', from: 'd', to: 'f' }] as const
      const outcome = await store.correct({ changes, ground: 'mistyped' }, { note: BY })
      if (outcome.status !== 'accepted') throw new Error(JSON.stringify(outcome))
      const { event, entered } = outcome
      expect([event, ...entered].map(({ type, note }) => [type, note])).toEqual(
        ['history-corrected', 'driver-enrolled', 'vehicle-bound'].map((type) => [type, BY]),
      )
      if (store !== kept) continue
      const { events } = await kept.historyOf({ corrected: true })
      expect(events.map(({ type, note }) => [type, note])).toEqual([
        ['driver-enrolled', 'o-1'],
        ['vehicle-bound', 'o-4'],
        ...[event, ...entered].map(({ type }) => [type, BY]),
      ])
      expect(events.slice(2)).toEqual([event, ...entered])
      const page = await kept.historyOf({ corrected: true }, { after: events[1]?.position as string, limit: 2 })
      expect(page.events).toEqual([event, entered[0]])
      await expect(kept.historyOf({ corrected: false } as never)).rejects.toMatchObject({ code: 'invalid' })
      await kept.erase('f', 'erased-1')
      const notes = (await kept.historyOf({ corrected: true })).events.map(({ note = null }) => note)
      expect(notes).toEqual(['o-1', 'o-4', null, null, null])
      expect((await kept.verify()).ok).toBe(true)
    }
  })

  test('goes through an adapter of any database with its event', async () => {
    const store = storeOn(memoryAdapter(), { rules: asReported, now })
    const first = await store.execute(enrolDriver('d'), { key: 'k', note: BY })
    expect(first).toMatchObject({ event: { note: BY } })
    expect(await store.outcomeOf(enrolDriver('d'), 'k')).toEqual({ ...first, repeated: true })
  })
})

describe('what is no note', () => {
  const cycle: unknown[] = []
  cycle.push(cycle)
  let deep: unknown = 0
  for (let depth = 0; depth < 100_000; depth++) deep = [deep]
  const thrower = {
    get secret() {
      throw new Error('read')
    },
  }
  test.each<readonly [what: string, note: unknown, code: string]>([
    ['a cycle', cycle, 'wrong-type'],
    ['a date', { on: new Date(0) }, 'wrong-type'],
    ['a map', new Map([['a', 1]]), 'wrong-type'],
    ['a function', () => 1, 'wrong-type'],
    ['a bigint', { n: 1n }, 'wrong-type'],
    ['no number', [Number.NaN], 'wrong-type'],
    ['a hole in a list', [1, undefined], 'wrong-type'],
    ['what tells another text of itself', { toJSON: () => 'x' }, 'wrong-type'],
    ['what throws', thrower, 'wrong-type'],
    ['too long a text', 'x'.repeat(1_999), 'too-long'],
    ['an endless depth', deep, 'too-long'],
    ['too many keys', Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`key${n}`, n])), 'too-long'],
  ])('%s is an issue at note, and nothing is written', async (_, note, code) => {
    const memory = memoryAdapter()
    const store = storeOn(memory, { rules: asReported, now })
    expect(await store.execute(enrolDriver('d'), { note })).toMatchObject({
      status: 'invalid',
      issues: [{ code, path: ['note'] }],
    })
    expect(memory.events).toEqual([])
  })

  test('the longest note is 2,000 units of JSON, and null is none', async () => {
    const store = storeOn(memoryAdapter(), { rules: asReported, now })
    const note = 'x'.repeat(1_998)
    expect(await store.execute(enrolDriver('d'), { note })).toMatchObject({ status: 'accepted', event: { note } })
    const outcome = await store.execute(enrolDriver('e'), { note: null })
    expect(outcome.status === 'accepted' && Object.hasOwn(outcome.event, 'note')).toBe(false)
  })

  test('a list of notes has one for each command', async () => {
    const store = storeOn(memoryAdapter(), { rules: asReported, now })
    await expect(store.executeMany([enrolDriver('d')], { notes: [] })).rejects.toThrow(RangeError)
    await expect(store.executeMany([enrolDriver('d')], { notes: 'x' as never })).rejects.toThrow('executeMany(notes)')
  })
})

test.each([['chief'], [7], [true], [['a']], [{ a: 'b' }]])(
  'a correction is noted with any JSON, as a command is: %j',
  async (note) => {
    const store = await db.store({ rules: asReported, now })
    await store.execute(enrolDriver('d'), { note })
    const omit = (await store.events()).events[0]?.position as string
    expect(await store.correct({ changes: [{ omit }], ground: 'another person' }, { note })).toMatchObject({
      event: { note },
    })
    expect((await store.events()).events.map((event) => event.note)).toEqual([note, note])
  },
)

describe('kept-head: a head of the events that is kept elsewhere', () => {
  async function storeWithHead() {
    const store = await db.store({ rules: asReported, now })
    /** Of all events up to a position: as the guide of operation takes it. */
    const headOf = async (until?: string): Promise<readonly [head: string, until: string]> => {
      let head = ''
      for (let after = '0-0'; ; ) {
        const { events, next } = await store.events({ after, limit: 2 })
        for (const event of events) {
          const text = JSON.stringify({ ...event, omittedBy: undefined })
          head = createHmac('sha256', 'a key').update(head).update(text).digest('hex')
          if (event.position === until) return [head, until]
        }
        if (events.length === 0) return [head, after]
        after = next
      }
    }
    const enrolled = [enrolDriver('d'), enrolDriver('e'), enrolVehicle('v', 'o'), bind('d', 'v')]
    await store.executeMany(enrolled, { notes: [1, 2, 3, 4] })
    const wrong = (await store.events()).events[1]?.position as string
    await store.correct({ changes: [{ omit: wrong }], ground: 'another person' }, { note: 'chief' })
    return { store, headOf, kept: await headOf() }
  }

  test('stays, whatever comes later', async () => {
    const { store, headOf, kept } = await storeWithHead()
    const bound = (await store.events()).events[3]?.position as string
    await store.execute({ type: 'release', driver: 'd', vehicle: 'v', by: 'driver' }, { note: 5 })
    await store.execute(enrolDriver('f'))
    const released = (await store.events()).events.at(-2)?.position as string
    const outcome = await store.correct({ changes: [{ omit: released }, { omit: bound }], ground: 'the wrong vehicle' })
    expect(outcome.status).toBe('accepted')
    expect(await headOf(kept[1])).toEqual(kept)
    expect((await headOf())[0]).not.toBe(kept[0])
  })

  test.each([
    ['a note', `SET note = '"another"' WHERE type = 'vehicle-bound'`],
    [
      'the ground of a correction',
      `SET details = replace(details::text, 'another person', 'nobody')::json WHERE omitted_by IS NULL`,
    ],
    [
      'how an identity was checked',
      `SET details = replace(details::text, '"identityVerified":true', '"identityVerified":false')::json`,
    ],
  ])('is another where %s was edited, which verify does not see', async (_, edit) => {
    const { store, headOf, kept } = await storeWithHead()
    await db.run(`UPDATE ${store.schema}.events ${edit}`)
    expect((await store.verify()).differences).toEqual([])
    expect((await headOf(kept[1]))[0]).not.toBe(kept[0])
  })
})
