import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { en, zhCN } from '../../src/explain/index.ts'
import { type Decision, decideBinding, type Instant, POINTS_REGIMES, parseLegalDay, yuan } from '../../src/index.ts'
import { CITATION_KEYS } from '../../src/law/citations.ts'
import * as law from '../../src/law/index.ts'
import {
  absencesOf,
  CITATIONS,
  type Citation,
  cn,
  cn2018February,
  cn2018September,
  cn2020,
  cn2024,
  GRADES,
  type Provision,
  parseRuleSet,
  plan2018,
  QUESTIONS,
  REACHED,
  RULES,
  type RuleSet,
  ruleSetOn,
  SHIPPED_SETS,
} from '../../src/law/index.ts'

const SETS = SHIPPED_SETS

// The table of SPEC.md with the corrections of docs/INTERPRETATIONS.md, written out cell by cell:
// rule, channels, whose vehicles, parameters. Nothing here is taken from src/.
type Row = readonly [rule: string, channels: 'all' | readonly string[], whose: 'all' | 'others', parameters?: object]

const SELF = ['app', 'web', 'kiosk']
const WINDOW = ['window']
const CAR = ['02', '52']
const IN_FORCE = {
  barred: [
    ...['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired'],
    ...['impounded', 'seized', 'suspended', 'full-points'],
  ],
}
const THIRTEEN = {
  barred: [
    ...['annulled', 'revoked', 'cancelled', 'cancelled-restorable', 'use-stopped', 'expired', 'unverified'],
    ...['impounded', 'seized', 'suspended', 'locked', 'transferred-out', 'full-points'],
  ],
}
const SMALLER_THAN_LARGE = {
  allowed: [
    ...['02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18'],
    ...['20', '21', '22', '23', '24', '52'],
  ],
}

