import { owns } from '../input/own.ts'
import type { Instant, LegalDay } from '../values/instant.ts'
import type { FactName, Facts } from './facts.ts'
import type { Relation } from './relation.ts'

/** The kinds of node that a rule is made of. Whatever reads expressions has one case for each. */
export const EXPRESSION_KINDS = Object.freeze([
  'fact',
  'parameter',
  'constant',
  'plus',
  'day',
  'days-after',
  'lookup',
  'compare',
  'all',
  'choose',
] as const)
/** One kind of node, as a word of {@link EXPRESSION_KINDS}. */
export type ExpressionKind = (typeof EXPRESSION_KINDS)[number]

/** A value that may stand in an expression: JSON as it is. */
export type Constant = null | boolean | number | string | readonly string[]

/**
 * A term: plain data that comes to a value once facts and parameters are given. `plus` adds two numbers, `day` is the
 * legal day of an instant, `days-after` the day a number of days after another, `lookup` the entry of a table for a word.
 */
export type Term =
  | { readonly kind: 'fact'; readonly name: FactName }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'constant'; readonly value: Constant }
  | { readonly kind: 'plus'; readonly left: Term; readonly right: Term }
  | { readonly kind: 'day'; readonly of: Term }
  | { readonly kind: 'days-after'; readonly of: Term; readonly days: Term }
  | { readonly kind: 'lookup'; readonly table: string; readonly rows: Rows; readonly of: Term }
/** The rows of a table, by word. */
type Rows = Readonly<Record<string, Constant>>

declare const type: unique symbol
/** A term whose value is a `T`, which is known to the compiler only. */
export type Expression<T> = Term & { readonly [type]?: T }
/** A parameter whose value is a `T`. */
export type Parameter<T> = Extract<Term, { readonly kind: 'parameter' }> & { readonly [type]?: T }

/** `supplied relation limit`, as `relates` has it. */
export interface Comparison<S = unknown, L = unknown> {
  readonly kind: 'compare'
  readonly supplied: Expression<S>
  readonly relation: Relation
  readonly limit: Expression<L>
}
/** A comparison, or several that must all hold. */
export type Condition = Comparison | { readonly kind: 'all'; readonly of: readonly Comparison[] }

/** One of several comparisons, chosen by the value of a parameter. */
export interface Choice<C = Comparison> {
  readonly kind: 'choose'
  readonly by: string
  readonly cases: Readonly<Record<string, C>>
}

/** A fact as a term: `fact('driverBindings')`. */
export function fact<K extends FactName>(name: K): Expression<Facts[K]> {
  return { kind: 'fact', name }
}

/** The sum of two numbers. */
export function plus(left: Expression<number>, right: Expression<number> | number): Expression<number> {
  return { kind: 'plus', left, right: term(right) }
}

/** The legal day 法定日 of an instant; `null` of `null`, which stands in no order. */
export function day(of: Expression<Instant | null>): Expression<LegalDay> {
  return { kind: 'day', of }
}

/** The legal day that is `days` calendar days after another. */
export function daysAfter(of: Expression<LegalDay>, days: Expression<number>): Expression<LegalDay> {
  return { kind: 'days-after', of, days }
}

/** The entry of a table for a word. */
export function lookup<W extends string, V extends Constant>(
  table: string,
  rows: Readonly<Record<W, V>>,
  of: Expression<W>,
): Expression<V> {
  return { kind: 'lookup', table, rows, of }
}

/** What a value may be compared with. */
type Like<T> = T extends string ? string | null : T extends number ? number : T extends boolean ? boolean : never

/** The two sides are the same. */
export function is<S, const L extends Like<S>>(supplied: Expression<S>, limit: Expression<L> | L): Comparison<S, L> {
  return compare(supplied, '=', limit)
}

/** The two sides are not the same. */
export function isNot<S, const L extends Like<S>>(supplied: Expression<S>, limit: Expression<L> | L): Comparison<S, L> {
  return compare(supplied, '≠', limit)
}

/** A number of at most `limit`, or an instant or day that is not later. */
export function atMost<S extends number | string, L extends Like<S>>(
  supplied: Expression<S>,
  limit: Expression<L>,
): Comparison<S, L> {
  return compare(supplied, '≤', limit)
}

