import * as fc from 'fast-check'
import { asReported } from '../law/rule-sets/as-reported.ts'
import { reform } from '../law/rule-sets/reform.ts'
import type { RuleSet } from '../law/rule-sets/rule-set.ts'
import { SHIPPED_SETS } from '../law/rule-sets/shipped-sets.ts'

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
  return fc.oneof(fc.constantFrom(...SHIPPED_SETS), capped)
}
