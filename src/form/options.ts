import type {
  Audience,
  BindingFormWords,
  BindingWords,
  HandlingFormWords,
  HandlingWords,
} from '../explain/old/locale.ts'
import type { Rules } from '../law/rule-sets/rule-book.ts'
import type { Answers } from '../law/rule-sets/rule-set.ts'
import type { NoFen } from '../values/fen.ts'
import type { FieldReader } from './field-reader.ts'
import type { Known, OtherFields } from './types.ts'

/** What a form is made of. */
export type FormOptions<F, A extends keyof F, O extends OtherFields> = FormFields<F, A, O> & FormReader<F>

/** The facts that are ids. */
type IdIn<F> = Extract<keyof F, 'driver' | 'vehicle' | 'vehicleOwner'>

/** What a reader has to give: of points and counts no money. */
type ReadAs<V> = number extends V ? (V extends number ? NoFen : V) : V

type QuestionOf<F> = 'pairBound' extends keyof F ? 'bind' : 'handle'

/** What a form asks, and by which law. */
export interface FormFields<F, A extends keyof F, O extends OtherFields> {
  /** The facts that the person is asked for; all are required. */
  readonly ask: readonly A[]
  /** By which law: a rule set, or a book that judges each act by the set of its day; whole, or the half of the question. */
  readonly rules: Rules & Answers<QuestionOf<F>>
  /** Facts that the office knows already; a function is asked at each judging, so that `at` does not grow old on an open page. */
  readonly known?: Known<F> | (() => Known<F>) | undefined
  /**
   * Readers of fields: `plate`, `licenceNumber`, `beijingTime`, `yuan`, `fen`. A fine is never asked without one. `driver`, `vehicleOwner`
   * and `vehicle` may have one without being asked: the ids of the office are read with it too.
   */
  readonly read?: NoInfer<{ readonly [K in A | IdIn<F>]?: FieldReader<ReadAs<F[K]>> | undefined }> | undefined
  /** Schemas of fields that are no facts, such as the id of the violation or a telephone number. */
  readonly also?: O | undefined
  /** Names that may be sent and are passed over, such as `_csrf`. */
  readonly ignore?: readonly string[] | undefined
}

/**
 * In which language, and who reads the sentences: a driver 驾驶人 unless it is an official 民警. The words are whole or the half of the
 * question, `zhCN` or `zhCNBinding`; a driver needs of that half only what is told a driver, which is less to load: `zhCNBindingForm`.
 */
export type FormReader<F> =
  | { readonly locale: WordsOf<F>; readonly audience?: Audience | undefined }
  | { readonly locale: FormWordsOf<F>; readonly audience?: 'driver' | undefined }

type WordsOf<F> = QuestionOf<F> extends 'bind' ? BindingWords : HandlingWords
type FormWordsOf<F> = QuestionOf<F> extends 'bind' ? BindingFormWords : HandlingFormWords

/** The names of the options. */
export const FORM_OPTIONS = ['ask', 'rules', 'known', 'read', 'also', 'ignore', 'locale', 'audience'] as const
