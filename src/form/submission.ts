import { isRecord, mistyped } from '../input/assert.ts'
import { type Issue, isArray, report } from '../input/issue.ts'
import { copyRecord, NOWHERE } from '../input/read.ts'
import * as wanted from '../input/wanted.ts'

/** What was submitted, each field read once: fields that were not sent are absent. */
export interface Submission {
  readonly fields: Readonly<Record<string, unknown>>
  /** What a browser sends of a form: all text, lists for repeated names, and nothing for a box that is not ticked. */
  readonly isFormData: boolean
}

/** What the platform's two classes of forms have alike; not every host has them. */
interface SentForm {
  forEach(visit: (value: unknown, name: string) => void): void
}
type Host = { readonly [K in 'FormData' | 'URLSearchParams']?: new () => SentForm }

/** Names that a form may send at most. */
const MOST_NAMES = 256

/**
 * The fields of a record, of `FormData` or of `URLSearchParams`; `undefined`, with an issue, when it is none of these.
 *
 * @throws TypeError when it is a promise: no client can send one, so the program did not await what it was sent.
 */
export function readSubmission(input: unknown, issues: Issue[]): Submission | undefined {
  const sent = sentForm(input)
  if (sent !== undefined) {
    const fields: Record<string, unknown[]> = Object.create(null)
    sent.forEach((value, name) => {
      const list = fields[name]
      if (list !== undefined) list.push(value)
      else fields[name] = [value]
    })
    if (Object.keys(fields).length <= MOST_NAMES) return { fields, isFormData: true }
    report(issues, 'too-many', NOWHERE, wanted.keys(MOST_NAMES), undefined)
    return undefined
  }
  if (input instanceof Promise) throw mistyped('judge(typed)', 'a promise', 'what was typed: await it first')
  // Read as a record it would be a form that was left empty.
  if (isEmptyObject(input)) {
    report(issues, 'wrong-type', NOWHERE, wanted.record, input)
    return undefined
  }
  const fields = copyRecord(input, NOWHERE, issues)
  return fields && { fields, isFormData: false }
}

function sentForm(input: unknown): SentForm | undefined {
  const { FormData, URLSearchParams } = globalThis as Host
  const isSent = [FormData, URLSearchParams].some((form) => form !== undefined && input instanceof form)
  return isSent ? (input as SentForm) : undefined
}

/** An object of a class without fields of its own: a date, a request, a map. */
function isEmptyObject(input: unknown): boolean {
  return (
    typeof input === 'object' &&
    input !== null &&
    !isArray(input) &&
    !isRecord(input) &&
    Object.keys(input).length === 0
  )
}

/** @throws TypeError if it is not a record of facts. A promise is refused too: read as a record it would know nothing. */
export function officeArgument(argument: string, known: unknown): object {
  if (typeof known !== 'object' || known === null) throw mistyped(argument, known, 'a record of facts')
  if (known instanceof Promise) throw mistyped(argument, 'a promise', 'a record of facts: await it first')
  if (isEmptyObject(known)) throw mistyped(argument, known, 'a record of facts')
  return known
}
