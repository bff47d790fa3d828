import { canonical } from '../../input/canonical.ts'
import { type Issue, type Path, report } from '../../input/issue.ts'
import { has } from '../../input/own.ts'
import {
  anything,
  list,
  orNullReader,
  passingOver,
  type ReadSoFar,
  read,
  record,
  type Table,
} from '../../input/read.ts'
import type { Reader } from '../../input/reader.ts'
import * as wanted from '../../input/wanted.ts'
import { wordReader } from '../../input/words.ts'
import { readId } from '../../values/ids.ts'
import { type Instant, readInstant } from '../../values/instant.ts'
import { ground } from '../commands/fields.ts'
import type { CommandRead } from '../commands/read-command.ts'
import type { HistoryCorrected, LoggedChange, RegistryEvent } from '../log/events.ts'
import type { GivenEvent } from '../log/read-event.ts'
import type { State } from '../state/state.ts'
import { type ChangeRead, changeReader, readSeq } from './changes.ts'
import { type Corrected, corrected } from './correct.ts'
import { commandFrom, isSame } from './play.ts'

const MOST = 100_000_000
const changes = list(changeReader(readSeq, orNullReader(readSeq), readSeq) as Reader<LoggedChange>, MOST)
const at: Reader<Instant> = (input, path, issues) => canonical(readInstant, input, path, issues)
const omitted = list(readSeq, MOST)
const kind = wordReader(['driver', 'vehicle', 'violation', 'party'])
const played = list(
  record(() => ({ kind, id: readId })),
  MOST,
)
const held = orNullReader(readSeq)
const points = list(
  record(() => ({ driver: readId, before: held, after: held })),
  MOST,
)
/** How the event of a correction is read; what it says besides is compared. */
const FIELDS: Table = record(() => ({
  seq: anything,
  ruleSet: readId,
  changes,
  ground,
  at,
  omitted,
  entered: readSeq,
  played,
  points,
  chain: anything,
}))

const TABLE = passingOver(FIELDS, ['type'])

const storeChanges = list(changeReader(readId, orNullReader(readSeq), readSeq) as Reader<LoggedChange<string>>, MOST)
const positions = list(readId, MOST)
/** The same of a store, where events are called by their positions. */
const STORED: Table = record(() => ({
  ruleSet: readId,
  changes: storeChanges,
  ground,
  at,
  omitted: positions,
  entered: readSeq,
  played,
  points,
}))
const STORED_TABLE = passingOver(STORED, ['type'])

/** Reads the correction of a store, which has no number. */
export function readStoredCorrection(input: unknown, path: Path, issues: Issue[]): void {
  read(STORED_TABLE, input, path, issues)
}

/** Reads the correction of a number. */
export function readCorrected(input: unknown, seq: number, path: Path, issues: Issue[]): HistoryCorrected | undefined {
  const before = issues.length
  const row = read(TABLE, input, path, issues).record as ReadSoFar<HistoryCorrected>
  if (row.seq !== seq) report(issues, 'not-in-sequence', [...path, 'seq'], wanted.exactly(String(seq)), row.seq)
  return issues.length > before ? undefined : (row as HistoryCorrected)
}

/** A field of an event that is not as deciding it again gives it. */
export type Differs = (index: number, name: string, given: unknown, event: RegistryEvent) => void

/**
 * Decides a correction again, with the events after it that are said to be of it, the first at the place `first` of the log: all have to
 * come out as they stand. Nothing, with issues, if they do not.
 */
export function correctedAgain(
  state: State,
  given: HistoryCorrected,
  rows: readonly GivenEvent[],
  letsStand: boolean,
  first: number,
  issues: Issue[],
  differs: Differs,
): Corrected | undefined {
  const said = changesSaid(given.changes, (number) => {
    const row = rows[number - given.seq - 1]
    const ruleSet = letsStand ? { ruleSet: row?.said.ruleSet as string } : {}
    return row && { insert: commandFrom(row.type, row.said), ...ruleSet }
  })
  const lost = said.indexOf(undefined)
  if (lost >= 0) {
    report(issues, 'not-reproduced', [first, 'changes', lost], wanted.onRecord, undefined)
    return undefined
  }
  const { ground: why, at: when, ruleSet } = given
  const done = corrected(
    state,
    { changes: said as readonly ChangeRead[], ground: why, at: when },
    letsStand ? ruleSet : undefined,
  )
  if (has(done, 'code')) {
    report(issues, 'not-reproduced', [first], wanted.acceptedCommand, done.code)
    return undefined
  }
  const { event, entered } = done
  compare(first, given, event, FIELDS.names, differs)
  rows.forEach(({ said }, index) => {
    const accepted = entered[index]
    if (accepted === undefined) return
    const names = [...accepted.definition.recorded, 'type', 'ruleSet', 'correction', 'place', 'chain']
    compare(first + 1 + index, said, accepted.event, names, differs)
  })
  return done
}

/** Changes as they were said: with the commands that stand in events of their own. One whose event is not there is `undefined`. */
export function changesSaid(
  changes: readonly LoggedChange<number | string>[],
  insertAt: (number: number) => Extract<ChangeRead, { readonly insert: CommandRead }> | undefined,
): readonly (ChangeRead | undefined)[] {
  return changes.map((change): ChangeRead | undefined => {
    if (has(change, 'insert')) return insertAt(change.insert)
    if (!has(change, 'omit')) return change as ChangeRead
    const instead = change.instead === null ? undefined : insertAt(change.instead)?.insert
    return instead === undefined && change.instead !== null ? undefined : { omit: change.omit, instead }
  })
}

function compare(index: number, given: object, event: RegistryEvent, names: readonly string[], differs: Differs): void {
  const said = given as Readonly<Record<string, unknown>>
  const is = event as unknown as typeof said
  for (const name of names) if (!isSame(said[name], is[name])) differs(index, name, said[name], event)
}
