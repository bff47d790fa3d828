import { auditRows } from '../../../src/analysis/rows/audit-rows.ts'
import { momentOf } from '../../../src/analysis/rows/cells.ts'
import { questionIn, type ReadHeaders, readHeaders } from '../../../src/analysis/rows/headers.ts'
import type { MalformedCell } from '../../../src/analysis/rows/row-reader.ts'
import type { RowDecision, RowsSummary, RowVerdict } from '../../../src/analysis/rows/summary.ts'
import { csvRows, type RowWords } from '../../../src/cli/output.ts'
import { FAULTS, headerFault, noteText } from '../../../src/cli/words.ts'
import { en, explainIssue, wordNames, zhCN } from '../../../src/explain/index.ts'
import type { FactName } from '../../../src/law/facts.ts'
import { cn, cn2024, reform, SHIPPED_SETS } from '../../../src/law/index.ts'
import { type Changes, reforming } from '../../demo/reforming.mjs'
import type { QuestionName } from './facts.ts'
import type { Language } from './place.ts'
import { tableIn } from './reading.ts'
import { REFORM } from './reform.ts'
import { MOST_DRAWN, RELEASED, releasedIn } from './released.ts'
import { SAYS, type Says } from './says.ts'

/** What is asked of the rows of a file, or that its columns tell it. */
export type AskedQuestion = QuestionName | 'file'

/** A file, and how it is judged. */
export interface AuditInput {
  readonly file: Blob
  readonly name: string
  readonly question: AskedQuestion
  readonly language: Language
  /** The ids of the law that judges, and of another one beside it; `''` for none. */
  readonly rules: string
  readonly against: string
  /** What the reader's reform changes, where one of them is it. */
  readonly reform?: Changes
  /** What the columns of the result are called, and the codes in them; without words it has codes. */
  readonly words?: RowWords
}

export interface AuditResult
  extends Pick<RowsSummary, 'rows' | 'verdicts' | 'byRule' | 'missing' | 'undated' | 'acts'> {
  readonly question: QuestionName
  /** The columns do not tell it. */
  readonly isGuessed: boolean
  /** The rule sets that judged rows, of either law. */
  readonly ruleSets: readonly string[]
  /** The first rows that lack a fact. */
  readonly firstMissing: Readonly<Record<string, readonly number[]>>
  readonly byMonth: readonly { readonly month: string; readonly verdict: string; readonly count: number }[]
  readonly understood: readonly { readonly header: string; readonly column: string }[]
  readonly ignored: readonly string[]
  /** Facts of the question that no column holds. */
  readonly absent: readonly string[]
  /** The first of different cells of each column that cannot be read, and how many rows have one. */
  readonly malformed: readonly {
    readonly row: number
    readonly column: string
    readonly text: string
    /** What is wrong with it. */
    readonly wrong: string
  }[]
  readonly malformedRows: number
  /** What is to be known of how the file was read, and what is most likely meant otherwise. */
  readonly notes: readonly string[]
  readonly refused: readonly {
    readonly row: number
    readonly id: string
    readonly driver: string
    readonly vehicle: string
    readonly failing: readonly string[]
    readonly reasons: readonly string[]
  }[]
  /** The first rows that the two laws decide differently, and which rules refuse under one of them alone. */
  readonly differing: readonly {
    readonly row: number
    readonly id: string
    readonly verdict: RowVerdict
    readonly against: RowVerdict
    readonly onlyRules: readonly string[]
    readonly onlyAgainst: readonly string[]
  }[]
  /** How many rows have which verdict under the one law and which under the other. */
  readonly pairs: readonly { readonly verdict: RowVerdict; readonly against: RowVerdict; readonly count: number }[]
  readonly isCompared: boolean
  /** What the file calls the column of its own numbers, if it has one. */
  readonly idHeader: string | undefined
  /** Of the file, as `sha256sum` writes it; none where the browser has no such function, as on a page without https. */
  readonly sha256: string | undefined
  /** Each row and what came of it, as the command line writes it with `--format csv`, in words. */
  readonly csv: Blob
  /** When a driver or a vehicle had how many open bindings, from rows that say when one ended; those with most first. */
  readonly overTime: readonly {
    readonly kind: 'driver' | 'vehicle'
    readonly id: string
    readonly peak: number
    readonly steps: readonly { readonly at: number; readonly open: number }[]
  }[]
}

const MOST_SHOWN = 20
/** Rows that are named of those that lack a fact, and words that are told of those that a cell may say. */
const MOST_NAMED = 5
const LOCALES = { en, zh: zhCN } as const

const LAWS = new Map(Object.entries(DEMERIT_LAWS))
/** A law by its id, of the copy of the library that judges the rows. */
const lawOf = (id: string, changes: Changes = {}) =>
  id === REFORM ? reform(cn2024, reforming(changes)) : (SHIPPED_SETS.find((set) => set.id === id) ?? cn)

