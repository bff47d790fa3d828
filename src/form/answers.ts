import { mistyped } from '../input/assert.ts'
import { type Issue, isArray, type Path, report, within } from '../input/issue.ts'
import { own } from '../input/own.ts'
import { NOWHERE, readArray } from '../input/read.ts'
import type { Parsed } from '../input/result.ts'
import { escaped } from '../input/text.ts'
import * as wanted from '../input/wanted.ts'
import type { FactName, Facts } from '../law/facts.ts'
import { isBlank } from './field-reader.ts'
import { type AskedField, type Fields, type OtherField, type OtherResult, resultOf } from './fields.ts'
import { readSubmission, type Submission } from './submission.ts'

/** What was typed into a form, read: values of facts and of other fields, and what is wrong with the rest. */
export interface Answers {
  readonly facts: Partial<Facts>
  readonly values: Readonly<Record<string, unknown>>
  /** Fields that are asked for and were left blank. */
  readonly blank: readonly FactName[]
  /** Fields that are no facts and were left blank; of another library's schema, that were not sent and may not be left out. */
  readonly blankOthers: readonly string[]
  /** Keys that the form does not ask for. */
  readonly notAsked: readonly Issue[]
  readonly malformed: readonly Issue[]
  readonly others: readonly OtherFault[]
}

/** A fault that the schema of another library found, in its own words. */
export interface OtherFault {
  readonly field: string
  readonly path: Path
  readonly message: string
}

/** Reads what was typed. Each field is read once. */
export function readAnswers(input: unknown, fields: Fields): Answers {
  const malformed: Issue[] = []
  const submission = readSubmission(input, malformed)
  const values: Record<string, unknown> = Object.create(null)
  const blank: FactName[] = []
  const notAsked: Issue[] = []
  const others: OtherFault[] = []
  const blankOthers: string[] = []
  if (submission !== undefined) {
    for (const field of fields.asked) {
      const { name } = field
      const typed = typedIn(submission, field)
      const before = malformed.length
      if (isBlank(typed) && !(typed === null && field.fact.orNull === true)) {
        // A property that cannot be read is malformed, and not blank as well.
        if (!malformed.some(({ path }) => path.at(0) === name)) blank.push(name)
        continue
      }
      if (!isOneText(typed, field, submission)) {
        refuseMany(name, typed, malformed)
        continue
      }
      const value = field.reader.read(typed, [name], malformed)
      if (malformed.length === before) values[name] = value
    }
    const facts: Partial<Facts> = own(values)
    for (const field of fields.others) {
      const typed = otherIn(submission, field)
      const { schema, name } = field
      if (typeof schema !== 'function') readOther(field, typed, values, others, blankOthers)
      else if (isBlank(typed)) blankOthers.push(name)
      else if (submission.isFormData && typeof typed !== 'string') refuseMany(name, typed, malformed)
      else readByParser(schema as (input: unknown) => Parsed<unknown>, name, typed, values, malformed)
    }
    for (const name of Object.keys(submission.fields)) {
      if (!isField(name, fields)) report(notAsked, 'unknown-key', [escaped(name.slice(0, 64))], wanted.nothing, name)
    }
    return { facts, values: Object.freeze({ ...values }), blank, blankOthers, notAsked, malformed, others }
  }
  return { facts: own(), values: Object.freeze({}), blank, blankOthers, notAsked, malformed, others }
}

function isField(name: string, { asked, others, ignored }: Fields): boolean {
  return (
    asked.some((field) => field.name === name) || others.some((field) => field.name === name) || ignored.includes(name)
  )
}

/** What was typed into a field. A browser sends nothing of a box that is not ticked, and a list of several that are. */
function typedIn({ fields, isFormData }: Submission, { name, fact }: AskedField): unknown {
  const given = fields[name]
  if (!isFormData) return given
  const list = given as readonly unknown[] | undefined
  if (fact.kind === 'words') return list ?? []
  if (list === undefined) return fact.kind === 'flag' ? false : undefined
  return list.length === 1 ? list[0] : list
}

/** Neither several answers to a field that takes one, such as a box with a hidden `false` beside it, nor a file. */
function isOneText(typed: unknown, { fact }: AskedField, { isFormData }: Submission): boolean {
  if (fact.kind === 'words' || typeof typed !== 'object' || typed === null) return true
  // Of a page's own state a moment may be a `Date`.
  return fact.kind === 'instant' && !isFormData && !isArray(typed)
}

/** Several values, or one that is no text. */
function refuseMany(name: string, typed: unknown, malformed: Issue[]): void {
  const areSeveral = isArray(typed) && readArray(typed, 1, NOWHERE, []) === undefined
  report(malformed, areSeveral ? 'repeated' : 'wrong-type', [name], wanted.single, typed)
}

function otherIn({ fields, isFormData }: Submission, { name }: OtherField): unknown {
  const given = fields[name]
  const list = isFormData ? (given as readonly unknown[] | undefined) : undefined
  return list?.length === 1 ? list[0] : given
}

/** A parser of this library gives issues, for which the language has sentences. */
function readByParser(
  parse: (input: unknown) => Parsed<unknown>,
  name: string,
  typed: unknown,
  values: Record<string, unknown>,
  malformed: Issue[],
): void {
  const parsed = parse(typed)
  if (parsed.ok) values[name] = parsed.value
  else for (const issue of parsed.issues) malformed.push(within([name], issue))
}

/** @throws TypeError naming the field when the schema throws or gives no result of a Standard Schema. */
function readOther(
  { name, schema }: OtherField,
  typed: unknown,
  values: Record<string, unknown>,
  faults: OtherFault[],
  blank: string[],
): void {
  const result = resultOf(name, schema, typed)
  if (result.issues === undefined) {
    if (result.value !== undefined) values[name] = result.value
    return
  }
  // Of what is not there another library says what type it has not, in its own language.
  if (typed === undefined) {
    blank.push(name)
    return
  }
  // Other libraries make issues of classes, and lists of their own kind.
  const issues: readonly unknown[] = isArray(result.issues) ? [...result.issues] : [undefined]
  for (const issue of issues) {
    const { message, path = [] } = Object(issue) as Partial<Exclude<OtherResult['issues'], undefined>[number]>
    if (typeof message !== 'string' || !isArray(path))
      throw mistyped(`also.${name}`, result, 'issues of a Standard Schema: a list, each with a message')
    faults.push({ field: name, path: [name, ...path.map(stepOf)], message })
  }
}

/** A step of a path, which other libraries may wrap. */
function stepOf(step: unknown): string | number {
  const key: unknown = typeof step === 'object' && step !== null ? (step as { readonly key?: unknown }).key : step
  return typeof key === 'number' ? key : String(key)
}
