import { useState } from 'preact/hooks'
import type { Read } from './given.ts'

/** A field whose text is read as it is typed. */
export interface TypedField {
  readonly text: string
  readonly problem: string | undefined
  readonly type: (text: string) => void
}

/** The field of a value that the address holds: what cannot be read stays in the field, has a message, and changes nothing else. */
export function useTyped<T>(
  value: T,
  textOf: (value: T) => string,
  read: (text: string) => Read<T>,
  change: (value: T) => void,
): TypedField {
  const [typed, setTyped] = useState<{ readonly text: string; readonly value: T }>()
  // What was typed is shown until another value is than the one that it gave.
  const text = typed !== undefined && typed.value === value ? typed.text : textOf(value)
  return {
    text,
    problem: read(text).problem,
    type: (next) => {
      const found = read(next)
      setTyped({ text: next, value: found.problem === undefined ? found.value : value })
      if (found.problem === undefined) change(found.value)
    },
  }
}
