import { describe, expect, test } from 'vitest'
import { ruleCard } from '../../src/analysis/rule-card.ts'
import { decideBinding } from '../../src/decision/decide.ts'
import type { Decision } from '../../src/decision/decision.ts'
import { parseDecision } from '../../src/decision/parse-decision.ts'
import {
  en,
  enRegistry,
  explain,
  headline,
  problemOfDecision,
  problemOfOutcome,
  zhCN,
} from '../../src/explain/index.ts'
import { type Command, execute, executeAll, openRegistry, restore, snapshot } from '../../src/index.ts'
import { absencesOf } from '../../src/law/absences.ts'
import { citedBy, cn, cn2024, enact, parseRuleSet, reform, ruleBook, ruleSetOn } from '../../src/law/index.ts'
import { keptLawOf, lawFrom } from '../../src/postgres/laws.ts'
import { lawOf } from '../../src/registry/registry.ts'
import { decisionSql } from '../../src/sql/index.ts'

// A law that an office enters before this library has it.

const afterJson = <T>(value: T): T => JSON.parse(JSON.stringify(value))
const order = {
  instrument: '关于调整备案数量的通告',
  article: '2',
  since: '2027-01-10',
  url: 'https://example.test/2027',
  zh: '备案的他人机动车不得超过二辆。',
  en: 'At most two vehicles of others.',
}
const title = { zh: '2027年备案规定', en: 'the rule of 2027' }
const options = { id: 'office-2027', title, from: '2027-02-01', citations: { 'driver-cap': order } } as const
const changes = { 'driver-cap': { limit: 2 } } as const
const set = enact(cn2024, changes, options)
const book = ruleBook('office', [...cn.sets, set])
const act = { at: '2027-02-03T10:00:00+08:00', channel: 'app', driver: 'd', vehicle: 'v', driverBindings: 2 } as const
const refused = decideBinding(act, book) as Decision

