import type { Finding, Reason } from '../decision.ts'
import type { FactName, Partially } from '../facts.ts'
import { relates } from '../rules/relation.ts'
import type { Facts, Question } from '../rules/rule.ts'
import type { AnyRule, Provision } from './rule-set.ts'

/** Looks at one provision on the facts known. */
export type Look = (facts: Partially<Facts>) => Finding
/** A rule set made ready for judging: one look a provision, in the set's order. */
export type Plan = { readonly [Q in Question]: readonly Look[] }

/** How many findings of one provision are kept for sharing; further ones are made anew. */
const SHARED = 64

/**
 * Makes one provision ready for judging. A finding is a function of few small values (a count, a state), so findings
 * are made once and shared: what is judged a million times is allocated a handful of times.
 */
export function compile(rule: AnyRule, provision: Provision): Look {
  const { channels, vehicles, citation } = provision
  const base = { rule: rule.id, channels, citation }
  const needs: readonly FactName[] = Object.freeze([...rule.needs(provision)])
  const asked: readonly FactName[] = [
    ...(channels === 'all' ? [] : (['channel'] as const)),
    ...(vehicles === 'all' ? [] : (['driver', 'vehicleOwner'] as const)),
    ...needs,
  ].filter((fact, index, all) => all.indexOf(fact) === index)
  const exempt = Object.hasOwn(rule, 'exempt') ? rule.exempt : undefined
  const relation = rule.relation(provision)
  const notApplicable = (reason: Reason): Finding =>
    Object.freeze({ ...base, outcome: 'not-applicable', reason }) as Finding
  const otherChannel = notApplicable('other-channel')
  const ownVehicle = notApplicable('own-vehicle')
  const exempted = new Map<Reason, Finding>()
  const shared = new Map<unknown, Finding>()
  const unknowns = new Map<string, Finding>()
  let last: Finding | undefined
  let lastSupplied: unknown
  let lastLimit: unknown

  function unknown(facts: Partially<Facts>): Finding {
    const missing = asked.filter((fact) => facts[fact] === undefined)
    const key = missing.join()
    let finding = unknowns.get(key)
    if (finding === undefined) {
      finding = Object.freeze({ ...base, outcome: 'unknown', missing: Object.freeze(missing) }) as Finding
      unknowns.set(key, finding)
    }
    return finding
  }

  function compared(facts: Facts): Finding {
    const supplied: unknown = rule.supplied(facts, provision)
    const limit: unknown = rule.limit(facts, provision)
    if (supplied === lastSupplied && limit === lastLimit && last !== undefined) return last
    let finding = rule.fixedLimit ? shared.get(supplied) : undefined
    if (finding === undefined) {
      finding = made(supplied, limit)
      if (rule.fixedLimit && shared.size < SHARED && typeof supplied !== 'object') shared.set(supplied, finding)
    }
    lastSupplied = supplied
    lastLimit = limit
    last = finding
    return finding
  }

  function made(supplied: unknown, limit: unknown): Finding {
    const outcome = relates(supplied, relation, limit) ? 'holds' : 'fails'
    return Object.freeze({ rule: rule.id, channels, citation, outcome, supplied, relation, limit }) as Finding
  }

  return (facts) => {
    let complete = true
    if (channels !== 'all') {
      if (facts.channel === undefined) complete = false
      else if (!channels.includes(facts.channel)) return otherChannel
    }
    if (vehicles === 'others') {
      if (facts.driver === undefined || facts.vehicleOwner === undefined) complete = false
      else if ((facts.driver as string) === facts.vehicleOwner) return ownVehicle
    }
    const reason = exempt?.(facts, provision)
    if (reason !== undefined) {
      if (!exempted.has(reason)) exempted.set(reason, notApplicable(reason))
      return exempted.get(reason) as Finding
    }
    for (let index = 0; complete && index < needs.length; index++) {
      if (facts[needs[index] as FactName] === undefined) complete = false
    }
    return complete ? compared(facts as Facts) : unknown(facts)
  }
}
