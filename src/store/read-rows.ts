import { recordArgument } from '../input/assert.ts'
import { type Issue, type Path, report } from '../input/issue.ts'
import { eachProperty, type Reader, readRecord, readWholeRecord, type Shape } from '../input/read.ts'
import * as wanted from '../input/wanted.ts'
import type { RowKind, Versions } from '../registry/nearby.ts'
import { emptyMap, type Identified, type PersistentMap, put } from '../registry/persistent-map.ts'
import type { Records } from '../registry/records.ts'
import { wholeReader } from '../values/fen.ts'
import { ROW_READERS, type RowOf } from './rows.ts'

/** A row as a store keeps it, with the version that it has there, from 1. */
export interface Row<R> {
  readonly version: number
  readonly record: R
}

/** What was loaded, by kind and id; `null` for an id that was looked up and is absent. Ids that are not there were not looked up. */
export type Rows = { readonly [K in RowKind]?: { readonly [id: string]: Row<RowOf[K]> | null } }

/** Rows are outside values: each is read once, and a malformed one is an issue whose path names its kind, its id and the field. */
export function readRows(rows: Rows, issues: Issue[]): { readonly records: Records; readonly versions: Versions } {
  recordArgument('rows', rows, 'rows by kind')
  const versions = { driver: new Map(), vehicle: new Map(), violation: new Map(), party: new Map() }
  const tableOf =
    <R extends Identified>(kind: RowKind, reader: Reader<R>): Reader<PersistentMap<R>> =>
    (input, path, found) => {
      let records: PersistentMap<R> = emptyMap()
      eachProperty(input, path, found, (id, row) => {
        const read = row === null ? undefined : readRow(row, reader, id, [...path, id], found)
        versions[kind].set(id, read?.version ?? 0)
        if (read !== undefined) records = put(records, read.record)
      })
      return records
    }
  const shape: Shape<Records> = (take) => ({
    driver: take(tableOf('driver', ROW_READERS.driver)),
    vehicle: take(tableOf('vehicle', ROW_READERS.vehicle)),
    violation: take(tableOf('violation', ROW_READERS.violation)),
    party: take(tableOf('party', ROW_READERS.party)),
  })
  const { driver, vehicle, violation, party } = readRecord(rows, shape, [], issues)
  const records = {
    driver: driver ?? emptyMap(),
    vehicle: vehicle ?? emptyMap(),
    violation: violation ?? emptyMap(),
    party: party ?? emptyMap(),
  }
  return { records, versions }
}

const version: Reader<number> = /* @__PURE__ */ wholeReader(Number.MAX_SAFE_INTEGER)

function readRow<R extends Identified>(
  input: unknown,
  reader: Reader<R>,
  id: string,
  path: Path,
  issues: Issue[],
): Row<R> | undefined {
  const shape: Shape<Row<R>> = (take) => ({ version: take(version), record: take(reader) })
  const row = readWholeRecord(input, shape, path, issues)
  if (row === undefined) return undefined
  if (row.version === 0)
    report(issues, 'out-of-range', [...path, 'version'], wanted.whole({ from: 1, to: Number.MAX_SAFE_INTEGER }), 0)
  if (row.record.id !== id)
    report(issues, 'not-reproduced', [...path, 'record', 'id'], wanted.exactly(id), row.record.id)
  return row
}
