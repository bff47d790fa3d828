import { stopSql } from './migration-fault.ts'
import { literal, quoted } from './query.ts'

/** What ends the text of a column that must not be null. */
export const NOT_NULL = ' NOT NULL'

/**
 * What differs beside rows in a schema (`f`) from one that was made a moment ago (`e`): a query that ends in its condition. In the texts the
 * schema is called `prefix`.
 */
export function netDifferencesSql(schema: string, made: string, prefix = ''): string {
  return `WITH e AS (${netSqlOf(made, prefix)}), f AS (${netSqlOf(schema, prefix)})
SELECT name, id, kind, e.text AS expected, f.text AS found FROM e FULL JOIN f USING (kind, name, id)
WHERE f.text IS DISTINCT FROM e.text`
}

/**
 * Statements of a block that make the net of a schema as that of `made` is: what is gone or another is made anew; what somebody added
 * stays. The block has the variables `each` and `loose`. What counts and refuses comes first: where it was not as it should be, rows
 * came past it, so bindings are counted anew, and owners' bindings are looked for.
 */
export function mendNetSql(schema: string, made: string): string {
  const prefix = `${quoted(schema)}.`
  const at = (name: string) => prefix + quoted(name)
  const mend = (ddl: Readonly<Record<string, string>>, then = '') => {
    const kinds = Object.keys(ddl).map(literal)
    const texts = Object.values(ddl).map((sql, index) => `WHEN ${kinds[index]} THEN ${sql}`)
    return `FOR each IN SELECT CASE kind ${texts.join(' ')} END AS ddl, d.* FROM (${netDifferencesSql(schema, made, prefix)}
    AND e.text IS NOT NULL AND kind IN (${kinds.join(', ')}) AND (kind <> 'index' OR id NOT IN (SELECT id FROM e WHERE kind = 'constraint'))
    ORDER BY kind, e.text LIKE 'FOREIGN%') d LOOP
    BEGIN
      EXECUTE each.ddl;
    EXCEPTION WHEN integrity_constraint_violation THEN
      ${stopSql('unfit', 'TABLE = each.name, CONSTRAINT = each.id')}
    END;
    ${then}
  END LOOP;`
  }
  const schemaIs = literal(prefix)
  const count = (table: string, column: string) => {
    const counted = `(SELECT count(*) FROM ${at('bindings')} b WHERE b.${column} = t.id AND b.released_at IS NULL)`
    return `UPDATE ${at(table)} t SET open_bindings = ${counted} WHERE open_bindings <> ${counted};`
  }
  const guards = {
    function: 'expected',
    trigger: `format('DROP TRIGGER IF EXISTS %I ON ', id) || ${schemaIs} || format('%I; %s', name, expected)`,
  }
  const rest = {
    constraint: `'ALTER TABLE ' || ${schemaIs} || format('%I DROP CONSTRAINT IF EXISTS %I, ADD CONSTRAINT %2$I %3$s', name, id, expected)`,
    index: `'DROP INDEX IF EXISTS ' || ${schemaIs} || format('%I; %s', id, expected)`,
  }
  return `${mend(guards, 'loose := TRUE;')}
  IF loose THEN
    ${count('drivers', 'driver')}
    ${count('vehicles', 'vehicle')}
    IF EXISTS (SELECT FROM ${at('bindings')} b JOIN ${at('vehicles')} v ON v.id = b.vehicle AND v.owner = b.driver WHERE b.released_at IS NULL) THEN
      ${stopSql('unfit', `TABLE = 'bindings', CONSTRAINT = 'bindings_own_vehicle'`)}
    END IF;
  END IF;
  ${mend(rest)}`
}

/**
 * What a schema has beside rows, each with its kind, its table, its name, and its text. In place of the name of the schema the text has
 * `prefix`.
 */
