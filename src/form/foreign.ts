import { mistyped } from '../input/assert.ts'
import { isArray } from '../input/issue.ts'
import type { Fault, OtherSchema } from './field.ts'

/** @throws TypeError naming the field when the schema throws, gives a promise, since forms are synchronous, or no result. */
export function readForeign(name: string, schema: OtherSchema, typed: unknown, faults: Fault[]): unknown {
  const result = resultOf(name, schema, typed)
  const refuse = () => mistyped(`also.${name}`, result, 'what a Standard Schema gives at once: a value or issues')
  if (typeof result !== 'object' || result === null || 'then' in result) throw refuse()
  const { value, issues } = result as { readonly value?: unknown; readonly issues?: unknown }
  if (issues === undefined) return value
  if (!isArray(issues)) throw refuse()
  // Other libraries make issues of classes, and lists of their own kind.
  for (const each of [...issues]) {
    const { message, path = [] } = Object(each) as { readonly message?: unknown; readonly path?: unknown }
    if (typeof message !== 'string' || !isArray(path)) throw refuse()
    faults.push({ code: 'malformed', path: [name, ...path.map(stepOf)], message })
  }
  return undefined
}

function resultOf(name: string, schema: OtherSchema, typed: unknown): unknown {
  try {
    return schema['~standard'].validate(typed)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new TypeError(`also.${name}: the schema threw: ${message}`, { cause: error })
  }
}

/** A step of a path, which other libraries may wrap. */
function stepOf(step: unknown): string | number {
  const key: unknown = typeof step === 'object' && step !== null ? (step as { readonly key?: unknown }).key : step
  return typeof key === 'number' ? key : String(key)
}
