import { newsArticle, totalsOf } from 'demerit/analysis'
import { asReported, cn2018February, cn2024, type RuleSet } from 'demerit/rules'
import levers from '../../levers-ranges.json' with { type: 'json' }
import { leversPulled, NO_LEVER } from './levers.ts'

/** The laws that the first page counts under, in the order in which it tells of them. */
export const LAWS = ['reported', 'february', 'today', 'bound', 'dated'] as const
export type Law = (typeof LAWS)[number]

/** Their rule sets: three that ship, and that of today with what windows do not ask for now. */
export const setOfLaw = (law: Law): RuleSet =>
  ({
    reported: asReported,
    february: cn2018February,
    today: cn2024,
    bound: leversPulled({ ...NO_LEVER, bindAtWindow: true }),
    dated: leversPulled({ ...NO_LEVER, bindAtWindow: true, dateAtWindow: true }),
  })[law]

/** What the record calls the laws that do not ship. */
const RECORDED = { bound: `${cn2024.id}+binding-alone-at-window`, dated: `${cn2024.id}+binding-at-window` } as const

/** The sums of the article's cases under a law, by channel (docs/generate-ranges.mjs). */
export function rangesOfLaw(law: Law): (typeof newsArticle.ranges)[string] {
  if (law !== 'bound' && law !== 'dated') return newsArticle.ranges[setOfLaw(law).id] ?? {}
  return totalsOf(Object.values((levers as unknown as Record<string, Recorded>)[RECORDED[law]]?.cases ?? {}))
}
type Recorded = { readonly cases: Readonly<Record<string, Parameters<typeof totalsOf>[0][number]>> }
