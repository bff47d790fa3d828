/** `demerit/form`: what a page shows, what a server accepts, and what a client may not say. */
import { describe, expect, test } from 'vitest'
import { enLabels, zhCNBinding, zhCNHandling, zhCNLabels } from '../../src/explain/index.ts'
import {
  beijingTime,
  bindingForm,
  FORM_STATUSES,
  finalForm,
  handlingForm,
  type InputOf,
  licenceNumber,
  type Message,
  optionsOf,
  plate,
  plateType,
  withJsonSchema,
} from '../../src/form/index.ts'
import { BINDING_FACTS, PAPERS, PLATE_TYPES, parsePoints, plateTypesOf } from '../../src/index.ts'
import { cn, cn2024, cn2024Binding, cn2024Handling, cnBinding } from '../../src/law/index.ts'
import { PERMITTED_HANDLING, permitted } from '../support/permitted.ts'

const ME = '11010519491231002X'
/** An act that is permitted, and of it what the office knows: the rest is asked. */
const {
  driver: _,
  vehicle: __,
  channel,
  ownerConsent,
  identityVerified,
  ...OFFICE
} = permitted('bind', {
  at: '2025-03-03T10:00:00+08:00',
  vehicleOwner: 'o1',
  driverBindings: 2,
  driverBindingsEver: 7,
  driverApplicationsThisYear: 1,
  vehicleReleasedAt: null,
})
/** The same for the server that lets it happen, which names every fact. */
const FINAL = { ...OFFICE, driver: ME, channel, ownerConsent, identityVerified } as const
/** A handling that is permitted. */
/** What the office knows of a handling: driver and vehicle are asked. */
const HANDLED = permitted('handle', {
  driver: undefined,
  vehicle: undefined,
  at: '2025-03-03T10:00:00+08:00',
  vehicleOwner: 'o1',
  occurredAt: '2025-03-01T10:00:00+08:00',
  fine: 20_000,
  points: 3,
  boundSince: '2025-01-01T10:00:00+08:00',
  offenderPresent: false,
  ownedSince: '2020-03-01T10:00:00+08:00',
})
const TYPED = { driver: ME, vehicle: '京A12345', channel: 'app', ownerConsent: 'qr', identityVerified: true } as const

const common = { rules: cn2024Binding, locale: zhCNBinding } as const
const form = bindingForm({
  ...common,
  ask: ['driver', 'vehicle', 'channel', 'ownerConsent', 'identityVerified'],
  read: { driver: licenceNumber, vehicle: plate },
})
const handling = handlingForm({
  ask: ['vehicle', 'fineYuan', 'points'],
  rules: cn2024Handling,
  locale: zhCNHandling,
  read: { vehicle: plate },
})

type AnyJudgement = { readonly byField: Readonly<Record<string, readonly Message[] | undefined>> }
/** The messages of a field, and of all fields. */
const at = ({ byField }: AnyJudgement, field: string) => byField[field] ?? []
const all = ({ byField }: AnyJudgement) => Object.values(byField).flatMap((list) => list ?? [])
const told = (judged: AnyJudgement) => all(judged).map(({ kind, field }) => `${kind} ${field}`)

describe('a form before the office has said anything', () => {
  test('asks for every field that is blank, once, beside it', () => {
    const judged = form.judge({})
    expect([judged.status, judged.headline]).toEqual(['incomplete', '还有内容没有填。'])
    expect(told(judged)).toEqual([
      ...['driver', 'vehicle', 'channel', 'ownerConsent', 'identityVerified'].map((name) => `missing ${name}`),
    ])
    expect(at(judged, 'vehicle')[0]?.message).toBe('请填写号牌号码。')
  })

  test('is clear so far when it is filled in, and what it gives is tidied and typed', () => {
    const judged = form.judge({
      ...TYPED,
      driver: ' 110105 19491231 002x',
      vehicle: '京a·12345',
      identityVerified: 'on',
    })
    expect([judged.status, judged.values]).toEqual(['clear-so-far', TYPED])
    expect(form['~standard'].validate(TYPED)).toEqual({ value: TYPED })
  })

  test.each(['', '  ', '\u200b', null, undefined, Number.NaN])('%j is blank', (vehicle) => {
    expect(told(form.judge({ ...TYPED, vehicle }))).toEqual(['missing vehicle'])
  })

  test('what is malformed is one sentence with an example, or with what was probably meant', () => {
    const [nonsense] = at(form.judge({ ...TYPED, vehicle: 'x' }), 'vehicle')
    expect(nonsense).toEqual({
      field: 'vehicle',
      kind: 'malformed',
      code: 'malformed',
      message: '号牌号码不对，应如京A12345、京AD12345。',
    })
    const [meant] = at(form.judge({ ...TYPED, vehicle: '京A1O345' }), 'vehicle')
    expect(meant).toMatchObject({ code: 'ambiguous-letter', suggestion: '京A·10345' })
    expect(meant?.message).toContain('京A·10345')
  })

  test('each fact has a sentence with its example where it is typed, and is asked for where it is chosen', () => {
    const everything = bindingForm({ ...common, ask: [...BINDING_FACTS] })
    const typed = Object.fromEntries(BINDING_FACTS.map((name) => [name, name === 'vehicle' ? '京 A' : '?']))
    const judged = everything.judge(typed)
    expect(judged.status).toBe('malformed')
    for (const name of BINDING_FACTS) {
      const messages = at(judged, name)
      expect(messages, name).toHaveLength(1)
      expect(messages[0]?.message, name).toMatch(/应如|请选择|请填写|不对/)
    }
  })
})

