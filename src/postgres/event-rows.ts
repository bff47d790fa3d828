import { type Expected, type Issue, type Path, report } from '../input/issue.ts'
import { readProperty } from '../input/properties.ts'
import * as wanted from '../input/wanted.ts'
import { RULE_IDS } from '../law/rules.ts'
import { REFUSAL_CODES } from '../registry/commands/decide-command.ts'
import { owner as ownerReader } from '../registry/commands/fields.ts'
import { COMMAND_TYPES, COMMANDS, type CommandType } from '../registry/commands/index.ts'
import { commandTypeOf, EVENT_TYPES } from '../registry/log/events.ts'
import { readEvent } from '../registry/log/read-event.ts'
import { NO_RECORDS, rolesOf, subjectsOf } from '../registry/state/subjects.ts'
import type { EventBody } from '../store/adapter.ts'
import type { ChangedRecord } from '../store/changes.ts'
import { badRow } from '../store/failure.ts'
import { epochMillisecondsOf } from '../values/instant.ts'
import { type Cells, instantFrom } from './columns.ts'

/** Which fields of an event stand in columns of their own. */
interface Placed {
  /** By column: `driver`, `vehicle`, `violation`. */
  readonly ids: Readonly<Record<string, string>>
  readonly party: string | undefined
  /** The kinds of which the event is about one record: what it does not name of them, the change tells. */
  readonly single: readonly string[]
}

/** What to find fields by: each holds its own name. */
const OWN_NAMES = { driver: 'driver', id: 'id', vehicle: 'vehicle', violation: 'violation' } as const

const PLACED: Readonly<Record<string, Placed>> = Object.fromEntries(
  COMMAND_TYPES.map((type) => [EVENT_TYPES[type], placedIn(type)]),
)

function placedIn(type: CommandType): Placed {
  const { about, fields } = COMMANDS[type]
  const ids: Record<string, string> = {}
  subjectsOf(NO_RECORDS, rolesOf(about), OWN_NAMES, (kind, field) => {
    if (kind !== 'party') ids[kind] = field
  })
  const party = Object.entries(fields.fresh()).find(({ 1: reader }) => (reader as unknown) === ownerReader)
  const single = rolesOf(about).flatMap(({ kind, many }) => (many ? [] : [kind]))
  return { ids, party: party?.[0], single }
}

/** The columns of an event. Whom it is about beside what it names is told by the records that it changed. */
export function eventCells(event: EventBody, changes: readonly ChangedRecord[], law: number): Cells {
  const { type, at, ruleSet, ...fields } = event as EventBody & Record<string, unknown>
  const { ids, party, single } = PLACED[type] as Placed
  const details: Record<string, unknown> = fields
  const cells: Record<string, unknown> = { law, rule_set: ruleSet, type, at: epochMillisecondsOf(at) }
  for (const kind of single) {
    const field = ids[kind]
    cells[kind] = field === undefined ? changes.find((each) => each.kind === kind)?.is.id : details[field]
    if (field !== undefined) delete details[field]
  }
  if (party !== undefined) {
    const { kind, id } = details[party] as { readonly kind: string; readonly id: string }
    cells.party = id
    details[party] = { kind }
  }
  return { ...cells, details: Object.keys(details).length === 0 ? null : details }
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
  readEvent({ ...body, seq: 1, chain: '' }, 1, ['event'], issues)
  if (typeof ruleSet !== 'string' || ruleSet.length === 0)
    report(issues, 'wrong-type', ['event', 'ruleSet'], A_TEXT, ruleSet)
  sound('events', String(cells.position), issues, about)
  return body as unknown as EventBody
}

/** What the row of an event holds, not read yet: it may have been edited. */
export function bodyFrom(cells: Cells): Readonly<Record<string, unknown>> {
  const { type, at, rule_set: ruleSet, details } = cells
  const { ids = {}, party } = PLACED[String(type)] ?? {}
  const fields: Record<string, unknown> = typeof details === 'object' ? { ...details } : { details }
  for (const { 0: column, 1: field } of Object.entries(ids)) fields[field] = cells[column]
  if (party !== undefined) fields[party] = { ...(fields[party] as object | undefined), id: cells.party }
  return inOrder(String(type), { type, ruleSet, ...fields, at: instantFrom(at) })
}

/** The keys of an event in the order of the library. */
function inOrder(type: string, body: Record<string, unknown>): Record<string, unknown> {
  const command = commandTypeOf(type)
  if (command === undefined) return body
  const ordered: Record<string, unknown> = {}
  for (const name of ['type', 'ruleSet', ...COMMANDS[command].fields.names, ...Object.keys(body)])
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
const CODES: readonly string[] = [...REFUSAL_CODES, ...RULE_IDS, 'no-rule-set-in-force']
