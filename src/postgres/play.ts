import type { Command } from '../registry/commands/index.ts'
import { execute, type Outcome } from '../registry/execute.ts'
import { stepsOf } from '../registry/points/points-steps.ts'
import type { Registry } from '../registry/registry.ts'
import { changedSince } from '../store/changes.ts'
import { changesSince, type Rows, type Scope, scopeOf, widenAll } from '../store/index.ts'
import { load, loadSql, union } from './load.ts'
import type { Query } from './query.ts'
import { collector, type Writes } from './rows.ts'

/** What became of a command, without the registry that it left. */
export type Played<O extends Outcome = Outcome> = O extends Outcome ? Omit<O, 'registry'> : never

/** Plays commands, with their own `at`, on what the tables of a schema hold of their neighbourhood. Nothing is written. */
export async function playOn(
  query: Query,
  schema: string,
  open: (rows: Rows) => Registry,
  commands: readonly Command[],
): Promise<{ readonly outcomes: readonly Played[]; readonly writes: Writes }> {
  const types = [...new Set(commands.map(({ type }) => type).filter((type) => type !== undefined))]
  const loadOf = async (scope: Scope) => (await load(query, loadSql(schema, types, scope, []), scope)).rows
  const scope = union(commands.map(scopeOf))
  let rows = await loadOf(scope)
  const wider = widenAll(commands, rows)
  if (wider !== undefined) rows = await loadOf(union([scope, wider]))
  return play(open(rows), commands, execute)
}

/** Decides commands one after another on one neighbourhood, and collects what the accepted ones write. */
export function play(
  first: Registry,
  commands: readonly Command[],
  decide: (registry: Registry, command: Command) => Outcome,
): { readonly outcomes: readonly Played[]; readonly writes: Writes } {
  const { add, writes } = collector()
  let registry = first
  const outcomes = commands.map((command) => {
    const { registry: after, ...outcome } = decide(registry, command)
    if (outcome.status === 'accepted') {
      add(outcome.event, changedSince(registry, after), (driver, day) => stepsOf(after, driver, day))
      registry = after
    }
    return outcome
  })
  return { outcomes, writes: writes(changesSince(first, registry)) }
}
