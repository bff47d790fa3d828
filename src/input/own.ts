/**
 * One record with the own properties of all; it inherits nothing, so that what a merge of JSON left on `Object.prototype` is
 * not found in it.
 */
export function own<T extends object>(...records: readonly T[]): T {
  return Object.assign(Object.create(null), ...records)
}

/** So many items, each made for its place. The length stands in a record that inherits nothing, so that no iterator is found in it. */
export function times<T>(length: number, itemAt: (index: number) => T): T[] {
  return Array.from(own<ArrayLike<unknown>>({ length }), (_, index) => itemAt(index))
}

/** Whether a record has a property of its own, and so is of the kind that has it. */
export function has<T extends object, K extends PropertyKey>(
  record: T,
  key: K,
): record is Extract<T, { readonly [P in K]?: unknown }> {
  return owns(record, key)
}

/** `Object.hasOwn`, which browsers of 2020 lack: what a page loads may call nothing that Chrome 80 and iOS 14 do not have. */
export function owns(record: object, key: PropertyKey): boolean {
  // biome-ignore lint/suspicious/noPrototypeBuiltins: it is the built-in one, whatever the record has.
  return Object.prototype.hasOwnProperty.call(record, key)
}
