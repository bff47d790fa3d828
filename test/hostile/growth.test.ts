/**
 * Twice the input takes about twice the work. A reader of each kind of list, long text or record, and each query of a registry, is called
 * with n, 2n and 4n of them, and what ran is counted (`support/steps.ts`, and `support/work.ts` for built-in functions): from 2n to 4n there may come little more than twice
 * what came from n to 2n. Work of n log n passes, n² fails.
 */
import { describe, expect, test } from 'vitest'
import type { Calendar, Command, Decision, Issue, PointsRecords, Registry, RegistryEvent } from '../../src/index.ts'
import type { RuleSet } from '../../src/law/index.ts'

const { stepsOf } = await import('../support/steps.ts')
const { workOf } = await import('../support/work.ts')
const index = await import('../../src/index.ts')
const rules = await import('../../src/law/index.ts')
const explain = await import('../../src/explain/index.ts')
const form = await import('../../src/form/index.ts')
const store = await import('../../src/store/index.ts')
const sql = await import('../../src/sql/index.ts')
const { cn2013, cn2024 } = rules
const { en, zhCN } = explain

/** Makes an input of a size; what it gives is what is counted. */
type Growing = (size: number) => () => unknown

/** Three sizes, so large that what is quadratic in a list outgrows the rest. */
const SIZES = [300, 600, 1200] as const
/** n log n grows by at most 2.2 between these sizes; n² by 4. */
const MOST = 2.6
/** Counts that differ by less are those of a table that filled up. */
const NOISE = 400

/** V8 may lose a count while it collects code, so one count too high is counted anew; what is quadratic is so each time. */
const TRIES = 3

async function expectGrowth(make: Growing, sizes: readonly number[] = SIZES): Promise<void> {
  await make(sizes[0] as number)()
  let counts = await countsOf(make, sizes)
  for (let tried = 1; tried < TRIES && counts.some(isMuch); tried++) counts = await countsOf(make, sizes)
  for (const count of counts) expect(isMuch(count), `counted ${count.join(', ')}`).toBe(false)
}

/** The steps of the library, then the characters, items and keys that built-in functions went over; of each size. */
async function countsOf(make: Growing, sizes: readonly number[]): Promise<readonly (readonly number[])[]> {
  const [steps, built]: [number[], number[]] = [[], []]
  for (const size of sizes) {
    const work = make(size)
    steps.push(await stepsOf(work))
    built.push(workOf(work))
  }
  return [steps, built]
}

function isMuch([once = 0, twice = 0, fourTimes = 0]: readonly number[]): boolean {
  return fourTimes - twice > MOST * Math.max(twice - once, 0) + NOISE
}

const DAY = '2025-03-03'
const AT = `${DAY}T10:00:00.000+08:00`
const LICENCE = { states: [], classes: ['C1'], firstIssuedOn: '2016-05-05' } as const
const upTo = (size: number) => [...Array(size).keys()]
const enrolDriver = (id: string, at = AT) => ({ type: 'enrolDriver', id, licence: LICENCE, at }) as const
const enrolVehicle = (id: string, owner: string, at = AT) =>
  ({
    type: 'enrolVehicle',
    id,
    owner: { kind: 'individual', id: owner },
    plateType: '02',
    operating: false,
    at,
  }) as const
const seen = { channel: 'window', identityVerified: true, offenderPresent: true } as const
const bind = (driver: string, vehicle: string) =>
  ({ type: 'bind', driver, vehicle, channel: 'window', identityVerified: true, at: AT }) as const
const release = (driver: string, vehicle: string) =>
  ({ type: 'release', driver, vehicle, by: 'driver', at: AT }) as const
const record = (id: string, vehicle: string, points = 0) =>
  ({
    type: 'recordViolation',
    id,
    vehicle,
    occurredAt: AT,
    fine: 5000,
    points,
    recordedBy: 'monitoring',
    at: AT,
  }) as const