/** A number of less than `limit`. */
export function below(supplied: Expression<number>, limit: Expression<number>): Comparison<number, number> {
  return compare(supplied, '<', limit)
}

/** An instant or a day that is not earlier than the other. */
export function notBefore<T extends Instant | LegalDay>(
  supplied: Expression<T>,
  limit: Expression<T> | Expression<T | null>,
): Comparison<T, T> {
  return compare(supplied, '≥', limit as Expression<T>)
}

/** An instant or a day that is later than the other. */
export function after<T extends Instant | LegalDay>(supplied: Expression<T>, limit: Expression<T>): Comparison<T, T> {
  return compare(supplied, '>', limit)
}

/** A word that is on a list. */
export function isOneOf<W extends string>(
  supplied: Expression<W>,
  limit: Expression<readonly W[]>,
): Comparison<W, readonly W[]> {
  return compare(supplied, '∈', limit)
}

/** Two sets that have nothing in common. */
export function disjoint<W extends string>(
  supplied: Expression<readonly W[]>,
  limit: Expression<readonly W[]>,
): Comparison<readonly W[], readonly W[]> {
  return compare(supplied, 'disjoint', limit)
}

/** Two sets that have something in common. */
export function meets<W extends string>(
  supplied: Expression<readonly W[]>,
  limit: Expression<readonly W[]>,
): Comparison<readonly W[], readonly W[]> {
  return compare(supplied, 'meets', limit)
}

/** The case that the value of a parameter names. */
export function choose<W extends string, C>(by: Parameter<W>, cases: { readonly [K in W]: C }): Choice<C> {
  return { kind: 'choose', by: by.name, cases }
}

/** Several comparisons that must all hold. */
export function all(...of: readonly Comparison[]): Condition {
  return { kind: 'all', of }
}

/** A value as a term. */
export function constant<const V extends Constant>(value: V): Expression<V> {
  return { kind: 'constant', value }
}

/** The value of a parameter, which a provision gives. */
export function parameter<T>(name: string): Parameter<T> {
  return { kind: 'parameter', name }
}

/** The facts that a term reads, in the order of its writing; a fact that it reads twice stands twice. */
export function factsIn(of: Term): readonly FactName[] {
  switch (of.kind) {
    case 'fact':
      return [of.name]
    case 'parameter':
    case 'constant':
      return []
    case 'plus':
      return [...factsIn(of.left), ...factsIn(of.right)]
    case 'days-after':
      return [...factsIn(of.of), ...factsIn(of.days)]
    case 'day':
    case 'lookup':
      return factsIn(of.of)
  }
}

/** The comparisons that a condition is made of. */
export function comparisonsIn(condition: Condition): readonly Comparison[] {
  return condition.kind === 'all' ? condition.of : [condition]
}

/** The facts that a condition reads, as `factsIn`. */
export function factsOf(condition: Condition): readonly FactName[] {
  return comparisonsIn(condition).flatMap(({ supplied, limit }) => [...factsIn(supplied), ...factsIn(limit)])
}

/** A term as it is written in formulas: `driverBindings + 1`. */
function termText(of: Term): string {
  switch (of.kind) {
    case 'fact':
    case 'parameter':
      return of.name
    case 'constant':
      return String(of.value)
    case 'plus':
      return `${termText(of.left)} + ${termText(of.right)}`
    case 'day':
      return `day(${termText(of.of)})`
    case 'days-after':
      return `${termText(of.of)} + ${termText(of.days)}${of.days.kind === 'constant' ? ' days' : ''}`
    case 'lookup':
      return `${of.table}(${termText(of.of)})`
  }
}

/** A condition as it is written in formulas: `driverBindings + 1 ≤ limit`. */
export function conditionText(condition: Condition): string {
  return comparisonsIn(condition)
    .map(({ supplied, relation, limit }) => `${termText(supplied)} ${relation} ${termText(limit)}`)
    .join(' and ')
}

function compare<S, L>(supplied: Expression<S>, relation: Relation, limit: Expression<L> | L): Comparison<S, L> {
  return { kind: 'compare', supplied, relation, limit: term(limit) }
}

/** A term as it is, and a value as a constant. */
function term<T>(value: Expression<T> | T): Expression<T> {
  const isTerm = typeof value === 'object' && value !== null && owns(value, 'kind')
  return isTerm ? (value as Expression<T>) : { kind: 'constant', value: value as Constant }
}
