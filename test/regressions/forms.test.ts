/** Bugs of the forms, each by what went wrong. */
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { en, enHandlingForm, explain, headline, zhCN, zhCNHandlingForm } from '../../src/explain/index.ts'
import {
  anyLicenceNumber,
  beijingTime,
  bindingForm,
  type FieldReader,
  fen,
  handlingForm,
  licenceNumber,
  plate,
  yuan,
} from '../../src/form/index.ts'
import {
  BINDING_FACTS,
  decideBinding,
  decideHandling,
  FACTS,
  HANDLING_FACTS,
  parseFen,
  parseLicenceNumber,
  parseViolationId,
} from '../../src/index.ts'
import { cn, cn2024, cn2024Handling } from '../../src/law/index.ts'
import { wholeBindingFacts } from '../../src/testing/index.ts'
import { PERMITTED_BINDING, PERMITTED_HANDLING } from '../support/permitted.ts'

describe('a fact that a merge of JSON left on Object.prototype was known to the office', () => {
  const form = bindingForm({ ask: ['vehicle', 'channel'], rules: cn2024, locale: zhCN })
  const nothing = Object.fromEntries(BINDING_FACTS.map((name) => [name, undefined]))
  const office = { ...nothing, at: '2025-03-03T15:00:00+08:00', driver: 'd' } as never
  const typed = { vehicle: 'v', channel: 'app' }
  const seen = () => {
    const read = form.final(office)['~standard'].validate(typed)
    return JSON.stringify([form.judge(typed), form.final(office).judge(typed), read])
  }
  const names = FACTS.map(({ name }) => name as string)
  afterEach(() => {
    for (const name of names) Reflect.deleteProperty(Object.prototype, name)
  })

  test.each([0, 'a', null, true, {}])('%j of every name changes no answer', (value) => {
    const before = seen()
    for (const name of names)
      Object.defineProperty(Object.prototype, name, { value, writable: true, enumerable: false, configurable: true })
    expect(seen()).toBe(before)
    expect(before).toContain('unknown')
  })
})

describe('what was no option and no result was an error of the engine', () => {
  const options = { ask: ['vehicle'], rules: cn2024, locale: zhCN } as const
  const standard = (validate: () => unknown) => ({ '~standard': { version: 1, vendor: 'mine', validate } })

  test.each(['read', 'also'])('%s that is no record is named', (name) => {
    for (const value of [null, 'x'.repeat(100_000), 5, []])
      expect(() => bindingForm({ ...options, [name]: value } as never)).toThrow(
        new RegExp(`^bindingForm\\(${name}\\): .{1,200} is not a record`),
      )
  })

  test.each([
    [null],
    [undefined],
    [5],
    [{ issues: null }],
    [{ issues: 'x' }],
    [{ issues: [null] }],
    [{ issues: [{}] }],
  ])('a schema of another field that gives %j is named', (result) => {
    const form = bindingForm({ ...options, also: { more: standard(() => result) as never } })
    expect(() => form.judge({ vehicle: 'v', more: '1' } as never)).toThrow(/^also\.more: .+ is not .*Standard Schema/)
  })

  test('words of which a half is no half are no locale', () => {
    const decision = decideBinding({}, cn2024)
    expect(() => explain(decision, { ...zhCN, bind: {} } as never)).toThrow(/^explain\(locale\): .+ is not a locale/)
  })
})

describe('what a reader gave that the fact does not take was an error of the engine, or a verdict', () => {
  const common = { rules: cn2024, locale: zhCN } as const
  const reading = (value: unknown): FieldReader<never> => ({ read: () => value as never, types: fen.types })

  test.each([
    ['points', handlingForm({ ...common, ask: ['points'], read: { points: fen as never } }), '15', 'out-of-range'],
    ['points', handlingForm({ ...common, ask: ['points'], read: { points: yuan as never } }), '0.01元', undefined],
    [
      'driverBindings',
      bindingForm({ ...common, ask: ['driverBindings'], read: { driverBindings: yuan as never } }),
      '30000',
      'out-of-range',
    ],
    ['vehicle', bindingForm({ ...common, ask: ['vehicle'], read: { vehicle: reading(5) } }), 'v', 'wrong-type'],
    [
      'vehicle',
      bindingForm({ ...common, ask: ['vehicle'], read: { vehicle: reading('a b') } }),
      'v',
      'forbidden-character',
    ],
    ['vehicle', bindingForm({ ...common, ask: ['vehicle'], read: { vehicle: reading(null) } }), 'v', 'wrong-type'],
    ['at', bindingForm({ ...common, ask: ['at'], read: { at: reading('2025-01-01 10:00') } }), 'x', 'no-offset'],
    ['at', bindingForm({ ...common, ask: ['at'], read: { at: reading(0) } }), 'x', 'out-of-range'],
    ['channel', bindingForm({ ...common, ask: ['channel'], read: { channel: reading('post') } }), 'app', 'not-listed'],
  ])('%s', (field, form, typed, code) => {
    const { byField, values } = form.judge({ [field]: typed } as never)
    const messages = (byField as Record<string, readonly object[]>)[field] ?? []
    if (code === undefined) expect([messages, values]).toEqual([[], { [field]: 1 }])
    else expect(messages).toMatchObject([{ kind: 'malformed', code }])
    expect('issues' in form['~standard'].validate({ [field]: typed })).toBe(code !== undefined)
  })

  test('a value is written as the fact has it, and shown as it was typed', () => {
    const form = bindingForm({ ...common, ask: ['at'], read: { at: reading('2025-03-03T02:00:00Z') } })
    expect(form.judge({ at: 'now' }).values).toEqual({ at: '2025-03-03T10:00:00.000+08:00' })
    const count = { driverBindings: yuan as never }
    const official = bindingForm({ ...common, ask: ['driverBindings'], read: count, audience: 'official' })
    expect(official.judge({ driverBindings: '30000元' }).byField.driverBindings).toMatchObject([
      { message: expect.stringContaining('收到“30000元”') },
    ])
  })

  test('a reader that gives nothing and says of nothing that it is wrong is named', () => {
    const form = bindingForm({
      ...common,
      ask: ['vehicle'],
      read: { vehicle: reading(undefined), driver: reading(undefined) },
    })
    for (const judge of [form.judge, form['~standard'].validate])
      expect(() => judge({ vehicle: 'v' })).toThrow(/^bindingForm\(read\.vehicle\): .*left no issue$/)
    expect(() => form.with({ driver: 'd' }).judge({})).toThrow(TypeError)
  })
})

