/**
 * A registry in any database that has transactions: `storeOn` judges commands on the records that they are about, an adapter loads and
 * saves these as rows.
 *
 * @module demerit/store
 */

export type { StoreCommand } from '../registry/commands/index.ts'
export { parseStoreCommand } from '../registry/commands/read-command.ts'
export type {
  AcceptedCommand,
  CommandReport,
  EnteredEvent,
  EventBody,
  FoundRows,
  LostRace,
  NewAnswer,
  NumberedEvent,
  Save,
  SavedAnswer,
  SavedCorrection,
  StoreAdapter,
  StoreCorrectionOutcome,
  StoredCorrection,
  StoredEvent,
  StoreOutcome,
  WantedEvents,
  WantedRows,
} from './adapter.ts'
export { type GoneChange, type RowChange, recordsOf, type StoredRecord } from './changes.ts'
export type { IdKind, IdParsers } from './ids.ts'
export type { GoneRow, Rows, StoredRow } from './read-rows.ts'
export type { DriverRow, EntryRow, LedgerRow, PartyRow, VehicleRow, ViolationRow } from './rows.ts'
export type { Scope } from './scope.ts'
export { type RecordStore, type StoreOnOptions, storeOn } from './store-on.ts'
