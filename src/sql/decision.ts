import { mistaken, recordArgument } from '../input/assert.ts'
import { ownOptions } from '../input/options.ts'
import { columnName } from '../law/fact-columns.ts'
import { type FactName, REQUIRED_FACTS } from '../law/facts.ts'
import { QUESTIONS, type Question } from '../law/question.ts'
import type { Rules } from '../law/rule-sets/rule-book.ts'
import type { LegalDay } from '../values/instant.ts'
import { type Columns, invalidRow, keptArgument, placesOf } from './columns.ts'
import { comment, type Dialect, type Grammar, grammarOf, wrapped } from './dialects.ts'
import { type Places, placeOf } from './expression.ts'
import { aboutOf, clausesOf, type Law, lawless, lawsComment, lawsOf, startOfDaySql } from './laws.ts'
import { notIn, STATUS, STATUSES, statusSql } from './status.ts'
import { relationSql, type TableRef } from './table-ref.ts'

/** The columns that a decision adds to those it keeps. */
const RESULTS = ['verdict', 'rule_set', 'failing', 'unknown', 'missing'] as const

/** What a query of decisions is made of. */
export interface DecisionSqlOptions {
  readonly dialect: Dialect
  /** The rows of facts: a table or view, `[schema, name]`, or a query as `{ sql }`. */
  readonly from: TableRef
  /** Where each fact stands. Without it, in the columns of `factsTable`. With it, facts that it leaves out have no column. */
  readonly columns?: Columns | undefined
  /** The columns of the rows to keep, in front of the results; `['id']` unless given. */
  readonly keep?: readonly string[] | undefined
  /** Facts that no column holds: they are not known of any row. */
  readonly unknown?: readonly FactName[] | undefined
  /**
   * Whether every value is known to be of its type, as in a table made by `factsTable`. Then no row is looked at for being `invalid`,
   * which takes about as long again as the decision. `false` unless given.
   */
  readonly trusted?: boolean | undefined
}

const OPTIONS = ['dialect', 'from', 'columns', 'keep', 'unknown', 'trusted'] as const

/**
 * A query that judges every row of a table of facts 逐行判定. Its columns are those kept, then:
 *
 * - `verdict`: `permitted`, `refused`, `undetermined`, or `invalid` where a value is not of its type;
 * - `rule_set`: the id of the set that judged; `none` before a book's first day; NULL where no day or no valid row picks one;
 * - `failing`: the rules that refuse, `unknown`: those that lack a fact, both in the set's order; `missing`: the facts they lack, as
 *   `missingOf` gives them.
 *
 * Each row gets what `decideBinding` or `decideHandling` answers on the same facts. NULL is *not known*; instants are whole milliseconds since
 * 1970-01-01T00:00Z, fines are in fen.
 *
 * @param rules a rule set, or a book, which judges each row by the set of the legal day of `at`.
 * @throws RangeError when a dialect, a column or a fact is not known, a fact that a provision asks for has neither a column nor a place in
 * `unknown`, a kept column has the name of a result, or a name or text holds NUL; TypeError when an option is not of its type.
 */
export function decisionSql(rules: Rules, question: Question, options: DecisionSqlOptions): string {
  const query = queryOf('decisionSql', question, options, RESULTS)
  const { grammar, keep } = query
  const judge = judgeOf('decisionSql', rules, query, 'demerit_')
  const { verdict, failing, unknown, missing } = resultsOf(judge, query)
  const results = [
    `${verdict} AS verdict`,
    `${ruleSetOf(judge, grammar)} AS rule_set`,
    `${failing} AS failing`,
    `${unknown} AS ${grammar.name('unknown')}`,
    `${missing} AS missing`,
  ]
  return `${stepsSql([judge], query)}
SELECT ${[...keep, ...results].join(',\n  ')}
FROM demerit_tested`
}

/** Reads the options of a query. `taken` are the names that the query adds, which no kept column may have. */
export function queryOf(
  call: string,
  question: Question,
  options: DecisionSqlOptions,
  taken: readonly string[],
): Query {
  recordArgument(`${call}(options)`, options, 'a record of options')
  const given = ownOptions(`${call}(options)`, options, OPTIONS)
  const { dialect, from, columns, keep = ['id'], unknown = [], trusted = false } = given
  questionArgument(call, question)
  const grammar = grammarOf(call, dialect)
  const places = placesOf(call, grammar, question, columns, unknown)
  return {
    question,
    grammar,
    places,
    keep: keptArgument(call, keep, taken).map(grammar.name),
    from: `${relationSql(`${call}(from)`, from, grammar)} AS demerit_from`,
    invalid: trusted ? undefined : invalidRow(places.values(), grammar),
  }
}

/** What the steps of one query share. */
interface Query {
  readonly question: Question
  readonly grammar: Grammar
  readonly places: Places
  readonly keep: readonly string[]
  readonly from: string
  /** Where a row is invalid; `undefined` when rows are trusted. */
  readonly invalid: string | undefined
}

