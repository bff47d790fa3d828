/** What z3 makes of each kind of fact. */
import {
  COUNT_LIMIT,
  epochMillisecondsOf,
  FACTS,
  type Fact,
  type FactKind,
  type FactName,
  FEN_LIMIT,
  type Instant,
} from '../../src/index.ts'

export const DAY = 86_400_000
const EIGHT_HOURS = 28_800_000
/** Days after 1970 began, well within what the library reads. */
const LAST_DAY = 80_000

/** What a term comes to in z3. */
export type Side =
  /** With `none`, what says that there is none, where the fact may be `null`. */
  | { readonly of: 'number' | 'day' | 'instant' | 'id' | 'flag'; readonly smt: string; readonly none?: string }
  | { readonly of: 'word' | 'set'; readonly fact: FactName }
  | { readonly of: 'words'; readonly words: readonly string[] }
  | { readonly of: 'null' }
  /** A list that depends on the word of a fact: one list for each. */
  | { readonly of: 'table'; readonly fact: FactName; readonly rows: readonly (readonly string[])[] }

/** A model of z3: what a name stands for, and whether it is true. */
export interface Model {
  readonly number: (name: string) => number
  readonly isTrue: (name: string) => boolean
}

interface Sort {
  /** Declares the fact, with what is true of all its values. */
  readonly declared: (fact: Fact) => readonly string[]
  readonly side: (name: FactName) => Side
  /** The value that a model stands for. */
  readonly valueIn: (name: FactName, model: Model) => unknown
  /** What is true in z3 of a value. */
  readonly asserted: (name: FactName, value: unknown, numberOfId: (id: unknown) => number) => readonly string[]
}

/** A whole number from 0 to `most`. */
const whole = ({ name }: Fact, most?: number): readonly string[] => [
  `(declare-const ${name} Int)`,
  ...(most === undefined ? [] : [`(assert (<= 0 ${name} ${most}))`]),
]
const number: Omit<Sort, 'declared'> = {
  side: (name) => ({ of: 'number', smt: name }),
  valueIn: (name, model) => model.number(name),
  asserted: (name, value) => [`(= ${name} ${value})`],
}

const SORTS: { readonly [K in FactKind]: Sort } = {
  id: {
    declared: (fact) => whole(fact),
    side: (name) => ({ of: 'id', smt: name }),
    // By its number, so that two ids are the same exactly where the model has them the same.
    valueIn: (name, model) => `id-${model.number(name)}`,
    asserted: (name, value, numberOfId) => [`(= ${name} ${numberOfId(value)})`],
  },
  instant: {
    declared: (fact) => whole(fact, LAST_DAY * DAY),
    side: (name) => ({ of: 'instant', smt: name }),
    valueIn: (name, model) => instantOf(model.number(name)),
    asserted: (name, value) => [`(= ${name} ${timeOf(value as Instant)})`],
  },
  count: { ...number, declared: (fact) => whole(fact, fact.most ?? COUNT_LIMIT) },
  fen: { ...number, declared: (fact) => whole(fact, FEN_LIMIT) },
  flag: {
    declared: ({ name }) => [`(declare-const ${name} Bool)`],
    side: (name) => ({ of: 'flag', smt: name }),
    valueIn: (name, model) => model.isTrue(name),
    asserted: (name, value) => [value ? name : `(not ${name})`],
  },
  word: {
    declared: (fact) => whole(fact, wordsOf(fact.name).length - 1),
    side: (fact) => ({ of: 'word', fact }),
    valueIn: (name, model) => wordsOf(name)[model.number(name)],
    asserted: (name, value) => [`(= ${name} ${numberOf(name, value)})`],
  },
  words: {
    declared: ({ name }) => wordsOf(name).map((word) => `(declare-const ${name}.${word} Bool)`),
    side: (fact) => ({ of: 'set', fact }),
    valueIn: (name, model) => wordsOf(name).filter((word) => model.isTrue(`${name}.${word}`)),
    asserted: (name, value) =>
      wordsOf(name).map((word) =>
        (value as readonly unknown[]).includes(word) ? `${name}.${word}` : `(not ${name}.${word})`,
      ),
  },
}

/** Declares a fact: words by their number in their list, a set of words as one truth a word, and whether it is `null` where it may be. */
export function declared(fact: Fact): readonly string[] {
  return [...SORTS[fact.kind].declared(fact), ...(fact.orNull ? [`(declare-const ${fact.name}.null Bool)`] : [])]
}

/** A fact as a side of a comparison. */
export function factSide(name: FactName): Side {
  const { kind, orNull } = factNamed(name)
  return { ...SORTS[kind].side(name), ...(orNull && { none: `${name}.null` }) }
}

/** The value of a fact that a model stands for. */
export function valueIn({ name, kind, orNull }: Fact, model: Model): unknown {
  return orNull && model.isTrue(`${name}.null`) ? null : SORTS[kind].valueIn(name, model)
}

/** What is true in z3 of a value of a fact. */
export function asserted(
  { name, kind, orNull }: Fact,
  value: unknown,
  numberOfId: (id: unknown) => number,
): readonly string[] {
  if (value === null) return [`${name}.null`]
  return [...SORTS[kind].asserted(name, value, numberOfId), ...(orNull ? [`(not ${name}.null)`] : [])]
}

function factNamed(name: FactName): Fact {
  return FACTS.find((fact) => fact.name === name) as Fact
}

export function wordsOf(name: FactName): readonly string[] {
  return factNamed(name).words as readonly string[]
}

/** The place of a word in its list. */
export function numberOf(fact: FactName, word: unknown): number {
  const place = wordsOf(fact).indexOf(word as string)
  if (place < 0) throw new Error(`${fact}: no ${String(word)}`)
  return place
}

/** Milliseconds since 1970 began in China: whole days there are whole multiples of a day. */
function timeOf(instant: Instant): number {
  return epochMillisecondsOf(instant) + EIGHT_HOURS
}

/** The instant of a number of milliseconds since 1970 began in China. */
export function instantOf(time: number): string {
  return new Date(time).toISOString().replace('Z', '+08:00')
}
