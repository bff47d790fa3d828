import { type Comparison, type Condition, comparisonsIn, factsIn, factsOf, type Term } from '../law/expression.ts'
import type { FactName, Facts, Values } from '../law/facts.ts'
import { channelBit, type FactMask, maskOf, OWN, type Situation, unknownOf } from '../law/known-facts.ts'
import type { Reason } from '../law/reason.ts'
import { isRelated } from '../law/relation.ts'
import { parameterOf, type ResolvedProvision } from '../law/resolve.ts'
import type { Provision } from '../law/rule-sets/rule-set.ts'
import type { Channel } from '../values/channel.ts'
import { dayIn, dayLater, type Instant, type LegalDay } from '../values/instant.ts'
import type { Finding } from './decision.ts'

/** Looks at one provision, on the facts and on what is seen of them (`KnownFacts`). */
export type Check = (facts: Partial<Facts>, known: FactMask, situation: Situation) => Finding
/** What a term comes to on facts that are known as far as it reads them. */
type Value<T = unknown> = (facts: Partial<Facts>) => T

/** How many findings of one provision are kept for sharing; further ones are made anew. */
const MOST_SHARED = 32

/**
 * Makes a provision ready for judging. `chosen` is what it takes of its rule; `names` are the facts of its question; `values`
 * take each out of a row.
 *
 * A finding is a function of few small values (a count, a state), so findings are made once and shared: what is judged a
 * million times is allocated a handful of times.
 */
export function compile(
  chosen: ResolvedProvision,
  provision: Provision,
  names: readonly FactName[],
  values: Partial<Values>,
): Check {
  const { rule, channels, citation, supplied, relation, limit, asks } = chosen
  /** Where the provision certainly has nothing to say: on a channel that it does not bind, of the driver's own vehicle. */
  let exempted = 0
  let elsewhere = 0
  const conditions = chosen.exempt.flatMap(({ when, reason }) => {
    const situation = situationIn(when)
    exempted |= situation
    if (reason === 'other-channel') elsewhere |= situation
    return situation === 0
      ? [{ reason, reads: maskOf(factsOf(when), names), holds: conditionOf(when, values, provision) }]
      : []
  })
  const asked = maskOf(asks, names)
  const suppliedOf = termOf(supplied, values, provision)
  const limitOf = termOf(limit, values, provision)
  // What is compared with `null` is a time, which differs from case to case.
  const shares = factsIn(limit).length === 0 && limitOf(NO_FACTS) !== null

  const notApplicable = shared((reason: Reason): Finding => {
    return Object.freeze({ rule, channels, citation, outcome: 'not-applicable', reason }) as Finding
  })
  const unknown = shared((known: FactMask): Finding => {
    const missing = Object.freeze(unknownOf(asks, known, names))
    return Object.freeze({ rule, channels, citation, outcome: 'unknown', missing }) as Finding
  })
  const compared = (supplied: unknown, limit: unknown): Finding => {
    const outcome = isRelated(supplied, relation, limit) ? 'holds' : 'fails'
    return Object.freeze({ rule, channels, citation, outcome, supplied, relation, limit }) as Finding
  }
  const comparedToFixed = shared((supplied: unknown) => compared(supplied, limitOf(NO_FACTS)))

  return (facts, known, situation) => {
    if ((situation & exempted) !== 0) {
      return notApplicable((situation & elsewhere) !== 0 ? 'other-channel' : 'own-vehicle')
    }
    for (let index = 0; index < conditions.length; index++) {
      const { reason, reads, holds } = conditions[index] as (typeof conditions)[number]
      if ((known & reads) === reads && holds(facts)) return notApplicable(reason)
    }
    if ((known & asked) !== asked) return unknown(known & asked)
    const value = suppliedOf(facts)
    return shares ? comparedToFixed(value) : compared(value, limitOf(facts))
  }
}

/** What a term without facts is asked with. */
const NO_FACTS: Partial<Facts> = {}

/** The bits under which a condition holds that is about the channel or the owner alone; 0 for any other condition. */
function situationIn(when: Condition): Situation {
  if (when.kind !== 'compare') return 0
  const { supplied, relation, limit } = when
  if (supplied.kind !== 'fact') return 0
  if (supplied.name === 'channel' && relation === '∈' && limit.kind === 'constant') {
    return (limit.value as readonly Channel[]).reduce((mask, channel) => mask | channelBit(channel), 0)
  }
  const isOwn = supplied.name === 'driver' && relation === '=' && limit.kind === 'fact' && limit.name === 'vehicleOwner'
  return isOwn ? OWN : 0
}

function conditionOf(when: Condition, values: Partial<Values>, provision: Provision): Value<boolean> {
  const [first, ...others] = comparisonsIn(when).map((each) => comparisonOf(each, values, provision))
  if (first === undefined) return () => true
  return others.reduce((one, other) => (facts) => one(facts) && other(facts), first)
}

function comparisonOf(
  { supplied, relation, limit }: Comparison,
  values: Partial<Values>,
  provision: Provision,
): Value<boolean> {
  const suppliedOf = termOf(supplied, values, provision)
  const limitOf = termOf(limit, values, provision)
  if (relation === '=' && limit.kind === 'constant') {
    const { value } = limit
    return (facts) => suppliedOf(facts) === value
  }
  return (facts) => isRelated(suppliedOf(facts), relation, limitOf(facts))
}

/** A term of a provision as a function, composed of the functions of its parts. */
function termOf(of: Term, values: Partial<Values>, provision: Provision): Value {
  switch (of.kind) {
    case 'fact':
      return values[of.name] as Value
    case 'constant':
    case 'parameter': {
      const value = of.kind === 'constant' ? of.value : parameterOf(provision, of.name)
      return () => value
    }
    case 'plus': {
      const left = termOf(of.left, values, provision) as Value<number>
      const right = termOf(of.right, values, provision) as Value<number>
      return (facts) => left(facts) + right(facts)
    }
    case 'day': {
      const instant = termOf(of.of, values, provision)
      return (facts) => dayIn(instant(facts) as Instant)
    }
    case 'days-after': {
      const from = termOf(of.of, values, provision) as Value<LegalDay>
      const days = termOf(of.days, values, provision) as Value<number>
      return (facts) => dayLater(from(facts), days(facts))
    }
    case 'lookup': {
      const { rows } = of
      const word = termOf(of.of, values, provision)
      return (facts) => rows[word(facts) as string]
    }
  }
}

/** Findings by what they depend on, each made once, up to `MOST_SHARED`. */
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
