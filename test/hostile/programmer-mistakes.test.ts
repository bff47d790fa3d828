/**
 * What every exported function makes of garbage: it answers with issues, or it throws an error that names the argument,
 * shows the value and says what was wanted. Every function of every entry but `testing` (`kit/drawn`) has its row; so has a new one, or this fails.
 */

import { describe, expect, test } from 'vitest'
import * as analysis from '../../src/analysis/index.ts'
import * as explain from '../../src/explain/index.ts'
import * as form from '../../src/form/index.ts'
import * as index from '../../src/index.ts'
import { shorten } from '../../src/input/issue.ts'
import * as rules from '../../src/law/index.ts'
import { asReported } from '../../src/law/index.ts'
import { exportsOf } from './world.ts'

const ENTRIES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  index,
  rules,
  explain,
  form,
  analysis,
}

/** One argument of a function: its name in the message, and a call with garbage in its place. */
type Mistake = readonly [argument: string, call: (garbage: never) => unknown]
/** Values that no one of these arguments may be. */
const GARBAGE: readonly unknown[] = [null, 5.5, 'x', Symbol('x'), { toString: 'x' }, () => 0]

/** What an office says of a law that it enters. */
const OFFICE = { id: 'office', title: { zh: '通告', en: 'order' }, from: '2027-01-01', citations: {} } as const

interface Row {
  /** Garbage throws, and the message names this argument. */
  readonly throws?: readonly Mistake[]
  /** Garbage comes back as issues: of a parser, of an outcome, of an invalid decision. */
  readonly issues?: readonly ((garbage: never) => unknown)[]
  /** Garbage has an answer that the documentation gives. */
  readonly answers?: readonly (readonly [answer: unknown, call: (garbage: never) => unknown])[]
}

const AT = '2018-09-10T15:00:00.000+08:00'
const DAY = '2018-09-10' as index.LegalDay
const DRIVER = {
  id: 'd',
  licence: { states: [], classes: ['C1'], firstIssuedOn: '2010-01-01' },
  at: AT,
} as const
const registry = index.enrolDriver(index.openRegistry(asReported), DRIVER).registry
const decision = index.decideBinding({ driverBindings: 3 }, asReported) as index.Decision
const issue = (index.parseFen('x') as Extract<index.Parsed<never>, { ok: false }>).issues[0] as index.Issue
const { en } = explain
const scope = { drivers: 1, vehicles: 1, violations: 0, days: 1 } as const
const ring: analysis.Ring = {
  licences: 1,
  vehicles: 1,
  days: 1,
  channel: 'app',
  official: false,
  occurred: 'later',
  points: 1,
  price: 60,
}
const regime = index.POINTS_REGIMES[0] as index.PointsRegime
const noRecords = { firstIssuedOn: '2010-01-01', handled: [], payments: [], studies: [] } as const

const parser = (parse: (input: never) => unknown): Row => ({ issues: [parse] })
const judging = (judge: (facts: never, rules: never) => unknown): Row => ({
  issues: [(garbage) => judge(garbage, asReported as never)],
  throws: [['rules', (garbage) => judge({} as never, garbage)]],
})
const command = (execute: (registry: index.Registry, input: never) => unknown): Row => ({
  throws: [['registry', (garbage) => execute(garbage, {} as never)]],
  issues: [(garbage) => execute(registry, garbage)],
})
/** A question of a registry about an id: of one that it does not know, whatever it is, it tells nothing. */
const about = (ask: (registry: index.Registry, id: never) => unknown, answer: unknown): Row => ({
  throws: [['registry', (garbage) => ask(garbage, 'd' as never)]],
  answers: [[answer, (garbage) => ask(registry, garbage)]],
})
/** Each argument in turn is garbage, the others are as given here. */
const each = (call: (...given: never[]) => unknown, good: Readonly<Record<string, unknown>>): Row => ({
  throws: Object.keys(good).map((name, at) => [
    name,
    (garbage) => call(...(Object.values(good).map((value, index) => (index === at ? garbage : value)) as never[])),
  ]),
})
const ofRegistry = (ask: (registry: never) => unknown): Row => ({ throws: [['registry', ask]] })

