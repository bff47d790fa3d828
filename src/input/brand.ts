/**
 * Puts on an object what the library knows of it as one of a kind, in private fields, which no copy, proxy or look-alike
 * of it has. They hold who made the object, and are gone with it: a `WeakMap` beside it would hold the same, and is as
 * fast (`npm run bench` (h)). Mark an object once, before it is frozen.
 */
export function mark<T extends object, K>(value: T, kind: unknown, known: K): T {
  return new Marked(value, kind, known) as unknown as T
}

/** What is known of the object as one of the kind; `undefined` for whatever was not marked so. */
export function markOf(value: unknown, kind: unknown): unknown {
  return Marked.of(value, kind)
}

/** The `this` of a subclass is the object it was given: so private fields come to be on an object made elsewhere. */
export class Given {
  constructor(value: object) {
    // biome-ignore lint/correctness/noConstructorReturn: that is how.
    return value
  }
}

const Marked: {
  new (value: object, kind: unknown, known: unknown): object
  of(value: unknown, kind: unknown): unknown
} = (() => {
  return class extends Given {
    readonly #kind: unknown
    readonly #known: unknown
    constructor(value: object, kind: unknown, known: unknown) {
      super(value)
      this.#kind = kind
      this.#known = known
    }
    static of(value: unknown, kind: unknown): unknown {
      const is = typeof value === 'object' && value !== null && #kind in value && value.#kind === kind
      return is ? value.#known : undefined
    }
  }
})()
