/**
 * What a table of text may say, for all who read one: the command line as SQL, the page (docs/site) in the browser. Headers, what
 * stands between cells, and how a cell of each kind is written.
 */
import type { Question } from '../law/index.ts'
import { columnName, factsOfQuestion, hasKnownColumn, knownName } from '../sql/columns.ts'
import { chineseColumns, plainHeader } from './chinese.ts'

/** Patterns that a whole cell matches. */
export const WRITTEN = {
  instant: '\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d(:?\\d\\d)?)',
  milliseconds: '-?\\d{1,15}',
  whole: '-?\\d{1,15}',
  yuan: '\\d{1,12}([.]\\d{1,2})?',
} as const
/** What an id may be, for the message about one that is not. */
export const ID_WANTED = 'an id of 1 to 64 ASCII or Chinese characters without spaces, quotation marks and backslashes'
/** What a flag may say, in small letters. */
export const FLAGS = { true: ['true', '1'], false: ['false', '0'] } as const
/** What an empty list may be, beside `none`. */
export const EMPTY_LISTS = ['[]', '{}'] as const
/** One word of a list. */
export const LIST_WORD = '[^\\s,;|、，；\\[\\]{}"\']+'

/** The column of fines in yuan, which is read where there is none in fen. */
export const FINE_YUAN = 'fine_yuan'

/** In fen. A file of violations in which no fine reaches it is in yuan, most likely. */
export const LEAST_FINE = 5_000

export { LATEST_SECONDS } from '../sql/unusable-rows.ts'

const DELIMITERS = [',', ';', '\t', '|'] as const

/** What stands most often in a line. */
export function delimiterOf(line: string): string {
  const count = (delimiter: string) => line.split(delimiter).length
  return [...DELIMITERS].sort((one, other) => count(other) - count(one))[0] as string
}

/** The cells of a line; in quotation marks one may hold the delimiter, and a doubled quotation mark. */
export function cellsOf(line: string, delimiter: string): readonly string[] {
  const cells: string[] = []
  let cell = ''
  let isQuoted = false
  for (let index = 0; index < line.length; index++) {
    const character = line[index] as string
    if (character === '"' && isQuoted && line[index + 1] === '"') {
      cell += character
      index++
    } else if (character === '"') isQuoted = !isQuoted
    else if (character === delimiter && !isQuoted) {
      cells.push(cell)
      cell = ''
    } else cell += character
  }
  return [...cells, cell].map((each) => each.trim())
}

/** The columns of a table, by the headers that mean them. */
export interface Headers {
  /** Where each column stands. */
  readonly taken: ReadonlyMap<string, number>
  /** Headers that mean no column. */
  readonly others: readonly string[]
  /** Why the table cannot be read: two headers mean one column, fines are in two units, or no header means a fact. */
  readonly problem?:
    | { readonly code: 'twice'; readonly column: string }
    | { readonly code: 'fen-and-yuan' }
    | { readonly code: 'no-fact' }
}

/** The columns that headers mean: `vehicleOwner`, `Vehicle Owner`, `vehicle_owner` and 机动车所有人 are one. */
export function columnsIn(names: readonly string[], question: Question): Headers {
  const facts = factsOfQuestion(question)
  const read = new Set([
    'id',
    ...facts.flatMap((fact) =>
      hasKnownColumn(fact) ? [columnName(fact.name), knownName(fact.name)] : [columnName(fact.name)],
    ),
  ])
  if (question === 'handle') read.add(FINE_YUAN)
  const chinese = chineseColumns(question)
  const inYuan = plainHeader(`${chineseOf(chinese, 'fine')}(元)`)
  const taken = new Map<string, number>()
  const others: string[] = []
  for (const [index, name] of names.entries()) {
    const header = plainHeader(name)
    const column = header === inYuan ? FINE_YUAN : (chinese.get(header) ?? columnOf(name))
    if (!read.has(column)) others.push(name)
    else if (taken.has(column)) return { taken, others, problem: { code: 'twice', column } }
    else taken.set(column, index)
  }
  if (taken.has('fine') && taken.has(FINE_YUAN)) return { taken, others, problem: { code: 'fen-and-yuan' } }
  if (!facts.some(({ name }) => taken.has(columnName(name))) && !taken.has(FINE_YUAN))
    return { taken, others, problem: { code: 'no-fact' } }
  return { taken, others }
}

/** What the Chinese locale calls a column. */
export function chineseOf(chinese: ReadonlyMap<string, string>, column: string): string {
  return [...chinese].find(([, each]) => each === column)?.[0] ?? column
}

/** The column that a header in English means. */
function columnOf(name: string): string {
  return (/[a-z][A-Z]/.test(name) ? columnName(name) : name).toLowerCase().replace(/[ -]/g, '_')
}
