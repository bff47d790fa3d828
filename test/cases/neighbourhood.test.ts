/** What a store loads for a command, what is wrong with rows, and what is written. */
import { describe, expect, test } from 'vitest'
import {
  bindingFacts,
  COMMAND_TYPES,
  type Command,
  execute,
  executeAll,
  handlingFacts,
  type Issue,
  openRegistry,
  openViolationsFor,
  pointsOf,
  type Registry,
} from '../../src/index.ts'
import { cn2024 } from '../../src/law/index.ts'
import { type Rows, recordsOf, type Scope } from '../../src/store/index.ts'
import { loose, must, run } from '../hostile/world.ts'
import { AT, EVERY } from '../support/every-command.ts'
import { changesOf, openNeighbourhood, scopeOf, widen } from '../support/neighbourhood.ts'

const NOTHING: Scope = { driver: [], vehicle: [], violation: [], party: [] }
/** The row of an individual with one vehicle. */
const INDIVIDUAL = { id: 'o1', kind: 'individual', vehicles: ['v1'], last: AT } as const

/** The rows of a whole registry as a store would have them: each of version 1. */
function rowsOf(registry: Registry): {
  [table in keyof Rows]-?: Record<string, { version: number; record: object } | null>
} {
  const rows = { driver: {}, vehicle: {}, violation: {}, party: {} } as ReturnType<typeof rowsOf>
  for (const { kind, id, record } of recordsOf(registry)) rows[kind][id] = { version: 1, record }
  return JSON.parse(JSON.stringify(rows))
}

/** The registry after the first `count` commands of `EVERY`. */
const played = (count: number): Registry => run(openRegistry(cn2024), EVERY.slice(0, count))
const commandOf = (type: string): Command => EVERY.find((command) => command.type === type) as Command

function opened(rows: object): Registry {
  const parsed = openNeighbourhood(cn2024, rows as Rows)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.value
}

function faultsOf(rows: object): readonly (readonly [code: string, path: string])[] {
  const parsed = openNeighbourhood(cn2024, rows as Rows)
  return parsed.ok ? [] : parsed.issues.map(({ code, path }: Issue) => [code, path.join('.')])
}

describe('what a command needs', () => {
  test.each([
    ['enrolDriver', { driver: ['d1'], party: ['d1'] }],
    ['enrolVehicle', { vehicle: ['v1'], party: ['o1'] }],
    ['bind', { driver: ['d1'], vehicle: ['v1'] }],
    ['release', { driver: ['d1'], vehicle: ['v1'] }],
    ['transferVehicle', { vehicle: ['v1'], party: ['d2'] }],
    ['changeLicence', { driver: ['d1'] }],
    ['recordViolation', { violation: ['x1'], vehicle: ['v1'] }],
    ['withdrawViolation', { violation: ['x1'] }],
    ['handle', { violation: ['x1'], driver: ['d1'] }],
    ['revokeHandling', { violation: ['x1'] }],
    ['payFine', { violation: ['x1'] }],
    ['deductByStudy', { driver: ['d1'], party: ['d1'] }],
    ['completeFullScoreStudy', { driver: ['d2'] }],
  ] as const)('%s names its records, and no others', (type, scope) => {
    expect(COMMAND_TYPES).toContain(type)
    expect(scopeOf(commandOf(type))).toEqual({ ...NOTHING, ...scope })
    expect(loose(scopeOf(commandOf(type)))).toEqual([])
  })

  test('is nothing where a command is malformed: it is invalid whatever is loaded', () => {
    for (const broken of [{ type: 'bind' }, { type: 'bindAll' }, null, 7] as never[]) {
      expect(scopeOf(broken)).toEqual(NOTHING)
      expect(widen(broken, {})).toBeUndefined()
      expect(execute(opened({}), broken).status).toBe('invalid')
    }
  })

  test('is what stands behind the records that it names', () => {
    const handled = rowsOf(played(7))
    const { x1 } = handled.violation
    const rows = { violation: { x1 } } as Rows
    const about = (type: string): Command => ({ ...(commandOf(type) as object), violation: 'x1' }) as Command
    expect(widen(about('withdrawViolation'), rows)).toEqual({ ...NOTHING, vehicle: ['v1'] })
    expect(widen(about('revokeHandling'), rows)).toEqual({ ...NOTHING, vehicle: ['v1'], driver: ['d1'] })
    expect(widen(about('payFine'), rows)).toEqual({ ...NOTHING, driver: ['d1'] })
    expect(widen(about('handle'), { ...rows, driver: { d1: null } })).toEqual({ ...NOTHING, vehicle: ['v1'] })
    const bound = { vehicle: { v1: handled.vehicle.v1 }, party: { d2: null } } as Rows
    expect(widen(commandOf('transferVehicle'), bound)).toEqual({ ...NOTHING, driver: ['d1'], party: ['o1'] })
    const owning = {
      driver: { d2: null },
      party: { d2: { version: 1, record: { ...INDIVIDUAL, id: 'd2', vehicles: ['v1'] } } },
    }
    expect(widen({ ...commandOf('deductByStudy'), driver: 'd2' } as Command, owning as never)).toEqual({
      ...NOTHING,
      vehicle: ['v1'],
    })
    const driver = { driver: { d1: handled.driver.d1 } } as Rows
    expect(widen(commandOf('changeLicence'), driver)).toBeUndefined()
    const cancelled = { ...(commandOf('changeLicence') as object), licence: { states: ['cancelled'], classes: [] } }
    expect(widen(cancelled as never, driver)).toEqual({ ...NOTHING, vehicle: ['v1'] })
    expect(widen(commandOf('bind'), { driver: { d1: null }, vehicle: { v1: null } })).toBeUndefined()
  })
})

