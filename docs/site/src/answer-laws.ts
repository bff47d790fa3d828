import { asReported, cn2018February, cn2024, type RuleSet } from 'demerit/rules'
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
