import type { Decision } from '../decision/decision.ts'
import type { Issue } from '../input/issue.ts'
import { read } from '../input/read.ts'
import type { ShortStudy } from '../law/points/regime.ts'
import type { Timed } from './commands/command.ts'
import { type CommandDecision, decideCommand, type Refusal } from './commands/decide-command.ts'
import { COMMANDS, type Command, type CommandType } from './commands/index.ts'
import { type CommandRead, readCommand } from './commands/read-command.ts'
import type { CommandEvent } from './log/events.ts'
import { type Registry, seal, stateOf } from './registry.ts'
import { evolve } from './state/evolve.ts'
import type { State } from './state/state.ts'
import type { RecordAhead } from './state/subjects.ts'

/**
 * What became of a command of a batch. Accepted: its event. Refused: a code, which is the id of the first failing rule when a
 * rule set refused. Invalid: what is wrong with the input. The registry stands beside the whole.
 */
export type BatchOutcome =
  | { readonly status: 'accepted'; readonly event: CommandEvent; readonly decision?: Decision }
  | {
      readonly status: 'refused'
      readonly code: Refusal
      readonly decision?: Decision
      /** With `out-of-order`: the record of which the last event is later. For the operator: it can name another person. */
      readonly ahead?: RecordAhead
      /** With `study-too-short` and `tests-missing`: what the study needed, and what was given. */
      readonly study?: ShortStudy
    }
  | { readonly status: 'invalid'; readonly issues: readonly Issue[] }

/** What became of a command, with the registry after it: a new one if it was accepted, else the same. */
export type Outcome = BatchOutcome & { readonly registry: Registry }

/**
 * Executes a command given as data: `{ type: 'bind', … }`. {@link executeAll} takes many; {@link parseCommand} reads
 * one that comes from outside.
 *
 * Its time `at` is believed: it must not be before the last event about one of the command's records, and no clock is
 * asked. So a caller can date a command back as far as the last event about its records, and chooses the rule set of
 * a book by the day. Put the time into commands from outside yourself; do not take their `at`.
 *
 * @param command its `at` is when it was done; a `fine` is in fen.
 * @throws TypeError when `registry` is not genuine. Bad commands never throw: they come back `invalid`.
 *
 * @example
 * ```ts
 * import { execute, openRegistry } from 'demerit'
 * import { cn } from 'demerit/rules'
 * const at = '2025-03-03T15:00:00+08:00'
 * const licence = { states: [], classes: ['C1'], firstIssuedOn: '2016-02-29' } as const
 * execute(openRegistry(cn), { type: 'enrolDriver', id: 'd', licence, at }).status // 'accepted'
 * ```
 */
export function execute(registry: Registry, command: Command): Outcome {
  const state = stateOf(registry)
  const issues: Issue[] = []
  return outcomeOn(registry, state, readCommand(command, issues), issues)
}

/** Executes a command that was read. */
export function executeRead(registry: Registry, command: CommandRead): Outcome {
  return outcomeOn(registry, stateOf(registry), command, [])
}

/** Executes a command of a type that is known. */
export function executeAs(registry: Registry, type: CommandType, input: unknown): Outcome {
  const state = stateOf(registry)
  const issues: Issue[] = []
  const { record } = read(COMMANDS[type].fields, input, [], issues)
  return outcomeOn(registry, state, issues.length > 0 ? undefined : { type, input: record as Timed }, issues)
}

function outcomeOn(
  registry: Registry,
  state: State,
  command: CommandRead | undefined,
  issues: readonly Issue[],
): Outcome {
  const decided = command === undefined ? undefined : decideCommand(state, command.type, command.input)
  const after = decided?.event === undefined ? registry : seal(evolve(state, decided))
  return Object.freeze(Object.assign(outcomeOf(decided, issues), { registry: after }))
}

/** What became of a command, without a registry and not frozen yet. Literals: what is spread takes several times as long. */
export function outcomeOf(decided: CommandDecision | undefined, issues: readonly Issue[]): BatchOutcome {
  if (decided === undefined) return { status: 'invalid', issues: Object.freeze(issues) }
  const { event, decision } = decided
  if (event !== undefined)
    return decision === undefined ? { status: 'accepted', event } : { status: 'accepted', event, decision }
  const { code, ahead, study } = decided
  if (ahead !== undefined) return { status: 'refused', code, ahead }
  if (study !== undefined) return { status: 'refused', code, study }
  return decision === undefined ? { status: 'refused', code } : { status: 'refused', code, decision }
}
