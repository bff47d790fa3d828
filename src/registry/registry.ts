import { mark, markOf } from '../input/brand.ts'
import { type Issue, shorten } from '../input/issue.ts'
import { ownOptions } from '../input/options.ts'
import { QUESTIONS } from '../law/question.ts'
import { type Rules, rulesArgument, setsIn } from '../law/rule-sets/rule-book.ts'
import { answers } from '../law/rule-sets/rule-set.ts'
import { type Calendar, readCalendar, weekendsOnly } from '../values/calendar.ts'
import type { Law } from './law.ts'
import { type Digest, digestArgument } from './log/digest.ts'
import { NO_CHAIN } from './log/events.ts'
import { countIn } from './log/log.ts'
import { emptyMap } from './state/persistent-map.ts'
import type { State } from './state/state.ts'

/** What genuine registries are marked as. */
const REGISTRY = 'registry'
/** What they inherit from: nothing of its own, and no class, so that Immer hands a registry on as it is. */
const BARE = Object.freeze({})
declare const registryBrand: unique symbol

/**
 * All drivers, vehicles, open bindings, violations and points as one immutable value. Opaque: it comes only from
 * {@link openRegistry}, commands, {@link restore}, {@link replay} and a store; anything else handed in as one throws a TypeError.
 */
export interface Registry {
  readonly [registryBrand]: true
}

/** What else a registry may be opened with. */
export interface RegistryOptions {
  /** Public holidays and make-up days; weekends only unless given. */
  readonly calendar?: { readonly holidays?: readonly string[]; readonly workdays?: readonly string[] } | undefined
  /** What certifies the log, instead of the checksum that anybody can compute. Every reader of the log needs the same. */
  readonly digest?: Digest | undefined
}

/** Identifies a log: the number of its events, and the `chain` of the last. */
export interface Head {
  readonly revision: number
  /** Sixteen zeros for a log of no events. */
  readonly chain: string
}

/**
 * An empty registry, for commands: {@link execute}, {@link executeAll}, or a function for each, such as {@link bind}.
 *
 * @param rules a rule set that judges every act whatever its day, or a book that judges each act by the rule set of
 * its day. There is no default.
 * @param options its `calendar` says which days are no working days (weekends unless given), its `digest` makes the
 * chain of the log.
 * @throws TypeError if `rules` is neither, or a half of one, or an option is invalid; RangeError if the calendar is
 * invalid.
 *
 * @example
 * ```ts
 * import { openRegistry, revisionOf } from 'demerit'
 * import { cn } from 'demerit/rules'
 * revisionOf(openRegistry(cn)) // 0
 * ```
 */
export function openRegistry(rules: Rules, options: RegistryOptions = {}): Registry {
  return seal({
    law: lawOf(rules, options),
    driver: emptyMap(),
    vehicle: emptyMap(),
    violation: emptyMap(),
    party: emptyMap(),
    gone: emptyMap(),
    nearby: null,
    log: null,
  })
}

/** Whether the library made this registry: a copy, a proxy, a draft and parsed JSON are not registries. */
export function isRegistry(input: unknown): input is Registry {
  return markOf(input, REGISTRY) !== undefined
}

/**
 * How many events a registry has seen: its revision 版本, to compare and set by.
 *
 * @throws TypeError with the code `neighbourhood` for a registry of a store's records, which has no log: a store compares
 * the versions of its rows.
 */
export function revisionOf(registry: Registry): number {
  return countIn(wholeStateOf('revisionOf', registry).log)
}

/**
 * The head of a registry's log. Keep it elsewhere, and hand it to {@link replay} or {@link restore} as `head`: a log
 * that was cut at its end is then refused.
 *
 * @throws TypeError as {@link revisionOf}.
 */
export function headOf(registry: Registry): Head {
  const event = wholeStateOf('headOf', registry).log?.event
  return Object.freeze({ revision: event?.seq ?? 0, chain: event?.chain ?? NO_CHAIN })
}

export function seal(state: State): Registry {
  return Object.freeze(mark(Object.create(BARE), REGISTRY, state)) as unknown as Registry
}

export function stateOf(registry: Registry): State {
  const state = markOf(registry, REGISTRY) as State | undefined
  if (state === undefined) {
    throw new TypeError(
      `registry: ${shorten(registry)} is not a registry made by this copy of the library; use openRegistry, restore or replay`,
    )
  }
  return state
}

/**
 * The state of a registry that has its whole history.
 *
 * @throws TypeError with the code `neighbourhood` if it was opened on a store's records, which cannot be judged again.
 */
export function wholeStateOf(call: string, registry: Registry): State {
  const state = stateOf(registry)
  if (state.nearby === null) return state
  const why = "a registry of a store's records has no log; the log is with the store"
  throw Object.assign(new TypeError(`${call}(registry): ${why}`), { code: 'neighbourhood' })
}

/** What a registry judges by. @throws TypeError and RangeError as `openRegistry` does. */
export function lawOf(rules: unknown, options: RegistryOptions): Law {
  rulesArgument('rules', rules)
  const half = setsIn(rules).find((set) => !QUESTIONS.every((question) => answers(set, question)))
  if (half !== undefined)
    throw new TypeError(`rules: a registry judges both questions, and this is a half of ${half.id}; take the whole`)
  const { calendar, digest } = ownOptions('options', options, ['calendar', 'digest'])
  return {
    rules,
    calendar: calendarOf(calendar),
    digest: digestArgument('options.digest', digest),
  }
}

/** @throws RangeError if the calendar is invalid. */
export function calendarOf(calendar: RegistryOptions['calendar']): Calendar {
  if (calendar === undefined) return weekendsOnly
  const parsed = readCalendar(calendar)
  if (parsed.ok) return parsed.value
  const { path, code, expected, received } = parsed.issues[0] as Issue
  throw new RangeError(`${['options.calendar', ...path].join('.')}: ${code}, wanted ${expected}, got ${received}`)
}
