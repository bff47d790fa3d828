/** What forms once got wrong, each in the case in which it was found. */
import { afterEach, describe, expect, test } from 'vitest'
import { zhCNBinding, zhCNHandling } from '../../src/explain/index.ts'
import { anyLicenceNumber, beijingTime, bindingForm, handlingForm, licenceNumber, plate } from '../../src/form/index.ts'
import { BINDING_FACTS, parseViolationId } from '../../src/index.ts'
import { cn2024 } from '../../src/law/index.ts'

const ME = '11010519491231002X'
const common = { rules: cn2024, locale: zhCNBinding } as const
const handled = { rules: cn2024, locale: zhCNHandling } as const

test('a record of what the office knows is of the day on which the form was made; a function is asked at each judging', () => {
  const office = { driverBindings: 3 }
  const kept = bindingForm({ ...common, ask: [], known: office })
  const asked = bindingForm({ ...common, ask: [], known: () => office })
  const refused = () =>
    [kept, kept.with({ pairBound: false }), asked, asked.with({ pairBound: false })].map(
      (form) => form.judge({}).status === 'refused',
    )
  const withBefore = [kept.with({ pairBound: false }), asked.with({ pairBound: false })]
  expect(refused()).toEqual([true, true, true, true])
  office.driverBindings = 0
  expect(refused()).toEqual([true, true, false, false])
  expect(withBefore.map((form) => form.judge({}).status === 'refused')).toEqual([true, false])
})

describe('a fact that a merge of JSON left on Object.prototype was known to the office', () => {
  const polluted = Object.prototype as unknown as Record<string, unknown>
  afterEach(() => {
    for (const name of BINDING_FACTS) delete polluted[name]
  })

  test.each([0, 'a', null, true, {}])('%j of every name changes no answer', (value) => {
    const judged = () => {
      const form = bindingForm({ ...common, ask: ['driver', 'channel'], known: { driverBindings: 2 } })
      return [form.judge({ driver: 'd' }), form.with({ pairBound: false }).judge({ driver: 'd', channel: 'app' })]
    }
    const before = judged()
    for (const name of BINDING_FACTS) polluted[name] = value
    const after = judged()
    for (const name of BINDING_FACTS) delete polluted[name]
    expect(after).toEqual(before)
  })
})

test('a value of a reader that is no value of its fact was an error of the engine, or a verdict', () => {
  const judged = (given: unknown) =>
    bindingForm({ ...common, ask: ['driver'], read: { driver: () => ({ ok: true, value: given }) as never } }).judge({
      driver: 'x',
    })
  for (const given of [5, null, undefined, 'a b', {}]) expect(judged(given).status).toBe('malformed')
  expect(judged('d').values).toEqual({ driver: 'd' })
})

test('a form that does not ask for the driver did not see that the vehicle was the own one', () => {
  const form = bindingForm({ ...common, ask: ['vehicle'], read: { driver: licenceNumber, vehicle: plate } })
  for (const vehicleOwner of ['11010519491231002x', '110105491231002', ' 110105 19491231 002X'])
    expect(form.with({ driver: ME, vehicleOwner }).judge({ vehicle: '京A12345' }).status).toBe('refused')
})

test.each(['2024-11-05 09:10-09:20', '2024-11-05 09:10—09:20', '2024年11月5日9:10-10:30', '2024-11-05 9点至10点'])(
  'two times of a day were read as one with an offset, and a refusal became a permission: %s',
  (text) => {
    expect(beijingTime(text).ok).toBe(false)
  },
)

test('fifteen digits cut from the number of somebody born in this century were a number of somebody born in 1920', () => {
  for (const reader of [licenceNumber, anyLicenceNumber])
    for (const cut of ['310101200503071', '110105201212310', '110105190512310']) expect(reader(cut).ok).toBe(false)
})

test('seconds were milliseconds: a binding of today was one of 1970, older than every violation', () => {
  const form = handlingForm({ ...handled, ask: ['boundSince'], read: { boundSince: beijingTime } })
  expect(form.judge({ boundSince: 1_740_967_200 }).status).toBe('malformed')
  expect(form.judge({ boundSince: 1_740_967_200_000 }).values).toEqual({ boundSince: '2025-03-03T10:00:00.000+08:00' })
})

test.each([null, '无', ' 无。'])(
  'none %j was no answer where the form named a reader for the time of binding',
  (none) => {
    const form = handlingForm({ ...handled, ask: ['boundSince'], read: { boundSince: beijingTime } })
    expect(form.judge({ boundSince: none }).values).toEqual({ boundSince: null })
  },
)

test('a key that was not asked for is short and shows in a path and in a message', () => {
  const form = bindingForm({ ...common, ask: ['driver'] })
  const { issues } = form['~standard'].validate({ driver: 'd', [`\u202e${'x'.repeat(1000)}`]: 1 })
  expect(issues?.[0]?.path).toEqual([`\\u{202e}${'x'.repeat(63)}`])
})

test('white space around the id of a violation was refused, and around an id that is a fact it was not', () => {
  const form = handlingForm({ ...handled, ask: ['vehicle'], also: { violation: parseViolationId } })
  expect(form.judge({ vehicle: ' v ', violation: ' x\n' }).values).toEqual({ vehicle: 'v', violation: 'x' })
})

test('a step that was told went past the largest count, and the form threw', () => {
  const known = {
    at: '2013-05-02T00:00:00+08:00',
    licenceStates: ['full-points'],
    fullScoreStudies: 1_000_000,
  } as const
  expect(handlingForm({ ...handled, ask: [], known }).judge({}).status).toBe('refused')
})
