import { LEAST_FINE, malformedText } from '../../../src/cli/cell-text.ts'
import { momentOf } from '../../../src/cli/cell-values.ts'
import { decideBinding, decideHandling } from '../../../src/decision/decide.ts'
import { missingOf } from '../../../src/decision/decision.ts'
import { cn } from '../../../src/law/index.ts'
import type { QuestionName } from './facts.ts'
import type { Language } from './place.ts'
import { type Malformed, type Options, readerOf, type Table, tableOf, textOf } from './reading.ts'
import { RELEASED } from './released.ts'
import { SAYS } from './says.ts'

/** A file, and how it is judged. */
export interface AuditInput extends Options {
  readonly bytes: Uint8Array
  readonly name: string
  readonly language: Language
}

export interface AuditResult {
  readonly question: QuestionName
  readonly rows: number
  readonly verdicts: Readonly<Record<string, number>>
  readonly byRule: Readonly<Record<string, number>>
  /** How many rows that are undetermined or refused lack each fact. */
  readonly missing: Readonly<Record<string, number>>
  /** Acts by month of Beijing time, `2025-03`; rows whose time is not known or malformed are counted apart. */
  readonly byMonth: readonly { readonly month: string; readonly verdict: string; readonly count: number }[]
  readonly undated: number
  readonly understood: readonly { readonly header: string; readonly column: string }[]
  readonly ignored: readonly string[]
  readonly absent: readonly string[]
  /** The first cells that cannot be read, and how many rows have one. */
  readonly malformed: readonly Malformed[]
  readonly malformedRows: number
  /** What is most likely meant otherwise. */
  readonly notes: readonly string[]
  readonly refused: readonly {
    readonly row: number
    readonly driver: string
    readonly vehicle: string
    readonly rules: readonly string[]
  }[]
  /** The decision of each row, as the command line writes it with `--format csv`. */
  readonly csv: string
  /** When a driver or a vehicle had how many open bindings, from rows with `released_at`; those with most first. */
  readonly overTime: readonly {
    readonly kind: 'driver' | 'vehicle'
    readonly id: string
    readonly peak: number
    readonly steps: readonly { readonly at: number; readonly open: number }[]
  }[]
}

const MOST_SHOWN = 20
/** As many drivers and vehicles can be chosen to be drawn. */
const MOST_DRAWN = 1000

/** Judges a file; `tell` is told how many rows are done. */
export function audited(
  { bytes, name, language, ...options }: AuditInput,
  tell: (done: number) => void = () => {},
): AuditResult {
  const says = SAYS[language]
  const { text, notes } = given(textOf(bytes, name, says))
  const table = given(tableOf(text, says))
  const reader = given(readerOf(table.headers, options, says))
  const verdicts: Record<string, number> = {}
  const byRule: Record<string, number> = {}
  const missing: Record<string, number> = {}
  const months = new Map<string, number>()
  const malformed: Malformed[] = []
  const refused: AuditResult['refused'][number][] = []
  const lines = ['id,verdict,rule_set,failing,unknown,missing,malformed']
  const fines: number[] = []
  let undated = 0
  let malformedRows = 0
  for (const [index, row] of table.rows.entries()) {
    const facts: Record<string, unknown> = {}
    const broken: Malformed[] = []
    for (const { fact, column, textIn, read } of reader.columns) {
      const { value, problem } = read(row)
      if (problem !== undefined) broken.push({ row: index + 1, column, text: textIn(row), wanted: problem })
      else if (value !== undefined) facts[fact.name] = value
      if (column === 'fine' && typeof value === 'number' && value > 0) fines.push(value)
    }
    const decision = options.question === 'bind' ? decideBinding(facts, cn) : decideHandling(facts, cn)
    if (decision.verdict === 'invalid') {
      for (const { path } of decision.issues) {
        const found = reader.columns.find(({ fact }) => fact.name === path[0])
        if (found === undefined || broken.some(({ column }) => column === found.column)) continue
        broken.push({ row: index + 1, column: found.column, text: found.textIn(row), wanted: found.wanted })
      }
    }
    const place = ({ column }: Malformed) => reader.columns.findIndex((each) => each.column === column)
    broken.sort((a, b) => place(a) - place(b))
    const isBroken = broken.length > 0 || decision.verdict === 'invalid'
    if (isBroken) malformedRows++
    malformed.push(...broken)
    const verdict = isBroken ? 'invalid' : decision.verdict
    verdicts[verdict] = (verdicts[verdict] ?? 0) + 1
    const month = typeof facts.at === 'number' ? monthOf(facts.at) : undefined
    if (month === undefined) undated++
    else months.set(`${month} ${verdict}`, (months.get(`${month} ${verdict}`) ?? 0) + 1)
    const id = reader.idOf?.(row) ?? String(index + 1)
    if (broken.length > 0 || decision.verdict === 'invalid')
      lines.push([id, 'invalid', '', '', '', '', malformedText(broken)].map(quoted).join(','))
    else {
      const rulesThat = (outcome: string) =>
        decision.findings.filter((finding) => finding.outcome === outcome).map(({ rule }) => rule as string)
      const failing = rulesThat('fails')
      const lacking = missingOf(decision)
      for (const fact of lacking) missing[fact] = (missing[fact] ?? 0) + 1
      lines.push(
        [id, verdict, decision.ruleSet ?? '', failing.join(' '), rulesThat('unknown').join(' '), lacking.join(' '), '']
          .map(quoted)
          .join(','),
      )
      if (decision.verdict === 'refused') {
        for (const rule of failing) byRule[rule] = (byRule[rule] ?? 0) + 1
        if (refused.length < MOST_SHOWN)
          refused.push({
            row: index + 1,
            driver: textOfFact(facts.driver),
            vehicle: textOfFact(facts.vehicle),
            rules: failing,
          })
      }
    }
    if ((index + 1) % 2000 === 0) tell(index + 1)
  }
  // Half of the fines are at most this one.
  const middle = fines.sort((a, b) => a - b)[Math.ceil(fines.length / 2) - 1]
  return {
    question: options.question,
    rows: table.rows.length,
    verdicts,
    byRule,
    missing,
    byMonth: [...months]
      .map(([key, count]) => ({ month: key.slice(0, 7), verdict: key.slice(8), count }))
      .sort((a, b) => (a.month < b.month ? -1 : 1)),
    undated,
    understood: [
      ...reader.understood,
      ...(options.question === 'bind' && table.headers.includes(RELEASED)
        ? [{ header: RELEASED, column: RELEASED }]
        : []),
    ],
    ignored: reader.ignored.filter((header) => options.question !== 'bind' || header !== RELEASED),
    absent: reader.absent,
    malformed: shownFirst(malformed),
    malformedRows,
    notes: [...notes, ...(middle !== undefined && middle < LEAST_FINE ? [says.yuanForFen(middle)] : [])],
    refused,
    csv: `${lines.join('\n')}\n`,
    overTime: options.question === 'bind' ? openOverTime(table, reader.understood, options) : [],
  }
}

