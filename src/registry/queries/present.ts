import { mistaken } from '../../input/assert.ts'
import { type Issue, shorten } from '../../input/issue.ts'
import { parsed } from '../../input/read.ts'
import { type Instant, type InstantInput, readInstant } from '../../values/instant.ts'
import type { DriverRecord, RecordKind, VehicleRecord, ViolationRecord } from '../state/records.ts'

/** @throws RangeError if the argument is not an instant. */
export function instantArgument(argument: string, at: InstantInput): Instant {
  const read = parsed(readInstant, at)
  if (read.ok) return read.value
  const { expected, code } = read.issues[0] as Issue
  throw mistaken(argument, at, `${/^[aeiou]/.test(expected) ? 'an' : 'a'} ${expected} (${code})`)
}

/**
 * A registry knows the present of each record: what was before the last event about it, it cannot tell.
 *
 * @throws RangeError naming the record that is ahead.
 */
export function notAhead(
  argument: string,
  at: Instant,
  kind: RecordKind,
  { id, last }: DriverRecord | VehicleRecord | ViolationRecord,
): void {
  if (at >= last) return
  throw new RangeError(
    `${argument}: ${at} is before the last event about ${kind} ${shorten(id)}, at ${last}; ask the registry of that time`,
  )
}
