import type { Issue, Path } from '../input/issue.ts'
import type { Facts, ReadFact } from '../law/facts.ts'

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

/** What was typed into a form, read: values of facts and of other fields, and what is wrong with the rest. */
export interface Answers {
  readonly facts: Partial<Facts>
  readonly values: Readonly<Record<string, unknown>>
  /** Fields that were left blank and may not be; of another library's schema, that were not sent and may not be left out. */
  readonly blank: readonly Field[]
  /** Keys that the form does not ask for. */
  readonly notAsked: readonly string[]
  readonly malformed: readonly Fault[]
}

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
