/** Names of schemas: any that PostgreSQL takes, and no other; and `verify` drops what it made, and nothing else. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asReported } from '../../src/law/index.ts'
import { postgresStore, type Query, type StoreCommand } from '../../src/postgres/index.ts'
import { type Database, database } from './pglite.ts'

let db: Database
beforeAll(async () => {
  db = await database()
})
afterAll(() => db.close())

const enrol = {
  type: 'enrolDriver',
  id: 'd1',
  licence: { states: [], classes: ['C1'], firstIssuedOn: '2012-04-01' },
} as const satisfies StoreCommand
const schemas = async () => (await db.rows('SELECT nspname FROM pg_namespace ORDER BY 1')).map(({ nspname }) => nspname)
const opened = (schema: string, query: Query = db.query) => postgresStore({ query, rules: asReported, schema })

describe('verify() leaves the store where it is, whatever it is called', () => {
  test.each([
    ['21 Han characters, 63 bytes', '机动车驾驶人备案与违法处理登记库生产环境甲'],
    ['63 letters', 'a'.repeat(63)],
    ['characters of four bytes', '𠀀'.repeat(15)],
    ['spaces, semicolons and dashes', 'a b; --c'],
    ['the name of a scratch schema', 'demerit_verify_0123456789'],
  ])('%s', async (_, schema) => {
    const before = await schemas()
    const store = opened(schema)
    await store.migrate()
    expect(await store.execute(enrol)).toMatchObject({ status: 'accepted' })
    const made: string[] = []
    const watched = opened(schema, async (text, params) => {
      const answer = await db.query(text, params)
      if (text.startsWith('DO ') && made.length === 0)
        made.push(...(await schemas()).filter((name) => !before.includes(name) && name !== schema).map(String))
      return answer
    })
    expect(await watched.verify()).toMatchObject({ ok: true, differences: [] })
    expect(made).toEqual([expect.stringMatching(/_verify_[0-9a-z]{10}$/)])
    expect(schema.startsWith((made[0] as string).slice(0, -18))).toBe(true)
    expect(await schemas()).toEqual([...before, schema].sort())
    expect((await store.events()).events.length).toBe(1)
  })

  test('where the name for its copy is taken, it fails and drops nothing', async () => {
    const store = opened('taken')
    await store.migrate()
    const taking = opened('taken', async (text, params) => {
      const name = /CREATE SCHEMA ("taken_verify_[^"]*")/.exec(text)?.[1]
      if (name !== undefined && text.includes('COMMENT ON SCHEMA')) await db.run(`CREATE SCHEMA ${name}`)
      return db.query(text, params)
    })
    await expect(taking.verify()).rejects.toMatchObject({ code: '42P06' })
    const [left] = (await schemas()).filter((name) => String(name).startsWith('taken_verify_'))
    expect(left).toBeDefined()
    await db.run(`DROP SCHEMA "${left}"`)
    expect(await store.verify()).toMatchObject({ ok: true, differences: [] })
  })
})

test.each([
  ['no character', ''],
  ['64 letters', 'a'.repeat(64)],
  ['22 Han characters, 66 bytes', '库'.repeat(22)],
  ['16 characters of four bytes', '𠀀'.repeat(16)],
  ['a null character', 'z\0z'],
  ['half a surrogate pair', 'z\ud840'],
  ['quotation marks', `a"b`],
  ['an apostrophe', `a'b`],
  ['a dollar sign', 'x$make'],
  ['one that the server keeps for itself', 'pg_x'],
])('a name that PostgreSQL cannot have is refused: %s', (_, schema) => {
  expect(() => opened(schema)).toThrow(RangeError)
  expect(() => opened(schema)).toThrow('postgresStore(schema)')
})
