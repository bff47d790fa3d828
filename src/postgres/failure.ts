/** An error of the store. Its text names nobody; what it is about is in its properties. */
export function failure(code: string, why: string, about: object = {}): Error {
  return Object.assign(new Error(`postgresStore: ${why}`), { code, ...about })
}

/** The error of a row that was edited into nonsense. The message names no id: an id may be that of a person. */
export function badRow(table: string, id: string, field: string, why: string): Error {
  return failure('bad-row', `a row of ${table} is malformed at ${field}: ${why}`, { table, id, field })
}
