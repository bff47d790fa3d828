/** The rule sets under which rings are searched whole: those that ship, and levers on them that `capacityOf` reads. */
// @ts-expect-error -- JavaScript, with its types in comments
import { pulling } from '../../docs/demo/reforming.mjs'
import { cn2013, type DraftRuleSet, type RuleSet, reform } from '../../src/law/index.ts'
import { CHENGDU } from '../oracle/decisions.ts'
import { SET_IDS, SETS } from '../oracle/sets.ts'

export const SHIPPED: readonly RuleSet[] = SET_IDS.map((id) => SETS[id])

/** Those on which levers are pulled: the article's, the strictest, and the one whose first binding clears a backlog. */
export const LEVERED: readonly RuleSet[] = (['as-reported', 'cn-2024-11-01', CHENGDU] as const).map((id) => SETS[id])

interface Lever {
  readonly id: string
  readonly pull: (draft: DraftRuleSet) => void
}

const added =
  (rule: string, limit: number) =>
  (draft: DraftRuleSet): void => {
    const others = draft.bind.filter((each) => each.rule !== rule)
    draft.bind = [...others, { rule, limit, channels: 'all', vehicles: 'all' } as never]
  }
const listed =
  (rule: string, limit: number) =>
  (draft: DraftRuleSet): void => {
    const list = cn2013.handle.filter((each) => each.rule === rule)
    draft.handle = [
      ...draft.handle.filter((each) => each.rule !== rule),
      ...list.map((each) => ({ ...each, limit })),
    ] as never
  }

/** One lever for each term of the arithmetic, as tight as it can be, and once not quite. */
export const LEVERS: readonly Lever[] = [
  {
    id: 'next-day',
    pull: pulling({ dayExcluded: true }),
  },
  {
    id: 'first-clears-backlog',
    pull: (draft) => {
      for (const each of draft.handle) if (each.rule === 'since-binding') each.firstClearsBacklog = true
    },
  },
  {
    id: 'window-too',
    pull: (draft) => {
      // A limit of fines that is not there is not extended.
      const limited = draft.handle.some(({ rule }) => rule === 'fine-limit') && { fineAtWindow: true }
      pulling({ bindAtWindow: true, dateAtWindow: true, ...limited })(draft)
    },
  },
  { id: 'one-vehicle', pull: pulling({ driverCap: 1 }) },
  { id: 'two-vehicles', pull: pulling({ driverCap: 2 }) },
  { id: 'one-place', pull: pulling({ vehicleCap: 1 }) },
  { id: 'two-places', pull: pulling({ vehicleCap: 2 }) },
  { id: 'one-a-day', pull: added('daily-applications', 1) },
  { id: 'one-a-year', pull: added('yearly-applications', 1) },
  { id: 'two-a-year', pull: added('yearly-applications', 2) },
  { id: 'two-ever', pull: added('lifetime-cap', 2) },
  { id: 'one-vehicle-a-year', pull: listed('vehicles-per-year', 1) },
  { id: 'one-driver-a-year', pull: listed('drivers-per-year', 1) },
  { id: 'two-drivers-a-year', pull: listed('drivers-per-year', 2) },
  { id: 'wait-of-a-day', pull: pulling({ coolingOff: 1 }) },
  { id: 'wait-of-two-days', pull: pulling({ coolingOff: 2 }) },
  { id: 'one-driver-binds', pull: pulling({ driversAYear: 1 }) },
  { id: 'two-drivers-bind', pull: pulling({ driversAYear: 2 }) },
]

/** A rule set with levers pulled. */
export function pulled(rules: RuleSet, levers: readonly Lever[]): RuleSet {
  return reform(
    rules,
    (draft) => {
      for (const { pull } of levers) pull(draft)
    },
    { id: [rules.id, ...levers.map(({ id }) => id)].join('+') },
  )
}
