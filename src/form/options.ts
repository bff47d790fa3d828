import type { Audience, BindingWords, HandlingWords } from '../explain/locale.ts'
import type { Rules } from '../law/rule-sets/rule-book.ts'
import type { Answers } from '../law/rule-sets/rule-set.ts'
import type { OtherFields } from './field.ts'
import type { FieldReader } from './readers.ts'
import type { Ask, Known } from './types.ts'

/** The facts that are ids. */
type IdIn<F> = Extract<keyof F, 'driver' | 'vehicle' | 'vehicleOwner'>
type QuestionOf<F> = 'pairBound' extends keyof F ? 'bind' : 'handle'

/** What a form asks, by which law, and in which words. */
export interface FormOptions<F, A extends Ask<F>, O extends OtherFields, P extends A = never> {
  /** The facts that the person is asked for; all but those of `optional` are required. A fine is asked for as `fineYuan`, typed in yuan, and becomes `fine`. */
  readonly ask: readonly A[]
  /** Of these the facts that need no answer: blank, 不知道, 不清楚 and `unknown` say that it is not known, and the rest decides. */
  readonly optional?: readonly P[] | undefined
  /** By which law: a rule set, or a book that judges each act by the set of its day; whole, or the half of the question. */
  readonly rules: Rules & Answers<QuestionOf<F>>
  /** Facts that the office knows already; a function is asked at each judging, so that `at` does not grow old on an open page. */
  readonly known?: Known<F> | (() => Known<F>) | undefined
  /**
   * Readers of fields: `plate`, `licenceNumber`, `beijingTime`, or one of your own. `driver`, `vehicleOwner` and `vehicle` may have one
   * without being asked: the ids of the office are read with it too.
   */
  readonly read?: NoInfer<{ readonly [K in (A & keyof F) | IdIn<F>]?: FieldReader<F[K]> | undefined }> | undefined
  /** Schemas of fields that are no facts, such as the id of the violation or a telephone number. */
  readonly also?: O | undefined
  /** Names that may be sent and are passed over, such as `_csrf`. */
  readonly ignore?: readonly string[] | undefined
  /** The language, whole or the words of the question: `zhCNBinding`. */
  readonly locale: QuestionOf<F> extends 'bind' ? BindingWords : HandlingWords
  /** Who reads: a driver 驾驶人, who is told what to do, unless it is an official 民警. */
  readonly audience?: Audience | undefined
}

/** The names of the options. */
export const FORM_OPTIONS = [
  'ask',
  'optional',
  'rules',
  'known',
  'read',
  'also',
  'ignore',
  'locale',
  'audience',
] as const
