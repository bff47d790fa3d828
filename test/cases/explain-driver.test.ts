/** What a driver is told: in the second person, what to do first, without sources and codes; and which fields it is told of. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { en, explain, explainIssue, headline, reasonsByField, zhCN } from '../../src/explain/index.ts'
import {
  type Decision,
  decideBinding,
  decideHandling,
  FACTS,
  type FactName,
  missingOf,
  parseLicenceNumber,
  parsePlate,
  RULE_IDS,
} from '../../src/index.ts'
import { asReported, CITATIONS, cn2024 } from '../../src/law/index.ts'
import { partialBindingFacts, partialHandlingFacts } from '../../src/testing/index.ts'
import { SET_IDS, SETS } from '../oracle/sets.ts'

const DRIVER = { audience: 'driver' } as const
const LOCALES = [zhCN, en] as const
const BIND = {
  at: '2024-12-01T10:00:00+08:00',
  channel: 'app',
  driver: 'd',
  vehicle: 'v',
  vehicleOwner: 'o',
} as const
const HANDLE = { ...BIND, occurredAt: '2024-11-30T10:00:00+08:00', boundSince: '2024-11-30T12:00:00+08:00' } as const

/** What the office knows of a driver with nothing else against them. */
const KNOWN = {
  plateType: '02',
  violationState: 'open',
  fine: 0,
  recordedBy: 'monitoring',
  firstBinding: false,
  licenceStates: [],
  licenceClasses: ['C1'],
  pointsHeld: 0,
  fullScoreStudies: 0,
} as const

const bind = (facts: object) => decideBinding({ ...BIND, ...facts } as never, cn2024) as Decision
const handle = (facts: object) => decideHandling({ ...HANDLE, ...facts } as never, cn2024) as Decision
/** What a driver reads of the rules that fail. */
const told = (decision: Decision, locale = zhCN): readonly string[] =>
  explain(decision, locale, DRIVER).filter((_, index) => decision.findings[index]?.outcome === 'fails')

const anyDecision: fc.Arbitrary<Decision> = fc
  .tuple(
    fc.oneof(
      partialBindingFacts().map((facts) => (set: typeof cn2024) => decideBinding(facts, set)),
      partialHandlingFacts().map((facts) => (set: typeof cn2024) => decideHandling(facts, set)),
    ),
    fc.constantFrom(...SET_IDS),
  )
  .map(([decide, id]) => decide(SETS[id]) as Decision)

