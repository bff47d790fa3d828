/**
 * Facts as z3 sees them, and how the two sides of a rule are read off the shipped library: it is asked for findings on
 * many rows, and one term of a closed list must account for every one of them.
 */

import { COUNT_LIMIT } from '../../src/law/facts.ts'
import { CAP_LIMIT } from '../../src/law/parameters.ts'
import { CHANNELS, OWNER_CONSENTS } from '../../src/values/channel.ts'
import { FEN_LIMIT } from '../../src/values/fen.ts'
import { epochMillisecondsOf, type Instant, legalDay } from '../../src/values/instant.ts'
import { LICENCE_CLASSES, LICENCE_STATES } from '../../src/values/licence.ts'
import { OWNER_KINDS, PLATE_TYPES } from '../../src/values/vehicle.ts'
import { RECORDERS, VIOLATION_STATES } from '../../src/values/violation.ts'

export type Row = Readonly<Record<string, unknown>>

/** A kind of fact: its sort in z3, and the values it is tried with. */
interface Kind {
  readonly sort: string
  readonly tried: readonly unknown[]
  /** Between which values it lies. */
  readonly bounds?: (name: string) => string
}

const DAY = 86_400_000
const EIGHT_HOURS = 28_800_000
/** Days after 1970 began, well within what the library reads. */
const LAST_DAY = 80_000
const INSTANTS = [
  '2018-09-09T23:59:59.999+08:00',
  '2018-09-10T00:00:00.000+08:00',
  '2018-09-10T15:00:00.000+08:00',
  '2018-09-10T15:00:00.001+08:00',
  '2018-09-11T00:00:00.000+08:00',
] as readonly string[] as readonly Instant[]
/** Every count up to what a cap can be, and some beyond. */
const count: Kind = {
  sort: 'Int',
  tried: [...Array(CAP_LIMIT + 2).keys(), 1000, COUNT_LIMIT],
  bounds: (name) => `(<= 0 ${name} ${COUNT_LIMIT})`,
}
const points: Kind = { sort: 'Int', tried: [0, 1, 2, 6, 12], bounds: (name) => `(<= 0 ${name} 12)` }
const truth: Kind = { sort: 'Bool', tried: [true, false] }
const word = (words: readonly string[]): Kind => ({
  sort: 'Int',
  tried: words,
  bounds: (name) => `(<= 0 ${name} ${words.length - 1})`,
})
const inTime = (name: string): string => `(<= 0 ${name} ${LAST_DAY * DAY})`
const instant: Kind = { sort: 'Int', tried: INSTANTS, bounds: inTime }
const id: Kind = { sort: 'Int', tried: ['d', 'o'] }
/** A set of words is one truth a word: `licenceStates.suspended`. */
const words = (list: readonly string[]): Kind => ({ sort: 'set', tried: [[], ...list.map((one) => [one]), list] })

export const FACTS: Readonly<Record<string, Kind>> = {
  at: instant,
  channel: word(CHANNELS),
  driver: id,
  vehicleOwner: id,
  vehicleOwnerKind: word(OWNER_KINDS),
  plateType: word(PLATE_TYPES),
  operating: truth,
  pairBound: truth,
  driverBindings: count,
  vehicleBindings: count,
  driverBindingsEver: count,
  driverApplicationsToday: count,
  driverApplicationsThisYear: count,
  ownerConsent: word(OWNER_CONSENTS),
  identityVerified: truth,
  violationState: word(VIOLATION_STATES),
  occurredAt: instant,
  fine: { ...count, tried: [0, 1, 19_999, 20_000, 20_001, FEN_LIMIT], bounds: (name) => `(<= 0 ${name} ${FEN_LIMIT})` },
  points,
  recordedBy: word(RECORDERS),
  boundSince: { sort: 'Int', tried: [...INSTANTS, null], bounds: inTime },
  firstBinding: truth,
  licenceStates: words(LICENCE_STATES),
  licenceClasses: words(LICENCE_CLASSES),
  pointsHeld: count,
  fullScoreStudies: count,
  offenderPresent: truth,
  othersVehiclesHandledThisYear: count,
  vehicleOtherDriversThisYear: count,
}

const WORDS: Readonly<Record<string, readonly string[]>> = {
  channel: CHANNELS,
  vehicleOwnerKind: OWNER_KINDS,
  plateType: PLATE_TYPES,
  ownerConsent: OWNER_CONSENTS,
  violationState: VIOLATION_STATES,
  recordedBy: RECORDERS,
  licenceStates: LICENCE_STATES,
  licenceClasses: LICENCE_CLASSES,
}

