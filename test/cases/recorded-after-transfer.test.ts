/**
 * A violation happens, the vehicle passes on, and the violation is recorded: the new owner handled it as their own, without a
 * binding, by app. Whose vehicle it was at the act is a fact now, and a term of a provision; today's law asks only who owns it.
 */
import { describe, expect, test } from 'vitest'
import {
  decideHandling,
  enrolDriver,
  enrolVehicle,
  handle,
  handlingFacts,
  openRegistry,
  recordViolation,
  transferVehicle,
} from '../../src/index.ts'
import { asReported, type cn, reform, SHIPPED_SETS } from '../../src/law/index.ts'
import { codeOf, LICENCE, must } from '../hostile/world.ts'

const day = (date: number) => `2018-03-${String(date).padStart(2, '0')}T10:00:00.000+08:00`
const asked = { violation: 'x', driver: 'new', channel: 'app', at: day(20) } as const
const vehicle = { plateType: '02', operating: false } as const

/** The act on the 5th, the transfer on the 10th, the record on the 15th. */
function recorded(rules: typeof asReported | typeof cn) {
  let registry = must(enrolDriver(openRegistry(rules), { id: 'new', licence: LICENCE, at: day(1) }))
  registry = must(enrolVehicle(registry, { id: 'v', owner: { kind: 'individual', id: 'old' }, ...vehicle, at: day(1) }))
  registry = must(transferVehicle(registry, { vehicle: 'v', to: { kind: 'individual', id: 'new' }, at: day(10) }))
  const act = { fine: 200_000, points: 9, recordedBy: 'monitoring' } as const
  return must(recordViolation(registry, { id: 'x', vehicle: 'v', occurredAt: day(5), ...act, at: day(15) }))
}

/** `as-reported`, but that a vehicle is one's own only if it was at the act. */
const atTheAct = reform(asReported, (draft) => {
  draft.id = 'own-at-the-act'
  for (const provision of draft.handle) if (provision.vehicles === 'others') provision.own = 'at-act'
})

describe('the new owner and a violation of before', () => {
  test('by app, as reported, it is handled as their own: the law asks only who owns the vehicle', () => {
    expect(codeOf(handle(recorded(asReported), asked))).toBe('accepted')
    for (const set of Object.values(SHIPPED_SETS)) {
      for (const provision of set.handle) expect('own' in provision, `${set.id} ${provision.rule}`).toBe(false)
    }
  })

  test('since when they own it is a fact that the registry tells', () => {
    const facts = handlingFacts(recorded(asReported), asked)
    expect(facts).toMatchObject({ vehicleOwner: 'new', ownedSince: day(10), occurredAt: day(5), boundSince: null })
  })

  test('one that is enrolled later was theirs since the day that the enrolment says, and not of the future', () => {
    const owner = { kind: 'individual', id: 'new' } as const
    const drivers = must(enrolDriver(openRegistry(atTheAct), { id: 'new', licence: LICENCE, at: day(12) }))
    const enrolled = (ownedSince?: string) =>
      enrolVehicle(drivers, { id: 'v', owner, ...vehicle, ownedSince, at: day(12) })
    const act = {
      id: 'x',
      vehicle: 'v',
      occurredAt: day(5),
      fine: 200_000,
      points: 9,
      recordedBy: 'monitoring',
    } as const
    const handled = (ownedSince?: string) =>
      codeOf(handle(must(recordViolation(must(enrolled(ownedSince)), { ...act, at: day(15) })), asked))
    expect([day(4), day(6), undefined].map(handled)).toEqual(['accepted', 'open-binding', 'open-binding'])
    expect([day(12), day(13)].map((since) => codeOf(enrolled(since)))).toEqual(['accepted', 'history-in-future'])
  })

  test('where own means at the act, it is handled as another’s: not without a binding, and not over 200 yuan', () => {
    const outcome = handle(recorded(atTheAct), asked)
    expect(outcome).toMatchObject({ status: 'refused', decision: { verdict: 'refused' } })
    const failing =
      outcome.status === 'refused' ? outcome.decision?.findings.filter(({ outcome: found }) => found === 'fails') : []
    expect(failing?.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['open-binding', 'fine-limit']))
  })

  test('and without knowing who asks and whose it is, nothing is taken for their own', () => {
    const { driver, vehicleOwner, ...facts } = handlingFacts(recorded(asReported), asked)
    const decision = decideHandling({ ...facts, ownedSince: day(1) }, atTheAct)
    const binding =
      decision.verdict === 'invalid' ? undefined : decision.findings.find(({ rule }) => rule === 'open-binding')
    expect([driver, vehicleOwner, binding]).toMatchObject([
      'new',
      'new',
      { outcome: 'unknown', missing: ['driver', 'vehicleOwner'] },
    ])
  })

  test('and without knowing since when, it is undetermined and asks', () => {
    const { ownedSince: _, ...facts } = handlingFacts(recorded(asReported), asked)
    const decision = decideHandling(facts, atTheAct)
    expect(decision).toMatchObject({ verdict: 'undetermined' })
    expect(decision.verdict === 'invalid' ? [] : decision.missing).toContain('ownedSince')
  })
})
