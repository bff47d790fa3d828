import type * as Analysis from '../../src/analysis/index.ts'
import type * as Words from '../../src/explain/index.ts'
import type * as Forms from '../../src/form/index.ts'
import type * as Index from '../../src/index.ts'
import type * as Rules from '../../src/law/index.ts'
import type * as Sql from '../../src/sql/index.ts'
import type * as Stores from '../../src/store/index.ts'
import { AT, EVERY } from '../support/every-command.ts'

/** One loaded copy of the library: its source, or one of its builds. */
export type Library = typeof Index & typeof Rules & typeof Words
/** The entries that are built on the library. */
export type Built = typeof Forms & typeof Sql & typeof Analysis & typeof Stores

/** Adds at the end, whatever lies on `Object.prototype` or has a setter on `Array.prototype`. */
export function keep<T>(list: T[], item: T): void {
  const place = Object.assign(Object.create(null), {
    value: item,
    writable: true,
    enumerable: true,
    configurable: true,
  })
  Object.defineProperty(list, list.length, place)
}

const at = (day: string, time = '09:00'): string => `${day}T${time}:00+08:00`

const licence = { states: [], classes: ['C1'], firstIssuedOn: '2016-02-29' }
const without = (command: object, needless: RegExp): object =>
  Object.fromEntries(Object.entries(command).filter(([key]) => !needless.test(key)))
/** What a command may leave out. */
const NEEDLESS = /^(history|ownedSince|ownerConsent|identityVerified|offenderPresent|ownVehicleOverdue|paidOn)$/
const renamed = (command: object): object =>
  JSON.parse(JSON.stringify(command).replaceAll(/"([dvxo])(\d)"/g, '"$1$2$2"'))
const recorded = (id: string, vehicle: string, fine: number): object => {
  return { type: 'recordViolation', id, vehicle, occurredAt: AT, fine, points: 0, recordedBy: 'monitoring', at: AT }
}
/**
 * Each command whole, and with what may be left out left out, of others too, so that some are accepted and others refused; and what is malformed.
 * A payment says no day: `correct` finds `paidOn` on a prototype.
 */
export const COMMANDS: readonly object[] = [
  { type: 'enrolDriver', id: '__proto__', licence, at: at('2020-10-01') },
  ...EVERY.map((command) => without(command, /^paidOn$/)),
  ...EVERY.map((command) => without(command, NEEDLESS)),
  ...EVERY.map((command) => without(renamed(command), NEEDLESS)),
  {
    type: 'enrolVehicle',
    id: 'v9',
    owner: { kind: 'unit', id: 'ltd' },
    plateType: '02',
    operating: false,
    at: AT,
  },
  { type: 'bind', driver: 'd8', vehicle: 'v9', channel: 'app', ownerConsent: 'qr', identityVerified: true, at: AT },
  recorded('x9', 'v9', 20_000),
  { type: 'handle', violation: 'x9', driver: 'd8', channel: 'app', identityVerified: true, at: AT },
  recorded('x10', 'v9', 100),
  { type: 'bind', driver: 'd2', vehicle: 5, colour: 'red', at: 'today' },
  { type: 'bind' },
  { type: 'fly', driver: 'd2' },
  {},
]

const FACTS = {
  at: at('2024-11-02'),
  channel: 'app',
  driver: 'ann',
  vehicle: 'one',
  vehicleOwner: 'owen',
  identityVerified: false,
}
const WHOLE_FACTS = {
  ...FACTS,
  plateType: '02',
  violationState: 'open',
  occurredAt: at('2024-11-01'),
  fine: 20000,
  points: 3,
  recordedBy: 'monitoring',
  boundSince: null,
  firstBinding: false,
  licenceStates: [],
  licenceClasses: ['C1'],
  pointsHeld: 0,
  fullScoreStudies: 0,
  offenderPresent: false,
  othersVehiclesHandledThisYear: 1,
  vehicleOtherDriversThisYear: 1,
}

