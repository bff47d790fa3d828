import { readHeaders } from '../analysis/rows/headers.ts'
import { decideRow, malformedCell, rowReader } from '../analysis/rows/row-reader.ts'
import { explain, explainIssue, headline } from '../explain/index.ts'
import { isArray, shorten } from '../input/issue.ts'
import { CITATIONS, citedBy, type Question } from '../law/index.ts'
import { setsIn } from '../law/rule-sets/rule-book.ts'
import { LOCALES, questionOf } from './audit.ts'
import { type Arguments, oneWord } from './commands.ts'
import { withTable } from './files.ts'
import type { Host } from './host.ts'
import { Failure, type Tell } from './message.ts'
import { readJson, rulesNamed } from './named-rules.ts'
import { headerFault, headerList } from './words.ts'

/** One row: the header, its cells, and its number where it stands in a table. */
interface FileRow {
  readonly headers: readonly string[]
  readonly cells: readonly string[]
  readonly row?: number
}

/** `demerit explain FILE`: judges the facts of a JSON file, or of a row of a table, and says why: a line for the verdict, and one for each reason, with where it stands and how sure that is. */
export async function explainRow(given: Arguments, host: Host, tell: Tell): Promise<number> {
  const file = oneWord(given, 'one file')
  const options = given.options as Readonly<Record<string, string | undefined>>
  const rules = await rulesNamed(options.rules ?? '', host, tell)
  const locale = LOCALES[options.locale as 'zh-CN' | 'en']
  const { row, headers, cells } = await rowOf(file, options, host, tell)
  const question: Question = questionOf(file, headers, options as Readonly<Record<string, string>>)
  const table = readHeaders(headers, question)
  if ('problem' in table) throw new Failure(table.problem.code, headerFault(table.problem, 'en'), { file })
  if (table.ignored.length > 0)
    tell({
      level: 'note',
      code: 'unknown-key',
      file,
      text: `not facts, so not read: ${headerList(table.ignored, 'en')}`,
    })
  const { facts, malformed } = rowReader(table).read(cells)
  const decision = decideRow(facts, question, rules)
  const issues = decision.verdict === 'invalid' ? decision.issues : []
  const found = issues.flatMap((issue) => {
    const column = table.columns.find(({ fact }) => fact.name === issue.path[0])
    return column === undefined ? [] : [malformedCell(column, cells, issue)]
  })
  for (const { column, header, cell, issue } of [...malformed, ...found]) {
    const text = `${shorten(cell)}: ${explainIssue(issue, locale)}`
    tell({ level: 'error', code: issue.code, file, row, column, header, text })
  }
  if (decision.verdict === 'invalid' || malformed.length > 0) return 1
  const set = setsIn(rules).find(({ id }) => id === decision.ruleSet)
  const lines = explain(decision, locale, { cite: set === undefined ? CITATIONS : citedBy(set) })
  await host.out(`${[headline(decision, locale), ...lines].join('\n')}\n`)
  return 0
}

async function rowOf(
  file: string,
  options: Readonly<Record<string, string | undefined>>,
  host: Host,
  tell: Tell,
): Promise<FileRow> {
  const { row, id, encoding = '', table } = options
  if (row !== undefined && id !== undefined) throw new Failure('contradicted', 'one of --row and --id says which row')
  if (row === undefined && id === undefined) {
    if (!/\.json$/i.test(file))
      throw new Failure('missing', 'of a table one row is explained: --row N, as audit counts, or --id ID', { file })
    return rowOfJson(file, await readJson(file, encoding, host, tell))
  }
  if (row !== undefined && !/^[1-9]\d{0,14}$/.test(row))
    throw new Failure('malformed', `--row: ${shorten(row)} is given; wanted a number from 1; row 1 follows the header`)
  return await withTable(file, { encoding, table }, { host, tell }, async ({ headers, batches }) => {
    const named = readHeaders(headers, questionOf(file, headers, options as Readonly<Record<string, string>>))
    const place = 'problem' in named ? undefined : named.id?.index
    if (id !== undefined && place === undefined)
      throw new Failure('no-row', 'no column is the id of a row; --row N takes one by its number', { file })
    let number = 0
    const found: FileRow[] = []
    for await (const batch of batches) {
      for (const cells of batch.rows) {
        number++
        const isMeant = id === undefined ? number === Number(row) : cells[place as number]?.trim() === id.trim()
        if (isMeant) found.push({ headers, cells, row: number })
      }
    }
    const [first, second] = found
    const asked = id === undefined ? `row ${row}` : `row with the id ${shorten(id)}`
    if (first === undefined) throw new Failure('no-row', `there is no ${asked}; the file has ${number} rows`, { file })
    if (second !== undefined)
      throw new Failure(
        'too-many',
        `several rows have this id, the first are ${first.row} and ${second.row}; --row N takes one`,
        { file },
      )
    return first
  })
}

/** The row of a JSON file: an object, or a list of one object as databases write it; each value as the text of a cell. */
function rowOfJson(file: string, read: unknown): FileRow {
  if (isArray(read) && read.length > 1)
    throw new Failure('too-many', `holds ${read.length} rows; explain reads one, audit reads files of many`, { file })
  const row: unknown = isArray(read) ? read[0] : read
  if (typeof row !== 'object' || row === null || isArray(row))
    throw new Failure('wrong-type', 'this is not a JSON object of facts', { file })
  const entries = Object.entries(row)
  try {
    return { headers: entries.map(([key]) => key), cells: entries.map(([key, value]) => cellText(key, value)) }
  } catch {
    throw new Failure('unreadable', 'a value holds too many others within one another', { file })
  }
}

/** In the library's own words `null` is a value; in a row of a database, where names are in small letters, it is an empty cell. */
function cellText(key: string, value: unknown): string {
  if (value === null || value === undefined) return value === null && /[A-Z]/.test(key) ? 'none' : ''
  if (isArray(value)) return `[${value.join(' ')}]`
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
