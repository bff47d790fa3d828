import { hasItself, mistyped, objectArgument } from '../../input/assert.ts'
import { frozen } from '../../input/freeze.ts'
import { isArray } from '../../input/issue.ts'
import type { RegistryEvent } from '../../registry/events.ts'
import type { Registry } from '../../registry/registry.ts'

/** A fact that a question remembers: a label, and the ids (up to three) of the drivers, vehicles and violations it is about. */
export type RememberedFact = readonly [label: string, ...ids: readonly string[]]

/**
 * What a question asks of all ways to go: can something *bad* come about? It must not depend on names. `M` is its memory:
 * what a registry forgets and the question must know (who owned the vehicle when the violation was recorded).
 */
export interface Question<M> {
  readonly id: string
  readonly title: { readonly zh: string; readonly en: string }
  /** The memory at the start. */
  readonly init: M
  /** The memory after an event, given the registry before it. Memories are never changed in place. */
  next(memory: M, event: RegistryEvent, before: Registry): M
  /** The memory as facts: two memories with the same facts are the same memory. */
  key(memory: M): readonly RememberedFact[]
  /**
   * Whether it has come about. Looks at the present (bindings, owners, violations, points, licences), never at the log, nor
   * at the time of day or the order in which bindings were made.
   */
  bad(memory: M, registry: Registry): boolean
  /**
   * Whether `bad` looks at the memory alone, and `next` at nothing of the registry but bindings, owners, licences, open
   * violations and the violation of the event: what can play no further part is then left out of the search. With a
   * promise that is not kept, *none* means nothing.
   */
  readonly memoryAlone: boolean
  /**
   * Whether neither `next` nor `bad` looks at when a binding was made: of its date only what the rules can tell then
   * counts. With a promise that is not kept, *none* means nothing.
   */
  readonly ignoresBindingDays: boolean
  /**
   * Whether what has just come about is supposed to be forbidden, beside what the rules refuse: such a way is not followed.
   * So is tried what no rule can say; see `supposing`. An observer is told of the command all the same.
   */
  forbidden?(memory: M): boolean
}

/** Asks for nothing: every state of the scope is visited. */
export const everyState: Question<null> & { readonly forbidden?: never } = /* @__PURE__ */ frozen({
  id: 'every-state',
  title: { zh: '遍历全部状态', en: 'every state' },
  init: null,
  next: () => null,
  key: () => [],
  bad: () => false,
  memoryAlone: true,
  ignoresBindingDays: false,
})

/** @throws TypeError, here and below, when what the question answers is not of its type. */
export function isBad<M>(question: Question<M>, memory: M, registry: Registry): boolean {
  return yesOrNo('question.bad(memory, registry)', question.bad(memory, registry))
}

/** Whether a question supposes a memory to be forbidden. */
export function isForbidden<M>(question: Question<M>, memory: M): boolean {
  if (!hasItself(question, 'forbidden') || question.forbidden === undefined) return false
  return yesOrNo('question.forbidden(memory)', question.forbidden(memory))
}

/** What a question remembers after an event. */
export function nextOf<M>(question: Question<M>, memory: M, event: RegistryEvent, before: Registry): M {
  return remembered('question.next(memory, event, before)', question.next(memory, event, before))
}

/** What a question remembers, as facts. */
export function factsOf<M>(question: Question<M>, memory: M): readonly RememberedFact[] {
  return listed('question.key(memory)', question.key(memory))
}

export function yesOrNo(call: string, answer: unknown): boolean {
  if (typeof answer === 'boolean') return answer
  throw mistyped(call, answer, 'true or false')
}

export function remembered<M>(call: string, memory: M): M {
  if (hasItself(memory, 'then')) throw mistyped(call, memory, 'a memory: it is a promise')
  return memory
}

export function listed(call: string, facts: unknown): readonly RememberedFact[] {
  if (!isArray(facts)) throw mistyped(call, facts, 'a list of facts')
  for (const fact of facts) {
    if (isArray(fact) && fact.length > 0 && fact.every((each) => typeof each === 'string')) continue
    throw mistyped(call, fact, 'a fact, which is a label and ids')
  }
  return facts as readonly RememberedFact[]
}

/** @throws TypeError when the argument is no question. */
export function questionArgument(argument: string, value: unknown): void {
  objectArgument(argument, value, WANTED, ['next', 'key', 'bad'])
  const { title, forbidden } = value as Partial<Question<unknown>>
  const isSupposed = hasItself(value, 'forbidden') && forbidden !== undefined
  if (!isTitle(title) || (isSupposed && typeof forbidden !== 'function')) throw mistyped(argument, value, WANTED)
}
const WANTED = 'a question with title, next, key and bad'

/** Whether something is called by words in both languages. */
export function isTitle(title: unknown): boolean {
  const { zh, en } = Object(title) as Partial<Question<unknown>['title']>
  return typeof zh === 'string' && typeof en === 'string'
}
