import {
  type ActsBy,
  auditRows,
  type JudgedRow,
  questionIn,
  type RowAudit,
  type RowsSummary,
} from '../analysis/index.ts'
import { en, zhCN } from '../explain/index.ts'
import { shorten } from '../input/issue.ts'
import { visible, visibleJson } from '../input/text.ts'
import type { Question, Rules } from '../law/index.ts'
import { setsIn } from '../law/rule-sets/rule-book.ts'
import { type Arguments, oneWord } from './commands.ts'
import { type Checksums, withTable } from './files.ts'
import type { Host } from './host.ts'
import { Failure, labelOf, type Tell } from './message.ts'
import { isFile, lawsOf, rulesNamed } from './named-rules.ts'
import { cellJson, csvRows, jsonRows, type Laws, type RowFormat, textTable } from './output.ts'
import type { Table } from './table.ts'
import { gb18030Writer } from './text.ts'
import { FAULTS, headerFault, headerList, noteText } from './words.ts'

/** The languages of sentences. */
export const LOCALES: { readonly 'zh-CN': typeof zhCN; readonly en: typeof en } = { 'zh-CN': zhCN, en }
const VERDICTS = ['permitted', 'refused', 'undetermined', 'invalid'] as const

/** What an option says, for what has one. */
type Options = Readonly<Record<string, string>>

/** `demerit audit FILE`: judges every row of a file of facts, sums up, and writes the rows with their verdicts. */
export async function audit(given: Arguments, host: Host, tell: Tell): Promise<number> {
  const file = oneWord(given, 'one file')
  const options = given.options as Options
  const rules = await rulesNamed(options.rules ?? '', host, tell)
  const against = options.against === undefined ? undefined : await rulesNamed(options.against, host, tell)
  const isWritten = options.format !== 'table' || options.output !== undefined
  return await withTable(
    file,
    { encoding: options.encoding ?? '', table: options.table },
    { host, tell },
    async (table, files, checksums) => {
      const question = questionOf(file, table.headers, options)
      const locale = given.options.codes === true || !isWritten ? undefined : LOCALES[options.locale as 'zh-CN' | 'en']
      const rows = auditRows(table.headers, { question, rules, ...(against && { against }), ...(locale && { locale }) })
      if (!rows.ok) throw new Failure(rows.problem.code, headerFault(rows.problem, 'en'), { file })
      const only = onlyOf(options.only, isWritten, [rules, ...(against ? [against] : [])], question)
      const laws = { laws: lawsOf(rules, host), others: against === undefined ? undefined : lawsOf(against, host) }
      const ruleFiles = [options.rules ?? '', options.against ?? ''].filter(isFile)
      const writer = await writerOf(table.headers, given, laws, [...files, ...ruleFiles], host)
      await judgeAll(rows, table, { host, keeps: (judged) => keeps(judged, only), writer })
      const summary = rows.summary()
      const isTable = options.format === 'table'
      const besides =
        against === undefined
          ? []
          : oneLaw([
              [options.rules ?? '', rules],
              [options.against ?? '', against],
            ])
      if (isTable) await host.out(summaryText(file, rows, summary, besides, checksums()))
      else {
        tellSummary(file, rows, summary, tell)
        for (const text of besides) tell({ level: 'note', code: 'one-law', file, text })
        if (options.output !== undefined) await host.out(summaryJson(file, rows, summary, checksums()))
      }
      return summary.verdicts.invalid > 0 ? 1 : 0
    },
  )
}

/** The question that is asked, or that the columns are of. @throws Failure where they are of both. */
export function questionOf(file: string, headers: readonly string[], options: Options): Question {
  const question = (options.question as Question | undefined) ?? questionIn(headers)
  if (question !== undefined) return question
  throw new Failure('missing', '--question bind or handle says what is asked; the columns are not those of one alone', {
    file,
  })
}

