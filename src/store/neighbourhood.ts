import type { Issue } from '../input/issue.ts'
import { err, ok, type Parsed } from '../input/result.ts'
import type { RuleBook } from '../law/rule-sets/rule-book.ts'
import type { RuleSet } from '../law/rule-sets/rule-set.ts'
import { openRegistry, type Registry, type RegistryOptions, seal, stateOf } from '../registry/registry.ts'
import { forEach, get, put } from '../registry/state/persistent-map.ts'
import type { Records } from '../registry/state/records.ts'
import { vehicleRecord } from '../registry/state/records.ts'
import { findContradictions } from './contradictions.ts'
import { type Neighbourhood, type Rows, readRows } from './read-rows.ts'

/**
 * A registry of the rows that were loaded: commands and questions about them are answered as by the whole registry. Rows are
 * outside values: each is read, and a malformed one is an issue whose path names its kind, its id and the field.
 *
 * What is asked of records that were not loaded throws a `RangeError` naming one. There is no history before the first
 * command: rows cannot be judged again.
 *
 * @throws TypeError if `rules` are not made by this copy of the library, or for an unknown option; RangeError if the calendar
 * is malformed.
 */
export function openNeighbourhood(
  rules: RuleSet | RuleBook,
  rows: Rows,
  options: RegistryOptions = {},
): Parsed<Registry> {
  const empty = openRegistry(rules, options)
  const issues: Issue[] = []
  const found = readRows(rows, issues)
  if (issues.length === 0) findContradictions(found.records, found.versions, issues)
  return issues.length > 0 ? err(issues) : ok(registryOf(empty, found))
}

/** A registry of records that were read, under the law of an empty one. */
export function registryOf(empty: Registry, { records, versions }: Neighbourhood): Registry {
  return seal({ ...stateOf(empty), ...linked(records), nearby: { versions, changed: null } })
}

/** The records with the index that queries go by, as far as it is loaded. */
function linked({ driver, vehicle, violation, party }: Records): Records {
  let vehicles = vehicle
  forEach(violation, ({ id, vehicle: its }) => {
    const found = get(vehicles, its)
    if (found === undefined) return
    const next = vehicleRecord(found)
    next.violations = { id, before: found.violations }
    vehicles = put(vehicles, next)
  })
  return { driver, vehicle: vehicles, violation, party }
}
