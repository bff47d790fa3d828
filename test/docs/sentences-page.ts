/** docs/SENTENCES.md: every sentence of both languages and both audiences, for a reader who judges the language alone. */
import { ruleCard } from '../../src/analysis/index.ts'
import {
  type Audience,
  type ExplainOptions,
  en,
  enCard,
  enHandling,
  enHandlingForm,
  enRegistry,
  enStories,
  explainFinding,
  explainIssue,
  type HandlingFormWords,
  headline,
  type Locale,
  reasonsByField,
  zhCN,
  zhCNCard,
  zhCNHandling,
  zhCNHandlingForm,
  zhCNRegistry,
  zhCNStories,
} from '../../src/explain/index.ts'
import {
  beijingTime,
  bindingForm,
  FORM_STATUSES,
  type FormStatus,
  handlingForm,
  type Known,
  licenceNumber,
  type Message,
  plate,
  yuan,
} from '../../src/form/index.ts'
import {
  BINDING_FACTS,
  CHANNELS,
  type Citation,
  type Decision,
  decideBinding,
  decideHandling,
  FACTS,
  type Finding,
  HANDLING_FACTS,
  type HandlingFacts,
  type Issue,
  LICENCE_STATES,
  OUTCOMES,
  parseViolationId,
  QUESTIONS,
  RULE_IDS,
  type RuleId,
} from '../../src/index.ts'
import { CITATIONS, cn, cn2024, type RuleSet, reform, SHIPPED_SETS } from '../../src/law/index.ts'
import { issue } from '../support/issues.ts'
import { PERMITTED_HANDLING } from '../support/permitted.ts'
import {
  advised,
  besides,
  CASES,
  caseOf,
  citations,
  decide,
  elsewhereWanted,
  FINDINGS,
  findingOf,
  GOOD,
  headlines,
  ISSUES,
  MORE_ISSUES,
  NO_RULES,
  provisionOf,
  questionOf,
  SOURCE,
  setOf,
  WANTED,
  whenOf,
} from '../support/sentences.ts'

const AUDIENCES = ['official', 'driver'] as const
/** Forms of channels that are shown; others differ only in how they are named. */
const FORMS = ['every channel', 'self-service', 'window']
const OF = {
  holds: 'holds',
  fails: 'fails',
  unknown: 'a fact is missing',
  'not-applicable': 'does not concern the case',
}

/** What is said in both languages: of what, on which form of channels if that matters, and to whom if only to one reader. */
interface Said {
  readonly what: string
  readonly form?: string
  readonly audience?: Audience
  readonly zh: string
  readonly english: string
}

interface Section {
  readonly heading: string
  readonly lead?: string
  readonly said: readonly Said[]
}

/** What each language says on the page, sentence by sentence. */
export function said(): readonly Said[] {
  return sections().flatMap((section) => section.said)
}

/** The page. */
export function page(): string {
  const lines = [HEAD]
  for (const { heading, lead, said: rows } of sections()) {
    lines.push(`## ${heading}`, '', ...(lead === undefined ? [] : [lead, '']), ...tableOf(rows), '')
  }
  return lines.join('\n')
}

