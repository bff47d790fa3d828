/** Advice that was followed and led to a refusal, sentences that contradicted each other, and what was said of nothing. */
import { describe, expect, test } from 'vitest'
import {
  en,
  enHandlingForm,
  explain,
  type HandlingFormWords,
  headline,
  reasonsByField,
  zhCN,
  zhCNBinding,
  zhCNHandling,
  zhCNHandlingForm,
} from '../../src/explain/index.ts'
import { beijingTime, bindingForm, handlingForm, yuan } from '../../src/form/index.ts'
import { type Decision, decideBinding, decideHandling } from '../../src/index.ts'
import {
  asReported,
  chengdu2017,
  cn2018february,
  cn2018september,
  cn2020,
  cn2024,
  plan2018,
  type RuleSet,
} from '../../src/law/index.ts'
import { SET_IDS, SETS } from '../oracle/sets.ts'
import { PERMITTED_BINDING, PERMITTED_HANDLING } from '../support/permitted.ts'

const DRIVER = { audience: 'driver' } as const
const AT = '2025-06-10T10:00:00+08:00'
const HANDLING = {
  ...PERMITTED_HANDLING,
  at: AT,
  occurredAt: '2025-06-09T09:30:00+08:00',
  boundSince: '2025-05-01T10:00:00+08:00',
} as const
const BINDING = { ...PERMITTED_BINDING, at: AT } as const

/** What a form tells of each rule that fails. */
function said(judged: { readonly byField: object }): Readonly<Record<string, string>> {
  const messages = Object.values(judged.byField).flat() as { readonly rule?: string; readonly message: string }[]
  return Object.fromEntries(messages.map(({ rule = '', message }) => [rule, message]))
}
function handling(facts: object, rules: RuleSet = cn2024, audience: 'driver' | 'official' = 'driver') {
  const known = { ...HANDLING, ...facts } as never
  return said(handlingForm({ ask: [], rules, known, locale: zhCNHandling, audience }).judge({}))
}
function binding(facts: object, rules: RuleSet = cn2024, audience: 'driver' | 'official' = 'driver') {
  const known = { ...BINDING, ...facts } as never
  return said(bindingForm({ ask: [], rules, known, locale: zhCNBinding, audience }).judge({}))
}
function verdictOf(facts: object, rules: RuleSet): string {
  return decideHandling({ ...HANDLING, ...facts } as never, rules).verdict
}