/** @throws RangeError when it is not one of the two questions. */
export function questionArgument(call: string, question: unknown): void {
  if (!QUESTIONS.some((each) => each === question))
    throw mistaken(`${call}(question)`, question, QUESTIONS.join(' or '))
}

/** One law or book that judges the rows: its columns begin with `prefix`. */
export interface Judge {
  readonly prefix: string
  readonly laws: readonly Law[]
  /** The rules, each with the column of its status. */
  readonly judged: readonly Judged[]
}

interface Judged {
  readonly rule: string
  readonly status: string
  readonly asks: readonly FactName[]
  /** The comments of the law, and the status. */
  readonly sql: string
}

/**
 * Each provision once, and last that nothing is in force.
 *
 * @throws RangeError when provisions ask for facts that have no place: it names all of them.
 */
export function judgeOf(call: string, rules: Rules, query: Query, prefix: string): Judge {
  const { question, grammar, places, invalid } = query
  const laws = lawsOf(call, rules, question)
  const clauses = clausesOf(laws, question)
  const lacking = [...new Set([...REQUIRED_FACTS, ...clauses.flatMap(({ provision }) => provision.asks)])].filter(
    (name) => !places.has(name),
  )
  if (lacking.length > 0) {
    throw new RangeError(
      `${call}(columns): no column holds ${lacking.join(', ')}; name one for each under columns, or list what no column holds under unknown`,
    )
  }
  const law = grammar.name(`${prefix}law`)
  const seen = new Map<string, number>()
  const judged = clauses.map((clause): Judged => {
    const { rule, asks } = clause.provision
    const count = (seen.get(rule) ?? 0) + 1
    seen.set(rule, count)
    const isAlways = laws.length === 1 && invalid === undefined
    const status = grammar.name(`${prefix}${rule.replace(/-/g, '_')}${count === 1 ? '' : `_${count}`}`)
    const said = aboutOf(clause, laws).map(comment).join('\n  ')
    return {
      rule,
      status,
      asks,
      sql: `${said}\n  ${statusSql(clause, isAlways ? undefined : law, query)} AS ${status}`,
    }
  })
  const none = lawless(laws, question)
  if (none.length > 0) {
    const status = grammar.name(`${prefix}no_rule_set_in_force`)
    const sql = `CASE WHEN ${notIn(law, none)} THEN ${STATUS.notApplicable} ELSE ${STATUS.fails} END AS ${status}`
    judged.push({ rule: 'no-rule-set-in-force', status, asks: [], sql })
  }
  return { prefix, laws, judged }
}

/** The common table expressions up to `demerit_tested`: the rows, how each provision comes out, and whether any fails or is unknown. */
export function stepsSql(judges: readonly Judge[], query: Query, where?: string): string {
  const { grammar, places, keep, from } = query
  const columns = new Map<string, string>()
  for (const column of [...keep, ...[...places.values()].flatMap((place) => place.columns)]) {
    // DuckDB does not tell `ID` from `id`.
    const key = grammar.dialect === 'duckdb' ? column.toLowerCase() : column
    if (!columns.has(key)) columns.set(key, column)
  }
  const asked = [...new Set([...REQUIRED_FACTS, ...judges.flatMap(({ judged }) => judged.flatMap(({ asks }) => asks))])]
  const looked = [
    ...keep,
    ...judges.map(({ prefix }) => grammar.name(`${prefix}law`)),
    ...asked.map((name) => `${placeOf(name, places).unknown} AS ${unknownColumn(name, grammar)}`),
    ...judges.flatMap(({ judged }) => judged.map(({ sql }) => sql)),
  ]
  return `${lawsComment(judges.flatMap(({ laws }) => laws))}
WITH demerit_rows AS ${grammar.inline}(
  SELECT ${[...columns.values(), ...judges.map((judge) => lawSql(judge, query))].join(',\n  ')}
  FROM ${from}${where === undefined ? '' : `\n  WHERE ${where}`}${grammar.fence}
),
${comment(STATUSES)}
demerit_provisions AS ${grammar.inline}(
  SELECT ${looked.join(',\n  ')}
  FROM demerit_rows${grammar.fence}
),
demerit_tested AS ${grammar.inline}(
  SELECT *,
    ${judges.flatMap((judge) => testsOf(judge, grammar)).join(',\n    ')}
  FROM demerit_provisions
)`
}

/** Which law judges a row, by its number from 1: 0 where a book has no day to pick one by, -1 where a value is malformed. */
function lawSql({ prefix, laws }: Judge, { places, invalid, grammar }: Query): string {
  const as = grammar.name(`${prefix}law`)
  const at = placeOf('at', places)
  const whens = [
    ...(invalid === undefined ? [] : [`WHEN ${invalid} THEN ${MALFORMED}`]),
    ...(laws.length === 1 ? [] : [`WHEN ${at.unknown} THEN ${WITHOUT_DAY}`]),
    ...laws
      .slice(1)
      .map(({ from }, index) => `WHEN ${at.value} < ${startOfDaySql(from as LegalDay)} THEN ${index + 1}`),
  ]
  return whens.length === 0 ? `1 AS ${as}` : `CASE\n    ${whens.join('\n    ')}\n    ELSE ${laws.length} END AS ${as}`
}

