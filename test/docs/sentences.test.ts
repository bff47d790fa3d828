/** docs/SENTENCES.md: every sentence of both languages and both audiences, for a reader who judges the language alone. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  type Audience,
  en,
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
  FACTS,
  type Finding,
  HANDLING_FACTS,
  type HandlingFacts,
  OUTCOMES,
  parseViolationId,
  RULE_IDS,
  type RuleId,
} from '../../src/index.ts'
import { cn2024, type RuleSet } from '../../src/law/index.ts'
import { advised, besides, FINDINGS, headlines, ISSUES, MORE_ISSUES, NO_RULES } from '../support/sentences.ts'
import { ROOT } from './snippets.ts'

const PAGE = join(ROOT, 'docs/SENTENCES.md')
const LOCALES = [zhCN, en] as const
const AUDIENCES = ['official', 'driver'] as const
/** Forms of channels that are shown; others differ only in how they are named. */
const FORMS = ['every channel', 'self-service', 'window']
const OF = {
  holds: 'holds',
  fails: 'fails',
  unknown: 'a fact is missing',
  'not-applicable': 'does not concern the case',
}

type Row = readonly [what: string, zh: string, english: string]

function page(): string {
  const lines = [HEAD]
  for (const rule of RULE_IDS) {
    lines.push(
      `## ${rule}`,
      '',
      `${zhCN.names.rules[rule]} · ${en.names.rules[rule]}`,
      '',
      ...tableOf(rowsOf(rule)),
      '',
    )
  }
  const none = NO_RULES.map((finding): Row => ['fails', ...both((locale) => explainFinding(finding, locale))])
  lines.push('## no-rule-set-in-force', '', ...tableOf(none), '')
  lines.push('## Beside the rest of a decision', '', 'What is advised depends on what else the decision found.', '')
  lines.push(
    ...tableOf(
      // Where nothing is left to do, a refusal is told without advice: its first half.
      besides().flatMap(([rule, decision]) => {
        if (decision.findings.some(isSettled)) return []
        const finding = decision.findings.find((each) => each.rule === rule && each.outcome === 'fails') as Finding
        return AUDIENCES.map(
          (audience): Row => [
            `${rule}, ${audience}`,
            ...both((locale) => explainFinding(finding, locale, decision, { audience })),
          ],
        )
      }),
    ),
    '',
    '## Where the facts are at hand',
    '',
    'A form knows the facts, so that it advises what lets the act be done by what is decided then, and nothing else.',
    '',
    ...tableOf(
      advised().flatMap(([rule, facts, rules]) =>
        AUDIENCES.map(
          (audience): Row => [
            `${rule}, ${audience}`,
            ...both((locale) => adviceOf(rule, facts, rules, locale, audience)),
          ],
        ),
      ),
    ),
    '',
    '## Headlines',
    '',
    ...tableOf(
      headlines().flatMap((decision) =>
        AUDIENCES.map(
          (audience): Row => [
            `${decision.verdict}, ${audience}`,
            ...both((locale) => headline(decision, locale, { audience })),
          ],
        ),
      ),
    ),
    '',
    '## Forms',
    '',
    'A message for a rule is that of the rule. What the person cannot mend, since the office lacks it, is told without its name.',
    '',
    ...tableOf([
      ...FORM_STATUSES.map((status): Row => [`${status}, driver`, ...judged((form) => headlineAt(form, status))]),
      [
        'clear-so-far, of a form that lets the act happen',
        ...judged((form) => form.final({} as never).judge(TYPED).headline),
      ],
      ['a fact of the office is missing', ...judged((form) => firstOf(form.final({} as never).judge(TYPED), ''))],
      ['a key that was not asked for', ...judged((form) => firstOf(form.judge({ ...TYPED, pointsHeld: 0 }), ''))],
      ['a field that is no fact is blank', ...judged((form) => firstOf(form.judge({}), 'violation'))],
    ]),
    '',
    '## What people type',
    '',
    ...tableOf(
      MISTYPED.map(
        ([field, typed]): Row => [
          `${field}: \`${typed}\``,
          ...judged((form) => firstOf(form.judge({ ...TYPED, [field]: typed }), field)),
        ],
      ),
    ),
    '',
    '## What is asked for',
    '',
    ...tableOf(
      FACTS.flatMap(({ name, questions }) =>
        AUDIENCES.map(
          (audience): Row => [
            `${name}, ${audience}`,
            ...both((locale) => {
              const decision = {
                question: questions[0],
                verdict: 'undetermined',
                ruleSet: null,
                findings: [],
                missing: [name],
              }
              return reasonsByField(decision as never, locale, { audience })[name]?.join('') ?? ''
            }),
          ],
        ),
      ),
    ),
    '',
    '## Malformed inputs',
    '',
    ...tableOf(
      [...Object.values(ISSUES), ...MORE_ISSUES].flatMap((issue) =>
        AUDIENCES.map(
          (audience): Row => [
            `${issue.code}, ${audience}`,
            ...both((locale) => explainIssue(issue, locale, { audience })),
          ],
        ),
      ),
    ),
    '',
    '## Refusals of a registry or a store',
    '',
    ...tableOf(
      (Object.keys(enRegistry.refusals) as (keyof typeof enRegistry.refusals)[]).map(
        (code): Row => [code, zhCNRegistry.refusals[code], enRegistry.refusals[code]],
      ),
    ),
    '',
    '## Sources',
    '',
    ...tableOf(
      (['grades', 'reached'] as const).flatMap((list) =>
        Object.keys(en.sources[list]).map(
          (word): Row => [
            word,
            ...both(({ sources }) => (sources[list] as Readonly<Record<string, string>>)[word] as string),
          ],
        ),
      ),
    ),
    '',
    '## Stories of the analysis',
    '',
    ...tableOf(storyRows()),
    '',
  )
  return lines.join('\n')
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
const formIn = (locale: HandlingFormWords) =>
  handlingForm({
    ask: ['driver', 'vehicle', 'occurredAt', 'fine', 'points', 'channel', 'offenderPresent'],
    read: { driver: licenceNumber, vehicle: plate, occurredAt: beijingTime, fine: yuan },
    also: { violation: parseViolationId },
    rules: cn2024,
    locale,
  })
type AnyForm = ReturnType<typeof formIn>

function judged(of: (form: AnyForm) => string): readonly [string, string] {
  return [of(formIn(zhCNHandlingForm)), of(formIn(enHandlingForm))]
}

function firstOf({ byField }: ReturnType<AnyForm['judge']>, field: keyof typeof TYPED | ''): string {
  const [first] = byField[field] ?? []
  if (first === undefined) throw new Error(`nothing is said at ${field}`)
  return first.message
}

/** The headline of a form that has come to a status. */
function headlineAt(form: AnyForm, status: FormStatus): string {
  const office: Known<HandlingFacts> = {
    at: '2026-01-06T09:30:00+08:00',
    identityVerified: true,
    vehicleOwner: 'o1',
    plateType: '02',
    violationState: 'open',
    recordedBy: 'monitoring',
    boundSince: '2025-12-01T10:00:00+08:00',
    firstBinding: true,
    licenceStates: [],
    licenceClasses: ['C1'],
    pointsHeld: 0,
    fullScoreStudies: 0,
    othersVehiclesHandledThisYear: 1,
    vehicleOtherDriversThisYear: 1,
    ownedSince: '2020-06-01T10:00:00+08:00',
  }
  const cases = [
    form.judge({}),
    form.judge({ ...TYPED, points: 'x' }),
    form.judge(TYPED),
    form.judge({ ...TYPED, fine: '2000' }),
    form.with(office).judge(TYPED),
  ]
  const found = cases.find((each) => each.status === status)
  if (found === undefined) throw new Error(`nothing is ${status}`)
  return found.headline
}

/** What a form that knows the facts says of a rule. */
function adviceOf(rule: Finding['rule'], facts: object, rules: RuleSet, locale: Locale, audience: Audience): string {
  const names: readonly string[] = rule in locale.bind.rules ? BINDING_FACTS : HANDLING_FACTS
  const known = Object.fromEntries(Object.entries(facts).filter(([name]) => names.includes(name))) as never
  const options = { ask: [], rules, known, locale, audience } as const
  const { byField } = names === BINDING_FACTS ? bindingForm(options).judge({}) : handlingForm(options).judge({})
  const messages = Object.values(byField as Readonly<Record<string, readonly Message[]>>).flat()
  const found = messages.find((message) => message.kind === 'refused' && message.rule === rule)
  if (found === undefined) throw new Error(`${rule} holds`)
  return found.message
}

const HEAD = `# Sentences

Every sentence of \`demerit/explain\`, in Chinese and in English: what an official reads, and what a driver reads. An official wants the
article and the number; a driver wants to know what to do. Where a rule holds or does not concern the case, both read the same. Where
a source is asked for (\`cite\`), it follows in brackets. The page is generated; to accept a change of words:
\`UPDATE_GOLDEN=1 npm test -- docs/sentences\`.
`

function both(of: (locale: Locale) => string): readonly [string, string] {
  return [of(zhCN), of(en)]
}

function isSettled({ rule, outcome }: Finding): boolean {
  return outcome === 'fails' && ['violation-open', 'own-vehicle', 'already-bound'].includes(rule)
}

function rowsOf(rule: RuleId): readonly Row[] {
  return OUTCOMES.flatMap((outcome) =>
    FINDINGS.flatMap(([id, form, finding]) => {
      if (id !== rule || finding.outcome !== outcome || !FORMS.includes(form)) return []
      if (outcome === 'unknown' && form !== FORMS[0]) return []
      const readers: readonly (Audience | undefined)[] =
        outcome === 'fails' || outcome === 'unknown' ? AUDIENCES : [undefined]
      return readers.map(
        (audience): Row => [
          `${OF[outcome]} (${form})${audience === undefined ? '' : `, ${audience}`}`,
          ...both((locale) => explainFinding(finding, locale, undefined, audience && { audience })),
        ],
      )
    }),
  )
}

function storyRows(): readonly Row[] {
  const context = { vehicleOf: () => 'v1', ownerOf: () => 'd1', occurred: { day: 1, time: '09:00' } }
  const command = {
    driver: 'd1',
    vehicle: 'v1',
    violation: 'x1',
    id: 'x1',
    channel: 'app',
    to: { id: 'd2' },
    licence: { states: ['suspended'] },
    fine: 20_000,
    points: 3,
  }
  const steps = (Object.keys(enStories.steps) as (keyof typeof enStories.steps)[]).map(
    (step): Row => [
      step,
      ...([zhCNStories, enStories].map(({ dated, steps: says }) =>
        dated({ day: 2, time: '10:00' }, (says[step] as (...all: unknown[]) => string)(command, context)),
      ) as [string, string]),
    ],
  )
  const title = { zh: '……', en: '…' }
  const owned = [
    ['d1', ['v1', 'v2']],
    ['o', ['v3']],
  ] as const
  return [
    ['opening', zhCNStories.opening(2, owned), enStories.opening(2, owned)],
    ...steps,
    ['closing', zhCNStories.closing(title), enStories.closing(title)],
  ]
}

/** A table without a row twice. What looks like an address is not made a link by those who show the page. */
function tableOf(rows: readonly Row[]): readonly string[] {
  const cell = (text: string) => text.replace(/\|/g, '\\|').replace(/</g, '&lt;').replace(/:\/\//g, ':&#47;/')
  const lines = rows.map((row) => `| ${row.map(cell).join(' | ')} |`)
  return ['| | 中文 | English |', '| --- | --- | --- |', ...new Set(lines)]
}

test('every sentence of both languages and both readers stands in docs/SENTENCES.md', () => {
  const told = page()
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(PAGE, told)
  expect(readFileSync(PAGE, 'utf8')).toBe(told)
  expect(LOCALES.length).toBe(2)
})
