/**
 * What a table of text may say, for all who read one: the command line as SQL, the page (docs/site) in the browser. Headers, what
 * stands between cells, and how a cell of each kind is written.
 */

import { shorten } from '../input/issue.ts'
import type { Fact } from '../law/facts.ts'
import type { Question } from '../law/index.ts'
import { columnName, factsOfQuestion, hasKnownColumn, knownName } from '../sql/columns.ts'
import { chineseColumns, chineseWords, ID_HEADERS, NONE, plainHeader } from './chinese.ts'
import { FILE_FAULTS } from './file-faults.ts'

/** What may stand around a cell and is no part of it: spaces of every width, and a tab, by which an export keeps a long number as text. */
export const BLANKS =
  '\t \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000'
/** Patterns that a whole cell matches. */
export const WRITTEN = {
  // Z or +08 behind any time; another offset behind seconds alone: 09:10-09:20 may be two times.
  instant:
    '\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d((:\\d\\d(\\.\\d{1,9})?)?(Z|[+]08(:?00)?)|:\\d\\d(\\.\\d{1,9})?[+-](0\\d|1[0-4])(:?(00|30|45))?)',
  milliseconds: '-?\\d{1,15}',
  // 3.0 is what programs make of 3 where a column has blank cells.
  whole: '-?\\d{1,15}([.]0)?',
  yuan: '\\d{1,12}([.]\\d{1,2})?',
} as const
/** What an id may be, for the message about one that is not. */
export const ID_WANTED =
  'an id of 1 to 64 ASCII or Chinese characters without spaces, quotation marks and backslashes, and not N/A, NULL, 无, 不详, 本人 or a number cut to 5.12E+17'
/** What a spreadsheet, a database or a clerk leaves where no id is, or of a long number: no id, though its characters are those of one. */
export const NO_ID =
  '#(N/A|REF!|VALUE!|NAME[?]|NUM!|NULL!|DIV/0!)|[Nn]/[Aa]|[Nn][Uu][Ll][Ll]|-+|—+|无|没有|空|不详|未知|暂无|本人|\\d([.]\\d+)?[Ee][+]\\d+'
/** What a flag may say, in small letters. */
export const FLAGS = { true: ['true', '1'], false: ['false', '0'] } as const
/** What an empty list may be, beside `none`. */
export const EMPTY_LISTS = ['[]', '{}'] as const
/** One word of a list. */
export const LIST_WORD = '[^\\s,;|、，；\\[\\]{}"\']+'

/** The column of fines in yuan, which is read where there is no column in fen. */
export const FINE_YUAN = 'fine_yuan'

/** In fen. Where not even half of the fines over 0 reach it, they are in yuan, most likely. */
export const LEAST_FINE = 5_000

/** A note about a fine that is most likely in yuan. */
export function inFenText(fine: number): string {
  return `${fine} (${fine / 100} yuan); a column ${FINE_YUAN} is read in yuan`
}

const DELIMITERS = [',', ';', '\t', '|'] as const

/** What stands most often in a line. */
export function delimiterOf(line: string): string {
  const count = (delimiter: string) => line.split(delimiter).length
  return [...DELIMITERS].sort((one, other) => count(other) - count(one))[0] as string
}

/** How many lines are read as a header at most. */
export const HEAD_LINES = 50

/** How many of the first lines of a file are its header: names in quotation marks may have line breaks, as those of spreadsheets do. */
export function headLines(lines: readonly string[]): number {
  let quotes = 0
  const last = lines.findIndex((line) => {
    quotes += [...line].filter((character) => character === '"').length
    return quotes % 2 === 0
  })
  return last < 0 ? 1 : last + 1
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
    | { readonly code: 'repeated'; readonly column: string; readonly headers: readonly [string, string] }
    | { readonly code: 'fen-and-yuan' }
    | { readonly code: 'no-fact'; readonly headers: readonly string[] }
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
    const before = taken.get(column)
    if (!read.has(column)) others.push(name)
    else if (before !== undefined) {
      return { taken, others, problem: { code: 'repeated', column, headers: [names[before] ?? '', name] } }
    } else taken.set(column, index)
  }
  // A number of the row is its id where there is no other.
  const numbered = taken.has('id') ? -1 : names.findIndex((name) => ID_HEADERS.includes(plainHeader(name)))
  if (numbered >= 0) {
    taken.set('id', numbered)
    others.splice(others.indexOf(names[numbered] ?? ''), 1)
  }
  if (taken.has('fine') && taken.has(FINE_YUAN)) return { taken, others, problem: { code: 'fen-and-yuan' } }
  if (!facts.some(({ name }) => taken.has(columnName(name))) && !taken.has(FINE_YUAN))
    return { taken, others, problem: { code: 'no-fact', headers: names } }
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

