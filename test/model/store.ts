import { type Command, execute, type Outcome, openRegistry, type Registry } from '../../src/index.ts'
import type { RuleBook, RuleSet } from '../../src/law/index.ts'
import { type Rows, recordsOf, type Scope, type StoredRecord } from '../../src/store/index.ts'
import { changesOf, openNeighbourhood, scopeOf, widen } from '../support/neighbourhood.ts'
import { same } from '../support/same.ts'

/** A store of rows as JSON text, with their versions: what a database would keep. */
export interface Store {
  readonly rows: Map<string, { readonly version: number; readonly text: string }>
}

const KINDS = ['driver', 'vehicle', 'violation', 'party'] as const

/** Looks the ids up, beside what was loaded before. */
export function load({ rows }: Store, scope: Scope, before: Rows = {}): Rows {
  const tables = KINDS.map((kind) => {
    const found = scope[kind].map((id) => {
      const row = rows.get(`${kind} ${id}`)
      return [id, row === undefined ? null : { version: row.version, record: JSON.parse(row.text) }] as const
    })
    return [kind, Object.fromEntries([...Object.entries(before[kind] ?? {}), ...found])] as const
  })
  return JSON.parse(JSON.stringify(Object.fromEntries(tables)))
}

/** Loads a command's neighbourhood in at most two rounds, as a store does. */
export function nearbyOf(store: Store, command: Command): Rows {
  let rows = load(store, scopeOf(command))
  const more = widen(command, rows)
  if (more !== undefined) rows = load(store, more, rows)
  same(widen(command, rows), undefined)
  return rows
}

/**
 * Plays a history on a whole registry and, one neighbourhood at a time, on a store. After each command the two have
 * answered alike, and the store has the very records of the registry: nothing else was changed, and nothing less. Gives how many
 * commands were accepted, and adds each answer to those counted.
 */
export function besideStore(
  rules: RuleSet | RuleBook,
  history: readonly Command[],
  answers: Map<string, number> = new Map(),
): number {
  const store: Store = { rows: new Map() }
  let registry = openRegistry(rules)
  let accepted = 0
  for (const command of history) {
    const opened = openNeighbourhood(rules, nearbyOf(store, command))
    if (!opened.ok) throw new Error(JSON.stringify(opened.issues))
    const whole = execute(registry, command)
    const near = execute(opened.value, command)
    same(answerOf(near), answerOf(whole))
    const answer =
      near.status === 'accepted'
        ? `accepted ${command.type}`
        : near.status === 'refused'
          ? `refused ${near.code}`
          : near.status
    answers.set(answer, (answers.get(answer) ?? 0) + 1)
    const changes = changesOf(near)
    if (near.status !== 'accepted') {
      same(changes, [])
      continue
    }
    accepted++
    for (const { kind, id, version, record } of changes) {
      const key = `${kind} ${id}`
      same(version, store.rows.get(key)?.version ?? 0)
      store.rows.set(key, { version: version + 1, text: JSON.stringify(record) })
    }
    registry = whole.registry
    same(textsOf(registry), new Map([...store.rows].map(([key, { text }]) => [key, text] as const).sort(byKey)))
  }
  return accepted
}

/** All records of a registry as JSON text, by kind and id. */
export function textsOf(registry: Registry): ReadonlyMap<string, string> {
  return new Map(
    recordsOf(registry)
      .map(({ kind, id, record }: StoredRecord) => [`${kind} ${id}`, JSON.stringify(record)] as const)
      .sort(byKey),
  )
}

function byKey([one]: readonly [string, string], [other]: readonly [string, string]): number {
  return one < other ? -1 : 1
}

/** What both say of a command: all but the registry, and the event's place in a log. */
function answerOf(outcome: Outcome): object {
  const { registry: _registry, ...said } = outcome
  if (said.status !== 'accepted') return said
  const { seq: _seq, chain: _chain, ...event } = said.event
  return { ...said, event }
}
