/** Facts from history: for every act of random histories, accepted or only asked about, those that the registry had then. */
import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FACTS, type FactName, type HandlingFacts } from '../../src/index.ts'
import { columnName } from '../../src/law/fact-columns.ts'
import { cn, QUESTIONS, type Question } from '../../src/law/index.ts'
import { decisionSql, factsSql } from '../../src/sql/index.ts'
import { ENGINES, type Engine, type Row } from './engines.ts'
import { type Act, histories, loadActs, loadTables, shown } from './history.ts'
import { toldLate } from './late.ts'

const HISTORIES = Number(process.env.DEMERIT_SQL_HISTORIES ?? 200)
const SEED = Number(process.env.DEMERIT_SEED ?? randomInt(2 ** 31))
/** What no history in these tables tells. */
const TOLD_BY_NOBODY: readonly FactName[] = [
  'ownerConsent',
  'identityVerified',
  'offenderPresent',
  'licenceStates',
  'licenceClasses',
]

const drawn = histories(HISTORIES, SEED)
/** The registry goes by its log, the query by time: where some of it was told late, they are the same. */
const { late: told, ...late } = toldLate(
  drawn.tables,
  SEED,
  [...drawn.binds, ...drawn.handles].map(({ at }) => at),
)
const acts: { readonly [Q in Question]: readonly Act<object>[] } = { bind: drawn.binds, handle: drawn.handles }

describe.each(ENGINES)('facts from history in %s', (_, open) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await open()
    await loadTables(engine, late)
    await loadActs(engine, drawn)
  })
  afterAll(() => engine.close())

  const compared = (rows: readonly Row[], wanted: readonly Act<object>[], names: readonly FactName[]) => {
    expect(rows.length).toBe(wanted.length)
    expect(rows.filter(({ uncertain }) => uncertain)).toEqual([])
    const found = new Map(rows.map((row) => [String(row.id), row]))
    const differing: object[] = []
    for (const act of wanted) {
      for (const name of names) {
        const library = shown(name, (act.facts as Record<string, unknown>)[name])
        const sql = shown(name, found.get(act.id)?.[columnName(name)])
        if (library !== sql) differing.push({ act: act.id, seq: act.seq, name, library, sql })
      }
    }
    expect([differing.length, differing.slice(0, 5), SEED]).toEqual([0, [], SEED])
  }
  const factsOf = (question: Question, ...without: readonly FactName[]) =>
    FACTS.filter(({ name, questions }) => questions.includes(question) && !without.includes(name)).map(
      ({ name }) => name,
    )

  test.each(QUESTIONS)('of every act, accepted or not: %s', async (question) => {
    expect(acts[question].length).toBeGreaterThan(HISTORIES * 20)
    expect(told).toBeGreaterThan(HISTORIES / 4)
    const sql = factsSql(question, {
      dialect: engine.dialect,
      acts: `acts_${question}`,
      given: { channel: 'channel' },
    })
    compared(await engine.rows(sql), acts[question], factsOf(question, ...TOLD_BY_NOBODY))
  })

  test('the label of the full score, which no event puts on; not known where the rest may be finished at a window', async () => {
    const given = { channel: 'channel', licenceStates: { column: 'states', known: true } } as const
    const rows = await engine.rows(factsSql('handle', { dialect: engine.dialect, acts: 'acts_handle', given }))
    const found = new Map(rows.map((row) => [String(row.id), row]))
    const kinds = { added: 0, finished: 0, plain: 0, unknown: 0 }
    for (const { id, states, facts } of acts.handle) {
      const row = found.get(id) as Row
      const { licenceStates, pointsHeld, channel } = facts as HandlingFacts
      const isFull = pointsHeld >= 12 && !states.includes('full-points')
      if (!row.licence_states_known) {
        kinds.unknown++
        expect([id, isFull, channel, SEED]).toEqual([id, true, 'window', SEED])
        continue
      }
      kinds[!isFull ? 'plain' : licenceStates.includes('full-points') ? 'added' : 'finished']++
      const told = [...((row.licence_states ?? []) as string[])].sort()
      expect([id, told, SEED]).toEqual([id, [...licenceStates].sort(), SEED])
    }
    expect(kinds.plain).toBeGreaterThan(0)
    expect(kinds.finished).toBe(0)
    if (HISTORIES >= 50) expect(kinds.added).toBeGreaterThan(kinds.unknown)
  })

  test.each(QUESTIONS)('of the rows of the tables: %s', async (question) => {
    const accepted = acts[question].filter(({ id, seq }) => id === String(seq))
    expect(accepted.length).toBeGreaterThan(HISTORIES)
    const rows = await engine.rows(factsSql(question, { dialect: engine.dialect }))
    compared(rows, accepted, factsOf(question, ...TOLD_BY_NOBODY))
  })

  test('columns of the acts are kept beside their facts, and beside their decisions', async () => {
    const { dialect } = engine
    const facts = factsSql('handle', { dialect, keep: ['violation', 'seq'] })
    const sql = decisionSql(cn, 'handle', { dialect, from: { sql: facts }, keep: ['id', 'violation', 'seq'] })
    const accepted = acts.handle.filter(({ id, seq }) => id === String(seq))
    const found = (await engine.rows(sql)).map(({ id, violation, seq }) => [id, violation, String(seq)].join()).sort()
    expect(found).toEqual(accepted.map(({ id, violation, seq }) => [id, violation, String(seq)].join()).sort())
    for (const keep of [['id'], ['Fine'], ['violation', 'violation']]) {
      expect(() => factsSql('handle', { dialect, keep })).toThrow(/factsSql\(keep\)/)
    }
  })
})
