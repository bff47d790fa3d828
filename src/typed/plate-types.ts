import { mistaken } from '../input/assert.ts'
import { PLATE_TYPES, type PlateType } from '../values/vehicle.ts'
import { parsePlate } from './plate.ts'

/** What a plate is by its form and its mark, and the types that it can have (F4.12 to F4.18); of 超 no source tells the type. */
const TYPES: readonly (readonly [form: RegExp, types: readonly PlateType[]])[] = [
  [/使$/, ['03', '09']],
  [/领$/, ['04', '10']],
  [/[港澳]$/, ['05', '11']],
  [/学$/, ['16', '17']],
  [/警$/, ['23', '24']],
  [/挂$/, ['15']],
  [/试$/, ['18']],
  [/超$/, PLATE_TYPES],
  [/^.{7}[A-K]$/, ['51']],
  [/^.{8}$/, ['52']],
  [/^/, ['02', '01', '07', '08', '13', '05', '06', '11', '12']],
]

/**
 * The plate types 号牌种类 that a plate can have, the likeliest first: of `京A1234警` 23 and 24. A plate of small new-energy cars has one.
 *
 * @throws RangeError when `plate` is no plate of {@link parsePlate}.
 *
 * @example
 * ```ts
 * import { plateTypesOf } from 'demerit'
 * plateTypesOf('京A1234警') // [ '23', '24' ]
 * ```
 */
export function plateTypesOf(plate: string): readonly PlateType[] {
  const types = typesOf(plate)
  if (types === undefined) throw mistaken('plateTypesOf(plate)', plate, 'a plate of parsePlate')
  return Object.freeze([...types])
}

/** The same; `undefined` of what is no plate. */
export function typesOf(plate: string): readonly PlateType[] | undefined {
  return parsePlate(plate).ok ? TYPES.find(({ 0: form }) => form.test(plate))?.[1] : undefined
}

/** The plate types that some plate has which is read. */
export function isOfPlates(type: string): boolean {
  return TYPES.some(({ 1: types }) => types !== PLATE_TYPES && types.includes(type as PlateType))
}