const handle = (violation: string, driver: string) => ({ type: 'handle', violation, driver, ...seen, at: AT }) as const
const revoke = (violation: string) => ({ type: 'revokeHandling', violation, ground: 'points-traded', at: AT }) as const
const pay = (violation: string) => ({ type: 'payFine', violation, at: AT }) as const
const study = { type: 'completeFullScoreStudy', driver: 'd', days: 7, tests: ['theory', 'road'], at: AT } as const
const two: readonly Command[] = [enrolDriver('d'), enrolVehicle('own', 'd'), enrolVehicle('v', 'o')]

/** Histories of a size, by what there is much of. */
const HISTORIES: Readonly<
  Record<string, { readonly rules?: RuleSet; readonly history: (size: number) => readonly Command[] }>
> = {
  'drivers and vehicles': {
    history: (size) => [
      ...two,
      ...upTo(size).flatMap((each) => [enrolDriver(`d${each}`), enrolVehicle(`v${each}`, 'o')]),
    ],
  },
  'fines of one driver without points, handled and paid': {
    history: (size) => [
      ...two,
      ...upTo(size).map((each) => record(`x${each}`, 'own')),
      ...upTo(size).map((each) => handle(`x${each}`, 'd')),
      ...upTo(size).map((each) => pay(`x${each}`)),
    ],
  },
  'handlings and revocations of many violations of one vehicle, where a year counts': {
    rules: cn2013,
    history: (size) => [
      ...two,
      ...upTo(size).flatMap((each) => [record(`x${each}`, 'v'), handle(`x${each}`, 'd')]),
      ...upTo(size).map((each) => revoke(`x${each}`)),
    ],
  },
  'drivers who handle violations of one vehicle': {
    rules: cn2013,
    history: (size) => [
      ...two,
      ...upTo(size).flatMap((each) => [
        enrolDriver(`d${each}`),
        record(`x${each}`, 'v'),
        handle(`x${each}`, `d${each}`),
      ]),
    ],
  },
  'bindings and releases of one pair': {
    history: (size) => [...two, ...upTo(size).flatMap(() => [bind('d', 'v'), release('d', 'v')])],
  },
  'drivers who bind one vehicle in a year': {
    history: (size) => [
      ...two,
      ...upTo(size).flatMap((each) => [enrolDriver(`d${each}`), bind(`d${each}`, 'v'), release(`d${each}`, 'v')]),
    ],
  },
  'transfers of one vehicle': {
    history: (size) => [
      ...two,
      ...upTo(size).flatMap((each) => [
        bind('d', 'v'),
        { type: 'transferVehicle', vehicle: 'v', to: { kind: 'individual', id: `p${each % 2}` }, at: AT } as const,
      ]),
    ],
  },
  'full scores of one driver and their studies': {
    history: (size) => [
      ...two,
      ...upTo(size).flatMap((each) => [record(`x${each}`, 'own', 12), handle(`x${each}`, 'd'), study]),
    ],
  },
}
/** What a history of a size comes to, made once. */
function whole(name: string, size: number): { readonly registry: Registry; readonly commands: readonly Command[] } {
  const known = MADE.get(`${name} ${size}`)
  if (known !== undefined) return known
  const { rules: law = cn2024, history } = HISTORIES[name] as (typeof HISTORIES)[string]
  const commands = history(size)
  const made = { registry: index.executeAll(index.openRegistry(lawless(law)), commands).registry, commands }
  MADE.set(`${name} ${size}`, made)
  return made
}
const MADE = new Map<string, ReturnType<typeof whole>>()
/** Without the limits on applications: else hardly a second binding of a year is accepted. */
const LAWS = new Map<RuleSet, RuleSet>()
function lawless(law: RuleSet): RuleSet {
  const known = LAWS.get(law)
  if (known !== undefined) return known
  const freed = rules.reform(law, (draft) => {
    draft.id = 'freed'
    for (const rule of ['daily-applications', 'yearly-applications']) {
      const at = draft.bind.findIndex((each) => each.rule === rule)
      if (at >= 0) draft.bind.splice(at, 1)
    }
  })
  LAWS.set(law, freed)
  return freed
}

