import { decideBinding, decideHandling, screenBinding, screenHandling } from '../../decision/decide.ts'
import type { Decision, Finding, Screening } from '../../decision/decision.ts'
import { mistyped, recordArgument, wordArgument } from '../../input/assert.ts'
import { frozen } from '../../input/freeze.ts'
import { type Issue, shorten } from '../../input/issue.ts'
import { own } from '../../input/own.ts'
import type { Parsed } from '../../input/result.ts'
import {
  BINDING_FACTS,
  type BindingFacts,
  type BindingFactsInput,
  type FactName,
  type Facts,
  HANDLING_FACTS,
  type HandlingFacts,
  type HandlingFactsInput,
} from '../../law/facts.ts'
import { parseBindingFacts, parseHandlingFacts } from '../../law/known-facts.ts'
import { NEVER_MORE } from '../../law/ordered-facts.ts'
import { QUESTIONS, type Question } from '../../law/question.ts'
import { answers, binds, isRuleSet, type Provision, type RuleSet } from '../../law/rule-sets/rule-set.ts'
import type { Channel } from '../../values/channel.ts'
import { BASES, type Classes, classesOf, dependentFacts, type FactValues, factsRead } from './classes.ts'

/** How the decisions of two rule sets differ. */
export interface RuleSetComparison {
  readonly a: string
  readonly b: string
  /** How many cases there are, one for every way to combine the classes of all facts, and how many change their verdict. */
  readonly cases: { readonly [Q in Question]: { readonly all: number; readonly changed: number } }
  readonly changes: readonly VerdictChange[]
}

/** Cases that one rule set permits and the other refuses, for one smallest set of reasons. */
export interface VerdictChange {
  readonly question: Question
  /** The verdict under `a`, and under `b`. */
  readonly from: 'permitted' | 'refused'
  readonly to: 'permitted' | 'refused'
  /** The rules that refuse; the change needs all of them. */
  readonly rules: readonly Finding['rule'][]
  readonly channels: readonly Channel[]
  readonly vehicles: readonly ('others' | 'own')[]
  /** The plainest case of this kind, and both decisions on it. */
  readonly example: {
    readonly facts: BindingFacts | HandlingFacts
    readonly a: Decision
    readonly b: Decision
  }
}

const WHOSE = ['others', 'own'] as const

/** What is held fixed: only cases with these facts, and of these vehicles, are compared. */
export type Given = Omit<BindingFactsInput & HandlingFactsInput, 'driver' | 'vehicleOwner'> & {
  readonly vehicles?: 'others' | 'own' | undefined
}

/**
 * Which cases change their verdict from one rule set to another, with one smallest example each.
 *
 * Every fact is cut into classes at the limits of both rule sets, and all facts are known. Provisions that share no
 * fact are independent of each other, so the classes of the facts that hang together are gone through in full, by
 * `decideBinding` and `decideHandling`, and the groups are combined by the one rule that joins them: a case is
 * refused when any provision fails. Examples are decided whole; in them no count is above one that it is part of (a
 * day's above its year's), unless by the rules of the change alone no such case changes. Two halves are compared on
 * the question that both answer.
 *
 * @throws TypeError when `a` or `b` is not a rule set of this library, or `given` is not a record; RangeError when
 * `given` names an unknown fact, or a value is not of its fact's type.
 *
 * @example
 * ```ts
 * import { yuan } from 'demerit'
 * import { compareRuleSets } from 'demerit/analysis'
 * import { cn2024, reform } from 'demerit/rules'
 * const stricter = reform(cn2024, { 'fine-limit': { limit: yuan(100) } })
 * const { changes } = compareRuleSets(cn2024, stricter, { channel: 'app' })
 * changes.map(({ from, to }) => `${from} → ${to}`) // [ 'permitted → refused' ]
 * ```
 */
