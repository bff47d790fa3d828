import { isRecord, mistaken, mistyped } from '../../input/assert.ts'
import { isArray, shorten } from '../../input/issue.ts'
import { ownOptions } from '../../input/options.ts'
import { own } from '../../input/own.ts'
import { dayArgument, type LegalDay } from '../../values/instant.ts'
import type { Citation, OwnCitationKey } from '../citation.ts'
import { QUESTIONS } from '../question.ts'
import type { RuleId } from '../rules.ts'
import { ENTERED, ownKeyFor } from './own-citations.ts'
import { type Candidate, type Changes, drafted, isRuleId, sound } from './reform.ts'
import { isRuleSet, type Provision, type RuleSet } from './rule-set.ts'

/**
 * Where a changed provision stands, as the office that enters it has it. `article` is a number, as `2`, or is said as it is written, as 第二条第一款.
 * `url` is `about:entered` where the text is not on the web.
 */
export type OfficeCitation = Pick<Citation, 'instrument' | 'article' | 'zh' | 'en'> & {
  readonly since: string
  readonly url?: string
}

/** What an office says of a law that it enters. */
export interface EnactOptions {
  /** 1 to 64 ASCII or Chinese characters, and no id of a set or book that ships with the library. */
  readonly id: string
  /** What it is called in both languages, without 《》: sentences say that the office entered it. */
  readonly title: RuleSet['title']
  /** The first day in force, later than that of the set that it changes. */
  readonly from: string
  /** Where each rule stands of which a provision was changed, added or struck out. */
  readonly citations: { readonly [Id in RuleId]?: OfficeCitation }
}

/**
 * A law in force that this library does not have yet 本单位录入的规定: a rule set with some provisions changed, each
 * cited by the office that enters it, graded E. It is not hypothetical. Decisions, sentences and cards say that it is
 * the office's; the library has verified nothing of it. Put it behind the shipped sets:
 * `ruleBook('office', [...cn.sets, set])`.
 *
 * @throws TypeError if `ruleSet` is not a genuine rule set in force or an option is unknown; RangeError if its first
 * day is not later, a changed rule has no citation or an unchanged one has, or naming each fault when the result is
 * not a sound rule set.
 *
 * @example
 * ```ts
 * import { cn2024, enact } from 'demerit/rules'
 * const order = { instrument: '关于调整备案数量的通告', article: '2', since: '2027-01-10', zh: '备案不得超过二辆。', en: 'At most two vehicles.' }
 * const title = { zh: '2027年备案规定', en: 'the rule of 2027' }
 * const set = enact(cn2024, { 'driver-cap': { limit: 2 } }, { id: 'office-2027', title, from: '2027-02-01', citations: { 'driver-cap': order } })
 * set.enacted // true
 * ```
 */
export function enact(ruleSet: RuleSet, changes: Changes, options: EnactOptions): RuleSet {
  if (!isRuleSet(ruleSet)) throw mistyped('enact(ruleSet)', ruleSet, 'a rule set of this copy of the library')
  if (ruleSet.hypothetical) throw mistaken('enact(ruleSet)', ruleSet.id, 'a law in force: it is hypothetical')
  const { id, title, from, citations } = ownOptions('enact(options)', options, ['id', 'title', 'from', 'citations'])
  if (id === ruleSet.id) throw mistaken('enact(options.id)', id, 'another id than that of the rule set')
  const first = dayArgument('enact(options.from)', from)
  if (first <= ruleSet.from) throw mistaken('enact(options.from)', from, `a day later than ${ruleSet.from}`)
  if (!isRecord(citations)) throw mistyped('enact(options.citations)', citations, 'a table of citations by rule')
  const given = own(citations) as { readonly [R in string]?: OfficeCitation }
  const used = new Set<string>()
  const textOf = (rule: RuleId): Citation => {
    if (!isRecord(given[rule]))
      throw new RangeError(`enact(options.citations): ${rule} is changed, and has no citation`)
    used.add(rule)
    const text = own(given[rule] as OfficeCitation)
    return { url: 'about:entered', ...text, since: text.since as LegalDay, ...ENTERED, basis: id }
  }
  const put = (candidate: Candidate, key: OwnCitationKey, text: Citation): void => {
    candidate.citations = { ...candidate.citations, [key]: text }
  }
  const candidate = drafted('enact', ruleSet, changes, (provision, _, draft) => {
    if (!isRecord(provision) || !isRuleId((provision as Provision).rule)) return provision
    const { rule } = provision as Provision
    const text = textOf(rule)
    const citation = ownKeyFor(rule, text, draft.citations)
    put(draft, citation, text)
    return { ...provision, citation }
  })
  for (const question of QUESTIONS) {
    const kept = candidate[question] as readonly Provision[]
    for (const { rule } of ruleSet[question].filter((each) => isArray(kept) && !kept.includes(each))) {
      // What is struck out has a text too: `absencesOf` finds it.
      if (!used.has(rule)) put(candidate, `own:${rule}`, textOf(rule))
    }
  }
  const said = { id, title, from: first, began: null, verifiedOn: first, hypothetical: false, enacted: true }
  const made = sound('enact', { ...candidate, ...said }, ruleSet)
  const idle = Object.keys(given).find((rule) => !used.has(rule))
  if (idle !== undefined) throw new RangeError(`enact(options.citations): ${shorten(idle)} is not changed`)
  return made
}
