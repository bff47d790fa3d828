import { expect, test } from 'vitest'
import { type Adapter, checkAgainst, concurrently } from '../../src/testing.ts'

const broken: Adapter = {
  reset: () => {},
  execute: async () => {
    throw new Error('no connection')
  },
  bindings: () => [],
}

test('a system that throws when it is asked by several at once is not said to hold', async () => {
  await expect(concurrently(broken, { seed: 7 })).rejects.toThrow('no connection')
  await expect(checkAgainst(broken, { seed: 7 })).rejects.toThrow('no connection')
})
