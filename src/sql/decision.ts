import type { Verdict } from '../decision/decision.ts'
import { mistaken, mistyped, recordArgument } from '../input/assert.ts'
import { isArray, shorten } from '../input/issue.ts'
import { own } from '../input/own.ts'
import { ownOptions } from '../input/read.ts'
import { CITATIONS } from '../law/citations.ts'
import { columnName } from '../law/fact-columns.ts'
import { type FactName, REQUIRED_FACTS } from '../law/facts.ts'
import { QUESTIONS, type Question } from '../law/question.ts'
import { type ResolvedProvision, resolve } from '../law/resolve.ts'
import { isRuleBook, noRuleSetInForce, type RuleBook } from '../law/rule-sets/rule-book.ts'
import { governedBy, isRuleSet, type RuleSet } from '../law/rule-sets/rule-set.ts'
import { type Columns, malformed, type Place, placesOf } from './columns.ts'
import { comment, type Dialect, type Grammar, grammarOf } from './dialects.ts'
import { certainly, comparisonSql, type Places, placeOf } from './expression.ts'
import { startOfDaySql } from './limits.ts'
import { relationSql, type TableRef } from './table-ref.ts'

/** The columns that a decision adds to those it keeps. */
export const RESULTS: readonly ['verdict', 'rule_set', 'failing', 'unknown', 'missing'] = /* @__PURE__ */ Object.freeze(
  ['verdict', 'rule_set', 'failing', 'unknown', 'missing'] as const,
)

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
export function decisionSql(rules: RuleSet | RuleBook, question: Question, options: DecisionSqlOptions): string {
  return judgeSql('decisionSql', rules, queryOf('decisionSql', question, options, RESULTS))
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
    keep: keptOf(call, keep, taken, grammar),
    from: `${relationSql(`${call}(from)`, from, grammar)} AS demerit_from`,
    invalid: trusted ? undefined : invalidRow(places, grammar),
  }
}

/** The query that judges the rows. */
export function judgeSql(call: string, rules: RuleSet | RuleBook, query: Query): string {
  if (isRuleSet(rules)) {
    withoutPlace(call, [rules], query)
    return setSql(rules, query, undefined)
  }
  if (isRuleBook(rules)) {
    withoutPlace(call, rules.sets, query)
    return bookSql(rules, query)
  }
  throw mistyped(`${call}(rules)`, rules, 'a rule set or a rule book of this copy of the library')
}

/** @throws RangeError when provisions ask for facts that have no place: it names all of them. */
function withoutPlace(call: string, sets: readonly RuleSet[], { question, places }: Query): void {
  const asked = sets.flatMap((set) => (set[question] ?? []).flatMap((provision) => resolve(provision).asks))
  const lacking = [...new Set([...REQUIRED_FACTS, ...asked])].filter((name) => !places.has(name))
  if (lacking.length === 0) return
  throw new RangeError(
    `${call}(columns): no column holds ${lacking.join(', ')}; name one for each under columns, or list what no column holds under unknown`,
  )
}

/** What the branches of one query share. */
export interface Query {
  readonly question: Question
  readonly grammar: Grammar
  readonly places: Places
  readonly keep: readonly string[]
  readonly from: string
  /** Where a row is invalid; `undefined` when rows are trusted. */
  readonly invalid: string | undefined
  /** Without the rules that lack a fact: a comparison needs none of them, and ClickHouse takes no longer text than 256 KiB. */
  readonly isBrief?: true
  /** The text of a query that `from` names. */
  readonly beside?: string
}

/** @throws RangeError when it is not one of the two questions. */
export function questionArgument(call: string, question: unknown): void {
  if (!QUESTIONS.some((each) => each === question))
    throw mistaken(`${call}(question)`, question, QUESTIONS.join(' or '))
}

