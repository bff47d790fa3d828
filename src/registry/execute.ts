import type { Decision } from '../decision/decision.ts'
import type { Issue } from '../input/issue.ts'
import { read } from '../input/read.ts'
import type { Timed } from './commands/command.ts'
import { type CommandDecision, decideCommand, type Refusal } from './commands/decide-command.ts'
import { COMMANDS, type Command, type CommandInputs, type CommandType } from './commands/index.ts'
import { type CommandRead, readCommand } from './commands/read-command.ts'
import type { RegistryEvent } from './log/events.ts'
import { type Registry, seal, stateOf } from './registry.ts'
import { evolve } from './state/evolve.ts'
import type { State } from './state/state.ts'
import type { RecordAhead } from './state/subjects.ts'

/**
 * What became of a command of a batch. Accepted: its event. Refused: a code, which is the id of the first failing rule when a
 * rule set refused. Invalid: what is wrong with the input. The registry stands beside the whole.
 */
export type BatchOutcome =
  | { readonly status: 'accepted'; readonly event: RegistryEvent; readonly decision?: Decision }
  | {
      readonly status: 'refused'
      readonly code: Refusal
      readonly decision?: Decision
      /** With `out-of-order`: the record of which the last event is later. For the operator: it can name another person. */
      readonly ahead?: RecordAhead
    }
  | { readonly status: 'invalid'; readonly issues: readonly Issue[] }

/** What became of a command, with the registry after it: a new one if it was accepted, else the same. */
export type Outcome = BatchOutcome & { readonly registry: Registry }

/**
 * Executes a command given as data: `{ type: 'bind', … }`.
 *
 * Its time `at` is believed: it must not be before the last event about one of the command's records, and no clock is asked.
 * So records that were quiet can be dated back, and who chooses the day chooses the rule set of a book. Stamp commands from
 * outside yourself, and do not take their `at`.
 *
 * @throws TypeError when `registry` is not genuine. Bad commands never throw: they come back `invalid`.
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

/** Enrols a driver 驾驶人 with a licence 驾驶证. Refused when the id is taken, or belongs to a unit that owns a vehicle. */
export function enrolDriver(registry: Registry, input: CommandInputs['enrolDriver']): Outcome {
  return run(registry, 'enrolDriver', input)
}

/** Enrols a vehicle 机动车 with its registered owner 所有人. */
export function enrolVehicle(registry: Registry, input: CommandInputs['enrolVehicle']): Outcome {
  return run(registry, 'enrolVehicle', input)
}

/** Binds another's vehicle 备案: judged by `decideBinding` under the rule set of the day. */
export function bind(registry: Registry, input: CommandInputs['bind']): Outcome {
  return run(registry, 'bind', input)
}

/** Releases a binding 解除备案, by the driver or by the owner (F1.20, F1.21). It never revives. */
export function release(registry: Registry, input: CommandInputs['release']): Outcome {
  return run(registry, 'release', input)
}

/** Transfers a vehicle 转移登记: ends its bindings (6.8); refused while it has open violations (F3.24). */
export function transferVehicle(registry: Registry, input: CommandInputs['transferVehicle']): Outcome {
  return run(registry, 'transferVehicle', input)
}

/** Changes the states and classes of a licence. `cancelled` 注销 ends the driver's bindings (6.28). */
export function changeLicence(registry: Registry, input: CommandInputs['changeLicence']): Outcome {
  return run(registry, 'changeLicence', input)
}

/** Records a violation 交通违法, within two years of the act (Administrative Penalty Law, Article 36). Fine in fen. */
export function recordViolation(registry: Registry, input: CommandInputs['recordViolation']): Outcome {
  return run(registry, 'recordViolation', input)
}

/** Withdraws an open violation 消除记录 (Order 105, Article 22). */
export function withdrawViolation(registry: Registry, input: CommandInputs['withdrawViolation']): Outcome {
  return run(registry, 'withdrawViolation', input)
}

/** Handles a violation 处理: judged by `decideHandling` under the rule set of the day; the points land in the period of the day. */
export function handle(registry: Registry, input: CommandInputs['handle']): Outcome {
  return run(registry, 'handle', input)
}

/** Revokes a handling 撤销处理: the violation is open again and its points are given back (Order 163, Articles 16 and 30). */
export function revokeHandling(registry: Registry, input: CommandInputs['revokeHandling']): Outcome {
  return run(registry, 'revokeHandling', input)
}

/** Pays the fine of a handled violation 缴纳罚款. */
export function payFine(registry: Registry, input: CommandInputs['payFine']): Outcome {
  return run(registry, 'payFine', input)
}

/** Takes points off by study 学法减分 (Order 163, Articles 25 to 27): never more than the driver holds. */
export function deductByStudy(registry: Registry, input: CommandInputs['deductByStudy']): Outcome {
  return run(registry, 'deductByStudy', input)
}

/** Completes the study at the full score 满分学习: fines paid, days and tests done, the points are cleared (Article 23). */
export function completeFullScoreStudy(registry: Registry, input: CommandInputs['completeFullScoreStudy']): Outcome {
  return run(registry, 'completeFullScoreStudy', input)
}

function run(registry: Registry, type: CommandType, input: unknown): Outcome {
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
  const { code, ahead } = decided
  if (ahead !== undefined) return { status: 'refused', code, ahead }
  return decision === undefined ? { status: 'refused', code } : { status: 'refused', code, decision }
}
