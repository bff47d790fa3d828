import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'

/** Deep equality, cheap where it holds, told in full where it does not. */
export function same(seen: unknown, expected: unknown, where?: string): void {
  if (!isDeepStrictEqual(seen, expected)) expect(seen, where).toEqual(expected)
}
