/** The guides of audits and of SQL: what they show of the command line and of DuckDB is run here, the rest with the other pages. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { MEANINGS } from '../../src/cli/message.ts'
import { cn, cn2020 } from '../../src/law/index.ts'
import { auditSql, ROW_PROBLEMS, TABLES } from '../../src/sql/index.ts'
import { POSTGRES_TYPES } from '../../src/tables/types.ts'
import { type Block, blocksOf, ROOT, workshop } from '../docs/snippets.ts'
import { commandLine } from '../support/command-line.ts'
// @ts-expect-error -- a page without types of its own
import { GUIDES, RESULTS, withTables } from './bench-page.mjs'
import { duckdb, ENGINES, enginesInstalled, isInstalled, pglite } from './engines.ts'

const PAGES = ['audit', 'audit-reference', 'sql', 'sql-reference'].map((name) => `docs/guides/${name}.md`)
const blocks = PAGES.flatMap((page) => blocksOf(page))
const page = PAGES.map((name) => readFileSync(join(ROOT, name), 'utf8')).join('\n')
const chinese = readFileSync(join(ROOT, 'docs/guides/sql.zh-CN.md'), 'utf8')
const { fileOf, ran } = commandLine()
const VERSION: string = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version

test('the guide lists every query of an audit, with its title', () => {
  const { queries } = auditSql(cn, { dialect: 'duckdb' })
  expect(page).toContain(queries.map(({ name, title }) => `| \`${name}\` | ${title.en} |`).join('\n'))
  expect(chinese).toContain(queries.map(({ name, title }) => `| \`${name}\` | ${title.zh} |`).join('\n'))
})

test('the guide lists every code of the command line, with what it means', () => {
  const rows = Object.entries(MEANINGS).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`)
  expect(page).toContain(`| code | means |\n| --- | --- |\n${rows.join('\n')}\n\n`)
})

test('the guide lists everything that may be wrong with rows, with its sentence', () => {
  for (const [language, text] of [
    ['en', page],
    ['zh', chinese],
  ] as const) {
    const rows = Object.entries(ROW_PROBLEMS).map(([problem, says]) => `| \`${problem}\` | ${says[language]} |`)
    expect(text).toContain(rows.join('\n'))
  }
})

/** What the guide writes for a column of another type, by dialect: the column, the cast, and the value that it gives. */
const CASTS = {
  postgresql: [
    ["'20000'::text AS fine", 'CAST(fine AS BIGINT)', '20000'],
    ["timestamptz '2024-12-01 10:00+08' AS filed", '(extract(epoch FROM filed) * 1000)::bigint', '1733018400000'],
    ["timestamp '2024-12-01 10:00' AS filed", '(extract(epoch FROM filed) * 1000)::bigint - 28800000', '1733018400000'],
    [
      "'2024-12-01 10:00'::text AS filed",
      '(extract(epoch FROM filed::timestamp) * 1000)::bigint - 28800000',
      '1733018400000',
    ],
    ['17 AS licence', 'CAST(licence AS text)', '17'],
    ['1 AS identified', 'identified = 1', 'true'],
    ['2 AS plate_type', "lpad(CAST(plate_type AS text), 2, '0')", '02'],
    ["'seized,locked'::text AS states", "string_to_array(states, ',')", 'seized,locked'],
    [
      "' 京Ａ·１２-３４ｘ　'::text AS plate",
      "upper(regexp_replace(normalize(plate, NFKC), '[[:space:]·•・.-]', '', 'g'))",
      '京A1234X',
    ],
  ],
  duckdb: [
    ["'20000' AS fine", 'CAST(fine AS BIGINT)', '20000'],
    ["TIMESTAMPTZ '2024-12-01 10:00:00+08' AS filed", 'epoch_ms(filed)', '1733018400000'],
    ["TIMESTAMP '2024-12-01 10:00:00' AS filed", 'epoch_ms(filed) - 28800000', '1733018400000'],
    ["'2024-12-01 10:00:00' AS filed", 'epoch_ms(CAST(filed AS TIMESTAMP)) - 28800000', '1733018400000'],
    ['17 AS licence', 'CAST(licence AS text)', '17'],
    ["'Y' AS identified", "identified = 'Y'", 'true'],
    ['2 AS plate_type', "lpad(CAST(plate_type AS text), 2, '0')", '02'],
    ["'seized,locked' AS states", "string_to_array(states, ',')", 'seized,locked'],
    ["'d  ' AS licence", 'trim(licence)', 'd'],
    [
      "' 京Ａ·１２-３４ｘ　' AS plate",
      "upper(regexp_replace(translate(plate, 'ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ０１２３４５６７８９　', 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 '), '[\\s·•・.-]', '', 'g'))",
      '京A1234X',
    ],
  ],
  clickhouse: [
    [
      "toDateTime64('2024-12-01 10:00:00', 3, 'Asia/Shanghai') AS filed",
      'toUnixTimestamp64Milli(filed)',
      '1733018400000',
    ],
    [
      "'2024-12-01 10:00:00' AS filed",
      "toUnixTimestamp64Milli(toDateTime64(filed, 3, 'UTC')) - 28800000",
      '1733018400000',
    ],
    ['toUInt8(2) AS plate_type', "leftPad(toString(plate_type), 2, '0')", '02'],
    ["'seized,locked' AS states", "splitByChar(',', states)", 'seized,locked'],
    ["toFixedString('d', 18) AS licence", 'toString(licence)', 'd'],
    [
      "' 京Ａ·１２-３４ｘ　' AS plate",
      "upper(replaceRegexpAll(normalizeUTF8NFKC(plate), '[\\\\s·•・.-]', ''))",
      '京A1234X',
    ],
  ],
} as const

