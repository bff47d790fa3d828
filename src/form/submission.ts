import { type Issue, report } from '../input/issue.ts'
import { copyRecord, NOWHERE } from '../input/read.ts'

/** What was submitted, each field read once: fields that were not sent are absent. */
export interface Submission {
  readonly fields: Readonly<Record<string, unknown>>
  /** What a browser sends of a form: all text, lists for repeated names, and nothing for a box that is not ticked. */
  readonly isFormData: boolean
}

/** The part of the platform's class that is used; not every host has it. */
interface FormDataClass {
  readonly prototype: { forEach(visit: (value: unknown, name: string) => void): void }
  [Symbol.hasInstance](input: unknown): boolean
}
type Host = { readonly FormData?: FormDataClass }

/** Names that a form may send at most. */
const MOST_NAMES = 256

/** The fields of a record or of `FormData`; `undefined`, with an issue, when it is neither. Never throws. */
export function readSubmission(input: unknown, issues: Issue[]): Submission | undefined {
  const lists = listsOf(input)
  if (lists === undefined) {
    const fields = copyRecord(input, NOWHERE, issues)
    return fields && { fields, isFormData: false }
  }
  if (lists !== 'too-many') return { fields: lists, isFormData: true }
  report(issues, 'too-many', NOWHERE, { kind: 'keys', to: MOST_NAMES }, undefined)
  return undefined
}

/** For each name the values sent with it, in order; `undefined` for what is not `FormData`. */
function listsOf(input: unknown): Readonly<Record<string, readonly unknown[]>> | 'too-many' | undefined {
  try {
    const { FormData } = globalThis as Host
    if (FormData === undefined || !(input instanceof (FormData as unknown as new () => object))) return undefined
    const lists: Record<string, unknown[]> = Object.create(null)
    let count = 0
    // By the class's own method: whatever else the object calls its methods.
    FormData.prototype.forEach.call(input, (value, name) => {
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