/** Whether a rule fails, and whether a fact is unknown: NULL counts for nothing in either. */
function testsOf(judge: Judge, grammar: Grammar): readonly string[] {
  const { prefix, judged } = judge
  const any = (status: number) => comingOut(judged, status).map((each) => `${each.status} = ${status}`)
  const required = REQUIRED_FACTS.map((name) => unknownColumn(name, grammar))
  const fails = any(STATUS.fails).join('\n      OR ')
  const unknown = [...any(STATUS.unknown), required.join(' OR ')].join('\n      OR ')
  return [
    `${fails} AS ${grammar.name(`${prefix}any_fails`)}`,
    `${grammar.name(`${prefix}law`)} > ${MALFORMED} AND (${unknown}) AS ${grammar.name(`${prefix}any_unknown`)}`,
    ...firstsSql(judge, grammar),
  ]
}

/** The rules that can come out so: what asks for no fact lacks none. */
function comingOut(judged: readonly Judged[], status: number): readonly Judged[] {
  return status === STATUS.unknown ? judged.filter(({ asks }) => asks.length > 0) : judged
}

/** What came of a row of `demerit_tested`. */
export function resultsOf(judge: Judge, { grammar }: Query) {
  const { prefix, judged } = judge
  const anyUnknown = grammar.name(`${prefix}any_unknown`)
  const anyFails = grammar.name(`${prefix}any_fails`)
  const none = grammar.listWhere([])
  const rulesOf = (status: number) =>
    grammar.listWhere(comingOut(judged, status).map((each) => [`${each.status} = ${status}`, each.rule] as const))
  return {
    verdict: `CASE WHEN ${grammar.name(`${prefix}law`)} = ${MALFORMED} THEN 'invalid'
    WHEN ${anyFails} THEN 'refused'
    WHEN ${anyUnknown} THEN 'undetermined'
    ELSE 'permitted' END`,
    failing: grammar.failing(anyFails, rulesOf(STATUS.fails), none),
    unknown: `CASE WHEN ${anyUnknown} THEN ${rulesOf(STATUS.unknown)} ELSE ${none} END`,
    missing: `CASE WHEN ${anyUnknown} THEN ${grammar.listWhere(missingItems(judge, grammar))} ELSE ${none} END`,
  }
}

function ruleSetOf({ prefix, laws }: Judge, grammar: Grammar): string {
  const whens = laws.map(({ set }, index) => `WHEN ${index + 1} THEN ${grammar.text(set.id)}`)
  return `CASE ${grammar.name(`${prefix}law`)} ${wrapped(whens, ' ')} END`
}

/** The numbers of rows that no law judges. */
const WITHOUT_DAY = 0
const MALFORMED = -1

/** The facts that are missing: the required ones first, then as provisions ask for them, each once. */
function missingItems({ prefix, judged }: Judge, grammar: Grammar): readonly (readonly [string, string])[] {
  const required = REQUIRED_FACTS.map((name) => [unknownColumn(name, grammar), name] as const)
  const asking = askedBy(judged)
  const items = judged.flatMap(({ asks, status }, index) =>
    asks.flatMap((name) => {
      const places = asking.get(name)
      if (places === undefined) return []
      const isMissing =
        places.length === 1
          ? `${unknownColumn(name, grammar)} AND ${status} = ${STATUS.unknown}`
          : `${firstColumn(prefix, name, grammar)} = ${index + 1}`
      return [[isMissing, name] as const]
    }),
  )
  return [...required, ...items]
}

/** The facts that are not required, each with the places of the provisions that ask for it. */
function askedBy(judged: readonly Judged[]): ReadonlyMap<FactName, readonly number[]> {
  const asking = new Map<FactName, number[]>()
  judged.forEach(({ asks }, index) => {
    for (const name of asks) {
      if (!REQUIRED_FACTS.some((each) => each === name)) asking.set(name, [...(asking.get(name) ?? []), index])
    }
  })
  return asking
}

/** Of each fact that several provisions ask for, which is the first that lacks it, by its number from 1. */
function firstsSql({ prefix, judged }: Judge, grammar: Grammar): readonly string[] {
  return [...askedBy(judged)]
    .filter(({ 1: places }) => places.length > 1)
    .map(({ 0: name, 1: places }) => {
      const whens = places.map(
        (place) => `WHEN ${(judged[place] as Judged).status} = ${STATUS.unknown} THEN ${place + 1}`,
      )
      const lines = wrapped([`CASE WHEN NOT ${unknownColumn(name, grammar)} THEN 0`, ...whens], ' ')
      return `${lines} END AS ${firstColumn(prefix, name, grammar)}`
    })
}

/** The column of the steps that says that a fact is not known. */
function unknownColumn(name: FactName, grammar: Grammar): string {
  return grammar.name(`demerit_no_${columnName(name)}`)
}

function firstColumn(prefix: string, name: FactName, grammar: Grammar): string {
  return grammar.name(`${prefix}lacks_${columnName(name)}`)
}
