import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { evidence } from '../support/evidence.ts'
import { WHOLE } from '../support/whole.ts'
import { check, LARGE_WORLDS, WORLDS } from './scopes.ts'

/** In every run the worlds with no more decisions than that; all of them where the run is whole. */
const FEW = 300_000
const worlds = WORLDS.filter(({ counts: [, decisions] }) => WHOLE || decisions <= FEW)
const sums = { worlds: 0, states: 0, decisions: 0 }
afterAll(() => {
  if (WHOLE) evidence('worlds', sums)
})

describe('every decision in every state agrees with the oracle and with a second count of the events', () => {
  for (const world of worlds) {
    test(`${world.set}: ${world.name}`, () => {
      const counts = check(world)
      sums.worlds++
      sums.states += counts[0]
      sums.decisions += counts[1]
      expect(counts).toEqual(world.counts)
    })
  }
})

test('a wrong decision is seen: the same world, compared with the oracle of another rule set', () => {
  const world = WORLDS.find(({ set }) => set === 'cn-2018-09-01') as (typeof WORLDS)[number]
  expect(() => check(world, 'cn-2020-09-28')).toThrow(/instead of/)
})

test('the larger worlds that npm run verify:deep went through last are those there are, and agreed', () => {
  const { worlds } = JSON.parse(readFileSync(new URL('deep-results.json', import.meta.url), 'utf8'))
  expect(worlds).toEqual(
    LARGE_WORLDS.map(({ set, name, scope: { drivers, vehicles, days, violations }, counts: [states, decisions] }) => ({
      ...{ set, name, drivers, vehicles, days, violations, states, decisions },
      agrees: true,
    })),
  )
})
