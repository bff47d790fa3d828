/** Bugs that a hostile caller could once use, each by name. */
import { describe, expect, test } from 'vitest'
import { en, explain, zhCN } from '../../src/explain/index.ts'
import * as index from '../../src/index.ts'
import * as rules from '../../src/law/index.ts'
import { keep } from '../hostile/golden-trace.ts'
import { polluted } from '../hostile/pollution.ts'
import { workOf } from '../support/work.ts'

const at = (day: string): string => `${day}T09:00:00.000+08:00`
const licence = { states: [], classes: ['C1'], firstIssuedOn: '2016-02-29' } as const
const merged = (value: unknown): PropertyDescriptor => ({ value, writable: true, enumerable: true, configurable: true })
const silent = (value: unknown): PropertyDescriptor => ({ get: () => value, set: () => {}, configurable: true })

function opened(law: rules.RuleBook | rules.RuleSet = rules.cn): index.Registry {
  const enrolled = index.enrolDriver(index.openRegistry(law), { id: 'ann', licence, at: at('2020-10-01') }).registry
  const owner = { kind: 'individual', id: 'owen' } as const
  const vehicle = { id: 'one', owner, plateType: '02', operating: false, at: at('2020-10-01') } as const
  return index.enrolVehicle(enrolled, vehicle).registry
}
const asked = { driver: 'ann', vehicle: 'one', channel: 'app', ownerConsent: 'qr', at: at('2020-10-02') } as const

describe('days that are remembered', () => {
  /** Reads as one day when it is the name of a remembered day, and as another when it is computed with. */
  function twoFaced(first: string, then: string): never {
    let times = 0
    return {
      slice: (from: number, to: number) => first.slice(from, to),
      toString: () => (times++ === 0 ? first : then),
    } as never
  }
  const attempt = (run: () => unknown): unknown => {
    try {
      return run()
    } catch (error) {
      return error
    }
  }

  test('a day that changes while it is read does not move another driver’s scoring period', () => {
    expect(
      attempt(() => index.scoringPeriodOn(twoFaced('2011-05-01', '1950-05-01'), '2020-10-01' as never)),
    ).toBeInstanceOf(RangeError)
    expect(index.scoringPeriodOn('2011-05-01' as never, '2020-10-01' as never)).toEqual(['2020-05-01', '2021-05-01'])
  })

  test('nor the last day to pay, nor the limitation', () => {
    expect(attempt(() => index.payByDay(twoFaced('2011-05-03', '2190-05-03'), index.weekendsOnly))).toBeInstanceOf(
      RangeError,
    )
    expect(index.payByDay('2011-05-03' as never, index.weekendsOnly)).toBe('2011-05-18')
    expect(
      attempt(() => index.isWithinLimitation(twoFaced('2011-05-04', '2190-05-04'), '2020-01-01' as never)),
    ).toBeInstanceOf(RangeError)
    expect(index.isWithinLimitation('2011-05-04' as never, '2020-01-01' as never)).toBe(false)
  })

  test('a period that was handed out cannot be edited', () => {
    expect(Object.isFrozen(index.scoringPeriodOn('2011-05-01' as never, '2020-10-01' as never))).toBe(true)
  })
})

