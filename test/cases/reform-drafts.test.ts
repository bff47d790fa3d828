import { expect, test } from 'vitest'
import {
  bind,
  decideBinding,
  enrolDriver,
  enrolVehicle,
  eventsOf,
  handle,
  type Outcome,
  openRegistry,
  pointsOf,
  recordViolation,
  replay,
  restore,
  snapshot,
} from '../../src/index.ts'
import {
  asReported,
  CITATIONS,
  type Citations,
  cn2018September,
  cn2020,
  cn2024,
  type Grade,
  RULES,
  type RuleId,
  type RuleSet,
  reform,
} from '../../src/law/index.ts'
import { provide } from '../../src/law/rule-sets/rule-set.ts'
import { polluted } from '../hostile/pollution.ts'

const at = '2018-09-10T15:00:00+08:00'

function world(rules = cn2018September) {
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
  const registry = world(reform(cn2018September, { 'violation-open': null }))
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
  const registry = world(reform(cn2018September, { 'own-vehicle': null, 'already-bound': null }))
  const input = { driver: 'd', channel: 'app', ownerConsent: 'qr', at } as const
  expect(bind(registry, { ...input, vehicle: 'own' })).toMatchObject({ status: 'refused', code: 'own-vehicle' })
  const bound = bind(registry, { ...input, vehicle: 'v' })
  expect(bound.status).toBe('accepted')
  expect(bind(bound.registry, { ...input, vehicle: 'v' })).toMatchObject({ status: 'refused', code: 'already-bound' })
})

/** The grade of a set's last provision of a rule. */
function gradeOf({ bind, handle, citations }: RuleSet, rule: RuleId): Grade | undefined {
  const table: Citations = { ...CITATIONS, ...citations }
  const found = [...bind, ...handle].filter((provision) => provision.rule === rule).at(-1)
  return found && table[found.citation]?.grade
}

test('a provision that a reform changes or brings never keeps a grade above hypothesis', () => {
  const limit = cn2024.handle.find(({ rule }) => rule === 'single-points-limit')
  if (limit === undefined) throw new Error('cn-2024 limits the points of one violation')
  const brought = reform(cn2018September, (draft) => {
    draft.handle.push({ ...limit, limit: 12 } as (typeof draft.handle)[number])
  })
  expect(gradeOf(brought, 'single-points-limit')).toBe('H')
  const edited = reform(cn2020, (draft) => {
    for (const provision of draft.bind) {
      if (provision.rule !== 'driver-cap') continue
      provision.limit = 50
      draft.citations['own:statute'] = { ...CITATIONS['apl-37'], article: 'Q2' }
      provision.citation = 'own:statute'
    }
  })
  expect(gradeOf(edited, 'driver-cap')).toBe('H')
  expect(edited.bind.filter(({ rule }) => gradeOf(edited, rule) === 'H')).toHaveLength(1)
})

test('reforms of one set that differ are never called alike, and both names say that they are hypothetical', () => {
  const made = [
    reform(cn2024, { 'driver-cap': { limit: 2 } }),
    reform(cn2024, { 'driver-cap': { limit: 1 } }),
    reform(cn2024, { 'driver-cap': null }),
    reform(cn2024, { 'since-binding': { grain: 'next-day' } }),
    reform(cn2024, { 'driver-cap': { limit: 2 }, 'vehicle-cap': { limit: 2 } }),
    reform(cn2024, (draft) => {
      for (const provision of draft.handle) if (provision.rule === 'fine-limit') provision.channels = 'all'
    }),
    reform(cn2024, (draft) => {
      for (const provision of draft.bind) if (provision.rule === 'plate-type') provision.allowed = ['02', '01', '51']
      for (const provision of draft.bind) if (provision.channels.includes('app')) provision.channels = ['app']
    }),
    reform(reform(cn2024, { 'driver-cap': { limit: 2 } }), { 'vehicle-cap': { limit: 2 } }),
  ]
  expect(made.map(({ id }) => id)).toEqual([
    'cn-2024-11-01+driver-cap=2',
    'cn-2024-11-01+driver-cap=1',
    'cn-2024-11-01+driver-cap=none',
    'cn-2024-11-01+since-binding=next-day',
    'cn-2024-11-01+driver-cap=2+vehicle-cap=2',
    'cn-2024-11-01+fine-limit=all',
    expect.stringMatching(/^cn-2024-11-01\+4-changes-[0-9a-z]+$/),
    'cn-2024-11-01+driver-cap=2+vehicle-cap=2',
  ])
  expect(made[0]?.title).toEqual({
    zh: '设想：2024年备案规定（限制申请次数）（改动：driver-cap=2）',
    en: 'hypothetical: the rule of 2024 (limits on applications), changed: driver-cap=2',
  })
  expect(made[7]?.title.en).toBe(
    'hypothetical: the rule of 2024 (limits on applications), changed: driver-cap=2, changed: vehicle-cap=2',
  )
})

