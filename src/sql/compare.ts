import { hasKnownColumn } from '../law/fact-columns.ts'
import type { FactName } from '../law/facts.ts'
import type { Question } from '../law/question.ts'
import { noRuleSetInForce, type RuleBook } from '../law/rule-sets/rule-book.ts'
import { isRuleSet, type RuleSet } from '../law/rule-sets/rule-set.ts'
import type { Place } from './columns.ts'
import { type DecisionSqlOptions, judgeSql, type Query, queryOf, RESULTS } from './decision.ts'
import type { Grammar } from './dialects.ts'

/** The columns that a comparison adds to those it keeps. */
const DIFFERENCES = /* @__PURE__ */ Object.freeze([
  'verdict_a',
  'verdict_b',
  'only_a',
  'only_b',
  'missing_a',
  'missing_b',
] as const)

/**
 * A query of the rows whose verdict differs between two laws 两套规定的差异. Its columns are those kept, then `verdict_a` and `verdict_b`,
 * the rules by which they differ: `only_a` fail under the first alone, `only_b` under the second alone; and the facts that each law lacks,
 * `missing_a` and `missing_b`, as `decisionSql` gives them: why a verdict is `undetermined`. Rows whose values are not of their type are left
 * out: neither law judges them.
 *
 * @throws RangeError and TypeError as `decisionSql` does.
 */
export function compareSql(
  a: RuleSet | RuleBook,
  b: RuleSet | RuleBook,
  question: Question,
  options: DecisionSqlOptions,
): string {
  // Both decisions stand inside, with their own results.
  const query = queryOf('compareSql', question, options, [...DIFFERENCES, ...RESULTS])
  const { grammar, keep } = query
  const places = new Map([...query.places].map(({ 0: name, 1: place }) => [name, carried(name, place, grammar)]))
  const carry = [...query.places].flatMap(({ 0: name, 1: { fact, value, known } }) => {
    const columns = [`${value} AS ${valueName(name, grammar)}`]
    return hasKnownColumn(fact) ? [...columns, `${known} AS ${knownName(name, grammar)}`] : columns
  })
  const carriedNames = [...places].flatMap(({ 0: name, 1: { fact } }) =>
    hasKnownColumn(fact) ? [valueName(name, grammar), knownName(name, grammar)] : [valueName(name, grammar)],
  )
  const columns = [...keep, ...carry, ...(query.invalid === undefined ? [] : [`${query.invalid} AS ${BROKEN}`])]
  const rows = `(SELECT ${columns.join(',\n  ')}
  FROM ${query.from}) AS demerit_carried`
  const given =
    query.invalid === undefined
      ? `SELECT * FROM ${rows}`
      : `SELECT ${[...keep, ...carriedNames].join(', ')} FROM ${rows} WHERE NOT ${BROKEN}`
  const base: Omit<Query, 'keep' | 'from'> = { question, grammar, places, invalid: undefined, isBrief: true }
  const first = judgeSql('compareSql', a, { ...base, keep: [...keep, ...carriedNames], from: 'demerit_given' })
  const named = [`verdict AS ${VERDICT_A}`, `failing AS ${FAILING_A}`, `missing AS ${MISSING_A}`]
  const judged = `SELECT ${[...keep, ...carriedNames, ...named].join(', ')} FROM (
${first}
) AS demerit_first`
  const second = judgeSql('compareSql', b, {
    ...base,
    keep: [...keep, VERDICT_A, FAILING_A, MISSING_A],
    from: 'demerit_once_judged',
    beside: judged,
  })
  const rules = [...new Set([...rulesOf(a, question), ...rulesOf(b, question)])]
  const only = (one: string, other: string) =>
    grammar.listWhere(
      rules.map((rule) => [`${grammar.meets(one, [rule])} AND NOT ${grammar.meets(other, [rule])}`, rule]),
    )
  // A book names its rows once for each of its sets, so they stand in front, and the text stays short.
  return `WITH demerit_given AS ${grammar.once}(
${given}
),
demerit_once_judged AS ${grammar.once}(
${judged}
)
SELECT ${[
    ...keep,
    `${VERDICT_A} AS verdict_a`,
    'verdict AS verdict_b',
    `${only(FAILING_A, 'failing')} AS only_a`,
    `${only('failing', FAILING_A)} AS only_b`,
    `${MISSING_A} AS missing_a`,
    'missing AS missing_b',
  ].join(',\n  ')}
FROM (
${second}
) AS demerit_compared
WHERE ${VERDICT_A} <> verdict`
}

const VERDICT_A = '"demerit_a_verdict"'
const FAILING_A = '"demerit_a_failing"'
const MISSING_A = '"demerit_a_missing"'
const BROKEN = '"demerit_broken"'

/** Every rule that may fail under a law. */
function rulesOf(rules: RuleSet | RuleBook, question: Question): readonly string[] {
  const sets = isRuleSet(rules) ? [rules] : [noRuleSetInForce, ...rules.sets]
  return sets.flatMap((set) =>
    set[question].length === 0 ? ['no-rule-set-in-force'] : set[question].map(({ rule }) => rule),
  )
}

function valueName(name: FactName, grammar: Grammar): string {
  return grammar.name(`demerit_f_${name}`)
}

function knownName(name: FactName, grammar: Grammar): string {
  return grammar.name(`demerit_k_${name}`)
}

/** The place of a fact in the rows that both laws judge. */
function carried(name: FactName, { fact }: Place, grammar: Grammar): Place {
  const value = valueName(name, grammar)
  if (!hasKnownColumn(fact)) return { fact, value, known: `${value} IS NOT NULL`, unknown: `${value} IS NULL` }
  return { fact, value, known: knownName(name, grammar), unknown: `NOT ${knownName(name, grammar)}` }
}
