import { decideBinding, decideHandling } from '../decision/decide.ts'
import type { Decision } from '../decision/decision.ts'
import { formWordsArgument } from '../explain/old/arguments.ts'
import { bindingContext } from '../explain/old/binding-context.ts'
import { BINDING_CONCERNS, type Concerns, HANDLING_CONCERNS } from '../explain/old/concerns.ts'
import type { ContextOf } from '../explain/old/context.ts'
import { handlingContext } from '../explain/old/handling-context.ts'
import { AUDIENCES, type Words } from '../explain/old/locale.ts'
import { wordArgument } from '../input/assert.ts'
import { ownOptions, type RecordReader } from '../input/read.ts'
import {
  BINDING_TABLE,
  type BindingFacts,
  bindingRecord,
  type Facts,
  HANDLING_TABLE,
  type HandlingFacts,
  handlingRecord,
  type ReadFact,
} from '../law/facts.ts'
import { readFacts } from '../law/known-facts.ts'
import type { Question } from '../law/question.ts'
import { rulesArgument } from '../law/rule-sets/rule-book.ts'
import { governsOf, isRuleSet, knownRuleSet } from '../law/rule-sets/rule-set.ts'
import type { Fen } from '../values/fen.ts'
import { bindingFieldReader, type FieldReader, type FieldReaderOf, handlingFieldReader } from './field-reader.ts'
import { fieldsOf } from './fields.ts'
import { type AnyForm, makeForm } from './form.ts'
import { FORM_OPTIONS, type FormFields, type FormOptions } from './options.ts'
import { sentencesOf } from './sentences.ts'
import type { FormQuestion } from './setup.ts'
import { officeArgument } from './submission.ts'
import type { Form, OtherFields } from './types.ts'

/** A fine is never asked without a reader: a number alone may be yuan or fen. */
type ReaderOfFine<A> = 'fine' extends A ? { readonly read: { readonly fine: FieldReader<Fen> } } : unknown

/**
 * A form in which a driver asks to bind a vehicle 备案非本人机动车: a schema for other libraries (`~standard`), and for a page what
 * to show beside each field (`judge`). It is advice: the server that performs the act judges with `final`.
 *
 * @throws TypeError or RangeError naming the option, when an option is not what it must be.
 */
export function bindingForm<const A extends keyof BindingFacts, O extends OtherFields = Record<never, never>>(
  options: FormOptions<BindingFacts, A, O>,
): Form<BindingFacts, A, O> {
  return formOf('bindingForm', BINDING, options) as unknown as Form<BindingFacts, A, O>
}

/**
 * The same for a driver who asks to handle a violation 处理交通违法. A fine is asked with one of the readers `yuan` and `fen`.
 *
 * @throws TypeError or RangeError naming the option, when an option is not what it must be.
 */
export function handlingForm<const A extends keyof HandlingFacts, O extends OtherFields = Record<never, never>>(
  options: FormOptions<HandlingFacts, A, O> & ReaderOfFine<A>,
): Form<HandlingFacts, A, O> {
  return formOf('handlingForm', HANDLING, options) as unknown as Form<HandlingFacts, A, O>
}

interface OfEither {
  readonly rules: unknown
  readonly read?: unknown
  readonly locale: unknown
  readonly audience?: unknown
}

type Decide = (facts: Partial<Facts>, rules: unknown) => Decision

/** What a form of one question needs, so that a page with one form does not load the facts of the other. */
interface Asked {
  readonly question: Question
  readonly facts: readonly ReadFact[]
  readonly concerns: Partial<Concerns>
  readonly contextOf: ContextOf
  readonly table: RecordReader<Partial<Facts>>
  readonly decide: Decide
  readonly fieldReader: FieldReaderOf
}

const BINDING: Asked = {
  question: 'bind',
  facts: BINDING_TABLE,
  concerns: BINDING_CONCERNS,
  contextOf: bindingContext,
  table: bindingRecord as unknown as RecordReader<Partial<Facts>>,
  decide: decideBinding as Decide,
  fieldReader: bindingFieldReader,
}
const HANDLING: Asked = {
  question: 'handle',
  facts: HANDLING_TABLE,
  concerns: HANDLING_CONCERNS,
  contextOf: handlingContext,
  table: handlingRecord as unknown as RecordReader<Partial<Facts>>,
  decide: decideHandling as Decide,
  fieldReader: handlingFieldReader,
}

function formOf(
  call: string,
  { question, facts, concerns, contextOf, table, decide, fieldReader }: Asked,
  // biome-ignore lint/suspicious/noExplicitAny: the options of either question, which are checked one by one.
  options: Omit<FormFields<any, any, any>, 'rules' | 'read'> & OfEither,
): AnyForm {
  const given = ownOptions(`${call}(options)`, options, FORM_OPTIONS)
  const { ask, rules, known = {}, read, also, ignore, locale, audience = 'driver' } = given
  const reader = wordArgument(`${call}(audience)`, audience, AUDIENCES)
  formWordsArgument(call, locale, question, reader)
  const office = (facts: unknown) => officeArgument(`${call}(known)`, facts)
  const copied = typeof known === 'function' ? undefined : { ...office(known) }
  rulesArgument(`${call}(rules)`, rules)
  const asked: FormQuestion = {
    facts,
    concerns,
    contextOf,
    readKnown: (raw, issues) => readFacts(raw, table, issues).facts as Partial<Facts>,
    decide: (row) => decide(row, rules),
  }
  const sets = isRuleSet(rules) ? [rules] : rules.sets
  sets.forEach((set) => {
    governsOf(set, knownRuleSet(set), question, `${call}(rules)`)
  })
  return makeForm({
    call,
    question: asked,
    fields: fieldsOf(call, { ask, read: read as never, also, ignore }, { facts, fieldReader }),
    sentences: sentencesOf(locale as Words, reader),
    known: () => copied ?? office((known as () => unknown)()),
  })
}
