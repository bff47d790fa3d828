import type { Finding } from '../../decision/decision.ts'
import { CHANNELS, type Channel } from '../../values/channel.ts'
import type { LicenceState } from '../../values/licence.ts'

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

/** What a driver does about states of a licence that bar, by what ends each; of the full score it is said with the points. */
export function endingOf(barring: readonly LicenceState[], ending: Ending): readonly string[] {
  const others = barring.filter((state) => state !== 'full-points')
  return [...new Set(others.map((state) => ending[Object.hasOwn(ending, state) ? (state as keyof Ending) : 'locked']))]
}

/** What ends a state of a licence; of one that is not named, what `locked` says. */
export type Ending = {
  readonly [S in Extract<
    LicenceState,
    'expired' | 'unverified' | 'cancelled-restorable' | 'transferred-out' | 'locked'
  >]: string
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