const TABLE: Readonly<Record<string, { readonly bind: readonly Row[]; readonly handle: readonly Row[] }>> = {
  'cn-2013-05-02': {
    bind: [],
    handle: [
      ['violation-open', 'all', 'all'],
      ['not-before-occurrence', 'all', 'all'],
      ['vehicles-per-year', 'all', 'others', { limit: 3 }],
      ['drivers-per-year', 'all', 'others', { limit: 3 }],
      ['licence-state', 'all', 'all', IN_FORCE],
      ['licence-held', 'all', 'all'],
      ['offender-present', WINDOW, 'all'],
      ['identity-verified', WINDOW, 'all'],
    ],
  },
  'chengdu-2017-11-14': {
    bind: [
      ['own-vehicle', 'all', 'all'],
      ['already-bound', 'all', 'all'],
      ['driver-cap', 'all', 'all', { limit: 3 }],
      ['vehicle-cap', 'all', 'all', { limit: 3 }],
      ['plate-type', SELF, 'all', { allowed: CAR }],
      ['non-operating', SELF, 'all'],
      ['identity-verified', WINDOW, 'all'],
    ],
    handle: [
      ['violation-open', 'all', 'all'],
      ['not-before-occurrence', 'all', 'all'],
      ['open-binding', 'all', 'others', { scope: 'all' }],
      ['since-binding', 'all', 'others', { grain: 'day', scope: 'all', firstClearsBacklog: true }],
      ['plate-type', SELF, 'all', SMALLER_THAN_LARGE],
      ['vehicles-per-year', 'all', 'others', { limit: 3 }],
      ['drivers-per-year', 'all', 'others', { limit: 3 }],
      ['licence-state', 'all', 'all', IN_FORCE],
      ['licence-held', 'all', 'all'],
      ['offender-present', WINDOW, 'all'],
      ['identity-verified', WINDOW, 'all'],
    ],
  },
  'as-reported': {
    bind: [
      ['own-vehicle', 'all', 'all'],
      ['already-bound', 'all', 'all'],
      ['driver-cap', 'all', 'all', { limit: 3 }],
      ['vehicle-cap', 'all', 'all', { limit: 3 }],
      ['identity-verified', WINDOW, 'all'],
    ],
    handle: [
      ['violation-open', 'all', 'all'],
      ['not-before-occurrence', 'all', 'all'],
      ['open-binding', 'all', 'others', { scope: 'all' }],
      ['since-binding', 'all', 'others', { grain: 'day', scope: 'all', firstClearsBacklog: false }],
      ['fine-limit', 'all', 'others', { limit: 20_000 }],
      ['points-room', 'all', 'all', { full: 12 }],
      ['licence-state', 'all', 'all', IN_FORCE],
      ['licence-held', 'all', 'all'],
      ['offender-present', WINDOW, 'all'],
      ['identity-verified', WINDOW, 'all'],
    ],
  },
  'plan-2018-03-01': {
    bind: [
      ['own-vehicle', 'all', 'all'],
      ['already-bound', 'all', 'all'],
      ['driver-cap', SELF, 'all', { limit: 1 }],
      ['driver-cap', WINDOW, 'all', { limit: 3 }],
      ['vehicle-cap', 'all', 'all', { limit: 3 }],
      ['lifetime-cap', 'all', 'all', { limit: 5 }],
      ['plate-type', SELF, 'all', { allowed: CAR }],
      ['owner-kind', SELF, 'all', { allowed: ['individual'] }],
      ['owner-consent', SELF, 'all', { accepted: ['registered-owner'] }],
      ['identity-verified', WINDOW, 'all'],
    ],
    handle: [
      ['violation-open', 'all', 'all'],
      ['not-before-occurrence', 'all', 'all'],
      ['open-binding', SELF, 'others', { scope: 'with-points' }],
      ['since-binding', SELF, 'others', { grain: 'day', scope: 'with-points', firstClearsBacklog: false }],
      ['fine-limit', SELF, 'all', { limit: 20_000 }],
      ['recorded-by-monitoring', SELF, 'all'],
      ['points-room', SELF, 'all', { full: 12 }],
      ['repeat-full-score', SELF, 'others', { limit: 3 }],
      ['vehicles-per-year', WINDOW, 'others', { limit: 3 }],
      ['drivers-per-year', WINDOW, 'others', { limit: 3 }],
      ['licence-state', 'all', 'all', THIRTEEN],
      ['licence-held', 'all', 'all'],
      ['offender-present', WINDOW, 'all'],
      ['identity-verified', WINDOW, 'all'],
    ],
  },
  'cn-2018-02-24': {
    bind: [
      ['own-vehicle', 'all', 'all'],
      ['already-bound', 'all', 'all'],
      ['driver-cap', 'all', 'all', { limit: 3 }],
      ['vehicle-cap', 'all', 'all', { limit: 3 }],
      ['plate-type', SELF, 'all', { allowed: CAR }],
      ['non-operating', SELF, 'all'],
      ['owner-kind', SELF, 'all', { allowed: ['individual'] }],
      ['owner-consent', SELF, 'all', { accepted: ['registered-owner'] }],
      ['identity-verified', WINDOW, 'all'],
    ],
    handle: [
      ['violation-open', 'all', 'all'],
      ['not-before-occurrence', 'all', 'all'],
      ['open-binding', SELF, 'others', { scope: 'with-points' }],
      ['since-binding', SELF, 'others', { grain: 'day', scope: 'with-points', firstClearsBacklog: false }],
      ['fine-limit', SELF, 'all', { limit: 20_000 }],
      ['recorded-by-monitoring', SELF, 'all'],
      ['points-room', SELF, 'all', { full: 12 }],
      ['vehicles-per-year', WINDOW, 'others', { limit: 3 }],
      ['drivers-per-year', WINDOW, 'others', { limit: 3 }],
      ['licence-state', 'all', 'all', THIRTEEN],
      ['licence-held', 'all', 'all'],
      ['offender-present', WINDOW, 'all'],
      ['identity-verified', WINDOW, 'all'],
    ],
  },
  'cn-2018-09-01': {
    bind: [
      ['own-vehicle', 'all', 'all'],
      ['already-bound', 'all', 'all'],
      ['driver-cap', 'all', 'all', { limit: 3 }],
      ['vehicle-cap', 'all', 'all', { limit: 3 }],
      ['plate-type', SELF, 'all', { allowed: CAR }],
      ['non-operating', SELF, 'all'],
      ['owner-kind', SELF, 'all', { allowed: ['individual'] }],
      ['owner-consent', SELF, 'all', { accepted: ['qr', 'sms'] }],
      ['identity-verified', WINDOW, 'all'],
    ],
    handle: [
      ['violation-open', 'all', 'all'],
      ['not-before-occurrence', 'all', 'all'],
      ['open-binding', SELF, 'others', { scope: 'with-points' }],
      ['since-binding', SELF, 'others', { grain: 'day', scope: 'with-points', firstClearsBacklog: false }],
      ['fine-limit', SELF, 'all', { limit: 20_000 }],
      ['recorded-by-monitoring', SELF, 'all'],
      ['points-room', SELF, 'all', { full: 12 }],
      ['licence-class', SELF, 'all'],
      ['licence-state', 'all', 'all', THIRTEEN],
      ['licence-held', 'all', 'all'],
      ['offender-present', WINDOW, 'all'],
      ['identity-verified', WINDOW, 'all'],
    ],
  },
  'cn-2020-09-28': {
    bind: [
      ['own-vehicle', 'all', 'all'],
      ['already-bound', 'all', 'all'],
      ['driver-cap', 'all', 'all', { limit: 3 }],
      ['vehicle-cap', 'all', 'all', { limit: 3 }],
      ['plate-type', SELF, 'all', { allowed: CAR }],
      ['non-operating', SELF, 'all'],
      ['owner-kind', SELF, 'all', { allowed: ['individual', 'unit'] }],
      ['owner-consent', SELF, 'all', { accepted: ['qr', 'sms'] }],
      ['identity-verified', WINDOW, 'all'],
    ],
    handle: [
      ['violation-open', 'all', 'all'],
      ['not-before-occurrence', 'all', 'all'],
      ['open-binding', SELF, 'others', { scope: 'all' }],
      ['since-binding', SELF, 'others', { grain: 'instant', scope: 'with-points', firstClearsBacklog: false }],
      ['fine-limit', SELF, 'all', { limit: 20_000 }],
      ['recorded-by-monitoring', SELF, 'all'],
      ['points-room', SELF, 'all', { full: 12 }],
      ['single-points-limit', SELF, 'all', { limit: 6 }],
      ['repeat-full-score', SELF, 'others', { limit: 3 }],
      ['licence-class', SELF, 'all'],
      ['licence-state', 'all', 'all', THIRTEEN],
      ['licence-held', 'all', 'all'],
      ['offender-present', WINDOW, 'all'],
      ['identity-verified', WINDOW, 'all'],
    ],
  },
  'cn-2024-11-01': {
    bind: [
      ['own-vehicle', 'all', 'all'],
      ['already-bound', 'all', 'all'],
      ['driver-cap', 'all', 'all', { limit: 3 }],
      ['vehicle-cap', 'all', 'all', { limit: 3 }],
      ['daily-applications', 'all', 'all', { limit: 1 }],
      ['yearly-applications', 'all', 'all', { limit: 5 }],
      ['plate-type', SELF, 'all', { allowed: CAR }],
      ['non-operating', SELF, 'all'],
      ['owner-kind', SELF, 'all', { allowed: ['individual', 'unit'] }],
      ['owner-consent', SELF, 'all', { accepted: ['qr', 'sms'] }],
      ['identity-verified', WINDOW, 'all'],
    ],
    handle: [
      ['violation-open', 'all', 'all'],
      ['not-before-occurrence', 'all', 'all'],
      ['open-binding', SELF, 'others', { scope: 'all' }],
      ['since-binding', SELF, 'others', { grain: 'instant', scope: 'with-points', firstClearsBacklog: false }],
      ['plate-type', SELF, 'others', SMALLER_THAN_LARGE],
      ['fine-limit', SELF, 'all', { limit: 20_000 }],
      ['recorded-by-monitoring', SELF, 'all'],
      ['points-room', SELF, 'all', { full: 12 }],
      ['single-points-limit', SELF, 'all', { limit: 6 }],
      ['repeat-full-score', SELF, 'others', { limit: 3 }],
      ['licence-class', SELF, 'all'],
      ['licence-state', 'all', 'all', THIRTEEN],
      ['licence-held', 'all', 'all'],
      ['offender-present', WINDOW, 'all'],
      ['identity-verified', WINDOW, 'all'],
    ],
  },
}

