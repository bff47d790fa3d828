/** The databases themselves: each starts, answers and stops; what is asked of them elsewhere rests on this. */
import { describe, expect, test } from 'vitest'
import { ALL_ENGINES, isInstalled, numberOf } from './engines.ts'

describe.each(ALL_ENGINES)('the engine %s', (name, open) => {
  test.skipIf(!isInstalled(name))('runs statements and gives rows', async () => {
    const engine = await open()
    try {
      expect(engine.name).toBe(name)
      const type = engine.dialect === 'clickhouse' ? 'Int64' : 'bigint'
      const end = engine.dialect === 'clickhouse' ? ' ENGINE = Memory' : ''
      await engine.run(`CREATE TABLE trial ("at" ${type} NOT NULL)${end}`)
      await engine.run('INSERT INTO trial VALUES (1535990400000), (-1)')
      const rows = await engine.rows('SELECT "at" FROM trial ORDER BY "at"')
      expect(rows.map(({ at }) => numberOf(at))).toEqual([-1, 1535990400000])
    } finally {
      await engine.close()
    }
  })
})
