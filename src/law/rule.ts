import type { Reader } from '../input/read.ts'
import type { Channel } from '../values/channel.ts'
import type { Citation } from './citation.ts'
import type { BindingFacts, FactName, HandlingFacts, Partially } from './facts.ts'
import type { Relation } from './relation.ts'

const questions = ['bind', 'handle'] as const
/** The two questions: may this driver bind this vehicle 备案, may this driver handle this violation 处理. */
export const QUESTIONS: typeof questions = /* @__PURE__ */ Object.freeze(questions)
/** One of the two questions: `bind` 备案 or `handle` 处理. */
export type Question = (typeof QUESTIONS)[number]

/** All facts of both questions; a rule reads those it names. */
export type Facts = BindingFacts & HandlingFacts

/** Whose vehicles a provision speaks of: all, or only those the driver is not the registered owner of. */
export type Whose = 'all' | 'others'

/**
 * Why a rule by its own nature does not concern a case: the violation has no points; there is no binding to date; there
 * is none, but the vehicle's first one would clear the backlog; this is that first one.
 */
export type Exemption = 'no-points' | 'no-binding' | 'no-first-binding' | 'first-binding'

/** One rule in force in one rule set, without its parameters. */
export interface Terms {
  /** The channels 渠道 that the provision binds. */
  readonly channels: 'all' | readonly Channel[]
  readonly vehicles: Whose
  readonly citation: Citation
}

/**
 * One rule: which facts it reads, what it compares, and how. `P` are its parameters, `S` and `L` the types of the two
 * sides. A rule is a formula with a name; whether it binds a channel, and with which number, is the rule set's business.
 */
export interface Rule<Id extends string, P extends object, S, L> {
  readonly id: Id
  readonly questions: readonly Question[]
  /** The formula, for the generated documentation. */
  readonly formula: string
  /** Others' vehicles only, by the nature of the rule. */
  readonly vehicles: Whose
  /** Facts without which the rule cannot be looked at. */
  readonly needs: (parameters: P) => readonly FactName[]
  /** From whatever is known, why the rule certainly does not concern this case; nothing where that is not certain. */
  readonly exempt?: (facts: Partially<Facts>, parameters: P) => Exemption | undefined
  readonly supplied: (facts: Facts, parameters: P) => S
  readonly relation: (parameters: P) => Relation
  readonly limit: (facts: Facts, parameters: P) => L
  /** The limit is a parameter alone: findings may be shared between cases. */
  readonly fixedLimit: boolean
  /** Reads the parameters of an untrusted provision. */
  readonly parameters: { readonly [K in keyof P]: Reader<P[K]> }
}