describe('growth: histories with many', () => {
  test.each(Object.keys(HISTORIES))('%s, as commands, events and a snapshot', async (name) => {
    const law = lawless(HISTORIES[name]?.rules ?? cn2024)
    const { registry, commands } = whole(name, SIZES[0])
    // A history of which little is accepted shows little.
    expect(index.revisionOf(registry)).toBeGreaterThan(commands.length / 2)
    await expectGrowth((size) => {
      const many = whole(name, size).commands
      return () => index.executeAll(index.openRegistry(law), many)
    })
    const of = (size: number) => whole(name, size).registry
    await expectGrowth((size) => {
      const events: readonly RegistryEvent[] = index.eventsOf(of(size))
      return () => index.replay(law, events)
    })
    await expectGrowth((size) => {
      const read = structuredClone(index.snapshot(of(size)))
      return () => index.restore(law, read)
    })
    await expectGrowth((size) => {
      const events = index.eventsOf(of(size))
      const early = index.replay(law, events.slice(0, 10))
      if (!early.ok) throw new Error('an early log is sound')
      const corrected = { until: index.headOf(of(size)) }
      return () => index.resume(early.value, events.slice(10), { corrected })
    })
  })
})

/** A query of a registry in which there is much of everything that a history has much of. */
const asked = (ask: (registry: Registry) => unknown): readonly Growing[] =>
  Object.keys(HISTORIES).map((name) => (size) => {
    const { registry } = whole(name, size)
    return () => ask(registry)
  })
const text = (size: number) => `${'京A'.repeat(size)}1`
const parsing = (parse: (input: unknown) => unknown): readonly Growing[] => [
  (size) => () => parse(text(size * 20)),
  (size) => () => parse(' '.repeat(size * 20)),
  (size) => () => parse(upTo(size)),
  (size) => () => parse(Object.fromEntries(upTo(size).map((each) => [`key${each}`, each]))),
  (size) => () => parse(Array(size).fill('C1')),
]
const facts = { at: AT, driver: 'd', vehicle: 'v', vehicleOwner: 'o', driverBindings: 3 } as const
const decision = index.decideBinding(facts, cn2024)
const days = (size: number) =>
  upTo(size).map((each) => new Date(Date.UTC(2020, 0, 1 + 2 * each)).toISOString().slice(0, 10))

const EMPTY = index.executeAll(index.openRegistry(cn2024), two).registry

/** Work that is too much is refused with an error of ours. */
function attempt(act: () => unknown): unknown {
  try {
    return act()
  } catch (error) {
    return error
  }
}
function withCalendar(ask: (calendar: Calendar, count: number) => unknown): readonly Growing[] {
  return [
    (size) => {
      const parsed = index.parseCalendar({ holidays: days(size), workdays: [] })
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
      return () => attempt(() => ask(parsed.value, 1))
    },
    (size) => () => attempt(() => ask(index.weekendsOnly, size)),
  ]
}
/** A driver's fines without points, handled and paid, each act with a number of its own. */
function pointsOf(size: number): PointsRecords {
  const handled = upTo(size).map((each) => ({ violation: `x${each}`, at: AT, seq: each + 1, points: 0, fine: 5000 }))
  const payments = upTo(size).map((each) => ({ violation: `x${each}`, at: AT, seq: size + each + 1 }))
  return { firstIssuedOn: '2016-05-05', handled, payments, studies: [] }
}
function issueOf(received: string): Issue {
  return { code: 'malformed', path: ['driver'], wanted: { kind: 'present' }, expected: received, received }
}
/** Decisions as JSON that somebody made longer. */
function told(tell: (decision: object) => unknown): readonly Growing[] {
  const { findings } = decision as Decision
  const longer: ((size: number) => object)[] = [
    (size) => ({ ...decision, findings: upTo(size).map(() => findings[0]) }),
    (size) => ({ ...decision, missing: upTo(size).map(() => 'at') }),
    (size) => ({ ...decision, findings: [{ ...findings[0], limit: upTo(size) }] }),
    (size) => ({ ...decision, findings: [{ ...findings[0], supplied: text(size * 20) }] }),
    (size) => ({ ...decision, findings: [{ ...findings[0], citation: text(size * 20) }] }),
    (size) => ({ ...decision, ruleSet: { id: text(size * 20) } }),
  ]
  return longer.map((make) => (size) => {
    const long = make(size)
    return () => attempt(() => tell(long))
  })
}
function formed(judge: (answers: object) => unknown): readonly Growing[] {
  return [
    (size) => () => attempt(() => judge({ driver: text(size * 20), vehicle: text(size * 20), channel: 'app' })),
    (size) => () => attempt(() => judge(Object.fromEntries(upTo(size).map((each) => [`key${each}`, 'x'])))),
  ]
}

