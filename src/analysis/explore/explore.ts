import type { StoryWords } from '../../explain/stories.ts'
import { mistyped, objectArgument, recordArgument, wholeArgument } from '../../input/assert.ts'
import { frozen } from '../../input/freeze.ts'
import { ownOptions } from '../../input/options.ts'
import { type Rules, rulesArgument } from '../../law/rule-sets/rule-book.ts'
import type { Command, CommandType } from '../../registry/commands/index.ts'
import { keptArgument } from '../kept.ts'
import { drawn } from '../story/drawing.ts'
import { type Plot, type StoryLanguage, storyOf, storyWordsOf } from '../story/story.ts'
import { canonicalKey } from './canonical.ts'
import { brokenRestrictions, factsOf, type Goal, goalArgument, isReached, restrictionsOf } from './goal.ts'
import { menuOf } from './menu.ts'
import { reachedBy, renamed, renamingsTried } from './renaming.ts'
import { type SearchScope, setsOf, type WholeSearchScope, wholeScope } from './scope.ts'
import { type Budget, type Observer, type Searched, search, type Way } from './search.ts'
import { shownIn } from './structure.ts'

/** What an exploration found. An answer holds for its rules and its scope, and for nothing beyond them. */
export type Exploration = Witness | None | Unknown

interface Explored {
  /** The id of the rule set or rule book, and of the goal. */
  readonly rules: string
  readonly goal: string
  readonly scope: WholeSearchScope
  /** States visited, up to names. */
  readonly states: number
  /** Commands tried, refused ones included. */
  readonly decisions: number
  /** Commands accepted, by type: if nothing can happen, `none` says nothing. */
  readonly accepted: Readonly<Partial<Record<CommandType, number>>>
  /**
   * The goal's restrictions, each with how many commands it barred. A restriction that barred 0 never applied, and the answer
   * is the same as without it: perhaps it asks for an event or a field that does not exist.
   */
  readonly restrictions: readonly { readonly id: string; readonly barred: number }[]
}

/** The goal can be reached; this is one of the shortest ways. */
export interface Witness extends Explored {
  readonly kind: 'witness'
  /** Enrolments. Executed on `openRegistry(rules)`, these and then `commands` reach the goal. */
  readonly setUp: readonly Command[]
  readonly commands: readonly Command[]
  /** How many commands there are after the enrolments. A day that passes is no step. */
  readonly steps: number
  readonly shortest: true
  /** The way in words, one sentence a step: in a language that ships with the library, or in the words that come along. */
  story(language: StoryLanguage, stories?: StoryWords): readonly string[]
  /** A Mermaid chart of the way: bindings with their times, records and handlings. */
  mermaid(language?: StoryLanguage, stories?: StoryWords): string
}

/** The goal cannot be reached within the scope: the search tried every command in every state. */
export interface None extends Explored {
  readonly kind: 'none'
  readonly exhausted: true
}

/**
 * No answer: the budget ran out (up to `depthReached` steps there is no witness); or the goal depends on names, or on
 * something that its `key` leaves out, so that the search took for one state what the goal tells apart.
 */
export interface Unknown extends Explored {
  readonly kind: 'unknown'
  readonly reason: 'budget' | 'asymmetric-goal'
  readonly depthReached: number
}

/**
 * Asks whether a goal can be reached under some rules. It tries every command of the scope in every state that commands can
 * bring about, shortest ways first, with the registry's own `execute`.
 *
 * States that differ only in the names of drivers, vehicles and violations are visited once, so a goal must not depend on
 * names. The search checks this on the witness, on the first 64 states and on some of the later ones. If there are at most
 * 48 renamings it tries all of them (three drivers, two vehicles and two violations have 24); else swaps of two names of one
 * kind, 40 a state, and eight random renamings. A dependence on names that this check misses makes `none` unsound.
 *
 * @throws TypeError when `rules` is neither a rule set nor a rule book; when another argument is not an object of its kind;
 * when a scope or budget has an unknown field; when a function of the goal returns a value of another type, such as a
 * promise. RangeError, naming the field, when a value of the scope or budget is out of range; when a rule set asks for a fact that no
 * registry keeps; also when a restriction is broken before the first command.
 *
 * @example
 * ```ts
 * import { boundAfterTheFact, explore } from 'demerit/analysis'
 * import { asReported } from 'demerit/rules'
 * explore(asReported, { drivers: 2, vehicles: 1, violations: 1, days: 1 }, boundAfterTheFact).kind // 'witness'
 * ```
 */
