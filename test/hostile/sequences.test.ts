/** Attempts: sequences of acts, versions and copies. Rows about the law say what the rule sets answer. */
import { describe, expect, test } from 'vitest'
import * as index from '../../src/index.ts'
import {
  asReported,
  cn,
  cn2018February,
  cn2018September,
  cn2020,
  cn2024,
  parseRuleSet,
  type RuleSet,
  reform,
  ruleBook,
} from '../../src/law/index.ts'
import { at, bindAt, codeOf, full, handleAt, must, recordAt, world } from './world.ts'

const releaseAt = (registry: index.Registry, driver: string, id: string, time: string) =>
  index.release(registry, { driver, vehicle: id, by: 'owner', at: at(time) })
const transferTo = (registry: index.Registry, id: string, time = '12:00') =>
  index.transferVehicle(registry, { vehicle: 'v1', to: { kind: 'individual', id }, at: at(time) })

describe('sequences', () => {
  test('the-rule-as-it-is: releasing and binding again on one day lets a fourth driver serve the vehicle: as-reported answers so', () => {
    let registry = world()
    for (const driver of ['d1', 'd2', 'd3']) registry = must(bindAt(registry, driver, 'v1'))
    for (let each = 1; each <= 4; each++) registry = must(recordAt(registry, `x${each}`, 'v1'))
    expect(codeOf(bindAt(registry, 'd4', 'v1', '11:00'))).toBe('vehicle-cap')
    registry = must(
      bindAt(must(releaseAt(must(handleAt(registry, 'x1', 'd1')), 'd1', 'v1', '11:00')), 'd4', 'v1', '11:00'),
    )
    for (const [id, driver] of [
      ['x2', 'd2'],
      ['x3', 'd3'],
      ['x4', 'd4'],
    ] as const)
      registry = must(handleAt(registry, id, driver))
    expect(index.bindingsOfVehicle(registry, 'v1')).toHaveLength(3)
  })

  test.each([
    [asReported, 'accepted'],
    [cn2018February, 'accepted'],
    [cn2018September, 'accepted'],
    [cn2020, 'since-binding'],
    [cn2024, 'since-binding'],
  ] as const)('the-rule-as-it-is: binding after the violation on the same day: %s', (set, code) => {
    const registry = must(bindAt(must(recordAt(world(set), 'x', 'v1', '08:30')), 'd1', 'v1'))
    expect(codeOf(handleAt(registry, 'x', 'd1', '11:00', { channel: 'app' }))).toBe(code)
  })

  test('corrections: no cap is passed, nothing is dated back or moved, and what is refused changes nothing', () => {
    let registry = world()
    for (const driver of ['d1', 'd2', 'd3']) registry = must(bindAt(registry, driver, 'v1'))
    registry = must(bindAt(must(releaseAt(registry, 'd1', 'v1', '10:00')), 'd4', 'v1', '11:00'))
    const last = index.revisionOf(registry)
    const said = { type: 'bind', driver: 'd5', vehicle: 'v2', channel: 'window', identityVerified: true } as const
    const tried: readonly [readonly index.HistoryChange[], string][] = [
      // Without the release there would be four.
      [[{ omit: last - 1 }], 'conflicts'],
      [[{ insert: { ...said, at: at('08:30') } }], 'not-insertable'],
      [[{ omit: last, instead: said }], 'not-the-same'],
      [[{ omit: last, instead: { ...said, driver: 'd4' } }], 'not-the-same'],
      [[{ rename: 'driver', from: 'd4', to: 'd5' }], 'on-record'],
      [[{ rename: 'vehicle', from: 'own', to: 'v2' }], 'on-record'],
    ]
    for (const [changes, code] of tried) {
      const outcome = index.correct(registry, { changes, ground: 'none', at: at('23:00') })
      expect(outcome, code).toMatchObject({ status: 'refused', code })
      expect(outcome.registry).toBe(registry)
    }
    const corrected = index.correct(registry, { changes: [{ omit: last }], ground: 'none', at: at('23:00') })
    expect(codeOf(bindAt(corrected.registry, 'd4', 'v1', '22:00'))).toBe('out-of-order')
    expect(index.bindingsOfVehicle(corrected.registry, 'v1').map(({ since }) => since)).toEqual([
      at('09:00'),
      at('09:00'),
    ])
    const forged = index.eventsOf(corrected.registry).map((event) => ({ ...event, omitted: [last - 1] }))
    expect(index.replay(asReported, index.eventsOf(registry).concat(forged.slice(-1) as never)).ok).toBe(false)
  })

  test('no-way-round: binding again brings no old date back', () => {
    const registry = must(
      bindAt(must(releaseAt(must(bindAt(world(), 'd1', 'v1', '09:00')), 'd1', 'v1', '10:00')), 'd1', 'v1', '11:00'),
    )
    expect(index.bindingsOfDriver(registry, 'd1')).toMatchObject([{ since: at('11:00') }])
  })

  test('no-way-round: a pair cannot be bound twice, and an open binding keeps its date', () => {
    const bound = must(bindAt(world(), 'd1', 'v1', '09:00'))
    const again = bindAt(bound, 'd1', 'v1', '10:00')
    expect(codeOf(again)).toBe('already-bound')
    expect(again.registry).toBe(bound)
  })

  test('no-way-round: a transfer ends every binding of the vehicle, that of the new owner too', () => {
    const registry = must(transferTo(must(bindAt(must(bindAt(world(), 'd1', 'v1')), 'd2', 'v1')), 'd1'))
    expect([
      index.bindingsOfVehicle(registry, 'v1'),
      index.bindingsOfDriver(registry, 'd1'),
      index.bindingsOfDriver(registry, 'd2'),
    ]).toEqual([[], [], []])
    expect(codeOf(bindAt(registry, 'd1', 'v1', '12:00'))).toBe('own-vehicle')
  })

  test('no-way-round: a vehicle with open violations is not transferred, so none is shed or passed on', () => {
    const dear = must(recordAt(world(), 'x', 'v1', '10:00', { fine: 20_001 }))
    expect(codeOf(transferTo(dear, 'd1'))).toBe('open-violations')
    expect(codeOf(handleAt(dear, 'x', 'd1'))).toBe('open-binding')
  })

  test('no-way-round: a lost licence keeps its bindings but handles nothing; a cancelled one loses them', () => {
    const changed = (registry: index.Registry, states: index.LicenceState[]) =>
      index.changeLicence(registry, { driver: 'd1', licence: { states, classes: ['C1'] }, at: at('10:30') })
    const bound = must(recordAt(must(bindAt(world(), 'd1', 'v1')), 'x', 'v1'))
    const seized = must(changed(bound, ['seized']))
    expect(codeOf(handleAt(seized, 'x', 'd1'))).toBe('licence-state')
    expect(codeOf(handleAt(must(changed(seized, [])), 'x', 'd1'))).toBe('accepted')
    const cancelled = must(changed(bound, ['cancelled']))
    expect(codeOf(changed(cancelled, []))).toBe('licence-ended')
    const licence = { states: [], classes: ['C1'], firstIssuedOn: at('10:30').slice(0, 10) } as const
    const anew = must(index.reissueLicence(cancelled, { driver: 'd1', licence, at: at('10:30') }))
    expect(codeOf(handleAt(anew, 'x', 'd1'))).toBe('open-binding')
  })

  const handling = {
    type: 'handle',
    violation: 'x',
    driver: 'd1',
    channel: 'window',
    offenderPresent: true,
    identityVerified: true,
    at: at('11:00'),
  } as const
  test('one-by-one: a batch handles a violation once; a batch of which nothing is accepted gives the registry back', () => {
    const registry = must(recordAt(must(bindAt(world(), 'd1', 'v1')), 'x', 'v1'))
    const batch = index.executeAll(registry, [handling, handling])
    expect(batch.outcomes).toMatchObject([{ status: 'accepted' }, { status: 'refused', code: 'violation-open' }])
    expect(index.pointsOf(batch.registry, 'd1', at('12:00'))).toBe(3)
    expect(index.executeAll(batch.registry, [handling]).registry).toBe(batch.registry)
  })

  test('no-way-round: a violation is not made anew: its id stays taken when it is withdrawn', () => {
    const registry = must(recordAt(world(), 'x', 'v1'))
    const gone = must(index.withdrawViolation(registry, { violation: 'x', ground: 'wrong-plate', at: at('11:00') }))
    expect(codeOf(recordAt(gone, 'x', 'v1', '11:00'))).toBe('violation-exists')
    expect(codeOf(handleAt(gone, 'x', 'owner'))).toBe('unknown-driver')
  })

  test('accidents: a log with an event repeated, left out, moved or put in is refused where it breaks; a whole beginning is a log', () => {
    const events = index.eventsOf(full())
    const swapped = [...events]
    swapped.splice(3, 2, events[4] as index.RegistryEvent, events[3] as index.RegistryEvent)
    const other = index.eventsOf(must(bindAt(world(), 'd2', 'v2')))
    for (const log of [
      [...events, events.at(-1)],
      events.slice(1),
      events.toSpliced(5, 1),
      swapped,
      [...events.slice(0, -1), other.at(-1)],
    ]) {
      expect(index.replay(asReported, log).ok).toBe(false)
    }
    for (let length = 0; length <= events.length; length++)
      expect(index.replay(asReported, events.slice(0, length)).ok).toBe(true)
  })

  test('judged-again: an event names the rule set that judged it, and another does not replay it', () => {
    const outcome = bindAt(world(cn2018February), 'd1', 'v1')
    if (outcome.status !== 'accepted') throw new Error('not accepted')
    expect([outcome.event.ruleSet, outcome.decision?.ruleSet]).toEqual(['cn-2018-02-24', 'cn-2018-02-24'])
    for (const rules of [asReported, cn2024])
      expect(index.replay(rules, index.eventsOf(outcome.registry)).ok).toBe(false)
  })

  test('no-way-round: a cap lowered below what there is removes nothing and lets nothing be added', () => {
    const lower = parseRuleSet({
      ...JSON.parse(JSON.stringify(reform(asReported, { 'driver-cap': { limit: 2 } }))),
      id: 'lower',
      from: '2018-03-06',
    })
    if (!lower.ok) throw new Error('a sound rule set was refused')
    const registry = full(ruleBook('lowered', [asReported, lower.value]) as unknown as RuleSet)
    const later = bindAt(registry, 'd1', 'v4', '09:00', { at: at('09:00', '2018-03-06') })
    expect(codeOf(later)).toBe('driver-cap')
    expect(index.bindingsOfDriver(later.registry, 'd1')).toHaveLength(3)
  })

  test('day-of-the-act: the day chooses the rule set, and a book has no gap, overlap or repeat', () => {
    expect(() => ruleBook('twice', [cn2024, cn2024])).toThrow(RangeError)
    expect(() => ruleBook('back', [cn2024, cn2020])).toThrow(RangeError)
    expect(() => ruleBook('none', [])).toThrow(RangeError)
    expect(codeOf(bindAt(world(cn, '2017-01-01'), 'd1', 'v1', '09:00', { at: at('09:00', '2017-01-01') }))).toBe(
      'no-rule-set-in-force',
    )
  })

  test('rule-sets: a rule set of one’s own is sound, marked hypothetical and carries no shipped name', () => {
    const made = (limit: unknown, id = 'mine') =>
      parseRuleSet({
        ...asReported,
        id,
        bind: asReported.bind.map((each) => (each.rule === 'driver-cap' ? { ...each, limit } : each)),
      })
    for (const limit of [1e9, 101, Number.NaN, -1, '3', null, Number.POSITIVE_INFINITY])
      expect(made(limit).ok).toBe(false)
    expect(made(4, 'as-reported')).toMatchObject({ ok: false, issues: [{ code: 'reserved' }] })
    expect(made(3, 'as-reported')).toEqual({ ok: true, value: asReported })
    const mine = { id: 'mine', hypothetical: true, title: { zh: `设想：${asReported.title.zh}` } }
    for (const limit of [3, 4]) expect(made(limit)).toMatchObject({ ok: true, value: mine })
    expect(() => index.openRegistry({ ...asReported } as never)).toThrow(TypeError)
    expect(() => index.decideBinding({}, { ...asReported })).toThrow(TypeError)
  })

  test('old-registries: two acts on one base are two registries with one revision: a store has to compare it', () => {
    const base = must(bindAt(must(bindAt(world(), 'd1', 'v1')), 'd1', 'v2'))
    const [one, other] = [must(bindAt(base, 'd1', 'v3')), must(bindAt(base, 'd1', 'v4'))]
    expect(index.revisionOf(one)).toBe(index.revisionOf(base) + 1)
    expect(index.revisionOf(other)).toBe(index.revisionOf(one))
    expect(index.snapshot(other).chain).not.toBe(index.snapshot(one).chain)
    expect(index.bindingsOfDriver(base, 'd1')).toHaveLength(2)
  })

  test('acting-decides: no operation returns a promise: nothing can come between deciding and acting', () => {
    for (const [name, value] of Object.entries(index)) {
      // Reading a long log a piece at a time hands out nothing before its end.
      if (name === 'replayAsync') continue
      if (typeof value === 'function') expect(value.constructor.name, name).toBe('Function')
    }
    expect('then' in bindAt(world(), 'd1', 'v1')).toBe(false)
  })

  test('judged-again: two registries are not merged: the events of one after those of the other are refused', () => {
    const base = world()
    const [one, other] = [must(bindAt(base, 'd1', 'v1')), must(bindAt(base, 'd2', 'v2'))]
    expect(
      index.replay(asReported, [...index.eventsOf(one), ...index.eventsOf(other).slice(index.revisionOf(base))]).ok,
    ).toBe(false)
    expect(Object.keys(index).filter((name) => /merge/i.test(name))).toEqual([])
  })
})
