/** Forms on whatever is typed: they never throw, JSON Schema agrees with them, and early answers stay. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { zhCNBinding, zhCNHandling } from '../../src/explain/index.ts'
import * as forms from '../../src/form/index.ts'
import { BINDING_FACTS, type BindingFacts, FACTS, HANDLING_FACTS, type StandardProps } from '../../src/index.ts'
import { cn, cn2024 } from '../../src/law/index.ts'
import { licenceNumbers, plates, wholeBindingFacts, wholeHandlingFacts } from '../../src/testing/index.ts'
import { compiled, mutated } from '../support/json-schema.ts'
import { anything, factsOf } from '../support/values.ts'
import { WHOLE } from '../support/whole.ts'

const { beijingTime, bindingForm, finalForm, handlingForm, withJsonSchema } = forms
/** Inputs a form: `npm run verify` tries 100,000 of the four forms, `npm test` 2,000. */
const numRuns = fc.readConfigureGlobal().numRuns ?? (WHOLE ? 25_000 : 500)
const bound = { rules: cn2024, locale: zhCNBinding } as const
const handled = { rules: cn2024, locale: zhCNHandling } as const

/** As a page, a JSON client or `FormData` made a record would send a value of a fact. */
const typedAs = (value: unknown, kind: string | undefined, isLocal: boolean): fc.Arbitrary<unknown> => {
  if (typeof value === 'number') return fc.constantFrom<unknown>(value, String(value), ` ${value}`, `0${value}`)
  if (typeof value === 'boolean') return fc.constantFrom<unknown>(value, String(value), value ? 'on' : 'off')
  if (Array.isArray(value) && value.length === 1) return fc.constantFrom<unknown>(value, value[0])
  if (typeof value !== 'string') return fc.constant(value)
  if (kind === 'instant')
    return fc.constantFrom<unknown>(value, isLocal ? value.slice(0, 16) : value, Date.parse(value), ` ${value}`)
  return kind === 'id' ? fc.constantFrom<unknown>(value, ` ${value}\n`) : fc.constant(value)
}
const kindOf = (name: string) => FACTS.find((fact) => fact.name === name)?.kind
const typedRow = (
  names: readonly string[],
  rows: fc.Arbitrary<object>,
  instead: object = {},
  local = '',
): fc.Arbitrary<object> =>
  rows.chain((row) => {
    const facts: Readonly<Record<string, unknown>> = { ...row, ...instead }
    return fc.record(
      Object.fromEntries(
        names
          .filter((name) => facts[name] !== undefined)
          .map((name) => [name, typedAs(facts[name], kindOf(name), name === local)]),
      ),
    )
  })

const ids = fc.record({ driver: licenceNumbers(), vehicle: plates() })
/** A fine is typed in yuan. */
const inYuan = (row: object): object => {
  const { fine, ...rest } = row as { readonly fine?: unknown }
  if (fine === undefined) return rest
  return typeof fine === 'number' ? { ...rest, fineYuan: fine / 100 } : { ...rest, fineYuan: fine }
}
const HANDLING_FIELDS = HANDLING_FACTS.map((name) => (name === 'fine' ? ('fineYuan' as const) : name))

const FORMS = [
  {
    of: 'a binding, everything asked',
    form: bindingForm({ ...bound, ask: [...BINDING_FACTS] }),
    typed: typedRow(BINDING_FACTS, wholeBindingFacts()),
  },
  {
    of: 'a handling, everything asked',
    form: handlingForm({ ...handled, ask: HANDLING_FIELDS }),
    typed: typedRow(HANDLING_FIELDS, wholeHandlingFacts().map(inYuan)),
  },
  {
    of: 'a binding, as a driver fills it in',
    form: bindingForm({
      ...bound,
      ask: ['driver', 'vehicle', 'channel', 'ownerConsent', 'at'],
      read: { driver: forms.licenceNumber, vehicle: forms.plate, at: beijingTime },
      ignore: ['_csrf'],
    }),
    typed: fc.tuple(wholeBindingFacts(), ids).chain(([row, one]) =>
      typedRow(['driver', 'vehicle', 'channel', 'ownerConsent', 'at', '_csrf'], fc.constant(row), {
        ...one,
        _csrf: 'x',
      }),
    ),
  },
  {
    of: 'a handling, with a fine in yuan',
    form: handlingForm({
      ...handled,
      ask: ['vehicle', 'fineYuan', 'points', 'occurredAt', 'boundSince', 'licenceStates', 'offenderPresent'],
      read: { occurredAt: beijingTime },
    }),
    typed: typedRow(
      ['vehicle', 'fineYuan', 'points', 'occurredAt', 'boundSince', 'licenceStates', 'offenderPresent'],
      wholeHandlingFacts().map(inYuan),
      {},
      'occurredAt',
    ),
  },
] as const

