import { shorten } from '../input/issue.ts'
import { visible, visibleJson } from '../input/text.ts'
import type { Fact, FactName } from '../law/facts.ts'
import { isRuleSet, type Question, type RuleBook, type RuleSet } from '../law/index.ts'
import { type Columns, columnName, factsOfQuestion, hasKnownColumn, knownName } from '../sql/columns.ts'
import { decisionSql } from '../sql/decision.ts'
import { grammarOf } from '../sql/dialects.ts'
import { LOCAL_TIME } from '../values/local-time.ts'
import { type Arguments, chosen, oneOf } from './arguments.ts'
import {
  columnsIn,
  FINE_YUAN,
  inFenText,
  LEAST_FINE,
  labelOf,
  malformedText,
  notReadText,
  problemText,
  wantedOf,
} from './cell-text.ts'
import { cellOf } from './cells.ts'
import { chineseWords } from './chinese.ts'
import { COMMANDS } from './commands.ts'
import { type Database, type Screen, UsageError } from './host.ts'
import { open } from './load.ts'
import { progressOf } from './progress.ts'
import { rulesOf } from './rules.ts'
import { textTable } from './text-table.ts'

const { options } = COMMANDS.audit
type Format = (typeof COMMANDS.audit.options.format.values)[number]
const BATCH = 50_000
/** How many malformed cells are shown one by one. */
const MOST_SHOWN = 20
const VERDICTS = ['permitted', 'refused', 'undetermined', 'invalid'] as const
const grammar = grammarOf('audit', 'duckdb')

/** `demerit audit FILE`: judges every row of a file of facts, and sums up or writes each row's decision. */
export async function audit(given: Arguments, host: Screen): Promise<number> {
  const [path, ...others] = given.words
  if (path === undefined || others.length > 0) throw new UsageError('audit wants one file, CSV or Parquet')
  const question = chosen(given, 'question', options.question)
  const format = chosen(given, 'format', options.format)
  const isBeijing = chosen(given, 'times', options.times) === 'beijing'
  const rules = rulesOf(given)
  const only = onlyOf(given, rules, question, format)
  const database = await openDuckdb(host)
  try {
    const columns = await load(path, question, database, host)
    const read = await readCells(path, question, { headers: columns, isBeijing }, database, host)
    const id = columns.has('id') ? 'id' : undefined
    await judge(rules, question, { format, id, only, ...read }, database, host)
    return read.malformed > 0 ? 1 : 0
  } finally {
    database.close()
  }
}

/** What `--only` keeps: the rows of a verdict, or those that a rule refuses; `undefined` where it is not given. */
function onlyOf(given: Arguments, rules: RuleSet | RuleBook, question: Question, format: Format): string | undefined {
  if (!given.options.has('only')) return undefined
  if (format === 'table') throw new UsageError('--only chooses rows to write, so it wants --format json or csv')
  const sets = isRuleSet(rules) ? [rules] : rules.sets
  const named = sets.flatMap((set) => set[question].map(({ rule }) => rule))
  return oneOf(given, 'only', [...VERDICTS, ...new Set([...named, 'no-rule-set-in-force'])])
}

async function openDuckdb(host: Screen): Promise<Database> {
  try {
    return await host.openDuckdb()
  } catch {
    throw new UsageError('audit needs DuckDB: npm install @duckdb/node-api')
  }
}

/** Reads the cells that hold facts, as text, each row with its number, and gives their columns, each with its header. */
async function load(
  path: string,
  question: Question,
  database: Database,
  host: Screen,
): Promise<ReadonlyMap<string, string>> {
  const { from, columns, failure } = await open(path, database)
  const { taken, others, problem } = columnsIn(
    columns.map(({ name }) => name),
    question,
  )
  if (problem !== undefined) throw new UsageError(`${path}: ${problemText(problem, question)}`)
  if (others.length > 0) host.err(`demerit: ${notReadText(others)}\n`)
  const cells = [...taken].map(([column, index]) => `${columns[index]?.sql} AS ${grammar.name(column)}`)
  try {
    await database.run(
      `CREATE TABLE demerit_file AS SELECT row_number() OVER () AS demerit_row, ${cells.join(', ')} FROM ${from}`,
    )
  } catch (error) {
    throw await failure(error)
  }
  if (taken.has(FINE_YUAN)) await database.run(`ALTER TABLE demerit_file RENAME COLUMN ${FINE_YUAN} TO fine`)
  return new Map([...taken].map(([column, index]) => [column, columns[index]?.name ?? '']))
}