/** What rows say of the law behind them, of the reader's reform too: as the command line says of reform.json. */
async function lawsWith({ rules, against, reform: changes }: AuditInput): Promise<typeof LAWS> {
  if (rules !== REFORM && against !== REFORM) return LAWS
  const set = lawOf(REFORM, changes)
  const digest = await checksumOf(new Blob([JSON.stringify(set)]))
  return new Map([...LAWS, [set.id, `${DEMERIT_LAW.split(' ', 2).join(' ')} ${digest?.slice(0, 12) ?? ''}`.trim()]])
}

/** The question that columns are of; where they are of both or of neither, that of handling if a fine or points are among them. */
function questionOf(headers: readonly string[]): QuestionName {
  const one = questionIn(headers)
  if (one !== undefined) return one
  const read = readHeaders(headers, 'handle')
  const hasPoints = 'columns' in read && read.columns.some(({ column }) => column === 'fine' || column === 'points')
  return hasPoints ? 'handle' : 'bind'
}

/** How far a file is judged. */
export interface AuditProgress {
  readonly rows: number
  /** How much of the file was read, from 0 to 1. */
  readonly share: number
}

/** Judges a file piece by piece, so that it may have millions of rows; `tell` is told how far it is. */
export async function audited(
  input: AuditInput,
  tell: (progress: AuditProgress) => void = () => {},
): Promise<AuditResult> {
  const { file, name, question: asked, language, rules: lawId, against, reform: changes, words } = input
  const says = SAYS[language]
  const locale = LOCALES[language]
  const table = await tableIn(file, name, says)
  const question = asked === 'file' ? questionOf(table.headers) : asked
  const audit = auditRows(table.headers, {
    question,
    rules: lawOf(lawId, changes),
    ...(against === '' ? {} : { against: lawOf(against, changes) }),
    locale,
  })
  if (!audit.ok) {
    const more = audit.problem.code === 'no-fact' ? says.readBelow : ''
    throw new Error(`${says.fault(headerFault(audit.problem, language))}${more}`)
  }
  const laws = await lawsWith(input)
  const format = csvRows(table.headers, { laws, others: against === '' ? undefined : laws }, false, words)
  const refused: AuditResult['refused'][number][] = []
  const differing: AuditResult['differing'][number][] = []
  const cellIn = (cells: readonly string[], name: string) =>
    cells[audit.columns.find(({ column }) => column === name)?.index ?? -1]?.trim() ?? ''
  const released = question === 'bind' ? releasedIn(table.headers) : -1
  const open = released < 0 ? undefined : openBindings(released, audit)
  const written: Blob[] = [new Blob(['\ufeff', format.head])]
  const ruleSets = new Set<string>()
  const firstMissing: Record<string, number[]> = {}
  let rows = 0
  for await (const batch of table.batches) {
    let text = ''
    for (const cells of batch.rows) {
      const judged = audit.judge(cells)
      const { row, verdict, failing, malformed, against: other } = judged
      const reasons = verdict === 'invalid' ? malformed.map((cell) => wrongIn(cell, language)) : judged.reasons
      for (const set of [judged.ruleSet, other?.ruleSet]) if (typeof set === 'string') ruleSets.add(set)
      for (const fact of judged.missing) {
        firstMissing[fact] ??= []
        if (firstMissing[fact].length < MOST_NAMED) firstMissing[fact].push(row)
      }
      const id = cells[audit.id?.index ?? -1]?.trim() ?? ''
      rows = row
      text += format.line(cells, words === undefined ? judged : { ...judged, reasons })
      open?.take(cells)
      if (verdict === 'refused' && refused.length < MOST_SHOWN)
        refused.push({
          ...{ row, id, failing },
          reasons: [...reasons, ...certaintyIn(judged, locale, says)],
          ...{ driver: cellIn(cells, 'driver'), vehicle: cellIn(cells, 'vehicle') },
        })
      if (other && other.verdict !== verdict && differing.length < MOST_SHOWN)
        differing.push({
          ...{ row, id, verdict, against: other.verdict },
          ...{ onlyRules: other.onlyRules, onlyAgainst: other.onlyAgainst },
        })
      if (row % 2000 === 0) tell({ rows, share: batch.done })
    }
    if (text !== '') written.push(new Blob([text]))
    tell({ rows, share: batch.done })
  }
  const summary = audit.summary()
  const { verdicts, byRule, missing, undated, malformed, uneven, notes, localTimes } = summary
  const local = Object.entries(localTimes).map(([header, count]) => `${header.trim()} (${count})`)
  return {
    question,
    isGuessed: asked === 'file' && questionIn(table.headers) === undefined,
    ruleSets: [...ruleSets],
    firstMissing,
    rows,
    verdicts,
    byRule,
    missing,
    undated,
    byMonth: summary.byMonth.flatMap((each) =>
      Object.entries(each.verdicts).flatMap(([verdict, count]) =>
        count === 0 ? [] : [{ month: each.month, verdict, count }],
      ),
    ),
    acts: summary.acts,
    understood: [
      ...[...(audit.id ? [{ ...audit.id, column: 'id' }] : []), ...audit.columns].map(({ header, column }) => ({
        header,
        column,
      })),
      ...(open === undefined ? [] : [{ header: table.headers[released] as string, column: RELEASED[0] }]),
    ],
    ignored: audit.ignored.filter((header) => open === undefined || header !== table.headers[released]),
    absent: audit.absent,
    malformed: [
      ...malformed.flatMap(({ column, examples }) =>
        examples.map((cell) => ({ row: cell.row, column, text: cell.cell, wrong: wrongIn(cell, language) })),
      ),
      ...uneven.examples.map(({ row, cells, headers }) => ({
        row,
        column: '',
        text: '',
        wrong: FAULTS['uneven-row'][language](cells, headers),
      })),
    ],
    malformedRows: verdicts.invalid,
    notes: [
      ...table.notes,
      ...(local.length > 0 ? [says.localTimes(local)] : []),
      ...(summary.fines?.unit === 'yuan' ? [says.inYuan(summary.fines.header.trim())] : []),
      ...notes.map((note) => says.fault(noteText(note, language))),
    ],
    refused,
    differing,
    pairs: Object.entries(summary.against?.verdicts ?? {}).map(([pair, count]) => {
      const [verdict, other] = pair.split(' → ') as [RowVerdict, RowVerdict]
      return { verdict, against: other, count }
    }),
    isCompared: against !== '',
    idHeader: audit.id?.header,
    sha256: await checksumOf(file),
    csv: new Blob(written, { type: 'text/csv' }),
    overTime: open?.made() ?? [],
  }
}