describe('a form with what the office knows', () => {
  const known = form.with(OFFICE)

  test('is permitted when every rule holds', () => {
    const judged = known.judge(TYPED)
    expect([judged.status, judged.advice.channels.app, all(judged)]).toEqual([
      'permitted',
      { verdict: 'permitted', needs: [] },
      [],
    ])
  })

  test('is refused early, whatever else is blank or malformed, and says what each channel would say', () => {
    const full = form.with({ ...OFFICE, driverBindings: 3 })
    for (const typed of [{}, TYPED, { ...TYPED, vehicle: 'x' }]) {
      const judged = full.judge(typed)
      expect(judged.status).toBe('refused')
      expect(at(judged, 'driver')).toContainEqual(expect.objectContaining({ kind: 'refused', rule: 'driver-cap' }))
      expect(Object.keys(judged.advice.channels)).toEqual(['window', 'app', 'web', 'kiosk'])
    }
  })

  test('a refusal on one channel alone names another where the act is permitted', () => {
    const judged = form.with({ ...OFFICE, plateType: '01' }).judge(TYPED)
    expect(judged.advice.channels.app).toEqual({ verdict: 'refused', needs: [] })
    expect(judged.advice.channels.window).toEqual({
      verdict: 'permitted',
      needs: ['identityVerified', ...PAPERS.slice(0, 5)],
    })
    expect(judged.headline).toContain('交警窗口')
  })

  test('a refusal stands beside a field that the rule is about, else under no field', () => {
    const refused = { ...OFFICE, driverBindings: 3, operating: true }
    expect(told(form.with(refused).judge(TYPED))).toEqual(['refused driver', 'refused vehicle'])
    const other = bindingForm({ ...common, ask: ['channel'], known: { ...refused, vehicle: 'v', driver: 'd' } })
    expect(told(other.judge({ channel: 'app' }))).toEqual(['refused ', 'refused '])
  })

  test('a fine is refused beside the field in which it is typed, in yuan', () => {
    const judged = handling
      .with({ ...HANDLED, fine: undefined })
      .judge({ vehicle: '京A12345', fineYuan: '300', points: 3 })
    expect(told(judged)).toEqual(['refused fineYuan'])
    expect(at(judged, 'fineYuan')[0]?.message).toContain('300')
  })

  test('what follows of an act that is permitted is a note, which fails nothing', () => {
    const judged = handling.with({ ...HANDLED, pointsHeld: 9, channel: 'window', offenderPresent: true, driver: ME })
    const typed = { vehicle: '京A12345', fineYuan: '200', points: '3' }
    expect(judged.judge(typed).status).toBe('permitted')
    expect(at(judged.judge(typed), '').map(({ kind }) => kind)).toContain('note')
    expect(judged['~standard'].validate(typed).issues).toBeUndefined()
  })

  test('`with` adds, and `undefined` in it erases nothing', () => {
    const both = form.with({ driverBindings: 3 }).with({ driverBindings: undefined, pairBound: false })
    expect(both.judge(TYPED).status).toBe('refused')
  })

  test('a function is asked at each judging', () => {
    let driverBindings = 2
    const asked = bindingForm({ ...common, ask: ['driver'], known: () => ({ driverBindings }) })
    expect(asked.judge({ driver: 'd' }).status).toBe('clear-so-far')
    driverBindings = 3
    expect(asked.judge({ driver: 'd' }).status).toBe('refused')
  })

  test('a book judges by the set of the day, and refuses nothing while the day is not known', () => {
    const book = bindingForm({
      ask: ['driver'],
      rules: cnBinding,
      locale: zhCNBinding,
      known: { driverBindings: 3 },
    })
    expect(book.judge({ driver: 'd' }).status).toBe('clear-so-far')
    expect(book.with({ at: OFFICE.at }).judge({ driver: 'd' }).status).toBe('refused')
  })

  test('an answer that contradicts what is on record is malformed, and the record is judged by', () => {
    const judged = form.with({ ...OFFICE, driver: '310101199003071097' }).judge(TYPED)
    expect(told(judged)).toEqual(['malformed driver'])
    expect(at(judged, 'driver')[0]).toMatchObject({ code: 'contradicted' })
  })

  test('a time that is typed to the minute is that of the record, whatever its second', () => {
    const occurredAt = '2025-03-03T15:30:21+08:00'
    const timed = handlingForm({
      ask: ['occurredAt'],
      read: { occurredAt: beijingTime },
      rules: cn2024Handling,
      locale: zhCNHandling,
      known: { occurredAt },
    })
    expect(told(timed.judge({ occurredAt: '2025-03-03 15:30' }))).toEqual([])
    expect(told(timed.judge({ occurredAt }))).toEqual([])
    for (const other of ['2025-03-03 15:31', '2025-03-03 15:30:20'])
      expect(told(timed.judge({ occurredAt: other }))).toEqual(['malformed occurredAt'])
    const counted = handlingForm({
      ask: ['points'],
      rules: cn2024Handling,
      locale: zhCNHandling,
      known: { points: 12 },
    })
    expect(told(counted.judge({ points: '1' }))).toEqual(['malformed points'])
  })

  test('consent is asked where the channel wants it, or may want it', () => {
    const asked = (rules: typeof cn2024Binding | typeof cnBinding, known: object = {}) =>
      bindingForm({ ask: ['channel', 'ownerConsent', 'identityVerified'], rules, locale: zhCNBinding, known })
    const window = { channel: 'window', ownerConsent: '', identityVerified: '' }
    const judged = asked(cn2024Binding).judge(window)
    expect([told(judged), judged.values]).toEqual([['missing identityVerified'], { channel: 'window' }])
    const both = ['missing ownerConsent', 'missing identityVerified']
    expect(told(asked(cn2024Binding).judge({ ...window, channel: 'app' }))).toEqual(both)
    expect(told(asked(cn2024Binding).judge({ ...window, channel: '' }))).toEqual(['missing channel', ...both])
    expect(told(asked(cnBinding).judge(window))).toEqual(both)
    expect(told(asked(cnBinding, { at: OFFICE.at }).judge(window))).toEqual(['missing identityVerified'])
  })

  test('of a field that is not as on record that comes first, and then what follows of the record', () => {
    const fined = handlingForm({
      ask: ['channel', 'fineYuan'],
      rules: cn2024Handling,
      locale: zhCNHandling,
      known: { fine: 30_000 },
    })
    expect(at(fined.judge({ channel: 'app', fineYuan: '200' }), 'fineYuan').map(({ message }) => message)).toEqual([
      '罚款金额与登记的不一致，请核对。',
      '罚款300元，超过200元，交管12123不能处理。',
    ])
  })

  test('an official is told what is so, and not what to do', () => {
    const one = bindingForm({ ...common, ask: ['driver'], known: { driverBindings: 3 }, audience: 'official' })
    const other = bindingForm({ ...common, ask: ['driver'], known: { driverBindings: 3 } })
    const [official, driver] = [one, other].map(
      (each) => at(each.judge({ driver: 'd' }), 'driver')[0]?.message as string,
    )
    expect(driver?.startsWith(official?.slice(0, -1) as string)).toBe(true)
    expect(driver).not.toBe(official)
  })
})