interface Read {
  readonly rows: number
  /** How many rows have a malformed cell. */
  readonly malformed: number
  /** The columns whose cells are read, in the order of facts: what each is called in messages, and what its cells may say. */
  readonly cells: readonly {
    readonly fact: Fact
    readonly column: string
    readonly label: string
    readonly wanted: string
  }[]
  readonly columns: Columns
  readonly unknown: readonly FactName[]
  /** What is most likely meant otherwise than it is read. */
  readonly notes: readonly string[]
}

/** Makes values of the cells that hold facts; tells those that are malformed, with row and column. */
async function readCells(
  path: string,
  question: Question,
  { headers, isBeijing }: { readonly headers: ReadonlyMap<string, string>; readonly isBeijing: boolean },
  database: Database,
  host: Screen,
): Promise<Read> {
  const facts = factsOfQuestion(question)
  const inYuan = headers.has(FINE_YUAN)
  const isPresent = ({ name }: Fact) => headers.has(columnName(name)) || (name === 'fine' && inYuan)
  const present = facts.filter(isPresent)
  const read = present.map((fact) => {
    const known =
      hasKnownColumn(fact) && headers.has(knownName(fact.name)) ? grammar.name(knownName(fact.name)) : undefined
    const isYuan = fact.name === 'fine' && inYuan
    const column = isYuan ? FINE_YUAN : columnName(fact.name)
    const wanted = wantedOf(fact, { question, inYuan: isYuan, isBeijing })
    return {
      fact,
      sql: cellOf(fact, grammar.name(columnName(fact.name)), grammar, {
        known,
        unit: isYuan ? 'yuan' : undefined,
        words: chineseWords(fact, question),
        isBeijing,
      }),
      column,
      label: labelOf(column, headers.get(column) ?? column),
      wanted: known === undefined ? wanted : `${wanted}; and ${fact.name} known`,
    }
  })
  const values = read.flatMap(({ fact, sql: { value, known } }) => {
    const as = `${value} AS ${grammar.name(columnName(fact.name))}`
    return hasKnownColumn(fact) ? [as, `${known} AS ${grammar.name(knownName(fact.name))}`] : [as]
  })
  const id = headers.has('id') ? `, ${grammar.name('id')}` : ''
  const broken = read.map(({ sql }) => sql.isMalformed).join(' OR ')
  await database.run(
    `CREATE TABLE demerit_facts AS SELECT demerit_row${id}, ${values.join(', ')}, ${broken} AS demerit_broken FROM demerit_file`,
  )
  const [counted] = await database.rows(
    'SELECT count(*) AS n, count(CASE WHEN demerit_broken THEN 1 END) AS broken FROM demerit_facts',
  )
  const malformed = Number(counted?.broken)
  if (malformed > 0) {
    const cells = read.map(
      ({ fact, sql }, place) =>
        `SELECT demerit_row, ${place} AS place, COALESCE(trim(${grammar.name(columnName(fact.name))}), '') AS cell FROM demerit_file WHERE ${sql.isMalformed}`,
    )
    await database.run(`CREATE TABLE demerit_malformed AS ${cells.join(' UNION ALL ')}`)
    await tellMalformed(path, read, { malformed, rows: Number(counted?.n), isBeijing }, database, host)
  }
  const notes = await notesOf(read, { rows: Number(counted?.n), hasId: headers.has('id') }, database)
  for (const note of notes) host.err(`${path}: ${note}\n`)
  const columns = Object.fromEntries(
    present.map((fact) => {
      const column = columnName(fact.name)
      return [fact.name, hasKnownColumn(fact) ? { column, known: knownName(fact.name) } : column]
    }),
  )
  const unknown = facts.filter((fact) => !present.includes(fact)).map(({ name }) => name)
  return { rows: Number(counted?.n), malformed, cells: read, columns, unknown, notes }
}

