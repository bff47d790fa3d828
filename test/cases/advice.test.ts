/** What a person is told of a case, point by point: headline, hints and channels of one advice, in both languages. */
import { describe, expect, test } from 'vitest'
import { en, explain, headline, type Locale, problemOfDecision, zhCN } from '../../src/explain/index.ts'
import { handlingForm } from '../../src/form/index.ts'
import { type Advice, adviseBinding, adviseHandling, decideHandling, PAPERS } from '../../src/index.ts'
import { cn } from '../../src/law/index.ts'
import { permitted } from '../support/permitted.ts'

type Changes = Readonly<Record<string, unknown>>
const LOCALES = [zhCN, en]
const AT = '2025-03-03T15:00:00+08:00'
const HANDLING = permitted('handle', {
  at: AT,
  occurredAt: '2025-02-20T12:00:00+08:00',
  boundSince: '2025-02-01T12:00:00+08:00',
  channel: 'app',
  fine: 20_000,
  points: 3,
  pointsHeld: 0,
} as never)
const BINDING = permitted('bind', { at: AT, vehicleReleasedAt: null } as never)

/** What a driver reads of a case, and an official. */
function told(question: 'bind' | 'handle', changes: Changes, words: Locale) {
  const facts = { ...(question === 'bind' ? BINDING : HANDLING), ...changes } as never
  const advice = (question === 'bind' ? adviseBinding(facts, cn) : adviseHandling(facts, cn)) as Advice
  const failing = (lines: readonly string[]) => lines.filter((_, index) => advice.findings[index]?.outcome === 'fails')
  return {
    advice,
    headline: headline(advice, words),
    lines: explain(advice, words),
    official: failing(explain(advice, words, { audience: 'official' })).join(''),
  }
}

describe('whose act it is', () => {
  const hint = { 'zh-CN': '用自己的驾驶证处理', en: 'with their own licence' }

  test.each(LOCALES)(
    'a class that does not cover the vehicle: with points it is that of whoever drove, whom a window takes, as it is decided there, %#',
    (words) => {
      const facts = { licenceClasses: ['D'], points: 3 }
      const { advice, headline, lines } = told('handle', facts, words)
      const there = { ...facts, channel: 'window', offenderPresent: true, identityVerified: true }
      expect(advice.who).toBe('whoever-drove')
      expect(Object.values(advice.channels).map(({ verdict }) => verdict)).toEqual([
        told('handle', there, words).advice.verdict,
        ...['refused', 'refused', 'refused'],
      ])
      expect(advice.channels.window.verdict).toBe('permitted')
      expect(lines.join('')).toContain(hint[words.tag as 'en'])
      expect(headline).toContain(words.names.channels.window)
      expect(headline).toContain(words.handle.notes['whoever-drove']({ code: 'whoever-drove' }))
      expect(told('handle', there, words).headline).toContain(
        words.handle.notes['whoever-drove']({ code: 'whoever-drove' }),
      )
    },
  )

  test.each(LOCALES)('whoever has no licence cannot take points on any channel, %#', (words) => {
    const { advice, headline, lines } = told('handle', { licenceClasses: [], points: 3 }, words)
    expect(Object.values(advice.channels).map(({ verdict }) => verdict)).toEqual(Array(4).fill('refused'))
    expect(headline).not.toContain(words.names.channels.window)
    expect(lines.join('')).toContain(hint[words.tag as 'en'])
  })

  test.each(LOCALES)('what is refused on the channel that was asked is told with its name, %#', (words) => {
    const here = { 'zh-CN': '交管12123不能处理', en: 'in the 12123 app' }[words.tag as 'en']
    const { headline, lines } = told('handle', { fine: 30_000, points: 0 }, words)
    expect(headline).toContain(here)
    expect(lines.join('')).toContain(here)
    expect(`${headline}${lines.join('')}`).not.toMatch(/这里|\bhere\b/)
  })

  test.each(LOCALES)(
    'without points nobody has to have driven: headline, channels and hint send to the window alike, %#',
    (words) => {
      const { advice, headline, lines } = told('handle', { licenceClasses: ['D'], points: 0 }, words)
      expect([advice.who, advice.channels.window.verdict]).toEqual(['applicant', 'permitted'])
      expect(headline).toContain(words.names.channels.window)
      expect(lines.join('')).not.toContain(hint[words.tag as 'en'])
    },
  )

  test("of one's own vehicle a driver reads that there is nothing to bind, and nothing of consent or limits", () => {
    const own = {
      ...{ at: '2024-11-01T15:00:00+08:00', vehicleOwner: BINDING.driver, ownerConsent: 'none' },
      ...{ driverBindings: 3, identityVerified: undefined },
    }
    for (const words of LOCALES) {
      const { advice, headline, lines } = told('bind', own, words)
      expect(advice.findings.filter(({ outcome }) => outcome === 'fails').length).toBeGreaterThan(1)
      expect(advice.who).toBe('nobody')
      expect(problemOfDecision(advice, words).detail).toBe(
        words.grammar.paragraph([
          headline,
          ...lines.filter((_, index) => advice.findings[index]?.rule === 'own-vehicle'),
        ]),
      )
    }
    const { advice } = told('bind', own, zhCN)
    expect(problemOfDecision(advice, zhCN).detail).toBe('不用备案该车。该车登记在驾驶人本人名下，不用备案。')
  })

  test('a form shows the same beside its fields', () => {
    const { licenceClasses: _, ...known } = HANDLING
    const form = handlingForm({ rules: cn, locale: zhCN, ask: ['licenceClasses'], known: known as never })
    for (const points of [0, 3]) {
      const judged = form.with({ points } as never).judge({ licenceClasses: ['D'] })
      const hints = judged.byField.licenceClasses?.map(({ message }) => message).join('') ?? ''
      expect(hints.includes(hint['zh-CN'])).toBe(points > 0)
      expect(judged.advice.channels.window.verdict).toBe('permitted')
    }
  })
})

