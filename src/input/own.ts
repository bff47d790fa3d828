/**
 * One record with the own properties of all; it inherits nothing, so that what a merge of JSON left on `Object.prototype` is
 * not found in it.
 */
export function own<T extends object>(...records: readonly T[]): T {
  return Object.assign(Object.create(null), ...records)
}