describe('ids of the office', () => {
  const asked = bindingForm({ ...common, ask: ['vehicle'], read: { driver: licenceNumber, vehicle: plate } })
  const owns = (known: object) => asked.with(known).judge({ vehicle: '京A12345' }).status

  test.each(['11010519491231002x', '110105491231002', ' 110105 19491231 002X', '身份证：11010519491231002X'])(
    'an owner on record as %j is the driver',
    (vehicleOwner) => {
      expect(owns({ driver: ME, vehicleOwner })).toBe('refused')
      expect(owns({ driver: vehicleOwner, vehicleOwner: ME })).toBe('refused')
    },
  )

  test.each([
    '110105********002X',
    '1101051949123100',
    '11010519491231002Y',
    '-',
    '无',
    '本人',
    'null',
    '#N/A',
    '5.1E+17',
  ])('a driver or an owner on record as %j is not known, and nothing passes', (damaged) => {
    const whole = { ...FINAL, vehicle: '京A12345' }
    for (const known of [
      { ...whole, driver: damaged },
      { ...whole, vehicleOwner: damaged },
    ])
      expect(finalForm(form, known).judge(TYPED).status).toBe('clear-so-far')
  })

  test('a unit keeps its id, also one whose digits look like a number by chance', () => {
    for (const vehicleOwner of ['u1', '91110105199012310N', '中国公司'])
      expect(finalForm(form, { ...FINAL, vehicleOwner }).judge(TYPED).status).toBe('permitted')
  })

  test.each(['无锡公交公司', '空军医院', '单位食堂', '-7', 'nonesuch'])(
    'a unit keeps the id %s, which only begins like a word for nobody',
    (vehicleOwner) => {
      expect(finalForm(form, { ...FINAL, vehicleOwner }).judge(TYPED).status).toBe('permitted')
    },
  )

  test('a vehicle that is masked or cut short is not known, and one of another series stays', () => {
    for (const vehicle of ['京A***45', '京AXXX45', '京A1234', '京A'])
      expect(finalForm(form, { ...FINAL, vehicle }).judge(TYPED).status).toBe('clear-so-far')
    expect(finalForm(form, { ...FINAL, vehicle: '军A12345' }).judge(TYPED).status).toBe('malformed')
  })

  test('an owner who is asked is read as the driver is, may be a unit, and is no damaged number', () => {
    const owner = bindingForm({
      ...common,
      ask: ['vehicleOwner'],
      read: { driver: licenceNumber },
      known: { driver: ME },
    })
    expect(owner.judge({ vehicleOwner: '110105 19491231 002x' }).status).toBe('refused')
    expect(owner.judge({ vehicleOwner: 'u1' }).status).toBe('clear-so-far')
    expect(owner.judge({ vehicleOwner: '1101**********002X' }).status).toBe('malformed')
  })

  test('without a reader they stay as they are but for a small x', () => {
    const plain = bindingForm({ ...common, ask: ['driver'] })
    expect(plain.with({ vehicleOwner: ME }).judge({ driver: '11010519491231002x' }).status).toBe('refused')
    expect(plain.with({ vehicleOwner: '110105491231002' }).judge({ driver: ME }).status).toBe('clear-so-far')
  })
})

describe('what a client may not send', () => {
  test.each(BINDING_FACTS.filter((name) => !(name in TYPED)))('%s was not asked for', (name) => {
    expect(told(form.judge({ ...TYPED, [name]: '1' }))).toEqual(['not-asked '])
  })

  test('several keys are one message with all of them, and an issue each', () => {
    const typed = { ...TYPED, x: 1, '<b>': 2 }
    expect(all(form.judge(typed))).toEqual([expect.objectContaining({ kind: 'not-asked', keys: ['x', '<b>'] })])
    expect(form['~standard'].validate(typed).issues?.map(({ path }) => path)).toEqual([['x'], ['<b>']])
  })

  test('names that are passed over change nothing', () => {
    const passing = bindingForm({ ...common, ask: ['driver'], ignore: ['_csrf'] })
    expect(passing.judge({ driver: 'd', _csrf: 'x' }).status).toBe('clear-so-far')
  })

  test('nothing is taken from a prototype', () => {
    expect(told(form.judge(Object.create(TYPED)))).toEqual(['malformed '])
    const inherited = Object.assign(Object.create({ driverBindings: 3 }), { pairBound: false })
    expect(form.with(inherited).judge(TYPED).status).toBe('clear-so-far')
  })

  test.each([5, 'x', null, [], new Date(0), new Map([['driver', 'd']]), new Request('https://example.org')])(
    '%s is malformed, and nothing throws',
    (typed) => {
      const judged = form.judge(typed)
      expect(judged.status).toBe('malformed')
      expect(form['~standard'].validate(typed).issues?.every(({ path }) => path.length > 0)).toBe(true)
    },
  )

  test('a promise is a mistake of the program', () => {
    expect(() => form.judge(Promise.resolve(TYPED))).toThrow('await it first')
    expect(() => form.with(Promise.resolve({}) as never)).toThrow('await it first')
    expect(() => finalForm(form, Promise.resolve(FINAL) as never)).toThrow('await it first')
  })
})