function sections(): readonly Section[] {
  return [
    ...RULE_IDS.map((rule) => ({ heading: rule, lead: leadOf(rule), said: saidOf(rule) })),
    {
      heading: 'no-rule-set-in-force',
      said: NO_RULES.flatMap((finding) =>
        toEach('fails', (locale, audience) => explainFinding(finding, locale, undefined, { audience })),
      ),
    },
    {
      heading: 'States of a licence',
      said: LICENCES.flatMap((licenceStates) => {
        const finding = findingOf('licence-state', 'all', { barred: LICENCE_STATES }, { ...GOOD, licenceStates })
        const what = licenceStates.join(', ')
        return toEach(licenceStates.some(isBarred) ? what : `${what} ${FOR_REFORMS}`, (locale, audience) =>
          explainFinding(finding, locale, undefined, { audience }),
        )
      }),
    },
    {
      heading: 'Beside the rest of a decision',
      lead: `What is advised depends on what else the decision found. ${WHEN}`,
      said: [...besides(), ...besidesElse()].flatMap(([rule, decision]) => {
        const finding = decision.findings.find((each) => each.rule === rule && each.outcome === 'fails') as Finding
        return toEach(`${rule} ${caseOf(decision)}`, (locale, audience) =>
          explainFinding(finding, locale, decision, { audience }),
        )
      }),
    },
    {
      heading: 'Where the facts are at hand',
      lead: `A form knows the facts, so that it advises what lets the act be done by what is decided then, and nothing else. ${WHEN}`,
      said: [...advised(), ...advisedElse()].flatMap(([rule, facts, rules]) =>
        toEach(`${rule} ${whenOf(facts, factsOf(rule, rules), rules)}`, (locale, audience) =>
          adviceOf(rule, facts, rules, locale, audience),
        ),
      ),
    },
    {
      heading: 'Headlines',
      lead: WHEN,
      said: [
        ...[...headlines(), ...headlinesElse()].flatMap((decision) =>
          toEach([decision.verdict, caseOf(decision)].filter((part) => part !== '').join(' '), (locale, audience) =>
            headline(decision, locale, { audience }),
          ),
        ),
        toBoth(
          'refused, where the time of the violation is a field',
          (locale) => headline(EARLY, locale, { audience: 'driver', only: ['occurredAt'] }),
          'driver',
        ),
        ...[['fine'], ['fine', 'points']].map((only) =>
          toBoth(
            'undetermined',
            (locale) => headline(decideHandling({}, cn2024), locale, { audience: 'driver', only: only as never }),
            'driver',
          ),
        ),
      ],
    },
    {
      heading: 'Forms',
      lead: 'A message for a rule is that of the rule. What the office lacks a driver cannot mend, who is told without its name; an official has to supply it, and reads which it is.',
      said: [
        ...FORM_STATUSES.map((status) => judged(status, (form) => headlineAt(form, status))),
        judged('clear-so-far, of a form that lets the act happen', (form) => finalOf(form).judge(TYPED).headline),
        judged('facts of the office are missing', (form) => firstOf(finalOf(form).judge(TYPED), '')),
        judged('a number on record is damaged', (form) => firstOf(damagedOf(form).judge(TYPED), '')),
        judgedByOfficial('clear-so-far', (form) => lackingOf(form).judge(TYPED).headline),
        judgedByOfficial('facts of the office are missing', (form) => firstOf(finalOf(form).judge(TYPED), '')),
        judgedByOfficial('a number on record is damaged', (form) => firstOf(damagedOf(form).judge(TYPED), '')),
        judged('a key that was not asked for', (form) => firstOf(form.judge({ ...TYPED, pointsHeld: 0 }), '')),
        judged('a field that is no fact is blank', (form) => firstOf(form.judge({}), 'violation')),
      ],
    },
    {
      heading: 'What people type',
      said: MISTYPED.map(({ 0: field, 1: typed }) =>
        judged(`${field}: \`${typed}\``, (form) => firstOf(form.judge({ ...TYPED, [field]: typed }), field)),
      ),
    },
    {
      heading: 'What is asked for',
      lead: 'A driver who is shown no field for what only the office has is not asked for it.',
      said: FACTS.flatMap(({ name, questions, suppliedBy }) => {
        const found = { verdict: 'undetermined', ruleSet: null, findings: [], missing: [name] }
        const decision = { question: questions[0], ...found } as never
        const told = (locale: Locale, options: ExplainOptions) =>
          reasonsByField(decision, locale, options)[name]?.join('') ?? ''
        return [
          ...toEach(name, (locale, audience) => told(locale, { audience, only: [name] })),
          ...(suppliedBy === 'asker'
            ? []
            : [toBoth(`${name}, without a field`, (locale) => told(locale, { audience: 'driver' }), 'driver')]),
        ]
      }),
    },
    {
      heading: 'Malformed inputs',
      said: [
        ...[...Object.values(ISSUES), ...MORE_ISSUES, ...issuesElse()].flatMap((each) =>
          toEach(each.code, (locale, audience) => explainIssue(each, locale, { audience })),
        ),
        {
          what: 'contradicted, where the words for inputs did not come along',
          audience: 'official',
          zh: explainIssue(CONTRADICTED, zhCNHandling),
          english: explainIssue(CONTRADICTED, enHandling),
        },
      ],
    },
    {
      heading: 'Problems',
      said: [
        ...(['invalid', 'refused', 'undetermined'] as const).map((kind) =>
          toBoth(kind, ({ core }) => core.problems[kind]),
        ),
        toBoth('a rule fails', ({ core, names }) => core.problems.against(names.rules['driver-cap'])),
        ...[1, 2].map((faults) => toBoth('more faults', ({ core }) => core.problems.more(faults))),
      ],
    },
    {
      heading: 'Refusals of a registry or a store',
      said: (Object.keys(enRegistry.refusals) as (keyof typeof enRegistry.refusals)[]).map((code) => ({
        what: code,
        zh: zhCNRegistry.refusals[code],
        english: enRegistry.refusals[code],
      })),
    },
    { heading: 'Names', said: NAMES.flatMap((list) => ofTable(list, ({ names }) => names[list])) },
    { heading: 'Rule sets', said: ofTable('', ({ core }) => core.ruleSets) },
    {
      heading: 'Sources',
      said: [
        ...(['grades', 'reached'] as const).flatMap((list) => ofTable('', ({ sources }) => sources[list])),
        ...[...new Map(Object.values(CITATIONS).map((each) => [each.instrument, each])).values(), ...ARTICLES].map(
          (citation) => toBoth('a provision stands in', ({ sources }) => sources.of(citation)),
        ),
        ...[...citations().values()].map((citation) =>
          toBoth('a provision stands in', ({ sources }) => sources.of(citation)),
        ),
        ...MONTHS.map((month) =>
          toBoth('inferred from a source later than the act', ({ sources }) =>
            sources.of({ ...SOURCE, grade: 'I', since: `2019-${month}-01` as Citation['since'] }, GOOD_DAY),
          ),
        ),
      ],
    },
    { heading: 'Cards', said: cardsSaid() },
    { heading: 'Stories of the analysis', said: storiesSaid() },
  ]
}

