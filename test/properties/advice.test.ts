/** What is told beside a decision is true of the case, on every channel: by data, whatever the words. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Asking, adviceOn } from '../../src/advice/advice.ts'
import { askingBinding, askingHandling } from '../../src/advice/advise.ts'
import { en, headline, type Locale, type RefusedHead, zhCN } from '../../src/explain/index.ts'
import {
  type Advice,
  CHANNELS,
  type Channel,
  type Decision,
  decideBinding,
  decideHandling,
  type HandlingFacts,
  OWNER_CONSENTS,
  PAPERS,
  parseBindingFacts,
  parseHandlingFacts,
  type SittingFact,
} from '../../src/index.ts'
import { classesCovering, type Question } from '../../src/law/index.ts'
import {
  partialBindingFacts,
  partialHandlingFacts,
  wholeBindingFacts,
  wholeHandlingFacts,
} from '../../src/testing/index.ts'
import { SET_IDS, SETS } from '../oracle/sets.ts'
import { PERMITTED_BINDING, PERMITTED_HANDLING } from '../support/permitted.ts'
import { WHOLE } from '../support/whole.ts'

type Row = Readonly<Record<string, unknown>>
/** Cases a set and a question: 300,000 in all as `npm run verify` goes through them. */
const numRuns = WHOLE ? Math.ceil(300_000 / (2 * SET_IDS.length)) : 150
const SITTING: Readonly<Record<Question, readonly SittingFact[]>> = {
  bind: ['identityVerified', 'ownerConsent'],
  handle: ['identityVerified', 'offenderPresent'],
}
/** Most of a drawn case is in order, so that it is refused for one or two reasons. */
const near = (permitted: Row, drawn: fc.Arbitrary<Row>): fc.Arbitrary<Row> =>
  fc.tuple(drawn, fc.subarray(Object.keys(permitted))).map(([row, names]) => ({
    ...row,
    ...Object.fromEntries(names.map((name) => [name, permitted[name]])),
  }))
const ROWS: Readonly<Record<Question, fc.Arbitrary<Row>>> = {
  bind: fc.oneof(
    near(PERMITTED_BINDING, wholeBindingFacts() as never),
    partialBindingFacts() as unknown as fc.Arbitrary<Row>,
  ),
  handle: fc.oneof(
    near(PERMITTED_HANDLING, wholeHandlingFacts() as never),
    partialHandlingFacts() as unknown as fc.Arbitrary<Row>,
  ),
}

/** A language that tells what the headline of a refusal is made of. */
const spying = (locale: Locale): { readonly words: Locale; readonly heads: RefusedHead[] } => {
  const heads: RefusedHead[] = []
  const refused = (act: string, head: RefusedHead) => {
    heads.push(head)
    return locale.forms.headlines.refused(act, head)
  }
  const headlines = { ...locale.forms.headlines, refused }
  return { words: { ...locale, forms: { ...locale.forms, headlines } }, heads }
}

