import { recordArgument } from '../input/assert.ts'
import { type Issue, type Path, report } from '../input/issue.ts'
import { has } from '../input/own.ts'
import { eachProperty } from '../input/properties.ts'
import { anything, optional, orNullReader, read, record, wholeReader } from '../input/read.ts'
import * as wanted from '../input/wanted.ts'
import type { Versions } from '../registry/state/nearby.ts'
import { emptyMap, type Identified, type PersistentMap, put } from '../registry/state/persistent-map.ts'
import type { RecordKind, Records } from '../registry/state/records.ts'
import type { State } from '../registry/state/state.ts'
import { keyOf, NO_RECORDS } from '../registry/state/subjects.ts'
import { type Instant, readInstant } from '../values/instant.ts'
import { ROW_READERS, type RowOf, recordFrom } from './rows.ts'

/** A row as a store keeps it, with the version that it has there, from 1. */
export interface StoredRow<R> {
  readonly version: number
  readonly record: R | GoneRow
}
/** The row of a record of which a correction left nothing: its clock, if it had one. */
export interface GoneRow {
  readonly gone: Instant | null
}

/** What was loaded, by kind and id; `null` for an id that was looked up and is absent. Ids that are not there were not looked up. */
export type Rows = { readonly [K in RecordKind]?: { readonly [id: string]: StoredRow<RowOf[K]> | null } }

type SentRow = StoredRow<RowOf[RecordKind]> | null

/** Records by kind and id, and the version of each row that was looked up. */
export interface Neighbourhood {
  readonly records: Records
  readonly versions: Versions
  /** The clocks of records that are gone. */
  readonly gone: State['gone']
}

/** Rows are outside values: each is read once, and a malformed one is an issue whose path names its kind, its id and the field. */
export function readRows(rows: Rows, issues: Issue[]): Neighbourhood {
  recordArgument('rows', rows, 'rows by kind')
  const records: Record<RecordKind, PersistentMap<Identified>> = { ...NO_RECORDS }
  const versions = { driver: new Map(), vehicle: new Map(), violation: new Map(), party: new Map() }
  let gone: State['gone'] = emptyMap()
  const { record: given } = read(BY_KIND, rows, [], issues)
  for (const kind of BY_KIND.names) {
    if (given[kind] === undefined) continue
    eachProperty(given[kind], [kind], issues, (id, row) => {
      const left = readGone(row, [kind, id], [])
      const found = row === null || left !== undefined ? undefined : readRow(kind, id, row, issues)
      versions[kind].set(id, (left ?? found)?.version ?? 0)
      if (found !== undefined) records[kind] = put(records[kind], found.record)
      if (left !== undefined) gone = withGone(gone, kind, id, left.record)
    })
  }
  return { records: records as unknown as Records, versions, gone }
}

/** The same of rows that a store wrote itself: they are taken as they are. */
export function trustRows(rows: Rows): Neighbourhood {
  const records: Record<RecordKind, PersistentMap<Identified>> = { ...NO_RECORDS }
  const versions = { driver: new Map(), vehicle: new Map(), violation: new Map(), party: new Map() }
  let gone: State['gone'] = emptyMap()
  for (const kind of BY_KIND.names) {
    for (const { 0: id, 1: row } of Object.entries(rows[kind] ?? {}) as readonly [string, SentRow][]) {
      versions[kind].set(id, row?.version ?? 0)
      if (row === null) continue
      if (has(row.record, 'gone')) gone = withGone(gone, kind, id, row.record as GoneRow)
      else records[kind] = put<Identified>(records[kind], recordFrom(kind, row.record as RowOf[RecordKind]))
    }
  }
  return { records: records as unknown as Records, versions, gone }
}

function withGone(gone: State['gone'], kind: RecordKind, id: string, { gone: last }: GoneRow): State['gone'] {
  return last === null ? gone : put(gone, { id: keyOf({ kind, id }), last })
}
const goneRow = record(() => ({ gone: orNullReader(readInstant) }))
const readGone = record(() => ({ version: wholeReader(Number.MAX_SAFE_INTEGER), record: goneRow }))

const rowsOfKind = optional(anything)
const BY_KIND = record(() => ({
  driver: rowsOfKind,
  vehicle: rowsOfKind,
  violation: rowsOfKind,
  party: rowsOfKind,
}))

function readRow(kind: RecordKind, id: string, input: unknown, issues: Issue[]) {
  const path: Path = [kind, id]
  const row = ROW_READERS[kind](input, path, issues)
  if (row === undefined) return undefined
  if (row.version === 0)
    report(issues, 'out-of-range', [...path, 'version'], wanted.whole({ from: 1, to: Number.MAX_SAFE_INTEGER }), 0)
  if (row.record.id !== id)
    report(issues, 'not-reproduced', [...path, 'record', 'id'], wanted.exactly(id), row.record.id)
  return row
}
