/**
 * Eighty questions that people put on the web, with what a page answers: twenty, and sixty more. They stood in `questions.json`, with the answers of the
 * pages, before the library was asked any. The table for readers is docs/QUESTIONS.md.
 */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  additionalFine,
  type Decision,
  decideBinding,
  decideHandling,
  dutyAtFullScore,
  execute,
  isWithinLimitation,
  openRegistry,
  POINTS_REGIMES,
  payByDay,
  penaltyForTrade,
  pointsLedger,
  pointsOf,
  pointsRegimeOn,
  weekendsOnly,
} from '../../src/index.ts'
import { cn } from '../../src/law/index.ts'
import { PERMITTED_BINDING, PERMITTED_HANDLING } from '../support/permitted.ts'

type Row = Readonly<Record<string, unknown>>
/** Who is right where a question was asked; a page answers otherwise where sources differ, or what the model leaves out. */
type Right = 'both' | 'page' | 'library' | 'depends' | 'left out'
/** A question as facts that differ from those of an act that is permitted, as commands, or as calls; else what the library lacks for it. */
interface Asked {
  readonly question: string
  readonly page: string
  readonly day: string
  readonly says: string
  readonly handle?: Row
  readonly bind?: Row
  readonly commands?: readonly Row[]
  readonly calls?: readonly (readonly [name: string, ...given: unknown[]])[]
  readonly lacks?: string
  /** What the page's answer comes to, in the terms of `answerOf`. */
  readonly expected?: unknown
  readonly right: Right
  readonly why?: string
  /** How the line of docs/SCOPE.md begins, of what is left out. */
  readonly scope?: string
}

const QUESTIONS: readonly Asked[] = JSON.parse(readFileSync(new URL('questions.json', import.meta.url), 'utf8'))
const SCOPE = readFileSync(new URL('../../docs/SCOPE.md', import.meta.url), 'utf8')

/** What most of the commands have in common. */
const COMMON: Readonly<Record<string, Row>> = {
  enrolVehicle: { plateType: '02', operating: false },
  recordViolation: { recordedBy: 'monitoring' },
  bind: { channel: 'app', ownerConsent: 'registered-owner', identityVerified: true },
  handle: { channel: 'window', offenderPresent: true, identityVerified: true },
}
// biome-ignore lint/suspicious/noExplicitAny: what a call is given stands in the table.
const CALLS: Readonly<Record<string, (...given: any[]) => unknown>> = {
  payByDay: (day) => payByDay(day, weekendsOnly),
  additionalFine,
  isWithinLimitation,
  dutyAtFullScore: (day, ...held) => dutyAtFullScore(pointsRegimeOn(day), ...(held as [never, never, never])),
  penaltyForTrade: (day, role, gain) => penaltyForTrade(pointsRegimeOn(day), role, gain),
  deductionFrom: () => POINTS_REGIMES.find(({ deduction }) => deduction !== null)?.from,
  pointsLedger: (records, at) => {
    const ledger = pointsLedger(records, at)
    return ledger.ok ? ledger.value.held : 'refused'
  },
}

/** `permitted`, or which rules refuse. */
const verdictOf = (decision: Decision | { readonly verdict: 'invalid' }) => {
  if (decision.verdict === 'invalid') throw new TypeError(JSON.stringify(decision))
  expect(['permitted', 'refused']).toContain(decision.verdict)
  if (decision.verdict !== 'refused') return decision.verdict
  return `refused: ${decision.findings.flatMap(({ rule, outcome }) => (outcome === 'fails' ? [rule] : [])).join(', ')}`
}

/** What commands come to, of those whose place is named: `accepted`, a code, or which rules refuse; of `pointsOf` the points. */
function playedOut(commands: readonly Row[], places: readonly string[]): Row {
  let registry = openRegistry(cn)
  const answers = commands.map(({ type, ...input }) => {
    if (type === 'pointsOf') return pointsOf(registry, input.driver as string, input.at as string)
    const outcome = execute(registry, { type, ...COMMON[type as string], ...input } as never)
    registry = outcome.registry
    if (outcome.status !== 'refused') return outcome.status
    return outcome.decision === undefined ? outcome.code : verdictOf(outcome.decision)
  })
  expect(answers).not.toContain('invalid')
  return Object.fromEntries(places.map((place) => [place, answers[Number(place)]]))
}