describe('to bind first was advised where it does not help', () => {
  const unbound = { boundSince: null }
  const sameDay = { ...unbound, occurredAt: '2025-06-10T08:00:00+08:00' }

  test.each([cn2024, cn2020])('%# of the same day, where a binding counts from its moment on', (set) => {
    expect(handling(sameDay, set)['open-binding']).toBe('您尚未备案该车，现在备案也不能处理该违法，请到窗口办理。')
    expect(handling(sameDay, set, 'official')['open-binding']).toBe(
      '该驾驶人现未备案该车，自助渠道须先备案再处理，现在备案也不能用于该违法，窗口办理不受此限。',
    )
    expect(verdictOf({ ...sameDay, boundSince: AT }, set)).toBe('refused')
    // What is handled has occurred, and so before any binding to come.
    expect(handling({ ...unbound, occurredAt: undefined }, set)['open-binding']).toBe(
      '您尚未备案该车，现在备案也不能处理该违法，请到窗口办理。',
    )
  })

  test.each([cn2018february, cn2018september, asReported, plan2018])(
    '%# but is where the day of binding counts whole, on that day',
    (set) => {
      expect(handling(sameDay, set)['open-binding']).toMatch(
        /^您尚未备案该车，请在今天备案（以后再备案不能处理该违法）/,
      )
      expect(verdictOf({ ...sameDay, boundSince: AT }, set)).toBe('permitted')
      expect(handling({ ...unbound, occurredAt: undefined }, set)['open-binding']).toMatch(
        /请先备案（备案后只能处理自备案之日起发生的违法）/,
      )
    },
  )

  test('and where the violation has no points, or it is not known whether it has', () => {
    expect(handling({ ...sameDay, points: 0 })['open-binding']).toMatch(/^您尚未备案该车，请先备案，/)
    expect(handling({ ...sameDay, points: undefined })['open-binding']).toMatch(/备案之前发生的违法可能仍不能处理/)
  })

  test('the first binding of a vehicle covers older violations; a later one does not', () => {
    const of = (firstBinding: boolean | undefined) =>
      handling({ ...unbound, firstBinding }, chengdu2017)['open-binding']
    expect(of(false)).toBe('您尚未备案该车，现在备案也不能处理该违法。')
    expect(of(true)).toBe('您尚未备案该车，请先备案。')
    expect(of(undefined)).toBe('您尚未备案该车，请先备案（属该车首次备案的，可一并处理此前的违法）。')
  })

  test('a large vehicle of another stays barred, bound or not: of a decision alone that is known too', () => {
    const large = { ...unbound, points: 0, plateType: '01' }
    expect(handling(large)['open-binding']).toBe('您尚未备案该车，请到窗口办理。')
    const decision = decideHandling({ ...HANDLING, ...large } as never, cn2024)
    expect(explain(decision, zhCN, DRIVER)).toContain('您尚未备案该车，请到窗口办理。')
    expect(explain(decision, en, DRIVER)).toContain('You have not bound this vehicle; go to a window.')
  })

  test('of a decision alone nothing is said but what holds by every reading of the day of binding', () => {
    const decision = decideHandling({ ...HANDLING, ...unbound, occurredAt: undefined } as never, cn2024)
    const [advice] = explain(decision, zhCN, DRIVER).filter((sentence) => sentence.includes('尚未备案'))
    expect(advice).toBe('您尚未备案该车，请先备案（备案之前发生的违法可能仍不能处理），或者到窗口办理。')
  })
})

/** Every case of a few facts, in every rule set. */
function* cases(): Generator<readonly [facts: object, set: RuleSet]> {
  const times = ['2025-06-09T09:30:00+08:00', '2025-06-10T08:00:00+08:00', undefined]
  for (const id of SET_IDS)
    for (const occurredAt of times)
      for (const points of [0, 3, 9, undefined])
        for (const pointsHeld of [0, 6, 11, 12])
          for (const firstBinding of [true, false])
            for (const plateType of ['01', '02'])
              for (const fullScoreStudies of pointsHeld === 12 ? [0, 2] : [0])
                yield [
                  { occurredAt, points, pointsHeld, firstBinding, plateType, fullScoreStudies, boundSince: null },
                  SETS[id],
                ]
}

test('advice that promises is followed, and the act is not refused, here or where the advice says', () => {
  const followed = { bind: 0, clear: 0, study: 0, again: 0 }
  for (const [facts, set] of cases()) {
    const { 'open-binding': bound = '', 'points-room': room = '' } = handling(facts, set)
    const change: Record<string, unknown> = {}
    if (/请先备案[，。]|请在今天备案/.test(bound)) change.boundSince = AT
    if (/清分|满分学习/.test(room)) change.pointsHeld = 0
    const { pointsHeld: held, fullScoreStudies } = facts as {
      readonly pointsHeld: number | undefined
      readonly fullScoreStudies: number
    }
    // Whoever studied at the full score has one study more, until the period ends.
    const isOver = /周期结束/.test(room)
    const again = { ...change, fullScoreStudies: isOver ? 0 : fullScoreStudies + 1 }
    const studied = { ...change, pointsHeld: Math.max(0, (held ?? 0) - 6) }
    for (const [name, advised, changed] of [
      ['bind', change.boundSince !== undefined, change],
      ['clear', change.pointsHeld !== undefined, change],
      ['study', /学法减分/.test(room), studied],
      ['again', /满分学习/.test(room), again],
    ] as const) {
      // What else has to be mended has its own advice.
      if (!advised || /可能仍不能|首次备案的|自备案之日起|现在备案也/.test(bound)) continue
      followed[name]++
      expect(verdictOf({ ...facts, ...changed }, set), JSON.stringify([facts, set.id, bound, room])).not.toBe('refused')
    }
  }
  for (const count of Object.values(followed)) expect(count).toBeGreaterThan(20)
})

