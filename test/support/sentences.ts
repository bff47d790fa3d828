import { noRuleSet } from '../../src/decision/decide.ts'
import { en, enRegistry, explain, explainIssue, type Locale, zhCN, zhCNRegistry } from '../../src/explain/index.ts'
import {
  BINDING_FACTS,
  CHANNELS,
  type Channel,
  type Citation,
  COUNT_LIMIT,
  type Decision,
  decideBinding,
  decideHandling,
  FACTS,
  type FactName,
  FEN_LIMIT,
  type Finding,
  HANDLING_FACTS,
  type Issue,
  type IssueCode,
  type LegalDay,
  LICENCE_CLASSES,
  LICENCE_STATES,
  LICENCE_TESTS,
  OWNER_CONSENTS,
  OWNER_KINDS,
  PLATE_TYPES,
  POINTS_LIMIT,
  type Question,
  RECORDERS,
  REFUSAL_CODES,
  RULE_IDS,
  type RuleId,
  SELF_SERVICE,
  VIOLATION_STATES,
  type Wanted,
  type WantedAs,
  type WantedKind,
} from '../../src/index.ts'
import {
  CITATIONS,
  type Citations,
  noRuleSetInForce,
  parseRuleSet,
  RULES,
  type RuleSet,
  reform,
} from '../../src/law/index.ts'
import { PARAMETER_READERS, type ParameterKind } from '../../src/law/parameters.ts'
import { SET_IDS, SETS } from '../oracle/sets.ts'
import { issue } from './issues.ts'

export type Row = Record<string, unknown>
export const LOCALES = [zhCN, en] as const
export const ALL_FACTS: readonly FactName[] = FACTS.map(({ name }) => name)
export const registryOf = (locale: Locale) => (locale === en ? enRegistry : zhCNRegistry)
/** An empty sentence with its source. */
export const sourced = (locale: Locale, citation: Citation) => locale.core.sentence('', locale.sources.of(citation))

/** Facts under which every rule with ordinary parameters holds. */
export const GOOD: Row = {
  at: '2018-09-12T10:00:00.000+08:00',
  driver: 'd',
  vehicle: 'v',
  vehicleOwner: 'o',
  vehicleOwnerKind: 'individual',
  plateType: '02',
  operating: false,
  pairBound: false,
  driverBindings: 2,
  vehicleBindings: 2,
  driverBindingsEver: 2,
  driverApplicationsToday: 2,
  driverApplicationsThisYear: 2,
  ownerConsent: 'qr',
  identityVerified: true,
  violationState: 'open',
  occurredAt: '2018-09-11T09:30:00.000+08:00',
  fine: 20_000,
  points: 6,
  recordedBy: 'monitoring',
  boundSince: '2018-09-10T15:00:00.000+08:00',
  firstBinding: false,
  licenceStates: [],
  licenceClasses: ['C1'],
  pointsHeld: 5,
  fullScoreStudies: 2,
  offenderPresent: true,
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
  if (!parsed.ok) throw new Error(parsed.issues.map((found) => explainIssue(found, en)).join('\n'))
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
  if (decision.verdict === 'invalid') throw new Error(explain(decision, en).join('\n'))
  CASE_OF.set(decision, whenOf(own, names, set))
  return decision
}
const CASE_OF = new WeakMap<object, string>()

/** Of which case a decision is: how it differs from one in which all is in order, and under which rule set. */
export function caseOf(decision: object): string {
  return CASE_OF.get(decision) ?? ''
}

/** More facts than this that are not in order are not told one by one. */
const MOST_DIFFERING = 6