/** A book: each row by the set of its day; rows before the first set, and rows without a day, have a branch each, so none is lost. */
function bookSql({ sets }: RuleBook, query: Query): string {
  const at = placeOf('at', query.places)
  const first = sets[0] as RuleSet
  const branches = sets.map((set, index) => {
    const next = sets.at(index + 1)
    const until = next === undefined ? '' : ` AND ${at.value} < ${startOfDaySql(next.from)}`
    return setSql(set, query, `${at.value} >= ${startOfDaySql(set.from)}${until}`)
  })
  return [
    setSql(noRuleSetInForce, query, `${at.value} < ${startOfDaySql(first.from)}`),
    ...branches,
    withoutDaySql(query, at.unknown),
  ]
    .map((branch) => `(\n${branch}\n)`)
    .join('\nUNION ALL\n')
}

/** Rows of which a book has no day: no set can be picked, so no provision is looked at. */
function withoutDaySql(query: Query, where: string): string {
  return unlookedSql(query, where, 'undetermined', undefined, [])
}

/** The rows that one set judges. */
function setSql(set: RuleSet, query: Query, where: string | undefined): string {
  const { question, grammar, places, keep, from, invalid, isBrief } = own(query)
  const provisions = (set[question] ?? []).map(resolve)
  if (provisions.length === 0) return nothingInForceSql(set, query, where)
  const statuses = statusNames(provisions, grammar)
  const asked = [...new Set([...REQUIRED_FACTS, ...provisions.flatMap(({ asks }) => asks)])]
  const any = (status: number) => statuses.map((each) => `${each} = ${status}`).join('\n      OR ')
  const anyUnknown = grammar.name('demerit_any_unknown')
  const lacksRequired = REQUIRED_FACTS.map((name) => knownColumn(name, grammar)).join(' OR ')
  const none = grammar.listWhere([])
  const valid = invalid === undefined ? '' : `\n    WHEN ${INVALID} THEN 'invalid'`
  const lists = (list: string, when?: string) =>
    when === undefined ? list : `CASE WHEN ${when} THEN ${list} ELSE ${none} END`
  const unknown = () =>
    `${lists(
      grammar.listWhere(provisions.map(({ rule }, index) => [`${statuses[index]} = ${STATUS.unknown}`, rule])),
      anyUnknown,
    )} AS ${grammar.name('unknown')}`
  const results = [
    `CASE${valid}
    WHEN ${any(STATUS.fails)} THEN 'refused'
    WHEN ${anyUnknown} THEN 'undetermined'
    ELSE 'permitted' END AS verdict`,
    `${invalid === undefined ? grammar.text(set.id) : `CASE WHEN NOT ${INVALID} THEN ${grammar.text(set.id)} END`} AS rule_set`,
    `${lists(
      grammar.listWhere(provisions.map(({ rule }, index) => [`${statuses[index]} = ${STATUS.fails}`, rule])),
      invalid === undefined ? undefined : `NOT ${INVALID}`,
    )} AS failing`,
    ...(isBrief ? [] : [unknown()]),
    `${lists(grammar.listWhere(missingItems(provisions, statuses, grammar)), anyUnknown)} AS missing`,
  ]
  const looked = [
    ...keep,
    ...provisions.map((each, index) => `${aboutOf(each)}\n  ${statusSql(each, places, grammar)} AS ${statuses[index]}`),
    ...asked.map((name) => `${placeOf(name, places).unknown} AS ${knownColumn(name, grammar)}`),
    ...(invalid === undefined ? [] : [`${invalid} AS ${INVALID}`]),
  ]
  const { 0: provisionsName, 1: testedName } = stepNames(query)
  const lacks = `${any(STATUS.unknown)}\n      OR ${lacksRequired}`
  const isUnknown = invalid === undefined ? lacks : `NOT ${INVALID} AND (${lacks})`
  return `${comment(`${set.id} · ${set.title.zh} · ${set.title.en}`)}
${comment(STATUSES)}
WITH ${provisionsName} AS ${grammar.inline}(
  SELECT ${looked.join(',\n  ')}
  FROM ${from}${where === undefined ? '' : `\n  WHERE ${where}`}${grammar.fence}
),
${testedName} AS ${grammar.inline}(
  SELECT *,
    ${isUnknown} AS ${anyUnknown}
  FROM ${provisionsName}
)
SELECT ${[...keep, ...results].join(',\n  ')}
FROM ${testedName}`
}