describe.each(['bind', 'handle'] as const)('%s', (question) => {
  const decided = (facts: Row, id: (typeof SET_IDS)[number]) =>
    (question === 'bind' ? decideBinding : decideHandling)(facts as never, SETS[id]) as Decision
  const failing = (facts: Row, id: (typeof SET_IDS)[number]) =>
    decided(facts, id).findings.flatMap(({ rule, outcome }) => (outcome === 'fails' ? [rule] : []))
  /** The facts on a channel, however its sitting may turn out. */
  const sittings = (facts: Row, channel: Channel): readonly Row[] =>
    SITTING[question].reduce<readonly Row[]>(
      (rows, fact) =>
        rows.flatMap((row) =>
          (fact === 'ownerConsent' ? OWNER_CONSENTS : [true, false]).map((value) => ({ ...row, [fact]: value })),
        ),
      [{ ...facts, channel }],
    )

  test.each([...SET_IDS])('under %s nobody is sent where it is refused, and what is told to do helps', (id) => {
    const asking: Asking = question === 'bind' ? askingBinding(SETS[id]) : askingHandling(SETS[id])
    fc.assert(
      fc.property(ROWS[question], (row) => {
        const read = question === 'bind' ? parseBindingFacts(row) : parseHandlingFacts(row)
        if (!read.ok) throw new Error(JSON.stringify(read.issues))
        const facts = read.value as Row
        let decisions = 0
        const decide: Asking['decide'] = (some, otherwise) => {
          decisions++
          return asking.decide(some, otherwise)
        }
        const advice = Object.freeze(adviceOn({ ...asking, decide }, facts))
        const { verdict, channels } = advice
        expect(advice).toMatchObject(decided(facts, id))
        expect(decisions).toBeLessThanOrEqual(verdict === 'refused' ? 7 : 2)
        if (verdict !== 'refused') expect(advice).toMatchObject({ first: [], place: undefined, isVainBinding: false })
        if (advice.who === 'nobody') {
          expect(advice).toMatchObject({ verdict: 'refused', first: [], isVainBinding: false, notes: [] })
          expect(decisions).toBe(1)
        }
        for (const channel of CHANNELS) {
          const { verdict: there, needs } = channels[channel]
          const isHere = channel === facts.channel
          const rows = isHere
            ? sittings(facts, channel).map((row) => ({ ...row, ...knownOf(facts) }))
            : sittings(facts, channel)
          const all = rows.map((row) => decided(row, id).verdict)
          if (isHere) expect(there === 'refused').toBe(verdict === 'refused' || all.every((each) => each === 'refused'))
          else if (there === 'refused') expect(all.every((each) => each === 'refused')).toBe(true)
          if (there !== 'refused') expect(all).toContain(there)
          const papers = needs.filter((need) => (PAPERS as readonly string[]).includes(need))
          expect(papers.length > 0).toBe(channel === 'window' && advice.who !== 'nobody')
          for (const need of needs) expect([...SITTING[question], ...papers]).toContain(need)
        }
        if (question === 'handle')
          areNotesTrue(
            advice,
            facts,
            CHANNELS.some((channel) => channels[channel].verdict !== 'refused'),
          )
        if (verdict !== 'refused' || advice.who === 'nobody') return
        isHelpTrue(advice, facts, id)
        for (const locale of [zhCN, en]) {
          const { words, heads } = spying(locale)
          const line = headline(advice, words)
          const head = heads[0] as RefusedHead
          agree(head, line, advice, words)
          // Whose it is stands in the headline whenever it is another's, before what can be done.
          for (const note of advice.notes)
            if (note.code === advice.who) expect(line).toContain(words.handle.notes[note.code](note as never))
          if (head.so !== 'decided') continue
          for (const channel of head.permitted)
            expect(channels[channel]).toEqual({ verdict: 'permitted', needs: head.needs })
          for (const channel of head.clear) expect(channels[channel].verdict).toBe('undetermined')
        }
      }),
      { numRuns },
    )
  })

  /** What of this sitting is known. */
  const knownOf = (facts: Row): Row =>
    Object.fromEntries(SITTING[question].flatMap((fact) => (facts[fact] === undefined ? [] : [[fact, facts[fact]]])))

  /** What is said denies no channel that is open, and names none that is not. */
  function agree(head: RefusedHead, line: string, advice: Advice, { names }: Locale): void {
    const { who, channel, channels, first, place } = advice
    const open = CHANNELS.filter((each) => channels[each].verdict !== 'refused')
    if (head.so === 'another' || head.so === 'unneeded') expect(open).toEqual([])
    if (who === 'nobody') expect(head.so).toMatch(/^(?:unneeded|unrecorded|mistaken)$/)
    if (head.so !== 'decided') return
    expect(head.permitted.length > 0).toBe(open.some((each) => channels[each].verdict === 'permitted'))
    // Nowhere is said only where nothing is open and nothing that is told would help.
    const isNowhere = [...head.permitted, ...head.clear].length === 0 && head.place === undefined
    if (isNowhere) expect([open, first]).toEqual([[], []])
    // An objection has channels of its own.
    const objected = advice.notes.flatMap((note) => (note.code === 'former-owner' ? note.channels : []))
    // Whoever drove, if it is another, comes to a window.
    const another = advice.notes.some(({ code }) => code === 'whoever-drove') ? ['window'] : []
    const named = [
      ...head.permitted,
      ...head.clear,
      ...objected,
      ...another,
      channel,
      place === 'here' ? undefined : place,
    ]
    for (const each of CHANNELS)
      if (line.includes(names.channels[each])) expect(named, `${each}: ${line}`).toContain(each)
  }

  /** When all steps that are told are taken, nothing fails in the place that is told but what takes time. */
  function isHelpTrue({ place, first }: Advice, facts: Row, id: (typeof SET_IDS)[number]): void {
    if (place === undefined) {
      expect(first).toEqual([])
      return
    }
    const steps = first.flatMap(({ todo }) => (todo === 'wait' ? [] : [todo]))
    const waits: readonly string[] = first.flatMap(({ rule, todo }) => (todo === 'wait' ? [rule] : []))
    const changed: Row = Object.assign({}, facts, ...steps)
    const before = place === 'here' ? failing(facts, id) : []
    const rows = place === 'here' ? [changed] : sittings(changed, place)
    const outcomes = rows.map((each) => failing(each, id))
    expect(outcomes.some((rules) => rules.every((rule) => waits.includes(rule)))).toBe(true)
    if (place === 'here') for (const rules of outcomes) for (const rule of rules) expect(before).toContain(rule)
  }

  function areNotesTrue({ who, notes }: Advice, facts: Partial<HandlingFacts>, isOpen: boolean): void {
    if (!isOpen) expect(notes.map(({ code }) => code)).toEqual(who === 'former-owner' ? [who] : [])
    for (const note of notes) {
      if (note.code === 'former-owner') {
        expect(String(facts.occurredAt) < String(facts.ownedSince)).toBe(true)
        continue
      }
      expect(facts.points).toBeGreaterThan(0)
      if (note.code === 'whoever-drove') {
        expect(facts.licenceClasses?.some((each) => classesCovering(facts.plateType as never).includes(each))).toBe(
          false,
        )
        continue
      }
      if (note.code === 'carried-fine') expect(facts.fine).toBeGreaterThan(0)
      else if (note.code === 'one-vehicle') expect([note.held, note.held >= 12]).toEqual([facts.pointsHeld, true])
      else
        expect([note.points, note.points >= note.full]).toEqual([Number(facts.points) + Number(facts.pointsHeld), true])
    }
  }
})