/** Of what only a reform can make. */
const FOR_REFORMS = '†'
/** The provisions of the rule sets that ship. */
const SHIPPED = SHIPPED_SETS.flatMap(({ bind, handle }) => [...bind, ...handle])
/** Whether handling is barred by a state of the licence in some of them. */
function isBarred(state: (typeof LICENCE_STATES)[number]): boolean {
  return SHIPPED.some((provision) => provision.rule === 'licence-state' && provision.barred.includes(state))
}
/** On which channels a provision of a rule is in force in some of them. */
function shipsOn(rule: RuleId, form: string): boolean {
  const formOf = (channels: 'all' | readonly string[]) => {
    if (channels === 'all') return FORMS[0]
    return channels.includes('window') ? FORMS[2] : FORMS[1]
  }
  return SHIPPED.some((provision) => provision.rule === rule && formOf(provision.channels) === form)
}

const WHEN = 'In brackets stands how the case differs from one in which all is in order, and the rule set.'
const MONTHS = Array.from({ length: 12 }, (_, month) => String(month + 1).padStart(2, '0'))
const GOOD_DAY = '2018-09-12' as Citation['since']
const NAMES = Object.keys(en.names) as (keyof typeof en.names)[]
/** Every digit and unit of an article's number in Chinese. */
const ARTICLES: readonly Citation[] = ['1234', '5678', '9010'].map((article) => ({ ...SOURCE, article }))
/** States one by one, and those that end in different ways together. */
const LICENCES: readonly (readonly (typeof LICENCE_STATES)[number][])[] = [
  ...LICENCE_STATES.map((state) => [state]),
  ['unverified', 'full-points'],
  ['expired', 'unverified'],
]
/** A request before the violation. */
const EARLY = decide(
  'handle',
  { ...GOOD, at: '2024-12-02T10:00:00.000+08:00', occurredAt: '2024-12-03T10:00:00.000+08:00', channel: 'app' },
  cn2024,
)
const CONTRADICTED: Issue = issue('contradicted', ['driver'], { kind: 'on-record' }, 'd1')

