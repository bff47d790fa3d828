/** What `capacityOf` says beside a search of all that a ring can do. By hand: `npm run verify:deep -- rings`. */
import { expect, test } from 'vitest'
import { checkRings, RING_SEARCHES, ringsIn } from '../exhaustive/rings.ts'

test.each(RING_SEARCHES)('$name', ({ rules, sizes }) => {
  const found = rules.map((each) => checkRings(each, sizes))
  expect(found.reduce((sum, { rings }) => sum + rings, 0)).toBe(rules.length * ringsIn(sizes))
})
