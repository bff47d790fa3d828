import { shorten } from '../input/issue.ts'
import { visible, visibleJson } from '../input/text.ts'
import type { Fact, FactName } from '../law/facts.ts'
import { QUESTIONS, type Question, type RuleBook, type RuleSet } from '../law/index.ts'
import { type Columns, columnName, factsOfQuestion, hasKnownColumn, knownName } from '../sql/columns.ts'
import { decisionSql } from '../sql/decision.ts'
import { grammarOf } from '../sql/dialects.ts'
import { LATEST_SECONDS } from '../sql/unusable-rows.ts'
import { type Arguments, oneOf } from './arguments.ts'
import { chineseOf, columnsIn, FINE_YUAN, LEAST_FINE } from './cell-text.ts'
import { cellOf } from './cells.ts'
import { chineseColumns, chineseWords } from './chinese.ts'
import { type Database, type Screen, UsageError } from './host.ts'
import { open, plainly } from './load.ts'
import { progressOf } from './progress.ts'
import { rulesOf } from './rules.ts'
import { textTable } from './text-table.ts'

const FORMATS = ['table', 'json', 'csv'] as const
type Format = (typeof FORMATS)[number]
const BATCH = 50_000
/** How many malformed cells, or columns that are not read, are told one by one. */
const TOLD = 20
const grammar = grammarOf('audit', 'duckdb')

/** `demerit audit FILE`: judges every row of a file of facts, and sums up or writes each row's decision. */
export async function audit(given: Arguments, host: Screen): Promise<number> {
  const [path, ...others] = given.words
  if (path === undefined || others.length > 0) throw new UsageError('audit wants one file, CSV or Parquet')
  const question = oneOf(given, 'question', QUESTIONS)
  const format = oneOf(given, 'format', FORMATS, 'table')
  const isBeijing = oneOf(given, 'times', ['offset', 'beijing'], 'offset') === 'beijing'
  const rules = rulesOf(given)
  const database = await openDuckdb(host)
  try {
    const columns = await load(path, question, database, host)
    const read = await readCells(path, question, { names: columns, isBeijing }, database, host)
    await judge(rules, question, { format, id: columns.includes('id') ? 'id' : undefined, ...read }, database, host)
    return read.malformed > 0 ? 1 : 0
  } finally {
    database.close()
  }
}

async function openDuckdb(host: Screen): Promise<Database> {
  try {
    return await host.openDuckdb()
  } catch {
    throw new UsageError('audit needs DuckDB: npm install @duckdb/node-api')
  }
}

/** Reads the cells that hold facts, as text, each row with its number, and gives the names of their columns. */
async function load(path: string, question: Question, database: Database, host: Screen): Promise<readonly string[]> {
  const { from, columns } = await open(path, database)
  const { taken, others, problem } = columnsIn(
    columns.map(({ name }) => name),
    question,
  )
  switch (problem?.code) {
    case 'twice':
      throw new UsageError(`${path}: two columns are ${problem.column}`)
    case 'fen-and-yuan':
      throw new UsageError(`${path}: fine is in fen and ${FINE_YUAN} in yuan; only one is wanted`)
    case 'no-fact': {
      const chinese = chineseColumns(question)
      const known = factsOfQuestion(question).map(({ name }) => columnName(name))
      throw new UsageError(
        `${path}: no column is a fact of the question; there are ${known.map((column) => `${column} (${chineseOf(chinese, column)})`).join(', ')}`,
      )
    }
  }
  if (others.length > 0) {
    const more = others.length > TOLD ? ` and ${others.length - TOLD} more` : ''
    host.err(`demerit: not facts, so not read: ${others.slice(0, TOLD).map(shorten).join(', ')}${more}\n`)
  }
  const cells = [...taken].map(([column, index]) => `${columns[index]?.sql} AS ${grammar.name(column)}`)
  try {
    await database.run(
      `CREATE TABLE demerit_file AS SELECT row_number() OVER () AS demerit_row, ${cells.join(', ')} FROM ${from}`,
    )
  } catch (error) {
    throw plainly(path, error)
  }
  if (taken.has(FINE_YUAN)) await database.run(`ALTER TABLE demerit_file RENAME COLUMN ${FINE_YUAN} TO fine`)
  return [...taken.keys()]
}

interface Read {
  readonly rows: number
  readonly malformed: number
  readonly columns: Columns
  readonly unknown: readonly FactName[]
}

