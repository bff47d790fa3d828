import { type Issue, report } from '../input/issue.ts'
import { eitherType, type JsonType } from '../input/json-schema.ts'
import type { Reader } from '../input/read.ts'
import { type JsonTypes, jsonTypes } from '../input/schema.ts'
import { typesOfFact } from '../law/fact-types.ts'
import { type FactDescription, readerOf } from '../law/facts.ts'
import { narrow } from '../values/tidy.ts'

/** How one field of a form is read: what people type and what HTML sends, made a value of the fact. */
export interface FieldReader<T> {
  /** Gives the value, or leaves issues and gives `undefined`. Never throws. */
  readonly read: Reader<T>
  /** What may be typed, and the value that it becomes, as far as JSON Schema can say it. */
  readonly types: JsonTypes
}

/** Characters that a field may hold at most, before anything is tidied. */
export const TYPED_LONGEST = 256
/** A blank field is one that nobody filled in: absent, `''`, white space only, or the `NaN` of an empty number field. */
export function isBlank(value: unknown): boolean {
  return value === undefined || (typeof value === 'string' && value.trim() === '') || Number.isNaN(value)
}

const TYPED_WHOLE = /^\s*[0-9\uff10-\uff19]{1,16}\s*$/
/** What HTML sends for a box that is ticked, and what a select of yes and no may send. */
const FLAGS: Readonly<Record<string, boolean>> = { true: true, on: true, false: false, off: false }

/** How a fact is read where the form names no reader of its own. */
export function fieldReaderOf(fact: FactDescription): FieldReader<unknown> {
  const { read, types } = { read: readerOf(fact), types: typesOfFact(fact) }
  switch (fact.kind) {
    case 'id':
    case 'instant':
      return { read: ofText((text) => text.trim(), read), types: jsonTypes(spaced(types.input), types.output) }
    case 'count':
    case 'fen':
      return { read: ofWhole(read), types: wholeTypes(types.output) }
    case 'flag':
      return {
        read: ofText((text) => (Object.hasOwn(FLAGS, text) ? FLAGS[text] : text), read),
        types: jsonTypes(eitherType(types.input, { kind: 'word', of: Object.keys(FLAGS) }), types.output),
      }
    case 'words':
      return { read: ofText((text) => [text], read), types: jsonTypes(oneOrMany(types.input), types.output) }
    case 'word':
      return { read, types }
  }
}

/** Makes ready what is text, and leaves the rest to the reader as it is. Issues show what was typed. */
export function ofText<T>(ready: (text: string) => unknown, read: Reader<T>): Reader<T> {
  return (input, path, issues) => {
    if (typeof input !== 'string') return read(input, path, issues)
    if (input.length > TYPED_LONGEST) {
      report(issues, 'too-long', path, { kind: 'text', from: 1, to: TYPED_LONGEST }, input)
      return undefined
    }
    const found: Issue[] = []
    const value = read(ready(input), path, found)
    for (const { code, path: place, wanted } of found) report(issues, code, place, wanted, input)
    return value
  }
}

/** A whole number, as one or in digits. */
export function ofWhole<T>(read: Reader<T>): Reader<T> {
  return ofText((text) => (TYPED_WHOLE.test(text) ? Number(narrow(text)) : text), read)
}

export function wholeTypes(number: JsonType): JsonTypes {
  return jsonTypes(eitherType(number, typedText(TYPED_WHOLE)), number)
}

/** Text as it may be typed, with what comes before and after it. */
export function typedText(pattern?: RegExp): JsonType {
  return { kind: 'text', from: 1, to: TYPED_LONGEST, pattern: pattern?.source }
}

/** The same text with white space around it. */
function spaced(type: JsonType): JsonType {
  if (type.kind === 'either') return eitherType(...type.of.map(spaced))
  if (type.kind !== 'text' || type.pattern === undefined) return type
  return { ...typedText(), pattern: `^\\s*(?:${type.pattern.slice(1, -1)})\\s*$` } as JsonType
}

/** One ticked box of several is sent as text. */
function oneOrMany(type: JsonType): JsonType {
  return type.kind === 'list' ? eitherType(type, type.of) : type
}
