/** `demerit/form`: what a page shows, what a server accepts, and what a client may not say. */
import { describe, expect, test } from 'vitest'
import { en, explain, zhCN, zhCNBindingForm, zhCNHandlingForm } from '../../src/explain/index.ts'
import {
  anyLicenceNumber,
  beijingTime,
  bindingForm,
  FORM_STATUSES,
  fen,
  handlingForm,
  licenceNumber,
  type Message,
  plate,
  yuan,
} from '../../src/form/index.ts'
import { BINDING_FACTS, parsePlate, parsePoints } from '../../src/index.ts'
import { cn, cn2024, cn2024Binding, cn2024Handling, cnBinding, cnHandling } from '../../src/law/index.ts'

const ME = '11010519491231002X'
/** What the office knows of a driver who may bind the vehicle. */
const OFFICE = {
  at: '2025-03-03T10:00:00+08:00',
  vehicleOwner: 'o1',
  vehicleOwnerKind: 'individual',
  plateType: '02',
  operating: false,
  pairBound: false,
  driverBindings: 2,
  vehicleBindings: 0,
  driverBindingsEver: 7,
  driverApplicationsToday: 0,
  driverApplicationsThisYear: 1,
  vehicleReleasedAt: null,
  vehicleDriversBoundThisYear: 1,
} as const
/** The same for the server that lets it happen, which names every fact. */
const FINAL = { ...OFFICE, driver: ME, channel: 'app', ownerConsent: 'qr', identityVerified: true } as const
/** A handling that is permitted. */
const HANDLED = {
  at: '2025-03-03T10:00:00+08:00',
  channel: 'app',
  vehicleOwner: 'o1',
  plateType: '02',
  violationState: 'open',
  occurredAt: '2025-03-01T10:00:00+08:00',
  fine: 20_000,
  points: 3,
  recordedBy: 'monitoring',
  boundSince: '2025-01-01T10:00:00+08:00',
  firstBinding: false,
  licenceStates: [],
  licenceClasses: ['C1'],
  pointsHeld: 0,
  fullScoreStudies: 0,
  offenderPresent: false,
  identityVerified: true,
  othersVehiclesHandledThisYear: 0,
  vehicleOtherDriversThisYear: 0,
  ownedSince: '2020-03-01T10:00:00+08:00',
} as const
/** The facts that are never believed. */
const OF_OFFICE = Object.keys(FINAL).filter((name) => name !== 'driver') as (keyof typeof FINAL)[]
const TYPED = { driver: ME, vehicle: '京A·12345', channel: 'app', ownerConsent: 'qr', identityVerified: 'on' }

const form = bindingForm({
  ask: ['driver', 'vehicle', 'channel', 'ownerConsent', 'identityVerified'],
  rules: cn2024,
  read: { driver: licenceNumber, vehicle: plate },
  locale: zhCN,
})
const { validate } = form['~standard']
const all = ({ byField }: { byField: Readonly<Record<string, readonly Message[] | undefined>> }) =>
  Object.values(byField).flatMap((list) => list ?? [])

describe('a form before the office has said anything', () => {
  test('asks for every field that is blank, once, beside it', () => {
    const { status, byField, values, headline } = form.judge({})
    expect(status).toBe('incomplete')
    expect(headline).toBe('请将各项填写完整。')
    expect(Object.keys(byField)).toEqual(['driver', 'vehicle', 'channel', 'ownerConsent', 'identityVerified'])
    expect(byField.driver).toEqual([expect.objectContaining({ kind: 'missing', fact: 'driver', field: 'driver' })])
    expect(values).toEqual({})
  })

  test('is clear so far when it is filled in, and what it gives is tidied and typed', () => {
    const { status, byField, values, decision } = form.judge(TYPED)
    expect(status).toBe('clear-so-far')
    expect(byField).toEqual({})
    expect(values).toEqual({ ...TYPED, vehicle: '京A12345', identityVerified: true })
    expect(decision.verdict).toBe('undetermined')
    expect(validate(TYPED)).toEqual({ value: values })
  })

  test.each([
    ['absent', {}],
    ['empty', { driver: '' }],
    ['white space', { driver: ' \u3000\n' }],
    ['what an empty number field gives', { driver: Number.NaN }],
  ])('a blank field is missing, not malformed: %s', (_, typed) => {
    const { vehicle, channel, ownerConsent, identityVerified } = TYPED
    const judged = form.judge({ vehicle, channel, ownerConsent, identityVerified, ...typed })
    expect(judged.status).toBe('incomplete')
    expect(all(judged).map(({ kind, field }) => [kind, field])).toEqual([['missing', 'driver']])
  })

  test('null is a field that was cleared, but for a fact that may be null', () => {
    expect(form.judge({ ...TYPED, channel: null }).byField.channel).toMatchObject([
      { kind: 'missing', message: '请选择办理渠道。' },
    ])
    const dated = handlingForm({ ask: ['boundSince', 'occurredAt'], rules: cn2024, locale: zhCN })
    const { values, byField } = dated.judge({ boundSince: null, occurredAt: null })
    expect([values, Object.keys(byField)]).toEqual([{ boundSince: null }, ['occurredAt']])
  })

  test('what is malformed is said beside its field, with the plate that was probably meant', () => {
    const { status, byField } = form.judge({ ...TYPED, vehicle: '京A·1O345' })
    expect(status).toBe('malformed')
    expect(byField.vehicle).toEqual([
      expect.objectContaining({ kind: 'malformed', code: 'ambiguous-letter', suggestion: '京A·10345' }),
    ])
    expect(form.judge({ ...TYPED, vehicle: '使014·578' }).byField.vehicle?.[0]).toMatchObject({
      code: 'former-writing',
      suggestion: '014·578使',
    })
    expect(form.judge({ ...TYPED, driver: `"${ME}"` }).byField.driver?.[0]).toMatchObject({ code: 'malformed' })
  })
})

