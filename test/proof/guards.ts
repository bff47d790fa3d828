/**
 * When a rule set permits, as a formula: made from its provisions (rule, channels, whose vehicles) and from findings of the library,
 * which name both sides and the relation. By hand are only the grammar of a side (`terms.ts`) and what the relations mean to z3.
 *
 * A side is read off many rows, not proved equal to its term: every count a cap can be, the values next to every sum, all words of
 * every list. A rule that strayed from its term on other values alone would not be seen here; the decision table and the models that z3
 * gives back, each decided again by the library, look there too.
 */

import { decideBinding, decideHandling } from '../../src/decision/decide.ts'
import type { Finding } from '../../src/decision/decision.ts'
import type { Relation } from '../../src/law/relation.ts'
import type { Question } from '../../src/law/rule.ts'
import type { RuleSet } from '../../src/law/rule-sets/rule-set.ts'
import { CHANNELS } from '../../src/values/channel.ts'
import { FACTS, numberOf, type Row, type Term, termOf, wordsOf } from './terms.ts'

/** One provision as a formula over the facts it reads. */
export interface Guard {
  readonly rule: string
  readonly facts: readonly string[]
  /** The two sides as the findings show them, where each is a term; what stands between. */
  readonly supplied: Term
  readonly relation: Relation
  readonly limit: Term
  /** Bound to these channels; `all` binds every one. */
  readonly channels: 'all' | readonly string[]
  readonly vehicles: 'all' | 'others'
  /** True where the provision does not refuse, all facts known. */
  readonly formula: string
  /** The same with another number in the limit's place. */
  readonly withLimit: (smt: string) => string
  /** How many rows were asked to read it. */
  readonly rows: number
}

/** Every fact known, another's vehicle, by whatever channel. */
const BASE: Row = Object.fromEntries(
  Object.entries(FACTS).map(([name, { tried }]) => [name, name === 'vehicleOwner' ? 'o' : tried[0]]),
)
/** A provision whose facts make more rows than this is not read. */
const MOST_ROWS = 5000

/** The guards of a rule set on a question, in its order. */
export function guardsOf(set: RuleSet, question: Question): readonly Guard[] {
  return set[question].map((provision, index) => {
    const { rule, channels, vehicles } = provision
    const channel = channels === 'all' ? CHANNELS[0] : channels[0]
    const base: Row = { ...BASE, channel, driver: 'd', vehicleOwner: 'o' }
    const look = (row: Row): Finding => findingOf(set, question, index, row)
    const facts = needed(look({}), channels, vehicles)
    const rows = rowsOf(facts, base)
    const findings = rows.map(look)
    const compared = rows.flatMap((row, at) => {
      const finding = findings[at] as Finding
      return 'supplied' in finding ? [{ row, finding }] : []
    })
    const relation = only(compared.map(({ finding }) => finding.relation))
    const seen = compared.map(({ row }) => row)
    const supplied = termOf(
      facts,
      seen,
      compared.map(({ finding }) => finding.supplied),
    )
    const limit = termOf(
      facts,
      seen,
      compared.map(({ finding }) => finding.limit),
    )
    const exempt = exemptionOf(facts, rows, findings)
    const off = [
      ...(channels === 'all' ? [] : [not(anyOf(channels.map((each) => `(= channel ${numberOf('channel', each)})`)))]),
      ...(vehicles === 'all' ? [] : ['(= driver vehicleOwner)']),
      ...exempt,
    ]
    const withLimit = (smt: string): string => anyOf([...off, relationOf(supplied, relation, { ...limit, smt })])
    const formula = withLimit(limit.smt)
    return { rule, facts, supplied, relation, limit, channels, vehicles, formula, withLimit, rows: rows.length }
  })
}

/** Permitted: no provision refuses, and there is one at all. */
export function permittedBy(set: RuleSet, question: Question): string {
  const guards = guardsOf(set, question)
  return guards.length === 0 ? 'false' : allOf(guards.map(({ formula }) => formula))
}

export const allOf = (parts: readonly string[]): string => (parts.length === 0 ? 'true' : `(and ${parts.join(' ')})`)
export const anyOf = (parts: readonly string[]): string => (parts.length === 0 ? 'false' : `(or ${parts.join(' ')})`)
export const not = (part: string): string => `(not ${part})`

function findingOf(set: RuleSet, question: Question, index: number, row: Row): Finding {
  const own = Object.fromEntries(Object.entries(row).filter(([fact]) => isFactOf(question, fact)))
  const decision = question === 'bind' ? decideBinding(own as never, set) : decideHandling(own as never, set)
  if (decision.verdict === 'invalid') throw new Error(`${JSON.stringify(decision.issues)} ${JSON.stringify(own)}`)
  return decision.findings[index] as Finding
}