/** Declares every fact, with what is true of all its values. `boundSince` is a number and whether it is `null`. */
export function declarations(): string {
  const lines = Object.entries(FACTS).flatMap(([name, { sort, bounds }]) =>
    sort === 'set'
      ? (WORDS[name] as readonly string[]).map((one) => `(declare-const ${name}.${one} Bool)`)
      : [`(declare-const ${name} ${sort})`, ...(bounds === undefined ? [] : [`(assert ${bounds(name)})`])],
  )
  return [...lines, '(declare-const boundSince.null Bool)', `(define-fun day ((at Int)) Int (div at ${DAY}))`].join(
    '\n',
  )
}

/** The place of a word in its list. */
export function numberOf(fact: string, value: unknown): number {
  const place = (WORDS[fact] as readonly unknown[]).indexOf(value)
  if (place < 0) throw new Error(`${fact}: no ${String(value)}`)
  return place
}

/** Milliseconds since 1970 began in China: whole days there are whole multiples of a day. */
export function timeOf(value: Instant): number {
  return epochMillisecondsOf(value) + EIGHT_HOURS
}

/** The instant of so many milliseconds since 1970 began in China. */
export function instantOf(time: number): string {
  return new Date(time).toISOString().replace('Z', '+08:00')
}

export const isSet = (fact: string): boolean => FACTS[fact]?.sort === 'set'
export const wordsOf = (fact: string): readonly string[] => WORDS[fact] as readonly string[]
const isWord = (fact: string): boolean => Object.hasOwn(WORDS, fact) && !isSet(fact)
const isCount = (fact: string): boolean => typeof FACTS[fact]?.tried[0] === 'number'
const isInstant = (fact: string): boolean => fact === 'at' || fact === 'occurredAt' || fact === 'boundSince'

/** One side of a comparison: what it comes to on a row, and how it is written. */
export interface Term {
  /** Of which kind the side is, so that both sides are compared alike. */
  readonly of: 'number' | 'day' | 'instant' | 'truth' | 'id' | 'words' | `word:${string}` | `set:${string}` | 'null'
  readonly smt: string
  readonly value: (row: Row) => unknown
  /** A list of words, where the side is one. */
  readonly list?: readonly string[]
  /** For a list that depends on a fact: the list for each of its words. */
  readonly table?: { readonly fact: string; readonly lists: readonly (readonly string[])[] }
}

/** The one term that gives the values seen on all rows. Throws where none does. */
export function termOf(facts: readonly string[], rows: readonly Row[], values: readonly unknown[]): Term {
  const fits = (term: Term): boolean => rows.every((row, index) => same(term.value(row), values[index]))
  const term = [...candidates(facts, rows, values)].find(fits)
  if (term === undefined)
    throw new Error(`no term of ${facts.join(', ')} gives ${JSON.stringify(values.slice(0, 4))} …`)
  return term
}

function* candidates(facts: readonly string[], rows: readonly Row[], values: readonly unknown[]): Iterable<Term> {
  const [first] = values
  const fixed = constant(first)
  if (fixed !== undefined) yield fixed
  for (const fact of facts) {
    const value = (row: Row) => row[fact]
    if (isCount(fact)) {
      const more = Number(first) - Number(rows[0]?.[fact])
      if (more === 0) yield { of: 'number', smt: fact, value }
      else yield { of: 'number', smt: `(+ ${fact} ${numeral(more)})`, value: (row) => Number(row[fact]) + more }
      for (const other of facts.filter((each) => each > fact && isCount(each))) {
        const sum = (row: Row) => Number(row[fact]) + Number(row[other])
        yield { of: 'number', smt: `(+ ${fact} ${other})`, value: sum }
      }
    } else if (isInstant(fact)) {
      yield { of: 'instant', smt: fact, value }
      yield { of: 'day', smt: `(day ${fact})`, value: (row) => row[fact] && legalDay(row[fact] as Instant) }
    } else if (fact === 'driver' || fact === 'vehicleOwner') yield { of: 'id', smt: fact, value }
    else if (isSet(fact)) yield { of: `set:${fact}`, smt: fact, value }
    else if (isWord(fact)) {
      yield { of: `word:${fact}`, smt: fact, value }
      const lists = wordsOf(fact).map((one) => {
        const at = rows.findIndex((row) => row[fact] === one)
        return (Array.isArray(values[at]) ? values[at] : []) as readonly string[]
      })
      yield {
        of: 'words',
        smt: '',
        table: { fact, lists },
        value: (row) => lists[numberOf(fact, row[fact])],
      }
    } else yield { of: 'truth', smt: fact, value }
  }
}

function constant(first: unknown): Term | undefined {
  const value = () => first
  if (first === null) return { of: 'null', smt: 'null', value }
  if (typeof first === 'boolean') return { of: 'truth', smt: String(first), value }
  if (typeof first === 'number') return { of: 'number', smt: numeral(first), value }
  if (typeof first === 'string') return { of: 'words', smt: first, value, list: [first] }
  return Array.isArray(first) ? { of: 'words', smt: '', value, list: first } : undefined
}

export function numeral(number: number): string {
  return number < 0 ? `(- ${-number})` : String(number)
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