/** The first malformed cells one by one, and how many there are in each column. */
async function tellMalformed(
  path: string,
  cells: Read['cells'],
  { rows, malformed, isBeijing }: Pick<Read, 'rows' | 'malformed'> & { readonly isBeijing: boolean },
  database: Database,
  host: Screen,
): Promise<void> {
  // Times without an offset are told in one line a column: they all lack the same.
  const instants = cells.flatMap(({ fact }, place) => (fact.kind === 'instant' && !isBeijing ? [place] : []))
  const isLocal = `regexp_full_match(cell, ${grammar.text(LOCAL_TIME.source)})`
  const local = await database.rows(
    `SELECT place, count(*) AS n, min(demerit_row) AS first, arg_min(cell, demerit_row) AS cell FROM demerit_malformed WHERE ${isLocal} GROUP BY place HAVING count(*) > 1 ORDER BY place`,
  )
  const summed = local.filter(({ place }) => instants.includes(Number(place)))
  for (const { place, n, first, cell } of summed) {
    host.err(
      `${path}: row ${first}, column ${cells[Number(place)]?.label}: ${shorten(cell)}; ${rowsText(Number(n))} have a time without an offset; --times beijing reads it as that of Beijing\n`,
    )
  }
  const others = summed.map(({ place }) => ` AND NOT (place = ${Number(place)} AND ${isLocal})`).join('')
  const first = await database.rows(
    `SELECT * FROM demerit_malformed WHERE 1 = 1${others} ORDER BY demerit_row, place LIMIT ${MOST_SHOWN}`,
  )
  // What is wanted is said with the first cell of a column.
  const explained = new Set<unknown>()
  for (const { demerit_row, place, cell } of first) {
    const { label, wanted } = cells[Number(place)] as Read['cells'][number]
    host.err(
      `${path}: row ${demerit_row}, column ${label}: ${shorten(cell)}${explained.has(place) ? '' : `; wanted ${wanted}`}\n`,
    )
    explained.add(place)
  }
  const sums = await database.rows(
    'SELECT place, count(*) AS n FROM demerit_malformed GROUP BY place ORDER BY n DESC, place',
  )
  const counts = sums.map(({ place, n }) => `${cells[Number(place)]?.label} ${n}`)
  const isMore = sums.reduce((sum, { n }) => sum + Number(n), 0) > MOST_SHOWN
  const all = isMore ? '; --only invalid with --format json or csv lists them all' : ''
  host.err(
    `${path}: malformed cells by column: ${counts.join(', ')}; ${malformed} of ${rowsText(rows)} are invalid${all}\n`,
  )
}

