import { mistaken, recordArgument } from '../input/assert.ts'
import { TABLE_NAMES, TABLES, type TableName } from '../tables/tables.ts'
import type { Grammar } from './dialects.ts'
import { relationSql, type TableRef } from './table-ref.ts'

/**
 * The relations in which drivers, vehicles, their owners, violations, bindings, handlings and points lie: those of the store by their
 * own names, unless named here. A relation of other columns is brought into shape by `{ sql: 'SELECT … AS …' }`.
 */
export type TableRefs = { readonly [N in TableName]?: TableRef | undefined }

/**
 * The tables of a schema, all by their own names: those that `demerit/postgres` keeps lie in the schema `demerit` unless it was told another.
 *
 * @throws RangeError when `schema` is not a name.
 */
export function tablesIn(schema: string): TableRefs {
  if (typeof schema !== 'string' || schema === '') throw mistaken('tablesIn(schema)', schema, 'the name of a schema')
  return Object.freeze(Object.fromEntries(TABLE_NAMES.map((name) => [name, Object.freeze([schema, name] as const)])))
}

/** The relations by name, each as it stands behind FROM. */
export type Relations = { readonly [N in TableName]: string }

/**
 * Reads which relations are meant.
 *
 * @throws RangeError for a table that there is not; TypeError when a relation is not one.
 */
export function relationsOf(call: string, tables: TableRefs | undefined, grammar: Grammar): Relations {
  if (tables !== undefined) {
    recordArgument(`${call}(tables)`, tables, 'a record of relations by table')
    for (const name of Object.keys(tables)) {
      if (TABLE_NAMES.some((each) => each === name)) continue
      throw mistaken(`${call}(tables)`, name, `one of ${TABLE_NAMES.join(', ')}`)
    }
  }
  const entries = TABLE_NAMES.map((name) => {
    const given = tables !== undefined && Object.hasOwn(tables, name) ? tables[name] : undefined
    return [name, relationSql(`${call}(tables.${name})`, given ?? name, grammar)] as const
  })
  return Object.fromEntries(entries) as Relations
}

/** The columns of a table under its short name, as `b."at"`. */
export function columnsOf(table: TableName, alias: string, grammar: Grammar): (column: string) => string {
  return (column) => {
    if (Object.hasOwn(TABLES[table].columns, column)) return `${alias}.${grammar.name(column)}`
    throw new RangeError(`sql: the table ${table} has no column ${column}`)
  }
}