/** Of what a call gives as much as the page speaks of. */
const asMuchAs = (like: unknown, given: unknown): unknown =>
  like !== null && typeof like === 'object' && !Array.isArray(like)
    ? Object.fromEntries(Object.keys(like).map((name) => [name, (given as Row)[name]]))
    : given

function answerOf({ handle, bind, commands, calls, expected }: Asked): unknown {
  if (handle !== undefined) return verdictOf(decideHandling({ ...PERMITTED_HANDLING, ...handle }, cn))
  if (bind !== undefined) return verdictOf(decideBinding({ ...PERMITTED_BINDING, ...bind }, cn))
  if (commands !== undefined) return playedOut(commands, Object.keys(expected as Row))
  return calls?.map(([name, ...given], index) => asMuchAs((expected as unknown[])[index], CALLS[name]?.(...given)))
}

/** An answer in a cell of the table. */
function written(answer: unknown): string {
  if (answer === null) return 'none'
  if (Array.isArray(answer)) return answer.map(written).join(', ')
  if (typeof answer !== 'object') return String(answer)
  return Object.entries(answer as Row)
    .map(([name, value]) => (/^\d+$/.test(name) ? written(value) : `${name} ${written(value)}`))
    .join('; ')
}

test('each question was written down with a page, and its answer, before it was asked', () => {
  expect(QUESTIONS).toHaveLength(80)
  expect(new Set(QUESTIONS.map(({ question }) => question)).size).toBe(80)
  for (const { page, says } of QUESTIONS) expect(page === '' || says === '').toBe(false)
})

test.each(QUESTIONS)('$day $question', (asked) => {
  const { expected, right, why, scope, lacks } = asked
  const answer = answerOf(asked)
  if (lacks !== undefined) expect([answer, expected]).toEqual([undefined, undefined])
  else if (right === 'both' || right === 'page') expect(answer).toEqual(expected)
  else expect(answer).not.toEqual(expected)
  if (right === 'left out') expect(SCOPE.includes(`\n| ${scope}`)).toBe(true)
  else if (right !== 'both') expect(why).not.toBe(undefined)
})

test('docs/QUESTIONS.md has them, with who is right', async () => {
  const WHO = { both: 'both', page: 'the page; mended', library: 'the library', depends: 'sources differ' } as const
  const rows = QUESTIONS.map((asked) => {
    const { question, page, day, says, right, why, scope, lacks } = asked
    const ours = lacks === undefined ? written(answerOf(asked)) : `cannot be asked: ${lacks}`
    const who = right === 'left out' ? `left out: ${scope}, [SCOPE](SCOPE.md)` : WHO[right]
    return `| ${question} | <${page}> | ${day} | ${says} | ${ours} | ${who}${why === undefined ? '' : `: ${why}`} |`
  })
  const count = (which: Right) => QUESTIONS.filter(({ right }) => right === which).length
  const text = `# 问与答 Eighty questions

Questions that people put on the web, each with a page that answers it: twenty, and sixty more. They were written down, with the answers of the pages,
before the library was asked. ${count('both')} agree; ${count('library')} times the page is wrong or out of date; once, where the page was right, the rule was mended; ${count('depends')} times sources
differ; ${count('left out')} are of what the model leaves out. Ids such as F1.9 and 6.25 stand in [FACTS.md](FACTS.md) and [INTERPRETATIONS.md](INTERPRETATIONS.md). Our
answer is what a decision says, with the rules that refuse, what each command that is asked about comes to, and the points then, or what a function gives.

| question | page | day | its answer | ours | who is right |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`
  await expect(text).toMatchFileSnapshot('../../docs/QUESTIONS.md')
})
