/**
 * What an act costs, counted and not timed: a count is the same on every machine. Counted are characters that are read one by one or that a
 * pattern may go over, items of lists that are gone over or copied, and keys that are looked up: what built-in functions do, which is one step to
 * `steps.ts`, whatever its size.
 */
export function workOf(act: () => unknown): number {
  let work = 0
  let isCounting = true
  const undo: (() => void)[] = []
  const count = (
    owner: object,
    name: PropertyKey,
    costOf: (self: unknown, result: unknown, from: number) => number,
  ) => {
    const before = Object.getOwnPropertyDescriptor(owner, name) as PropertyDescriptor
    const method = before.value as (...given: unknown[]) => unknown
    const counting = function (this: unknown, ...given: unknown[]): unknown {
      const from = this instanceof RegExp && (this.global || this.sticky) ? this.lastIndex : 0
      const result = Reflect.apply(method, this, given)
      if (!isCounting) return result
      isCounting = false
      work += this instanceof RegExp ? searched(this, String(given[0]), from, result) : costOf(this, result, from)
      isCounting = true
      return result
    }
    Object.defineProperty(owner, name, { ...before, value: counting })
    undo.push(() => Object.defineProperty(owner, name, before))
  }
  const one = () => 1
  const own = (self: unknown) => Math.min(Number((self as ArrayLike<unknown>).length), Number.MAX_SAFE_INTEGER)
  const given = (_: unknown, result: unknown) => (result as ArrayLike<unknown>).length
  count(RegExp.prototype, 'exec', one)
  for (const name of ['charCodeAt', 'codePointAt', 'charAt', 'at']) count(String.prototype, name, one)
  for (const name of [Symbol.iterator, 'indexOf', 'includes', 'normalize', 'split', 'toUpperCase']) {
    count(String.prototype, name, own)
  }
  for (const name of LIST_METHODS) count(Array.prototype, name, own)
  for (const name of ['keys', 'entries', 'getOwnPropertyNames']) count(Object, name, given)
  count(Object, 'hasOwn', one)
  try {
    act()
  } finally {
    for (const each of undo) each()
  }
  return work
}

const LIST_METHODS = [
  ...['slice', 'toSpliced', 'concat', 'map', 'filter', 'flatMap', 'forEach', 'reduce', 'reverse', 'sort', 'splice'],
  ...['some', 'every', 'find', 'findIndex', 'includes', 'indexOf', 'join'],
]

/**
 * How many characters a pattern may have gone over: where it repeats nothing without end, those up to where it stopped, or its own length if it
 * is bound to the beginning; else the square of them.
 */
function searched(pattern: RegExp, text: string, from: number, result: unknown): number {
  const match = result as RegExpExecArray | null
  const length = (match === null ? text.length : match.index + match[0].length) - from
  const bare = pattern.source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x')
  if (/[*+]|\{\d+,\}/.test(bare) && bare !== 'x+') return length * length
  return bare.startsWith('^') ? Math.min(length, pattern.source.length) : length
}