/**
 * The names of the steps of a query, other than those in the rows that it reads: ClickHouse does not find a step inside
 * another of the same name.
 */
function stepNames(query: Query): readonly [provisions: string, tested: string] {
  const { from, beside = '' } = own(query)
  const provisions = 'demerit_provisions'
  let suffix = ''
  const isTaken = (name: string): boolean => from.includes(name) || beside.includes(name)
  for (let level = 2; isTaken(`${provisions}${suffix}`); level++) suffix = `_${level}`
  return [`${provisions}${suffix}`, `demerit_tested${suffix}`]
}

/** A set that has no provision for the question: nothing permits the act. @throws TypeError when it is the other half. */
function nothingInForceSql(set: RuleSet, query: Query, where: string | undefined): string {
  governedBy(set, query.question)
  return unlookedSql(query, where, 'refused', set.id, ['no-rule-set-in-force'])
}

/** Rows of which no provision is looked at: all have one verdict, and lack the required facts that they lack. */
function unlookedSql(
  query: Query,
  where: string | undefined,
  verdict: Verdict,
  ruleSet: string | undefined,
  failing: readonly string[],
): string {
  const { grammar, places, keep, from, invalid, isBrief } = own(query)
  const none = grammar.listWhere([])
  const ofValid = (value: string, otherwise: string) =>
    invalid === undefined ? value : `CASE WHEN ${INVALID} THEN ${otherwise} ELSE ${value} END`
  const required = REQUIRED_FACTS.map((name) => [knownColumn(name, grammar), name] as const)
  const needed = REQUIRED_FACTS.map((name) => `${placeOf(name, places).unknown} AS ${knownColumn(name, grammar)}`)
  const results = [
    `${ofValid(grammar.text(verdict), "'invalid'")} AS verdict`,
    `${ruleSet === undefined ? 'NULL' : ofValid(grammar.text(ruleSet), 'NULL')} AS rule_set`,
    `${ofValid(failing.length === 0 ? none : grammar.list(failing), none)} AS failing`,
    ...(isBrief ? [] : [`${none} AS ${grammar.name('unknown')}`]),
    `${ofValid(grammar.listWhere(required), none)} AS missing`,
  ]
  const inner = [...keep, ...needed, ...(invalid === undefined ? [] : [`${invalid} AS ${INVALID}`])]
  return `SELECT ${[...keep, ...results].join(',\n  ')}
FROM (SELECT ${inner.join(',\n  ')}
  FROM ${from}${where === undefined ? '' : `\n  WHERE ${where}`}${grammar.fence}) AS demerit_rows`
}

/**
 * How one provision comes out, a number of `STATUS`. In the library's own order, so that
 * two-valued tests are enough: a WHEN that is NULL is not taken.
 */
export function statusSql(provision: ResolvedProvision, places: Places, grammar: Grammar): string {
  const { supplied, relation, limit, exempt, asks } = provision
  const { notApplicable, holds, unknown, fails } = STATUS
  const exempted = exempt.map(
    ({ when, reason }) => `WHEN ${certainly(when, places, grammar)} THEN ${notApplicable} ${comment(reason)}`,
  )
  const lacking =
    asks.length === 0 ? [] : [`WHEN ${asks.map((name) => placeOf(name, places).unknown).join(' OR ')} THEN ${unknown}`]
  const compared = comparisonSql({ kind: 'compare', supplied, relation, limit }, places, grammar)
  const whens = [...exempted, ...lacking, `WHEN ${compared} THEN ${holds}`]
  return `CASE\n    ${whens.join('\n    ')}\n    ELSE ${fails} END`
}

/** How a provision comes out, as a number: engines compare numbers in half the time of words. */
export const STATUS: { readonly [S in 'notApplicable' | 'holds' | 'unknown' | 'fails']: number } =
  /* @__PURE__ */ Object.freeze({ notApplicable: 0, holds: 1, unknown: 2, fails: 3 })
const STATUSES = 'How each provision comes out: 0 it is not applicable, 1 it holds, 2 a fact is unknown, 3 it fails.'

