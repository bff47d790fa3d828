import { decideBinding, decideHandling } from '../decision/decide.ts'
import { en, explain, explainIssue, headline, zhCN } from '../explain/index.ts'
import { shorten } from '../input/issue.ts'
import { onOneLine } from '../input/text.ts'
import type { Fact } from '../law/facts.ts'
import type { Question } from '../law/index.ts'
import { columnName, factsOfQuestion, hasKnownColumn, knownName } from '../sql/columns.ts'
import { type Arguments, chosen } from './arguments.ts'
import {
  columnsIn,
  FINE_YUAN,
  inFenText,
  LEAST_FINE,
  labelOf,
  notReadText,
  problemText,
  wantedOf,
} from './cell-text.ts'
import { cellReader } from './cell-values.ts'
import { NONE } from './chinese.ts'
import { COMMANDS } from './commands.ts'
import { type Host, UsageError } from './host.ts'
import { rulesOf } from './rules.ts'

const LOCALES = { 'zh-CN': zhCN, en } as const
const { options } = COMMANDS.explain

/** `demerit explain FILE`: judges the facts of a JSON file and says why, a line for the verdict and one for each reason. */
export async function explainFile(given: Arguments, host: Host): Promise<number> {
  const [path, ...others] = given.words
  if (path === undefined || others.length > 0) throw new UsageError('explain wants one file of facts, as JSON')
  const question = chosen(given, 'question', options.question)
  const locale = LOCALES[chosen(given, 'locale', options.locale)]
  const isBeijing = chosen(given, 'times', options.times) === 'beijing'
  const rules = rulesOf(given)
  const { facts, labels, malformed } = factsOf(path, await rowIn(path, host), { question, isBeijing }, host)
  const answer = question === 'bind' ? decideBinding(facts, rules) : decideHandling(facts, rules)
  for (const each of malformed) host.err(`${path}: ${each}\n`)
  if (answer.verdict === 'invalid') {
    for (const issue of answer.issues) {
      const [name = ''] = issue.path
      host.err(
        `${path}: ${onOneLine(labels.get(String(name)) ?? String(name)) || '.'}: ${explainIssue(issue, locale)}\n`,
      )
    }
  }
  if (answer.verdict === 'invalid' || malformed.length > 0) return 1
  await host.out(`${[headline(answer, locale), ...explain(answer, locale)].join('\n')}\n`)
  return 0
}

/** The row of the file: an object, or a list of one object as databases write it. */
async function rowIn(path: string, host: Host): Promise<object> {
  let text: string
  try {
    text = await host.readText(path)
  } catch (error) {
    throw new UsageError(`${path}: ${onOneLine((error as Error).message)}`)
  }
  let read: unknown
  try {
    read = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    throw new UsageError(
      `${path}: ${onOneLine((error as Error).message)}; explain reads the facts of one row as JSON, audit reads CSV`,
    )
  }
  if (Array.isArray(read) && read.length > 1)
    throw new UsageError(`${path}: holds ${read.length} rows; explain reads one, audit reads files of many`)
  const row: unknown = Array.isArray(read) ? read[0] : read
  if (typeof row === 'object' && row !== null && !Array.isArray(row)) return row
  throw new UsageError(`${path}: is not a JSON object of facts`)
}

interface Facts {
  readonly facts: object
  /** What a fact is called in the file. */
  readonly labels: ReadonlyMap<string, string>
  /** What is said of each cell that cannot be read. */
  readonly malformed: readonly string[]
}

/** The facts of a row, its names and its cells read as those of a file are. */
function factsOf(
  path: string,
  row: object,
  { question, isBeijing }: { readonly question: Question; readonly isBeijing: boolean },
  host: Host,
): Facts {
  const entries = Object.entries(row)
  const { taken, others, problem } = columnsIn(
    entries.map(([key]) => key),
    question,
  )
  if (problem !== undefined) throw new UsageError(`${path}: ${problemText(problem, question)}`)
  if (others.length > 0) host.err(`demerit: ${notReadText(others)}\n`)
  const facts: Record<string, unknown> = {}
  const labels = new Map<string, string>()
  const malformed: string[] = []
  for (const fact of factsOfQuestion(question)) {
    const inYuan = fact.name === 'fine' && taken.has(FINE_YUAN)
    const column = inYuan ? FINE_YUAN : columnName(fact.name)
    const index = taken.get(column)
    if (index === undefined) continue
    const [key, value] = entries[index] as [string, unknown]
    const knownAt = hasKnownColumn(fact) ? taken.get(knownName(fact.name)) : undefined
    const known = knownAt === undefined ? undefined : cellText(entries[knownAt]?.[1])
    // In the library's own words null is a value; in a row of a database it is an empty cell.
    const isNull = value === null && key === fact.name && fact.orNull === true && known === undefined
    const text = isNull ? NONE : cellText(value)
    const label = key === fact.name ? key : labelOf(column, key)
    labels.set(fact.name, label)
    const read = text === undefined ? undefined : cellReader(fact, { question, inYuan, isBeijing })(text, known)
    if (read === undefined) {
      const wanted = wantedOf(fact, { question, inYuan, isBeijing })
      malformed.push(`column ${label}: ${shorten(text ?? value)}; wanted ${wanted}`)
    } else if (read.value !== undefined) {
      facts[fact.name] = read.value
      const note = noteOf(fact, read.value)
      if (note !== undefined) host.err(`${path}: column ${label}: ${note}\n`)
    }
  }
  return { facts, labels, malformed }
}

/** What is read without being malformed, and is most likely meant otherwise, as `audit` tells it. */
function noteOf({ kind }: Fact, value: unknown): string | undefined {
  return kind === 'fen' && typeof value === 'number' && value > 0 && value < LEAST_FINE
    ? `fines are in fen, and this one is ${inFenText(value)}`
    : undefined
}

/** A value of JSON as the text of a cell; `undefined` where no cell says it. */
function cellText(value: unknown): string | undefined {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (!Array.isArray(value) || !value.every((each) => typeof each === 'string')) return undefined
  return `[${value.join(' ')}]`
}
