import { type Issue, relocate, report } from '../../input/issue.ts'
import { has } from '../../input/own.ts'
import { ownProperty } from '../../input/properties.ts'
import { list, optional, type RecordReader, record, wholeReader } from '../../input/read.ts'
import type { Reader } from '../../input/reader.ts'
import * as wanted from '../../input/wanted.ts'
import { wordReader } from '../../input/words.ts'
import { readId, type ViolationId } from '../../values/ids.ts'
import { type Instant, type InstantInput, readInstant } from '../../values/instant.ts'
import { ground } from '../commands/fields.ts'
import type { ToldHistory } from '../commands/history.ts'
import { COMMANDS, type Command, type CommandType, type StoreCommand } from '../commands/index.ts'
import { type CommandRead, readCommand, TIMED, TIMELESS } from '../commands/read-command.ts'
import type { RecordKind } from '../state/records.ts'
import { commandOf, type EditedHistories, type Item, inOrder, isSame, type Standing, whenOf } from './play.ts'

/** Whose id can be put right. A person has one id, as a driver and as an owner. */
export const RENAMABLE = Object.freeze(['driver', 'owner', 'vehicle', 'violation'] as const)

/** A change to the history. Events are called by their number `seq`; those of a store, by their position. */
export type HistoryChange<Name extends number | string = number> =
  /** It never was; or it was this, at its own time, of the same type and about the same driver, vehicle and violation. */
  | { readonly omit: Name; readonly instead?: StoreCommand | undefined }
  /** This was too, at a time of its own: an enrolment, a payment, a release, a transfer, a state of a licence, a change or the end of a registration, points of before. */
  | { readonly insert: Command }
  /** It was so after all. */
  | { readonly restore: Name }
  /** An id was mistyped. */
  | { readonly rename: (typeof RENAMABLE)[number]; readonly from: string; readonly to: string }
  /** Two ids on record are one: each event stands at its own time under `to`, and of two enrolments the earlier, unless a change names one. */
  | { readonly merge: (typeof RENAMABLE)[number]; readonly from: string; readonly to: string }

/** A change that was read. */
export type ChangeRead =
  | { readonly omit: number | string; readonly instead: CommandRead | undefined }
  /** `ruleSet` is the one that the row of a log names. */
  | { readonly insert: CommandRead; readonly ruleSet?: string }
  | Exclude<HistoryChange<number | string>, { readonly omit: number | string } | { readonly insert: Command }>

type RenameRead = Extract<ChangeRead, { readonly from: string }>

/** What an officer corrects, why, and when. */
export interface CorrectionInput {
  readonly changes: readonly HistoryChange[]
  /** A few words on one line. */
  readonly ground: string
  readonly at: InstantInput
}
export interface CorrectionRead extends Omit<CorrectionInput, 'changes' | 'at'> {
  readonly changes: readonly ChangeRead[]
  readonly at: Instant
}

/** Why a change cannot be made. */
export const CHANGE_REFUSALS = Object.freeze([
  'not-standing',
  'changed-twice',
  'history-left-out',
  'not-the-same',
  'not-insertable',
  'in-the-future',
  'place-taken',
  'on-record',
  'not-on-record',
] as const)
export type ChangeRefusal = (typeof CHANGE_REFUSALS)[number]

const MOST_CHANGES = 1_000
export const readSeq: Reader<number> = wholeReader(Number.MAX_SAFE_INTEGER)
const what = wordReader(RENAMABLE)
const rename = record(() => ({ rename: what, from: readId, to: readId }))
const merge = record(() => ({ merge: what, from: readId, to: readId }))

/** The reader of a change, by how it names an event, what is to stand instead, what is inserted, and how the ids of another are put right. */
export function changeReader<C>(
  event: Reader<number | string>,
  instead: Reader<C>,
  insert: Reader<C>,
  ids: (reader: Reader<RenameRead>) => Reader<RenameRead> = (reader) => reader,
) {
  const maybe = optional(instead)
  const tables = {
    omit: record(() => ({ omit: event, instead: maybe })),
    insert: record(() => ({ insert })),
    restore: record(() => ({ restore: event })),
    rename: ids(rename),
    merge: ids(merge),
  }
  return (input: unknown, path: readonly (string | number)[], issues: Issue[]) => {
    const kinds = Object.keys(tables) as (keyof typeof tables)[]
    const kind = kinds.find((each) => ownProperty(input, each) !== undefined)
    if (kind !== undefined) return (tables[kind] as Reader<unknown>)(input, path, issues)
    report(
      issues,
      typeof input === 'object' && input !== null ? 'missing' : 'wrong-type',
      path,
      wanted.word(kinds),
      input,
    )
    return undefined
  }
}

function commandReader(tables: typeof TIMED): Reader<CommandRead> {
  return (input, path, issues) => {
    const before = issues.length
    const own: Issue[] = []
    const read = readCommand(input, own, tables)
    issues.push(...own)
    relocate(issues, before, path)
    return read
  }
}

