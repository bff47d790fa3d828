/**
 * A registry of the records that one command is about, read from a store's rows: the same answers as the whole registry.
 *
 *     let scope = scopeOf(command)
 *     // load `scope` into `rows`; then, until `widen` gives nothing:
 *     scope = widen(command, rows)
 *     const opened = openNeighbourhood(rules, rows)
 *     const outcome = execute(opened.value, command)
 *     // write changesOf(outcome), each row only if its version is still the one that was read
 *
 * @module demerit/store
 */

export type { StoreCommand } from '../registry/commands/index.ts'
export { parseStoreCommand } from '../registry/commands/read-command.ts'
export type {
  AcceptedCommand,
  CommandReport,
  FoundRows,
  LostRace,
  NewAnswer,
  Save,
  SavedAnswer,
  StoreAdapter,
  StoredEvent,
  StoreOutcome,
  WantedRows,
} from './adapter.ts'
export { changesOf, changesSince, type RowChange, recordsOf, type StoredRecord } from './changes.ts'
export { openNeighbourhood } from './neighbourhood.ts'
export type { Row, Rows } from './read-rows.ts'
export type { DriverRow, EntryRow, LedgerRow, PartyRow, VehicleRow, ViolationRow } from './rows.ts'
export { type Scope, scopeOf, widen, widenAll } from './scope.ts'
export { type RecordStore, type StoreOnOptions, storeOn } from './store-on.ts'