describe('what makes room for points', () => {
  const points = (facts: object, set?: RuleSet, audience?: 'official') => handling(facts, set, audience)['points-room']

  test('at the last study before the rule on repeated ones the period has to end too', () => {
    const last = { pointsHeld: 12, fullScoreStudies: 2 }
    expect(points(last)).toBe(
      '处理后您的累积记分将达15分；满12分的，不能通过自助渠道处理违法，请先参加满分学习并考试合格，待本记分周期结束后再申请处理，或者到窗口办理（须本人到场并核验身份）。',
    )
    expect(points(last, cn2024, 'official')).toMatch(/须经满分学习并考试合格，待本记分周期结束后再申请/)
    expect(handling({ licenceStates: ['full-points'], fullScoreStudies: 2 })['licence-state']).toMatch(
      /待本记分周期结束后再申请处理。$/,
    )
    // Studied and still refused: as the sentence says.
    expect(verdictOf({ pointsHeld: 0, fullScoreStudies: 3 }, cn2024)).toBe('refused')
    // A set without that rule, and a window, which it does not bind.
    expect(points(last, cn2020)).toMatch(/再申请处理/)
    expect(points(last, cn2020)).not.toMatch(/周期结束/)
    const atWindow = { licenceStates: ['full-points'], fullScoreStudies: 2, channel: 'window' }
    expect(handling(atWindow)['licence-state']).not.toMatch(/周期结束/)
  })

  test('whose licence is suspended is not sent to a study alone: that has to end too', () => {
    for (const licenceStates of [['suspended'], ['suspended', 'full-points'], ['revoked']])
      for (const pointsHeld of [9, 12, 15]) {
        const said = handling({ licenceStates, pointsHeld })
        expect(Object.values(said).join('')).not.toMatch(/请先参加满分学习|减分/)
      }
    expect(Object.values(handling({ licenceStates: ['revoked'], pointsHeld: 12 })).join('')).not.toMatch(/学习/)
    expect(handling({ licenceStates: ['suspended', 'full-points'] })['licence-state']).toBe(
      '您的驾驶证状态为暂扣、记满12分，恢复正常前不能处理违法，请先咨询交管部门，在驾驶证恢复正常并经满分学习、考试合格后，再申请处理。',
    )
    // Two steps, and both are told at once.
    const expired = { licenceStates: ['expired'], pointsHeld: 12 }
    expect(points(expired)).toBe(
      '处理后您的累积记分将达15分；满12分的，不能通过自助渠道处理违法，请在驾驶证恢复正常并经满分学习、考试合格后，再申请处理。',
    )
    expect(points(expired, cn2024, 'official')).toMatch(/须待驾驶证恢复正常并经满分学习、考试合格后再申请/)
    expect(points({ ...expired, fullScoreStudies: 2 })).toMatch(/考试合格后，待本记分周期结束再申请处理。$/)
    expect(points({ ...expired, fullScoreStudies: 2 }, cn2024, 'official')).toMatch(/且本记分周期结束后再申请/)
    // Of what does not bar nothing has to end.
    expect(points({ licenceStates: ['violations-pending'], pointsHeld: 9 })).toMatch(/学法减分/)
  })

  test('at the full score it is the full-score study, and nothing else', () => {
    expect(points({ pointsHeld: 12 })).toBe(
      '处理后您的累积记分将达15分；满12分的，不能通过自助渠道处理违法，请先参加满分学习并考试合格，再申请处理，或者到窗口办理（须本人到场并核验身份）。',
    )
    expect(points({ pointsHeld: 12 }, cn2024, 'official')).toMatch(/须经满分学习并考试合格后再申请/)
    expect(handling({ licenceStates: ['full-points'] })['licence-state']).toBe(
      '您的驾驶证状态为记满12分，恢复正常前不能处理违法，请先参加满分学习并考试合格，再申请处理。',
    )
  })

  test('study takes points off only where the points regime of the day has it, and as many as it takes', () => {
    const STUDY = /学法减分/
    expect(points({ pointsHeld: 9 })).toMatch(STUDY)
    expect(
      points(
        {
          at: '2019-06-10T10:00:00+08:00',
          occurredAt: '2019-06-09T10:00:00+08:00',
          boundSince: '2019-05-01T10:00:00+08:00',
          pointsHeld: 9,
        },
        cn2018september,
      ),
    ).not.toMatch(STUDY)
    // 11 held, 6 off, and 9 more are over again.
    expect(points({ points: 9, pointsHeld: 11 }, cn2020)).toBe(
      '处理后您的累积记分将达20分；满12分的，不能通过自助渠道处理违法，请缴清罚款，待记分周期结束清分后再处理，或者到窗口办理（须本人到场并核验身份）。',
    )
    expect(points({ points: 9, pointsHeld: 8 }, cn2020)).toMatch(STUDY)
  })

  test('nothing is advised where the violation stays barred for its own points', () => {
    expect(points({ points: 9, pointsHeld: 3 })).toBe(
      '处理后您的累积记分将达12分；满12分的，不能通过自助渠道处理违法，请到窗口办理。',
    )
  })

  test('nor where the points held are not known, as by a decision alone', () => {
    const decision = decideHandling({ ...HANDLING, pointsHeld: 9 } as never, cn2020)
    const told = explain(decision, zhCN, DRIVER).join('')
    expect(told).toMatch(/将达12分/)
    expect(told).not.toMatch(/清分|减分|满分学习并/)
  })
})