/** Which rule sets have a rule. */
function leadOf(rule: RuleId): string {
  const sets = SHIPPED_SETS.filter((set) => [...set.bind, ...set.handle].some((provision) => provision.rule === rule))
  const where =
    sets.length === 0 ? 'In no rule set that ships: for reforms' : `In ${sets.map(({ id }) => id).join(', ')}`
  return `${zhCN.names.rules[rule]} · ${en.names.rules[rule]}. ${where}.`
}

/** A rule that no set has, beside one that leaves nothing to do; the last study of a licence in no order; each way in which an owner agrees. */
function besidesElse(): readonly (readonly [Finding['rule'], Decision])[] {
  const bind = setOf({
    bind: [
      provisionOf('already-bound', 'all', {}),
      ...(['drivers-bound-per-year', 'vehicle-cap', 'driver-cap', 'yearly-applications'] as const).map((rule) =>
        provisionOf(rule, 'all', { limit: 3 }),
      ),
    ],
  })
  const facts = { ...GOOD, channel: 'app', pairBound: true, vehicleDriversBoundThisYear: 4, vehicleBindings: 3 }
  const bound = decide('bind', { ...facts, driverBindings: 3, driverApplicationsThisYear: 3 }, bind)
  const handle = setOf({
    handle: [
      provisionOf('violation-open', 'all', {}),
      provisionOf('points-room', 'all', { full: 12 }),
      provisionOf('licence-state', 'all', { barred: ['suspended', 'full-points'] }),
      provisionOf('repeat-full-score', 'all', { limit: 3 }),
      provisionOf('single-points-limit', 'all', { limit: 6 }),
    ],
  })
  const full = { ...GOOD, channel: 'app', pointsHeld: 12, fullScoreStudies: 2, points: 3 }
  const handled = decide('handle', { ...full, violationState: 'handled' }, handle)
  const studied = decide('handle', { ...full, licenceStates: ['suspended', 'full-points'] }, handle)
  return [
    ...bound.findings.flatMap(({ rule, outcome }) => (outcome === 'fails' ? [[rule, bound] as const] : [])),
    ['points-room', handled],
    ['not-before-occurrence', EARLY],
    ['points-room', studied],
    ['licence-state', studied],
    // What cannot be mended by self-service, while a window has to wait.
    ['fine-limit', decide('handle', { ...GOOD, channel: 'app', fine: 20_001, licenceStates: ['suspended'] }, cn2024)],
    [
      'owner-consent',
      decide(
        'bind',
        { ...GOOD, channel: 'app', ownerConsent: 'none' },
        setOf({ bind: [provisionOf('owner-consent', 'all', { accepted: ['registered-owner', 'qr', 'sms'] })] }),
      ),
    ],
  ]
}

/** Of a channel to which a person is sent, what has to be done there. */
function advisedElse(): readonly (readonly [Finding['rule'], Readonly<Record<string, unknown>>, RuleSet])[] {
  const handle = [provisionOf('identity-verified', ['app'], {}), provisionOf('offender-present', ['window'], {})]
  return [
    [
      'identity-verified',
      { ...GOOD, channel: 'app', identityVerified: false, offenderPresent: false },
      setOf({ handle }),
    ],
  ]
}

/** What leaves nothing to do, what can be mended, what has to wait, and a day that is not known. */
function headlinesElse(): readonly Decision[] {
  const good = {
    ...GOOD,
    channel: 'app',
    at: '2024-12-02T10:00:00.000+08:00',
    occurredAt: '2024-12-01T10:00:00.000+08:00',
  }
  const unchecked = { ...good, identityVerified: false }
  const checks = setOf({
    bind: [provisionOf('identity-verified', 'all', {}), provisionOf('plate-type', 'all', { allowed: ['02'] })],
  })
  return [
    decide('bind', { ...good, vehicleOwner: 'd' }, cn2024),
    decide('bind', { ...good, pairBound: true }, cn2024),
    decide('handle', { ...good, occurredAt: '2024-12-03T10:00:00.000+08:00' }, cn2024),
    decide('handle', { ...good, boundSince: '2024-12-03T10:00:00.000+08:00' }, cn2024),
    decide('handle', { ...good, fine: 20_001, licenceStates: ['suspended'] }, cn2024),
    decide('bind', unchecked, checks),
    decide('bind', { ...unchecked, plateType: undefined }, checks),
    decideBinding({ driverBindings: 3 }, cn) as Decision,
    decideBinding({ driverBindings: 2 }, cn) as Decision,
  ]
}

