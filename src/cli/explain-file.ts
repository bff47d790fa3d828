import { decideBinding, decideHandling } from '../decision/decide.ts'
import { en, explain, explainIssue, headline, zhCN } from '../explain/index.ts'
import { shorten } from '../input/issue.ts'
import { onOneLine } from '../input/text.ts'
import type { Fact } from '../law/facts.ts'
import type { Question } from '../law/index.ts'
import { columnName, factsOfQuestion, hasKnownColumn, knownName } from '../sql/columns.ts'
import { grammarOf } from '../sql/dialects.ts'
import { type Arguments, chosen } from './arguments.ts'
import { codeOfCell } from './cell-code.ts'
import {
  columnsIn,
  FINE_YUAN,
  inFenText,
  LEAST_FINE,
  labelOf,
  notReadText,
  problemText,
  wantedOf,
  wantedTogether,
} from './cell-text.ts'
import { cellReader, trimmed } from './cell-values.ts'
import { trimmedText } from './cells.ts'
import { NONE } from './chinese.ts'
import { COMMANDS } from './commands.ts'
import { load, openDuckdb } from './fact-file.ts'
import type { Screen } from './host.ts'
import { Failure, type Message } from './message.ts'
import { rulesOf } from './rules.ts'
import { type Written, wholeText } from './text-file.ts'

const LOCALES = { 'zh-CN': zhCN, en } as const
const { options } = COMMANDS.explain
const grammar = grammarOf('explain', 'duckdb')

/** `demerit explain FILE`: judges the facts of a JSON file, or of a row of a table, and says why, a line for the verdict and one for each reason. */
export async function explainFile(given: Arguments, host: Screen): Promise<number> {
  const [path, ...others] = given.words
  if (path === undefined || others.length > 0)
    throw new Failure(
      path === undefined ? 'missing' : 'too-many',
      'explain wants one file of facts: JSON, or CSV or Parquet with --row or --id',
    )
  const question = chosen(given, 'question', options.question)
  const locale = LOCALES[chosen(given, 'locale', options.locale)]
  const isBeijing = chosen(given, 'times', options.times) === 'beijing'
  const rules = rulesOf(given)
  const written = chosen(given, 'encoding', options.encoding)
  const which = whichRow(path, given)
  const { row, facts: found } =
    which === undefined
      ? { row: undefined, facts: await rowIn(path, written, host) }
      : await rowOfTable(path, which, { question, written }, host)
  const { facts, columns, malformed } = factsOf(path, found, { question, isBeijing }, host)
  const answer = question === 'bind' ? decideBinding(facts, rules) : decideHandling(facts, rules)
  for (const each of malformed) host.tell({ level: 'error', file: path, row, ...each })
  if (answer.verdict === 'invalid') {
    for (const issue of answer.issues) {
      const [name = '.'] = issue.path
      const place = columns.get(String(name)) ?? { column: onOneLine(String(name)) }
      host.tell({ level: 'error', code: issue.code, file: path, row, ...place, text: explainIssue(issue, locale) })
    }
  }
  if (answer.verdict === 'invalid' || malformed.length > 0) return 1
  await host.out(`${[headline(answer, locale), ...explain(answer, locale)].join('\n')}\n`)
  return 0
}

/** Which row of a table is wanted. */
type Which = { readonly row: number } | { readonly id: string }

/** What `--row` or `--id` names; `undefined` where neither is given, and the file is JSON. */
function whichRow(file: string, { options }: Arguments): Which | undefined {
  const [row, id] = [options.get('row'), options.get('id')]
  if (row !== undefined && id !== undefined) throw new Failure('contradicted', 'one of --row and --id says which row')
  if (id !== undefined) return { id }
  if (row === undefined) {
    if (!/\.(csv|tsv|parquet)(\.gz)?$/i.test(file)) return undefined
    throw new Failure('missing', 'of a table one row is explained: --row N, as audit counts, or --id ID', { file })
  }
  if (/^[1-9]\d{0,14}$/.test(row)) return { row: Number(row) }
  throw new Failure('malformed', `--row: ${shorten(row)} is given; wanted a number from 1; row 1 follows the header`)
}

/** A row of a CSV or Parquet file, as audit reads it, each cell under its header. */
async function rowOfTable(
  file: string,
  which: Which,
  { question, written }: { readonly question: Question; readonly written: Written },
  host: Screen,
): Promise<{ readonly row: number; readonly facts: object }> {
  const database = await openDuckdb('explain', host)
  try {
    const { headers } = await load(file, { question, written }, database, host)
    if ('id' in which && !headers.has('id'))
      throw new Failure('no-row', 'no column is the id of a row; --row N takes one by its number', { file })
    const isWanted =
      'row' in which
        ? `demerit_row = ${which.row}`
        : `${trimmedText('id', grammar)} = ${grammar.text(trimmed(which.id))}`
    const rows = await database.rows(`SELECT * FROM demerit_file WHERE ${isWanted} ORDER BY demerit_row LIMIT 2`)
    const [found, another] = rows
    if (found === undefined) {
      const [counted] = await database.rows('SELECT count(*) AS n FROM demerit_file')
      const asked = 'row' in which ? `row ${which.row}` : `row with the id ${shorten(which.id)}`
      throw new Failure('no-row', `there is no ${asked}; the file has ${counted?.n} rows`, { file })
    }
    if (another !== undefined) {
      const numbers = rows.map(({ demerit_row }) => demerit_row).join(' and ')
      throw new Failure('too-many', `several rows have this id, the first are ${numbers}; --row N takes one`, { file })
    }
    // The column of yuan goes by the name of the fact.
    const cells = [...headers].map(
      ([column, header]) => [header, found[column === FINE_YUAN ? 'fine' : column] ?? ''] as const,
    )
    return { row: Number(found.demerit_row), facts: Object.fromEntries(cells) }
  } finally {
    database.close()
  }
}