test('a window sends nobody to an app for which the owner has not agreed', () => {
  const lacks = { ownerConsent: 'none', identityVerified: false }
  expect(binding({ ...lacks, channel: 'window' })['identity-verified']).toBe(
    '您的身份尚未核验，请出示您的驾驶证和身份证明原件。',
  )
  expect(binding({ ...lacks, channel: 'app' })['owner-consent']).toMatch(/或者到窗口办理（须核验身份）。$/)
})

test('fewer vehicles are released where another channel allows more', () => {
  expect(binding({ driverBindings: 3, ownerConsent: 'registered-owner' }, plan2018)['driver-cap']).toBe(
    '您已备案3辆非本人机动车，自助渠道最多1辆，请先解除3辆，或者先解除1辆再到窗口办理。',
  )
  expect(binding({ driverBindings: 3, channel: 'window' }, plan2018)['driver-cap']).toBe(
    '您已备案3辆非本人机动车，窗口最多3辆，请先解除1辆。',
  )
})

describe('a vehicle that needs no binding was counted as one more', () => {
  const full = {
    ...BINDING,
    driverBindings: 3,
    vehicleBindings: 3,
    driverBindingsEver: 5,
    driverApplicationsToday: 1,
    driverApplicationsThisYear: 5,
  }
  const none = {
    ...full,
    driverBindings: 0,
    vehicleBindings: 0,
    driverBindingsEver: 0,
    driverApplicationsToday: 0,
    driverApplicationsThisYear: 0,
  }
  const ONE_MORE = /本次|将达|将是|This would be|would have bound|You would be/

  test.each(['own', 'bound'])('%s', (which) => {
    const moot = which === 'own' ? { vehicleOwner: 'd' } : { pairBound: true }
    for (const id of SET_IDS) {
      for (const facts of [full, none]) {
        const decision = decideBinding({ ...facts, ...moot } as never, SETS[id]) as Decision
        for (const locale of [zhCN, en]) {
          for (const audience of ['driver', 'official'] as const) {
            expect(explain(decision, locale, { audience }).join('')).not.toMatch(ONE_MORE)
            expect(JSON.stringify(reasonsByField(decision, locale, { audience }))).not.toMatch(ONE_MORE)
          }
        }
      }
    }
  })

  test('what is bound and the limit are told', () => {
    const decision = decideBinding({ ...full, vehicleOwner: 'd' } as never, cn2024)
    expect(explain(decision, zhCN)).toContain('现已备案3辆非本人机动车，同时备案最多3辆，已达上限。')
    expect(explain(decision, en)).toContain('The driver has bound 3 vehicles of others, and the limit of 3 is reached.')
    const free = decideBinding({ ...none, vehicleOwner: 'd' } as never, cn2024)
    expect(explain(free, zhCN)).toContain('现已备案0辆非本人机动车，同时备案最多3辆，未达上限。')
    expect(explain(free, en)).toContain('The driver has bound 0 vehicles of others, and the limit of 3 is not reached.')
  })
})

