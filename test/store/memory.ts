/** A store in memory: the least that an adapter can be. What is saved goes through JSON, as in a database. */
import type { EventBody, Save, SavedAnswer, StoreAdapter, StoredEvent } from '../../src/store/index.ts'

const KINDS = ['driver', 'vehicle', 'violation', 'party'] as const

export interface Memory extends StoreAdapter {
  readonly records: Map<string, string>
  readonly events: StoredEvent[]
  readonly answers: Map<string, string>
  /** What each event is about, by its position. */
  readonly about: Map<string, readonly string[]>
  /** Called in the middle of a save, before anything is kept: may throw. */
  halfway: () => void
}

export function memoryAdapter(): Memory {
  const memory: Memory = {
    records: new Map(),
    events: [],
    answers: new Map(),
    about: new Map(),
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
    histories: async ({ about, positions, entered, limit }) => {
      const placed = memory.events.map((event, index) => ({ seq: index + 1, place: event.place ?? index + 1, event }))
      const places = placed.flatMap(({ event, place }) => (positions.includes(event.position) ? [place] : []))
      return placed
        .filter(({ event, place }) => {
          if (event.correction !== undefined && event.correction === entered) return true
          if (positions.includes(event.position)) return true
          if (event.omittedBy !== undefined || event.type === 'history-corrected') return false
          const names = memory.about.get(event.position) ?? []
          return places.includes(place) || about.some((name) => names.includes(name))
        })
        .slice(0, limit)
    },
    save: async ({ changes, accepted, answers, correction }: Save) => {
      const versionOf = (name: string) => JSON.parse(memory.records.get(name) ?? '{"version":0}').version
      if (changes.some(({ kind, id, version }) => versionOf(`${kind} ${id}`) !== version)) return { lost: undefined }
      if (answers.some(({ key }) => memory.answers.has(key))) return { lost: undefined }
      const records = changes.map(({ kind, id, version, record }) => {
        return [`${kind} ${id}`, JSON.stringify({ version: version + 1, record })] as const
      })
      memory.halfway()
      for (const [name, row] of records) memory.records.set(name, row)
      const put = (event: EventBody, about: readonly string[], more: object = {}) => {
        const position = String(memory.events.length + 1)
        memory.events.push(JSON.parse(JSON.stringify({ ...event, ...more, position })))
        memory.about.set(position, about)
        return position
      }
      const positions = accepted.map(({ event, about }) => put(event, about))
      if (correction !== undefined) {
        const position = put(correction.event, [])
        positions.push(position)
        for (const seq of correction.omitted)
          Object.assign(memory.events[seq - 1] as StoredEvent, { omittedBy: position })
        for (const { event, about, place } of correction.entered)
          positions.push(put(event, about, { correction: position, ...(place !== null && { place }) }))
      }
      for (const { key, command, outcome, event } of answers) {
        const kept = event === null ? null : memory.events[Number(positions[event]) - 1]
        memory.answers.set(key, JSON.stringify({ command, outcome, event: kept }))
      }
      return positions
    },
  }
  return memory
}