export function compareRuleSets(a: RuleSet, b: RuleSet, given: Given = {}): RuleSetComparison {
  if (!isRuleSet(a)) throw mistyped('compareRuleSets(a)', a, 'a rule set of this copy of the library')
  if (!isRuleSet(b)) throw mistyped('compareRuleSets(b)', b, 'a rule set of this copy of the library')
  recordArgument('compareRuleSets(given)', given, 'facts to hold fixed')
  const { whose, fixed } = checked(given)
  const known = new Map<string, readonly Group[]>()
  const cases = { bind: { all: 0, changed: 0 }, handle: { all: 0, changed: 0 } }
  const changes: (VerdictChange & { readonly channels: Channel[]; readonly vehicles: ('others' | 'own')[] })[] = []
  for (const question of QUESTIONS.filter((each) => answers(a, each) && answers(b, each))) {
    for (const base of BASES) {
      const vehicles = base.vehicleOwner === base.driver ? 'own' : 'others'
      if ((fixed.channel ?? base.channel) !== base.channel || (whose ?? vehicles) !== vehicles) continue
      // Channels that every provision binds alike have the same cases.
      const alike =
        [...a[question], ...b[question]].map((each) => binds(each, base.channel as Channel)).join() + vehicles
      const groups = known.get(question + alike) ?? groupsOf(a, b, question, base, fixed)
      known.set(question + alike, groups)
      const count = cases[question]
      count.all += product(groups, () => true)
      const both = product(groups, (row) => row.a.length === 0 && row.b.length === 0)
      count.changed +=
        product(groups, (row) => row.a.length === 0) + product(groups, (row) => row.b.length === 0) - 2 * both
      for (const side of ['a', 'b'] as const) {
        for (const { rules, row } of smallest(groups, side)) {
          const from = side === 'a' ? 'permitted' : 'refused'
          const listed = changes.find(
            (each) => each.question === question && each.from === from && same(each.rules, rules),
          )
          const channel = base.channel as Channel
          if (listed !== undefined) {
            if (!listed.channels.includes(channel)) listed.channels.push(channel)
            if (!listed.vehicles.includes(vehicles)) listed.vehicles.push(vehicles)
            continue
          }
          const plain = completed(question, own(base, row), classesOf([a, b], question, fixed), fixed)
          const facts = possible(plain, fixed, (each) => `${failing(question, each, a)};${failing(question, each, b)}`)
          changes.push({
            question,
            from,
            to: side === 'a' ? 'refused' : 'permitted',
            rules,
            channels: [channel],
            vehicles: [vehicles],
            example: { facts: facts as never, a: decided(question, facts, a), b: decided(question, facts, b) },
          })
        }
      }
    }
  }
  return frozen({ a: a.id, b: b.id, cases, changes })
}

/** Rows of one group that the same of its rules refuse under each set: the plainest of them, and how many there are. */
interface Looked {
  readonly facts: FactValues
  readonly a: readonly Finding['rule'][]
  readonly b: readonly Finding['rule'][]
  rows: number
}

/** Every row of the facts that hang together through provisions of either set, the plainest first. */
type Group = readonly Looked[]

function groupsOf(a: RuleSet, b: RuleSet, question: Question, base: FactValues, fixed: FactValues): readonly Group[] {
  const provisions = [...a[question], ...b[question]]
  const classes = classesOf([a, b], question, fixed)
  return [[], ...connected(provisions)].map((facts): Group => {
    const refusing = (set: RuleSet): ((known: FactValues) => Looked['a']) => {
      const rules = reading(facts, set[question], base.channel as Channel)
      return (known) => {
        const all = failing(question, known, set)
        return rules.filter((rule) => all.includes(rule))
      }
    }
    const [inA, inB] = [refusing(a), refusing(b)]
    const looked = new Map<string, Looked>()
    eachRow(facts, classes, fixed, (row) => {
      // Read once, for both sets.
      const known = read(question, own(base, row))
      const refused = { a: inA(known), b: inB(known) }
      const alike = looked.get(`${refused.a};${refused.b}`)
      if (alike !== undefined) alike.rows++
      else looked.set(`${refused.a};${refused.b}`, { facts: own(row), ...refused, rows: 1 })
    })
    return [...looked.values()]
  })
}

