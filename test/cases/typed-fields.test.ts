/** What people type and paste into the fields of a form, and what must become of each. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { zhCNHandling } from '../../src/explain/index.ts'
import {
  anyLicenceNumber,
  beijingTime,
  type FieldReader,
  handlingForm,
  licenceNumber,
  plate,
} from '../../src/form/index.ts'
import { HANDLING_FACTS, type Parsed } from '../../src/index.ts'
import { cn2024Handling } from '../../src/law/index.ts'
import { codePoints, inserted } from '../support/values.ts'

const ME = '11010519491231002X'
const ask = HANDLING_FACTS.map((name) => (name === 'fine' ? 'fineYuan' : name))
const form = handlingForm({ ask, rules: cn2024Handling, locale: zhCNHandling })

/** A field without a reader, as the form reads it. */
const field =
  (name: (typeof ask)[number]): FieldReader<unknown> =>
  (text) => {
    const { values, byField } = form.judge({ [name]: text })
    const [message] = byField[name] ?? []
    if (message?.kind === 'malformed') return { ok: false, issues: [{ code: message.code } as never] }
    return { ok: true, value: (values as Record<string, unknown>)[name === 'fineYuan' ? 'fine' : name] }
  }

interface Field {
  readonly of: string
  readonly read: FieldReader<unknown>
  readonly accepted: readonly (readonly [typed: string, value: unknown])[]
  readonly refused: readonly (readonly [typed: string, code: string])[]
}
const of = (value: unknown, typed: readonly string[]) => typed.map((text) => [text, value] as const)
const as = (code: string, typed: readonly string[]) => typed.map((text) => [text, code] as const)
const TIME = '2025-03-03T15:30:00.000+08:00'

const FIELDS: readonly Field[] = [
  {
    of: 'a plate',
    read: plate,
    accepted: [
      ...of('京A12345', [
        '京A12345',
        '京a１２３４５',
        ' 京A·12345\n',
        '京A-12345',
        '京 A 12345',
        '京A12345。',
        '\u200b京A12345',
      ]),
      ...of('京A12345', [
        '车牌号：京A12345',
        '号牌号码 京A12345',
        '机动车号牌号码:京A12345',
        '車牌號碼：京A12345',
        '车牌京A12345',
      ]),
      ...of('粤ZF023港', ['粵Z F023港', '粤Z·F023 港']),
      ...of('京AD12345', ['京AD12345', '京ad12345']),
      ...of('014578使', ['014·578使']),
      ...of('京AL2345', ['京al2345', '京AL2345']),
    ],
    refused: [
      ...as('ambiguous-letter', ['京A1O345', '京AI2345', '京A1234l', '京Al2345']),
      ...as('former-writing', ['使014578']),
      ...as('too-short', ['京A1234', '京', '京ad']),
      ...as('malformed', ['A12345', '京A12345京A54321', '京I']),
      ...as('military-plate', ['WJ京12345', '军A12345', '川X1234应急', '武警12345']),
      ...as('forbidden-character', [
        '"京A12345"',
        '京A12345（小型汽车）',
        '京A12345/京A54321',
        '京A***45',
        '京A12345,京A54321',
      ]),
      ...as('not-listed', ['我的车牌号是京A12345', '无牌']),
    ],
  },
  {
    of: 'a licence number',
    read: licenceNumber,
    accepted: of(ME, [
      ...[
        ME,
        '11010519491231002x',
        '110105 19491231 002X',
        '110105-19491231-002X',
        '１１０１０５１９４９１２３１００２Ｘ',
      ],
      ...[
        '110105491231002',
        '身份证号：11010519491231002X',
        '驾驶证号 11010519491231002X',
        '身份证:11010519491231002x。',
      ],
    ]),
    refused: [
      ...as('wrong-check-digit', ['110105194912310021']),
      ...as('no-such-birth-day', ['110105194913310021']),
      ...as('too-short', ['1101051949123', '1101051949123100', '310101200503071']),
      ...as('file-number', ['110100123456', '1101-0012-3456']),
      ...as('malformed', ['1101**********002X', '13800138000', '1']),
      ...as('forbidden-character', ['E12345678', '档案编号110100123456', `${ME}张三`, `${ME}/310101199003071097`]),
    ],
  },
  {
    of: 'a number of any document',
    read: anyLicenceNumber,
    accepted: [
      ...of(ME, [ME, '身份证号：11010519491231002x']),
      ...of('E12345678', ['E12345678', 'e12345678', 'E 12345678', '护照号码：E12345678', 'Ｅ１２３４５６７８']),
      ...of('H12345678', ['H12345678']),
      ...of('12345678', ['12345678']),
      ...of('USA123456789012', ['usa123456789012']),
    ],
    refused: [
      ...as('malformed', ['19900101', '13800138000', '110105', '00000000', '1111111', '010-82012345', 'E1234****']),
      ...as('too-short', ['1101051949123100']),
      ...as('file-number', ['110100123456']),
      ...as('forbidden-character', ['No.E12345678', 'ID E12345678', 'AD12345', 'A12345D', 'E12345678 2']),
    ],
  },
  {
    of: 'a time',
    read: beijingTime,
    accepted: [
      ...of(TIME.replace('15:30', '15:00'), [
        '2025年3月3日15时',
        '2025/3/3 15点',
        ' 2025 年 3 月 3 日 15 时。',
        '2025年3月3日下午3点',
        '2025-03-03 下午 3:00',
      ]),
      ...of(TIME, [
        ...[
          '2025-03-03T15:30',
          '2025-03-03 15:30',
          '2025/3/3 15:30',
          '2025.3.3 15:30',
          '2025年3月3日15时30分',
          '2025年3月3日 15:30',
          '2025年3月3号15:30',
          '2025年3月3日下午3点半',
          '2025/3/3 下午 3:30',
          '2025/3/3，15:30',
        ],
        ...[
          '2025-03-03T15:30:00',
          '2025-03-03T15:30:00+08:00',
          '2025-03-03T15:30:00.000+08:00',
          '2025-03-03T07:30:00Z',
          '2025-03-03T07:30:00.000Z',
          '2025-03-03T02:30:00.0-05:00',
        ],
        ...[
          '２０２５-３-３ １５：３０',
          '违法时间：2025-03-03 15:30',
          '2025年3月3日15点30分',
          '2025-03-03 15:30:00',
          '2025-03-03T02:30:00-05:00',
        ],
      ]),
    ],
    refused: [
      ...as('time-missing', ['2025-03-03', '2025年3月3日', '违法时间：2025/3/3']),
      ...as('malformed', [
        '15:30',
        '昨天',
        '2025年3月3日上午12点',
        '2025年3月3日下午15点',
        '2025年3月3日15时0',
        '2025年3月3日15',
        '2025-03-03 9:1',
        '2025-03-03 09:10-09:20',
      ]),
      ...as('malformed', [
        '2025-03-03 15:30-08:00',
        '25-03-03 15:30',
        '2025-03-03 15:30 和 16:00',
        '2025-03-03 9点10:30',
      ]),
      ...as('no-such-day', ['2025-02-30 15:30', '2025-03-03 25:00', '2025-03-03 24:00']),
      ...as('out-of-range', ['1800-01-01 15:30']),
    ],
  },
  {
    of: 'a fine',
    read: field('fineYuan'),
    accepted: [
      ...of(20_000, [
        '200',
        '200.00',
        '￥200',
        '¥200',
        '200元',
        '罚款200元',
        '罚款金额：200',
        '人民币200元整',
        '200块',
        '２００',
        ' 200 ',
      ]),
      ...of(100_050, ['1,000.50', '1000.5']),
      ...of(50, ['.5', '0.50']),
      ...of(100_000_000, ['1,000,000', '+1000000']),
      ...of(0, ['0', '0元']),
    ],
    refused: [
      ...as('malformed', ['二百', '免罚', '200,300', '200 300', '200元/次', '20000分', 'x', '-', '200-']),
      ...as('not-whole', ['200.001', '1.000']),
      ...as('out-of-range', ['-1', '100000001']),
    ],
  },
  {
    of: 'points',
    read: field('points'),
    accepted: [
      ...of(3, ['3', '3分', '记3分', '扣3分', '３分', '3.0', ' 3 ']),
      ...of(0, ['不扣分', '不记分', '没有扣分', '无', '没有', '0分']),
    ],
    refused: [...as('wrong-type', ['三分', '3-6', '-3', '3元']), ...as('out-of-range', ['13'])],
  },
  {
    of: 'a count',
    read: field('othersVehiclesHandledThisYear'),
    accepted: of(3, ['3', '3辆', '3辆车', '3台', '3人', '3次', '3名']),
    refused: as('wrong-type', ['三', '三辆', '3.5', '3-4', '不知道']),
  },
  {
    of: 'a time that may be none',
    read: field('boundSince'),
    accepted: [
      ...of(null, ['无', '没有', '未备案', 'none', ' 无。', '没备案过', '没有备案']),
      ...of(TIME, ['2025-03-03T15:30:00+08:00']),
    ],
    refused: [...as('malformed', ['-', '不知道']), ...as('no-offset', ['2025-03-03 15:30'])],
  },
  {
    of: 'yes or no',
    read: field('offenderPresent'),
    accepted: [...of(true, ['true', 'on']), ...of(false, ['false', 'off'])],
    refused: as('wrong-type', ['yes', '1', '是']),
  },
  {
    of: 'a set',
    read: field('licenceStates'),
    accepted: [...of(['expired'], ['expired']), ...of([], ['none', '无'])],
    refused: as('not-listed', ['expired,locked', 'x']),
  },
]

