import type { Issue, Path } from '../input/issue.ts'
import type { ReadFact } from '../law/facts.ts'

/** One field: the name under which it is typed, and the fact that it becomes or the schema that reads it. */
export interface Field {
  readonly name: string
  readonly fact: ReadFact | undefined
  readonly schema: OtherSchema | undefined
  /** Whether blank says that it is not known; else it has to be filled in. */
  readonly isOptional: boolean
  /** Reads what is not blank, or leaves what is wrong with it. */
  readonly read: (typed: unknown, faults: Fault[]) => unknown
}

/** What is wrong with what was typed into a field; of another library's schema in its own words. */
export type Fault = Issue | { readonly code: 'malformed'; readonly path: Path; readonly message: string }

/** Schemas of fields that are no facts. */
export type OtherFields = Readonly<Record<string, OtherSchema>>
/** A Standard Schema of another library, or a parser of this one. */
export interface OtherSchema {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly types?: { readonly input: unknown; readonly output: unknown } | undefined
    // biome-ignore lint/suspicious/noExplicitAny: options of any library; they are not used.
    readonly validate: (value: unknown, options?: any) => unknown
  }
}
