import { type Comparison, type Condition, comparisonsIn, factsIn, factsOf, type Term } from '../law/expression.ts'
import type { FactName, FactRows, Facts } from '../law/facts.ts'
import { channelBit, type FactMask, maskOf, OWN, SITUATIONS, type Situation, unknownOf } from '../law/known-facts.ts'
import { relatesUnchecked } from '../law/relation.ts'
import { parameterOf, type ResolvedProvision } from '../law/resolve.ts'
import type { Provision } from '../law/rule-sets/rule-set.ts'
import type { Channel } from '../values/channel.ts'
import { dayLater, type Instant, type LegalDay, legalDayUnchecked } from '../values/instant.ts'
import type { Finding } from './decision.ts'

/** How a provision comes out: one of these; a larger number is the place of the reason why it does not concern the case. */
export type OutcomeCode = number
export const HOLDS: OutcomeCode = 0
export const FAILS: OutcomeCode = 1
export const UNKNOWN: OutcomeCode = 2
const NOT_APPLICABLE: OutcomeCode = 3

/** What a term comes to on facts that are known as far as it reads them. */
type Value<T = unknown> = (facts: Partial<Facts>) => T
/** A condition on facts that takes a case out of a provision. */
interface Exemption {
  readonly reads: FactMask
  readonly holds: Value<boolean>
  readonly outcome: OutcomeCode
}
/** What the outcome of a provision turns on. */
interface Test {
  /** What each situation comes to by itself: `HOLDS` where it takes no case out. */
  readonly inSituation: readonly OutcomeCode[]
  readonly exempt: readonly Exemption[]
  /** The facts that it asks for. */
  readonly asked: FactMask
  readonly holds: Value<boolean>
}
/** One provision made ready for judging: `outcomeOf` says how it comes out, `finding` all that is found. */
export interface Check extends Test {
  readonly rule: Finding['rule']
  readonly finding: (facts: Partial<Facts>, known: FactMask, situation: Situation) => Finding
}

/** How many findings of one provision are kept for sharing; further ones are made anew. */
const MOST_SHARED = 32

/**
 * Makes a provision ready for judging. `chosen` is what it takes of its rule; `names` are the facts of its question, and
 * `rows` theirs in the table of facts.
 */
export function compile(
  chosen: ResolvedProvision,
  provision: Provision,
  names: readonly FactName[],
  rows: Partial<FactRows>,
): Check {
  const { rule, exempt, asks, supplied, relation, limit } = chosen
  const bits = exempt.map(({ when }) => situationIn(when))
  const test: Test = {
    inSituation: SITUATIONS.map((situation) => {
      const place = bits.findIndex((each) => (situation & each) !== 0)
      return place === -1 ? HOLDS : NOT_APPLICABLE + place
    }),
    exempt: exempt.flatMap(({ when }, place) => {
      if (bits[place] !== 0) return []
      const reads = maskOf(factsOf(when), names)
      return [{ reads, holds: conditionOf(when, rows, provision), outcome: NOT_APPLICABLE + place }]
    }),
    asked: maskOf(asks, names),
    holds: comparisonOf({ kind: 'compare', supplied, relation, limit }, rows, provision),
  }
  return { rule, ...test, finding: findingOf(chosen, provision, names, rows, test) }
}

/** The check of what fails whatever the facts are. */
export function failsAlways(finding: Finding): Check {
  const inSituation = SITUATIONS.map(() => HOLDS)
  return { rule: finding.rule, inSituation, exempt: [], asked: 0, holds: () => false, finding: () => finding }
}

/** How a provision comes out, on the facts and on what is seen of them (`KnownFacts`). */
export function outcomeOf(test: Test, facts: Partial<Facts>, known: FactMask, situation: Situation): OutcomeCode {
  const reason = scopeOf(test, facts, known, situation)
  return reason === HOLDS && !test.holds(facts) ? FAILS : reason
}

/** Whether a reason takes a case out of the provision, or a fact is missing; `HOLDS` where the comparison decides. */
function scopeOf(
  { inSituation, exempt, asked }: Test,
  facts: Partial<Facts>,
  known: FactMask,
  situation: Situation,
): OutcomeCode {
  const reason = inSituation[situation] as OutcomeCode
  if (reason !== HOLDS) return reason
  for (let index = 0; index < exempt.length; index++) {
    const { reads, holds, outcome } = exempt[index] as Exemption
    if ((known & reads) === reads && holds(facts)) return outcome
  }
  return (known & asked) === asked ? HOLDS : UNKNOWN
}

/**
 * A finding is a function of few small values (a count, a state), so findings are made once and shared: what is judged a
 * million times is allocated a handful of times.
 */
