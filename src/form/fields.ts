import { mistaken, mistyped, recordArgument } from '../input/assert.ts'
import { type Issue, isArray, type Path, report, within } from '../input/issue.ts'
import { own } from '../input/own.ts'
import { LONGEST_LIST, readArray } from '../input/properties.ts'
import type { Reader } from '../input/reader.ts'
import type { Parsed } from '../input/result.ts'
import * as wanted from '../input/wanted.ts'
import type { FactName, ReadFact } from '../law/facts.ts'
import { NONE_WORDS, saysNone } from '../typed/placeholder.ts'
import { shown } from '../typed/tidy.ts'
import type { Field, OtherFields, OtherSchema } from './field.ts'
import { readForeign } from './foreign.ts'
import { idIn } from './ids.ts'
import { TEXTS } from './kinds.ts'
import { isShortText, type Readers } from './readers.ts'

/** The fields of a form, and names that it passes over. */
export interface Fields {
  /** The facts that the form asks for, and behind them the fields that are no facts. */
  readonly all: readonly Field[]
  /** The names of the facts that it asks for, and of those that have to be answered. */
  readonly asked: readonly FactName[]
  readonly required: readonly FactName[]
  /** All names that may be sent. */
  readonly expected: readonly string[]
  readonly ignored: readonly string[]
  /** The readers that the form names. */
  readonly read: Readers
}

/** What a form's options say of its fields. */
interface FieldOptions {
  readonly ask: readonly string[]
  readonly optional?: readonly string[] | undefined
  readonly read?: Readers | undefined
  readonly also?: OtherFields | undefined
  readonly ignore?: readonly string[] | undefined
}

/** A blank field is one that nobody filled in: absent, nothing that shows, `null`, or the `NaN` of an empty number field. */
export function isBlank(value: unknown): boolean {
  return (
    value === undefined || value === null || (typeof value === 'string' && shown(value) === '') || Number.isNaN(value)
  )
}

/**
 * @throws TypeError or RangeError naming the option when a field is asked twice or is no fact of the question, or has a reader without
 * being asked or being an id.
 */
export function fieldsOf(
  call: string,
  { ask, optional = [], read = {}, also = {}, ignore = [] }: FieldOptions,
  facts: readonly ReadFact[],
  readYuan?: Reader<unknown>,
): Fields {
  recordArgument(`${call}(read)`, read, 'a record by field')
  recordArgument(`${call}(also)`, also, 'a record by field')
  const readers: Readers = own(read)
  const names = listArgument(`${call}(ask)`, ask)
  const unneeded = listArgument(`${call}(optional)`, optional)
  for (const name of unneeded)
    if (!names.includes(name)) throw mistaken(`${call}(optional)`, name, 'one of the facts that are asked')
  const ignored = listArgument(`${call}(ignore)`, ignore)
  const typedAs = ({ name, kind }: ReadFact) => (kind === 'fen' ? `${name}Yuan` : name)
  const all = names.map((name, index): Field => {
    const fact = facts.find((each) => typedAs(each) === name)
    if (!fact) throw mistaken(`${call}(ask)`, name, `one of ${facts.map(typedAs).join(', ')}`)
    if (names.indexOf(name) < index) throw new RangeError(`${call}(ask): "${name}" is asked twice`)
    const reader = shortText(fact.kind === 'fen' ? (readYuan as Reader<unknown>) : factReader(fact, readers))
    const isOptional = unneeded.includes(name)
    return {
      name,
      fact,
      schema: undefined,
      isOptional,
      read: (typed, faults) => reader(typed, [name], faults as Issue[]),
    }
  })
  for (const [name, reader] of Object.entries(readers)) {
    if (reader !== undefined && typeof reader !== 'function')
      throw mistyped(`${call}(read.${name})`, reader, 'a reader such as plate')
    if (!names.includes(name) && facts.find((fact) => fact.name === name)?.kind !== 'id')
      throw mistaken(`${call}(read)`, name, 'one of the facts that are asked, or an id')
  }
  const refuseFact = (option: string, name: string) => {
    if (facts.some((fact) => fact.name === name || typedAs(fact) === name))
      throw new RangeError(`${call}(${option}): "${name}" is a fact: ask for it with "ask"`)
  }
  const others = Object.entries(also).map(([name, schema]) => {
    refuseFact('also', name)
    if (name in {}) throw mistaken(`${call}(also)`, name, 'a name for a field')
    if (typeof schema?.['~standard']?.validate !== 'function')
      throw mistyped(`${call}(also.${name})`, schema, 'a Standard Schema')
    return otherField(name, schema)
  })
  for (const name of ignored) refuseFact('ignore', name)
  const factsOf = (some: readonly Field[]) => some.map(({ fact }) => (fact as ReadFact).name)
  const asked = factsOf(all)
  return {
    all: [...all, ...others],
    asked,
    required: factsOf(all.filter(({ isOptional }) => !isOptional)),
    expected: [...ignored, ...names, ...asked, ...Object.keys(also)],
    ignored,
    read: readers,
  }
}

