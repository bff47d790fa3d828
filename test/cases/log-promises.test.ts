/** What a log can promise: with a digest, with a head, under a rule set since corrected, and how long ones are read. */
import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bind,
  bindingsOfDriver,
  type Digest,
  eventsOf,
  headOf,
  openRegistry,
  type RegistryEvent,
  type Replayed,
  replay,
  replayAsync,
  restore,
  resume,
  revisionOf,
  snapshot,
} from '../../src/index.ts'
import { asReported, cn, cn2024, parseRuleSet, type RuleSet, reform } from '../../src/law/index.ts'
import { run, world } from '../hostile/world.ts'
import { EVERY } from '../support/every-command.ts'
import { written } from '../support/issues.ts'

const hmac =
  (key: string): Digest =>
  (before, event) =>
    createHmac('sha256', key).update(before).update(event).digest('hex')
const digest = hmac('secret')
const sealed = run(openRegistry(cn2024, { digest }), EVERY)
const events = eventsOf(sealed)
const told = () => structuredClone(events) as unknown as Record<string, unknown>[]
const issuesOf = (read: Replayed) => (read.ok ? 'sound' : written(read.issues))

describe('digest: with one', () => {
  test('every event has what it gives, of the one before and of the JSON of the event', () => {
    let before = '0'.repeat(16)
    for (const event of events) {
      const { chain, ...rest } = event
      // The last day to pay, fifteen working days after Monday 3 March 2025.
      before = digest(before, JSON.stringify(rest))
      expect(chain).toBe(before)
    }
  })

  test('the log is read back with the same, and by nobody with another or none', () => {
    const again = replay(cn2024, told(), { digest })
    expect(again.ok && snapshot(again.value)).toEqual(snapshot(sealed))
    const parsed = restore(cn2024, JSON.parse(JSON.stringify(snapshot(sealed))), { digest })
    expect(parsed.ok && snapshot(parsed.value)).toEqual(snapshot(sealed))
    const older = run(openRegistry(cn2024, { digest }), EVERY.slice(0, 3))
    const caught = resume(older, eventsOf(sealed, 3))
    expect(caught.ok && headOf(caught.value)).toEqual(headOf(sealed))
    const first = [
      { code: 'not-reproduced', path: [0, 'chain'], expected: expect.any(String), received: expect.any(String) },
    ]
    for (const options of [{}, { digest: hmac('guessed') }]) {
      expect(issuesOf(replay(cn2024, told(), options))).toEqual(first)
    }
    expect(issuesOf(restore(cn2024, snapshot(sealed)))).toMatchObject([{ path: ['events', 0, 'chain'] }])
  })

  test('no issue says what a digest with a key gives: not of a head, and not of a snapshot', () => {
    const cut = eventsOf(run(openRegistry(cn2024, { digest }), EVERY.slice(0, 4)))
    const head = headOf(sealed)
    const other = { revision: cut.length, chain: head.chain }
    const last = cut[cut.length - 1] as { readonly chain: string }
    const saved = JSON.parse(JSON.stringify(snapshot(sealed)))
    for (const read of [
      replay(cn2024, cut, { digest, head: other }),
      restore(cn2024, { ...saved, chain: 'x' }, { digest }),
    ]) {
      const told = JSON.stringify(issuesOf(read))
      expect(told).toContain('canonical')
      expect(told).not.toContain(head.chain.slice(0, 20))
    }
    expect(last.chain).not.toBe(head.chain)
  })

  test('no issue says what a digest with a key gives: a log made from its issues is not accepted', () => {
    const log = eventsOf(run(openRegistry(cn2024), EVERY)) as unknown as Record<string, unknown>[]
    const forged = structuredClone(log)
    for (let tried = 0; tried < forged.length; tried++) {
      const read = replay(cn2024, forged, { digest })
      if (read.ok) expect.fail(`accepted after ${tried} tries`)
      const [issue] = read.issues
      expect(JSON.stringify(read.issues)).not.toContain(
        digest('0'.repeat(16), JSON.stringify({ ...log[0], chain: undefined })),
      )
      ;(forged[issue?.path[0] as number] as Record<string, unknown>).chain = issue?.expected
    }
    expect(issuesOf(replay(cn2024, forged, { digest }))).toMatchObject([
      { path: [0, 'chain'], expected: 'the canonical writing' },
    ])
  })

  test('a log is never accepted that was edited, reordered, cut before its end, or made again without the key', () => {
    // Without the key the digests are made again with another.
    const madeAgain = eventsOf(run(openRegistry(cn2024, { digest: hmac('guessed') }), EVERY))
    const place = fc.nat(events.length - 1)
    const edits = fc.oneof(
      place.map((at) => told().filter((_, index) => index !== at || at === events.length - 1)),
      fc.tuple(place, place).map(([one, other]) => {
        const log = told()
        ;[log[one], log[other]] = [log[other] as never, log[one] as never]
        return log
      }),
      place.map((at) => told().flatMap((event, index) => (index === at ? [event, event] : [event]))),
      place.map((at) =>
        told().map((event, index) => (index === at ? { ...event, at: '2025-03-03T10:00:00.001+08:00' } : event)),
      ),
      fc.constant(madeAgain.map((event) => ({ ...event }) as Record<string, unknown>)),
    )
    fc.assert(
      fc.property(edits, (log) => {
        const same = JSON.stringify(log) === JSON.stringify(events)
        const cutAtItsEnd = JSON.stringify(log) === JSON.stringify(events.slice(0, log.length))
        expect(replay(cn2024, log, { digest }).ok).toBe(same || cutAtItsEnd)
      }),
    )
  })

  test.each<[string, unknown, RegExp]>([
    [
      'throws',
      () => {
        throw new Error('no key')
      },
      /^options\.digest: it threw Error: no key/,
    ],
    ['gives nothing', () => undefined, /^options\.digest: undefined is not what a digest gives/],
    ['gives a number', () => 7, /^options\.digest: 7 is not/],
    ['gives an empty text', () => '', /^options\.digest: "" is not/],
    ['gives bytes', () => createHash('sha256').digest(), /^options\.digest: object is not/],
    ['gives a promise', async () => 'late', /^options\.digest: object is not/],
    ['gives a promise that fails', () => Promise.reject(new Error('late')), /^options\.digest: object is not/],
  ])('that %s is a TypeError, and nothing is done', (_, bad, message) => {
    const empty = openRegistry(cn2024, { digest: bad as Digest })
    expect(() => run(empty, EVERY.slice(0, 1))).toThrow(TypeError)
    expect(() => run(empty, EVERY.slice(0, 1))).toThrow(message)
    expect(() => replay(cn2024, told(), { digest: bad as Digest })).toThrow(message)
    expect(revisionOf(empty)).toBe(0)
  })

  test('that is no function is a TypeError', () => {
    for (const bad of ['sha256', null, 1, {}]) {
      expect(() => openRegistry(cn2024, { digest: bad as never })).toThrow(/^options\.digest: .* is not a function/)
    }
  })
})