/** What is read without being malformed, and is most likely meant otherwise: yuan for fen, names for ids, rows that stand twice. */
async function notesOf(
  cells: Read['cells'],
  { rows, hasId }: { readonly rows: number; readonly hasId: boolean },
  database: Database,
): Promise<readonly string[]> {
  const labels = new Map(cells.map(({ fact, label }) => [columnName(fact.name), label]))
  const notes: string[] = []
  const counted = async (sql: string): Promise<Readonly<Record<string, unknown>>> => (await database.rows(sql))[0] ?? {}
  if (rows === 0) notes.push('the file has a header, and no rows')
  if (labels.has('fine')) {
    const { fine } = await counted(
      'SELECT CAST(quantile_disc(fine, 0.5) FILTER (WHERE fine > 0) AS VARCHAR) AS fine FROM demerit_facts',
    )
    if (fine !== null && Number(fine) < LEAST_FINE)
      notes.push(
        `column ${labels.get('fine')}: fines are in fen, and half of them are at most ${inFenText(Number(fine))}`,
      )
  }
  for (const { fact, label } of cells) {
    if (fact.kind !== 'id') continue
    const column = grammar.name(columnName(fact.name))
    const { n } = await counted(
      `SELECT count(DISTINCT ${column}) - count(DISTINCT upper(${column})) AS n FROM demerit_facts`,
    )
    if (Number(n) > 0)
      notes.push(
        `column ${label}: ${Number(n)} of the ids differ from others only in small and capital letters; each counts as another`,
      )
  }
  if (labels.has('driver') && labels.has('vehicle_owner')) {
    const isPerson = (column: string) => `regexp_full_match(${column}, '\\d{17}[0-9Xx]|\\d{15}')`
    const { drivers, owners, n } = await counted(
      `SELECT count(CASE WHEN ${isPerson('driver')} THEN 1 END) AS drivers, count(CASE WHEN ${isPerson('vehicle_owner')} THEN 1 END) AS owners, count(vehicle_owner) AS n FROM demerit_facts`,
    )
    if (Number(drivers) > 0 && Number(n) > 0 && Number(owners) === 0)
      notes.push(
        `column ${labels.get('vehicle_owner')}: no id has the form of those in ${labels.get('driver')}; where they are names, nobody's own vehicle is seen`,
      )
    const short = (long: string) => `substr(${long}, 1, 6) || substr(${long}, 9, 9)`
    const isOne = `upper(driver) = upper(vehicle_owner) OR length(driver) = 15 AND length(vehicle_owner) = 18 AND driver = ${short('vehicle_owner')} OR length(driver) = 18 AND length(vehicle_owner) = 15 AND vehicle_owner = ${short('driver')}`
    const two = await counted(
      `SELECT count(*) AS n, min(demerit_row) AS first FROM demerit_facts WHERE driver <> vehicle_owner AND (${isOne})`,
    )
    if (Number(two.n) > 0)
      notes.push(
        `columns ${labels.get('driver')} and ${labels.get('vehicle_owner')}: ${rowsText(Number(two.n))}, first row ${two.first}, ${Number(two.n) === 1 ? 'has' : 'have'} one number written in two ways (x and X, or 15 and 18 digits); they count as two persons`,
      )
  }
  const same = hasId
    ? ['id']
    : ['driver', 'vehicle', 'at'].every((column) => labels.has(column))
      ? [...labels.keys()]
      : []
  if (same.length > 0) {
    const columns = same.map(grammar.name).join(', ')
    const twice = await counted(
      `SELECT count(*) AS n, min(first) AS first FROM (SELECT count(*) AS n, min(demerit_row) AS first FROM demerit_facts${hasId ? ' WHERE id IS NOT NULL' : ''} GROUP BY ${columns} HAVING count(*) > 1)`,
    )
    if (Number(twice.n) > 0)
      notes.push(
        hasId
          ? `column id: ${Number(twice.n)} of the ids stand in more than one row, the first in row ${twice.first}; each row counts`
          : `${rowsText(Number(twice.n))} ${Number(twice.n) === 1 ? 'stands' : 'stand'} more than once, the first is row ${twice.first}; each counts`,
      )
  }
  return notes
}

function rowsText(rows: number): string {
  return rows === 1 ? '1 row' : `${rows} rows`
}

interface Judging extends Read {
  readonly format: Format
  readonly id: string | undefined
  /** A verdict or a rule: the rows that are written. */
  readonly only: string | undefined
}

const LISTS = ['failing', 'unknown', 'missing'] as const