describe('properties of Object.prototype', () => {
  test.each(['0', '1', '2'])(
    'a property named %s, as a merge of JSON leaves one, does not swallow a finding, an event or an issue',
    (key) => {
      for (const prototype of [Object.prototype, Array.prototype]) {
        const registry = opened()
        const seen = polluted(prototype, key, merged('another'), () => {
          const made: unknown[] = []
          keep(made, index.bind(registry, asked))
          keep(made, index.eventsOf(registry))
          keep(made, index.replay(rules.cn, index.eventsOf(registry)).ok)
          keep(
            made,
            rules.parseRuleSet({
              id: 'none',
              title: { zh: '', en: '' },
              from: 1,
              verifiedOn: 1,
              bind: [{ rule: 'fly' }],
              handle: 1,
            }),
          )
          return made
        })
        const plain = [
          index.bind(registry, asked),
          index.eventsOf(registry),
          true,
          rules.parseRuleSet({
            id: 'none',
            title: { zh: '', en: '' },
            from: 1,
            verifiedOn: 1,
            bind: [{ rule: 'fly' }],
            handle: 1,
          }),
        ]
        expect(JSON.stringify(seen)).toBe(JSON.stringify(plain))
      }
    },
  )

  test.each([
    ['replace', Symbol.replace],
    ['split', Symbol.split],
  ])('what texts look for to %s does not change plates, names of reforms or words', (_, key) => {
    const changes = { 'owner-kind': { allowed: ['individual', 'unit'] } } as const
    const decision = index.decideHandling({ fine: 1_234_500 as never, points: 3 }, rules.cn2024)
    if (decision.verdict === 'invalid') throw new Error('unreachable')
    const all = () => [
      index.parsePlate('京AI2345'),
      rules.reform(rules.cn2018September, changes).id,
      explain(decision, en),
      explain(decision, zhCN),
    ]
    const plain = all()
    const forged = { value: () => 'EVIL', configurable: true }
    expect(polluted(Object.prototype, key, forged, all)).toEqual(plain)
  })

  test('a property named -1 does not stand before the first rule set of a book', () => {
    const sets = [rules.cn2013, rules.cn2024]
    const earlier = { value: { from: '2199-01-01' }, configurable: true }
    expect(polluted(Object.prototype, '-1', earlier, () => rules.ruleBook('two', sets)).sets).toEqual(sets)
  })

  test('a table of changes is applied whatever lies on prototypes', () => {
    const changes = { 'driver-cap': { limit: 2 }, 'fine-limit': null } as const
    const plain = rules.reform(rules.cn2024, changes)
    for (const key of ['limit', 'bind', 'handle', 'patches_', 'key_']) {
      expect(
        polluted(Object.prototype, key, silent(99), () => rules.reform(rules.cn2024, changes)),
        key,
      ).toEqual(plain)
    }
  })
})

describe('what is asked with something else than text', () => {
  test('an id that never ends is invalid, at once', () => {
    const endless = {
      length: Number.POSITIVE_INFINITY,
      charCodeAt: () => {
        throw new Error('its characters are asked for')
      },
    } as never
    const registry = opened()
    const work = workOf(() => {
      expect(index.bindingsOfDriver(registry, endless)).toEqual([])
      expect(index.vehicleOf(registry, null as never)).toBeUndefined()
      expect(index.violationsOfVehicle(registry, 'x'.repeat(50_000_000))).toEqual([])
    })
    expect(work).toBeLessThan(1_000_000)
  })

  test('an option of the wrong type is refused, not put into a finding', () => {
    for (const option of [{ identityVerified: {} }, { offenderPresent: 1 }, { channel: 'drone' }]) {
      expect(() => index.openViolationsFor(opened(), 'ann', at('2020-10-02'), option as never)).toThrow(RangeError)
    }
  })
})

describe('snapshots', () => {
  test('rules that are invalid are refused before anything of them is read', () => {
    const none = {
      get id() {
        throw new Error('read')
      },
    }
    expect(() => index.restore(none as never, { rules: 'x' })).toThrow(TypeError)
    expect(() => index.restore({} as never, {})).toThrow(TypeError)
  })
})

describe('titles', () => {
  test('rule-sets: a title that is a shipped one but for spaces and capitals is marked', () => {
    const { zh, en: english } = rules.cn2024.title
    for (const title of [
      { zh: `${zh} `, en: `${english} ` },
      { zh: `${zh.slice(0, 2)} ${zh.slice(2)}`, en: 'mine' },
      { zh: '我的', en: english.toUpperCase() },
    ]) {
      const parsed = rules.parseRuleSet({ ...rules.cn2024, id: 'mine', title, bind: rules.cn2024.bind.slice(1) })
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
      expect(parsed.value.title.zh, title.zh).not.toBe(title.zh)
      expect(parsed.value.title.en, title.en).not.toBe(title.en)
    }
  })
})

describe('findings', () => {
  test('mistakes: what holds no findings is a TypeError of ours', () => {
    for (const findings of [[null], [5], [{}], [undefined]])
      expect(() => index.failuresOf({ findings } as never)).toThrow(/^failuresOf\(decision\): .+ is not a decision/)
  })
})

describe('books', () => {
  test('a book has an id like everything else', () => {
    for (const id of ['', ' ', 5, {}, 'x'.repeat(65), '\u202e']) {
      expect(() => rules.ruleBook(id as never, [rules.asReported]), String(id)).toThrow(RangeError)
    }
  })
})
