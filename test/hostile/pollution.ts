/** What a merge of JSON may leave on `Object.prototype`: writable properties of any value. Accessors are hostile code. */
export const SHAPES: Readonly<Record<string, PropertyDescriptor>> = Object.fromEntries(
  Object.entries({
    'a number': 99,
    true: true,
    'a text': 'window',
    'a time': '1999-01-01T00:00:00.000+08:00',
    'a list': ['app'],
    'an object': {},
    null: null,
    'a function': () => ({ ok: true }),
  }).map(([name, value]) => [name, { value, writable: true, enumerable: true, configurable: true }]),
)

/** Runs something while a property lies on a prototype, and takes it away again whatever happens. */
export function polluted<T>(prototype: object, key: PropertyKey, shape: PropertyDescriptor, run: () => T): T {
  const before = Reflect.getOwnPropertyDescriptor(prototype, key)
  const descriptor = Object.assign(Object.create(null), shape)
  try {
    Reflect.defineProperty(prototype, key, descriptor)
    return run()
  } finally {
    if (before === undefined) Reflect.deleteProperty(prototype, key)
    else Reflect.defineProperty(prototype, key, before)
  }
}