describe('a form that does not ask for the driver did not see that the vehicle was the own one', () => {
  const ME = '11010519491231002X'
  const options = { ask: ['vehicle', 'channel'], rules: cn2024, locale: zhCN } as const
  const plain = bindingForm({ ...options, read: { vehicle: plate } })
  const reading = bindingForm({ ...options, read: { vehicle: plate, driver: licenceNumber } })
  const byOwner = bindingForm({ ...options, read: { vehicle: plate, vehicleOwner: licenceNumber } })
  const handling = handlingForm({ ask: ['channel'], rules: cn2024, locale: zhCN })
  const nothing = Object.fromEntries([...BINDING_FACTS, ...HANDLING_FACTS].map((name) => [name, undefined]))
  /** What a form compares of the two ids. */
  const isOwn = (form: typeof plain, driver: string, vehicleOwner: string) => {
    const known = Object.fromEntries(BINDING_FACTS.map((name) => [name, nothing[name]]))
    const { decision } = form
      .final({ ...known, driver, vehicleOwner } as never)
      .judge({ vehicle: '京A12345', channel: 'app' })
    return decision.findings.find(({ rule }) => rule === 'own-vehicle')?.outcome === 'fails'
  }
  const X = '11010519491231002x'
  const OLD = '110105491231002'

  test.each([
    [ME, ME],
    [ME, X],
    [X, ME],
  ])('%s and %s are one person in every form', (driver, owner) => {
    expect([plain, reading, byOwner].map((form) => isOwn(form, driver, owner))).toEqual([true, true, true])
  })

  test.each([
    [ME, OLD],
    [OLD, X],
    ['１１０１０５ 19491231 002ｘ', OLD],
  ])('%s and %s are where a reader is named for either', (driver, owner) => {
    expect([reading, byOwner].map((form) => isOwn(form, driver, owner))).toEqual([true, true])
  })

  test.each([
    [ME, '310101199003071097'],
    // A wrong check digit: no number.
    ['11010519491231003X', '11010519491231003x'],
    // The number of a unit may have fifteen digits.
    [ME, OLD],
    ['d1x', 'd1X'],
    ['1101051949123100x', '1101051949123100X'],
  ])('%s and %s stay two without one', (driver, owner) => {
    expect(isOwn(plain, driver, owner)).toBe(false)
  })

  test('whatever a reader makes equal is one number, and a unit keeps its id', () => {
    const ids = [ME, X, OLD, '310101199003071097', '310101900307109', '91110105MA01ABCD2X', 'd1', '个体户x']
    for (const one of ids)
      for (const other of ids) {
        const [a, b] = [one, other].map((id) => parseLicenceNumber(id))
        const isRead = a?.ok === true && b?.ok === true
        expect(isOwn(reading, one, other)).toBe(isRead && a.value === b.value)
        // A driver whom the reader of drivers refuses is not known; that of owners takes units too.
        const [driver, owner] = [a, b].map((each, place) => (each?.ok ? each.value : [one, other][place]))
        expect(isOwn(byOwner, one, other)).toBe(driver === owner)
      }
  })

  test('the owner of a violation is read alike', () => {
    const known = Object.fromEntries(HANDLING_FACTS.map((name) => [name, nothing[name]]))
    const { decision } = handling
      .final({ ...known, boundSince: null, driver: ME, vehicleOwner: X } as never)
      .judge({ channel: 'app' })
    const bound = decision.findings.find(({ rule }) => rule === 'open-binding')
    expect(bound).toMatchObject({ outcome: 'not-applicable', reason: 'own-vehicle' })
  })

  test('what is typed is read so too, where no reader is named', () => {
    const window = bindingForm({ ...options, ask: ['driver', 'vehicle'] })
    const { values, decision } = window.with({ vehicleOwner: ME }).judge({ driver: ` ${X}`, vehicle: 'v' })
    expect(values.driver).toBe(ME)
    expect(decision.findings.find(({ rule }) => rule === 'own-vehicle')?.outcome).toBe('fails')
  })

  test('and what is no reader, and a reader of what is no id, are named', () => {
    expect(() => bindingForm({ ...options, read: { driver: {} as never } })).toThrow('bindingForm(read.driver)')
    expect(() => bindingForm({ ...options, read: { operating: plate } as never })).toThrow(
      'bindingForm(read): "operating"',
    )
  })
})

describe('advice of a form was false for the case', () => {
  const form = handlingForm({ ask: ['channel'], rules: cn2024Handling, locale: zhCNHandlingForm })
  const office = {
    ...PERMITTED_HANDLING,
    at: '2026-11-26T10:00:00+08:00',
    offenderPresent: false,
    occurredAt: '2026-01-05T09:30:00+08:00',
    boundSince: '2025-12-01T10:00:00+08:00',
    firstBinding: true,
  } as const
  const told = (facts: object): readonly string[] => {
    const known = { ...office, ...facts }
    const { headline, byField } = form.final(known as never).judge({ channel: known.channel })
    const messages = Object.values(byField).flatMap((list) => list ?? [])
    return [headline, ...messages.map(({ message }) => message)]
  }
  const AT_WINDOW = { channel: 'window' }
  const TO_APP = /或者通过交管12123/

  test.each([
    ['the fine', { fine: 50_000 }],
    ['who recorded it', { recordedBy: 'officer' }],
    ['the binding', { boundSince: null }],
    ['the points', { points: 8 }],
  ])('who is absent at the window is not sent to an app that would refuse %s', (_, facts) => {
    for (const more of [{}, { identityVerified: false }, { identityVerified: false, offenderPresent: true }])
      expect(told({ ...AT_WINDOW, ...facts, ...more }).join()).not.toMatch(TO_APP)
  })

  test('but is where nothing known is against it', () => {
    expect(told(AT_WINDOW).join()).toMatch(TO_APP)
  })

  test('a headline does not send to a window that would refuse as well', () => {
    expect(told({ fine: 50_000, licenceStates: ['revoked'] })[0]).toBe(
      '您暂时不能处理该违法，请按提示办理。届时请到窗口办理（须本人到场）。',
    )
    expect(told({ fine: 50_000 })[0]).toMatch(/窗口/)
  })

  test('a decision alone says nothing of what the app would say', () => {
    const { decision } = form.final({ ...office, ...AT_WINDOW, fine: 50_000 } as never).judge({ channel: 'window' })
    if (decision.verdict !== 'refused') throw new Error('it is refused')
    expect(explain(decision, zhCN, { audience: 'driver' }).join('')).not.toMatch(TO_APP)
  })

  test('waiting is no advice where the points of the violation alone are too many', () => {
    expect(told({ points: 12 }).join()).not.toMatch(/清分/)
    expect(told({ ...AT_WINDOW, offenderPresent: true, points: 12 }).join()).not.toMatch(/清分/)
    expect(told({ points: 3, pointsHeld: 9 }).join()).toMatch(/清分/)
  })
})