describe('head: one', () => {
  const plain = run(openRegistry(cn2024), EVERY)
  const log = eventsOf(plain)

  test('is the number of events and what the last one carries', () => {
    expect(headOf(plain)).toEqual({ revision: log.length, chain: log.at(-1)?.chain })
    expect(headOf(openRegistry(cn2024))).toEqual({ revision: 0, chain: '0'.repeat(16) })
    expect(Object.isFrozen(headOf(plain))).toBe(true)
  })

  test('kept elsewhere shows every log that was cut at its end', () => {
    const head = headOf(plain)
    for (let length = 0; length < log.length; length++) {
      const expected = [{ code: 'missing', path: [length], expected: 'present', received: 'undefined' }]
      expect(issuesOf(replay(cn2024, log.slice(0, length), { head }))).toEqual(expected)
      const cut = snapshot(run(openRegistry(cn2024), EVERY.slice(0, length)))
      expect(issuesOf(restore(cn2024, cut, { head }))).toMatchObject([{ code: 'missing', path: ['events', length] }])
    }
    expect(replay(cn2024, log, { head }).ok).toBe(true)
    expect(restore(cn2024, snapshot(plain), { head }).ok).toBe(true)
  })

  test('of an earlier day is one through which the log goes', () => {
    for (let revision = 0; revision <= log.length; revision++) {
      const head = headOf(run(openRegistry(cn2024), EVERY.slice(0, revision)))
      expect(replay(cn2024, log, { head }).ok, String(revision)).toBe(true)
      expect(resume(run(openRegistry(cn2024), EVERY.slice(0, 3)), log.slice(3), { head }).ok).toBe(true)
      const other = { ...head, chain: 'f'.repeat(16) }
      const path = revision === 0 ? [] : [revision - 1, 'chain']
      expect(issuesOf(replay(cn2024, log, { head: other }))).toMatchObject([{ code: 'not-reproduced', path }])
      expect(resume(run(openRegistry(cn2024), EVERY.slice(0, 3)), log.slice(3), { head: other }).ok).toBe(false)
    }
  })

  test.each([[null], [7], [{}], [{ revision: 1 }], [{ revision: -1, chain: 'x' }], [{ revision: 1, chain: 5 }]])(
    'that is %j is a TypeError',
    (head) => {
      for (const call of [
        () => replay(cn2024, log, { head: head as never }),
        () => restore(cn2024, snapshot(plain), { head: head as never }),
      ]) {
        expect(call).toThrow(TypeError)
        expect(call).toThrow(/options\.head\): .* is not a head with revision and chain/)
      }
    },
  )
})

