import { mistyped } from '../../input/assert.ts'
import { dayArgument } from '../../values/instant.ts'
import { cn2013, cn2013Binding, cn2013Handling } from './cn-2013-05-02.ts'
import { cn2018february, cn2018februaryBinding, cn2018februaryHandling } from './cn-2018-02-24.ts'
import { cn2018september, cn2018septemberBinding, cn2018septemberHandling } from './cn-2018-09-01.ts'
import { cn2020, cn2020Binding, cn2020Handling } from './cn-2020-09-28.ts'
import { cn2024, cn2024Binding, cn2024Handling } from './cn-2024-11-01.ts'
import { bookOf, isRuleBook, type RuleBook, ruleSetIn } from './rule-book.ts'
import type { Answers, RuleSet } from './rule-set.ts'
import { SHIPPED_BOOK } from './shipped.ts'

/** The national rule sets 全国规定 in the order in which they came into force. */
export const cn: RuleBook = /* @__PURE__ */ bookOf(SHIPPED_BOOK, [
  cn2013,
  cn2018february,
  cn2018september,
  cn2020,
  cn2024,
])

/** The halves of `cn` on binding 备案. */
export const cnBinding: RuleBook & Answers<'bind'> = /* @__PURE__ */ bookOf(SHIPPED_BOOK, [
  cn2013Binding,
  cn2018februaryBinding,
  cn2018septemberBinding,
  cn2020Binding,
  cn2024Binding,
])

/** The halves of `cn` on handling 处理. */
export const cnHandling: RuleBook & Answers<'handle'> = /* @__PURE__ */ bookOf(SHIPPED_BOOK, [
  cn2013Handling,
  cn2018februaryHandling,
  cn2018septemberHandling,
  cn2020Handling,
  cn2024Handling,
])

/**
 * The rule set in force on a legal day 当日有效的规定. Before the book's first day it is an empty set named `none`, under
 * which every question is refused with `no-rule-set-in-force`.
 *
 * @param day `YYYY-MM-DD`, a day of China.
 * @throws RangeError when `day` is no day; TypeError when `book` is not a book made by `ruleBook`.
 */
export function ruleSetOn(book: RuleBook, day: string): RuleSet {
  if (!isRuleBook(book)) throw mistyped('ruleSetOn(book)', book, 'a rule book made by ruleBook')
  return ruleSetIn(book, dayArgument('ruleSetOn(day)', day))
}
