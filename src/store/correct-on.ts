import type { Issue } from '../input/issue.ts'
import { has } from '../input/own.ts'
import { read } from '../input/read.ts'
import { type CorrectionRead, writtenCorrection } from '../registry/correction/changes.ts'
import { type Conflict, type JudgedCorrection, judged, type RefusedCorrection } from '../registry/correction/correct.ts'
import { stateOf } from '../registry/registry.ts'
import type { Versions } from '../registry/state/nearby.ts'
import { readId } from '../values/ids.ts'
import { epochMillisecondsOf } from '../values/instant.ts'
import type { LostRace, SavedCorrection, StoreAdapter, StoreCorrectionOutcome, StoredEvent } from './adapter.ts'
import { type LoadedHistories, MOST_EVENTS, nothingLoaded, peopleOf, type Recorrecting, savedBy } from './correction.ts'
import {
  loadRows,
  newToll,
  nextTry,
  type Opened,
  registryIn,
  save,
  stopwatch,
  type Toll,
  told,
  wonFrom,
} from './database.ts'
import { instantOf, moment, trustClock } from './decide-commands.ts'
import { errorCode, failure } from './failure.ts'
import { keptAnswer } from './keys.ts'
import { readNote } from './note.ts'
import { NOTHING, scopeOfRecords } from './scope.ts'

/** Executes a correction, and tells `onCommand` what became of it. */
export async function executeCorrection(
  on: Opened,
  input: unknown,
  key: unknown,
  note: unknown,
): Promise<StoreCorrectionOutcome> {
  const elapsed = stopwatch()
  const toll = newToll()
  const tell = (code: string) => told(on.onCommand, { type: 'correct', code, ...toll, ms: elapsed() })
  try {
    const outcome = await correctedUntilWon(on, input, key, note, toll)
    tell(outcome.status === 'refused' ? outcome.code : outcome.status)
    return outcome
  } catch (error) {
    tell(errorCode(error))
    throw error
  }
}

/** Judges an earlier correction again, at its own time: what is to be saved, or why it is refused. Nothing is saved. @throws what the race was lost by. */
export async function judgedAgain(on: Opened, correction: CorrectionRead): ReturnType<Recorrecting['recorrected']> {
  const loaded = nothingLoaded(stateOf(on.empty).law)
  const found = await judgedAt(on, loaded, correction, newToll())
  return 'done' in found
    ? savedBy(loaded, found.done, correction.at, null)
    : (wonFrom(found) as RefusedCorrection<string>)
}

/** Tries a correction again for as long as another writer is first. */
async function correctedUntilWon(
  on: Opened,
  input: unknown,
  key: unknown,
  said: unknown,
  toll: Toll,
): Promise<StoreCorrectionOutcome> {
  const issues: Issue[] = []
  const known = key === undefined ? undefined : readId(key, ['key'], issues)
  const note = readNote(said, ['note'], issues)
  const { record } = read(writtenCorrection(on.ids, readId), input, [], issues)
  if (issues.length > 0) return { status: 'invalid', issues }
  const asked = record as Omit<CorrectionRead, 'at'>
  const text = () => JSON.stringify({ type: 'correct', ...asked })
  for (let race: unknown; ; ) {
    await nextTry(toll)
    // A trip of its own, for the clock too: a change that is refused as in the future is judged by it before anything is read.
    const near = await loadRows(on, { scope: NOTHING, keys: known === undefined ? [] : [known], types: [] }, toll, race)
    if ('lost' in near) {
      race = near.lost
      continue
    }
    const before = keptAnswer(known, text, near.found.answers)
    if (before !== undefined) return await enteredAgain(on, before as StoreCorrectionOutcome, toll)
    trustClock(on.clock, near.skew)
    const loaded = nothingLoaded(stateOf(on.empty).law)
    const time = moment(on.clock.now)
    let at = instantOf(time)
    let found: Awaited<ReturnType<typeof judgedAt>>
    for (;;) {
      found = await judgedAt(on, loaded, { ...asked, at }, toll)
      // Where the clock of a record that it concerns is a little ahead, it is judged at that clock, as a command is.
      const last = 'ahead' in found ? found.ahead?.last : undefined
      if (last === undefined || epochMillisecondsOf(last) - time > on.clock.maxStep) break
      at = last
    }
    if ('lost' in found) {
      race = found.lost
      continue
    }
    const done = 'done' in found ? found.done : undefined
    const what = done === undefined ? { changes: [], accepted: [] } : savedBy(loaded, done, at, note)
    const refusal: Partial<RefusedCorrection<string>> = done === undefined ? (found as RefusedCorrection<string>) : {}
    const outcome = done === undefined ? { status: 'refused', ...refusal } : { status: 'accepted' }
    const people = () => peopleOf(asked.changes, done?.records ?? [], refusal as never)
    // What a clock alone refused is not kept: the next process may have another.
    const isKept = known !== undefined && refusal.code !== 'out-of-order'
    const event = done === undefined ? null : 0
    const answers = isKept ? [{ key: known, command: text(), outcome, event, people: people() }] : []
    const written = await save(on, { ...what, answers }, toll)
    if ('lost' in written) race = written.lost
    else if (done === undefined) return outcome as StoreCorrectionOutcome
    else return placedCorrection(what.correction as SavedCorrection, written)
  }
}

