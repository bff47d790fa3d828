import { BINDING_FACTS, bitOfChannel, type FactName, HANDLING_FACTS, OWN } from '../law/facts.ts'
import { relates } from '../law/relation.ts'
import type { Facts, Question } from '../law/rule.ts'
import type { Provided, RuleSet } from '../law/rule-sets/rule-set.ts'
import { CHANNELS } from '../values/channel.ts'
import type { Finding, Reason } from './decision.ts'

/** Looks at one provision, on the facts and on what is seen of them (`Seen`). */
export type Look = (facts: Facts, seen: number) => Finding

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
  const { id, supplied: suppliedOf, limit: limitOf, fixedLimit } = rule
  const exempt = Object.hasOwn(rule, 'exempt') ? rule.exempt : undefined
  const relation = rule.relation(provision)
  const others = vehicles === 'others'
  const elsewhere =
    channels === 'all' ? 0 : bits(CHANNELS, (each) => (channels.includes(each) ? 0 : bitOfChannel(each)))
  /** Where the provision certainly has nothing to say: a channel that it does not bind, the driver's own vehicle. */
  const aside = elsewhere | (others ? OWN : 0)
  const asked = [
    ...(channels === 'all' ? [] : (['channel'] as const)),
    ...(others ? (['driver', 'vehicleOwner'] as const) : []),
    ...rule.needs(provision),
  ].filter((fact, index, all) => all.indexOf(fact) === index)
  const needed = bits(asked, (fact) => 1 << names.indexOf(fact))
  const fixed: unknown = fixedLimit ? limitOf(NO_FACTS, provision) : undefined

  const notApplicable = shared((reason: Reason): Finding => {
    return Object.freeze({ rule: id, channels, citation, outcome: 'not-applicable', reason }) as Finding
  })
  const unknown = shared((known: number): Finding => {
    const missing = Object.freeze(asked.filter((fact) => (known & (1 << names.indexOf(fact))) === 0))
    return Object.freeze({ rule: id, channels, citation, outcome: 'unknown', missing }) as Finding
  })
  const compared = (supplied: unknown, limit: unknown): Finding => {
    const outcome = relates(supplied, relation, limit) ? 'holds' : 'fails'
    return Object.freeze({ rule: id, channels, citation, outcome, supplied, relation, limit }) as Finding
  }
  const comparedToFixed = shared((supplied: unknown) => compared(supplied, fixed))

  return (facts, seen) => {
    if ((seen & aside) !== 0) return notApplicable((seen & elsewhere) !== 0 ? 'other-channel' : 'own-vehicle')
    const exemption = exempt?.(facts, provision)
    if (exemption !== undefined) return notApplicable(exemption)
    if ((seen & needed) !== needed) return unknown(seen & needed)
    const supplied: unknown = suppliedOf(facts, provision)
    return fixedLimit ? comparedToFixed(supplied) : compared(supplied, limitOf(facts, provision))
  }
}

/** What a limit that is a parameter alone is asked with. */
const NO_FACTS = {} as Facts

/** Findings by what they depend on, each made once, up to so many. */
function shared<K>(make: (key: K) => Finding): (key: K) => Finding {
  const made = new Map<K, Finding>()
  return (key) => {
    const before = made.get(key)
    if (before !== undefined) return before
    const finding = make(key)
    if (made.size < MOST_SHARED) made.set(key, finding)
    return finding
  }
}

function bits<T>(list: readonly T[], bitOf: (item: T) => number): number {
  return list.reduce((sum, item) => sum | bitOf(item), 0)
}
