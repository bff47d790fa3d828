/** What the page (docs/site) says would stop a ring, and what that refuses of other people's lawful acts. */
import { beforeAll, expect, test } from 'vitest'
import { pageCode } from '../support/page-code.ts'

let page: Awaited<ReturnType<typeof pageCode>>
beforeAll(async () => {
  page = await pageCode('stopping.ts', 'ordinary.ts', 'levers.ts')
})

const RING = { licences: 12, vehicles: 2, days: 10, violationsAVehicle: 0, fine: 200, price: 1 }

test('eight levers, alone and in their 28 pairs', () => {
  expect(
    page.PULLS.map(({ length }: readonly unknown[]) => length).filter((length: number) => length === 1).length,
  ).toBe(8)
  expect(new Set(page.PULLS.map(String)).size).toBe(1 + 8 + 28)
})

test('what each change leaves, first as a bound, then counted; the pair that works comes first', () => {
  // Up to the article's cases, which the browser counts.
  const counting = page.stopping(RING)
  const told = Array.from({ length: 1 + page.PULLS.length }, () => counting.next().value)
  const [first, last] = [told[0], told.at(-1)]
  const rowOf = (counted: typeof first, pull: string) =>
    counted.rows.find((row: { pull: readonly string[] }) => row.pull.join() === pull)
  for (const { pull, app, window } of last.rows) {
    const bound = rowOf(first, pull.join())
    expect([bound.app.kind, app.kind, window.kind]).toEqual(['most', 'exact', 'exact'])
    expect(app.points, pull.join()).toBeLessThanOrEqual(bound.app.points)
    expect(window.points, pull.join()).toBeLessThanOrEqual(bound.window.points)
  }
  const [today, best] = last.rows
  expect([today.pull, today.app.points, today.window.points, today.drawnRefused, today.realRefused]).toEqual([
    [],
    11,
    23,
    0,
    0,
  ])
  expect(best).toMatchObject({ pull: ['bindAtWindow', 'dateAtWindow'], window: { points: 0, acts: 0 }, realRefused: 2 })
  // Nothing does as much as the best; of what refuses nothing lawful, two do.
  const alikeOf = (row: typeof best) =>
    last.rows.filter((each: typeof best) => page.isAlike(each, row)).map(({ pull }: typeof best) => pull.join())
  expect(alikeOf(best)).toEqual(['bindAtWindow,dateAtWindow'])
  expect(alikeOf(last.rows.slice(1).find(page.isFree))).toEqual(['coolingOff', 'driversAYear'])
  // Three drivers a vehicle and year: six of the twelve licences find a place.
  expect(rowOf(last, 'driversAYear')).toMatchObject({ app: { points: 5.5, acts: 1.5 }, window: { points: 23 } })
})

test('the acts that people asked about are lawful today, and the drawn households are the same each time', () => {
  const today = page.leversPulled(page.NO_LEVER)
  expect(page.realPermitted(today)).toEqual([true, true, true, true, true])
  const lives = page.livesOf(20)
  expect(page.livesOf(20)).toEqual(lives)
  const accepted = page.acceptedOf(lives, today)
  expect(accepted.length).toBe(lives.length)
  expect(accepted.filter((each: unknown) => each === true).length).toBeGreaterThan(60)
  // Who may bind one vehicle alone loses some of them, and gains none.
  const fewer = page.acceptedOf(lives, page.leversPulled({ ...page.NO_LEVER, driverCap: 0 }))
  expect(fewer.filter((each: unknown) => each === true).length).toBeLessThan(
    accepted.filter((each: unknown) => each === true).length,
  )
})