describe('sentences said what is not so', () => {
  const form = handlingForm({
    ask: ['driver', 'channel', 'offenderPresent'],
    read: { driver: anyLicenceNumber },
    rules: cn2024Handling,
    locale: zhCNHandlingForm,
  })
  const told = (known: object, typed: object) =>
    Object.values(form.with(known).judge(typed as never).byField)
      .flatMap((list) => list ?? [])
      .map(({ message }) => message)

  test('of the channel and of presence there is no record', () => {
    const said = told(
      { channel: 'app', offenderPresent: false },
      { channel: 'window', offenderPresent: true, driver: 'H12345678' },
    )
    expect(said).toContain('“办理渠道”的填写与系统掌握的情况不一致，请核对。')
    expect(said.join()).not.toContain('登记信息')
  })

  test.each(['abc', 'H1234567(8)', '123', '外国人E12345678'])(
    '%s may be meant for another document than a licence number of 18 digits',
    (driver) => {
      const [said] = told({}, { channel: 'app', offenderPresent: true, driver })
      expect(said).toBe('驾驶证号请填写完整的证件号码，不加其他文字、括号等。')
    },
  )

  test('where no rule is on record it is said so, and not that there was none', () => {
    const decision = decideBinding({ at: '2001-01-01T00:00:00+08:00' }, cn)
    const said = [headline(decision, zhCN), headline(decision, zhCN, { audience: 'driver' })]
    expect(said).toEqual([
      '备案非本人机动车：本规则库未收录当日的规定，无法判断。',
      '系统中没有当日的规定，暂不能判断，请到窗口咨询。',
    ])
  })
})

describe('characters that show nothing were called malformed', () => {
  const form = handlingForm({
    ask: ['driver', 'vehicle', 'fine', 'occurredAt'],
    read: { driver: licenceNumber, vehicle: plate, fine: yuan, occurredAt: beijingTime },
    rules: cn2024Handling,
    locale: zhCNHandlingForm,
  })
  const typed = { driver: '11010519491231002X', vehicle: '京A12345', fine: '200', occurredAt: '2026-01-05 09:30' }

  test.each(['\u200b', '\u200e', '\u202a', '\u202c', '\u202d', '\u2069', '\ufeff', '\u00ad'])(
    '%j before and behind changes nothing',
    (mark) => {
      const marked = Object.fromEntries(Object.entries(typed).map((entry) => [entry[0], `${mark}${entry[1]}${mark}`]))
      expect(form.judge(marked).values).toEqual(form.judge(typed).values)
      expect(form.judge(marked).byField).toEqual({})
    },
  )
})

describe('two times of a day were read as one time with an offset, and a refusal became a permission', () => {
  const form = handlingForm({
    ask: ['occurredAt'],
    read: { occurredAt: beijingTime },
    rules: cn2024Handling,
    locale: zhCNHandlingForm,
  })

  test.each(['2024-11-05 09:10-09:20', '2024-11-05 09:10—09:20', '2024年11月5日9:10-10:30', '2024-11-05 9点至10点'])(
    '%s is refused, and it is said what to do',
    (occurredAt) => {
      const { status, values, byField } = form.judge({ occurredAt })
      expect([status, values]).toEqual(['malformed', {}])
      expect(byField.occurredAt).toMatchObject([
        { code: 'malformed', message: '违法时间只填一个时间，不填时间段，如2018-09-10 15:00。' },
      ])
    },
  )

  test('no two times of a day, whatever stands between them, are a time', () => {
    const times = ['00:00', '07:00', '08:00', '9:10', '12:00', '23:30', '08:00:00', '9点', '9时10分', '下午3点半']
    const dashes = ['-', '+', ' - ', '—', '－', '~', '至', '到', ' ']
    for (const day of ['2024-11-05 ', '2024-11-05T', '2024年11月5日'])
      for (const first of times)
        for (const last of times.filter((time) => time !== '08:00'))
          for (const dash of dashes) {
            const typed = `${day}${first}${dash}${last}`
            // As programs write a time with its offset.
            if (/T08:00:00[-+]\d\d:\d0$/.test(typed)) continue
            expect(form.judge({ occurredAt: typed }).status, typed).toBe('malformed')
          }
  })
})

describe('a time that is none was told in the words of another reader, which asks for a zone', () => {
  const form = handlingForm({
    ask: ['occurredAt'],
    read: { occurredAt: beijingTime },
    rules: cn2024Handling,
    locale: zhCNHandlingForm,
  })

  test.each([true, 1.5, '2024-11-05-09:10', '2024-11-05 9:1'])('%j', (occurredAt) => {
    expect(form.judge({ occurredAt }).byField.occurredAt?.map(({ message }) => message)).toEqual([
      '请核对违法时间，应以24小时制用数字写明年月日和时间，如2018-09-10 15:00。',
    ])
  })
})

describe('a character that does not show was called another fault', () => {
  const form = handlingForm({
    ask: ['points', 'driver', 'vehicle', 'occurredAt'],
    read: { vehicle: plate, occurredAt: beijingTime },
    rules: cn2024Handling,
    locale: zhCNHandlingForm,
  })
  const typed = { points: '3', driver: 'd1', vehicle: '京A12345', occurredAt: '2024-11-05 09:10' }

  test.each(Object.keys(typed) as (keyof typeof typed)[])('of %s', (name) => {
    const judged = (character: string) => form.judge({ ...typed, [name]: `${typed[name]}${character}` })
    const { values } = form.judge(typed)
    for (const character of '\u00ad\u034f\u061c\u180e\u200b\u200e\u202a\u202d\u2060\u2069\ufe0f\ufeff\ufffc')
      expect([judged(character).values, judged(character).byField]).toEqual([values, {}])
    for (const character of '\u202e\u202b\u2067')
      expect(judged(character).byField[name]).toMatchObject([
        { code: 'forbidden-character', message: expect.stringContaining('看不见的字符') },
      ])
  })

  test('alone it is no answer', () => {
    expect(form.judge({ ...typed, points: '\u200b' }).byField.points).toMatchObject([{ kind: 'missing' }])
  })
})

