/** Audits of tables of what no registry would have let happen, against a naive count of the same rows. */
import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Decision, decideBinding, decideHandling, type Finding } from '../../src/index.ts'
import { cn, type Question, type RuleSet, ruleSetOn } from '../../src/law/index.ts'
import { grammarOf } from '../../src/sql/dialects.ts'
import { type AuditName, type AuditQuery, auditSql } from '../../src/sql/index.ts'
import { EARLIEST_INSTANT, LATEST_INSTANT } from '../../src/values/instant.ts'
import { ENGINES, type Engine, type Row } from './engines.ts'
import { loadTables, type TableRow } from './history.ts'
import { LICENCES_THEN, unlawful } from './unlawful.ts'

const SEED = Number(process.env.DEMERIT_SEED ?? randomInt(2 ** 31))
const EVENTS = Number(process.env.DEMERIT_SQL_EVENTS ?? 3000)
const tables = unlawful(SEED, EVENTS)

type Span = {
  readonly at: number
  readonly driver: string | null
  readonly vehicle: string | null
  readonly detail: object
}
const number = (value: unknown) => Number(value)
/** An instant as the library writes it. */
const textOf = (at: unknown) => new Date(number(at) + 8 * 3_600_000).toISOString().replace('Z', '+08:00')
const textOrNull = (at: unknown) => (at === null ? null : textOf(at))
const dayOf = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)
const yearBefore = (day: string) =>
  day.endsWith('-02-29') ? `${Number(day.slice(0, 4)) - 1}-02-28` : `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`
const setOf = (at: number): RuleSet => ruleSetOn(cn, dayOf(at))
const owners = (vehicle: unknown, seq: number) =>
  tables.owners.filter((each) => each.vehicle === vehicle && number(each.seq) < seq).at(-1)?.owner
const isOpen = (binding: TableRow, seq: number) =>
  number(binding.seq) < seq && (binding.released_seq === null || number(binding.released_seq) >= seq)

/** The smallest cap of the day and channel of a binding. */
function capOf(rule: string, binding: TableRow): number | undefined {
  const caps = setOf(number(binding.since)).bind.flatMap((provision) => {
    if (provision.rule !== rule) return []
    if (provision.channels !== 'all' && !(provision.channels as readonly unknown[]).includes(binding.channel)) return []
    return [rule === 'already-bound' ? 1 : (provision as unknown as { limit: number }).limit]
  })
  return caps.length === 0 ? undefined : Math.min(...caps)
}

/**
 * Spans over a cap, by going through the events of each key one by one: of a driver the vehicles of others are counted, of a
 * vehicle the drivers who do not own it, of both their bindings.
 */
