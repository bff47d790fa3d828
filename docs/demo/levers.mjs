// @ts-check
// What could be changed in a rule set to stop the sale of points, each change by itself.

import { cn2013, cn2024, reform } from 'demerit/rules'

/** @typedef {import('demerit/rules').RuleSet} RuleSet */
/** @typedef {(draft: import('immer').Draft<RuleSet>) => void} Recipe */

/** The rules of a question in a draft, bound to every channel. @param {readonly string[]} rules @returns {Recipe} */
const atTheWindowToo = (rules) => (draft) => {
  for (const provision of draft.handle) if (rules.includes(provision.rule)) provision.channels = 'all'
}

/** A rule of binding that no set that ships has. @param {object} provision @returns {Recipe} */
const added = (provision) => (draft) => {
  draft.bind.push(/** @type {any} */ ({ ...provision, channels: 'all', vehicles: 'all' }))
}

const CAP = 1
const WAIT = 30
const DRIVERS = 3
/** @type {readonly { id: string, name: string, recipe: Recipe }[]} */
const CHANGES = [
  {
    id: 'lower-caps',
    name: `lower caps: ${CAP} vehicle, ${CAP} driver at once`,
    recipe: (draft) => {
      for (const provision of draft.bind) {
        if (provision.rule === 'driver-cap' || provision.rule === 'vehicle-cap') provision.limit = CAP
      }
    },
  },
  {
    id: 'day-excluded',
    name: 'the day of binding excluded',
    recipe: (draft) => {
      for (const provision of draft.handle) if (provision.rule === 'since-binding') provision.grain = 'next-day'
    },
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
    recipe: added({ rule: 'cooling-off', days: WAIT }),
  },
  {
    id: 'drivers-a-year',
    name: `${DRIVERS} drivers a vehicle and year *`,
    recipe: added({ rule: 'drivers-bound-per-year', limit: DRIVERS }),
  },
  {
    id: 'limit-at-window',
    name: 'the fine limit at the window too',
    recipe: atTheWindowToo(['fine-limit']),
  },
  {
    id: 'binding-alone-at-window',
    name: 'binding at the window too, without the date',
    recipe: atTheWindowToo(['open-binding']),
  },
  {
    id: 'binding-at-window',
    name: 'binding and the date test at the window too',
    recipe: atTheWindowToo(['open-binding', 'since-binding']),
  },
]

/** The levers on a rule set. @param {RuleSet} rules @returns {readonly { name: string, rules: RuleSet }[]} */
export function leversOn(rules) {
  return CHANGES.map(({ id, name, recipe }) => ({ name, rules: reform(rules, recipe, { id: `${rules.id}+${id}` }) }))
}

/** The levers on the rule of today: whose ranges docs/levers-ranges.json has. */
export const LEVERS = leversOn(cn2024)
