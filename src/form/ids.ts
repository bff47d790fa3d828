import type { ReadFact } from '../law/facts.ts'
import { checkDigitOf } from '../typed/licence-number.ts'
import { namesNothing } from '../typed/placeholder.ts'
import { shown, visible } from '../typed/tidy.ts'
import type { FieldReader, Readers } from './readers.ts'

/** The facts that are ids of persons: an owner may be a driver, so that the two are read alike. */
const PERSONS: readonly string[] = ['driver', 'vehicleOwner']
/** A citizen's number whose check digit X is written small. */
const SMALL_X = /^[0-9]{17}x$/

/**
 * The id that a text names, so that one person and one vehicle have one id: by the reader of the form for it, or for the other person, and
 * else as it stands, but for a small x that ends a citizen's number. `undefined` if it names nobody, or is damaged: what looks like such an
 * id, masked or with a digit missing, is not that of a unit.
 */
export function idIn(text: string, name: string, read: Readers): unknown {
  const reader = readerFor(name, read)
  const found = reader?.(text)
  if (found?.ok) return found.value
  if (namesNothing(text) || reader?.resembles?.(visible(text))) return undefined
  const id = shown(text)
  return SMALL_X.test(id) && checkDigitOf(id) === 'X' ? id.toUpperCase() : id
}

/** The reader that the form names for an id; one for a driver is also that for an owner, and the other way round. */
function readerFor(name: string, read: Readers): FieldReader<unknown> | undefined {
  return read[name] ?? (PERSONS.includes(name) ? (read.driver ?? read.vehicleOwner) : undefined)
}

/**
 * Reads the ids among facts of the office, in their place, as those that are typed. An id that names nobody is not known, nor is a driver
 * whom the reader of `driver` refuses; an owner may be a unit, and a vehicle one of the army, whose ids stay.
 */
export function readIds(office: Record<string, unknown>, read: Readers, facts: readonly ReadFact[]): void {
  for (const { name, kind } of facts) {
    const id = office[name]
    if (kind !== 'id' || typeof id !== 'string') continue
    const isRefused = name === 'driver' && read.driver?.(id).ok === false
    office[name] = isRefused ? undefined : idIn(id, name, read)
  }
}
