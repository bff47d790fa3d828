import * as fc from 'fast-check'
import { asReported } from '../law/rule-sets/as-reported.ts'
import { chengdu2017 } from '../law/rule-sets/chengdu-2017-11-14.ts'
import { cn } from '../law/rule-sets/cn.ts'
import { plan2018 } from '../law/rule-sets/plan-2018-03-01.ts'
import { reform } from '../law/rule-sets/reform.ts'
import type { RuleSet } from '../law/rule-sets/rule-set.ts'

const SHIPPED: readonly RuleSet[] = [asReported, chengdu2017, plan2018, ...cn.sets]
const MOST = 5
const SHIPPED_CAP = 3

/** Any rule set 规定: one that ships, or the rule as reported with other caps, from 0 to 5. */
export function ruleSet(): fc.Arbitrary<RuleSet> {
  const limit = fc.nat(MOST)
  const capped = fc
    .tuple(limit, limit)
    .filter((caps) => caps.some((cap) => cap !== SHIPPED_CAP))
    .map(({ 0: driver, 1: vehicle }) => {
      return reform(asReported, { 'driver-cap': { limit: driver }, 'vehicle-cap': { limit: vehicle } })
    })
  return fc.oneof(fc.constantFrom(...SHIPPED), capped)
}
