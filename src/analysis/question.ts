import { mistyped, objectArgument } from '../argument.ts'
import { frozen } from '../frozen.ts'
import { isArray } from '../issue.ts'
import type { RegistryEvent } from '../registry/events.ts'
import type { Registry } from '../registry/registry.ts'

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

/** @throws TypeError when the question answers neither `true` nor `false`. */
export function isBad<M>(question: Question<M>, memory: M, registry: Registry): boolean {
  return yesOrNo('question.bad', question.bad(memory, registry))
}

/** Whether a question supposes a memory to be forbidden. @throws TypeError when it answers neither `true` nor `false`. */
export function isForbidden<M>(question: Question<M>, memory: M): boolean {
  return (
    supposes(question) && question.forbidden !== undefined && yesOrNo('question.forbidden', question.forbidden(memory))
  )
}

/** What a question remembers, as facts. @throws TypeError when they are none. */
export function factsOf<M>(question: Question<M>, memory: M): readonly RememberedFact[] {
  const facts: unknown = question.key(memory)
  if (!isArray(facts)) throw mistyped('explore(question.key)', facts, 'a list of facts')
  for (const fact of facts) {
    if (isArray(fact) && fact.length > 0 && fact.every((each) => typeof each === 'string')) continue
    throw mistyped('explore(question.key)', fact, 'a fact, which is a label and ids')
  }
  return facts as readonly RememberedFact[]
}

/** @throws TypeError when what a question or a ban answered is neither, such as a promise. */
export function yesOrNo(of: string, answer: unknown): boolean {
  if (typeof answer === 'boolean') return answer
  throw mistyped(`explore(${of})`, answer, 'true or false')
}

/** Whether a question says itself what is forbidden, or its class does; what hangs on `Object.prototype` says nothing. */
function supposes(question: unknown): boolean {
  for (let at: unknown = question; at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    if (Object.hasOwn(at as object, 'forbidden')) return true
  }
  return false
}

/** @throws TypeError when the argument is no question. */
export function questionArgument(argument: string, value: unknown): void {
  objectArgument(argument, value, WANTED, ['next', 'key', 'bad'])
  const { title, forbidden } = value as Partial<Question<unknown>>
  const isSupposed = supposes(value) && forbidden !== undefined
  if (!isTitle(title) || (isSupposed && typeof forbidden !== 'function')) throw mistyped(argument, value, WANTED)
}
const WANTED = 'a question with title, next, key and bad'

/** Whether something is called by words in both languages. */
export function isTitle(title: unknown): boolean {
  const { zh, en } = Object(title) as Partial<Question<unknown>['title']>
  return typeof zh === 'string' && typeof en === 'string'
}
