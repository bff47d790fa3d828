import { isRecord } from '../input/assert.ts'
import { type Expected, type Issue, type Path, report } from '../input/issue.ts'
import { has } from '../input/own.ts'
import { readProperty } from '../input/properties.ts'
import * as wanted from '../input/wanted.ts'
import { RULE_IDS } from '../law/rules.ts'
import { REFUSAL_CODES } from '../registry/commands/decide-command.ts'
import { owner as ownerReader } from '../registry/commands/fields.ts'
import { COMMAND_TYPES, COMMANDS, type CommandType } from '../registry/commands/index.ts'
import { CORRECTION_REFUSALS } from '../registry/correction/correct.ts'
import { readStoredCorrection } from '../registry/correction/replayed.ts'
import { CORRECTED, commandTypeOf, EVENT_TYPES } from '../registry/log/events.ts'
import { readEvent, readEventType } from '../registry/log/read-event.ts'
import type { RecordKind } from '../registry/state/records.ts'
import { keyOf, rolesOf } from '../registry/state/subjects.ts'
import type { EventBody, StoredCorrection, StoredEvent } from '../store/adapter.ts'
import { badRow } from '../store/failure.ts'
import { epochMillisecondsOf } from '../values/instant.ts'
import { type Cells, instantFrom } from './columns.ts'

/** Which fields of an event stand in columns of their own, so that its history and `erase` find them. */
interface Placed {
  /** By column: `driver`, `vehicle`, `violation`. */
  readonly ids: Readonly<Record<string, string>>
  /** Owners, of whom the column holds the id: `party`, and `former` of a transfer. */
  readonly owners: Readonly<Record<string, string>>
  /** The records that it changes beside these, of which kind they are, and the list that says no more than their ids, if there is one. */
  readonly others:
    | {
        readonly field: string | undefined
        readonly kind: RecordKind
        readonly idsIn: (event: object) => readonly string[]
      }
    | undefined
}

/** Lists of what an event changes beside what it names by itself. */
const LISTS = ['endedBindings', 'vehicles'] as const

const PLACED: Readonly<Record<string, Placed>> = Object.fromEntries(
  COMMAND_TYPES.map((type) => [EVENT_TYPES[type], placedIn(type)]),
)

function placedIn(type: CommandType): Placed {
  const { about, fields, recorded: names } = COMMANDS[type]
  const ids: Record<string, string> = {}
  for (const kind of ['driver', 'vehicle', 'violation'] as const) {
    if (about.includes(`new ${kind}`)) ids[kind] = 'id'
    else if (names.includes(kind)) ids[kind] = kind
  }
  const party = Object.entries(fields.fresh()).find(({ 1: reader }) => (reader as unknown) === ownerReader)
  const owners = { ...(party !== undefined && { party: party[0] }), ...(names.includes('from') && { former: 'from' }) }
  const field = LISTS.find((each) => names.includes(each))
  const role = rolesOf(about).find((each) => each.many && each.kind !== 'party')
  return { ids, owners, others: role?.many ? { field, kind: role.kind, idsIn: role.idsIn } : undefined }
}

/** The types of events that change records of a kind which stand in `others`. */
export function typesWithOthers(kind: string): readonly string[] {
  return Object.keys(PLACED).filter((type) => PLACED[type]?.others?.kind === kind)
}

/** The columns of an event. */
export function eventCells(event: EventBody, law: number): Cells {
  if (event.type === CORRECTED) return correctedCells(event, law)
  const { type, at, ruleSet, note, ...fields } = event as EventBody & Record<string, unknown>
  const { ids, owners, others } = PLACED[type] as Placed
  const details: Record<string, unknown> = fields
  const cells: Record<string, unknown> = { law, rule_set: ruleSet, type, at: epochMillisecondsOf(at) }
  if (note !== undefined) cells.note = JSON.stringify(note)
  for (const { 0: column, 1: field } of Object.entries(owners)) {
    const { kind, id } = details[field] as { readonly kind: string; readonly id: string }
    cells[column] = id
    details[field] = { kind }
  }
  if (others !== undefined) {
    const all = others.idsIn(event)
    cells.others = all.length === 0 ? null : all
    if (others.field !== undefined) delete details[others.field]
  }
  for (const { 0: column, 1: field } of Object.entries(ids)) {
    cells[column] = details[field]
    delete details[field]
  }
  return { ...cells, details: Object.keys(details).length === 0 ? null : details }
}

/** The columns of a correction. All ids that it names stand in `others`, each behind its kind, and are called by their places there. */
function correctedCells(
  { type, at, ruleSet, changes, ground, omitted, entered, played, points, note }: StoredCorrection,
  law: number,
) {
  const names = [...played.map(keyOf)]
  const placeOf = (kind: string, id: string) => {
    const name = `${kind === 'owner' ? 'party' : kind} ${id}`
    return names.includes(name) ? names.indexOf(name) : names.push(name) - 1
  }
  const details = {
    changes: changes.map((change) => {
      if (!has(change, 'from')) return change
      const kind = has(change, 'merge') ? change.merge : change.rename
      return { ...change, from: placeOf(kind, change.from), to: placeOf(kind, change.to) }
    }),
    ground,
    omitted,
    entered,
    played: played.length,
    points: points.map(({ driver, ...held }) => ({ driver: placeOf('driver', driver), ...held })),
  }
  const cells = { law, rule_set: ruleSet, type, at: epochMillisecondsOf(at), others: names, details }
  return note === undefined ? cells : { ...cells, note: JSON.stringify(note) }
}

type Tree = Readonly<Record<string, unknown>>

