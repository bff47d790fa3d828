import { frozen } from '../input/freeze.ts'

type Parts = Readonly<Record<string, () => unknown>>
type Made<P extends Parts> = { readonly tag: string } & { readonly [K in keyof P]: ReturnType<P[K]> }

/** Words of one language, frozen: parts of it, each made by a function, so that a page loads those that it uses. */
export function language<P extends Parts>(tag: string, parts: P): Made<P> {
  const made = Object.entries(parts).map(({ 0: name, 1: make }) => [name, make()])
  return frozen({ tag, ...Object.fromEntries(made) }) as Made<P>
}