/** Makes values of the cells that hold facts; tells those that are malformed, with row and column. */
async function readCells(
  path: string,
  question: Question,
  { names, isBeijing }: { readonly names: readonly string[]; readonly isBeijing: boolean },
  database: Database,
  host: Screen,
): Promise<Read> {
  const facts = factsOfQuestion(question)
  const inYuan = names.includes(FINE_YUAN)
  const isPresent = ({ name }: Fact) => names.includes(columnName(name)) || (name === 'fine' && inYuan)
  const present = facts.filter(isPresent)
  const cells = present.map((fact) => {
    const known =
      hasKnownColumn(fact) && names.includes(knownName(fact.name)) ? grammar.name(knownName(fact.name)) : undefined
    const unit = fact.name === 'fine' && inYuan ? 'yuan' : undefined
    return [
      fact,
      cellOf(fact, grammar.name(columnName(fact.name)), grammar, {
        known,
        unit,
        words: chineseWords(fact, question),
        isBeijing,
      }),
    ] as const
  })
  const values = cells.flatMap(([fact, { value, known }]) => {
    const read = `${value} AS ${grammar.name(columnName(fact.name))}`
    return hasKnownColumn(fact) ? [read, `${known} AS ${grammar.name(knownName(fact.name))}`] : [read]
  })
  const id = names.includes('id') ? `, ${grammar.name('id')}` : ''
  const broken = cells.map(([, { isMalformed }]) => isMalformed).join(' OR ')
  await database.run(
    `CREATE TABLE demerit_facts AS SELECT demerit_row${id}, ${values.join(', ')}, ${broken} AS demerit_broken FROM demerit_file`,
  )
  const [counted] = await database.rows(
    'SELECT count(*) AS n, count(CASE WHEN demerit_broken THEN 1 END) AS broken FROM demerit_facts',
  )
  const told = cells.map(
    ([{ name }, { isMalformed, wanted }]) =>
      `SELECT demerit_row, ${grammar.text(name === 'fine' && inYuan ? FINE_YUAN : columnName(name))} AS col, ${grammar.name(columnName(name))} AS cell, ${grammar.text(wanted)} AS wanted FROM demerit_file WHERE ${isMalformed}`,
  )
  const malformed = await database.rows(
    `SELECT * FROM (${told.join(' UNION ALL ')}) ORDER BY demerit_row, col LIMIT ${TOLD + 1}`,
  )
  for (const { demerit_row, col, cell, wanted } of malformed.slice(0, TOLD)) {
    host.err(`${path}: row ${demerit_row}, column ${col}: ${shorten(cell)}; wanted ${wanted}\n`)
  }
  if (malformed.length > TOLD) host.err(`${path}: and more; ${counted?.broken} rows have malformed cells\n`)
  await notes(path, present, database, host)
  const columns = Object.fromEntries(
    present.map((fact) => {
      const column = columnName(fact.name)
      return [fact.name, hasKnownColumn(fact) ? { column, known: knownName(fact.name) } : column]
    }),
  )
  const unknown = facts.filter((fact) => !present.includes(fact)).map(({ name }) => name)
  return { rows: Number(counted?.n), malformed: Number(counted?.broken), columns, unknown }
}

/** Tells what is read without being malformed, and is most likely meant otherwise: yuan for fen, seconds for milliseconds. */
async function notes(path: string, present: readonly Fact[], database: Database, host: Screen): Promise<void> {
  for (const { name, kind } of present) {
    const column = columnName(name)
    if (kind !== 'fen' && kind !== 'instant') continue
    if (kind === 'instant') {
      const [early] = await database.rows(
        `SELECT count(*) AS n, min(demerit_row) AS first FROM demerit_facts WHERE ${grammar.name(column)} BETWEEN 0 AND ${LATEST_SECONDS}`,
      )
      if (Number(early?.n) === 0) continue
      host.err(
        `${path}: column ${column}: ${early?.n} rows, first row ${early?.first}, have an instant of the first weeks of 1970; numbers are milliseconds, not seconds, and 0 is no sign for none\n`,
      )
      continue
    }
    const [largest] = await database.rows(
      `SELECT CAST(max(${grammar.name(column)}) AS VARCHAR) AS n FROM demerit_facts`,
    )
    const most = Number(largest?.n ?? 0)
    if (most > 0 && most < LEAST_FINE)
      host.err(
        `${path}: column ${column}: fines are in fen, and the largest is ${most} (${most / 100} yuan); a column ${FINE_YUAN} is read in yuan\n`,
      )
  }
}

interface Judging extends Read {
  readonly format: Format
  readonly id: string | undefined
}

const LISTS = ['failing', 'unknown', 'missing'] as const