test('of a field that is no fact, several values and a file are told as of one that is', () => {
  const form = handlingForm({ ask: ['channel'], also: { paid: parseFen }, rules: cn2024, locale: zhCN })
  const told = (...values: (string | Blob)[]) => {
    const data = new FormData()
    for (const value of values) data.append('paid', value)
    return form.judge(data).byField.paid
  }
  expect(told('1', '2')).toMatchObject([{ code: 'repeated', message: '此项提交了多个值，请刷新页面后重试。' }])
  expect(told(new Blob(['1']))).toMatchObject([{ message: '此项提交的不是文字，请刷新页面后重试。' }])
})

describe('fifteen digits cut from the number of somebody born in this century were the number of somebody born in 1920', () => {
  const options = { ask: ['driver'], rules: cn2024, locale: zhCN } as const
  const message = '驾驶证号似乎不全，请填写完整的号码。'

  test.each([licenceNumber, anyLicenceNumber])('in either reader', (reader) => {
    const form = bindingForm({ ...options, read: { driver: reader } })
    for (const driver of ['310101200503071', '310101 200503 071', '3101**********1099'])
      expect(form.judge({ driver }).byField.driver).toMatchObject([{ code: 'malformed', message }])
  })

  test('every day of birth that there is, and none before the numbers had eighteen digits', () => {
    const cut = (year: number) => `110105${year}10121`
    for (let year = 2001; year <= 2012; year++) expect(parseLicenceNumber(cut(year)).ok).toBe(false)
    for (let year = 1913; year <= 1999; year++) {
      // Its fifteen digits: two of the year.
      expect(parseLicenceNumber(`110105${year % 100 < 10 ? '0' : ''}${year % 100}1231002`).ok).toBe(true)
    }
  })

  test('what a register cut off is not the driver, and is no other driver that has a number', () => {
    const form = bindingForm({ ask: ['vehicle'], read: { driver: licenceNumber }, rules: cn2024, locale: zhCN })
    const known = { driver: '310101192005030713', vehicleOwner: '310101200503071' }
    const { decision } = form.with(known).judge({ vehicle: '京A12345' })
    expect(decision.findings.find(({ rule }) => rule === 'own-vehicle')?.outcome).toBe('unknown')
  })
})

describe('seconds were milliseconds: a binding of today was one of 1970, older than every violation', () => {
  const seconds = 1_730_769_000
  const form = handlingForm({
    ask: ['occurredAt'],
    read: { occurredAt: beijingTime },
    rules: cn2024,
    locale: zhCN,
    audience: 'official',
  })

  test('in facts, in what is typed, and in what the office knows', () => {
    const decision = decideHandling({ boundSince: seconds }, cn2024)
    expect(decision).toMatchObject({ verdict: 'invalid', issues: [{ code: 'out-of-range', path: ['boundSince'] }] })
    expect(form.judge({ occurredAt: seconds }).byField.occurredAt?.map(({ message }) => message)).toEqual([
      '“违法时间”超出范围，收到1730769000，应为1980年以后的毫秒数（较小的数可能以秒计），或者带时区的文字。',
    ])
    for (const known of [{ at: seconds }, { boundSince: 0 }])
      expect(() => form.with(known).judge({})).toThrow('epoch ms of 1980 or later')
  })

  test('milliseconds, a Date and text of before 1980 are what they were', () => {
    expect(form.judge({ occurredAt: seconds * 1000 }).values).toEqual({ occurredAt: '2024-11-05T09:10:00.000+08:00' })
    for (const boundSince of [new Date(seconds), '1970-01-21T08:46:09+08:00'])
      expect(decideHandling({ boundSince }, cn2024).verdict).toBe('undetermined')
  })
})

test('two plates or two numbers in one field are told as two, and not as a fault of form', () => {
  const form = bindingForm({
    ask: ['driver', 'vehicle'],
    read: { driver: anyLicenceNumber, vehicle: plate },
    rules: cn2024,
    locale: zhCN,
  })
  const told = (typed: object) => Object.values(form.judge(typed).byField).map((list) => list?.[0]?.message)
  expect(told({ driver: '11010519491231002X H12345678', vehicle: '京A12345，京A54321' })).toEqual([
    '驾驶证号只填一个。',
    '号牌号码只填一个。',
  ])
  expect(told({ driver: '110105 19491231 0021', vehicle: '京A 1234567' })).toEqual([
    '驾驶证号有误，请逐位核对。',
    '号牌号码格式不对，应如京A12345、京AD12345（新能源）。',
  ])
})

describe('none 无 was no answer where the form named a reader for the time of binding', () => {
  const form = handlingForm({
    ask: ['boundSince', 'occurredAt'],
    read: { boundSince: beijingTime, occurredAt: beijingTime },
    rules: cn2024,
    locale: zhCN,
  })
  const typed = { occurredAt: '2024-11-05 09:10' }

  test.each([null, '无', ' 无。'])('%j', (boundSince) => {
    const { values, byField, decision } = form.judge({ ...typed, boundSince } as never)
    expect([values, byField.boundSince]).toEqual([
      { boundSince: null, occurredAt: '2024-11-05T09:10:00.000+08:00' },
      undefined,
    ])
    expect(decision.findings.find(({ rule }) => rule === 'since-binding')).not.toMatchObject({ outcome: 'unknown' })
  })

  test('a time is read as before, and so is none without a reader', () => {
    const own = handlingForm({ ask: ['boundSince'], rules: cn2024, locale: zhCN })
    for (const boundSince of ['2024-11-05T09:10:00+08:00', '2024-11-05 09:10', '2024年11月5日9时10分'])
      expect(form.judge({ ...typed, boundSince }).values).toMatchObject({ boundSince: '2024-11-05T09:10:00.000+08:00' })
    for (const boundSince of [null, '无']) expect(own.judge({ boundSince }).values).toEqual({ boundSince: null })
    expect(form.judge({ ...typed, boundSince: '' }).byField.boundSince).toMatchObject([{ kind: 'missing' }])
    expect(form.judge({ boundSince: '昨天', occurredAt: '无' }).byField).toMatchObject({
      boundSince: [
        { message: '请核对该车备案时间，应以24小时制用数字写明年月日和时间，如2018-09-10 15:00，没有的填“无”。' },
      ],
      occurredAt: [{ kind: 'malformed' }],
    })
  })
})

