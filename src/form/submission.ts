import { isRecord, mistyped } from '../input/assert.ts'
import { type Issue, isArray, report } from '../input/issue.ts'
import { copyRecord, NOWHERE } from '../input/properties.ts'
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

/**
 * The fields of a record, of `FormData` or of `URLSearchParams`; `undefined`, with an issue, when it is none of these.
 *
 * @throws TypeError when it is a promise: no client can send one, so the program did not await what it was sent.
 */
export function readSubmission(input: unknown, issues: Issue[]): Submission | undefined {
  const kind = kindOf(input)
  if (kind === 'promise') throw mistyped('judge(typed)', 'a promise', 'what was typed: await it first')
  // Read as a record it would be a form that was left empty.
  if (kind === 'no-fields') {
    report(issues, 'wrong-type', NOWHERE, wanted.record, input)
    return undefined
  }
  const isFormData = kind === 'form'
  const fields = copyRecord(isFormData ? listsOf(input as SentForm) : input, NOWHERE, issues)
  return fields && { fields, isFormData }
}

/** All values of each name. */
function listsOf(form: SentForm): Record<string, unknown[]> {
  const lists: Record<string, unknown[]> = Object.create(null)
  form.forEach((value, name) => {
    // What Next.js adds for a server action.
    if (name.startsWith('$ACTION_')) return
    const list = lists[name]
    if (list !== undefined) list.push(value)
    else lists[name] = [value]
  })
  return lists
}

/** What was handed in; `no-fields` is an object of a class without fields of its own: a date, a request, a map. */
function kindOf(input: unknown): 'form' | 'promise' | 'no-fields' | 'other' {
  const { FormData, URLSearchParams } = globalThis as Host
  try {
    if ([FormData, URLSearchParams].some((form) => form !== undefined && input instanceof form)) return 'form'
    if (input instanceof Promise) return 'promise'
    const isInstance = typeof input === 'object' && input !== null && !isArray(input) && !isRecord(input)
    return isInstance && Object.keys(input).length === 0 ? 'no-fields' : 'other'
  } catch {
    // Such as a proxy that throws: it is read, and refused.
    return 'other'
  }
}

/** @throws TypeError if it is not a record of facts. A promise is refused too: read as a record it would know nothing. */
export function officeArgument(argument: string, known: unknown): object {
  if (typeof known !== 'object' || known === null) throw mistyped(argument, known, 'a record of facts')
  const kind = kindOf(known)
  if (kind === 'promise') throw mistyped(argument, 'a promise', 'a record of facts: await it first')
  if (kind !== 'other') throw mistyped(argument, known, 'a record of facts')
  return known
}