/** Judges the rows, a batch at a time, and writes what the format asks for. */
async function judge(
  rules: RuleSet | RuleBook,
  question: Question,
  { format, id, rows, columns, unknown }: Judging,
  database: Database,
  host: Screen,
): Promise<void> {
  const keep = ['demerit_row', ...(id === undefined ? [] : [id]), 'demerit_broken']
  const inner = keep.map((name, index) => `${grammar.name(name)} AS ${grammar.name(`kept_${index}`)}`)
  const values = Object.entries(columns).flatMap(([, place]) =>
    typeof place === 'string' ? [place] : [place.column, place.known as string],
  )
  const from = { sql: `SELECT ${[...inner, ...values.map(grammar.name)].join(', ')} FROM demerit_batch` }
  const judged = decisionSql(rules, question, {
    dialect: 'duckdb',
    from,
    columns,
    unknown,
    keep: keep.map((_, index) => `kept_${index}`),
  })
  const broken = `kept_${keep.length - 1}`
  const label = id === undefined ? 'CAST(kept_0 AS VARCHAR)' : 'kept_1'
  const named = (column: string) =>
    `CASE WHEN ${broken} THEN []::VARCHAR[] ELSE ${grammar.name(column)} END AS ${grammar.name(column)}`
  const results = `SELECT kept_0 AS demerit_row, ${label} AS id, CASE WHEN ${broken} THEN 'invalid' ELSE verdict END AS verdict,
    CASE WHEN NOT ${broken} THEN rule_set END AS rule_set, ${LISTS.map(named).join(', ')} FROM (${judged}) AS demerit_judged`
  const verdicts = new Map<string, number>()
  const failing = new Map<string, number>()
  const missing = new Map<string, number>()
  const bar = progressOf(host, 'judged', rows)
  if (format === 'csv') await host.out(`id,verdict,rule_set,${LISTS.join(',')}\n`)
  for (let done = 0; done < rows; done += BATCH) {
    bar.at(done)
    await database.run(
      `CREATE OR REPLACE TEMP TABLE demerit_batch AS SELECT * FROM demerit_facts WHERE demerit_row > ${done} AND demerit_row <= ${done + BATCH}`,
    )
    await database.run(`CREATE OR REPLACE TEMP TABLE demerit_result AS ${results}`)
    if (format === 'table') {
      add(verdicts, await database.rows('SELECT verdict AS word, count(*) AS n FROM demerit_result GROUP BY verdict'))
      for (const [sums, list] of [
        [failing, 'failing'],
        [missing, 'missing'],
      ] as const) {
        const words = `SELECT unnest(${list}) AS word FROM demerit_result`
        add(sums, await database.rows(`SELECT word, count(*) AS n FROM (${words}) GROUP BY word`))
      }
      continue
    }
    const each = await database.rows('SELECT * EXCLUDE (demerit_row) FROM demerit_result ORDER BY demerit_row')
    await host.out(each.map(format === 'csv' ? csvLine : jsonLine).join(''))
  }
  bar.end()
  if (format === 'table') await host.out(summary(rows, verdicts, failing, missing))
}

function add(sums: Map<string, number>, rows: readonly Readonly<Record<string, unknown>>[]): void {
  for (const { word, n } of rows) sums.set(String(word), (sums.get(String(word)) ?? 0) + Number(n))
}

function summary(
  rows: number,
  verdicts: ReadonlyMap<string, number>,
  failing: ReadonlyMap<string, number>,
  missing: ReadonlyMap<string, number>,
): string {
  const ordered = (sums: ReadonlyMap<string, number>) =>
    [...sums].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
  const tables = [textTable(['verdict', 'rows'], ordered(verdicts))]
  if (failing.size > 0) tables.push(textTable(['refused by', 'rows'], ordered(failing)))
  if (missing.size > 0) tables.push(textTable(['not known', 'rows'], ordered(missing)))
  return `${rows} rows\n\n${tables.join('\n')}`
}

function csvLine(row: Readonly<Record<string, unknown>>): string {
  const lists = LISTS.map((name) => (row[name] as readonly string[]).join(' '))
  return `${[row.id, row.verdict, row.rule_set, ...lists].map(quoted).join(',')}\n`
}

function quoted(value: unknown): string {
  const text = value === null || value === undefined ? '' : plainCell(visible(String(value)))
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text
}

/** A cell that a spreadsheet takes for text: one that begins as a formula does, and is not a number, has an apostrophe before it. */
function plainCell(text: string): string {
  return /^[=+\-@]/.test(text) && !/^[+-]?\d+([.]\d+)?$/.test(text) ? `'${text}` : text
}

function jsonLine({ id, verdict, rule_set, failing, unknown, missing }: Readonly<Record<string, unknown>>): string {
  return `${visibleJson(JSON.stringify({ id, verdict, ruleSet: rule_set ?? null, failing, unknown, missing }))}\n`
}
