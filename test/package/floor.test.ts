/** A form runs where the guide says: as it is written, and on the oldest telephones once the page's bundler has lowered its syntax. */
import { createContext, runInContext } from 'node:vm'
import { beforeAll, expect, test } from 'vitest'
import { FLOOR, LATER, pageFor, TAKEN_AWAY, WRITTEN } from '../support/floor.ts'

let page: string
let lowered: string
beforeAll(async () => {
  page = await pageFor('esnext')
  lowered = await pageFor(FLOOR)
})

test('the package is written in ES2022, and for the floor a bundler lowers it', async () => {
  expect(await pageFor(WRITTEN)).toBe(page)
  expect(lowered).not.toBe(page)
  const newer = 'globalThis.used = class { static { this.x = 1 } }\n'
  expect(await pageFor(WRITTEN, newer)).not.toBe(await pageFor('esnext', newer))
})

test('nothing is called that came after the floor', () => {
  // A form has a method `with` of its own; that of lists takes a number first, and is among those that came later still.
  const names = Object.values(TAKEN_AWAY)
    .flat()
    .filter((name) => name !== 'with')
  const taken = new RegExp(`\\.(?:${names.join('|')})\\(`)
  expect([LATER.exec(page)?.[0], taken.exec(page)?.[0]]).toEqual([undefined, undefined])
  for (const later of ['list.toSorted()', 'x.findLast(y)', 'structuredClone(x)', '/(?<=a)b/', '/a/v.test(x)'])
    expect(later).toMatch(LATER)
  for (const later of ['Object.hasOwn(x, y)', 'list.at(-1)', 'x.replaceAll(y, z)']) expect(later).toMatch(taken)
})

test('what forms, rules and decisions load has no immer and reads no process', () => {
  expect(page).not.toMatch(/immer|\bprocess\b/)
})

test('a page says the same in an engine that has no later built-in', () => {
  const answerIn = (code: string, without: typeof TAKEN_AWAY) => {
    const context = createContext({})
    for (const [owner, names] of Object.entries(without)) {
      for (const name of names) {
        runInContext(`delete ${owner}.${name}`, context)
        expect(runInContext(`typeof ${owner}.${name}`, context), name).toBe('undefined')
      }
    }
    runInContext(code, context)
    return JSON.parse(runInContext('answer', context)) as readonly { readonly status?: string }[]
  }
  const answer = answerIn(page, {})
  expect(answer.map(({ status }) => status).slice(0, 5)).toEqual([
    ...['refused', 'refused', 'refused', 'clear-so-far', 'malformed'],
  ])
  expect(answerIn(lowered, TAKEN_AWAY)).toEqual(answer)
})
