/** A store in memory: the least that an adapter can be. What is saved goes through JSON, as in a database. */
import type { Save, SavedAnswer, StoreAdapter, StoredEvent } from '../../src/store/index.ts'

const KINDS = ['driver', 'vehicle', 'violation', 'party'] as const

export interface Memory extends StoreAdapter {
  readonly records: Map<string, string>
  readonly events: StoredEvent[]
  readonly answers: Map<string, string>
  /** Called in the middle of a save, before anything is kept: may throw. */
  halfway: () => void
}

export function memoryAdapter(): Memory {
  const memory: Memory = {
    records: new Map(),
    events: [],
    answers: new Map(),
    halfway: () => {},
    load: async ({ scope, keys }) => {
      const table = (kind: string, ids: readonly string[]) =>
        Object.fromEntries(ids.map((id) => [id, JSON.parse(memory.records.get(`${kind} ${id}`) ?? 'null')]))
      const rows = Object.fromEntries(KINDS.map((kind) => [kind, table(kind, scope[kind])]))
      const answers = keys.flatMap((key) => {
        const text = memory.answers.get(key)
        return text === undefined ? [] : [[key, JSON.parse(text) as SavedAnswer] as const]
      })
      return { rows, answers: new Map(answers) }
    },
    save: async ({ changes, accepted, answers }: Save) => {
      const versionOf = (name: string) => JSON.parse(memory.records.get(name) ?? '{"version":0}').version
      if (changes.some(({ kind, id, version }) => versionOf(`${kind} ${id}`) !== version)) return { lost: undefined }
      if (answers.some(({ key }) => memory.answers.has(key))) return { lost: undefined }
      const records = changes.map(({ kind, id, version, record }) => {
        return [`${kind} ${id}`, JSON.stringify({ version: version + 1, record })] as const
      })
      memory.halfway()
      for (const [name, row] of records) memory.records.set(name, row)
      const positions = accepted.map(({ event }) => {
        const position = String(memory.events.length + 1)
        memory.events.push({ ...event, position })
        return position
      })
      for (const { key, command, outcome, event } of answers) {
        const kept = event === null ? null : memory.events.at(event - accepted.length)
        memory.answers.set(key, JSON.stringify({ command, outcome, event: kept }))
      }
      return positions
    },
  }
  return memory
}
