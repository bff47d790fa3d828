import { comment, type Grammar, wrapped } from './dialects.ts'
import { certainly, comparisonSql, type Places, placeOf } from './expression.ts'
import type { Clause } from './laws.ts'

/** How a provision comes out, as a number: engines compare numbers in half the time of words. */
export const STATUS: { readonly [S in 'notApplicable' | 'holds' | 'unknown' | 'fails']: number } = Object.freeze({
  notApplicable: 0,
  holds: 1,
  unknown: 2,
  fails: 3,
})
export const STATUSES =
  'How each provision comes out: 0 it is not in force or not applicable, 1 it holds, 2 a fact is unknown, 3 it fails.'

/**
 * How one provision comes out, a number of `STATUS`. In the library's own order, so that
 * two-valued tests are enough: a WHEN that is NULL is not taken.
 */
export function statusSql(
  { provision, laws }: Clause,
  law: string | undefined,
  { places, grammar }: { readonly places: Places; readonly grammar: Grammar },
): string {
  const { supplied, relation, limit, exempt, asks } = provision
  const { notApplicable, holds, unknown, fails } = STATUS
  const exempted = exempt.map(
    ({ when, reason }) => `WHEN ${certainly(when, places, grammar)} THEN ${notApplicable} ${comment(reason)}`,
  )
  const lacking =
    asks.length === 0
      ? []
      : [
          `WHEN ${wrapped(
            asks.map((name) => placeOf(name, places).unknown),
            ' OR ',
          )} THEN ${unknown}`,
        ]
  const compared = comparisonSql({ kind: 'compare', supplied, relation, limit }, places, grammar)
  const whens = [
    ...(law === undefined ? [] : [`WHEN ${notIn(law, laws)} THEN ${notApplicable}`]),
    ...exempted,
    ...lacking,
    `WHEN ${compared} THEN ${holds}`,
  ]
  return `CASE\n    ${whens.join('\n    ')}\n    ELSE ${fails} END`
}

/** Whether the law that judges a row is none of these. */
export function notIn(law: string, numbers: readonly number[]): string {
  const { 0: first = 0, length } = numbers
  if (length === 1) return `${law} <> ${first}`
  const last = numbers[length - 1] as number
  return last - first === length - 1
    ? `${law} NOT BETWEEN ${first} AND ${last}`
    : `${law} NOT IN (${numbers.join(', ')})`
}