/** The options of whatever judges a log, each of them garbage once. */
const readingLogs = (read: (options: index.ResumeOptions) => unknown): readonly Mistake[] => [
  ['options.head', (head) => read({ head })],
  ['options.maxEvents', (maxEvents) => read({ maxEvents })],
  ['options.onProgress', (onProgress) => read({ onProgress: notCallable(onProgress) })],
  ['options.corrected', (corrected) => read({ corrected })],
]
/** A digest that gives garbage instead of a text; a text is what it must give. */
const giving = (garbage: unknown) => (() => (typeof garbage === 'string' ? 5.5 : garbage)) as never as index.Digest
/** What takes any text is handed something else. */
const noText = (garbage: unknown): never => (typeof garbage === 'string' ? garbage.length : garbage) as never

const LAWFUL = { rules: rules.cn2024, locale: explain.zhCNBinding } as const
/** The options of a form, each of them garbage once. */
const asking = (make: (options: object) => unknown): { readonly throws: readonly Mistake[] } => ({
  throws: [
    ['ask', (garbage) => make({ ...LAWFUL, ask: garbage })],
    ['ask', (garbage) => make({ ...LAWFUL, ask: [noWord(garbage)] })],
    ['rules', (garbage) => make({ ...LAWFUL, rules: garbage })],
    ['locale', (garbage) => make({ ...LAWFUL, locale: garbage })],
    ['known', (garbage) => make({ ...LAWFUL, known: noRecord(garbage) })],
    ['also.x', (garbage) => make({ ...LAWFUL, also: { x: garbage } })],
    ['ignore', (garbage) => make({ ...LAWFUL, ignore: garbage })],
    ['audience', (garbage) => make({ ...LAWFUL, audience: garbage })],
    ['channel', (garbage) => make({ ...LAWFUL, read: { channel: noRecord(garbage) } })],
  ],
})
/** What may be a record or a function is handed something else. */
const noRecord = (garbage: unknown): unknown =>
  typeof garbage === 'object' || typeof garbage === 'function' ? 5.5 : garbage
const noWord = (garbage: unknown): unknown => (typeof garbage === 'string' ? garbage : 'colour')