/** What the row of a correction holds, not read yet. */
function correctedFrom({ details, others }: Cells): Readonly<Record<string, unknown>> {
  const names = (Array.isArray(others) ? others : []).map((name) => String(name).split(' '))
  const idAt = (place: unknown) => names[Number(place)]?.[1]
  const { changes, played, points, ...rest } = (isRecord(details) ? details : {}) as Readonly<Record<string, unknown>>
  const each = (list: unknown, put: (item: Tree) => object) =>
    Array.isArray(list) ? list.map((item) => (isRecord(item) ? { ...item, ...put(item as Tree) } : item)) : list
  return {
    ...rest,
    changes: each(changes, (item) => (Object.hasOwn(item, 'from') ? { from: idAt(item.from), to: idAt(item.to) } : {})),
    played: names.slice(0, Number(played)).map(([kind, id]) => ({ kind, id })),
    points: each(points, ({ driver }) => ({ driver: idAt(driver) })),
  }
}

/** The event of a row as a store gives it out: with its place, what was noted beside it and what was corrected of it. @throws as `eventFrom`. */
export function storedEventFrom(cells: Cells): StoredEvent {
  const { transaction, note, correction, place, omitted_by: omittedBy } = cells
  const position = `${transaction}-${cells.position}`
  return {
    ...eventFrom(cells, { position }),
    ...(note !== null && note !== undefined && { note }),
    position,
    ...(typeof correction === 'number' && { correction: `${transaction}-${correction}` }),
    ...(typeof place === 'number' && { place }),
    ...(typeof omittedBy === 'string' && { omittedBy }),
  } as StoredEvent
}

/**
 * The event of a row, read as one of a log. `about` is told of it beside table, id and field.
 *
 * @throws Error with `code` `bad-row` when it was edited into nonsense.
 */
export function eventFrom(cells: Cells, about: object = {}): EventBody {
  const body = bodyFrom(cells)
  const { ruleSet } = body
  const issues: Issue[] = []
  const type = readEventType(body, ['event'], issues)
  if (type === CORRECTED) readStoredCorrection(body, ['event'], issues)
  else if (type !== undefined) readEvent({ ...body, seq: 1, chain: '' }, type, 1, ['event'], issues)
  if (typeof ruleSet !== 'string' || ruleSet.length === 0)
    report(issues, 'wrong-type', ['event', 'ruleSet'], A_TEXT, ruleSet)
  sound('events', String(cells.position), issues, about)
  return body as unknown as EventBody
}

/** What the row of an event holds, not read yet: it may have been edited. */
export function bodyFrom(cells: Cells): Readonly<Record<string, unknown>> {
  const { type, at, rule_set: ruleSet, details } = cells
  if (type === CORRECTED) {
    const { changes, ground, ...rest } = correctedFrom(cells)
    return { type, ruleSet, changes, ground, at: instantFrom(at), ...rest }
  }
  const { ids = {}, owners = {}, others } = PLACED[String(type)] ?? {}
  const fields: Record<string, unknown> = typeof details === 'object' ? { ...details } : { details }
  for (const { 0: column, 1: field } of Object.entries(ids)) fields[field] = cells[column]
  for (const { 0: column, 1: field } of Object.entries(owners))
    fields[field] = { ...(fields[field] as object | undefined), id: cells[column] }
  if (others?.field !== undefined) fields[others.field] = othersFrom(cells, others)
  return inOrder(String(type), { type, ruleSet, ...fields, at: instantFrom(at) })
}

/** The list of the records that an event changes beside those that it names by themselves: of vehicles, or of pairs whose other id it names. */
function othersFrom(cells: Cells, { field, kind }: NonNullable<Placed['others']>): unknown {
  const { driver, vehicle, others } = cells
  if (others === null || others === undefined) return []
  if (field !== 'endedBindings' || !Array.isArray(others)) return others
  return others.map((id: unknown) => (kind === 'driver' ? { driver: id, vehicle } : { driver, vehicle: id }))
}

/** The keys of an event in the order of the library. */
function inOrder(type: string, body: Record<string, unknown>): Record<string, unknown> {
  const command = commandTypeOf(type)
  if (command === undefined) return body
  const ordered: Record<string, unknown> = {}
  for (const name of ['type', 'ruleSet', ...COMMANDS[command].recorded, ...Object.keys(body)])
    if (Object.hasOwn(body, name)) ordered[name] = body[name]
  return ordered
}

/**
 * What became of a command, as its key keeps it: without its event. The decision in it is not read yet.
 *
 * @throws Error with `code` `bad-row` when it was edited into nonsense.
 */
export function outcomeFrom(outcome: unknown, key: string, hasEvent: boolean): object {
  const issues: Issue[] = []
  readOutcome(outcome, ['outcome'], hasEvent, issues)
  sound('keys', key, issues)
  return outcome as object
}

function sound(table: string, id: string, issues: readonly Issue[], about: object = {}): void {
  const { 0: first } = issues
  if (first !== undefined) throw badRow(table, id, first.path.join('.'), first.code, about)
}

function readOutcome(input: unknown, path: Path, hasEvent: boolean, issues: Issue[]): void {
  readWord(input, 'status', [hasEvent ? 'accepted' : 'refused'], path, issues)
  if (issues.length === 0 && !hasEvent) readWord(input, 'code', CODES, path, issues)
}

function readWord(input: unknown, key: string, of: readonly string[], path: Path, issues: Issue[]): void {
  const word = readProperty(input, key, path, wanted.word(of), issues)
  if (word !== undefined && !of.some((each) => each === word))
    report(issues, 'not-listed', [...path, key], wanted.word(of), word)
}

const A_TEXT: Expected = wanted.text({ from: 1, to: 64 })
const CODES: readonly string[] = [
  ...REFUSAL_CODES,
  ...CORRECTION_REFUSALS,
  ...RULE_IDS,
  'no-rule-set-in-force',
  'correction-too-wide',
]