async function checksumOf(file: Blob): Promise<string | undefined> {
  if (crypto.subtle === undefined) return undefined
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Of a long list, a word that is met often. */
const USUAL: Readonly<Record<string, string>> = { plateType: '02', licenceClasses: 'C1' }

/** What is wrong with a cell: of one that says a word of a list, or yes or no, what it may say. */
function wrongIn({ issue }: MalformedCell, language: Language): string {
  const [locale, says] = [LOCALES[language], SAYS[language]]
  const { code, path, wanted } = issue
  const fact = String(path[0]) as FactName
  const isFlag = wanted.kind === 'flag'
  if (code === 'contradicted' || !Object.hasOwn(locale.names.facts, fact) || !(isFlag || 'of' in wanted))
    return explainIssue(issue, locale)
  const isChinese = language === 'zh'
  if (isFlag) return says.noWordOf(locale.names.facts[fact], isChinese ? ['是', '否'] : ['true', 'false'], true)
  const names = wordNames(locale)[fact] ?? {}
  const isWhole = wanted.of.length <= MOST_NAMED
  const first = USUAL[fact] ?? wanted.of[0] ?? ''
  const isList = wanted.kind !== 'word' || path.length > 1
  return says.noWordOf(
    locale.names.facts[fact],
    [
      ...(isList ? [isChinese ? '无' : 'none'] : []),
      ...(isWhole ? wanted.of : [first]).map((word) => says.wordFor(word, names[word] ?? word)),
    ],
    isWhole,
  )
}

/** What is told behind the reasons of a refusal: which of its rules rest on an inference. */
function certaintyIn({ failing, inferred }: RowDecision, { names }: typeof en, says: Says): readonly string[] {
  const rules = failing.filter((rule) => inferred.includes(rule))
  return rules.length === 0 ? [] : [says.inferred(rules.map((rule) => names.rules[rule as 'driver-cap']))]
}

/**
 * The open bindings of each driver and of each vehicle after each change, those with most first; needs the columns driver, vehicle and at
 * beside the one, at `to`, that ends a binding.
 */
function openBindings(to: number, { columns }: ReadHeaders) {
  const placeOf = (name: string) => columns.find(({ column }) => column === name)?.index ?? -1
  const [driverAt, vehicleAt, from] = [placeOf('driver'), placeOf('vehicle'), placeOf('at')] as const
  const isWhole = Math.min(driverAt, vehicleAt, from) >= 0
  const changes = new Map<string, { at: number; by: number }[]>()
  const add = (who: string, text: string, by: number) => {
    const at = new Date(momentOf(text.trim()) ?? Number.NaN).getTime()
    if (Number.isNaN(at)) return
    const list = changes.get(who) ?? []
    list.push({ at, by })
    changes.set(who, list)
  }
  return {
    take(row: readonly string[]) {
      if (!isWhole) return
      for (const who of [`driver ${row[driverAt]}`, `vehicle ${row[vehicleAt]}`]) {
        add(who, row[from] ?? '', 1)
        add(who, row[to] ?? '', -1)
      }
    },
    made: (): AuditResult['overTime'] =>
      [...changes]
        .map(([who, list]) => drawnOf(who, list))
        .sort((a, b) => b.peak - a.peak || b.steps.length - a.steps.length)
        .slice(0, MOST_DRAWN),
  }
}

/** What one driver or vehicle had open after each change. */
function drawnOf(who: string, list: { at: number; by: number }[]): AuditResult['overTime'][number] {
  let open = 0
  let peak = 0
  const steps = list
    .sort((a, b) => a.at - b.at || a.by - b.by)
    .map(({ at, by }) => {
      open += by
      peak = Math.max(peak, open)
      return { at, open }
    })
  const kind = who.startsWith('driver ') ? 'driver' : 'vehicle'
  return { kind, id: who.slice(who.indexOf(' ') + 1), peak, steps }
}
