import { type RuleCard, ruleCard } from 'demerit/analysis'
import type { Locale } from 'demerit/explain'
import { QUESTIONS, type RuleId, type RuleSet } from 'demerit/rules'
import type { PageProps } from './page.ts'
import { LOCALES } from './words.ts'

export type Provision = RuleCard['provisions'][number]

/** What a provision says, whatever it cites: two sets that have one for one rule differ in nothing there. */
export function saidBy({ question, binds, number }: Provision): string {
  return `${question} ${binds} ${number}`
}

/** The rules in which two sets differ, whatever they cite, and the provisions of each. */
export interface Differing {
  readonly rules: readonly RuleId[]
  readonly of: (rule: RuleId) => readonly (readonly Provision[])[]
}

export function differing(one: RuleSet, other: RuleSet, locale: Locale): Differing {
  const provisions = [one, other].map((set) => ruleCard(set, set.from, locale).provisions)
  const of = (rule: RuleId) => provisions.map((list) => list.filter((each) => each.rule === rule))
  const told = (list: readonly Provision[] = []) => list.map(saidBy).join()
  const all = [...new Set(provisions.flatMap((list) => list.map(({ rule }) => rule)))]
  return { rules: all.filter((rule) => told(of(rule)[0]) !== told(of(rule)[1])), of }
}

/** What each rule in which two sets differ says in the first and in the second, in words; with grades where they are asked for. */
export function toldChanges(
  { rules, of }: Differing,
  { words, says }: Pick<PageProps, 'words' | 'says'>,
  isGraded = false,
): readonly string[] {
  const { names } = LOCALES[says.language]
  return QUESTIONS.flatMap((question) =>
    rules.flatMap((rule) => {
      const [before, after] = of(rule).map((list) => {
        const found = list.find((each) => each.question === question)
        if (found === undefined) return words.noSuchRule
        return `${says.ruleSays(found.number, found.binds)}${isGraded ? ` [${found.grade}]` : ''}`
      })
      return before === after ? [] : [`${names.rules[rule]}${words.colon}${before} → ${after}`]
    }),
  )
}