/** Faults of fields whose corrections differ, and of each kind of what was wanted. */
function issuesElse(): readonly Issue[] {
  return [
    ...Object.values(WANTED).flatMap((wanted) => wanted.map(elsewhereWanted)),
    CONTRADICTED,
    issue('contradicted', ['channel'], { kind: 'on-record' }, 'app'),
    issue('repeated', ['vehicle'], { kind: 'single' }, ['a', 'b']),
    issue('wrong-type', ['vehicle'], { kind: 'single' }, 7),
    issue('malformed', ['driver'], { kind: 'document-number' }, 'a'),
    issue('malformed', ['vehicle'], { kind: 'one-value' }, 'a'),
    issue('forbidden-character', ['vehicle'], { kind: 'visible' }, 'a'),
    issue('malformed', ['driver'], { kind: 'born' }, 'a'),
    issue('malformed', ['vehicle'], { kind: 'plate' }, 'a'),
    issue('malformed', ['boundSince'], { kind: 'beijing-time' }, 'a'),
    issue('malformed', ['vehicleReleasedAt'], { kind: 'instant' }, 'a'),
    issue('wrong-type', [], { kind: 'record' }, 7),
    issue('malformed', [], { kind: 'day' }, 'a'),
    issue('no-such-day', ['driver'], { kind: 'day' }, '11010519491331002X'),
    issue('out-of-range', ['pointsHeld'], { kind: 'whole', from: 0, to: 1_000_000 }, 1_000_001),
    issue('malformed', ['fine'], WANTED.yuan[0] as never, '两百'),
    issue('forbidden-character', ['vehicle'], { kind: 'plate' }, '京А12345'),
    issue('missing', [], { kind: 'present' }, undefined),
    issue('malformed', ['vehicle'], { kind: 'unquoted' }, '"京A\u200b12345"'),
    issue('ambiguous-letter', ['vehicle'], { kind: 'plate' }, 'a'),
    issue('former-writing', ['vehicle'], { kind: 'plate' }, 'a'),
    issue('wrong-type', ['licenceStates'], { kind: 'words', of: LICENCE_STATES }, 'x'),
    ...[Number.NaN, null, {}, []].map((value) => issue('wrong-type', ['fine'], WANTED.fen[0] as never, value)),
  ]
}

/** What is right in each field, and what people get wrong in it, as the readers of forms find it. */
const TYPED = {
  violation: 'V1',
  driver: '11010519491231002X',
  vehicle: '京A12345',
  occurredAt: '2026-01-05T09:30',
  fine: '200',
  points: '3',
  channel: 'app',
  offenderPresent: 'off',
}
const MISTYPED: readonly (readonly [field: keyof typeof TYPED, typed: string])[] = [
  ['driver', '110105194912310O2X'],
  ['driver', '11010519491231002*'],
  ['driver', '11010519491331002X'],
  ['driver', '110105194912310021'],
  ['driver', '990105194912310021'],
  ['driver', '110105********002X'],
  ['driver', '1234'],
  ['driver', '11010519491231002XX'],
  ['driver', '110100123456'],
  ['driver', '"11010519491231002X"'],
  ['vehicle', '京A1O345'],
  ['vehicle', '使014·578'],
  ['vehicle', '“京A12345”'],
  ['vehicle', '京A*2345'],
  ['vehicle', '京I12345'],
  ['vehicle', 'WJ京12345'],
  ['vehicle', '京A1'],
  ['vehicle', '台A12345'],
  ['vehicle', '京A12345（新能源）'],
  ['vehicle', '领224578'],
  ['occurredAt', '2026-01-05'],
  ['occurredAt', '2026-01-05至2026-01-06'],
  ['occurredAt', '2026-02-30T09:30'],
  ['occurredAt', '1899-12-31T09:30'],
  ['fine', '-200'],
  ['fine', '200.005'],
  ['fine', '两百'],
  ['fine', '200元和300元'],
  ['fine', '9999999999'],
  ['points', '三分'],
  ['points', '13'],
  ['channel', 'phone'],
  ['offenderPresent', 'maybe'],
  ['violation', 'V 1'],
]
const FORM = {
  ask: ['driver', 'vehicle', 'occurredAt', 'fine', 'points', 'channel', 'offenderPresent'],
  read: { driver: licenceNumber, vehicle: plate, occurredAt: beijingTime, fine: yuan },
  also: { violation: parseViolationId },
  rules: cn2024,
} as const
const formIn = (locale: HandlingFormWords) => handlingForm({ ...FORM, locale })
type AnyForm = ReturnType<typeof formIn>