test('a plan that never was in force is called that, and not verified until a day before its own', () => {
  const never = SET_IDS.filter((id) => SETS[id].verifiedOn < SETS[id].from)
  for (const id of SET_IDS) {
    const decision = decideBinding({ ...BINDING, at: '2018-03-05T10:00:00+08:00' } as never, SETS[id])
    expect(headline(decision, zhCN).includes('未曾施行'), id).toBe(never.includes(id))
    expect(headline(decision, en).includes('never in force'), id).toBe(never.includes(id))
    if (never.includes(id)) expect(headline(decision, en)).not.toMatch(/verified/)
  }
  expect(never).toHaveLength(1)
})

describe('a binding later than the handling was not told', () => {
  const later = { boundSince: '2025-06-12T10:00:00+08:00', points: 0 }
  const known = { ...HANDLING, ...later } as never

  test('by a decision', () => {
    const decision = decideHandling(known, cn2024)
    expect(decision.verdict).toBe('permitted')
    expect(headline(decision, zhCN)).toMatch(/，备案时间晚于办理时间，请核对。$/)
    expect(headline(decision, en)).toMatch(/; the binding is later than the request: check both times\.$/)
    expect(headline(decideHandling(HANDLING, cn2024), zhCN)).not.toMatch(/核对/)
  })

  test('by a form, whatever its status', () => {
    const form = handlingForm({ ask: ['fine'], read: { fine: yuan }, rules: cn2024, known, locale: zhCNHandlingForm })
    for (const fine of ['100', '9000', ''])
      expect(form.judge({ fine }).headline, fine).toBe('登记的时间有误，请到窗口咨询。')
  })

  test('to who was asked for the time, who can check it', () => {
    const options = { ask: ['boundSince'], read: { boundSince: beijingTime }, rules: cn2024, known: HANDLING } as const
    const typed = { boundSince: '2025-06-12 10:00' }
    const { boundSince: _, ...office } = { ...HANDLING, points: 0 } as Record<string, unknown>
    for (const [locale, told] of [
      [zhCNHandlingForm, /，备案时间晚于办理时间，请核对。$/],
      [enHandlingForm, /; the binding is later than the request: check both times\.$/],
    ] as const) {
      const form = handlingForm({ ...options, known: office as never, locale })
      expect(form.judge(typed).headline).toMatch(told)
    }
  })

  test('without a contradiction in one sentence, and without where to go then', () => {
    const impossible = { ...HANDLING, ...later, occurredAt: '2025-06-13T10:00:00+08:00', points: 3 }
    const asked = (ask: 'fine' | 'occurredAt', locale: HandlingFormWords) => {
      const { occurredAt: _, ...rest } = impossible as Record<string, unknown>
      const office = ask === 'fine' ? impossible : rest
      const read = ask === 'fine' ? { fine: yuan } : { occurredAt: beijingTime }
      const form = handlingForm({ ask: [ask], read, rules: cn2024, known: office as never, locale } as never)
      const { headline: said, byField } = form.judge({
        fine: '100',
        occurredAt: '2025-06-13 10:00',
        [ask === 'fine' ? 'occurredAt' : 'fine']: undefined,
      } as never)
      const notes = Object.values(byField as Record<string, readonly { readonly message: string }[]>).flat()
      return [said, ...notes.map(({ message }) => message)]
    }
    expect(asked('fine', zhCNHandlingForm)).toContain('登记的时间有误，请到窗口咨询。')
    expect(asked('fine', zhCNHandlingForm)).toContain('违法时间晚于办理时间，登记有误，请到窗口咨询。')
    expect(asked('fine', enHandlingForm)).toContain('Our records have a wrong time; please ask at a window.')
    expect(asked('fine', enHandlingForm)).toContain(
      'By our records the violation is later than the request; please ask at a window.',
    )
    for (const said of asked('fine', zhCNHandlingForm).filter((each) => !each.startsWith('“罚款')))
      expect(said).not.toMatch(/核对|，但|届时/)
    expect(asked('occurredAt', zhCNHandlingForm)[0]).toBe('请先核对违法时间。')
    expect(asked('occurredAt', zhCNHandlingForm)).toContain('违法时间不能晚于办理时间，请核对违法时间。')
  })
})

