import { has } from '../input/own.ts'
import { ruleSetFor } from '../law/rule-sets/rule-book.ts'
import type { CommandRead } from '../registry/commands/read-command.ts'
import { type CorrectionRead, UNNUMBERED } from '../registry/correction/changes.ts'
import {
  isOnlyNamed,
  type JudgedCorrection,
  type RefusedCorrection,
  withClockOf,
} from '../registry/correction/correct.ts'
import { type EditedHistories, inOrder, namedBy, type Standing, standing, UNREAD } from '../registry/correction/play.ts'
import { changesSaid } from '../registry/correction/replayed.ts'
import type { Law } from '../registry/law.ts'
import { CORRECTED, type CommandEvent } from '../registry/log/events.ts'
import { get } from '../registry/state/persistent-map.ts'
import { type Clocked, NONE } from '../registry/state/records.ts'
import { clockOfGone } from '../registry/state/state.ts'
import { keyOf, type RecordName } from '../registry/state/subjects.ts'
import { type Instant, legalDay } from '../values/instant.ts'
import type { NumberedEvent, Save, StoredCorrection, WantedEvents } from './adapter.ts'
import type { GoneChange, RowChange } from './changes.ts'
import { askedAgain, bodyOf, noted, peopleIn } from './decide-commands.ts'
import type { Neighbourhood } from './read-rows.ts'
import { rowOf } from './rows.ts'
import { type Scope, scopeOfRecords } from './scope.ts'

/** Events that one correction reads at most. */
export const MOST_EVENTS = 20_000

/** What a correction of a store has read so far. What it asks for beyond, it lacks until it is read. */
export interface LoadedHistories {
  readonly histories: EditedHistories
  /** The version of each record that was read, by kind and id; 0 where there is none. */
  readonly versions: ReadonlyMap<string, { readonly name: RecordName; readonly version: number }>
  /** How many events were read. */
  readonly size: () => number
  /** The position of an event. */
  readonly positionOf: (seq: number) => string
  /** What is to be read next. */
  readonly lacking: () => { readonly scope: Scope } & Pick<WantedEvents, 'about' | 'positions'>
  readonly take: (records: Neighbourhood, events: readonly NumberedEvent[]) => void
}

export function nothingLoaded(law: Law): LoadedHistories {
  const records = new Map<string, Clocked | undefined>()
  const lasts = new Map<string, Instant | null>()
  const versions = new Map<string, { readonly name: RecordName; readonly version: number }>()
  const histories = new Map<string, readonly Standing[]>()
  /** Events by number; of a position that is none, nothing. */
  const events = new Map<number, Standing>()
  const numbers = new Map<string, number | undefined>()
  const positions = new Map<number, string>()
  const places = new Map<number, Standing>()
  const wanted = { records: new Map<string, RecordName>(), about: new Set<string>(), positions: new Set<string>() }
  const want = (name: RecordName) => {
    const key = keyOf(name)
    if (!records.has(key)) wanted.records.set(key, name)
    if (!histories.has(key)) wanted.about.add(key)
  }
  const recordOf = (name: RecordName) => {
    const key = keyOf(name)
    if (records.has(key)) return records.get(key)
    wanted.records.set(key, name)
    throw UNREAD
  }
  return {
    versions,
    size: () => events.size,
    positionOf: (seq) => positions.get(seq) as string,
    histories: {
      law,
      recordOf,
      lastOf: (name) => recordOf(name)?.last ?? lasts.get(keyOf(name)) ?? null,
      standingOf: (name) => {
        const known = histories.get(keyOf(name))
        if (known !== undefined) return known
        want(name)
        throw UNREAD
      },
      awaits: (next) => {
        for (const { event } of next) for (const name of namedBy(event)) want(name)
      },
      eventAt: (position) => {
        const name = String(position)
        const found = numbers.has(name) ? events.get(numbers.get(name) as number) : undefined
        const unread = found === undefined ? NONE : namedBy(found.event).filter((each) => !versions.has(keyOf(each)))
        if (numbers.has(name) && unread.length === 0) return found
        // Whom it is about it says itself: once their versions are read it is read again, so that they tell whether it still stands.
        for (const each of unread) want(each)
        wanted.positions.add(name)
        throw UNREAD
      },
      standingAt: (place) => places.get(place),
    },
    lacking: () => ({
      scope: scopeOfRecords([...wanted.records.values()]),
      about: [...wanted.about],
      positions: [...wanted.positions],
    }),
    take: ({ records: found, versions: read, gone }, next) => {
      for (const { 0: key, 1: name } of wanted.records) {
        records.set(key, get<Clocked>(found[name.kind], name.id))
        lasts.set(key, clockOfGone(gone, name))
        versions.set(key, { name, version: read[name.kind].get(name.id) ?? 0 })
      }
      for (const position of wanted.positions) numbers.set(position, undefined)
      const about = new Map([...wanted.about].map((key): [string, Standing[]] => [key, []]))
      for (const { seq, event } of next) {
        numbers.set(event.position, event.type === CORRECTED ? undefined : seq)
        if (event.type === CORRECTED) continue
        const each = events.get(seq) ?? standing(event as unknown as CommandEvent, seq, event.place ?? seq)
        events.set(seq, each)
        positions.set(seq, event.position)
        if (has(event, 'omittedBy')) {
          if (places.get(each.place) === each) places.delete(each.place)
          continue
        }
        places.set(each.place, each)
        for (const name of namedBy(each.event)) about.get(keyOf(name))?.push(each)
      }
      for (const { 0: key, 1: each } of about) histories.set(key, each.sort(inOrder))
      for (const each of Object.values(wanted)) each.clear()
    },
  }
}

