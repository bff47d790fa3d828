import type { Finding } from '../decision/decision.ts'
import { CHANNELS, type Channel } from '../values/channel.ts'
import type { LicenceState } from '../values/licence.ts'

// What every language needs before it finds words: free channels, how finely to tell two times.

/** The channels that a provision leaves free, in the order of `CHANNELS`. */
export function freeOf(channels: Finding['channels']): readonly Channel[] {
  return channels === 'all' ? [] : CHANNELS.filter((channel) => !channels.includes(channel))
}

/** Whether channels are all those without an officer 自助, and only those. */
export function isSelfService(channels: readonly Channel[]): boolean {
  return channels.length === CHANNELS.length - 1 && !channels.includes('window')
}

/** Whether channels are the window and nothing else. */
export function isWindowOnly(channels: Finding['channels']): boolean {
  return channels.length === 1 && channels[0] === 'window'
}

const LOST: readonly LicenceState[] = ['annulled', 'revoked', 'cancelled']
/** The states in which there is no licence any more 撤销、吊销、注销: it does not come back, and another has to be got. */
export function lostIn(states: readonly LicenceState[]): readonly LicenceState[] {
  return states.filter((state) => LOST.includes(state))
}

/** What ends a state of the licence that bars, where its holder can do something: by state, and otherwise to `ask` the office. */
export function endingOf<T>(barring: readonly LicenceState[], ending: Ending<T>): readonly T[] {
  const others = barring.filter((state) => state !== 'full-points')
  return [
    ...new Set(others.map((state) => (Object.hasOwn(ending, state) ? ending[state as keyof Ending<T>] : ending.ask))),
  ]
}

/** What a driver does first about states of a licence, for which there is something of their own to do. */
export interface Ending<T> {
  readonly expired: T
  readonly unverified: T
  readonly 'cancelled-restorable': T
  readonly 'transferred-out': T
  readonly ask: T
}

/** How much of an instant has to be told. */
export type Precision = 'day' | 'minute' | 'second' | 'millisecond'

/** How finely two instants or days have to be told for their difference to show. */
export function precisionOf(one: string, other: string): Precision {
  if (one.slice(0, 10) !== other.slice(0, 10) || one.length === 10) return 'day'
  if (one.slice(0, 16) !== other.slice(0, 16)) return 'minute'
  if (one.slice(0, 19) !== other.slice(0, 19)) return 'second'
  return one === other ? 'minute' : 'millisecond'
}

/** The seconds of a canonical instant, `30` or `30.500`. */
export function secondsOf(instant: string, precision: Precision): string {
  return instant.slice(17, precision === 'millisecond' ? 23 : 19)
}

/** The words of a list that the other list has too; or, negated, has not. */
export function sharedWith<T>(list: readonly T[], other: readonly T[], shared = true): readonly T[] {
  return list.filter((word) => other.includes(word) === shared)
}