describe('an official reads what is so, and not what to do', () => {
  test.each([
    ['a handled violation', { violationState: 'handled' }, '缴纳'],
    ['a violation after its handling', { occurredAt: '2025-04-01T12:00:00+08:00' }, '核对'],
    ['what an officer dealt with on the spot', { recordedBy: 'officer' }, '请看'],
    ['a class that does not cover the vehicle', { licenceClasses: ['D'] }, '当时开车的人'],
    ['no licence', { licenceClasses: [] }, '当时开车的人'],
  ])('%s', (_, changes, words) => {
    const { official, lines, advice } = told('handle', changes, zhCN)
    expect(advice.verdict).toBe('refused')
    expect(official).not.toContain(words)
    expect(lines.join('')).toContain(words)
    for (const locale of LOCALES) expect(told('handle', changes, locale).official).not.toMatch(/请|Check |Look |pay /)
  })
})

describe('what is brought to a window', () => {
  const unbound = { boundSince: null, points: 0 }

  test("for another's vehicle the vehicle licence too, and the owner's papers where sources differ", () => {
    const { advice, headline } = told('handle', unbound, zhCN)
    expect(advice.channels.window.needs).toEqual([
      'offenderPresent',
      'identityVerified',
      'driving-licence',
      'identity-card',
      'vehicle-licence',
      'owner-papers',
    ])
    expect(headline).toContain(
      '须本人到场，带驾驶证、身份证明、行驶证原件；他人的车，有的窗口还要车主的身份证明，请先问清。',
    )
    expect(told('handle', unbound, en).headline).toContain(
      "in person, with the originals of driving licence, identity document and vehicle licence (行驶证); for another's vehicle some windows want the owner's identity document too, so ask first",
    )
  })

  test('by who may act there now as well, whether the owner agreed or not', () => {
    const sitting = { channel: 'window', identityVerified: true } as const
    for (const ownerConsent of ['none', undefined] as const) {
      const { advice, headline } = told('bind', { ...sitting, ownerConsent }, zhCN)
      expect(advice.verdict).toBe('permitted')
      expect(headline).toMatch(
        /^可以备案该车，须带驾驶证、身份证明、行驶证原件；他人的车，有的窗口还要车主的身份证明或者委托书，请先问清。/,
      )
    }
    const handled = { ...sitting, offenderPresent: true }
    expect(told('handle', handled, en).headline).toMatch(/^Handling this violation is permitted, with the originals of/)
    expect(told('bind', {}, zhCN).headline).toMatch(/^可以备案该车。/)
  })

  test('also where steps lead on to a window, or back to it', () => {
    for (const facts of [{ boundSince: '2025-02-25T12:00:00+08:00' }, { channel: 'window' }]) {
      const { advice, headline } = told('handle', { ...facts, licenceStates: ['unverified'] }, zhCN)
      expect(advice.channels.window).toEqual({ verdict: 'refused', needs: expect.arrayContaining(['vehicle-licence']) })
      expect(headline).toMatch(/请看提示，之后再到交警窗口办理，须.*带驾驶证、身份证明、行驶证原件/)
      expect(advice.channels.web.needs).toEqual([])
      expect(told('handle', { ...facts, licenceStates: ['unverified'] }, en).headline).toContain(
        'with the originals of',
      )
    }
  })

  test("for one's own vehicle none of the owner's", () => {
    const { advice } = told(
      'handle',
      { recordedBy: 'monitoring', fine: 50_000, vehicleOwner: HANDLING.driver, pointsHeld: 11 },
      zhCN,
    )
    expect(advice.channels.window.needs.at(-1)).toBe('vehicle-licence')
  })

  test('of a binding that the owner did not agree to in the app, something of the owner', () => {
    const papers = PAPERS.filter((paper) => paper !== 'officer-papers')
    for (const words of LOCALES) {
      const { advice, headline } = told('bind', { ownerConsent: 'none' }, words)
      expect(advice.channels.window.needs).toEqual(['identityVerified', ...papers])
      for (const paper of papers.slice(0, 3)) expect(headline).toContain(words.names.needs[paper])
      expect(headline).toMatch(
        /车主的身份证明或者委托书，请先问清|owner's identity document or written authority too, so ask/,
      )
    }
  })

  test('what an officer gave on the spot, and no licence where none is held any more; one that was taken is back when it can be handled', () => {
    const visit = { channel: 'window', offenderPresent: undefined, identityVerified: undefined } as const
    const papersAt = (facts: object) =>
      told('handle', { ...visit, ...facts }, zhCN).advice.channels.window.needs.filter((need) => /-/.test(need))
    const usual = ['identity-card', 'vehicle-licence', 'owner-papers']
    expect(papersAt({ recordedBy: 'officer' })).toEqual(['officer-papers', 'driving-licence', ...usual])
    for (const state of ['seized', 'impounded', 'suspended', 'expired'] as const)
      expect(papersAt({ licenceStates: [state] }), state).toEqual(['driving-licence', ...usual])
    for (const state of ['annulled', 'revoked', 'cancelled'] as const)
      expect(papersAt({ licenceStates: [state] }), state).toEqual(usual)
    expect(papersAt({ licenceStates: ['seized', 'revoked'] })).toEqual(usual)
    expect(papersAt({ licenceClasses: [], points: 0 })).toEqual(usual)
    expect(told('handle', { ...visit, recordedBy: 'officer' }, zhCN).headline).toContain('带交警给的文书、驾驶证')
  })

  test('before a visit too, that its points come to the full score', () => {
    const visit = { channel: 'window', offenderPresent: undefined, identityVerified: undefined, pointsHeld: 9 } as const
    const { advice, headline } = told('handle', { ...visit, points: 3 }, zhCN)
    expect(advice.verdict).toBe('undetermined')
    expect(headline).toContain('处理后累积记分共12分')
    expect(headline).not.toContain('罚款请')
  })

  test('where the window is the only way and facts are missing, and of a window that was asked', () => {
    const unknown = { points: undefined, violationState: undefined }
    for (const words of LOCALES)
      for (const changes of [{ fine: 30_000 }, { channel: 'window', offenderPresent: undefined }]) {
        const { advice, headline } = told('handle', { ...unknown, identityVerified: undefined, ...changes }, words)
        expect(advice.channels.window.verdict).toBe('undetermined')
        for (const need of ['offenderPresent', 'driving-licence', 'vehicle-licence'] as const)
          expect(headline).toContain(words.names.needs[need])
        expect(headline).toMatch(/车主的身份证明，请先问清|owner's identity document too, so ask/)
      }
  })

  test('what comes first is said before what is brought to the window where it was asked', () => {
    const at = { channel: 'window', licenceStates: ['full-points'], pointsHeld: 12 }
    expect(told('handle', at, zhCN).headline).toMatch(/请看提示，之后再到交警窗口办理，须带/)
    expect(told('handle', at, en).headline).toMatch(/see below\. Then it can be done at a police window, with/)
  })

  test('a state that the office alone ends sends to where it is asked about, and a lost licence does not', () => {
    for (const state of ['locked', 'seized', 'impounded', 'use-stopped']) {
      const { advice, lines } = told('handle', { licenceStates: [state] }, zhCN)
      expect(advice.first).toEqual([{ rule: 'licence-state', todo: 'wait' }])
      expect(lines.join('')).toContain('请先带身份证明到交警窗口问清怎样恢复正常')
      expect(told('handle', { licenceStates: [state] }, en).lines.join(' ')).toContain('First ask at a police window')
    }
    const suspended = told('handle', { licenceStates: ['locked', 'suspended'] }, zhCN)
    expect(suspended.advice.first).toEqual([{ rule: 'licence-state', todo: 'wait' }])
    expect(suspended.lines.join('')).toContain('等暂扣期满')
    expect(told('handle', { licenceStates: ['locked', 'expired'] }, zhCN).lines.join('')).toMatch(
      /请先(?:换证、带身份证明到交警窗口|带身份证明到交警窗口.*、换证)/,
    )
    expect(told('handle', { licenceStates: ['locked', 'revoked'] }, zhCN).advice.first).toEqual([])
  })

  test('while it is not known whose the vehicle is, what to do first is said of another’s alone', () => {
    for (const words of LOCALES) {
      const { advice, headline } = told('bind', { vehicleOwner: undefined, driverBindings: 3 }, words)
      expect(advice.who).toBe('applicant-or-nobody')
      expect(headline).toMatch(
        /^(?:登记在驾驶人本人名下的，不用备案；否则|A vehicle registered to the driver need not be bound\.)/,
      )
      expect(told('bind', { driverBindings: 3 }, words).headline).not.toMatch(/本人名下|registered to the driver/)
    }
  })

  test('an identity that was not checked at a window is told with the same papers', () => {
    const at = { channel: 'window', offenderPresent: true, identityVerified: false }
    expect(told('handle', at, zhCN).lines.join('')).toContain(
      '请带驾驶证、身份证明、行驶证原件；他人的车，有的窗口还要车主的身份证明，请先问清。',
    )
    expect(told('handle', at, en).lines.join(' ')).toContain(
      'Come to the window with the originals of driving licence, identity document and vehicle licence',
    )
  })
})

describe('what follows of an act that is permitted is told by headline and explain too', () => {
  const permit = (changes: Changes, words: Locale) => {
    const at = { channel: 'window', offenderPresent: true, identityVerified: true, ...changes }
    const case_ = told('handle', at, words)
    expect(case_.advice.verdict).toBe('permitted')
    return case_
  }

  test('the full score names days and tests, where it is known how often', () => {
    const full = { pointsHeld: 9, licenceClasses: ['C1'], fullScoreStudies: 0 }
    const zh = '处理后累积记分共12分，满12分的扣留驾驶证，须参加7天满分学习，并考科目一。'
    expect(permit(full, zhCN).headline).toContain(zh)
    expect(permit(full, zhCN).lines).toContain(zh)
    expect(permit(full, en).headline).toContain(
      '7 days of full-score study (满分学习) and the theory test have to be taken.',
    )
    expect(permit({ ...full, fullScoreStudies: 1 }, zhCN).headline).toContain('14天满分学习，并考科目一、科目三')
    expect(permit({ ...full, fullScoreStudies: undefined }, zhCN).headline).toContain('须参加满分学习并考试')
  })

  test('an unpaid fine carried all points before April 2022, and an overdue one its own since', () => {
    const old = {
      at: '2021-03-03T15:00:00+08:00',
      occurredAt: '2021-02-20T12:00:00+08:00',
      boundSince: '2021-02-01T12:00:00+08:00',
    }
    expect(permit(old, zhCN).headline).toContain('有罚款未缴的，记分不清零')
    expect(permit({}, zhCN).headline).toContain('逾期未缴的，记分不清零')
    expect(permit(old, en).headline).toContain('while any is unpaid')
    expect(permit({}, en).headline).toContain('if it is overdue')
  })

  test('a buyer reads that an act of before the transfer is the former owner’s, and where to object on that day', () => {
    const bought = { vehicleOwner: HANDLING.driver, ownedSince: '2025-02-25T12:00:00+08:00' }
    expect(permit(bought, zhCN).headline).toContain(
      '应由当时开车的人或者原车主处理；现车主可以到交警窗口或者通过交管12123或者交管网站提出异议',
    )
    expect(permit(bought, en).headline).toContain('may object at a police window, in the 12123 app or on the website')
    // Another person reads it too, and a form says it while facts are missing, and where nothing is open.
    for (const changes of [{ vehicleOwner: 'another' }, { pointsHeld: undefined }, { licenceStates: ['unverified'] }])
      for (const words of LOCALES) {
        const { advice, headline } = told('handle', { ...bought, ...changes }, words)
        const whose = words.handle.notes['former-owner'](advice.notes[0] as never)
        expect(advice.who).toBe('former-owner')
        expect(headline.startsWith(words.grammar.sentence(whose))).toBe(true)
        expect(headline.split(whose)).toHaveLength(2)
      }
    const early = {
      at: '2020-04-30T15:00:00+08:00',
      occurredAt: '2020-02-20T12:00:00+08:00',
      ownedSince: '2020-03-01T12:00:00+08:00',
    }
    const { advice } = permit({ ...bought, ...early, boundSince: null }, zhCN)
    expect(advice.notes).toContainEqual({ code: 'former-owner', channels: ['window'] })
  })

  test('an act that is later than what the rules are verified for says until when they are', () => {
    const late = { at: '2099-03-03T15:00:00+08:00' }
    const { verifiedUntil } = told('bind', late, zhCN).advice
    expect(verifiedUntil).toBe('2024-11-01')
    for (const words of LOCALES) {
      const { verified } = words.sources
      const sentence = words.grammar.sentence(verified(verifiedUntil as never))
      expect(told('bind', late, words).headline).toContain(sentence)
      expect(told('bind', { at: '2024-11-01T15:00:00+08:00' }, words).headline).not.toContain(sentence)
    }
  })

  test('an official reads none of it', () => {
    const facts = { ...HANDLING, channel: 'window', offenderPresent: true, identityVerified: true } as never
    const advice = adviseHandling(facts, cn)
    for (const words of LOCALES)
      expect(headline(advice, words, { audience: 'official' })).toBe(headline(decideHandling(facts, cn), words))
  })
})
