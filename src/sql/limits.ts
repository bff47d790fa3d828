import { mistyped } from '../input/assert.ts'
import type { Question } from '../law/question.ts'
import { type ResolvedProvision, resolve } from '../law/resolve.ts'
import { isRuleBook, type RuleBook } from '../law/rule-sets/rule-book.ts'
import { isRuleSet, type RuleSet } from '../law/rule-sets/rule-set.ts'
import type { RuleId } from '../law/rules.ts'
import { CHANNELS, type Channel } from '../values/channel.ts'
import type { LegalDay } from '../values/instant.ts'
import type { Grammar } from './dialects.ts'
import { startOfDaySql } from './laws.ts'

/** A rule set with the condition under which it is the one of an instant; without a condition it judges every day. */
export interface SetInForce {
  readonly set: RuleSet
  /** Its first day, and that of the next set. */
  readonly from: LegalDay | undefined
  readonly until: LegalDay | undefined
}

/**
 * The sets that judge, each with its time.
 *
 * @throws TypeError when `rules` is neither a rule set nor a book.
 */
export function setsInForce(call: string, rules: unknown): readonly SetInForce[] {
  if (isRuleSet(rules)) return [{ set: rules, from: undefined, until: undefined }]
  if (!isRuleBook(rules))
    throw mistyped(`${call}(rules)`, rules, 'a rule set or a rule book of this copy of the library')
  const { sets }: RuleBook = rules
  return sets.map((set, index) => ({ set, from: set.from, until: sets.at(index + 1)?.from }))
}

/** The condition that an instant is in a set's time; empty text where it always is. */
export function whileInForce({ from, until }: SetInForce, at: string): string {
  return [
    ...(from === undefined ? [] : [`${at} >= ${startOfDaySql(from)}`]),
    ...(until === undefined ? [] : [`${at} < ${startOfDaySql(until)}`]),
  ].join(' AND ')
}

/** The provisions of a set that have a rule. */
export function provisionsOf({ set }: SetInForce, question: Question, rule: RuleId): readonly ResolvedProvision[] {
  return set[question].filter((provision) => provision.rule === rule).map(resolve)
}

/** The most that a rule lets be open, by the set of an instant and by channel: SQL, NULL where it sets no limit, and every value it may have. */
export interface Limit {
  readonly sql: string
  readonly values: readonly number[]
}

/** How many bindings a cap leaves open; `already-bound` leaves one of each pair. */
export function capSql(
  sets: readonly SetInForce[],
  rule: 'driver-cap' | 'vehicle-cap' | 'already-bound',
  at: string,
  channel: string,
  grammar: Grammar,
): Limit {
  const values = new Set<number>()
  const whens = sets.flatMap((each) => {
    const caps = CHANNELS.map((word) => [word, capOf(provisionsOf(each, 'bind', rule), word)] as const)
    return [...new Set(caps.flatMap(({ 1: cap }) => (cap === undefined ? [] : [cap])))].map((cap) => {
      values.add(cap)
      const words = caps.filter(({ 1: other }) => other === cap).map(({ 0: word }) => word)
      const time = whileInForce(each, at)
      const through = words.length === CHANNELS.length ? '' : `${channel} IN (${words.map(grammar.text).join(', ')})`
      const when = [time, through].filter((part) => part !== '').join(' AND ')
      return `WHEN ${when === '' ? '1 = 1' : when} THEN ${cap}`
    })
  })
  return { sql: whens.length === 0 ? 'NULL' : `CASE ${whens.join(' ')} END`, values: [...values] }
}

/** The smallest cap that binds a channel. */
function capOf(provisions: readonly ResolvedProvision[], channel: Channel): number | undefined {
  const caps = provisions
    .filter(({ channels }) => channels === 'all' || channels.includes(channel))
    .map(({ rule, limit }) => {
      if (rule === 'already-bound') return 1
      if (limit.kind === 'constant' && typeof limit.value === 'number') return limit.value
      throw new RangeError(`sql: the limit of ${rule} is not a number`)
    })
  return caps.length === 0 ? undefined : Math.min(...caps)
}
