import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  decideBinding,
  decideHandling,
  driverOf,
  enrolDriver,
  enrolVehicle,
  legalDay as legalDayOf,
  openRegistry,
  parseLegalDay,
  parseLicenceNumber,
  parsePlate,
  recordViolation,
  vehicleOf,
  violationOf,
} from '../../src/index.ts'
import { asReported, SHIPPED_IDS } from '../../src/law/index.ts'
import {
  driver,
  facts,
  legalDays,
  licenceNumbers,
  plates,
  ruleSet,
  vehicle,
  violation,
} from '../../src/testing/index.ts'

test('any driver drawn is always accepted by an empty registry, as drawn', () => {
  const issued = new Set<string>()
  fc.assert(
    fc.property(driver(), (one) => {
      const outcome = enrolDriver(openRegistry(asReported), one)
      expect(outcome.status).toBe('accepted')
      expect(driverOf(outcome.registry, one.id)?.firstIssuedOn).toBe(one.licence.firstIssuedOn)
      issued.add(one.licence.firstIssuedOn === legalDayOf(one.at as never) ? 'on the day' : 'before')
    }),
  )
  expect([...issued].sort()).toEqual(['before', 'on the day'])
})

test('any vehicle drawn is always accepted, and so is any violation of it', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(vehicle(), violation(), (car, record) => {
      const enrolled = enrolVehicle(openRegistry(asReported), { ...car, at: record.at })
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
      const decision =
        asked.question === 'bind' ? decideBinding(asked.facts, asReported) : decideHandling(asked.facts, asReported)
      expect(decision.verdict).not.toBe('invalid')
      seen.add(`${asked.question} ${decision.verdict}`)
    }),
    { numRuns: 2000 },
  )
  expect(seen.size).toBe(6)
})

test('any plate drawn is always read as it is, and every kind comes', () => {
  const kinds = new Set<string>()
  const letters = new Set<string>()
  fc.assert(
    fc.property(plates(), (number) => {
      expect(parsePlate(number)).toEqual({ ok: true, value: number })
      const mark = /[^0-9A-Z]$/.exec(number)?.[0]
      kinds.add(mark ?? (number.length === 7 ? 'ordinary' : /[A-Z]$/.test(number) ? 'large' : 'small'))
      if (mark === undefined && number.length === 7)
        letters.add(number.slice(2).replace(/[A-Z]/g, 'A').replace(/[0-9]/g, '0'))
    }),
    { numRuns: 5000 },
  )
  // Ordinary ones, those of new energy, small and large, and those with a mark.
  expect([...kinds].sort()).toEqual([...'学警挂港澳使领试超', 'ordinary', 'small', 'large'].sort())
  // None, one and two letters, wherever they stand.
  expect(letters.size).toBe(1 + 5 + 10)
})

test('any licence number drawn is always read as it is, of every kind of document', () => {
  const areas = new Set<string>()
  const last = new Set<string>()
  fc.assert(
    fc.property(licenceNumbers(), (number) => {
      expect(parseLicenceNumber(number)).toEqual({ ok: true, value: number })
      areas.add(number.startsWith('8') ? number.slice(0, 2) : number.slice(0, 1))
      last.add(number.slice(-1))
    }),
    { numRuns: 2000 },
  )
  expect([...areas].sort()).toEqual(['1', '2', '3', '4', '5', '6', '7', '81', '82', '83', '9'])
  expect(last.size).toBe(11)
})

test('any legal day drawn is always read as it is', () => {
  fc.assert(
    fc.property(legalDays(), (day) => {
      expect(parseLegalDay(day)).toEqual({ ok: true, value: day })
    }),
  )
})

test('any rule set drawn always judges, and every one that ships comes', () => {
  const ids = new Set<string>()
  const caps = new Set<number>()
  fc.assert(
    fc.property(ruleSet(), facts(), (rules, asked) => {
      const decision =
        asked.question === 'bind' ? decideBinding(asked.facts, rules) : decideHandling(asked.facts, rules)
      expect(decision).toMatchObject({ ruleSet: rules.id })
      if (!rules.hypothetical) return void ids.add(rules.id)
      expect(rules.handle).toEqual(asReported.handle)
      for (const provision of rules.bind) if ('limit' in provision) caps.add(provision.limit)
    }),
    { numRuns: 500 },
  )
  expect([...ids].sort()).toEqual(SHIPPED_IDS.filter((id) => id !== 'none').toSorted())
  expect([...caps].sort()).toEqual([0, 1, 2, 3, 4, 5])
})
