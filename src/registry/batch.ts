import { callbackArgument, iterableArgument, wholeArgument } from '../input/assert.ts'
import type { Issue } from '../input/issue.ts'
import { ownOptions } from '../input/options.ts'
import { decideCommand } from './commands/decide-command.ts'
import type { Command } from './commands/index.ts'
import { readCommand } from './commands/read-command.ts'
import { type BatchOutcome, outcomeOf } from './execute.ts'
import { type Registry, seal, stateOf } from './registry.ts'
import { evolve } from './state/evolve.ts'
import { editToken } from './state/persistent-map.ts'

/** What became of a batch of commands. */
export interface Batch {
  /** The registry after all accepted commands; the very one handed in when none was. */
  readonly registry: Registry
  /** One outcome a command, in order. */
  readonly outcomes: readonly BatchOutcome[]
}

/** Callbacks of a batch while it runs. */
export interface BatchOptions {
  /** Called after every `every` commands and at the end, with how many are done. */
  readonly onProgress?: (done: number) => void
  /** 10,000 unless given. */
  readonly every?: number
  /** Called with each outcome instead of keeping it: for batches too long to hold. `outcomes` is then empty. */
  readonly onOutcome?: (outcome: BatchOutcome, index: number) => void
}

const BATCH_OPTIONS = ['onProgress', 'every', 'onOutcome'] as const

/**
 * Executes commands in order, each on what the one before left, with one new registry at the end: the same outcomes as
 * one by one, at batch speed. A refused or invalid command changes nothing and stops nothing.
 *
 * @throws TypeError when `registry` is not genuine, `commands` are not iterable, or an option is invalid; whatever the iterable
 * or a callback throws. Nothing is changed then.
 *
 * @example
 * ```ts
 * import { executeAll, openRegistry } from 'demerit'
 * import { cn } from 'demerit/rules'
 * const at = '2025-03-03T15:00:00+08:00'
 * const bind = { type: 'bind', driver: 'd', vehicle: 'v', channel: 'app', ownerConsent: 'qr', at } as const
 * executeAll(openRegistry(cn), [bind]).outcomes.map((each) => 'code' in each && each.code) // [ 'unknown-driver' ]
 * ```
 */
export function executeAll(registry: Registry, commands: Iterable<Command>, options: BatchOptions = {}): Batch {
  const { onProgress, onOutcome, every = 10_000 } = ownOptions('executeAll(options)', options, BATCH_OPTIONS)
  let state = stateOf(registry)
  iterableArgument('executeAll(commands)', commands)
  wholeArgument('executeAll(options.every)', every, 1, Number.MAX_SAFE_INTEGER)
  callbackArgument('executeAll(options.onProgress)', onProgress)
  callbackArgument('executeAll(options.onOutcome)', onOutcome)
  const before = state
  const token = editToken()
  const outcomes: BatchOutcome[] = []
  let done = 0
  for (const command of commands) {
    const issues: Issue[] = []
    const read = readCommand(command, issues)
    const decided = read === undefined ? undefined : decideCommand(state, read.type, read.input)
    if (decided?.event !== undefined) state = evolve(state, decided, token)
    const outcome: BatchOutcome = Object.freeze(outcomeOf(decided, issues))
    if (onOutcome === undefined) outcomes.push(outcome)
    else onOutcome(outcome, done)
    done++
    if (onProgress !== undefined && done % every === 0) onProgress(done)
  }
  if (onProgress !== undefined && done % every !== 0) onProgress(done)
  return Object.freeze({ registry: state === before ? registry : seal(state), outcomes: Object.freeze(outcomes) })
}