/** What a cell of a fact may say, for a message; each word with the Chinese that is read as it. */
export function wantedOf(
  fact: Fact,
  {
    question,
    inYuan,
    isBeijing,
  }: { readonly question: Question; readonly inYuan: boolean; readonly isBeijing: boolean },
): string {
  const translations = chineseWords(fact, question)
  const also = (word: string) => {
    const others = translations.flatMap(([other, each]) => (each === word ? [other] : []))
    return others.length === 0 ? word : `${word} (${others.join('、')})`
  }
  const words = (fact.words ?? []).map(also).join(', ')
  switch (fact.kind) {
    case 'id':
      return ID_WANTED
    case 'word':
      return words
    case 'flag':
      return `${also('true')}, ${also('false')}, 1 or 0`
    case 'count':
    case 'fen':
      if (inYuan) return 'an amount of yuan with at most two decimals'
      return `a whole number${fact.most === undefined ? '' : ` from 0 to ${fact.most}`}`
    case 'instant': {
      const time = isBeijing
        ? 'a time such as 2018-09-12 14:05 or 2018/9/12 14:05:00'
        : 'a time with an offset, such as 2018-09-12T14:05:00+08:00 (--times beijing reads times without one)'
      return `${time}, or milliseconds since 1970 (not seconds; 0 is no sign for none)${fact.orNull ? `, or ${also(NONE)}` : ''}`
    }
    case 'words':
      return `${also(NONE)}, or some of ${words}`
  }
}

/** What is wanted of a cell and of the column that says whether it is known, where they contradict each other. */
export function wantedTogether(cell: string, known: string): string {
  return cell === '' ? `true or false in column ${known}` : `true in column ${known}, or no text here`
}

/** A column of a file for a message: as its header is written, with its own name behind. */
export function labelOf(column: string, header: string): string {
  const written = header.trim()
  if (written === column) return column
  return `${written.length > LONGEST_HEADER ? `${written.slice(0, LONGEST_HEADER)}…` : written} (${column})`
}
const LONGEST_HEADER = 40

/** The malformed cells of a row, in one cell of a table. */
export function malformedText(cells: readonly { readonly column: string; readonly text: string }[]): string {
  return cells.map(({ column, text }) => `${column}: ${shorten(text)}`).join('; ')
}

/** Why a table cannot be read, for a message. */
export function problemText(problem: NonNullable<Headers['problem']>, question: Question): string {
  switch (problem.code) {
    case 'repeated': {
      const [one = '', other = ''] = problem.headers.map(shorten)
      return FILE_FAULTS.repeated.en(problem.column, one, other)
    }
    case 'fen-and-yuan':
      return FILE_FAULTS['fen-and-yuan'].en(FINE_YUAN)
    case 'no-fact': {
      const chinese = chineseColumns(question)
      const known = factsOfQuestion(question).map(({ name }) => columnName(name))
      const wanted = known.map((column) => `${column} (${chineseOf(chinese, column)})`).join(', ')
      return `${FILE_FAULTS['no-fact'].en()}; the first line has ${listed(problem.headers)}; there are ${wanted}`
    }
  }
}

/** Which headers mean no column, for a message. */
export function notReadText(others: readonly string[]): string {
  return `not facts, so not read: ${listed(others)}`
}

/** Headers for a message. */
function listed(headers: readonly string[]): string {
  const named = headers.filter((header) => header.trim() !== '')
  const shown = named.slice(0, MOST_SHOWN).map(shorten)
  const more = named.length > MOST_SHOWN ? ` and ${named.length - MOST_SHOWN} more` : ''
  const nameless = headers.length - named.length
  if (nameless === 0) return `${shown.join(', ')}${more}`
  const rest = `${nameless} ${nameless === 1 ? 'column' : 'columns'} without a name`
  return named.length === 0 ? rest : `${shown.join(', ')}${more}, and ${rest}`
}
const MOST_SHOWN = 20
