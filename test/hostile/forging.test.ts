/** Attempts: forging values, and spoiling the environment. */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { produce } from 'immer'
import { beforeAll, describe, expect, test } from 'vitest'
import * as analysis from '../../src/analysis/index.ts'
import * as words from '../../src/explain/index.ts'
import * as form from '../../src/form/index.ts'
import * as index from '../../src/index.ts'
import * as rules from '../../src/law/index.ts'
import { asReported } from '../../src/law/index.ts'
import * as sql from '../../src/sql/index.ts'
import * as store from '../../src/store/index.ts'
import { type Built, COMMANDS, goldenTrace, goldenTraceOfBuilt, type Library, untraced } from './golden-trace.ts'
import { polluted, SHAPES } from './pollution.ts'
import { at, bindAt, codeOf, full, handleAt, must, recordAt, world } from './world.ts'

const DIST = fileURLToPath(new URL('../../dist', import.meta.url))
const refused = (forged: unknown): void => {
  expect(index.isRegistry(forged)).toBe(false)
  expect(() => bindAt(forged as index.Registry, 'd1', 'v4')).toThrow(
    /^registry: .+ is not a registry made by this copy of the library/,
  )
  expect(() => index.executeAll(forged as index.Registry, [])).toThrow(TypeError)
  expect(() => index.snapshot(forged as index.Registry)).toThrow(TypeError)
  expect(() => index.openViolationsFor(forged as index.Registry, 'd1', at('12:00'))).toThrow(TypeError)
}

describe('forging registries', () => {
  test('genuine: a literal dressed up as a registry is refused', () => {
    for (const forged of [{}, { drivers: new Map() }, [], null, undefined, 0, 'registry', () => {}, Symbol('registry')])
      refused(forged)
  })

  test('genuine: a spread copy and an heir of a registry are refused', () => {
    refused({ ...full() })
    refused(Object.create(full()))
    refused(Object.setPrototypeOf({}, Object.getPrototypeOf(full())))
  })

  test('genuine: a proxy of a registry is refused, whatever it answers', () => {
    refused(new Proxy(full(), {}))
    refused(
      new Proxy(full(), { get: () => true, has: () => true, getPrototypeOf: () => Object.getPrototypeOf(full()) }),
    )
  })

  test('genuine: a registry sent through JSON is refused; a snapshot goes through and is judged again', () => {
    refused(JSON.parse(JSON.stringify(full())))
    refused(index.snapshot(full()))
    const parsed = index.restore(rules.asReported, JSON.parse(JSON.stringify(index.snapshot(full()))))
    expect(parsed.ok && codeOf(bindAt(parsed.value, 'd1', 'v4'))).toBe('driver-cap')
  })

  const edited = (
    change: (saved: { events: Record<string, unknown>[]; revision: number; chain: string }) => void,
  ): unknown => {
    const saved = JSON.parse(
      JSON.stringify(index.snapshot(must(handleAt(must(recordAt(full(), 'x', 'v1')), 'x', 'd1')))),
    )
    change(saved)
    return saved
  }
  const append = (...more: object[]) =>
    edited((saved) => {
      for (const each of more)
        saved.events.push({ ruleSet: 'as-reported', seq: saved.events.length + 1, chain: saved.chain, ...each })
      saved.revision = saved.events.length
    })
  const fourth = {
    type: 'vehicle-bound',
    driver: 'd1',
    vehicle: 'v4',
    channel: 'window',
    ownerConsent: 'none',
    identityVerified: true,
    first: true,
    at: at('12:00'),
  }
  const again = {
    type: 'violation-handled',
    violation: 'x',
    driver: 'd1',
    channel: 'window',
    offenderPresent: true,
    identityVerified: true,
    vehicle: 'v1',
    own: false,
    points: 0,
    fine: 0,
    payBy: null,
    inProbation: false,
    at: at('12:00'),
  }

  test.each([
    ['a fourth binding', append(fourth), 'driver-cap'],
    ['an own vehicle', append({ ...fourth, vehicle: 'own' }), 'own-vehicle'],
    ['a pair bound twice', append({ ...fourth, vehicle: 'v1' }), 'already-bound'],
    ['a violation handled twice', append(again), 'violation-open'],
    ['an act before the last one', append({ ...fourth, at: at('08:30') }), 'out-of-order'],
  ])('judged-again: edited JSON with %s is refused, and the issue says which rule', (_, forged, code) => {
    const parsed = index.restore(rules.asReported, forged)
    expect(parsed).toMatchObject({ ok: false, issues: [{ code: 'not-reproduced', received: `"${code}"` }] })
  })

  test('genuine: what somebody else’s produce makes of a registry is refused, or is the registry itself', () => {
    const registry = full()
    let made: unknown
    try {
      made = produce(registry as object, () => {})
    } catch {
      made = registry
    }
    expect(made).toBe(registry)
    expect(() => produce(registry as object, (draft) => void Object.assign(draft, { drivers: {} }))).toThrow()
    refused(produce({ ...registry }, (draft) => void Object.assign(draft, { a: 1 })))
  })

  test('genuine: there is no class to extend: neither a registry nor its prototype leads to one', () => {
    const prototype = Object.getPrototypeOf(full())
    expect(Object.isFrozen(prototype)).toBe(true)
    expect(Reflect.ownKeys(prototype)).toEqual([])
    expect((full() as { constructor?: unknown }).constructor).toBe(Object)
    for (const value of Object.values({ ...index, ...rules })) {
      if (typeof value === 'function') expect(/^class\b/.test(Function.prototype.toString.call(value))).toBe(false)
    }
  })
})

