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

/** The kinds of what can be wanted that tell nothing more. */
export const PLAIN_KINDS = Object.freeze([
  'flag',
  'record',
  'list',
  'readable',
  'present',
  // The key should not be there.
  'nothing',
  // Each item of a list once.
  'once',
  'id',
  // An id that does not ship with the library.
  'own-id',
  // A key of a text that a rule set brings along.
  'own-key',
  // A key of a citation, of the library or of the rule set.
  'citation-key',
  'licence-number',
  // The whole number of a person's document, whichever it is, without its label and without brackets.
  'document-number',
  // The area code that begins a licence number.
  'area',
  'check-digit',
  'instant',
  // A number that cannot be seconds.
  'milliseconds',
  'day',
  // A day that is not a holiday.
  'workday',
  'address',
  'once-per-channel',
  'canonical',
  'accepted-command',
  'plate',
  // A day with a time, taken as China's.
  'beijing-time',
  // One text for a field, and neither several values nor a file.
  'single',
  // A licence number that ends in the Latin letter X, and not in a sign that looks like it.
  'letter-x',
  // A licence number none of whose digits are cut off or masked.
  'whole-number',
  // What the office has on record.
  'on-record',
  // A time that is not later than the act.
  'not-later',
] as const)

/** What a value should have been, by its kind: what is told beside the kind. */
interface Kinds extends Readonly<Record<(typeof PLAIN_KINDS)[number], unknown>> {
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
  /** The instant, if China's time was meant. */
  readonly 'this-instant': { readonly meant: string }
  /** The plate that was probably meant. */
  readonly 'this-plate': { readonly meant: string }
  /** So many characters more. */
  readonly more: { readonly left: number }
  /** At most `to` items. */
  readonly items: { readonly to: number }
  readonly keys: { readonly to: number }
  readonly exactly: { readonly value: string }
  /** A rule of the question. */
  readonly rule: { readonly question: string }
}
/** The least and the most. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** One kind of what can be wanted. */
export type WantedKind = keyof Kinds
/** What is wanted of one kind. */
export type WantedAs<K extends WantedKind> = { readonly [Each in K]: { readonly kind: Each } & Kinds[Each] }[K]
/** What a value should have been: plain data of a closed list of kinds, each of which every language has words for. */
export type Wanted = WantedAs<WantedKind>
/** What was wanted, with its words for programmers: one of those of `wanted.ts`, or of an issue that was found before. */
export type Expected = Pick<Issue, 'wanted' | 'expected'>

/** One cause, one code. */
export const ISSUE_CODES = Object.freeze([
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
  'too-short',
  'forbidden-character',
  'malformed',
  'no-offset',
  'no-such-day',
  'no-such-birth-day',
  'time-missing',
  'in-future',
  'wrong-check-digit',
  'file-number',
  'military-plate',
  'ambiguous-letter',
  'former-writing',
  'contradicted',
  'not-of-plate',
  'not-in-sequence',
  'not-reproduced',
  'overlapping',
  'reserved',
] as const)
/** What is wrong with an input, as a word of {@link ISSUE_CODES}. */
export type IssueCode = (typeof ISSUE_CODES)[number]

export type Path = readonly (string | number)[]

export function issue(code: IssueCode, path: Path, expected: Expected, received: unknown): Issue {
  return issueOf(code, path, expected, shorten(received))
}

/** The same issue, of a part of something: the place of the part comes before its path. */
export function within(place: Path, found: Issue): Issue {
  return issueOf(found.code, [...place, ...found.path], found, found.received)
}

function issueOf(code: IssueCode, path: Path, { wanted, expected }: Expected, received: string): Issue {
  return Object.freeze({ code, path: Object.freeze(path.map(stepOf)), wanted, expected, received })
}

/** Characters of a key that a path has at most. */
export const LONGEST_STEP = 64

function stepOf(step: string | number): string | number {
  return typeof step === 'string' && step.length > LONGEST_STEP ? step.slice(0, LONGEST_STEP) : step
}

/** Makes an issue and puts it at the end of the list. */
export function report(issues: Issue[], code: IssueCode, path: Path, expected: Expected, received: unknown): void {
  issues.push(issue(code, path, expected, received))
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

/** Puts the place of a property before the paths of the issues found in it. */
export function relocate(issues: Issue[], from: number, place: Path): void {
  for (let index = from; index < issues.length; index++) issues[index] = within(place, issues[index] as Issue)
}