function judged(what: string, of: (form: AnyForm) => string): Said {
  return { what, audience: 'driver', zh: of(formIn(zhCNHandlingForm)), english: of(formIn(enHandlingForm)) }
}

function judgedByOfficial(what: string, of: (form: AnyForm) => string): Said {
  const said = (locale: Locale) => of(handlingForm({ ...FORM, locale, audience: 'official' }))
  return { what, audience: 'official', zh: said(zhCN), english: said(en) }
}

function finalOf(form: AnyForm) {
  return form.final({} as never)
}

/** The office has the number of the owner, masked. */
function damagedOf(form: AnyForm) {
  const asked = {
    fine: 20_000,
    points: 3,
    channel: 'app',
    occurredAt: `${TYPED.occurredAt}:00+08:00`,
    offenderPresent: false,
  }
  return form.final({ ...OF_OFFICE, ...asked, driver: TYPED.driver, vehicleOwner: '110105********002X' } as never)
}

/** All but two facts of the office. */
function lackingOf(form: AnyForm) {
  const { pointsHeld: _, plateType: __, ...known } = OF_OFFICE
  return form.with(known)
}

function firstOf({ byField }: ReturnType<AnyForm['judge']>, field: keyof typeof TYPED | ''): string {
  const first = byField[field]?.[0]
  if (first === undefined) throw new Error(`nothing is said at ${field}`)
  return first.message
}

/** What the office knows of a violation that can be handled; the rest is typed. */
const OF_OFFICE: Known<HandlingFacts> = {
  ...Object.fromEntries(Object.entries(PERMITTED_HANDLING).filter(([name]) => !Object.hasOwn(TYPED, name))),
  at: '2026-01-06T09:30:00+08:00',
  boundSince: '2025-12-01T10:00:00+08:00',
  ownedSince: '2020-06-01T10:00:00+08:00',
}

/** The headline of a form that has come to a status. */
function headlineAt(form: AnyForm, status: FormStatus): string {
  const cases = [
    form.judge({}),
    form.judge({ ...TYPED, points: 'x' }),
    form.judge(TYPED),
    form.judge({ ...TYPED, fine: '2000' }),
    form.with(OF_OFFICE).judge(TYPED),
  ]
  const found = cases.find((each) => each.status === status)
  if (found === undefined) throw new Error(`nothing is ${status}`)
  return found.headline
}

function factsOf(rule: Finding['rule'], rules: RuleSet): readonly string[] {
  return rules.bind.some((provision) => provision.rule === rule) ? BINDING_FACTS : HANDLING_FACTS
}

/** What a form that knows the facts says of a rule. */
function adviceOf(rule: Finding['rule'], facts: object, rules: RuleSet, locale: Locale, audience: Audience): string {
  const isOfBinding = rules.bind.some((provision) => provision.rule === rule)
  const names = factsOf(rule, rules)
  const known = Object.fromEntries(Object.entries(facts).filter(([name]) => names.includes(name))) as never
  const options = { ask: [], rules, known, locale, audience } as const
  const { byField } = isOfBinding ? bindingForm(options).judge({}) : handlingForm(options).judge({})
  const messages = Object.values(byField as Readonly<Record<string, readonly Message[]>>).flat()
  const found = messages.find((message) => message.kind === 'refused' && message.rule === rule)
  if (found === undefined) throw new Error(`${rule} holds`)
  return found.message
}

