import { hasItself, mistyped, objectArgument } from '../../input/assert.ts'
import { frozen } from '../../input/freeze.ts'
import { isArray } from '../../input/issue.ts'
import type { RegistryEvent } from '../../registry/log/events.ts'
import type { Registry } from '../../registry/registry.ts'

/** A fact that a goal remembers: a label, and the ids (up to three) of the drivers, vehicles and violations it is about. */
export type RememberedFact = readonly [label: string, ...ids: readonly string[]]

/**
 * A state of affairs 目标状态 that a search tries to reach, such as a vehicle served by four drivers. It must not depend on
 * names. `M` is its memory: what a registry forgets and the goal must know (who owned the vehicle when the violation was
 * recorded).
 */
export interface Goal<M> {
  readonly id: string
  readonly title: { readonly zh: string; readonly en: string }
  /** The memory at the start. */
  readonly init: M
  /** The memory after an event, given the registry before it. It returns a new memory and changes none. */
  next(memory: M, event: RegistryEvent, before: Registry): M
  /** The memory as facts: two memories with the same facts are the same memory. */
  key(memory: M): readonly RememberedFact[]
  /**
   * Whether the goal is reached. Looks at the present (bindings, owners, violations, points, licences), never at the log, nor
   * at the time of day or the order in which bindings were made.
   */
  reached(memory: M, registry: Registry): boolean
  /**
   * Whether `reached` looks at the memory alone, and `next` at nothing of the registry but bindings, owners, licences, open
   * violations and the violation of the event: the search then leaves out what can play no further part. If this promise
   * is broken, an answer `none` means nothing.
   */
  readonly memoryAlone: boolean
  /**
   * Whether neither `next` nor `reached` looks at when a binding was made: of its date, only what the rules can tell apart
   * then counts. If this promise is broken, an answer `none` means nothing.
   */
  readonly ignoresBindingDays: boolean
  /** Restrictions beside the rules, which `withRestriction` adds; none unless given. */
  readonly restrictions?: readonly GoalRestriction<M>[]
}

/**
 * A restriction, as a goal carries it. The search does not follow a way on which one is broken; an observer is told of the
 * command all the same.
 */
export interface GoalRestriction<M> {
  readonly id: string
  /** Whether the last command broke it. */
  broken(memory: M): boolean
}

/** A goal that is never reached: the search visits every state of the scope. */
export const everyState: Goal<null> & { readonly restrictions?: never } = frozen({
  id: 'every-state',
  title: { zh: '遍历全部状态', en: 'every state' },
  init: null,
  next: () => null,
  key: () => [],
  reached: () => false,
  memoryAlone: true,
  ignoresBindingDays: false,
})

/** @throws TypeError, here and below, when what the goal answers is not of its type. */
export function isReached<M>(goal: Goal<M>, memory: M, registry: Registry): boolean {
  return yesOrNo('goal.reached(memory, registry)', goal.reached(memory, registry))
}

/** The restrictions that a goal carries. */
export function restrictionsOf<M>(goal: Goal<M>): readonly GoalRestriction<M>[] {
  return hasItself(goal, 'restrictions') ? (goal.restrictions ?? []) : []
}

/** The restrictions that the last command broke, by their place among the goal's restrictions. */
export function brokenRestrictions<M>(goal: Goal<M>, memory: M): readonly number[] {
  return restrictionsOf(goal).flatMap((each, index) =>
    yesOrNo('restriction.broken(memory)', each.broken(memory)) ? [index] : [],
  )
}

/** What a goal remembers after an event. */
export function nextOf<M>(goal: Goal<M>, memory: M, event: RegistryEvent, before: Registry): M {
  return remembered('goal.next(memory, event, before)', goal.next(memory, event, before))
}

/** What a goal remembers, as facts. */
export function factsOf<M>(goal: Goal<M>, memory: M): readonly RememberedFact[] {
  return rememberedFacts('goal.key(memory)', goal.key(memory))
}

export function yesOrNo(call: string, answer: unknown): boolean {
  if (typeof answer === 'boolean') return answer
  throw mistyped(call, answer, 'true or false')
}

export function remembered<M>(call: string, memory: M): M {
  if (hasItself(memory, 'then')) throw mistyped(call, memory, 'a memory: it is a promise')
  return memory
}

export function rememberedFacts(call: string, facts: unknown): readonly RememberedFact[] {
  if (!isArray(facts)) throw mistyped(call, facts, 'a list of facts')
  for (const fact of facts) {
    if (isArray(fact) && fact.length > 0 && fact.every((each) => typeof each === 'string')) continue
    throw mistyped(call, fact, 'a fact, which is a label and ids')
  }
  return facts as readonly RememberedFact[]
}

/** @throws TypeError when the argument is not a goal. */
export function goalArgument(argument: string, value: unknown): void {
  objectArgument(argument, value, WANTED, ['next', 'key', 'reached'])
  const { title, restrictions } = value as Partial<Goal<unknown>>
  const carries = hasItself(value, 'restrictions') && restrictions !== undefined
  if (!isTitle(title) || (carries && !isListOfRestrictions(restrictions))) throw mistyped(argument, value, WANTED)
}
const WANTED = 'a goal with title, next, key and reached'

function isListOfRestrictions(value: unknown): boolean {
  return (
    isArray(value) &&
    value.every((each) => typeof Object(each).id === 'string' && typeof Object(each).broken === 'function')
  )
}

/** Whether a value has words in both languages. */
export function isTitle(title: unknown): boolean {
  const { zh, en } = Object(title) as Partial<Goal<unknown>['title']>
  return typeof zh === 'string' && typeof en === 'string'
}