/** One a kind of reader of what comes from outside, and each query of a registry. */
const ROWS: Readonly<Record<string, readonly Growing[]>> = {
  ...Object.fromEntries(
    Object.entries(index)
      .filter(([name]) => /^parse[A-Z]/.test(name))
      .map(([name, parse]) => [name, parsing(parse as (input: unknown) => unknown)]),
  ),
  bind: parsing((input) => index.bind(EMPTY, input as never)),
  execute: parsing((input) => index.execute(EMPTY, input as never)),
  executeAll: parsing((input) => index.executeAll(EMPTY, Array.isArray(input) ? (input as never) : [input as never])),
  replay: parsing((input) => index.replay(cn2024, [input])),
  replayAsync: [
    (size) => {
      const { registry } = whole('drivers and vehicles', size)
      return () => index.replayAsync(lawless(cn2024), index.eventsOf(registry))
    },
  ],
  restore: parsing((input) => index.restore(cn2024, input)),
  openRegistry: [(size) => () => index.openRegistry(cn2024, { calendar: { holidays: days(size) } })],
  decideHandling: parsing((input) => index.decideHandling(input as never, cn2024)),
  tidyPlate: [' ·-', '京A'].map((part) => (size: number) => () => index.tidyPlate(part.repeat(size * 20))),
  relates: [(size) => () => index.relates(upTo(size).map(String), 'disjoint', ['x'])],
  pointsLedger: [
    (size) => {
      const records = pointsOf(size)
      return () => index.pointsLedger(records, AT)
    },
  ],
  workingDaysAfter: withCalendar((calendar, count) => index.workingDaysAfter(DAY as never, count, calendar)),
  eventsOf: asked(index.eventsOf),
  snapshot: asked(index.snapshot),
  driverIdsOf: asked(index.driverIdsOf),
  bindingsOfDriver: asked((registry) => index.bindingsOfDriver(registry, 'd')),
  bindingsOfVehicle: asked((registry) => index.bindingsOfVehicle(registry, 'v')),
  violationsOfVehicle: asked((registry) => [
    index.violationsOfVehicle(registry, 'v'),
    index.violationsOfVehicle(registry, 'own'),
  ]),
  correct: [
    ...parsing((input) => index.correct(EMPTY, { changes: input as never, ground: 'none', at: AT })),
    ...asked((registry) => [
      index.correct(registry, { changes: [{ omit: index.revisionOf(registry) }], ground: 'none', at: AT }),
      index.correct(registry, { changes: [{ rename: 'driver', from: 'd', to: 'new' }], ground: 'none', at: AT }),
    ]),
  ],
  historyOf: asked((registry) => [
    index.historyOf(registry, { driver: 'd' }),
    index.historyOf(registry, { vehicle: 'v' }, { limit: 1 }),
  ]),
  pointsOf: asked((registry) => index.pointsOf(registry, 'd', AT)),
  overdueFines: asked((registry) => index.overdueFines(registry, '2026-03-03T10:00:00+08:00')),
  openViolationsFor: asked((registry) => [
    index.openViolationsFor(registry, 'd', AT, seen),
    index.openViolationsFor(registry, 'd', AT, { ...seen, vehicles: index.vehicleIdsOf(registry) }),
  ]),
  remainingBindings: asked((registry) => index.remainingBindings(registry, 'd', AT)),
  bindingFacts: asked((registry) =>
    index.bindingFacts(registry, { driver: 'd', vehicle: 'v', channel: 'app', at: AT }),
  ),
  handlingFacts: asked(
    (registry) =>
      index.violationOf(registry, 'x0') &&
      index.handlingFacts(registry, { driver: 'd', violation: 'x0', channel: 'app', at: AT }),
  ),
  parseRuleSet: [
    ...parsing(rules.parseRuleSet),
    (size) => () => rules.parseRuleSet({ ...cn2024, id: 'mine', bind: upTo(size).map(() => cn2024.bind[0]) }),
  ],
  ruleBook: [(size) => () => attempt(() => rules.ruleBook('mine', Array(size).fill(cn2024)))],
  reform: [
    (size) => () =>
      attempt(() => rules.reform(cn2024, Object.fromEntries(upTo(size).map((each) => [`rule${each}`, {}])) as never)),
  ],
  explain: told((each) => explain.explain(each as never, en)),
  problemOfIssues: [
    (size) => () =>
      attempt(() => {
        const issues = upTo(size).map((each) => issueOf(`x${each}`))
        return explain.problemOfIssues([...issues, issueOf(text(size * 20))], zhCN)
      }),
  ],
  fields: [form.plate, form.licenceNumber, form.anyLicenceNumber, form.beijingTime, form.plateType].flatMap(typing),
  handlingForm: formed((answers) =>
    form
      .handlingForm({ rules: cn2024, locale: explain.zhCNHandling, ask: ['driver', 'vehicle', 'channel'] })
      .judge(answers as never),
  ),
  parseStoreCommand: parsing(store.parseStoreCommand),
  recordsOf: asked(store.recordsOf),
  factsTable: [
    (size) => {
      const table = sql.factsTable('bind', { dialect: 'postgresql', name: 'facts' })
      const rows = upTo(size).map((id) => ({ id, facts }))
      return () => table.insert(rows)
    },
  ],
  decisionSql: [
    (size) => {
      const keep = upTo(size).map((each) => `column${each}`)
      return () => sql.decisionSql(cn2024, 'bind', { dialect: 'duckdb', from: 'facts', keep })
    },
  ],
  pointsSteps: [
    (size) => {
      const records = pointsOf(size)
      return () => sql.pointsSteps(records as never)
    },
  ],
  tablesIn: [(size) => () => attempt(() => sql.tablesIn('x'.repeat(size)))],
}

/** A reader of a field, on long text of what it drops and of what it looks for. */
function typing(read: (text: string) => unknown): readonly Growing[] {
  return [' ·-', '，。', '1', '号', '年'].map((part) => (size: number) => () => read(part.repeat(size * 20)))
}

test.each(Object.entries(ROWS))('growth: %s', async (_, rows) => {
  for (const make of rows) await expectGrowth(make)
})

test('growth: a quadratic path is seen, and one of n log n passes', async () => {
  const table = sql.factsTable('bind', { dialect: 'postgresql', name: 'facts' })
  const rows = (size: number) => upTo(size).map((id) => ({ id, facts }))
  const repeated =
    (times: (size: number) => number): Growing =>
    (size) =>
    () => {
      for (let each = 0; each < times(size); each++) table.insert(rows(size))
    }
  await expect(
    expectGrowth(
      repeated((size) => size / 10),
      [20, 40, 80],
    ),
  ).rejects.toThrow('counted ')
  await expectGrowth(
    repeated((size) => Math.log2(size)),
    [64, 128, 256],
  )
})
