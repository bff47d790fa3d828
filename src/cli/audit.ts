import { shorten } from '../input/issue.ts'
import { visible, visibleJson } from '../input/text.ts'
import type { Fact, FactName } from '../law/facts.ts'
import { isRuleSet, type Question, type RuleBook, type RuleSet } from '../law/index.ts'
import { type Columns, columnName, factsOfQuestion, hasKnownColumn, knownName } from '../sql/columns.ts'
import { decisionSql } from '../sql/decision.ts'
import { grammarOf } from '../sql/dialects.ts'
import { LOCAL_TIME } from '../typed/local-time.ts'
import { type Arguments, chosen, oneOf } from './arguments.ts'
import { codeOfCell } from './cell-code.ts'
import { FINE_YUAN, inFenText, LEAST_FINE, labelOf, malformedText, wantedOf, wantedTogether } from './cell-text.ts'
import type { CellOptions } from './cell-values.ts'
import { cellOf, trimmedText } from './cells.ts'
import { chineseWords } from './chinese.ts'
import { COMMANDS } from './commands.ts'
import { type Loaded, load, type Note, openDuckdb } from './fact-file.ts'
import type { Database, Screen } from './host.ts'
import { Failure, type MessageCode, type Place } from './message.ts'
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
  if (path === undefined || others.length > 0)
    throw new Failure(path === undefined ? 'missing' : 'too-many', 'audit wants one file, CSV or Parquet')
  const question = chosen(given, 'question', options.question)
  const format = chosen(given, 'format', options.format)
  const isBeijing = chosen(given, 'times', options.times) === 'beijing'
  const written = chosen(given, 'encoding', options.encoding)
  const rules = rulesOf(given)
  const only = onlyOf(given, rules, question, format)
  const database = await openDuckdb('audit', host)
  try {
    const { headers, notes } = await load(path, { question, written }, database, host)
    const isOneScreen = format === 'table' && host.isTerminal && host.isOutTerminal === true
    const loaded = { headers, notes: isOneScreen ? [] : notes, isBeijing, isOneScreen }
    const read = await readCells(path, question, loaded, database, host)
    const id = headers.has('id') ? 'id' : undefined
    await judge(rules, question, { format, id, only, ...read }, database, host)
    return read.malformed > 0 ? 1 : 0
  } finally {
    database.close()
  }
}

/** What `--only` keeps: the rows of a verdict, or those that a rule refuses; `undefined` where it is not given. */
function onlyOf(given: Arguments, rules: RuleSet | RuleBook, question: Question, format: Format): string | undefined {
  if (!given.options.has('only')) return undefined
  if (format === 'table')
    throw new Failure('contradicted', '--only chooses rows to write, so it wants --format json or csv')
  const sets = isRuleSet(rules) ? [rules] : rules.sets
  const named = sets.flatMap((set) => set[question].map(({ rule }) => rule))
  return oneOf(given, 'only', [...VERDICTS, ...new Set([...named, 'no-rule-set-in-force'])])
}

interface Read {
  readonly rows: number
  /** How many rows have a malformed cell. */
  readonly malformed: number
  /** The columns whose cells are read, in the order of facts: what each is called, what its cells may say and how they are read. */
  readonly cells: readonly {
    readonly fact: Fact
    readonly column: string
    readonly header: string
    readonly options: CellOptions
    /** The column that says whether it is known, if there is one. */
    readonly known: string | undefined
  }[]
  readonly columns: Columns
  readonly unknown: readonly FactName[]
  readonly notes: readonly Note[]
}