describe('what was wrong was told in the words of another fault', () => {
  const options = {
    ask: ['driver', 'vehicle', 'occurredAt', 'fine'],
    read: { driver: anyLicenceNumber, vehicle: plate, occurredAt: beijingTime, fine: yuan },
    rules: cn2024Handling,
  } as const
  const zh = handlingForm({ ...options, locale: zhCNHandlingForm })
  const english = handlingForm({ ...options, locale: enHandlingForm })
  const NOT_WHOLE = [
    '驾驶证号似乎不全，请填写完整的号码。',
    'Enter the whole licence number: a part of it seems to be missing.',
  ]
  const PART_OF_A_PLATE = [
    '号牌号码不全，应如京A12345、京AD12345（新能源）、京A1234挂、粤Z1234港。',
    'Enter the whole plate number, such as 京A12345, 京AD12345, 京A1234挂 or 粤Z1234港: a part of it is missing.',
  ]
  const ONE_TIME = [
    '违法时间只填一个时间，不填时间段，如2018-09-10 15:00。',
    'Check the time of the violation: enter one time, not a range, such as 2018-09-10 15:00.',
  ]
  const ONE_AMOUNT = [
    '罚款金额请只填一个数字，以元为单位，如200或者200.50，只警告的填0。',
    'Check the fine: write one amount in yuan, in digits, such as 200 or 200.50; for a mere warning write 0.',
  ]

  test.each([
    ['driver', '*10105194912310021', NOT_WHOLE],
    ['driver', '110105xxxxxxxx002x', NOT_WHOLE],
    ['driver', 'H1234XXXX', NOT_WHOLE],
    ['driver', '证件号码：', ['请填写驾驶证号。', 'Enter your licence number.']],
    ['vehicle', '京A·12**5', PART_OF_A_PLATE],
    ['vehicle', '京AXXXX5', PART_OF_A_PLATE],
    [
      'vehicle',
      '台A12345',
      [
        '号牌中有不使用的汉字，请只填写号牌号码。',
        'Enter the plate number alone: plates do not have that Chinese character.',
      ],
    ],
    ['occurredAt', '2024-11-05至2024-11-06', ONE_TIME],
    ['occurredAt', '2024年11月5日-2024年11月6日', ONE_TIME],
    ['fine', '200元和300元', ONE_AMOUNT],
    ['fine', '200,300', ONE_AMOUNT],
    ['fine', '20000分', ONE_AMOUNT],
    ['fine', '$200', ONE_AMOUNT],
  ] as const)('%s %s', (field, typed, said) => {
    const told = [zh, english].map((form) =>
      form.judge({ [field]: typed }).byField[field]?.map(({ message }) => message),
    )
    expect(told).toEqual(said.map((sentence) => [sentence]))
  })

  test('a number of seconds asks for a day with a time', () => {
    expect(zh.judge({ occurredAt: 1_730_769_000 }).byField.occurredAt).toMatchObject([
      {
        code: 'out-of-range',
        message: '请核对违法时间，应以24小时制用数字写明年月日和时间，如2018-09-10 15:00。',
      },
    ])
  })

  test('a label or the zone before a time is no second time', () => {
    for (const occurredAt of ['违法时间：2024-11-05 09:10', '北京时间 2024-11-05 09:10', '时间：昨天'])
      expect(JSON.stringify(zh.judge({ occurredAt }).byField.occurredAt ?? [])).not.toContain('时间段')
  })
})

test('a key that was not asked for is short and shows in a path and in a message', () => {
  const form = bindingForm({ ask: ['vehicle'], rules: cn2024, locale: zhCN })
  const typed = { vehicle: 'v', 'a\u202eb\n': 1, ['x'.repeat(300)]: 1 }
  const wanted = ['a\\u{202e}b\\u{a}', 'x'.repeat(64)]
  expect(form.judge(typed as never).byField['']).toMatchObject([{ kind: 'not-asked', keys: wanted }])
  const { issues = [] } = form['~standard'].validate(typed)
  expect(issues.map(({ path }) => path)).toEqual(wanted.map((key) => [key]))
})

describe('a damaged number of an owner hid that a vehicle is the driver’s own', () => {
  const ME = '440301199003071230'
  const asking = bindingForm({
    ask: ['driver', 'vehicleOwner'],
    read: { driver: licenceNumber },
    rules: cn2024,
    locale: zhCN,
    audience: 'official',
  })
  const plain = bindingForm({ ask: ['driver', 'vehicleOwner'], rules: cn2024, locale: zhCN })
  const ownVehicle = (form: typeof plain, vehicleOwner: string) =>
    form
      .with({ vehicleOwner })
      .judge({ driver: '310101199003071097' })
      .decision.findings.find(({ rule }) => rule === 'own-vehicle')?.outcome

  const NUMBERS = [
    '440301********1230',
    '440301XXXXXXXX1230',
    'ID:440301199003071230',
    '身份证：44O301********1230',
    '44O301199003071230',
    '44030119900307l230',
    '440301199003071231',
    '44030119900307123',
    '4403011990030712',
    '4403011990030712300',
    '440301199003071230,310101199003071097',
    // No code of a unit either, by its check digit.
    '11310120190201123A',
    '张**',
  ]
  const WORDS = ['-', '——', '/', '无', '没有', '本人', '同上', 'N/A', 'none', 'NULL']

  test.each(NUMBERS)('%s is malformed where it is typed, and no fact where the office has it', (vehicleOwner) => {
    const { byField, values } = asking.judge({ driver: ME, vehicleOwner })
    expect([byField.vehicleOwner, values.vehicleOwner]).toMatchObject([
      [{ code: 'malformed', correction: '所有人请填写完整的证件号码，不加其他文字、括号等。' }],
      undefined,
    ])
    expect(ownVehicle(asking, vehicleOwner)).toBe('unknown')
  })

  test.each(WORDS)('%s names nobody, with a reader and without', (vehicleOwner) => {
    for (const form of [asking, plain]) {
      expect(form.judge({ driver: ME, vehicleOwner }).byField.vehicleOwner).toMatchObject([{ code: 'malformed' }])
      expect(ownVehicle(form, vehicleOwner)).toBe('unknown')
    }
  })

  test.each([
    'u1',
    'unit-x',
    '91110000600037341L',
    '914403001922038216',
    '12440300455755641X',
    // Codes of units whose area ends in 19 or 20, so that digits stand where a citizen's date of birth does.
    '11310120190201123K',
    '123101192002295555',
    '440301103097413',
    '深圳市某某有限公司',
    '无锡某某有限公司',
    '个体户x',
    '310101199003071097',
  ])('the id %s stays as it is', (vehicleOwner) => {
    expect(asking.judge({ driver: ME, vehicleOwner }).values.vehicleOwner).toBe(vehicleOwner)
    expect(['holds', 'fails']).toContain(ownVehicle(asking, vehicleOwner))
  })

  test('a label that is known is dropped, so that the owner is the driver', () => {
    for (const vehicleOwner of ['身份证440301199003071230', ' 440301 19900307 1230'])
      expect(asking.judge({ driver: ME, vehicleOwner }).byField.driver).toMatchObject([{ rule: 'own-vehicle' }])
  })

  test('without a reader of drivers, digits may be an id of another system', () => {
    for (const vehicleOwner of NUMBERS.filter((id) => id !== '身份证：44O301********1230'))
      expect(plain.judge({ driver: ME, vehicleOwner }).values.vehicleOwner).toBe(vehicleOwner)
  })

  test('nothing is permitted to whom the office has as a masked owner', () => {
    const row = wholeBindingFacts().filter(({ driver, vehicleOwner }) => driver !== vehicleOwner)
    fc.assert(
      fc.property(row, fc.constantFrom(...NUMBERS, ...WORDS), (known, vehicleOwner) => {
        const { status } = asking
          .final({ ...known, driver: ME, vehicleOwner } as never)
          .judge({ driver: ME, vehicleOwner: 'u1' })
        expect(status).not.toBe('permitted')
      }),
    )
  })
})

