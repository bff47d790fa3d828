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
import { toldLate } from './late.ts'
import { LICENCES_THEN, unlawful } from './unlawful.ts'

const SEED = Number(process.env.DEMERIT_SEED ?? randomInt(2 ** 31))
const EVENTS = Number(process.env.DEMERIT_SQL_EVENTS ?? 3000)
const tables = unlawful(SEED, EVENTS)
/** What is counted one by one by positions alone is found in tables where positions do not tell the order: by time. */
const { late: told, ...late } = toldLate(tables, SEED)

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
  'driver-over-cap': ['bind', 'driver-cap'],
  'vehicle-over-cap': ['bind', 'vehicle-cap'],
  'bound-twice': ['bind', 'already-bound'],
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
    await loadTables(engine, late)
    const audit = auditSql(cn, { dialect: engine.dialect, ...LICENCES_THEN })
    queries = audit.queries
    for (const statement of audit.setup) await engine.run(statement)
    for (const { name, sql } of queries) answers.set(name, await engine.rows(sql))
  })
  afterAll(() => engine.close())
  const rowsOf = (name: AuditName) => answers.get(name) as readonly Row[]

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

  test('nothing is wrong with these rows, though some were told late, so every finding is certain', () => {
    expect(told).toBeGreaterThan(EVENTS / 50)
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
    const none = { sql: 'SELECT driver, day, "at", seq, held, studies FROM points_step WHERE seq < 0' }
    const { queries } = auditSql(cn, { dialect: engine.dialect, tables: { points_step: none }, inline: true })
    const judged = await engine.rows(queries.find(({ name }) => name === 'handlings-judged')?.sql as string)
    expect(judged.some(({ detail }) => String(JSON.parse(detail as string).missing).includes('pointsHeld'))).toBe(true)
  })

  test('every query says in both languages what it asks', () => {
    expect(new Set(queries.map(({ name }) => name)).size).toBe(queries.length)
    for (const { title } of queries) {
      expect(title.zh).toMatch(/[\u4e00-\u9fff]/)
      expect(title.en).toMatch(/^[A-Z]/)
    }
  })
})
