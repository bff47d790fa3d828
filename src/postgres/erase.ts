import type { RuleId } from '../law/rules.ts'
import { owner } from '../registry/commands/fields.ts'
import { COMMAND_TYPES, type CommandType, definitionOf } from '../registry/commands/index.ts'
import { EVENT_TYPES } from '../registry/log/events.ts'
import { NO_RECORDS, rolesOf, subjectsOf } from '../registry/state/subjects.ts'
import { OWNER_KINDS } from '../values/vehicle.ts'
import { keptText } from './keys.ts'
import { literal, nextVersion, quoted } from './query.ts'
import { READABLE, WITH_RECORD } from './schema.ts'

/** A field of a command, and of its event, that names somebody: by an id, or by a party that has one. */
interface Naming {
  readonly type: CommandType
  readonly field: string
  readonly holds: 'id' | 'party'
}

/** What to find fields by: each holds its own name. */
const OWN_NAMES = { driver: 'driver', id: 'id', vehicle: 'vehicle', violation: 'violation' } as const

/** Every field that names somebody, read off the list of commands: the drivers they are about, and parties. */
const NAMING: readonly Naming[] = /* @__PURE__ */ COMMAND_TYPES.flatMap(namingFields)

function namingFields(type: CommandType): readonly Naming[] {
  const { about, fields } = definitionOf(type)
  const drivers: Naming[] = []
  // Which field a role reads: each field holds its own name.
  subjectsOf(NO_RECORDS, rolesOf(about), OWN_NAMES, (kind, field) => {
    if (kind === 'driver') drivers.push({ type, field, holds: 'id' })
  })
  const parties = fields.names.filter((_, index) => fields.readers[index] === owner)
  return [...drivers, ...parties.map((field): Naming => ({ type, field, holds: 'party' }))]
}

/** The rule whose findings hold ids of people. */
const OF_PEOPLE: RuleId = 'own-vehicle'

/** What the texts of commands that name somebody begin with, and what stands in each of them then. */
export function commandsNaming(id: string): { readonly starts: readonly string[]; readonly parts: readonly string[] } {
  const found = NAMING.flatMap(({ type, field, holds }) =>
    (holds === 'id' ? [id] : OWNER_KINDS.map((kind) => ({ kind, id }))).map((value) => ({
      start: `${partOf({ type })},`,
      part: partOf({ [field]: value }),
    })),
  )
  return { starts: found.map(({ start }) => keptText(`{${start}`)), parts: found.map(({ part }) => keptText(part)) }
}

/** A record as it stands inside the text of another one. */
function partOf(record: object): string {
  return JSON.stringify(record).slice(1, -1)
}

/** Why nothing was changed: another writer was first, or the other id cannot be theirs. */
export type EraseState = 'done' | 'moved' | 'in-use' | keyof typeof NOT_ONE

/** What those of two ids have done that one person cannot have. */
export const NOT_ONE = {
  kinds: 'one is an individual and the other a unit',
  'two-drivers': 'both are drivers, and not merely enrolled',
  'same-owner': 'a vehicle went from the one to the other',
  'own-vehicle': 'the one bound a vehicle of the other, or handled a violation of it',
} as const

/**
 * The one statement that puts another id, `$2`, in the place of somebody's, `$1`, wherever it stands for them: not where the same text
 * is the id of a vehicle or a violation, or a word. What was kept under keys and names them is deleted; `$3` and `$4` are the lists of
 * `commandsNaming`. With `$5` the other id may be one that stands for them already: then what they did since comes to it, where one
 * person can have done both, and an enrolment of a driver who was one is deleted, since it would have been refused.
 *
 * As a save does, it locks what names them and compares versions, so it changes all of it or nothing. Versions move, so what is
 * being decided meanwhile is judged again. The answer is an `EraseState`, how many rows there were,
 * whether the other id is new, and a row that may name them and cannot be read, as a list in JSON.
 */
