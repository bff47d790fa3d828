import type { FactName } from '../../law/facts.ts'
import type { Question } from '../../law/question.ts'
import type { ActsBy } from './acts-by.ts'
import type { RowNote } from './checks.ts'
import type { ReadHeaders } from './headers.ts'
import type { MalformedCell } from './row-reader.ts'

/** The verdict on a row: that of its decision, or `invalid` where a cell cannot be read. */
export type RowVerdict = 'permitted' | 'refused' | 'undetermined' | 'invalid'

/** The decision on a row, in codes. */
export interface RowDecision {
  readonly verdict: RowVerdict
  /** The rule set that decided; `null` where none did. */
  readonly ruleSet: string | null
  readonly failing: readonly string[]
  /** Rules that lack a fact. */
  readonly unknown: readonly string[]
  readonly missing: readonly FactName[]
  /** Whether sources show the rule set in force on the day of the row; `null` where one of both is not known. */
  readonly attested: boolean | null
  /** Of the failing and the unknown rules those that rest on an inference, and on no source (grade I). */
  readonly inferred: readonly string[]
}

/** A row as it was judged. */
export interface JudgedRow extends RowDecision {
  /** Its number: the first behind the header is 1. */
  readonly row: number
  /** The failing and the unknown rules in words; empty without a language. */
  readonly reasons: readonly string[]
  readonly malformed: readonly MalformedCell[]
  /** The same row under the other rules, and which rules refuse it under one of both alone. */
  readonly against?: RowDecision & {
    readonly reasons: readonly string[]
    readonly onlyRules: readonly string[]
    readonly onlyAgainst: readonly string[]
  }
}

/** Malformed cells of one column. */
export interface MalformedColumn {
  readonly column: string
  readonly header: string
  readonly cells: number
  /** The first of different texts. */
  readonly examples: readonly (MalformedCell & { readonly row: number })[]
}

/** The counts over all rows. */
export interface RowsSummary {
  readonly question: Question
  readonly rows: number
  readonly verdicts: Readonly<Record<RowVerdict, number>>
  /** How many rows each rule refuses, those with most first. */
  readonly byRule: Readonly<Record<string, number>>
  /** How many rows lack each fact that their rules ask for, those with most first. */
  readonly missing: Readonly<Record<string, number>>
  /** By month of China's time, `2025-03`, in order; rows without a time that can be read are in none. */
  readonly byMonth: readonly {
    readonly month: string
    readonly verdicts: Readonly<Record<RowVerdict, number>>
    readonly byRule: Readonly<Record<string, number>>
  }[]
  readonly undated: number
  /** By licence and by vehicle, as far as columns name them and no more than 250,000 do. */
  readonly acts: readonly ActsBy[]
  readonly malformed: readonly MalformedColumn[]
  /** Rows of more or fewer cells than the header, which are invalid: how many, and the first of them. */
  readonly uneven: {
    readonly rows: number
    readonly examples: readonly { readonly row: number; readonly cells: number; readonly headers: number }[]
  }
  /** How many times without an offset were read as Beijing's, by header. */
  readonly localTimes: Readonly<Record<string, number>>
  /** The fines of rows that are not invalid: in which unit they were read, and from which to which amount, in fen. */
  readonly fines?: {
    readonly header: string
    readonly unit: 'fen' | 'yuan'
    readonly from: number
    readonly to: number
  }
  readonly notes: readonly RowNote[]
  /** How many rows have which pair of verdicts under both rules, `refused → permitted`, and which rules refuse how many rows under one of both alone. */
  readonly against?: {
    readonly verdicts: Readonly<Record<string, number>>
    readonly onlyRules: Readonly<Record<string, number>>
    readonly onlyAgainst: Readonly<Record<string, number>>
  }
}

type Counts = Record<string, number>
const noVerdicts = (): Record<RowVerdict, number> => ({ permitted: 0, refused: 0, undetermined: 0, invalid: 0 })

