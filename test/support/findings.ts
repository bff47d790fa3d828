import { en, zhCN } from '../../src/explain/index.ts'
import {
  BINDING_FACTS,
  CHANNELS,
  type Channel,
  type Decision,
  decideBinding,
  decideHandling,
  FACTS,
  type Finding,
  HANDLING_FACTS,
  type Issue,
  type LegalDay,
  PLATE_TYPES,
  SELF_SERVICE,
  type WantedKind,
} from '../../src/index.ts'
import {
  CITATIONS,
  type Citation,
  type Citations,
  parseRuleSet,
  type Question,
  RULE_IDS,
  RULES,
  type RuleId,
  type RuleSet,
} from '../../src/law/index.ts'
import { PARAMETER_READERS, type ParameterKind } from '../../src/law/parameters.ts'

export type Row = Record<string, unknown>
export const LOCALES = [zhCN, en] as const

/** Facts under which every rule with ordinary parameters holds: the examples of the table of facts, and what findings show. */
export const GOOD: Row = {
  ...Object.fromEntries(FACTS.map(({ name, example }) => [name, example])),
  at: '2018-09-12T10:00:00.000+08:00',
  driverBindings: 2,
  vehicleBindings: 2,
  driverBindingsEver: 2,
  driverApplicationsToday: 2,
  driverApplicationsThisYear: 2,
  occurredAt: '2018-09-11T09:30:00.000+08:00',
  fine: 20_000,
  points: 6,
  boundSince: '2018-09-10T15:00:00.000+08:00',
  pointsHeld: 5,
  fullScoreStudies: 2,
  othersVehiclesHandledThisYear: 3,
  vehicleOtherDriversThisYear: 3,
  vehicleReleasedAt: '2018-09-05T18:00:00.000+08:00',
  vehicleDriversBoundThisYear: 3,
  ownedSince: '2016-05-01T10:00:00.000+08:00',
}

export interface Case {
  readonly parameters?: Row
  readonly facts?: Row
  /** Not a number that any rule set states: shown for provisions on every channel only. */
  readonly odd?: true
}
export const cap: Row = { limit: 3 }
export const count = (fact: string, most: number): readonly Case[] => [
  { parameters: cap, facts: { [fact]: most } },
  { parameters: cap, facts: { [fact]: most + 1 } },
  { parameters: cap, facts: { [fact]: most + 3 }, odd: true },
  { parameters: { limit: 0 }, facts: { [fact]: most }, odd: true },
  { parameters: { limit: 1 }, facts: { [fact]: most - 1 }, odd: true },
  { parameters: { limit: 1 }, facts: { [fact]: most }, odd: true },
]
export const since = (grain: string, occurredAt: string): Case => ({
  parameters: { grain, scope: 'with-points', firstClearsBacklog: true },
  facts: { occurredAt },
})

const EVERY_CLASS = 'A1,A2,A3,B1,B2,C1,C2,C3,C4,C5,C6,D,E,F,M,N,P'

/**
 * The formula of each rule and the facts that it needs, transcribed by hand from the law and not made from `RULES`: a rule that is changed there differs from
 * this list.
 */