const ROWS: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  index: {
    ...Object.fromEntries(
      Object.entries(index)
        .filter(([name]) => /^parse[A-Z]/.test(name) && name !== 'restore')
        .map(([name, parse]) => [name, parser((garbage) => (parse as (input: unknown) => unknown)(hasId(garbage)))]),
    ),
    ...Object.fromEntries(
      index.COMMAND_TYPES.map((type) => [
        type,
        command(
          (index as Readonly<Record<string, unknown>>)[type] as (registry: index.Registry, input: never) => unknown,
        ),
      ]),
    ),
    execute: command(index.execute),
    yuan: { throws: [['amount', (garbage) => index.yuan(garbage === 5.5 ? (0.001 as never) : garbage)]] },
    legalDay: { throws: [['instant', index.legalDay]] },
    epochMillisecondsOf: { throws: [['instant', index.epochMillisecondsOf]] },
    tidyPlate: { throws: [['text', (garbage) => index.tidyPlate(noText(garbage))]] },
    tidyLicenceNumber: { throws: [['text', (garbage) => index.tidyLicenceNumber(noText(garbage))]] },
    formatPlate: { throws: [['plate', index.formatPlate]] },
    plateTypesOf: { throws: [['plate', index.plateTypesOf as never]] },
    calendarDaysAfter: each(index.calendarDaysAfter, { day: DAY, count: 1, calendar: index.weekendsOnly }),
    workingDaysAfter: each(index.workingDaysAfter, { day: DAY, count: 1, calendar: index.weekendsOnly }),
    payByDay: each(index.payByDay, { day: DAY, calendar: index.weekendsOnly }),
    additionalFine: each(index.additionalFine, { fine: index.yuan(200), payBy: DAY, day: DAY }),
    isWithinLimitation: each(index.isWithinLimitation, { occurredOn: DAY, day: DAY }),
    scoringPeriodOn: each(index.scoringPeriodOn, { firstIssuedOn: DAY, day: DAY }),
    pointsRegimeOn: { throws: [['day', index.pointsRegimeOn]] },
    dutyAtFullScore: {
      throws: [
        ['regime', (garbage) => index.dutyAtFullScore(garbage, 12, 1, [])],
        ['held', (garbage) => index.dutyAtFullScore(regime, garbage, 1, [])],
        ['time', (garbage) => index.dutyAtFullScore(regime, 12, garbage, [])],
        ['classes', (garbage) => index.dutyAtFullScore(regime, 12, 1, garbage)],
        ['classes', (garbage) => index.dutyAtFullScore(regime, 12, 1, [garbage])],
      ],
    },
    penaltyForTrade: each(index.penaltyForTrade, { regime, role: 'seller', gain: index.yuan(1) }),
    relates: {
      throws: [
        ['relation', (garbage) => index.relates(1, garbage, 1)],
        ['limit', (garbage) => index.relates(1, '∈', garbage)],
        ['supplied', (garbage) => index.relates(garbage, 'meets', [])],
        ['supplied', (garbage) => index.relates(garbage, 'disjoint', [])],
      ],
    },
    ...Object.fromEntries(
      Object.entries(index)
        .filter(([name]) => /^(advise|decide|screen)(Binding|Handling)$/.test(name))
        .map(([name, judge]) => [name, judging(judge as never)]),
    ),
    failuresOf: { throws: [['decision', index.failuresOf]] },
    missingOf: { throws: [['decision', index.missingOf]] },
    isRegistry: { answers: [[false, index.isRegistry]] },
    openRegistry: {
      throws: [
        ['rules', (garbage) => index.openRegistry(garbage)],
        ['options.calendar', (calendar) => index.openRegistry(rules.cn, { calendar })],
        ['options.digest', (digest) => index.openRegistry(rules.cn, { digest: notCallable(digest) })],
        [
          'options.digest',
          (digest) => index.enrolDriver(index.openRegistry(rules.cn, { digest: giving(digest) }), DRIVER),
        ],
      ],
    },
    revisionOf: ofRegistry(index.revisionOf),
    headOf: ofRegistry(index.headOf),
    eventsOf: ofRegistry(index.eventsOf),
    snapshot: ofRegistry(index.snapshot),
    driverIdsOf: ofRegistry(index.driverIdsOf),
    vehicleIdsOf: ofRegistry(index.vehicleIdsOf),
    bindingsOfDriver: about(index.bindingsOfDriver, []),
    bindingsOfVehicle: about(index.bindingsOfVehicle, []),
    violationsOfVehicle: about(index.violationsOfVehicle, []),
    driverOf: about(index.driverOf, undefined),
    vehicleOf: about(index.vehicleOf, undefined),
    violationOf: about(index.violationOf, undefined),
    pointsOf: {
      throws: [
        ['registry', (garbage) => index.pointsOf(garbage, 'd', AT)],
        ['at', (garbage) => index.pointsOf(registry, 'd', garbage)],
      ],
      answers: [[0, (garbage) => index.pointsOf(registry, garbage, AT)]],
    },
    scoringPeriodOf: {
      throws: [
        ['registry', (garbage) => index.scoringPeriodOf(garbage, 'd', AT)],
        ['at', (garbage) => index.scoringPeriodOf(registry, 'd', garbage)],
      ],
      answers: [[undefined, (garbage) => index.scoringPeriodOf(registry, garbage, AT)]],
    },
    pointsLedger: {
      throws: [
        ['at', (garbage) => index.pointsLedger(noRecords, garbage)],
        ['options', (garbage) => index.pointsLedger(noRecords, AT, garbage)],
      ],
      issues: [(garbage) => index.pointsLedger(garbage, AT)],
    },
    overdueFines: {
      throws: [
        ['registry', (garbage) => index.overdueFines(garbage, AT)],
        ['at', (garbage) => index.overdueFines(registry, garbage)],
      ],
    },
    correct: {
      throws: [['registry', (garbage) => index.correct(garbage, { changes: [], ground: 'none', at: AT })]],
      issues: [(garbage) => index.correct(registry, garbage)],
    },
    historyOf: {
      throws: [
        ['registry', (garbage) => index.historyOf(garbage, { driver: 'd' })],
        ['of', (garbage) => index.historyOf(registry, garbage)],
        ['options.after', (after) => index.historyOf(registry, { driver: 'd' }, { after })],
        ['options.limit', (limit) => index.historyOf(registry, { driver: 'd' }, { limit })],
      ],
    },
    openViolationsFor: {
      throws: [
        ['registry', (garbage) => index.openViolationsFor(garbage, 'd', AT)],
        ['driver', (garbage) => index.openViolationsFor(registry, garbage, AT)],
        ['at', (garbage) => index.openViolationsFor(registry, 'd', garbage)],
        ['options.channel', (channel) => index.openViolationsFor(registry, 'd', AT, { channel })],
        [
          'options.offenderPresent',
          (offenderPresent) => index.openViolationsFor(registry, 'd', AT, { offenderPresent }),
        ],
        [
          'options.identityVerified',
          (identityVerified) => index.openViolationsFor(registry, 'd', AT, { identityVerified }),
        ],
        ['options.vehicles', (vehicles) => index.openViolationsFor(registry, 'd', AT, { vehicles })],
      ],
    },
    remainingBindings: each(index.remainingBindings, { registry, driver: 'd', at: AT }),
    bindingFacts: each(index.bindingFacts, { registry, input: {} as never }),
    handlingFacts: each(index.handlingFacts, { registry, input: {} as never }),
    executeAll: {
      throws: [
        ['registry', (garbage) => index.executeAll(garbage, [])],
        ['commands', (garbage) => index.executeAll(registry, notText(garbage))],
        ['options.every', (every) => index.executeAll(registry, [], { every })],
        ['options.onProgress', (onProgress) => index.executeAll(registry, [], { onProgress: notCallable(onProgress) })],
        ['options.onOutcome', (onOutcome) => index.executeAll(registry, [], { onOutcome: notCallable(onOutcome) })],
      ],
      issues: [(garbage) => index.executeAll(registry, [garbage]).outcomes[0]],
    },
    resume: {
      throws: [
        ['registry', (garbage) => index.resume(garbage, [])],
        ['events', (garbage) => index.resume(registry, notText(garbage))],
        ...readingLogs((options) => index.resume(registry, [], options)),
      ],
      issues: [(garbage) => index.resume(registry, [garbage])],
    },
    replay: {
      throws: [
        ['rules', (garbage) => index.replay(garbage, [])],
        ['events', (garbage) => index.replay(rules.cn, notText(garbage))],
        ['options.digest', (digest) => index.replay(rules.cn, [], { digest: notCallable(digest) })],
        ...readingLogs((options) => index.replay(rules.cn, [], options)),
      ],
      issues: [(garbage) => index.replay(rules.cn, [garbage])],
    },
    replayAsync: {
      throws: [
        ['rules', (garbage) => index.replayAsync(garbage, [])],
        ['events', (garbage) => index.replayAsync(rules.cn, notText(garbage))],
        ['options.digest', (digest) => index.replayAsync(rules.cn, [], { digest: notCallable(digest) })],
        ...readingLogs((options) => index.replayAsync(rules.cn, [], options)),
      ],
      issues: [(garbage) => index.replayAsync(rules.cn, [garbage])],
    },
    restore: {
      throws: [
        ['rules', (garbage) => index.restore(garbage, {})],
        ['options.digest', (digest) => index.restore(rules.cn, {}, { digest: notCallable(digest) })],
        ...readingLogs((options) => index.restore(rules.cn, {}, options)),
      ],
      issues: [(garbage) => index.restore(rules.cn, garbage)],
    },
  },
  rules: {
    parseRuleSet: parser(rules.parseRuleSet),
    isRuleSet: { answers: [[false, rules.isRuleSet]] },
    isRuleBook: { answers: [[false, rules.isRuleBook]] },
    ruleSetOn: {
      throws: [
        ['book', (garbage) => rules.ruleSetOn(garbage, DAY)],
        ['day', (garbage) => rules.ruleSetOn(rules.cn, garbage)],
      ],
    },
    ruleBook: {
      throws: [
        ['id', (garbage) => rules.ruleBook(hasId(garbage), [rules.cn2013])],
        ['sets', (garbage) => rules.ruleBook('b', garbage)],
        ['sets', (garbage) => rules.ruleBook('b', [garbage])],
      ],
    },
    reform: {
      throws: [
        ['ruleSet', (garbage) => rules.reform(garbage, {})],
        ['changes', (garbage) => rules.reform(rules.cn2024, notCallable(garbage))],
        ['changes', (garbage) => rules.reform(rules.cn2024, { 'driver-cap': { limit: garbage } })],
        ['id', (garbage) => rules.reform(rules.cn2024, {}, { id: hasId(garbage) })],
        ['title', (garbage) => rules.reform(rules.cn2024, {}, { title: garbage })],
      ],
    },
    enact: {
      throws: [
        ['ruleSet', (garbage) => rules.enact(garbage, {}, OFFICE)],
        ['changes', (garbage) => rules.enact(rules.cn2024, notCallable(garbage), OFFICE)],
        ['id', (garbage) => rules.enact(rules.cn2024, {}, { ...OFFICE, id: hasId(garbage) })],
        ...(['title', 'from', 'citations'] as const).map(
          (name): Mistake => [name, (garbage) => rules.enact(rules.cn2024, {}, { ...OFFICE, [name]: garbage })],
        ),
      ],
    },
    resolveProvision: { throws: [['provision', rules.resolveProvision]] },
    absencesOf: { throws: [['set', rules.absencesOf]] },
    citedBy: { throws: [['set', rules.citedBy]] },
    formulaOf: { throws: [['rule', rules.formulaOf]] },
    expressionsOf: { throws: [['rule', rules.expressionsOf]] },
    classesCovering: { throws: [['plateType', rules.classesCovering]] },
  },
  explain: {
    explain: {
      throws: [
        ['decision', (garbage) => explain.explain(garbage, en)],
        ['decision', (garbage) => explain.explain({ ...decision, findings: [garbage] }, en)],
        ['words', (garbage) => explain.explain(decision, garbage)],
        ['options', (garbage) => explain.explain(decision, en, garbage ?? 7)],
      ],
    },
    headline: each(explain.headline, { decision, words: en }),
    explainFinding: each(explain.explainFinding, { finding: decision.findings[0] as never, words: en }),
    explainIssue: each(explain.explainIssue, { issue, words: en }),
    wordNames: { throws: [['language', (garbage) => explain.wordNames(garbage)]] },
    fieldOf: {
      throws: [
        ['rule', (garbage) => explain.fieldOf(garbage)],
        ['asked', (garbage) => explain.fieldOf('fine-limit', garbage ?? null)],
      ],
    },
    problemOfDecision: {
      throws: [
        ['decision', (garbage) => explain.problemOfDecision(garbage, en)],
        ['words', (garbage) => explain.problemOfDecision(decision, garbage)],
        ['options', (garbage) => explain.problemOfDecision(decision, en, garbage ?? null)],
      ],
    },
    problemOfOutcome: {
      throws: [
        ['outcome', (garbage) => explain.problemOfOutcome(garbage, { ...en, ...explain.enRegistry })],
        [
          'outcome.code',
          (code) => explain.problemOfOutcome({ status: 'refused', code }, { ...en, ...explain.enRegistry }),
        ],
        ['words', (garbage) => explain.problemOfOutcome({ status: 'refused', code: 'key-reused' }, garbage)],
      ],
    },
    problemOfJudgement: { throws: [['judgement', (garbage) => explain.problemOfJudgement(garbage, en)]] },
    problemOfIssues: {
      throws: [
        ['issues', (garbage) => explain.problemOfIssues([garbage], en)],
        ['issues', (garbage) => explain.problemOfIssues(Array.isArray(garbage) ? ({} as never) : garbage, en)],
        ['words', (garbage) => explain.problemOfIssues([issue], garbage)],
      ],
    },
    explainRefusal: each(explain.explainRefusal, { code: 'own-vehicle', words: explain.enRegistry }),
  },
  form: {
    bindingForm: asking((options) => form.bindingForm({ ask: ['channel'], ...options } as never)),
    handlingForm: asking((options) =>
      form.handlingForm({
        ask: ['channel'],
        ...options,
        ...('locale' in options && options.locale === LAWFUL.locale && { locale: explain.zhCNHandling }),
      } as never),
    ),
    withJsonSchema: { throws: [['form', (garbage) => form.withJsonSchema(garbage)]] },
    ...Object.fromEntries(
      [form.plate, form.licenceNumber, form.anyLicenceNumber, form.beijingTime, form.plateType].map((read, place) => [
        ['plate', 'licenceNumber', 'anyLicenceNumber', 'beijingTime', 'plateType'][place],
        parser(read),
      ]),
    ),
    optionsOf: {
      throws: [
        ['fact', (garbage) => form.optionsOf(garbage, explain.zhCNLabels)],
        ['words', (garbage) => form.optionsOf('channel', garbage)],
      ],
    },
    finalForm: {
      throws: [
        ['known', (garbage) => form.finalForm(form.bindingForm({ ask: [], ...LAWFUL }), noRecord(garbage) as never)],
        ['form', (garbage) => form.finalForm(garbage, {} as never)],
      ],
    },
  },
  analysis: {
    auditRows: {
      throws: [
        ['headers', (garbage) => analysis.auditRows(garbage, { question: 'bind', rules: rules.cn })],
        ['options', (garbage) => analysis.auditRows(['at'], noRecord(garbage) as never)],
        ['options.question', (question) => analysis.auditRows(['at'], { question, rules: rules.cn })],
        ['options.rules', (garbage) => analysis.auditRows(['at'], { question: 'bind', rules: garbage })],
      ],
    },
    questionIn: { throws: [['headers', (garbage) => analysis.questionIn(garbage)]] },
    sentencesOf: {
      throws: [
        ['language', (garbage) => analysis.sentencesOf(garbage, [])],
        ['sets', (garbage) => analysis.sentencesOf({ ...en, ...explain.enRegistry }, [garbage])],
      ],
    },
    ruleCard: each(analysis.ruleCard, { rules: rules.cn2024, day: DAY, locale: explain.zhCN }),
    explore: {
      throws: [
        ['rules', (garbage) => analysis.explore(garbage, scope, analysis.everyState)],
        ['scope', (garbage) => analysis.explore(rules.cn, garbage, analysis.everyState)],
        ...(['drivers', 'days', 'fines', 'channels', 'start', 'pinned', 'firstDay', 'occurrences'] as const).map(
          (field): Mistake => [
            `scope.${field}`,
            (garbage) => analysis.explore(rules.cn, { ...scope, [field]: given(garbage) }, analysis.everyState),
          ],
        ),
        ['goal', (garbage) => analysis.explore(rules.cn, scope, garbage)],
        ['budget.states', (states) => analysis.explore(rules.cn, scope, analysis.everyState, { states })],
      ],
    },
    compareRuleSets: {
      throws: [
        ['a', (garbage) => analysis.compareRuleSets(garbage, rules.cn2024)],
        ['b', (garbage) => analysis.compareRuleSets(rules.cn2024, garbage)],
        ['given', (garbage) => analysis.compareRuleSets(rules.cn2024, rules.cn2020, notCallable(garbage))],
      ],
    },
    withRestriction: each(analysis.withRestriction, {
      goal: analysis.everyState,
      restriction: analysis.placesTakenToDayEnd(3),
    }),
    channelsOf: { throws: [['courtCase', analysis.channelsOf]] },
    rangeOf: {
      throws: [
        ['courtCase', (garbage) => analysis.rangeOf(garbage, () => 0)],
        ['count', (garbage) => analysis.rangeOf(analysis.courtCases[0] as never, notCallable(garbage))],
      ],
    },
    countOf: { throws: [['courtCase', (garbage) => analysis.countOf(garbage, rules.cn2024, 'window')]] },
    rangesUnder: { throws: [['courtCase', (garbage) => analysis.rangesUnder(garbage, rules.cn2024, 'window')]] },
    rangesAgainst: {
      throws: [['courtCase', (garbage) => analysis.rangesAgainst(garbage, rules.cn2024, 'window', rules.cn2020)]],
    },
    totalsOf: { throws: [['cases', analysis.totalsOf]] },
    gainsAndLosses: {
      throws: [
        ['rules', (garbage) => analysis.gainsAndLosses(garbage, rules.cn2024, [])],
        ['against', (garbage) => analysis.gainsAndLosses(rules.cn2024, garbage, [])],
        ['channels', (garbage) => analysis.gainsAndLosses(rules.cn2024, rules.cn2024, garbage)],
      ],
    },
    licencesFor: {
      throws: [
        ['rules', (garbage) => analysis.licencesFor(garbage, 1, ring)],
        ['points', (garbage) => analysis.licencesFor(rules.cn2024, garbage, ring)],
        ['way', (garbage) => analysis.licencesFor(rules.cn2024, 1, notCallable(garbage))],
      ],
    },
    rangeText: {
      throws: [['language', (garbage) => analysis.rangeText({ reading: 1, lowest: 1, highest: 1 }, garbage)]],
    },
    replayCase: {
      throws: [
        ['courtCase', (garbage) => analysis.replayCase(garbage, rules.cn2024)],
        ['rules', (garbage) => analysis.replayCase(analysis.courtCases[7] as analysis.CourtCase, garbage)],
        [
          'assumptions',
          (garbage) => analysis.replayCase(analysis.courtCases[0] as never, rules.cn2024, notCallable(garbage)),
        ],
        [
          'assumptions.ageDays',
          (ageDays) => analysis.replayCase(analysis.courtCases[0] as analysis.CourtCase, rules.cn2024, { ageDays }),
        ],
      ],
    },
    capacityOf: {
      throws: [
        ['rules', (garbage) => analysis.capacityOf(garbage, ring)],
        ['ring', (garbage) => analysis.capacityOf(rules.cn2024, notCallable(garbage))],
        ['ring.days', (days) => analysis.capacityOf(rules.cn2024, { ...ring, days })],
        ['ring.official', (official) => analysis.capacityOf(rules.cn2024, { ...ring, official })],
      ],
    },
    placesTakenToDayEnd: { throws: [['limit', analysis.placesTakenToDayEnd]] },
    bindingsOfVehicleADay: { throws: [['limit', analysis.bindingsOfVehicleADay]] },
  },
}