describe('what stands beside an id was dropped, or joined to it', () => {
  const form = bindingForm({
    ask: ['driver', 'vehicle'],
    read: { driver: anyLicenceNumber, vehicle: plate },
    rules: cn2024,
    locale: zhCN,
  })

  test.each(['No.E12345678', 'NO. H12345678', 'ID E12345678', 'Lic.1234567', 'Tel 82012345', 'A123456(7)'])(
    '%s: the number alone is asked for',
    (driver) => {
      expect(form.judge({ driver }).byField.driver).toMatchObject([
        { message: '驾驶证号请填写完整的证件号码，不加其他文字、括号等。' },
      ])
    },
  )

  test('a number of 17 digits, or of two, is to have 18', () => {
    for (const driver of ['44030119900307123', '440301199003071230440301199003071230'])
      expect(form.judge({ driver }).byField.driver).toMatchObject([
        { message: '驾驶证号只含18位数字（旧号15位），末位可为X，请核对。' },
      ])
  })

  test('a plate whose remark is of another kind of plate is told so', () => {
    const told = (vehicle: string) => form.judge({ vehicle }).byField.vehicle?.map(({ message }) => message)
    for (const vehicle of ['粤BD1234（新能源）', '粤B12345（绿牌）', '粤BD12345(蓝牌)'])
      expect(told(vehicle)).toEqual(['请对照括号内的说明核对号牌号码，只填写号牌号码。'])
  })
})

describe('a fault was told in the words of another, or not how to mend it', () => {
  const options = {
    ask: ['driver', 'vehicle', 'vehicleOwner', 'occurredAt', 'boundSince', 'fine', 'points'],
    read: { vehicle: plate, occurredAt: beijingTime, fine: yuan },
    rules: cn2024Handling,
  } as const
  const zh = handlingForm({ ...options, locale: zhCNHandlingForm })
  const english = handlingForm({ ...options, locale: enHandlingForm })
  const FORM_OF_A_PLATE = [
    '号牌号码格式不对，应如京A12345、京AD12345（新能源）。',
    'Check the plate number: it has the form 京A12345 or 京AD12345.',
  ]
  const NOT_IN_PLATES = [
    '号牌号码中有不能使用的字符，请核对。',
    'Check the plate number: it contains a character that does not belong there.',
  ]
  const NOT_IN_IDS = [
    '所有人中有空格、引号或者其他不能使用的字符，请核对。',
    'Check the registered owner: it contains a space, a quotation mark or another character that does not belong there.',
  ]
  const DAY_AND_TIME = [
    '请核对违法时间，应以24小时制用数字写明年月日和时间，如2018-09-10 15:00。',
    'Check the time of the violation: it takes a day with its year and a time, in digits and by the 24-hour clock, such as 2018-09-10 15:00.',
  ]
  const IN_DIGITS = [
    '违法记分请用数字填写0至12的整数。',
    'Check the points of the violation: it takes a whole number from 0 to 12, in digits.',
  ]
  const NOT_TEXT = [
    '此项提交的不是文字，请刷新页面后重试。',
    'The page sent no text for this field; reload it and try again.',
  ]

  test.each([
    ['vehicle', 'plate 京A12345', FORM_OF_A_PLATE],
    ['vehicle', '440301199003071230', FORM_OF_A_PLATE],
    ['vehicle', '224578领', FORM_OF_A_PLATE],
    ['vehicle', '粤В12345', NOT_IN_PLATES],
    ['vehicle', '京A12345!', NOT_IN_PLATES],
    ['vehicle', 12_345, NOT_TEXT],
    ['vehicle', true, NOT_TEXT],
    ['vehicleOwner', '"x"', NOT_IN_IDS],
    ['occurredAt', '9:10 2026-11-05', DAY_AND_TIME],
    ['occurredAt', '上午9:10 2026-11-05', DAY_AND_TIME],
    ['occurredAt', '2026-11-0509:10', DAY_AND_TIME],
    ['occurredAt', '2026-11-05 09:10:00-05:00', DAY_AND_TIME],
    ['occurredAt', '26-11-05 9:10', DAY_AND_TIME],
    ['occurredAt', '11月5日 9:10', DAY_AND_TIME],
    ['points', '三分', IN_DIGITS],
    ['points', 'three', IN_DIGITS],
    ['fine', '-200', ['请核对罚款金额，应为0或者正数。', 'Check the fine: it takes an amount of 0 yuan or more.']],
  ] as const)('%s %s', (field, typed, said) => {
    const told = [zh, english].map((form) =>
      form.judge({ [field]: typed } as never).byField[field]?.map(({ message }) => message),
    )
    expect(told).toEqual(said.map((sentence) => [sentence]))
  })

  test.each([
    '2024-11-05 - 2024-11-06',
    '2024/11/05-2024/11/06',
    '2024-11-05 09:10-09:20',
    '2024-11-05 09:10:00-09:20',
  ])('%s is still told as a range', (occurredAt) => {
    expect(zh.judge({ occurredAt }).byField.occurredAt).toMatchObject([
      { message: '违法时间只填一个时间，不填时间段，如2018-09-10 15:00。' },
    ])
  })
})

