/** How a cell of text becomes a value without a database: for `explain`, and for the page (docs/site) in the browser. `cells.ts` says the same as SQL. */
import type { Fact } from '../law/facts.ts'
import type { Question } from '../law/index.ts'
import { LOCAL_TIME, UNCLEAR_TIME } from '../typed/local-time.ts'
import { EARLIEST_MILLISECONDS, parseInstant } from '../values/instant.ts'
import { BLANKS, EMPTY_LISTS, FLAGS, LIST_WORD, NO_ID, WRITTEN } from './cell-text.ts'
import { chineseWords, NONE } from './chinese.ts'

/** What else is to be known of a column. */
export interface CellOptions {
  readonly question: Question
  readonly inYuan: boolean
  /** Whether times without an offset are those of Beijing; else they are malformed. */
  readonly isBeijing: boolean
}

/**
 * Reads a cell, and what its column `…_known` says if there is one. A value that is `undefined` is not known; no value at all means that the cell is malformed.
 * Ranges are left to the library.
 */
export type ReadCell = (text: string, known?: string) => { readonly value: unknown } | undefined

/** How the cells of one fact are read. */
export function cellReader(fact: Fact, options: CellOptions): ReadCell {
  const read = valueReader(fact, options)
  return (cell, known) => {
    const text = trimmed(cell)
    const isKnown = knownOf(known === undefined ? undefined : trimmed(known), text)
    if (isKnown === undefined) return undefined
    if (!isKnown) return { value: undefined }
    // Only a fact that may be null is known and has no text.
    if (text === '') return fact.orNull === true ? { value: null } : undefined
    const value = read(text)
    return value === undefined ? undefined : { value }
  }
}

/** Without the blanks around it. */
export function trimmed(text: string): string {
  let [from, to] = [0, text.length]
  while (from < to && BLANKS.includes(text[from] as string)) from++
  while (to > from && BLANKS.includes(text[to - 1] as string)) to--
  return text.slice(from, to)
}

/** Whether a fact is known; `undefined` when its text and its column `…_known` contradict each other. */
function knownOf(known: string | undefined, text: string): boolean | undefined {
  if (known === undefined) return text !== ''
  const flag = flagOf(known)
  if (known !== '' && flag === undefined) return undefined
  const isKnown = flag === true
  return !isKnown && text !== '' && !isEmptyList(text) ? undefined : isKnown
}

function isEmptyList(text: string): boolean {
  return EMPTY_LISTS.some((each) => each === text)
}

function flagOf(text: string): boolean | undefined {
  const small = text.toLowerCase()
  if (FLAGS.true.some((each) => each === small)) return true
  return FLAGS.false.some((each) => each === small) ? false : undefined
}

const WHOLE_CELL = Object.fromEntries(
  Object.entries(WRITTEN).map(([name, pattern]) => [name, new RegExp(`^(?:${pattern})$`)]),
) as { readonly [K in keyof typeof WRITTEN]: RegExp }

const NOT_AN_ID = new RegExp(`^(?:${NO_ID})$`)

/** The value that a cell with text has; `undefined` where it is malformed. */
function valueReader(fact: Fact, { question, inYuan, isBeijing }: CellOptions): (text: string) => unknown {
  const others = new Map(chineseWords(fact, question))
  const meant = (written: string) => others.get(written) ?? written
  switch (fact.kind) {
    case 'id':
      return (text) => (NOT_AN_ID.test(text) ? undefined : meant(text))
    case 'word':
      return (text) => fact.words?.find((word) => word === meant(text))
    case 'flag':
      return (text) => flagOf(meant(text))
    case 'count':
    case 'fen':
      return inYuan
        ? (text) => (WHOLE_CELL.yuan.test(text) ? fenOf(text) : undefined)
        : (text) => (WHOLE_CELL.whole.test(text) ? Number(text) : undefined)
    case 'instant':
      return (text) => (fact.orNull === true && meant(text) === NONE ? null : momentOf(meant(text), isBeijing))
    case 'words':
      return (text) =>
        meant(text) === NONE || isEmptyList(text)
          ? []
          : [...text.matchAll(new RegExp(LIST_WORD, 'g'))].map(([word]) => meant(word))
  }
}

function fenOf(text: string): number {
  const [yuan = '', decimals = ''] = text.split(/\./)
  return Number(yuan) * 100 + Number(decimals.padEnd(2, '0'))
}

/** A moment in milliseconds; `undefined` if the text is not a moment, or is a number that may be seconds. */
export function momentOf(text: string, isBeijing: boolean): number | undefined {
  if (WHOLE_CELL.milliseconds.test(text)) return Number(text) < EARLIEST_MILLISECONDS ? undefined : Number(text)
  const local = isBeijing && !UNCLEAR_TIME.test(text) ? LOCAL_TIME.exec(text) : null
  if (local !== null) {
    const [, year, month, day, hour, minute, second = '00', fraction = '0'] = local
    const two = (part = '') => part.padStart(2, '0')
    return millisecondsOf(
      `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}.${fraction}+08:00`,
    )
  }
  if (!WHOLE_CELL.instant.test(text)) return undefined
  const [, date, time = '', offset = ''] = /^(.{10}).([\d:.]+)(.*)$/.exec(text) ?? []
  const [, sign, hours, minutes = '00'] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset) ?? []
  return millisecondsOf(
    `${date}T${time.length === 5 ? `${time}:00` : time}${sign === undefined ? 'Z' : `${sign}${hours}:${minutes}`}`,
  )
}

function millisecondsOf(written: string): number | undefined {
  const moment = parseInstant(written)
  return moment.ok ? Date.parse(moment.value) : undefined
}