/** Judges the rows, a batch at a time, and writes what the format asks for. */
async function judge(
  rules: RuleSet | RuleBook,
  question: Question,
  { format, id, only, rows, malformed, cells, columns, unknown, notes }: Judging,
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
  if (format === 'csv') await host.out(`id,verdict,rule_set,${LISTS.join(',')},malformed\n`)
  const chosen =
    only === undefined ? '' : ` WHERE verdict = ${grammar.text(only)} OR list_contains(failing, ${grammar.text(only)})`
  for (let done = 0; done < rows; done += BATCH) {
    if (host.isUnread?.() === true) break
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
    const each = await database.rows(`SELECT * FROM demerit_result${chosen} ORDER BY demerit_row`)
    const wrong = malformed === 0 ? undefined : await malformedIn(done, cells, database)
    const lineOf = format === 'csv' ? csvLine : jsonLine
    await host.out(each.map((row) => lineOf(row, wrong?.get(Number(row.demerit_row)) ?? [])).join(''))
  }
  bar.end()
  if (format === 'table') await host.out(summary(rows, verdicts, failing, missing, notes))
}

/** A malformed cell of a row. */
interface Malformed {
  readonly column: string
  readonly text: string
  readonly wanted: string
}

/** The malformed cells of a batch, by row. */
async function malformedIn(
  done: number,
  cells: Read['cells'],
  database: Database,
): Promise<ReadonlyMap<number, readonly Malformed[]>> {
  const rows = await database.rows(
    `SELECT * FROM demerit_malformed WHERE demerit_row > ${done} AND demerit_row <= ${done + BATCH} ORDER BY demerit_row, place`,
  )
  const found = new Map<number, Malformed[]>()
  for (const { demerit_row, place, cell } of rows) {
    const { column, wanted } = cells[Number(place)] as Read['cells'][number]
    const before = found.get(Number(demerit_row)) ?? []
    before.push({ column, text: String(cell), wanted })
    found.set(Number(demerit_row), before)
  }
  return found
}

function add(sums: Map<string, number>, rows: readonly Readonly<Record<string, unknown>>[]): void {
  for (const { word, n } of rows) sums.set(String(word), (sums.get(String(word)) ?? 0) + Number(n))
}

function summary(
  rows: number,
  verdicts: ReadonlyMap<string, number>,
  failing: ReadonlyMap<string, number>,
  missing: ReadonlyMap<string, number>,
  notes: readonly string[],
): string {
  const ordered = (sums: ReadonlyMap<string, number>) =>
    [...sums].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
  const tables = [textTable(['verdict', 'rows'], ordered(verdicts))]
  if (failing.size > 0) tables.push(textTable(['refused by', 'rows'], ordered(failing)))
  if (missing.size > 0) tables.push(textTable(['not known', 'rows'], ordered(missing)))
  if (notes.length > 0) tables.push(`to check\n--------\n${notes.map((note) => `${note}\n`).join('')}`)
  return visible(`${rowsText(rows)}\n\n${tables.join('\n')}`)
}

function csvLine(row: Readonly<Record<string, unknown>>, wrong: readonly Malformed[]): string {
  const lists = LISTS.map((name) => (row[name] as readonly string[]).join(' '))
  return `${[row.id, row.verdict, row.rule_set, ...lists, malformedText(wrong)].map(quoted).join(',')}\n`
}

function quoted(value: unknown): string {
  const text = value === null || value === undefined ? '' : plainCell(visible(String(value)))
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text
}

/** A cell that a spreadsheet takes for text: one that begins as a formula does, and is not a number, has an apostrophe before it. */
function plainCell(text: string): string {
  return /^[=+\-@]/.test(text) && !/^[+-]?\d+([.]\d+)?$/.test(text) ? `'${text}` : text
}

function jsonLine(row: Readonly<Record<string, unknown>>, wrong: readonly Malformed[]): string {
  const { id, verdict, rule_set, failing, unknown, missing } = row
  const malformed = wrong.map(({ column, text, wanted }) => ({ column, cell: text, wanted }))
  const decision = { id, verdict, ruleSet: rule_set ?? null, failing, unknown, missing }
  return `${visibleJson(JSON.stringify(malformed.length === 0 ? decision : { ...decision, malformed }))}\n`
}