export const FORMULAS: { readonly [Id in RuleId]: readonly [formula: string, facts: readonly string[]] } = {
  'own-vehicle': ['driver ≠ vehicleOwner', ['driver', 'vehicleOwner']],
  'already-bound': ['pairBound = false', ['pairBound']],
  'driver-cap': ['driverBindings + 1 ≤ limit', ['driverBindings']],
  'vehicle-cap': ['vehicleBindings + 1 ≤ limit', ['vehicleBindings']],
  'lifetime-cap': ['driverBindingsEver + 1 ≤ limit', ['driverBindingsEver']],
  'daily-applications': ['driverApplicationsToday + 1 ≤ limit', ['driverApplicationsToday']],
  'yearly-applications': ['driverApplicationsThisYear + 1 ≤ limit', ['driverApplicationsThisYear']],
  'plate-type': ['plateType ∈ allowed', ['plateType']],
  'non-operating': ['operating = false', ['operating']],
  'owner-kind': ['vehicleOwnerKind ∈ allowed', ['vehicleOwnerKind']],
  'owner-consent': ['ownerConsent ∈ accepted', ['ownerConsent']],
  'identity-verified': ['identityVerified = true', ['identityVerified']],
  'violation-open': ['violationState = open', ['violationState']],
  'not-before-occurrence': ['occurredAt ≤ at', ['occurredAt', 'at']],
  'open-binding': ['boundSince ≠ null, or points = 0 where scope = with-points', ['boundSince']],
  'since-binding': [
    '(day: day(occurredAt) ≥ day(boundSince); instant: occurredAt ≥ boundSince; next-day: day(occurredAt) > day(boundSince)), or points = 0 where scope = with-points, or boundSince = null, or firstBinding = true where firstClearsBacklog = true',
    ['occurredAt', 'boundSince'],
  ],
  'fine-limit': ['fine ≤ limit', ['fine']],
  'recorded-by-monitoring': ['recordedBy = monitoring', ['recordedBy']],
  'points-room': ['points + pointsHeld < full, or points = 0', ['points', 'pointsHeld']],
  'single-points-limit': ['points ≤ limit', ['points']],
  'licence-state': ['licenceStates disjoint barred', ['licenceStates']],
  'licence-class': ['licenceClasses meets classesCovering(plateType)', ['licenceClasses', 'plateType']],
  'licence-held': [`licenceClasses meets ${EVERY_CLASS}, or points = 0`, ['licenceClasses', 'points']],
  'repeat-full-score': ['fullScoreStudies < limit', ['fullScoreStudies']],
  'offender-present': ['offenderPresent = true', ['offenderPresent']],
  'vehicles-per-year': ['othersVehiclesHandledThisYear ≤ limit', ['othersVehiclesHandledThisYear']],
  'drivers-per-year': ['vehicleOtherDriversThisYear ≤ limit', ['vehicleOtherDriversThisYear']],
  'cooling-off': ['day(at) ≥ day(vehicleReleasedAt) + days, or vehicleReleasedAt = null', ['at', 'vehicleReleasedAt']],
  'drivers-bound-per-year': ['vehicleDriversBoundThisYear ≤ limit', ['vehicleDriversBoundThisYear']],
}