describe.each(FIELDS)('what is typed as $of', ({ read, accepted, refused }) => {
  test.each(accepted)('%j becomes %j', (typed, value) => {
    expect(read(typed)).toEqual({ ok: true, value })
  })

  test.each(refused)('%j is refused: %s', (typed, code) => {
    const parsed = read(typed) as Parsed<unknown>
    expect(parsed.ok ? parsed.value : parsed.issues[0]?.code).toBe(code)
  })

  test('a text with anything else in it is read or refused, and a value that was read is read the same again', () => {
    const texts = fc.constantFrom(...[...accepted, ...refused].map(([typed]) => typed))
    fc.assert(
      fc.property(fc.oneof(inserted(texts, codePoints), fc.string({ unit: 'binary', maxLength: 300 })), (typed) => {
        const parsed = read(typed)
        if (parsed.ok && typeof parsed.value === 'string') expect(read(parsed.value)).toEqual(parsed)
      }),
    )
  })
})

test('a set of several, with the blank of a select, and what is chosen twice', () => {
  const states = (licenceStates: unknown) => form.judge({ licenceStates }).values.licenceStates
  expect(states(['', 'locked', 'expired', 'locked'])).toEqual(['expired', 'locked'])
  expect(states(['none', ''])).toEqual([])
  expect(states(['none', 'expired'])).toBeUndefined()
  expect(states([['none']])).toBeUndefined()
})

test('an issue shows what was typed, and no field looks at more than 256 characters', () => {
  const long = `京A12345${' '.repeat(300)}`
  expect(plate(long)).toMatchObject({ ok: false, issues: [{ code: 'too-long' }] })
  expect(form.judge({ vehicle: long }).byField.vehicle?.[0]).toMatchObject({ code: 'too-long' })
})
