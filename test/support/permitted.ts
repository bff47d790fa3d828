/** What a test changes some facts of: an act that today's law permits. */
import { type BindingFactsInput, FACTS, type HandlingFactsInput } from '../../src/index.ts'

type Facts = { readonly bind: BindingFactsInput; readonly handle: HandlingFactsInput }
type Whole<T> = { readonly [K in keyof T]-?: Exclude<T[K], undefined> }

/** The facts of a question in their order: the example of the table of facts, and the changes. Times there are none but those of the changes. */
export function permitted<Q extends keyof Facts>(question: Q, changes: Facts[Q] = {}): Whole<Facts[Q]> {
  const row: Record<string, unknown> = {}
  for (const { name, kind, questions, example } of FACTS) {
    const isChanged = Object.hasOwn(changes, name)
    if (questions.includes(question) && (isChanged || kind !== 'instant'))
      row[name] = isChanged ? Reflect.get(changes, name) : example
  }
  return row as Whole<Facts[Q]>
}

/** The facts of a handling, but for the times of the act, of the violation and of the binding. */
export const PERMITTED_HANDLING = permitted('handle', { fine: 20_000, points: 3 })

/** The facts of a binding, but for its time. */
export const PERMITTED_BINDING = permitted('bind', { vehicleReleasedAt: null })