describe('what is wrong with a time was told as another fault, or not told', () => {
  const form = handlingForm({
    ask: ['occurredAt', 'boundSince'],
    read: { occurredAt: beijingTime, boundSince: beijingTime },
    rules: cn2024Handling,
    locale: zhCNHandlingForm,
  })
  const told = (occurredAt: unknown) => form.judge({ occurredAt } as never).byField.occurredAt?.[0]

  test.each(['"2018-09-10 15:30"', '“2018-09-10 15:30”', "'2018-09-10T15:30'", '「2018年9月10日15时30分」'])(
    '%s stands in quotation marks',
    (typed) => {
      expect(told(typed)).toMatchObject({ code: 'malformed', message: '违法时间中有多余的引号，请删除。' })
    },
  )

  test.each([['Invalid Date'], [new Date(Number.NaN)]])('%s is no time before 1900', (typed) => {
    expect(told(typed)?.message).toBe('请核对违法时间，应以24小时制用数字写明年月日和时间，如2018-09-10 15:00。')
  })

  test('and of a time that may be none each type is listed once', () => {
    for (const side of ['input', 'output'] as const) {
      const { boundSince } = form['~standard'].jsonSchema[side]({ target: 'draft-07' }).properties as {
        readonly boundSince: { readonly anyOf: readonly object[] }
      }
      const types = boundSince.anyOf.map((type) => JSON.stringify(type))
      expect(types.filter((type, index) => types.indexOf(type) < index)).toEqual([])
      expect(types).toContain('{"type":"null"}')
    }
  })
})

describe('no sentence said that none 无 is an answer', () => {
  const options = { ask: ['boundSince', 'licenceStates', 'licenceClasses'], rules: cn2024 } as const
  const told = (typed: object, locale: typeof zhCN, audience: 'driver' | 'official' = 'driver') => {
    const { byField } = handlingForm({ ...options, locale, audience }).judge(typed as never)
    return options.ask.map((name) =>
      byField[name]?.map((each) => ('correction' in each ? each.correction : each.message)),
    )
  }

  test('where a time or a set is asked for', () => {
    expect(told({}, zhCN)).toEqual([
      ['请填写您备案该车的时间，未备案的填“无”。'],
      ['请选择驾驶证状态，正常的只选“无”。'],
      ['请逐项选择准驾车型，如C1D请选择C1和D，没有的只选“无”。'],
    ])
    expect(told({}, zhCN, 'official')).toEqual([
      ['请填写驾驶人备案该车的时间，未备案的填“无”。'],
      ['请选择驾驶证状态，正常的只选“无”。'],
      ['请选择准驾车型，没有的只选“无”。'],
    ])
    expect(told({}, en)).toEqual([
      ['Enter when you bound this vehicle, or none.'],
      ['Choose the state of the licence, or none alone.'],
      ['Choose each licence class by itself, such as C1 and D for C1D, or none alone.'],
    ])
    const released = { ask: ['vehicleReleasedAt'], rules: cn2024 } as const
    expect([zhCN, en].map((locale) => bindingForm({ ...released, locale }).judge({}).byField)).toMatchObject([
      { vehicleReleasedAt: [{ message: '请填写其他驾驶人最近一次备案该车的结束时间，没有的填“无”。' }] },
      {
        vehicleReleasedAt: [
          { message: 'Enter when the last binding of the vehicle by another driver ended, or none.' },
        ],
      },
    ])
  })

  test('where a time is malformed', () => {
    for (const audience of ['driver', 'official'] as const) {
      expect(told({ boundSince: '-' }, zhCN, audience)[0]).toEqual([
        '请核对该车备案时间，应写明日期、时刻和时区，如2018-09-10T15:00:00+08:00，没有的填“无”。',
      ])
      expect(told({ boundSince: '-' }, en, audience)[0]).toEqual([
        'Check the time of binding: it takes a day, a time and a zone, such as 2018-09-10T15:00:00+08:00, or none.',
      ])
    }
  })

  test.each([['无'], ['none'], [['无']], [['none', '']], [[]]])('and %j is one, also of a set', (none) => {
    const form = handlingForm({ ...options, locale: zhCN })
    const { values } = form.judge({ boundSince: '无', licenceStates: none, licenceClasses: none } as never)
    expect(values).toEqual({ boundSince: null, licenceStates: [], licenceClasses: [] })
  })

  test('but not beside a word of the set', () => {
    const { byField } = handlingForm({ ...options, locale: zhCN }).judge({ licenceClasses: ['无', 'C1'] } as never)
    expect(byField.licenceClasses).toMatchObject([
      {
        kind: 'malformed',
        code: 'not-listed',
        message: '请逐项选择准驾车型，如C1D请选择C1和D，没有的只选“无”。',
      },
    ])
  })
})

