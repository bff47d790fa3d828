/**
 * A registry in PostgreSQL 登记库: drivers and vehicles in tables, several processes that write, caps that hold.
 *
 * @module demerit/postgres
 */
export type { StoreCommand } from '../registry/commands/index.ts'
export { parseStoreCommand } from '../registry/commands/read-command.ts'
export type { Query } from './query.ts'
export {
  postgresStore,
  type Store,
  type StoredEvent,
  type StoreOptions,
  type StoreOutcome,
} from './store.ts'
export type { StoreDifference, Verified } from './verify.ts'
