/** The pieces of which `storeOn` is made, one by one: what a command needs, a registry of rows, and what is to be written. */
import type { Issue } from '../../src/input/issue.ts'
import { err, ok, type Parsed } from '../../src/input/result.ts'
import type { RuleBook, RuleSet } from '../../src/law/index.ts'
import type { Command } from '../../src/registry/commands/index.ts'
import { readCommand } from '../../src/registry/commands/read-command.ts'
import type { Outcome } from '../../src/registry/execute.ts'
import { openRegistry, type Registry, seal, stateOf } from '../../src/registry/registry.ts'
import { changesSince, type RowChange } from '../../src/store/changes.ts'
import { findContradictions } from '../../src/store/contradictions.ts'
import { registryOf } from '../../src/store/neighbourhood.ts'
import { type Rows, readRows } from '../../src/store/read-rows.ts'
import * as scopes from '../../src/store/scope.ts'

const readOf = (command: Command) => readCommand(command, []) ?? []

/** What a command names itself; nothing if it is malformed. */
export function scopeOf(command: Command): scopes.Scope {
  return scopes.scopeOf([readOf(command)].flat())
}

/** What of that which a command leads to is not loaded. */
export function widen(command: Command, rows: Rows): scopes.Scope | undefined {
  return scopes.widen([readOf(command)].flat(), readRows(rows, []))
}

/** A registry of rows that are read with care. */
export function openNeighbourhood(rules: RuleSet | RuleBook, rows: Rows): Parsed<Registry> {
  const issues: Issue[] = []
  const found = readRows(rows, issues)
  if (issues.length === 0) findContradictions(found.records, found.versions, issues)
  return issues.length > 0 ? err(issues) : ok(registryOf(openRegistry(rules), found))
}

/** All that the commands of a neighbourhood changed up to an outcome. */
export function changesOf({ registry }: Outcome): readonly RowChange[] {
  const state = stateOf(registry)
  const nearby = state.nearby && { ...state.nearby, changed: null }
  return changesSince(seal({ ...state, nearby }), registry)
}
