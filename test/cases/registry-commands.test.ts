/** Commands as they come in: what is read, what is said of what cannot be read, and what an outcome holds. */
import { describe, expect, test } from 'vitest'
import * as index from '../../src/index.ts'
import {
  COMMAND_TYPES,
  type Command,
  type CommandType,
  eventsOf,
  execute,
  executeAll,
  isRegistry,
  LICENCE_TESTS,
  type Outcome,
  openRegistry,
  RELEASERS,
  REVOCATION_GROUNDS,
  type Registry,
  revisionOf,
  STUDY_WAYS,
  WITHDRAWAL_GROUNDS,
} from '../../src/index.ts'
import { asReported, cn, cn2024 } from '../../src/law/index.ts'
import { COMMANDS } from '../../src/registry/commands/index.ts'
import { must, run } from '../hostile/world.ts'
import { AT, EVERY, FIELDS } from '../support/every-command.ts'
import { type Written, written } from '../support/issues.ts'

type Told = Record<string, unknown>
const whole = run(openRegistry(cn2024), EVERY)
/** The first command of a type among those that were accepted. */
const one = (type: CommandType): Command => EVERY.find((command) => command.type === type) as Command
/** The function of each command. */
const CALLS = index as unknown as Readonly<Record<CommandType, (registry: Registry, input: never) => Outcome>>
/** The registry in which it was accepted. */
const registryFor = (type: CommandType): Registry => run(openRegistry(cn2024), EVERY.slice(0, EVERY.indexOf(one(type))))

function issuesOf(command: unknown): readonly Written[] | string {
  const outcome = execute(whole, command as Command)
  return outcome.status === 'invalid' ? written(outcome.issues) : outcome.status
}

