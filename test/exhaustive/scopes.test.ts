import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { evidence } from '../support/evidence.ts'
import { check, inWords, LARGE_WORLDS, WORLDS } from './scopes.ts'

const lines: string[] = []
const sums = { worlds: 0, states: 0, decisions: 0 }
afterAll(() => {
  for (const line of lines) console.log(line)
  evidence('worlds', sums)
})

describe('every decision in every state agrees with the oracle and with a second count of the events', () => {
  for (const world of WORLDS) {
    test(`${world.set}: ${world.name}`, { timeout: 400_000 }, () => {
      const counts = check(world)
      lines.push(inWords(world, counts))
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

test('the larger worlds that npm run verify went through last are those there are, and agreed', () => {
  const { worlds } = JSON.parse(readFileSync(new URL('verify-results.json', import.meta.url), 'utf8'))
  expect(worlds).toEqual(
    LARGE_WORLDS.map(({ set, name, scope: { drivers, vehicles, days, violations }, counts: [states, decisions] }) => ({
      ...{ set, name, drivers, vehicles, days, violations, states, decisions },
      agrees: true,
    })),
  )
})
