/**
 * All reachable sets of bindings, found through the public commands by breadth-first search, against the mathematics:
 * with nobody owning anything and a cap of three on either side they are the 0/1 matrices whose rows and columns sum to
 * at most three. Every binding and every release is tried in every state.
 */

import { expect, test } from 'vitest'
import {
  bind,
  bindingsOfDriver,
  bindingsOfVehicle,
  enrolDriver,
  enrolVehicle,
  openRegistry,
  type Registry,
  release,
} from '../../src/index.ts'
import { asReported, type RuleSet, reform } from '../../src/law/index.ts'

const AT = '2018-09-10T15:00:00.000+08:00'

test.each([
  [4, 3, 3, 3375],
  [3, 4, 3, 3375],
  [4, 4, 3, 41_503],
  [4, 4, 2, 7343],
  [4, 4, 1, 209],
])(
  '%i drivers and %i vehicles with a cap of %i reach %i sets of bindings, no more and no fewer',
  (drivers, vehicles, cap, states) => {
    const possible = matrices(drivers, vehicles, cap)
    const { reached, tried } = search(drivers, vehicles, cap === 3 ? asReported : capped(cap))
    expect(reached.size).toBe(states)
    expect([...reached].sort(ascending)).toEqual(possible)
    console.log(`reachable bindings, ${drivers} × ${vehicles}, cap ${cap}: ${reached.size} states, ${tried} commands`)
  },
)

/** The rule as reported with other caps. */
function capped(limit: number): RuleSet {
  return reform(asReported, { 'driver-cap': { limit }, 'vehicle-cap': { limit } })
}

/** A state is the set of its bindings, written as a number with one bit a pair. */
function search(drivers: number, vehicles: number, rules: RuleSet): { reached: Set<number>; tried: number } {
  const start = enrolled(drivers, vehicles, rules)
  const reached = new Set<number>([0])
  let tried = 0
  let wave: Array<readonly [number, Registry]> = [[0, start]]
  while (wave.length > 0) {
    const next: typeof wave = []
    for (const [state, registry] of wave) {
      for (let pair = 0; pair < drivers * vehicles; pair++) {
        const who = { driver: `d${Math.floor(pair / vehicles)}`, vehicle: `v${pair % vehicles}` }
        const bit = 2 ** pair
        const bound = (state & bit) !== 0
        const outcome = bound
          ? release(registry, { ...who, by: 'driver', at: AT })
          : bind(registry, { ...who, channel: 'app', at: AT })
        tried++
        if (outcome.status !== 'accepted') {
          if (bound) throw new Error(`${who.driver} could not release ${who.vehicle}`)
          continue
        }
        const after = stateOf(outcome.registry, drivers, vehicles)
        if (after !== (state ^ bit)) throw new Error(`from ${state}, ${who.driver} and ${who.vehicle}: ${after}`)
        if (reached.has(after)) continue
        reached.add(after)
        next.push([after, outcome.registry])
      }
    }
    wave = next
  }
  return { reached, tried }
}

/** Read from the side of the drivers, and checked from the side of the vehicles. */
function stateOf(registry: Registry, drivers: number, vehicles: number): number {
  let state = 0
  let fromVehicles = 0
  for (let driver = 0; driver < drivers; driver++) {
    for (const { vehicle } of bindingsOfDriver(registry, `d${driver}`))
      state |= 1 << (driver * vehicles + Number(vehicle.slice(1)))
  }
  for (let vehicle = 0; vehicle < vehicles; vehicle++) {
    for (const { driver } of bindingsOfVehicle(registry, `v${vehicle}`))
      fromVehicles |= 1 << (Number(driver.slice(1)) * vehicles + vehicle)
  }
  if (state !== fromVehicles) throw new Error(`drivers say ${state}, vehicles say ${fromVehicles}`)
  return state
}

/** Nobody of the drivers owns anything. */
function enrolled(drivers: number, vehicles: number, rules: RuleSet): Registry {
  let registry = openRegistry(rules)
  for (let driver = 0; driver < drivers; driver++) {
    const licence = { states: [], classes: ['C1'], firstIssuedOn: '2010-01-01' } as const
    registry = enrolDriver(registry, { id: `d${driver}`, licence, at: AT }).registry
  }
  for (let vehicle = 0; vehicle < vehicles; vehicle++) {
    const owner = { kind: 'individual', id: 'nobody' } as const
    registry = enrolVehicle(registry, { id: `v${vehicle}`, owner, plateType: '02', operating: false, at: AT }).registry
  }
  return registry
}

/** All 0/1 matrices with row and column sums up to the cap, by trying every one, in ascending order. */
function matrices(rows: number, columns: number, cap: number): number[] {
  const found: number[] = []
  for (let matrix = 0; matrix < 2 ** (rows * columns); matrix++) {
    const sums = Array<number>(rows + columns).fill(0)
    for (let cell = 0; cell < rows * columns; cell++) {
      if ((matrix & (1 << cell)) === 0) continue
      const [row, column] = [Math.floor(cell / columns), rows + (cell % columns)]
      sums[row] = (sums[row] ?? 0) + 1
      sums[column] = (sums[column] ?? 0) + 1
    }
    if (sums.every((sum) => sum <= cap)) found.push(matrix)
  }
  return found
}

function ascending(one: number, other: number): number {
  return one - other
}
