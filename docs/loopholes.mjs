// @ts-check
// What docs/LOOPHOLES.md asks: which questions, in which scopes, of which rule sets. Read by docs/generate-loopholes.mjs
// and, for the scopes too large for every run, by test/verify.mjs.

import {
  boundAfterTheFact,
  explore,
  handledAsLaterOwner,
  manyDriversForOneVehicle,
  manyVehiclesForOneDriver,
  sixBindingsInSevenDays,
  tenBindingsInTenDays,
} from 'demerit/analysis'
import {
  asReported,
  chengdu2017,
  cn2013,
  cn2018february,
  cn2018september,
  cn2020,
  cn2024,
  plan2018,
  reform,
} from 'demerit/rules'

export const SETS = [cn2013, chengdu2017, asReported, plan2018, cn2018february, cn2018september, cn2020, cn2024]

/**
 * @typedef {import('demerit/analysis').Scope} Scope
 * @typedef {import('demerit/analysis').Exploration} Exploration
 * @typedef {import('demerit/rules').RuleSet} RuleSet
 * @typedef {object} Asked One row of the table: a question, and the scopes in which it is asked, one after the other, until there is a witness.
 * @property {string} id
 * @property {string} also What the scope adds to the question's own title.
 * @property {any} question
 * @property {(rules: RuleSet) => readonly Scope[]} scopes
 */

/** @type {readonly import('demerit/analysis').Operation[]} */
const CORE = ['bind', 'release', 'recordViolation', 'handle']
/** @type {readonly import('demerit/analysis').Operation[]} */
const OWNERS = ['bind', 'release', 'transferVehicle', 'recordViolation', 'handle']
/** @type {readonly null[]} */
const NOBODY = [null, null, null, null]

/** Four drivers around a vehicle of somebody else. @param {number} days @returns {Scope} */
export const aroundOneVehicle = (days) => ({
  drivers: 4,
  vehicles: 1,
  violations: 4,
  days,
  start: [null],
  operations: CORE,
})
/** One driver among four vehicles of somebody else. @param {number} days @returns {Scope} */
export const aroundOneDriver = (days) => ({
  drivers: 1,
  vehicles: 4,
  violations: 4,
  days,
  start: NOBODY,
  operations: CORE,
})
/** One driver, three vehicles, no violations. @param {number} days @param {string} [firstDay] @returns {Scope} */
const applying = (days, firstDay) => ({
  drivers: 1,
  vehicles: 3,
  violations: 0,
  days,
  start: NOBODY.slice(1),
  operations: ['bind', 'release'],
  ...(firstDay === undefined ? {} : { firstDay }),
})
/** Two drivers, one of whom owns the vehicle; a fine of 201 yuan. @param {readonly import('demerit/analysis').Operation[]} operations @returns {Scope} */
const passingOn = (operations) => ({
  drivers: 2,
  vehicles: 1,
  violations: 1,
  days: 2,
  start: [0],
  fines: [20_100],
  channels: ['app', 'window'],
  operations,
})
/** @param {RuleSet} rules */
const newYear = (rules) => `${rules.from.slice(0, 4)}-12-27`

/** @type {readonly Asked[]} */
export const ASKED = [
  { id: 'A', also: '', question: manyDriversForOneVehicle, scopes: () => [aroundOneVehicle(1), aroundOneVehicle(2)] },
  { id: 'B', also: '', question: manyVehiclesForOneDriver, scopes: () => [aroundOneDriver(1), aroundOneDriver(2)] },
  {
    id: 'C1',
    also: '',
    question: tenBindingsInTenDays,
    scopes: (rules) => [applying(1), applying(10, newYear(rules))],
  },
  {
    id: 'C2',
    also: '',
    question: sixBindingsInSevenDays,
    scopes: (rules) => [applying(1), applying(7, newYear(rules))],
  },
  { id: 'D', also: '', question: handledAsLaterOwner, scopes: () => [passingOn(OWNERS)] },
  {
    id: 'D′',
    also: '; handlings may be revoked',
    question: handledAsLaterOwner,
    scopes: () => [passingOn([...OWNERS, 'withdrawViolation', 'revokeHandling'])],
  },
  {
    id: 'F',
    also: '',
    question: boundAfterTheFact,
    scopes: () => [{ drivers: 2, vehicles: 1, violations: 2, days: 3, start: [null], operations: CORE }],
  },
]

/** A, B and F once more, with the window beside the app. @type {readonly Asked[]} */
export const AT_WINDOWS = ASKED.filter(({ id }) => ['A', 'B', 'F'].includes(id)).map((asked) => ({
  ...asked,
  scopes: (rules) =>
    asked
      .scopes(rules)
      .slice(0, 1)
      .map((scope) => ({ ...scope, days: 1, channels: ['app', 'window'] })),
}))

const yearly = chengdu2017.handle.filter(({ rule }) => rule === 'vehicles-per-year' || rule === 'drivers-per-year')

/** What an analyst may try to close the ways round: each a reform, asked A, B and F. */
export const REPAIRS = [
  reform(asReported, (draft) => {
    draft.id = 'as-reported+since-the-moment'
    for (const provision of draft.handle) if (provision.rule === 'since-binding') provision.grain = 'instant'
  }),
  reform(asReported, (draft) => {
    draft.id = 'as-reported+since-the-next-day'
    for (const provision of draft.handle) if (provision.rule === 'since-binding') provision.grain = 'next-day'
  }),
  reform(asReported, (draft) => {
    draft.id = 'as-reported+three-others-a-year'
    draft.handle.push(.../** @type {any} */ (yearly))
  }),
  reform(cn2024, (draft) => {
    draft.id = 'cn-2024-11-01+since-the-day'
    for (const provision of draft.handle) if (provision.rule === 'since-binding') provision.grain = 'day'
  }),
  reform(cn2024, (draft) => {
    draft.id = 'cn-2024-11-01+since-the-next-day'
    for (const provision of draft.handle) if (provision.rule === 'since-binding') provision.grain = 'next-day'
  }),
]

/** Rows too large for every run: `npm run verify` looks at them. @type {readonly (Asked & { rules: RuleSet, states: number })[]} */
export const LARGE = [
  {
    rules: cn2024,
    id: 'B',
    also: '',
    question: manyVehiclesForOneDriver,
    scopes: () => [aroundOneDriver(4)],
    states: 1_000_000,
  },
  {
    rules: chengdu2017,
    id: 'B',
    also: '',
    question: manyVehiclesForOneDriver,
    scopes: () => [aroundOneDriver(2)],
    states: 1_000_000,
  },
  {
    rules: chengdu2017,
    id: 'A',
    also: '',
    question: manyDriversForOneVehicle,
    scopes: () => [aroundOneVehicle(3)],
    states: 1_000_000,
  },
  .../** @type {const} */ ([1, 4]).map((index) => ({
    rules: /** @type {RuleSet} */ (REPAIRS[index]),
    id: 'A',
    also: '; vehicles may be transferred',
    question: manyDriversForOneVehicle,
    scopes: () => [{ ...aroundOneVehicle(3), operations: OWNERS }],
    states: 1_000_000,
  })),
]

/**
 * The answer in the first scope with a witness, or else in the last.
 *
 * @param {RuleSet} rules @param {Asked} asked @param {number} [states] @returns {Exploration}
 */
export function answer(rules, { question, scopes }, states = 300_000) {
  /** @type {Exploration | undefined} */
  let last
  for (const scope of scopes(rules)) {
    last = explore(rules, scope, question, { states })
    if (last.kind === 'witness') break
  }
  return /** @type {Exploration} */ (last)
}