const HEAD = `# Sentences

Every sentence of \`demerit/explain\`, in Chinese and in English: what an official reads, and what a driver reads. An official wants the
article and the number; a driver wants to know what to do. Where a rule holds or does not concern the case, both read the same. Where
a source is asked for (\`cite\`), it follows in brackets. What has a ${FOR_REFORMS} is in no rule set that ships: only a reform says it.
The numbers are those of made-up cases. The page is generated; to accept a change of words:
\`UPDATE_GOLDEN=1 npm test -- docs/sentences\`.
`

function toBoth(what: string, of: (locale: Locale) => string, audience?: Audience): Said {
  return { what, zh: of(zhCN), english: of(en), ...(audience === undefined ? {} : { audience }) }
}

function toEach(what: string, of: (locale: Locale, audience: Audience) => string): readonly Said[] {
  return AUDIENCES.map((audience) => toBoth(what, (locale) => of(locale, audience), audience))
}

/** Each word of a table. */
function ofTable(list: string, of: (locale: Locale) => object): readonly Said[] {
  const entry = (locale: Locale, word: string) => (of(locale) as Readonly<Record<string, string>>)[word] as string
  return Object.keys(of(en)).map((word) =>
    toBoth(list === '' ? word : `${list}, ${word}`, (locale) => entry(locale, word)),
  )
}

function saidOf(rule: RuleId): readonly Said[] {
  return OUTCOMES.flatMap((outcome) =>
    FINDINGS.flatMap(([id, form, finding]) => {
      if (id !== rule || finding.outcome !== outcome || !FORMS.includes(form)) return []
      if (outcome === 'unknown' && form !== FORMS[0]) return []
      const isOfEach = outcome === 'fails' || outcome === 'unknown'
      const rows = isOfEach
        ? toEach(OF[outcome], (locale, audience) => explainFinding(finding, locale, undefined, { audience }))
        : [toBoth(OF[outcome], (locale) => explainFinding(finding, locale))]
      return rows.map((row) => ({ ...row, form: shipsOn(rule, form) ? form : `${form} ${FOR_REFORMS}` }))
    }),
  )
}

/** The words of cards of the law: of each rule set on a day before, on and after it, of a reform, and of made-up provisions. */
function cardsSaid(): readonly Said[] {
  const card = (rules: Parameters<typeof ruleCard>[0], day: string): readonly Said[] => {
    const of = (locale: Locale) => ruleCard(rules, day, locale)
    const { certainty } = of(en)
    return [
      toBoth('heading', (locale) => of(locale).heading),
      toBoth('validity', (locale) => of(locale).validity),
      ...certainty.map((_, index) => toBoth('certainty', (locale) => of(locale).certainty[index] as string)),
    ]
  }
  const cases = (rule: RuleId) =>
    rule === 'licence-state' ? [...CASES[rule], { parameters: { barred: LICENCE_STATES } }] : CASES[rule]
  const numbers = RULE_IDS.flatMap((rule) =>
    cases(rule).flatMap(({ parameters }) => {
      if (parameters === undefined) return []
      const set = setOf({ [questionOf(rule)]: [provisionOf(rule, 'all', parameters)] })
      return [toBoth(rule, (locale) => ruleCard(set, '2018-09-01', locale).provisions[0]?.number ?? '')]
    }),
  )
  const words = (of: (words: typeof enCard.card) => string): Pick<Said, 'zh' | 'english'> => ({
    zh: of(zhCNCard.card),
    english: of(enCard.card),
  })
  return [
    ...enCard.card.columns.map((_, index) => ({ what: 'column', ...words(({ columns }) => columns[index] as string) })),
    ...numbers,
    { what: 'a provision', ...words(({ provision, everyChannel }) => provision('…', '3', everyChannel)) },
    { what: 'rests on', ...words(({ rests }) => rests('O', '…', '…', GOOD_DAY)) },
    ...(['at-handling', 'at-act'] as const).map((own) => ({
      what: 'whose vehicles',
      ...words(({ othersOnly }) => othersOnly[own]),
    })),
    ...QUESTIONS.map((question) => ({ what: 'no provision', ...words(({ nothing }) => nothing[question]) })),
    { what: 'heading', ...words(({ sureTitle }) => sureTitle) },
    ...SHIPPED_SETS.flatMap((set) =>
      [set.from, set.verifiedOn, '2010-01-01', '2030-01-01'].flatMap((day) => card(set, day)),
    ),
    ...card(cn, '2010-01-01'),
    {
      what: 'certainty',
      ...words(({ sure }) => sure(SURE, { ...cn2024, day: cn2024.from, inForce: true })[0] as string),
    },
    ...card(reform(cn2024, { 'driver-cap': { limit: 2 } }), '2025-01-01'),
  ]
}