/** What is to be checked where a rule set of a file is compared with a book: the set is one law for every day. */
function oneLaw(compared: readonly (readonly [name: string, rules: Rules])[]): readonly string[] {
  const [file] = compared.find(([name, rules]) => isFile(name) && setsIn(rules).length === 1) ?? []
  const [, book] = compared.find(([, rules]) => setsIn(rules).length > 1) ?? []
  if (file === undefined || book === undefined) return []
  return [
    `${file} is one law for every day, and ${book.id} has the law of each day, so older rows differ by more than what ${file} changes; for that alone, compare it with the rule set that it was made of (cn-2024-11-01 for a reform of the page)`,
  ]
}

/** What `--only` keeps: the rows of a verdict, or those that a rule refuses. */
function onlyOf(
  only: string | undefined,
  isWritten: boolean,
  books: readonly Rules[],
  question: Question,
): string | undefined {
  if (only === undefined) return undefined
  if (!isWritten)
    throw new Failure('contradicted', '--only chooses rows to write, so it wants --output, or --format json or csv')
  const sets = books.flatMap(setsIn)
  const known = new Set<string>([
    ...VERDICTS,
    ...sets.flatMap((set) => set[question].map(({ rule }) => rule)),
    'no-rule-set-in-force',
  ])
  if (known.has(only)) return only
  throw new Failure('not-listed', `--only: "${only}" is given; wanted ${[...known].join(', ')}`)
}

function keeps({ verdict, failing, against }: JudgedRow, only: string | undefined): boolean {
  return only === undefined || verdict === only || failing.includes(only) || against?.failing.includes(only) === true
}

/** Where rows are written, and how; nowhere where none are asked for. */
interface Writer extends RowFormat {
  readonly write: (text: string) => Promise<void>
  readonly close: () => Promise<void>
}

async function writerOf(
  headers: readonly string[],
  { options: { format, output, raw, 'output-encoding': encoding } }: Arguments,
  laws: Laws,
  read: readonly string[],
  host: Host,
): Promise<Writer | undefined> {
  if (output === undefined && format === 'table') return undefined
  const isJson = output === undefined ? format === 'json' : /\.jsonl?$/i.test(String(output))
  const made = isJson ? jsonRows(headers, laws) : csvRows(headers, laws, raw === true)
  const inGb18030 = !isJson && encoding === 'gb18030' ? gb18030Writer() : undefined
  const to =
    output === undefined ? { write: host.out, close: async () => {} } : await created(String(output), read, host)
  const write = async (text: string) => await to.write(inGb18030 === undefined ? text : inGb18030(text))
  const mark = isJson || raw === true || inGb18030 !== undefined ? '' : '\ufeff'
  await write(mark + made.head)
  return { ...made, write, close: to.close }
}

/** A new file, unless it is one of those that are read, by whatever name. */
async function created(path: string, read: readonly string[], host: Host): ReturnType<Host['create']> {
  const there = await host.identityOf(path)
  for (const file of read)
    if (there !== undefined && (await host.identityOf(file)) === there)
      throw new Failure('contradicted', '--output names this file, which is read', { file })
  const { write, close } = await writing(path, host.create(path))
  return { write: (text) => writing(path, write(text)), close: () => writing(path, close()) }
}

/** Waits for what writes a file. @throws Failure when the machine does not let it. */
async function writing<T>(file: string, written: Promise<T>): Promise<T> {
  try {
    return await written
  } catch (error) {
    throw new Failure('unwritable', (error as Error).message, { file })
  }
}

interface Judging {
  readonly host: Host
  readonly keeps: (judged: JudgedRow) => boolean
  readonly writer: Writer | undefined
}

