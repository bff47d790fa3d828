/** The laws that every engine is asked about: what ships, whole and in halves, the book, and reforms with every rule of the library. */
import type { Provision, Question, RuleBook, RuleId, RuleSet } from '../../src/law/index.ts'
import * as law from '../../src/law/index.ts'
import { CASES } from '../support/findings.ts'

const { RULES, RULE_IDS, SHIPPED_SETS, reform } = law

/** Terms by which the rows near the edges (`near.ts`) were chosen, and such as no set that ships has. */
const OWN: Partial<Record<RuleId, object>> = {
  'since-binding': { grain: 'next-day', scope: 'with-points', firstClearsBacklog: true },
  'cooling-off': { days: 2 },
  'drivers-bound-per-year': { limit: 2 },
}

/** One provision of each rule of a question: as the last set has it, else as the first of its cases. */
function everyRule(question: Question, terms: Partial<Provision>): Provision[] {
  return RULE_IDS.filter((id) => RULES[id].questions.includes(question)).map((rule) => {
    const shipped = SHIPPED_SETS.flatMap((set) => set[question]).findLast((each) => each.rule === rule)
    const { citation: _, ...rest } = {
      channels: 'all',
      vehicles: RULES[rule].vehicles,
      ...(shipped ?? CASES[rule][0]?.parameters),
    } as Provision
    return { ...rest, ...OWN[rule], ...terms, rule } as Provision
  })
}

/** A reform of which every provision of the two questions is as given. */
function reformOf(id: string, bind: readonly Provision[], handle: readonly Provision[]): RuleSet {
  return reform(
    law.cn2024,
    (draft) => {
      draft.bind = bind as typeof draft.bind
      draft.handle = handle as typeof draft.handle
    },
    { id },
  )
}

/** Every rule there is, whatever the channel; and for others' vehicles alone, which they must be at the act, through two channels. */
const everywhere = reformOf(
  'every-rule',
  everyRule('bind', { channels: 'all' }),
  everyRule('handle', { channels: 'all' }),
)
const others = { vehicles: 'others', channels: ['web', 'kiosk'] } as const
const elsewhere = reformOf(
  'every-rule-for-others',
  everyRule('bind', others),
  everyRule('handle', { ...others, own: 'at-act' }),
)
/** Two provisions of each rule, by channel, the second one first. */
const twice = reformOf(
  'every-rule-twice',
  [...everyRule('bind', { channels: ['window'] }), ...everyRule('bind', { channels: ['app'] }).reverse()],
  [
    ...everyRule('handle', { channels: ['window'], own: 'at-act' }),
    ...everyRule('handle', { channels: ['app'] }).reverse(),
  ],
)

/** The reforms. */
export const REFORMS: readonly RuleSet[] = [everywhere, elsewhere, twice]

/** A book in which a set says the same rules as those beside it in the reverse order. */
const REVERSED: RuleBook = law.ruleBook('reversed', [
  law.cn2018February,
  law.cn2018September,
  reform(
    law.cn2020,
    (draft) => {
      draft.bind.reverse()
      draft.handle.reverse()
    },
    { id: 'reversed-2020' },
  ),
  law.cn2024,
])

const HALVES: { readonly [Q in Question]: readonly (RuleSet | RuleBook)[] } = {
  bind: [law.cn2018FebruaryBinding, law.cn2024Binding, law.cnBinding],
  handle: [law.cn2018FebruaryHandling, law.cn2024Handling, law.cnHandling],
}

/** Every law that answers a question, by name. */
export function lawsOn(question: Question): readonly (readonly [name: string, RuleSet | RuleBook])[] {
  return [
    ...[...SHIPPED_SETS, law.cn, REVERSED, ...REFORMS].map((each) => [each.id, each] as const),
    ...HALVES[question].map((each) => [`half of ${each.id}`, each] as const),
  ]
}

/** The provisions of all of them on a question. */
export function provisionsOn(question: Question): readonly law.ResolvedProvision[] {
  return [...SHIPPED_SETS, ...REFORMS].flatMap((set) => set[question]).map(law.resolveProvision)
}