/** The row of the file: an object, or a list of one object as databases write it. */
async function rowIn(file: string, written: Written, host: Screen): Promise<object> {
  const { text, note } = await wholeText(file, written, host)
  if (note !== undefined) host.tell({ level: 'note', code: 'encoding', file, text: note })
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch (error) {
    const reason = onOneLine((error as Error).message)
    throw new Failure(
      'unreadable',
      `${reason}; explain reads the facts of one row as JSON, and a row of a CSV with --row or --id`,
      { file },
    )
  }
  if (Array.isArray(read) && read.length > 1)
    throw new Failure('too-many', `holds ${read.length} rows; explain reads one, audit reads files of many`, { file })
  const row: unknown = Array.isArray(read) ? read[0] : read
  if (typeof row === 'object' && row !== null && !Array.isArray(row)) return row
  throw new Failure('wrong-type', 'this is not a JSON object of facts', { file })
}

interface Facts {
  readonly facts: object
  /** Where a fact stands in the file. */
  readonly columns: ReadonlyMap<string, Pick<Message, 'column' | 'header'>>
  /** The cells that cannot be read. */
  readonly malformed: readonly Pick<Message, 'code' | 'column' | 'header' | 'text'>[]
}

/** The facts of a row, its names and its cells read as those of a file are. */
function factsOf(
  path: string,
  row: object,
  { question, isBeijing }: { readonly question: Question; readonly isBeijing: boolean },
  host: Screen,
): Facts {
  const entries = Object.entries(row)
  const { taken, others, problem } = columnsIn(
    entries.map(([key]) => key),
    question,
  )
  if (problem !== undefined) throw new Failure(problem.code, problemText(problem, question), { file: path })
  if (others.length > 0) host.tell({ level: 'note', code: 'unknown-key', file: path, text: notReadText(others) })
  const facts: Record<string, unknown> = {}
  const columns = new Map<string, Pick<Message, 'column' | 'header'>>()
  const malformed: Facts['malformed'][number][] = []
  for (const fact of factsOfQuestion(question)) {
    const inYuan = fact.name === 'fine' && taken.has(FINE_YUAN)
    const column = inYuan ? FINE_YUAN : columnName(fact.name)
    const index = taken.get(column)
    if (index === undefined) continue
    const [key, value] = entries[index] as [string, unknown]
    const knownAt = hasKnownColumn(fact) ? taken.get(knownName(fact.name)) : undefined
    const known = knownAt === undefined ? undefined : cellText(entries[knownAt]?.[1])
    // In the library's own words null is a value; in a row of a database it is an empty cell.
    const isNull = value === null && key === fact.name && fact.orNull === true && known === undefined
    const text = isNull ? NONE : cellText(value)
    const place = key === fact.name ? { column: key } : { column, header: key }
    columns.set(fact.name, place)
    const options = { question, inYuan, isBeijing }
    const read = text === undefined ? undefined : cellReader(fact, options)(text, known)
    if (read === undefined) {
      const code = text === undefined ? 'wrong-type' : codeOfCell(fact, text, options)
      const wanted =
        code === 'contradicted' && knownAt !== undefined
          ? wantedTogether(trimmed(text ?? ''), labelOf(knownName(fact.name), entries[knownAt]?.[0] ?? ''))
          : wantedOf(fact, options)
      malformed.push({ code, ...place, text: `${shorten(text ?? value)}; wanted ${wanted}` })
    } else if (read.value !== undefined) {
      facts[fact.name] = read.value
      const note = noteOf(fact, read.value)
      if (note !== undefined) host.tell({ level: 'note', code: 'perhaps-yuan', file: path, ...place, text: note })
    }
  }
  return { facts, columns, malformed }
}

/** What is read without being malformed, and is most likely meant otherwise, as `audit` tells it. */
function noteOf({ kind }: Fact, value: unknown): string | undefined {
  return kind === 'fen' && typeof value === 'number' && value > 0 && value < LEAST_FINE
    ? `fines are in fen, and this one is ${inFenText(value)}`
    : undefined
}

/** A value of JSON as the text of a cell; `undefined` where no cell says it. */
function cellText(value: unknown): string | undefined {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (!Array.isArray(value) || !value.every((each) => typeof each === 'string')) return undefined
  return `[${value.join(' ')}]`
}
