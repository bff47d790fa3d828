import { type Issue, isArray, issue, report } from '../input/issue.ts'
import { own } from '../input/own.ts'
import { NOWHERE, readArray } from '../input/read.ts'
import { escaped } from '../input/text.ts'
import * as wanted from '../input/wanted.ts'
import type { Facts } from '../law/facts.ts'
import { isBlank } from './field-reader.ts'
import type { Fault, Field, Fields } from './fields.ts'
import { readSubmission, type Submission } from './submission.ts'

/** What was typed into a form, read: values of facts and of other fields, and what is wrong with the rest. */
export interface Answers {
  readonly facts: Partial<Facts>
  readonly values: Readonly<Record<string, unknown>>
  /** Fields that were left blank; of another library's schema, that were not sent and may not be left out. */
  readonly blank: readonly string[]
  /** Keys that the form does not ask for. */
  readonly notAsked: readonly Issue[]
  readonly malformed: readonly Fault[]
}

/** Reads what was typed. Each field is read once. */
export function readAnswers(input: unknown, { all, ignored }: Fields): Answers {
  const issues: Issue[] = []
  const submission = readSubmission(input, issues)
  const malformed: Fault[] = issues
  const facts: Record<string, unknown> = own()
  const values: Record<string, unknown> = own()
  const blank: string[] = []
  const notAsked: Issue[] = []
  if (submission !== undefined) {
    for (const field of all) {
      const { name, isFact } = field
      const before = malformed.length
      const value = readField(field, submission, malformed, blank)
      if (value === undefined || malformed.length > before) continue
      values[name] = value
      if (isFact) facts[name] = value
    }
    for (const name of Object.keys(submission.fields)) {
      if (!ignored.includes(name) && !all.some((field) => field.name === name))
        report(notAsked, 'unknown-key', [escaped(name.slice(0, 64))], wanted.nothing, name)
    }
  }
  return { facts, values: Object.freeze({ ...values }), blank, notAsked, malformed }
}

/** The value of one field; `undefined` when it is blank or malformed. */
function readField(field: Field, submission: Submission, malformed: Fault[], blank: string[]): unknown {
  const { name, kind, orNull, reader } = field
  const typed = typedIn(submission, field)
  if (kind !== 'foreign' && isBlank(typed) && !(typed === null && orNull)) {
    // A property that cannot be read is malformed, and not blank as well.
    if (!malformed.some(({ path }) => path.at(0) === name)) blank.push(name)
    return undefined
  }
  if (!isOne(typed, kind, submission)) {
    const areSeveral = isArray(typed) && readArray(typed, 1, NOWHERE, []) === undefined
    malformed.push(issue(areSeveral ? 'repeated' : 'wrong-type', [name], wanted.single, typed))
    return undefined
  }
  const before = malformed.length
  const value = reader.read(typed, [name], malformed)
  // Of what is not there another library says what type it has not, in its own language.
  if (typed === undefined && malformed.length > before) {
    malformed.length = before
    blank.push(name)
  }
  return value
}

/** What was typed into a field. A browser sends nothing of a box that is not ticked, and a list of several that are. */
function typedIn({ fields, isFormData }: Submission, { name, kind }: Field): unknown {
  const given = fields[name]
  if (!isFormData) return given
  const list = given as readonly unknown[] | undefined
  if (kind === 'words') return list ?? []
  if (list === undefined) return kind === 'flag' ? false : undefined
  return list.length === 1 ? list[0] : list
}

/** Neither several answers to a field that takes one, such as a box with a hidden `false` beside it, nor a file. */
function isOne(typed: unknown, kind: Field['kind'], { isFormData }: Submission): boolean {
  if (kind === 'words' || kind === 'foreign' || typeof typed !== 'object' || typed === null) return true
  // Of a page's own state a moment may be a `Date`.
  return !isFormData && (kind === 'parsed' || (kind === 'instant' && !isArray(typed)))
}