test('a licence that was transferred out is transferred in, and does not come back by waiting', () => {
  expect(handling({ licenceStates: ['transferred-out'] })['licence-state']).toBe(
    '您的驾驶证状态为转出，恢复正常前不能处理违法，请先办理转入。',
  )
})

test('an official reads of no rule at a window that is known to hold there', () => {
  const line = (facts: object) => {
    const known = { ...HANDLING, channel: 'window', offenderPresent: false, ...facts } as never
    return handlingForm({ ask: [], rules: cn2024, known, locale: zhCNHandling, audience: 'official' }).judge({})
      .headline
  }
  expect(line({})).toBe(
    '处理交通违法：不能办理，依据“2024年备案规定（限制申请次数）”，该规定的核实截至2024年11月1日，不能办理的原因不适用于自助渠道。',
  )
  expect(line({ pointsHeld: undefined })).toMatch(/，自助渠道办理仍须符合累积记分要求。$/)
})

describe('a headline said that no channel helps where the notes did', () => {
  const headlineOf = (question: 'bind' | 'handle', facts: object, rules: RuleSet) =>
    question === 'bind'
      ? bindingForm({ ask: [], rules, known: { ...BINDING, ...facts } as never, locale: zhCNBinding }).judge({})
          .headline
      : handlingForm({ ask: [], rules, known: { ...HANDLING, ...facts } as never, locale: zhCNHandling }).judge({})
          .headline
  const STUDY = { licenceStates: ['full-points'] }

  test.each([
    ['bind', { driverBindings: 3 }, cn2024, '您暂时不能备案该车，请按提示办理。'],
    // The note sends to a window once fewer vehicles are released.
    [
      'bind',
      { driverBindings: 3, vehicleBindings: 4, ownerConsent: 'registered-owner' },
      plan2018,
      '您暂时不能备案该车，请按提示办理。',
    ],
    ['bind', { driverBindings: 3, operating: true }, cn2024, '您暂时不能备案该车，请按提示办理。届时请到窗口办理。'],
    ['bind', { driverBindingsEver: 5 }, plan2018, '您现在不能备案该车，更换渠道也不能办理。'],
    ['handle', STUDY, cn2018february, '您暂时不能处理该违法，请按提示办理。'],
    ['handle', STUDY, cn2018september, '您暂时不能处理该违法，请按提示办理。'],
    ['handle', { ...STUDY, fine: 50_000 }, cn2024, '您暂时不能处理该违法，请按提示办理。届时请到窗口办理。'],
    ['handle', { points: 12, fine: 50_000 }, asReported, '您现在不能处理该违法，更换渠道也不能办理。'],
  ] as const)('%s %j', (question, facts, rules, said) => {
    expect(headlineOf(question, facts, rules)).toBe(said)
  })
})

