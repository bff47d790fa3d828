import { mistyped } from '../input/assert.ts'
import { type Issue, relocate, report } from '../input/issue.ts'
import { ownOptions } from '../input/options.ts'
import { has } from '../input/own.ts'
import { NOWHERE } from '../input/properties.ts'
import { anything, read, record, type Table } from '../input/read.ts'
import type { Reader } from '../input/reader.ts'
import type { Parsed } from '../input/result.ts'
import * as wanted from '../input/wanted.ts'
import { owner as ownerReader } from '../registry/commands/fields.ts'
import { historyReader, toldHistory, toldReader } from '../registry/commands/history.ts'
import { COMMAND_TYPES, COMMANDS, type CommandType } from '../registry/commands/index.ts'
import { type CommandTables, TIMED, TIMELESS } from '../registry/commands/read-command.ts'
import { type CorrectionRead, readSeq, writtenCorrection } from '../registry/correction/changes.ts'
import { corrected } from '../registry/correction/correct.ts'
import { commandOf } from '../registry/correction/play.ts'
import { executeRead } from '../registry/execute.ts'
import { CORRECTED, type CommandEvent, type HistoryCorrected, type RegistryEvent } from '../registry/log/events.ts'
import { eventsOf } from '../registry/log/snapshot.ts'
import { type Registry, revisionOf, seal, stateOf } from '../registry/registry.ts'
import { readId, type ViolationId } from '../values/ids.ts'
import { readOwnerKind } from '../values/vehicle.ts'
import { askedAgain } from './decide-commands.ts'
import { failure } from './failure.ts'

/** Whose ids there are: a driver's is an individual owner's too. */
export type IdKind = 'driver' | 'vehicle' | 'violation' | 'unit'
const KINDS: readonly IdKind[] = ['driver', 'vehicle', 'violation', 'unit']

/**
 * How ids are written here: each is read by the parser of its kind, such as `parseLicenceNumber`, before anything else, so that one person in two
 * writings is one person. A kind without a parser is taken as it comes.
 */
export type IdParsers = { readonly [K in IdKind]?: (input: string) => Parsed<string> }

type Readers = Readonly<Record<IdKind, Reader<string>>>
/** How a store reads ids, and the commands that they stand in. */
export interface Ids extends Readers {
  readonly timed: CommandTables
  readonly timeless: CommandTables
}

/** @throws TypeError when what is given is no record of parsers. */
export function idsBy(given: IdParsers = {}): Ids {
  const parsers = ownOptions('store(ids)', given, KINDS)
  const readers = Object.fromEntries(KINDS.map((kind) => [kind, readerBy(kind, parsers[kind])])) as Readers
  const tables = (of: CommandTables) =>
    Object.fromEntries(COMMAND_TYPES.map((type) => [type, tableBy(readers, type, of[type])])) as CommandTables
  return { ...readers, timed: tables(TIMED), timeless: tables(TIMELESS) }
}

function readerBy(kind: IdKind, parse: unknown): Reader<string> {
  if (parse === undefined) return readId
  if (typeof parse !== 'function') throw mistyped(`store(ids.${kind})`, parse, 'a parser')
  return (input, path, issues) => {
    const read: Parsed<string> = parse(input)
    if (read.ok) return readId(read.value, path, issues)
    const before = issues.length
    issues.push(...read.issues)
    relocate(issues, before, path)
    return undefined
  }
}

const OWNER = record(() => ({ kind: readOwnerKind, id: anything }))

/** The table of a command with the readers of its ids. */
function tableBy(by: Readers, type: CommandType, table: Table): Table {
  const { about, fields } = COMMANDS[type]
  const given: Readonly<Record<string, unknown>> = fields.fresh()
  const owner: Reader<object> = (input, path, issues) => {
    const found = OWNER(input, path, issues)
    const read = found?.kind === 'unit' ? by.unit : by.driver
    const id = found && read(found.id, [...path, 'id'], issues)
    return id === undefined ? undefined : Object.freeze({ kind: found?.kind, id })
  }
  const readerOf = (name: string): Reader<unknown> | undefined => {
    if (given[name] === ownerReader) return owner
    if (name === 'history')
      return (given[name] === toldHistory ? toldReader : historyReader)(by.violation as Reader<ViolationId>)
    if (name === 'driver' || name === 'vehicle' || name === 'violation') return by[name]
    const kind = KINDS.find((each) => (about as readonly string[]).includes(`new ${each}`))
    return name === 'id' && kind !== undefined ? by[kind] : undefined
  }
  return {
    ...table,
    readers: table.names.map((name, index) => readerOf(name) ?? (table.readers[index] as Reader<unknown>)),
  }
}

/** The id of somebody who may be a person or a unit. */
export function readAnybody({ driver, unit }: Ids, input: unknown, issues: Issue[]): string | undefined {
  const other = unit(input, ['id'], [])
  return driver(input, ['id'], other === undefined ? issues : []) ?? other
}

/** A log with its ids as they are written here. @throws Error with `code` `not-reproduced` where it does not stand so, as where two ids are one now. */
export function writtenBy(ids: Ids, empty: Registry, log: readonly RegistryEvent[]): readonly RegistryEvent[] {
  const readCorrection = writtenCorrection(ids, readSeq)
  const issues: Issue[] = []
  let registry = empty
  // Each event keeps its number.
  for (let index = 0; index < log.length; index = revisionOf(registry)) {
    const event = log[index] as RegistryEvent
    const next = event.type === CORRECTED ? correctedIn(event) : executedIn(event)
    relocate(issues, 0, [index])
    if (next === undefined || issues.length > 0)
      throw failure('not-reproduced', `with its ids as they are written here the log does not stand at ${index}`, {
        issues,
      })
    registry = next
  }
  return eventsOf(registry)

  function executedIn(event: CommandEvent): Registry | undefined {
    const asked = askedAgain(event, ids.timed, issues)
    const outcome = asked && executeRead(registry, asked)
    if (outcome?.status === 'refused') report(issues, 'not-reproduced', NOWHERE, wanted.acceptedCommand, outcome.code)
    return outcome?.registry
  }
  function correctedIn(head: HistoryCorrected): Registry | undefined {
    const { record: said } = read(readCorrection, correctionSaid(head, log), [], issues)
    if (issues.length > 0) return undefined
    const done = corrected(stateOf(registry), { ...(said as Omit<CorrectionRead, 'at'>), at: head.at })
    if (has(done, 'code')) {
      const path = done.change === undefined ? NOWHERE : ['changes', done.change]
      report(issues, 'not-reproduced', path, wanted.acceptedCommand, done.code)
      return undefined
    }
    const { length } = done.entered
    if (length !== head.entered)
      report(issues, 'not-reproduced', ['entered'], wanted.exactly(String(length)), head.entered)
    return seal(done.state)
  }
}

/** What an officer said of a correction of a log, in which the commands stand as events of their own. */
function correctionSaid({ changes, ground }: HistoryCorrected, log: readonly RegistryEvent[]): object {
  const command = (seq: number) => {
    const { type, input } = commandOf(log[seq - 1] as CommandEvent)
    return { type, ...input }
  }
  const stamped = (seq: number) => {
    const { at: _, ...said } = command(seq)
    return said
  }
  const said = changes.map((change) => {
    if (has(change, 'insert')) return { insert: command(change.insert) }
    if (!has(change, 'omit')) return change
    return { omit: change.omit, ...(change.instead !== null && { instead: stamped(change.instead) }) }
  })
  return { changes: said, ground }
}
