import { citedBy } from '../law/citations.ts'
import type { Question } from '../law/question.ts'
import { type ResolvedProvision, resolveProvision } from '../law/resolve.ts'
import { contentNameOf } from '../law/rule-sets/content.ts'
import { noRuleSetInForce, type Rules, rulesArgument } from '../law/rule-sets/rule-book.ts'
import { isRuleSet, type RuleSet } from '../law/rule-sets/rule-set.ts'
import { type LegalDay, startOfDay } from '../values/instant.ts'
import { comment } from './dialects.ts'

/** A rule set with its first day in its book; a set that judges every day has none, and neither has what precedes a book's first set. */
export interface Law {
  readonly set: RuleSet
  readonly from: LegalDay | undefined
}

/** A provision that stands in several sets stands once: with the laws in which it is in force, by their numbers from 1, and with those of each citation. */
export interface Clause {
  readonly provision: ResolvedProvision
  readonly laws: readonly number[]
  readonly citations: ReadonlyMap<ResolvedProvision['citation'], readonly number[]>
}

/**
 * The laws that judge, in the order of their days.
 *
 * @throws TypeError when `rules` is neither a rule set nor a book, or a half that does not answer what is asked.
 */
export function lawsOf(call: string, rules: Rules, ...asked: readonly Question[]): readonly Law[] {
  rulesArgument(`${call}(rules)`, rules, ...asked)
  if (isRuleSet(rules)) return [{ set: rules, from: undefined }]
  return [{ set: noRuleSetInForce, from: undefined }, ...rules.sets.map((set) => ({ set, from: set.from }))]
}

/**
 * Every provision of the laws on a question, in an order that keeps each set's own. A set whose order contradicts that of the sets before it stands
 * apart with all its provisions.
 */
export function clausesOf(laws: readonly Law[], question: Question): readonly Clause[] {
  const merged: Draft[][] = []
  laws.forEach(({ set }, index) => {
    const own = draftsOf(set, question, index + 1)
    const agreeing = merged.find((group) =>
      isInOrder(own.map(({ key }) => group.findIndex((each) => each.key === key))),
    )
    if (agreeing === undefined) merged.push(own)
    else mergeInto(agreeing, own)
  })
  return merged.flat()
}

interface Draft extends Clause {
  readonly key: string
  readonly laws: number[]
  readonly citations: Map<ResolvedProvision['citation'], number[]>
}

function draftsOf(set: RuleSet, question: Question, law: number): Draft[] {
  const seen = new Map<string, number>()
  return set[question].map((each) => {
    const provision = resolveProvision(each)
    const { citation, ...said } = provision
    const text = JSON.stringify(said)
    const before = seen.get(text) ?? 0
    seen.set(text, before + 1)
    return { key: `${before} ${text}`, provision, laws: [law], citations: new Map([[citation, [law]]]) }
  })
}

/** Whether places ascend; -1 is no place. */
function isInOrder(places: readonly number[]): boolean {
  const found = places.filter((place) => place >= 0)
  return found.every((place, index) => index === 0 || place > (found[index - 1] as number))
}

function mergeInto(group: Draft[], own: readonly Draft[]): void {
  let next = 0
  for (const each of own) {
    const place = group.findIndex(({ key }) => key === each.key)
    if (place < 0) group.splice(next++, 0, each)
    else {
      const { laws, citations } = group[place] as Draft
      laws.push(...each.laws)
      for (const [citation, numbers] of each.citations)
        citations.set(citation, [...(citations.get(citation) ?? []), ...numbers])
      next = place + 1
    }
  }
}

/** The numbers of the laws that have no provision for a question: nothing permits the act. */
export function lawless(laws: readonly Law[], question: Question): readonly number[] {
  return laws.flatMap(({ set }, index) => (set[question].length === 0 ? [index + 1] : []))
}

/** What a text says of the laws that it judges by, a line each: id with a checksum of the provisions, titles. */
export function lawsComment(laws: readonly Law[]): string {
  const lines = laws.map(({ set }) => {
    const name = set === noRuleSetInForce ? set.id : contentNameOf(set)
    const entered = Object.hasOwn(set, 'enacted') ? ['本单位录入', 'entered by this office'] : []
    return comment([name, set.title.zh, set.title.en, ...entered].join(' · '))
  })
  return [...new Set(lines)].join('\n')
}

/** What a provision says, by citation: the rule, the sentence of the law, where it stands, how well it is known, its key, and in a book from when until when. */
export function aboutOf({ provision, citations }: Clause, laws: readonly Law[]): readonly string[] {
  return [...citations].map(([citation, numbers]) => {
    const texts = citedBy((laws[(numbers[0] as number) - 1] as Law).set)
    const law = Object.hasOwn(texts, citation) ? texts[citation] : undefined
    const said =
      law === undefined ? citation : `${law.zh} (${law.instrument} ${law.article}; grade ${law.grade}; ${citation})`
    return `${provision.rule}: ${said}${laws.length === 1 ? '' : ` ${daysOf(numbers, laws)}`}`
  })
}

function daysOf(numbers: readonly number[], laws: readonly Law[]): string {
  const starts = numbers.filter((number) => !numbers.includes(number - 1))
  return starts
    .map((start) => {
      let end = start
      while (numbers.includes(end)) end++
      const until = laws[end - 1]?.from
      return `from ${laws[start - 1]?.from}${until === undefined ? ' on' : ` until ${until}`}`
    })
    .join(', ')
}

/** The first moment of a legal day, in milliseconds, with the day beside it to read. */
export function startOfDaySql(day: LegalDay): string {
  return `${startOfDay(day)} /* ${day} */`
}