/** What every parser is asked to read. */
const READ: readonly unknown[] = [
  ...[
    'app',
    'qr',
    'ann',
    '2024-02-29',
    '2024-02-30',
    '2024-02-29T00:00:00Z',
    '京A12345',
    '02',
    'unit',
    'monitoring',
    '',
  ],
  ...[0, 3, 20000, -1, 0.5, null, undefined, true],
  ...[['C1', 'A1'], ['locked'], [1], {}, { at: 'never', fine: 1 }],
]

/** Adds what comes of an act to a list: its value, or what it throws. */
function notingIn(seen: unknown[]): (make: () => unknown) => void {
  return (make) => {
    let value: unknown
    try {
      value = make()
    } catch (error) {
      value = [
        'thrown',
        error instanceof Error ? error.name : typeof error,
        error instanceof Error ? error.message : error,
      ]
    }
    keep(seen, value)
  }
}

/**
 * Everything the library does, once: what came out of it, in order, as values. Nothing is turned into text here, so that
 * a caller who spoils the environment can mend it first and look at the own properties of what came out.
 */
export function goldenTrace(library: Library): readonly unknown[] {
  const seen: unknown[] = []
  const note = notingIn(seen)
  const { cn, asReported, chengdu2017, cn2024, plan2018 } = library
  for (const rules of [cn, asReported]) note(() => history(library, rules))
  for (const set of [asReported, chengdu2017, cn2024, plan2018, library.noRuleSetInForce]) {
    for (const facts of [{}, FACTS, { ...FACTS, driver: 7, fine: '1' }]) {
      note(() => library.decideBinding(facts as never, set))
      note(() => library.decideHandling(facts as never, set))
      note(() => library.screenBinding(facts as never, set))
      note(() => library.screenHandling(facts as never, set))
    }
    for (const locale of [library.en, library.zhCN]) {
      note(() => library.explain(library.decideHandling(WHOLE_FACTS as never, set) as never, locale))
      for (const facts of [FACTS, WHOLE_FACTS, { ...FACTS, driver: 7, fine: '1', licenceStates: ['x'] }]) {
        note(() => {
          const decision = library.decideHandling(facts as never, set) as Index.Decision
          const isInvalid = (decision.verdict as string) === 'invalid'
          const sentences: unknown[] = [
            decision.verdict === 'permitted' || library.problemOfDecision(decision, locale),
            library.headline(decision, locale),
          ]
          keep(sentences, isInvalid ? [] : [library.failuresOf(decision), library.missingOf(decision)])
          const issues = isInvalid ? (decision as unknown as Index.Invalid).issues : []
          keep(sentences, library.problemOfIssues(issues, locale))
          for (const issue of issues) keep(sentences, library.explainIssue(issue, locale))
          for (const finding of isInvalid ? [] : decision.findings)
            keep(sentences, library.explainFinding(finding, locale))
          return sentences
        })
      }
    }
  }
  const { en, zhCN, enRegistry, zhCNRegistry } = library
  for (const words of [
    { ...en, ...enRegistry },
    { ...zhCN, ...zhCNRegistry },
  ]) {
    const decision = library.decideHandling(FACTS as never, cn)
    const vehicle = [{ kind: 'malformed', field: 'vehicle', message: 'x', code: 'wrong-type' }]
    const judged = { status: 'malformed', headline: 'x', byField: { vehicle }, advice: decision }
    note(() => library.wordNames(words))
    note(() => library.problemOfOutcome({ status: 'refused', code: 'unknown-driver' }, words))
    note(() => library.problemOfJudgement(judged as never, words))
    note(() => [library.adviseBinding(FACTS as never, cn), library.adviseHandling(WHOLE_FACTS as never, cn)])
  }
  note(() => [library.fieldOf('driver-cap'), library.fieldOf('licence-class', ['vehicle'])])
  for (const registry of [library.enRegistry, library.zhCNRegistry]) {
    for (const code of ['driver-cap', 'out-of-order', 'unknown-driver', 'no-such-code']) {
      note(() => library.explainRefusal(code, registry))
    }
  }
  note(() => library.decideHandling(FACTS as never, asReported))
  note(() => library.reform(cn2024, { 'driver-cap': { limit: 2 }, 'fine-limit': null }))
  note(() =>
    library.reform(cn2024, (draft) => {
      draft.id = 'mine'
      draft.bind = draft.bind.filter((each) => each.rule !== 'plate-type')
    }),
  )
  note(() => library.reform(cn2024, { 'driver-cap': { limit: 101 } }))
  const order = { instrument: '通告', article: '2', since: '2027-01-10', zh: '不得超过二辆。', en: 'At most two.' }
  const named = { id: 'office', title: { zh: '通告', en: 'order' }, from: '2027-02-01' }
  for (const citations of [{ 'driver-cap': order }, {}])
    note(() => library.enact(cn2024, { 'driver-cap': { limit: 2 } }, { ...named, citations }))
  note(() => library.parseRuleSet({ id: 'x', from: 'never' }))
  note(() => library.parseRuleSet({ ...cn2024, id: 'x' }))
  note(() => [library.ruleBook('two', [asReported, cn2024]), library.ruleSetOn(cn, '2019-01-01').id])
  note(() => library.parseCalendar({ holidays: ['2020-10-08', '2020-10-07'], workdays: ['2020-10-08', '2020-10-10'] }))
  note(() => library.scoringPeriodOn('2016-02-29' as never, '2021-02-28' as never))
  note(() => [
    library.parseInstant('2018-09-10T15:00:00Z'),
    library.parseInstant(new Date(0)),
    library.parseInstant({}),
    library.parseFen(200),
  ])
  note(() => [library.parseDriverId('ann'), library.parseDriverId(' '), library.yuan(200)])
  for (const text of ['京A·12345', '京AI2345', '使014578', 'ＡＢ', '110105491231002', '11010519491231002x', '', '"']) {
    note(() => [library.parsePlate(text), library.parseLicenceNumber(text)])
    note(() => [library.tidyPlate(text), library.tidyLicenceNumber(text)])
  }
  note(() => [library.formatPlate('京A12345' as never), library.plateTypesOf('京A1234警')])
  note(() => library.parseLicenceStates(['locked', 'expired', 'locked']))
  note(() => library.parseLicenceClasses(['C1', 'A1']))
  note(() => library.workingDaysAfter('2020-09-28' as never, 5, { holidays: ['2020-10-01'], workdays: [] } as never))
  note(() => library.penaltyForTrade('2023-05-01' as never, 'organiser' as never, 5000 as never))
  note(() => Object.values(library.RULES).map((rule) => [library.formulaOf(rule), library.expressionsOf(rule)]))
  note(() => [...cn2024.bind, ...cn2024.handle].map((provision) => library.resolveProvision(provision)))
  note(() => [
    library.isRuleSet(cn2024),
    library.isRuleBook(cn),
    library.isRegistry({}),
    library.classesCovering('01'),
    library.absencesOf(cn2024),
    library.citedBy(cn2024),
  ])
  const parsers = Object.keys(library).filter((name) => name.startsWith('parse') && name !== 'restore')
  for (const name of parsers) {
    for (const input of READ) note(() => (library[name as keyof Library] as (input: unknown) => unknown)(input))
  }
  const day = '2024-02-29' as never
  note(() => [library.calendarDaysAfter(day, 15, library.weekendsOnly), library.payByDay(day, library.weekendsOnly)])
  note(() => [library.isWithinLimitation(day, '2026-02-28' as never)])
  note(() => [library.pointsRegimeOn(day).id, library.dutyAtFullScore(library.pointsRegimeOn(day), 12, 1, ['C1'])])
  note(() => [library.additionalFine(20000 as never, day, '2024-03-20' as never), library.relates(1, '<', 2)])
  const moment = '2024-02-29T00:00:00.000+08:00' as never
  note(() => [library.legalDay(moment), library.epochMillisecondsOf(moment)])
  return seen
}