function spansOf(rule: string, keys: readonly ('driver' | 'vehicle')[]): readonly Span[] {
  const found: Span[] = []
  const nameOf = (binding: TableRow) => keys.map((key) => binding[key]).join(' ')
  for (const key of new Set(tables.bindings.map(nameOf))) {
    const mine = tables.bindings.filter((binding) => nameOf(binding) === key)
    const vehicles = new Set(mine.map(({ vehicle }) => vehicle))
    const none = { binding: undefined, ended: undefined, transfer: undefined }
    const events = [
      ...mine.map((binding) => ({ ...none, t: number(binding.since), o: number(binding.seq), binding })),
      ...mine
        .filter(({ released_at }) => released_at !== null)
        .map((ended) => ({ ...none, t: number(ended.released_at), o: number(ended.released_seq), ended })),
      ...tables.owners
        .filter(({ vehicle }) => vehicles.has(vehicle))
        .map((transfer) => ({ ...none, t: number(transfer.since), o: number(transfer.seq), transfer })),
    ].sort((a, b) => a.o - b.o)
    const groups = new Map<number, typeof events>()
    for (const event of events) {
      groups.set(event.o, [...(groups.get(event.o) ?? []), event])
    }
    const limits = new Set(mine.map((binding) => capOf(rule, binding)).filter((cap) => cap !== undefined))
    for (const limit of limits) {
      const open = new Set<TableRow>()
      /** Who owns each vehicle. */
      const owning = new Map<unknown, readonly unknown[]>()
      const pairs = () =>
        new Set(
          [...open]
            .filter(({ driver, vehicle }) => !owning.get(vehicle)?.includes(driver))
            .map(({ driver, vehicle }) => `${driver} ${vehicle}`),
        )
      let span: { at: number; peak: number; bindings: number } | undefined
      const end = (until: number | null) => {
        if (span !== undefined) {
          const [one] = mine
          const detail = { peak: span.peak, limit, until: textOrNull(until), bindings: span.bindings }
          const whose = {
            driver: keys.includes('driver') ? (one?.driver as string) : null,
            vehicle: keys.includes('vehicle') ? (one?.vehicle as string) : null,
          }
          found.push({ at: span.at, ...whose, detail })
        }
        span = undefined
      }
      for (const group of groups.values()) {
        const before = pairs()
        const takenBefore = (driver: unknown, vehicle: unknown) =>
          owning.get(vehicle)?.includes(driver) ||
          [...open].some((each) => each.driver === driver && each.vehicle === vehicle)
        const taken = new Set(
          mine
            .filter(({ driver, vehicle }) => takenBefore(driver, vehicle))
            .map((each) => `${each.driver} ${each.vehicle}`),
        )
        for (const { binding } of group) if (binding !== undefined) open.add(binding)
        for (const { ended } of group) if (ended !== undefined) open.delete(ended)
        const transfers = group.flatMap(({ transfer }) => (transfer === undefined ? [] : [transfer]))
        for (const { vehicle } of transfers)
          owning.set(
            vehicle,
            transfers.filter((each) => each.vehicle === vehicle).map(({ owner }) => owner),
          )
        const after = pairs()
        const made = group.flatMap(({ binding }) => {
          if (binding === undefined) return []
          const pair = `${binding.driver} ${binding.vehicle}`
          return keys.length === 2 || (after.has(pair) && !before.has(pair) && !taken.has(pair)) ? [binding] : []
        })
        // What rose by a transfer may have risen after the bindings of the instant.
        const byBinding = new Set(made.map(({ driver, vehicle }) => `${driver} ${vehicle}`))
        const rises =
          keys.length === 2 ? 0 : [...after].filter((pair) => !before.has(pair) && !byBinding.has(pair)).length
        const caps = group.flatMap(({ binding }) => (binding === undefined ? [] : [capOf(rule, binding)]))
        const cap = caps.includes(undefined) ? undefined : Math.max(...(caps as number[]))
        const count = keys.length === 2 ? open.size : after.size
        const [{ t }] = group as [(typeof events)[number]]
        const isRefused = made.length > 0 && cap === limit && count - rises > limit
        if (isRefused)
          span = { at: span?.at ?? t, peak: Math.max(span?.peak ?? 0, count), bindings: (span?.bindings ?? 0) + 1 }
        else if (span !== undefined) span.peak = Math.max(span.peak, count)
        if (count <= limit) end(t)
      }
      end(null)
    }
  }
  return found
}