test.each(ENGINES)('what the guide writes for columns of another type gives the value: %s', async (_, open) => {
  const engine = await open()
  try {
    for (const [column, cast, value] of CASTS[engine.dialect]) {
      expect(page).toContain(cast)
      const [row] = await engine.rows(`SELECT ${cast} AS v FROM (SELECT ${column}) AS t`)
      expect([cast, String(row?.v)]).toEqual([cast, value])
    }
  } finally {
    await engine.close()
  }
})

/** Columns of tables without positions, each with a key of its own. */
const WITHOUT_POSITIONS = {
  owners: 'id text, vehicle text, owner text, owner_kind text, since bigint',
  violations:
    'id text, vehicle text, occurred_at bigint, recorded_at bigint, fine bigint, points integer, recorded_by text, withdrawn_at bigint',
  bindings: 'id text, driver text, vehicle text, channel text, since bigint, released_at bigint',
  handlings:
    'id text, violation text, driver text, vehicle text, channel text, "at" bigint, own boolean, revoked_at bigint',
}

describe.each([
  ['pglite', pglite],
  ['duckdb', duckdb],
] as const)('numbered by time in %s', (name, open) => {
  test.skipIf(!isInstalled(name))('lawful acts of one instant break no rule, and a fourth vehicle does', async () => {
    const engine = await open()
    try {
      for (const [table, columns] of Object.entries(WITHOUT_POSITIONS))
        await engine.run(`CREATE TABLE my_${table} (${columns})`)
      await engine.run(
        'CREATE TABLE vehicles (id text, owner text, owner_kind text, plate_type text, operating boolean, changed_at bigint, changed_seq bigint)',
      )
      const at = (hour: number) => Date.parse('2021-03-01T00:00:00+08:00') + hour * 3_600_000
      for (const vehicle of ['a', 'b', 'c', 'e']) {
        await engine.run(`INSERT INTO vehicles VALUES ('${vehicle}', 'o', 'individual', '02', false, NULL, NULL)`)
        await engine.run(`INSERT INTO my_owners VALUES ('o${vehicle}', '${vehicle}', 'o', 'individual', ${at(0)})`)
      }
      const bindings = [
        // One releases a vehicle and binds another, one binds anew what he releases, one binds and releases: each at nine.
        ...['a', 'b', 'c'].map((vehicle, hour) => ['d1', vehicle, at(hour), vehicle === 'a' ? at(9) : null]),
        ['d1', 'e', at(9), null],
        ['d2', 'a', at(1), at(9)],
        ['d2', 'a', at(9), null],
        ['d3', 'b', at(9), at(9)],
        ...['a', 'b', 'c', 'e'].map((vehicle, hour) => ['d4', vehicle, at(hour + 10), null]),
      ] as const
      for (const [index, [driver, vehicle, since, until]] of bindings.entries())
        await engine.run(
          `INSERT INTO my_bindings VALUES ('b${index}', '${driver}', '${vehicle}', 'app', ${since}, ${until})`,
        )
      // The violation that d1 handles, whose handling is revoked, and that he handles again at that instant.
      await engine.run(`INSERT INTO my_violations VALUES ('w', 'b', ${at(8)}, ${at(8)}, 20000, 3, 'monitoring', NULL)`)
      await engine.run(`INSERT INTO my_handlings VALUES ('h1', 'w', 'd1', 'b', 'app', ${at(9)}, false, ${at(10)}),
        ('h2', 'w', 'd1', 'b', 'app', ${at(10)}, false, NULL)`)
      const numbering = blocks.find(({ language, code }) => language === 'sql' && code.includes('numbered')) as Block
      await engine.run(numbering.code)
      const accused: unknown[] = []
      const { setup, queries } = auditSql(cn2020, { dialect: engine.dialect, points: 'unknown' })
      for (const statement of setup) await engine.run(statement)
      for (const { name, sql } of queries) {
        if (/-judged$|-by-month$|^(daily|yearly)-/.test(name)) continue
        for (const { driver } of await engine.rows(sql)) accused.push([name, driver])
      }
      expect(accused).toEqual([['driver-over-cap', 'd4']])
    } finally {
      await engine.close()
    }
  })
})

