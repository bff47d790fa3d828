import type { ColumnKind } from './tables.ts'

/** The types of columns in PostgreSQL. */
export const POSTGRES_TYPES: { readonly [K in ColumnKind]: string } = {
  id: 'text',
  word: 'text',
  words: 'text[]',
  flag: 'boolean',
  count: 'integer',
  fen: 'bigint',
  instant: 'bigint',
  day: 'text',
  position: 'bigint',
}