function netSqlOf(schema: string, prefix: string): string {
  const name = literal(schema)
  const unnamed = (text: string) =>
    [' ON ', ' TO ', ' REFERENCES ', ' FUNCTION '].reduce(
      (sql, before) =>
        `replace(${sql}, ${literal(before)} || quote_ident(${name}) || '.', ${literal(before + prefix)})`,
      text,
    )
  const where = (isSo: string, text: string) => `CASE WHEN ${isSo} THEN ${literal(text)} ELSE '' END`
  const off = ' (off)'
  const isOff = (trigger: string) => `${trigger}.tgenabled NOT IN ('O', 'A')`
  const inSchema = `pg_catalog.pg_namespace n ON n.nspname = ${name}`
  const ofTable = (column: string) =>
    `JOIN pg_catalog.pg_class c ON c.oid = ${column} JOIN ${inSchema} AND n.oid = c.relnamespace`
  const columns = `pg_catalog.pg_attribute a ${ofTable('a.attrelid')} AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped`
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
    `SELECT 'table' AS kind, c.relname::text AS name, '' AS id, ${where(`c.relpersistence = 'u'`, 'UNLOGGED ')} || 'TABLE' || ${where('c.relrowsecurity', ', ROW LEVEL SECURITY')} || ${where('EXISTS (SELECT FROM pg_catalog.pg_inherits h WHERE c.oid IN (h.inhparent, h.inhrelid))', ', INHERITS')} AS text FROM pg_catalog.pg_class c JOIN ${inSchema} AND n.oid = c.relnamespace WHERE c.relkind = 'r'`,
    `SELECT 'constraint', c.relname::text, k.conname::text, ${unnamed('pg_get_constraintdef(k.oid)')} || ${where(`EXISTS (SELECT FROM pg_catalog.pg_trigger t WHERE t.tgconstraint = k.oid AND ${isOff('t')})`, off)} FROM pg_catalog.pg_constraint k ${ofTable('k.conrelid')} WHERE k.contype IN ('p', 'u', 'c', 'f', 'x')`,
    `SELECT 'index', c.relname::text, x.relname::text, ${unnamed('pg_get_indexdef(i.indexrelid)')} || ${where('NOT i.indisvalid', off)} FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid ${ofTable('i.indrelid')}`,
    `SELECT 'trigger', c.relname::text, t.tgname::text, ${unnamed('pg_get_triggerdef(t.oid)')} || ${where(isOff('t'), off)} FROM pg_catalog.pg_trigger t ${ofTable('t.tgrelid')} WHERE NOT t.tgisinternal`,
    `SELECT 'rule', c.relname::text, r.rulename::text, ${unnamed('pg_get_ruledef(r.oid)')} FROM pg_catalog.pg_rewrite r ${ofTable('r.ev_class')} AND c.relkind = 'r'`,
    // Of what is no function in the narrow sense, as an aggregate, there is no text.
    `SELECT 'function', '', format('%s(%s)', p.proname, pg_get_function_identity_arguments(p.oid)), CASE p.prokind WHEN 'f' THEN replace(${unnamed('pg_get_functiondef(p.oid)')}, ${literal(`${quoted(schema)}.`)}, ${literal(prefix)}) ELSE '' END FROM pg_catalog.pg_proc p JOIN ${inSchema} AND n.oid = p.pronamespace`,
    `SELECT 'column', c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod) || COALESCE((SELECT ' COLLATE ' || quote_ident(l.collname) FROM pg_catalog.pg_collation l JOIN pg_catalog.pg_type t ON t.oid = a.atttypid AND t.typcollation <> l.oid WHERE l.oid = a.attcollation), '') || ${where(`a.attidentity <> '' OR a.attgenerated <> ''`, ' GENERATED')} || ${where('a.attnotnull', NOT_NULL)} FROM ${columns}`,
    `SELECT 'default', c.relname::text, a.attname::text, pg_get_expr(d.adbin, d.adrelid) FROM ${columns} JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum`,
    `SELECT v.kind, c.relname::text, '', v.text FROM pg_catalog.pg_sequence s ${ofTable('s.seqrelid')} CROSS JOIN LATERAL (VALUES ${settings.join(', ')}) v(kind, text)`,
  ].join('\nUNION ALL\n')
}
