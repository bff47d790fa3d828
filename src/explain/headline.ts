import type { Advised } from '../advice/advice.ts'
import { failingIn } from '../advice/channels.ts'
import type { Note } from '../advice/notes.ts'
import type { Decision, Invalid, Verdict } from '../decision/decision.ts'
import { own, owns } from '../input/own.ts'
import { CHANNELS, type Channel } from '../values/channel.ts'
import type { HandlingWords, Language, Locale, OfficialHead, RefusedHead } from './locale.ts'
import { type ExplainOptions, readingOf } from './options.ts'
import { plain } from './plain.ts'
import type { Half } from './sentence.ts'

/**
 * One sentence on the whole decision. An official reads the question, the verdict and the rule set. A driver reads
 * whether it can be done and where: in an advice by the answer of each channel, in a decision only if it is refused.
 * If the act is later than the day until which the set was verified, both read that day.
 *
 * @throws TypeError when the decision is not one that this library made or read, or the words are no language.
 *
 * @example
 * ```ts
 * import { decideBinding } from 'demerit'
 * import { headline, zhCN } from 'demerit/explain'
 * import { cn } from 'demerit/rules'
 * const at = '2025-03-03T15:00:00+08:00'
 * const decision = decideBinding({ at, channel: 'app', driver: 'd', vehicle: 'v', driverBindings: 3 }, cn)
 * headline(decision, zhCN) // '备案非本人机动车：不能办理，依据“2024年备案规定（限制申请次数）”，核实至2024年11月1日。'
 * ```
 */
export function headline(
  decision: Decision | Invalid,
  words: Locale,
  options?: Pick<ExplainOptions, 'audience'>,
): string {
  const { advice } = readingOf('headline', decision, words, options)
  if (decision.verdict === 'invalid') return words.problems.invalid
  if (advice !== undefined) {
    const line = headlineOf(advice, words[advice.question], words)
    return words.grammar.paragraph([line, ...notesIn(words, advice, afterwards(advice)), ...lawIn(words, advice)])
  }
  const { official, ruleSets } = words.sources
  return plain(words.grammar.sentence(official(officialHead(decision, ruleSets))))
}

/** The headline for a driver, without what follows of an act that is permitted; also that of a form that is refused, permitted or clear so far. */
export function headlineOf(advice: Advised, half: Half, { grammar, forms }: Language): string {
  const { act } = half
  const { headlines } = forms
  const { verdict, channel, channels, who, notes, toLookUp } = advice
  const head = verdict === 'refused' ? refusedHead(advice) : undefined
  const needs = (channel && channels?.[channel].needs) ?? []
  const line =
    head !== undefined
      ? headlines.refused(act, head)
      : verdict === 'permitted'
        ? headlines.permitted(act, needs)
        : headlines['clear-so-far'](act, toLookUp, needs)
  // Whose it is comes first: what can be done is said for the one whose it is.
  const whose = noteWords(
    half,
    notes.filter(({ code }) => code === who),
  )
  const sentences = [
    ...(advice.timesContradict ? [(half as HandlingWords['handle']).timesContradict] : []),
    ...whose,
    whose.length > 0 || who === 'applicant-or-nobody' ? half.unsure(line) : line,
    // Before it is done, here or on another channel: what it has as a consequence, such as a full score.
    ...(verdict === 'permitted'
      ? []
      : noteWords(
          half,
          afterwards(advice).filter(({ code }) => code !== 'carried-fine'),
        )),
  ]
  return grammar.paragraph(sentences.map((sentence) => grammar.sentence(sentence)))
}

/** What follows of an act, but for whose it is, which the headline says. */
export function afterwards({ who, notes }: Advised): readonly Note[] {
  return notes.filter(({ code }) => code !== who)
}

/** What follows of an act, as sentences without their full stop. */
export function noteWords(half: Half, notes: readonly Note[]): readonly string[] {
  if (!owns(half, 'notes')) return []
  return notes.map((note) => (half as HandlingWords['handle']).notes[note.code](note as never))
}

/** What follows of an act that is permitted here, in sentences. */
export function notesIn(words: Locale, { question, verdict }: Advised, notes: readonly Note[]): readonly string[] {
  return verdict === 'permitted' ? noteWords(words[question], notes).map((note) => words.grammar.sentence(note)) : []
}

function refusedHead(advice: Advised): RefusedHead {
  const { who, channel: here, channels, place } = advice
  const failing = failingIn(advice)
  const on = (verdict: Verdict) => CHANNELS.filter((channel) => channels?.[channel].verdict === verdict)
  const permitted = on('permitted')
  const clear = on('undetermined')
  if (advice.ruleSet === 'none') return { so: 'unrecorded' }
  if (failing.some(({ rule }) => rule === 'not-before-occurrence')) return { so: 'mistaken' }
  if (who === 'nobody') return { so: 'unneeded' }
  if (who === 'whoever-drove' && permitted.length + clear.length === 0) return { so: 'another' }
  // What an officer gave on the spot says where to go.
  if (channels === undefined || failing.some(({ rule }) => rule === 'recorded-by-monitoring')) {
    const isAll = failing.some((finding) => finding.channels === 'all')
    const some = CHANNELS.filter((channel) => failing.some((finding) => finding.channels.includes(channel)))
    return { so: 'refused', on: isAll ? 'all' : some }
  }
  // What is done on the first of them is said, else where the steps lead; others that ask for the same stand beside it.
  const to = place === 'here' && here === 'window' ? here : (place ?? clear[0])
  const there = permitted[0] ?? (to === 'here' ? undefined : to)
  const needs = there === undefined ? [] : channels[there].needs
  const alike = (some: readonly Channel[]) => some.filter((channel) => channels[channel].needs.join() === needs.join())
  return { so: 'decided', here, place, permitted: alike(permitted), clear: alike(clear), needs }
}

/** To a driver whose the law is, where an office entered it, and until when the rules are verified, where the act is later. */
export function lawIn({ grammar, sources }: Locale, advice: Advised): readonly string[] {
  const { verifiedUntil, enacted } = officialHead(advice, sources.ruleSets)
  if (enacted !== undefined) return [grammar.sentence(sources.entered(enacted))]
  return verifiedUntil === undefined ? [] : [grammar.sentence(sources.verified(verifiedUntil))]
}

/** The plan that came into force nowhere: nothing is verified of it, on any day. */
const NEVER_IN_FORCE = 'plan-2018-03-01'

function officialHead(decision: Decision, titles: Readonly<Record<string, string>>): OfficialHead {
  const { question, verdict, ruleSet } = decision
  const neverInForce = ruleSet === NEVER_IN_FORCE
  // Absent in most decisions: own properties only.
  const { hypothetical, enacted, verifiedUntil } = own(decision)
  return {
    question,
    verdict,
    ruleSet: ruleSet !== null && owns(titles, ruleSet) ? (titles[ruleSet] as string) : ruleSet,
    verifiedUntil: hypothetical || enacted || neverInForce ? undefined : verifiedUntil,
    hypothetical: hypothetical === true,
    enacted,
    neverInForce,
  }
}