/** Text can be iterated, `x` is an id, a function is a recipe, `null` is nothing given: there these are no garbage. */
function notText(garbage: never): never {
  return typeof garbage === 'string' ? (5.5 as never) : garbage
}
function hasId(garbage: never): never {
  return garbage === 'x' ? ('a b' as never) : garbage
}
function given(garbage: never): never {
  return garbage === null ? ('x' as never) : garbage
}
function notCallable(garbage: never): never {
  return typeof garbage === 'function' ? ('x' as never) : garbage
}

describe.each(Object.keys(ENTRIES))('mistakes: in %s', (entry) => {
  const functions = Object.keys(ENTRIES[entry] ?? {}).filter((name) => typeof ENTRIES[entry]?.[name] === 'function')

  test('every function has its row, and every row its function', () => {
    expect(Object.keys(ROWS[entry] ?? {}).sort()).toEqual(functions.sort())
  })

  test.each(functions)(
    '%s answers garbage with issues, or names the argument, its value and what was wanted',
    async (name) => {
      const { throws = [], issues = [], answers = [] } = ROWS[entry]?.[name] ?? {}
      expect(throws.length + issues.length + answers.length).toBeGreaterThan(0)
      const shown = new Set<Mistake>()
      for (const garbage of GARBAGE) {
        for (const mistake of throws) {
          const [argument, call] = mistake
          const error = await thrownBy(() => call(garbage as never))
          const what = `${name}(${argument}) of ${shorten(garbage)}`
          expect(error instanceof TypeError || error instanceof RangeError, `${what}: ${String(error)}`).toBe(true)
          const { message } = error as Error
          const last = argument.split('.').at(-1) as string
          expect(message, what).toMatch(new RegExp(`(?:^|[(.\\s])${last}s?\\b`))
          // What was wanted: there is no telling it in general, but it is never a bare word of the engine's.
          expect(message, what).not.toMatch(/Cannot |^\S+ is not a function|is not iterable|of undefined|of null/)
          if (message.includes(shorten(garbage))) shown.add(mistake)
        }
        for (const call of issues) {
          const answer = (await call(garbage as never)) as { readonly issues?: readonly unknown[] }
          expect(answer.issues?.length, `${name} of ${shorten(garbage)}`).toBeGreaterThan(0)
        }
        for (const [answer, call] of answers) expect(call(garbage as never), name).toEqual(answer)
      }
      // Of decisions and words nothing is printed: they may hold what a client sent.
      if (entry === 'explain' || name === 'sentencesOf') return
      // The value is shown, if not of every kind: garbage is mapped to other garbage where it would be invalid.
      expect(throws.filter((mistake) => !shown.has(mistake)).map(([argument]) => argument)).toEqual([])
    },
  )

  test('whatever it exports that is no function is frozen to its leaves', () => {
    for (const [name, value] of exportsOf(ENTRIES[entry] ?? {})) expect(loose(value, name)).toEqual([])
  })
})

