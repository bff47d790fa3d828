import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec'
import { assertType, describe, expectTypeOf, test } from 'vitest'
import { type Audience, zhCNBinding, zhCNHandling } from '../../src/explain/index.ts'
import {
  beijingTime,
  bindingForm,
  type FieldReader,
  type Form,
  finalForm,
  handlingForm,
  type InputOf,
  licenceNumber,
  plate,
  withJsonSchema,
} from '../../src/form/index.ts'
import type {
  BindingFacts,
  Channel,
  DriverId,
  Fen,
  Instant,
  LicenceState,
  OwnerConsent,
  VehicleId,
} from '../../src/index.ts'
import { parseViolationId, type ViolationId } from '../../src/index.ts'
import { cn, cn2024, cn2024Binding, cn2024Handling, cnBinding } from '../../src/law/index.ts'

const rules = cn2024
const locale = zhCNBinding
const form = bindingForm({
  ask: ['driver', 'vehicle', 'channel', 'ownerConsent', 'identityVerified', 'driverBindings', 'at'],
  read: { driver: licenceNumber, vehicle: plate, at: beijingTime },
  also: { violation: parseViolationId },
  rules,
  locale,
})

describe('a form is a schema by the types of the standard', () => {
  test('of Standard Schema and of Standard JSON Schema', () => {
    assertType<StandardSchemaV1>(form)
    assertType<StandardSchemaV1 & StandardJSONSchemaV1>(withJsonSchema(form))
  })

  test('what is typed is what HTML sends, and nothing of it is null or undefined', () => {
    type Input = StandardSchemaV1.InferInput<typeof form>
    expectTypeOf<Input['driver']>().toEqualTypeOf<string>()
    expectTypeOf<Input['channel']>().toEqualTypeOf<Channel | '' | (string & {})>()
    // What a select sends is text.
    assertType<Input['channel']>('' as string)
    expectTypeOf<Input['identityVerified']>().toEqualTypeOf<boolean | 'true' | 'false' | 'on' | 'off' | ''>()
    expectTypeOf<Input['driverBindings']>().toEqualTypeOf<string | number>()
    expectTypeOf<Input['violation']>().toEqualTypeOf<string>()
    assertType<Input>({
      driver: '',
      vehicle: '',
      channel: '',
      ownerConsent: 'qr',
      identityVerified: false,
      driverBindings: '3',
      at: '2025-03-03T10:00',
      violation: '',
    })
  })

  test('what it gives is read', () => {
    type Output = StandardSchemaV1.InferOutput<typeof form>
    expectTypeOf<Output['driver']>().toEqualTypeOf<DriverId>()
    expectTypeOf<Output['vehicle']>().toEqualTypeOf<VehicleId>()
    expectTypeOf<Output['ownerConsent']>().toEqualTypeOf<OwnerConsent | undefined>()
    expectTypeOf<Output['at']>().toEqualTypeOf<Instant>()
    expectTypeOf<Output['violation']>().toEqualTypeOf<ViolationId>()
  })

  test('it is synchronous', () => {
    const result = form['~standard'].validate({})
    if (result.issues === undefined) expectTypeOf(result.value.channel).toEqualTypeOf<Channel>()
    else
      expectTypeOf(result.issues[0]?.kind).toEqualTypeOf<
        'refused' | 'malformed' | 'not-asked' | 'missing' | 'unknown' | 'note' | undefined
      >()
  })

  test('what passes has all its values', () => {
    const judged = form.judge({})
    expectTypeOf(judged.values.driver).toEqualTypeOf<DriverId | undefined>()
    if (judged.status === 'permitted' || judged.status === 'clear-so-far')
      expectTypeOf(judged.values.driver).toEqualTypeOf<DriverId>()
  })

  test('messages are looked up by the names of its fields', () => {
    const { byField } = form.judge({})
    byField.driver?.map(({ message }) => message)
    byField.violation?.map(({ kind }) => kind)
    byField['']?.map(({ field }) => field)
    // @ts-expect-error -- that fact is not asked.
    byField.plateType
  })
})