describe('the form of the server that lets the act happen', () => {
  test('passes what is permitted on the facts of the office, and nothing else', () => {
    const final = finalForm(form, { ...FINAL, vehicle: '京A12345' })
    expect(final.judge(TYPED).status).toBe('permitted')
    expect(final['~standard'].validate(TYPED)).toEqual({ value: TYPED })
  })

  test.each([
    ['channel', 'window'],
    ['ownerConsent', 'sms'],
    ['identityVerified', false],
    ['driver', '310101199003071097'],
  ])('does not believe %s', (name, value) => {
    expect(told(finalForm(form, FINAL).judge({ ...TYPED, [name]: value }))).toEqual([`malformed ${name}`])
  })

  test.each(BINDING_FACTS.filter((name) => name !== 'vehicle' && name !== 'driver'))(
    'never passes while %s is not known',
    (name) => {
      const final = finalForm(form, { ...FINAL, [name]: undefined })
      const judged = final.judge(TYPED)
      expect([judged.status, judged.headline]).toEqual(['clear-so-far', '暂时不能办理。'])
      expect(all(judged)).toEqual([expect.objectContaining({ kind: 'unknown', field: '', facts: [name] })])
      expect(final['~standard'].validate(TYPED).issues?.map(({ path }) => path)).toEqual([[name]])
    },
  )

  test('a driver whom the login does not name is believed, and the form keeps one that it was made with', () => {
    expect(finalForm(form, { ...FINAL, driver: undefined }).judge(TYPED).status).toBe('permitted')
    const other = form.with({ driver: '310101199003071097', pairBound: true })
    expect(told(finalForm(other, { ...FINAL, driver: undefined }).judge(TYPED))).toEqual(['malformed driver'])
  })

  test('what it lacks is one message; an official reads which', () => {
    const lacking = { ...FINAL, pairBound: undefined, operating: undefined }
    expect(all(finalForm(form, lacking).judge(TYPED))).toHaveLength(1)
    const official = bindingForm({ ...common, ask: ['driver'], audience: 'official' })
    const [message] = all(finalForm(official, lacking).judge({ driver: ME, vehicle: 'v' }))
    expect(message?.kind).toBe('not-asked')
    const [unknown] = all(finalForm(official, { ...lacking, vehicle: 'v' }).judge({ driver: ME }))
    expect(unknown?.message).toContain('是否为营运车辆')
  })

  test('what is blank is asked for, and what is refused is told as the form tells it', () => {
    const final = finalForm(form, { ...FINAL, driverBindings: 3, channel: undefined })
    expect(told(final.judge({ ...TYPED, channel: '' }))).toEqual(['refused driver', 'missing channel'])
  })
})

describe('FormData, as a browser sends it', () => {
  const sent = (entries: readonly (readonly [string, string | Blob])[]) => {
    const data = new FormData()
    for (const [name, value] of entries) data.append(name, value)
    return data
  }
  const asked = handlingForm({
    ask: ['vehicle', 'offenderPresent', 'licenceStates'],
    rules: cn2024Handling,
    locale: zhCNHandling,
  })

  test('boxes that are not ticked are no, and no list', () => {
    expect(asked.judge(sent([['vehicle', 'v']])).values).toEqual({
      vehicle: 'v',
      offenderPresent: false,
      licenceStates: [],
    })
    const ticked = [
      ['vehicle', 'v'],
      ['offenderPresent', 'on'],
      ['licenceStates', 'expired'],
      ['licenceStates', ''],
    ] as const
    expect(asked.judge(sent(ticked)).values).toMatchObject({ offenderPresent: true, licenceStates: ['expired'] })
  })

  test('URLSearchParams is judged alike', () => {
    expect(asked.judge(new URLSearchParams('vehicle=v&offenderPresent=on')).values).toMatchObject({
      offenderPresent: true,
    })
  })

  test('a field sent twice, a file, and a key that was not asked for are malformed', () => {
    const twice = sent([
      ['vehicle', 'v'],
      ['vehicle', 'w'],
      ['x', ''],
    ])
    expect(told(asked.judge(twice))).toEqual(['malformed vehicle', 'not-asked '])
    expect(told(asked.judge(sent([['vehicle', new Blob(['v'])]])))).toEqual(['malformed vehicle'])
  })

  test('more names than any form has are refused', () => {
    const many = sent(Array.from({ length: 257 }, (_, index) => [`n${index}`, 'x'] as const))
    expect(all(asked.judge(many))).toContainEqual(expect.objectContaining({ code: 'too-many', field: '' }))
  })
})

describe('values that a form gave', () => {
  const typed = { vehicle: '京a12345', fineYuan: '￥200', points: '3分' }

  test('are the same when they are judged again, by this form and by the final one', () => {
    const { values } = handling.judge(typed)
    expect(values).toEqual({ vehicle: '京A12345', fine: 20_000, points: 3 })
    expect(handling.judge(values).values).toEqual(values)
    expect(handling.judge(JSON.parse(JSON.stringify(values))).values).toEqual(values)
    expect(finalForm(handling, { ...HANDLED, driver: ME }).judge(values).status).toBe('permitted')
  })

  test('a fine in fen is a number, which only a program writes, and no second answer', () => {
    const judged = handling.judge(new URLSearchParams('vehicle=京A12345&fine=200&points=3'))
    expect(told(judged)).toEqual(['malformed fineYuan'])
    expect(told(handling.judge({ ...typed, fine: 20_000 }))).toEqual([])
    expect(told(handling.judge({ ...typed, fine: 200 }))).toEqual(['malformed fineYuan'])
  })
})

describe('fields that are no facts', () => {
  const schema = (validate: (value: unknown) => unknown) =>
    ({ '~standard': { version: 1, vendor: 'x', validate } }) as const
  const withField = (validate: (value: unknown) => unknown) =>
    bindingForm({ ...common, ask: ['driver'], also: { phone: schema(validate), points: parsePoints } })

  test('are read by their own schema, in its own words', () => {
    const one = withField((value) =>
      value === '1' ? { value: 1 } : { issues: [{ message: 'no', path: [{ key: 'x' }] }] },
    )
    expect(one.judge({ driver: 'd', phone: '1', points: 3 }).values).toEqual({ driver: 'd', phone: 1, points: 3 })
    const judged = one.judge({ driver: 'd', phone: '2', points: ' ' })
    expect(told(judged)).toEqual(['malformed phone', 'missing points'])
    expect(at(judged, 'phone')[0]?.message).toBe('no')
    expect(one['~standard'].validate({ driver: 'd', phone: '2', points: 1 }).issues?.[0]?.path).toEqual(['phone', 'x'])
  })

  test('that were not sent are asked for, unless they may be left out', () => {
    expect(told(withField(() => ({ issues: [{ message: 'no' }] })).judge({ driver: 'd', points: 1 }))).toEqual([
      'missing phone',
    ])
    expect(told(withField(() => ({ value: undefined })).judge({ driver: 'd', points: 1 }))).toEqual([])
  })

  test.each([
    [
      'throws',
      () => {
        throw new Error('oh')
      },
      'also.phone: the schema threw: oh',
    ],
    ['gives a promise', async () => ({ value: 1 }), 'gives at once'],
    ['gives no result', () => 5, 'gives at once'],
  ])('a schema that %s is named with its field', (_, validate, message) => {
    expect(() => withField(validate).judge({ driver: 'd', points: 1 })).toThrow(message)
  })
})

