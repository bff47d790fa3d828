import { asReported } from './as-reported.ts'
import { chengdu2017 } from './chengdu-2017-11-14.ts'
import { cn2013, cn2013Binding, cn2013Handling } from './cn-2013-05-02.ts'
import { cn2018February, cn2018FebruaryBinding, cn2018FebruaryHandling } from './cn-2018-02-24.ts'
import { cn2018September, cn2018SeptemberBinding, cn2018SeptemberHandling } from './cn-2018-09-01.ts'
import { cn2020, cn2020Binding, cn2020Handling } from './cn-2020-09-28.ts'
import { cn2024, cn2024Binding, cn2024Handling } from './cn-2024-11-01.ts'
import { plan2018 } from './plan-2018-03-01.ts'
import { bookOf, type RuleBook } from './rule-book.ts'
import type { Answers, RuleSet } from './rule-set.ts'
import { SHIPPED_BOOK } from './shipped.ts'

export * from './as-reported.ts'
export * from './chengdu-2017-11-14.ts'
export * from './cn-2013-05-02.ts'
export * from './cn-2018-02-24.ts'
export * from './cn-2018-09-01.ts'
export * from './cn-2020-09-28.ts'
export * from './cn-2024-11-01.ts'
export * from './plan-2018-03-01.ts'

/** The rule sets that ship with the library, in the order in which pages show them. */
export const SHIPPED_SETS: readonly RuleSet[] = Object.freeze([
  cn2013,
  chengdu2017,
  asReported,
  plan2018,
  cn2018February,
  cn2018September,
  cn2020,
  cn2024,
])

/** The national rule sets 全国规定 in the order in which they came into force. */
export const cn: RuleBook = bookOf(SHIPPED_BOOK, [cn2013, cn2018February, cn2018September, cn2020, cn2024])

/** The halves of {@link cn} on binding 备案. */
export const cnBinding: RuleBook & Answers<'bind'> = bookOf(SHIPPED_BOOK, [
  cn2013Binding,
  cn2018FebruaryBinding,
  cn2018SeptemberBinding,
  cn2020Binding,
  cn2024Binding,
])

/** The halves of {@link cn} on handling 处理. */
export const cnHandling: RuleBook & Answers<'handle'> = bookOf(SHIPPED_BOOK, [
  cn2013Handling,
  cn2018FebruaryHandling,
  cn2018SeptemberHandling,
  cn2020Handling,
  cn2024Handling,
])
