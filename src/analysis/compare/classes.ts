import { own } from '../../input/own.ts'
import { type Comparison, comparisonsIn, factsIn } from '../../law/expression.ts'
import { FACTS, type Fact, type FactName } from '../../law/facts.ts'
import type { Question } from '../../law/question.ts'
import type { Relation } from '../../law/relation.ts'
import { resolveProvision } from '../../law/resolve.ts'
import type { Provision, RuleSet } from '../../law/rule-sets/rule-set.ts'
import { daysAfter } from '../../values/calendar.ts'
import { CHANNELS } from '../../values/channel.ts'
import {
  epochMillisecondsOf,
  type Instant,
  instantAt,
  type LegalDay,
  legalDay,
  parseInstant,
} from '../../values/instant.ts'
import { TRIED } from '../kinds.ts'

/** Some facts by name. */
export type FactValues = Readonly<Partial<Record<FactName, unknown>>>

/** One value for every class of a fact, the plainest first. What lies between two boundaries is one class. */
export type Classes = (fact: FactName, row: FactValues) => readonly unknown[]

/** Channels and owners: what every provision may turn on. */
export const BASES: readonly FactValues[] = Object.freeze(
  ['others', 'own'].flatMap((whose) =>
    ['app', ...CHANNELS.filter((channel) => channel !== 'app')].map((channel) => ({
      channel,
      driver: 'd1',
      vehicleOwner: whose === 'own' ? 'd1' : 'o',
    })),
  ),
)

/** Facts that a base settles. */
const SETTLED: readonly FactName[] = ['channel', 'driver', 'vehicleOwner']

/** The facts that a provision reads, apart from channel and owner. */
export function factsRead(provision: Provision): readonly FactName[] {
  return resolveProvision(provision).asks.filter((fact) => !SETTLED.includes(fact))
}

/**
 * The classes of every fact at the boundaries of two rule sets together: below each limit, at it, above it. Instants lie
 * around those that are held fixed.
 */
export function classesOf(sets: readonly RuleSet[], question: Question, fixed: FactValues = {}): Classes {
  const provisions = sets.flatMap((set): readonly Provision[] => set[question])
  const limits = new Map<FactName, number[]>()
  const sums: Sum[] = []
  for (const { fact, other, relation, limit } of numericIn(provisions)) {
    if (other !== undefined) sums.push({ fact, other, limit })
    else limits.set(fact, [...(limits.get(fact) ?? []), ...boundariesOf(relation, limit)])
  }
  const from = sets
    .map((set) => set.from)
    .sort()
    .at(-1) as LegalDay
  const instants = instantClasses(from, fixed)
  const dated = datedIn(provisions)
  return (name, row) => {
    const fact = factNamed(name)
    return TRIED[fact.kind].classes(own(fact), {
      instants: () =>
        isSettled(name)
          ? instants[name]
          : besideInstants(name, dated, (other) => (row[other] ?? instants[other][0]) as Instant),
      numbers: () => [...(limits.get(name) ?? []), ...besideSums(sums, name, row, fixed)],
    })
  }
}

/** One fact, or two whose sum it is, held against a number. */
interface Numeric {
  readonly fact: FactName
  readonly other: FactName | undefined
  readonly relation: Relation
  readonly limit: number
}

/** Where provisions hold facts against numbers. */
function numericIn(provisions: readonly Provision[]): readonly Numeric[] {
  return comparedIn(provisions).flatMap(({ supplied, relation, limit }): readonly Numeric[] => {
    const facts = factsIn(supplied)
    const fact = facts.at(0)
    const other = facts.at(1)
    if (fact === undefined || limit.kind !== 'constant' || typeof limit.value !== 'number') return []
    return [{ fact, other, relation, limit: limit.value }]
  })
}

/** All that provisions compare, in their exemptions too. */
function comparedIn(provisions: readonly Provision[]): readonly Comparison[] {
  return provisions
    .map(resolveProvision)
    .flatMap(({ exempt, supplied, relation, limit }): readonly Comparison[] => [
      ...exempt.flatMap(({ when }) => comparisonsIn(when)),
      { kind: 'compare', supplied, relation, limit },
    ])
}

/** The facts whose classes depend on another fact of the row, which must come before them. */
export function dependentFacts(provisions: readonly Provision[]): readonly FactName[] {
  return [
    ...numericIn(provisions).flatMap(({ other }) => (other === undefined ? [] : [other])),
    ...datedIn(provisions).map(({ fact }) => fact),
  ]
}

/** An instant that is compared with another one, a number of days apart, as instants or as days. */
interface Dated {
  readonly fact: FactName
  readonly other: InstantFact
  readonly days: number
  readonly asDays: boolean
}

/** Where provisions compare an instant that `instantClasses` has no classes for with one that it has. */
function datedIn(provisions: readonly Provision[]): readonly Dated[] {
  return comparedIn(provisions).flatMap(({ supplied, limit }): readonly Dated[] => {
    const facts = [...factsIn(supplied), ...factsIn(limit)].filter((fact) => factNamed(fact).kind === 'instant')
    const other = facts.find(isSettled)
    const fact = facts.find((each) => !isSettled(each))
    if (fact === undefined || other === undefined) return []
    const days = limit.kind === 'days-after' && limit.days.kind === 'constant' ? Number(limit.days.value) : 0
    return [{ fact, other, days, asDays: supplied.kind === 'day' }]
  })
}