test('PostgreSQL takes the keys that the guide says for tables of one’s own, and they are the keys of the tables', async () => {
  const keys = blocks.find(({ language, code }) => language === 'sql' && code.includes('ADD PRIMARY KEY')) as Block
  const engine = await pglite()
  try {
    for (const [table, { columns }] of Object.entries(TABLES)) {
      const types = Object.entries(columns).map(([column, { kind }]) => `"${column}" ${POSTGRES_TYPES[kind]}`)
      await engine.run(`CREATE TABLE ${table} (${types.join(', ')})`)
    }
    await engine.run(keys.code)
    const unique =
      await engine.rows(`SELECT conrelid::regclass::text AS name, array_agg(a.attname::text ORDER BY p.n) AS key
      FROM pg_constraint c CROSS JOIN unnest(c.conkey) WITH ORDINALITY AS p(attnum, n) JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = p.attnum
      WHERE c.contype IN ('p', 'u') AND c.connamespace = 'public'::regnamespace GROUP BY c.oid, conrelid`)
    const said = Object.fromEntries(Object.entries(TABLES).map(([name, { key }]) => [name, [...key]]))
    expect(Object.fromEntries(unique.map(({ name, key }) => [name, key]))).toEqual(said)
  } finally {
    await engine.close()
  }
})

test('the guide shows the speed that was measured', () => {
  const results = JSON.parse(readFileSync(RESULTS, 'utf8'))
  for (const [guide, says] of Object.entries(GUIDES)) {
    const shown = readFileSync(guide, 'utf8')
    expect(shown).toBe(withTables(shown, results, says))
  }
})

/** The columns of the tables, as a page shows them. */
function tablesText(): string {
  return Object.entries(TABLES)
    .map(([name, { means, key, columns }]) => {
      const rows = Object.entries(columns).map(([column, { kind, orNull, words = [], means: says }]) => {
        const listed = words.length === 0 ? '' : ` ${words.map((word) => `\`${word}\``).join(', ')}.`
        return `| \`${column}\` | ${kind}${orNull ? ' or NULL' : ''} | ${says}${listed} |`
      })
      const lines = ['| column | holds | meaning |', '| --- | --- | --- |', ...rows]
      return `### \`${name}\`\n\n${means} Key: ${key.map((column) => `\`${column}\``).join(', ')}.\n\n${lines.join('\n')}`
    })
    .join('\n\n')
}

test('the guide lists every column of every table that an audit reads', async () => {
  const [before, after] = [page.indexOf('### `drivers`'), page.indexOf('\n## The facts of every act')]
  // The page breaks its lines where they are wide.
  const unwrapped = page.slice(before, after).replaceAll(/([^\n|])\n(?=[^\n|])/g, '$1 ')
  expect(unwrapped.trim()).toBe(tablesText())
})

describe.skipIf(!enginesInstalled)('the guide', () => {
  const commands = blocks.filter(({ language, code }) => language === 'sh' && code.startsWith('npx demerit '))

  test.each(commands.map(({ code, output }) => [code, output ?? ''] as const))('%s', async (code, output) => {
    const csv = blocks.find(({ language }) => language === 'csv')?.code as string
    const path = fileOf('acts.csv', `${csv}\n`)
    const words = code.split(' ').slice(2)
    const {
      code: exit,
      out,
      err,
    } = await ran(
      words.map((word) => (word === 'acts.csv' ? path : word)),
      { version: VERSION },
    )
    expect([exit, `${out}${err}`.replaceAll(path, 'acts.csv').trimEnd()]).toEqual([0, output.trimEnd()])
  })

  test.skipIf(!existsSync(join(ROOT, 'dist', 'sql.js')))(
    'what it shows of DuckDB runs on the built package, and prints what it shows',
    () => {
      const shop = workshop()
      try {
        mkdirSync(dirname(join(shop.folder, 'node_modules', '@duckdb')), { recursive: true })
        symlinkSync(
          fileURLToPath(new URL('./node_modules/@duckdb', import.meta.url)),
          join(shop.folder, 'node_modules', '@duckdb'),
          'dir',
        )
        const shown = blocks.filter(({ marks, language }) => language === 'js' && marks.includes('no-run'))
        expect(shown.length).toBeGreaterThan(0)
        for (const [index, { code, output }] of shown.entries()) {
          const file = join(shop.folder, `shown-${index}.mjs`)
          writeFileSync(file, code)
          expect(execFileSync(process.execPath, [file], { encoding: 'utf8' }).trimEnd()).toBe((output ?? '').trimEnd())
        }
      } finally {
        shop.remove()
      }
    },
  )
})
