import { type Issue, isArray, type Path, report } from '../input/issue.ts'
import { eitherType, type JsonType, type JsonTypes, jsonTypes, textType, wordType } from '../input/json-schema.ts'
import { LONGEST_LIST, readArray } from '../input/read.ts'
import type { Reader, TypedReader } from '../input/reader.ts'
import { isVisible } from '../input/text.ts'
import * as wanted from '../input/wanted.ts'
import { type FactDescription, readerOf } from '../law/facts.ts'
import type { LegalDay } from '../values/instant.ts'
import { checkDigitOf } from '../values/licence-number.ts'
import { shown, visible } from '../values/tidy.ts'

/** How one field of a form is read: what people type and what HTML sends, made a value of the fact. */
export interface FieldReader<T> {
  /** Gives the value, or leaves issues and gives `undefined`. Never throws. */
  readonly read: Reader<T>
  /** What may be typed, and the value that it becomes, as far as JSON Schema can say it. */
  readonly types: JsonTypes
  /** The first day on which there can be such a value, where the value tells it: the date of birth in a licence number. */
  since?(value: T): LegalDay | undefined
}

/** Characters that a field may hold at most, before anything is tidied. */
const TYPED_LONGEST = 256
/**
 * A blank field is one that nobody filled in: absent, `''`, nothing that shows, the `NaN` of an empty number field, or the `null` of one
 * that was cleared.
 */
export function isBlank(value: unknown): boolean {
  return (
    value === undefined || value === null || (typeof value === 'string' && shown(value) === '') || Number.isNaN(value)
  )
}

const WHOLE = /^([0-9]{1,16})(?:\.00?)?$/
/** Points and fen are both called 分; behind fen a point may stand for yuan. */
const WHOLE_POINTS = /^(?:违法)?(?:[记扣]分?\s*:?)?\s*([0-9]{1,16})(?:\.00?)?\s*分?$/
const WHOLE_FEN = /^([0-9]{1,16})\s*分?$/
const WHOLES: Readonly<Record<'count' | 'points' | 'fen', RegExp>> = {
  count: WHOLE,
  points: WHOLE_POINTS,
  fen: WHOLE_FEN,
}
/** What says that there is none; a dash may say that nobody knows. */
const NONE = /^(?:无|没有|从未|未备案|none|never)$/i
const DIGIT = /[0-9\uff10-\uff19]/
/** What HTML sends for a box that is ticked, and what a select of yes and no may send. */
const FLAGS: Readonly<Record<string, boolean>> = { true: true, on: true, false: false, off: false }