/** For each rule, the cases whose sentences differ. */
export const CASES: { readonly [Id in RuleId]: readonly Case[] } = {
  'own-vehicle': [{}, { facts: { vehicleOwner: 'd' } }],
  'already-bound': [{}, { facts: { pairBound: true } }],
  'driver-cap': count('driverBindings', 2),
  'vehicle-cap': count('vehicleBindings', 2),
  'lifetime-cap': count('driverBindingsEver', 2),
  'daily-applications': count('driverApplicationsToday', 2),
  'yearly-applications': count('driverApplicationsThisYear', 2),
  'plate-type': [
    { parameters: { allowed: ['02', '52'] } },
    { parameters: { allowed: ['02', '52'] }, facts: { plateType: '01' } },
    { parameters: { allowed: ['02'] }, facts: { plateType: '52' } },
    { parameters: { allowed: PLATE_TYPES.filter((type) => type !== '01') }, facts: { plateType: '01' } },
    {
      parameters: { allowed: PLATE_TYPES.filter((type) => type !== '01' && type !== '51') },
      facts: { plateType: '51' },
    },
  ],
  'non-operating': [{}, { facts: { operating: true } }],
  'owner-kind': [
    { parameters: { allowed: ['individual'] } },
    { parameters: { allowed: ['individual', 'unit'] }, facts: { vehicleOwnerKind: 'unit' } },
    { parameters: { allowed: ['individual'] }, facts: { vehicleOwnerKind: 'unit' } },
  ],
  'owner-consent': [
    { parameters: { accepted: ['qr', 'sms'] } },
    { parameters: { accepted: ['qr', 'sms'] }, facts: { ownerConsent: 'sms' } },
    { parameters: { accepted: ['registered-owner'] }, facts: { ownerConsent: 'registered-owner' } },
    { parameters: { accepted: ['none'] }, facts: { ownerConsent: 'none' } },
    { parameters: { accepted: ['qr', 'sms'] }, facts: { ownerConsent: 'none' } },
    { parameters: { accepted: ['qr', 'sms'] }, facts: { ownerConsent: 'registered-owner' } },
    { parameters: { accepted: ['none'] }, facts: { ownerConsent: 'qr' } },
  ],
  'identity-verified': [{}, { facts: { identityVerified: false } }],
  'violation-open': [{}, { facts: { violationState: 'handled' } }, { facts: { violationState: 'withdrawn' } }],
  'not-before-occurrence': [
    {},
    { facts: { occurredAt: GOOD.at } },
    { facts: { occurredAt: '2018-09-12T09:59:00.000+08:00' } },
    { facts: { occurredAt: '2018-09-13T00:00:00.000+08:00' } },
    { facts: { occurredAt: '2018-09-12T10:00:01.000+08:00' } },
    { facts: { occurredAt: '2018-09-12T10:00:00.001+08:00' } },
  ],
  'open-binding': [
    { parameters: { scope: 'with-points' } },
    { parameters: { scope: 'with-points' }, facts: { boundSince: null } },
    { parameters: { scope: 'with-points' }, facts: { points: 0 } },
  ],
  'since-binding': [
    since('day', '2018-09-10T09:00:00.000+08:00'),
    since('day', '2018-09-09T23:59:59.999+08:00'),
    since('instant', '2018-09-10T15:00:00.000+08:00'),
    since('instant', '2018-09-10T09:00:00.000+08:00'),
    { ...since('instant', '2018-09-10T14:59:59.999+08:00'), odd: true },
    { ...since('instant', '2018-09-09T09:00:00.000+08:00'), odd: true },
    since('next-day', '2018-09-11T00:00:00.000+08:00'),
    since('next-day', '2018-09-10T23:59:59.999+08:00'),
    { parameters: since('day', '').parameters as Row, facts: { points: 0 } },
    { parameters: since('day', '').parameters as Row, facts: { boundSince: null } },
    { parameters: since('day', '').parameters as Row, facts: { firstBinding: true } },
    { parameters: { grain: 'day', scope: 'all', firstClearsBacklog: false }, facts: { boundSince: null } },
  ],
  'fine-limit': [0, 20_000, 20_001, 20_050, 123_456_789].map((fine) => ({
    parameters: { limit: 20_000 },
    facts: { fine },
  })),
  'recorded-by-monitoring': [{}, { facts: { recordedBy: 'officer' } }],
  'points-room': [5, 6, 7]
    .map((pointsHeld) => ({ parameters: { full: 12 }, facts: { pointsHeld } }))
    .concat([{ parameters: { full: 12 }, facts: { pointsHeld: 12, points: 0 } as Row as { pointsHeld: number } }]),
  'single-points-limit': [1, 6, 7, 12].map((points) => ({ parameters: { limit: 6 }, facts: { points } })),
  'licence-state': [[], ['renewal-deferred'], ['suspended'], ['suspended', 'full-points', 'violations-pending']].map(
    (licenceStates) => ({ parameters: { barred: ['revoked', 'suspended', 'full-points'] }, facts: { licenceStates } }),
  ),
  'licence-class': [
    {},
    { facts: { licenceClasses: ['B2', 'C1', 'D'] } },
    { facts: { licenceClasses: ['D', 'E'] } },
    { facts: { licenceClasses: [] } },
    { facts: { plateType: '14' } },
    { facts: { plateType: '14', licenceClasses: [] } },
  ],
  'licence-held': [{}, { facts: { licenceClasses: ['D'] } }, { facts: { licenceClasses: [] } }],
  'repeat-full-score': [1, 2, 3, 4].map((fullScoreStudies) => ({ parameters: cap, facts: { fullScoreStudies } })),
  'offender-present': [{}, { facts: { offenderPresent: false } }],
  'vehicles-per-year': count('othersVehiclesHandledThisYear', 3),
  'drivers-per-year': count('vehicleOtherDriversThisYear', 3),
  'cooling-off': [
    ...[7, 8, 30].map((days) => ({ parameters: { days } })),
    { parameters: { days: 7 }, facts: { vehicleReleasedAt: null } },
  ],
  'drivers-bound-per-year': count('vehicleDriversBoundThisYear', 3),
}

