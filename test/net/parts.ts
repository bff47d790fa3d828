/** The parts of the net: what each asks, row by row, and which function of `answers.ts` answers. */
import { createHash } from 'node:crypto'
import { type FactsRow, factsRows } from './facts.ts'
import { historyRows } from './histories.ts'
import { type Tables, tablesOf } from './tables.ts'
import { formRows } from './typed.ts'

export type Answers = typeof import('./answers.ts')
/** What answers: the sources as they are, or the library as it was. */
export interface Part {
  readonly rows: readonly unknown[]
  readonly answer: (by: Answers) => (row: never, index: number) => unknown
}

const facts = factsRows(20_000, 26)
const histories = historyRows(500, 2026)
const forms = formRows(1_800, 12_123)

export const PARTS = {
  decisions: { rows: facts, answer: (by) => by.decisionAnswer },
  histories: { rows: histories, answer: (by) => by.historyAnswer },
  forms: { rows: forms, answer: (by) => by.formAnswer },
  'problems of decisions': { rows: facts.slice(0, 1_500), answer: (by) => by.problemOfFacts },
  'problems of outcomes': { rows: histories.slice(0, 60), answer: (by) => by.problemsOfHistory },
  'problems of forms': { rows: forms.slice(0, 400), answer: (by) => by.problemsOfForm },
} satisfies Readonly<Record<string, Part>>

/** What the databases are asked. */
export const SQL_ROWS: readonly FactsRow[] = factsRows(900, 163).filter(({ kind }) => kind !== 'malformed')
export const SQL_TABLES: Tables = tablesOf(220, 1_312)

/** JSON whose keys are in order: in which order a library makes them is no answer. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(
          Object.keys(each)
            .sort()
            .map((key) => [key, each[key]]),
        )
      : each,
  )
}

/** Bytes of a digest that are kept of each row. */
export const KEPT_BYTES = 4
export function digestOf(answer: unknown): Buffer {
  return createHash('sha256').update(canonical(answer)).digest().subarray(0, KEPT_BYTES)
}
