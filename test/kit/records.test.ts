import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  decideBinding,
  decideHandling,
  driverOf,
  enrolDriver,
  enrolVehicle,
  legalDay,
  openRegistry,
  recordViolation,
  vehicleOf,
  violationOf,
} from '../../src/index.ts'
import { driver, facts, vehicle, violation } from '../../src/testing.ts'

test('any driver drawn is always accepted by an empty registry, as drawn', () => {
  const issued = new Set<string>()
  fc.assert(
    fc.property(driver(), (one) => {
      const outcome = enrolDriver(openRegistry(), one)
      expect(outcome.status).toBe('accepted')
      expect(driverOf(outcome.registry, one.id)?.firstIssuedOn).toBe(one.licence.firstIssuedOn)
      issued.add(one.licence.firstIssuedOn === legalDay(one.at as never) ? 'on the day' : 'before')
    }),
  )
  expect([...issued].sort()).toEqual(['before', 'on the day'])
})

test('any vehicle drawn is always accepted, and so is any violation of it', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(vehicle(), violation(), (car, record) => {
      const enrolled = enrolVehicle(openRegistry(), { ...car, at: record.at })
      expect(enrolled.status).toBe('accepted')
      expect(vehicleOf(enrolled.registry, car.id)?.owner).toEqual(car.owner)
      const recorded = recordViolation(enrolled.registry, { ...record, vehicle: car.id })
      expect(recorded.status).toBe('accepted')
      expect(violationOf(recorded.registry, record.id)).toMatchObject({ fine: record.fine, points: record.points })
      seen.add(car.owner.kind).add(record.recordedBy)
      seen.add(record.occurredAt === record.at ? 'at once' : 'later').add(record.points === 0 ? 'no points' : 'points')
    }),
  )
  expect(seen.size).toBe(8)
})

test('any facts drawn are always judged, and both questions come with every verdict', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(facts(), (asked) => {
      const decision = asked.question === 'bind' ? decideBinding(asked.facts) : decideHandling(asked.facts)
      expect(decision.verdict).not.toBe('invalid')
      seen.add(`${asked.question} ${decision.verdict}`)
    }),
    { numRuns: 2000 },
  )
  expect(seen.size).toBe(6)
})
