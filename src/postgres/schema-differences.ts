import { literal, quoted } from './query.ts'

/** What ends the text of a column that must not be null. */
export const NOT_NULL = ' NOT NULL'

/**
 * What differs beside rows in a schema (`f`) from one that was made a moment ago (`e`): a query that ends in its condition.
 */
export function schemaDifferencesSql(schema: string, made: string): string {
  return `WITH e AS (${partsSqlOf(made)}), f AS (${partsSqlOf(schema)})
SELECT name, id, kind, e.text AS expected, f.text AS found FROM e FULL JOIN f USING (kind, name, id)
WHERE f.text IS DISTINCT FROM e.text`
}

/** What a schema has beside rows, each with its kind, its table, its name, and its text without the name of the schema. */
function partsSqlOf(schema: string): string {
  const name = literal(schema)
  const unnamed = (text: string) =>
    [' ON ', ' TO ', ' REFERENCES ', ' FUNCTION '].reduce(
      (sql, before) => `replace(${sql}, ${literal(before)} || quote_ident(${name}) || '.', ${literal(before)})`,
      text,
    )
  /** Types of arguments: each comes behind the name of its argument. */
  const typesUnnamed = (text: string) => `replace(${text}, ' ' || quote_ident(${name}) || '.', ' ')`
  const where = (isSo: string, text: string) => `CASE WHEN ${isSo} THEN ${literal(text)} ELSE '' END`
  const off = ' (off)'
  const isOff = (trigger: string) => `${trigger}.tgenabled NOT IN ('O', 'A')`
  const inSchema = `pg_catalog.pg_namespace n ON n.nspname = ${name}`
  const ofTable = (column: string) =>
    `JOIN pg_catalog.pg_class c ON c.oid = ${column} JOIN ${inSchema} AND n.oid = c.relnamespace`
  const columns = `pg_catalog.pg_attribute a ${ofTable('a.attrelid')} AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped`
  const settings = Object.entries({
    sequence: `'SEQUENCE'`,
    type: 'format_type(s.seqtypid, NULL)',
    increment: 's.seqincrement::text',
    min: 's.seqmin::text',
    max: 's.seqmax::text',
    cache: 's.seqcache::text',
    cycle: 's.seqcycle::text',
  }).map(({ 0: setting, 1: value }) => `(${literal(setting)}, ${value})`)
  return [
    `SELECT 'table' AS kind, c.relname::text AS name, '' AS id, ${where(`c.relpersistence = 'u'`, 'UNLOGGED ')} || 'TABLE' || ${where('c.relrowsecurity', ', ROW LEVEL SECURITY')} || ${where("c.relkind = 'r' AND EXISTS (SELECT FROM pg_catalog.pg_inherits h WHERE c.oid IN (h.inhparent, h.inhrelid))", ', INHERITS')} AS text FROM pg_catalog.pg_class c JOIN ${inSchema} AND n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p')`,
    `SELECT 'constraint', c.relname::text, k.conname::text, ${unnamed('pg_get_constraintdef(k.oid)')} || ${where(`EXISTS (SELECT FROM pg_catalog.pg_trigger t WHERE t.tgconstraint = k.oid AND ${isOff('t')})`, off)} FROM pg_catalog.pg_constraint k ${ofTable('k.conrelid')} WHERE k.contype IN ('p', 'u', 'c', 'f', 'x')`,
    `SELECT 'index', c.relname::text, x.relname::text, ${unnamed("replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ')")} || ${where('NOT i.indisvalid', off)} FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid ${ofTable('i.indrelid')}`,
    `SELECT 'trigger', c.relname::text, t.tgname::text, ${unnamed('pg_get_triggerdef(t.oid)')} || ${where(isOff('t'), off)} FROM pg_catalog.pg_trigger t ${ofTable('t.tgrelid')} WHERE NOT t.tgisinternal`,
    `SELECT 'rule', c.relname::text, r.rulename::text, ${unnamed('pg_get_ruledef(r.oid)')} FROM pg_catalog.pg_rewrite r ${ofTable('r.ev_class')} AND c.relkind IN ('r', 'p')`,
    `SELECT 'function', '', format('%s(%s)', p.proname, ${typesUnnamed('pg_get_function_identity_arguments(p.oid)')}), concat_ws(' ', ${typesUnnamed('pg_get_function_result(p.oid)')}, p.provolatile, p.prosecdef, p.proconfig, replace(p.prosrc, ${literal(`${quoted(schema)}.`)}, '')) FROM pg_catalog.pg_proc p JOIN ${inSchema} AND n.oid = p.pronamespace`,
    `SELECT 'column', c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod) || COALESCE((SELECT ' COLLATE ' || quote_ident(l.collname) FROM pg_catalog.pg_collation l JOIN pg_catalog.pg_type t ON t.oid = a.atttypid AND t.typcollation <> l.oid WHERE l.oid = a.attcollation), '') || ${where(`a.attidentity <> '' OR a.attgenerated <> ''`, ' GENERATED')} || ${where('a.attnotnull', NOT_NULL)} FROM ${columns}`,
    `SELECT 'default', c.relname::text, a.attname::text, pg_get_expr(d.adbin, d.adrelid) FROM ${columns} JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum`,
    `SELECT v.kind, c.relname::text, '', v.text FROM pg_catalog.pg_sequence s ${ofTable('s.seqrelid')} CROSS JOIN LATERAL (VALUES ${settings.join(', ')}) v(kind, text)`,
  ].join('\nUNION ALL\n')
}
