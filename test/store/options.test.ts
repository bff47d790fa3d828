/** What a caller hands to the store beside commands: a mistake of the programmer is named, and never ignored. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asReported } from '../../src/law/index.ts'
import type { Store } from '../../src/postgres/index.ts'
import { type Database, database } from './pglite.ts'

let db: Database
let store: Store
beforeAll(async () => {
  db = await database()
  store = await db.store({ rules: asReported })
})
afterAll(() => db.close())

const START = Date.parse('2018-09-10T09:00:00+08:00')
const licence = { states: [], classes: ['C1'], firstIssuedOn: '2012-04-01' } as const
const enrol = { type: 'enrolDriver', id: 'd1', licence } as const

describe('options of the methods', () => {
  const misspelt: readonly (readonly [string, () => Promise<unknown>, string])[] = [
    ['execute', () => store.execute(enrol, { idempotencyKey: 'k' } as never), 'the options are key'],
    ['executeMany', () => store.executeMany([enrol], { key: 'k' } as never), 'the options are keys'],
    ['events', () => store.events({ cursor: '1-1' } as never), 'the options are after, limit'],
    ['verify', () => store.verify({ from: '1-1' } as never), 'the options are since, keep'],
    ['openViolationsFor', () => store.openViolationsFor('d1', { vehicle: 'v1' } as never), 'the options are channel'],
    ['erase', () => store.erase('d1', 'e1', { repeat: true } as never), 'the options are again'],
  ]
  test.each(misspelt)('%s refuses an option that it does not have, and does nothing', async (name, call, wanted) => {
    const error: unknown = await call().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(TypeError)
    expect(String(error)).toContain(`${name}(options)`)
    expect(String(error)).toContain(wanted)
    expect((await store.events()).events).toEqual([])
  })

  const missing: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['execute(options)', () => store.execute(enrol, null as never)],
    ['events(options)', () => store.events(null as never)],
    ['verify(options)', () => store.verify(null as never)],
    ['verify(since)', () => store.verify({ since: 7 as never })],
    ['verify(options.onProgress)', () => store.verify({ onProgress: 'yes' as never })],
    ['verify(keep)', () => store.verify({ keep: 'yes' as never })],
    ['openViolationsFor(options)', () => store.openViolationsFor('d1', null as never)],
    ['executeMany(commands)', () => store.executeMany(null as never)],
    ['executeMany(options)', () => store.executeMany([enrol], null as never)],
    ['executeMany(keys)', () => store.executeMany([enrol], { keys: 'k' } as never)],
    ['importLog(events)', () => store.importLog({} as never)],
  ]
  test.each(missing)('%s of another type is named', async (argument, call) => {
    const error: unknown = await call().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(TypeError)
    expect(String(error)).toContain(`${argument}: `)
  })
})

test('no error shows what was given: it may be the id of a person that a client sent', async () => {
  const ID = '110105194912310021'
  const calls: readonly (() => Promise<unknown>)[] = [
    () => store.execute(enrol, ID as never),
    () => store.execute(enrol, { [ID]: 'k' } as never),
    () => store.executeMany({ id: ID } as never),
    () => store.executeMany([enrol], { keys: ID as never }),
    () => store.openViolationsFor('d1', { vehicles: ID as never }),
    () => store.openViolationsFor(`${ID} ${ID}`),
    () => store.bindingFacts({ [ID]: ID } as never),
    () => store.handlingFacts(ID as never),
    () => store.events(ID as never),
    () => store.events({ after: ID, limit: ID as never }),
    () => store.erase('d1', 'e1', ID as never),
    () => store.erase('d1', 'e1', { again: ID as never }),
    () => store.erase(ID, ID),
    () => store.importLog({ id: ID } as never),
    () => store.importLog([{ id: ID }] as never),
    () => store.verify({ since: ID }),
  ]
  for (const call of calls) {
    const error: unknown = await call().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(Error)
    expect(String(error)).not.toContain(ID)
  }
})

describe('what may come from outside', () => {
  test.each([
    ['', 'empty'],
    ['"k"', 'forbidden-character'],
    ['two words', 'forbidden-character'],
    ['k'.repeat(65), 'too-long'],
    [7, 'wrong-type'],
  ])('the key %j makes the command invalid, at `key`, and nothing is written', async (key, code) => {
    expect(await store.execute(enrol, { key: key as never })).toMatchObject({
      status: 'invalid',
      issues: [{ path: ['key'], code }],
    })
    expect((await store.events()).events).toEqual([])
  })

  test('of many commands the one with a malformed key is invalid alone', async () => {
    const away = await db.store({ rules: asReported })
    const second = { ...enrol, id: 'd2' }
    const outcomes = await away.executeMany([enrol, second, { type: 'payFine' } as never], { keys: ['', 'k', '"'] })
    expect(outcomes).toMatchObject([
      { status: 'invalid', issues: [{ path: ['key'] }] },
      { status: 'accepted' },
      { status: 'invalid', issues: [{ path: ['key'] }, { path: ['violation'] }] },
    ])
    expect((await away.events()).events.length).toBe(1)
  })

  test.each([0, 2])('%i keys of one command are a mistake of the programmer', async (count) => {
    const failed = store.executeMany([enrol], { keys: Array.from({ length: count }, () => undefined) })
    await expect(failed).rejects.toThrow(
      new RangeError(`executeMany(keys): ${count} is not as many keys as commands, 1`),
    )
    expect((await store.events()).events).toEqual([])
  })

  test('a time of its own is told beside what is malformed in the command', async () => {
    const sent = { type: 'bind', driver: 'd\0', vehicle: `';x`, channel: 'fax', at: 1 }
    expect(await store.execute(sent as never)).toMatchObject({
      status: 'invalid',
      issues: [{ path: ['driver'] }, { path: ['vehicle'] }, { path: ['channel'] }, { path: ['at'] }],
    })
    expect(await store.execute({ ...enrol, at: START } as never)).toMatchObject({
      status: 'invalid',
      issues: [{ path: ['at'], code: 'unknown-key' }],
    })
    expect((await store.events()).events).toEqual([])
  })

  test('a malformed key is told beside what is malformed in the command', async () => {
    const outcome = await store.execute({ type: 'payFine' } as never, { key: '' })
    expect(outcome).toMatchObject({ status: 'invalid', issues: [{ path: ['key'] }, { path: ['violation'] }] })
  })

  const asked: readonly (readonly [string, () => Promise<unknown>, readonly (string | number)[]])[] = [
    ['events', () => store.events({ after: 'abc' }), ['after']],
    ['events', () => store.events({ after: '1-2-3' }), ['after']],
    ['events', () => store.events({ after: '' }), ['after']],
    ['events', () => store.events({ after: '0-9999999999999999999' }), ['after']],
    ['events', () => store.events({ after: 7 as never }), ['after']],
    ['events', () => store.events({ limit: 0 }), ['limit']],
    ['events', () => store.events({ limit: 1.5 }), ['limit']],
    ['events', () => store.events({ limit: 100_001 }), ['limit']],
    ['openViolationsFor', () => store.openViolationsFor('a","b'), ['driver']],
    ['openViolationsFor', () => store.openViolationsFor('d1', { vehicles: ['v1', ''] }), ['vehicles', 1]],
    ['openViolationsFor', () => store.openViolationsFor('d1', { vehicles: 'v1' as never }), ['vehicles']],
    ['openViolationsFor', () => store.openViolationsFor('d1', { channel: 'post' as never }), ['channel']],
    ['openViolationsFor', () => store.openViolationsFor('d1', { offenderPresent: 1 as never }), ['offenderPresent']],
    ['openViolationsFor', () => store.openViolationsFor('d1', { advise: 1 as never }), ['advise']],
    ['openViolationsFor', () => store.openViolationsFor('d1', { after: 'x 1' }), ['after']],
    ['openViolationsFor', () => store.openViolationsFor('d1', { limit: 0 }), ['limit']],
    ['remainingBindings', () => store.remainingBindings('d 1'), ['driver']],
  ]
  test.each(asked)('%s of what is malformed is an error with the code `invalid` (%#)', async (_, call, path) => {
    await expect(call()).rejects.toMatchObject({ code: 'invalid', issues: [{ path }] })
  })
})
