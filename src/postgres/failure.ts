/** An error of the store. Its text names nobody; what it is about is in its properties. */
export function failure(code: string, why: string, about: object = {}): Error {
  return Object.assign(new Error(`postgresStore: ${why}`), { code, ...about })
}

/** The error of a row that was edited into nonsense. The message names no id, which may be that of a person, and no key that does not belong there. */
export function badRow(table: string, id: string, field: string, why: string, about: object = {}): Error {
  const place = why === 'unknown-key' ? '' : ` at ${field}`
  return failure('bad-row', `a row of ${table} is malformed${place}: ${why}`, { table, id, field, ...about })
}