/** What the library decides on an act, on facts counted one by one. */
function decisionOf(question: Question, act: TableRow): Decision {
  const seq = number(act.seq)
  const at = number(question === 'bind' ? act.since : act.at)
  const vehicle = tables.vehicles.find(({ id }) => id === act.vehicle)
  const made = tables.bindings.filter((each) => each.driver === act.driver && number(each.seq) < seq)
  const facts = {
    at,
    channel: act.channel,
    driver: act.driver,
    vehicle: act.vehicle,
    vehicleOwner: owners(act.vehicle, seq),
    plateType: vehicle?.plate_type,
  }
  const othersOf = (bindings: readonly TableRow[]) =>
    bindings.filter((each) => isOpen(each, seq) && owners(each.vehicle, seq) !== each.driver)
  const own = made.filter((each) => each.vehicle === act.vehicle && isOpen(each, seq)).at(0)
  if (question === 'bind') {
    const decision = decideBinding(
      {
        ...facts,
        operating: vehicle?.operating,
        vehicleOwnerKind: 'individual',
        pairBound: own !== undefined,
        driverBindings: new Set(othersOf(made).map((each) => each.vehicle)).size,
        vehicleBindings: new Set(
          othersOf(tables.bindings.filter((each) => each.vehicle === act.vehicle)).map((each) => each.driver),
        ).size,
        driverBindingsEver: made.length,
        driverApplicationsToday: made.filter((each) => dayOf(number(each.since)) === dayOf(at)).length,
        driverApplicationsThisYear: made.filter(
          (each) => dayOf(number(each.since)).slice(0, 4) === dayOf(at).slice(0, 4),
        ).length,
      } as never,
      setOf(at),
    )
    if (decision.verdict === 'invalid') throw new Error(JSON.stringify(decision.issues))
    return decision
  }
  const violation = tables.violations.find(({ id }) => id === act.violation) as TableRow
  const driver = tables.drivers.find(({ id }) => id === act.driver) as TableRow
  const isHandled = tables.handlings.some((each) => each.violation === act.violation && number(each.seq) < seq)
  const year = tables.handlings.filter(
    (each) => number(each.seq) < seq && !each.own && dayOf(number(each.at)) > yearBefore(dayOf(at)),
  )
  const isOther = owners(act.vehicle, seq) !== act.driver
  const vehicles = new Set(year.filter((each) => each.driver === act.driver).map((each) => each.vehicle))
  const drivers = new Set(
    year
      .filter((each) => each.vehicle === act.vehicle && each.driver !== owners(act.vehicle, seq))
      .map((each) => each.driver),
  )
  if (isOther) vehicles.add(act.vehicle as string)
  if (isOther) drivers.add(act.driver as string)
  const first = tables.bindings.find((each) => each.vehicle === act.vehicle)
  const stepBefore = (seq: number) =>
    tables.points_step.filter((each) => each.driver === act.driver && number(each.seq) < seq).at(-1)
  const step = stepBefore(seq)
  // The label of the full score; not known where the driver may finish the rest of the vehicle that made it full that day.
  const states = driver.states as readonly string[]
  const isFull = number(stepBefore(seq)?.held ?? 0) >= 12
  const mayFinish =
    act.channel === 'window' &&
    tables.handlings.some(
      (each) =>
        each.driver === act.driver &&
        each.vehicle === act.vehicle &&
        number(each.seq) < seq &&
        dayOf(number(each.at)) === dayOf(at),
    )
  const decision = decideHandling(
    {
      ...facts,
      violationState:
        violation.withdrawn_seq !== null && number(violation.withdrawn_seq) < seq
          ? 'withdrawn'
          : isHandled
            ? 'handled'
            : 'open',
      occurredAt: violation.occurred_at,
      fine: violation.fine,
      points: violation.points,
      recordedBy: violation.recorded_by,
      boundSince: own?.since ?? null,
      firstBinding: own !== undefined && own === first,
      licenceStates: !isFull ? states : mayFinish ? undefined : [...states, 'full-points'],
      licenceClasses: driver.classes,
      pointsHeld: step?.held ?? 0,
      fullScoreStudies: step?.studies ?? 0,
      othersVehiclesHandledThisYear: vehicles.size,
      vehicleOtherDriversThisYear: drivers.size,
    } as never,
    setOf(at),
  )
  if (decision.verdict === 'invalid') throw new Error(JSON.stringify(decision.issues))
  return decision
}

const RULES: { readonly [N in AuditName]?: readonly [Question, string] } = {
  'own-vehicle': ['bind', 'own-vehicle'],
  'daily-applications-over-limit': ['bind', 'daily-applications'],
  'yearly-applications-over-limit': ['bind', 'yearly-applications'],
  'handled-without-binding': ['handle', 'open-binding'],
  'handled-before-binding': ['handle', 'since-binding'],
  'fine-over-limit': ['handle', 'fine-limit'],
  'points-over-limit': ['handle', 'single-points-limit'],
  'points-without-room': ['handle', 'points-room'],
  'barred-licence': ['handle', 'licence-state'],
  'handled-twice': ['handle', 'violation-open'],
}
const acts = { bind: tables.bindings, handle: tables.handlings }
const decisions = {
  bind: acts.bind.map((act) => decisionOf('bind', act)),
  handle: acts.handle.map((act) => decisionOf('handle', act)),
}
const findings = {
  bind: decisions.bind.map((decision) => decision.findings),
  handle: decisions.handle.map((decision) => decision.findings),
}
const failing = (found: readonly Finding[], rule: string) =>
  found.some((each) => each.rule === rule && each.outcome === 'fails')

