import type { Audience, FormWords, Words } from '../explain/locale.ts'
import type { Rules } from '../law/rule-sets/rule-book.ts'
import type { FieldReader } from './field-reader.ts'
import type { Known, OtherFields } from './types.ts'

/** What a form is made of. */
export interface FormOptions<F, A extends keyof F, O extends OtherFields> {
  /** The facts that the person is asked for; all are required. */
  readonly ask: readonly A[]
  /** By which law: a rule set, or a book that judges each act by the set of its day; whole, or the half of the question. */
  readonly rules: Rules
  /** Facts that the office knows already; a function is asked at each judging, so that `at` does not grow old on an open page. */
  readonly known?: Known<F> | (() => Known<F>) | undefined
  /** Readers of fields: `plate`, `licenceNumber`, `beijingTime`, `yuan`, `fen`. A fine is never asked without one. */
  readonly read?: { readonly [K in A]?: FieldReader<F[K]> | undefined } | undefined
  /** Schemas of fields that are no facts, such as the id of the violation or a telephone number. */
  readonly also?: O | undefined
  /** Names that may be sent and are passed over, such as `_csrf`. */
  readonly ignore?: readonly string[] | undefined
  /**
   * The language of all sentences: whole, the half of the question, or of that half what a driver reads, which is less to
   * load: `zhCN`, `zhCNBinding`, `zhCNBindingForm`.
   */
  readonly locale: Words | FormWords
  /** Who reads the sentences: a driver 驾驶人 unless it is an official 民警. */
  readonly audience?: Audience | undefined
}

/** The names of the options. */
export const FORM_OPTIONS = ['ask', 'rules', 'known', 'read', 'also', 'ignore', 'locale', 'audience'] as const