describe('mistakes of the program', () => {
  const made = (options: object) => () => bindingForm({ ...common, ask: ['driver'], ...options } as never)
  test.each<readonly [string, () => unknown, string]>([
    ['a fact of the other question', made({ ask: ['points'] }), 'bindingForm(ask): "points" is not one of at, channel'],
    [
      'words of the other question',
      () => handlingForm({ ...common, rules: cn, ask: ['fine'] } as never),
      'handlingForm(locale)',
    ],
    ['rules of the other question', () => handlingForm({ ...common, ask: ['fine'] } as never), 'handlingForm(rules)'],
    ['a field asked twice', made({ ask: ['driver', 'driver'] }), '"driver" is asked twice'],
    ['a reader that is none', made({ read: { driver: {} } }), 'bindingForm(read.driver)'],
    ['a reader of what is not asked', made({ read: { channel: plate } }), 'bindingForm(read)'],
    ['a fact among other fields', made({ also: { at: parsePoints } }), 'bindingForm(also): "at" is a fact'],
    ['no schema', made({ also: { x: {} } }), 'bindingForm(also.x)'],
    ['a fact that is passed over', made({ ignore: ['at'] }), 'bindingForm(ignore): "at" is a fact'],
    ['no language', made({ locale: zhCNHandling }), 'bindingForm(locale)'],
    ['law of the other question', made({ rules: cn2024Handling }), 'bindingForm(rules)'],
    ['an unknown option', made({ asks: [] }), '"asks" is not an option'],
    ['nothing known', made({ known: 5 }), 'bindingForm(known)'],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message)
  })

  test('a fine is asked for in yuan', () => {
    const options = { ask: ['fine'], rules: cn2024Handling, locale: zhCNHandling }
    expect(() => handlingForm(options as never)).toThrow('"fine" is not one of')
  })

  test('what the office knows is malformed: judging throws, and names the fact', () => {
    expect(() => form.with({ driverBindings: '3' } as never).judge({})).toThrow('bindingForm(known).driverBindings')
    expect(() => form.with({ points: 3 } as never).judge({})).toThrow('bindingForm(known).points: not a fact')
    const plain = bindingForm({ ...common, ask: ['channel'], known: { vehicle: '京A 12345' } })
    expect(() => plain.judge({})).toThrow('have it read with a reader such as plate')
  })
})

describe('what a form is', () => {
  test('a Standard Schema, frozen, with none of the methods by which other libraries would take it for theirs', () => {
    expect(form['~standard']).toMatchObject({ version: 1, vendor: 'demerit' })
    expect(Object.isFrozen(form) && Object.isFrozen(form['~standard'])).toBe(true)
    for (const name of ['parse', 'parseAsync', 'validate', 'validateSync', 'assert', 'cast', 'create'])
      expect(name in form).toBe(false)
  })

  test('with JSON Schema it judges as before; asked without a target, it names the targets', () => {
    const schema = withJsonSchema(form)
    expect(schema.judge(TYPED)).toEqual(form.judge(TYPED))
    expect(schema['~standard'].jsonSchema.output({ target: 'draft-07' })).toMatchObject({ type: 'object' })
    expect(() => schema['~standard'].jsonSchema.input({} as never)).toThrow('draft-2020-12')
  })

  test('of a fine its JSON Schema takes either writing, and asks for none of the two', () => {
    const schema = withJsonSchema(handling)['~standard'].jsonSchema.input({ target: 'draft-07' })
    expect(schema.required).toEqual(['vehicle', 'points'])
    expect(Object.keys(schema.properties as object)).toEqual(['vehicle', 'fineYuan', 'fine', 'points'])
  })

  test('every status can be reached', () => {
    const known = form.with(OFFICE)
    const statuses = [
      form.with({ driverBindings: 3 }).judge({}).status,
      known.judge({ ...TYPED, vehicle: 'x' }).status,
      known.judge({}).status,
      form.judge(TYPED).status,
      known.judge(TYPED).status,
    ]
    expect(statuses).toEqual(FORM_STATUSES)
    expect(bindingForm({ ask: ['driver'], rules: cn, locale: zhCNBinding }).judge({ driver: 'd' }).language).toBe(
      'zh-CN',
    )
    expect(bindingForm({ ask: ['driver'], rules: cn2024, locale: zhCNBinding }).judge({}).advice.ruleSet).toBe(
      cn2024.id,
    )
  })
})

test.each([
  ['fineYuan', '200'],
  ['points', '3'],
])('%s is read up to 256 characters, and no further', (field, value) => {
  const whole = { vehicle: '京A12345', fineYuan: '200', points: '3' }
  const values = { vehicle: '京A12345', fine: 20000, points: 3 }
  expect(handling.judge({ ...whole, [field]: value.padStart(256) })).toMatchObject({ status: 'clear-so-far', values })
  expect(told(handling.judge({ ...whole, [field]: value.padStart(257) }))).toEqual([`malformed ${field}`])
})

