import { mistyped, objectArgument, recordArgument, wholeArgument } from '../../input/assert.ts'
import { ownOptions } from '../../input/read.ts'
import { isRuleBook, type RuleBook } from '../../law/rule-sets/rule-book.ts'
import { isRuleSet, type RuleSet } from '../../law/rule-sets/rule-set.ts'
import type { Command, CommandType } from '../../registry/commands.ts'
import { drawn } from '../story/drawing.ts'
import { type Language, told } from '../story/story.ts'
import { canonicalKey } from './canonical.ts'
import { menuOf } from './menu.ts'
import { factsOf, isBad, isForbidden, type Question, questionArgument } from './question.ts'
import { reachedBy, renamed, renamingsTried } from './renaming.ts'
import { type Scope, type WholeScope, wholeScope } from './scope.ts'
import { type Budget, type Observer, type Searched, search, type Way } from './search.ts'
import { shownIn } from './structure.ts'

/** What an exploration found. An answer holds for its rules and its scope, and for nothing beyond them. */
export type Exploration = Witness | None | Unknown

interface Explored {
  /** The id of the rule set or rule book, and of the question. */
  readonly rules: string
  readonly question: string
  readonly scope: WholeScope
  /** States visited, up to names. */
  readonly states: number
  /** Commands tried, refused ones included. */
  readonly decisions: number
  /** Commands accepted, by type: where nothing can happen, *none* says nothing. */
  readonly accepted: Readonly<Partial<Record<CommandType, number>>>
}

/** It can come about, and this is one of the shortest ways. */
export interface Witness extends Explored {
  readonly kind: 'witness'
  /** Enrolments: given to `openRegistry(rules)`, with `commands` after them, they bring it about. */
  readonly setUp: readonly Command[]
  readonly commands: readonly Command[]
  /** How many commands there are after the enrolments. A day that passes is no step. */
  readonly steps: number
  readonly shortest: true
  /** The way in words, one sentence a step. */
  story(language: Language): readonly string[]
  /** Mermaid text: who had bound what and when, with records and handlings. */
  mermaid(language?: Language): string
}

/** It cannot come about within the scope: every state was visited, every command tried in each. */
export interface None extends Explored {
  readonly kind: 'none'
  readonly exhausted: true
}

/**
 * No answer: the budget ran out (up to `depthReached` steps there is no witness), or the question depends on names, or on
 * what it does not remember, so that states were taken for one another which the question tells apart.
 */
export interface Unknown extends Explored {
  readonly kind: 'unknown'
  readonly reason: 'budget' | 'asymmetric-question'
  readonly depthReached: number
}

/**
 * Asks whether something can come about under some rules: tries every command of the scope in every state that commands
 * can bring about, shortest ways first, by the same `execute` that everybody uses. States that are the same but for the
 * names of drivers, vehicles and violations are visited once; so the question is put again under other names, and one that
 * answers otherwise then is refused. That is tried on the witness, on the first 64 states and on some of those after: under
 * every renaming where there are at most 48 (three drivers, two vehicles and two violations have 24); else under swaps of
 * two names of one kind, 40 a state, and eight random renamings. What escapes that makes *none* say too much.
 *
 *     explore(asReported, { drivers: 2, vehicles: 1, violations: 1, days: 1 }, boundAfterTheFact)
 *
 * @throws TypeError when `rules` is neither a rule set nor a rule book, another argument no object of its kind, a field
 * none of a scope or budget, or what the question answers not of its type (a promise is not); RangeError naming the field
 * whose value makes no scope or budget, or where the start is forbidden.
 */
export function explore<M>(
  rules: RuleSet | RuleBook,
  scope: Scope,
  question: Question<M>,
  budget: Budget = {},
): Exploration {
  if (!isRuleSet(rules) && !isRuleBook(rules)) {
    throw mistyped('explore(rules)', rules, 'a rule set or a rule book of this copy of the library')
  }
  recordArgument('explore(scope)', scope, 'a scope')
  questionArgument('explore(question)', question)
  recordArgument('explore(budget)', budget, 'a budget')
  const limits = ownOptions('explore(budget)', budget, ['states', 'observer'])
  if (limits.states !== undefined) wholeArgument('explore(budget.states)', limits.states, 1, Number.MAX_SAFE_INTEGER)
  observerArgument(limits.observer)
  const whole = wholeScope(rules, scope)
  if (isForbidden(question, question.init)) {
    throw new RangeError('explore(question.forbidden): it forbids the start, before anything has happened')
  }
  const searched = search(rules, whole, question, limits)
  const { states, decisions, accepted, depth, end, found } = searched
  const explored: Explored = {
    rules: rules.id,
    question: question.id,
    scope: whole,
    states,
    decisions,
    accepted: Object.freeze({ ...accepted }),
  }
  if (end === 'inconsistent' || !isIndependentOfNames(rules, whole, question, searched)) {
    return Object.freeze({ kind: 'unknown', reason: 'asymmetric-question', ...explored, depthReached: depth })
  }
  if (end === 'budget') return Object.freeze({ kind: 'unknown', reason: 'budget', ...explored, depthReached: depth })
  if (found === null) return Object.freeze({ kind: 'none', exhausted: true, ...explored })
  const { setUp, steps } = found
  return Object.freeze({
    kind: 'witness',
    ...explored,
    setUp,
    commands: Object.freeze(steps),
    steps: steps.length,
    shortest: true,
    story: (language: Language) => told({ setUp, commands: steps, scope: whole, question }, language),
    mermaid: (language: Language = { tag: 'en' }) =>
      drawn({ setUp, commands: steps, scope: whole, question }, language),
  })
}

/** @throws TypeError when an observer is given and is none. */
function observerArgument(observer: unknown): void {
  if (observer === undefined) return
  objectArgument('explore(budget.observer)', observer, OBSERVER)
  const { state, tried } = observer as Observer
  if ([state, tried].some((each) => each !== undefined && typeof each !== 'function')) {
    throw mistyped('explore(budget.observer)', observer, OBSERVER)
  }
}
const OBSERVER = 'an observer with state or tried'

/** Whether a sample of the states, and what was found, come out the same under other names: as bad, and with the same key. */
function isIndependentOfNames<M>(
  rules: RuleSet | RuleBook,
  scope: WholeScope,
  question: Question<M>,
  { found, sample }: Searched,
): boolean {
  const menu = menuOf(rules, scope)
  const shown = shownIn(rules, scope, question, menu)
  const tried = renamingsTried(menu, scope)
  const looksAt = ({ setUp, steps, day }: Way, bad: boolean): boolean => {
    const way = [...setUp, ...steps]
    const plain = reachedBy(rules, way, question)
    const key = canonicalKey(shown(plain.registry, factsOf(question, plain.memory), day))
    return tried.next().value.every((renaming) => {
      const { registry, memory, whole } = reachedBy(
        rules,
        way.map((command) => renamed(command, renaming)),
        question,
      )
      if (!whole || isBad(question, memory, registry) !== bad) return false
      return canonicalKey(shown(registry, factsOf(question, memory), day)) === key
    })
  }
  if (found !== null && !looksAt(found, true)) return false
  return sample.every((way) => looksAt(way, false))
}
