import { has } from '../../input/own.ts'
import type { Rules } from '../../law/rule-sets/rule-book.ts'
import type { Command, CommandType } from '../../registry/commands/index.ts'
import { execute, type Outcome } from '../../registry/execute.ts'
import { openRegistry, type Registry } from '../../registry/registry.ts'
import { canonicalKey } from './canonical.ts'
import { brokenRestrictions, factsOf, type Goal, isReached, nextOf, restrictionsOf } from './goal.ts'
import { type Menu, MOST_TURNS, menuOf } from './menu.ts'
import type { WholeSearchScope } from './scope.ts'
import { shownIn } from './structure.ts'

/** How far to go before giving up, and an observer of the search. */
export interface Budget {
  /** Most states kept; 200,000 unless given. */
  readonly states?: number
  readonly observer?: Observer
}

/** Is told of everything that the search looks at: to count, or to compare each decision with another system's. */
export interface Observer {
  /** A state seen for the first time, on day number `day`, from 0. */
  state?(registry: Registry, day: number): void
  /** A command tried in the last state told, and its outcome by the rules, before any restriction of the goal. */
  tried?(registry: Registry, command: Command, outcome: Outcome): void
}

/** The result of a search. */
export interface Searched {
  readonly end: 'found' | 'exhausted' | 'budget' | 'inconsistent'
  /** The way to what was found. */
  readonly found: Way | null
  readonly states: number
  readonly decisions: number
  /** Commands accepted, by type: a scope in which nothing can happen shows nothing. */
  readonly accepted: Readonly<Partial<Record<CommandType, number>>>
  /** Commands that each restriction of the goal barred. */
  readonly barred: readonly number[]
  readonly depth: number
  /** Ways to some of the states, for the check of names. */
  readonly sample: readonly Way[]
}

/** How a state came about. */
export interface Way {
  readonly setUp: readonly Command[]
  readonly steps: readonly Command[]
  readonly day: number
}

/** What is known of a state whose turn has not come. */
interface Open<M> {
  readonly node: number
  readonly registry: Registry
  readonly memory: M
  readonly day: number
  /** How many commands were given on that day, and how many violations are on record. */
  readonly turn: number
  readonly recorded: number
}

const MOST_STATES = 200_000
/** The sample holds every state up to this number, and four in each doubling after it. */
const SAMPLED = 64

/**
 * Breadth first over everything that can be brought about by commands: level n holds what takes n commands. A day may
 * pass between two commands and counts as no step. States alike but for names are one. Every command of the menu is
 * tried in every state, by `execute`.
 */
