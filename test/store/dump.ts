/** Writes a schema of PostgreSQL as SQL text that makes it again: what a golden file is compared with, and made by. */
type Rows = (sql: string) => Promise<readonly Record<string, unknown>[]>

/** What the tables are: without it a golden file would hold only rows. Names of the schema itself are left out, as `$`. */
export async function schemaOf(rows: Rows, schema: string): Promise<readonly string[]> {
  const named = (sql: string) => sql.replaceAll(`"${schema}".`, '"$".').replaceAll(`${schema}.`, '$.')
  const texts = async (sql: string) => (await rows(sql)).map(({ text }) => named(String(text)))
  const inSchema = `n.nspname = '${schema}'`
  const tables = await texts(`
    SELECT format(E'CREATE TABLE $.%s (\\n  %s\\n)', c.relname, string_agg(format('%s %s', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod))
      || COALESCE(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '') || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END, E',\\n  ' ORDER BY a.attnum)) AS text
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE ${inSchema} AND c.relkind = 'r' GROUP BY c.relname ORDER BY c.relname`)
  const sequences = await texts(
    `SELECT format('CREATE SEQUENCE $.%s AS %s CACHE %s', sequencename, data_type, cache_size) AS text FROM pg_sequences WHERE schemaname = '${schema}' ORDER BY sequencename`,
  )
  const constraints = await texts(`
    SELECT format('ALTER TABLE $.%s ADD CONSTRAINT %s %s', c.relname, k.conname, pg_get_constraintdef(k.oid)) AS text
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${inSchema} AND k.contype IN ('p', 'u', 'c', 'f') ORDER BY k.contype = 'f', c.relname, k.conname`)
  const indexes = await texts(`
    SELECT pg_get_indexdef(i.indexrelid) AS text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${inSchema} AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u')) ORDER BY c.relname`)
  const functions = await texts(
    `SELECT pg_get_functiondef(p.oid) AS text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${inSchema} ORDER BY p.proname`,
  )
  const triggers = await texts(`
    SELECT pg_get_triggerdef(t.oid) AS text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${inSchema} AND NOT t.tgisinternal ORDER BY t.tgname`)
  return [...sequences, ...tables, ...constraints, ...indexes, ...functions.map((each) => each.trim()), ...triggers]
}

/** The rows of all tables, each as an INSERT, and where the sequences stand. */
export async function rowsOf(rows: Rows, schema: string): Promise<readonly string[]> {
  const found: string[] = []
  const columns = await rows(
    `SELECT table_name AS name, string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) AS names,
      string_agg(format('quote_nullable(%I::text)', column_name), ' || '', '' || ' ORDER BY ordinal_position) AS literals
     FROM information_schema.columns WHERE table_schema = '${schema}' GROUP BY table_name ORDER BY table_name`,
  )
  for (const { name, names, literals } of columns) {
    const values = await rows(`SELECT ${literals} AS text FROM ${schema}.${name} ORDER BY 1`)
    found.push(...values.map(({ text }) => `INSERT INTO $.${name} (${names}) VALUES (${text})`))
  }
  const sequences = await rows(
    `SELECT format('SELECT setval(''$.%s'', %s)', sequencename, last_value) AS text FROM pg_sequences WHERE schemaname = '${schema}' AND last_value IS NOT NULL`,
  )
  return [...found, ...sequences.map(({ text }) => String(text))]
}

/** One file: the tables without constraints, the rows, then all else, so that it runs from top to bottom. */
export async function dumpOf(rows: Rows, schema: string): Promise<string> {
  const all = await schemaOf(rows, schema)
  const isFirst = (sql: string) => sql.startsWith('CREATE SEQUENCE') || sql.startsWith('CREATE TABLE')
  const parts = [...all.filter(isFirst), ...(await rowsOf(rows, schema)), ...all.filter((sql) => !isFirst(sql))]
  return `CREATE SCHEMA $;\n${parts.map((sql) => `${sql};\n`).join('')}`
}

/** The SQL text of such a file for a schema: a name that was quoted is quoted, as in the text of a function. */
export function restoredInto(schema: string, dump: string): string {
  return dump
    .replaceAll('"$".', `"${schema}".`)
    .replaceAll('$.', `${schema}.`)
    .replace('CREATE SCHEMA $;', `CREATE SCHEMA ${schema};`)
}
