import type { Asking } from '../advice/advice.ts'
import { askingBinding, askingHandling } from '../advice/advise.ts'
import { fieldsIn } from '../explain/fields.ts'
import { AUDIENCES, type Locale } from '../explain/locale.ts'
import { isRecord, mistyped, wordArgument } from '../input/assert.ts'
import type { Issue } from '../input/issue.ts'
import { ownOptions } from '../input/options.ts'
import { owns } from '../input/own.ts'
import { NOWHERE } from '../input/properties.ts'
import { type RecordReader, read } from '../input/read.ts'
import type { Reader } from '../input/reader.ts'
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
import { type Rules, rulesArgument } from '../law/rule-sets/rule-book.ts'
import { readYuan } from '../typed/amount.ts'
import type { OtherFields } from './field.ts'
import { fieldsOf } from './fields.ts'
import { type AnyForm, makeForm } from './form.ts'
import { FORM_OPTIONS, type FormOptions } from './options.ts'
import type { Readers } from './readers.ts'
import { officeArgument } from './submission.ts'
import type { Ask, Form } from './types.ts'

/**
 * A form in which a driver asks to bind a vehicle 备案非本人机动车: a schema for other libraries (`~standard`), and for a page what
 * to show beside each field (`judge`). It is advice: the server that performs the act judges with {@link finalForm}.
 *
 * @throws TypeError or RangeError naming the option, when an option is not what it must be.
 *
 * @example
 * ```ts
 * import { zhCNBinding as locale } from 'demerit/explain'
 * import { bindingForm, plate } from 'demerit/form'
 * import { cn2024Binding as rules } from 'demerit/rules'
 * const known = { at: '2025-03-03T15:00:00+08:00', driver: 'd', driverBindings: 3 }
 * const form = bindingForm({ ask: ['vehicle'], read: { vehicle: plate }, rules, known, locale })
 * form.judge({ vehicle: '京A-12345' }).status // 'refused'
 * ```
 */
export function bindingForm<
  const A extends Ask<BindingFacts>,
  O extends OtherFields = Record<never, never>,
  const P extends A = never,
>(options: FormOptions<BindingFacts, A, O, P>): Form<BindingFacts, A, O, P> {
  return formOf('bindingForm', BINDING, options) as unknown as Form<BindingFacts, A, O, P>
}

/**
 * The same for a driver who asks to handle a violation 处理交通违法.
 *
 * @throws TypeError or RangeError naming the option, when an option is not what it must be.
 *
 * @example
 * ```ts
 * import { zhCNHandling as locale } from 'demerit/explain'
 * import { handlingForm } from 'demerit/form'
 * import { cn2024Handling as rules } from 'demerit/rules'
 * const known = { at: '2025-03-03T15:00:00+08:00', channel: 'app', driver: 'd', vehicle: 'v' } as const
 * const form = handlingForm({ ask: ['fineYuan'], rules, known, locale })
 * form.judge({ fineYuan: '201' }).status // 'refused'
 * ```
 */
export function handlingForm<
  const A extends Ask<HandlingFacts>,
  O extends OtherFields = Record<never, never>,
  const P extends A = never,
>(options: FormOptions<HandlingFacts, A, O, P>): Form<HandlingFacts, A, O, P> {
  return formOf('handlingForm', HANDLING, options) as unknown as Form<HandlingFacts, A, O, P>
}

/** What a form of one question needs, so that a page with one form does not load the facts of the other. */
interface FormQuestion {
  readonly asking: (rules: Rules) => Asking
  readonly facts: readonly ReadFact[]
  // biome-ignore lint/suspicious/noExplicitAny: the table of either question.
  readonly table: RecordReader<any>
  readonly readYuan?: Reader<unknown>
}

const BINDING: FormQuestion = { asking: askingBinding, facts: BINDING_TABLE, table: bindingRecord }
const HANDLING: FormQuestion = { asking: askingHandling, facts: HANDLING_TABLE, table: handlingRecord, readYuan }

function formOf(
  call: string,
  { asking: askingOf, facts, table, readYuan: yuan }: FormQuestion,
  options: object,
): AnyForm {
  const given = ownOptions(`${call}(options)`, options as Loose, FORM_OPTIONS)
  const { ask, optional, rules, known = {}, read: readers, also, ignore, locale, audience = 'driver' } = given
  const reader = wordArgument(`${call}(audience)`, audience, AUDIENCES)
  const asking = askingOf(rules)
  const { question } = asking
  rulesArgument(`${call}(rules)`, rules, question)
  if (!isRecord(locale) || !owns(locale, question))
    throw mistyped(`${call}(locale)`, locale, `a language, or its words for the question ${question}`)
  const office = (facts: unknown) => officeArgument(`${call}(known)`, facts)
  return makeForm({
    call,
    asking,
    beside: (rule) => fieldsIn(rules, question, asking.rows, rule),
    facts,
    readKnown: (raw, issues: Issue[]) => read(table, raw, NOWHERE, issues).record as Partial<Facts>,
    fields: fieldsOf(call, { ask, optional, read: readers, also, ignore }, facts, yuan),
    words: locale,
    half: locale[question],
    isOfficial: reader === 'official',
    known: typeof known === 'function' ? () => office(known()) : { ...office(known) },
  })
}

/** The options of either question, which are checked one by one. */
interface Loose {
  readonly ask: readonly string[]
  readonly optional?: readonly string[]
  readonly rules: Rules
  readonly known?: unknown
  readonly read?: Readers
  readonly also?: OtherFields
  readonly ignore?: readonly string[]
  readonly locale: Locale
  readonly audience?: unknown
}
