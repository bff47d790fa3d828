/** Schemas in which `verify` works: made, kept for the next run, found by what their comments say, and dropped. */
import { failure } from '../store/failure.ts'
import type { KeptLaw } from './laws.ts'
import { migrateSql } from './migrate.ts'
import { dollarQuoted, firstBytes, LONGEST_NAME, literal, type Query, quoted, type Row } from './query.ts'

/** Drops what verified runs kept: it holds ids of before. */
export async function dropKept(query: Query, schema: string): Promise<void> {
  for (const name of await schemasSaid(query, `${kept(schema)}%`)) await dropScratch(query, name)
}

/** What the comment of a scratch schema says while a run is at work, and when what it led to was kept. */
const atWork = (schema: string) => `verify() of demerit in ${schema}`
const kept = (schema: string) => `verified by demerit in ${schema} up to `

/** The schema that a run works in: a new one, or what was kept up to a position. */
export async function scratchFor(query: Query, schema: string, law: KeptLaw, since?: string): Promise<string> {
  return since === undefined ? await madeScratch(query, schema, law) : await keptScratch(query, schema, since)
}

/** The schemas of runs that are at work, or whose process was killed. */
export async function scratchesAtWork(query: Query, schema: string): Promise<readonly string[]> {
  return await schemasSaid(query, atWork(schema))
}

/** Keeps one in the place of what was kept before. */
export async function keepScratch(query: Query, schema: string, scratch: string, until: string): Promise<void> {
  await dropKept(query, schema)
  await query(`COMMENT ON SCHEMA ${quoted(scratch)} IS ${literal(kept(schema) + until)}`, [])
}

async function schemasSaid(query: Query, comment: string): Promise<readonly string[]> {
  const { rows } = await query(
    `SELECT nspname::text AS name FROM pg_namespace WHERE obj_description(oid, 'pg_namespace') LIKE $1::text ORDER BY 1`,
    [comment.replace(/_/g, '\\_')],
  )
  return (rows as readonly Row[]).map(({ name }) => String(name))
}

async function madeScratch(query: Query, schema: string, law: KeptLaw): Promise<string> {
  const random = Array.from({ length: RANDOM }, () => Math.floor(Math.random() * 36).toString(36)).join('')
  // As much of the store's name as there is room for, in whole characters: the server cuts nothing off.
  const scratch = `${firstBytes(schema, LONGEST_NAME - SCRATCH.length - RANDOM)}${SCRATCH}${random}`
  // Fails where the name is taken: what is dropped in the end was made here.
  const made = `BEGIN CREATE SCHEMA ${quoted(scratch)}; COMMENT ON SCHEMA ${quoted(scratch)} IS ${literal(atWork(schema))}; END`
  await query(`DO ${dollarQuoted(made, 'make')}`, [])
  await query(migrateSql(scratch, law), [])
  const at = (name: string) => `${quoted(scratch)}.${name}`
  // What `verify` keeps beside the tables of a store.
  await query(`CREATE TABLE ${at('copied')} (name text, id text, sum bigint)`, [])
  await query(`CREATE TABLE ${at('log')} (position bigint PRIMARY KEY)`, [])
  await query(`CREATE TABLE ${at('differing')} (name text, id text)`, [])
  return scratch
}
const SCRATCH = '_verify_'
/** Random characters in the name of a scratch schema. */
const RANDOM = 10

async function keptScratch(query: Query, schema: string, since: string): Promise<string> {
  const { 0: scratch } = await schemasSaid(query, kept(schema) + since)
  if (scratch === undefined)
    throw failure('not-kept', 'verify: nothing that was verified up to this position was kept: verify all with keep')
  // Not in two runs at once: from here on it is at work.
  await query(`COMMENT ON SCHEMA ${quoted(scratch)} IS ${literal(atWork(schema))}`, [])
  await query(`TRUNCATE ${['copied', 'log', 'differing'].map((name) => `${quoted(scratch)}.${name}`).join(', ')}`, [])
  return scratch
}

export async function dropScratch(query: Query, scratch: string): Promise<void> {
  // Else the server says of each table that it is dropped too.
  const dropped = `BEGIN PERFORM set_config('client_min_messages', 'warning', TRUE); DROP SCHEMA ${quoted(scratch)} CASCADE; END`
  await query(`DO ${dollarQuoted(dropped, 'drop')}`, [])
}
