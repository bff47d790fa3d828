import type { Decision } from '../../decision/decision.ts'
import type { Issue } from '../../input/issue.ts'
import { has } from '../../input/own.ts'
import { read } from '../../input/read.ts'
import type { ShortStudy } from '../../law/points/regime.ts'
import { ruleSetFor } from '../../law/rule-sets/rule-book.ts'
import { type Instant, legalDay } from '../../values/instant.ts'
import type { Accepted, Refusal } from '../commands/decide-command.ts'
import type { Command } from '../commands/index.ts'
import { type CommandEvent, correctedEvent, eventOf, type HistoryCorrected, type LoggedChange } from '../log/events.ts'
import { countIn, logged } from '../log/log.ts'
import { type Registry, seal, wholeStateOf } from '../registry.ts'
import { ledgerOf } from '../state/facts.ts'
import { get, put, remove } from '../state/persistent-map.ts'
import {
  type Clocked,
  type DriverRecord,
  driverRecord,
  type Made,
  type Party,
  partyWith,
  type RecordKind,
  type ViolationRecord,
  vehicleRecord,
  violationAs,
} from '../state/records.ts'
import { clockOfGone, type State } from '../state/state.ts'
import { keyOf, type RecordAhead } from '../state/subjects.ts'
import {
  CHANGE_REFUSALS,
  type ChangeRead,
  type ChangeRefusal,
  CORRECTION,
  type CorrectionInput,
  type CorrectionRead,
  editsOf,
} from './changes.ts'
import { historiesOf } from './histories.ts'
import {
  commandOf,
  type EditedHistories,
  type Histories,
  onceRead,
  type Played,
  type PlayedRecord,
  playAgain,
} from './play.ts'

/** Why a correction is refused: a change cannot be made, or what follows does not stand any more. */
export type CorrectionRefusal = 'conflicts' | 'out-of-order' | 'nothing-changes' | ChangeRefusal
/** Why a correction is refused. */
export const CORRECTION_REFUSALS: readonly CorrectionRefusal[] = Object.freeze([
  'conflicts',
  'out-of-order',
  'nothing-changes',
  ...CHANGE_REFUSALS,
])

/** A later event that would no longer stand; an officer settles it by more changes in the same correction. */
export interface Conflict<Name extends number | string = number> {
  /** The number of the event, of a store its position; `null` of what a change inserts. */
  readonly event: Name | null
  /** The place among the changes of what names it itself; `null` of an event that follows. */
  readonly change: number | null
  readonly command: Command
  readonly code: Refusal
  readonly decision?: Decision
  /** When the driver, vehicle or violation that it does not find comes on record, where that is later. */
  readonly enrolledAt?: Instant
  readonly study?: ShortStudy
}

/** What became of a correction, with the registry after it: a new one if it was accepted, else the same. */
export type CorrectionOutcome = { readonly registry: Registry } & (
  | { readonly status: 'accepted'; readonly event: HistoryCorrected; readonly entered: readonly CommandEvent[] }
  | ({ readonly status: 'refused' } & RefusedCorrection)
  | { readonly status: 'invalid'; readonly issues: readonly Issue[] }
)
export interface RefusedCorrection<Name extends number | string = number> {
  readonly code: CorrectionRefusal
  /** The place among the changes of the one that cannot be made. */
  readonly change?: number
  /** The first hundred, in the order of the history. */
  readonly conflicts?: readonly Conflict<Name>[]
  readonly ahead?: RecordAhead
}

const MOST_CONFLICTS = 100

/**
 * Corrects the history 更正: takes events out, replaces them, or inserts some. Later events about the same records
 * are decided again. If all of them still stand, the correction is accepted, and the registry is as if the mistake
 * had never been made. Only an officer corrects: never pass on input from outside.
 *
 * @throws TypeError when `registry` is not genuine, or of a store's records (with the code `neighbourhood`).
 *
 * @example
 * ```ts
 * import { correct, execute, openRegistry } from 'demerit'
 * import { cn } from 'demerit/rules'
 * const at = '2025-03-03T15:00:00+08:00'
 * const licence = { states: [], classes: ['C1'], firstIssuedOn: '2016-02-29' } as const
 * const { registry } = execute(openRegistry(cn), { type: 'enrolDriver', id: 'd', licence, at })
 * correct(registry, { changes: [{ omit: 1 }], ground: '录入错误', at }).status // 'accepted'
 * ```
 */
