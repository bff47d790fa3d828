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

describe('exported tables', () => {
  test('a word pushed onto the channels is no channel', () => {
    expect(() => (index.CHANNELS as unknown as string[]).push('drone')).toThrow(TypeError)
    expect(index.bind(opened(), { ...asked, channel: 'drone' as never }).status).toBe('invalid')
  })

  test('a rule cannot be replaced in the table of rules', () => {
    for (const rule of Object.values(rules.RULES))
      expect(Object.isFrozen(rule) && Object.isFrozen(rule.parameters)).toBe(true)
    expect(() => Object.assign(rules.RULES['driver-cap'], { supplied: () => 0 })).toThrow(TypeError)
    expect(() => Object.assign(rules.RULES, { 'driver-cap': rules.RULES['own-vehicle'] })).toThrow(TypeError)
  })

  test('the readers of facts and the reserved ids cannot be replaced', () => {
    expect(() => Object.assign(index.BINDING_FACTS, { driverBindings: () => 0 })).toThrow(TypeError)
    expect(() => Object.assign(index.HANDLING_FACTS, { fine: () => 0 })).toThrow(TypeError)
    expect(() => (rules.SHIPPED_IDS as unknown as string[]).splice(0)).toThrow(TypeError)
    expect(() => (index.LICENCE_STATES as unknown as string[]).splice(12, 1)).toThrow(TypeError)
  })
})

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
  test('a setter named at does not backdate a binding', () => {
    const registry = opened()
    const outcome = polluted(Object.prototype, 'at', silent(at('1999-01-01')), () => index.bind(registry, asked))
    expect(outcome).toMatchObject({ status: 'accepted', event: { at: asked.at } })
    expect(Object.hasOwn((outcome as { event: object }).event, 'at')).toBe(true)
    expect(index.bindingsOfDriver(outcome.registry, 'ann')).toMatchObject([{ since: asked.at }])
  })

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

  test('toJSON does not change the checksum of an event', () => {
    const events = index.eventsOf(opened())
    const other = polluted(Object.prototype, 'toJSON', { value: () => 1, configurable: true }, () =>
      index.eventsOf(opened()),
    )
    expect(other).toEqual(events)
  })

  test('a symbol that date libraries look for does not compute days', () => {
    const key = Symbol.for('constructDateFrom')
    const forged = { value: () => new Date(0), configurable: true }
    const period = polluted(Object.prototype, key, forged, () =>
      index.scoringPeriodOn('1987-03-05' as never, '2020-10-01' as never),
    )
    expect(period).toEqual(['2020-03-05', '2021-03-05'])
    expect(index.scoringPeriodOn('1987-03-05' as never, '2020-10-01' as never)).toEqual(period)
  })

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
  test('a list that claims a hundred million events is refused at the first false one', () => {
    let asked = 0
    const events = new Proxy([], {
      get: (_, key) => {
        asked++
        return key === 'length' ? 90_000_000 : { type: 'no' }
      },
      getOwnPropertyDescriptor: () => ({ value: 0, configurable: true, enumerable: true, writable: true }),
    })
    const forged = { ...index.snapshot(index.openRegistry(rules.cn)), revision: 90_000_000, chain: '0', events }
    expect(index.restore(rules.cn, forged)).toMatchObject({
      ok: false,
      issues: [{ path: ['events', 0, 'type'] }],
    })
    expect(asked).toBeLessThan(100)
  })

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

describe('calendars', () => {
  test('a calendar of ten thousand holidays is computed with in no time', () => {
    const holidays = Array.from({ length: 10_000 }, (_, day) =>
      new Date(Date.UTC(2000, 0, 1 + day)).toISOString().slice(0, 10),
    )
    const calendar = index.parseCalendar({ holidays, workdays: [] })
    if (!calendar.ok) throw new Error('a sound calendar was refused')
    // Each term goes over ten thousand days; the lists of the calendar are gone over once for all.
    const work = workOf(() => {
      for (let day = 0; day < 5; day++) index.payByDay(holidays[day] as never, calendar.value)
      expect(index.calendarDaysAfter('2000-01-01' as never, 0, calendar.value)).toBe('2027-05-19')
    })
    expect(work).toBeLessThan(10_000_000)
  })
})
