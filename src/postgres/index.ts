/**
 * A registry in PostgreSQL 登记库: drivers and vehicles in tables, several processes that write, caps that hold.
 *
 * @module demerit/postgres
 */
export type { StoreCommand } from '../registry/commands/index.ts'
export { parseStoreCommand } from '../registry/commands/read-command.ts'
export type { HistoryOf } from '../registry/queries/history.ts'
export type { CommandReport, StoredEvent, StoreOutcome } from '../store/adapter.ts'
export type { IdKind, IdParsers } from '../store/ids.ts'
export type { OpenViolationsPage } from './open-violations.ts'
export type { Query } from './query.ts'
export { schemaSql } from './schema.ts'
export { type ImportProgress, postgresStore, type Store, type StoreOptions } from './store.ts'
export type { StoreDifference, Verified, VerifyOptions } from './verify.ts'
