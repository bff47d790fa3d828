import { describe, expect, test } from 'vitest'
import { WHOLE } from '../support/whole.ts'
import { check, WORLDS } from './scopes.ts'

/** In every run the worlds with no more decisions than that; all of them where the run is whole. */
const FEW = 300_000
const worlds = WORLDS.filter(({ counts: [, decisions] }) => WHOLE || decisions <= FEW)

describe('every decision in every state agrees with the oracle and with a second count of the events', () => {
  for (const world of worlds) {
    test(`${world.set}: ${world.name}`, () => {
      expect(check(world)).toEqual(world.counts)
    })
  }
})

test('a wrong decision is seen: the same world, compared with the oracle of another rule set', () => {
  const world = WORLDS.find(({ set }) => set === 'cn-2018-09-01') as (typeof WORLDS)[number]
  expect(() => check(world, 'cn-2020-09-28')).toThrow(/instead of|another number of findings/)
})