describe('a driver', () => {
  test.each([
    [bind({ driverBindings: 3 }), '您已备案3辆非本人机动车，最多3辆，请先解除1辆。'],
    [handle({ points: 3 }), '该违法发生在您备案该车之前，自助渠道不能处理，请到窗口办理。'],
    [
      handle({ points: 4, pointsHeld: 9, boundSince: HANDLE.occurredAt }),
      '处理后您的累积记分将达13分；满12分的，不能通过自助渠道处理违法，请缴清罚款，待记分周期结束清分后再处理，符合条件的也可以参加学法减分后再处理，或者到窗口办理（须本人到场并核验身份）。',
    ],
    [handle({ violationState: 'handled' }), '该违法已处理，不必再处理。'],
    [bind({ vehicleOwner: 'd' }), '该车登记在您名下，无需备案。'],
  ])('is told what to do: %#', (decision, sentence) => {
    expect(told(decision)).toContain(sentence)
  })

  test('is told where a refused act can be done, and what for', () => {
    const elsewhere = handle({ ...KNOWN, points: 3 })
    expect(headline(elsewhere, zhCN, DRIVER)).toBe('您不能通过该渠道处理该违法，请到窗口办理（须本人到场并核验身份）。')
    expect(headline(elsewhere, en, DRIVER)).toBe(
      'You cannot handle this violation here; at a window you can, if you come in person and have your identity checked.',
    )
    expect(headline(bind({ driverBindings: 3 }), zhCN, DRIVER)).toBe('您暂时不能备案该车，请按提示办理。')
  })

  test('is not sent elsewhere for what can be mended here, and is told what there is already', () => {
    const asked = { driver: 'd', vehicle: 'v' } as const
    const mend = ['您暂时不能备案该车，请按提示办理。', 'You cannot bind this vehicle yet; follow the notes.']
    const both = (decision: Decision) => LOCALES.map((locale) => headline(decision, locale, DRIVER)).sort()
    const binding = (facts: object) => decideBinding({ ...asked, ...facts }, cn2024) as Decision
    expect(both(binding({ channel: 'app', ownerConsent: 'none' }))).toEqual(mend.sort())
    expect(both(binding({ channel: 'window', identityVerified: false }))).toEqual(mend.sort())
    const away = decideHandling({ ...asked, channel: 'window', offenderPresent: false }, cn2024) as Decision
    expect(headline(away, zhCN, DRIVER)).toBe('您暂时不能处理该违法，请按提示办理。')
    // What cannot be mended besides is told as before.
    expect(headline(binding({ channel: 'app', ownerConsent: 'none', operating: true }), zhCN, DRIVER)).toMatch(
      /请到窗口办理（须核验身份），其他条件/,
    )
    expect(both(binding({ pairBound: true }))).toEqual(
      ['您已备案该车，无需再次备案。', 'You have bound this vehicle; you need not bind it again.'].sort(),
    )
    expect(headline(binding({ vehicleOwner: 'd' }), zhCN, DRIVER)).toBe('该车无需备案。')
  })

  test.each([
    ['revoked', '吊销', 'revoked'],
    ['annulled', '撤销', 'annulled'],
    ['cancelled', '注销', 'cancelled'],
  ] as const)('whose licence is %s is never told that it comes back', (state, zh, english) => {
    const decision = handle({ licenceStates: [state, 'locked'] }) as Decision
    expect(told(decision)).toContain(`您的驾驶证已被${zh}，不能处理违法，请重新取得驾驶证后再申请。`)
    expect(explain(decision, en, DRIVER)).toContain(
      `Your licence has been ${english}, and you cannot handle violations; apply again when you have a new licence.`,
    )
    expect(explain(decision, zhCN).join('')).not.toContain('恢复正常')
    expect(explain(decision, en).join('')).not.toContain('in order again')
  })

  test('is told by name at most two rules that elsewhere still have to hold', () => {
    fc.assert(
      fc.property(anyDecision, (decision) => {
        for (const locale of LOCALES) {
          // What a driver does in person is told as that, and not as a rule.
          const { 'identity-verified': _, 'offender-present': __, ...rules } = locale.names.rules
          const names = Object.values(rules)
          const said = headline(decision, locale, DRIVER)
          expect(names.filter((name) => said.includes(name)).length, said).toBeLessThanOrEqual(2)
        }
      }),
    )
    const early = decideBinding({ channel: 'app', driver: 'd', vehicle: 'v', operating: true }, cn2024)
    expect(headline(early, zhCN, DRIVER)).toBe(
      '您不能通过该渠道备案该车，请到窗口办理（须核验身份），其他条件以办理时的核查为准。',
    )
    expect(headline(early, en, DRIVER)).toBe(
      'You cannot bind this vehicle here; try a window and have your identity checked; the office checks the other conditions when you apply.',
    )
  })

  test('is never told a source, a rule set, a code, or of a third person', () => {
    const codes = new RegExp(
      `\\b(?:${[...RULE_IDS, ...FACTS.map(({ name }) => name)].filter((id) => /[-A-Z]/.test(id)).join('|')})\\b`,
    )
    fc.assert(
      fc.property(anyDecision, (decision) => {
        for (const locale of LOCALES) {
          const sentences = explain(decision, locale, { ...DRIVER, cite: CITATIONS })
          expect(sentences).toEqual(explain(decision, locale, DRIVER))
          expect(sentences.length).toBe(explain(decision, locale).length)
          const all = [...told(decision, locale), headline(decision, locale, DRIVER)].join(' ')
          expect(all).not.toMatch(codes)
          expect(all).not.toMatch(/the driver['’ ](?!s? besides)|《|依据|cn-20|as-reported|under "/)
        }
      }),
    )
  })

  test('is never shown what was typed, nor a code of a closed list', () => {
    for (const [facts, zh, english] of [
      [{ channel: 'phone' }, '请选择办理渠道。', 'Choose the channel.'],
      [{ channel: 7 }, '请选择办理渠道。', 'Choose the channel.'],
      [{ operating: 'no' }, '请选择是否为营运车辆。', 'Say whether the vehicle is used for hire.'],
      [{ driver: 'd'.repeat(65) }, '驾驶证号过长，请核对。', 'Check the licence number: it is too long.'],
      [
        { driverBindings: 1.5 },
        '现已备案的非本人机动车数请用数字填写0或者正整数。',
        'Check the number of vehicles of others bound now: it takes a whole number, 0 or more, in digits.',
      ],
    ] as const) {
      const wrong = decideBinding(facts as never, asReported)
      expect(explain(wrong, zhCN, DRIVER)).toEqual([zh])
      expect(explain(wrong, en, DRIVER)).toEqual([english])
    }
    fc.assert(
      fc.property(fc.string({ minLength: 3 }), (text) => {
        for (const parsed of [parsePlate(`秘密${text}`), parseLicenceNumber(`秘密${text}`)]) {
          if (parsed.ok) throw new Error(text)
          for (const issue of parsed.issues) {
            for (const locale of LOCALES) expect(explainIssue(issue, locale, DRIVER)).not.toContain('秘密')
          }
        }
      }),
    )
  })

  test.each([
    ['"京A12345"', '填写内容中有多余的引号，请删除。', 'Take the quotation marks off what you entered.'],
    [
      '京AI2345',
      '号牌此处不使用字母I和O，请核对是否为京A·12345。',
      'Plates have no letter I or O there; check whether 京A·12345 is meant.',
    ],
    [
      '使014·578',
      '“使”“领”字应写在号牌末尾，请写作014·578使。',
      'The mark 使 or 领 stands at the end of a plate; enter 014·578使.',
    ],
    [
      '京A123456',
      '号牌号码格式不对，应如京A12345、京AD12345（新能源）。',
      'Check the plate number: it has the form 京A12345 or 京AD12345.',
    ],
    [
      '京A',
      '号牌号码不全，应如京A12345、京AD12345（新能源）、京A1234挂、粤Z1234港。',
      'Enter the whole plate number, such as 京A12345, 京AD12345, 京A1234挂 or 粤Z1234港: a part of it is missing.',
    ],
  ])('reads of the plate %s what to write instead', (plate, zh, english) => {
    const parsed = parsePlate(plate)
    if (parsed.ok) throw new Error(plate)
    const [issue] = parsed.issues
    expect([explainIssue(issue as never, zhCN, DRIVER), explainIssue(issue as never, en, DRIVER)]).toEqual([
      zh,
      english,
    ])
  })
})

describe('the name of a fact in a sentence', () => {
  test.each(Object.entries(en.bind.facts).concat(Object.entries(en.handle.facts)))(
    '%s, %s, has an article unless it is a clause',
    (fact, name) => {
      const issue = { code: 'wrong-type', path: [fact], wanted: { kind: 'instant' }, received: 'x' }
      const isClause = /^(?:whether|when|since|who)\b/.test(name)
      expect(explainIssue(issue as never, en, DRIVER)).toContain(isClause ? ` ${name}` : ` the ${name}`)
      expect(explainIssue(issue as never, en, DRIVER)).not.toMatch(/the (?:whether|when|since|who)\b/)
    },
  )
})

describe('only some fields', () => {
  test('a perfect form of which the office lacks facts is clear so far, and says so in its headline', () => {
    const decision = bind({ channel: 'app' })
    const only: readonly FactName[] = ['driver', 'vehicle', 'channel']
    expect(decision.verdict).toBe('undetermined')
    expect(headline(decision, zhCN, { ...DRIVER, only })).toBe('目前未发现不能备案该车的情形。')
    expect(headline(decision, en, { ...DRIVER, only })).toBe('So far nothing stands against your request.')
    expect(headline(decision, zhCN, { ...DRIVER, only: [...only, 'ownerConsent'] })).toContain('尚缺的1项信息')
    expect(headline(decision, en, { ...DRIVER, only: [...only, 'ownerConsent'] })).toContain('enter the missing fact.')
    expect(Object.keys(reasonsByField(decision, zhCN, { only }))).toEqual([])
  })

  test('only these are asked for, and only what concerns these is told', () => {
    fc.assert(
      fc.property(anyDecision, fc.subarray(FACTS.map(({ name }) => name)), (decision, only) => {
        const missing = missingOf(decision).filter((fact) => only.includes(fact))
        const asked = Object.keys(reasonsByField({ ...decision, findings: decision.findings }, zhCN, { only }))
        for (const fact of missing) expect(asked).toContain(fact)
        for (const sentence of explain(decision, zhCN, { only })) {
          for (const { name } of FACTS) {
            const label = `请说明${zhCN.names.facts[name]}，`
            if (!only.includes(name)) expect(sentence.startsWith(label)).toBe(false)
          }
        }
        expect(explain(decision, zhCN, { only: FACTS.map(({ name }) => name) })).toEqual(explain(decision, zhCN))
        expect(explain(decision, zhCN, { only: [] })).toEqual([])
      }),
    )
  })
})
