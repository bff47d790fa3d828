import { own, times } from '../../input/own.ts'
import type { Rules } from '../../law/rule-sets/rule-book.ts'
import type { Command } from '../../registry/commands/index.ts'
import { execute } from '../../registry/execute.ts'
import { openRegistry, type Registry } from '../../registry/registry.ts'
import { brokenRestrictions, type Goal, nextOf } from './goal.ts'
import type { Menu } from './menu.ts'
import type { WholeSearchScope } from './scope.ts'

/** Another name for each name; names that are not in it stay. */
type Renaming = ReadonlyMap<string, string>

/** A registry that commands brought about, and what a goal remembers of it. */
interface Reached<M> {
  readonly registry: Registry
  readonly memory: M
  /** Whether every command was accepted, and none broke a restriction. */
  readonly whole: boolean
}

/** An endless row of renamings within the kinds, the same every time; pinned names keep to themselves. */
export function* renamings(menu: Menu, { pinned }: WholeSearchScope): Generator<Renaming, never> {
  let seed = 0x2545f491
  const below = (count: number): number => {
    seed = Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) + 0x297a2d39
    return (seed >>> 8) % count
  }
  for (;;) {
    const names = new Map<string, string>()
    for (const kind of [menu.drivers, menu.vehicles, menu.violations]) {
      const free = kind.filter((name) => !pinned.includes(name))
      const left = [...free]
      for (const name of free) names.set(name, left.splice(below(left.length), 1)[0] as string)
    }
    yield names
  }
}

/** Where there are no more renamings than this, all of them are tried on each state. */
const FEW = 48
/** If there are more: how many swaps of two names, and how many random renamings. */
const SWAPS = 40
const RANDOM = 8

/**
 * The renamings to try on one state after another: all of them, that of nothing included, where they are few. Else swaps
 * of two names of one kind, all where there are at most 40 and otherwise 40 in turn, and random ones. The same every time.
 */
export function* renamingsTried(menu: Menu, scope: WholeSearchScope): Generator<readonly Renaming[], never> {
  const kinds = [menu.drivers, menu.vehicles, menu.violations].map((kind) =>
    kind.filter((name) => !scope.pinned.includes(name)),
  )
  const count = kinds.reduce((product, names) => names.reduce((so, _, index) => so * (index + 1), product), 1)
  if (count <= FEW) {
    const all = everyRenaming(kinds)
    for (;;) yield all
  }
  const swaps = kinds.flatMap((names) =>
    names.flatMap((one, index) => names.slice(index + 1).map((other) => renaming([one, other], [other, one]))),
  )
  const random = renamings(menu, scope)
  for (let next = 0; ; next += SWAPS) {
    const some = times(Math.min(SWAPS, swaps.length), (index) => swaps[(next + index) % swaps.length] as Renaming)
    yield [...some, ...times(RANDOM, () => random.next().value)]
  }
}

function everyRenaming(kinds: readonly (readonly string[])[]): readonly Renaming[] {
  return kinds.reduce<readonly Renaming[]>(
    (some, names) =>
      some.flatMap((known) => orders(names).map((order) => new Map([...known, ...renaming(names, order)]))),
    [new Map()],
  )
}

/** Some names in every order. */
function orders(names: readonly string[]): readonly (readonly string[])[] {
  if (names.length === 0) return [[]]
  return names.flatMap((first) => orders(names.filter((name) => name !== first)).map((rest) => [first, ...rest]))
}

function renaming(names: readonly string[], others: readonly string[]): Renaming {
  return new Map(names.map((name, index) => [name, others[index] as string]))
}

/** A command about others of the same kind. */
export function renamed(command: Command, renaming: Renaming): Command {
  const copy: Record<string, unknown> = own<object>(command) as Record<string, unknown>
  for (const field of ['id', 'driver', 'vehicle', 'violation']) {
    const name = copy[field]
    if (typeof name === 'string') copy[field] = renaming.get(name) ?? name
  }
  for (const field of ['owner', 'to']) {
    const owner = copy[field] as { readonly kind: string; readonly id: string } | undefined
    if (owner !== undefined) copy[field] = { ...owner, id: renaming.get(owner.id) ?? owner.id }
  }
  return copy as unknown as Command
}

/** What commands bring about from nothing, by `execute` alone. */
export function reachedBy<M>(rules: Rules, commands: readonly Command[], goal: Goal<M>): Reached<M> {
  let registry = openRegistry(rules)
  let memory = goal.init
  let whole = true
  for (const command of commands) {
    const outcome = execute(registry, command)
    if (outcome.status !== 'accepted') whole = false
    else if (command.type !== 'enrolDriver' && command.type !== 'enrolVehicle') {
      memory = nextOf(goal, memory, outcome.event, registry)
      if (brokenRestrictions(goal, memory).length > 0) whole = false
    }
    registry = outcome.registry
  }
  return { registry, memory, whole }
}