function listArgument(argument: string, list: unknown): readonly string[] {
  if (isArray(list) && list.every((name) => typeof name === 'string')) return [...list] as readonly string[]
  throw mistyped(argument, list, 'a list of names')
}

/** How a fact is read that is asked: text as people type it, and whatever else a page has as the fact itself is read. */
function factReader(fact: ReadFact, readers: Readers): Reader<unknown> {
  const { name, kind, reader, orNull } = fact
  const named = readers[name]
  return (typed, path, issues) => {
    const list = kind === 'words' && typeof typed === 'string' ? [typed] : typed
    if (kind === 'words' && isArray(list)) return reader(withoutBlanks(list, path, issues), path, issues)
    if (typeof typed !== 'string') return reader(typed, path, issues)
    if (orNull && saysNone(typed)) return null
    if (named !== undefined) {
      const found = named(typed)
      if (found.ok) return reader(found.value, path, issues)
      for (const each of found.issues) issues.push(within(path, each))
      return undefined
    }
    if (kind !== 'id') return reader(TEXTS[kind](typed), path, issues)
    const id = idIn(typed, name, readers)
    if (id === undefined) report(issues, 'forbidden-character', path, wanted.id, typed)
    return id === undefined ? undefined : reader(id, path, issues)
  }
}

/** Looks at no more text than a field may hold. */
function shortText(read: Reader<unknown>): Reader<unknown> {
  return (typed, path, issues) =>
    typeof typed === 'string' && !isShortText(typed, path, issues) ? undefined : read(typed, path, issues)
}

/** A set without the `''` that a select or a hidden field sends; what is chosen twice is chosen once, and none alone is an empty list. */
function withoutBlanks(list: readonly unknown[], path: Path, issues: Issue[]): unknown {
  const items = readArray(list, LONGEST_LIST, path, issues) ?? []
  const chosen = [...new Set(items)].filter((item) => item !== '')
  // Beside a word of the list none is no answer.
  return chosen.every((item) => NONE_WORDS.includes(item as string)) ? [] : chosen
}

/** A field that is no fact, read by a schema of its own. A parser of this library reads text without what surrounds it, and gives issues. */
function otherField(name: string, schema: OtherSchema): Field {
  if (typeof schema !== 'function')
    return {
      name,
      fact: undefined,
      schema,
      isOptional: false,
      read: (typed, faults) => readForeign(name, schema, typed, faults),
    }
  const parse = schema as unknown as (input: unknown) => Parsed<unknown>
  const read = shortText((typed, path, issues) => {
    const parsed = parse(typeof typed === 'string' ? shown(typed) : typed)
    if (parsed.ok) return parsed.value
    for (const each of parsed.issues) issues.push(within(path, each))
    return undefined
  })
  return {
    name,
    fact: undefined,
    schema,
    isOptional: false,
    read: (typed, faults) => read(typed, [name], faults as Issue[]),
  }
}