describe('a correction was untrue of what was typed', () => {
  const options = { ask: ['driver', 'vehicle', 'occurredAt', 'fine', 'pointsHeld'], rules: cn2024Handling } as const
  const read = { driver: licenceNumber, vehicle: plate, occurredAt: beijingTime, fine: yuan } as const
  const told = (
    field: (typeof options.ask)[number],
    typed: string,
    driver = licenceNumber as typeof anyLicenceNumber,
  ) =>
    ([zhCNHandlingForm, enHandlingForm] as const).map((locale) =>
      handlingForm({ ...options, read: { ...read, driver }, locale })
        .judge({ [field]: typed } as never)
        .byField[field]?.map(({ message }) => message)
        .join(''),
    )
  const NUMBER = [
    '驾驶证号只含18位数字（旧号15位），末位可为X，请核对。',
    'Check the licence number: it has 18 digits (older ones 15) and nothing else; the last may be X.',
  ]
  const REMARK = [
    '请对照括号内的说明核对号牌号码，只填写号牌号码。',
    'Check the plate number against what stands in brackets behind it, and enter the number alone.',
  ]
  const AT_THE_END = ['“使”“领”字应写在号牌末尾，请核对。', 'The mark 使 or 领 stands at the end of a plate; check it.']
  const A_DAY = [
    '请核对违法时间，应以24小时制用数字写明年月日和时间，如2018-09-10 15:00。',
    'Check the time of the violation: it takes a day with its year and a time, in digits and by the 24-hour clock, such as 2018-09-10 15:00.',
  ]
  const AN_AMOUNT = [
    '罚款金额请只填一个数字，以元为单位，如200或者200.50，只警告的填0。',
    'Check the fine: write one amount in yuan, in digits, such as 200 or 200.50; for a mere warning write 0.',
  ]
  const A_COUNT = [
    '本记分周期累积记分请用数字填写0或者正整数。',
    'Check the points held this scoring period: it takes a whole number, 0 or more, in digits.',
  ]

  test.each([
    ['driver', '11010519491231002XX', NUMBER],
    ['driver', '11010519491231002X*', NUMBER],
    ['vehicle', '京A12345（新能源）', REMARK],
    ['vehicle', '京AD12345（小型汽车）', REMARK],
    ['vehicle', '京A12345（旧）', REMARK],
    ['vehicle', '领224578', AT_THE_END],
    ['vehicle', '沪领0023', AT_THE_END],
    [
      'vehicle',
      '使O14578',
      [
        '号牌此处不使用字母I和O，请核对是否为014·578使。',
        'Plates have no letter I or O there; check whether 014·578使 is meant.',
      ],
    ],
    [
      'vehicle',
      '京AIl345',
      ['号牌此处不使用字母I和O，请核对。', 'Plates have no letter I or O there; check the number.'],
    ],
    ['occurredAt', '2024-1105 09:10', A_DAY],
    ['fine', '无', AN_AMOUNT],
    ['fine', '警告', AN_AMOUNT],
    ['pointsHeld', '十二', A_COUNT],
    ['pointsHeld', '-1', A_COUNT],
  ] as const)('%s %s', (field, typed, said) => {
    expect(told(field, typed)).toEqual(said)
  })

  test.each([
    '11010519491231OO2X',
    '1I010519491231002X',
    '11010519491231002%',
    '11010519491231002XX',
    '11010519491231002X*',
  ])('%s is no number with other words beside it, where other documents may be typed too', (typed) => {
    expect(told('driver', typed, anyLicenceNumber)).toEqual(NUMBER)
  })

  test('nothing is suggested that makes one of 1 and L of a small l', () => {
    const form = bindingForm({ ask: ['vehicle'], read: { vehicle: plate }, rules: cn2024, locale: zhCN })
    const suggestions = (vehicle: string) =>
      form.judge({ vehicle }).byField.vehicle?.flatMap((each) => ('suggestion' in each ? [each.suggestion] : []))
    expect(['京AIl345', '京Al0O45', '京Al2345', '京ail345', '京AI1345'].map(suggestions)).toEqual([
      [],
      [],
      ['京A·12345'],
      ['京A·1L345'],
      ['京A·11345'],
    ])
  })
})

test('white space around the id of a violation was refused, and around an id that is a fact it was not', () => {
  const form = handlingForm({
    ask: ['vehicle'],
    also: { id: parseViolationId, paid: parseFen },
    rules: cn2024,
    locale: zhCN,
  })
  for (const [typed, id] of [
    [' V1 ', 'V1'],
    ['V1\n', 'V1'],
    ['\ufeffV\u200b1', 'V1'],
  ] as const)
    expect(form.judge({ vehicle: typed, id: typed, paid: 200 }).values).toEqual({ vehicle: id, id, paid: 200 })
  for (const typed of ['V 1', '"V1"', '\u202eV1', 'x'.repeat(300)]) {
    const { byField } = form.judge({ vehicle: typed, id: typed, paid: '200' })
    const codes = [byField.vehicle, byField.id].map((list) => list?.map((each) => 'code' in each && each.code))
    expect(codes[1]).toEqual(codes[0])
    expect(codes[1]).toHaveLength(1)
    expect(byField.paid).toMatchObject([{ code: 'wrong-type' }])
  }
})

test('an official was told of the account of a driver who stands at the window', () => {
  const of = (locale: typeof zhCN, audience: 'driver' | 'official') =>
    bindingForm({ ask: ['driver'], rules: cn2024, known: { driver: 'd1' }, locale, audience }).judge({ driver: 'd2' })
      .byField.driver
  expect([of(zhCN, 'official'), of(en, 'official')]).toMatchObject([
    [
      {
        code: 'contradicted',
        message: '驾驶证号与正在办理的驾驶人的驾驶证号不一致，请核对。',
        correction: '驾驶证号与正在办理的驾驶人的驾驶证号不一致，请核对。',
      },
    ],
    [{ code: 'contradicted', correction: 'Check the licence number: it is not that of the driver who is applying.' }],
  ])
  expect([of(zhCN, 'driver'), of(en, 'driver')]).toMatchObject([
    [{ message: '驾驶证号与登录账号的驾驶证号不一致，请核对。' }],
    [{ message: 'Check the licence number: it is not that of your account.' }],
  ])
})

test('a headline said to do something first above notes that only ask to wait', () => {
  const of = (known: object) =>
    [zhCN, en].map((locale) => {
      const { headline, byField } = bindingForm({
        ask: [],
        rules: cn2024,
        known: { ...wait, ...known } as never,
        locale,
      }).judge({})
      return [headline, ...(byField[''] ?? []).map(({ message }) => message)]
    })
  const wait = { ...PERMITTED_BINDING, at: '2025-06-10T10:00:00+08:00' }
  expect(of({ driverApplicationsToday: 1 })).toEqual([
    ['您暂时不能备案该车，请按提示办理。', expect.stringMatching(/请明日再申请。$/)],
    ['You cannot bind this vehicle yet; follow the notes.', expect.stringMatching(/tomorrow\.$/)],
  ])
  // What can be done first is still told with the same words.
  expect(of({ driverBindings: 3 }).map(([first]) => first)).toEqual([
    '您暂时不能备案该车，请按提示办理。',
    'You cannot bind this vehicle yet; follow the notes.',
  ])
  expect(of({ driverBindings: 3, operating: true }).map(([first]) => first)).toEqual([
    '您暂时不能备案该车，请按提示办理。届时请到窗口办理。',
    'You cannot bind this vehicle yet; follow the notes. Then go to a window.',
  ])
})

test('what a rule compares could be written to through a message', () => {
  const form = handlingForm({
    ask: ['driver', 'points'],
    rules: cn2024Handling,
    locale: zhCNHandlingForm,
    known: { at: '2025-03-03T15:00:00+08:00', channel: 'app', boundSince: null, pointsHeld: 12 },
  })
  const typed = { driver: '', points: '3', more: 1 }
  const thawed = (value: unknown): unknown[] =>
    typeof value !== 'object' || value === null
      ? []
      : [...(Object.isFrozen(value) ? [] : [value]), ...Object.values(value).flatMap(thawed)]
  expect(form.judge(typed).status).toBe('refused')
  expect(
    [form.judge(typed), form['~standard'].validate(typed), form.final({} as never).judge(typed)].flatMap(thawed),
  ).toEqual([])
})