/** Makes values of the cells that hold facts; tells those that are malformed, with row and column. */
async function readCells(
  path: string,
  question: Question,
  {
    headers,
    notes: before,
    isBeijing,
    isOneScreen,
  }: Loaded & { readonly isBeijing: boolean; readonly isOneScreen: boolean },
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
    const options = { question, inYuan: isYuan, isBeijing }
    return {
      fact,
      sql: cellOf(fact, grammar.name(columnName(fact.name)), grammar, {
        known,
        unit: isYuan ? 'yuan' : undefined,
        words: chineseWords(fact, question),
        isBeijing,
      }),
      column,
      header: headers.get(column) ?? column,
      options,
      known: known === undefined ? undefined : labelOf(knownName(fact.name), headers.get(knownName(fact.name)) ?? ''),
    }
  })
  const values = read.flatMap(({ fact, sql: { value, known } }) => {
    const as = `${value} AS ${grammar.name(columnName(fact.name))}`
    return hasKnownColumn(fact) ? [as, `${known} AS ${grammar.name(knownName(fact.name))}`] : [as]
  })
  const id = headers.has('id') ? `, ${grammar.name('id')}` : ''
  const wrong = read.map(({ sql: { isMalformed } }, place) => `${isMalformed} AS demerit_wrong_${place}`)
  const steps = (['text', 'times'] as const).map((name) => read.flatMap(({ sql }) => sql.steps[name]))
  const cellsRead = steps.reduce(
    (from, columns) => (columns.length === 0 ? from : `(SELECT *, ${columns.join(', ')} FROM ${from})`),
    'demerit_file',
  )
  await database.run(
    `CREATE TABLE demerit_facts AS SELECT *, ${read.map((_, place) => `demerit_wrong_${place}`).join(' OR ')} AS demerit_broken
    FROM (SELECT demerit_row${id}, ${[...values, ...wrong].join(', ')} FROM ${cellsRead})`,
  )
  const [counted] = await database.rows(
    'SELECT count(*) AS n, count(CASE WHEN demerit_broken THEN 1 END) AS broken FROM demerit_facts',
  )
  const malformed = Number(counted?.broken)
  if (malformed > 0) {
    const cells = read.map(
      ({ fact }, place) =>
        `SELECT demerit_row, ${place} AS place, COALESCE(${trimmedText(grammar.name(columnName(fact.name)), grammar)}, '') AS cell FROM demerit_file WHERE demerit_row IN (SELECT demerit_row FROM demerit_facts WHERE demerit_wrong_${place})`,
    )
    await database.run(`CREATE TABLE demerit_malformed AS ${cells.join(' UNION ALL ')}`)
    await tellMalformed(path, read, { malformed, rows: Number(counted?.n), isBeijing }, database, host)
  }
  const notes = await notesOf(read, { rows: Number(counted?.n), malformed, id: headers.get('id') }, database)
  // The table tells them too.
  if (!isOneScreen) for (const note of notes) host.tell({ level: 'note', file: path, ...note })
  const columns = Object.fromEntries(
    present.map((fact) => {
      const column = columnName(fact.name)
      return [fact.name, hasKnownColumn(fact) ? { column, known: knownName(fact.name) } : column]
    }),
  )
  const unknown = facts.filter((fact) => !present.includes(fact)).map(({ name }) => name)
  return { rows: Number(counted?.n), malformed, cells: read, columns, unknown, notes: [...before, ...notes] }
}

/** The first malformed cells one by one, and how many there are in each column. */
async function tellMalformed(
  path: string,
  cells: Read['cells'],
  { rows, malformed, isBeijing }: Pick<Read, 'rows' | 'malformed'> & { readonly isBeijing: boolean },
  database: Database,
  host: Screen,
): Promise<void> {
  const error = (code: MessageCode, place: Place, text: string) =>
    host.tell({ level: 'error', code, file: path, ...place, text })
  // Times without an offset are told in one line a column: they all lack the same.
  const instants = cells.flatMap(({ fact }, place) => (fact.kind === 'instant' && !isBeijing ? [place] : []))
  const isLocal = `regexp_full_match(cell, ${grammar.text(LOCAL_TIME.source)})`
  const local = await database.rows(
    `SELECT place, count(*) AS n, min(demerit_row) AS first, arg_min(cell, demerit_row) AS cell FROM demerit_malformed WHERE ${isLocal} GROUP BY place HAVING count(*) > 1 ORDER BY place`,
  )
  const summed = local.filter(({ place }) => instants.includes(Number(place)))
  for (const { place, n, first, cell } of summed) {
    const { column, header } = cells[Number(place)] as Read['cells'][number]
    error(
      'no-offset',
      { row: Number(first), column, header },
      `${shorten(cell)}; ${rowsText(Number(n))} have a time without an offset; --times beijing reads it as that of Beijing`,
    )
  }
  const others = summed.map(({ place }) => ` AND NOT (place = ${Number(place)} AND ${isLocal})`).join('')
  // What each column has of different texts comes before what stands again, and no column takes the place of another.
  const first = await database.rows(
    `SELECT * FROM (
      SELECT *, row_number() OVER (PARTITION BY place ORDER BY again, demerit_row) AS nth FROM (
        SELECT *, row_number() OVER (PARTITION BY place, cell ORDER BY demerit_row) > 1 AS again FROM demerit_malformed WHERE 1 = 1${others}
      ) ORDER BY again, nth, demerit_row, place LIMIT ${MOST_SHOWN}
    ) ORDER BY demerit_row, place`,
  )
  // What is wanted is said with the first cell of a column.
  const explained = new Set<unknown>()
  for (const { demerit_row, place, cell } of first) {
    const { column, header } = cells[Number(place)] as Read['cells'][number]
    const { code, text, wanted } = faultOf(String(cell), cells[Number(place)] as Read['cells'][number])
    const isExplained = code !== 'contradicted' && explained.has(place)
    error(
      code,
      { row: Number(demerit_row), column, header },
      `${shorten(text)}${isExplained ? '' : `; wanted ${wanted}`}`,
    )
    if (code !== 'contradicted') explained.add(place)
  }
  const sums = await database.rows(
    'SELECT place, count(*) AS n FROM demerit_malformed GROUP BY place ORDER BY n DESC, place',
  )
  const counts = sums.map(({ place, n }) => {
    const { column, header } = cells[Number(place)] as Read['cells'][number]
    return `${labelOf(column, header)} ${n}`
  })
  const isMore = sums.reduce((sum, { n }) => sum + Number(n), 0) > MOST_SHOWN
  const all = isMore ? '; --only invalid with --format json or csv lists them all' : ''
  const text = `malformed cells by column: ${counts.join(', ')}; ${malformed} of ${rowsText(rows)} ${malformed === 1 ? 'is' : 'are'} invalid${all}`
  host.tell({ level: 'note', code: 'malformed', file: path, text })
}

