import type { Decision, Finding } from '../decision/decision.ts'
import type { IssueCode } from '../input/issue.ts'
import type { StandardIssue, StandardProps } from '../input/schema.ts'
import type { FactName, FactsInput } from '../law/facts.ts'
import type { Fen } from '../values/fen.ts'
import type { DriverId, OwnerId, VehicleId } from '../values/ids.ts'
import type { Instant } from '../values/instant.ts'

const statuses = ['refused', 'malformed', 'incomplete', 'clear-so-far', 'permitted'] as const
/**
 * What a form can show of its state, the first that is true: a rule refuses, whatever else is typed; something is malformed;
 * something asked is blank; nothing is against it so far, but the office has to say more; or it is permitted.
 */
export const FORM_STATUSES: typeof statuses = /* @__PURE__ */ Object.freeze(statuses)
/** One state of a form, as a word of `FORM_STATUSES`. */
export type FormStatus = (typeof FORM_STATUSES)[number]

/** One message, shown once, beside one field; `''` where it belongs to none of the fields. */
export type Message = { readonly field: string; readonly message: string } & (
  | {
      readonly kind: 'refused'
      readonly rule: Finding['rule']
      /** The facts that the rule compares. */
      readonly concerns: readonly FactName[]
    }
  | {
      readonly kind: 'malformed'
      readonly code: IssueCode
      /** For an official, to whom the message shows what was typed: what to do about it, without that. */
      readonly correction?: string
      /** The plate that was probably meant. */
      readonly suggestion?: string
    }
  /** Keys that the form does not ask for: a client may not send what the office has to say. */
  | { readonly kind: 'not-asked'; readonly code: IssueCode; readonly keys: readonly string[] }
  /** A field that is asked for and was left blank. */
  | { readonly kind: 'missing'; readonly fact: string }
  /** Facts that the office did not supply, in one message of no field; of a final form only. */
  | { readonly kind: 'unknown'; readonly facts: readonly FactName[] }
)

/** What `validate` gives of a message, one for each key and each fact: its path is never empty. */
export type FormIssue = Message &
  StandardIssue & {
    /** The BCP 47 tag of the language of the message. */
    readonly language: string
  }

/** Facts of the office, as it has them: any may be absent or `undefined`, not known. A fine is in fen: 500 is five yuan; `yuan(500)` is five hundred. */
export type Known<F> = FactsInput<F>
/**
 * Every fact by name. One that is `undefined` is not known, and then nothing passes; but of `driver` and `vehicle`, which a form
 * asks, what was typed is then believed. Who the driver is comes from the login, and is named wherever it is asked (`A`); the
 * vehicle of a violation is on record, that of a binding is what the office looked up.
 */
export type FinalKnown<F, A extends keyof F = never> = {
  readonly [K in Exclude<keyof F, 'driver' | 'vehicle'>]: FactsInput<F>[K] | undefined
} & {
  readonly [K in Extract<keyof F, 'driver' | 'vehicle'>]?: FactsInput<F>[K] | undefined
} & { readonly [K in Extract<A, 'driver'>]: FactsInput<F>[K] | undefined }

/** Whatever text a list may send; the words of the list are offered by editors. */
type Word<W> = W | '' | (string & {})
/** What HTML sends for a fact. Nothing of it is `null` or `undefined`: some libraries take only what is there. */
export type Typed<V> = V extends boolean
  ? boolean | 'true' | 'false' | 'on' | 'off' | ''
  : V extends readonly (infer W)[]
    ? readonly Word<W>[] | Word<W>
    : V extends Instant | Fen | number
      ? string | number
      : V extends DriverId | OwnerId | VehicleId
        ? string
        : V extends string
          ? Word<V>
          : never

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
type SideOf<S extends OtherSchema, Side extends 'input' | 'output'> = NonNullable<S['~standard']['types']>[Side]

/** What is typed into the fields of a form. */
export type FormInput<F, A extends keyof F, O extends OtherFields> = { [K in A]: Typed<F[K]> } & {
  [K in keyof O]: SideOf<O[K], 'input'>
}

declare const read: unique symbol
/** What was read from them, tidied. It is not what was typed: a fine in yuan is fen here, and is not to be read again. */
export type FormValues<F, A extends keyof F, O extends OtherFields> = { readonly [K in A]: F[K] } & {
  readonly [K in keyof O]: SideOf<O[K], 'output'>
} & { readonly [read]: true }
/**
 * What was typed. The values that a form gave are refused by type, since of a copy of them nobody can tell that they were read already.
 * So are a promise, such as that of a body that nobody awaited, and a date: they hold no fields.
 */