test('a set is named for its first day, and says until when it is attested', () => {
  expect(SETS.map(({ id, from, verifiedOn }) => [id, from, verifiedOn])).toEqual([
    ['cn-2013-05-02', '2013-05-02', '2018-02-23'],
    ['chengdu-2017-11-14', '2017-11-14', '2017-11-16'],
    ['as-reported', '2018-02-24', '2018-03-02'],
    ['plan-2018-03-01', '2018-03-01', '2018-02-28'],
    ['cn-2018-02-24', '2018-02-24', '2018-08-31'],
    ['cn-2018-09-01', '2018-09-01', '2019-07-05'],
    ['cn-2020-09-28', '2020-09-28', '2023-08-28'],
    ['cn-2024-11-01', '2024-11-01', '2024-11-01'],
  ])
})

test('a set of which no source gives the first day says between which days it began; acts in between say until when the set before is attested', () => {
  expect(SETS.flatMap(({ id, began }) => (began === null ? [] : [[id, began.after, began.by]]))).toEqual([
    ['cn-2020-09-28', '2019-07-05', '2020-09-28'],
    ['cn-2024-11-01', '2023-08-28', '2024-11-01'],
  ])
  const until = (day: string) => {
    const at = `${day}T12:00:00.000+08:00` as Instant
    const decision = decideBinding({ at }, ruleSetOn(cn, day)) as Decision
    return [decision.ruleSet, decision.verifiedUntil]
  }
  expect(
    ['2019-07-05', '2019-07-06', '2020-09-27', '2020-09-28', '2023-08-28', '2023-08-29', '2024-10-31'].map(until),
  ).toEqual([
    ['cn-2018-09-01', undefined],
    ['cn-2018-09-01', '2019-07-05'],
    ['cn-2018-09-01', '2019-07-05'],
    ['cn-2020-09-28', undefined],
    ['cn-2020-09-28', undefined],
    ['cn-2020-09-28', '2023-08-28'],
    ['cn-2020-09-28', '2023-08-28'],
  ])
})

