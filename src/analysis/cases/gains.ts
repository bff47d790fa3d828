import { mistyped, wordArgument } from '../../input/assert.ts'
import { frozen } from '../../input/freeze.ts'
import { isArray } from '../../input/issue.ts'
import { type Rules, rulesArgument } from '../../law/rule-sets/rule-book.ts'
import { isRuleSet } from '../../law/rule-sets/rule-set.ts'
import { CHANNELS, type Channel } from '../../values/channel.ts'
import { compareRuleSets, type VerdictChange } from '../compare/compare.ts'
import { courtCases } from './cases.ts'
import type { CourtCase, Ranged, TotalRange } from './court-case.ts'
import { channelsOf, decisive, judgedOf, NOTHING, rangeBetween } from './range-of.ts'
import { summed } from './recorded.ts'

/** How many acts of the court cases, by channel, each number with its range. */
export type ActsByChannel = { readonly [C in Channel]?: TotalRange['acts'] }

/** Who gains and who loses by a law against another. */
export interface GainsAndLosses {
  /** All acts that pass and were refused, and all that are refused and passed. */
  readonly gained: ActsByChannel
  readonly lost: ActsByChannel
  /** The kinds of case that are decided otherwise, and the acts that are of each, by the channels on which it is so. */
  readonly changes: readonly (VerdictChange & { readonly acts: ActsByChannel })[]
}

/**
 * Who gains and who loses by a law against another 得失: each kind of case that `compareRuleSets` finds between two sets,
 * with how many acts of the court cases are of it, as an insider would declare them. An act is of every kind all of whose
 * rules refuse it, and of none where only what acts before it left is otherwise. Takes a minute or some.
 *
 * @param channels by which acts are counted, each by itself.
 * @throws TypeError when `rules` or `against` is neither a rule set nor a rule book, or `channels` no list; RangeError when one is no channel.
 *
 * @example
 * ```ts
 * import { gainsAndLosses } from 'demerit/analysis'
 * import { cn2024, reform } from 'demerit/rules'
 * const free = reform(cn2024, { 'open-binding': null, 'since-binding': null })
 * gainsAndLosses(free, cn2024, ['web']).gained.web?.highest // 176
 * ```
 */
export function gainsAndLosses(rules: Rules, against: Rules, channels: readonly Channel[]): GainsAndLosses {
  rulesArgument('gainsAndLosses(rules)', rules)
  rulesArgument('gainsAndLosses(against)', against)
  if (!isArray(channels)) throw mistyped('gainsAndLosses(channels)', channels, 'a list of channels')
  for (const each of channels) wordArgument('gainsAndLosses(channels)', each, CHANNELS)
  const counted = channels.map((channel) => {
    const cases = courtCases.filter((each) => channelsOf(each).includes(channel))
    return [channel, cases.map((each) => otherwiseIn(each, rules, against, channel))] as const
  })
  const actsOf = (kind: Kind, on: readonly Channel[]): ActsByChannel =>
    Object.fromEntries(
      counted.flatMap(([channel, cases]) =>
        on.includes(channel) && cases.length > 0 ? [[channel, summed(cases.map((each) => each(kind)))]] : [],
      ),
    )
  const changes = isRuleSet(rules) && isRuleSet(against) ? compareRuleSets(against, rules).changes : []
  return frozen({
    gained: actsOf({ to: 'permitted', rules: [] }, channels),
    lost: actsOf({ to: 'refused', rules: [] }, channels),
    // The acts are of vehicles of others.
    changes: changes.map((each) => ({
      ...each,
      acts: each.vehicles.includes('others') ? actsOf(each, each.channels) : {},
    })),
  })
}

type Kind = Pick<VerdictChange, 'to' | 'rules'>

/** Counts the acts of a case that come out otherwise, and that all rules of a kind refuse under one law. */
function otherwiseIn(courtCase: CourtCase, rules: Rules, against: Rules, channel: Channel): (kind: Kind) => Ranged {
  if (decisive(rules, channel) === decisive(against, channel)) return () => NOTHING
  const [under, before] = [rules, against].map((law) => judgedOf(courtCase, law, channel)) as [Judging, Judging]
  return ({ to, rules: wanted }) =>
    rangeBetween(courtCase, channel, [rules, against], (given) => {
      const [one, other] = [under(given).refusals, before(given).refusals]
      const [passing, refusing] = to === 'permitted' ? [one, other] : [other, one]
      const isOfKind = refusing.lists.map((list) => list.length > 0 && wanted.every((rule) => list.includes(rule)))
      return refusing.of.reduce((acts, list, act) => acts + Number(passing.of[act] === 0 && isOfKind[list]), 0)
    })
}
type Judging = ReturnType<typeof judgedOf>