describe('a form with what the office knows', () => {
  const known = form.with(OFFICE)

  test('is permitted when every rule holds', () => {
    expect(known.judge(TYPED).status).toBe('permitted')
    expect(known['~standard'].validate(TYPED).issues).toBeUndefined()
  })

  test('is refused early, whatever else is still blank, and beside the field that the rule is about', () => {
    const { status, byField, decision } = form.with({ driverBindings: 3, vehicleBindings: 3 }).judge({})
    expect(status).toBe('refused')
    expect(decision.verdict).toBe('refused')
    expect(byField.driver?.[0]).toMatchObject({ kind: 'refused', rule: 'driver-cap', concerns: ['driverBindings'] })
    expect(byField.vehicle?.[0]).toMatchObject({ kind: 'refused', rule: 'vehicle-cap', concerns: ['vehicleBindings'] })
    expect(byField.channel?.[0]).toMatchObject({ kind: 'missing' })
  })

  test('stays refused while something is malformed', () => {
    expect(form.with({ driverBindings: 3 }).judge({ ...TYPED, vehicle: '京' }).status).toBe('refused')
  })

  test('a fact that is asked and compared has the refusal beside it', () => {
    const { byField } = known.judge({ ...TYPED, ownerConsent: 'none' })
    expect(byField.ownerConsent?.[0]).toMatchObject({ kind: 'refused', rule: 'owner-consent' })
    expect(Object.keys(byField)).toEqual(['ownerConsent'])
  })

  test('a refusal that belongs to none of the fields stands under the empty name', () => {
    const one = bindingForm({ ask: ['channel'], rules: cn2024, locale: zhCN, known: { driverBindings: 3 } })
    expect(one.judge({ channel: 'app' }).byField['']?.[0]).toMatchObject({ rule: 'driver-cap', field: '' })
  })

  test('what is about the violation alone stands beside neither the driver nor the vehicle, whose numbers are right', () => {
    const ask = ['driver', 'vehicle', 'channel'] as const
    const one = handlingForm({ ask, rules: cn2024, locale: zhCN, known: { fine: 30_000, points: 9 } })
    const { byField } = one.judge({ driver: 'd', vehicle: 'v', channel: 'app' })
    expect(Object.keys(byField)).toEqual([''])
    expect(byField['']).toMatchObject([{ rule: 'fine-limit' }, { rule: 'single-points-limit' }])
    const both = handlingForm({ ask: ['fine', 'points', 'channel'], read: { fine: yuan }, rules: cn2024, locale: zhCN })
    const typed = both.judge({ fine: '300', points: '9', channel: 'app' })
    expect(Object.keys(typed.byField)).toEqual(['fine', 'points'])
  })

  test('`with` adds, and `undefined` in it erases nothing', () => {
    expect(known.with({ driverBindings: undefined, vehicleBindings: 3 }).judge(TYPED).decision.verdict).toBe('refused')
    expect(known.with({ driverBindings: undefined }).judge(TYPED).status).toBe('permitted')
    expect(known.judge(TYPED).status).toBe('permitted')
  })

  test('a function is asked at each judging', () => {
    let at = '2013-01-01T00:00:00+08:00'
    const open = bindingForm({
      ask: ['driver', 'vehicle', 'channel', 'ownerConsent', 'identityVerified'],
      rules: cn,
      known: () => ({ ...OFFICE, at }),
      locale: zhCN,
    })
    expect(open.judge(TYPED).decision.findings[0]?.rule).toBe('no-rule-set-in-force')
    at = '2025-03-03T10:00:00+08:00'
    expect(open.judge({ ...TYPED, vehicle: 'v1' }).status).toBe('permitted')
    expect(open.with({ driverBindings: 3 }).judge({ ...TYPED, vehicle: 'v1' }).status).toBe('refused')
  })

  test('a half of the law answers as the whole does, and the other half is a mistake of the program', () => {
    const asked = { ask: ['driver', 'vehicle', 'channel'], locale: zhCN } as const
    const facts = { ...OFFICE, driverBindings: 3, identityVerified: true, ownerConsent: 'qr' } as const
    const typed = { driver: 'd1', vehicle: 'v1', channel: 'app' }
    const [whole, half] = [cn2024, cn2024Binding].map((rules) =>
      bindingForm({ ...asked, rules })
        .with(facts)
        .judge(typed),
    )
    expect(half).toEqual(whole)
    expect(
      bindingForm({ ...asked, rules: cnBinding })
        .with(facts)
        .judge(typed),
    ).toEqual(whole)
    for (const [rules, id] of [
      [cn2024Handling, 'cn-2024-11-01'],
      [cnHandling, cnHandling.sets[0]?.id],
    ] as const)
      expect(() => bindingForm({ ...asked, rules: rules as never })).toThrow(
        `bindingForm(rules): this is the half of ${id} on the question handle, and the question is bind`,
      )
  })

  test('a book cannot judge a day that it does not know: nothing is refused or permitted', () => {
    const { at: _, ...undated } = OFFICE
    const book = bindingForm({
      ask: ['driver', 'vehicle'],
      rules: cn,
      locale: zhCN,
      known: { ...undated, driverBindings: 9 },
    })
    const { status, decision } = book.judge({ driver: 'd1', vehicle: 'v1' })
    expect([status, decision.verdict, decision.ruleSet, decision.missing[0]]).toEqual([
      'clear-so-far',
      'undetermined',
      null,
      'at',
    ])
  })

  test('an answer that contradicts what is on record is malformed, and the record is judged by', () => {
    const contradicted = form.with({ ...OFFICE, channel: 'app' }).judge({ ...TYPED, channel: 'window' })
    expect(contradicted.status).toBe('malformed')
    expect(contradicted.byField.channel).toEqual([
      expect.objectContaining({ kind: 'malformed', code: 'contradicted', field: 'channel' }),
    ])
    expect(contradicted.decision.verdict).toBe('permitted')
  })
})

describe('a plate with a small l among capitals', () => {
  test.each([
    ['京Al2345', '京A·12345'],
    ['京A·Bl234', '京A·B1234'],
    ['京A1234l', '京A·12341'],
  ])('is asked, where a 1 would make one too: %s', (vehicle, suggestion) => {
    expect(form.judge({ ...TYPED, vehicle }).byField.vehicle).toMatchObject([
      { code: 'malformed', suggestion, message: `请核对是否为${suggestion}，字母L请大写。` },
    ])
    expect(form.final(FINAL).judge({ ...TYPED, vehicle }).status).toBe('malformed')
  })

  test.each([
    ['京AL2345', '京AL2345'],
    ['京al2345', '京AL2345'],
    ['京l12345', '京L12345'],
  ])('is a letter where there are others, or no 1 can stand: %s', (vehicle, value) => {
    expect(form.judge({ ...TYPED, vehicle }).values.vehicle).toBe(value)
  })
})