/** What is read without being malformed, and is most likely meant otherwise: yuan for fen, names for ids, rows that stand twice. */
async function notesOf(
  cells: Read['cells'],
  { rows, malformed, id }: { readonly rows: number; readonly malformed: number; readonly id: string | undefined },
  database: Database,
): Promise<readonly Note[]> {
  const headers = new Map(cells.map(({ fact, column, header }) => [columnName(fact.name), { column, header }]))
  const labelIn = (name: string) => labelOf(name, headers.get(name)?.header ?? name)
  const notes: Note[] = []
  const counted = async (sql: string): Promise<Readonly<Record<string, unknown>>> => (await database.rows(sql))[0] ?? {}
  if (rows === 0) notes.push({ code: 'no-rows', text: 'the file has a header, and no rows' })
  const named = ['driver', 'vehicle', 'at'].filter((name) => headers.has(name)).map(grammar.name)
  if (named.length > 0) {
    // A malformed cell is no blank one.
    const isBlank = `NOT demerit_broken AND COALESCE(${named.map((name) => `CAST(${name} AS VARCHAR)`).join(', ')}) IS NULL`
    const { n, first } = await counted(
      `SELECT count(*) AS n, min(demerit_row) AS first FROM demerit_facts WHERE ${isBlank}`,
    )
    if (Number(n) > 0 && Number(n) < rows)
      notes.push({
        code: 'blank-rows',
        text: `${rowsText(Number(n))}, first row ${first}, ${Number(n) === 1 ? 'names' : 'name'} no driver, no vehicle and no time; perhaps blank or a sum; each counts`,
      })
  }
  if (headers.has('fine')) {
    const { fine } = await counted(
      'SELECT CAST(quantile_disc(fine, 0.5) FILTER (WHERE fine > 0) AS VARCHAR) AS fine FROM demerit_facts',
    )
    if (fine !== null && Number(fine) < LEAST_FINE)
      notes.push({
        code: 'perhaps-yuan',
        ...headers.get('fine'),
        text: `fines are in fen, and half of them are at most ${inFenText(Number(fine))}`,
      })
  }
  for (const { fact, column, header } of cells) {
    if (fact.kind !== 'id') continue
    const name = grammar.name(columnName(fact.name))
    const { n } = await counted(
      `SELECT count(DISTINCT ${name}) - count(DISTINCT upper(${name})) AS n FROM demerit_facts`,
    )
    if (Number(n) > 0)
      notes.push({
        code: 'letter-case',
        column,
        header,
        text: `${idsText(Number(n))} ${Number(n) === 1 ? 'differs' : 'differ'} from others only in small and capital letters; each counts as another`,
      })
    // Those of persons: an old number has no century and no last character of a new one.
    const isNew = `length(${name}) = 18`
    const old = await counted(
      `SELECT count(*) AS n, min(first) AS first FROM (SELECT min(demerit_row) AS first FROM demerit_facts WHERE length(${name}) = 15 OR ${isNew} GROUP BY CASE WHEN ${isNew} THEN ${shortNumber(name)} ELSE ${name} END HAVING min(length(${name})) < max(length(${name})))`,
    )
    if (Number(old.n) > 0)
      notes.push({
        code: 'two-spellings',
        column,
        header,
        text: `${idsText(Number(old.n))} ${Number(old.n) === 1 ? 'stands' : 'stand'} with 15 and with 18 digits, the first in row ${old.first}; each counts as two`,
      })
  }
  if (headers.has('driver') && headers.has('vehicle_owner')) {
    const isPerson = (column: string) => `regexp_full_match(${column}, '\\d{17}[0-9Xx]|\\d{15}')`
    const { drivers, owners, n } = await counted(
      `SELECT count(CASE WHEN ${isPerson('driver')} THEN 1 END) AS drivers, count(CASE WHEN ${isPerson('vehicle_owner')} THEN 1 END) AS owners, count(vehicle_owner) AS n FROM demerit_facts`,
    )
    if (Number(drivers) > 0 && Number(n) > 0 && Number(owners) === 0)
      notes.push({
        code: 'perhaps-names',
        ...headers.get('vehicle_owner'),
        text: `no id has the form of those in ${labelIn('driver')}; if they are names, every vehicle counts as another person's, also the driver's own`,
      })
    const isOne = `upper(driver) = upper(vehicle_owner) OR length(driver) = 15 AND length(vehicle_owner) = 18 AND driver = ${shortNumber('vehicle_owner')} OR length(driver) = 18 AND length(vehicle_owner) = 15 AND vehicle_owner = ${shortNumber('driver')}`
    const two = await counted(
      `SELECT count(*) AS n, min(demerit_row) AS first FROM demerit_facts WHERE driver <> vehicle_owner AND (${isOne})`,
    )
    if (Number(two.n) > 0)
      notes.push({
        code: 'two-spellings',
        text: `columns ${labelIn('driver')} and ${labelIn('vehicle_owner')}: ${rowsText(Number(two.n))}, first row ${two.first}, ${Number(two.n) === 1 ? 'has' : 'have'} one number written in two ways (x and X, or 15 and 18 digits); they count as two persons`,
      })
  }
  const same =
    id !== undefined
      ? ['id']
      : ['driver', 'vehicle', 'at'].every((column) => headers.has(column))
        ? cells.flatMap(({ fact }) =>
            hasKnownColumn(fact) ? [columnName(fact.name), knownName(fact.name)] : [columnName(fact.name)],
          )
        : []
  if (same.length > 0) {
    const columns = same.map(grammar.name).join(', ')
    // Malformed cells have no value, and are alike where their texts are.
    const wrong =
      id !== undefined || malformed === 0
        ? ''
        : ' LEFT JOIN (SELECT demerit_row, list((place, cell) ORDER BY place) AS demerit_wrong FROM demerit_malformed GROUP BY demerit_row) USING (demerit_row)'
    const twice = await counted(
      `SELECT count(*) AS n, min(first) AS first FROM (SELECT count(*) AS n, min(demerit_row) AS first FROM demerit_facts${wrong}${id === undefined ? '' : ' WHERE id IS NOT NULL'} GROUP BY ${columns}${wrong === '' ? '' : ', demerit_wrong'} HAVING count(*) > 1)`,
    )
    const n = Number(twice.n)
    if (n > 0)
      notes.push(
        id === undefined
          ? {
              code: 'repeated',
              text: `${rowsText(n)} ${n === 1 ? 'stands' : 'stand'} more than once, the first is row ${twice.first}; each counts`,
            }
          : {
              code: 'repeated',
              column: 'id',
              header: id,
              text: `${idsText(n)} ${n === 1 ? 'stands' : 'stand'} in more than one row, the first in row ${twice.first}; each row counts`,
            },
      )
  }
  return notes
}

