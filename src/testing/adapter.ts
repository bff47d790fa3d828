import { mistyped, objectArgument } from '../input/assert.ts'
import { isArray } from '../input/issue.ts'
import type { Command } from '../registry/commands/index.ts'
import type { Outcome } from '../registry/execute.ts'
import { bindingsOfDriver, driverIdsOf, vehicleIdsOf, violationsOfVehicle } from '../registry/queries/records.ts'
import type { Registry } from '../registry/registry.ts'
import { type InstantInput, parseInstant } from '../values/instant.ts'

/** Every platform of this library has it, but the compiler is told of no platform. */
declare function structuredClone<T>(value: T): T

/** What a system under test says became of a command. */
export interface Answer {
  readonly status: 'accepted' | 'refused' | 'invalid'
  /** Why it was refused; compared where the system gives it. */
  readonly code?: string | undefined
  /** When the command was given, if the system stamps it: the command is judged as given then, whatever its own `at`. */
  readonly at?: InstantInput | undefined
}

/** A pair that is bound now. */
export interface Bound {
  readonly driver: string
  readonly vehicle: string
  /** Since when; compared where every pair has it. */
  readonly since?: InstantInput | undefined
}

/** A violation that stands handled, and by whom. */
export interface HandledBy {
  readonly violation: string
  readonly driver: string
}

/**
 * Somebody else's system, as the kit sees it: an object in memory, an HTTP service, a database. Every method may be
 * synchronous or not.
 */
export interface Adapter {
  /** Starts again from nothing: no driver, no vehicle. */
  reset(): void | Promise<void>
  /** Gets a copy of the command, which it may change. */
  execute(command: Command): Answer | Promise<Answer>
  /** All open bindings, in any order. */
  bindings(): readonly Bound[] | Promise<readonly Bound[]>
  /** All violations that stand handled, in any order; compared if it is there. */
  handled?(): readonly HandledBy[] | Promise<readonly HandledBy[]>
}

/** @throws TypeError when the argument is not an adapter. */
export function adapterArgument(argument: string, adapter: unknown): void {
  objectArgument(argument, adapter, 'an adapter with reset, execute and bindings', ['reset', 'execute', 'bindings'])
}

/**
 * Sends a command to a system: a copy of its own, since a system may do with it what it likes.
 *
 * @throws TypeError if the answer is not an object.
 */
export async function sent(adapter: Adapter, command: Command): Promise<Answer> {
  const answer = await adapter.execute(structuredClone(command))
  objectArgument('adapter.execute(command)', answer, 'an answer, an object with a status')
  return answer
}

/** The command as it was given to the system: at the time that the system stamped, if it stamps. */
export function asGiven(command: Command, { at }: Answer): Command {
  return at === undefined ? command : { ...command, at }
}

/** Whether the library decides as the system did. A code is compared where the system gives one. */
export function agrees(outcome: Outcome, { status, code }: Answer): boolean {
  if (outcome.status !== status) return false
  return outcome.status !== 'refused' || code === undefined || outcome.code === code
}

/** What a system shows of its state. */
interface Shown {
  readonly bindings: readonly Bound[]
  /** Absent if the system does not tell. */
  readonly handled: readonly HandledBy[] | undefined
}

/** What a system shows. @throws TypeError if that is not a list of pairs. */
export async function shownBy(adapter: Adapter): Promise<Shown> {
  const bindings = await adapter.bindings()
  pairsArgument('adapter.bindings()', bindings, 'a pair, an object with driver and vehicle')
  const handled = await adapter.handled?.()
  if (handled !== undefined) pairsArgument('adapter.handled()', handled, 'a pair, an object with violation and driver')
  return { bindings, handled }
}

function pairsArgument(call: string, pairs: unknown, wanted: string): void {
  if (!isArray(pairs)) throw mistyped(call, pairs, 'a list of pairs')
  for (const pair of pairs) objectArgument(call, pair, wanted)
}

/** What a system shows and a registry holds, each as sorted lines of text of what the system tells. */
interface Compared {
  readonly bindings: { readonly expected: readonly string[]; readonly received: readonly string[] }
  readonly handled: { readonly expected: readonly string[]; readonly received: readonly string[] }
}

export function compared(registry: Registry, shown: Shown): Compared {
  const held = driverIdsOf(registry).flatMap((driver) => bindingsOfDriver(registry, driver))
  const tellsSince = shown.bindings.length > 0 && shown.bindings.every(({ since }) => since !== undefined)
  const line = tellsSince ? writtenSince : written
  const { handled } = shown
  return {
    bindings: { expected: held.map(line).sort(), received: shown.bindings.map(line).sort() },
    handled: {
      expected: handled === undefined ? [] : handledIn(registry).map(writtenHandled).sort(),
      received: handled === undefined ? [] : handled.map(writtenHandled).sort(),
    },
  }
}

/** Whether a registry holds what a system shows. */
export function holdsWhatIs(registry: Registry, shown: Shown): boolean {
  const { bindings, handled } = compared(registry, shown)
  return areEqual(bindings) && areEqual(handled)
}

export function areEqual({ expected, received }: Compared['bindings']): boolean {
  return expected.join() === received.join()
}

function handledIn(registry: Registry): readonly HandledBy[] {
  return vehicleIdsOf(registry)
    .flatMap((vehicle) => violationsOfVehicle(registry, vehicle))
    .flatMap(({ id, handledBy }) => (handledBy === null ? [] : [{ violation: id, driver: handledBy }]))
}

export function written({ driver, vehicle }: Bound): string {
  return JSON.stringify([driver, vehicle])
}

function writtenSince({ driver, vehicle, since }: Bound): string {
  const parsed = parseInstant(since)
  return JSON.stringify([driver, vehicle, parsed.ok ? parsed.value : String(since)])
}

function writtenHandled({ violation, driver }: HandledBy): string {
  return JSON.stringify([violation, driver])
}

/** A history as sentences, one a command. */
export function storyOf(history: readonly Command[], ending: string): readonly string[] {
  return [...history.map((command, index) => `${index + 1}. ${sentence(command)}`), ending]
}

function sentence({ type, at, ...rest }: Command): string {
  const details = Object.entries(rest).map(
    ({ 0: name, 1: value }) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  return `At ${String(at)}, ${type}: ${details.join(', ')}.`
}
