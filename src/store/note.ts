import { isRecord } from '../input/assert.ts'
import { type Issue, isArray, type Path, report } from '../input/issue.ts'
import * as wanted from '../input/wanted.ts'

/** UTF-16 units of the JSON of a note at most. */
const LONGEST_NOTE = 2_000
const JSON_ALONE = wanted.exactly('JSON')

/** Reads a note, any JSON, as its text; what is none, as a date or a cycle, is refused, so that nothing of it is lost. `null` is no note. */
export function readNote(input: unknown, path: Path, issues: Issue[]): string | null {
  if (input === undefined || input === null) return null
  // How much is left before it is too long whatever comes: what is endless or deep stops there.
  let left = LONGEST_NOTE
  try {
    const text: unknown = JSON.stringify(input, function (this: Readonly<Record<string, unknown>>, key, shown) {
      const value = this[key]
      left -= 1 + (typeof value === 'string' ? value.length : 0) + (isArray(this) ? 0 : key.length)
      if (left < 0 || shown !== value || !isJson(value, this)) throw UNTOLD
      return value
    })
    if (typeof text === 'string' && text.length <= LONGEST_NOTE) return text
    left = -1
  } catch {}
  if (left < 0) report(issues, 'too-long', path, wanted.text({ from: 0, to: LONGEST_NOTE }), input)
  else report(issues, 'wrong-type', path, JSON_ALONE, input)
  return null
}
const UNTOLD = new Error('not read')

/** Whether a value by itself is JSON; what is left out of a record is not there. */
function isJson(value: unknown, within: object): boolean {
  if (value === undefined) return !isArray(within)
  if (typeof value === 'number') return Number.isFinite(value)
  return value === null || typeof value === 'string' || typeof value === 'boolean' || isArray(value) || isRecord(value)
}
