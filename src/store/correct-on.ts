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
import { MOST_EVENTS, peopleOf, type Recorrecting, type Source, savedBy, sourceOf } from './correction.ts'
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
import { failure } from './failure.ts'
import { keptAnswer } from './keys.ts'
import { readNote } from './note.ts'
import { NOTHING, scopeOfRecords } from './scope.ts'

/** Executes a correction, again and again until no other writer was first. */
export async function corrected(
  on: Opened,
  input: unknown,
  key: unknown,
  note: unknown,
): Promise<StoreCorrectionOutcome> {
  const elapsed = stopwatch()
  const toll = newToll()
  const tell = (code: string) => told(on.onCommand, { type: 'correct', code, ...toll, ms: elapsed() })
  try {
    const outcome = await correctedOnce(on, input, key, note, toll)
    tell(outcome.status === 'refused' ? outcome.code : outcome.status)
    return outcome
  } catch (error) {
    const { code } = (error ?? {}) as { readonly code?: unknown }
    tell(typeof code === 'string' ? code : 'error')
    throw error
  }
}

/** Judges a correction of before at its own time: what is to be saved, or why it is refused. Nothing is saved. @throws what the race was lost by. */
export async function judgedAgain(on: Opened, correction: CorrectionRead): ReturnType<Recorrecting['recorrected']> {
  const done = await judgedAt(on, sourceOf(stateOf(on.empty).law), correction, newToll())
  return 'done' in done
    ? savedBy(done.source, done.done, correction.at, null)
    : (wonFrom(done) as RefusedCorrection<string>)
}

async function correctedOnce(
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
    const source = sourceOf(stateOf(on.empty).law)
    const time = moment(on.clock.now)
    let at = instantOf(time)
    let found = await judgedAt(on, source, { ...asked, at }, toll)
    for (;;) {
      // Where a clock that it is about is a little ahead, it is made at that clock, as a command is.
      const last = 'ahead' in found ? found.ahead?.last : undefined
      if (last === undefined || epochMillisecondsOf(last) - time > on.clock.maxStep) break
      at = last
      found = await judgedAt(on, source, { ...asked, at }, toll)
    }
    if ('lost' in found) {
      race = found.lost
      continue
    }
    const isDone = 'done' in found
    const what = 'done' in found ? savedBy(source, found.done, at, note) : { changes: [], accepted: [] }
    const refusal: Partial<RefusedCorrection<string>> = isDone ? {} : (found as RefusedCorrection<string>)
    const outcome = isDone ? { status: 'accepted' } : { status: 'refused', ...refusal }
    const people = () => peopleOf(asked.changes, 'done' in found ? found.done.records : [], refusal as never)
    // What a clock alone refused is not kept: the next process may have another.
    const isKept = known !== undefined && refusal.code !== 'out-of-order'
    const answers = isKept ? [{ key: known, command: text(), outcome, event: isDone ? 0 : null, people: people() }] : []
    const written = await save(on, { ...what, answers }, toll)
    if ('lost' in written) race = written.lost
    else if (!isDone) return outcome as StoreCorrectionOutcome
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
 * Judges a correction at a time, and reads what it asks for: the records first, so that one whose version stays has no more events than
 * are read. What is refused is told only where nothing has moved since: histories that were read at several moments may be of none.
 */
async function judgedAt(
  on: Opened,
  source: Source,
  correction: CorrectionRead,
  toll: Toll,
): Promise<
  { readonly source: Source; readonly done: JudgedCorrection } | RefusedCorrection<string> | TooWide | LostRace
> {
  const judging = judged(source.histories, correction, 0, false)
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
    const { scope, ...wants } = source.lacking()
    const near = await loadRows(on, { scope, keys: [], types: [] }, toll)
    if ('lost' in near) return near
    registryIn(on, near)
    toll.trips++
    const limit = MOST_EVENTS + 1 - source.size()
    source.take(near.records, await historiesOn(on.adapter)({ ...wants, entered: null, limit }))
    if (source.size() > MOST_EVENTS) return { code: 'correction-too-wide' }
  }
  if (found !== undefined && !has(found, 'code')) return { source, done: found }
  const moved = await hasMoved(on, source, toll)
  if (moved !== undefined) return moved
  if (thrown !== undefined) throw thrown.error
  const { conflicts, ...refusal } = found as RefusedCorrection
  return conflicts === undefined ? refusal : { ...refusal, conflicts: conflicts.map(inPositions) }

  function inPositions({ event, ...rest }: Conflict): Conflict<string> {
    return { event: event === null ? null : source.positionOf(event), ...rest }
  }
}
interface TooWide {
  readonly code: 'correction-too-wide'
}

/** Whether one of the records that were read has another version now. */
async function hasMoved(on: Opened, { versions }: Source, toll: Toll): Promise<LostRace | undefined> {
  const all = [...versions.values()]
  if (all.length === 0) return undefined
  const scope = scopeOfRecords(all.map(({ name }) => name))
  const near = await loadRows(on, { scope, keys: [], types: [] }, toll)
  if ('lost' in near) return near
  const now = near.records.versions as Versions
  const isMoved = all.some(({ name: { kind, id }, version }) => (now[kind].get(id) ?? 0) !== version)
  return isMoved ? { lost: undefined } : undefined
}
