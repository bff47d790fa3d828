/** What a form makes of each kind of fact: two tables, so that a form without a schema does not load that of schemas. */
import { eitherType, type JsonType, textType, wordType } from '../input/json-schema.ts'
import { LONGEST_LIST } from '../input/properties.ts'
import type { FactKind, ReadFact } from '../law/facts.ts'
import { NONE_WORDS, saysNone } from '../typed/placeholder.ts'
import { shown, visible } from '../typed/tidy.ts'
import { FEN_LIMIT } from '../values/fen.ts'
import { TYPED_LONGEST } from './readers.ts'

/** A count with its label and its measure word 量词. */
const COUNT = /^(?:(?:违法)?记分\s*:?|记|扣)?\s*([0-9]{1,16})(?:\.00?)?\s*(?:辆车?|台|部|人|名|次|分)?$/
/** No points. */
const NO_COUNT = /^(?:不|没有?)[记扣]分$/

/** What HTML sends for a box that is ticked, and what a select of yes and no may send. */
const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['on', true],
  ['false', false],
  ['off', false],
])

/** What text becomes before the reader of its fact has it; an id and a fine have readers of their own. */
export const TEXTS: { readonly [K in FactKind]: (text: string) => unknown } = {
  id: asItIs,
  fen: asItIs,
  word: asItIs,
  words: asItIs,
  instant: shown,
  count: (text) => {
    const plain = visible(text)
    const found = COUNT.exec(plain)
    return NO_COUNT.test(plain) || saysNone(text) ? 0 : found === null ? text : Number(found[1])
  },
  flag: (text) => FLAGS.get(text) ?? text,
}

function asItIs(text: string): unknown {
  return text
}

/** Text as it may be typed, with what comes before and after it. */
export const TEXT: JsonType = textType(1, TYPED_LONGEST)

/** What may be typed for a fact of each kind, where `null` is no value of it. */
const TYPED: { readonly [K in FactKind]: (input: JsonType) => JsonType } = {
  id: textOr,
  count: textOr,
  instant: textOr,
  fen: () => eitherType({ kind: 'number', from: 0, to: FEN_LIMIT / 100 }, TEXT),
  flag: (input) => eitherType(input, wordType(['true', 'on', 'false', 'off'])),
  word: (input) => input,
  words: (input) => {
    if (input.kind !== 'list' || input.of.kind !== 'word') return input
    const words = [...input.of.of, ...NONE_WORDS]
    return eitherType({ ...input, of: wordType([...words, '']), to: LONGEST_LIST, once: false }, wordType(words))
  },
}

/** What may be typed for a fact. */
export function typedAs({ kind, orNull, reader }: ReadFact): JsonType {
  const typed = TYPED[kind](reader.types.input)
  return orNull ? eitherType(typed, { kind: 'null' }) : typed
}

/** Text, or a number where the fact may be one. */
function textOr(input: JsonType): JsonType {
  return eitherType(TEXT, ...numbersIn(input))
}

function numbersIn(type: JsonType): readonly JsonType[] {
  if (type.kind === 'either') return type.of.flatMap(numbersIn)
  return 'from' in type && type.kind !== 'text' ? [type] : []
}