/** Judges the rows of a table as they are read, and writes those that are kept. */
async function judgeAll({ judge }: RowAudit, { batches }: Table, { host, keeps, writer }: Judging): Promise<void> {
  let rows = 0
  for await (const batch of batches) {
    let text = ''
    for (const cells of batch.rows) {
      const judged = judge(cells)
      rows = judged.row
      if (writer !== undefined && keeps(judged)) text += writer.line(cells, judged)
    }
    if (text !== '') await writer?.write(text)
    if (host.isTerminal) host.err(`\r${rows} rows${batch.done > 0 ? `, ${Math.floor(batch.done * 100)} %` : ''}`)
    if (host.isUnread?.() === true) break
  }
  await writer?.close()
  if (host.isTerminal) host.err('\r\u001b[K')
}

/** The malformed cells and what is to be checked, on standard error: the first of each column one by one. */
function tellSummary(file: string, rows: RowAudit, summary: RowsSummary, tell: Tell): void {
  const { ignored } = rows
  if (ignored.length > 0)
    tell({ level: 'note', code: 'unknown-key', file, text: `not facts, so not read: ${headerList(ignored, 'en')}` })
  for (const { row, cells, headers } of summary.uneven.examples)
    tell({ level: 'error', code: 'uneven-row', file, row, text: FAULTS['uneven-row'].en(cells, headers) })
  for (const { examples } of summary.malformed)
    for (const { row, column, header, cell, issue } of examples)
      tell({
        level: 'error',
        code: issue.code,
        file,
        row,
        column,
        header,
        text: `${shorten(cell)}; wanted ${issue.expected}`,
      })
  if (summary.verdicts.invalid > 0) tell({ level: 'note', code: 'malformed', file, text: malformedText(summary) })
  for (const note of summary.notes) {
    const header = 'header' in note ? note.header : undefined
    const column = header === undefined ? undefined : columnOf(rows, header)
    tell({ level: 'note', code: note.code, file, column, header, text: noteText(note, 'en') })
  }
}

/** The column that a header is read as. */
function columnOf({ columns }: RowAudit, header: string): string {
  return columns.find((each) => each.header === header)?.column ?? 'id'
}

function malformedText({ malformed, uneven, verdicts, rows }: RowsSummary): string {
  const columns = malformed.map(({ column, header, cells }) => `${labelOf(column, header)} ${cells}`)
  const counts = [...columns, ...(uneven.rows > 0 ? [`rows of another length ${uneven.rows}`] : [])]
  return `malformed cells by column: ${counts.join(', ')}; ${verdicts.invalid} of ${rows} rows are invalid; --only invalid lists them all`
}

/** The summary as JSON. */
function summaryJson(
  file: string,
  { ignored }: RowAudit,
  { malformed, ...summary }: RowsSummary,
  sha256: ReturnType<Checksums>,
): string {
  const columns = malformed.map(({ examples, ...each }) => ({
    ...each,
    examples: examples.map((example) => ({ row: example.row, ...cellJson(example) })),
  }))
  return `${visibleJson(JSON.stringify({ file, sha256, ignored, ...summary, malformed: columns }))}\n`
}

/** What a refusal says, and what it does not. */
const REFUSED = `refused: not permitted on its channel under this model; who did what is not judged; several rules can refuse one row`