export type Unread<T> = 0 extends 1 & T
  ? T
  : typeof read extends keyof T
    ? 'a form reads what was typed, and not the values that a form gave'
    : T extends PromiseLike<unknown>
      ? 'a form reads what was typed: await it first'
      : T extends Date
        ? 'a form reads a record, FormData or URLSearchParams'
        : T

/** What is typed into a form: `InputOf<typeof form>`. */
export type InputOf<S extends OtherSchema> = SideOf<S, 'input'>
/** What a form gives when it passes. */
export type OutputOf<S extends OtherSchema> = SideOf<S, 'output'>

declare const permitted: unique symbol
/** Values of an act that is permitted on the facts that the office supplied itself. */
export type PermittedValues<V> = V & { readonly [permitted]: true }

/** What a form makes of what was typed: frozen, plain data. */
export type Judgement<F, A extends keyof F, O extends OtherFields = Record<never, never>> = Judged<A, O> &
  (
    | { readonly status: 'clear-so-far' | 'permitted'; readonly values: FormValues<F, A, O> }
    /** What was read so far, tidied. */
    | {
        readonly status: Exclude<FormStatus, 'clear-so-far' | 'permitted'>
        readonly values: Partial<FormValues<F, A, O>>
      }
  )

/** What a form makes of what was typed, whatever its status. */
export interface Judged<A extends PropertyKey, O extends OtherFields> {
  /** One sentence for the status. */
  readonly headline: string
  /** The messages of each field that has any; those of no field under `''`. */
  readonly byField: { readonly [K in A | keyof O | '']?: readonly Message[] }
  /**
   * The decision on what is known; facts that are malformed are left out as not known. It is never the answer of a form: beside a
   * `status` of `malformed` it may be permitted.
   */
  readonly decision: Decision
  /** The BCP 47 tag of the language in which all of it is said. */
  readonly language: string
}

/** A form as the server that performs the act uses it: nothing passes but what is permitted on the office's own facts. */
export interface FinalForm<F, A extends keyof F, O extends OtherFields = Record<never, never>> {
  /** The same for other libraries. A schema may be run twice over one object: `validate` passes the very values that it gave, as they are. */
  readonly '~standard': StandardProps<FormInput<F, A, O>, PermittedValues<FormValues<F, A, O>>, FormIssue>
  /**
   * Judges what was typed: a record, `FormData` or `URLSearchParams`. Nothing that can be sent makes it throw: what holds no fields, such as
   * a date, is malformed. Of the very values that this form gave, also with more known, the answer is that of what was typed.
   *
   * @throws TypeError when the program errs: for a promise that was not awaited, for values that another form gave, which were read
   * already, when `known` is malformed, and when a schema of `also` throws or gives a promise.
   */
  judge<T>(typed: Unread<T>): Judgement<F, A, O>
}

/** A form of one question: a schema for other libraries, and what to show beside each field. */
export interface Form<F, A extends keyof F, O extends OtherFields = Record<never, never>> {
  /** The same for other libraries. A schema may be run twice over one object: `validate` passes the very values that it gave, as they are. */
  readonly '~standard': StandardProps<FormInput<F, A, O>, FormValues<F, A, O>, FormIssue>
  /**
   * Judges what was typed: a record, `FormData` or `URLSearchParams`. Nothing that can be sent makes it throw: what holds no fields, such as
   * a date, is malformed. Of the very values that this form gave, also with more known, the answer is that of what was typed.
   *
   * @throws TypeError when the program errs: for a promise that was not awaited, for values that another form gave, which were read
   * already, when `known` is malformed, and when a schema of `also` throws or gives a promise.
   */
  judge<T>(typed: Unread<T>): Judgement<F, A, O>
  /** The same form with more known; `undefined` erases nothing. */
  with(known: Known<F>): Form<F, A, O>
  /**
   * The form for the server that performs the act. All facts come from `known` alone, also those that are asked: an answer must equal
   * them. Ids are read as the form reads those that are typed, an owner's as the driver's. Only `driver` and `vehicle` are believed where `known` does not have them. A fact left out counts as `undefined`.
   */
  final(known: FinalKnown<F, A>): FinalForm<F, A, O>
}