describe('a command', () => {
  test('is one of thirteen kinds, each with its fields', () => {
    expect(COMMAND_TYPES).toEqual(Object.keys(FIELDS))
    expect(Object.isFrozen(COMMAND_TYPES)).toBe(true)
    for (const type of COMMAND_TYPES) expect(COMMANDS[type].fields.names).toEqual(FIELDS[type])
  })

  test.each(COMMAND_TYPES.map((type) => [type] as const))(
    '%s, as data and as a call, gives one and the same event',
    (type) => {
      const { type: _type, ...input } = one(type)
      const call = CALLS[type]
      const [told, called] = [execute(registryFor(type), one(type)), call(registryFor(type), input as never)]
      for (const outcome of [told, called]) {
        if (outcome.status !== 'accepted') throw new Error(JSON.stringify(outcome))
        expect(outcome.event).toEqual(eventsOf(whole)[EVERY.indexOf(one(type))])
        expect(Object.isFrozen(outcome)).toBe(true)
        const decided = type === 'bind' || type === 'handle'
        expect(Object.keys(outcome)).toEqual(['status', 'event', ...(decided ? ['decision'] : []), 'registry'])
        expect(revisionOf(outcome.registry)).toBe(revisionOf(registryFor(type)) + 1)
      }
    },
  )

  test.each(COMMAND_TYPES.map((type) => [type] as const))(
    '%s misses each field that is not there, but for what is then no',
    (type) => {
      const optional = [
        'ownerConsent',
        'identityVerified',
        'offenderPresent',
        'ownVehicleOverdue',
        'paidOn',
        'ownedSince',
        ...(type === 'enrolDriver' ? ['history'] : []),
      ]
      const found = issuesOf({ type })
      expect(found).toEqual(
        FIELDS[type]
          .filter((field) => !optional.includes(field))
          .map((field) => ({ code: 'missing', path: [field], expected: 'present', received: 'undefined' })),
      )
      const call = CALLS[type]
      const called = call(whole, {} as never)
      expect(called).toEqual({
        status: 'invalid',
        registry: whole,
        issues: called.status === 'invalid' && called.issues,
      })
      expect(called.status === 'invalid' && written(called.issues)).toEqual(found)
      expect(called.registry).toBe(whole)
      expect(called.status === 'invalid' && Object.isFrozen(called) && Object.isFrozen(called.issues)).toBe(true)
    },
  )

  test.each(COMMAND_TYPES.map((type) => [type] as const))('%s takes no field more, and as a call no type', (type) => {
    expect(issuesOf({ ...one(type), more: 1 })).toEqual([
      { code: 'unknown-key', path: ['more'], expected: 'no such key', received: '"more"' },
    ])
    const call = CALLS[type]
    expect(call(whole, one(type) as never)).toMatchObject({
      status: 'invalid',
      issues: [{ code: 'unknown-key', path: ['type'] }],
    })
  })

  test.each([
    ['bind', 'ownerConsent', 'none'],
    ['bind', 'identityVerified', false],
    ['handle', 'offenderPresent', false],
    ['handle', 'identityVerified', false],
  ] as const)('%s without %s is one with %s', (type, field, value) => {
    const { [field as never]: _left, ...rest } = one(type) as unknown as Told
    const said = { ...rest, channel: 'window' }
    const registry = registryFor(type)
    expect(execute(registry, said as never)).toEqual(execute(registry, { ...said, [field]: value } as never))
  })

  const fields: readonly (readonly [CommandType, string, unknown, object])[] = [
    [
      'release',
      'by',
      'police',
      { code: 'not-listed', path: ['by'], expected: 'one of driver, owner', received: '"police"' },
    ],
    [
      'deductByStudy',
      'way',
      'home',
      { code: 'not-listed', path: ['way'], expected: `one of ${STUDY_WAYS.join(', ')}` },
    ],
    [
      'completeFullScoreStudy',
      'tests',
      ['oral'],
      { code: 'not-listed', path: ['tests', 0], expected: `one of ${LICENCE_TESTS.join(', ')}` },
    ],
    [
      'completeFullScoreStudy',
      'tests',
      'theory',
      { code: 'wrong-type', path: ['tests'], expected: `array of ${LICENCE_TESTS.join(', ')}` },
    ],
    [
      'completeFullScoreStudy',
      'days',
      1001,
      { path: ['days'], expected: 'whole number of days from 0 to 1000', received: '1001' },
    ],
    [
      'completeFullScoreStudy',
      'days',
      -1,
      { path: ['days'], expected: 'whole number of days from 0 to 1000', received: '-1' },
    ],
    ['completeFullScoreStudy', 'days', 0.5, { path: ['days'], expected: 'whole number of days from 0 to 1000' }],
    ['enrolDriver', 'licence', {}, { code: 'missing', path: ['licence', 'states'] }],
    ['changeLicence', 'licence', {}, { code: 'missing', path: ['licence', 'states'] }],
    [
      'changeLicence',
      'licence',
      { states: [], classes: [], firstIssuedOn: '2016-05-05' },
      { code: 'unknown-key', path: ['licence', 'firstIssuedOn'] },
    ],
    ['enrolVehicle', 'owner', { kind: 'unit' }, { code: 'missing', path: ['owner', 'id'] }],
    ['transferVehicle', 'to', { id: 'o1' }, { code: 'missing', path: ['to', 'kind'] }],
    ['transferVehicle', 'to', { kind: 'state', id: 'o1' }, { code: 'not-listed', path: ['to', 'kind'] }],
    ['transferVehicle', 'to', { kind: 'unit', id: 7 }, { code: 'wrong-type', path: ['to', 'id'] }],
  ]
  test.each(fields)('%s whose %s is %j is told so', (type, field, value, issue) => {
    const found = issuesOf({ ...one(type), [field]: value })
    expect((found as readonly Written[])[0]).toMatchObject(issue)
  })

  test('reads 0 and 1000 days of study', () => {
    for (const days of [0, 1000]) expect(issuesOf({ ...one('completeFullScoreStudy'), days })).toBe('refused')
  })

  test.each(['withdrawViolation', 'revokeHandling'] as const)(
    '%s takes for its ground whatever the law names, or a few words',
    (type) => {
      const from = registryFor(type)
      const GROUND = 'text of 1 to 100 visible characters'
      const told = (ground: unknown): Outcome => execute(from, { ...one(type), ground } as never)
      const named = type === 'revokeHandling' ? REVOCATION_GROUNDS : WITHDRAWAL_GROUNDS
      for (const ground of [...named, '错', 'a b', 'x'.repeat(100), '\u{20000}'.repeat(100)]) {
        expect(told(ground)).toMatchObject({ status: 'accepted', event: { ground } })
      }
      const invisible = ['\u3164', '\u2800', '\u00a0', '错\u3164', 'a\u00a0b', ' ']
      for (const ground of [
        '',
        ' a',
        'x'.repeat(101),
        'a\nb',
        'a\u2028b',
        'a\u2029b',
        '\u200bx',
        'a\0',
        ...invisible,
      ]) {
        expect(told(ground)).toMatchObject({
          status: 'invalid',
          issues: [{ code: 'malformed', path: ['ground'], expected: GROUND }],
        })
      }
      for (const ground of [7, null, {}, ['x']]) {
        expect(told(ground)).toMatchObject({
          status: 'invalid',
          issues: [{ code: 'wrong-type', path: ['ground'], expected: GROUND }],
        })
      }
    },
  )

  test('has grounds and releasers in frozen lists', () => {
    expect(RELEASERS).toEqual(['driver', 'owner'])
    expect(REVOCATION_GROUNDS).toEqual(['points-traded', 'penalty-revoked', 'penalty-changed', 'offender-identified'])
    expect(WITHDRAWAL_GROUNDS).toEqual([
      'emergency-vehicle',
      'stolen-or-cloned-plate',
      'necessity',
      'punished-on-the-spot',
      'contradictory-signals',
      'unclear-evidence',
      'wrong-plate',
      'other-error',
      'objection-upheld',
      'offender-deceased',
    ])
    expect(index.DEREGISTRATIONS).toEqual(['scrapped', 'lost', 'registration-revoked', 'left-country', 'returned'])
    for (const list of [
      RELEASERS,
      REVOCATION_GROUNDS,
      WITHDRAWAL_GROUNDS,
      index.DEREGISTRATIONS,
      index.REFUSAL_CODES,
    ]) {
      expect(Object.isFrozen(list)).toBe(true)
    }
  })

  test.each([
    [undefined, { code: 'wrong-type', path: [], expected: 'object', received: 'undefined' }],
    [[], { code: 'wrong-type', path: [], expected: 'object', received: 'array' }],
    [{}, { code: 'missing', path: ['type'], expected: `one of ${COMMAND_TYPES.join(', ')}`, received: 'undefined' }],
    [
      { type: 'bindAll' },
      { code: 'not-listed', path: ['type'], expected: `one of ${COMMAND_TYPES.join(', ')}`, received: '"bindAll"' },
    ],
    [
      { type: 7 },
      { code: 'wrong-type', path: ['type'], expected: `one of ${COMMAND_TYPES.join(', ')}`, received: '7' },
    ],
  ] as const)('that is %j is refused', (command, issue) => {
    expect(issuesOf(command)).toEqual([issue])
  })
})