test('an analyst may name a reform, but never so that it looks like the law', () => {
  const title = { zh: '两辆方案', en: 'two vehicles' }
  const named = reform(cn2024, { 'driver-cap': { limit: 2 } }, { id: 'two', title })
  expect([named.id, named.title]).toEqual(['two', { zh: '设想：两辆方案', en: 'hypothetical: two vehicles' }])
  expect(reform(named, { 'vehicle-cap': { limit: 2 } }, { title }).id).toBe('two+vehicle-cap=2')
  expect(() => reform(cn2024, {}, { id: 'cn-2024-11-01+\u200b' })).toThrow(/id: forbidden-character/)
  expect(() => reform(cn2024, {}, { id: 'cn-2020-09-28' })).toThrow(/id: reserved/)
})

test('what a reform decides says itself that no law was applied', () => {
  const made = reform(cn2024, { 'driver-cap': { limit: 2 } })
  expect(decideBinding({ driverBindings: 2 }, made)).toMatchObject({ verdict: 'refused', hypothetical: true })
  expect(decideBinding({ at: '2199-12-31T00:00:00Z' as never }, made)).toMatchObject({
    hypothetical: true,
    verifiedUntil: cn2024.verifiedOn,
  })
  expect(decideBinding({ driverBindings: 2 }, cn2024)).not.toHaveProperty('hypothetical')
})

test('two reforms of one id that put a provision under another question each do not read each other’s snapshots', () => {
  const asking = (question: 'bind' | 'handle') =>
    reform(cn2024, (draft) => {
      draft.id = 'same'
      const moved = draft.bind.find(({ rule }) => rule === 'identity-verified')
      if (moved === undefined) throw new Error('no such provision')
      const everywhere = { ...moved, channels: 'all' as const }
      draft.bind = draft.bind.filter(({ rule }) => rule !== 'identity-verified')
      draft.handle = draft.handle.filter(({ rule }) => rule !== 'identity-verified')
      if (question === 'bind') draft.bind.push(everywhere)
      else draft.handle.unshift(everywhere)
    })
  const licence = { states: [], classes: ['C1'], firstIssuedOn: '2010-01-01' } as const
  const { registry } = enrolDriver(openRegistry(asking('bind')), { id: 'd', licence, at })
  expect(restore(asking('bind'), snapshot(registry)).ok).toBe(true)
  const other = restore(asking('handle'), snapshot(registry))
  expect(other.ok ? [] : other.issues.map(({ code, path }) => [code, path])).toEqual([['not-listed', ['ruleSets', 0]]])
  // A log that holds nothing but an enrolment is judged alike under both.
  expect(replay(asking('handle'), eventsOf(registry)).ok).toBe(true)
})

test('a reform of a reform is always named within 64 characters', () => {
  for (let length = 55; length <= 63; length++) {
    const first = reform(cn2024, { 'driver-cap': { limit: 2 } }, { id: `a${'京'.repeat(length)}` })
    for (const limit of [6, 10, 100]) expect(reform(first, { 'driver-cap': { limit } }).id.length).toBeLessThan(65)
  }
})

test('the title of a reform of a reform never outgrows a title', () => {
  let set = cn2024
  for (let turn = 0; turn < 40; turn++) set = reform(set, { 'driver-cap': { limit: 2 + (turn % 2) } })
  expect(set.title.en).toHaveLength(500)
  expect(set.title.en).toMatch(
    /^hypothetical: the rule of 2024 \(limits on applications\), changed: driver-cap=2, .*…$/,
  )
  const whole = reform(cn2024, {}, { title: { zh: '题', en: 'e'.repeat(500 - 'hypothetical: '.length) } })
  expect(whole.title.en).toMatch(/^hypothetical: e+$/)
  expect(
    reform(cn2024, {}, { title: { zh: '题', en: 'e'.repeat(500 - 'hypothetical: '.length + 1) } }).title.en,
  ).toMatch(/^hypothetical: e{485}…$/)
})

test('whose vehicles a provision speaks of is never read from Object.prototype', () => {
  const [{ citation }] = asReported.bind as unknown as readonly [(typeof asReported.bind)[number]]
  const terms = { channels: 'all', citation } as const
  const descriptor = { value: 'others', writable: true, enumerable: false, configurable: true }
  const vehicles = (more: object) =>
    polluted(Object.prototype, 'vehicles', descriptor, () => provide(RULES['own-vehicle'], { ...terms, ...more }))
      .provision.vehicles
  expect(vehicles({})).toBe('all')
  expect(vehicles({ vehicles: undefined })).toBe('all')
  expect(vehicles({ vehicles: 'others' })).toBe('others')
})

test('a recipe that gives a promise is refused: what it changes later would be lost', async () => {
  const error = 'reform(changes): function is not a recipe that is done when it returns: it gave a promise'
  const later = async (draft: { bind: unknown[] }) => {
    await undefined
    draft.bind.pop()
  }
  expect(() => reform(asReported, later as never)).toThrow(new TypeError(error))
  expect(() => reform(asReported, (() => Promise.reject(new Error('late'))) as never)).toThrow(new TypeError(error))
  await new Promise((resolve) => setImmediate(resolve))
  for (const answer of [null, 7, 'then', {}, { '': 1 }, []]) {
    expect(() => reform(asReported, (() => answer) as never)).toThrow(/returns nothing; it gave/)
  }
})