/** One provision on one form of channels, and the channel of the request that it binds. */
export const FORMS: readonly (readonly [string, 'all' | readonly Channel[], Channel])[] = [
  ['every channel', 'all', 'app'],
  ['self-service', SELF_SERVICE, 'app'],
  ['window', ['window'], 'window'],
  ['app and web', ['app', 'web'], 'app'],
  ['app', ['app'], 'app'],
  ['window and app', ['window', 'app'], 'app'],
  ['all but kiosks', ['window', 'app', 'web'], 'app'],
]
/** Forms that differ only in how a mixture of channels is named, which one rule shows. */
export const MIXED = FORMS.slice(3).map(([form]) => form)

export const SOURCE: Citation = {
  instrument: '道路交通安全违法行为处理程序规定',
  article: '52',
  url: 'https://example.org',
  since: '2018-09-01' as LegalDay,
  grade: 'P',
  reached: 'publisher',
  zh: '…',
  en: '…',
  basis: 'F3.3',
}
export const SOURCE_KEY = 'own:source'
/** The texts that findings of made-up rule sets and of shipped ones cite. */
export const CITE: Citations = { ...CITATIONS, [SOURCE_KEY]: SOURCE }

/** A made-up rule set of the given provisions, as anyone can have one read. */
export function setOf(provisions: { readonly [Q in Question]?: readonly Row[] }): RuleSet {
  const parsed = parseRuleSet({
    id: 'made-up',
    title: { zh: '…', en: '…' },
    from: '2018-09-01',
    verifiedOn: '2020-09-27',
    hypothetical: true,
    citations: { [SOURCE_KEY]: SOURCE },
    bind: [],
    handle: [],
    ...provisions,
  })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.value
}

export function provisionOf(
  rule: RuleId,
  channels: 'all' | readonly Channel[],
  parameters: Row,
  citation = SOURCE_KEY,
): Row {
  return { rule, channels, vehicles: RULES[rule].vehicles, ...parameters, citation }
}

/** What the reader of a parameter of a rule counts, as the reader itself says it of a value that is none: `fen`, `days`, `whole`. */
export function countedBy(rule: RuleId, parameter: string): WantedKind | undefined {
  const { [parameter]: kind }: { readonly [Name in string]?: ParameterKind } = RULES[rule].parameters
  const issues: Issue[] = []
  if (kind !== undefined) PARAMETER_READERS[kind](undefined, [], issues)
  return issues[0]?.wanted.kind
}

export function questionOf(rule: RuleId): Question {
  return RULES[rule].questions[0] as Question
}

export function decide(question: Question, facts: Row, set: RuleSet): Decision {
  const names: readonly string[] = question === 'bind' ? BINDING_FACTS : HANDLING_FACTS
  const own = Object.fromEntries(Object.entries(facts).filter(([name]) => names.includes(name)))
  const decision = question === 'bind' ? decideBinding(own, set) : decideHandling(own, set)
  if (decision.verdict === 'invalid') throw new Error(JSON.stringify(decision.issues))
  return decision
}

export function findingOf(rule: RuleId, channels: 'all' | readonly Channel[], parameters: Row, facts: Row): Finding {
  const question = questionOf(rule)
  const set = setOf({ [question]: [provisionOf(rule, channels, parameters)] })
  return decide(question, facts, set).findings[0] as Finding
}

/** Every finding of the golden file: rule, form of channels, finding. */
export const FINDINGS: readonly (readonly [RuleId, string, Finding])[] = RULE_IDS.flatMap((rule) =>
  FORMS.flatMap(([form, channels, channel]) => {
    if (MIXED.includes(form) && rule !== 'driver-cap') return []
    const cases = CASES[rule].filter(({ odd }) => odd === undefined || channels === 'all')
    const parameters = cases[0]?.parameters ?? {}
    const found = cases.map((each) =>
      findingOf(rule, channels, each.parameters ?? {}, { ...GOOD, channel, ...each.facts }),
    )
    found.push(findingOf(rule, channels, parameters, {}))
    if (channels !== 'all') {
      const other = CHANNELS.find((each) => !channels.includes(each)) as Channel
      found.push(findingOf(rule, channels, parameters, { ...GOOD, channel: other }))
    }
    if (RULES[rule].vehicles === 'others') {
      found.push(findingOf(rule, channels, parameters, { ...GOOD, channel, vehicleOwner: 'd' }))
    }
    return found.map((finding) => [rule, form, finding] as const)
  }),
)