type AnyForm = {
  readonly '~standard': StandardProps<unknown, unknown>
  judge(input: unknown): forms.Judgement<BindingFacts, never>
}

describe.each(FORMS)('$of', ({ form, typed }) => {
  const { '~standard': standard, judge } = withJsonSchema(form as forms.Form<BindingFacts, never>) as unknown as AnyForm

  test('whatever the form accepts, JSON Schema accepts, and what it gives too', () => {
    const inputs = compiled({ '~standard': standard }, 'input')
    const outputs = compiled({ '~standard': standard }, 'output')
    let accepted = 0
    fc.assert(
      fc.property(fc.oneof(typed, mutated(typed)), (input) => {
        const { status, values } = judge(input)
        // A refusal is a verdict, which no schema knows: what was typed was accepted all the same.
        const isRefusedOnly =
          status === 'refused' &&
          Object.values(judge(input).byField)
            .flat()
            .every((message) => (message as forms.Message).kind === 'refused')
        if (status !== 'permitted' && status !== 'clear-so-far' && !isRefusedOnly) return
        accepted++
        for (const accepts of inputs) expect(accepts(input), JSON.stringify(accepts.errors)).toBe(true)
        for (const accepts of outputs) expect(accepts(values), JSON.stringify(accepts.errors)).toBe(true)
      }),
      { numRuns },
    )
    expect(accepted).toBeGreaterThan(numRuns / 10)
  })

  test('forms: on anything at all it answers, and validate passes exactly what has no message', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anything,
          typed.map((input) => () => input),
        ),
        (make) => {
          const { status, byField, headline, values } = judge(make())
          // Values that a form gave may be judged again, and are the same.
          expect(judge(values).values).toEqual(values)
          expect(forms.FORM_STATUSES).toContain(status)
          expect(headline).not.toBe('')
          const messages = (Object.values(byField).flat() as forms.Message[]).filter(({ kind }) => kind !== 'note')
          const result = standard.validate(make())
          // An issue for each key, each fact and each part of a field; of these a person is told once.
          const told = messages.flatMap((message) =>
            message.kind === 'not-asked' ? message.keys : message.kind === 'unknown' ? message.facts : [''],
          )
          const found = ((result.issues ?? []) as readonly forms.FormIssue[]).map(({ kind, field, message }, place) =>
            kind === 'malformed' ? `${field} ${message}` : place,
          )
          expect(new Set(found).size).toBe(told.length)
          for (const [field, list = []] of Object.entries<readonly forms.Message[] | undefined>(byField)) {
            const collective = list.filter(({ kind }) => kind !== 'refused' && kind !== 'missing')
            expect(new Set(collective.map(({ message }) => message)).size, field).toBe(collective.length)
          }
          expect(messages.length === 0).toBe(status === 'permitted' || status === 'clear-so-far')
          for (const { path } of result.issues ?? []) expect(path.length).toBeGreaterThan(0)
        },
      ),
    )
  })
})

describe('what is refused early', () => {
  const asker = FACTS.filter(({ suppliedBy, questions }) => suppliedBy === 'asker' && questions.includes('bind'))
  const asked = asker.map(({ name }) => name) as (keyof BindingFacts)[]

  test('always stays refused, whatever else the office says; and what is permitted at the end was never refused', () => {
    fc.assert(
      fc.property(factsOf.bind, factsOf.bind, (row, more) => {
        const form = bindingForm({ ask: asked, rules: cn, locale: zhCNBinding, known: row })
        const typed = Object.fromEntries(
          asked.map((name) => [name, row[name]]).filter(([, value]) => value !== undefined),
        )
        const early = form.judge(typed)
        const late = form.with(more).judge(typed)
        const names = Object.keys(more) as (keyof typeof more)[]
        const isLearnt = names.every((name) => row[name] === undefined || row[name] === more[name])
        if (isLearnt && early.advice.verdict === 'refused') expect(late.status).toBe('refused')
      }),
    )
  })

  test('a final form passes exactly what is permitted on whole facts of the office that the answers equal', () => {
    fc.assert(
      fc.property(factsOf.bind, factsOf.bind, (row, other) => {
        const form = bindingForm({ ask: asked, rules: cn2024, locale: zhCNBinding })
        const typed = Object.fromEntries(asked.map((name) => [name, other[name] ?? row[name]]))
        const { driver: _, vehicle: __, ...office } = row
        const { status, advice } = finalForm(form, office as never).judge(typed)
        const passes = finalForm(form, office as never)['~standard'].validate(typed).issues === undefined
        expect(passes).toBe(status === 'permitted')
        if (!passes) return
        expect(advice.verdict).toBe('permitted')
        for (const name of BINDING_FACTS) {
          if (name === 'driver' || name === 'vehicle') continue
          expect(row[name]).toBeDefined()
          if (asked.includes(name)) expect(typed[name]).toEqual(row[name])
        }
      }),
    )
  })
})
