import { expect, test } from 'vitest'
import {
  bind,
  enrolDriver,
  enrolVehicle,
  handle,
  type Outcome,
  openRegistry,
  pointsOf,
  recordViolation,
} from '../../src/index.ts'
import { cn2018september, cn2020, cn2024, reform } from '../../src/rules.ts'

const at = '2018-09-10T15:00:00+08:00'

function world(rules = cn2018september) {
  let registry = openRegistry(rules)
  const take = (outcome: Outcome): void => {
    expect(outcome.status).toBe('accepted')
    registry = outcome.registry
  }
  take(enrolDriver(registry, { id: 'd', licence: { states: [], classes: ['C1'], firstIssuedOn: '2010-01-01' }, at }))
  take(
    enrolVehicle(registry, {
      id: 'own',
      owner: { kind: 'individual', id: 'd' },
      plateType: '02',
      operating: false,
      at,
    }),
  )
  take(
    enrolVehicle(registry, { id: 'v', owner: { kind: 'individual', id: 'o' }, plateType: '02', operating: false, at }),
  )
  take(
    recordViolation(registry, {
      id: 'x',
      vehicle: 'v',
      occurredAt: at,
      fine: 20000,
      points: 3,
      recordedBy: 'monitoring',
      at,
    }),
  )
  return registry
}

test('a reform that strikes out violation-open does not let a registry handle a violation twice', () => {
  const registry = world(reform(cn2018september, { 'violation-open': null }))
  const input = {
    violation: 'x',
    driver: 'd',
    channel: 'window',
    offenderPresent: true,
    identityVerified: true,
    at,
  } as const
  const first = handle(registry, input)
  const second = handle(first.registry, input)
  expect([first.status, second.status]).toEqual(['accepted', 'refused'])
  expect(second).toMatchObject({ code: 'violation-not-open' })
  expect(pointsOf(second.registry, 'd', at)).toBe(3)
})

test('a reform that strikes out own-vehicle and already-bound does not let a registry bind so', () => {
  const registry = world(reform(cn2018september, { 'own-vehicle': null, 'already-bound': null }))
  const input = { driver: 'd', channel: 'app', ownerConsent: 'qr', at } as const
  expect(bind(registry, { ...input, vehicle: 'own' })).toMatchObject({ status: 'refused', code: 'own-vehicle' })
  const bound = bind(registry, { ...input, vehicle: 'v' })
  expect(bound.status).toBe('accepted')
  expect(bind(bound.registry, { ...input, vehicle: 'v' })).toMatchObject({ status: 'refused', code: 'already-bound' })
})

test('a provision that a reform changes or brings never keeps a grade above hypothesis', () => {
  const limit = cn2024.handle.find(({ rule }) => rule === 'single-points-limit')
  if (limit === undefined) throw new Error('cn-2024 limits the points of one violation')
  const brought = reform(cn2020, (draft) => {
    draft.handle.push({ ...limit, limit: 12 } as (typeof draft.handle)[number])
  })
  expect(brought.handle.at(-1)?.citation.grade).toBe('H')
  const edited = reform(cn2020, (draft) => {
    for (const provision of draft.bind) {
      if (provision.rule !== 'driver-cap') continue
      provision.limit = 50
      provision.citation.article = 'Q2'
    }
  })
  expect(edited.bind.find(({ rule }) => rule === 'driver-cap')?.citation.grade).toBe('H')
  expect(edited.bind.filter(({ citation }) => citation.grade === 'H')).toHaveLength(1)
})
