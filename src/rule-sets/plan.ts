import { CHANNELS } from '../binding.ts'
import type { Finding, Reason } from '../decision.ts'
import { BINDING_FACTS, type FactName, HANDLING_FACTS } from '../facts.ts'
import { append } from '../issue.ts'
import { relates } from '../rules/relation.ts'
import type { Exemption, Facts, Question } from '../rules/rule.ts'
import type { Provided, RuleSet } from './rule-set.ts'

/**
 * Looks at one provision: on the facts; on which of them are known, one bit each; on the channel's bit, 0 where it is not
 * known; and on whether the vehicle is known to be the driver's own.
 */
export type Look = (facts: Facts, known: number, channel: number, own: boolean) => Finding

/** One question of a rule set made ready for judging. */
export interface Plan {
  /** One look a provision, in the set's order. */
  readonly looks: readonly Look[]
  /** The last moment for which the set is verified. */
  readonly lastMoment: string
}

/** How many findings of one provision are kept for sharing; further ones are made anew. */
const MOST_SHARED = 32

/** Makes one question of a rule set ready for judging. */
export function prepare(question: Question, set: RuleSet, provided: readonly Provided[]): Plan {
  const names = question === 'bind' ? BINDING_FACTS : HANDLING_FACTS
  return {
    looks: provided.map((each) => lookAt(each, names)),
    lastMoment: `${set.verifiedOn}T23:59:59.999+08:00`,
  }
}

/**
 * A finding is a function of few small values (a count, a state), so findings are made once and shared: what is judged a
 * million times is allocated a handful of times.
 */
function lookAt({ rule, provision }: Provided, names: readonly FactName[]): Look {
  const { channels, vehicles, citation } = provision
  const { supplied: suppliedOf, limit: limitOf, fixedLimit } = rule
  const exempt = Object.hasOwn(rule, 'exempt') ? rule.exempt : undefined
  const relation = rule.relation(provision)
  const others = vehicles === 'others'
  const elsewhere =
    channels === 'all'
      ? 0
      : CHANNELS.reduce((bits, each, index) => bits | (channels.includes(each) ? 0 : 1 << index), 0)
  const asked = [
    ...(channels === 'all' ? [] : (['channel'] as const)),
    ...(others ? (['driver', 'vehicleOwner'] as const) : []),
    ...rule.needs(provision),
  ].filter((fact, index, all) => all.indexOf(fact) === index)
  const needed = asked.reduce((bits, fact) => bits | (1 << names.indexOf(fact)), 0)
  const ownVehicle = notApplicable('own-vehicle')
  const otherChannel = notApplicable('other-channel')
  const exempted = new Map<Exemption, Finding>()
  const unknowns = new Map<number, Finding>()
  const seen: unknown[] = []
  const shared: Finding[] = []

  return (facts, known, channel, own) => {
    if ((channel & elsewhere) !== 0) return otherChannel
    if (own && others) return ownVehicle
    const exemption = exempt?.(facts, provision)
    if (exemption !== undefined) return exempted.get(exemption) ?? exemptedBy(exemption)
    if ((known & needed) !== needed) return unknown(needed & ~known)
    const supplied: unknown = suppliedOf(facts, provision)
    if (!fixedLimit) return compared(supplied, limitOf(facts, provision))
    for (let index = 0; index < seen.length; index++) if (seen[index] === supplied) return shared[index] as Finding
    const finding = compared(supplied, limitOf(facts, provision))
    if (seen.length < MOST_SHARED) {
      append(seen, supplied)
      append(shared, finding)
    }
    return finding
  }

  function compared(supplied: unknown, limit: unknown): Finding {
    const outcome = relates(supplied, relation, limit) ? 'holds' : 'fails'
    return Object.freeze({ rule: rule.id, channels, citation, outcome, supplied, relation, limit }) as Finding
  }

  function notApplicable(reason: Reason): Finding {
    return Object.freeze({ rule: rule.id, channels, citation, outcome: 'not-applicable', reason }) as Finding
  }

  function exemptedBy(exemption: Exemption): Finding {
    const finding = notApplicable(exemption)
    exempted.set(exemption, finding)
    return finding
  }

  function unknown(bits: number): Finding {
    let finding = unknowns.get(bits)
    if (finding === undefined) {
      const missing = Object.freeze(asked.filter((fact) => (bits & (1 << names.indexOf(fact))) !== 0))
      finding = Object.freeze({ rule: rule.id, channels, citation, outcome: 'unknown', missing }) as Finding
      unknowns.set(bits, finding)
    }
    return finding
  }
}
