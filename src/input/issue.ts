import { frozen } from './freeze.ts'
import { escaped } from './text.ts'

/**
 * What was wrong with one piece of input: data, never a sentence. `explainIssue` of `demerit/explain` makes the words.
 *
 * `path` leads from the value that was handed in to the place of the fault, of each key its first 64 characters; `received` is shortened and
 * safe to print.
 */
export interface Issue {
  readonly code: IssueCode
  readonly path: readonly (string | number)[]
  /** What was wanted instead, as data: each language makes its own words of it. */
  readonly wanted: Wanted
  /** The same in English, for programmers. */
  readonly expected: string
  readonly received: string
}

/** What a value should have been, by its kind: what is told beside the kind. */
interface Kinds {
  readonly flag: unknown
  readonly record: unknown
  readonly list: unknown
  readonly readable: unknown
  readonly present: unknown
  /** The key should not be there. */
  readonly nothing: unknown
  /** Each item of a list once. */
  readonly once: unknown
  readonly id: unknown
  /** An id that does not ship with the library. */
  readonly 'own-id': unknown
  /** A key of a text that a rule set brings along. */
  readonly 'own-key': unknown
  /** A key of a citation, of the library or of the rule set. */
  readonly 'citation-key': unknown
  readonly 'licence-number': unknown
  readonly 'document-number': unknown
  /** The area code that begins a licence number. */
  readonly area: unknown
  readonly 'check-digit': unknown
  readonly instant: unknown
  readonly day: unknown
  /** A day that is not a holiday. */
  readonly workday: unknown
  readonly address: unknown
  readonly 'once-per-channel': unknown
  readonly canonical: unknown
  readonly 'accepted-command': unknown
  /** A whole number. No kind has an optional property, so that nothing is ever read from `Object.prototype`. */
  readonly whole: Range
  /** A whole number of fen 分. */
  readonly fen: Range
  readonly points: Range
  /** An amount in yuan 元, in whole fen. */
  readonly yuan: Range
  readonly days: Range
  /** Text of that many characters. */
  readonly text: Range
  /** One word of a closed list. */
  readonly word: { readonly of: readonly string[] }
  /** A list of such words. */
  readonly words: { readonly of: readonly string[] }
  /** A list of at least one of them. */
  readonly some: { readonly of: readonly string[] }
  readonly plate: unknown
  readonly 'unquoted-plate': unknown
  /** A day with a time, taken as China's. */
  readonly 'beijing-time': unknown
  readonly 'unquoted-number': unknown
  /** One text for a field, and neither several values nor a file. */
  readonly single: unknown
  /** A plate of the civil series, and no military, temporary or emergency plate. */
  readonly 'civil-plate': unknown
  /** A plate whose letter after the province is not I. */
  readonly 'authority-letter': unknown
  /** A licence number that ends in the Latin letter X, and not in a sign that looks like it. */
  readonly 'letter-x': unknown
  /** A licence number, and not the number of the file 档案编号. */
  readonly 'no-file-number': unknown
  /** A licence number whose holder was born by the day of the act. */
  readonly born: unknown
  /** What the office has on record. */
  readonly 'on-record': unknown
  /** The instant, if China's time was meant. */
  readonly 'this-instant': { readonly meant: string }
  /** The plate that was probably meant. */
  readonly 'this-plate': { readonly meant: string }
  /** At most `to` items. */
  readonly items: { readonly to: number }
  readonly keys: { readonly to: number }
  readonly exactly: { readonly value: string }
  /** A rule of the question. */
  readonly rule: { readonly question: string }
}
/** The least and the most. */
interface Range {
  readonly from: number
  readonly to: number
}

/** One kind of what can be wanted. */
export type WantedKind = keyof Kinds
/** What is wanted of one kind. */
export type WantedAs<K extends WantedKind> = { readonly [Each in K]: { readonly kind: Each } & Kinds[Each] }[K]
/** What a value should have been: plain data of a closed list of kinds, each of which every language has words for. */
export type Wanted = WantedAs<WantedKind>

const issueCodes = [
  'wrong-type',
  'missing',
  'unknown-key',
  'unreadable',
  'hole',
  'too-many',
  'repeated',
  'not-whole',
  'out-of-range',
  'not-listed',
  'empty',
  'too-long',
  'forbidden-character',
  'malformed',
  'no-offset',
  'no-such-day',
  'wrong-check-digit',
  'ambiguous-letter',
  'former-writing',
  'contradicted',
  'not-in-sequence',
  'not-reproduced',
  'overlapping',
  'reserved',
] as const
/** One cause, one code. */
export const ISSUE_CODES: typeof issueCodes = /* @__PURE__ */ Object.freeze(issueCodes)
/** What is wrong with an input, as a word of `ISSUE_CODES`. */
export type IssueCode = (typeof ISSUE_CODES)[number]

export type Path = readonly (string | number)[]

export function issue(code: IssueCode, path: Path, wanted: Wanted, received: unknown): Issue {
  return issueOf(code, path, wanted, shorten(received))
}

