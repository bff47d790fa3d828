import type { Decision } from '../decision/decision.ts'
import type { Issue } from '../input/issue.ts'
import type { Placed } from '../registry/commands/command.ts'
import { COMMANDS } from '../registry/commands/index.ts'
import { type CommandRead, readCommand, TIMED } from '../registry/commands/read-command.ts'
import { namedBy } from '../registry/correction/play.ts'
import { executeRead, type Outcome } from '../registry/execute.ts'
import { commandTypeOf, type RegistryEvent } from '../registry/log/events.ts'
import type { Registry } from '../registry/registry.ts'
import { keyOf, NO_RECORDS, rolesOf, subjectsOf } from '../registry/state/subjects.ts'
import { epochMillisecondsOf, type Instant, parseInstant } from '../values/instant.ts'
import type { AcceptedCommand, EventBody, NewAnswer, Save, StoredEvent, StoreOutcome } from './adapter.ts'
import { changesSince } from './changes.ts'
import { failure } from './failure.ts'

/** A command that was read, with the text that its key keeps of it. */
export interface Asked extends CommandRead {
  readonly key: string | undefined
  /** What is to be kept beside its event, as JSON. */
  readonly note: string | null
}

/** What a store stamps by: its clock, and how far that of a record may be ahead. */
export interface Clock {
  readonly now: () => number
  readonly maxStep: number
  /** How far the host's may be from the database's; infinite if they are not compared. */
  readonly maxSkew: number
}

/** Now, in whole milliseconds. @throws Error with `code` `bad-clock`. */
export function moment(now: () => unknown): number {
  const given = now()
  const time = typeof given === 'number' ? Math.floor(given) : Number.NaN
  instantOf(time)
  return time
}

/** How far a clock that showed one time before and another after is ahead of one that was read in between; below 0 it is behind. */
export function skewOf(before: number, after: number, other: number): number {
  return before > other ? before - other : Math.min(0, after - other)
}

/** @throws Error with `code` `bad-clock` and `skew` when the host's clock is too far from the database's. */
export function trustClock({ maxSkew }: Clock, skew: number): void {
  if (Math.abs(skew) <= maxSkew) return
  const how = `${Math.round(Math.abs(skew) / 1000)} s ${skew > 0 ? 'ahead of' : 'behind'}`
  throw failure('bad-clock', `the clock of this host is ${how} that of the database`, { skew })
}

/** Executes a command now; where a clock it is about is a little ahead, at that clock. */
export function stamped(
  registry: Registry,
  { type, input }: CommandRead,
  { now, maxStep }: Clock,
): { readonly at: Instant; readonly outcome: Outcome } {
  const time = moment(now)
  let at = instantOf(time)
  for (;;) {
    // The draft of an accepted command becomes its event, so each try has one of its own.
    const outcome = executeRead(registry, { type, input: { ...input, at } })
    const last = outcome.status === 'refused' ? outcome.ahead?.last : undefined
    if (last === undefined || epochMillisecondsOf(last) - time > maxStep) return { at, outcome }
    at = last
  }
}

/** The instant of milliseconds. @throws Error with `code` `bad-clock`. */
export function instantOf(time: number): Instant {
  const read = parseInstant(time)
  if (read.ok) return read.value
  throw failure('bad-clock', '`now` gave no time, which is milliseconds since 1970-01-01T00:00Z')
}

/** What became of commands, and what is to be written of it. */
export interface Decided {
  readonly outcomes: readonly StoreOutcome[]
  readonly save: Save
}

/** Decides commands one after another on one neighbourhood. */
export function decideAll(
  first: Registry,
  commands: readonly Asked[],
  decide: (registry: Registry, asked: Asked) => Outcome,
): Decided {
  const accepted: AcceptedCommand[] = []
  const answers: NewAnswer[] = []
  let registry = first
  const outcomes = commands.map((asked): StoreOutcome => {
    const { registry: after, ...found } = decide(registry, asked)
    let outcome: StoreOutcome = found as StoreOutcome
    if (found.status === 'accepted') {
      const event = noted(bodyOf(found.event), asked.note)
      accepted.push({ event, about: namedBy(found.event).map(keyOf), before: registry, after })
      outcome = { ...found, event: event as StoredEvent }
      registry = after
    }
    // What a clock alone refused is not kept: the next process may have another.
    const isKept = found.status !== 'refused' || found.code !== 'out-of-order'
    if (asked.key !== undefined && isKept) {
      const { event: _, ...kept } = outcome as { readonly event?: unknown }
      answers.push({
        key: asked.key,
        command: commandText(asked),
        outcome: kept,
        event: found.status === 'accepted' ? accepted.length - 1 : null,
        people: peopleIn(asked, kept),
      })
    }
    return outcome
  })
  return { outcomes, save: { changes: changesSince(first, registry), accepted, answers } }
}

/** Outcomes with the positions that their events were written at. */
export function withPositions(
  outcomes: readonly StoreOutcome[],
  positions: readonly string[],
): readonly StoreOutcome[] {
  let index = 0
  return outcomes.map((outcome) =>
    outcome.status === 'accepted'
      ? { ...outcome, event: { ...outcome.event, position: positions[index++] as string } }
      : outcome,
  )
}

/** A command as its key keeps it, to tell whether the key is used again for another one. */
export function commandText({ type, input }: CommandRead): string {
  const { at: _, ...fields } = input
  return JSON.stringify({ type, ...fields })
}

/** An event without its place in a log. */
export function bodyOf<E extends { readonly seq: number; readonly chain: string }>(event: E): EventBody {
  const { seq: _, chain: __, correction: ___, place: ____, ...body } = event as E & Partial<Placed>
  return body as unknown as EventBody
}

/** An event with what was noted beside it. */
export function noted<E extends object>(event: E, note: string | null): E & { readonly note?: unknown } {
  return note === null ? event : { ...event, note: JSON.parse(note) }
}

/** Findings of this rule hold the ids of a driver and an owner. */
const OF_PEOPLE = 'own-vehicle'

/** The ids of people and units that a command and what became of it name. */
export function peopleIn(
  { type, input }: CommandRead,
  { decision }: { readonly decision?: unknown },
): readonly string[] {
  const { about, party } = COMMANDS[type]
  const people = new Set<string>()
  subjectsOf(NO_RECORDS, rolesOf(about), input, (kind, id) => void (kind === 'driver' && people.add(id)))
  if (party !== null) people.add(party(input).id)
  const { findings = [] } = (decision ?? {}) as Partial<Decision>
  for (const finding of findings) {
    if (finding.rule !== OF_PEOPLE) continue
    const { supplied, limit } = finding as { readonly supplied?: unknown; readonly limit?: unknown }
    for (const id of [supplied, limit]) if (typeof id === 'string') people.add(id)
  }
  return [...people]
}

/** The command that an event came of, to be judged again at its time; `undefined` if it is none, or leaves issues. */
export function askedAgain(event: object, tables = TIMED, issues: Issue[] = []): Asked | undefined {
  const { type: eventType, ...all } = event as Partial<RegistryEvent>
  const type = commandTypeOf(eventType)
  if (type === undefined) return undefined
  const { fields } = COMMANDS[type]
  const names: readonly string[] = fields.names
  const said = Object.entries(all).filter(({ 0: name }) => names.includes(name))
  const read = readCommand({ ...Object.fromEntries(said), type }, issues, tables)
  return read === undefined ? undefined : { ...read, key: undefined, note: null }
}