/** The events of a correction, with the positions that they were written at. */
function placedCorrection(
  { event, entered }: SavedCorrection,
  { 0: position = '', ...others }: readonly string[],
): StoreCorrectionOutcome {
  return {
    status: 'accepted',
    event: { ...event, position },
    entered: entered.map((each, index) => {
      const own = others[index + 1] as string
      const place = each.place === null ? {} : { place: each.place }
      return { ...each.event, position: own, correction: position, ...place } as StoredEvent
    }),
  }
}

/** What was answered under a key, with the events that it entered. */
async function enteredAgain(
  { adapter }: Opened,
  outcome: StoreCorrectionOutcome,
  toll: Toll,
): Promise<StoreCorrectionOutcome> {
  if (outcome.status !== 'accepted') return outcome
  toll.trips++
  const { position: entered } = outcome.event
  const events = await historiesOn(adapter)({ about: [], positions: [], entered, limit: MOST_EVENTS })
  return { ...outcome, entered: events.map(({ event }) => event) }
}

/** @throws Error with `code` `no-histories`. */
function historiesOn({ histories }: StoreAdapter): NonNullable<StoreAdapter['histories']> {
  if (histories !== undefined) return histories
  throw failure('no-histories', 'the adapter has no `histories`, which a correction reads')
}

/**
 * Judges a correction at a time, and reads what it asks for: the records before their events, so that a record whose version is the same at
 * the end has no events but those that were read. A refusal is given only if no version has moved: histories read at several moments may
 * together be those of no moment.
 */
async function judgedAt(
  on: Opened,
  loaded: LoadedHistories,
  correction: CorrectionRead,
  toll: Toll,
): Promise<{ readonly done: JudgedCorrection } | RefusedCorrection<string> | TooWide | LostRace> {
  // Its own number is 0, so that what it enters is numbered from 1.
  const judging = judged(loaded.histories, correction, 0, false)
  let found: JudgedCorrection | RefusedCorrection | undefined
  let thrown: { readonly error: unknown } | undefined
  for (;;) {
    try {
      const { done, value } = judging.next()
      if (done === true) {
        found = value as JudgedCorrection | RefusedCorrection
        break
      }
    } catch (error) {
      thrown = { error }
      break
    }
    const { scope, ...wants } = loaded.lacking()
    const near = await loadRows(on, { scope, keys: [], types: [] }, toll)
    if ('lost' in near) return near
    registryIn(on, near)
    toll.trips++
    const limit = MOST_EVENTS + 1 - loaded.size()
    loaded.take(near.records, await historiesOn(on.adapter)({ ...wants, entered: null, limit }))
    if (loaded.size() > MOST_EVENTS) return { code: 'correction-too-wide' }
  }
  if (found !== undefined && !has(found, 'code')) return { done: found }
  const lost = await lostSince(on, loaded, toll)
  if (lost !== undefined) return lost
  if (thrown !== undefined) throw thrown.error
  const { conflicts, ...refusal } = found as RefusedCorrection
  return conflicts === undefined ? refusal : { ...refusal, conflicts: conflicts.map(inPositions) }

  function inPositions({ event, ...rest }: Conflict): Conflict<string> {
    return { event: event === null ? null : loaded.positionOf(event), ...rest }
  }
}
interface TooWide {
  readonly code: 'correction-too-wide'
}

/** A lost race, if one of the records that were read has another version now. */
async function lostSince(on: Opened, { versions }: LoadedHistories, toll: Toll): Promise<LostRace | undefined> {
  const all = [...versions.values()]
  if (all.length === 0) return undefined
  const scope = scopeOfRecords(all.map(({ name }) => name))
  const near = await loadRows(on, { scope, keys: [], types: [] }, toll)
  if ('lost' in near) return near
  const now = near.records.versions as Versions
  const isMoved = all.some(({ name: { kind, id }, version }) => (now[kind].get(id) ?? 0) !== version)
  return isMoved ? { lost: undefined } : undefined
}