describe('corrected: a log under a rule set since corrected', () => {
  /** The set as it was published, and the same id with one number corrected. */
  const withCap = (limit: number): RuleSet => {
    const text = JSON.parse(JSON.stringify(reform(asReported, { 'driver-cap': { limit } }, { id: 'city' })))
    const parsed = parseRuleSet(text)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
    return parsed.value
  }
  const published = withCap(3)
  const corrected = withCap(2)
  const at = '2018-03-05T09:00:00.000+08:00'
  const licence = { states: [], classes: ['C1'], firstIssuedOn: '2010-01-01' } as const
  const enrolments = [
    { type: 'enrolDriver', id: 'd', licence, at },
    ...['v1', 'v2', 'v3', 'v4'].map((id) => ({
      ...{ type: 'enrolVehicle', id, owner: { kind: 'individual', id: 'o' }, plateType: '02', operating: false, at },
    })),
  ]
  const bound = (vehicle: string) => ({
    type: 'bind',
    driver: 'd',
    vehicle,
    channel: 'window',
    identityVerified: true,
    at,
  })
  const history = [
    ...enrolments,
    bound('v1'),
    bound('v2'),
    bound('v3'),
    { type: 'release', driver: 'd', vehicle: 'v1', by: 'driver', at },
  ]
  const made = run(openRegistry(published), history as never)
  const log = eventsOf(made)

  test('that holds nothing the correction touches is read as it is', () => {
    expect(replay(corrected, log.slice(0, enrolments.length + 2)).ok).toBe(true)
  })

  test('is refused at the first event that is decided otherwise, unless differences are asked for', () => {
    const seventh = enrolments.length + 2
    expect(issuesOf(replay(corrected, log))).toEqual([
      { code: 'not-reproduced', path: [seventh], expected: 'an accepted command', received: '"driver-cap"' },
    ])
    const read = replay(corrected, log, { corrected: { until: headOf(made) } })
    if (!read.ok) throw new Error(JSON.stringify(read.issues))
    expect(read.differences).toMatchObject([
      { seq: seventh + 1, event: log[seventh], code: 'driver-cap', ruleSet: 'city', decision: { verdict: 'refused' } },
    ])
    expect(Object.isFrozen(read.differences) && Object.isFrozen(read.differences[0])).toBe(true)
    // The history stands, and goes on under the corrected set.
    expect(eventsOf(read.value)).toEqual(log)
    expect(headOf(read.value)).toEqual(headOf(made))
    expect(bindingsOfDriver(read.value, 'd').map(({ vehicle }) => vehicle)).toEqual(['v2', 'v3'])
    expect(bind(read.value, { ...bound('v4'), type: undefined } as never).status).toBe('invalid')
    const { type: _, ...fourth } = bound('v4')
    expect(bind(read.value, fourth as never)).toMatchObject({ status: 'refused', code: 'driver-cap' })
    expect(bind(made, fourth as never).status).toBe('accepted')
  })

  test('a snapshot names the content that differs, and is read with differences too', () => {
    const whole = JSON.parse(JSON.stringify(snapshot(made)))
    expect(issuesOf(restore(corrected, whole))).toMatchObject([
      { code: 'not-listed', path: ['ruleSets', 0], expected: snapshot(openRegistry(corrected)).ruleSets[0] },
    ])
    const read = restore(corrected, whole, { corrected: { until: headOf(made) } })
    expect(read.ok && read.differences.map(({ code }) => code)).toEqual(['driver-cap'])
  })

  test('behind the head of the day of the correction it is judged strictly; a log that does not lead there is refused', () => {
    const until = { revision: enrolments.length + 2, chain: (log[enrolments.length + 1] as RegistryEvent).chain }
    const early = replay(corrected, log.slice(0, until.revision), { corrected: { until } })
    if (!early.ok) throw new Error(JSON.stringify(early.issues))
    const tooLate = { code: 'not-reproduced', received: '"driver-cap"' }
    expect(issuesOf(replay(corrected, log, { corrected: { until } }))).toMatchObject([tooLate])
    expect(issuesOf(resume(early.value, log.slice(until.revision), { corrected: { until } }))).toMatchObject([tooLate])
    const { revision, chain } = headOf(made)
    expect(resume(early.value, log.slice(until.revision), { corrected: { until: { revision, chain } } })).toMatchObject(
      {
        ok: true,
        differences: [{ code: 'driver-cap' }],
      },
    )
    const short = replay(corrected, log.slice(0, -1), { corrected: { until: { revision, chain } } })
    expect(issuesOf(short)).toMatchObject([{ code: 'missing', path: [log.length - 1] }])
    const other = replay(corrected, log, { corrected: { until: { revision, chain: 'another' } } })
    expect(issuesOf(other)).toMatchObject([{ code: 'not-reproduced', path: [log.length - 1, 'chain'] }])
    const passed = resume(early.value, [], { corrected: { until: { ...until, chain: 'another' } } })
    expect(issuesOf(passed)).toMatchObject([{ code: 'not-reproduced' }])
    for (const wrong of ['report', {}, { until: 7 }]) {
      expect(() => replay(corrected, log, { corrected: wrong as never })).toThrow('options.corrected')
    }
  })

  test('nothing is reported of a log that comes out as it stands', () => {
    for (const [rules, registry] of [
      [published, made],
      [cn2024, run(openRegistry(cn2024), EVERY)],
    ] as const) {
      const read = replay(rules, eventsOf(registry), { corrected: { until: headOf(registry) } })
      expect(read.ok && read.differences).toEqual([])
    }
  })

  test('an event of a day on which another set is in force now is reported with the set of today', () => {
    const read = replay(cn, log, { corrected: { until: headOf(made) } })
    if (!read.ok) throw new Error(JSON.stringify(read.issues))
    expect(read.differences).toHaveLength(log.length)
    expect(read.differences[0]).toMatchObject({ seq: 1, code: 'other-rule-set', ruleSet: 'cn-2018-02-24' })
    expect(eventsOf(read.value).map(({ ruleSet }) => ruleSet)).toEqual(log.map(() => 'city'))
  })

  test('what no registry holds is never taken in: an own vehicle, a pair twice, a violation handled twice, an edited row', () => {
    const rows = JSON.parse(JSON.stringify(log)) as Record<string, unknown>[]
    const added = (event: object) => [...rows, { ...event, seq: rows.length + 1, ruleSet: 'city', chain: '' }]
    const forged = {
      type: 'vehicle-bound',
      channel: 'window',
      ownerConsent: 'none',
      identityVerified: true,
      at,
      first: false,
    }
    const report = { corrected: { until: { revision: rows.length + 1, chain: 'forged' } } }
    const owner = { kind: 'individual', id: 'o' }
    for (const [event, code] of [
      [{ ...forged, driver: 'd', vehicle: 'v2' }, '"already-bound"'],
      [{ ...forged, driver: 'nobody', vehicle: 'v2' }, '"unknown-driver"'],
      [{ type: 'vehicle-transferred', vehicle: 'v1', to: owner, at, from: owner, endedBindings: [] }, '"same-owner"'],
    ] as const) {
      expect(issuesOf(replay(corrected, added(event), report))).toMatchObject([
        { code: 'not-reproduced', path: [rows.length], received: code },
      ])
    }
    rows[5] = { ...rows[5], identityVerified: false }
    expect(issuesOf(replay(corrected, rows, report))).toMatchObject([{ code: 'not-reproduced', path: [5, 'chain'] }])
  })
})

