import { mistyped } from '../input/assert.ts'
import { isArray } from '../input/issue.ts'
import type { Grammar } from './dialects.ts'

/** A table or view by name, a name in a schema, or a query. */
export type TableRef = string | readonly [schema: string, name: string] | { readonly sql: string }

/**
 * A relation as it stands behind FROM: a name, or a query in parentheses, without the semicolon that ends it.
 *
 * @throws TypeError when it is not one.
 */
export function relationSql(argument: string, relation: unknown, grammar: Grammar): string {
  if (typeof relation === 'string' && relation !== '') return grammar.name(relation)
  if (isArray(relation) && relation.length === 2 && relation.every((part) => typeof part === 'string' && part !== '')) {
    return relation.map((part) => grammar.name(part as string)).join('.')
  }
  const sql =
    typeof relation === 'object' && relation !== null && Object.hasOwn(relation, 'sql')
      ? (relation as { sql: unknown }).sql
      : undefined
  const query = typeof sql === 'string' ? unended(sql) : ''
  if (query !== '') return `(${query}\n)`
  throw mistyped(argument, relation, 'the name of a table, [schema, name] or { sql }')
}

function unended(sql: string): string {
  let text = sql.trimEnd()
  while (text.endsWith(';')) text = text.slice(0, -1).trimEnd()
  return text
}