export function explore<M>(rules: Rules, scope: SearchScope, goal: Goal<M>, budget: Budget = {}): Exploration {
  rulesArgument('explore(rules)', rules)
  recordArgument('explore(scope)', scope, 'a scope')
  goalArgument('explore(goal)', goal)
  recordArgument('explore(budget)', budget, 'a budget')
  const limits = ownOptions('explore(budget)', budget, ['states', 'observer'])
  if (limits.states !== undefined) wholeArgument('explore(budget.states)', limits.states, 1, Number.MAX_SAFE_INTEGER)
  observerArgument(limits.observer)
  const whole = wholeScope(rules, scope)
  keptArgument('explore(rules)', setsOf(rules, whole))
  if (brokenRestrictions(goal, goal.init).length > 0) {
    throw new RangeError('explore(goal.restrictions): one is broken before the first command')
  }
  const searched = search(rules, whole, goal, limits)
  const { states, decisions, accepted, barred, depth, end, found } = searched
  const explored: Explored = {
    rules: rules.id,
    goal: goal.id,
    scope: whole,
    states,
    decisions,
    accepted: Object.freeze({ ...accepted }),
    restrictions: frozen(restrictionsOf(goal).map(({ id }, index) => ({ id, barred: barred[index] as number }))),
  }
  if (end === 'inconsistent' || !isIndependentOfNames(rules, whole, goal, searched)) {
    return Object.freeze({ kind: 'unknown', reason: 'asymmetric-goal', ...explored, depthReached: depth })
  }
  if (end === 'budget') return Object.freeze({ kind: 'unknown', reason: 'budget', ...explored, depthReached: depth })
  if (found === null) return Object.freeze({ kind: 'none', exhausted: true, ...explored })
  const { setUp, steps } = found
  const plot: Plot = { setUp, commands: steps, scope: whole, goal }
  return Object.freeze({
    kind: 'witness',
    ...explored,
    setUp,
    commands: Object.freeze(steps),
    steps: steps.length,
    shortest: true,
    story: (language: StoryLanguage, stories?: StoryWords) => storyOf(plot, storyWordsOf('story', language, stories)),
    mermaid: (language: StoryLanguage = { tag: 'en' }, stories?: StoryWords) =>
      drawn(plot, storyWordsOf('mermaid', language, stories)),
  })
}

/** @throws TypeError when the observer is given and is not one. */
function observerArgument(observer: unknown): void {
  if (observer === undefined) return
  objectArgument('explore(budget.observer)', observer, OBSERVER)
  const { state, tried } = observer as Observer
  if ([state, tried].some((each) => each !== undefined && typeof each !== 'function')) {
    throw mistyped('explore(budget.observer)', observer, OBSERVER)
  }
}
const OBSERVER = 'an observer with state or tried'

/** Whether a sample of the states, and the witness, come out the same under other names: reached or not, and with the same key. */
function isIndependentOfNames<M>(
  rules: Rules,
  scope: WholeSearchScope,
  goal: Goal<M>,
  { found, sample }: Searched,
): boolean {
  const menu = menuOf(rules, scope)
  const shown = shownIn(rules, scope, goal, menu)
  const tried = renamingsTried(menu, scope)
  const looksAt = ({ setUp, steps, day }: Way, expected: boolean): boolean => {
    const way = [...setUp, ...steps]
    const plain = reachedBy(rules, way, goal)
    const key = canonicalKey(shown(plain.registry, factsOf(goal, plain.memory), day))
    return tried.next().value.every((renaming) => {
      const { registry, memory, whole } = reachedBy(
        rules,
        way.map((command) => renamed(command, renaming)),
        goal,
      )
      if (!whole || isReached(goal, memory, registry) !== expected) return false
      return canonicalKey(shown(registry, factsOf(goal, memory), day)) === key
    })
  }
  if (found !== null && !looksAt(found, true)) return false
  return sample.every((way) => looksAt(way, false))
}