const BINDING_ONLY = ['vehicleOwnerKind', 'operating', 'pairBound', 'ownerConsent', 'driverBindings', 'vehicleBindings']
const BINDING_COUNTS = ['driverBindingsEver', 'driverApplicationsToday', 'driverApplicationsThisYear']
const BOTH = ['at', 'channel', 'driver', 'vehicleOwner', 'plateType', 'identityVerified']
export function isFactOf(question: Question, fact: string): boolean {
  if (BOTH.includes(fact)) return true
  return [...BINDING_ONLY, ...BINDING_COUNTS].includes(fact) === (question === 'bind')
}

/** What the finding says is missing where nothing is known, without what decides whether the provision applies at all. */
function needed(finding: Finding, channels: unknown, vehicles: unknown): readonly string[] {
  if (finding.outcome !== 'unknown') throw new Error(`${finding.rule}: ${finding.outcome} on no facts at all`)
  const missing: readonly string[] = finding.missing
  return missing.filter(
    (fact) =>
      !(fact === 'channel' && channels !== 'all') &&
      !((fact === 'driver' || fact === 'vehicleOwner') && vehicles === 'others'),
  )
}

function rowsOf(facts: readonly string[], base: Row): readonly Row[] {
  const tried = (fact: string): readonly unknown[] => FACTS[fact]?.tried ?? []
  const combined = (some: readonly string[]): readonly Row[] =>
    some.reduce<readonly Row[]>(
      (rows, fact) => rows.flatMap((row) => tried(fact).map((value) => ({ ...row, [fact]: value }))),
      [base],
    )
  const all = facts.reduce((rows, fact) => rows * tried(fact).length, 1)
  if (all <= MOST_ROWS) return combined(facts)
  throw new Error(`${facts.join(', ')}: ${all} rows`)
}

/** The conditions, any of which takes a case out of the provision, so that together they account for every such case. */
function exemptionOf(facts: readonly string[], rows: readonly Row[], findings: readonly Finding[]): readonly string[] {
  const isExempt = (at: number): boolean => findings[at]?.outcome === 'not-applicable'
  const atoms = facts
    .flatMap((fact): readonly { readonly smt: string; readonly holds: (row: Row) => boolean }[] => {
      const sort = FACTS[fact]?.sort
      if (fact === 'boundSince') return [{ smt: 'boundSince.null', holds: (row) => row[fact] === null }]
      if (sort === 'Bool') return [{ smt: fact, holds: (row) => row[fact] === true }]
      if (sort === 'Int' && typeof FACTS[fact]?.tried[0] === 'number') {
        return [{ smt: `(= ${fact} 0)`, holds: (row) => row[fact] === 0 }]
      }
      return []
    })
    .filter(({ holds }) => rows.every((row, at) => !holds(row) || isExempt(at)))
  const told = rows.every((row, at) => atoms.some(({ holds }) => holds(row)) === isExempt(at))
  if (!told) throw new Error(`${findings[0]?.rule}: an exemption that no fact alone explains`)
  return atoms.map(({ smt }) => smt)
}

/** What a relation between two sides means to z3. */
function relationOf(supplied: Term, relation: Relation, limit: Term): string {
  const set = supplied.of.startsWith('set:') ? supplied.of.slice(4) : undefined
  const word = supplied.of.startsWith('word:') ? supplied.of.slice(5) : undefined
  if (set !== undefined && relation === 'disjoint' && limit.list)
    return not(anyOf(limit.list.map((w) => `${set}.${w}`)))
  if (set !== undefined && relation === 'meets' && limit.table) {
    const { fact, lists } = limit.table
    const each = lists.map((list, at) => allOf([`(= ${fact} ${at})`, anyOf(list.map((one) => `${set}.${one}`))]))
    return anyOf(each)
  }
  if (word !== undefined && limit.list !== undefined && (relation === '∈' || relation === '=')) {
    return anyOf(limit.list.map((one) => `(= ${word} ${numberOf(word, one)})`))
  }
  if (supplied.smt === 'boundSince' && limit.of === 'null' && relation === '≠') return not('boundSince.null')
  const alike = supplied.of === limit.of && ['number', 'day', 'instant', 'truth', 'id'].includes(supplied.of)
  if (!alike) throw new Error(`${supplied.of} ${relation} ${limit.of}: no meaning in z3`)
  if (relation === '=') return `(= ${supplied.smt} ${limit.smt})`
  if (relation === '≠') return not(`(= ${supplied.smt} ${limit.smt})`)
  const sign = ({ '<': '<', '≤': '<=', '>': '>', '≥': '>=' } as Partial<Record<Relation, string>>)[relation]
  if (sign === undefined || supplied.of === 'truth' || supplied.of === 'id') {
    throw new Error(`${supplied.of} ${relation} ${limit.of}: no meaning in z3`)
  }
  return `(${sign} ${supplied.smt} ${limit.smt})`
}

function only<T>(list: readonly T[]): T {
  const [one, other] = [...new Set(list)]
  if (one === undefined || other !== undefined) throw new Error(`one relation wanted, not ${list.length}`)
  return one
}

/** A word of a list by its number in a model. */
export function wordAt(fact: string, number: number): string {
  return wordsOf(fact)[number] as string
}
