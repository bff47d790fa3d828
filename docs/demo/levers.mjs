// @ts-check
// What could be changed in a rule set to stop the sale of points, each change by itself.

import { cn2013, cn2024, reform } from 'demerit/rules'
import { pulling } from './reforming.mjs'

/** @typedef {import('demerit/rules').RuleSet} RuleSet */
/** @typedef {(draft: import('demerit/rules').DraftRuleSet) => void} Recipe */

const CAP = 1
const WAIT = 30
const DRIVERS = 3
/** @type {readonly { id: string, name: string, recipe: Recipe }[]} */
const CHANGES = [
  {
    id: 'lower-caps',
    name: `lower caps: ${CAP} vehicle, ${CAP} driver at once`,
    recipe: pulling({ driverCap: CAP, vehicleCap: CAP }),
  },
  {
    id: 'day-excluded',
    name: 'the day of binding excluded',
    recipe: pulling({ dayExcluded: true }),
  },
  {
    id: 'list-of-drivers',
    name: `the list of drivers of ${cn2013.from.slice(0, 4)}`,
    recipe: (draft) => {
      const list = cn2013.handle.filter(({ rule }) => rule === 'vehicles-per-year' || rule === 'drivers-per-year')
      draft.handle.push(.../** @type {typeof draft.handle} */ (list))
    },
  },
  {
    id: 'cooling-off',
    name: `${WAIT} days between two drivers of a vehicle *`,
    recipe: pulling({ coolingOff: WAIT }),
  },
  {
    id: 'drivers-a-year',
    name: `${DRIVERS} drivers a vehicle and year *`,
    recipe: pulling({ driversAYear: DRIVERS }),
  },
  {
    id: 'limit-at-window',
    name: 'the fine limit at the window too',
    recipe: pulling({ fineAtWindow: true }),
  },
  {
    id: 'binding-alone-at-window',
    name: 'binding at the window too, without the date',
    recipe: pulling({ bindAtWindow: true }),
  },
  {
    id: 'binding-at-window',
    name: 'binding and the date test at the window too',
    recipe: pulling({ bindAtWindow: true, dateAtWindow: true }),
  },
]

/** The levers on a rule set. @param {RuleSet} rules @returns {readonly { name: string, rules: RuleSet }[]} */
export function leversOn(rules) {
  return CHANGES.map(({ id, name, recipe }) => ({ name, rules: reform(rules, recipe, { id: `${rules.id}+${id}` }) }))
}

/** The levers on the rule of today: whose ranges docs/levers-ranges.json has. */
export const LEVERS = leversOn(cn2024)