/** As `goldenTrace`, of what forms, queries, searches and stores do. */
export function goldenTraceOfBuilt(library: Library & Built): readonly unknown[] {
  const seen: unknown[] = []
  const note = notingIn(seen)
  const { cn, cn2020, cn2024, asReported, en, zhCN } = library
  const moment = at('2024-11-02')
  const known = { at: moment, channel: 'app', vehicleOwner: 'owen', plateType: '02', identityVerified: true } as const
  const bindOffice = {
    ...known,
    vehicleOwnerKind: 'individual',
    operating: false,
    pairBound: false,
    ownerConsent: 'qr',
  }
  const { enBinding, enHandling, zhCNBinding, zhCNHandling } = library
  const languages = [
    [enBinding, enHandling],
    [zhCNBinding, zhCNHandling],
  ]
  for (const rules of [cn, cn2024, asReported]) {
    for (const { 0: binding, 1: handling } of languages) {
      note(() => {
        const form = library.bindingForm({
          ask: ['driver', 'vehicle', 'driverBindings'],
          rules,
          locale: binding,
        } as never)
        const bound = form.with(bindOffice as never) as typeof form
        const answers = [
          {},
          { driver: 'ann' },
          { driver: 'ann', vehicle: 'one', driverBindings: '2' },
          { driver: 'ann', vehicle: ' ', driverBindings: 'x', more: '1' },
          new URLSearchParams('driver=ann&driver=bob&vehicle=one'),
          5,
        ]
        const judged: unknown[] = []
        for (let index = 0; index < answers.length; index++) {
          keep(judged, form.judge(answers[index] as never))
          keep(judged, bound.judge(answers[index] as never))
          keep(judged, form['~standard'].validate(answers[index]))
        }
        keep(judged, library.withJsonSchema(form)['~standard'].jsonSchema.input({ target: 'draft-07' }))
        return judged
      })
      note(() => {
        const form = library.handlingForm({
          ask: ['vehicle', 'fineYuan', 'occurredAt'],
          rules,
          locale: handling,
        } as never)
        const answers = { vehicle: 'one', fineYuan: '200', occurredAt: '2024-11-01 10:00' }
        const all = library.finalForm(form, { ...WHOLE_FACTS, at: moment } as never)
        return [form.judge(answers as never), all.judge(answers as never), form.judge({ fineYuan: [1] } as never)]
      })
    }
  }
  for (let index = 0; index < library.DIALECTS.length; index++) {
    const dialect = library.DIALECTS[index] as (typeof library.DIALECTS)[number]
    const queries: readonly (() => unknown)[] = [
      () => library.decisionSql(cn, 'bind', { dialect, from: 't', keep: ['more'] }),
      () => library.decisionSql(cn2024, 'handle', { dialect, from: 't' }),
      () => library.compareSql(cn2020, cn2024, 'handle', { dialect, from: 't' }),
      () => library.factsSql('bind', { dialect, keep: ['more'] }),
      () => library.factsSql('handle', { dialect }),
      () => library.auditSql(cn, { dialect }),
      () => library.auditSql(asReported, { dialect }),
      () => {
        const table = library.factsTable('bind', { dialect, name: 't' })
        return [{ ...table }, table.insert([{ id: 1, facts: { driver: 'ann', vehicle: 'one' } }] as never)]
      },
    ]
    for (let place = 0; place < queries.length; place++) note(queries[place] as () => unknown)
  }
  note(() => library.tablesIn('SELECT * FROM a.b JOIN c ON 1'))
  note(() =>
    library.pointsSteps({
      firstIssuedOn: '2016-02-29',
      handled: [{ violation: 'a', at: moment, seq: 1, points: 3, fine: 0 }],
      payments: [],
      studies: [{ kind: 'online', at: at('2024-11-03'), seq: 2 }],
    } as never),
  )
  note(() => [
    library.plate('京A12345'),
    library.licenceNumber('11010519491231002X'),
    library.anyLicenceNumber('E12345678'),
    library.beijingTime('2025/3/3 15:30'),
    library.plateType('02'),
    library.optionsOf('plateType', library.zhCNLabels),
  ])
  note(() => {
    const headers = ['at', 'channel', 'driver', 'vehicle', 'vehicleOwner', 'vehicleReleasedAt', 'driverBindings']
    const audit = library.auditRows(headers, { question: 'bind', rules: cn } as never)
    if (!audit.ok) return [library.questionIn(headers), audit]
    const row = ['2025-03-03 15:30', 'app', 'ann', 'one', 'owen', '无', '2']
    return [library.questionIn(headers), audit.judge(row), audit.judge(row.slice(1)), audit.summary()]
  })
  for (const locale of [en, zhCN]) note(() => library.ruleCard(cn, '2019-05-01', locale))
  const headers = ['id', 'driver', 'vehicle', 'at', '渠道', 'points', '罚款(元)', 'more']
  note(() => library.questionIn(headers))
  note(() => {
    const audit = library.auditRows(headers, { question: 'handle', rules: cn, against: cn2020, locale: zhCN })
    if (!audit.ok) return audit
    const judged: unknown[] = []
    keep(judged, audit.judge(['1', 'ann', 'one', '2024-11-02 09:00', 'app', '3', '200', '']))
    keep(judged, audit.judge(['1', 'ann', 'one', 'then', '', 'x', '200.001', '']))
    keep(judged, audit.judge(['2']))
    return [judged, audit.summary()]
  })
  note(() => library.auditRows(['more'], { question: 'bind', rules: cn }))
  note(() => library.sentencesOf({ ...zhCN, ...library.zhCNRegistry }, [cn2024]).slice(0, 9))
  const held = { channel: 'app', vehicle: 'one', licenceStates: [], licenceClasses: ['C1'] } as const
  note(() => library.compareRuleSets(cn2020, cn2024, held as never))
  const scope = { drivers: 1, vehicles: 1, violations: 1, days: 2, start: [null] } as const
  const small = { ...scope, days: 1 } as const
  note(() => {
    const result = library.explore(asReported, scope, library.boundAfterTheFact)
    return [result, result.kind === 'witness' ? [result.story(en), result.story(zhCN)] : []]
  })
  const goals = [
    library.handledAsLaterOwner,
    library.everyState,
    library.manyDriversForOneVehicle,
    library.sixBindingsInSevenDays,
    library.withRestriction(library.tenBindingsInTenDays, library.bindingsOfVehicleADay(1)),
    library.withRestriction(library.boundAfterTheFact, library.placesTakenToDayEnd(1)),
  ]
  for (let index = 0; index < goals.length; index++)
    note(() => library.explore(cn2024, small, goals[index] as typeof library.everyState, { states: 12 }))
  const ring = { licences: 2, vehicles: 2, days: 3, channel: 'app', official: true, occurred: 'later', points: [1, 2] }
  for (const rules of [cn2024, asReported]) note(() => library.capacityOf(rules, { ...ring, price: 1 } as never))
  for (let index = 0; index < 2; index++) note(() => library.replayCase(library.courtCases[index] as never, cn2024))
  // Of few acts.
  const told = library.courtCases[8] as (typeof library.courtCases)[0]
  note(() => [library.channelsOf(told), library.countOf(told, cn2024, 'web')({}), library.rangeOf(told, () => 1)])
  note(() => [library.rangesUnder(told, asReported, 'web'), library.totalsOf(Object.values(told.ranges))])
  note(() => library.rangesAgainst(told, asReported, 'web', asReported))
  note(() => [
    library.gainsAndLosses(asReported, asReported, ['web']),
    library.licencesFor(cn2024, 99, { channel: 'app', official: true, occurred: 'later' }),
  ])
  note(() => library.rangeText({ reading: 1200, lowest: 1, highest: 3400 }, 'zh'))
  note(() => stored(library))
  // What a store does is only later done: here its options are read, and its functions made.
  note(() => {
    const adapter = { load: () => Promise.reject(new Error()), save: () => Promise.reject(new Error()) }
    return [
      Object.keys(library.storeOn(adapter as never, { rules: library.cn, now: () => 0 })),
      [{ type: 'payFine', violation: 'x' }, { type: 'payFine', at: 0 }, 5].map((each) =>
        library.parseStoreCommand(each),
      ),
    ]
  })
  return seen
}

