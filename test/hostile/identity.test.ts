/** Attempts: who is who. */
import { describe, expect, test } from 'vitest'
import * as index from '../../src/index.ts'
import { asReported } from '../../src/law/index.ts'
import { at, bindAt, codeOf, LICENCE, must, recordAt, vehicle, world } from './world.ts'

/** A registry in which the driver and the vehicles carry these ids. */
function withIds(driver: string, vehicles: readonly string[]): index.Registry {
  let registry = must(
    index.enrolDriver(index.openRegistry(asReported), { id: driver, licence: LICENCE, at: at('08:00') }),
  )
  for (const id of vehicles) registry = must(index.enrolVehicle(registry, vehicle(id, 'owner')))
  return registry
}
describe('ids', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '10', '2', '-0'])(
    'ids: %s is an id like any other, for a driver and for a vehicle',
    (id) => {
      const vehicles = [id, `${id}b`, `${id}c`, `${id}d`]
      let registry = withIds(id, vehicles)
      expect(index.driverOf(registry, `${id}x`)).toBeUndefined()
      for (const each of vehicles.slice(0, 3)) registry = must(bindAt(registry, id, each))
      expect(codeOf(bindAt(registry, id, `${id}d`))).toBe('driver-cap')
      expect(codeOf(bindAt(registry, id, id))).toBe('already-bound')
      expect(index.bindingsOfDriver(registry, id).map((each) => each.vehicle)).toEqual(vehicles.slice(0, 3))
      registry = must(recordAt(registry, id, id))
      expect(index.violationsOfVehicle(registry, id)).toMatchObject([{ id }])
      const again = index.restore(asReported, JSON.parse(JSON.stringify(index.snapshot(registry))))
      expect(again.ok && index.bindingsOfDriver(again.value, id)).toEqual(index.bindingsOfDriver(registry, id))
    },
  )

  test('ids: ids of Object.prototype’s members are known to no empty registry', () => {
    for (const id of Object.getOwnPropertyNames(Object.prototype)) {
      expect(index.driverOf(index.openRegistry(asReported), id)).toBeUndefined()
      expect(codeOf(bindAt(index.openRegistry(asReported), id, id))).toBe('unknown-driver')
    }
  })

  test('known-fields: a key __proto__ in parsed JSON is an unknown key, and gives no property', () => {
    const input = JSON.parse(
      '{"driver":"d1","vehicle":"v1","at":"2018-03-05T09:00:00+08:00","__proto__":{"channel":"window","identityVerified":true}}',
    )
    expect(index.bind(world(), input)).toMatchObject({
      status: 'invalid',
      issues: [{ code: 'unknown-key' }, { code: 'missing', path: ['channel'] }],
    })
    expect(
      index.bind(world(), Object.create({ driver: 'd1', vehicle: 'v1', channel: 'window', at: at('09:00') })).status,
    ).toBe('invalid')
  })

  test('ids: ids that could run together are not taken for one another', () => {
    let registry = index.openRegistry(asReported)
    for (const id of ['a', 'a/b'])
      registry = must(index.enrolDriver(registry, { id, licence: LICENCE, at: at('08:00') }))
    for (const id of ['b/c', 'c']) registry = must(index.enrolVehicle(registry, vehicle(id, 'owner')))
    registry = must(bindAt(registry, 'a/b', 'c'))
    expect(codeOf(bindAt(registry, 'a', 'b/c'))).toBe('accepted')
    expect(index.bindingsOfDriver(registry, 'a')).toEqual([])
  })
})
