/** The databases themselves: each starts, answers and stops; what is asked of them elsewhere rests on this. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ALL_ENGINES, isInstalled, numberOf } from './engines.ts'

const SOURCES = ['docs/guides/sql.md', 'src/sql/dialects.ts'].map((name) =>
  readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8').replace(/\s+/g, ' '),
)
/** As much of a version as is promised, behind the name of the database. */
const PROMISED = {
  pglite: /^PostgreSQL/,
  postgresql: /^PostgreSQL \d+/,
  duckdb: /\d+\.\d+/,
  clickhouse: /^\d+/,
} as const
const TITLES = { pglite: '', postgresql: '', duckdb: 'DuckDB ', clickhouse: 'ClickHouse ' } as const

test('the guide and the type of a dialect name the same versions', () => {
  const named = SOURCES.map((text) => /tested on (PostgreSQL .*? and ClickHouse \d+)/.exec(text)?.[1])
  expect(named[0]).toContain('(and PGlite)')
  expect(named[1]).toBe(named[0])
})

describe.each(ALL_ENGINES)('the engine %s', (name, open) => {
  test.skipIf(!isInstalled(name))('runs statements and gives rows, in the version that the guide names', async () => {
    const engine = await open()
    try {
      expect(engine.name).toBe(name)
      const type = engine.dialect === 'clickhouse' ? 'Int64' : 'bigint'
      const end = engine.dialect === 'clickhouse' ? ' ENGINE = Memory' : ''
      await engine.run(`CREATE TABLE trial ("at" ${type} NOT NULL)${end}`)
      await engine.run('INSERT INTO trial VALUES (1535990400000), (-1)')
      const rows = await engine.rows('SELECT "at" FROM trial ORDER BY "at"')
      expect(rows.map(({ at }) => numberOf(at))).toEqual([-1, 1535990400000])
      const [version] = await engine.rows('SELECT version() AS version')
      const promised = PROMISED[name].exec(String(version?.version))?.[0]
      for (const text of SOURCES) expect(text).toContain(`${TITLES[name]}${promised}`)
    } finally {
      await engine.close()
    }
  })
})