/** What is written of a correction that was accepted at a time: every record that it read, those of other histories as they are now. */
export function savedBy(
  { histories, versions, positionOf }: LoadedHistories,
  { said, omitted, entered, records }: JudgedCorrection,
  at: Instant,
  note: string | null,
): Omit<Save, 'answers'> {
  const played = new Map(records.map((each) => [keyOf(each), each]))
  const changes = [...versions].flatMap(({ 0: key, 1: { name, version } }): (RowChange | GoneChange)[] => {
    const { kind, id } = name
    const each = played.get(key)
    const before = histories.recordOf(name)
    const record = each === undefined ? before : each.record
    const last = histories.lastOf(name)
    if (record === undefined)
      return each === undefined || before === undefined
        ? []
        : [{ kind, id, version, record: { gone: last === null ? null : at } }]
    const after =
      each === undefined
        ? record
        : isOnlyNamed(kind, record)
          ? { ...record, last: last === null ? null : at }
          : withClockOf(kind, record, at)
    return [{ kind, id, version, record: rowOf(kind, after as never) } as RowChange]
  })
  const { law } = histories
  const told = said(omitted.map(({ seq }) => seq)) as unknown as Omit<StoredCorrection, 'type' | 'ruleSet'>
  const event: StoredCorrection = {
    type: CORRECTED,
    ruleSet: ruleSetFor(law.rules, legalDay(at)).id,
    ...told,
    omitted: omitted.map(({ seq }) => positionOf(seq)),
  }
  const correction: Save['correction'] = {
    event: noted(event, note),
    entered: entered.map(({ item, accepted }) => ({
      event: noted(bodyOf({ ...accepted.event, ruleSet: item.ruleSet ?? accepted.event.ruleSet }), note),
      place: item.place < UNNUMBERED ? item.place : null,
      about: namedBy(accepted.event).map(keyOf),
    })),
    omitted: omitted.map(({ seq }) => seq),
    played: records,
    named: new Map(
      records.flatMap(({ kind, id, events }) =>
        kind === 'party' ? [[keyOf({ kind, id }), events.map(({ seq }) => seq)] as const] : [],
      ),
    ),
  }
  return { changes, accepted: [], correction }
}

/** The ids of people and units in a correction and in what became of it. */
export function peopleOf(
  changes: CorrectionRead['changes'],
  played: readonly RecordName[],
  { conflicts = NONE }: Partial<Pick<RefusedCorrection, 'conflicts'>>,
): readonly string[] {
  const commands: { readonly command: CommandRead; readonly found: { readonly decision?: unknown } }[] = [
    ...changes.flatMap((change) => {
      const command = has(change, 'omit') ? change.instead : has(change, 'insert') ? change.insert : undefined
      return command === undefined ? [] : [{ command, found: {} }]
    }),
    ...conflicts.map(({ command: { type, ...input }, decision }) => {
      return { command: { type, input } as unknown as CommandRead, found: { decision } }
    }),
  ]
  return [
    ...new Set([
      ...commands.flatMap(({ command, found }) => peopleIn(command, found)),
      ...changes.flatMap((change) => (has(change, 'from') ? [change.from, change.to] : [])),
      ...played.flatMap(({ kind, id }) => (kind === 'driver' || kind === 'party' ? [id] : [])),
    ]),
  ]
}

/** Judges a correction of before again, of its event and of what it entered. */
export async function recorrected(
  { recorrected: again }: Recorrecting,
  head: object,
  entered: readonly object[],
): ReturnType<Recorrecting['recorrected']> {
  const { changes, ground, at } = head as Pick<StoredCorrection, 'changes' | 'ground' | 'at'>
  const said = changesSaid(changes, (number) => {
    const body = entered[number - 1]
    const insert = body === undefined ? undefined : askedAgain(body)
    return insert && { insert }
  })
  if (said.includes(undefined)) return { code: 'nothing-changes' }
  return await again({ changes: said as CorrectionRead['changes'], ground, at })
}
export interface Recorrecting {
  /** Judges a correction at its own time: what is to be saved, or why it is refused. */
  readonly recorrected: (
    correction: CorrectionRead,
  ) => Promise<Omit<Save, 'answers'> | RefusedCorrection<string> | { readonly code: 'correction-too-wide' }>
}
