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
  /** When a driver or a vehicle had how many open bindings, from rows with `released_at`. */
  readonly overTime: readonly { readonly who: string; readonly at: string; readonly open: number }[]
}

const MOST_ROWS = 100_000
const MOST_SHOWN = 20

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

/** The open bindings of the driver who has most, after each change; needs the columns driver, at and released_at. */
function openOverTime(rows: readonly Readonly<Record<string, string>>[]): AuditResult['overTime'] {
  if (rows[0]?.released_at === undefined) return []
  const changes = new Map<string, { at: string; by: number }[]>()
  for (const { driver = '', at = '', released_at: end = '' } of rows) {
    const list = changes.get(driver) ?? []
    list.push({ at, by: 1 })
    if (end !== '') list.push({ at: end, by: -1 })
    changes.set(driver, list)
  }
  let most: { who: string; peak: number; steps: { who: string; at: string; open: number }[] } = {
    who: '',
    peak: -1,
    steps: [],
  }
  for (const [who, list] of changes) {
    list.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.by - b.by))
    let open = 0
    const steps = list.map(({ at, by }) => {
      open += by
      return { who, at, open }
    })
    const peak = Math.max(...steps.map((step) => step.open))
    if (peak > most.peak) most = { who, peak, steps }
  }
  return most.steps
}
