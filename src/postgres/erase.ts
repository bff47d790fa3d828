import { has } from '../input/own.ts'
import type { RuleId } from '../law/rules/index.ts'
import { owner } from '../registry/commands/fields.ts'
import { COMMAND_TYPES, type CommandType, definitionOf } from '../registry/commands/index.ts'
import { EVENT_TYPES } from '../registry/events.ts'
import { NO_SUBJECTS, ROLES } from '../registry/subjects.ts'
import { OWNER_KINDS } from '../values/vehicle.ts'
import { keptText } from './keys.ts'
import { literal, quoted } from './query.ts'

/** A field of a command, and of its event, that names somebody: by an id, or by a party that has one. */
interface Naming {
  readonly type: CommandType
  readonly field: string
  readonly holds: 'id' | 'party'
}

/** What to find fields by: each holds its own name, or that it is a party. */
const OWN_NAMES = { driver: 'driver', id: 'id', vehicle: 'vehicle', violation: 'violation' } as const
const IS_PARTY: unique symbol = Symbol('party')

/** Every field that names somebody, read off the list of commands: the drivers they are about, and parties. */
const NAMING: readonly Naming[] = /* @__PURE__ */ COMMAND_TYPES.flatMap(namingFields)

function namingFields(type: CommandType): readonly Naming[] {
  const { about, event } = definitionOf(type)
  const drivers = about.flatMap((name): readonly Naming[] => {
    const role = ROLES[name]
    // Which field a role reads: each field holds its own name.
    const field =
      role.kind === 'driver' && has(role, 'named') && role.named ? role.id(OWN_NAMES, NO_SUBJECTS) : undefined
    return field === undefined ? [] : [{ type, field, holds: 'id' }]
  })
  const parties = event(((reader: unknown) => (reader === owner ? IS_PARTY : undefined)) as never) as object
  const fields = Object.entries(parties).flatMap(({ 0: field, 1: found }): readonly Naming[] =>
    found === IS_PARTY ? [{ type, field, holds: 'party' }] : [],
  )
  return [...drivers, ...fields]
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

/**
 * The one statement that puts another id, `$2`, in the place of somebody's, `$1`, wherever it stands for them: not where the same text
 * is the id of a vehicle or a violation, or a word. What was kept under keys and names them is deleted; `$3` and `$4` are the lists of
 * `commandsNaming`. Versions move, so what is being decided meanwhile is judged again. The answer is how many rows there were.
 */
export function eraseSql(schema: string): string {
  const at = (name: string) => `${quoted(schema)}.${quoted(name)}`
  const is = (value: string) => `${value} = $1::text`
  const renamed = (value: string) => `CASE WHEN ${is(value)} THEN $2::text ELSE ${value} END`
  const pathOf = (...path: readonly string[]) => literal(`{${path.join(',')}}`)
  /** A JSON value with the other id at a place, where theirs stands there. */
  const replaced = (json: string, path: string) =>
    `CASE WHEN ${is(`(${json}) #>> ${path}`)} THEN jsonb_set(${json}, ${path}, to_jsonb($2::text)) ELSE ${json} END`

  const record = 't.record::jsonb'
  const list = (name: string, field: string, order: string) =>
    `${literal(name)}, (SELECT COALESCE(jsonb_agg(${replaced('e', pathOf(field))} ORDER BY ${order}), '[]') FROM jsonb_array_elements(${record} -> ${literal(name)}) WITH ORDINALITY AS items(e, n))`
  const inOrder = (value: string) => `(${renamed(value)}) COLLATE "C"`
  const drivers = `(SELECT COALESCE(jsonb_agg(${renamed('e')} ORDER BY ${inOrder('e')}), '[]') FROM jsonb_array_elements_text(${record} #> '{boundInYear,drivers}') AS items(e))`
  const vehicle = `${replaced(record, pathOf('owner', 'id'))} || jsonb_build_object(${[
    list('bindings', 'driver', 'n'),
    list('ended', 'driver', 'n'),
    list('handledByOthers', 'other', `e ->> 'day', ${inOrder("e ->> 'other'")}`),
    `'boundInYear', CASE jsonb_typeof(${record} -> 'boundInYear') WHEN 'object' THEN jsonb_set(${record} -> 'boundInYear', '{drivers}', ${drivers}) ELSE ${record} -> 'boundInYear' END`,
  ].join(', ')})`
  const inVehicle = `$ ? (@.owner.id == $id || @.bindings[*].driver == $id || @.ended[*].driver == $id || @.handledByOthers[*].other == $id || @.boundInYear.drivers[*] == $id)`

  const inEvents = NAMING.map(({ type, field, holds }) => ({
    type: literal(EVENT_TYPES[type]),
    path: pathOf(field, ...(holds === 'id' ? [] : ['id'])),
  }))
  const event = `CASE t.type ${[...new Set(inEvents.map(({ type }) => type))]
    .map((type) => {
      const paths = inEvents.flatMap((each) => (each.type === type ? [each.path] : []))
      return `WHEN ${type} THEN ${paths.reduce(replaced, 't.event::jsonb')}`
    })
    .join(' ')} ELSE t.event::jsonb END`
  const inEvent = inEvents.map(({ type, path }) => `t.type = ${type} AND ${is(`t.event #>> ${path}`)}`).join(' OR ')

  const told = 'to_json($1::text)::text'
  const inKeys = [
    'EXISTS (SELECT FROM unnest($3::text[], $4::text[]) AS named(start, part) WHERE starts_with(t.command, start) AND strpos(t.command, part) > 0)',
    `strpos(t.outcome, '"ahead":{"kind":"driver","id":' || ${told}) > 0`,
    `EXISTS (SELECT FROM regexp_matches(t.outcome, '"rule":"${OF_PEOPLE}"[^{}]*', 'g') AS found(m) WHERE strpos(m[1], '"supplied":' || ${told}) > 0 OR strpos(m[1], '"limit":' || ${told}) > 0)`,
  ].join(' OR ')

  const column = (table: string, name: string) => [table, `${name} = $2::text`, is(`t.${name}`)] as const
  const changes: readonly (readonly [table: string, set: string, where: string])[] = [
    column('parties', 'id'),
    [
      'drivers',
      `id = $2::text, version = t.version + 1, record = (${replaced(record, pathOf('id'))})::json`,
      is('t.id'),
    ],
    [
      'vehicles',
      `owner = ${renamed('t.owner')}, version = t.version + 1, record = (${vehicle})::json`,
      `${is('t.owner')} OR jsonb_path_exists(${record}, ${literal(inVehicle)}, jsonb_build_object('id', $1::text))`,
    ],
    [
      'violations',
      `version = t.version + 1, record = (${replaced(record, pathOf('handling', 'driver'))})::json`,
      is(`t.record #>> ${pathOf('handling', 'driver')}`),
    ],
    column('owners', 'owner'),
    column('bindings', 'driver'),
    column('handlings', 'driver'),
    column('points_step', 'driver'),
    ['events', `driver = ${renamed('t.driver')}, event = (${event})::json`, `${is('t.driver')} OR ${inEvent}`],
  ]
  const parts = [
    `keys AS (DELETE FROM ${at('keys')} t WHERE ${inKeys} RETURNING 1)`,
    ...changes.map(
      ({ 0: table, 1: set, 2: where }) => `${table} AS (UPDATE ${at(table)} t SET ${set} WHERE ${where} RETURNING 1)`,
    ),
  ]
  const counts = ['keys', ...changes.map(({ 0: table }) => table)].map((name) => `(SELECT count(*) FROM ${name})`)
  return `WITH ${parts.join(',\n')}
SELECT (${counts.join(' + ')})::text AS rows`
}