/** A number of 18 characters as it was with 15: without the century and the last character. */
function shortNumber(column: string): string {
  return `substr(${column}, 1, 6) || substr(${column}, 9, 9)`
}

function idsText(ids: number): string {
  return ids === 1 ? '1 id' : `${ids} ids`
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
  readonly code: MessageCode
  readonly column: string
  readonly header: string
  readonly text: string
  readonly wanted: string
}

/** What is wrong with a cell, and what is wanted there. */
function faultOf(text: string, { fact, column, header, options, known }: Read['cells'][number]): Malformed {
  const code = codeOfCell(fact, text, options)
  const isContradicted = code === 'contradicted' && known !== undefined
  return { code, column, header, text, wanted: isContradicted ? wantedTogether(text, known) : wantedOf(fact, options) }
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
    const before = found.get(Number(demerit_row)) ?? []
    before.push(faultOf(String(cell), cells[Number(place)] as Read['cells'][number]))
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
  notes: readonly Note[],
): string {
  const ordered = (sums: ReadonlyMap<string, number>) =>
    [...sums].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
  const tables = [textTable(['verdict', 'rows'], ordered(verdicts))]
  if (failing.size > 0) tables.push(textTable(['refused by', 'rows'], ordered(failing)))
  if (missing.size > 0) tables.push(textTable(['not known', 'rows'], ordered(missing)))
  if (notes.length > 0)
    tables.push(
      `to check\n--------\n${notes.map(({ column, header, text }) => `${column === undefined ? '' : `column ${labelOf(column, header ?? column)}: `}${text}\n`).join('')}`,
    )
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
  const malformed = wrong.map(({ code, column, header, text, wanted }) => ({
    code,
    column,
    header,
    cell: text,
    wanted,
  }))
  const decision = { id, verdict, ruleSet: rule_set ?? null, failing, unknown, missing }
  return `${visibleJson(JSON.stringify(malformed.length === 0 ? decision : { ...decision, malformed }))}\n`
}