/** Counts that no rule set has: provisions that rest on a statute, and such as nobody read the sources of. */
const SURE = {
  ...ruleCard(cn2024, cn2024.from, en).sure,
  statutes: 2,
  unread: 1,
}

function storiesSaid(): readonly Said[] {
  const context = { vehicleOf: () => 'v1', ownerOf: () => 'd1', occurred: { day: 1, time: '09:00' } }
  const command = {
    driver: 'd1',
    vehicle: 'v1',
    violation: 'x1',
    id: 'x1',
    to: { id: 'd2' },
    fine: 20_000,
    points: 3,
  }
  const steps = (Object.keys(enStories.steps) as (keyof typeof enStories.steps)[]).flatMap((step) =>
    CHANNELS.flatMap((channel) =>
      [['suspended'], []].map((states) => {
        const of = ({ dated, steps: says }: typeof enStories) =>
          dated(
            { day: 2, time: '10:00' },
            (says[step] as (...all: unknown[]) => string)({ ...command, channel, licence: { states } }, context),
          )
        return { what: step, zh: of(zhCNStories), english: of(enStories) }
      }),
    ),
  )
  const owned = [
    ['d1', ['v1', 'v2']],
    ['o', ['v3']],
  ] as const
  const say = (what: string, of: (words: typeof enStories) => string): Said => ({
    what,
    zh: of(zhCNStories),
    english: of(enStories),
  })
  const title = { zh: '……', en: '…' }
  return [
    ...[1, 2].map((drivers) => say('opening', ({ opening }) => opening(drivers, owned))),
    ...steps,
    say('closing', ({ closing }) => closing(title)),
    say('a drawing', ({ bound }) => bound('v1')),
    say('a drawing', ({ recorded }) => recorded('x1')),
    say('a drawing', ({ handles }) => handles('x1')),
  ]
}

/** A table without a row twice. What looks like an address is not made a link by those who show the page. */
function tableOf(rows: readonly Said[]): readonly string[] {
  const alike = new Map<string, Said[]>()
  for (const row of rows) {
    const key = JSON.stringify([row.zh, row.english])
    alike.set(key, [...(alike.get(key) ?? []), row])
  }
  const cell = (text: string) => text.replace(/\|/g, '\\|').replace(/</g, '&lt;').replace(/:\/\//g, ':&#47;/')
  const lines = [...alike.values()].map((same) => {
    const { zh, english } = same[0] as Said
    return `| ${[labelOf(same), zh, english].map(cell).join(' | ')} |`
  })
  return ['| | 中文 | English |', '| --- | --- | --- |', ...lines]
}

/** Of what, on which channels and to whom the same is said. */
function labelOf(same: readonly Said[]): string {
  const labels = [...new Set(same.map(({ what }) => what))].flatMap((what) => {
    const rows = same.filter((row) => row.what === what)
    const readers = new Map<string, string[]>()
    for (const audience of [undefined, ...AUDIENCES]) {
      const mine = rows.filter((row) => row.audience === audience)
      const forms = [...new Set(mine.flatMap(({ form }) => form ?? []))].join(', ')
      if (mine.length > 0)
        readers.set(forms, [...(readers.get(forms) ?? []), ...(audience === undefined ? [] : [audience])])
    }
    return [...readers].map(([forms, audiences]) => {
      const to = audiences.length === 0 ? '' : `, ${audiences.join(' and ')}`
      return `${what}${forms === '' ? '' : ` (${forms})`}${to}`
    })
  })
  return labels.join('; ')
}
