import { iterableArgument } from '../../input/assert.ts'
import { ownOptions } from '../../input/options.ts'
import { pause } from '../../input/pause.ts'
import type { Rules } from '../../law/rule-sets/rule-book.ts'
import type { Registry } from '../registry.ts'
import {
  judgeAll,
  OF_RESUME,
  type Replayed,
  type ReplayOptions,
  type ResumeOptions,
  runFrom,
  runOf,
  stop,
} from './log-run.ts'

/** Events between two times at which `replayAsync` gives way: about a millisecond, far from 50 on any machine. */
const SLICE = 256

/**
 * Makes a registry of an untrusted log of events (those of {@link eventsOf}, kept elsewhere): every event is judged
 * again by the rule set of its day, and must come out as it stands, number, rule set and `chain` included. So nothing
 * unlawful comes back, no matter who wrote the log. A row that was lost, doubled, moved or mistyped is refused with
 * its place. An edit whose `chain` was computed again is found only if the log has a `digest` with a key that its
 * writer does not have; a log that was cut at its end, only if its `head` is handed in.
 *
 * @throws TypeError when `rules` is neither a rule set nor a rule book, `events` is not iterable, or an option is not
 * what it must be; RangeError for a number out of range; whatever the iterable and the callbacks throw.
 *
 * @example
 * ```ts
 * import { eventsOf, headOf, openRegistry, replay } from 'demerit'
 * import { cn } from 'demerit/rules'
 * const registry = openRegistry(cn)
 * replay(cn, eventsOf(registry), { head: headOf(registry) }).ok // true
 * ```
 */
export function replay(rules: Rules, events: Iterable<unknown>, options: ReplayOptions = {}): Replayed {
  const run = runOf('replay', rules, options)
  iterableArgument('replay(events)', events)
  return judgeAll(run, events)
}

/**
 * As {@link replay}, a piece at a time: other tasks of the process run in between, at least every 50 ms. The events may also come
 * one by one from elsewhere.
 *
 * @throws (rejects) as `replay`.
 */
export async function replayAsync(
  rules: Rules,
  events: Iterable<unknown> | AsyncIterable<unknown>,
  options: ReplayOptions = {},
): Promise<Replayed> {
  const run = runOf('replayAsync', rules, options)
  const isAsync = isObject(events) && typeof (events as AsyncIterable<unknown>)[Symbol.asyncIterator] === 'function'
  if (!isAsync) iterableArgument('replayAsync(events)', events)
  await pause()
  const read = isAsync
    ? (events as AsyncIterable<unknown>)[Symbol.asyncIterator]()
    : (events as Iterable<unknown>)[Symbol.iterator]()
  let taken = 0
  for (let item = await read.next(); item.done !== true; item = await read.next()) {
    if (!run.take(isAsync ? item.value : await item.value)) {
      await stop(read)
      break
    }
    if (++taken % SLICE === 0) await pause()
  }
  return run.result()
}

/**
 * Goes on from a registry with events that it has not seen, those of its next revision first: how the holder of an older
 * version catches up. They are judged as by {@link replay}.
 *
 * @throws TypeError when `registry` is not genuine or of a store's records (with the code `neighbourhood`), or `events` is not
 * iterable; else as `replay`.
 */
export function resume(registry: Registry, events: Iterable<unknown>, options: ResumeOptions = {}): Replayed {
  const run = runFrom('resume', registry, ownOptions('resume(options)', options, OF_RESUME))
  iterableArgument('resume(events)', events)
  return judgeAll(run, events)
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
