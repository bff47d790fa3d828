import { enLabels, wordNames, zhCNLabels } from '../../explain/index.ts'
import { type Issue, issue } from '../../input/issue.ts'
import { own } from '../../input/own.ts'
import * as wanted from '../../input/wanted.ts'
import type { Fact, FactName } from '../../law/facts.ts'
import { readYuan } from '../../typed/amount.ts'
import { LOCAL_TIME, UNCLEAR_TIME } from '../../typed/local-time.ts'
import { NONE_WORDS, namesNothing, saysNone } from '../../typed/placeholder.ts'
import type { Fen } from '../../values/fen.ts'
import type { FactColumn } from './headers.ts'

/** What stands for `null` and for a list without words. */
const NONE = 'none'
/** What may stand around a cell and is no part of it: spaces of every width, and a tab, by which an export keeps a long number as text. */
const AROUND = /^[\s\ufeff]+|[\s\ufeff]+$/g
/** Z or +08 behind any time; another offset behind seconds alone: 09:10-09:20 may be two times. */
const INSTANT =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?:(?:(:\d\d(?:\.\d{1,9})?)?(Z|[+]08(?::?00)?))|(:\d\d(?:\.\d{1,9})?)([+-](?:0\d|1[0-4])(?::?(?:00|30|45))?))$/
const LIST_WORD = /[^\s,;|、，；[\]{}"']+/g
const EMPTY_LISTS = ['[]', '{}']

const LISTS = wordNames(zhCNLabels)
const ENGLISH = wordNames(enLabels)
/** What records of offices call some words, beside the names that the Chinese locale has for them. */
const ALSO: { readonly [F in FactName]?: Readonly<Record<string, readonly string[]>> } = {
  channel: { window: ['窗口', '窗口办理'], app: ['APP', '12123', '交管12123APP'], web: ['互联网平台', '网站'] },
  recordedBy: {
    monitoring: ['电子监控', '电子警察', '电子眼', '监控', '非现场', '非现场处罚'],
    officer: ['民警', '现场', '现场处罚'],
  },
  licenceStates: { [NONE]: ['正常'], 'full-points': ['超分'] },
  // 违法是否已处理: 是 or 否, beside the names of the states.
  violationState: { handled: ['是'], open: ['否'] },
}

/** A cell that cannot be read: what is wrong with it, as an issue of the fact. */
export class MalformedText {
  readonly issue: Issue
  constructor(found: Issue) {
    this.issue = found
  }
}

/** Reads a cell: the value for the library, which judges what is no value of the fact; `undefined` where it is not known. */
type ReadCell = (cell: string, known?: string) => unknown

/** How the cells of a column are read. `local` is told of each time without an offset, which is read as Beijing's. */
export function cellReader({ fact, unit }: FactColumn, local: () => void): ReadCell {
  const read = valueReader(fact, unit, new Map(wordsFor(fact)), local)
  const malformed = (text: string) =>
    new MalformedText(issue('contradicted', [fact.name], text === '' ? wanted.flag : wanted.nothing, text))
  return (cell, known) => {
    const text = trimmed(cell)
    if (known === undefined) return text === '' ? undefined : read(text)
    const flag = trimmed(known).toLowerCase()
    if (flag === 'true' || flag === '1')
      return text !== '' ? read(text) : Object.hasOwn(fact, 'orNull') ? null : malformed(text)
    const isEmpty = text === '' || EMPTY_LISTS.includes(text)
    return isEmpty && ['', 'false', '0'].includes(flag) ? undefined : malformed(text)
  }
}

/** Without the blanks around it. */
export function trimmed(text: string): string {
  const [first, last] = [text.charCodeAt(0), text.charCodeAt(text.length - 1)]
  return isPlain(first) && isPlain(last) ? text : text.replace(AROUND, '')
}

function isPlain(code: number): boolean {
  return (code > 0x20 && code < 0x80) || (code > 0x3000 && code < 0xf000)
}

/** What a cell may say beside a word itself, and the word that it means: 小型汽车 and small car are `02`, 是 is `true`, 无 is `none`. */
export function wordsFor(fact: Fact): readonly (readonly [written: string, word: string])[] {
  const { name, kind, words: listed = [] } = own(fact)
  const isNone = kind === 'words' || Object.hasOwn(fact, 'orNull') || listed.includes(NONE)
  return [
    // In a list of words a space parts two of them, so that English names cannot stand there.
    ...(kind === 'word' ? Object.entries(ENGLISH[name] ?? {}) : []).map(([word, written]) => [written, word] as const),
    ...Object.entries(LISTS[name] ?? {}).map(([word, written]) => [written, word] as const),
    ...Object.entries(ALSO[name] ?? {}).flatMap(([word, all]) => all.map((written) => [written, word] as const)),
    ...(kind === 'flag'
      ? ([
          ['是', 'true'],
          ['否', 'false'],
        ] as const)
      : []),
    ...(isNone ? NONE_WORDS.map((written) => [written, NONE] as const) : []),
  ]
}

function valueReader(
  fact: Fact,
  unit: FactColumn['unit'],
  words: ReadonlyMap<string, string>,
  local: () => void,
): (text: string) => unknown {
  const { name, kind } = fact
  const isOrNull = Object.hasOwn(fact, 'orNull')
  const meant = (text: string) => words.get(text) ?? text
  const malformed = (expected: typeof wanted.id, text: string) =>
    new MalformedText(issue('malformed', [name], expected, text))
  switch (kind) {
    case 'id':
      return (text) => (namesNothing(text) ? malformed(wanted.id, text) : meant(text))
    case 'word':
      return meant
    case 'flag':
      return remembered((text) => flagOf(meant(text)) ?? text)
    case 'count':
    case 'fen':
      if (unit === 'yuan') return remembered((text) => fenIn(text, name))
      return remembered((text) => (NUMBER.test(text) ? Number(text) : text))
    case 'instant':
      return (text) =>
        momentOf(text, local) ?? (isOrNull && saysNone(text) ? null : malformed(wanted.beijingTime, text))
    case 'words':
      return remembered((text) =>
        saysNone(meant(text)) || EMPTY_LISTS.includes(text) ? [] : (text.match(LIST_WORD) ?? []).map(meant),
      )
  }
}

/** `3.0` is what programs make of 3 where a column has blank cells. */
const NUMBER = /^-?\d+(?:\.\d+)?$/

/** Texts that stand often are read once. */
function remembered(read: (text: string) => unknown): (text: string) => unknown {
  const values = new Map<string, unknown>()
  return (text) => {
    const before = values.get(text)
    if (before !== undefined) return before
    const value = read(text)
    if (values.size < MOST_REMEMBERED) values.set(text, value)
    return value
  }
}
const MOST_REMEMBERED = 500

function flagOf(text: string): boolean | undefined {
  const small = text.toLowerCase()
  if (small === 'true' || small === '1') return true
  return small === 'false' || small === '0' ? false : undefined
}

function fenIn(text: string, name: FactName): Fen | MalformedText {
  const issues: Issue[] = []
  return readYuan(text, [name], issues) ?? new MalformedText(issues[0] as Issue)
}

/** A moment as the library reads it: milliseconds, or text with an offset, China's in the writing that is read fastest; `undefined` where the text is no moment. */
export function momentOf(text: string, local: () => void = () => {}): number | string | undefined {
  if (/^-?\d{1,20}$/.test(text)) return Number(text)
  const [, day, minutes, seconds, offset, others, otherOffset = ''] = INSTANT.exec(text) ?? []
  if (day !== undefined) {
    const time = `${day}T${minutes}${toMilliseconds(seconds ?? others)}`
    if (offset === 'Z') return `${time}Z`
    return `${time}${offset === undefined ? offsetOf(otherOffset) : '+08:00'}`
  }
  const parts = UNCLEAR_TIME.test(text) ? null : LOCAL_TIME.exec(text)
  if (parts === null) return undefined
  local()
  const [, year, month, date, hour, minute, second, fraction] = parts
  const written = `${year}-${two(month)}-${two(date)}T${two(hour)}:${two(minute)}`
  return `${written}${toMilliseconds(second === undefined ? undefined : `:${two(second)}.${fraction ?? ''}`)}+08:00`
}

/** `:05` and `:05.12` with three digits behind the point; finer ones are dropped. */
function toMilliseconds(seconds = ':00'): string {
  return `${seconds.slice(0, 3)}.${seconds.slice(4, 7).padEnd(3, '0')}`
}

function offsetOf(text: string): string {
  return `${text.slice(0, 3)}:${text.slice(3).replace(':', '') || '00'}`
}

function two(part = ''): string {
  return part.padStart(2, '0')
}