/** How facts differ from a case in which all is in order, and the rule set, in brackets. */
export function whenOf(facts: Row, names: readonly string[], set: RuleSet): string {
  const text = (value: unknown) => {
    if (value === undefined) return 'not known'
    return value === null ? 'none' : String(value).replace(/:00\.000\+08:00$/, '') || 'none'
  }
  const differing = names.filter((name) => name !== 'at' && JSON.stringify(facts[name]) !== JSON.stringify(GOOD[name]))
  if (Object.keys(facts).length === 0) return `(nothing known, ${set.id})`
  const told = differing.map((name) => `${name} ${text(facts[name])}`)
  const what = told.length > MOST_DIFFERING ? [`${told.length} facts not in order`] : told
  return `(${[...what, set.id].join(', ')})`
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

/** What parsers want of a fact that is of none of the closed lists. */
export const ID: Wanted = { kind: 'id' }
export const INSTANT: Wanted = { kind: 'instant' }
export const FEN: Wanted = { kind: 'fen', from: 0, to: FEN_LIMIT }
export const POINTS: Wanted = { kind: 'points', from: 0, to: POINTS_LIMIT }
export const COUNT: Wanted = { kind: 'whole', from: 0, to: COUNT_LIMIT }
export const NOTHING: Wanted = { kind: 'nothing' }
export const LIST: Wanted = { kind: 'list' }

export const ISSUES: { readonly [C in IssueCode]: Issue } = {
  'wrong-type': issue('wrong-type', ['fine'], FEN, '200'),
  missing: issue('missing', ['vehicle'], { kind: 'present' }, undefined),
  'unknown-key': issue('unknown-key', ['colour'], NOTHING, 'colour'),
  unreadable: issue('unreadable', ['at'], { kind: 'readable' }, undefined),
  hole: issue('hole', ['licenceStates', 1], { kind: 'present' }, undefined),
  'too-many': issue('too-many', ['licenceStates'], { kind: 'items', to: 64 }, 65),
  repeated: issue('repeated', ['licenceClasses', 2], { kind: 'once' }, 'C1'),
  'not-whole': issue('not-whole', ['driverBindings'], COUNT, 2.5),
  'out-of-range': issue('out-of-range', ['points'], POINTS, 13),
  'not-listed': issue('not-listed', ['channel'], { kind: 'word', of: CHANNELS }, 'phone'),
  empty: issue('empty', ['driver'], ID, ''),
  'too-long': issue('too-long', ['driver'], ID, 'd'.repeat(65)),
  'forbidden-character': issue('forbidden-character', ['driver'], ID, 'a\u200bb'),
  malformed: issue('malformed', [], { kind: 'licence-number' }, '123'),
  'no-offset': issue(
    'no-offset',
    ['occurredAt'],
    { kind: 'this-instant', meant: '2018-09-10T15:00:00+08:00' },
    '2018-09-10T15:00',
  ),
  'no-such-day': issue('no-such-day', ['at'], INSTANT, '2018-02-30T00:00:00Z'),
  'wrong-check-digit': issue('wrong-check-digit', [], { kind: 'check-digit' }, '110105194912310021'),
  'ambiguous-letter': issue('ambiguous-letter', [], { kind: 'this-plate', meant: '京A·12345' }, '京AI2345'),
  'former-writing': issue('former-writing', [], { kind: 'this-plate', meant: '014·578使' }, '使014·578'),
  contradicted: issue('contradicted', ['vehicleOwner'], { kind: 'on-record' }, 'd1'),
  'not-in-sequence': issue('not-in-sequence', ['events', 3, 'sequence'], { kind: 'exactly', value: '4' }, 7),
  'not-reproduced': issue('not-reproduced', ['events', 3], { kind: 'canonical' }, {}),
  overlapping: issue('overlapping', ['bind', 2], { kind: 'once-per-channel' }, 'driver-cap'),
  reserved: issue('reserved', ['id'], { kind: 'own-id' }, 'cn-2024-11-01'),
}

/** Other faults under the same codes, whose sentences differ. */
export const MORE_ISSUES: readonly Issue[] = [
  issue('forbidden-character', [], { kind: 'plate' }, '京A-12345'),
  issue('forbidden-character', ['driver'], ID, 'a b'),
  ...Object.entries({
    vehicleOwnerKind: OWNER_KINDS,
    plateType: PLATE_TYPES,
    ownerConsent: OWNER_CONSENTS,
    violationState: VIOLATION_STATES,
    recordedBy: RECORDERS,
  }).map(([fact, of]) => issue('not-listed', [fact], { kind: 'word', of }, 'other')),
  issue('not-listed', ['licenceStates', 0], { kind: 'word', of: LICENCE_STATES }, 'gone'),
  issue('not-listed', ['licenceClasses', 0], { kind: 'word', of: LICENCE_CLASSES }, 'Z9'),
  issue('no-offset', ['at'], { kind: 'this-instant', meant: '2018-09-10T00:00:00+08:00' }, '2018-09-10'),
  issue('malformed', ['citation', 'url'], { kind: 'address' }, 'ftp://a'),
  issue('malformed', ['at'], INSTANT, '2024-11-01T10:00+08:00'),
  // Inside a fact that is no list, deeper in one than its items, or under another name.
  issue('wrong-type', ['fine', 0], FEN, true),
  issue('wrong-type', ['licenceStates', 0, 1], { kind: 'present' }, 7),
  issue('wrong-type', ['driver', 'points'], LIST, 7),
]

/** What can be wanted, of every kind. */
export const WANTED: { readonly [K in WantedKind]: readonly WantedAs<K>[] } = {
  flag: [{ kind: 'flag' }],
  record: [{ kind: 'record' }],
  list: [{ kind: 'list' }],
  readable: [{ kind: 'readable' }],
  present: [{ kind: 'present' }],
  nothing: [{ kind: 'nothing' }],
  once: [{ kind: 'once' }],
  id: [{ kind: 'id' }],
  'own-id': [{ kind: 'own-id' }],
  'own-key': [{ kind: 'own-key' }],
  'citation-key': [{ kind: 'citation-key' }],
  'document-number': [{ kind: 'document-number' }],
  'licence-number': [{ kind: 'licence-number' }],
  area: [{ kind: 'area' }],
  'check-digit': [{ kind: 'check-digit' }],
  instant: [{ kind: 'instant' }],
  milliseconds: [{ kind: 'milliseconds' }],
  day: [{ kind: 'day' }],
  workday: [{ kind: 'workday' }],
  address: [{ kind: 'address' }],
  'once-per-channel': [{ kind: 'once-per-channel' }],
  canonical: [{ kind: 'canonical' }],
  'accepted-command': [{ kind: 'accepted-command' }],
  whole: [{ kind: 'whole', from: 0, to: 100 }],
  fen: [{ kind: 'fen', from: 0, to: FEN_LIMIT }],
  points: [{ kind: 'points', from: 0, to: POINTS_LIMIT }],
  days: [{ kind: 'days', from: 0, to: 1000 }],
  text: [{ kind: 'text', from: 1, to: 200 }],
  word: [{ kind: 'word', of: ['driver', 'owner'] }],
  words: [{ kind: 'words', of: LICENCE_TESTS }],
  some: [{ kind: 'some', of: OWNER_KINDS }],
  plate: [{ kind: 'plate' }],
  yuan: [{ kind: 'yuan', from: 0, to: FEN_LIMIT / 100 }],
  'beijing-time': [{ kind: 'beijing-time' }],
  'one-time': [{ kind: 'one-time' }],
  'one-value': [{ kind: 'one-value' }],
  visible: [{ kind: 'visible' }],
  unquoted: [{ kind: 'unquoted' }],
  single: [{ kind: 'single' }],
  'civil-plate': [{ kind: 'civil-plate' }],
  'authority-letter': [{ kind: 'authority-letter' }],
  'plate-alone': [{ kind: 'plate-alone' }],
  'whole-plate': [{ kind: 'whole-plate' }],
  'whole-number': [{ kind: 'whole-number' }],
  'letter-x': [{ kind: 'letter-x' }],
  'no-file-number': [{ kind: 'no-file-number' }],
  born: [{ kind: 'born' }],
  'on-record': [{ kind: 'on-record' }],
  'this-instant': [{ kind: 'this-instant', meant: '2018-09-10T15:00:00+08:00' }],
  'this-plate': [{ kind: 'this-plate', meant: '京A·12345' }],
  items: [{ kind: 'items', to: 64 }],
  keys: [{ kind: 'keys', to: 256 }],
  exactly: [{ kind: 'exactly', value: '4' }],
  rule: [{ kind: 'rule', question: 'bind' }],
}
/** A place that is no fact: there the words of a closed list are told as they are. */
export const elsewhereWanted = (wanted: Wanted) => issue('malformed', ['licence', 'x'], wanted, 7)

export const NO_RULES: readonly Finding[] = [
  noRuleSet('2013-05-01' as LegalDay, '≥', '2013-05-02' as LegalDay),
  noRuleSet('bind', '∈', ['handle']),
  noRuleSet('handle', '∈', []),
]

/** One citation of each source and kind of article that a shipped rule set cites, and of a reform. */
export function citations(): ReadonlyMap<string, Citation> {
  const found = new Map<string, Citation>()
  for (const id of SET_IDS) {
    for (const provision of [...SETS[id].bind, ...SETS[id].handle]) {
      const citation = CITATIONS[provision.citation] as Citation
      found.set(`${citation.instrument}, ${/^\d/.test(citation.article) ? citation.article : 'no article'}`, citation)
    }
  }
  const sorted = [...found].sort(([one], [other]) => (one < other ? -1 : 1))
  return new Map([...sorted, ['reform', { ...SOURCE, grade: 'H' }]])
}

/** Findings whose advice depends on what their decision tells beside them. */
export function besides(): readonly (readonly [Finding['rule'], Decision])[] {
  const handle = (facts: Row, id: (typeof SET_IDS)[number]) =>
    decide('handle', { ...GOOD, channel: 'app', boundSince: null, ...facts }, SETS[id])
  const list = { channel: 'window', othersVehiclesHandledThisYear: 4, vehicleOtherDriversThisYear: 5 }
  return [
    ['open-binding', handle({}, 'cn-2024-11-01')],
    ['open-binding', handle({ occurredAt: '2018-09-12T09:00:00.000+08:00' }, 'cn-2024-11-01')],
    ['open-binding', handle({ occurredAt: '2018-09-13T09:00:00.000+08:00' }, 'cn-2024-11-01')],
    ['open-binding', handle({ occurredAt: GOOD.at }, 'cn-2024-11-01')],
    ['open-binding', handle({ occurredAt: undefined }, 'cn-2024-11-01')],
    ['open-binding', handle({ points: 0 }, 'cn-2024-11-01')],
    ['open-binding', handle({}, 'as-reported')],
    ['open-binding', handle({}, 'chengdu-2017-11-16')],
    ['vehicles-per-year', handle(list, 'cn-2018-02-24')],
    ['drivers-per-year', handle(list, 'cn-2018-02-24')],
    ['no-rule-set-in-force', decide('bind', {}, SETS['cn-2013-05-02'])],
    ...settled(),
    ['daily-applications', bind({ driverApplicationsToday: 1, driverApplicationsThisYear: 4 })],
    ['daily-applications', bind({ driverApplicationsToday: 1, driverApplicationsThisYear: 5 })],
    ['yearly-applications', bind({ driverApplicationsToday: 1, driverApplicationsThisYear: 5 })],
  ]
}

export function bind(facts: Row): Decision {
  return decide('bind', { ...GOOD, channel: 'app', ...facts }, SETS['cn-2024-11-01'])
}

/** What a form judges whose advice depends on the facts themselves, and on what other channels say of them. */
export function advised(): readonly (readonly [Finding['rule'], Row, RuleSet])[] {
  const { 'cn-2018-09-01': september, 'cn-2024-11-01': latest, 'cn-2020-09-28': former, 'plan-2018-03-01': plan } = SETS
  const good: Row = { ...GOOD, channel: 'app', at: '2024-12-02T10:00:00.000+08:00', driverApplicationsToday: 0 }
  const unbound = { ...good, boundSince: null, occurredAt: '2024-12-02T08:00:00.000+08:00' }
  return [
    ['open-binding', unbound, latest],
    ['open-binding', { ...unbound, points: 0 }, latest],
    ['open-binding', { ...unbound, points: 0, plateType: '01' }, latest],
    ['open-binding', { ...unbound, points: undefined }, latest],
    ['open-binding', unbound, september],
    ['open-binding', { ...unbound, occurredAt: undefined }, september],
    ['open-binding', { ...unbound, firstBinding: undefined }, SETS['chengdu-2017-11-16']],
    ['points-room', { ...good, pointsHeld: 12 }, latest],
    ['points-room', { ...good, pointsHeld: 12, fullScoreStudies: 0 }, latest],
    ['points-room', { ...good, pointsHeld: 12, fullScoreStudies: 0, licenceStates: ['suspended'] }, latest],
    ['licence-state', { ...good, licenceStates: ['full-points'] }, latest],
    ['licence-state', { ...good, licenceStates: ['full-points'], fullScoreStudies: 0 }, latest],
    ['points-room', { ...good, pointsHeld: 9 }, latest],
    ['points-room', { ...good, pointsHeld: 11, points: 9 }, former],
    ['points-room', { ...good, pointsHeld: 9, points: 9 }, latest],
    ['driver-cap', { ...good, driverBindings: 3, ownerConsent: 'registered-owner' }, plan],
  ]
}

/** Every rule that fails beside one that leaves nothing to do, in the rule sets where most of them do. */
export function settled(): readonly (readonly [Finding['rule'], Decision])[] {
  const bad: Row = {
    ...GOOD,
    driverBindings: 9,
    vehicleBindings: 9,
    driverBindingsEver: 9,
    driverApplicationsToday: 9,
    driverApplicationsThisYear: 9,
    plateType: '01',
    operating: true,
    vehicleOwnerKind: 'unit',
    ownerConsent: 'none',
    identityVerified: false,
    fine: 20_001,
    points: 12,
    recordedBy: 'officer',
    licenceStates: ['suspended'],
    licenceClasses: ['D'],
    fullScoreStudies: 3,
    offenderPresent: false,
    othersVehiclesHandledThisYear: 9,
    vehicleOtherDriversThisYear: 9,
  }
  const handled = { ...bad, violationState: 'handled' }
  const cases: readonly (readonly [Question, Row, (typeof SET_IDS)[number]])[] = [
    ['bind', { ...bad, channel: 'app', pairBound: true }, 'cn-2024-11-01'],
    ['bind', { ...bad, channel: 'window', vehicleOwner: 'd' }, 'plan-2018-03-01'],
    ['handle', { ...handled, channel: 'app', occurredAt: '2018-09-09T09:00:00.000+08:00' }, 'cn-2024-11-01'],
    ['handle', { ...handled, channel: 'app', violationState: 'withdrawn', boundSince: null }, 'as-reported'],
    ['handle', { ...handled, channel: 'window' }, 'cn-2018-02-24'],
  ]
  return cases.flatMap(([question, facts, id]) => {
    const decision = decide(question, facts, SETS[id])
    return decision.findings.flatMap(({ rule, outcome }) => (outcome === 'fails' ? [[rule, decision] as const] : []))
  })
}

export function isRefusalCode(code: string): boolean {
  return (REFUSAL_CODES as readonly string[]).includes(code)
}

export function headlines(): readonly ReturnType<typeof decideBinding>[] {
  const { 'cn-2018-09-01': september, 'cn-2013-05-02': oldest } = SETS
  const bind = (facts: Row, set: RuleSet) => decide('bind', facts, set)
  return [
    bind({ ...GOOD, channel: 'app', driverBindings: 2 }, september),
    bind({ ...GOOD, channel: 'app', at: '2021-01-01T00:00:00.000+08:00', driverBindings: 3 }, september),
    decide('handle', {}, september),
    bind(GOOD, oldest),
    decide('handle', { ...GOOD, channel: 'app', fine: 20_001 }, september),
    decide('handle', { ...GOOD, channel: 'window', offenderPresent: false }, september),
    decide('handle', { ...GOOD, channel: 'app', fine: 20_001, violationState: 'handled' }, september),
    bind({ ...GOOD, channel: 'app' }, reform(september, { 'driver-cap': { limit: 2 } })),
    bind(
      { ...GOOD, channel: 'window', operating: true },
      setOf({ bind: [provisionOf('non-operating', ['window'], {})] }),
    ),
    // What is not known yet, and what another channel asks for, may still refuse where nothing that failed binds.
    decide('handle', { ...GOOD, channel: 'app', fine: 20_001, offenderPresent: undefined }, elsewhere()),
    decide('handle', { ...GOOD, channel: 'app', fine: 20_001, recordedBy: undefined, vehicleOwner: 'd' }, elsewhere()),
    decide('handle', { ...GOOD, channel: 'app', fine: 20_001, offenderPresent: undefined }, atWindow()),
    // A hypothetical rule set is verified until no day.
    bind(
      { ...GOOD, channel: 'app', at: '2021-01-01T00:00:00.000+08:00' },
      reform(september, { 'driver-cap': { limit: 3 } }, { id: 'three' }),
    ),
    decide('bind', { ...GOOD, channel: 'app' }, noRuleSetInForce),
    ...SET_IDS.map((id) => decide('handle', { ...GOOD, channel: 'app' }, SETS[id])),
    decideBinding({ driverBindings: -1, operating: 'no' } as never, september),
    decideBinding({ driverBindings: 1.5 } as never, september),
  ]
}

/** One provision refuses on the app, and one other binds the window. */
export function atWindow(): RuleSet {
  const handle = [
    provisionOf('fine-limit', ['app', 'web', 'kiosk'], { limit: 20_000 }),
    provisionOf('offender-present', ['window'], {}),
  ]
  return setOf({ handle })
}

/** One provision refuses on the app; the others bind one other channel, or all. */
export function elsewhere(): RuleSet {
  const scope = { scope: 'all' }
  const handle = [
    provisionOf('fine-limit', ['app'], { limit: 20_000 }),
    provisionOf('offender-present', ['window'], {}),
    provisionOf('recorded-by-monitoring', 'all', {}),
    provisionOf('open-binding', 'all', scope),
    provisionOf('identity-verified', ['web'], {}),
  ]
  return setOf({ handle })
}