function stored(library: Library & Built): unknown {
  const { registry, outcomes } = library.executeAll(library.openRegistry(library.cn), COMMANDS.slice(0, 22) as never)
  const records = library.recordsOf(registry)
  return [records, outcomes, library.replay(library.cn, new Set([{}]))]
}

/** The functions of the library that a run of `goldenTrace` does not call. */
export function untraced<T extends Library>(
  library: T,
  trace: (library: T) => readonly unknown[] = goldenTrace,
): readonly string[] {
  const called = new Set<string>()
  const names = Object.keys(library) as (keyof T & string)[]
  const noting = Object.fromEntries(
    names.map((name) => {
      const value = library[name] as unknown
      const isFunction = typeof value === 'function'
      const call = (...given: unknown[]): unknown => {
        called.add(name)
        return (value as (...given: unknown[]) => unknown)(...given)
      }
      return [name, isFunction ? call : value]
    }),
  ) as unknown as T
  trace(noting)
  // What is only later done is traced where it is waited for.
  return names.filter((name) => typeof library[name] === 'function' && name !== 'replayAsync' && !called.has(name))
}

function history(library: Library, rules: typeof library.cn | typeof library.asReported): unknown {
  let registry = library.openRegistry(rules)
  const steps: unknown[] = []
  for (let index = 0; index < COMMANDS.length; index++) {
    const outcome = library.execute(registry, COMMANDS[index] as never)
    registry = outcome.registry
    keep(steps, outcome)
    const { type = '', ...said } = { type: undefined, ...(COMMANDS[index] as { readonly type?: string }) }
    if (Object.hasOwn(library, type)) keep(steps, library[type as 'bind'](registry, said as never))
  }
  const batch = library.executeAll(library.openRegistry(rules), COMMANDS as never)
  const events = library.eventsOf(registry)
  const saved = library.snapshot(registry)
  const again = library.replay(rules, events)
  const parsed = library.restore(rules, saved)
  const now = '2025-12-01T00:00:00.000+08:00'
  const seen: unknown[] = [
    steps,
    batch.outcomes,
    events,
    saved,
    library.snapshot(batch.registry),
    again.ok ? library.snapshot(again.value) : again,
    parsed.ok ? library.snapshot(parsed.value) : parsed,
    library.replay(rules, events.slice(1)),
    library.restore(rules, { ...saved, revision: 3 }),
    library.driverIdsOf(registry),
    library.vehicleIdsOf(registry),
    library.overdueFines(registry, now),
    [
      library.isRegistry(registry),
      library.revisionOf(registry),
      library.headOf(registry),
      library.violationOf(registry, 'x1'),
    ],
    library.resume(registry, events.slice(1)),
    ...[1, events.length].map((omit) =>
      library.correct(registry, { changes: [{ omit }], ground: 'a mistake', at: now }),
    ),
  ]
  for (const id of ['d8', 'd22', '__proto__', 'nobody']) {
    keep(seen, library.bindingsOfDriver(registry, id))
    keep(seen, library.historyOf(registry, { driver: id }))
    keep(seen, library.driverOf(registry, id))
    keep(seen, library.pointsOf(registry, id, now))
    keep(seen, library.scoringPeriodOf(registry, id, now))
    if (id === 'nobody') continue
    keep(seen, library.openViolationsFor(registry, id, now))
    keep(seen, library.remainingBindings(registry, id, now))
  }
  keep(
    seen,
    library.pointsLedger(
      {
        firstIssuedOn: '2016-02-29',
        handled: [
          { violation: 'a', at: '2024-03-01T09:00:00+08:00', points: 9, fine: 20_000 },
          {
            violation: 'b',
            at: '2024-03-02T09:00:00+08:00',
            points: 0,
            fine: 0,
            revokedAt: '2024-03-03T09:00:00+08:00',
          },
        ],
        payments: [{ violation: 'a', at: '2024-03-05T09:00:00+08:00' }],
        studies: [{ kind: 'online', at: '2024-03-06T09:00:00+08:00' }],
      },
      '2024-04-01T09:00:00+08:00',
    ),
  )
  keep(seen, library.pointsLedger({ firstIssuedOn: 'x', handled: 1 } as never, '2024-04-01T09:00:00+08:00'))
  for (const id of ['v1', 'v9', 'v11', 'nothing']) {
    keep(seen, library.bindingsOfVehicle(registry, id))
    keep(seen, library.vehicleOf(registry, id))
    keep(seen, library.violationsOfVehicle(registry, id))
  }
  keep(seen, library.bindingFacts(registry, { driver: 'd22', vehicle: 'v9', channel: 'app', at: now }))
  keep(seen, library.handlingFacts(registry, { violation: 'x22', driver: 'd22', channel: 'app', at: now }))
  return seen
}