describe('long-logs: they', () => {
  const log = eventsOf(run(openRegistry(cn2024), EVERY))

  test('are read up to maxEvents, and one more is refused', () => {
    for (const [most, ok] of [
      [log.length - 1, false],
      [log.length, true],
      [log.length + 1, true],
    ] as const) {
      expect(replay(cn2024, log, { maxEvents: most }).ok).toBe(ok)
      expect(resume(openRegistry(cn2024), log, { maxEvents: most }).ok).toBe(ok)
      expect(restore(cn2024, snapshot(run(openRegistry(cn2024), EVERY)), { maxEvents: most }).ok).toBe(ok)
    }
    const expected = [{ code: 'too-many', path: [], expected: 'at most 3 items', received: '4' }]
    expect(issuesOf(replay(cn2024, log, { maxEvents: 3 }))).toEqual(expected)
    const endless = (function* () {
      for (let seq = 1; ; seq++) yield { ...log[0], seq, id: `d${seq}` }
    })()
    expect(replay(cn2024, endless, { maxEvents: 10 }).ok).toBe(false)
    expect(() => replay(cn2024, log, { maxEvents: -1 })).toThrow(
      /^replay\(options\.maxEvents\): -1 is not a whole number/,
    )
  })

  const long = (count: number): RegistryEvent[] => {
    const licence = { states: [], classes: ['C1'], firstIssuedOn: '2010-01-01' }
    const commands = Array.from({ length: count }, (_, index) => ({
      ...{ type: 'enrolDriver', id: `d${index}`, licence, at: '2018-03-05T09:00:00.000+08:00' },
    }))
    return [...eventsOf(run(openRegistry(asReported), commands as never))]
  }

  test('tell how far they are after every ten thousand events and at the end', () => {
    for (const [count, expected] of [
      [0, []],
      [5, [5]],
      [10_000, [10_000]],
      [20_001, [10_000, 20_000, 20_001]],
    ] as const) {
      const done: number[] = []
      expect(replay(asReported, long(count), { onProgress: (each) => done.push(each) }).ok).toBe(true)
      expect(done).toEqual(expected)
    }
    expect(() => replay(asReported, [], { onProgress: 'loud' as never })).toThrow(
      /options\.onProgress\): "loud" is not a function/,
    )
  })

  test('replayAsync gives what replay gives, of an iterable and of an asynchronous one', async () => {
    const later = async function* (events: Iterable<unknown>) {
      yield* events
    }
    for (const events of [log, later(log)]) {
      const read = await replayAsync(cn2024, events, { head: headOf(run(openRegistry(cn2024), EVERY)) })
      expect(read.ok && eventsOf(read.value)).toEqual(log)
    }
    for (const events of [[log[1]], later([log[1]])]) {
      expect(issuesOf(await replayAsync(cn2024, events))).toEqual(issuesOf(replay(cn2024, [log[1]])))
    }
    await expect(replayAsync(cn2024, 7 as never)).rejects.toThrow(/^replayAsync\(events\): 7 is not/)
    await expect(replayAsync('cn' as never, [])).rejects.toThrow(/^rules: /)
    await expect(replayAsync(cn2024, log, { speed: 1 } as never)).rejects.toThrow(TypeError)
  })

  test('replayAsync gives way: other tasks run between any few hundred events', async () => {
    const events = long(5_000)
    let judgedSince = 0
    let most = 0
    const counting = function* () {
      for (const event of events) {
        judgedSince++
        most = Math.max(most, judgedSince)
        yield event
      }
    }
    let open = true
    const others = (async () => {
      while (open) {
        judgedSince = 0
        await new Promise((resolve) => setImmediate(resolve))
      }
    })()
    const read = await replayAsync(asReported, counting())
    open = false
    await others
    expect(read.ok && revisionOf(read.value)).toBe(events.length)
    expect(most).toBeGreaterThan(0)
    expect(most).toBeLessThanOrEqual(600)
  })

  test('an event that is refused ends an asynchronous iterable', async () => {
    let ended = false
    const source = async function* () {
      try {
        yield log[0]
        yield log[0]
        yield log[1]
      } finally {
        ended = true
      }
    }
    expect((await replayAsync(cn2024, source())).ok).toBe(false)
    expect(ended).toBe(true)
  })
})

