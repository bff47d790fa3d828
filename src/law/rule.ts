import { isRecord, mistyped } from '../input/assert.ts'
import { frozen } from '../input/freeze.ts'
import { owns } from '../input/own.ts'
import type { Channel } from '../values/channel.ts'
import type { CitationKey } from './citations.ts'
import { type Choice, type Comparison, type Condition, conditionText, type Parameter, parameter } from './expression.ts'
import type { ParameterKind, ParameterKinds, ParametersAs } from './parameters.ts'
import type { Question } from './question.ts'
import type { Reason } from './reason.ts'

/** Which vehicles a provision is about: all, or only those of which the driver is not the registered owner. */
export type VehicleScope = 'all' | 'others'

/**
 * When a driver must own a vehicle so that it counts as their own: when the violation is handled, whoever owned it at
 * the act; or at the act already, so that a violation from before a transfer is another's to the next owner.
 */
export const OWNERSHIP = Object.freeze(['at-handling', 'at-act'] as const)
/** When a vehicle must be the driver's to be their own. */
export type Ownership = (typeof OWNERSHIP)[number]

/** One rule in force in one rule set, without its parameters. */
export interface ProvisionBase {
  /** The channels 渠道 that the provision binds. */
  readonly channels: 'all' | readonly Channel[]
  readonly vehicles: VehicleScope
  /** Of a handling: when the driver must own the vehicle; `at-handling` where nothing is said, as in all sets that ship. */
  readonly own?: Ownership
  readonly citation: CitationKey
}

/** A condition under which a rule does not concern a case, and why. */
export interface RuleExemption {
  readonly reason: Reason
  readonly when: Condition
  /** Only in provisions whose parameter has this value; `null`: in all. */
  readonly where: { readonly parameter: string; readonly is: string | boolean } | null
}

declare const answering: unique symbol
/**
 * One rule: a comparison of facts and parameters, and when it does not concern a case. All of it is plain data. `P` are the
 * parameters, `S` and `L` the types of the two sides, `Q` the questions that it answers. Whether the rule binds a channel, and with which number, is the rule
 * set's business.
 */
export interface Rule<Id extends string, P extends object, S, L, Q extends Question = Question> {
  readonly id: Id
  readonly questions: readonly Question[]
  /** The same for the compiler alone: words of a rule that only a binding is asked about are asked of no handling. */
  readonly [answering]?: Q
  /** Others' vehicles only, by the nature of the rule. */
  readonly vehicles: VehicleScope
  /** Whether an office looks at it anyway: pages tell it last. */
  readonly isFormality: boolean
  /** What kind of value each parameter has: how one is read that comes from outside. */
  readonly parameters: { readonly [Name in keyof P]: ParameterKind }
  readonly holds: Comparison<S, L> | Choice<Comparison<S, L>>
  readonly exempt: readonly RuleExemption[]
}

// biome-ignore lint/suspicious/noExplicitAny: a rule of any parameters; each provision is typed where it is written.
export type AnyRule = Rule<any, any, any, any>

/** What there is to write for a rule: parameters, of which the kinds are said, come in as expressions. */
interface RuleText<K extends ParameterKinds, S, L, Q extends Question> {
  readonly questions: readonly Q[]
  /** `all` unless said. */
  readonly vehicles?: VehicleScope
  /** `false` unless said. */
  readonly isFormality?: boolean
  readonly parameters?: K
  readonly holds: (parameters: ParameterExpressions<K>) => Comparison<S, L> | Choice<Comparison<S, L>>
  readonly exempt?: (parameters: ParameterExpressions<K>) => readonly RuleExemption[]
}
type ParameterExpressions<K extends ParameterKinds> = {
  readonly [Name in keyof K]: Parameter<ParametersAs<K>[Name]>
}

/** Makes a rule: frozen plain data. */
export function rule<
  Id extends string,
  S,
  L,
  Q extends Question,
  const K extends ParameterKinds = Record<never, never>,
>(id: Id, text: RuleText<K, S, L, Q>): Rule<Id, ParametersAs<K>, S, L, Q> {
  const unsaid = { vehicles: 'all' as const, isFormality: false, parameters: {} as K, exempt: () => [] }
  const { questions, vehicles, isFormality, parameters, holds, exempt }: Required<RuleText<K, S, L, Q>> = {
    ...unsaid,
    ...text,
  }
  const expressions = Object.fromEntries(
    Object.keys(parameters).map((name) => [name, parameter(name)]),
  ) as ParameterExpressions<K>
  return frozen({
    id,
    questions,
    vehicles,
    isFormality,
    parameters,
    holds: holds(expressions),
    exempt: exempt(expressions),
  })
}

/** An exemption of a rule; with `where`, of provisions that have a parameter so. */
export function exempt<T extends string | boolean>(
  reason: Reason,
  when: Condition,
  where?: { readonly parameter: Parameter<T>; readonly is: T },
): RuleExemption {
  return { reason, when, where: where === undefined ? null : { parameter: where.parameter.name, is: where.is } }
}

/**
 * The rule as a formula, for pages: `driverBindings + 1 ≤ limit`.
 *
 * @throws TypeError when `rule` is not one of {@link RULES}.
 */
export function formulaOf(rule: AnyRule): string {
  ruleArgument('formulaOf', rule)
  const { holds, exempt: exemptions }: AnyRule = rule
  const whole =
    holds.kind === 'choose'
      ? Object.entries(holds.cases)
          .map((entry) => `${entry[0]}: ${conditionText(entry[1])}`)
          .join('; ')
      : conditionText(holds)
  const others = exemptions.map(({ when, where }) => {
    const text = conditionText(when)
    // Said of a flag that is set and of one that is not, it is said of every provision.
    const isAlways = exemptions.some(
      (other) =>
        other.where?.parameter === where?.parameter &&
        other.where?.is === !where?.is &&
        conditionText(other.when) === text,
    )
    return `, or ${text}${where === null || isAlways ? '' : ` where ${where.parameter} = ${where.is}`}`
  })
  const isChoice = holds.kind === 'choose' && others.length > 0
  return `${isChoice ? `(${whole})` : whole}${[...new Set(others)].join('')}`
}

/**
 * What a rule is made of, as plain data that can be written as JSON: for reading the law in another language.
 *
 * @throws TypeError when `rule` is not one of {@link RULES}.
 */
export function expressionsOf(rule: AnyRule): Pick<AnyRule, 'id' | 'questions' | 'vehicles' | 'holds' | 'exempt'> {
  ruleArgument('expressionsOf', rule)
  const { id, questions, vehicles, holds, exempt: exemptions }: AnyRule = rule
  return Object.freeze({ id, questions, vehicles, holds, exempt: exemptions })
}

function ruleArgument(call: string, rule: unknown): void {
  if (isRecord(rule) && owns(rule, 'holds')) return
  throw mistyped(`${call}(rule)`, rule, 'a rule, such as one of RULES')
}