export function eraseSql(schema: string): string {
  const at = (name: string) => `${quoted(schema)}.${quoted(name)}`
  const is = (value: string) => `${value} = $1::text`
  const renamed = (value: string) => `CASE WHEN ${is(value)} THEN $2::text ELSE ${value} END`
  const pathOf = (...path: readonly string[]) => literal(`{${path.join(',')}}`)
  /** A JSON value with the other id at a place, where theirs stands there. */
  const replaced = (json: string, path: string) =>
    `CASE WHEN ${is(`(${json}) #>> ${path}`)} THEN jsonb_set(${json}, ${path}, to_jsonb($2::text)) ELSE ${json} END`

  /** JSON that may name them: what has neither their id in it nor a character written as a number names nobody, and need not be read. */
  const mayName = (json: string) => `(strpos(${json}::text, $1::text) > 0 OR strpos(${json}::text, '\\u') > 0)`
  const readable = (json: string) => `${at(READABLE)}(${json})`
  const record = readable('t.record')
  /** What is changed in JSON; what cannot be read stays. */
  const changed = (json: string, value: string) => `${json} = COALESCE((${value})::json, t.${json})`
  const items = (value: string) => `CASE jsonb_typeof(${value}) WHEN 'array' THEN ${value} ELSE '[]' END`
  const list = (name: string, field: string, order: string) => {
    const value = `${record} -> ${literal(name)}`
    return `${literal(name)}, CASE jsonb_typeof(${value}) WHEN 'array' THEN (SELECT COALESCE(jsonb_agg(${replaced('e', pathOf(field))} ORDER BY ${order}), '[]') FROM jsonb_array_elements(${items(value)}) WITH ORDINALITY AS items(e, n)) ELSE ${value} END`
  }
  const inOrder = (value: string) => `(${renamed(value)}) COLLATE "C"`
  const drivers = `(SELECT COALESCE(jsonb_agg(${renamed('e')} ORDER BY ${inOrder('e')}), '[]') FROM jsonb_array_elements_text(${items(`${record} #> '{boundInYear,drivers}'`)}) AS items(e))`
  const vehicle = `${replaced(record, pathOf('owner', 'id'))} || jsonb_build_object(${[
    list('bindings', 'driver', 'n'),
    list('ended', 'driver', 'n'),
    list('handledByOthers', 'other', `e ->> 'day', ${inOrder("e ->> 'other'")}`),
    `'boundInYear', CASE jsonb_typeof(${record} #> '{boundInYear,drivers}') WHEN 'array' THEN jsonb_set(${record} -> 'boundInYear', '{drivers}', ${drivers}) ELSE ${record} -> 'boundInYear' END`,
  ].join(', ')})`
  const inVehicle = `$ ? (@.owner.id == $id || @.bindings[*].driver == $id || @.ended[*].driver == $id || @.handledByOthers[*].other == $id || @.boundInYear.drivers[*] == $id)`

  const inEvents = NAMING.map(({ type, field, holds }) => ({
    type: literal(EVENT_TYPES[type]),
    path: pathOf(field, ...(holds === 'id' ? [] : ['id'])),
  }))
  const event = `CASE t.type ${[...new Set(inEvents.map(({ type }) => type))]
    .map((type) => {
      const paths = inEvents.flatMap((each) => (each.type === type ? [each.path] : []))
      return `WHEN ${type} THEN ${paths.reduce(replaced, readable('t.event'))}`
    })
    .join(' ')} ELSE ${readable('t.event')} END`
  const named = (name: string) => `EXISTS (SELECT FROM their_${name} r WHERE r.id = t.id)`
  const inEvent = `${mayName('t.event')} AND (${inEvents.map(({ type, path }) => `t.type = ${type} AND ${is(`${readable('t.event')} #>> ${path}`)}`).join(' OR ')})`

  const idAsJson = 'to_json($1::text)::text'
  const inKeys = [
    'EXISTS (SELECT FROM unnest($3::text[], $4::text[]) AS named(start, part) WHERE starts_with(t.command, start) AND strpos(t.command, part) > 0)',
    `strpos(t.outcome, '"ahead":{"kind":"driver","id":' || ${idAsJson}) > 0`,
    `EXISTS (SELECT FROM regexp_matches(t.outcome, '"rule":"${OF_PEOPLE}"[^{}]*', 'g') AS found(m) WHERE strpos(m[1], '"supplied":' || ${idAsJson}) > 0 OR strpos(m[1], '"limit":' || ${idAsJson}) > 0)`,
  ].join(' OR ')

  const both = '($1::text, $2::text)'
  const isMerged = 'EXISTS (SELECT FROM party) AND EXISTS (SELECT FROM other)'
  const isDropped = `(SELECT count(*) FROM ${at('drivers')} WHERE id IN ${both}) = 2`
  const ENROLLED = literal(EVENT_TYPES.enrolDriver)
  // Who owned each vehicle of theirs, from which event on and before which.
  const terms = `SELECT o.vehicle, o.owner, o.seq, lead(o.owner) OVER own AS next, lead(o.seq) OVER own AS until FROM ${at('owners')} o
    WHERE o.vehicle IN (SELECT vehicle FROM ${at('owners')} WHERE owner IN ${both}) WINDOW own AS (PARTITION BY o.vehicle ORDER BY o.seq)`
  const isOthers = (name: string) => `${name}.driver IN ${both} AND w.owner IN ${both} AND ${name}.driver <> w.owner`
  const notOne: Readonly<Record<keyof typeof NOT_ONE, string>> = {
    kinds: '(SELECT kind FROM party) <> (SELECT kind FROM other)',
    'two-drivers': `${isDropped} AND EXISTS (SELECT FROM ${at('events')} t WHERE t.driver = $1::text AND t.type <> ${ENROLLED})`,
    'same-owner': `EXISTS (SELECT FROM terms w WHERE w.owner IN ${both} AND w.next IN ${both} AND w.owner <> w.next)`,
    'own-vehicle': `EXISTS (SELECT FROM terms w JOIN ${at('bindings')} b ON b.vehicle = w.vehicle AND ${isOthers('b')} AND (w.until IS NULL OR b.seq < w.until) AND (b.released_seq IS NULL OR b.released_seq > w.seq))
    OR EXISTS (SELECT FROM terms w JOIN ${at('handlings')} h ON h.vehicle = w.vehicle AND ${isOthers('h')} AND h.seq > w.seq AND (w.until IS NULL OR h.seq < w.until))`,
  }
  const states: readonly (readonly [when: string, state: EraseState])[] = [
    [`${isMerged} AND NOT ($5::boolean AND (SELECT erased FROM other))`, 'in-use'],
    ...Object.entries(notOne).map(
      ({ 0: state, 1: when }) => [`${isMerged} AND (${when})`, state as keyof typeof NOT_ONE] as const,
    ),
    ...WITH_RECORD.map(
      (name) => [`(SELECT count(*) FROM locked_${name}) < (SELECT count(*) FROM their_${name})`, 'moved'] as const,
    ),
  ]
  const records: Readonly<Record<(typeof WITH_RECORD)[number], string>> = {
    drivers: `t.id IN ${both}`,
    vehicles: `${is('t.owner')} OR ${mayName('t.record')} AND jsonb_path_exists(${record}, ${literal(inVehicle)}, jsonb_build_object('id', $1::text))`,
    violations: `${mayName('t.record')} AND ${is(`${record} #>> ${pathOf('handling', 'driver')}`)}`,
  }
  const theirs = WITH_RECORD.flatMap((name) => [
    `their_${name} AS MATERIALIZED (SELECT t.id, t.version FROM ${at(name)} t WHERE ${records[name]})`,
    `locked_${name} AS MATERIALIZED (SELECT t.id FROM ${at(name)} t JOIN their_${name} r ON t.id = r.id AND t.version = r.version ORDER BY t.id FOR UPDATE OF t)`,
  ])
  const dropped = 'ok.dropped AND'
  const kept = 'NOT ok.dropped AND'
  const change = (table: string, set: string, where: string) =>
    [table, `UPDATE ${at(table)} t SET ${set} FROM ok WHERE ok.ok AND ${where} RETURNING 1`] as const
  const removal = (name: string, table: string, where: string) =>
    [name, `DELETE FROM ${at(table)} t USING ok WHERE ok.ok AND ${where} RETURNING 1`] as const
  const column = (table: string, name: string, when = '') =>
    change(table, `${name} = $2::text`, `${when} ${is(`t.${name}`)}`)
  const moved = `version = ${nextVersion('t.version')}`
  const isEnrolment = `t.type = ${ENROLLED} AND ${is('t.driver')}`
  const changes = [
    removal('keys', 'keys', `(${inKeys})`),
    change('parties', 'id = $2::text, erased = TRUE', `NOT ok.merged AND ${is('t.id')}`),
    removal('left_parties', 'parties', `ok.merged AND ${is('t.id')}`),
    change(
      'drivers',
      `id = $2::text, ${moved}, ${changed('record', replaced(record, pathOf('id')))}`,
      `${kept} ${is('t.id')}`,
    ),
    removal('left_drivers', 'drivers', `${dropped} ${is('t.id')}`),
    change('vehicles', `owner = ${renamed('t.owner')}, ${moved}, ${changed('record', vehicle)}`, named('vehicles')),
    change(
      'violations',
      `${moved}, ${changed('record', replaced(record, pathOf('handling', 'driver')))}`,
      named('violations'),
    ),
    column('owners', 'owner'),
    column('bindings', 'driver'),
    column('handlings', 'driver'),
    column('points_step', 'driver', kept),
    removal('left_steps', 'points_step', `${dropped} ${is('t.driver')}`),
    change(
      'events',
      `driver = ${renamed('t.driver')}, ${changed('event', event)}`,
      `(${is('t.driver')} OR ${inEvent}) AND NOT (${dropped} ${isEnrolment})`,
    ),
    removal('left_events', 'events', `${dropped} ${isEnrolment}`),
  ]
  const parts = [
    // Their row of parties is not there where a command that saw it was written after it had gone.
    `party AS MATERIALIZED (SELECT kind FROM ${at('parties')} WHERE id = $1::text UNION ALL SELECT owner_kind FROM ${at('owners')} WHERE owner = $1::text UNION ALL SELECT 'individual' FROM ${at('drivers')} WHERE id = $1::text LIMIT 1)`,
    `other AS MATERIALIZED (SELECT kind, erased FROM ${at('parties')} WHERE id = $2::text)`,
    `terms AS MATERIALIZED (${terms})`,
    ...theirs,
    `judged AS MATERIALIZED (SELECT CASE ${states.map(({ 0: when, 1: state }) => `WHEN ${when} THEN ${literal(state)}`).join('\n  ')} ELSE 'done' END AS state)`,
    `ok AS MATERIALIZED (SELECT state = 'done' AS ok, ${isMerged} AS merged, ${isDropped} AS dropped FROM judged)`,
    ...changes.map(({ 0: name, 1: sql }) => `${name} AS (${sql})`),
  ]
  // What may name them and cannot be read, of a row that this leaves.
  const unread = (name: string, id: string, field: string) =>
    `SELECT ${literal(name)} AS name, t.${id}::text AS id, ${literal(field)} AS field FROM ${at(name)} t WHERE ${mayName(`t.${field}`)} AND ${readable(`t.${field}`)} IS NULL`
  const unreadable = [...WITH_RECORD.map((name) => unread(name, 'id', 'record')), unread('events', 'position', 'event')]
  const counts = changes.map(({ 0: name }) => `(SELECT count(*) FROM ${name})`)
  return `WITH ${parts.join(',\n')}
SELECT judged.state, (${counts.join(' + ')})::text AS rows, (EXISTS (SELECT FROM parties))::text AS put,
  (SELECT json_build_array(name, id, field)::text FROM (${unreadable.join(' UNION ALL ')}) bad LIMIT 1) AS unread FROM judged`
}
