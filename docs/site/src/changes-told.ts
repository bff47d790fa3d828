import { compareRuleSets, type VerdictChange } from 'demerit/analysis'
import { explain, headline } from 'demerit/explain'
import type { RuleSet } from 'demerit/rules'
import type { Changes } from './reform.ts'
import { lawOf } from './sets.ts'
import { LOCALES } from './words.ts'

export interface AskedChanges {
  readonly from: string
  readonly to: string
  readonly language: keyof typeof LOCALES
  readonly reform: Changes
}

/** What the second set decides otherwise, with an example in sentences. */
export type ToldChange = Pick<VerdictChange, 'question' | 'from' | 'to' | 'rules' | 'channels' | 'vehicles'> & {
  readonly headline: string
  readonly findings: readonly { readonly sentence: string; readonly outcome: string }[]
}

/** As many changes are told. */
const MOST = 12

export function changesTold({ from, to, language, reform }: AskedChanges): readonly ToldChange[] {
  const locale = LOCALES[language]
  const { changes } = compareRuleSets(...([from, to].map((id) => lawOf(id, reform)) as [RuleSet, RuleSet]))
  return changes.slice(0, MOST).map(({ example, ...change }) => {
    const decision = change.to === 'refused' ? example.b : example.a
    const { question, from: before, to: after, rules, channels, vehicles } = change
    return {
      ...{ question, from: before, to: after, rules, channels, vehicles },
      headline: headline(decision, locale),
      findings: explain(decision, locale).map((sentence, index) => ({
        sentence,
        outcome: decision.findings[index]?.outcome ?? 'fails',
      })),
    }
  })
}
