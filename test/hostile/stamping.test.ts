/** A program that takes commands from outside stamps them: a sender has no say in when something was done. */
import { expect, test } from 'vitest'
import { asReported, cn } from '../../src/law/index.ts'
import { postgresStore } from '../../src/postgres/index.ts'

test.each([asReported, cn])(
  'stamped: a command that says when it is given is invalid, and no row is asked for',
  async (rules) => {
    const asked: string[] = []
    const query = async (text: string) => {
      asked.push(text)
      return { rows: [] }
    }
    const store = postgresStore({ query, rules })
    const bind = { type: 'bind', driver: 'd', vehicle: 'v', channel: 'window', identityVerified: true } as const
    for (const at of ['2018-03-01T09:00:00+08:00', 0, undefined, null]) {
      const command = { ...bind, at }
      const invalid = { status: 'invalid', issues: [{ code: 'unknown-key', path: ['at'] }] }
      expect(await store.execute(command as never)).toMatchObject(invalid)
      expect(await store.execute(command as never, { key: 'k' })).toMatchObject(invalid)
      expect(await store.executeMany([command] as never)).toMatchObject([invalid])
    }
    expect(asked).toEqual([])
  },
)
