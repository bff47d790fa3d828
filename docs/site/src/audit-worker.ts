import { decideBinding, decideHandling, FACTS } from 'demerit'
import { cn } from 'demerit/rules'
import Papa from 'papaparse'
import type { QuestionName } from './facts.ts'

export interface AuditInput {
  readonly text: string
  readonly question: QuestionName
}

export interface AuditResult {
  readonly rows: number
  readonly verdicts: Readonly<Record<string, number>>
  readonly byRule: Readonly<Record<string, number>>
  readonly byMonth: readonly { readonly month: string; readonly verdict: string; readonly count: number }[]
  readonly refused: readonly {
    readonly line: number
    readonly driver: string
    readonly vehicle: string
    readonly rules: readonly string[]
  }[]
  /** When a driver or a vehicle had how many open bindings, from rows with `released_at`; those with most first. */
  readonly overTime: readonly {
    readonly kind: 'driver' | 'vehicle'
    readonly id: string
    readonly peak: number
    readonly steps: readonly { readonly at: number; readonly open: number }[]
  }[]
}

const MOST_ROWS = 100_000
const MOST_SHOWN = 20
/** As many drivers and vehicles can be chosen to be drawn. */
const MOST_DRAWN = 1000

addEventListener('message', ({ data: { text, question } }: MessageEvent<AuditInput>) => {
  try {
    postMessage({ result: audited(text, question) })
  } catch (error) {
    postMessage({ error: error instanceof Error ? error.message : String(error) })
  }
})

function audited(text: string, question: QuestionName): AuditResult {
  const { data, errors } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true })
  const [first] = errors
  if (first !== undefined && first.type === 'Quotes') throw new Error(`line ${(first.row ?? 0) + 2}: ${first.message}`)
  if (data.length > MOST_ROWS) throw new RangeError(`${data.length} rows: at most ${MOST_ROWS} are read here`)
  const verdicts: Record<string, number> = {}
  const byRule: Record<string, number> = {}
  const months = new Map<string, number>()
  const refused: AuditResult['refused'][number][] = []
  data.forEach((row, index) => {
    const facts = factsOfRow(row, question)
    const decision = question === 'bind' ? decideBinding(facts as never, cn) : decideHandling(facts as never, cn)
    verdicts[decision.verdict] = (verdicts[decision.verdict] ?? 0) + 1
    const month = `${String(facts.at ?? '').slice(0, 7)} ${decision.verdict}`
    months.set(month, (months.get(month) ?? 0) + 1)
    if (decision.verdict === 'refused') {
      const rules = decision.findings.filter(({ outcome }) => outcome === 'fails').map(({ rule }) => rule)
      for (const rule of rules) byRule[rule] = (byRule[rule] ?? 0) + 1
      if (refused.length < MOST_SHOWN)
        refused.push({ line: index + 2, driver: row.driver ?? '', vehicle: row.vehicle ?? '', rules })
    }
    if ((index + 1) % 2000 === 0) postMessage({ progress: index + 1 })
  })
  return {
    rows: data.length,
    verdicts,
    byRule,
    byMonth: [...months]
      .map(([key, count]) => ({ month: key.slice(0, 7), verdict: key.slice(8), count }))
      .sort((a, b) => (a.month < b.month ? -1 : 1)),
    refused,
    overTime: openOverTime(data),
  }
}

/** A row of text as facts: columns named like the facts, in snake case; empty cells are not known. */
function factsOfRow(row: Readonly<Record<string, string>>, question: QuestionName): Record<string, unknown> {
  const facts: Record<string, unknown> = {}
  for (const { name, kind, questions } of FACTS) {
    if (!questions.includes(question)) continue
    const text = row[name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)] ?? row[name] ?? ''
    if (text === '') continue
    facts[name] =
      kind === 'flag'
        ? text === 'true'
          ? true
          : text === 'false'
            ? false
            : text
        : kind === 'count' || kind === 'fen'
          ? Number(text)
          : kind === 'words'
            ? text.split(';').filter(Boolean)
            : text
  }
  return facts
}

/**
 * The open bindings of each driver and of each vehicle after each change, those with most first; needs the columns driver, vehicle, at
 * and released_at.
 */
function openOverTime(rows: readonly Readonly<Record<string, string>>[]): AuditResult['overTime'] {
  if (rows[0]?.released_at === undefined) return []
  const changes = new Map<string, { at: number; by: number }[]>()
  const add = (who: string, text: string, by: number) => {
    const at = Date.parse(text)
    if (Number.isNaN(at)) return
    const list = changes.get(who) ?? []
    list.push({ at, by })
    changes.set(who, list)
  }
  for (const { driver = '', vehicle = '', at = '', released_at: end = '' } of rows) {
    for (const who of [`driver ${driver}`, `vehicle ${vehicle}`]) {
      add(who, at, 1)
      if (end !== '') add(who, end, -1)
    }
  }
  return [...changes]
    .map(([who, list]) => {
      let open = 0
      let peak = 0
      const steps = list
        .sort((a, b) => a.at - b.at || a.by - b.by)
        .map(({ at, by }) => {
          open += by
          peak = Math.max(peak, open)
          return { at, open }
        })
      return {
        kind: who.startsWith('driver ') ? ('driver' as const) : ('vehicle' as const),
        id: who.slice(who.indexOf(' ') + 1),
        peak,
        steps,
      }
    })
    .sort((a, b) => b.peak - a.peak || b.steps.length - a.steps.length)
    .slice(0, MOST_DRAWN)
}