/** The cells that are shown, as the command line chooses them: of each column its different texts, before what stands again. `cells` are in the order of rows. */
function shownFirst(cells: readonly Malformed[]): readonly Malformed[] {
  const texts = new Set<string>()
  const ranked = cells.map((cell, place) => {
    const text = `${cell.column} ${cell.text}`
    const again = texts.has(text)
    texts.add(text)
    return { cell, place, again }
  })
  const counts = new Map<string, number>()
  const order = [...ranked.filter(({ again }) => !again), ...ranked.filter(({ again }) => again)].map((each) => {
    const nth = (counts.get(each.cell.column) ?? 0) + 1
    counts.set(each.cell.column, nth)
    return { ...each, nth }
  })
  return order
    .sort((a, b) => Number(a.again) - Number(b.again) || a.nth - b.nth || a.place - b.place)
    .slice(0, MOST_SHOWN)
    .sort((a, b) => a.place - b.place)
    .map(({ cell }) => cell)
}

/** What was read; what was not is thrown, as the message that it is. */
function given<T>(read: { readonly value?: T | undefined; readonly problem?: string | undefined }): T {
  if (read.problem !== undefined) throw new Error(read.problem)
  return read.value as T
}

function textOfFact(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

const DAY_OFFSET_MS = 8 * 3_600_000

/** The month of Beijing time, of an instant that can be one. */
function monthOf(at: number): string | undefined {
  const date = new Date(at + DAY_OFFSET_MS)
  return Number.isNaN(date.getTime()) || Math.abs(at) > LATEST ? undefined : date.toISOString().slice(0, 7)
}
/** Later instants are of no year that is read. */
const LATEST = Date.UTC(2200, 0, 1)

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text
}

/**
 * The open bindings of each driver and of each vehicle after each change, those with most first; needs the columns driver, vehicle, at
 * and released_at.
 */
function openOverTime(
  { headers, rows }: Table,
  understood: AuditResult['understood'],
  { isBeijing }: Options,
): AuditResult['overTime'] {
  const headerOf = (name: string) => understood.find(({ column }) => column === name)?.header ?? ''
  const [driverAt, vehicleAt, from, to] = [headerOf('driver'), headerOf('vehicle'), headerOf('at'), RELEASED].map(
    (header) => headers.indexOf(header),
  ) as [number, number, number, number]
  if (Math.min(driverAt, vehicleAt, from, to) < 0) return []
  const changes = new Map<string, { at: number; by: number }[]>()
  const add = (who: string, text: string, by: number) => {
    const at = momentOf(text.trim(), isBeijing)
    if (at === undefined) return
    const list = changes.get(who) ?? []
    list.push({ at, by })
    changes.set(who, list)
  }
  for (const row of rows) {
    for (const who of [`driver ${row[driverAt]}`, `vehicle ${row[vehicleAt]}`]) {
      add(who, row[from] ?? '', 1)
      add(who, row[to] ?? '', -1)
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
