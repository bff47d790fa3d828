import type { Question } from '../law/question.ts'
import type { Rules } from '../law/rule-sets/rule-book.ts'
import { type DecisionSqlOptions, type Judge, judgeOf, queryOf, resultsOf, stepsSql } from './decision.ts'
import { STATUS } from './status.ts'

/** The columns that a comparison adds to those it keeps. */
const DIFFERENCES = ['verdict_a', 'verdict_b', 'only_a', 'only_b', 'missing_a', 'missing_b'] as const

/**
 * A query of the rows whose verdict differs between two laws 两套规定的差异. Its columns are those kept, then `verdict_a` and `verdict_b`,
 * the rules by which they differ: `only_a` fail under the first alone, `only_b` under the second alone; and the facts that each law lacks,
 * `missing_a` and `missing_b`, as {@link decisionSql} gives them: why a verdict is `undetermined`. Rows whose values are not of their type are left
 * out: neither law judges them.
 *
 * @throws RangeError and TypeError as `decisionSql` does.
 */
export function compareSql(a: Rules, b: Rules, question: Question, options: DecisionSqlOptions): string {
  const query = queryOf('compareSql', question, options, DIFFERENCES)
  const { grammar, keep, invalid } = query
  // A malformed row is left out before either law looks at it.
  const judging = { ...query, invalid: undefined }
  const one = judgeOf('compareSql', a, judging, 'demerit_a_')
  const other = judgeOf('compareSql', b, judging, 'demerit_b_')
  const [first, second] = [resultsOf(one, judging), resultsOf(other, judging)]
  const only = (these: Judge, those: Judge) =>
    grammar.listWhere(
      [...new Set(these.judged.map(({ rule }) => rule))].map((rule) => {
        const without = failsBy(those, rule)
        return [`${failsBy(these, rule)}${without === '' ? '' : ` AND NOT ${without}`}`, rule] as const
      }),
    )
  const verdicts = (['a', 'b'] as const).map((law) => grammar.name(`demerit_verdict_${law}`))
  return `${stepsSql([one, other], judging, invalid === undefined ? undefined : `NOT ${invalid}`)},
demerit_compared AS ${grammar.inline}(
  SELECT *,
    ${first.verdict} AS ${verdicts[0]},
    ${second.verdict} AS ${verdicts[1]}
  FROM demerit_tested
)
SELECT ${[
    ...keep,
    `${verdicts[0]} AS verdict_a`,
    `${verdicts[1]} AS verdict_b`,
    `${only(one, other)} AS only_a`,
    `${only(other, one)} AS only_b`,
    `${first.missing} AS missing_a`,
    `${second.missing} AS missing_b`,
  ].join(',\n  ')}
FROM demerit_compared
WHERE ${verdicts[0]} <> ${verdicts[1]}`
}

/** Whether a rule fails under a law; empty text where the law never has it. */
function failsBy({ judged }: Judge, rule: string): string {
  const fails = judged.filter((each) => each.rule === rule).map(({ status }) => `${status} = ${STATUS.fails}`)
  return fails.length < 2 ? fails.join('') : `(${fails.join(' OR ')})`
}
