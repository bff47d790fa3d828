/** What a table can hold that the library would not read, names of every kind, repeated rows, and days before 1970. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COUNT_LIMIT, decideBinding, decideHandling, FACTS, type Fact, FEN_LIMIT } from '../../src/index.ts'
import * as law from '../../src/law/index.ts'
import { compareSql, decisionSql, factsTable } from '../../src/sql/index.ts'
import { EARLIEST_INSTANT, LATEST_INSTANT } from '../../src/values/instant.ts'
import { permitted } from '../support/permitted.ts'
import { ENGINES, type Engine, NO_ENGINE } from './engines.ts'

/** Values at and beyond the edge of what a fact may be. */
function valuesAround({ kind, words = [], most = COUNT_LIMIT }: Fact): readonly unknown[] {
  switch (kind) {
    case 'id':
      return [
        'a',
        '京A12345',
        'x'.repeat(64),
        'x'.repeat(65),
        '',
        'a b',
        'Ａ',
        'a"b',
        "a'b",
        'a\\b',
        'é',
        'a\n',
        '\u{20000}',
        '〇',
        'a-b',
      ]
    case 'instant':
      return [EARLIEST_INSTANT - 1, EARLIEST_INSTANT, -1, 0, 1.5, LATEST_INSTANT, LATEST_INSTANT + 1]
    case 'fen':
      return [-1, 0, 0.5, FEN_LIMIT, FEN_LIMIT + 1]
    case 'count':
      return [-1, 0, 0.5, most, most + 1]
    case 'word':
      return [words[0], '', 'nope', ` ${words[0]}`, (words[0] as string).toUpperCase(), "'", '\\']
    case 'words':
      return [[], [words[0]], [...words], ['nope'], [words[0], words[0]], [words[0], '']]
    case 'flag':
      return [true, false]
  }
}

function literal(value: unknown, { dialect }: Engine): string {
  if (Array.isArray(value)) {
    const items = value.map((item) => literal(item, { dialect } as Engine)).join(', ')
    if (dialect === 'clickhouse') return `CAST([${items}], 'Array(String)')`
    return dialect === 'duckdb' ? `[${items}]::VARCHAR[]` : `ARRAY[${items}]::text[]`
  }
  if (typeof value !== 'string')
    return dialect === 'clickhouse' && typeof value === 'number' ? `toFloat64(${value})` : String(value)
  const quoted = value.replaceAll("'", "''")
  return `'${dialect === 'clickhouse' ? quoted.replaceAll('\\', '\\\\') : quoted}'`
}