export function correct(registry: Registry, input: CorrectionInput): CorrectionOutcome {
  const state = wholeStateOf('correct', registry)
  const issues: Issue[] = []
  const { record } = read(CORRECTION, input, [], issues)
  if (issues.length > 0) return Object.freeze({ status: 'invalid', issues: Object.freeze(issues), registry })
  const done = corrected(state, record as CorrectionRead)
  if (has(done, 'code')) return Object.freeze({ status: 'refused', ...done, registry })
  const { event, entered } = done
  const events = Object.freeze(entered.map((each) => each.event))
  return Object.freeze({ status: 'accepted', event, entered: events, registry: seal(done.state) })
}

/** A correction that was made: its event, what it entered, and the state after it. */
export interface Corrected {
  readonly state: State
  readonly event: HistoryCorrected
  readonly entered: readonly Accepted[]
}

/** Makes a correction that was read. With `ruleSet`, that of its row, the log is judged under rules since corrected. */
export function corrected(state: State, correction: CorrectionRead, ruleSet?: string): Corrected | RefusedCorrection {
  const { law, log } = state
  const { at } = correction
  const number = countIn(log) + 1
  // A registry has read all of its log.
  const done = judged(historiesOf(state), correction, number, ruleSet !== undefined).next().value as
    | JudgedCorrection
    | RefusedCorrection
  if (has(done, 'code')) return done
  const { said, omitted, entered, records } = done
  const event = correctedEvent(
    log?.event,
    ruleSet ?? ruleSetFor(law.rules, legalDay(at)).id,
    said(omitted.map(({ seq }) => seq)),
    law.digest,
  )
  const next: Made<State> = { ...withRecords(state, records, at), log: logged(log, event) }
  const numbered = entered.map(({ item, accepted }): Accepted => {
    const { definition, event: drawn } = accepted
    const last = next.log?.event as { readonly seq: number; readonly chain: string }
    const effect = Object.fromEntries(definition.did.names.map((name) => [name, (drawn as unknown as Fields)[name]]))
    const { input } = commandOf(drawn)
    const placed = { correction: number, place: Math.min(item.place, last.seq + 1) }
    const written = eventOf(definition, input, effect, last, item.ruleSet ?? drawn.ruleSet, law.digest, placed)
    next.log = logged(next.log as NonNullable<State['log']>, written)
    return { ...accepted, event: written }
  })
  return { state: next, event, entered: numbered }
}

/** What comes of a correction: what its event says, by what the omitted events are called, and the records as they are after it. */
export interface JudgedCorrection extends Omit<Played, 'conflicts'> {
  readonly said: (omitted: readonly number[]) => Omit<HistoryCorrected, 'type' | 'seq' | 'ruleSet' | 'chain'>
}

/** Judges a correction on histories. It stops where they have to be read on. `number` is its own: those that it enters are the next. */
export function* judged(
  histories: EditedHistories,
  { changes, ground, at }: CorrectionRead,
  number: number,
  letsStand: boolean,
): Generator<void, JudgedCorrection | RefusedCorrection> {
  const edits = yield* onceRead(() => editsOf(histories, changes, at))
  if (has(edits, 'code')) return edits
  const { conflicts, omitted, entered, records } = yield* playAgain(histories, edits, letsStand)
  if (conflicts.length > 0)
    return { code: 'conflicts', conflicts: Object.freeze(conflicts.slice(0, MOST_CONFLICTS).map(told)) }
  if (omitted.length + entered.length === 0) return { code: 'nothing-changes' }
  const numbers = new Map(entered.map(({ item }, index) => [item.change, number + 1 + index]))
  const same = changes.findIndex((change, index) => isReplaced(change) && !numbers.has(index))
  if (same >= 0) return { code: 'nothing-changes', change: same }
  const ahead = aheadIn(histories, records, at)
  if (ahead !== undefined) return { code: 'out-of-order', ahead }
  const said: JudgedCorrection['said'] = (omittedAs) => ({
    changes: changes.map((change, index) => loggedAs(change, numbers.get(index) as number)),
    ground,
    at,
    omitted: omittedAs,
    entered: entered.length,
    played: records.map(({ kind, id }) => ({ kind, id })),
    points: pointsIn(histories, records, at),
  })
  return { said, omitted, entered, records }
}

