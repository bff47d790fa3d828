import { asReported } from './as-reported.ts'
import { chengdu2017 } from './chengdu-2017-11-14.ts'
import { cn2013 } from './cn-2013-05-02.ts'
import { cn2018february } from './cn-2018-02-24.ts'
import { cn2018september } from './cn-2018-09-01.ts'
import { cn2020 } from './cn-2020-09-28.ts'
import { cn2024 } from './cn-2024-11-01.ts'
import { plan2018 } from './plan-2018-03-01.ts'
import type { RuleSet } from './rule-set.ts'

export * from './as-reported.ts'
export * from './chengdu-2017-11-14.ts'
export * from './cn-2013-05-02.ts'
export * from './cn-2018-02-24.ts'
export * from './cn-2018-09-01.ts'
export * from './cn-2020-09-28.ts'
export * from './cn-2024-11-01.ts'
export * from './plan-2018-03-01.ts'

/** The rule sets that ship with the library, in the order in which pages show them. */
export const SHIPPED_SETS: readonly RuleSet[] = /* @__PURE__ */ Object.freeze([
  cn2013,
  chengdu2017,
  asReported,
  plan2018,
  cn2018february,
  cn2018september,
  cn2020,
  cn2024,
])
