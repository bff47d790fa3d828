// @ts-check
import { Engine } from 'json-rules-engine'
import { coveringOf } from '../node_modules/.built/decisions.mjs'

const is = (/** @type {string} */ fact, /** @type {string} */ operator, /** @type {unknown} */ value) => ({
  fact,
  operator,
  value,
})
const other = (/** @type {string} */ fact) => ({ fact })

/** When each rule fails, as conditions that must all hold. @type {Record<string, (terms: any) => object[]>} */
const FAILS = {
  'own-vehicle': () => [is('driver', 'equal', other('vehicleOwner'))],
  'already-bound': () => [is('pairBound', 'equal', true)],
  'driver-cap': ({ limit }) => [is('driverBindings', 'greaterThanInclusive', limit)],
  'vehicle-cap': ({ limit }) => [is('vehicleBindings', 'greaterThanInclusive', limit)],
  'identity-verified': () => [is('identityVerified', 'equal', false)],
  'violation-open': () => [is('violationState', 'notEqual', 'open')],
  'not-before-occurrence': () => [is('occurredAt', 'after', other('at'))],
  'open-binding': () => [is('boundSince', 'equal', null)],
  'since-binding': ({ grain, scope }) => [
    is('boundSince', 'notEqual', null),
    ...(scope === 'all' ? [] : [is('points', 'greaterThan', 0)]),
    is('occurredAt', grain === 'day' ? 'on-day-before' : 'before', other('boundSince')),
  ],
  'plate-type': ({ allowed }) => [is('plateType', 'notIn', allowed)],
  'fine-limit': ({ limit }) => [is('fine', 'greaterThan', limit)],
  'recorded-by-monitoring': () => [is('recordedBy', 'notEqual', 'monitoring')],
  'points-room': ({ full }) => [is('points', 'greaterThan', 0), is('pointsAfter', 'greaterThanInclusive', full)],
  'single-points-limit': ({ limit }) => [is('points', 'greaterThan', limit)],
  'repeat-full-score': ({ limit }) => [is('fullScoreStudies', 'greaterThanInclusive', limit)],
  'licence-class': () => [is('licenceClasses', 'covers-none', other('plateType'))],
  'licence-held': () => [is('points', 'greaterThan', 0), is('licenceClasses', 'empty', true)],
  'licence-state': ({ barred }) => [is('licenceStates', 'meets', barred)],
  'offender-present': () => [is('offenderPresent', 'equal', false)],
}

export const help = [
  'no sums: `pointsAfter` is computed beforehand',
  '`before`, `after`, `on-day-before`, `meets`, `empty` and `covers-none` are operators added in JavaScript: the built-in ones compare numbers',
  'its answer is asynchronous',
]

/** @param {{ rules: readonly any[] }} which */
export function create({ rules }) {
  const engine = new Engine()
  engine.addOperator('before', (/** @type {string} */ one, /** @type {string} */ two) => one < two)
  engine.addOperator('after', (/** @type {string} */ one, /** @type {string} */ two) => one > two)
  engine.addOperator(
    'on-day-before',
    (/** @type {string} */ one, /** @type {string | null} */ two) =>
      two !== null && one.slice(0, 10) < two.slice(0, 10),
  )
  engine.addOperator('empty', (/** @type {string[]} */ one) => one.length === 0)
  engine.addOperator('meets', (/** @type {string[]} */ one, /** @type {string[]} */ two) =>
    one.some((each) => two.includes(each)),
  )
  engine.addOperator(
    'covers-none',
    (/** @type {string[]} */ classes, /** @type {any} */ plateType) =>
      !classes.some((each) => coveringOf(plateType).includes(each)),
  )
  for (const { rule, channels, vehicles, ...terms } of rules) {
    const all = [
      ...(channels === 'all' ? [] : [is('channel', 'in', channels)]),
      ...(vehicles === 'all' ? [] : [is('driver', 'notEqual', other('vehicleOwner'))]),
      ...(FAILS[rule]?.(terms) ?? []),
    ]
    engine.addRule(/** @type {any} */ ({ conditions: { all }, event: { type: rule } }))
  }
  const order = rules.map(({ rule }) => rule)
  return {
    prepare: (/** @type {any} */ row) => ({ ...row, pointsAfter: row.pointsHeld + row.points }),
    failing: async (/** @type {any} */ row) => (await engine.run(row)).events.map(({ type }) => type),
    /** Events come in no order of ours. */
    sorted: (/** @type {string[]} */ codes) => codes.toSorted((one, two) => order.indexOf(one) - order.indexOf(two)),
  }
}