test('mistakes: a value that can be shown is shown', () => {
  expect(() => index.pointsRegimeOn('x' as never)).toThrow(/^pointsRegimeOn\(day\): "x" is not a day YYYY-MM-DD/)
  expect(() => index.additionalFine(Number.NaN as never, DAY, DAY)).toThrow(
    'additionalFine(fine): NaN is not a whole amount of fen',
  )
  expect(() => rules.classesCovering('99' as never)).toThrow('classesCovering(plateType): "99" is not a plate type')
  expect(() => index.yuan('1' as never)).toThrow('yuan(amount): "1" is not an amount')
  expect(() => explain.explain(decision, 'zh-CN' as never)).toThrow('explain(words) is not a language')
  expect(() => index.relates(1, '≦' as never, 1)).toThrow('relates(relation): "≦" is not one of')
})

async function thrownBy(act: () => unknown): Promise<unknown> {
  try {
    await act()
  } catch (error) {
    return error
  }
  return undefined
}

/** The places in a value that are not frozen. */
function loose(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return []
  const inside = Reflect.ownKeys(value).flatMap((key) =>
    loose((value as Record<PropertyKey, unknown>)[key], `${path}.${String(key)}`),
  )
  return Object.isFrozen(value) ? inside : [path, ...inside]
}