describe('an outcome', () => {
  test('of a refusal holds the code, the same registry, and the decision where rules were asked', () => {
    const registry = registryFor('bind')
    const judged = execute(registry, { ...one('bind'), ownerConsent: 'none' } as never)
    if (judged.status !== 'refused' || judged.decision === undefined) throw new Error(judged.status)
    expect(judged.code).toBe('owner-consent')
    expect(judged.decision.verdict).toBe('refused')
    expect(Object.keys(judged)).toEqual(['status', 'code', 'decision', 'registry'])
    const unasked = execute(registry, one('release'))
    expect(unasked).toEqual({ status: 'refused', registry, code: 'not-bound' })
    expect(Object.keys(unasked)).toEqual(['status', 'code', 'registry'])
    for (const outcome of [judged, unasked]) {
      expect(outcome.registry).toBe(registry)
      expect(Object.isFrozen(outcome)).toBe(true)
    }
  })
})

describe('a batch', () => {
  const wrong = { type: 'none' } as never
  const late = { ...one('enrolDriver'), at: '2000-01-01T00:00:00.000+08:00' } as Command
  const unsure = { ...one('bind'), ownerConsent: 'none' } as Command
  const commands: readonly Command[] = [...EVERY.slice(0, 4), unsure, wrong, ...EVERY.slice(4), late]

  test('comes out as its commands one by one, each outcome frozen and without a registry', () => {
    let registry = openRegistry(cn2024)
    const single = commands.map((command) => {
      const { registry: next, ...said } = execute(registry, command)
      registry = next
      return said
    })
    const batch = executeAll(openRegistry(cn2024), commands)
    expect(batch.outcomes).toEqual(single)
    for (const [index, outcome] of batch.outcomes.entries()) {
      expect(Object.keys(outcome)).toEqual(Object.keys(single[index] as object))
      expect(Object.isFrozen(outcome)).toBe(true)
      if (outcome.status === 'invalid') expect(Object.isFrozen(outcome.issues)).toBe(true)
    }
    expect(Object.isFrozen(batch) && Object.isFrozen(batch.outcomes)).toBe(true)
    expect(eventsOf(batch.registry)).toEqual(eventsOf(whole))
  })

  test('gives the very same registry back when nothing was accepted', () => {
    expect(executeAll(whole, [wrong, late, one('enrolDriver')]).registry).toBe(whole)
    expect(executeAll(whole, [])).toEqual({ registry: whole, outcomes: [] })
  })

  test('hands each outcome over instead of keeping it, when asked to', () => {
    const seen: unknown[] = []
    const batch = executeAll(openRegistry(cn2024), commands, {
      onOutcome: (outcome, index) => seen.push([index, outcome]),
    })
    expect(batch.outcomes).toEqual([])
    expect(seen).toEqual(executeAll(openRegistry(cn2024), commands).outcomes.map((outcome, index) => [index, outcome]))
  })

  test.each([
    [1, 3, [1, 2, 3]],
    [2, 5, [2, 4, 5]],
    [2, 4, [2, 4]],
    [undefined, 3, [3]],
    [undefined, 10_001, [10_000, 10_001]],
    [undefined, 10_000, [10_000]],
    [5, 0, []],
  ])('with a report after every %s of %i commands reports %j', (every, count, reports) => {
    const told: number[] = []
    const onProgress = (done: number) => told.push(done)
    const options = every === undefined ? { onProgress } : { onProgress, every }
    executeAll(whole, Array(count).fill(wrong), options)
    expect(told).toEqual(reports)
  })

  test('that is longer than its reports are apart needs nobody to report to', () => {
    expect(executeAll(whole, [wrong, wrong], { every: 1 }).outcomes.length).toBe(2)
  })

  test.each([
    [{ onProgress: 7 }, 'executeAll(options.onProgress)', 'a function'],
    [{ onOutcome: 'x' }, 'executeAll(options.onOutcome)', 'a function'],
    [{ onProgres: () => {} }, 'executeAll(options)', 'is not an option; the options are onProgress, every, onOutcome'],
  ])('with the options %j throws', (options, argument, wanted) => {
    const act = () => executeAll(whole, [], options as never)
    expect(act).toThrow(TypeError)
    expect(act).toThrow(argument)
    expect(act).toThrow(wanted)
  })

  test.each([[0], [0.5], [-1], [Number.NaN], [2 ** 53]])('with a report after every %s throws', (every) => {
    expect(() => executeAll(whole, [], { every })).toThrow(/^executeAll\(options\.every\)/)
  })

  test('with a report after every 2 ** 53 - 1 is one report', () => {
    const told: number[] = []
    executeAll(whole, [wrong], { every: 2 ** 53 - 1, onProgress: (done) => told.push(done) })
    expect(told).toEqual([1])
  })

  test.each([[undefined], [null], [7], [{}]])('of %s throws: it is nothing to go through', (commands) => {
    expect(() => executeAll(whole, commands as never)).toThrow(TypeError)
    expect(() => executeAll(whole, commands as never)).toThrow(/^executeAll\(commands\): .*a list or another iterable/)
  })
})

