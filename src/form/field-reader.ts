import { type Issue, isArray, report } from '../input/issue.ts'
import { eitherType, type JsonType, type JsonTypes, jsonTypes, textType, wordType } from '../input/json-schema.ts'
import { LONGEST_LIST, readArray } from '../input/read.ts'
import type { Reader, TypedReader } from '../input/reader.ts'
import { isVisible } from '../input/text.ts'
import * as wanted from '../input/wanted.ts'
import type { ReadFact } from '../law/facts.ts'
import { shown, visible } from '../typed/tidy.ts'
import type { LegalDay } from '../values/instant.ts'

/** How one field of a form is read: what people type and what HTML sends, made a value of the fact. */
export interface FieldReader<T> {
  /** Gives the value, or leaves issues and gives `undefined`. Never throws. */
  readonly read: Reader<T>
  /** What may be typed, and the value that it becomes, as far as JSON Schema can say it. */
  readonly types: JsonTypes
  /** The first day on which there can be such a value, where the value tells it: the date of birth in a licence number. */
  since?(value: T): LegalDay | undefined
  /** Whether a text looks like such a value, read or not: an owner's id that does, and is not read, is not taken for that of a unit. */
  resembles?(text: string): boolean
}

/** The readers that a form names, by fact; a record that inherits nothing. */
export type Readers = Readonly<Record<string, FieldReader<unknown> | undefined>>

/** Characters that a field may hold at most, before anything is tidied. */
export const TYPED_LONGEST = 256
/**
 * A blank field is one that nobody filled in: absent, `''`, nothing that shows, the `NaN` of an empty number field, or the `null` of one
 * that was cleared.
 */
export function isBlank(value: unknown): boolean {
  return (
    value === undefined || value === null || (typeof value === 'string' && shown(value) === '') || Number.isNaN(value)
  )
}

/** Points and fen are both called 分; behind fen a point may stand for yuan. */
const WHOLE_POINTS = /^(?:违法)?(?:[记扣]分?\s*:?)?\s*([0-9]{1,16})(?:\.00?)?\s*分?$/
/** Counts with the measure words 量词 of what is counted. */
const DRIVERS = /^([0-9]{1,16})(?:\.00?)?\s*[人名]?$/
const VEHICLES = /^([0-9]{1,16})(?:\.00?)?\s*(?:辆车?|台|部)?$/
const TIMES = /^([0-9]{1,16})(?:\.00?)?\s*次?$/
/** What says that there is none; a dash may say that nobody knows. */
const NONE = /^(?:无|没有|从未|未备案|none|never)$/i
/** The same, as a select of several may offer it. */
const OF_NONE: readonly string[] = ['none', '无']
const DIGIT = /[0-9\uff10-\uff19]/
/** What HTML sends for a box that is ticked, and what a select of yes and no may send. */
const FLAGS: Readonly<Record<string, boolean>> = { true: true, on: true, false: false, off: false }

/** How a fact is read where the form names no reader of its own. */
export type FieldReaderOf = (fact: ReadFact) => FieldReader<unknown>

/** A fact of a binding, of which none is a set or a number of points. */
export function bindingFieldReader(fact: ReadFact): FieldReader<unknown> {
  const { reader: read } = fact
  const { input } = read.types
  switch (fact.kind) {
    case 'id':
    case 'instant':
      return {
        read: ofText((text) => (Object.hasOwn(fact, 'orNull') && NONE.test(visible(text)) ? null : shown(text)), read),
        types: typedAs(spaced(input), read),
      }
    case 'count':
      // Of a vehicle drivers are counted, and of a driver vehicles, or how often.
      return wholeField(read, /^v/.test(fact.name) ? DRIVERS : /Bindings$|Vehicles/.test(fact.name) ? VEHICLES : TIMES)
    case 'flag':
      return {
        read: ofText((text) => (Object.hasOwn(FLAGS, text) ? FLAGS[text] : text), read),
        types: typedAs(eitherType(input, wordType(Object.keys(FLAGS))), read),
      }
    default:
      return { read, types: read.types }
  }
}

