// @ts-check
// What a reform changes, as a table, and the recipe that makes it: of the demo, of the page and of the tests of rings.

import { QUESTIONS, RULES } from 'demerit/rules'

/** @typedef {import('demerit/rules').DraftRuleSet} Draft */
/** @typedef {import('demerit/rules').Question} Question */
/**
 * By question and rule what its provisions say instead, `null` to strike them out; a rule that is not there is added, for every channel
 * unless said.
 *
 * @typedef {{ readonly [Q in Question]?: { readonly [rule: string]: { readonly [parameter: string]: unknown } | null } }} Changes
 */

/** Where a lever is: a parameter of a rule, and of a switch what it says if it is on. */
export const LEVERS = /** @type {const} */ ({
  bindAtWindow: ['handle', 'open-binding', 'channels', 'all'],
  dateAtWindow: ['handle', 'since-binding', 'channels', 'all'],
  fineAtWindow: ['handle', 'fine-limit', 'channels', 'all'],
  dayExcluded: ['handle', 'since-binding', 'grain', 'next-day'],
  driverCap: ['bind', 'driver-cap', 'limit'],
  vehicleCap: ['bind', 'vehicle-cap', 'limit'],
  coolingOff: ['bind', 'cooling-off', 'days'],
  driversAYear: ['bind', 'drivers-bound-per-year', 'limit'],
})

/** What levers change. @param {{ readonly [L in keyof typeof LEVERS]?: unknown }} levers @returns {Changes} */
export function changesOf(levers) {
  /** @type {Record<Question, Record<string, Record<string, unknown>>>} */
  const changes = { bind: {}, handle: {} }
  for (const [lever, value] of Object.entries(levers)) {
    const [question, rule, parameter, on = value] = LEVERS[/** @type {keyof typeof LEVERS} */ (lever)]
    changes[question][rule] = { ...changes[question][rule], [parameter]: on }
  }
  return Object.fromEntries(Object.entries(changes).filter(([, rules]) => Object.keys(rules).length > 0))
}

/** The recipe that makes changes. @param {Changes} changes @returns {(draft: Draft) => void} */
export function reforming(changes) {
  return (draft) => {
    for (const question of QUESTIONS) {
      for (const [rule, change] of Object.entries(changes[question] ?? {})) {
        const provisions = draft[question].filter((each) => each.rule === rule)
        for (const each of provisions) Object.assign(each, change)
        if (change === null) draft[question] = draft[question].filter((each) => each.rule !== rule)
        else if (provisions.length === 0) {
          const { vehicles } = RULES[/** @type {keyof typeof RULES} */ (rule)] ?? { vehicles: 'all' }
          draft[question].push(/** @type {any} */ ({ rule, channels: 'all', vehicles, ...change }))
        }
      }
    }
  }
}

/** The recipe that pulls levers. @param {Parameters<typeof changesOf>[0]} levers */
export function pulling(levers) {
  return reforming(changesOf(levers))
}