/** The column of each provision's status, named by its rule; the second provision of a rule has a number. */
function statusNames(provisions: readonly ResolvedProvision[], grammar: Grammar): readonly string[] {
  const seen = new Map<string, number>()
  return provisions.map(({ rule }) => {
    const count = (seen.get(rule) ?? 0) + 1
    seen.set(rule, count)
    return grammar.name(`demerit_${rule.replace(/-/g, '_')}${count === 1 ? '' : `_${count}`}`)
  })
}

/** The facts that are missing: the required ones first, then as provisions ask for them, each once. */
function missingItems(
  provisions: readonly ResolvedProvision[],
  statuses: readonly string[],
  grammar: Grammar,
): readonly (readonly [string, string])[] {
  const required = REQUIRED_FACTS.map((name) => [knownColumn(name, grammar), name] as const)
  const asking = new Map<FactName, string[]>()
  const items = provisions.flatMap(({ asks }, index) =>
    asks.flatMap((name) => {
      if (REQUIRED_FACTS.some((each) => each === name)) return []
      const before = asking.get(name) ?? []
      const status = statuses[index] as string
      asking.set(name, [...before, status])
      const first = before.map((each) => ` AND ${each} <> ${STATUS.unknown}`).join('')
      return [[`${status} = ${STATUS.unknown} AND ${knownColumn(name, grammar)}${first}`, name] as const]
    }),
  )
  return [...required, ...items]
}

/** Where any value of the row is not of its type. A fact that is not known is of its type. */
export function invalidRow(places: Places, grammar: Grammar): string {
  const tests = malformedTests(places, grammar).map(({ 0: test }) => `(${test})`)
  // What cannot be tested, since it is NULL, is not malformed.
  return tests.length === 0 ? '1 = 0' : `COALESCE(${tests.join('\n    OR ')}, 1 = 0)`
}

/** The list of the columns of facts whose value in the row is not of its type. */
export function malformedColumns(places: Places, grammar: Grammar): string {
  return grammar.listWhere(malformedTests(places, grammar).map(({ 0: test, 1: name }) => [test, columnName(name)]))
}

function malformedTests(places: Places, grammar: Grammar): readonly (readonly [test: string, fact: FactName])[] {
  return [...places.values()]
    .filter((place) => !Object.hasOwn(place, 'isAbsent'))
    .map((place: Place) => [malformed(place, grammar), place.fact.name] as const)
    .filter(({ 0: test }) => test !== '')
}

/** What the provision says, as a comment: the rule, the sentence of the law, where it stands, how well it is known, and its key; of a citation from outside the key alone. */
export function aboutOf({ rule, citation }: ResolvedProvision): string {
  const law = Object.hasOwn(CITATIONS, citation) ? CITATIONS[citation] : undefined
  return comment(
    law === undefined
      ? `${rule}: ${citation}`
      : `${rule}: ${law.zh} (${law.instrument} ${law.article}; grade ${law.grade}; ${citation})`,
  )
}

/** More than the columns of a table. */
const MOST_KEPT = 10_000

function keptOf(call: string, keep: unknown, taken: readonly string[], grammar: Grammar): readonly string[] {
  if (!isArray(keep) || keep.length > MOST_KEPT || !keep.every((each) => typeof each === 'string' && each !== '')) {
    throw mistyped(`${call}(keep)`, keep, 'a list of names of columns')
  }
  const seen = new Set<string>()
  for (const name of keep as readonly string[]) {
    if (seen.has(name)) throw mistaken(`${call}(keep)`, name, 'named once')
    seen.add(name)
    if (taken.includes(name.toLowerCase())) {
      throw mistaken(`${call}(keep)`, name, `a name of its own: ${taken.join(', ')} are the results`)
    }
    if (name.toLowerCase().startsWith('demerit_')) {
      throw new RangeError(
        `${call}(keep): ${shorten(name)} begins with demerit_, as the columns inside the query do; keep it under another name`,
      )
    }
  }
  return (keep as readonly string[]).map(grammar.name)
}

/** The column of the subquery that says that a fact is not known. */
function knownColumn(name: string, grammar: Grammar): string {
  return grammar.name(`demerit_no_${name}`)
}

const INVALID = '"demerit_invalid"'
