// @ts-check
// The rule sets in the order in which the pages show them, and where their sources stand on the web.

import { CITATIONS, cn2018February, QUESTIONS } from 'demerit/rules'

export { SHIPPED_SETS as SETS } from 'demerit/rules'

/** Whether a vehicle could be bound by the app under a set: not before it was first told of. @param {import('demerit/rules').RuleSet} set */
export const hasApp = ({ from }) => from >= cn2018February.from

/** The addresses that the provisions of a set cite, those of some rules or of all. @param {import('demerit/rules').RuleSet} set @param {readonly string[]} [rules] */
export function addressesOf(set, rules) {
  const cited = QUESTIONS.flatMap((question) => [...set[question]]).filter(({ rule }) => rules?.includes(rule) ?? true)
  const urls = cited.map(({ citation }) => CITATIONS[/** @type {keyof typeof CITATIONS} */ (citation)]?.url ?? '')
  return [...new Set(urls)].filter((url) => url.startsWith('http'))
}
