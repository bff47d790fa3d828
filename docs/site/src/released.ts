/** What files call the column that ends a binding, its own name first: not a fact, and read for the picture of what was open. */
export const RELEASED = ['released_at', '备案解除时间', '解除备案时间'] as const

/** As many drivers and vehicles can be chosen to be drawn. */
export const MOST_DRAWN = 1000

/** Where it stands among headers; -1 if there is none. */
export function releasedIn(headers: readonly string[]): number {
  return headers.findIndex((header) => (RELEASED as readonly string[]).includes(header.trim()))
}