describe('what an official reads of a form', () => {
  const official = bindingForm({
    ask: ['driver', 'vehicle', 'channel'],
    read: { driver: licenceNumber, vehicle: plate },
    rules: cn2024,
    locale: zhCN,
    audience: 'official',
  })
  const typed = { driver: ME, vehicle: '京A12345', channel: 'app' }
  const asked = { driver: ME, channel: 'app', ownerConsent: 'qr', identityVerified: true } as const

  test('what is missing stands by name in the headline of a form, and nobody is told to wait for another check', () => {
    const { vehicleBindings: _, plateType: __, ...known } = { ...OFFICE, ...asked }
    const { status, headline, byField } = official.with(known).judge(typed)
    expect([status, byField]).toEqual(['clear-so-far', {}])
    expect(headline).toBe(
      '备案非本人机动车：目前未发现不能办理的情形，依据“2024年备案规定（限制申请次数）”，该规定的核实截至2024年11月1日，尚缺2项信息。请补充：现已备案该车的驾驶人数、号牌种类。',
    )
    const english = bindingForm({ ask: ['vehicle'], rules: cn2024, locale: en, audience: 'official' })
    expect(english.with(known).judge({ vehicle: 'v1' }).headline).toMatch(
      / 2 facts are missing\. Please supply: number of drivers who have bound the vehicle now; plate type\.$/,
    )
  })

  test('a final form names it in a message, for the official has to supply it, also what no rule asks for', () => {
    const lacking = { ...FINAL, driverBindings: undefined, vehicleReleasedAt: undefined }
    const { status, headline, byField } = official.final(lacking).judge(typed)
    expect([status, headline]).toEqual([
      'clear-so-far',
      '备案非本人机动车：目前未发现不能办理的情形，依据“2024年备案规定（限制申请次数）”，该规定的核实截至2024年11月1日，尚缺2项信息。',
    ])
    const message = '请补充：现已备案的非本人机动车数、其他驾驶人最近一次备案该车的结束时间。'
    const facts = ['driverBindings', 'vehicleReleasedAt']
    expect(byField).toEqual({ '': [{ field: '', kind: 'unknown', facts, message }] })
    expect(official.final({ ...FINAL, channel: undefined }).judge(typed).byField).toMatchObject({
      '': [{ kind: 'unknown', facts: ['channel'], message: '请补充：办理渠道。' }],
    })
    const unneeded = official.final({ ...FINAL, vehicleReleasedAt: undefined }).judge(typed)
    expect([unneeded.decision.verdict, unneeded.headline]).toEqual([
      'permitted',
      expect.stringMatching(/尚缺1项信息。$/),
    ])
  })

  test('a number that is damaged on record is to be corrected; a driver is sent to a window, for waiting does not help', () => {
    const damaged = { ...FINAL, vehicleOwner: '110105********002X' }
    const both = { ...damaged, driver: '110105********002X' }
    expect(official.final(damaged).judge(typed).byField).toMatchObject({
      '': [{ kind: 'unknown', facts: ['vehicleOwner'], message: '所有人登记不全或者有误，请更正。' }],
    })
    expect(official.final({ ...both, fine: undefined } as never).judge(typed).byField).toMatchObject({
      '': [{ facts: ['driver', 'vehicleOwner'], message: '驾驶证号、所有人登记不全或者有误，请更正。' }],
    })
    const more = { ...damaged, driverBindings: undefined }
    expect(official.final(more).judge(typed).byField['']).toMatchObject([
      { message: '请补充：现已备案的非本人机动车数。所有人登记不全或者有误，请更正。' },
    ])
    expect(official.with({ ...more, vehicle: undefined }).judge(typed).headline).toMatch(
      /尚缺2项信息。请补充：现已备案的非本人机动车数。所有人登记不全或者有误，请更正。$/,
    )
    for (const known of [damaged, more]) {
      const judged = form.final(known).judge(TYPED)
      expect(judged.headline).toBe('暂时无法办理。')
      expect(judged.byField['']).toMatchObject([{ kind: 'unknown', message: '登记的号码不全或者有误，请到窗口咨询。' }])
    }
    expect(form.final({ ...FINAL, driverBindings: undefined }).judge(TYPED).byField['']).toMatchObject([
      { message: '系统暂时无法核查有关信息，请稍后再试。' },
    ])
  })

  test('of a key that was not asked for, that the page is at fault: nobody typed it', () => {
    const judged = official.judge({ ...typed, pointsHeld: 0, more: 1 })
    const keys = ['pointsHeld', 'more']
    const message = '页面提交的内容有误，请刷新后重试。'
    expect(judged.byField['']).toEqual([{ kind: 'not-asked', code: 'unknown-key', field: '', keys, message }])
  })
})

describe('what need not be said', () => {
  test('a final form that refuses asks nobody to try again, though a fact is not known', () => {
    const judged = form.final({ ...FINAL, driverBindings: 3, vehicleBindings: undefined }).judge(TYPED)
    expect(judged.status).toBe('refused')
    expect(all(judged).map(({ kind }) => kind)).toEqual(['refused'])
    expect(form.final({ ...FINAL, driverBindings: 2, vehicleBindings: undefined }).judge(TYPED).byField).toMatchObject({
      '': [{ kind: 'unknown', facts: ['vehicleBindings'] }],
    })
  })

  test('a sentence stands once beside a field, of however many of its parts', () => {
    const classes = handlingForm({ ask: ['licenceClasses'], rules: cn2024, locale: zhCN })
    const typed = { licenceClasses: ['c1', 'd'] }
    expect(classes.judge(typed).byField.licenceClasses).toHaveLength(1)
    expect(classes['~standard'].validate(typed)).toMatchObject({
      issues: [{ kind: 'malformed' }, { kind: 'malformed' }],
    })
  })
})