describe('a neighbourhood', () => {
  const bind = commandOf('bind')
  const { driver: drivers, vehicle: vehicles } = rowsOf(played(4))
  const rows = { driver: { d1: drivers.d1 }, vehicle: { v1: vehicles.v1 } }

  test('says what it has not loaded', () => {
    const missing = (some: object) => () => execute(opened(some), bind)
    expect(missing({ vehicle: rows.vehicle })).toThrow(new RangeError('a store\'s records: driver: "d1" is not loaded'))
    expect(missing({ driver: rows.driver })).toThrow(/^a store's records: vehicle: "v1" is not loaded/)
    expect(() => execute(opened({ driver: { d9: null } }), { ...commandOf('enrolDriver'), id: 'd9' } as never)).toThrow(
      /^a store's records: party: "d9" is not loaded/,
    )
    expect(execute(opened({ driver: { d1: null }, vehicle: { v1: null } }), bind)).toMatchObject({
      code: 'unknown-driver',
    })
    expect(() => bindingFacts(opened({}), { driver: 'd1', vehicle: 'v1', channel: 'app', at: AT })).toThrow(RangeError)
  })

  test('answers questions about what it has loaded', () => {
    const whole = played(6)
    const near = opened(rowsOf(whole))
    expect(openViolationsFor(near, 'd1', AT)).toEqual(openViolationsFor(whole, 'd1', AT))
    expect(openViolationsFor(near, 'd1', AT)).toHaveLength(1)
    expect(pointsOf(near, 'd1', AT)).toBe(0)
  })

  test('gives the rows that have to be written, with the versions that were read', () => {
    const outcome = execute(opened(rows), bind)
    const changes = changesOf(outcome)
    expect(changes.map(({ kind, id, version }) => [kind, id, version])).toEqual([
      ['driver', 'd1', 1],
      ['vehicle', 'v1', 1],
    ])
    expect(changes.map(({ record }) => record)).toMatchObject([
      { bindings: [{ vehicle: 'v1', since: AT, channel: 'app', first: true }], applications: { ever: 1 } },
      { bindings: [{ driver: 'd1', since: AT, channel: 'app', first: true }], bindingsEver: 1 },
    ])
    expect(loose(changes)).toEqual([])
    expect(structuredClone(changes)).toEqual(changes)
  })

  test('gives every driver whose binding a transfer ends', () => {
    const second = { ...bind, driver: 'd2' } as Command
    const both = rowsOf(run(played(5), [second]))
    const transfer = { ...commandOf('transferVehicle'), to: { kind: 'unit', id: 'u1' } } as Command
    const changes = changesOf(execute(opened({ ...both, party: { ...both.party, u1: null } }), transfer))
    expect(changes.map(({ kind, id, version }) => [kind, id, version])).toEqual([
      ['vehicle', 'v1', 1],
      ['driver', 'd1', 1],
      ['driver', 'd2', 1],
      ['party', 'o1', 1],
      ['party', 'u1', 0],
    ])
    for (const { kind, record } of changes) if (kind === 'driver') expect(record.bindings).toEqual([])
  })

  test('names a unit the first time that it is named, and never again; an individual is written with the vehicle', () => {
    const fresh = (kind: string, party: unknown) => {
      const enrol = { ...commandOf('enrolVehicle'), owner: { kind, id: 'o1' } } as Command
      const changes = changesOf(execute(opened({ vehicle: { v1: null }, party: { o1: party } }), enrol))
      return changes.map((each) => [each.kind, each.version, each.kind === 'party' ? each.record : undefined])
    }
    const vehicle = ['vehicle', 0, undefined]
    const unit = { id: 'o1', kind: 'unit', vehicles: [], last: null }
    expect(fresh('unit', null)).toEqual([vehicle, ['party', 0, unit]])
    expect(fresh('unit', { version: 1, record: unit })).toEqual([vehicle])
    expect(fresh('individual', null)).toEqual([vehicle, ['party', 0, INDIVIDUAL]])
    const before = { ...INDIVIDUAL, vehicles: ['v0'] }
    expect(fresh('individual', { version: 3, record: before })).toEqual([
      vehicle,
      ['party', 3, { ...INDIVIDUAL, vehicles: ['v0', 'v1'] }],
    ])
  })

  test('gives the changes of commands one after the other, each row once', () => {
    const release = commandOf('release')
    const bound = execute(opened(rows), bind)
    const both = changesOf(execute(bound.registry, release))
    expect(both.map(({ kind, version }) => [kind, version])).toEqual([
      ['driver', 1],
      ['vehicle', 1],
    ])
    expect(both.map(({ record }) => (record as { bindings: unknown }).bindings)).toEqual([[], []])
    const refused = execute(bound.registry, bind)
    expect(changesOf(refused)).toHaveLength(2)
    expect(changesOf(execute(opened(rows), { ...bind, ownerConsent: 'none' } as Command))).toEqual([])
    expect(executeAll(opened(rows), [bind, release]).outcomes.map(({ status }) => status)).toEqual([
      'accepted',
      'accepted',
    ])
  })

  test('is made of rows by kind, and of nothing else', () => {
    expect(() => openNeighbourhood(cn2024, 7 as never)).toThrow(TypeError)
  })
})

describe('rows', () => {
  const whole = rowsOf(must(execute(played(8), commandOf('deductByStudy'))))
  /** The rows with one field of one record edited by hand. */
  const edited = (
    table: keyof typeof whole,
    id: string,
    path: readonly (string | number)[],
    value: unknown,
  ): object => {
    const rows = structuredClone(whole)
    let at = rows[table][id] as never as Record<string | number, never>
    for (const key of path.slice(0, -1)) at = at[key] as never
    at[path.at(-1) as string] = value as never
    return rows
  }

  test('of a registry are sound, and come back as they were', () => {
    expect(faultsOf(whole)).toEqual([])
    expect(rowsOf(opened(whole))).toEqual(whole)
    expect(whole.driver.d1?.record).toMatchObject({
      ledger: { entries: [{ violation: 'x1', points: 2, payBy: null }], deducted: 1 },
      handledForOthers: [{ other: 'v1', day: '2025-03-03', times: 1 }],
    })
  })

  test.each([
    ['driver', 'd1', ['version'], 0, 'out-of-range', 'version'],
    ['driver', 'd1', ['version'], '1', 'wrong-type', 'version'],
    ['driver', 'd1', ['record'], 7, 'wrong-type', 'record'],
    ['driver', 'd1', ['record', 'id'], 'd2', 'not-reproduced', 'record.id'],
    ['driver', 'd1', ['record', 'last'], 'yesterday', 'malformed', 'record.last'],
    ['driver', 'd1', ['record', 'more'], 1, 'unknown-key', 'record.more'],
    ['driver', 'd1', ['record', 'licence', 'states'], ['nice'], 'not-listed', 'record.licence.states.0'],
    [
      'driver',
      'd1',
      ['record', 'ledger', 'entries', 0, 'points'],
      13,
      'out-of-range',
      'record.ledger.entries.0.points',
    ],
    ['driver', 'd1', ['record', 'bindings', 0, 'vehicle'], '', 'empty', 'record.bindings.0.vehicle'],
    ['driver', 'd1', ['record', 'applications'], undefined, 'missing', 'record.applications'],
    ['vehicle', 'v1', ['record', 'openViolations'], -1, 'out-of-range', 'record.openViolations'],
    ['vehicle', 'v1', ['record', 'bindings'], null, 'wrong-type', 'record.bindings'],
    ['vehicle', 'v1', ['record', 'owner', 'kind'], 'firm', 'not-listed', 'record.owner.kind'],
    ['violation', 'x1', ['record', 'state'], 'open', 'not-reproduced', 'record.handling'],
    ['violation', 'x1', ['record', 'fine'], 0.5, 'not-whole', 'record.fine'],
    ['party', 'o1', ['record', 'kind'], 1, 'wrong-type', 'record.kind'],
    ['party', 'o1', ['record', 'vehicles'], 'v1', 'wrong-type', 'record.vehicles'],
    ['party', 'o1', ['record', 'last'], 'never', 'malformed', 'record.last'],
    ['party', 'o1', [], 'nobody', 'wrong-type', ''],
  ] as const)('edited by hand are named: %s %s %j', (table, id, path, value, code, field) => {
    const rows = path.length === 0 ? { ...whole, [table]: { [id]: value } } : edited(table, id, path, value)
    expect(faultsOf(rows)[0]).toEqual([code, [table, id, field].filter((part) => part !== '').join('.')])
  })

  test('whose handlings for others come in another order count as many within a year', () => {
    const open = rowsOf(played(6))
    const seen = (days: readonly string[]) => {
      const rows = structuredClone(open)
      const handledForOthers = days.map((day) => ({ other: 'v9', day, times: 1 }))
      Object.assign(rows.driver.d1?.record as object, { handledForOthers })
      return handlingFacts(opened(rows), { driver: 'd1', violation: 'x1', channel: 'app', at: AT })
    }
    const facts = seen(['2023-12-01', '2025-01-01'])
    expect(facts.othersVehiclesHandledThisYear).toBe(2)
    expect(seen(['2025-01-01', '2023-12-01'])).toEqual(facts)
  })

  test('in a list are there once', () => {
    const { ledger } = JSON.parse(JSON.stringify(whole.driver.d1)).record
    const twice = edited('driver', 'd1', ['record', 'ledger', 'entries'], [...ledger.entries, ...ledger.entries])
    expect(faultsOf(twice)).toEqual([['repeated', 'driver.d1.record.ledger.entries.1']])
  })

  test('that say of each other what is not so are named', () => {
    const bindings = ['driver.d1.record.bindings.0', 'vehicle.v1.record.bindings.0']
    const later = edited('vehicle', 'v1', ['record', 'bindings', 0, 'since'], '2025-03-03T11:00:00.000+08:00')
    expect(faultsOf(later)).toEqual(bindings.map((path) => ['not-reproduced', `${path}.since`]))
    expect(faultsOf({ ...whole, driver: { d1: null } })).toEqual([
      ['not-reproduced', 'vehicle.v1.record.bindings.0.driver'],
      ['not-reproduced', 'violation.x1.record.handling.driver'],
    ])
    expect(faultsOf({ ...whole, vehicle: { v1: null } })).toEqual([
      ['not-reproduced', 'driver.d1.record.bindings.0.vehicle'],
      ['not-reproduced', 'party.o1.record.vehicles.0'],
      ['not-reproduced', 'violation.x1.record.vehicle'],
    ])
    expect(faultsOf({ ...whole, vehicle: {} })).toEqual([])
  })

  const LATER = '2025-03-03T11:00:00.000+08:00'
  const EARLIER = '2025-03-02T10:00:00.000+08:00'
  const YESTERDAY = '2025-03-02'
  const TOMORROW = '2025-03-04'
  const ledger = (whole.driver.d1 as { readonly record: { readonly ledger?: object } }).record.ledger
  const binding = { since: AT, channel: 'app', first: true }
  type Edit = readonly [
    table: keyof typeof whole,
    id: string,
    path: readonly (string | number)[],
    value: unknown,
    fields?: string,
  ]
  const contradictions: readonly Edit[] = [
    // Of one record.
    ['driver', 'd1', ['applications', 'ever'], 0, 'applications.ever applications.thatYear'],
    ['driver', 'd2', ['applications', 'ever'], 1, 'applications.last'],
    ['driver', 'd1', ['applications', 'last'], TOMORROW],
    ['driver', 'd1', ['applications', 'thatYear'], 2],
    ['driver', 'd1', ['applications', 'thatDay'], 0],
    ['driver', 'd1', ['handledForOthers', 0, 'times'], 0, 'handledForOthers handledForOthers'],
    ['driver', 'd1', ['handledForOthers', 0, 'day'], TOMORROW, 'handledForOthers handledForOthers'],
    ['driver', 'd1', ['ledger', 'from'], TOMORROW],
    ['driver', 'd1', ['ledger', 'until'], '2024-05-05'],
    ['driver', 'd1', ['ledger', 'fullBy'], { vehicle: 'v1', day: TOMORROW }, 'ledger.fullBy.day'],
    ['driver', 'd1', ['ledger', 'entries', 0, 'points'], 0],
    ['vehicle', 'v1', ['ownedSince'], LATER, 'ownedSince bindings.0.since'],
    ['vehicle', 'v1', ['bindingsEver'], 0, 'bindingsEver boundInYear'],
    ['vehicle', 'v1', ['boundInYear'], null],
    ['vehicle', 'v1', ['boundInYear', 'drivers'], ['d2']],
    ['vehicle', 'v1', ['owner', 'id'], 'd1', 'bindings.0.driver'],
    ['vehicle', 'v1', ['ended'], [{ driver: 'd2', at: LATER }], 'ended.0.at'],
    [
      'vehicle',
      'v1',
      ['ended'],
      [
        { driver: 'd2', at: EARLIER },
        { driver: 'd3', at: AT },
      ],
      'ended.1.at',
    ],
    ['vehicle', 'v1', ['handledByOthers', 0, 'times'], 0, 'handledByOthers handledByOthers'],
    ['violation', 'x1', ['occurredAt'], LATER, 'occurredAt handling.at'],
    ['violation', 'x1', ['handling', 'payBy'], null, 'handling.payBy handling.paidOn'],
    ['violation', 'x1', ['handling', 'paidOn'], YESTERDAY],
    ['violation', 'x1', ['handling', 'paidOn'], TOMORROW],
    // Of two.
    ['driver', 'd1', ['ledger', 'entries', 0, 'points'], 4],
    ['driver', 'd1', ['ledger', 'entries', 0, 'payBy'], TOMORROW],
    ['driver', 'd1', ['ledger', 'entries', 0, 'inProbation'], true],
    ['driver', 'd2', ['ledger'], ledger, 'ledger.entries.0.violation'],
    ['driver', 'd1', ['handledForOthers'], []],
    ['driver', 'd1', ['last'], EARLIER, 'bindings.0.since applications.last handledForOthers'],
    ['vehicle', 'v1', ['handledByOthers'], []],
    ['vehicle', 'v1', ['owner', 'kind'], 'unit'],
    ['party', 'd1', ['kind'], 'unit', 'kind last'],
    ['party', 'd1', ['vehicles'], ['v1'], 'vehicles.0'],
    ['party', 'o1', ['vehicles'], []],
    ['party', 'o1', ['last'], EARLIER],
    ['party', 'o1', ['last'], null, 'vehicles'],
    ['party', 'd2', ['vehicles'], ['v9'], 'vehicles'],
  ]
  test.each(
    contradictions.map(([table, id, path, value, fields = path.join('.')]) => ({ table, id, path, value, fields })),
  )('that no history leaves behind are named: $table $id $path is $value', ({ table, id, path, value, fields }) => {
    const found = faultsOf(edited(table, id, ['record', ...path], value))
    const here = found.filter(([, at]) => at.startsWith(`${table}.${id}.`))
    const expected = fields.split(' ').map((field) => ['not-reproduced', `${table}.${id}.record.${field}`])
    expect(new Set(here)).toEqual(new Set(expected))
  })

  test('count no more than there is: an open violation that the vehicle does not count, an entry of a violation that is not there', () => {
    const open = structuredClone(whole)
    Object.assign(open.violation.x1?.record as object, { state: 'open', handling: null })
    expect(faultsOf(open)).toEqual([
      ['not-reproduced', 'driver.d1.record.ledger.entries.0.violation'],
      ['not-reproduced', 'vehicle.v1.record.openViolations'],
    ])
    // One more that was not looked up may be what the vehicle counts.
    expect(faultsOf(edited('vehicle', 'v1', ['record', 'openViolations'], 1))).toEqual([])
    expect(faultsOf({ ...whole, violation: { x1: null } })).toEqual([
      ['not-reproduced', 'driver.d1.record.ledger.entries.0.violation'],
    ])
  })

  test('have one open binding of a pair', () => {
    for (const [table, id, other] of [
      ['driver', 'd1', { vehicle: 'v1' }],
      ['vehicle', 'v1', { driver: 'd1' }],
    ] as const) {
      const twice = [0, 1].map(() => ({ ...other, ...binding }))
      expect(faultsOf(edited(table, id, ['record', 'bindings'], twice))).toEqual([
        ['repeated', `${table}.${id}.record.bindings.1`],
      ])
    }
    const missing = edited('driver', 'd1', ['record', 'bindings'], [])
    expect(faultsOf(missing)).toEqual([['not-reproduced', 'vehicle.v1.record.bindings.0.since']])
    for (const [field, value] of [
      ['channel', 'window'],
      ['first', false],
    ] as const)
      expect(faultsOf(edited('driver', 'd1', ['record', 'bindings', 0, field], value))).toEqual([
        ['not-reproduced', `driver.d1.record.bindings.0.${field}`],
        ['not-reproduced', `vehicle.v1.record.bindings.0.${field}`],
      ])
  })

  test('of a kind that is unknown are refused, and what cannot be read is named', () => {
    expect(faultsOf({ ...whole, drivers: {} })).toEqual([['unknown-key', 'drivers']])
    expect(faultsOf({ driver: { [Symbol('d1')]: null } })).toEqual([['unknown-key', 'driver.d1']])
    const throwing = (key: string) =>
      Object.defineProperty({}, key, {
        enumerable: true,
        get: () => {
          throw new Error('not me')
        },
      })
    expect(faultsOf(throwing('driver'))).toEqual([['unreadable', 'driver']])
    expect(faultsOf({ driver: throwing('d1') })).toEqual([['unreadable', 'driver.d1']])
    expect(faultsOf({ driver: { d1: { version: 1, record: throwing('id') } } })[0]).toEqual([
      'unreadable',
      'driver.d1.record.id',
    ])
    const proxy = new Proxy({}, { ownKeys: () => Reflect.get(throwing('x'), 'x') })
    expect(faultsOf({ driver: proxy })).toEqual([['wrong-type', 'driver']])
    expect(widen(commandOf('bind'), { driver: throwing('d1') } as never)).toEqual({
      ...NOTHING,
      driver: ['d1'],
      vehicle: ['v1'],
    })
  })

  test('of tables that are invalid are named', () => {
    for (const none of [7, 'rows', null]) expect(faultsOf({ driver: none })).toEqual([['wrong-type', 'driver']])
    expect(faultsOf({ driver: { d1: undefined } })).toEqual([['wrong-type', 'driver.d1']])
  })
})
