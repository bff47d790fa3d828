import { type Issue, type Path, report } from '../input/issue.ts'
import { NOWHERE } from '../input/properties.ts'
import { err, ok, type Parsed } from '../input/result.ts'
import * as wanted from '../input/wanted.ts'
import type { Facts } from '../law/facts.ts'
import { readTypedDocument, readTypedLicenceNumber, resemblesCitizenNumber } from '../typed/document.ts'
import type { LicenceNumber } from '../typed/licence-number.ts'
import { readLocalTime } from '../typed/local-time.ts'
import { type Plate, readTypedPlate, resemblesPlate } from '../typed/plate.ts'
import type { DriverId } from '../values/ids.ts'
import type { Instant } from '../values/instant.ts'
import type { Answers } from './field.ts'

/**
 * Reads the text of one field; a parser of your own is one. It must read what it gave, and give the same: the values
 * of a form may be judged again.
 */
export interface FieldReader<T> {
  (text: string): Parsed<T>
  /** Whether a text looks like such a value, read or not: an owner's id that does, and is not read, is not taken for that of a unit. */
  resembles?(text: string): boolean
  /** What becomes of answers where this one is looked at beside the others. */
  beside?(answers: Answers, office: Partial<Facts>): Answers
}

/** The readers that a form names, by fact; a record that inherits nothing. */
export type Readers = Readonly<Record<string, FieldReader<unknown> | undefined>>

// Each is a value of its own, so that a bundler drops the rest.

/**
 * A plate number 号牌号码 as people type and paste it: full width, lower case, separators, a label, traditional characters. A small l among
 * capitals is asked about where a 1 may be meant.
 */
export const plate: FieldReader<Plate> = fieldReader(readTypedPlate, { resembles: resemblesPlate })

/** A driving licence's number 驾驶证号 as people type and paste it; 15 digits of old cards become 18. */
export const licenceNumber: FieldReader<LicenceNumber> = fieldReader(readTypedLicenceNumber, {
  resembles: resemblesCitizenNumber,
})

/**
 * The same, for pages that holders of other documents use too: passports, permits of Hong Kong, Macao and Taiwan residents, older
 * cards of permanent residents (F4.6). Of these the shape alone is checked (C15).
 */
export const anyLicenceNumber: FieldReader<DriverId> = fieldReader(readTypedDocument, {
  resembles: resemblesCitizenNumber,
})

/**
 * A moment whose text names no zone, taken as China's time (UTC+8): what `<input type="datetime-local">` sends, `2025/3/3 15:30`,
 * `2025年3月3日15时30分`. Another offset is heeded behind a time to the second, `2025-03-03T15:30:00-05:00`.
 */
export const beijingTime: FieldReader<Instant> = fieldReader(readLocalTime)

/** Characters that a field may hold at most, before anything is tidied. */
export const TYPED_LONGEST = 256

/** Whether it is text that a field may hold; else it leaves an issue. */
export function isShortText(typed: unknown, path: Path, issues: Issue[]): typed is string {
  if (typeof typed === 'string' && typed.length <= TYPED_LONGEST) return true
  const code = typeof typed === 'string' ? 'too-long' : 'wrong-type'
  report(issues, code, path, wanted.text({ from: 1, to: TYPED_LONGEST }), typed)
  return false
}

/** A reader of fields, of one of text. */
export function fieldReader<T>(
  read: (text: string, path: Path, issues: Issue[]) => T | undefined,
  more?: Pick<FieldReader<T>, 'resembles' | 'beside'>,
): FieldReader<T> {
  const reader = (text: string): Parsed<T> => {
    const issues: Issue[] = []
    const value = isShortText(text, NOWHERE, issues) ? read(text, NOWHERE, issues) : undefined
    return issues.length > 0 ? err(issues) : ok(value as T)
  }
  return Object.freeze(Object.assign(reader, more))
}