describe('a registry', () => {
  const not = 'is not a registry made by this copy of the library; use openRegistry, restore or replay'

  test.each([
    [undefined, 'undefined'],
    [null, 'null'],
    [{}, 'object'],
    ['r', '"r"'],
    [() => {}, 'function'],
  ])('that is %s is refused', (none, shown) => {
    expect(isRegistry(none)).toBe(false)
    expect(() => revisionOf(none as never)).toThrow(new TypeError(`registry: ${shown} ${not}`))
    for (const type of COMMAND_TYPES) {
      const call = CALLS[type]
      expect(() => call(none as never, {} as never)).toThrow(TypeError)
    }
  })

  test('is frozen and bare, and its class cannot be reached or changed', () => {
    const registry = openRegistry(asReported)
    expect(isRegistry(registry)).toBe(true)
    expect(Object.isFrozen(registry)).toBe(true)
    expect(Reflect.ownKeys(registry)).toEqual([])
    const prototype = Object.getPrototypeOf(registry)
    expect(Object.isFrozen(prototype)).toBe(true)
    expect(Reflect.ownKeys(prototype)).toEqual([])
    expect(isRegistry(Object.create(prototype))).toBe(false)
    expect(isRegistry(new Proxy(registry, {}))).toBe(false)
    expect(isRegistry(structuredClone(registry))).toBe(false)
  })

  test('opened anew has seen nothing, and judges by the rules that it was given', () => {
    expect(revisionOf(openRegistry(asReported))).toBe(0)
    expect(index.snapshot(openRegistry(asReported)).rules).toBe(asReported.id)
    expect(index.snapshot(openRegistry(cn)).rules).toBe(cn.id)
    expect(index.snapshot(openRegistry(asReported, {})).rules).toBe(asReported.id)
  })

  test.each([
    [{}, 'object'],
    [null, 'null'],
    [undefined, 'undefined'],
    ['cn', '"cn"'],
  ])('is not opened with the rules %j', (rules, shown) => {
    expect(() => openRegistry(rules as never)).toThrow(
      `rules: ${shown} is not a rule set or a rule book of this copy of the library; take one from demerit/rules`,
    )
  })

  test('is not opened with a calendar that is invalid, or an option that is invalid', () => {
    expect(() => openRegistry(cn, { calendar: { holidays: ['2025-02-30'] } })).toThrow(RangeError)
    expect(() => openRegistry(cn, { calendar: { holidays: ['2025-02-30'] } })).toThrow(
      /^options\.calendar\.holidays\.0: no-such-day, wanted .+, got "2025-02-30"$/,
    )
    expect(() => openRegistry(cn, { calender: {} } as never)).toThrow(
      /^options: "calender" is not an option; the options are calendar, digest$/,
    )
    expect(isRegistry(openRegistry(cn, { calendar: undefined }))).toBe(true)
  })

  test('keeps its calendar: a term to pay that ends on a holiday of it ends on the next working day', () => {
    const fined = EVERY.slice(0, 7)
    const payBy = (registry: Registry) => index.violationOf(registry, 'x1')?.payBy
    expect(payBy(run(openRegistry(cn2024), fined))).toBe('2025-03-18')
    expect(payBy(run(openRegistry(cn2024, { calendar: { holidays: ['2025-03-18'] } }), fined))).toBe('2025-03-19')
  })

  test('with a book judges each act by the rule set of its day', () => {
    const on = (at: string) => {
      const command = { ...one('enrolDriver'), at } as Command
      return eventsOf(must(execute(openRegistry(cn), command)))[0]?.ruleSet
    }
    expect([AT, '2019-01-01T00:00:00.000+08:00'].map(on)).toEqual(['cn-2024-11-01', 'cn-2018-09-01'])
  })
})