/** The rules that bind a channel and read some of `facts`; if `facts` is empty, those that read no fact: a set that provides for nothing refuses so. */
function reading(
  facts: readonly FactName[],
  provisions: readonly Provision[],
  channel: Channel,
): readonly Finding['rule'][] {
  if (provisions.length === 0 && facts.length === 0) return ['no-rule-set-in-force']
  const chosen = provisions.filter((provision) => {
    const read = factsRead(provision)
    const isRead = facts.length === 0 ? read.length === 0 : read.some((fact) => facts.includes(fact))
    return isRead && binds(provision, channel)
  })
  return [...new Set(chosen.map(({ rule }) => rule))]
}

/** Facts in groups: two facts are in one when a provision reads both, directly or through others. */
function connected(provisions: readonly Provision[]): readonly (readonly FactName[])[] {
  let groups: (readonly FactName[])[] = []
  const last = dependentFacts(provisions)
  for (const provision of provisions) {
    const facts = factsRead(provision)
    if (facts.length === 0) continue
    const touched = groups.filter((group) => group.some((fact) => facts.includes(fact)))
    groups = groups.filter((group) => !touched.includes(group))
    const all = [...new Set([...touched.flat(), ...facts])]
    groups.push([...all.filter((fact) => !last.includes(fact)), ...all.filter((fact) => last.includes(fact))])
  }
  return groups
}

/** Visits every row, the plainest first. The row is one record, which changes from visit to visit. */
function eachRow(
  facts: readonly FactName[],
  classes: Classes,
  fixed: FactValues,
  visit: (row: FactValues) => void,
): void {
  const row: Partial<Record<FactName, unknown>> = own()
  const deepen = (depth: number): void => {
    const fact = facts.at(depth)
    if (fact === undefined) {
      visit(row)
      return
    }
    for (const value of fixed[fact] === undefined ? classes(fact, row) : [fixed[fact]]) {
      row[fact] = value
      deepen(depth + 1)
    }
    row[fact] = undefined
  }
  deepen(0)
}

/** The smallest sets of rules by which the other side refuses what this side permits, each with its plainest facts. */
function smallest(
  groups: readonly Group[],
  permits: 'a' | 'b',
): readonly { readonly rules: readonly Finding['rule'][]; readonly row: FactValues }[] {
  const refuses = permits === 'a' ? 'b' : 'a'
  const options = groups.map((group) =>
    minimal(
      group.filter((row) => row[permits].length === 0),
      refuses,
    ),
  )
  if (options.some(({ least }) => least.length === 0)) return []
  const plain = (rows: readonly Looked[]): FactValues => own(...rows.map(({ facts }) => facts))
  if (options.some(({ least }) => (least[0] as Looked)[refuses].length > 0)) {
    let ways: (readonly Looked[])[] = [[]]
    for (const { least } of options) ways = ways.flatMap((way) => least.map((row) => [...way, row]))
    return ways.map((way) => ({ rules: [...new Set(way.flatMap((row) => row[refuses]))], row: plain(way) }))
  }
  return options.flatMap(({ next }, index) =>
    next.map((row) => ({
      rules: row[refuses],
      row: plain([...options.filter((_, other) => other !== index).map(({ least }) => least[0] as Looked), row]),
    })),
  )
}

/** The least sets of refusing rules, each with its plainest row; and, in `next`, the least sets that are not empty. */
function minimal(
  rows: Group,
  refuses: 'a' | 'b',
): { readonly least: readonly Looked[]; readonly next: readonly Looked[] } {
  const bySet = new Map<string, Looked>()
  for (const row of rows) {
    const key = [...row[refuses]].sort().join()
    if (!bySet.has(key)) bySet.set(key, row)
  }
  const kept = [...bySet.values()]
  const leastOf = (some: readonly Looked[]): readonly Looked[] =>
    some.filter(
      (row) => !some.some((other) => other !== row && other[refuses].every((rule) => row[refuses].includes(rule))),
    )
  const least = leastOf(kept)
  return { least, next: leastOf(kept.filter((row) => row[refuses].length > 0)) }
}