/** The summary for a terminal. */
function summaryText(
  file: string,
  { ignored }: RowAudit,
  summary: RowsSummary,
  besides: readonly string[],
  sha256: ReturnType<Checksums>,
): string {
  const {
    question,
    rows,
    verdicts,
    byRule,
    missing,
    byMonth,
    undated,
    acts,
    malformed,
    uneven,
    localTimes,
    fines,
    notes,
    against,
  } = summary
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`${title}\n${'-'.repeat(title.length)}\n${lines.map((line) => `${line}\n`).join('')}`]
  const counted = (title: string, counts: Readonly<Record<string, number>>) =>
    Object.keys(counts).length === 0 ? [] : [textTable([title, 'rows'], Object.entries(counts))]
  const local = Object.entries(localTimes).map(([header, count]) => `${header} ${count}`)
  const read = [
    `${file}: ${rows} ${rows === 1 ? 'row' : 'rows'}, question ${question}`,
    ...Object.entries(sha256).map(([name, sum]) => `SHA-256 ${sum}${name === file ? '' : ` ${name}`}`),
    ...(local.length > 0 ? [`times without an offset, read as Beijing's: ${local.join(', ')}`] : []),
    ...(fines
      ? [`fines in ${fines.unit} (${fines.header.trim()}): from ${yuanText(fines.from)} to ${yuanText(fines.to)} yuan`]
      : []),
    ...(ignored.length > 0 ? [`columns that are no facts: ${headerList(ignored, 'en')}`] : []),
  ]
  const tables = [
    textTable(
      ['verdict', 'rows'],
      VERDICTS.filter((verdict) => verdicts[verdict] > 0).map((verdict) => [verdict, verdicts[verdict]]),
    ),
    ...counted('refused by', byRule),
    ...(verdicts.refused > 0 ? [`${REFUSED}\n`] : []),
    ...counted('not known', missing),
    ...(byMonth.length > 0 ? [textTable(['month', ...VERDICTS, 'refused by'], byMonth.map(monthRow))] : []),
    ...(undated > 0 && undated < rows ? [`rows without a month: ${undated}\n`] : []),
    ...acts.flatMap(actsText),
    ...(against
      ? [
          ...counted('rules → against', against.verdicts),
          ...counted('refused by the rules alone', against.onlyRules),
          ...counted('refused by --against alone', against.onlyAgainst),
        ]
      : []),
    ...section('cells that cannot be read', [
      ...malformed.map(({ column, header, cells, examples }) => {
        const told = [...new Set(examples.map(({ issue }) => issue.expected))].map((wanted) => {
          const alike = examples.filter(({ issue }) => issue.expected === wanted)
          return `${alike.map(({ row, cell }) => `${shorten(cell)} (row ${row})`).join(', ')}; wanted ${wanted}`
        })
        return `${labelOf(column, header)}: ${cells}, ${told.join('; ')}`
      }),
      ...uneven.examples.map(({ row, cells, headers }) => `row ${row}: ${FAULTS['uneven-row'].en(cells, headers)}`),
    ]),
    ...section('to check', [...notes.map(noteLine), ...besides]),
  ]
  return visible(`${read.join('\n')}\n\n${tables.join('\n')}`)
}

function monthRow({ month, verdicts, byRule }: RowsSummary['byMonth'][number]): readonly (string | number)[] {
  const refused = Object.entries(byRule).map(([rule, count]) => `${rule} ${count}`)
  return [month, ...VERDICTS.map((verdict) => verdicts[verdict]), refused.join(', ')]
}

/** So many different counts stand one by one. */
const MOST_COUNTS = 10

/** How rows are spread over licences or vehicles, and those with most; nothing where each has one. */
function actsText({ kind, spread, most }: ActsBy): readonly string[] {
  const more = most.filter(({ rows }) => rows > 1)
  const other = kind === 'driver' ? 'vehicles' : 'drivers'
  const rows = more.map((each) => [each.id, each.rows, each.permitted, each.refused, each.others])
  const [few, many] = [spread.slice(0, MOST_COUNTS), spread.slice(MOST_COUNTS)]
  const counts = few.map((each) => [`${each.rows}`, each.ids])
  if (many.length > 0)
    counts.push([`${many[0]?.rows} to ${many.at(-1)?.rows}`, many.reduce((sum, { ids }) => sum + ids, 0)])
  return more.length === 0
    ? []
    : [
        textTable(['rows', `${kind}s with so many`], counts),
        textTable([kind, 'rows', 'permitted', 'refused', other], rows),
      ]
}

function noteLine(note: RowsSummary['notes'][number]): string {
  const header = 'header' in note && note.header !== undefined ? `column ${note.header.trim()}: ` : ''
  return `${header}${noteText(note, 'en')}`
}

function yuanText(fen: number): string {
  return String(fen / 100)
}
