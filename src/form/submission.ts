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

/** The part of the platform's two classes of forms that is used; not every host has them. */
interface FormClass {
  readonly prototype: { forEach(visit: (value: unknown, name: string) => void): void }
  [Symbol.hasInstance](input: unknown): boolean
}
type Host = { readonly FormData?: FormClass; readonly URLSearchParams?: FormClass }

/** Names that a form may send at most. */
const MOST_NAMES = 256

/**
 * The fields of a record, of `FormData` or of `URLSearchParams`, which is what a server reads of a form that was posted
 * without files; `undefined`, with an issue, when it is none of these. Never throws.
 */
export function readSubmission(input: unknown, issues: Issue[]): Submission | undefined {
  const lists = listsOf(input)
  if (lists === undefined) {
    // Read as a record it would be a form that was left empty.
    if (kindWithoutFields(input) !== undefined) {
      report(issues, 'wrong-type', NOWHERE, wanted.record, input)
      return undefined
    }
    const fields = copyRecord(input, NOWHERE, issues)
    return fields && { fields, isFormData: false }
  }
  if (lists !== 'too-many') return { fields: lists, isFormData: true }
  report(issues, 'too-many', NOWHERE, wanted.keys(MOST_NAMES), undefined)
  return undefined
}

/**
 * What it is called that holds no fields of its own and is no plain record: a promise, a request, a date, a map. Nothing is said of
 * what cannot be looked at, such as a proxy that throws: it is read, and refused.
 */
function kindWithoutFields(input: unknown): string | undefined {
  try {
    if (typeof input !== 'object' || input === null || isArray(input) || isRecord(input)) return undefined
    const name = Object.prototype.toString.call(input).slice(8, -1)
    const hasFields = Object.getOwnPropertyNames(input).length > 0 || listsOf(input) !== undefined
    return hasFields && name !== PROMISE ? undefined : name
  } catch {
    return undefined
  }
}
const PROMISE = 'Promise'

/** @throws TypeError when it is a promise: no client can send one, so the program did not await what it was sent. */
export function awaitedArgument(argument: string, typed: unknown): void {
  if (kindWithoutFields(typed) === PROMISE) throw withoutFields(argument, PROMISE, 'what was typed')
}

/** @throws TypeError if it is not a record of facts. A promise is refused too: read as a record it would know nothing. */
export function officeArgument(argument: string, known: unknown): object {
  if (typeof known !== 'object' || known === null) throw mistyped(argument, known, 'a record of facts')
  const kind = kindWithoutFields(known)
  if (kind !== undefined) throw withoutFields(argument, kind, 'facts')
  return known
}

function withoutFields(argument: string, kind: string, wanted: string): TypeError {
  const is = kind === 'Object' ? 'an object without properties of its own' : `a ${kind}`
  return new TypeError(`${argument}: ${is} is not ${wanted}${kind === PROMISE ? ': await it first' : ''}`)
}

/** For each name the values sent with it, in order; `undefined` for what is of neither class. */
function listsOf(input: unknown): Readonly<Record<string, readonly unknown[]>> | 'too-many' | undefined {
  try {
    const { FormData, URLSearchParams } = globalThis as Host
    const of = [FormData, URLSearchParams].find((each) => {
      return each !== undefined && input instanceof (each as unknown as new () => object)
    })
    if (of === undefined) return undefined
    const lists: Record<string, unknown[]> = Object.create(null)
    let count = 0
    // By the class's own method: whatever else the object calls its methods.
    of.prototype.forEach.call(input, (value, name) => {
      const list = lists[name]
      if (list !== undefined) list.push(value)
      else if (++count <= MOST_NAMES) lists[name] = [value]
    })
    return count > MOST_NAMES ? 'too-many' : lists
  } catch {
    // Such as a proxy that throws: not a form that can be read.
    return undefined
  }
}
