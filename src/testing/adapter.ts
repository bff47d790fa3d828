import { mistyped, objectArgument } from '../input/assert.ts'
import { isArray } from '../input/issue.ts'
import type { Command } from '../registry/commands/index.ts'
import { bindingsOf, driversOf } from '../registry/queries/records.ts'
import type { Registry } from '../registry/registry.ts'

/** Every platform of this library has it, but the compiler is told of no platform. */
declare function structuredClone<T>(value: T): T

/** What a system under test says became of a command. `code` is compared only where both sides give one. */
export interface Answer {
  readonly status: 'accepted' | 'refused' | 'invalid'
  readonly code?: string | undefined
}

/** A pair that is bound now. */
export interface Bound {
  readonly driver: string
  readonly vehicle: string
}

/**
 * Another system, as the kit sees it: an object in memory, an HTTP service, a database. Every method may be
 * synchronous or not.
 */
export interface Adapter {
  /** Starts again from nothing: no driver, no vehicle. */
  reset(): void | Promise<void>
  /** Gets a copy of the command, which it may change. */
  execute(command: Command): Answer | Promise<Answer>
  /** All open bindings, in any order. */
  bindings(): readonly Bound[] | Promise<readonly Bound[]>
}

/** @throws TypeError when the argument is no adapter. */
export function adapterArgument(argument: string, adapter: unknown): void {
  objectArgument(argument, adapter, 'an adapter with reset, execute and bindings', ['reset', 'execute', 'bindings'])
}

/**
 * Sends a command to a system: a copy of its own, since a system may do with it what it likes.
 *
 * @throws TypeError when the system answers nothing that could have a status.
 */
export async function sent(adapter: Adapter, command: Command): Promise<Answer> {
  const answer = await adapter.execute(structuredClone(command))
  objectArgument('adapter.execute(command)', answer, 'an answer, an object with a status')
  return answer
}

/** What a system shows as bound. @throws TypeError when that is no list of pairs. */
export async function shownBy(adapter: Adapter): Promise<readonly Bound[]> {
  const shown = await adapter.bindings()
  if (!isArray(shown)) throw mistyped('adapter.bindings()', shown, 'a list of pairs')
  for (const pair of shown) objectArgument('adapter.bindings()', pair, 'a pair, an object with driver and vehicle')
  return shown
}

/** The bindings of a registry, each as one line of text, sorted: to be compared with what a system shows. */
export function pairsOf(registry: Registry): readonly string[] {
  return driversOf(registry)
    .flatMap((driver) => bindingsOf(registry, driver))
    .map(written)
    .sort()
}

export function written({ driver, vehicle }: Bound): string {
  return JSON.stringify([driver, vehicle])
}

/** A history as sentences, one a command. */
export function storyOf(history: readonly Command[], ending: string): readonly string[] {
  return [...history.map((command, index) => `${index + 1}. ${sentence(command)}`), ending]
}

function sentence({ type, at, ...rest }: Command): string {
  const details = Object.entries(rest).map(
    ([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  return `At ${String(at)}, ${type}: ${details.join(', ')}.`
}