describe('what does not compile', () => {
  test('a reader of what is not asked, and so editors offer every fact', () => {
    // @ts-expect-error -- the channel is not asked.
    bindingForm({ ask: ['driver'], read: { channel: plate }, rules, locale })
  })

  test('but an id, which the office has, may have one', () => {
    bindingForm({
      ask: ['channel'],
      read: { vehicle: plate, driver: licenceNumber, vehicleOwner: licenceNumber },
      rules,
      locale,
    })
    handlingForm({
      ask: ['channel'],
      read: { vehicle: plate, driver: licenceNumber },
      rules,
      locale: zhCNHandling,
    })
    // @ts-expect-error -- a time is no id.
    bindingForm({ ask: ['channel'], read: { vehicle: beijingTime }, rules, locale })
  })

  test('law and words of the other question', () => {
    const asked = { ask: ['channel'], rules } as const
    bindingForm({ ...asked, locale })
    bindingForm({ ...asked, locale, audience: 'official' as Audience })
    bindingForm({ ask: ['channel'], rules: cn2024Binding, locale })
    bindingForm({ ask: ['channel'], rules: cnBinding, locale })
    handlingForm({ ask: ['channel'], rules: cn, locale: zhCNHandling })
    // @ts-expect-error -- the law of a handling.
    bindingForm({ ask: ['channel'], rules: cn2024Handling, locale })
    // @ts-expect-error -- the books too.
    handlingForm({ ask: ['channel'], rules: cnBinding, locale: zhCNHandling })
    // @ts-expect-error -- these are for a handling.
    bindingForm({ ...asked, locale: zhCNHandling })
    // @ts-expect-error -- these are for a binding.
    handlingForm({ ...asked, locale })
  })

  test('a fine by another name than that of what is typed, and a reader of another fact', () => {
    const handled = { rules, locale: zhCNHandling } as const
    handlingForm({ ...handled, ask: ['fineYuan', 'points'] })
    // @ts-expect-error -- it is typed in yuan.
    handlingForm({ ...handled, ask: ['fine'] })
    const ofCount: FieldReader<number> = () => ({ ok: true, value: 3 })
    bindingForm({ ask: ['driverBindings'], read: { driverBindings: ofCount }, rules, locale })
    // @ts-expect-error -- a plate is no count.
    bindingForm({ ask: ['driverBindings'], read: { driverBindings: plate }, rules, locale })
  })

  test('a fact of the other question, rules left out, and a fact of the office that is of another type', () => {
    // @ts-expect-error -- a binding has no points.
    bindingForm({ ask: ['points'], rules, locale })
    // @ts-expect-error -- there is no law by default.
    bindingForm({ ask: ['channel'], locale })
    // @ts-expect-error -- a count is a number.
    bindingForm({ ask: ['channel'], rules, locale, known: { driverBindings: '3' } })
    bindingForm({ ask: ['channel'], rules, locale, known: { driverBindings: 3, at: new Date(), driver: 'd1' } })
  })

  test('a final form without naming every fact but the driver and the vehicle', () => {
    const one = bindingForm({ ask: ['driver', 'vehicle'], rules, locale })
    // @ts-expect-error -- the others are not named.
    finalForm(one, { at: '2025-03-03T10:00:00+08:00', driver: 'd1' })
    const known = {} as Omit<BindingFacts, 'driver' | 'vehicle'>
    // @ts-expect-error -- who the driver is comes from the login, where the form asks for it.
    finalForm(one, { ...known, driverBindings: undefined })
    finalForm(bindingForm({ ask: ['vehicle'], rules, locale }), known)
    const final = finalForm(one, { ...known, driver: 'd1', driverBindings: undefined })
    const result = final['~standard'].validate({})
    if (result.issues === undefined) {
      assertType<VehicleId>(result.value.vehicle)
      const takes = (values: typeof result.value) => values
      takes(result.value)
      const plain = one['~standard'].validate({})
      // @ts-expect-error -- what a plain form passes is not yet permitted.
      if (plain.issues === undefined) takes(plain.value)
    }
  })
})

test('the types of a form can be named', () => {
  const named: Form<BindingFacts, 'driver'> = bindingForm({ ask: ['driver'], rules, locale })
  expectTypeOf(named.judge({}).values.driver).toEqualTypeOf<DriverId | undefined>()
  const handling = handlingForm({ ask: ['licenceStates', 'fineYuan'], rules, locale: zhCNHandling })
  const { values } = handling.judge({})
  expectTypeOf(values.licenceStates).toEqualTypeOf<readonly LicenceState[] | undefined>()
  expectTypeOf(values.fine).toEqualTypeOf<Fen | undefined>()
})

test('what need not be answered may be absent, typed and read', () => {
  const options = { ask: ['driver', 'fineYuan'], rules, locale: zhCNHandling } as const
  const form = handlingForm({ ...options, optional: ['fineYuan'] })
  const typed: InputOf<typeof form> = { driver: 'd1' }
  const judged = form.judge(typed)
  if (judged.status === 'permitted') {
    expectTypeOf(judged.values.driver).toEqualTypeOf<DriverId>()
    expectTypeOf(judged.values.fine).toEqualTypeOf<Fen | undefined>()
  }
  // @ts-expect-error -- it is asked.
  handlingForm({ ...options, optional: ['points'] })
})
