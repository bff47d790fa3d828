/** What is told as accepted was written: each statement is asked how many rows it wrote. And who else may write is known. */
import { describe, expect, test } from 'vitest'
import { asReported } from '../../src/law/index.ts'
import { bind, enrolDriver, enrolVehicle } from './commands.ts'
import { databaseFor } from './pglite.ts'

const db = databaseFor(10)
const START = Date.parse('2018-09-10T09:00:00+08:00')
const recorded = { occurredAt: START, fine: 20_000, points: 3, recordedBy: 'monitoring' } as const

async function filled() {
  const store = await db.store({ rules: asReported, now: () => START })
  await store.executeMany([enrolDriver('d'), enrolVehicle('v', 'o'), bind('d', 'v')])
  await store.execute({ type: 'recordViolation', id: 'x', vehicle: 'v', ...recorded })
  await store.execute({ type: 'handle', driver: 'd', violation: 'x', channel: 'app', identityVerified: true })
  return store
}

describe('save counts the rows that it wrote', () => {
  const silent = (table: string, when: string) => (schema: string) =>
    db.run(`CREATE FUNCTION ${schema}.keep_back() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
      CREATE TRIGGER keep_back BEFORE ${when} ON ${schema}.${table} FOR EACH ROW EXECUTE FUNCTION ${schema}.keep_back()`)
  type Ask = (store: Awaited<ReturnType<typeof filled>>) => Promise<unknown>
  const enrolE: Ask = (store) => store.execute(enrolDriver('e'), { key: 'k' })
  const enrolW: Ask = (store) => store.execute(enrolVehicle('w', 'o'))
  const release: Ask = (store) => store.execute({ type: 'release', driver: 'd', vehicle: 'v', by: 'driver' })
  const revoke: Ask = (store) => store.execute({ type: 'revokeHandling', violation: 'x', ground: 'mistake' })
  const sql = (text: string) => (schema: string) => db.run(text.replaceAll('$.', () => `${schema}.`))
  const cases: readonly (readonly [string, string, string, (schema: string) => Promise<void>, Ask])[] = [
    ['drivers', 'd', 'a trigger', silent('drivers', 'UPDATE'), release],
    ['vehicles', 'w', 'a trigger', silent('vehicles', 'INSERT'), enrolW],
    ['owners', 'w', 'a trigger', silent('owners', 'INSERT'), enrolW],
    ['parties', 'e', 'a trigger', silent('parties', 'INSERT'), enrolE],
    ['keys', 'k', 'a trigger', silent('keys', 'INSERT'), enrolE],
    ['drivers', 'e', 'a rule', sql('CREATE RULE none AS ON INSERT TO $.drivers DO INSTEAD NOTHING'), enrolE],
    ['bindings', 'd v', 'somebody who deleted it', sql('DELETE FROM $.bindings'), release],
    ['handlings', 'x', 'somebody who deleted it', sql('DELETE FROM $.handlings'), revoke],
    ['events', '6', 'a trigger', silent('events', 'INSERT'), enrolE],
  ]
  test.each(cases)('%s %s: %s keeps it back, and nothing is written', async (table, id, _, spoil, ask) => {
    const store = await filled()
    await spoil(store.schema)
    const before = (await store.events()).events
    await expect(ask(store)).rejects.toMatchObject({ code: 'not-written', table, id })
    expect((await store.events()).events).toEqual(before)
  })
})

test('verify lists who may write: by a right, by a column, by a role that one may take; and nobody who only reads', async () => {
  const store = await filled()
  const { schema } = store
  await db.run(`CREATE ROLE officers; CREATE ROLE clerk LOGIN IN ROLE officers; CREATE ROLE mender LOGIN; CREATE ROLE analyst LOGIN;
    CREATE ROLE stranger LOGIN; GRANT USAGE ON SCHEMA ${schema} TO officers, mender, analyst;
    GRANT INSERT ON ${schema}.events TO officers; GRANT UPDATE (at) ON ${schema}.events TO mender; GRANT SELECT ON ${schema}.events TO analyst`)
  expect((await store.verify()).writers).toEqual(['clerk', 'mender', 'postgres'])
})