describe('ids of the office', () => {
  const office = { ...OFFICE, driver: ME, channel: 'app', ownerConsent: 'qr', identityVerified: true } as const
  const own = { kind: 'refused', rule: 'own-vehicle' }

  test.each([ME, '11010519491231002x', '110105491231002', ' 110105 19491231 002X'])(
    'are read as the form reads: the own vehicle of a driver on record as %s is refused',
    (vehicleOwner) => {
      expect(form.final({ ...office, vehicleOwner }).judge(TYPED).byField.driver).toMatchObject([own])
      expect(form.with({ ...office, vehicleOwner }).judge(TYPED).byField.driver).toMatchObject([own])
      const signedIn = form.final({ ...office, vehicleOwner: ME, driver: vehicleOwner })
      expect(signedIn.judge(TYPED).byField.driver).toMatchObject([own])
    },
  )

  test.each(['京A12345', '京a12345', '京A·12345', '京Ａ-12345 '])(
    'are read as the form reads: the plate %s',
    (vehicle) => {
      expect(form.final({ ...office, vehicle }).judge(TYPED).status).toBe('permitted')
      expect(form.with({ vehicle }).judge(TYPED).status).toBe('clear-so-far')
    },
  )

  test('an owner that the reader of the driver does not read stays as it is', () => {
    for (const vehicleOwner of ['u1', 'unit-x', '91110000600037341L', '单位甲'])
      expect(form.final({ ...office, vehicleOwner }).judge(TYPED).status).toBe('permitted')
    expect(() => form.with({ vehicleOwner: '单位 甲' }).judge(TYPED)).toThrow('bindingForm(known).vehicleOwner')
  })

  // Masked, a digit too few, a wrong digit, a label, and words for nobody.
  const DAMAGED = [
    '110105********002X',
    '11010519491231002',
    '110105194912310021',
    '(新)11010519491231002X',
    '本人',
    '无',
    '-',
  ]

  test.each([licenceNumber, anyLicenceNumber].flatMap((driver) => DAMAGED.map((number) => [number, driver] as const)))(
    'a driver whose number is damaged is not known: %s',
    (number, reader) => {
      const read = { driver: reader, vehicle: plate, vehicleOwner: reader }
      const asked = bindingForm({ ask: ['driver', 'vehicle'], read, rules: cn2024, locale: zhCN })
      // The vehicle is the driver's own, and whoever is typed is not the driver whom the office named.
      for (const { typed, known } of [
        { typed: { vehicle: '京A12345', driver: ME }, known: { ...office, driver: number, vehicleOwner: ME } },
        { typed: { vehicle: '京A12345', driver: ME }, known: { ...office, driver: number } },
      ]) {
        const judged = asked.final(known).judge(typed)
        expect(judged.status).toBe('clear-so-far')
        expect(judged.byField).toMatchObject({ '': [{ kind: 'unknown', facts: ['driver'] }] })
        expect(asked.final(known)['~standard'].validate(typed)).toHaveProperty('issues')
      }
      const vehicleAlone = bindingForm({ ask: ['vehicle'], read: { driver: reader }, rules: cn2024, locale: zhCN })
      const unasked = vehicleAlone.final({ ...office, driver: number, vehicleOwner: ME }).judge({ vehicle: 'v1' })
      expect(unasked).toMatchObject({
        status: 'clear-so-far',
        byField: { '': [{ kind: 'unknown', facts: ['driver'] }] },
      })
      // A page may have the driver's number masked: the driver who is typed is the one it asks about.
      expect(
        asked.with({ ...office, driver: number, vehicleOwner: ME }).judge({ driver: ME, vehicle: '京A12345' }).byField
          .driver,
      ).toMatchObject([own])
    },
  )

  test.each(['13800138000', '张三', '京A12345', '待补录', 'd1'])(
    'a driver whom the named reader refuses is not known, and an owner is: %s',
    (id) => {
      const typed = { vehicle: '京A12345' }
      const asked = (read: object) => bindingForm({ ask: ['vehicle'], read, rules: cn2024, locale: zhCN })
      const statusOf = (read: object, known: object) =>
        asked(read)
          .final({ ...office, ...known })
          .judge(typed).status
      expect(statusOf({ driver: licenceNumber }, { driver: id })).toBe('clear-so-far')
      expect(statusOf({ driver: licenceNumber }, { driver: ME, vehicleOwner: id })).toBe('permitted')
      expect(statusOf({ vehicleOwner: licenceNumber }, { driver: id })).toBe('permitted')
      expect(statusOf({}, { driver: id })).toBe('permitted')
    },
  )

  test.each([
    '京A***45',
    '京A1XXX5',
    '京A1234',
    '京AI2345',
    '京A１２３４',
    '无',
    '-',
    '本人',
    '不详',
    '新车',
    '未上牌',
  ])('a vehicle that is masked, damaged or nameless is not known: %s', (vehicle) => {
    const asked = bindingForm({ ask: ['driver', 'vehicle'], read: { vehicle: plate }, rules: cn2024, locale: zhCN })
    const typed = { driver: ME, vehicle: '京A12345' }
    expect(asked.final({ ...office, vehicle }).judge(typed)).toMatchObject({
      status: 'clear-so-far',
      byField: { '': [{ kind: 'unknown', facts: ['vehicle'], message: '登记的号码不全或者有误，请到窗口咨询。' }] },
    })
    const official = bindingForm({
      ask: ['channel'],
      read: { vehicle: plate },
      rules: cn2024,
      locale: zhCN,
      audience: 'official',
    })
    expect(official.final({ ...office, vehicle }).judge({ channel: 'app' }).byField['']).toMatchObject([
      { message: '号牌号码登记不全或者有误，请更正。' },
    ])
  })

  test('a vehicle without a name is none where no reader is named, and another id stays', () => {
    const asked = bindingForm({ ask: ['vehicle'], rules: cn2024, locale: zhCN })
    for (const vehicle of ['无', '-', '本人', '不详']) {
      expect(asked.final({ ...office, vehicle }).judge({ vehicle: 'v1' }).status).toBe('clear-so-far')
      expect(asked.judge({ vehicle }).byField.vehicle).toMatchObject([
        { kind: 'malformed', code: 'malformed', message: expect.stringContaining('号牌号码') },
      ])
    }
    const read = bindingForm({ ask: ['channel'], read: { vehicle: plate }, rules: cn2024, locale: zhCN })
    for (const vehicle of ['v1', 'WJ京12345', 'LSVAA4182E2123456', '空A12345', '京A1234临'])
      expect(read.final({ ...office, vehicle }).judge({ channel: 'app' }).status).toBe('permitted')
  })

  test('a driver whose number is damaged is not known, of a handling', () => {
    const read = { driver: licenceNumber }
    const handling = handlingForm({ ask: ['driver', 'vehicle'], read, rules: cn2024, locale: zhCN })
    const known = { ...HANDLED, driver: ME, vehicle: 'v1' }
    const typed = { driver: ME, vehicle: 'v1' }
    expect(handling.final(known).judge(typed).status).toBe('permitted')
    for (const driver of DAMAGED)
      expect(handling.final({ ...known, driver }).judge(typed).byField).toMatchObject({ '': [{ kind: 'unknown' }] })
  })

  test('a driver who is nobody is not known, and malformed where typed, also without a reader or with that of owners', () => {
    for (const read of [{}, { vehicleOwner: licenceNumber }]) {
      const asked = bindingForm({ ask: ['driver', 'vehicle'], read, rules: cn2024, locale: zhCN })
      for (const driver of ['本人', '无', '-']) {
        expect(asked.judge({ driver }).byField.driver).toMatchObject([{ kind: 'malformed' }])
        expect(asked.final({ ...office, driver }).judge({ driver: ME, vehicle: 'v1' }).status).toBe('clear-so-far')
      }
    }
    const named = bindingForm({ ask: ['driver'], read: { vehicleOwner: licenceNumber }, rules: cn2024, locale: zhCN })
    expect(named.judge({ driver: '110105********002X' }).byField.driver).toMatchObject([{ kind: 'malformed' }])
    expect(named.judge({ driver: 'd1' }).values).toEqual({ driver: 'd1' })
  })

  test.each(['unknown', '自己', '我', '车主', '车主本人', '单位', '不知道', '保密', '0', '00'])(
    '%s names no owner',
    (vehicleOwner) => {
      const asked = bindingForm({ ask: ['driver', 'vehicleOwner'], rules: cn2024, locale: zhCN })
      expect(asked.judge({ driver: 'd1', vehicleOwner }).byField.vehicleOwner).toMatchObject([{ kind: 'malformed' }])
      expect(form.final({ ...office, vehicleOwner }).judge(TYPED).status).toBe('clear-so-far')
    },
  )

  test('an owner who is asked is read as the driver is, and the other way round', () => {
    const typed = { driver: ME, vehicleOwner: '11010519491231002x' }
    for (const read of [{ driver: licenceNumber }, { vehicleOwner: licenceNumber }]) {
      const asked = bindingForm({ ask: ['driver', 'vehicleOwner'], read, rules: cn2024, locale: zhCN })
      expect(asked.judge(typed).byField.driver).toMatchObject([own])
      expect(asked.with({ vehicleOwner: '110105491231002' }).judge(typed).byField.driver).toMatchObject([own])
    }
  })

  test('an owner who is asked may be a unit', () => {
    const asked = bindingForm({
      ask: ['driver', 'vehicleOwner'],
      read: { driver: licenceNumber },
      rules: cn2024,
      locale: zhCN,
    })
    expect(asked.judge({ driver: ME, vehicleOwner: ' u1' }).values).toEqual({ driver: ME, vehicleOwner: 'u1' })
    expect(asked.judge({ driver: 'd1', vehicleOwner: 'u 1' }).byField).toMatchObject({
      driver: [{ code: 'forbidden-character' }],
      vehicleOwner: [{ code: 'forbidden-character' }],
    })
  })

  test('without a reader they stay as they are but for a small x, and the error says what reads them', () => {
    const plain = bindingForm({ ask: ['driver', 'vehicle'], rules: cn2024, locale: zhCN })
    expect(plain.with({ vehicleOwner: '110105491231002' }).judge(TYPED).byField.driver).toBeUndefined()
    expect(() => plain.with({ vehicle: '京A·12345' }).judge({})).toThrow(
      'bindingForm(known).vehicle: received "京A·12345", expected id of 1 to 64 ASCII or Chinese characters: have it read with a reader such as plate',
    )
  })

  test('amounts and times of the office are never read as those that are typed', () => {
    const fined = handlingForm({ ask: ['fine'], read: { fine: yuan }, rules: cn2024, locale: zhCN })
    expect(fined.with({ fine: 20_000 }).judge({ fine: '200' }).status).toBe('clear-so-far')
  })

  test('somebody who was not born on the day of the act has mistyped the number', () => {
    const judged = form.with({ at: OFFICE.at }).judge({ ...TYPED, driver: '11010520300101001X' })
    expect(judged.byField.driver).toMatchObject([
      { kind: 'malformed', code: 'out-of-range', message: '驾驶证号中的出生日期有误，请核对。' },
    ])
    expect(form.judge({ ...TYPED, driver: '11010520300101001X' }).status).toBe('clear-so-far')
    expect(
      form.with({ at: '2030-01-01T00:00:00+08:00' }).judge({ ...TYPED, driver: '11010520300101001X' }).status,
    ).toBe('clear-so-far')
  })
})

