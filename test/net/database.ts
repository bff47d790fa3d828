/** The queries of the net on PostgreSQL in this process. */
import { PGlite } from '@electric-sql/pglite'
import type { SqlQuery } from './answers.ts'

/** The rows of each query by its name, in an order of their own. */
export async function sqlAnswers(asked: {
  readonly setUp: readonly string[]
  readonly queries: readonly SqlQuery[]
}): Promise<Readonly<Record<string, unknown>>> {
  const db = await PGlite.create()
  for (const statement of asked.setUp) await db.exec(statement)
  const found: [string, unknown][] = []
  for (const { name, sql } of asked.queries) {
    const { rows } = await db.query<Readonly<Record<string, unknown>>>(sql)
    found.push([
      name,
      // What no answer at bf04ee7 had is left out.
      rows
        .map(({ uncertain: _, ...row }) =>
          JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
        )
        .sort(),
    ])
  }
  await db.close()
  return Object.fromEntries(found)
}
