import { mistyped } from '../input/assert.ts'
import { type Issue, report } from '../input/issue.ts'
import { has, own } from '../input/own.ts'
import * as wanted from '../input/wanted.ts'
import type { ReadFact } from '../law/facts.ts'
import { checkDigitOf } from '../typed/licence-number.ts'
import { visible } from '../typed/tidy.ts'
import { eitherReader, type FieldReader, type FieldReaderOf, type Readers, TYPED_LONGEST } from './field-reader.ts'

/** The facts that are ids of persons: an owner may be a driver, so that the two are read alike. */
const PERSONS: readonly string[] = ['driver', 'vehicleOwner']

/**
 * A reader that the form names, which may be anybody's: what it gives has to be a value of the fact.
 *
 * @throws TypeError naming the reader, when it reads and gives nothing, and says of nothing that it is wrong.
 */
export function checkedReader<T>(argument: string, reader: FieldReader<T>, fact: ReadFact): FieldReader<unknown> {
  return {
    ...reader,
    read: (input, path, issues) => {
      const found: Issue[] = []
      const given = reader.read(input, path, found)
      if (found.length > 0) {
        issues.push(...found)
        return undefined
      }
      if (given === undefined) throw mistyped(argument, given, 'a value, and the reader left no issue')
      const value = fact.reader(given, path, found)
      for (const each of found) report(issues, each.code, each.path, each, input)
      return value
    },
  }
}

/** How a fact that is asked is read. */
export function readerOfFact(fact: ReadFact, read: Readers, fieldReader: FieldReaderOf): FieldReader<unknown> {
  const named = read[fact.name]
  const plain = fieldReader(fact)
  // A reader knows what there is; that there is none is an answer too.
  if (named) return Object.hasOwn(fact, 'orNull') ? eitherReader(plain, named) : named
  return fact.kind === 'id' ? idReader(plain, readerFor(fact.name, read)) : plain
}

/**
 * Ids of the office as the form reads those that are typed, so that one person has one id; what the reader does not read stays, but for
 * a driver. Who or what has a damaged number or none is not known: a driver and an owner may be one person.
 */
export function withIdsRead(known: object, read: Readers, facts: readonly ReadFact[]): object {
  const office: Record<string, unknown> = own(known as Record<string, unknown>)
  for (const { name, kind } of facts) {
    const typed = office[name]
    if (kind !== 'id' || typeof typed !== 'string') continue
    const reader = readerFor(name, read)
    const issues: Issue[] = []
    const id = reader ? reader.read(typed, [name], issues) : withLargeX(typed)
    // An owner may be a unit, and a vehicle one of the army: there what is not read is another id.
    const isRefused = id === undefined && name === 'driver' && read.driver !== undefined
    if (isRefused || isNobody(typed, reader)) office[name] = undefined
    else if (id !== undefined) office[name] = id
  }
  return office
}

/** The reader that the form names for an id; one for a driver is also that for an owner, and the other way round. */
function readerFor(name: string, read: Readers): FieldReader<unknown> | undefined {
  return read[name] ?? (PERSONS.includes(name) ? (read.driver ?? read.vehicleOwner) : undefined)
}

/** A citizen's number whose check digit X is written small. */
const SMALL_X = /^[0-9]{17}x$/

/**
 * An id of a person, but for the small x at the end of a citizen's number, which is that number: registers write either. Whatever else
 * is written otherwise stays another id, since what it means only a reader knows that the form names.
 */
function withLargeX(id: unknown): unknown {
  return typeof id === 'string' && SMALL_X.test(id) && checkDigitOf(id) === 'X' ? id.toUpperCase() : id
}

/**
 * How the id of a person is read: by the reader of the other person, if the form names one, and else as it stands, which of an owner may
 * be a unit's. What looks like the number of a person and is not read is nobody's id: it would hide that a vehicle is the driver's own.
 */
function idReader(plain: FieldReader<unknown>, ofOther: FieldReader<unknown> | undefined): FieldReader<unknown> {
  const { read, types } = ofOther ? eitherReader(ofOther, plain) : plain
  return {
    read: (input, path, issues) => {
      if (!isNobody(input, ofOther)) return withLargeX(read(input, path, issues))
      report(issues, 'malformed', path, PERSONS.includes(String(path[0])) ? wanted.documentNumber : wanted.id, input)
      return undefined
    },
    types,
  }
}

/** What is written where nobody and no vehicle is named: no letter and no digit but 0, or a word that says who is meant or that nobody is. */
const NOBODY =
  /^(?:[^1-9A-Za-z\u3400-\u9fff]+|无牌?|没有|空|不详|未知|不知道|暂无|保密|我|自己|(?:车主)?本人|车主|单位|同上|新车|未上牌|null|none|unknown|n\/a)$/i
/** Whether it is no id: what looks like a number that the reader knows, and is not read, is not that of a unit and no other vehicle's. */
function isNobody(input: unknown, reader: FieldReader<unknown> | undefined): boolean {
  if (typeof input !== 'string' || input.length > TYPED_LONGEST) return false
  const text = visible(input)
  const found: Issue[] = []
  // A reader's own: without one digits may be an id of another system.
  if (reader && has(reader, 'resembles') && reader.resembles?.(text)) reader.read(text, [], found)
  return found.length > 0 || NOBODY.test(text)
}