describe('while somebody types', () => {
  const status = (typed: object, editing?: string) => form.judge(typed, { editing }).status

  test('what is malformed under the cursor is as if it were blank, and nothing is said of it', () => {
    for (const vehicle of ['京', '京A', '京A1234', '京A1O345']) {
      const typed = { ...TYPED, vehicle }
      expect([status(typed), status(typed, 'vehicle'), status(typed, 'driver')]).toEqual([
        'malformed',
        'incomplete',
        'malformed',
      ])
      expect(told(form.judge(typed, { editing: 'vehicle' }))).toEqual([])
    }
    expect(told(form.judge({ ...TYPED, driver: '1', vehicle: '' }, { editing: 'vehicle' }))).toEqual([
      'malformed driver',
    ])
    expect(status(TYPED, 'vehicle')).toBe('clear-so-far')
  })

  test('a time that lacks its minutes is none yet: it would come before a binding that it comes after', () => {
    const asked = {
      rules: cn2024Handling,
      locale: zhCNHandling,
      ask: ['occurredAt'],
      read: { occurredAt: beijingTime },
    } as const
    const known = handlingForm(asked).with({
      ...{ channel: 'app', driver: 'd', vehicleOwner: 'o', firstBinding: false, points: 3 },
      boundSince: '2025-03-03T15:20:00+08:00',
    })
    const judged = (occurredAt: string) => known.judge({ occurredAt }, { editing: 'occurredAt' }).status
    for (const typed of ['2025年3月3日15', '2025年3月3日15时', '3/3/25', '2025-3-3 下午3点', '2025年3月3日15时3'])
      expect(judged(typed), typed).toBe('incomplete')
    expect([judged('2025年3月3日15时30分'), judged('2025-03-03 15:10')]).toEqual(['clear-so-far', 'refused'])
    // Whoever leaves it so means the full hour.
    expect(known.judge({ occurredAt: '2025年3月3日15时' }).status).toBe('refused')
  })

  test('what contradicts the office so far is no value either', () => {
    const known = form.with({ driver: ME })
    const typed = { ...TYPED, driver: '310101199003071097' }
    expect(told(known.judge(typed))).toEqual(['malformed driver'])
    const { status, byField, values } = known.judge(typed, { editing: 'driver' })
    const { driver: _, ...rest } = TYPED
    expect([status, byField, values]).toEqual(['incomplete', {}, rest])
    expect(known.judge(TYPED, { editing: 'driver' }).values).toEqual(TYPED)
  })

  test('what is refused is told under the cursor too', () => {
    const refusing = form.with({ driverBindings: 3 })
    const judged = refusing.judge({ ...TYPED, driver: '1' }, { editing: 'driver' })
    expect([judged.status, ...told(judged)]).toEqual(['refused', 'refused driver'])
  })

  test('a server permits nothing by it', () => {
    const final = finalForm(form, FINAL)
    expect(final.judge({ ...TYPED, vehicle: '京' }, { editing: 'vehicle' }).status).toBe('incomplete')
    expect(final.judge({ ...TYPED, vehicle: '京A1234' }, { editing: 'vehicle' }).values).not.toHaveProperty('vehicle')
  })

  test('a name that is no field and an option that there is not are mistakes of the program', () => {
    const typed = { ...TYPED, vehicle: '京' }
    for (const editing of [undefined, '']) expect(status(typed, editing)).toBe('malformed')
    for (const editing of ['nonsense', '__proto__', 'constructor', 5])
      expect(() => status(typed, editing as string)).toThrow('judge(options.editing)')
    const passing = bindingForm({ ...common, ask: ['driver'], ignore: ['captcha'] })
    expect(passing.judge({ driver: 'd', captcha: '1' }, { editing: 'captcha' }).status).toBe('clear-so-far')
    expect(() => form.judge(typed, { edited: 'vehicle' } as never)).toThrow('"edited" is not an option')
  })
})

describe('a fact that need not be answered', () => {
  const asking = handlingForm({
    ask: ['vehicle', 'channel', 'pointsHeld', 'boundSince'],
    optional: ['pointsHeld', 'boundSince'],
    read: { vehicle: plate },
    rules: cn2024Handling,
    locale: zhCNHandling,
  })
  const rest = { vehicle: '京A12345', channel: 'app' }

  test.each(['', '  ', undefined, '不知道', ' 不清楚。', '未知', 'Unknown', 'ｕｎｋｎｏｗｎ'])(
    'is not known where it is %j: the status is what the rest gives',
    (pointsHeld) => {
      const judged = asking.judge({ ...rest, pointsHeld })
      expect([judged.status, judged.byField, judged.values]).toEqual(['clear-so-far', {}, rest])
      expect(judged.advice.missing).toContain('pointsHeld')
      expect(asking['~standard'].validate({ ...rest, pointsHeld })).toEqual({ value: rest })
    },
  )

  test('is judged where it is answered, and told where it is malformed', () => {
    expect(asking.judge({ ...rest, pointsHeld: '3' }).values).toEqual({ ...rest, pointsHeld: 3 })
    expect(told(asking.judge({ ...rest, pointsHeld: '很多' }))).toEqual(['malformed pointsHeld'])
    expect(told(asking.judge({ ...rest, vehicle: '不知道' }))).toEqual(['malformed vehicle'])
    expect(asking.judge({ ...rest, pointsHeld: '很多' }, { editing: 'pointsHeld' }).status).toBe('clear-so-far')
    expect(asking.judge({ ...rest, boundSince: '无' }).values).toEqual({ ...rest, boundSince: null })
  })

  test('is what the office knows where it is blank, also for the server; a box that is not ticked says nothing', () => {
    expect(asking.with({ pointsHeld: 11, points: 3 }).judge(rest).status).toBe('refused')
    const final = finalForm(asking, { ...HANDLED, driver: ME, channel: 'app' })
    expect(final.judge({ vehicle: '京A12345', channel: 'app' }).status).toBe('permitted')
    const lacking = finalForm(asking, { ...HANDLED, driver: ME, channel: 'app', pointsHeld: undefined })
    expect(told(lacking.judge(rest))).toEqual(['unknown '])
    const ticked = { ask: ['offenderPresent'], rules: cn2024Handling, locale: zhCNHandling } as const
    expect(handlingForm(ticked).judge(new FormData()).values).toEqual({ offenderPresent: false })
    const open = handlingForm({ ...ticked, optional: ['offenderPresent'] })
    expect(open.judge(new FormData()).values).toEqual({})
  })

  test('is one of those that are asked', () => {
    const options = { ask: ['vehicle'], optional: ['points'], rules: cn2024Handling, locale: zhCNHandling }
    expect(() => handlingForm(options as never)).toThrow('handlingForm(optional)')
  })

  test('is not required by its schema, which takes what is blank', () => {
    const { input, output } = withJsonSchema(asking)['~standard'].jsonSchema
    expect(input({ target: 'draft-2020-12' })).toMatchObject({ required: ['vehicle', 'channel'] })
    expect(output({ target: 'draft-2020-12' })).toMatchObject({ required: ['vehicle', 'channel'] })
  })
})

