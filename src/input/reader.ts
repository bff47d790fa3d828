import { frozen } from './freeze.ts'
import type { Issue, Path } from './issue.ts'
import type { JsonTypes } from './json-schema.ts'

/** Reads one value: returns it, or adds issues and returns `undefined`. Never throws. */
export type Reader<T> = (input: unknown, path: Path, issues: Issue[]) => T | undefined

/** A reader that knows what JSON Schema can say of what it takes and gives. */
export type TypedReader<T> = Reader<T> & { readonly types: JsonTypes }

/** Tells a reader, which is made for this alone, its types. */
export function typedReader<T>(types: JsonTypes, reader: Reader<T>): TypedReader<T> {
  return Object.freeze(Object.assign(reader, { types: frozen(types) }))
}