test.each([
  [['expired'], '请先换证', 'first renew it'],
  [['unverified'], '请先办理审验', 'first have it verified'],
  [['cancelled-restorable'], '请先申请恢复驾驶资格', 'first apply to have it restored'],
  [['locked'], '请先咨询交管部门', 'first ask the traffic police about it'],
  [['expired', 'unverified'], '请先换证、办理审验', 'first renew it and have it verified'],
  [['impounded', 'suspended'], '请先咨询交管部门', 'first ask the traffic police about it'],
])('a licence that is %j has something to be done first', (licenceStates, zh, english) => {
  expect(handling({ licenceStates })['licence-state']).toMatch(new RegExp(`前不能处理违法，${zh}。$`))
  const decision = decideHandling({ ...HANDLING, licenceStates } as never, cn2024)
  expect(explain(decision, en, DRIVER).find((sentence) => /licence is marked/.test(sentence))).toMatch(
    new RegExp(`cannot handle violations; ${english}\\.$`),
  )
})

test('whoever had too many full-score studies is told to wait for the end of the period', () => {
  expect(handling({ fullScoreStudies: 3 })['repeat-full-score']).toBe(
    '您本记分周期已满分学习3次，本周期内自助渠道不能处理非本人机动车的违法，请待本记分周期结束后再申请处理，或者到窗口办理（须本人到场并核验身份）。',
  )
})

describe('the limits of the channel that a headline sends to were not told', () => {
  const line = (
    question: 'bind' | 'handle',
    facts: object,
    rules: RuleSet,
    audience: 'driver' | 'official',
    locale = zhCN,
  ) =>
    question === 'bind'
      ? bindingForm({ ask: [], rules, known: { ...BINDING, ...facts } as never, locale, audience }).judge({}).headline
      : handlingForm({ ask: [], rules, known: { ...HANDLING, ...facts } as never, locale, audience }).judge({}).headline
  const crowded = { recordedBy: 'officer', vehicleOtherDriversThisYear: 5 }

  test('a driver reads what a window asks for, in both languages', () => {
    expect(line('handle', crowded, cn2018february, 'driver')).toBe(
      '您暂时不能处理该违法，请按提示办理。连同您，一年内处理过该车违法的驾驶人将达5名（不含所有人），窗口最多3名，请待其余4名中有2名的最近一次处理均满一年后再处理。届时请到窗口办理。',
    )
    expect(line('handle', crowded, cn2018february, 'driver', en)).toBe(
      'You cannot handle this violation yet; follow the notes. With you, 5 drivers besides the owner would have handled violations of this vehicle within a year, and the window limit is 3; wait until a year has passed since the last handling by 2 of the other 4. Then go to a window.',
    )
    expect(line('bind', { driverBindings: 3, operating: true, vehicleOwnerKind: 'unit' }, plan2018, 'driver')).toBe(
      '您暂时不能备案该车，请按提示办理。您已备案3辆非本人机动车，窗口最多3辆，请先解除1辆。届时请到窗口办理。',
    )
  })

  test('an official reads which rule bars there', () => {
    expect(line('handle', crowded, cn2018february, 'official')).toMatch(
      /，各渠道现均不能办理。截至2025年6月10日的一年内处理该车违法的驾驶人共5名（不含所有人，含本人），窗口最多3名，已超限，/,
    )
    expect(line('handle', crowded, cn2018february, 'official', en)).toMatch(
      /; at present no channel permits it\. .*the window limit of 3/,
    )
  })

  test('what a note says of all channels is not said again', () => {
    expect(line('bind', { driverBindings: 3, operating: true }, cn2024, 'driver')).toBe(
      '您暂时不能备案该车，请按提示办理。届时请到窗口办理。',
    )
  })
})