if (ENGINES.length === 0) test.todo(NO_ENGINE)
describe.each(ENGINES)('rows in %s', (_, open) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await open()
  })
  afterAll(() => engine.close())
  const rowsOf = async (values: readonly unknown[]) =>
    values.map((value, id) => `SELECT '${id}' AS id, ${literal(value, engine)} AS v`).join(' UNION ALL ')

  test.each(FACTS.map((fact) => [fact.name, fact] as const))(
    '%s is invalid where the library says so',
    async (name, fact) => {
      const question = fact.questions[0] as law.Question
      const values = valuesAround(fact)
      const judged = await engine.rows(
        decisionSql(law.cn2018February, question, {
          dialect: engine.dialect,
          from: { sql: await rowsOf(values) },
          columns: { [name]: fact.kind === 'words' || fact.orNull ? { column: 'v', known: true } : 'v' },
          unknown: FACTS.filter((each) => each.questions.includes(question) && each.name !== name).map(
            (each) => each.name,
          ),
        }),
      )
      const decide = question === 'bind' ? decideBinding : decideHandling
      // A column of a database is of milliseconds by its description, whatever the year; a number alone is not.
      const isMoment = (value: unknown) => fact.kind === 'instant' && Number.isInteger(value)
      const verdictOf = (value: unknown) =>
        decide({ [name]: isMoment(value) ? new Date(value as number) : value } as never, law.cn2018February).verdict
      const found = new Map(judged.map(({ id, verdict }) => [Number(id), verdict]))
      expect(values.map((value, id) => [value, found.get(id)])).toEqual(
        values.map((value) => [value, verdictOf(value)]),
      )
      for (const row of judged.filter(({ verdict }) => verdict === 'invalid')) {
        expect(row).toMatchObject({ rule_set: null, failing: [], unknown: [], missing: [] })
      }
    },
  )

  test('a number is no flag: the row is invalid, but for 1 and 0 in ClickHouse, whose flags are numbers', async () => {
    const sql = decisionSql(law.cn2018February, 'bind', {
      dialect: engine.dialect,
      from: { sql: "SELECT 'a' AS id, 2 AS v UNION ALL SELECT 'b', 1" },
      columns: { operating: 'v' },
      unknown: FACTS.filter(({ questions, name }) => questions.includes('bind') && name !== 'operating').map(
        ({ name }) => name,
      ),
    })
    if (engine.dialect === 'postgresql') return expect(engine.rows(sql)).rejects.toThrow(/boolean/)
    const rows = await engine.rows(sql)
    expect(Object.fromEntries(rows.map(({ id, verdict }) => [id, verdict]))).toEqual({
      a: 'invalid',
      b: engine.dialect === 'clickhouse' ? 'undetermined' : 'invalid',
    })
  })

  test.each([
    ['a number', '2', 'invalid'],
    ['a number that is the word', '52', 'undetermined'],
    ['a fraction', '2.0', 'invalid'],
    ['text', "'02'", 'undetermined'],
    ['text without the zero', "'2'", 'invalid'],
  ])('a plate type that is %s is read as text', async (_, value, verdict) => {
    const sql = decisionSql(law.cn2018February, 'bind', {
      dialect: engine.dialect,
      from: { sql: `SELECT 'a' AS id, ${value} AS v` },
      columns: { plateType: 'v' },
      unknown: FACTS.filter(({ questions, name }) => questions.includes('bind') && name !== 'plateType').map(
        ({ name }) => name,
      ),
    })
    const found = await engine.rows(sql).then(
      ([row]) => row?.verdict,
      () => 'an error',
    )
    // ClickHouse compares no whole number with a text at all.
    const isNumber = engine.dialect === 'clickhouse' && /^\d+$/.test(value)
    expect(found).toBe(isNumber ? 'an error' : verdict)
  })

  test('what fills up a column of a fixed length is no part of an id or a word, in PostgreSQL', async () => {
    if (engine.dialect !== 'postgresql') return expect(['duckdb', 'clickhouse']).toContain(engine.dialect)
    const facts =
      "'app'::char(6) AS channel, '02'::char(4) AS plate_type, 'd'::char(18) AS driver, 'd'::char(9) AS owner"
    const unknown = FACTS.filter(
      ({ questions, name }) =>
        questions.includes('bind') && !['channel', 'plateType', 'driver', 'vehicleOwner'].includes(name),
    ).map(({ name }) => name)
    const columns = { channel: 'channel', plateType: 'plate_type', driver: 'driver', vehicleOwner: 'owner' }
    const from = { sql: `SELECT 'a' AS id, ${facts}` }
    const [row] = await engine.rows(decisionSql(law.cn2024, 'bind', { dialect: 'postgresql', from, columns, unknown }))
    expect(row).toMatchObject({ verdict: 'refused', failing: ['own-vehicle'] })
  })

  test('a column that says whether a list is known may be NULL: it is not known', async () => {
    const flag = engine.dialect === 'clickhouse' ? 'CAST(NULL AS Nullable(Bool))' : 'CAST(NULL AS boolean)'
    const sql = decisionSql(law.cn2018February, 'handle', {
      dialect: engine.dialect,
      from: { sql: `SELECT 'a' AS id, ${literal([], engine)} AS v, ${flag} AS k` },
      columns: { licenceStates: { column: 'v', known: 'k' } },
      unknown: FACTS.filter(({ questions, name }) => questions.includes('handle') && name !== 'licenceStates').map(
        ({ name }) => name,
      ),
    })
    expect((await engine.rows(sql)).map(({ missing }) => (missing as string[]).includes('licenceStates'))).toEqual([
      true,
    ])
  })

  test('hostile names of schemas, tables and columns are quoted, and kept columns come back as they were', async () => {
    const names = [
      's0',
      'select',
      'a"b',
      "a'b",
      'a;b',
      'a b',
      'a`b',
      '--',
      '/*',
      '京A',
      'Id',
      'at',
      ...(engine.dialect === 'clickhouse' ? [] : ['a\\b']),
    ]
    const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
    const text = engine.dialect === 'clickhouse' ? 'String' : 'text'
    const end = engine.dialect === 'clickhouse' ? ' ENGINE = Memory' : ''
    const table = 'facts"; DROP TABLE x; --'
    await engine.run(`CREATE ${engine.dialect === 'clickhouse' ? 'DATABASE' : 'SCHEMA'} ${quoted('a "schema"')}`)
    await engine.run(
      `CREATE TABLE ${quoted('a "schema"')}.${quoted(table)} (${names.map((name) => `${quoted(name)} ${text}`).join(', ')})${end}`,
    )
    await engine.run(
      `INSERT INTO ${quoted('a "schema"')}.${quoted(table)} VALUES (${names.map((_, i) => `'v${i}'`).join(', ')})`,
    )
    const [row] = await engine.rows(
      decisionSql(law.cn, 'bind', {
        dialect: engine.dialect,
        from: ['a "schema"', table],
        columns: { driver: 'a;b', vehicle: "a'b" },
        unknown: FACTS.filter(
          ({ questions, name }) => questions.includes('bind') && !['driver', 'vehicle'].includes(name),
        ).map(({ name }) => name),
        keep: names,
      }),
    )
    expect(names.map((name) => row?.[name])).toEqual(names.map((_, i) => `v${i}`))
    expect(row).toMatchObject({ verdict: 'undetermined', missing: ['at'] })
  })

  test('repeated rows are judged each, days before 1970 by the right set, and trusted rows alike', async () => {
    const table = factsTable('bind', { dialect: engine.dialect, name: 'repeated' })
    await engine.run(table.ddl)
    const facts = { driver: 'd', vehicle: 'v', vehicleOwner: 'd', channel: 'app', identityVerified: true } as const
    const instants = [
      '1899-12-31T23:59:59.999+08:00',
      '1900-01-01T00:00:00.000+08:00',
      '1969-12-31T23:59:59.999Z',
      '2013-05-01T23:59:59.999+08:00',
      '2013-05-02T00:00:00.000+08:00',
    ]
    const rows = instants.flatMap((at) => [
      { id: at, facts: { ...facts, at } },
      { id: at, facts: { ...facts, at } },
    ])
    const { sql, rejected } = table.insert(rows)
    expect(rejected.map(({ id }) => id)).toEqual([instants[0], instants[0]])
    await engine.run(sql)
    for (const trusted of [true, false]) {
      const judged = await engine.rows(
        decisionSql(law.cn, 'bind', { dialect: engine.dialect, from: 'repeated', trusted }),
      )
      const sets = instants.slice(1).map((at) => judged.filter(({ id }) => id === at).map(({ rule_set }) => rule_set))
      expect(sets).toEqual([
        ['none', 'none'],
        ['none', 'none'],
        ['none', 'none'],
        ['cn-2013-05-02', 'cn-2013-05-02'],
      ])
    }
  })

  test('a comparison gives the rows whose verdict differs, and by which rules', async () => {
    const table = factsTable('handle', { dialect: engine.dialect, name: 'compared' })
    await engine.run(table.ddl)
    const facts = permitted('handle', {
      at: '2018-03-01T10:00:00+08:00',
      occurredAt: '2018-02-20T10:00:00+08:00',
      fine: 20000,
      points: 0,
      boundSince: '2018-02-25T10:00:00+08:00',
      firstBinding: true,
      offenderPresent: false,
    })
    const rows = {
      same: facts,
      'without-points': facts,
      dear: { ...facts, fine: 20001 },
      unknown: { ...facts, points: undefined },
      'unknown-binding': { ...facts, boundSince: undefined },
      'with-points': { ...facts, points: 3 },
    }
    await engine.run(table.insert(Object.entries(rows).map(([id, each]) => ({ id, facts: each }))).sql)
    const differing = await engine.rows(
      compareSql(law.asReported, law.cn2018February, 'handle', { dialect: engine.dialect, from: 'compared' }),
    )
    const expected = Object.entries(rows).flatMap(([id, each]) => {
      const [one, other] = [law.asReported, law.cn2018February].map((set) => decideHandling(each as never, set))
      if (one?.verdict === 'invalid' || other?.verdict === 'invalid' || one?.verdict === other?.verdict) return []
      const failing = [one, other].map(
        (each) => each?.findings.filter(({ outcome }) => outcome === 'fails').map(({ rule }) => rule) ?? [],
      )
      const only = (mine = failing[0], theirs = failing[1]) => (mine ?? []).filter((rule) => !theirs?.includes(rule))
      return [
        {
          id,
          verdict_a: one?.verdict,
          verdict_b: other?.verdict,
          only_a: only(),
          only_b: only(failing[1], failing[0]),
          missing_a: one?.missing,
          missing_b: other?.missing,
        },
      ]
    })
    expect(expected.length).toBeGreaterThan(1)
    // Each law has a row that it alone cannot decide, and that says why.
    const lacks = expected.map(({ verdict_a, verdict_b, missing_a, missing_b }) => [
      [verdict_a, missing_a],
      [verdict_b, missing_b],
    ])
    expect(lacks).toContainEqual([
      ['refused', ['points']],
      ['undetermined', ['points']],
    ])
    expect(lacks).toContainEqual([
      ['undetermined', ['boundSince']],
      ['permitted', []],
    ])
    expect([...differing].sort((a, b) => String(a.id).localeCompare(String(b.id)))).toEqual(
      expected.sort((a, b) => a.id.localeCompare(b.id)),
    )
    // What one law refuses is judged by another: a decision reads rows that a decision has chosen.
    const { dialect } = engine
    const refused = decisionSql(law.asReported, 'handle', { dialect, from: 'compared', trusted: true })
    const from = {
      sql: `SELECT * FROM compared WHERE id IN (SELECT id FROM (${refused}) AS r WHERE verdict = 'refused')`,
    }
    const again = await engine.rows(decisionSql(law.cn2018February, 'handle', { dialect, from }))
    const wanted = Object.entries(rows)
      .filter(([, each]) => decideHandling(each as never, law.asReported).verdict === 'refused')
      .map(([id, each]) => [id, decideHandling(each as never, law.cn2018February).verdict])
    expect(wanted.length).toBeGreaterThan(1)
    expect(again.map(({ id, verdict }) => [id, verdict]).sort()).toEqual(wanted.sort())
  })
})