describe('what a client may not send', () => {
  test.each(BINDING_FACTS.filter((name) => !(name in TYPED)))('%s was not asked for', (name) => {
    const judged = form.with(OFFICE).judge({ ...TYPED, [name]: 0 })
    expect(judged.status).toBe('malformed')
    const message = '页面提交的内容有误，请刷新后重试。'
    expect(judged.byField['']).toEqual([{ kind: 'not-asked', code: 'unknown-key', field: '', keys: [name], message }])
    const result = form['~standard'].validate({ ...TYPED, [name]: 0 })
    expect(result.issues?.map(({ path }) => path)).toEqual([[name]])
  })

  test('several keys are one message with all of them, and an issue each', () => {
    const typed = { ...TYPED, driverBindings: 0, vehicleBindings: 0, x: 1 }
    expect(form.judge(typed).byField['']).toEqual([
      {
        field: '',
        kind: 'not-asked',
        code: 'unknown-key',
        keys: ['driverBindings', 'vehicleBindings', 'x'],
        message: '页面提交的内容有误，请刷新后重试。',
      },
    ])
    expect(validate(typed).issues?.map(({ path }) => path)).toEqual([['driverBindings'], ['vehicleBindings'], ['x']])
  })

  test('names that are passed over change nothing', () => {
    const lenient = bindingForm({ ask: ['channel'], rules: cn2024, ignore: ['_csrf'], locale: en })
    expect(lenient.judge({ channel: 'app', _csrf: 'x' })).toEqual(lenient.judge({ channel: 'app' }))
    expect(lenient.judge({ channel: 'app', csrf: 'x' }).status).toBe('malformed')
  })

  test('the path of an issue is never empty', () => {
    const refused = bindingForm({ ask: ['channel'], rules: cn2024, locale: zhCN, known: { driverBindings: 3 } })
    for (const input of [{}, { x: 1 }, null, [], 'x', { channel: 1 }]) {
      const { issues = [] } = refused['~standard'].validate(input)
      expect(issues.length).toBeGreaterThan(0)
      for (const { path } of issues) expect(path.length).toBeGreaterThan(0)
    }
    expect(refused['~standard'].validate({ channel: 'app' }).issues?.[0]?.path).toEqual(['driverBindings'])
  })
})

describe('the form of the server that lets the act happen', () => {
  test('passes what is permitted on the facts of the office, and nothing else', () => {
    const final = form.final(FINAL)
    expect(final.judge(TYPED).status).toBe('permitted')
    expect(final['~standard'].validate(TYPED)).toEqual({ value: form.judge(TYPED).values })
  })

  test('does not believe what was typed: answers must equal what the office says', () => {
    const final = form.final({ ...FINAL, channel: 'kiosk' })
    expect(final.judge(TYPED).byField.channel?.[0]).toMatchObject({ code: 'contradicted' })
    // The claim alone would have refused or permitted.
    expect(final.judge({ ...TYPED, channel: 'kiosk' }).status).toBe('permitted')
  })

  test.each(OF_OFFICE)('never passes while %s is not known', (name) => {
    const final = form.final({ ...FINAL, [name]: undefined })
    const judged = final.judge(TYPED)
    expect(judged.status).toBe('clear-so-far')
    expect(all(judged).map((message) => [message.kind, 'facts' in message && message.facts])).toEqual([
      ['unknown', [name]],
    ])
    expect(judged.headline).toBe('暂时无法办理。')
    expect(final['~standard'].validate(TYPED).issues?.map(({ path, kind }) => [path, kind])).toEqual([
      [[name], 'unknown'],
    ])
    const { [name]: _, ...left } = FINAL
    expect(form.final(left as never).judge(TYPED)).toEqual(judged)
  })

  test('takes nothing but the driver and the vehicle from what was known before', () => {
    const signedIn = bindingForm({ ask: ['vehicle'], rules: cn2024, known: { ...OFFICE, driver: ME }, locale: zhCN })
    expect(signedIn.final(FINAL).judge({ vehicle: 'v1' }).status).toBe('permitted')
    expect(signedIn.final({ ...FINAL, driverBindings: undefined }).judge({ vehicle: 'v1' }).status).toBe('clear-so-far')
    expect(
      form
        .with({ driver: '310101199003071097' })
        .final({ ...FINAL, driver: undefined })
        .judge(TYPED).byField.driver?.[0],
    ).toMatchObject({
      code: 'contradicted',
    })
  })

  test('a blank driver is missing, a driver that nobody knows is unknown', () => {
    const { driver: _, ...rest } = TYPED
    expect(form.final(FINAL).judge(rest).byField.driver).toEqual([expect.objectContaining({ kind: 'missing' })])
    const one = bindingForm({ ask: ['vehicle'], rules: cn2024, locale: zhCN })
      .final({ ...FINAL, driver: undefined })
      .judge({ vehicle: 'v1' })
    expect(one.byField['']).toEqual([expect.objectContaining({ kind: 'unknown', facts: ['driver'] })])
  })

  test('a driver who claims to be another is stopped by the login; without one, what was typed is believed', () => {
    const typed = { ...TYPED, driver: '310101199003071097' }
    expect(form.final(FINAL).judge(typed).byField.driver?.[0]).toMatchObject({ code: 'contradicted' })
    expect(form.final({ ...FINAL, driver: undefined }).judge(typed).status).toBe('permitted')
    const other = form.final({ ...FINAL, vehicle: '京B12345' }).judge(TYPED)
    expect(other.byField.vehicle?.[0]).toMatchObject({ code: 'contradicted' })
  })

  test('what it lacks is said once to a person, and named fact by fact to the program', () => {
    const { byField, status } = form.final({ driver: ME } as never).judge(TYPED)
    expect(status).toBe('clear-so-far')
    expect(byField['']).toEqual([
      { field: '', kind: 'unknown', facts: expect.any(Array), message: '系统暂时无法核查有关信息，请稍后再试。' },
    ])
    const [message] = byField[''] ?? []
    expect(message?.kind === 'unknown' && [...message.facts].sort()).toEqual([...OF_OFFICE].sort())
    expect(Object.keys(byField)).toEqual([''])
    const { issues = [] } = form.final({ driver: ME } as never)['~standard'].validate(TYPED)
    expect(issues.map(({ path }) => path[0]).sort()).toEqual([...OF_OFFICE].sort())
  })

  test('what it lacks and the person left blank is asked for, and that is all that is said of it', () => {
    const office = { ...FINAL, channel: undefined }
    const blank = form.final({ ...office, driverBindings: undefined }).judge({ ...TYPED, channel: '' })
    expect(blank).toMatchObject({ status: 'incomplete', byField: { channel: [{ kind: 'missing' }] } })
    expect(blank.byField['']).toMatchObject([{ kind: 'unknown', facts: ['driverBindings'] }])
    expect(form.final(office).judge({ ...TYPED, channel: '' }).byField).toEqual({
      channel: [expect.objectContaining({ kind: 'missing' })],
    })
  })

  test('is refused as the form is', () => {
    expect(form.final({ ...FINAL, driverBindings: 3 }).judge(TYPED).byField.driver?.[0]).toMatchObject({
      rule: 'driver-cap',
    })
  })
})