describe.each(SETS)('$id', (set) => {
  it.each(QUESTIONS)('provides for %s exactly what the table says, in its order', (question) => {
    const written = (TABLE[set.id] as (typeof TABLE)[string])[question]
    expect(set[question].map(rowOf)).toEqual(
      written.map(([rule, channels, whose, more = {}]) => [rule, channels, whose, more]),
    )
  })

  it('asks no rule about a question that is not its own', () => {
    for (const question of QUESTIONS) {
      for (const { rule } of set[question]) expect(RULES[rule].questions).toContain(question)
    }
  })

  it('has a title in both languages and is in no sense hypothetical', () => {
    expect(set.title.zh).toMatch(/\p{sc=Han}/u)
    expect(set.title.en).toMatch(/^[^\p{sc=Han}]+$/u)
    expect([zhCN, en].map(({ sources }) => (sources.ruleSets as Record<string, string>)[set.id])).toEqual(
      Object.values(set.title),
    )
    expect(set.hypothetical).toBe(false)
  })

  it('is frozen to its leaves', () => {
    expect(unfrozenIn(set)).toEqual([])
  })

  it('survives JSON and structuredClone', () => {
    expect(JSON.parse(JSON.stringify(set))).toEqual(set)
    expect(structuredClone(set)).toEqual(set)
  })

  it('passes the reader of untrusted rule sets, which gives the shipped one back', () => {
    const read = parseRuleSet(JSON.parse(JSON.stringify(set)))
    expect(read.ok && read.value).toBe(set)
  })

  it('under another name is hypothetical, and keeps what it cites', () => {
    const id = `copy-of-${set.id}`
    const title = { zh: `设想：${set.title.zh}`, en: `hypothetical: ${set.title.en}` }
    const read = parseRuleSet({ ...JSON.parse(JSON.stringify(set)), id })
    expect(read).toEqual({ ok: true, value: { ...set, id, title, hypothetical: true } })
  })

  it.each(cited(set))('cites %s whole', (_place, { citation }) => {
    const { instrument, article, url, since, grade, reached, zh, en, basis } = CITATIONS[citation] as Citation
    expect(instrument).toMatch(/\p{sc=Han}/u)
    expect(article).not.toBe('')
    expect(url).toMatch(/^https?:\/\/[^\s]+$/)
    expect(new URL(url).hostname).toContain('.')
    expect(parseLegalDay(since)).toEqual({ ok: true, value: since })
    expect(GRADES).toContain(grade)
    expect(grade).not.toBe('H')
    expect(REACHED).toContain(reached)
    expect(reached).not.toBe('none')
    expect(zh).toMatch(/\p{sc=Han}/u)
    expect(zh).toMatch(/。$/)
    expect(zh).not.toMatch(/[,;:!?()"']|\.(?!\d)/)
    expect(en).toMatch(/^[A-Z][^\p{sc=Han}]+\.$/u)
    for (const row of basis.split(', ')) expect(row).toMatch(/^(F[1-4]\.\d+|6\.\d+|R\d)$/)
  })

  it('grades as our own reading whatever is attested only after its last day', () => {
    for (const [place, { citation }] of cited(set)) {
      const { since, grade } = CITATIONS[citation] as Citation
      if (since > set.verifiedOn) expect([place, grade]).toEqual([place, 'I'])
    }
  })
})

test('every citation is cited by a provision, a points regime or the plain law, and no two are the same', () => {
  const regimes = POINTS_REGIMES.flatMap((regime) => Object.values(regime)).flatMap((part: unknown) =>
    typeof part === 'object' && part !== null ? [(part as { readonly citation: string }).citation] : [],
  )
  const gone = SETS.flatMap((set) => absencesOf(set).flatMap(({ citation }) => citation ?? []))
  const used = SETS.flatMap((set) => cited(set).map(([, { citation }]): string => citation))
  expect([...new Set(['apl-37', ...gone, ...used, ...regimes])].sort()).toEqual([...CITATION_KEYS].sort())
  expect(new Set(Object.values(CITATIONS).map((citation) => JSON.stringify(citation))).size).toBe(CITATION_KEYS.length)
})

test('only the plan is attested before its first day, and each decision from that day on says until when', () => {
  expect(SETS.filter(({ from, verifiedOn }) => verifiedOn < from)).toEqual([plan2018])
  const decision = decideBinding({ at: `${plan2018.from}T00:00:00.000+08:00` as Instant }, plan2018)
  expect(decision).toMatchObject({ verifiedUntil: plan2018.verifiedOn })
  const { hypothetical: _, ...header } = plan2018
  expect(parseRuleSet({ ...header, id: 'announced' }).ok).toBe(true)
})

test('what a later national set leaves as it was, it also cites as it was', () => {
  const national = [cn2018February, cn2018September, cn2020, cn2024]
  const changed: string[] = []
  national.slice(1).forEach((set, index) => {
    const before = new Map(cited(national[index] as typeof set))
    for (const [place, provision] of cited(set)) {
      const older = before.get(place)
      if (older !== undefined && JSON.stringify(older) !== JSON.stringify(provision)) changed.push(`${set.id} ${place}`)
    }
  })
  // Each is a change of the law, or of how well it is known: compulsory filing, the owner's consent by QR code and
  // message, the statement of 2019 on what both kinds of vehicle must satisfy, caps and plate types at an official site, units, hire, no-point violations, the grain of "since", and in 2024 four sightings that older sets have from other pages, or only read back.
  expect(changed).toEqual([
    'cn-2018-09-01 bind own-vehicle',
    'cn-2018-09-01 bind owner-consent',
    'cn-2018-09-01 handle open-binding',
    'cn-2018-09-01 handle since-binding',
    'cn-2018-09-01 handle fine-limit',
    'cn-2018-09-01 handle recorded-by-monitoring',
    'cn-2018-09-01 handle points-room',
    'cn-2020-09-28 bind driver-cap',
    'cn-2020-09-28 bind vehicle-cap',
    'cn-2020-09-28 bind plate-type',
    'cn-2020-09-28 bind non-operating',
    'cn-2020-09-28 bind owner-kind',
    'cn-2020-09-28 handle open-binding',
    'cn-2020-09-28 handle since-binding',
    'cn-2020-09-28 handle licence-state',
    'cn-2024-11-01 handle single-points-limit',
    'cn-2024-11-01 handle repeat-full-score',
    'cn-2024-11-01 handle licence-class',
    'cn-2024-11-01 handle licence-state',
  ])
})

describe('docs/INTERPRETATIONS.md', () => {
  const text = readFileSync(new URL('../../docs/INTERPRETATIONS.md', import.meta.url), 'utf8')
  const bound = { yuan, ...law }

  it('decides every ambiguity of the dossier, each under its own heading', () => {
    const headings = [...text.matchAll(/^### (\S+) /gm)].map(([, id]) => id)
    expect(new Set(headings).size).toBe(headings.length)
    for (let row = 1; row <= 28; row++) expect(headings).toContain(`6.${row}`)
  })

  const reforms = [...text.matchAll(/`(reform\([^`]+\))`/g)].map(([, code]) => code as string)
  it.each(reforms)('the other reading can be had: %s', (code) => {
    const made = new Function(...Object.keys(bound), `return ${code}`)(...Object.values(bound)) as RuleSet
    const base = SETS.find(({ id }) => made.id.startsWith(`${id}+`)) as RuleSet
    expect(made.hypothetical).toBe(true)
    expect({ ...made, id: base.id, title: base.title, hypothetical: false }).not.toEqual(base)
    expect(made.title.zh.startsWith('设想：')).toBe(true)
    expect(made.title.en.startsWith('hypothetical: ')).toBe(true)
  })
})

/** Every provision of a set, with its place: question and rule, and the channels where a rule stands twice. */
function cited(set: (typeof SETS)[number]): [place: string, provision: Provision][] {
  return QUESTIONS.flatMap((question) =>
    set[question].map((provision, _, all): [string, Provision] => {
      const twice = all.filter(({ rule }) => rule === provision.rule).length > 1
      return [`${question} ${provision.rule}${twice ? ` by ${String(provision.channels)}` : ''}`, provision]
    }),
  )
}

function rowOf({ rule, channels, vehicles, citation: _, ...parameters }: Provision): unknown[] {
  return [rule, channels, vehicles, parameters]
}

function unfrozenIn(value: unknown, path = 'set'): string[] {
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.entries(value).flatMap(([key, part]) => unfrozenIn(part, `${path}.${key}`))
  return Object.isFrozen(value) ? inside : [path, ...inside]
}
