// @ts-check
import { ZenEngine } from '@gorules/zen-engine'
import { coveringOf } from '../node_modules/.built/decisions.mjs'

const listOf = (/** @type {readonly string[]} */ list) => `[${list.map((each) => `'${each}'`).join(', ')}]`

/** When each rule fails, in ZEN expressions. @type {Record<string, (terms: any) => string>} */
const FAILS = {
  'own-vehicle': () => 'driver == vehicleOwner',
  'already-bound': () => 'pairBound',
  'driver-cap': ({ limit }) => `driverBindings >= ${limit}`,
  'vehicle-cap': ({ limit }) => `vehicleBindings >= ${limit}`,
  'identity-verified': () => 'not identityVerified',
  'violation-open': () => "violationState != 'open'",
  'not-before-occurrence': () => 'occurredMs > atMs',
  'open-binding': () => 'boundSince == null',
  'since-binding': ({ grain, scope }) =>
    [
      'boundSince != null',
      ...(scope === 'all' ? [] : ['points > 0']),
      grain === 'day' ? 'occurredDay < boundDay' : 'occurredMs < boundMs',
    ].join(' and '),
  'plate-type': ({ allowed }) => `plateType not in ${listOf(allowed)}`,
  'fine-limit': ({ limit }) => `fine > ${limit}`,
  'recorded-by-monitoring': () => "recordedBy != 'monitoring'",
  'points-room': ({ full }) => `points > 0 and pointsHeld + points >= ${full}`,
  'single-points-limit': ({ limit }) => `points > ${limit}`,
  'repeat-full-score': ({ limit }) => `fullScoreStudies >= ${limit}`,
  'licence-class': () => 'none(licenceClasses, # in classesCovering)',
  'licence-held': () => 'points > 0 and len(licenceClasses) == 0',
  'licence-state': ({ barred }) => `some(licenceStates, # in ${listOf(barred)})`,
  'offender-present': () => 'not offenderPresent',
}

export const help = [
  'texts have no order: instants and legal days are given as numbers, computed beforehand',
  'no table of licence classes: `classesCovering` is looked up beforehand',
  'a decision table that collects; its answer is asynchronous, from native code',
]

/** @param {{ rules: readonly any[] }} which */
export function create({ rules }) {
  const table = {
    hitPolicy: 'collect',
    inputs: [{ id: 'when', name: 'when' }],
    outputs: [{ id: 'code', name: 'code', field: 'code' }],
    rules: rules.map(({ rule, channels, vehicles, ...terms }, index) => ({
      _id: String(index),
      when: [
        ...(channels === 'all' ? [] : [`channel in ${listOf(channels)}`]),
        ...(vehicles === 'all' ? [] : ['driver != vehicleOwner']),
        `(${FAILS[rule]?.(terms)})`,
      ].join(' and '),
      code: `'${rule}'`,
    })),
  }
  const engine = new ZenEngine()
  const decision = engine.createDecision({
    nodes: [
      { id: 'in', name: 'facts', type: 'inputNode' },
      { id: 'table', name: 'rules', type: 'decisionTableNode', content: table },
      { id: 'out', name: 'codes', type: 'outputNode' },
    ],
    edges: [
      { id: 'one', sourceId: 'in', targetId: 'table', type: 'edge' },
      { id: 'two', sourceId: 'table', targetId: 'out', type: 'edge' },
    ],
  })
  return {
    prepare: withNumbers,
    failing: async (/** @type {object} */ row) =>
      (await decision.evaluate(row)).result.map((/** @type {{ code: string }} */ { code }) => code),
  }
}

/** The row with its instants and days as numbers besides, and the classes that cover the plate. @param {any} row */
export function withNumbers(row) {
  if (row.occurredAt === undefined) return row
  return {
    ...row,
    atMs: Date.parse(row.at),
    occurredMs: Date.parse(row.occurredAt),
    occurredDay: dayNumber(row.occurredAt),
    ...(row.boundSince === null ? {} : { boundMs: Date.parse(row.boundSince), boundDay: dayNumber(row.boundSince) }),
    classesCovering: coveringOf(row.plateType),
  }
}

/** 20180910 of `2018-09-10T…`. @param {string} instant */
function dayNumber(instant) {
  return Number(instant.slice(0, 10).replaceAll('-', ''))
}