const sorted = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).sort()

describe.each(ENGINES)('audits in %s', (_, open) => {
  let engine: Engine
  const answers = new Map<AuditName, readonly Row[]>()
  let queries: readonly AuditQuery[]
  beforeAll(async () => {
    engine = await open()
    await loadTables(engine, tables)
    const audit = auditSql(cn, { dialect: engine.dialect, ...LICENCES_THEN })
    queries = audit.queries
    for (const statement of audit.setup) await engine.run(statement)
    for (const { name, sql } of queries) answers.set(name, await engine.rows(sql))
  })
  afterAll(() => engine.close())
  const rowsOf = (name: AuditName) => answers.get(name) as readonly Row[]
  const spansIn = (name: AuditName) =>
    rowsOf(name).map(({ at, driver, vehicle, detail }) => ({
      at: number(at),
      driver,
      vehicle,
      detail: JSON.parse(detail as string),
    }))

  test.each([
    ['driver-over-cap', 'driver-cap', ['driver']],
    ['vehicle-over-cap', 'vehicle-cap', ['vehicle']],
    ['bound-twice', 'already-bound', ['driver', 'vehicle']],
  ] as const)('%s: when, until when, how many', (name, rule, keys) => {
    const expected = spansOf(rule, keys)
    expect(expected.length).toBeGreaterThan(5)
    expect(sorted(spansIn(name))).toEqual(sorted(expected))
  })

  test.each(Object.keys(RULES) as AuditName[])('%s: the acts that the library refuses by the rule', (name) => {
    const [question, rule] = RULES[name] as readonly [Question, string]
    const expected = acts[question]
      .filter((_, index) => failing(findings[question][index] as readonly Finding[], rule))
      .map((act) => [
        number(act.since ?? act.at),
        act.driver,
        act.vehicle,
        act.violation ?? null,
        setOf(number(act.since ?? act.at)).id,
      ])
    // Fewer events end before the limits on applications.
    if (EVENTS >= 3000) expect(expected.length).toBeGreaterThan(0)
    const found = rowsOf(name).map(({ at, driver, vehicle, violation, detail }) => [
      number(at),
      driver,
      vehicle,
      violation ?? null,
      JSON.parse(detail as string).rule_set,
    ])
    expect(sorted(found)).toEqual(sorted(expected))
  })

  test('bound-after-transfer: bindings that a transfer should have ended', () => {
    const isTransfer = ({ vehicle, owner, seq }: TableRow) => {
      const before = owners(vehicle, number(seq))
      return before !== undefined && before !== owner
    }
    expect(tables.owners.filter((each) => !isTransfer(each)).length).toBeGreaterThan(6)
    const expected = tables.owners.filter(isTransfer).flatMap((transfer) =>
      tables.bindings
        .filter((each) => each.vehicle === transfer.vehicle && number(each.seq) < number(transfer.seq))
        .filter(({ released_seq }) => released_seq === null || number(released_seq) > number(transfer.seq))
        .map(({ driver, vehicle, since, released_at }) => [
          number(transfer.since),
          driver,
          vehicle,
          { bound_since: textOf(since), until: textOrNull(released_at) },
        ]),
    )
    expect(expected.length).toBeGreaterThan(0)
    const found = rowsOf('bound-after-transfer').map(({ at, driver, vehicle, detail }) => [
      number(at),
      driver,
      vehicle,
      JSON.parse(detail as string),
    ])
    expect(sorted(found)).toEqual(sorted(expected))
  })

  test.each([
    ['bindings-by-month', 'bind'],
    ['handlings-by-month', 'handle'],
  ] as const)('%s: refusals summed by rule and month', (name, question) => {
    const sums = new Map<string, number>()
    acts[question].forEach((act, index) => {
      const month = dayOf(number(act.since ?? act.at)).slice(0, 7)
      for (const { rule, outcome } of findings[question][index] as readonly Finding[]) {
        const key = JSON.stringify({ rule, month })
        if (outcome === 'fails') sums.set(key, (sums.get(key) ?? 0) + 1)
      }
    })
    const expected = [...sums].map(([key, acts]) => ({ ...JSON.parse(key), acts }))
    const found = rowsOf(name).map(({ detail }) => JSON.parse(detail as string))
    expect(sorted(found)).toEqual(sorted(expected))
  })

  test.each([
    ['bindings-judged', 'bind'],
    ['handlings-judged', 'handle'],
  ] as const)('%s: how many acts have each verdict, and what they lack', (name, question) => {
    const sums = new Map<string, number>()
    for (const { verdict, ruleSet, missing } of decisions[question]) {
      const key = JSON.stringify({ verdict, rule_set: ruleSet, missing: missing.join(' ') })
      sums.set(key, (sums.get(key) ?? 0) + 1)
    }
    expect(sums.size).toBeGreaterThan(2)
    const expected = [...sums].map(([key, acts]) => ({ ...JSON.parse(key), acts }))
    expect(sorted(rowsOf(name).map(({ detail }) => JSON.parse(detail as string)))).toEqual(sorted(expected))
  })

  test('nothing is wrong with these rows, so every finding is certain', () => {
    expect(rowsOf('unusable-rows')).toEqual([])
    for (const { name } of queries) for (const { uncertain } of rowsOf(name)) expect(Boolean(uncertain)).toBe(false)
  })

  test('each finding has its instant as the library writes it, and so has what it tells of others', () => {
    for (const { name } of queries) {
      for (const { at, beijing_time, detail } of rowsOf(name)) {
        expect([name, beijing_time]).toEqual([name, textOf(at)])
        for (const [key, value] of Object.entries(JSON.parse(detail as string)))
          if (/^until$|_at$|_since$/.test(key) && value !== null)
            expect([key, value]).toEqual([key, textOf(Date.parse(String(value)))])
      }
    }
  })

  test('instants at the ends of what the library reads are written; what is beyond has no text, and ends no query', async () => {
    const { instantText } = grammarOf('test', engine.dialect)
    const instants = [
      EARLIEST_INSTANT - 1,
      EARLIEST_INSTANT,
      -1,
      0,
      1,
      571_330_799_999,
      LATEST_INSTANT,
      LATEST_INSTANT + 1,
      9e18,
    ]
    const type = engine.dialect === 'clickhouse' ? 'Int64' : 'BIGINT'
    const rows = instants
      .map((at, index) => `SELECT ${index} AS i, CAST(${BigInt(at)} AS ${type}) AS t`)
      .join(' UNION ALL ')
    const found = await engine.rows(`SELECT i, ${instantText('t')} AS told FROM (${rows}) AS r ORDER BY i`)
    expect(found.map(({ told }) => told ?? null)).toEqual(
      instants.map((at) => (at < EARLIEST_INSTANT || at > LATEST_INSTANT ? null : textOf(at))),
    )
  })

  test('while nobody’s points are on record, they are not known', async () => {
    const none = { sql: 'SELECT driver, day, seq, held, studies FROM points_step WHERE seq < 0' }
    const { queries } = auditSql(cn, { dialect: engine.dialect, tables: { points_step: none }, inline: true })
    const judged = await engine.rows(queries.find(({ name }) => name === 'handlings-judged')?.sql as string)
    expect(judged.some(({ detail }) => String(JSON.parse(detail as string).missing).includes('pointsHeld'))).toBe(true)
  })

  test('every query says in both languages what it asks, and whether it needs an order', () => {
    expect(new Set(queries.map(({ name }) => name)).size).toBe(queries.length)
    for (const { title, exact } of queries) {
      expect(title.zh).toMatch(/[\u4e00-\u9fff]/)
      expect(title.en).toMatch(/^[A-Z]/)
      expect(['always', 'with-order']).toContain(exact)
    }
    const exactly = Object.fromEntries(queries.map(({ name, exact }) => [name, exact]))
    expect(exactly).toMatchObject({
      'driver-over-cap': 'with-order',
      'unusable-rows': 'always',
      'barred-licence': 'with-order',
      'fine-over-limit': 'always',
      'handled-twice': 'with-order',
    })
    // Without points no label is added to the states that are given, and no order is needed.
    const withoutPoints = auditSql(cn, { dialect: engine.dialect, ...LICENCES_THEN, points: 'unknown' })
    expect(withoutPoints.queries.find(({ name }) => name === 'barred-licence')?.exact).toBe('always')
  })
})