test('an official at a window where the identity is unchecked was told that no channel permits it', () => {
  const official = (facts: object, locale = zhCN) => {
    // By self-service the fine is too high.
    const known = { ...HANDLING, channel: 'window', fine: 50_000, identityVerified: false, ...facts } as never
    return handlingForm({ ask: [], rules: cn2024, known, locale, audience: 'official' }).judge({}).headline
  }
  expect(official({})).toMatch(/，所列事项补正后可以办理。$/)
  expect(official({}, en)).toMatch(/; it is permitted once what fails is mended\.$/)
  expect(official({ violationState: undefined })).toMatch(/，所列事项须先补正，尚缺1项信息。$/)
  expect(official({ violationState: undefined }, en)).toMatch(
    /; what fails has to be mended first; 1 fact is missing\.$/,
  )
})

test('an official was addressed as the driver where a field is malformed', () => {
  const told = (asked: string, typed: string, locale = zhCN, words = zhCNHandling) => {
    const make = (asked === 'pairBound' ? bindingForm : handlingForm) as typeof handlingForm
    const of = (language: unknown) =>
      (
        make({ ask: [asked], rules: cn2024, locale: language, audience: 'official' } as never).judge({
          [asked]: typed,
        }).byField as Record<string, { readonly message: string; readonly correction?: string }[]>
      )[asked]?.[0]
    const { message = '', correction = '' } = of(locale) ?? {}
    // Without the words for officials of inputs, an official reads what is to be done.
    const alone = asked === 'pairBound' ? '' : of(words)?.message
    return [message, correction, alone].join(' ')
  }
  for (const asked of ['identityVerified', 'offenderPresent', 'pairBound']) {
    expect(told(asked, 'x')).toMatch(/请选择(是否已核验驾驶人|违法行为人是否|驾驶人是否)/)
    expect(told(asked, 'x')).not.toMatch(/您/)
    expect(told(asked, 'x', en)).not.toMatch(/\byou/i)
  }
  expect(told('driver', '-', en)).not.toMatch(/\byou/i)
})

test('a note on what cannot be mended here, beside the advice to wait, says where alone it can be done', () => {
  const crowded = { recordedBy: 'officer', vehicleOtherDriversThisYear: 5 }
  expect(handling(crowded, cn2018february)['recorded-by-monitoring']).toBe(
    '现场查处的违法，自助渠道不能处理，只能到窗口办理。',
  )
  expect(handling({ ...crowded, vehicleOtherDriversThisYear: 0 }, cn2018february)['recorded-by-monitoring']).toBe(
    '现场查处的违法，自助渠道不能处理，请到窗口办理。',
  )
  const fined = { fine: 50_000, licenceStates: ['suspended'] }
  expect(handling(fined)['fine-limit']).toMatch(/，只能到窗口办理。$/)
  // What bars every channel for good leaves none.
  expect(handling({ ...fined, licenceClasses: ['D'] }, asReported)['fine-limit']).not.toMatch(/只能/)
  const inEnglish = handlingForm({ ask: [], rules: cn2024, known: { ...HANDLING, ...fined } as never, locale: en })
  expect(inEnglish.judge({}).byField['']?.[0]?.message).toMatch(/; only a window will do\.$/)
})

test('an official is not told that a channel is free which other facts close for good', () => {
  const open = { channel: 'window', identityVerified: false } as const
  const free = '自助渠道办理不受此限'
  expect(binding(open, cn2024, 'official')['identity-verified']).toMatch(/^尚未核验驾驶人身份/)
  const closed = { ...open, plateType: '01', operating: true, ownerConsent: 'none' }
  const both = [open, closed].map((facts) => binding(facts, cn2024, 'official')['identity-verified'])
  expect(both.map((sentence) => sentence?.includes(free))).toEqual([true, false])
  expect(both[1]).toMatch(/，此限只适用于窗口。$/)
})

test('what was received is in the message of an official who has the whole language', () => {
  const messages = [zhCN, zhCNHandling].map(
    (locale) =>
      handlingForm({ ask: ['points'], rules: cn2024, locale, audience: 'official' }).judge({ points: '三' }).byField
        .points?.[0]?.message,
  )
  expect(messages.map((message) => message?.includes('收到“三”'))).toEqual([true, false])
})
