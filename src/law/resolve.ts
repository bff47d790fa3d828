import { isRecord, mistyped } from '../input/assert.ts'
import { frozen } from '../input/freeze.ts'
import { owns } from '../input/own.ts'
import { CHANNELS } from '../values/channel.ts'
import {
  all,
  atMost,
  type Comparison,
  type Condition,
  type Constant,
  constant,
  fact,
  factsIn,
  factsOf,
  is,
  isOneOf,
  type Term,
} from './expression.ts'
import type { FactName } from './facts.ts'
import type { Reason } from './reason.ts'
import type { Relation } from './relation.ts'
import type { AnyRule, ProvisionBase, RuleExemption } from './rule.ts'
import type { Provision } from './rule-sets/rule-set.ts'
import { RULES, type RuleId } from './rules.ts'

/** A condition that takes a case out of a provision, and the reason that the finding gives. */
export interface ResolvedExemption {
  readonly when: Condition
  readonly reason: Reason
}

/**
 * A provision with its parameters in their places and its choices made: no parameter is left. Decisions, SQL, proofs,
 * classes and pages are all made from it.
 *
 * A case is judged in this order. If one of `exempt` holds on the known facts, the provision is `not-applicable`, for
 * the first that does; else, if one of `asks` is not known, it is `unknown`; else `supplied relation limit` says
 * whether it `holds`.
 */
export interface ResolvedProvision {
  readonly rule: RuleId
  readonly citation: ProvisionBase['citation']
  readonly channels: ProvisionBase['channels']
  readonly vehicles: ProvisionBase['vehicles']
  readonly supplied: Term
  readonly relation: Relation
  readonly limit: Term
  /** In the order in which reasons are given: another channel, the driver's own vehicle, then those of the rule. */
  readonly exempt: readonly ResolvedExemption[]
  /** The facts without which the provision cannot be looked at, each once, in the order in which they are named as missing. */
  readonly asks: readonly FactName[]
}

/**
 * Resolves a provision 条款 of a rule set.
 *
 * @throws TypeError when `provision` is not one; RangeError when it lacks a parameter of its rule.
 */
export function resolveProvision(provision: Provision): ResolvedProvision {
  if (!isRecord(provision) || !owns(RULES, provision.rule)) {
    throw mistyped('resolveProvision(provision)', provision, 'a provision of a rule set')
  }
  const { parameters, holds }: AnyRule = RULES[provision.rule]
  for (const name of Object.keys(parameters)) {
    if (!owns(provision, name))
      throw new RangeError(`resolveProvision(provision): ${provision.rule} has no parameter ${name}`)
  }
  if (holds.kind === 'choose' && !owns(holds.cases, parameterOf(provision, holds.by) as string)) {
    const word = String(parameterOf(provision, holds.by))
    throw new RangeError(`resolveProvision(provision): ${provision.rule} has no case for ${holds.by} ${word}`)
  }
  const chosen = chosenBy(RULES[provision.rule], provision)
  const { supplied, limit, exempt } = chosen
  return frozen({
    ...chosen,
    supplied: inTerm(supplied, provision),
    limit: inTerm(limit, provision),
    exempt: exempt.map(({ when, reason }) => ({ when: inCondition(when, provision), reason })),
  })
}

/**
 * As `resolveProvision`, but with parameters left in their places, and of a provision of a genuine set, which has them all. The rule is at
 * hand, so that a caller of a few rules does not load all.
 */
export function chosenBy(rule: AnyRule, provision: Provision): ResolvedProvision {
  const { channels, vehicles, citation } = provision
  const isAtAct = owns(provision, 'own') && provision.own === 'at-act'
  const scope: readonly ResolvedExemption[] = [
    ...(channels === 'all' ? [] : [{ when: otherChannel(channels), reason: 'other-channel' as const }]),
    ...(vehicles === 'all' ? [] : [{ when: isAtAct ? OWN_AT_ACT : OWN_VEHICLE, reason: 'own-vehicle' as const }]),
  ]
  const exempt: readonly RuleExemption[] = rule.exempt.filter((each: RuleExemption) => isWhere(each, provision))
  const { supplied, relation, limit } = comparisonOf(rule, provision)
  const asks = [
    ...scope.flatMap(({ when }) => factsOf(when)),
    ...factsIn(supplied),
    ...factsIn(limit),
    ...exempt.flatMap(({ when }) => factsOf(when)),
  ]
  return {
    rule: rule.id,
    citation,
    channels,
    vehicles,
    supplied,
    relation,
    limit,
    exempt: [...scope, ...exempt],
    asks: [...new Set(asks)],
  }
}

/** The driver is the registered owner. */
const OWN_VEHICLE: Comparison = is(fact('driver'), fact('vehicleOwner'))
/** And was it already when the violation happened. */
const OWN_AT_ACT: Condition = all(OWN_VEHICLE, atMost(fact('ownedSince'), fact('occurredAt')))

function otherChannel(channels: Exclude<ProvisionBase['channels'], 'all'>): Condition {
  return isOneOf(fact('channel'), constant(CHANNELS.filter((each) => !channels.includes(each))))
}

function isWhere({ where }: RuleExemption, provision: Provision): boolean {
  return where === null || parameterOf(provision, where.parameter) === where.is
}

function comparisonOf({ holds }: AnyRule, provision: Provision): Comparison {
  if (holds.kind === 'compare') return holds
  return holds.cases[parameterOf(provision, holds.by) as string] as Comparison
}

function inCondition(condition: Condition, provision: Provision): Condition {
  if (condition.kind === 'compare') return inComparison(condition, provision)
  return { ...condition, of: condition.of.map((each) => inComparison(each, provision)) }
}

function inComparison(comparison: Comparison, provision: Provision): Comparison {
  const { supplied, limit } = comparison
  return { ...comparison, supplied: inTerm(supplied, provision), limit: inTerm(limit, provision) }
}

/** A term with the provision's values in the place of its parameters. */
function inTerm(of: Term, provision: Provision): Term {
  switch (of.kind) {
    case 'fact':
    case 'constant':
      return of
    case 'parameter':
      return constant(parameterOf(provision, of.name))
    case 'plus':
      return { ...of, left: inTerm(of.left, provision), right: inTerm(of.right, provision) }
    case 'days-after':
      return { ...of, of: inTerm(of.of, provision), days: inTerm(of.days, provision) }
    case 'day':
    case 'lookup':
      return { ...of, of: inTerm(of.of, provision) }
  }
}

/** The value that a provision gives a parameter. */
export function parameterOf(provision: Provision, name: string): Constant {
  return (provision as unknown as Readonly<Record<string, Constant>>)[name] as Constant
}
