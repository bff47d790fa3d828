import type { FactName } from '../law/facts.ts'
import { QUESTIONS, type Question, type RuleBook, type RuleSet } from '../law/index.ts'
import { type Columns, columnName, factsOfQuestion, hasKnownColumn, knownName } from '../sql/columns.ts'
import { decisionSql } from '../sql/decision.ts'
import { grammarOf } from '../sql/dialects.ts'
import { type Arguments, oneOf } from './arguments.ts'
import { cellOf } from './cells.ts'
import { type Database, type Host, UsageError } from './host.ts'
import { progressOf } from './progress.ts'
import { rulesOf } from './rules.ts'
import { textTable } from './text-table.ts'

const FORMATS = ['table', 'json', 'csv'] as const
type Format = (typeof FORMATS)[number]
const BATCH = 50_000
/** How many malformed cells are told one by one. */
const TOLD = 20
const grammar = grammarOf('audit', 'duckdb')

/** `demerit audit FILE`: judges every row of a file of facts, and sums up or writes each row's decision. */
export async function audit(given: Arguments, host: Host): Promise<number> {
  const [path, ...others] = given.words
  if (path === undefined || others.length > 0) throw new UsageError('audit wants one file, CSV or Parquet')
  const question = oneOf(given, 'question', QUESTIONS)
  const format = oneOf(given, 'format', FORMATS, 'table')
  const rules = rulesOf(given)
  const database = await openDuckdb(host)
  try {
    const columns = await load(path, database)
    const read = await readCells(path, question, columns, database, host)
    await judge(rules, question, { format, id: columns.includes('id') ? 'id' : undefined, ...read }, database, host)
    return read.malformed > 0 ? 1 : 0
  } finally {
    database.close()
  }
}

async function openDuckdb(host: Host): Promise<Database> {
  try {
    return await host.openDuckdb()
  } catch {
    throw new UsageError('audit needs DuckDB: npm install @duckdb/node-api')
  }
}

/** Reads the file as text, each row with its number, and gives the names of its columns. */
async function load(path: string, database: Database): Promise<readonly string[]> {
  const file = grammar.text(path)
  const isParquet = path.toLowerCase().endsWith('.parquet')
  const from = isParquet
    ? `(SELECT CAST(COLUMNS(*) AS VARCHAR) FROM read_parquet(${file}))`
    : `read_csv(${file}, header = true, all_varchar = true, nullstr = '')`
  try {
    await database.run(`CREATE TABLE demerit_file AS SELECT row_number() OVER () AS demerit_row, * FROM ${from}`)
  } catch (error) {
    throw new UsageError(`${path}: ${(error as Error).message.split(/\n/)[0]}`)
  }
  const rows = await database.rows("SELECT column_name FROM (DESCRIBE demerit_file) WHERE column_name <> 'demerit_row'")
  return rows.map(({ column_name }) => String(column_name))
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
  names: readonly string[],
  database: Database,
  host: Host,
): Promise<Read> {
  const facts = factsOfQuestion(question)
  const present = facts.filter(({ name }) => names.includes(columnName(name)))
  if (present.length === 0) {
    throw new UsageError(
      `${path}: no column is a fact of the question; there are ${facts.map(({ name }) => columnName(name)).join(', ')}`,
    )
  }
  const used = new Set(['id', ...present.map(({ name }) => columnName(name))])
  const others = names.filter((name) => !used.has(name))
  if (others.length > 0) host.err(`demerit: not facts, so not read: ${others.join(', ')}\n`)
  const cells = present.map((fact) => [fact, cellOf(fact, grammar.name(columnName(fact.name)), grammar)] as const)
  const values = cells.flatMap(([fact, { value }]) => {
    const column = columnName(fact.name)
    const read = `${value} AS ${grammar.name(column)}`
    return hasKnownColumn(fact)
      ? [read, `COALESCE(trim(${grammar.name(column)}) <> '', FALSE) AS ${grammar.name(knownName(fact.name))}`]
      : [read]
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
      `SELECT demerit_row, ${grammar.text(columnName(name))} AS col, ${grammar.name(columnName(name))} AS cell, ${grammar.text(wanted)} AS wanted FROM demerit_file WHERE ${isMalformed}`,
  )
  const malformed = await database.rows(
    `SELECT * FROM (${told.join(' UNION ALL ')}) ORDER BY demerit_row, col LIMIT ${TOLD + 1}`,
  )
  for (const { demerit_row, col, cell, wanted } of malformed.slice(0, TOLD)) {
    host.err(`${path}: row ${demerit_row}, column ${col}: ${JSON.stringify(cell)}; wanted ${wanted}\n`)
  }
  if (malformed.length > TOLD) host.err(`${path}: and more; ${counted?.broken} rows have malformed cells\n`)
  const columns = Object.fromEntries(
    present.map((fact) => {
      const column = columnName(fact.name)
      return [fact.name, hasKnownColumn(fact) ? { column, known: knownName(fact.name) } : column]
    }),
  )
  const unknown = facts.filter((fact) => !present.includes(fact)).map(({ name }) => name)
  return { rows: Number(counted?.n), malformed: Number(counted?.broken), columns, unknown }
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
  host: Host,
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
      add(
        failing,
        await database.rows(
          'SELECT word, count(*) AS n FROM (SELECT unnest(failing) AS word FROM demerit_result) GROUP BY word',
        ),
      )
      continue
    }
    const each = await database.rows('SELECT * EXCLUDE (demerit_row) FROM demerit_result ORDER BY demerit_row')
    await host.out(each.map(format === 'csv' ? csvLine : jsonLine).join(''))
  }
  bar.end()
  if (format === 'table') await host.out(summary(rows, verdicts, failing))
}

function add(sums: Map<string, number>, rows: readonly Readonly<Record<string, unknown>>[]): void {
  for (const { word, n } of rows) sums.set(String(word), (sums.get(String(word)) ?? 0) + Number(n))
}

function summary(rows: number, verdicts: ReadonlyMap<string, number>, failing: ReadonlyMap<string, number>): string {
  const ordered = (sums: ReadonlyMap<string, number>) =>
    [...sums].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
  const tables = [textTable(['verdict', 'rows'], ordered(verdicts))]
  if (failing.size > 0) tables.push(textTable(['refused by', 'rows'], ordered(failing)))
  return `${rows} rows\n\n${tables.join('\n')}`
}

function csvLine(row: Readonly<Record<string, unknown>>): string {
  const lists = LISTS.map((name) => (row[name] as readonly string[]).join(' '))
  return `${[row.id, row.verdict, row.rule_set, ...lists].map(quoted).join(',')}\n`
}

function quoted(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text
}

function jsonLine({ id, verdict, rule_set, failing, unknown, missing }: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify({ id, verdict, ruleSet: rule_set ?? null, failing, unknown, missing })}\n`
}