describe('a law of one’s own', () => {
  test('is a rule set in force from its day on, which says whose it is, and cites what the office gave', () => {
    expect(set).toMatchObject({ ...{ id: 'office-2027', title, from: '2027-02-01', verifiedOn: '2027-02-01' } })
    expect(set).toMatchObject({ began: null, hypothetical: false, enacted: true })
    expect(set.citations).toEqual({
      'own:driver-cap': { ...order, grade: 'E', reached: 'office', basis: 'office-2027' },
    })
    const changed = set.bind.filter(({ rule }) => rule === 'driver-cap')
    expect(changed).toEqual([expect.objectContaining({ limit: 2, citation: 'own:driver-cap' })])
    const others = (list: typeof set.bind) => list.filter(({ rule }) => rule !== 'driver-cap')
    expect(others(set.bind)).toEqual(others(cn2024.bind))
    expect(set.handle).toEqual(cn2024.handle)
    expect(decideBinding({ ...act, at: '2027-01-31T23:59:59+08:00' }, book)).toMatchObject({ ruleSet: 'cn-2024-11-01' })
  })

  test('is named in a decision, which says nothing of until when it is verified, and travels with it', () => {
    expect(refused).toMatchObject({ verdict: 'refused', ruleSet: 'office-2027', enacted: title })
    expect(Object.keys(refused)).toEqual(['question', 'verdict', 'ruleSet', 'enacted', 'findings', 'missing'])
    expect(parseDecision(afterJson(refused))).toEqual({ ok: true, value: refused })
    expect(parseDecision({ ...refused, enacted: true })).toMatchObject({ ok: false, issues: [{ path: ['enacted'] }] })
  })

  test('is told in sentences, to an official and to a driver as what the office entered', () => {
    const cite = citedBy(ruleSetOn(book, '2027-02-03'))
    expect(headline(refused, zhCN, { audience: 'official' })).toContain('依据本单位录入的“2027年备案规定”')
    expect(headline(refused, en, { audience: 'official' })).toContain(
      'under "the rule of 2027", entered by this office',
    )
    const told = (language: typeof en | typeof zhCN) =>
      explain(refused, language, { audience: 'official', cite }).join('\n')
    expect(told(zhCN)).toContain('本单位录入的《关于调整备案数量的通告》第二条')
    expect(told(en)).toContain('关于调整备案数量的通告, Article 2, entered by this office')
    // An article that is more than a number is said as the office wrote it.
    for (const [article, zh, english] of [
      ['第二条第一款', '《关于调整备案数量的通告》第二条第一款', ', 第二条第一款, entered'],
      ['2(1)', '《关于调整备案数量的通告》2(1)', ', Article 2(1), entered'],
    ] as const) {
      const written = { 'own:driver-cap': { ...set.citations?.['own:driver-cap'], article } } as typeof cite
      const say = (language: typeof en | typeof zhCN) =>
        explain(refused, language, { audience: 'official', cite: written }).join('\n')
      expect(say(zhCN)).toContain(zh)
      expect(say(en)).toContain(english)
    }
    const all = [told(zhCN), told(en), explain(refused, zhCN, { audience: 'driver' }).join('\n')].join('\n')
    expect(all).not.toMatch(/假设|hypothetical|核实|verified/)
    for (const [language, last] of [
      [zhCN, '以上按本单位录入的“2027年备案规定”判断。'],
      [en, ' Judged by "the rule of 2027", entered by this office.'],
    ] as const) {
      expect(headline(refused, language, { audience: 'driver' }).endsWith(last)).toBe(true)
      expect(problemOfDecision(refused, language, { audience: 'driver' }).detail.endsWith(last)).toBe(true)
    }
    const problem = problemOfOutcome(
      { status: 'refused', code: 'driver-cap' as never, decision: refused },
      { ...en, ...enRegistry },
      { audience: 'official' },
    )
    expect(problem.detail).toContain('entered by this office')
  })

  test('has a card that says so, with what rests on it', () => {
    const card = ruleCard(book, '2027-02-03', zhCN)
    expect(card.sure).toMatchObject({ attested: 'entered', entered: 1, hypothetical: 0 })
    expect(card.heading).toBe('2027年2月3日的规定：2027年备案规定')
    expect(card.validity).toBe('本单位录入，自2027年2月1日起适用。')
    expect(card.certainty.join()).toMatch(/本单位录入1条.*本单位录入的条款，本库未查阅来源/)
    expect(card.markdown).toContain(`[本单位录入的《${order.instrument}》第二条](<${order.url}>)`)
    const english = ruleCard(book, '2027-02-03', en)
    expect(english.validity).toBe('Entered by this office as in force from 1 February 2027 on.')
    expect(english.text).toContain('E: entered by this office, read by this office')
    expect(english.certainty.join()).toContain('; 1 was entered by this office.')
    expect(ruleCard(set, '2027-01-31', en).sure.attested).toBe('before')
  })

  test('is called so in SQL, with the words that it cites', () => {
    const text = decisionSql(book, 'bind', { dialect: 'postgresql', from: 'acts' })
    expect(text).toMatch(/-- office-2027@\w+ · 2027年备案规定 · the rule of 2027 · 本单位录入 · entered by this office/)
    expect(text).toContain('备案的他人机动车不得超过二辆')
  })

  test('is what a registry judges by, and a snapshot and the table of laws bring back', () => {
    const at = '2027-02-03T09:00:00+08:00'
    const enrolled = (id: string): Command => {
      const owner = { kind: 'individual', id: `of-${id}` } as const
      return { type: 'enrolVehicle', id, owner, plateType: '02', operating: false, at }
    }
    const bind = (vehicle: string, day: number): Command => {
      const how = { channel: 'app', ownerConsent: 'qr', identityVerified: true } as const
      return { type: 'bind', driver: 'd', vehicle, ...how, at: `2027-02-0${day}T09:00:00+08:00` }
    }
    const licence = { states: [], classes: ['C1'], firstIssuedOn: '2020-03-01' } as const
    const { registry } = executeAll(openRegistry(book), [
      { type: 'enrolDriver', id: 'd', licence, at },
      ...['v', 'w', 'x'].map(enrolled),
      ...[bind('v', 4), bind('w', 5)],
    ])
    const refusal = { status: 'refused', code: 'driver-cap', decision: { ruleSet: 'office-2027', enacted: title } }
    expect(execute(registry, bind('x', 6))).toMatchObject(refusal)
    const restored = restore(book, afterJson(snapshot(registry)))
    expect(restored.ok && execute(restored.value, bind('x', 6))).toMatchObject(refusal)
    const kept = keptLawOf(lawOf(book, {}))
    expect(kept).toMatchObject({ driverCap: 3 })
    const back = lawFrom(JSON.parse(kept.content), kept.digest)
    expect(back?.rules).toEqual(book)
  })

  test('is read from a file as it was written, and what it says of itself is held to it', () => {
    const file = afterJson(set) as typeof set
    expect(parseRuleSet(file as never)).toEqual({ ok: true, value: set })
    const faults = (changed: object) => {
      const read = parseRuleSet({ ...file, ...changed } as never)
      return read.ok ? [] : read.issues.map(({ code, path }) => [code, path.join('.')])
    }
    expect(faults({ hypothetical: true })).toEqual([['not-reproduced', 'enacted']])
    const uncited = set.bind.map((each) => (each.rule === 'driver-cap' ? { ...each, citation: 'sy-driver-cap' } : each))
    expect(faults({ bind: uncited })).toEqual([
      ['not-listed', `bind.${set.bind.findIndex(({ rule }) => rule === 'driver-cap')}.citation`],
    ])
    expect(faults({ id: 'cn-2024-11-01' })).toEqual([['reserved', 'id']])
    const sure = { 'own:driver-cap': { ...set.citations['own:driver-cap'], grade: 'P', reached: 'official-site' } }
    expect(parseRuleSet({ ...file, citations: sure } as never)).toEqual({ ok: true, value: set })
  })

  test('that strikes a rule out says where, and a later one is made of it', () => {
    const gone = enact(
      set,
      { 'yearly-applications': null },
      {
        ...{ id: 'office-2028', title: { zh: '2028年备案规定', en: 'the rule of 2028' }, from: '2028-01-01' },
        citations: { 'yearly-applications': { ...order, article: '5', zh: '取消每年次数的限制。' } },
      },
    )
    expect(absencesOf(gone)).toEqual([
      { question: 'bind', rule: 'yearly-applications', citation: 'own:yearly-applications', grade: 'E' },
    ])
    expect(ruleCard(gone, '2028-02-01', zhCN).text).toMatch(/取消每年次数的限制。.*第五条（E）/)
    expect(gone.citations['own:driver-cap']).toEqual(set.citations['own:driver-cap'])
    const again = enact(
      gone,
      { 'driver-cap': { limit: 1 } },
      {
        ...options,
        ...{ id: 'office-2029', from: '2029-01-01' },
      },
    )
    expect(again.bind.find(({ rule }) => rule === 'driver-cap')?.citation).toBe('own:driver-cap-2')
    expect(parseRuleSet(afterJson(again) as never)).toEqual({ ok: true, value: again })
  })

  test('is refused where something of it is not said, or is said of what does not change', () => {
    const call =
      (more: object, of = cn2024, what: Parameters<typeof enact>[1] = changes) =>
      () =>
        enact(of, what, { ...options, ...more } as never)
    expect(call({ citations: {} })).toThrow('enact(options.citations): driver-cap is changed, and has no citation')
    expect(call({}, cn2024, { ...changes, 'vehicle-cap': null })).toThrow('vehicle-cap is changed, and has no citation')
    expect(call({ citations: { ...options.citations, 'vehicle-cap': order } })).toThrow('"vehicle-cap" is not changed')
    expect(call({ from: '2024-11-01' })).toThrow('is not a day later than 2024-11-01')
    expect(call({ from: '2027-2-1' })).toThrow('enact(options.from)')
    expect(call({ id: 'cn-2024-11-01' })).toThrow('another id')
    expect(call({ id: 'cn' })).toThrow('id: reserved')
    expect(call({ title: { zh: '', en: 'x' } })).toThrow('title.zh: empty')
    expect(call({ citations: { 'driver-cap': { ...order, since: 'soon' } } })).toThrow('citations.own:driver-cap.since')
    expect(call({ citations: { 'driver-cap': { ...order, url: 'javascript:x' } } })).toThrow(
      'citations.own:driver-cap.url',
    )
    expect(call({ verifiedOn: '2027-02-01' })).toThrow('is not an option')
    expect(call({}, reform(cn2024, changes))).toThrow('a law in force: it is hypothetical')
    expect(call({}, cn as never)).toThrow('a rule set of this copy of the library')
    expect(call({}, cn2024, { 'driver-cap': { limit: -1 } })).toThrow('bind.2.limit (driver-cap)')
    expect(call({}, cn2024, (draft) => void Object.assign(draft, { bind: 7 }))).toThrow(
      'enact(changes): bind: wrong-type',
    )
  })
})