describe('claims that would have turned a refusal into a permission are not believed by `final`', () => {
  const handling = handlingForm({
    ask: ['driver', 'vehicle', 'vehicleOwner', 'channel', 'at', 'offenderPresent'],
    read: { at: beijingTime },
    rules: cn,
    locale: zhCN,
  })
  const office = { ...HANDLED, boundSince: null } as const
  const typed = {
    driver: 'd1',
    vehicle: 'v1',
    vehicleOwner: 'o1',
    channel: 'app',
    at: '2025-03-03T10:00',
    offenderPresent: false,
  }

  test.each([
    ['the vehicle is mine', { vehicleOwner: 'd1' }],
    ['I stand at the window', { channel: 'window', offenderPresent: true }],
    ['it is 2016', { at: '2016-05-05T10:00' }],
  ])('%s', (_, claim) => {
    const judged = handling.final({ ...office, driver: 'd1' }).judge({ ...typed, ...claim })
    expect(judged.decision.verdict).toBe('refused')
    expect(judged.status).toBe('refused')
    expect(all(judged).some((message) => message.kind === 'malformed' && message.code === 'contradicted')).toBe(true)
  })
})

describe('FormData, as a browser sends it', () => {
  const boxes = handlingForm({
    ask: ['vehicle', 'offenderPresent', 'licenceClasses', 'fine', 'points'],
    read: { vehicle: plate, fine: yuan },
    also: { violation: parsePlate },
    ignore: ['_csrf'],
    rules: cn2024,
    locale: zhCN,
  })
  const data = (...entries: readonly (readonly [string, string])[]) => {
    const form = new FormData()
    for (const [name, value] of entries) form.append(name, value)
    return form
  }
  const FILLED = [
    ['vehicle', '京A-12345'],
    ['fine', '200'],
    ['points', '3'],
    ['violation', '京A12345'],
    ['_csrf', 'x'],
  ] as const

  test('boxes that are not ticked are no, and no list', () => {
    const { status, values } = boxes.judge(data(...FILLED))
    expect(status).toBe('clear-so-far')
    // What a schema that documents the form says of the same body.
    const { required } = boxes['~standard'].jsonSchema.input({ target: 'openapi-3.0' })
    expect(required).toEqual(['vehicle', 'fine', 'points', 'violation'])
    expect(boxes['~standard'].jsonSchema.output({ target: 'openapi-3.0' }).required).toEqual([
      'vehicle',
      'offenderPresent',
      'licenceClasses',
      'fine',
      'points',
      'violation',
    ])
    expect(values).toEqual({
      vehicle: '京A12345',
      offenderPresent: false,
      licenceClasses: [],
      fine: 20_000,
      points: 3,
      violation: '京A12345',
    })
  })

  test('URLSearchParams, as a server reads a posted form, is judged as FormData is', () => {
    const posted = new URLSearchParams([
      ...FILLED.map(([name, value]): [string, string] => [name, value]),
      ['licenceClasses', 'C1'],
      ['licenceClasses', 'A1'],
    ])
    const sent = data(...FILLED, ['licenceClasses', 'C1'], ['licenceClasses', 'A1'])
    expect(boxes.judge(posted)).toEqual(boxes.judge(sent))
    expect(boxes.judge(posted).values).toMatchObject({ offenderPresent: false, licenceClasses: ['A1', 'C1'] })
  })

  const PROMISES = [
    ['a body that nobody awaited', Promise.resolve({}), 'a Promise is not'],
    ['a promise with a property', Object.assign(Promise.resolve({}), { a: 1 }), 'a Promise is not'],
  ] as const
  const NO_FIELDS: readonly (readonly [string, unknown, string])[] = [
    ['a Map', new Map(FILLED), 'a Map is not'],
    ['a Set', new Set(['fine']), 'a Set is not'],
    ['a request', new Request('https://example.org'), 'a Request is not'],
    ['a date', new Date(0), 'a Date is not'],
    ['what inherits its fields', Object.create({ fine: '1' }), 'an object without properties of its own is not'],
  ]

  test.each(PROMISES)('%s is a mistake of the program, which no client can send', (_, value, message) => {
    const thrown = `handlingForm(typed): ${message} what was typed: await it first`
    for (const form of [boxes, boxes.final({} as never)]) {
      expect(() => form.judge(value as unknown)).toThrow(new TypeError(thrown))
      expect(() => form['~standard'].validate(value)).toThrow(new TypeError(thrown))
    }
  })

  test.each([...PROMISES, ...NO_FIELDS])('%s knows nothing: the office cannot mean it', (_, value, message) => {
    expect(() => boxes.with(value as never)).toThrow(`handlingForm.with(known): ${message} facts`)
    expect(() => boxes.final(value as never)).toThrow(`handlingForm.final(known): ${message} facts`)
    const known = handlingForm({ ask: ['points'], rules: cn2024, locale: zhCN, known: () => value as never })
    expect(() => known.judge({ points: '3' })).toThrow(`handlingForm(known): ${message} facts`)
  })

  test.each([
    ...[null, undefined, 'x', 7, [], () => 1].map((value) => [String(value), value] as const),
    ...NO_FIELDS.map(([of, value]) => [of, value] as const),
  ])('%s cannot be read, and it is said so: it is no form that was left empty', (_, value) => {
    for (const form of [boxes, boxes.final({} as never)]) {
      const { status, byField } = form.judge(value)
      expect(status).toBe('malformed')
      expect(byField).toMatchObject({
        '': expect.arrayContaining([
          expect.objectContaining({
            kind: 'malformed',
            code: 'wrong-type',
            message: '页面提交的内容有误，请刷新后重试。',
          }),
        ]),
      })
      expect(byField.fine?.some(({ kind }) => kind === 'missing') ?? false).toBe(false)
      expect(form['~standard'].validate(value).issues?.[0]).toMatchObject({ code: 'wrong-type' })
    }
  })

  test('one box and several', () => {
    const ticked = boxes.judge(data(...FILLED, ['offenderPresent', 'on'], ['licenceClasses', 'C1'])).values
    expect(ticked).toMatchObject({ offenderPresent: true, licenceClasses: ['C1'] })
    const two = boxes.judge(data(...FILLED, ['licenceClasses', 'C1'], ['licenceClasses', 'A1'])).values
    expect(two.licenceClasses).toEqual(['A1', 'C1'])
    const record = { vehicle: '京A12345', offenderPresent: 'on', licenceClasses: 'C1', fine: '200', points: '3' }
    expect(boxes.judge({ ...record, violation: '京A12345' }).values.licenceClasses).toEqual(['C1'])
  })

  test('a field sent twice, a file, and a key that was not asked for are malformed', () => {
    const twice = { code: 'repeated', message: '此项提交了多个值，请刷新页面后重试。' }
    expect(boxes.judge(data(...FILLED, ['points', '4'])).byField.points).toMatchObject([twice])
    const hidden = data(...FILLED, ['offenderPresent', 'false'], ['offenderPresent', 'on'])
    expect(boxes.judge(hidden).byField.offenderPresent).toMatchObject([twice])
    expect(boxes.judge({ fine: ['200', '200'] }).byField.fine).toMatchObject([twice])
    const noText = { code: 'wrong-type', message: '此项提交的不是文字，请刷新页面后重试。' }
    for (const fine of [['200'], [], {}]) expect(boxes.judge({ fine }).byField.fine).toMatchObject([noText])
    const file = data(...FILLED.filter(([name]) => name !== 'points'))
    file.append('points', new Blob(['3']))
    expect(boxes.judge(file).byField.points?.[0]).toMatchObject({ code: 'wrong-type' })
    expect(boxes.judge(data(...FILLED, ['pointsHeld', '0'])).byField['']?.[0]).toMatchObject({ kind: 'not-asked' })
  })

  test('more names than any form has are refused', () => {
    const many = data(...Array.from({ length: 300 }, (_, index) => [`x${index}`, ''] as const))
    expect(boxes.judge(many).byField['']?.[0]).toMatchObject({ code: 'too-many' })
  })
})

