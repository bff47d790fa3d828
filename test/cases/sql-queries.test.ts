/** Queries that answered wrongly once. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { execute, handlingFacts, openRegistry } from '../../src/index.ts'
import { cn, cn2018February } from '../../src/law/index.ts'
import { postgresStore, type StoreCommand } from '../../src/postgres/index.ts'
import { grammarOf } from '../../src/sql/dialects.ts'
import { auditSql, decisionSql, factsSql, factsTable, pointsSteps, tablesIn } from '../../src/sql/index.ts'
import { enrolDriver, enrolVehicle } from '../store/commands.ts'
import { type Database, database } from '../store/pglite.ts'

let db: Database
beforeAll(async () => {
  db = await database()
})
afterAll(() => db.close())

test('what an event foretold of the next scoring period is not taken for its points, once a later event said otherwise', async () => {
  const violation = (id: string, points: number, fine: number, occurredAt: string) =>
    ({ type: 'recordViolation', id, vehicle: 'v', occurredAt, fine, points, recordedBy: 'officer' }) as const
  const handled = (id: string) =>
    ({
      type: 'handle',
      violation: id,
      driver: 'd',
      channel: 'window',
      offenderPresent: true,
      identityVerified: true,
    }) as const
  const history: readonly (readonly [at: string, StoreCommand])[] = [
    [
      '2018-09-10T09:00:00+08:00',
      { type: 'enrolDriver', id: 'd', licence: { states: [], classes: ['C1'], firstIssuedOn: '2012-04-01' } },
    ],
    [
      '2018-09-10T09:00:00+08:00',
      {
        type: 'enrolVehicle',
        id: 'v',
        owner: { kind: 'individual', id: 'd' },
        plateType: '02',
        operating: false,
      },
    ],
    // Three points, which would be cleared on 2019-04-01; but with twelve more the score is full, and all stay.
    ['2018-09-11T09:00:00+08:00', violation('x1', 3, 0, '2018-09-10T10:00:00+08:00')],
    ['2018-09-11T09:00:00+08:00', handled('x1')],
    ['2018-09-12T09:00:00+08:00', violation('x2', 12, 0, '2018-09-11T10:00:00+08:00')],
    ['2018-09-12T09:00:00+08:00', handled('x2')],
    ['2019-05-02T09:00:00+08:00', violation('x3', 1, 0, '2019-05-01T10:00:00+08:00')],
  ]
  let now = 0
  let registry = openRegistry(cn2018February)
  const store = postgresStore({ query: db.query, rules: cn2018February, schema: 'held', now: () => now })
  await store.migrate()
  for (const [at, command] of history) {
    now = Date.parse(at)
    const outcome = execute(registry, { ...command, at: now })
    registry = outcome.registry
    expect([outcome.status, (await store.execute(command)).status]).toEqual(['accepted', 'accepted'])
  }
  // The licence bars the next handling, so nobody but an audit asks about it.
  const act = { driver: 'd', violation: 'x3', channel: 'window', at: now } as const
  const acts = `SELECT 'asked' AS id, 1000 AS seq, ${now} AS at, 'd' AS driver, 'x3' AS violation`
  const sql = factsSql('handle', { dialect: 'postgresql', tables: tablesIn('held'), acts: { sql: acts } })
  const [row] = await db.rows(sql)
  expect(Number(row?.points_held)).toBe(handlingFacts(registry, act).pointsHeld)
  expect(Number(row?.points_held)).toBe(15)
})

test('sql: a registry whose score is full at a window refuses, and the audit by the recipe of the guide permits none of it', async () => {
  const now = Date.parse('2024-12-01T10:00:00+08:00')
  const store = postgresStore({ query: db.query, rules: cn, schema: 'full', now: () => now })
  await store.migrate()
  const there = { driver: 'd', channel: 'window', offenderPresent: true, identityVerified: true } as const
  const points = { a: ['v', 9], b: ['v', 6], c: ['v', 6], e: ['w', 3] } as const
  const outcomes = await store.executeMany([
    enrolDriver('d'),
    ...['v', 'w'].map((id) => enrolVehicle(id, 'o')),
    ...Object.entries(points).map(
      ([id, [vehicle, held]]) =>
        ({
          type: 'recordViolation',
          id,
          vehicle,
          occurredAt: now,
          fine: 20000,
          points: held,
          recordedBy: 'monitoring',
        }) as const,
    ),
    ...Object.keys(points).map((id) => ({ type: 'handle', violation: id, ...there }) as const),
  ])
  // The rest of the vehicle that made it full is finished; another vehicle's is refused.
  expect(outcomes.slice(-4).map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted', 'refused'])
  const acts = `WITH licences AS (
      SELECT driver, position, lead(position) OVER (PARTITION BY driver ORDER BY position) AS until, licence
      FROM (SELECT driver, position, details->'licence' AS licence FROM "full".events) AS e
      WHERE licence IS NOT NULL
    )
    SELECT h.*, ARRAY(SELECT json_array_elements_text(licence->'states')) AS states, ARRAY(SELECT json_array_elements_text(licence->'classes')) AS classes, TRUE AS yes
    FROM (SELECT violation AS id, seq, at, driver, violation, channel FROM "full".handlings UNION ALL SELECT 'e', 1000, ${now}, 'd', 'e', 'window') AS h
    JOIN licences l ON l.driver = h.driver AND l.position < h.seq AND (l.until IS NULL OR l.until > h.seq)`
  const given = {
    channel: 'channel',
    licenceStates: { column: 'states', known: true },
    licenceClasses: { column: 'classes', known: true },
    identityVerified: 'yes',
    offenderPresent: 'yes',
  } as const
  const facts = factsSql('handle', { dialect: 'postgresql', tables: tablesIn('full'), acts: { sql: acts }, given })
  const judged = await db.rows(decisionSql(cn, 'handle', { dialect: 'postgresql', from: { sql: facts } }))
  const found = Object.fromEntries(judged.map(({ id, verdict, failing, missing }) => [id, [verdict, failing, missing]]))
  expect(found).toEqual({
    a: ['permitted', [], []],
    b: ['permitted', [], []],
    // Another of this vehicle may have made the score full that day.
    c: ['undetermined', [], ['licenceStates']],
    e: ['refused', ['licence-state'], []],
  })
})

test('sql: a text with a backslash is itself in PostgreSQL whatever standard_conforming_strings says; an id of a row is an id', async () => {
  const table = factsTable('bind', { dialect: 'postgresql', name: 'f' })
  const keep = 'a\\'
  await db.query(table.ddl, [])
  const evil = "\\','); DROP TABLE f; --"
  const { sql, rejected } = table.insert([
    { id: 'ok', facts: { driver: 'd' } },
    { id: evil, facts: { driver: 'd' } },
    { id: 7, facts: { driver: 'a b' } },
  ])
  expect(rejected.map(({ id, issues }) => [id, issues.map(({ path }) => path)])).toEqual([
    [evil, [['id']]],
    [7, [['driver']]],
  ])
  const pattern = auditSql(cn2018February, { dialect: 'postgresql' })
  expect(JSON.stringify(pattern).replaceAll('\\\\', '\\')).toContain("E'^[!#-&(-[\\\\]-_a-~")
  for (const setting of ['off', 'on']) {
    await db.query(`SET standard_conforming_strings = ${setting}`, [])
    await db.query(sql, [])
    const { rows } = await db.query(`SELECT ${grammarOf('test', 'postgresql').text(`'${keep}`)} AS text, id FROM f`, [])
    expect(rows[0]).toEqual({ text: `'${keep}`, id: 'ok' })
    await db.query('DELETE FROM f', [])
  }
})

test('sql: the default acts have their channel, whatever else is given, and of a driver whose records are refused it is uncertain what is told', async () => {
  const given = { identityVerified: 'yes' } as const
  const merged = factsSql('handle', { dialect: 'postgresql', given: { channel: 'channel', ...given } })
  expect(factsSql('handle', { dialect: 'postgresql', given })).toBe(merged)
  expect(factsSql('handle', { dialect: 'postgresql', given: { channel: 'via' } })).toContain(
    'e."via" AS "given_channel"',
  )
  expect(factsSql('handle', { dialect: 'postgresql', given, acts: 'acts' })).not.toContain('given_channel')

  const handled = { violation: 'x', at: '2024-11-04T09:00:00+08:00', points: 6, fine: 0, seq: 10 }
  const twice = pointsSteps({
    ...{ firstIssuedOn: '2020-03-01', payments: [], studies: [] },
    handled: [handled, { ...handled, at: '2024-11-05T09:00:00+08:00', seq: 11 }],
  })
  const issue = twice.ok ? undefined : twice.issues[0]
  expect([issue?.code, issue?.path, issue?.received]).toEqual(['repeated', ['handled', 1, 'violation'], '"x"'])
  const steps = {
    sql: "SELECT 'd' AS driver, NULL::text AS day, NULL::bigint AS at, NULL::bigint AS seq, NULL::int AS held, NULL::int AS studies UNION ALL SELECT 'e', '2024-01-01', 1704096000000, 1, 2, 0",
  }
  const acts = {
    sql: `SELECT driver AS id, 5 AS seq, ${Date.parse(handled.at)} AS at, driver, 'x' AS violation FROM (VALUES ('d'), ('e'), ('f')) AS d(driver)`,
  }
  const store = postgresStore({ query: db.query, rules: cn, now: () => 0 })
  await store.migrate()
  const violations = {
    sql: "SELECT 'x' AS id, 'v' AS vehicle, 1600000000000 AS occurred_at, 1600000000000 AS recorded_at, 1 AS seq, 0 AS fine, 0 AS points, 'officer' AS recorded_by, NULL::bigint AS withdrawn_at, NULL::bigint AS withdrawn_seq",
  }
  const tables = { ...tablesIn('demerit'), points_step: steps, violations }
  const { rows } = await db.query(
    `SELECT id, points_held, uncertain FROM (${factsSql('handle', { dialect: 'postgresql', tables, acts })}) AS f ORDER BY id`,
    [],
  )
  expect(
    (rows as readonly Readonly<Record<string, unknown>>[]).map(({ id, points_held, uncertain }) => [
      id,
      Number(points_held),
      uncertain,
    ]),
  ).toEqual([
    ['d', 0, true],
    ['e', 2, false],
    ['f', 0, false],
  ])
})

test('a query of an audit inline reads only the tables that it is about: one about bindings is answered where there is nothing else', async () => {
  const store = postgresStore({ query: db.query, rules: cn, now: () => 0 })
  await store.migrate()
  const away = { handlings: 'away', violations: 'away', points_step: 'away' }
  const tables = { ...tablesIn('demerit'), ...away }
  const { queries } = auditSql(cn, { dialect: 'postgresql', tables, inline: true })
  const asked = queries.find(({ name }) => name === 'bound-after-transfer')
  expect(await db.rows(asked?.sql ?? '')).toEqual([])
})

test('mistakes: a row that is not a row, and an id that is not an id, are named', () => {
  const { insert } = factsTable('bind', { dialect: 'duckdb', name: 't' })
  for (const [rows, message] of [
    [[null], 'factsTable.insert(rows[0]): null is not a row with an id and facts'],
    [[{ id: 1, facts: {} }, 5], 'factsTable.insert(rows[1]): 5 is not a row with an id and facts'],
    [[{ id: null, facts: {} }], 'factsTable.insert(rows[0]).id: null is not an id, or a whole number'],
    [[{ id: {}, facts: {} }], 'factsTable.insert(rows[0]).id: object is not an id, or a whole number'],
    [[{ id: Number.NaN, facts: {} }], 'factsTable.insert(rows[0]).id: NaN is not an id, or a whole number'],
  ] as const)
    expect(() => insert(rows as never)).toThrow(new TypeError(message))
  expect(() => insert(Object.assign([], { length: 5e8 }) as never)).toThrow(RangeError)
})