type Fields = Readonly<Record<string, unknown>>

function isReplaced(change: ChangeRead): boolean {
  return has(change, 'omit') && change.instead !== undefined
}

/** A change as the log keeps it: what is to stand is an event of its own, and this is its number. */
function loggedAs(change: ChangeRead, entered: number): LoggedChange {
  if (has(change, 'omit'))
    return { omit: change.omit as number, instead: change.instead === undefined ? null : entered }
  return has(change, 'insert') ? { insert: entered } : (change as LoggedChange)
}

function told({ seq, change, command: said, code, ...why }: Played['conflicts'][number]): Conflict {
  const { decision, study, enrolledAt } = why
  const command = Object.freeze({ type: said.type, ...said.input }) as unknown as Command
  const more = { ...(decision && { decision }), ...(study && { study }), ...(enrolledAt && { enrolledAt }) }
  return Object.freeze({ event: seq, change, command, code, ...more })
}

/** The record with the latest clock, where a correction would be dated before it. */
function aheadIn(histories: EditedHistories, records: readonly PlayedRecord[], at: Instant): RecordAhead | undefined {
  let ahead: RecordAhead | undefined
  for (const { kind, id } of records) {
    const last = histories.lastOf({ kind, id })
    if (last !== null && last > (ahead?.last ?? at)) ahead = Object.freeze({ kind, id, last })
  }
  return ahead
}

/** The points of each driver that are others now. */
function pointsIn(histories: Histories, records: readonly PlayedRecord[], at: Instant): HistoryCorrected['points'] {
  const held = (driver: Clocked | undefined) =>
    driver === undefined ? null : ledgerOf(driver as DriverRecord, legalDay(at)).held
  return records.flatMap(({ kind, id, record }) => {
    if (kind !== 'driver') return []
    const [before, after] = [held(histories.recordOf({ kind, id })), held(record)]
    return before === after ? [] : [{ driver: id, before, after }]
  })
}

/** The state with records as they were played, each with the clock of the correction. */
function withRecords(state: State, records: readonly PlayedRecord[], at: Instant): State {
  const next: Made<State> = { ...state }
  for (const { kind, id, record } of records) {
    const name = { kind, id }
    if (record === undefined || isOnlyNamed(kind, record)) {
      if ((get<Clocked>(state[kind], id)?.last ?? clockOfGone(state.gone, name)) !== null)
        next.gone = put(next.gone, { id: keyOf(name), last: at })
      next[kind] = remove(next[kind] as never, id) as never
    } else next[kind] = put<Clocked>(next[kind], withClockOf(kind, record, at)) as never
  }
  return next
}

/** An individual of whose vehicles nothing was told is on record as a driver alone. */
export function isOnlyNamed(kind: RecordKind, record: Clocked): boolean {
  return kind === 'party' && record.last === null && (record as Party).kind === 'individual'
}

const withClock = <R extends Clocked>(record: Made<R>, at: Instant): R => {
  record.last = at
  return record
}
/** A record with another clock; units have none. */
export function withClockOf(kind: RecordKind, record: Clocked, at: Instant): Clocked {
  return CLOCKED[kind](record as never, at)
}
const CLOCKED = {
  driver: (record: DriverRecord, at: Instant) => withClock(driverRecord(record), at),
  vehicle: (record: Parameters<typeof vehicleRecord>[0], at: Instant) => withClock(vehicleRecord(record), at),
  violation: (record: ViolationRecord, at: Instant) =>
    withClock<ViolationRecord>(violationAs(record, record.state, record.handling), at),
  party: (record: Party, at: Instant) =>
    withClock<Party>(partyWith(record, record.vehicles), record.last === null ? (null as never) : at),
}