function findingOf(
  { rule, channels, citation, supplied, relation, limit, exempt, asks }: ResolvedProvision,
  provision: Provision,
  names: readonly FactName[],
  rows: Partial<FactRows>,
  test: Test,
): Check['finding'] {
  const { asked } = test
  const suppliedOf = termOf(supplied, rows, provision)
  const limitOf = termOf(limit, rows, provision)
  const notApplicable = exempt.map(({ reason }) => {
    return Object.freeze({ rule, channels, citation, outcome: 'not-applicable', reason }) as Finding
  })
  const unknown = new Map<FactMask, Finding>()
  const compared = new Map<unknown, Finding>()
  // What is compared with `null` is a time, which differs from case to case.
  const shares = factsIn(limit).length === 0 && limitOf(NO_FACTS) !== null

  return (facts, known, situation) => {
    const reason = scopeOf(test, facts, known, situation)
    if (reason >= NOT_APPLICABLE) return notApplicable[reason - NOT_APPLICABLE] as Finding
    if (reason === UNKNOWN) {
      const before = unknown.get(known & asked)
      if (before !== undefined) return before
      const missing = Object.freeze(unknownOf(asks, known, names))
      return keep(unknown, known & asked, { rule, channels, citation, outcome: 'unknown', missing } as Finding)
    }
    const value = suppliedOf(facts)
    const before = shares ? compared.get(value) : undefined
    if (before !== undefined) return before
    const other = limitOf(facts)
    const outcome = relatesUnchecked(value, relation, other) ? 'holds' : 'fails'
    const finding = { rule, channels, citation, outcome, supplied: value, relation, limit: other } as Finding
    return shares ? keep(compared, value, finding) : Object.freeze(finding)
  }
}

/** Freezes a finding, and keeps it for sharing if few are kept. */
function keep<K>(findings: Map<K, Finding>, key: K, finding: Finding): Finding {
  Object.freeze(finding)
  if (findings.size < MOST_SHARED) findings.set(key, finding)
  return finding
}

/** What a term without facts is asked with. */
const NO_FACTS: Partial<Facts> = {}

/** The bits under which a condition holds that is about the channel or the owner alone; 0 for any other condition. */
export function situationIn(when: Condition): Situation {
  if (when.kind !== 'compare') return 0
  const { supplied, relation, limit } = when
  if (supplied.kind !== 'fact') return 0
  if (supplied.name === 'channel' && relation === '∈' && limit.kind === 'constant') {
    return (limit.value as readonly Channel[]).reduce((mask, channel) => mask | channelBit(channel), 0)
  }
  const isOwn = supplied.name === 'driver' && relation === '=' && limit.kind === 'fact' && limit.name === 'vehicleOwner'
  return isOwn ? OWN : 0
}

function conditionOf(when: Condition, rows: Partial<FactRows>, provision: Provision): Value<boolean> {
  const [first, ...others] = comparisonsIn(when).map((each) => comparisonOf(each, rows, provision))
  if (first === undefined) return () => true
  return others.reduce((one, other) => (facts) => one(facts) && other(facts), first)
}

/** A comparison as a function. One with a fixed limit has it in its closure, and compares without looking at the relation. */
function comparisonOf(
  { supplied, relation, limit }: Comparison,
  rows: Partial<FactRows>,
  provision: Provision,
): Value<boolean> {
  const suppliedOf = termOf(supplied, rows, provision)
  const limitOf = termOf(limit, rows, provision)
  if (factsIn(limit).length > 0) return (facts) => relatesUnchecked(suppliedOf(facts), relation, limitOf(facts))
  const fixed = limitOf(NO_FACTS)
  switch (relation) {
    case '=':
      return (facts) => suppliedOf(facts) === fixed
    case '≤':
      return (facts) => (suppliedOf(facts) as number) <= (fixed as number)
    case '<':
      return (facts) => (suppliedOf(facts) as number) < (fixed as number)
    default:
      return (facts) => relatesUnchecked(suppliedOf(facts), relation, fixed)
  }
}

/** A term of a provision as a function, composed of the functions of its parts. */
function termOf(of: Term, rows: Partial<FactRows>, provision: Provision): Value {
  switch (of.kind) {
    case 'fact':
      return rows[of.name]?.value as Value
    case 'constant':
    case 'parameter': {
      const value = of.kind === 'constant' ? of.value : parameterOf(provision, of.name)
      return () => value
    }
    case 'plus': {
      const left = termOf(of.left, rows, provision) as Value<number>
      const right = termOf(of.right, rows, provision) as Value<number>
      return (facts) => left(facts) + right(facts)
    }
    case 'day': {
      const instant = termOf(of.of, rows, provision)
      return (facts) => {
        const at = instant(facts) as Instant | null
        return at === null ? null : legalDayUnchecked(at)
      }
    }
    case 'days-after': {
      const from = termOf(of.of, rows, provision) as Value<LegalDay | null>
      const days = termOf(of.days, rows, provision) as Value<number>
      return (facts) => {
        const day = from(facts)
        return day === null ? null : dayLater(day, days(facts))
      }
    }
    case 'lookup': {
      const word = termOf(of.of, rows, provision)
      return (facts) => of.rows[word(facts) as string]
    }
  }
}