describe('what is wrong is said, with a code that a page can act on', () => {
  const fault = (field: 'vehicle' | 'driver', text: string) => at(form.judge({ ...TYPED, [field]: text }), field)[0]

  test.each([
    ['vehicle', '京A1234', 'too-short', '号牌号码少1位。', 1],
    ['vehicle', '军A12345', 'military-plate', '号牌号码是军队、武警或者应急车辆的，这里不办理。', undefined],
    ['driver', '1101051949123100', 'too-short', '驾驶证号少2位。', 2],
    ['driver', '110105194912310021', 'wrong-check-digit', '驾驶证号校验不符，请逐位核对。', undefined],
    ['driver', '11010519491331002X', 'no-such-birth-day', '驾驶证号不对，第7至14位应是出生日期。', undefined],
    ['driver', '110100123456', 'file-number', '驾驶证号不对，这是档案编号，请填“证号”。', undefined],
  ] as const)('%s %s: %s', (field, text, code, message, left) => {
    const told = fault(field, text)
    expect(told).toEqual({ field, kind: 'malformed', code, message, ...(left !== undefined && { left }) })
  })

  const bound = handlingForm({
    ask: ['boundSince', 'occurredAt'],
    read: { boundSince: beijingTime, occurredAt: beijingTime },
    rules: cn2024Handling,
    locale: zhCNHandling,
    known: { at: '2025-03-03T15:00:00+08:00' },
  })

  test('a day without its time', () => {
    const [message] = at(bound.judge({ boundSince: '2025-03-01', occurredAt: '2025-03-02 15:00' }), 'boundSince')
    expect(message).toMatchObject({ code: 'time-missing', message: '该车备案时间还缺几时几分。' })
  })

  test('a binding in the future is told at its field, and a violation in the future by its rule', () => {
    const later = bound.judge({ boundSince: '2025-03-04 15:00', occurredAt: '2025-03-02 15:00' })
    expect(at(later, 'boundSince')).toContainEqual({
      field: 'boundSince',
      kind: 'malformed',
      code: 'in-future',
      message: '该车备案时间晚于办理时间，请核对。',
    })
    const violation = bound.judge({ boundSince: '2025-03-01 15:00', occurredAt: '2025-03-04 15:00' })
    expect(at(violation, 'occurredAt')).toMatchObject([{ kind: 'refused', rule: 'not-before-occurrence' }])
    expect(at(bound.judge({ boundSince: '2025-03-03 15:00', occurredAt: '2025-03-03 15:00' }), 'boundSince')).toEqual(
      [],
    )
  })
})

describe('while facts of the office are on their way', () => {
  const { at: AT, vehicleOwner, vehicleOwnerKind, plateType, operating, ...bindings } = OFFICE
  const vehicle = { vehicleOwner, vehicleOwnerKind, plateType, operating }

  test.each([
    [{}, '目前没有发现不能备案该车的情形，但尚未查询驾驶人、该车的记录。', 10],
    [
      { at: AT, ...vehicle, ...bindings, vehicleBindings: undefined },
      '目前没有发现不能备案该车的情形，但尚未查询该车的记录。',
      1,
    ],
    [{ ...vehicle, ...bindings }, '目前没有发现不能备案该车的情形，以办理时的核查为准。', 1],
    [OFFICE, '可以备案该车。', 0],
  ] as const)(
    'the headline says whose records have still to be looked up, and `missing` which facts: %#',
    (known, headline, count) => {
      const judged = form.with(known).judge(TYPED)
      expect([judged.headline, judged.missing.length]).toEqual([headline, count])
      expect(judged.missing).toEqual(judged.advice.missing)
    },
  )

  test('what somebody has to fill in is not among them, and what needs no answer is', () => {
    expect(form.with({ ...OFFICE, vehicleBindings: undefined }).judge({}).missing).toEqual(['vehicleBindings'])
    const open = handlingForm({
      ask: ['channel', 'pointsHeld'],
      optional: ['pointsHeld'],
      rules: cn2024Handling,
      locale: zhCNHandling,
      known: { ...HANDLED, driver: 'd', vehicle: 'v', pointsHeld: undefined },
    })
    expect(open.judge({ channel: '', pointsHeld: '' }).missing).toEqual(['pointsHeld'])
    expect(open.judge({ channel: 'app', pointsHeld: '' }).headline).toContain('尚未查询驾驶人的记录')
  })
})

describe('what a page and its server hand each other', () => {
  const plain = (value: unknown): boolean =>
    typeof value !== 'object' ||
    value === null ||
    (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype
      ? Object.values(value).every(plain)
      : false)

  test('a judgement is plain data, as React asks of what a server action gives', () => {
    for (const known of [{}, OFFICE, { ...OFFICE, driverBindings: 3, plateType: '01' as const }]) {
      for (const typed of [TYPED, {}, { ...TYPED, vehicle: 'x', more: 1 }]) {
        const judged = form.with(known).judge(typed)
        expect(plain(judged)).toBe(true)
        expect(structuredClone(judged)).toEqual(judged)
      }
    }
  })

  test.each(['__proto__', 'constructor', 'toString'])(
    'no field is called %s, which would be found in any record',
    (name) => {
      const also = Object.defineProperty({}, name, { value: parsePoints, enumerable: true })
      expect(() => bindingForm({ ...common, ask: ['driver'], also: also as never })).toThrow('bindingForm(also)')
      expect(
        told(form.judge(new URLSearchParams(`driver=${ME}&vehicle=京A12345&channel=app&ownerConsent=qr&${name}=1`))),
      ).toEqual(['not-asked '])
    },
  )

  test('what Next.js adds to the form of a server action is no answer', () => {
    const data = new FormData()
    for (const [name, value] of Object.entries({
      driver: 'd',
      $ACTION_REF_1: '',
      '$ACTION_1:0': '{}',
      $ACTION_KEY: 'k',
      $ACTION_ID_4f: '',
    }))
      data.append(name, value)
    const asked = bindingForm({ ...common, ask: ['driver'] })
    expect([asked.judge(data).status, asked.judge(data).values]).toEqual(['clear-so-far', { driver: 'd' }])
    expect(told(asked.judge({ driver: 'd', $ACTION_KEY: 'k' }))).toEqual(['not-asked '])
  })

  test('a Date of a date picker is a time', () => {
    const typed: InputOf<typeof asked>['occurredAt'] = new Date('2025-03-03T07:30:00Z')
    const asked = handlingForm({
      ask: ['occurredAt'],
      read: { occurredAt: beijingTime },
      rules: cn2024Handling,
      locale: zhCNHandling,
    })
    expect(asked.judge({ occurredAt: typed }).values).toEqual({ occurredAt: '2025-03-03T15:30:00.000+08:00' })
  })
})

