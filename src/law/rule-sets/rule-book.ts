import { mistaken, mistyped } from '../../input/assert.ts'
import { mark, markOf } from '../../input/brand.ts'
import { isArray } from '../../input/issue.ts'
import { parsed } from '../../input/read.ts'
import { readOwnerId } from '../../values/ids.ts'
import { dayArgument, type LegalDay } from '../../values/instant.ts'
import { QUESTIONS, type Question } from '../question.ts'
import { answers, isRuleSet, knownRuleSet, questionArgument, type RuleSet, ruleSet } from './rule-set.ts'
import { isShipped } from './shipped.ts'

/** Rule sets in the order of their first days: exactly one is in force on every day from the first on. */
export interface RuleBook {
  readonly id: string
  readonly sets: readonly RuleSet[]
}

/** What acts are judged by: one rule set, whatever the day, or a book, by the set of the day. */
export type Rules = RuleSet | RuleBook

/** The sets that acts may be judged by, oldest first. */
export function setsIn(rules: Rules): readonly RuleSet[] {
  return isRuleSet(rules) ? [rules] : rules.sets
}

/** What genuine books are marked as. */
const RULE_BOOK = 'rule book'
/** What is known of a genuine book. */
interface KnownBook {
  /** Finds the rule set of a day. A book brings it along: a page that judges by one rule set does not load it. */
  readonly setOn: (day: LegalDay) => RuleSet
  /** The questions that each of its sets answers. */
  readonly answers: readonly Question[]
}

/** What is in force before a book's first day: nothing. Every question under it is refused. */
export const noRuleSetInForce: RuleSet = ruleSet(
  {
    id: 'none',
    title: { zh: '尚无规定', en: 'no rule set in force' },
    from: '1900-01-01' as LegalDay,
    began: null,
    verifiedOn: '2199-12-31' as LegalDay,
    hypothetical: false,
  },
  { bind: [], handle: [] },
)

/**
 * Puts rule sets into a book; each is in force from its first day until the next one's.
 *
 * @throws TypeError when one is not a genuine rule set; RangeError if `id` is invalid, or that of a shipped book or set,
 * there is no set, or their days or ids do not ascend without repeats.
 */
export function ruleBook(id: string, sets: readonly RuleSet[]): RuleBook {
  if (!parsed(readOwnerId, id).ok) throw mistaken('ruleBook(id)', id, 'an id of 1 to 64 ASCII or Chinese characters')
  if (isShipped(id)) throw mistaken('ruleBook(id)', id, 'an id of its own: that one ships with the library')
  return bookOf(id, sets)
}

const MOST_SETS = 1_000

/** A book under any id. */
export function bookOf(id: string, sets: readonly RuleSet[]): RuleBook {
  if (!isArray(sets)) throw mistyped('ruleBook(sets)', sets, 'a list of rule sets')
  if (sets.length > MOST_SETS)
    throw new RangeError(`ruleBook(sets): ${sets.length} rule sets are more than ${MOST_SETS}`)
  const kept = [...sets]
  if (kept.length === 0) throw new RangeError('ruleBook(sets): a book needs at least one rule set')
  let before: RuleSet | undefined
  kept.forEach((set, index) => {
    if (!isRuleSet(set)) throw mistyped(`ruleBook(sets): item ${index}`, set, 'a rule set of this copy of the library')
    if (before !== undefined && !(before.from < set.from)) {
      throw new RangeError(`ruleBook(sets): ${set.id} does not begin after ${before.id}`)
    }
    if (kept.findIndex((other) => other.id === set.id) !== index) {
      throw new RangeError(`ruleBook(sets): ${set.id} stands twice`)
    }
    before = set
  })
  const known: KnownBook = {
    setOn: (day) => {
      let found = noRuleSetInForce
      for (const set of kept) if (set.from <= day) found = set
      return found
    },
    answers: QUESTIONS.filter((question) => kept.every((set) => answers(set, question))),
  }
  return Object.freeze(mark({ id, sets: Object.freeze(kept) }, RULE_BOOK, known))
}

/** Whether the library made this book. */
export function isRuleBook(input: unknown): input is RuleBook {
  return markOf(input, RULE_BOOK) !== undefined
}

/**
 * @throws TypeError when the argument is neither a rule set nor a book (there is no default, the caller says by which law), or is the half
 * of another question than those that are asked.
 */
export function rulesArgument(argument: string, rules: unknown, ...asked: readonly Question[]): asserts rules is Rules {
  const known = knownRuleSet(rules) ?? (markOf(rules, RULE_BOOK) as KnownBook | undefined)
  if (known === undefined)
    throw mistyped(
      argument,
      rules,
      'a rule set or a rule book of this copy of the library; take one from demerit/rules',
    )
  for (const question of asked) questionArgument(argument, rules as Rules, known.answers, question)
}

/** The rule set that judges an act of a day: a set handed in alone judges every day. */
export function ruleSetFor(rules: Rules, day: LegalDay): RuleSet {
  return isRuleSet(rules) ? rules : ruleSetIn(rules, day)
}

/**
 * The rule set in force on a legal day 当日有效的规定. Before the book's first day it is an empty set named `none`, under
 * which every question is refused with `no-rule-set-in-force`.
 *
 * @param day `YYYY-MM-DD`, a day of China.
 * @throws RangeError when `day` is no day; TypeError when `book` is not a book made by {@link ruleBook}.
 *
 * @example
 * ```ts
 * import { cn, ruleSetOn } from 'demerit/rules'
 * ruleSetOn(cn, '2019-05-01').id // 'cn-2018-09-01'
 * ```
 */
export function ruleSetOn(book: RuleBook, day: string): RuleSet {
  if (!isRuleBook(book)) throw mistyped('ruleSetOn(book)', book, 'a rule book made by ruleBook')
  return ruleSetIn(book, dayArgument('ruleSetOn(day)', day))
}

/** The rule set of a genuine book that judges an act of a day. */
export function ruleSetIn(book: RuleBook, day: LegalDay): RuleSet {
  return (markOf(book, RULE_BOOK) as KnownBook).setOn(day)
}
