/** docs/SENTENCES.md: every sentence of both languages and both audiences, for a reader who judges the language alone. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  type Audience,
  en,
  enRegistry,
  enStories,
  explainFinding,
  explainIssue,
  headline,
  type Locale,
  reasonsByField,
  zhCN,
  zhCNRegistry,
  zhCNStories,
} from '../../src/explain/index.ts'
import { FACTS, type Finding, OUTCOMES, RULE_IDS, type RuleId } from '../../src/index.ts'
import { besides, FINDINGS, headlines, ISSUES, MORE_ISSUES, NO_RULES } from '../support/sentences.ts'
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
    ...tableOf(
      (['malformed', 'incomplete', 'clear-so-far'] as const).map(
        (status): Row => [status, ...both(({ core }) => core.sentence(core.forms[status]))],
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

const HEAD = `# Sentences

Every sentence of \`demerit/explain\`, in Chinese and in English: what an official reads, and what a driver reads. An official wants the
article and the number; a driver wants to know what to do. Where a rule holds or does not concern the case, both read the same. Where
a source is asked for (\`cite\`), it follows in brackets. The page is generated; to accept a change of words:
\`UPDATE_GOLDEN=1 npx vitest run --config test/vitest.config.ts test/docs/sentences.test.ts\`.
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

/** A table without a row twice. */
function tableOf(rows: readonly Row[]): readonly string[] {
  const cell = (text: string) => text.replace(/\|/g, '\\|').replace(/</g, '&lt;')
  const lines = rows.map((row) => `| ${row.map(cell).join(' | ')} |`)
  return ['| | 中文 | English |', '| --- | --- | --- |', ...new Set(lines)]
}

test('every sentence of both languages and both readers stands in docs/SENTENCES.md', () => {
  const told = page()
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(PAGE, told)
  expect(readFileSync(PAGE, 'utf8')).toBe(told)
  expect(LOCALES.length).toBe(2)
})
