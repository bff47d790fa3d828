/** Ways in which a property can be added to `Object.prototype`. */
export const SHAPES: Readonly<Record<string, PropertyDescriptor>> = {
  'a number': { value: 99, writable: true, enumerable: true, configurable: true },
  true: { value: true, writable: true, enumerable: true, configurable: true },
  'a text': { value: 'window', writable: false, enumerable: false, configurable: true },
  'a function': { value: () => ({ ok: true }), writable: false, enumerable: true, configurable: true },
  'an accessor': { get: () => '1999-01-01T00:00:00.000+08:00', set: () => {}, enumerable: true, configurable: true },
  'an accessor that throws': {
    get: () => {
      throw new Error('read through Object.prototype')
    },
    set: () => {
      throw new Error('written through Object.prototype')
    },
    enumerable: false,
    configurable: true,
  },
}

/** Runs something while a property hangs on a prototype, and takes it away again whatever happens. */
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