/** How a fact is read where the form names no reader of its own. */
export function fieldReaderOf(fact: FactDescription): FieldReader<unknown> {
  const read = readerOf(fact)
  const { input } = read.types
  switch (fact.kind) {
    case 'id':
    case 'instant':
      return {
        read: ofText((text) => (Object.hasOwn(fact, 'orNull') && NONE.test(visible(text)) ? null : shown(text)), read),
        types: typedAs(spaced(input), read),
      }
    case 'count':
    case 'fen':
      return wholeField(read, fact.unit === 'points' ? 'points' : 'count')
    case 'flag':
      return {
        read: ofText((text) => (Object.hasOwn(FLAGS, text) ? FLAGS[text] : text), read),
        types: typedAs(eitherType(input, wordType(Object.keys(FLAGS))), read),
      }
    case 'words':
      return { read: ofText((text) => [text], withoutBlanks(read)), types: typedAs(oneOrMany(input), read) }
    case 'word':
      return { read, types: read.types }
  }
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

/** A citizen's number whose check digit X is written small. */
const SMALL_X = /^[0-9]{17}x$/

/**
 * An id of a person as its reader reads it, but for the small x at the end of a citizen's number, which is that number: registers write
 * either. Whatever else is written otherwise stays another id, since what it means only a reader knows that the form names.
 */
export function personReader<R extends Pick<FieldReader<unknown>, 'read'>>(reader: R): R {
  return {
    ...reader,
    read: (input: unknown, path: Path, issues: Issue[]) => {
      const id = reader.read(input, path, issues)
      return typeof id === 'string' && SMALL_X.test(id) && checkDigitOf(id) === 'X' ? id.toUpperCase() : id
    },
  }
}

/** What is written where an owner is not named: no letter or digit, or a word that says who is meant or that nobody is. */
const NOBODY = /^(?:[^0-9A-Za-z\u3400-\u9fff]+|无|没有|空|不详|未知|暂无|本人|同上|null|none|n\/a)$/i
/**
 * A citizen's number with something wrong with it, in capitals and with digits for I, L and O: masked, or so much of one that its date of birth
 * is there. Units have such digits by chance, as an area that ends in 19 or 20: a code of theirs with the right check digit is one.
 */
const DAMAGED = /\*|X{4}|(?:^|\D)[1-8]\d{5}(?:19|20)\d\d[01]\d[0-3]\d/

/**
 * The id of an owner, who may be a driver or a unit: what the reader of drivers reads, and else an id as it stands, which is a unit's.
 * What looks like the number of a person and is not read is nobody's id: it would hide that a vehicle is the driver's own.
 */
export function ownerReader<R extends Pick<FieldReader<unknown>, 'read'>>(
  all: R,
  ofDriver: Pick<FieldReader<unknown>, 'read'> | undefined,
): R {
  return {
    ...all,
    read: (input: unknown, path: Path, issues: Issue[]) => {
      if (typeof input !== 'string' || !isNoOwner(visible(input), ofDriver)) return all.read(input, path, issues)
      report(issues, 'malformed', path, wanted.documentNumber, input)
      return undefined
    },
  }
}

/** Without a reader of drivers digits may be an id of another system. */
function isNoOwner(text: string, ofDriver: Pick<FieldReader<unknown>, 'read'> | undefined): boolean {
  const figures = text.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1').replace(/[\s-]/g, '')
  const found: Issue[] = []
  if (DAMAGED.test(figures) && !isUnitCode(text)) ofDriver?.read(text, [], found)
  return found.length > 0 || NOBODY.test(text)
}

const UNIT_DIGITS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/**
 * Whether it is a unified social credit code 统一社会信用代码 of a unit (F4.10): who registers it, its kind, an area, its number, and the check
 * digit that makes the weighted sum a multiple of 31.
 */
function isUnitCode(text: string): boolean {
  let sum = 0
  let weight = 1
  for (let index = 0; index < 18; index++) {
    sum += UNIT_DIGITS.indexOf(text.charAt(index)) * (index < 17 ? weight : 1)
    weight = (weight * 3) % 31
  }
  return /^[1-9][1239][1-8][0-9A-Y]{15}$/.test(text) && sum % 31 === 0
}

/** A whole number, as one or in digits; of points 分 and fen 分 the word may stand behind. */
export function wholeField<T>(read: TypedReader<T>, unit: keyof typeof WHOLES): FieldReader<T> {
  return {
    read: ofText((text) => {
      const found = WHOLES[unit].exec(visible(text))
      return found === null ? text : Number(found[1])
    }, read),
    types: typedAs(eitherType(read.types.input, typedText(DIGIT)), read),
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
export function typedText(pattern?: RegExp): JsonType {
  return textType(1, TYPED_LONGEST, pattern)
}

/** The same text with white space around it, and with what does not show. */
function spaced(type: JsonType): JsonType {
  if (type.kind === 'either') return eitherType(...type.of.map(spaced))
  return type.kind === 'text' ? typedText() : type
}

/** One ticked box of several is sent as text; among several `''` may stand, which says nothing. */
function oneOrMany(type: JsonType): JsonType {
  if (type.kind !== 'list' || type.of.kind !== 'word') return type
  const list: JsonType = { ...type, of: wordType([...type.of.of, '']), to: LONGEST_LIST, once: false }
  return eitherType(list, type.of)
}

/** A list without the `''` that a select sends which offers it, or a hidden field; what is chosen twice is chosen once. */
function withoutBlanks<T>(read: Reader<T>): Reader<T> {
  return (input, path, issues) => {
    if (!isArray(input)) return read(input, path, issues)
    const items = readArray(input, LONGEST_LIST, path, issues)
    return (
      items &&
      read(
        [...new Set(items)].filter((item) => item !== ''),
        path,
        issues,
      )
    )
  }
}