/** The same issue, of a part of something: the place of the part comes before its path. */
export function within(place: Path, { code, path, wanted, received }: Issue): Issue {
  return issueOf(code, [...place, ...path], wanted, received)
}

function issueOf(code: IssueCode, path: Path, wanted: Wanted, received: string): Issue {
  const place = Object.freeze(path.map(stepOf))
  return Object.freeze({ code, path: place, wanted: frozen(wanted), expected: expectedOf(wanted), received })
}

/** Characters of a key that a path has at most. */
export const LONGEST_STEP = 64

function stepOf(step: string | number): string | number {
  return typeof step === 'string' && step.length > LONGEST_STEP ? step.slice(0, LONGEST_STEP) : step
}

/** What was wanted, in English, for programmers. People are told by `explainIssue`. */
export function expectedOf(wanted: Wanted): string {
  const words = EXPECTED[wanted.kind] as string | ((wanted: Wanted) => string)
  return typeof words === 'string' ? words : words(wanted)
}

/** Every kind of what can be wanted, in English. */
export const EXPECTED: { readonly [K in WantedKind]: string | ((wanted: WantedAs<K>) => string) } = {
  flag: 'true or false',
  record: 'object',
  list: 'array',
  readable: 'readable property',
  present: 'present',
  nothing: 'no such key',
  once: 'each word once',
  id: 'id of 1 to 64 ASCII or Chinese characters',
  'own-id': 'an id of its own',
  'own-key': 'a key that begins with own:',
  'citation-key': 'a key of CITATIONS, or of the citations of the rule set',
  'document-number': 'a licence number, or 6 to 15 letters and digits as other documents have',
  'licence-number': '18 characters, digits with a check digit 0 to 9 or X at the end, or 15 digits',
  area: 'number beginning with a province code, 81, 82, 83 or 9',
  'check-digit': 'check digit of ISO 7064 MOD 11-2',
  instant: 'instant from 1900-01-01 to 2199-12-31 (RFC 3339 text with an offset, Date, Temporal instant, or epoch ms)',
  day: 'day YYYY-MM-DD from 1900-01-01 to 2199-12-31',
  workday: 'no holiday',
  address: 'address that begins with https://, http:// or about:',
  'once-per-channel': 'each rule once for each channel',
  canonical: 'the canonical writing',
  'accepted-command': 'an accepted command',
  whole: ({ from, to }) => `whole number from ${from} to ${to}`,
  fen: ({ from, to }) => `whole number of fen from ${from} to ${to}`,
  points: ({ from, to }) => `whole number of points from ${from} to ${to}`,
  days: ({ from, to }) => `whole number of days from ${from} to ${to}`,
  text: ({ from, to }) => `text of ${from} to ${to} visible characters`,
  word: ({ of }) => `one of ${of.join(', ')}`,
  words: ({ of }) => `array of ${of.join(', ')}`,
  some: ({ of }) => `at least one of ${of.join(', ')}`,
  plate: 'civil plate such as 京A12345, 京AD12345 or 京A1234学',
  yuan: ({ from, to }) => `amount from ${from} to ${to} yuan in whole fen`,
  'beijing-time': 'day with a time such as 2018-09-10 15:00',
  'unquoted-plate': 'civil plate without quotation marks',
  'unquoted-number': 'number without quotation marks',
  single: 'one text',
  'civil-plate': 'civil plate, no other kind',
  'authority-letter': 'plate without I in second place',
  'letter-x': 'number with the letter X at the end',
  'no-file-number': 'licence number, not the file number',
  born: 'date of birth not after the act',
  'on-record': 'what is on record',
  'this-instant': ({ meant }) => `time with an offset, in China ${meant}`,
  'this-plate': ({ meant }) => meant,
  items: ({ to }) => `at most ${to} items`,
  keys: ({ to }) => `at most ${to} keys`,
  exactly: ({ value }) => value,
  rule: ({ question }) => `rule of the question ${question}`,
}

/** Makes an issue and puts it at the end of the list. */
export function report(issues: Issue[], code: IssueCode, path: Path, wanted: Wanted, received: unknown): void {
  issues.push(issue(code, path, wanted, received))
}

const SHOWN = 40

/** A short, printable picture of any value. Touches no property of an object, so it cannot throw or be tricked. */
export function shorten(input: unknown): string {
  if (typeof input === 'string') {
    const cut = input.length > SHOWN ? `${input.slice(0, SHOWN)}…` : input
    return `"${escaped(cut)}"`
  }
  if (typeof input === 'number') return Object.is(input, -0) ? '-0' : String(input)
  if (typeof input === 'boolean' || input === null) return String(input)
  if (typeof input === 'object') return isArray(input) ? 'array' : 'object'
  return typeof input
}

/** `Array.isArray` that answers `false` for a revoked proxy instead of throwing. */
export function isArray(input: unknown): input is readonly unknown[] {
  try {
    return Array.isArray(input)
  } catch {
    return false
  }
}
