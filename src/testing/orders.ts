import type { Command } from '../registry/commands/index.ts'
import { execute } from '../registry/execute.ts'
import type { Registry } from '../registry/registry.ts'
import { recordsOf } from '../store/index.ts'
import { type Answer, agrees, asGiven } from './adapter.ts'

/** A command, and what the system answered. */
export interface Answered {
  readonly command: Command
  readonly answer: Answer
}

/** Executions of a command that the search of one round may take. */
const MOST_STEPS = 20_000

/** Whether an order of the commands explains what a system answered; `undecided` if the search took too many steps. */
type Explained = 'explained' | 'unexplained' | 'undecided'

interface Search {
  readonly holds: (registry: Registry) => boolean
  /** What was left in which state, where no order of it was found. */
  readonly failed: Set<string>
  steps: number
}

/**
 * Looks for an order of the commands in which the library gives the very answers the system gave, and ends with a
 * registry that `holds`. A refusal changes nothing, so that one that is right now is taken at once and no order is lost; and
 * what is left is tried from one state once.
 */
export function explained(
  registry: Registry,
  answered: readonly Answered[],
  holds: (registry: Registry) => boolean,
): Explained {
  const search: Search = { holds, failed: new Set(), steps: 0 }
  const numbered = answered.map((each, number) => ({ ...each, number }))
  const found = hasOrder(search, registry, numbered)
  return found ? 'explained' : search.steps > MOST_STEPS ? 'undecided' : 'unexplained'
}

interface Numbered extends Answered {
  readonly number: number
}

function hasOrder(search: Search, registry: Registry, answered: readonly Numbered[]): boolean {
  const left: Numbered[] = []
  const next: { readonly each: Numbered; readonly registry: Registry }[] = []
  for (const each of answered) {
    search.steps++
    const outcome = execute(registry, asGiven(each.command, each.answer))
    const isRight = agrees(outcome, each.answer)
    if (isRight && outcome.status !== 'accepted') continue
    left.push(each)
    if (isRight) next.push({ each, registry: outcome.registry })
  }
  if (left.length === 0) return search.holds(registry)
  if (next.length === 0 || search.steps > MOST_STEPS) return false
  const state = JSON.stringify([left.map(({ number }) => number), recordsOf(registry)])
  if (search.failed.has(state)) return false
  const isFound = next.some(({ each, registry: after }) => {
    const rest = left.filter((other) => other !== each)
    return hasOrder(search, after, rest)
  })
  if (!isFound) search.failed.add(state)
  return isFound
}