/** Long before, and on either side of the moment or the day on which a comparison turns; `null` first where it is a value. */
function besideInstants(
  fact: FactName,
  dated: readonly Dated[],
  instantOf: (other: InstantFact) => Instant,
): readonly (Instant | null)[] {
  const around = dated.flatMap((each) => {
    if (each.fact !== fact) return []
    const other = instantOf(each.other)
    const turns = daysAfter(legalDay(other), -each.days)
    const last = each.asDays ? instantOn(turns, LAST_MILLISECOND) : other
    const next = each.asDays ? instantOn(daysAfter(turns, 1), '00:00:00.000') : beside(other, 1)
    return [instantOn(daysAfter(turns, -30), '10:00:00.000'), last, next]
  })
  const instants = distinct(around.length > 0 ? around : [instantOf('at')])
  return Object.hasOwn(factNamed(fact), 'orNull') ? [null, ...instants] : instants
}

/** A sum of two facts that is held against a number. */
interface Sum {
  readonly fact: FactName
  readonly other: FactName
  readonly limit: number
}

/** A number alone where a fact must be just that; else it and the numbers beside it. */
function boundariesOf(relation: Relation, limit: number): readonly number[] {
  return relation === '=' || relation === '≠' ? [limit] : [limit - 1, limit, limit + 1]
}

/** So much of one fact that, with the other of the row, a sum misses its number by one, reaches it, and passes it. */
function besideSums(sums: readonly Sum[], fact: FactName, row: FactValues, fixed: FactValues): readonly number[] {
  return sums.flatMap(({ fact: first, other, limit }) => {
    if (fact === other) return boundariesOf('<', limit - Number(row[first] ?? fixed[first] ?? factNamed(first).example))
    const settled = fixed[other]
    return fact === first && typeof settled === 'number' ? boundariesOf('<', limit - settled) : []
  })
}

function factNamed(name: FactName): Fact {
  return FACTS.find((fact) => fact.name === name) as Fact
}

const INSTANTS = ['at', 'boundSince', 'occurredAt'] as const
type InstantFact = (typeof INSTANTS)[number]

function isSettled(fact: FactName): fact is InstantFact {
  return (INSTANTS as readonly FactName[]).includes(fact)
}

/**
 * The instants that are not held fixed: before, at and after those that are, on the same day and on others, the plainest
 * first. Where none is, a binding nine days after the later set begins, and what can lie around it.
 */
function instantClasses(from: LegalDay, fixed: FactValues): Readonly<Record<InstantFact, readonly (Instant | null)[]>> {
  const held = (fact: InstantFact): Instant | undefined => (fixed[fact] ?? undefined) as Instant | undefined
  const at = held('at')
  const bound = held('boundSince')
  const occurred = held('occurredAt')
  const bindings = bound === undefined ? (at === undefined ? [bindingAfter(from)] : bindingsBefore(at)) : [bound]
  const binding = bindings[0] as Instant
  const then = at ?? actAfter(later(binding, occurred ?? binding))
  return {
    at: distinct(occurred === undefined ? [then] : [then, occurred, beside(occurred, -1)]),
    boundSince: [...(occurred === undefined ? bindings : distinct(around(occurred, 1))), null],
    occurredAt: distinct([...bindings.flatMap((each) => around(each, -1).reverse()), then, beside(then, 1)]),
  }
}

/** On the last day for it that two days follow, if need be. */
function bindingAfter(from: LegalDay): Instant {
  const day = [daysAfter(from, 9), '2199-12-29' as LegalDay].sort()[0]
  return instantOn(day as LegalDay, '15:00:00.000')
}

/** Two days before; where no day lies before that one, on the day before and on the same day. */
function bindingsBefore(at: Instant): readonly Instant[] {
  const day = legalDay(at)
  const start = epochMillisecondsOf(instantOn(day, '00:00:00.000'))
  const middle = instantAt(Math.floor((start + epochMillisecondsOf(at)) / 2))
  const earlier = instantOn(daysAfter(day, -2), '15:00:00.000')
  const before = instantOn(daysAfter(day, -1), '15:00:00.000')
  const isFirst = !parseInstant(instantOn(daysAfter(day, -3), LAST_MILLISECOND)).ok
  return isFirst ? distinct([before, middle]) : [earlier]
}

/** Two days later, or at the end of the last day that there is. */
function actAfter(last: Instant): Instant {
  const act = instantOn(daysAfter(legalDay(last), 2), '10:00:00.000')
  return legalDay(act) > legalDay(last) ? act : instantOn(legalDay(last), LAST_MILLISECOND)
}

/** In the order of time, from the day before to the day after: the ends of the days, the instant, and a millisecond to one side of it. */
function around(instant: Instant, side: 1 | -1): (Instant | undefined)[] {
  const day = legalDay(instant)
  const both = side < 0 ? [beside(instant, side), instant] : [instant, beside(instant, side)]
  return [
    instantOn(daysAfter(day, -1), LAST_MILLISECOND),
    instantOn(day, '00:00:00.000'),
    ...both,
    instantOn(day, LAST_MILLISECOND),
    instantOn(daysAfter(day, 1), '00:00:00.000'),
  ]
}

const LAST_MILLISECOND = '23:59:59.999'

function instantOn(day: LegalDay, time: string): Instant {
  return `${day}T${time}+08:00` as Instant
}

/** An instant `milliseconds` later; `undefined` if that is past the range. */
function beside(instant: Instant, milliseconds: number): Instant | undefined {
  return instantAt(epochMillisecondsOf(instant) + milliseconds)
}

function later(one: Instant, other: Instant): Instant {
  return one > other ? one : other
}

/** Each once, without those that are past the range. */
function distinct(instants: readonly (Instant | undefined)[]): readonly Instant[] {
  const there = instants.filter((instant) => parseInstant(instant).ok)
  return [...new Set(there)] as readonly Instant[]
}