function product(groups: readonly Group[], counts: (row: Looked) => boolean): number {
  const rowsIn = (group: Group): number => group.filter(counts).reduce((sum, { rows }) => sum + rows, 0)
  return groups.reduce((cases, group) => cases * rowsIn(group), 1)
}

/** The facts with everything that the question can ask, plain where nothing was said. */
function completed(question: Question, row: FactValues, classes: Classes, fixed: FactValues): FactValues {
  const names = (question === 'bind' ? BINDING_FACTS : HANDLING_FACTS) as readonly FactName[]
  return Object.fromEntries(
    names.map((name) => {
      const from = [row, fixed].find((some) => some[name] !== undefined)
      return [name, from === undefined ? classes(name, row)[0] : from[name]]
    }),
  )
}

/** A case with no count above one that it is part of, if what refuses it stays the same; else the case as it is. */
function possible(plain: FactValues, fixed: FactValues, refusals: (facts: FactValues) => string): FactValues {
  let facts = plain
  for (const { 0: less, 1: more } of NEVER_MORE) {
    const part = facts[less]
    const whole = facts[more]
    if (typeof part !== 'number' || typeof whole !== 'number' || part <= whole || fixed[more] !== undefined) continue
    facts = own(facts, { [more]: part })
  }
  return refusals(facts) === refusals(plain) ? facts : plain
}

/** The rules of a set that refuse a case. */
function failing(question: Question, facts: FactValues, set: RuleSet): readonly Finding['rule'][] {
  return (ASKED[question].screen(facts as Partial<Facts>, set) as Screening).failing
}

/** Facts that are each of its type. */
function read(question: Question, facts: FactValues): FactValues {
  return (ASKED[question].parse(facts) as { readonly value: FactValues }).value
}

function decided(question: Question, facts: FactValues, set: RuleSet): Decision {
  return ASKED[question].decide(facts as Partial<Facts>, set) as Decision
}

const ASKED = {
  bind: { parse: parseBindingFacts, decide: decideBinding, screen: screenBinding },
  handle: { parse: parseHandlingFacts, decide: decideHandling, screen: screenHandling },
} as const

/** What is held fixed, read once. */
function checked(given: Given): { readonly fixed: FactValues; readonly whose: Given['vehicles'] } {
  const facts = own(given)
  const { vehicles: whose } = facts
  if (whose !== undefined) wordArgument('compareRuleSets(given.vehicles)', whose, WHOSE)
  for (const fact of Object.keys(facts)) {
    const isFact = [...BINDING_FACTS, ...HANDLING_FACTS, 'vehicles'].some((name) => name === fact)
    if (isFact && fact !== 'driver' && fact !== 'vehicleOwner') continue
    throw new RangeError(`compareRuleSets(given): ${shorten(fact)} is not a fact to hold fixed`)
  }
  return {
    whose,
    fixed: own(held(facts, BINDING_FACTS, parseBindingFacts), held(facts, HANDLING_FACTS, parseHandlingFacts)),
  }
}

/** The facts of one question, each of its type. */
function held(
  facts: FactValues,
  names: readonly FactName[],
  parse: (facts: unknown) => Parsed<FactValues>,
): FactValues {
  const parsed = parse(Object.fromEntries(names.map((name) => [name, facts[name]])))
  if (parsed.ok) return parsed.value
  const { path, code, expected } = parsed.issues[0] as Issue
  throw new RangeError(`compareRuleSets(given.${path.join('.')}): ${code}, wanted ${expected}`)
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((rule) => other.includes(rule))
}