const timeless = commandReader(TIMELESS)
const readChanges = list(changeReader(readSeq, timeless, commandReader(TIMED)) as Reader<ChangeRead>, MOST_CHANGES)
/** How a correction is read. */
export const CORRECTION: RecordReader<CorrectionRead> = record(() => ({
  changes: readChanges,
  ground,
  at: readInstant,
}))

/** How ids are read where a correction is, and the commands that they stand in. */
interface Written {
  readonly timed: typeof TIMED
  readonly timeless: typeof TIMED
  readonly driver: Reader<string>
  readonly unit: Reader<string>
  readonly vehicle: Reader<string>
  readonly violation: Reader<string>
}

/** How a correction is read where ids are written in one way, as in a store, which stamps it; by how it names events. */
export function writtenCorrection(
  by: Written,
  event: Reader<number | string>,
): RecordReader<Omit<CorrectionRead, 'at'>> {
  const owner: Reader<string> = (input, path, issues) => by.driver(input, path, []) ?? by.unit(input, path, issues)
  const readers = { ...by, owner }
  const ids = (reader: Reader<RenameRead>): Reader<RenameRead> => {
    return (input, path, issues) => {
      const found = reader(input, path, issues)
      if (found === undefined) return undefined
      const read = readers[whatOf(found)]
      const to = read(found.to, [...path, 'to'], issues)
      // What was mistyped may be written as no id is here; of one id in two writings, both on record, the other stays as it is.
      const written = read(found.from, path, []) ?? found.from
      const from = has(found, 'merge') && written === to ? found.from : written
      return to === undefined ? undefined : ({ ...found, from, to } as RenameRead)
    }
  }
  const each = changeReader(event, commandReader(by.timeless), commandReader(by.timed), ids) as Reader<ChangeRead>
  const changes = list(each, MOST_CHANGES)
  return record(() => ({ changes, ground }))
}

/** An edit that is being put together. */
interface Edit {
  readonly old: Standing | undefined
  readonly command: CommandRead | undefined
  readonly ruleSet: string | undefined
  readonly seq: number | null
  readonly change: number
}
type Refusal = { readonly code: ChangeRefusal; readonly change: number }

/** What of a command names the records that it is about, parties excepted. */
const SAME = ['id', 'driver', 'vehicle', 'violation'] as const
/** What is inserted comes after all that has a number. */
export const UNNUMBERED: number = 2 ** 52

/** The points of the history that changes name, with what is to stand there; or the first change that cannot be made. */
export function editsOf(
  histories: EditedHistories,
  changes: readonly ChangeRead[],
  at: Instant,
): readonly Item[] | Refusal {
  const edits = new Map<number, Edit>()
  const named = new Set<string>()
  const renamed = renaming(changes)
  // In whatever order they are told: what is omitted makes room for what is restored, and ids are put right in all that stands then.
  for (const kind of ['omit', 'insert', 'restore', 'from'] as const)
    for (const [change, each] of changes.entries()) {
      const code = has(each, kind) ? made(each, change) : undefined
      if (code !== undefined) return { code, change }
    }
  const items: Item[] = []
  for (const [place, { command: said, ...edit }] of edits) {
    const { old } = edit
    const command = said && renamed(said)
    const at = command && whenOf(command.input)
    // What counts at another time is taken from one point and put at another.
    if (old !== undefined && at !== undefined && at !== old.at)
      items.push({ ...edit, command: undefined, place, at: old.at }, { ...edit, old: undefined, command, place, at })
    else items.push({ ...edit, command, place, at: (at ?? old?.at) as Instant })
  }
  return items

  function made(each: ChangeRead, change: number): ChangeRefusal | undefined {
    if (has(each, 'omit')) return omitted(each, change)
    if (has(each, 'insert')) return inserted(each, change)
    return has(each, 'restore') ? restored(each, change) : renamedIn(each, change)
  }
  function omitted({ omit, instead }: Extract<ChangeRead, { omit: number | string }>, change: number) {
    const old = histories.eventAt(omit)
    if (old === undefined || histories.standingAt(old.place)?.seq !== old.seq) return 'not-standing'
    const { place, seq } = old
    if (edits.has(place)) return 'changed-twice'
    const command = instead && { type: instead.type, input: { ...instead.input, at: old.event.at } }
    if (command !== undefined && !isAboutTheSame(renamed(command), renamed(commandOf(old.event)))) return 'not-the-same'
    if (command !== undefined && toldIn(old.event) && !toldIn(command.input)) return 'history-left-out'
    edits.set(place, { old, command, ruleSet: old.event.ruleSet, seq, change })
    return undefined
  }
  function inserted({ insert, ruleSet }: Extract<ChangeRead, { insert: CommandRead }>, change: number) {
    if (!COMMANDS[insert.type].late) return 'not-insertable'
    if (insert.input.at > at) return 'in-the-future'
    edits.set(UNNUMBERED + change, { old: undefined, command: insert, ruleSet, seq: null, change })
    return undefined
  }
  function restored({ restore }: Extract<ChangeRead, { restore: number | string }>, change: number) {
    const found = histories.eventAt(restore)
    if (found === undefined) return 'not-standing'
    const { place, seq, event } = found
    const edit = edits.get(place)
    if (edit === undefined ? histories.standingAt(place) !== undefined : edit.command !== undefined)
      return 'place-taken'
    edits.set(place, { old: edit?.old, command: commandOf(event), ruleSet: event.ruleSet, seq, change })
    return undefined
  }
  function renamedIn(each: RenameRead, change: number) {
    const { from, to } = each
    const kinds = kindsOf(whatOf(each))
    const isOnRecord = kinds.some((kind) => histories.recordOf({ kind, id: to }) !== undefined)
    if (isOnRecord !== has(each, 'merge') || from === to) return isOnRecord ? 'on-record' : 'not-on-record'
    const standingOf = (id: string) => kinds.flatMap((kind) => histories.standingOf({ kind, id }))
    const standing = standingOf(from)
    if (standing.length === 0) return 'not-on-record'
    for (const id of [from, to]) {
      const name = `${kinds[0]} ${id}`
      if (named.has(name)) return 'changed-twice'
      named.add(name)
    }
    if (isOnRecord && !enrolledOnce([...standing, ...standingOf(to)])) return 'history-left-out'
    for (const old of standing) {
      const { place, seq, event } = old
      const command = commandOf(event)
      if (edits.has(place) || isSame(command.input, renamed(command).input)) continue
      edits.set(place, { old, command, ruleSet: event.ruleSet, seq, change })
    }
    return undefined

    /** Leaves one enrolment, that which a change says if there is one; whether nothing is lost that another tells of the time before. */
    function enrolledOnce(events: readonly Standing[]): boolean {
      const isEnrolment = ({ type, input }: CommandRead) =>
        isNew(kinds, type) && [from, to].includes((input as { readonly id?: string }).id ?? '')
      const isSaid = (edit: Edit | undefined) => edit !== undefined && !has(changes[edit.change] as ChangeRead, 'from')
      const said = [...edits.values()].flatMap((edit) =>
        isSaid(edit) && edit.command && isEnrolment(edit.command) ? [edit.command] : [],
      )
      // An event about a person as driver and as owner comes twice.
      const enrolments = [...new Set(events)].filter(({ event }) => isEnrolment(commandOf(event)))
      const others = enrolments.filter(({ place }) => !isSaid(edits.get(place)))
      const left = others.sort(inOrder).slice(said.length > 0 ? 0 : 1)
      for (const old of left)
        edits.set(old.place, { old, command: undefined, ruleSet: old.event.ruleSet, seq: old.seq, change })
      if (said.length === 0) return !left.some(({ event }) => toldIn(event))
      const told = new Set(said.flatMap(({ input }) => toldIn(input)?.violations ?? []).map(({ id }) => id))
      return enrolments.every(({ event }) => toldIn(event)?.violations.every(({ id }) => told.has(id)) ?? true)
    }
  }
}