describe('forging permission', () => {
  test('acting-decides: a permission from before the cap was reached is worth nothing: acting decides again', () => {
    const early = world()
    const input = { driver: 'd1', vehicle: 'v4', channel: 'window', identityVerified: true, at: at('09:30') } as const
    expect(index.decideBinding(index.bindingFacts(early, input), asReported)).toMatchObject({ verdict: 'permitted' })
    expect(codeOf(index.bind(full(), input))).toBe('driver-cap')
    expect(codeOf(index.bind(full(), { ...input, ...index.bindingFacts(early, input) } as never))).toBe('invalid')
  })
})

describe('properties added to prototypes', () => {
  /** Keys of facts, commands, events, provisions, options and results. */
  const NAMES: readonly PropertyKey[] = [
    ...new Set<PropertyKey>([
      ...index.BINDING_FACTS,
      ...index.HANDLING_FACTS,
      ...COMMANDS.flatMap((each) => Object.keys(each)),
      ...'event code decision exempt limit allowed accepted barred full grain scope maxBindings calendar holidays onProgress onOutcome every enacted'.split(
        ' ',
      ),
      ...'ok issues status registry outcome seq chain ruleSet format revision events bind handle rule channels citation'.split(
        ' ',
      ),
    ]),
  ]
  /** Recipes of reforms are immer's business. */
  const library = {
    ...words,
    ...index,
    ...rules,
    reform: (set, changes) => (typeof changes === 'function' ? set : rules.reform(set, changes)),
  } as Library
  const built = { ...form, ...sql, ...analysis, ...store }
  const all = { ...library, ...built } as Library & Built
  let plain = ''
  let plainOfBuilt = ''
  beforeAll(() => {
    plain = JSON.stringify(goldenTrace(library))
    plainOfBuilt = JSON.stringify(goldenTraceOfBuilt(all))
  })

  test('no function that is public is left out of what is traced', () => {
    expect(untraced({ ...words, ...index, ...rules })).toEqual([])
    expect(plainOfBuilt).not.toContain('["thrown"')
    const missed = untraced(all, goldenTraceOfBuilt)
    expect(Object.keys(built).filter((name) => missed.includes(name))).toEqual([])
  })

  test('merged-json: what other entries leave unsaid is not found on Object.prototype', () => {
    // All at once: a trace takes seconds, and whatever reads one of them shows.
    const names = 'from own known ids vehicle orNull sql isBrief words beside dearShare'.split(' ')
    for (const shape of ['a number', 'true']) {
      const told = SHAPES[shape] as PropertyDescriptor
      const spoilt = names.reduce<() => unknown>(
        (run, name) => () => polluted(Object.prototype, name, told, run),
        () => goldenTraceOfBuilt(all),
      )
      expect(JSON.stringify(spoilt()) === plainOfBuilt, `${shape} named ${names.join(' or ')}`).toBe(true)
    }
  })

  test.each(['a number', 'a time', 'a function'])(
    'merged-json: %s on Object.prototype changes no byte of any outcome',
    (shape) => {
      for (const name of NAMES) {
        const seen = polluted(Object.prototype, name, SHAPES[shape] as PropertyDescriptor, () => goldenTrace(library))
        expect(JSON.stringify(seen) === plain, `${shape} named ${String(name)}`).toBe(true)
      }
    },
  )

  test('merged-json: reforms by recipe under a spoilt prototype are sound or refused, never unsound', () => {
    for (const name of ['limit', 'bind', 'citation']) {
      for (const shape of Object.values(SHAPES)) {
        let set: rules.RuleSet | undefined
        try {
          set = polluted(Object.prototype, name, shape, () =>
            rules.reform(rules.asReported, (draft) => void (draft.id = 'spoilt')),
          )
        } catch {
          continue
        }
        expect(set.hypothetical).toBe(true)
        expect(JSON.stringify([set.bind, set.handle])).toBe(
          JSON.stringify([rules.asReported.bind, rules.asReported.handle]),
        )
      }
    }
  })
})

describe('two copies of the package', () => {
  test('genuine: values of one build are refused by the other, and the message says why', async () => {
    expect(existsSync(`${DIST}/index.cjs`), 'npm run build').toBe(true)
    const require = createRequire(import.meta.url)
    const one = { ...(await import(`${DIST}/index.js`)), ...(await import(`${DIST}/rules.js`)) }
    const other = { ...require(`${DIST}/index.cjs`), ...require(`${DIST}/rules.cjs`) }
    for (const [mine, theirs] of [
      [one, other],
      [other, one],
      [one, { ...index, ...rules }],
    ]) {
      expect(() => mine.openRegistry(theirs.asReported)).toThrow(/this copy of the library/)
      expect(() => mine.openRegistry(theirs.cn)).toThrow(/this copy of the library/)
      expect(() => mine.decideBinding({}, theirs.asReported)).toThrow(/this copy of the library/)
      expect(() => mine.revisionOf(theirs.openRegistry(theirs.asReported))).toThrow(/this copy of the library/)
      expect(() => mine.ruleBook('two', [theirs.cn2024])).toThrow(/this copy of the library/)
      expect(() => mine.reform(theirs.cn2024, {})).toThrow(/this copy of the library/)
      expect(mine.restore(mine.asReported, theirs.snapshot(theirs.openRegistry(theirs.asReported))).ok).toBe(true)
    }
  })
})