/** A fact of a handling, or of both. */
export function handlingFieldReader(fact: ReadFact): FieldReader<unknown> {
  const { reader: read } = fact
  if (fact.name === 'pointsHeld' || read.types.output.kind === 'points') return wholeField(read, WHOLE_POINTS)
  if (fact.kind !== 'words') return bindingFieldReader(fact)
  return { read: ofText((text) => [text], withoutBlanks(read)), types: typedAs(oneOrMany(read.types.input), read) }
}

/** What the one reader reads, and else what the other reads. */
export function eitherReader(one: FieldReader<unknown>, other: FieldReader<unknown>): FieldReader<unknown> {
  const side = (of: keyof JsonTypes) => eitherType(one.types[of], other.types[of])
  return {
    read: (input, path, issues) => {
      const found: Issue[] = []
      const value = one.read(input, path, found)
      return found.length === 0 ? value : other.read(input, path, issues)
    },
    types: jsonTypes(side('input'), side('output')),
  }
}

/** A whole number, as one or in digits that stand in the text as the pattern says. */
export function wholeField<T>(read: TypedReader<T>, pattern: RegExp): FieldReader<T> {
  return {
    read: ofText((text) => {
      const found = pattern.exec(visible(text))
      return found === null ? text : Number(found[1])
    }, read),
    types: typedAs(eitherType(read.types.input, textType(1, TYPED_LONGEST, DIGIT)), read),
  }
}

/** What may be typed, and what the reader makes of it. */
export function typedAs(typed: JsonType, { types }: TypedReader<unknown>): JsonTypes {
  return jsonTypes(typed, types.output)
}

/** Makes ready what is text, and leaves the rest to the reader as it is. Issues show what was typed. */
export function ofText<T>(ready: (text: string) => unknown, read: Reader<T>): Reader<T> {
  return (input, path, issues) => {
    if (typeof input !== 'string') return read(input, path, issues)
    if (input.length > TYPED_LONGEST) {
      report(issues, 'too-long', path, wanted.text({ from: 1, to: TYPED_LONGEST }), input)
      return undefined
    }
    const found: Issue[] = []
    const value = read(ready(input), path, found)
    const seen = shown(input).replace(/\s/g, '')
    // Whoever does not see a character cannot mend what is said of others.
    if (found.length > 0 && seen !== '' && !isVisible(seen, TYPED_LONGEST)) {
      report(issues, 'forbidden-character', path, wanted.visible, input)
    } else for (const each of found) report(issues, each.code, each.path, each, input)
    return value
  }
}

/** Text as it may be typed, with what comes before and after it. */
export const TYPED_TEXT: JsonType = /* @__PURE__ */ textType(1, TYPED_LONGEST)

/** What a reader takes, with any text in the place of its own. */
export function spaced(type: JsonType): JsonType {
  if (type.kind === 'either') return eitherType(...type.of.map(spaced))
  return type.kind === 'text' ? TYPED_TEXT : type
}

/** One ticked box of several is sent as text; among several `''` may stand, which says nothing. */
function oneOrMany(type: JsonType): JsonType {
  if (type.kind !== 'list' || type.of.kind !== 'word') return type
  const words = [...type.of.of, ...OF_NONE]
  const list: JsonType = { ...type, of: wordType([...words, '']), to: LONGEST_LIST, once: false }
  return eitherType(list, wordType(words))
}

/** A list without the `''` that a select sends which offers it, or a hidden field; what is chosen twice is chosen once, and none alone is an empty list. */
function withoutBlanks<T>(read: Reader<T>): Reader<T> {
  return (input, path, issues) => {
    if (!isArray(input)) return read(input, path, issues)
    const items = readArray(input, LONGEST_LIST, path, issues)
    if (items === undefined) return undefined
    const chosen = [...new Set(items)].filter((item) => item !== '')
    // Beside a word of the list none is no answer.
    return read(chosen.every((item) => OF_NONE.includes(item as string)) ? [] : chosen, path, issues)
  }
}
