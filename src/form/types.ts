import type { Advice } from '../advice/advice.ts'
import type { Note } from '../advice/notes.ts'
import type { Finding } from '../decision/decision.ts'
import type { IssueCode } from '../input/issue.ts'
import type { StandardIssue, StandardSchema } from '../input/schema.ts'
import type { FactName, FactsInput } from '../law/facts.ts'
import type { Fen } from '../values/fen.ts'
import type { DriverId, OwnerId, VehicleId } from '../values/ids.ts'
import type { Instant } from '../values/instant.ts'
import type { OtherFields, OtherSchema } from './field.ts'

/**
 * What a form can show of its state, the first that is true: a rule refuses, whatever else is typed; something is malformed;
 * something asked is blank; nothing is against it so far, but the office has to say more; or it is permitted.
 */
export const FORM_STATUSES = Object.freeze(['refused', 'malformed', 'incomplete', 'clear-so-far', 'permitted'] as const)
/** One state of a form, as a word of {@link FORM_STATUSES}. */
export type FormStatus = (typeof FORM_STATUSES)[number]

/** One message, shown once, beside one field; `''` where it belongs to none of the fields. */
export type Message = { readonly field: string; readonly message: string } & (
  | { readonly kind: 'refused'; readonly rule: Finding['rule'] }
  /** With the plate that was probably meant, where it is seen; of what is `too-short` with how many characters are left to type. */
  | { readonly kind: 'malformed'; readonly code: IssueCode; readonly suggestion?: string; readonly left?: number }
  /** Keys that the form does not ask for: a client may not send what the office has to say. */
  | { readonly kind: 'not-asked'; readonly code: IssueCode; readonly keys: readonly string[] }
  /** A field that is asked for and was left blank. */
  | { readonly kind: 'missing' }
  /** Facts that the office did not supply, in one message of no field; of a final form only. */
  | { readonly kind: 'unknown'; readonly facts: readonly FactName[] }
  /** What follows of an act that is permitted; it changes no status, and `validate` does not give it. */
  | { readonly kind: 'note'; readonly code: Note['code'] }
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
/** What HTML sends for a fact. It is never `null` or `undefined`: some libraries do not accept those. */
export type Typed<V> = V extends boolean
  ? boolean | 'true' | 'false' | 'on' | 'off' | ''
  : V extends readonly (infer W)[]
    ? readonly Word<W>[] | Word<W>
    : V extends Instant
      ? string | number | Date
      : V extends Fen | number
        ? string | number
        : V extends DriverId | OwnerId | VehicleId
          ? string
          : V extends string
            ? Word<V>
            : never

type SideOf<S extends OtherSchema, Side extends 'input' | 'output'> = NonNullable<S['~standard']['types']>[Side]

/** The name under which a fact is asked for: a fine is typed in yuan, as `fineYuan`. */
export type Ask<F> = Exclude<keyof F, 'fine'> | ('fine' extends keyof F ? 'fineYuan' : never)

/** What is typed into the fields of a form. */
export type FormInput<F, A extends Ask<F>, O extends OtherFields, P extends A = never> = {
  [K in Exclude<A, P>]: K extends keyof F ? Typed<F[K]> : string | number
} & { [K in P]?: K extends keyof F ? Typed<F[K]> : string | number } & { [K in keyof O]: SideOf<O[K], 'input'> }

/**
 * What was read from them, tidied; a fine in fen, as `fine`. Judged again they give the same values. Two can need no answer: whether it is
 * the first binding where there is none, and consent on a channel that wants none.
 */
export type FormValues<F, A extends Ask<F>, O extends OtherFields, P extends A = never> = {
  readonly [K in Exclude<A, P | 'firstBinding' | 'ownerConsent'> as K extends keyof F ? K : 'fine']: K extends keyof F
    ? F[K]
    : Fen
} & {
  readonly [K in Extract<A, P | 'firstBinding' | 'ownerConsent'> as K extends keyof F ? K : 'fine']?: K extends keyof F
    ? F[K]
    : Fen
} & {
  readonly [K in keyof O]: SideOf<O[K], 'output'>
}

/** What is typed into a form: `InputOf<typeof form>`. */
export type InputOf<S extends OtherSchema> = SideOf<S, 'input'>
/** What a form gives when it passes. */
export type OutputOf<S extends OtherSchema> = SideOf<S, 'output'>

declare const permitted: unique symbol
/** Values of an act that is permitted on the facts that the office supplied itself. */
export type PermittedValues<V> = V & { readonly [permitted]: true }

/** What a form makes of what was typed: frozen, plain data. */
export type Judgement<F, A extends Ask<F>, O extends OtherFields = Record<never, never>, P extends A = never> = Judged<
  A,
  O
> &
  (
    | { readonly status: 'clear-so-far' | 'permitted'; readonly values: FormValues<F, A, O, P> }
    /** What was read so far, tidied. */
    | {
        readonly status: Exclude<FormStatus, 'clear-so-far' | 'permitted'>
        readonly values: Partial<FormValues<F, A, O, P>>
      }
  )

/** What a form makes of what was typed, whatever its status. */
export interface Judged<A extends PropertyKey, O extends OtherFields> {
  /** One or two sentences for the status; of a refusal where the act can be done. */
  readonly headline: string
  /** The messages of each field that has any; those of no field under `''`. */
  readonly byField: { readonly [K in A | keyof O | '']?: readonly Message[] }
  /** Facts that are not known yet and that nobody has to fill in: those that the office has still to look up, and what needs no answer. */
  readonly missing: readonly FactName[]
  /**
   * The advice on what is known, with what each channel says, at every status; facts that are malformed are left out as not known. Its
   * verdict is never the answer of a form: beside a `status` of `malformed` it may be permitted.
   */
  readonly advice: Advice
  /** The BCP 47 tag of the language in which all of it is said. */
  readonly language: string
}

/** How a form is judged while somebody types. */
export interface JudgeOptions<Name extends PropertyKey> {
  /**
   * The name of the field under the cursor, such as that of `document.activeElement`; `''` is that of none. What is malformed in it is
   * as if it were blank, and nothing is said of that. What is refused stays.
   */
  readonly editing?: Name | (string & {}) | undefined
}

/** A form as the server that performs the act uses it: nothing passes but what is permitted on the office's own facts. */
export interface FinalForm<F, A extends Ask<F>, O extends OtherFields = Record<never, never>, P extends A = never> {
  /** The same for other libraries; `withJsonSchema` adds JSON Schema. */
  readonly '~standard': StandardSchema<FormInput<F, A, O, P>, PermittedValues<FormValues<F, A, O, P>>, FormIssue>
  /** For functions of this library, such as `finalForm` and `withJsonSchema`. */
  readonly '~form': () => object
  /**
   * Judges what was typed: a record, `FormData` or `URLSearchParams`; values that a form gave are a record too, and give the same values.
   * Nothing that can be sent makes it throw: what holds no fields, such as a date, is malformed.
   *
   * @throws TypeError when the program errs: for a promise that was not awaited, an unknown option, when `known` is malformed, and when a
   * schema of `also` throws or gives a promise; RangeError when `editing` names no field.
   */
  judge(typed: unknown, options?: JudgeOptions<A | keyof O>): Judgement<F, A, O, P>
}

/** A form of one question: a schema for other libraries, and what to show beside each field. */
export interface Form<F, A extends Ask<F>, O extends OtherFields = Record<never, never>, P extends A = never>
  extends Omit<FinalForm<F, A, O, P>, '~standard'> {
  /** The same for other libraries; `withJsonSchema` adds JSON Schema. */
  readonly '~standard': StandardSchema<FormInput<F, A, O, P>, FormValues<F, A, O, P>, FormIssue>
  /** The same form with more known; `undefined` erases nothing. */
  with(known: Known<F>): Form<F, A, O, P>
}