describe('fields that are no facts', () => {
  const phone = {
    '~standard': {
      version: 1,
      vendor: 'test',
      validate: (value: unknown) =>
        /^1\d{10}$/.test(String(value))
          ? { value: Number(value) }
          : { issues: [{ message: '请填写手机号', path: [{ key: 'digits' }, 0] }] },
    },
  } as const

  const optional = {
    '~standard': { version: 1, vendor: 'test', validate: (value: unknown) => ({ value }) },
  } as const

  test('are read by their own schema, in its own words', () => {
    const one = bindingForm({ ask: ['channel'], also: { phone, points: parsePoints }, rules: cn2024, locale: zhCN })
    const blank = one.judge({ channel: 'app', phone: '13800138000', points: '' })
    expect([blank.status, blank.byField.points]).toEqual([
      'incomplete',
      [{ field: 'points', kind: 'missing', fact: 'points', message: '请填写此项。' }],
    ])
    const wrong = one.judge({ channel: 'app', phone: '13800138000', points: 13 })
    expect([wrong.status, wrong.byField.points?.[0]]).toEqual([
      'malformed',
      expect.objectContaining({ code: 'out-of-range' }),
    ])
    expect(one.judge({ channel: 'app', phone: '13800138000', points: 3 }).values).toEqual({
      channel: 'app',
      phone: 13_800_138_000,
      points: 3,
    })
    const typed = { channel: 'app', points: 3, phone: '' }
    const { byField, status } = one.judge(typed)
    expect(status).toBe('malformed')
    expect(byField.phone).toEqual([{ field: 'phone', kind: 'malformed', code: 'malformed', message: '请填写手机号' }])
    expect(one['~standard'].validate(typed).issues?.[0]?.path).toEqual(['phone', 'digits', 0])
  })

  test('that were not sent are asked for in the words of the form, unless they may be left out', () => {
    const also = { phone, note: optional }
    const one = bindingForm({ ask: ['channel'], also, rules: cn2024, locale: zhCN })
    const { byField, status } = one.judge({ channel: 'app' })
    expect(status).toBe('incomplete')
    expect(byField).toEqual({ phone: [{ field: 'phone', kind: 'missing', fact: 'phone', message: '请填写此项。' }] })
    const { required } = one['~standard'].jsonSchema.input({ target: 'draft-2020-12' })
    expect(required).toEqual(['channel', 'phone'])
  })

  test('a schema that throws is named with its field', () => {
    const broken = {
      ...optional['~standard'],
      validate: () => {
        throw new RangeError('boo')
      },
    }
    const one = bindingForm({ ask: ['channel'], also: { x: { '~standard': broken } }, rules: cn2024, locale: zhCN })
    expect(() => one.judge({ channel: 'app' })).toThrow(new TypeError('also.x: the schema threw: boo'))
  })

  test('a promise is not a result', () => {
    const slow = { '~standard': { ...phone['~standard'], validate: async () => ({ value: 1 }) } }
    const one = bindingForm({ ask: ['channel'], also: { slow }, rules: cn2024, locale: zhCN })
    expect(() => one.judge({ channel: 'app' })).toThrow(
      new TypeError('also.slow: object is not what a Standard Schema gives at once: a value, or issues with messages'),
    )
  })
})

describe('what a form gave is not what was typed', () => {
  const options = { ask: ['fine'], read: { fine: yuan }, rules: cn2024, locale: zhCN } as const
  const fined = handlingForm(options)

  test('a schema may be run twice over one object: a fine in yuan is read once', () => {
    const result = fined['~standard'].validate({ fine: '200' })
    if (result.issues !== undefined) throw new Error('it passes')
    expect(result.value.fine).toBe(20_000)
    const again = fined['~standard'].validate(result.value)
    expect(again).toEqual(result)
    expect(again).toHaveProperty('value', result.value)
    const unknown: unknown = result.value
    expect(fined.judge(unknown)).toEqual(fined.judge({ fine: '200' }))
    // With more known too, and in the end.
    const more = fined.with({ channel: 'app', points: 13 - 1 })
    expect(more.judge(unknown)).toEqual(more.judge({ fine: '200' }))
    const final = fined.final({ fine: 30_000 } as never)
    expect(final.judge(unknown)).toEqual(final.judge({ fine: '200' }))
    expect(final.judge(unknown).byField.fine).toMatchObject([{ code: 'contradicted' }])
  })

  test('what could not be read stays so when it is judged again, and so does a key that was not asked for', () => {
    for (const typed of [{ fine: 'x' }, { fine: '' }, {}, { fine: '200', more: '1' }, new Date(0)]) {
      const first = fined.judge(typed as unknown)
      expect(fined.judge(first.values as unknown)).toEqual(first)
    }
  })

  test('its values are refused by type, and those of another form at run time', () => {
    const { values } = fined.judge({ fine: '200' })
    // @ts-expect-error -- the values that a form gave.
    expect(fined.judge(values).status).toBe('clear-so-far')
    // @ts-expect-error -- likewise of a final form.
    expect(fined.final({} as never).judge(values).status).toBe('clear-so-far')
    const refused = new TypeError('handlingForm(typed): object is not what was typed: another form read these values')
    const other = handlingForm(options)
    expect(() => other.judge(values as unknown)).toThrow(refused)
    expect(() => other['~standard'].validate(values)).toThrow(refused)
    expect(() => other.final({} as never).judge(values as unknown)).toThrow(refused)
  })

  test('what was typed may be of any type', () => {
    const body: unknown = { fine: '200' }
    const record: Record<string, unknown> = { fine: 200 }
    for (const typed of [body, record, JSON.parse('{"fine":"200"}')]) {
      expect(fined.judge(typed).values).toEqual({ fine: 20_000 })
    }
  })
})