describe('made-under: a snapshot', () => {
  const holiday = { calendar: { holidays: ['2025-03-10'] } }
  const whole = (options = {}) => structuredClone(snapshot(run(openRegistry(cn2024, options), EVERY)))

  test('of another format, rule set or content is refused by name', () => {
    const other = reform(cn2024, { 'driver-cap': { limit: 4 } })
    for (const [input, path] of [
      [{ ...whole(), format: 'demerit-registry-0' }, ['format']],
      [{ ...whole(), rules: 'cn' }, ['rules']],
      [{ ...whole(), ruleSets: snapshot(openRegistry(other)).ruleSets }, ['ruleSets', 0]],
    ] as const) {
      expect(issuesOf(restore(cn2024, input))).toMatchObject([{ code: 'not-listed', path }])
    }
  })

  test('of another calendar is refused by the day that differs, and of the same days in another order is not', () => {
    const path = ['calendar', 'holidays']
    expect(issuesOf(restore(cn2024, whole(holiday)))).toMatchObject([{ code: 'too-many', path }])
    expect(issuesOf(restore(cn2024, whole(), holiday))).toMatchObject([
      { code: 'not-listed', path: [...path, 0], expected: '2025-03-10' },
    ])
    const days = ['2025-03-10', '2025-04-04']
    const twice = { calendar: { holidays: [...days, ...days].reverse() } }
    expect(restore(cn2024, whole({ calendar: { holidays: days } }), twice).ok).toBe(true)
    expect(whole({ calendar: { holidays: days } })).toEqual(whole(twice))
  })
})

test('head: a registry of the world of the hostile tests is known by one', () => {
  expect(headOf(world()).revision).toBe(revisionOf(world()))
})