describe('a vehicle that is not bound', () => {
  const { boundSince: _, firstBinding: __, ...known } = PERMITTED_HANDLING
  const told = {
    ...known,
    at: '2025-03-03T15:00:00+08:00',
    occurredAt: '2025-03-01T15:00:00+08:00',
    ownedSince: '2020-03-01T15:00:00+08:00',
    channel: 'window',
  }
  const asked = handlingForm({
    rules: cn,
    locale: zhCNHandling,
    ask: ['boundSince', 'firstBinding'],
    known: told as never,
  })

  test('is not asked whether its binding is the first, also with the server that lets the act happen', () => {
    for (const boundSince of ['无', '未备案', null]) {
      const { status, byField, values } = asked.judge({ boundSince, firstBinding: '' })
      expect([status, byField.firstBinding, values]).toEqual(['permitted', undefined, { boundSince: null }])
    }
    expect(asked.judge({ boundSince: '2025-02-01 15:00', firstBinding: '' }).byField.firstBinding).toHaveLength(1)
    const form = handlingForm({ rules: cn, locale: zhCNHandling, ask: ['fineYuan'] })
    const final = finalForm(form, { ...told, boundSince: null, firstBinding: undefined } as never)
    expect(final.judge({ fineYuan: '200' }).status).toBe('permitted')
    const bound = finalForm(form, {
      ...told,
      boundSince: '2025-02-01T15:00:00+08:00',
      firstBinding: undefined,
    } as never)
    expect(bound.judge({ fineYuan: '200' }).status).toBe('clear-so-far')
  })
})

describe('a plate and its type', () => {
  const asked = bindingForm({ ...common, ask: ['vehicle', 'plateType'], read: { vehicle: plate, plateType } })

  test.each([
    ['京A1234警', '02', '号牌种类与号牌号码不符，应为警用汽车或者警用摩托车。'],
    ['京AD12345', '02', '号牌种类与号牌号码不符，应为小型新能源汽车。'],
    ['京A12345', '52', expect.stringContaining('不符，应为小型汽车、大型汽车、普通摩托车、')],
    ['京A12345', '01', undefined],
    ['京A1234警', '24', undefined],
  ])('%s with %s', (vehicle, type, message) => {
    expect(at(asked.judge({ vehicle, plateType: type }), 'plateType')[0]?.message).toEqual(message)
    expect(told(asked.with({ vehicle }).judge({ vehicle, plateType: type }))).toEqual(
      message ? ['malformed plateType'] : [],
    )
  })

  test('a type that was chosen first is not wrong while the plate is being typed', () => {
    const typed = { vehicle: '京AD1234', plateType: '52' }
    const judged = asked.judge(typed, { editing: 'vehicle' })
    expect(told(judged)).toEqual([])
    expect([judged.status, judged.values]).toEqual(['incomplete', { plateType: '52' }])
    for (const editing of [undefined, 'plateType']) expect(asked.judge(typed, { editing }).status).not.toBe('permitted')
    expect(at(asked.judge(typed), 'vehicle')[0]).toMatchObject({ message: '号牌号码少1位。', left: 1 })
    expect(told(asked.judge({ vehicle: '京A12345', plateType: '51' }))).toEqual(['malformed vehicle'])
    expect(told(asked.with({ vehicle: '京AD1234' }).judge(typed))).toEqual(['malformed plateType'])
    expect(told(asked.judge({ ...typed, vehicle: '京AD12345' }, { editing: 'vehicle' }))).toEqual([])
  })

  test('a type that the plate cannot have is not judged', () => {
    const open = bindingForm({
      ...common,
      ask: ['vehicle', 'plateType', 'channel'],
      read: { vehicle: plate, plateType },
    })
    const typed = { vehicle: '京AD12345', plateType: '01', channel: 'app' }
    expect(open.judge({ ...typed, vehicle: '京A12345' }).status).toBe('refused')
    const { status, values, byField } = open.judge(typed)
    expect([status, values, Object.keys(byField)]).toEqual([
      'malformed',
      { vehicle: '京AD12345', channel: 'app' },
      ['plateType'],
    ])
  })

  test('what is certain is filled in, and what is not is asked for', () => {
    expect(asked.judge({ vehicle: '京AD12345', plateType: '' }).values).toEqual({
      vehicle: '京AD12345',
      plateType: '52',
    })
    expect(asked['~standard'].validate({ vehicle: '京A12345D' })).toEqual({
      value: { vehicle: '京A12345D', plateType: '51' },
    })
    expect(told(asked.judge({ vehicle: '京A12345', plateType: '' }))).toEqual(['missing plateType'])
    expect(told(asked.judge({ vehicle: '京A12345', plateType: 'x' }))).toEqual(['malformed plateType'])
    const { required } = withJsonSchema(asked)['~standard'].jsonSchema.input({ target: 'draft-07' })
    expect(required).toEqual(['vehicle'])
  })

  test('`plateTypesOf` says which types a plate can have', () => {
    expect(plateTypesOf('京A12345')[0]).toBe('02')
    expect([plateTypesOf('京A1234警'), plateTypesOf('014578使'), plateTypesOf('京A1234挂')]).toEqual([
      ['23', '24'],
      ['03', '09'],
      ['15'],
    ])
    expect(() => plateTypesOf('京')).toThrow('plateTypesOf(plate)')
  })
})

describe('what a select offers', () => {
  test('common ones first, each with its name, and no plate type of which no plate is read', () => {
    const types = optionsOf('plateType', zhCNLabels)
    expect(types.slice(0, 2)).toEqual([
      { value: '02', label: '小型汽车' },
      { value: '52', label: '小型新能源汽车' },
    ])
    const values = types.map(({ value }) => value)
    expect(PLATE_TYPES.filter((type) => !values.includes(type))).toEqual(['14', '20', '21', '22'])
    expect(optionsOf('channel', enLabels).map(({ value }) => value)).toEqual(['app', 'web', 'window', 'kiosk'])
    expect(optionsOf('licenceClasses', zhCNLabels)[0]).toEqual({ value: 'C1', label: 'C1' })
    for (const fact of ['licenceStates', 'ownerConsent', 'vehicleOwnerKind', 'violationState', 'recordedBy'] as const)
      expect(optionsOf(fact, zhCNLabels).every(({ label }) => typeof label === 'string')).toBe(true)
    expect(() => optionsOf('fine' as never, zhCNLabels)).toThrow('optionsOf(fact)')
  })
})