describe('mistakes of the program', () => {
  const options = { ask: ['channel'] as const, rules: cn2024, locale: zhCN }
  test.each<readonly [string, () => unknown, string]>([
    [
      'a fact that is invalid',
      () => bindingForm({ ...options, ask: ['colour' as never] }),
      'bindingForm(ask): "colour" is not one of at',
    ],
    [
      'a fact of the other question',
      () => bindingForm({ ...options, ask: ['points' as never] }),
      'bindingForm(ask): "points"',
    ],
    [
      'a fact asked twice',
      () => bindingForm({ ...options, ask: ['at', 'at'] }),
      'bindingForm(ask): "at" is asked twice',
    ],
    [
      'no list',
      () => bindingForm({ ...options, ask: 'channel' as never }),
      'bindingForm(ask): "channel" is not a list of names',
    ],
    [
      'no rules',
      () => bindingForm({ ...options, rules: undefined as never }),
      'bindingForm(rules): undefined is not a rule set or a rule book',
    ],
    [
      'no language',
      () => bindingForm({ ...options, locale: 'zh-CN' as never }),
      'bindingForm(locale): "zh-CN" is not a locale',
    ],
    [
      'the words of the other question',
      () => bindingForm({ ...options, locale: zhCNHandlingForm as never }),
      'bindingForm(locale): "zh-CN" for handle is not a locale with the words for the question bind, such as en or enBinding',
    ],
    [
      'the words for a driver alone, where an official reads',
      () => bindingForm({ ...options, locale: zhCNBindingForm as never, audience: 'official' }),
      'bindingForm(locale): "zh-CN" for bind is not words for an official, such as enBinding',
    ],
    [
      'the words of a form, for a decision',
      () => explain(form.judge({}).decision, zhCNBindingForm as never, { audience: 'driver' }),
      'explain(locale): "zh-CN" for bind is not a locale',
    ],
    ['an option misspelt', () => bindingForm({ ...options, knwon: {} } as never), 'bindingForm(options): "knwon"'],
    [
      'a reader of what is not asked',
      () => bindingForm({ ...options, read: { operating: plate } as never }),
      'bindingForm(read): "operating" is not one of the facts that are asked, or an id',
    ],
    [
      'no reader of an id that is not asked',
      () => bindingForm({ ...options, read: { driver: {} as never } }),
      'bindingForm(read.driver): object is not a reader',
    ],
    [
      'no reader',
      () => bindingForm({ ...options, read: { channel: {} as never } }),
      'bindingForm(read.channel): object is not a reader',
    ],
    [
      'a fine without a reader',
      () => handlingForm({ ...options, ask: ['fine'] } as never),
      'handlingForm(read.fine): undefined is not the reader yuan or fen',
    ],
    [
      'a fact among other fields',
      () => bindingForm({ ...options, also: { at: parsePlate } }),
      'bindingForm(also): "at" is a fact: ask for it with "ask"',
    ],
    [
      'no schema',
      () => bindingForm({ ...options, also: { x: {} as never } }),
      'bindingForm(also.x): object is not a Standard Schema',
    ],
    [
      'a fact passed over',
      () => bindingForm({ ...options, ignore: ['at'] }),
      'bindingForm(ignore): "at" is a fact: ask for it with "ask"',
    ],
    [
      'no facts',
      () => bindingForm({ ...options, known: 7 as never }),
      'bindingForm(known): 7 is not a record of facts',
    ],
    [
      'no facts for with',
      () => bindingForm(options).with(7 as never),
      'bindingForm.with(known): 7 is not a record of facts',
    ],
    [
      'no facts for final',
      () => bindingForm(options).final(7 as never),
      'bindingForm.final(known): 7 is not a record of facts',
    ],
  ])('%s', (_, mistake, message) => {
    expect(mistake).toThrow(message)
  })

  test('what the office knows is malformed: judging throws, and names the fact', () => {
    const wrong = bindingForm({ ...options, known: { driverBindings: '3' as never } })
    expect(() => wrong.judge({})).toThrow(
      /^bindingForm\(known\)\.driverBindings: received "3", expected whole number from 0/,
    )
    expect(() => wrong['~standard'].validate({})).toThrow(TypeError)
    expect(() => wrong.with({ colour: 1 } as never).judge({})).toThrow(TypeError)
    expect(() => bindingForm({ ...options, known: { colour: 1 } as never }).judge({})).toThrow(
      'bindingForm(known).colour: not a fact of this question',
    )
    expect(() =>
      bindingForm(options)
        .final({ at: 'x' } as never)
        .judge({}),
    ).toThrow('bindingForm(known).at: received "x", expected instant')
  })
})

describe('what a form is', () => {
  test('has none of the methods by which other libraries would take it for another kind of schema', () => {
    for (const name of ['parse', 'parseAsync', 'validateSync', 'create', 'assert', 'validate']) {
      for (const each of [form, form.final(FINAL)]) expect(name in each).toBe(false)
    }
    expect(Object.isFrozen(form) && Object.isFrozen(form['~standard'])).toBe(true)
  })

  test('every status can be reached', () => {
    const known = form.with(OFFICE)
    const reached = [
      form.with({ driverBindings: 3 }).judge({}),
      form.judge({ channel: 'x' }),
      form.judge({}),
      form.judge(TYPED),
      known.judge(TYPED),
    ]
    expect(reached.map(({ status }) => status)).toEqual(FORM_STATUSES)
    expect(new Set(reached.map(({ headline }) => headline)).size).toBe(FORM_STATUSES.length)
    for (const judgement of reached) expect(Object.isFrozen(judgement) && Object.isFrozen(judgement.byField)).toBe(true)
  })

  test('asked for a schema without a target, it names the targets', () => {
    const { input } = form['~standard'].jsonSchema
    expect(() => (input as () => unknown)()).toThrow(
      new RangeError('jsonSchema(target): undefined is not one of draft-2020-12, draft-07, openapi-3.0'),
    )
  })

  test('a fine is read in the unit that the form says', () => {
    const one = (reader: typeof yuan) =>
      handlingForm({ ask: ['fine'], read: { fine: reader }, rules: cn2024, locale: zhCN }).judge({ fine: '2000' })
        .values
    expect([one(yuan), one(fen)]).toEqual([{ fine: 200_000 }, { fine: 2000 }])
  })
})
