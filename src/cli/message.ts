import type { IssueCode } from '../input/issue.ts'
import { visible, visibleJson } from '../input/text.ts'

/**
 * What may be wrong, or is to be noted: what each code means. A code that issues of the library have means the same there. A cell that
 * cannot be read has the code of the library's issue, also where it does not stand here.
 */
export const MEANINGS = {
  missing: 'a command, a file, a day or an option is wanted, and is not given',
  'not-listed': 'a command, or the value of an option or a cell, is not one of those listed',
  'unknown-key': 'there is no such option; as a note: columns that are no facts are not read',
  repeated: 'two columns mean one; as a note: an id or a row stands more than once',
  contradicted:
    'two options, a cell and its column that says whether it is known, or the headers of two files contradict each other',
  'too-many': 'one file, one day or one row is wanted, and there are more',
  'no-duckdb': 'the package @duckdb/node-api is not installed, which reads Parquet and database files',
  address: 'the file is an address; only files of this machine are read',
  workbook: 'the file is a workbook of Excel',
  folder: 'the file is a folder',
  'no-file': 'there is no such file',
  'no-access': 'the file may not be read or written',
  'not-text': 'the file is not text',
  encoding: 'the bytes are not text in UTF-8 (nor, if it may be that, in GB18030); as a note: read as GB18030',
  empty: 'the file is empty',
  'uneven-row': 'a row has more or fewer cells than the header',
  'open-quote': 'a quotation mark is not closed, or stands within a cell',
  'too-long': 'a row is longer than 2,000,000 characters, or an id than 64',
  'no-fact': 'no column is a fact of the question',
  'no-row': 'the file has no such row',
  unreadable: 'the file cannot be read, or is not JSON',
  'wrong-type': 'the JSON is not an object; or a cell is not of the type of its column',
  database: 'DuckDB failed, in its words',
  unwritable: 'what was asked for cannot be written',
  malformed:
    'a cell, a rule set or the day of a card is not written as it is to be; as a note: how many cells each column has',
  'no-rows': 'note: there is a header, and no rows',
  unverified: 'note: rows are of days after the last for which the rule set that judged them is verified',
  'no-rule': 'note: rows are of days on which the law has no rule set; they count as refused for that alone',
  'blank-rows': 'note: rows name no driver, no vehicle and no time; they may be blank, or sums',
  'excel-days': 'note: times have the form in which Excel keeps them, as numbers of days',
  'one-law': 'note: a rule set of a file, which is one law for every day, is compared with the law of each day',
  'binding-later': 'note: the binding is later than the handling, so one of the two times is wrong',
  'perhaps-yuan': 'note: fines that are read in fen are most likely in yuan',
  'letter-case': 'note: ids differ in small and capital letters alone',
  'perhaps-names': 'note: owners are most likely names, and drivers numbers',
  'two-spellings': 'note: one number is written in two ways',
} as const
/** What is wrong with a call, a file or a cell, or is to be noted of one. */
export type MessageCode = keyof typeof MEANINGS | IssueCode

/** Where a message belongs; the call, where it says nothing. */
interface Place {
  readonly file?: string | undefined
  /** The line of the file, the header being 1. */
  readonly line?: number | undefined
  /** The row, the first after the header being 1. */
  readonly row?: number | undefined
  readonly column?: string | undefined
  /** What the file calls the column. */
  readonly header?: string | undefined
}

/** One thing that is told on standard error. */
export interface Message extends Place {
  readonly level: 'error' | 'note'
  readonly code: MessageCode
  readonly text: string
}

/** Tells a message on standard error. */
export type Tell = (message: Message) => void

/** What keeps a command from being run: told without a stack, with exit code 2. */
export class Failure extends Error {
  readonly code: MessageCode
  readonly place: Place
  constructor(code: MessageCode, text: string, place: Place = {}) {
    super(text)
    this.code = code
    this.place = place
  }
}

/** A column of a file for a message: as its header is written, with its own name behind. */
export function labelOf(column: string, header: string): string {
  const written = header.trim().replace(/\s+/g, ' ')
  if (written === column) return column
  return `${written.length > LONGEST_HEADER ? `${written.slice(0, LONGEST_HEADER)}…` : written} (${column})`
}
const LONGEST_HEADER = 40

/** A message on one line: where, which code, and what; none of its characters is one that a terminal obeys. */
export function messageLine({ level, code, text, file, line, row, column, header }: Message): string {
  const within = [
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(row === undefined ? [] : [`row ${row}`]),
    ...(column === undefined ? [] : [`column ${labelOf(column, header ?? column)}`]),
  ].join(', ')
  return visible(`${file ?? 'demerit'}: ${within === '' ? '' : `${within}: `}${level}[${code}]: ${text}`)
}

/** The same as an object of JSON. */
export function messageJson({ text, ...others }: Message): string {
  return visibleJson(JSON.stringify({ ...others, message: text }))
}
