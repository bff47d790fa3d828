/** Larger worlds than `npm run verify` goes through: half an hour. By hand: `npm run verify:deep -- worlds`. */
import { expect, test } from 'vitest'
import { check, LARGE_WORLDS } from '../exhaustive/scopes.ts'

test.each(LARGE_WORLDS)('$set: $name', (world) => {
  expect(check(world)).toEqual(world.counts)
})
