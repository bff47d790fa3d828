import { frozen } from '../frozen.ts'
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
  /** Whether it has come about. Looks at the present (bindings, owners, violations, points, licences), never at the log. */
  bad(memory: M, registry: Registry): boolean
  /** Whether `bad` looks at the memory alone: what can play no further part is then left out of the search. */
  readonly memoryAlone: boolean
  /**
   * Whether neither `next` nor `bad` looks at when a binding was made: of its date only what the rules can tell then
   * counts. With a promise that is not kept, *none* means nothing.
   */
  readonly ignoresBindingDays: boolean
}

/** Asks for nothing: every state of the scope is visited. */
export const everyState: Question<null> = /* @__PURE__ */ frozen({
  id: 'every-state',
  title: { zh: '遍历全部状态', en: 'every state' },
  init: null,
  next: () => null,
  key: () => [],
  bad: () => false,
  memoryAlone: true,
  ignoresBindingDays: false,
})
