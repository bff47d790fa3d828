import type { JudgedRow, MalformedCell } from '../analysis/index.ts'
import { shorten } from '../input/issue.ts'
import { visible, visibleJson } from '../input/text.ts'
import { FAULTS, type WordsLanguage } from './words.ts'

/** How rows are written. */
export interface RowFormat {
  readonly head: string
  readonly line: (cells: readonly string[], judged: JudgedRow) => string
}

/** The columns behind the cells of a row, and those of a comparison. */
const OWN = [
  ...(['verdict', 'rule_set', 'law', 'attested', 'reasons', 'failing', 'unknown', 'inferred'] as const),
  ...(['missing', 'malformed'] as const),
] as const
const COMPARED = [
  ...(['against_verdict', 'against_rule_set', 'against_law', 'against_attested', 'against_reasons'] as const),
  ...(['against_inferred', 'failing_only_rules', 'failing_only_against'] as const),
] as const

/** What a language calls these columns, and the codes in them; a code without a name stands as it is. */
export interface RowWords extends Readonly<Record<Coded, Readonly<Record<string, string>>>> {
  readonly language: WordsLanguage
  readonly columns: Readonly<Record<(typeof OWN | typeof COMPARED)[number], string>>
  /** What stands between two names. */
  readonly comma: string
}
type Coded = 'verdicts' | 'ruleSets' | 'flags' | 'rules' | 'facts'

/** What a result says of the law of each rule set, by its id, and the same of the rules that it is compared with. */
export interface Laws {
  readonly laws: ReadonlyMap<string, string>
  readonly others: ReadonlyMap<string, string> | undefined
}

/** Rows as CSV: each as it came, and behind it what came of it, in words or in codes. */
export function csvRows(
  headers: readonly string[],
  { laws, others }: Laws,
  isRaw: boolean,
  words?: RowWords,
): RowFormat {
  const names = [...OWN, ...(others === undefined ? [] : COMPARED)].map((column) => words?.columns[column] ?? column)
  const isTaken = headers.some((header) => names.includes(header.trim()))
  const line = csvLine(isRaw)
  const named = (what: Coded, code: string): string =>
    words !== undefined && Object.hasOwn(words[what], code) ? (words[what][code] as string) : code
  const list = (what: Coded, codes: readonly string[]) =>
    codes.map((code) => named(what, code)).join(words?.comma ?? ' ')
  const uneven = (found: number) =>
    words === undefined ? `${found} cells` : FAULTS['uneven-row'][words.language](found, headers.length)
  return {
    head: line([...headers, ...names.map((name) => (isTaken ? `demerit_${name}` : name))]),
    line(cells, { verdict, ruleSet, attested, reasons, failing, unknown, inferred, missing, malformed, against }) {
      const isWhole = cells.length === headers.length
      return line([
        ...(isWhole ? cells : headers.map((_, index) => cells[index] ?? '')),
        named('verdicts', verdict),
        named('ruleSets', ruleSet ?? ''),
        laws.get(ruleSet ?? '') ?? '',
        named('flags', String(attested ?? '')),
        reasons.join(' '),
        list('rules', failing),
        list('rules', unknown),
        list('rules', inferred),
        list('facts', missing),
        isWhole ? malformed.map(cellText).join('; ') : uneven(cells.length),
        ...(against === undefined
          ? []
          : [
              named('verdicts', against.verdict),
              named('ruleSets', against.ruleSet ?? ''),
              others?.get(against.ruleSet ?? '') ?? '',
              named('flags', String(against.attested ?? '')),
              against.reasons.join(' '),
              list('rules', against.inferred),
              list('rules', against.onlyRules),
              list('rules', against.onlyAgainst),
            ]),
      ])
    },
  }
}

/** Rows as JSON, an object a line. */
export function jsonRows(headers: readonly string[], { laws, others }: Laws): RowFormat {
  const named = <D extends { readonly ruleSet?: string | null }>(decision: D, of: Laws['others']) => ({
    ...decision,
    law: of?.get(decision.ruleSet ?? '') ?? null,
  })
  return {
    head: '',
    line(cells, { malformed, against, ...judged }) {
      const own = Object.fromEntries(cells.map((cell, index) => [headers[index] ?? String(index + 1), cell]))
      const compared = against === undefined ? {} : { against: named(against, others) }
      const row = { cells: own, ...named(judged, laws), malformed: malformed.map(cellJson), ...compared }
      return `${visibleJson(JSON.stringify(row))}\n`
    },
  }
}

/** A malformed cell as JSON. */
export function cellJson({ column, header, cell, issue: { code, expected } }: MalformedCell): object {
  return { code, column, header, cell, wanted: expected }
}

function cellText({ header, cell }: MalformedCell): string {
  return `${header}: ${shorten(cell)}`
}

/** Writes lines of CSV; unless they are raw, spreadsheets show their cells as they are. */
export function csvLine(isRaw: boolean): (cells: readonly (string | number)[]) => string {
  const written = isRaw ? quoted : (cell: string) => (PLAIN.test(cell) ? cell : quoted(shownCell(cell)))
  return (cells) => `${cells.map((cell) => written(String(cell))).join(',')}\n`
}

function quoted(text: string): string {
  return /[",\r\n\t]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text
}

/** Cells of which most are: a spreadsheet shows them as they are, and nothing in them parts cells. */
const PLAIN = /^(?![=+\-@]|0\d|\d{16}|\d+(?:\.\d+)?e)[\x20-\x21\x23-\x2b\x2d-\x7e\u3001-\u303f\u4e00-\u9fff]*$/i
/** A number that a spreadsheet would round, or whose zeros it would drop. */
const CHANGED = /^[+-]?(?:\d[\d.]{15,}|0\d+|\d+(?:\.\d+)?e[+-]?\d+)$/i
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/

/** A cell that a spreadsheet neither computes nor changes, and all of whose characters show. */
function shownCell(cell: string): string {
  const trimmed = cell.trim()
  if (CHANGED.test(trimmed)) return `\t${trimmed}`
  const text = visible(trimmed)
  return /^[=+\-@＝＋－＠]/.test(text) && !NUMBER.test(text) ? `'${text}` : text
}

/** A table of text for a terminal: the first column on the left, numbers on the right. */
export function textTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [head, ...rows.map((row) => row.map(String))]
  const widths = head.map((_, column) => Math.max(...lines.map((line) => widthOf(line[column] ?? ''))))
  const isNumber = head.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'))
  const written = lines.map((line) =>
    line
      .map((cell, column) => {
        const space = ' '.repeat((widths[column] as number) - widthOf(cell))
        return isNumber[column] ? space + cell : cell + space
      })
      .join('  ')
      .trimEnd(),
  )
  written.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '))
  return `${written.join('\n')}\n`
}

/** Chinese characters are as wide as two others. */
function widthOf(text: string): number {
  return [...text].reduce(
    (width, character) =>
      width +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(character)
        ? 2
        : 1),
    0,
  )
}