function whatOf(change: RenameRead): (typeof RENAMABLE)[number] {
  return has(change, 'merge') ? change.merge : change.rename
}

/** Whether a command, by its type, puts a record of one of the kinds on record. */
function isNew(kinds: readonly string[], type: CommandType): boolean {
  const { about } = COMMANDS[type]
  return kinds.some((kind) => (about as readonly string[]).includes(`new ${kind}`))
}

function kindsOf(what: (typeof RENAMABLE)[number]): readonly RecordKind[] {
  return what === 'driver' || what === 'owner' ? ['driver', 'party'] : [what]
}

/** Puts the ids right in a command, one change after another. */
function renaming(changes: readonly ChangeRead[]): (command: CommandRead) => CommandRead {
  const renames = changes.filter((change) => has(change, 'from'))
  return (command) =>
    renames.reduce(({ type, input }, change) => {
      const { from, to } = change
      const kinds: readonly string[] = kindsOf(whatOf(change))
      const put = (field: string, value: unknown): unknown => {
        if (field === 'history' && kinds.includes('violation'))
          return historyRenamed(value as ToldHistory | null, from, to)
        if (field === 'id' ? isNew(kinds, type) : kinds.includes(field)) return value === from ? to : value
        const isOwner = kinds.includes('party') && (field === 'owner' || field === 'to')
        return isOwner && (value as { readonly id: string }).id === from
          ? Object.freeze({ ...(value as object), id: to })
          : value
      }
      const entries = Object.entries(input).map(([field, value]) => [field, put(field, value)])
      return { type, input: Object.fromEntries(entries) as CommandRead['input'] }
    }, command)
}

/** What a command, or the event of one, tells of the time before. */
function toldIn(said: object): ToldHistory | null | undefined {
  return (said as { readonly history?: ToldHistory | null }).history
}

function historyRenamed(told: ToldHistory | null, from: string, to: string): ToldHistory | null {
  if (told === null) return null
  const violations = told.violations.map((each) =>
    each.id === from ? Object.freeze({ ...each, id: to as ViolationId }) : each,
  )
  return Object.freeze({ ...told, violations: Object.freeze(violations) })
}

function isAboutTheSame(one: CommandRead, other: CommandRead): boolean {
  const said = one.input as unknown as Readonly<Record<string, unknown>>
  const was = other.input as unknown as typeof said
  return one.type === other.type && SAME.every((field) => said[field] === was[field])
}
