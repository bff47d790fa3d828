/**
 * When a rule set permits, as a formula: the shipped rules themselves, resolved as the library resolves them for judging, with one
 * meaning in z3 for each kind of node. By hand are only these meanings; `formulas.test.ts` holds them against the library's own
 * decisions.
 */

import { FACTS, type FactName, type Relation } from '../../src/index.ts'
import { comparisonsIn, factsIn } from '../../src/law/expression.ts'
import {
  type Condition,
  type Question,
  type ResolvedProvision,
  type RuleSet,
  resolveProvision,
  type Term,
} from '../../src/law/index.ts'
import { DAY, declared, factSide, numberOf, type Side, wordsOf } from './kinds.ts'

/** One provision as a formula over the facts it reads. */
export interface Guard extends Pick<ResolvedProvision, 'rule' | 'channels' | 'supplied' | 'relation' | 'limit'> {
  /** True where the provision does not refuse, all facts known. */
  readonly formula: string
  /** The same with another number in the limit's place; only where the limit is a number. */
  readonly withLimit: ((smt: string) => string) | undefined
}

/** The guards of a rule set on a question, in its order. */
export function guardsOf(set: RuleSet, question: Question): readonly Guard[] {
  return set[question].map((provision) => guardOf(resolveProvision(provision)))
}

export function guardOf({ rule, channels, supplied, relation, limit, exempt }: ResolvedProvision): Guard {
  const off = exempt.map(({ when }) => conditionOf(when))
  const compared = (side: Side): string => anyOf([...off, relationOf(sideOf(supplied), relation, side)])
  const isNumber = sideOf(limit).of === 'number'
  return {
    rule,
    channels,
    supplied,
    relation,
    limit,
    formula: compared(sideOf(limit)),
    withLimit: isNumber ? (smt) => compared({ of: 'number', smt }) : undefined,
  }
}

/** Permitted: no provision refuses, and there is one at all. */
export function permittedBy(set: RuleSet, question: Question): string {
  const guards = guardsOf(set, question)
  return guards.length === 0 ? 'false' : allOf(guards.map(({ formula }) => formula))
}

export const allOf = (parts: readonly string[]): string => (parts.length === 0 ? 'true' : `(and ${parts.join(' ')})`)
export const anyOf = (parts: readonly string[]): string => (parts.length === 0 ? 'false' : `(or ${parts.join(' ')})`)
export const not = (part: string): string => `(not ${part})`

/** Declares every fact, and the day of an instant. */
export function declarations(): string {
  const lines = FACTS.flatMap(declared)
  return [...lines, `(define-fun day ((at Int)) Int (div at ${DAY}))`].join('\n')
}

export function numeral(number: number): string {
  return number < 0 ? `(- ${-number})` : String(number)
}

function sideOf(of: Term): Side {
  switch (of.kind) {
    case 'fact':
      return factSide(of.name)
    case 'constant': {
      const { value } = of
      if (value === null) return { of: 'null' }
      if (typeof value === 'boolean') return { of: 'flag', smt: String(value) }
      if (typeof value === 'number') return { of: 'number', smt: numeral(value) }
      return { of: 'words', words: typeof value === 'string' ? [value] : value }
    }
    case 'parameter':
      throw new Error(`the parameter ${of.name} is not resolved`)
    case 'plus':
      return { of: 'number', smt: `(+ ${written(of.left, 'number')} ${written(of.right, 'number')})` }
    case 'day':
      return { ...noneOf(of.of), of: 'day', smt: `(day ${written(of.of, 'instant')})` }
    case 'days-after':
      return { ...noneOf(of.of), of: 'day', smt: `(+ ${written(of.of, 'day')} ${written(of.days, 'number')})` }
    case 'lookup': {
      const [fact] = factsIn(of.of)
      if (of.of.kind !== 'fact' || fact === undefined) throw new Error(`${of.table}: looked up by no fact`)
      return { of: 'table', fact, rows: wordsOf(fact).map((word) => of.rows[word] as readonly string[]) }
    }
  }
}

/** A day is none where its instant is. */
function noneOf(of: Term): { readonly none?: string } {
  const side = sideOf(of)
  return 'none' in side && side.none !== undefined ? { none: side.none } : {}
}

function written(of: Term, wanted: Side['of']): string {
  const side = sideOf(of)
  if (side.of === wanted && 'smt' in side) return side.smt
  throw new Error(`${of.kind}: a ${side.of} where a ${wanted} belongs`)
}

export function conditionOf(when: Condition): string {
  return allOf(
    comparisonsIn(when).map(({ supplied, relation, limit }) => relationOf(sideOf(supplied), relation, sideOf(limit))),
  )
}

/** What a relation between two sides means. */
function relationOf(supplied: Side, relation: Relation, limit: Side): string {
  const none = (): never => {
    throw new Error(`${supplied.of} ${relation} ${limit.of}: no meaning in z3`)
  }
  switch (relation) {
    case '=':
      return same(supplied, limit) ?? none()
    case '≠':
      return not(same(supplied, limit) ?? none())
    case '∈':
      return supplied.of === 'word' && limit.of === 'words' ? isOneOf(supplied.fact, limit.words) : none()
    case 'disjoint':
      return supplied.of === 'set' && limit.of === 'words' ? not(meets(supplied.fact, limit.words)) : none()
    case 'meets': {
      if (supplied.of !== 'set') return none()
      if (limit.of === 'words') return meets(supplied.fact, limit.words)
      if (limit.of !== 'table') return none()
      const { fact, rows } = limit
      return anyOf(rows.map((words, place) => allOf([`(= ${fact} ${place})`, meets(supplied.fact, words)])))
    }
    case '<':
    case '≤':
    case '>':
    case '≥': {
      const ordered = supplied.of === 'number' || supplied.of === 'day' || supplied.of === 'instant'
      if (!ordered || limit.of !== supplied.of) return none()
      const compared = `(${{ '<': '<', '≤': '<=', '>': '>', '≥': '>=' }[relation]} ${supplied.smt} ${limit.smt})`
      // What is `null` stands in no order.
      const absent = [supplied, limit].flatMap((side) => ('none' in side && side.none !== undefined ? [side.none] : []))
      return absent.length === 0 ? compared : allOf([...absent.map(not), compared])
    }
  }
}

function same(supplied: Side, limit: Side): string | undefined {
  if (supplied.of === 'word' && limit.of === 'words') return isOneOf(supplied.fact, limit.words)
  if ('smt' in supplied && limit.of === 'null') return `${supplied.smt}.null`
  return 'smt' in supplied && 'smt' in limit && supplied.of === limit.of
    ? `(= ${supplied.smt} ${limit.smt})`
    : undefined
}

function isOneOf(fact: FactName, words: readonly string[]): string {
  return anyOf(words.map((word) => `(= ${fact} ${numberOf(fact, word)})`))
}

function meets(fact: FactName, words: readonly string[]): string {
  return anyOf(words.map((word) => `${fact}.${word}`))
}