export function search<M>(rules: Rules, scope: WholeSearchScope, goal: Goal<M>, budget: Budget = {}): Searched {
  const { states: most = MOST_STATES, observer } = budget
  const menu = menuOf(rules, scope)
  const shown = shownIn(rules, scope, goal, menu)
  const states = statesOf<M>(menu, (registry, memory, day) => canonicalKey(shown(registry, factsOf(goal, memory), day)))
  // Without a prototype: nothing was accepted before the search.
  const accepted: Partial<Record<CommandType, number>> = Object.create(null)
  const barred = restrictionsOf(goal).map(() => 0)
  let decisions = 0
  let depth = 0

  const ended = (end: Searched['end'], found: Way | null = null): Searched => {
    return { end, found, states: states.count(), decisions, accepted, barred, depth, sample: states.sample }
  }
  /** Executes a command in a state: the state that comes of it, if it is a new one; or how the search ends. */
  const tried = (open: Open<M>, command: Command): Open<M> | Searched | undefined => {
    const { node, day } = open
    const outcome = execute(open.registry, command)
    decisions++
    observer?.tried?.(open.registry, command, outcome)
    if (outcome.status !== 'accepted') return undefined
    const { registry } = outcome
    const memory = nextOf(goal, open.memory, outcome.event, open.registry)
    const broken = brokenRestrictions(goal, memory)
    if (broken.length > 0) {
      for (const index of broken) barred[index] = (barred[index] as number) + 1
      // A state that was kept before broke nothing then: the memory knows what its facts do not say.
      return states.has(registry, memory, day) ? ended('inconsistent') : undefined
    }
    accepted[command.type] = (accepted[command.type] ?? 0) + 1
    if (isReached(goal, memory, registry)) {
      depth++
      // The goal was not reached in a state that was seen before: it sees what its key does not say.
      if (states.has(registry, memory, day)) return ended('inconsistent')
      const { setUp, steps } = states.wayTo(node)
      return ended('found', { setUp, steps: [...steps, command], day })
    }
    const known = states.keep(registry, memory, day, node, command)
    if (known === undefined) return undefined
    if (states.count() > most) return ended('budget')
    const more = command.type === 'recordViolation' ? 1 : 0
    return { node: known, registry, memory, day, turn: open.turn + 1, recorded: open.recorded + more }
  }

  let level: Open<M>[] = []
  for (let start = 0; start < menu.starts.length; start++) {
    const registry = enrolled(rules, menu, start)
    if (isReached(goal, goal.init, registry)) {
      return ended('found', { setUp: menu.starts[start] as readonly Command[], steps: [], day: 0 })
    }
    const node = states.keep(registry, goal.init, 0, -1 - start, null)
    if (node !== undefined) level.push({ node, registry, memory: goal.init, day: 0, turn: 0, recorded: 0 })
  }
  while (level.length > 0) {
    // A day that passes is no step: what can be reached by waiting belongs to the same level.
    for (let index = 0; index < level.length; index++) {
      const { node, registry, memory, day, recorded } = level[index] as Open<M>
      if (day + 1 >= scope.days) continue
      const later = states.keep(registry, memory, day + 1, node, null)
      if (later !== undefined) level.push({ node: later, registry, memory, day: day + 1, turn: 0, recorded })
    }
    const next: Open<M>[] = []
    for (let index = 0; index < level.length; index++) {
      const open = level[index] as Open<M>
      // Its turn has come: nothing else will ask for it, and the registry may go.
      level[index] = undefined as unknown as Open<M>
      observer?.state?.(open.registry, open.day)
      if (open.turn >= MOST_TURNS) return ended('budget')
      for (const command of menu.on(open.day, open.turn, open.recorded)) {
        const found = tried(open, command)
        if (found === undefined) continue
        if (has(found, 'end')) return found
        next.push(found)
      }
    }
    level = next
    if (level.length > 0) depth++
  }
  return ended('exhausted')
}

/** The states seen so far, each once, and how each came about. */
interface States<M> {
  /** Keeps a state unless it is known; gives its number. */
  readonly keep: (
    registry: Registry,
    memory: M,
    day: number,
    parent: number,
    command: Command | null,
  ) => number | undefined
  readonly has: (registry: Registry, memory: M, day: number) => boolean
  readonly count: () => number
  readonly wayTo: (node: number) => Pick<Way, 'setUp' | 'steps'>
  readonly sample: readonly Way[]
}

function statesOf<M>(menu: Menu, keyOf: (registry: Registry, memory: M, day: number) => string): States<M> {
  const seen = new Set<string>()
  const parents: number[] = []
  const commands: (Command | null)[] = []
  const sample: Way[] = []
  const wayTo = (node: number): Pick<Way, 'setUp' | 'steps'> => {
    const steps: Command[] = []
    let at = node
    for (; (parents[at] as number) >= 0; at = parents[at] as number) {
      const command = commands[at]
      if (command) steps.unshift(command)
    }
    return { setUp: menu.starts[-1 - (parents[at] as number)] as readonly Command[], steps }
  }
  return {
    sample,
    wayTo,
    count: () => seen.size,
    has: (registry, memory, day) => seen.has(keyOf(registry, memory, day)),
    keep(registry, memory, day, parent, command) {
      const key = keyOf(registry, memory, day)
      if (seen.has(key)) return undefined
      seen.add(key)
      parents.push(parent)
      commands.push(command)
      const node = parents.length - 1
      if (node < SAMPLED || isPowerish(node)) sample.push({ ...wayTo(node), day })
      return node
    },
  }
}

/** A registry in which nothing has happened but the enrolments. */
export function enrolled(rules: Rules, menu: Menu, start: number): Registry {
  let registry = openRegistry(rules)
  for (const command of menu.starts[start] as readonly Command[]) registry = execute(registry, command).registry
  return registry
}

/** 64, 80, 96, 112, 128, 160, 192, …: four in each doubling. */
function isPowerish(number: number): boolean {
  const step = 2 ** (Math.floor(Math.log2(number)) - 2)
  return number % step === 0
}