/** Sums up rows as they are judged. */
export function summing({ columns }: ReadHeaders) {
  const [byRule, missing]: [Counts, Counts] = [counts(), counts()]
  const verdicts = noVerdicts()
  const months = new Map<string, { verdicts: Record<RowVerdict, number>; byRule: Counts }>()
  const malformed = new Map<string, { cells: number; examples: MalformedColumn['examples'][number][] }>()
  const compared = { verdicts: counts(), onlyRules: counts(), onlyAgainst: counts() }
  const fine = columns.find(({ unit }) => unit !== undefined)
  const fines = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY }
  const uneven = { rows: 0, examples: [] as RowsSummary['uneven']['examples'][number][] }
  let [rows, undated] = [0, 0]

  const takeMalformed = (row: number, cell: MalformedCell) => {
    const found = malformed.get(cell.column) ?? { cells: 0, examples: [] }
    malformed.set(cell.column, found)
    found.cells++
    if (found.examples.length < MOST_EXAMPLES && found.examples.every((each) => each.cell !== cell.cell))
      found.examples.push({ row, ...cell })
  }
  return {
    takeUneven(row: RowsSummary['uneven']['examples'][number]) {
      uneven.rows++
      if (uneven.examples.length < MOST_EXAMPLES) uneven.examples.push(row)
    },
    take(judged: JudgedRow, facts: Readonly<Record<string, unknown>>) {
      rows++
      verdicts[judged.verdict]++
      for (const rule of judged.failing) add(byRule, rule)
      for (const fact of judged.missing) add(missing, fact)
      for (const cell of judged.malformed) takeMalformed(judged.row, cell)
      const { fine: amount } = facts
      if (typeof amount === 'number' && judged.verdict !== 'invalid') {
        if (amount < fines.from) fines.from = amount
        if (amount > fines.to) fines.to = amount
      }
      const month = judged.malformed.some(({ column }) => column === 'at') ? undefined : dayOf(facts.at)?.slice(0, 7)
      if (month === undefined) undated++
      else {
        const found = months.get(month) ?? { verdicts: noVerdicts(), byRule: counts() }
        months.set(month, found)
        found.verdicts[judged.verdict]++
        for (const rule of judged.failing) add(found.byRule, rule)
      }
      if (judged.against === undefined) return
      add(compared.verdicts, `${judged.verdict} → ${judged.against.verdict}`)
      for (const rule of judged.against.onlyRules) add(compared.onlyRules, rule)
      for (const rule of judged.against.onlyAgainst) add(compared.onlyAgainst, rule)
    },
    made(localTimes: ReadonlyMap<string, number>) {
      return {
        rows,
        verdicts,
        byRule: ordered(byRule),
        missing: ordered(missing),
        byMonth: [...months]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([month, sums]) => ({ month, ...sums, byRule: ordered(sums.byRule) })),
        undated,
        malformed: columns.flatMap(({ column, header }) => {
          const found = malformed.get(column)
          return found === undefined ? [] : [{ column, header, ...found }]
        }),
        uneven,
        localTimes: Object.fromEntries(localTimes),
        ...(fine?.unit !== undefined && fines.to >= 0 && { fines: { header: fine.header, unit: fine.unit, ...fines } }),
        ...(Object.keys(compared.verdicts).length > 0 && {
          against: {
            verdicts: ordered(compared.verdicts),
            onlyRules: ordered(compared.onlyRules),
            onlyAgainst: ordered(compared.onlyAgainst),
          },
        }),
      }
    },
  }
}
/** Malformed cells of a column that are shown one by one. */
const MOST_EXAMPLES = 5

function counts(): Counts {
  return Object.create(null) as Counts
}

function add(sums: Counts, key: string): void {
  sums[key] = (sums[key] ?? 0) + 1
}

function ordered(sums: Counts): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(sums).sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1)))
}

const OFFSET_MS = 8 * 3_600_000

/** The day of China's time of an instant that was read. */
export function dayOf(at: unknown): string | undefined {
  if (at === undefined) return undefined
  if (typeof at === 'string' && at.endsWith('+08:00')) return at.slice(0, 10)
  return new Date(new Date(at as string | number).getTime() + OFFSET_MS).toISOString().slice(0, 10)
}
