// @ts-check
import { LogicEngine } from 'json-logic-engine'
import { coveringOf } from '../node_modules/.built/decisions.mjs'

const fact = (/** @type {string} */ name) => ({ var: name })
const day = (/** @type {string} */ name) => ({ substr: [fact(name), 0, 10] })

/** When each rule fails, as JSON Logic. @type {Record<string, (terms: any) => unknown>} */
const FAILS = {
  'own-vehicle': () => ({ '===': [fact('driver'), fact('vehicleOwner')] }),
  'already-bound': () => fact('pairBound'),
  'driver-cap': ({ limit }) => ({ '>=': [fact('driverBindings'), limit] }),
  'vehicle-cap': ({ limit }) => ({ '>=': [fact('vehicleBindings'), limit] }),
  'identity-verified': () => ({ '!': fact('identityVerified') }),
  'violation-open': () => ({ '!==': [fact('violationState'), 'open'] }),
  'not-before-occurrence': () => ({ '>': [fact('occurredAt'), fact('at')] }),
  'open-binding': () => ({ '===': [fact('boundSince'), null] }),
  'since-binding': ({ grain, scope }) => ({
    and: [
      { '!==': [fact('boundSince'), null] },
      ...(scope === 'all' ? [] : [{ '>': [fact('points'), 0] }]),
      grain === 'day'
        ? { '<': [day('occurredAt'), day('boundSince')] }
        : { '<': [fact('occurredAt'), fact('boundSince')] },
    ],
  }),
  'plate-type': ({ allowed }) => ({ '!': { in: [fact('plateType'), allowed] } }),
  'fine-limit': ({ limit }) => ({ '>': [fact('fine'), limit] }),
  'recorded-by-monitoring': () => ({ '!==': [fact('recordedBy'), 'monitoring'] }),
  'points-room': ({ full }) => ({
    and: [{ '>': [fact('points'), 0] }, { '>=': [{ '+': [fact('pointsHeld'), fact('points')] }, full] }],
  }),
  'single-points-limit': ({ limit }) => ({ '>': [fact('points'), limit] }),
  'repeat-full-score': ({ limit }) => ({ '>=': [fact('fullScoreStudies'), limit] }),
  'licence-class': () => ({ '!': { covered: [fact('licenceClasses'), fact('plateType')] } }),
  'licence-held': () => ({ and: [{ '>': [fact('points'), 0] }, { '!': fact('licenceClasses') }] }),
  'licence-state': ({ barred }) => ({ meets: [fact('licenceStates'), { preserve: barred }] }),
  'offender-present': () => ({ '!': fact('offenderPresent') }),
}

export const help = [
  '`substr`, `meets` (two sets) and `covered` (a table of classes) are operators added in JavaScript',
]

/** All rules compiled into one function. @param {{ rules: readonly any[] }} which */
export function create({ rules }) {
  const engine = new LogicEngine()
  engine.addMethod('substr', ([text, from, to]) => text.slice(from, to), { sync: true, deterministic: true })
  engine.addMethod('meets', ([one, other]) => one.some((/** @type {string} */ each) => other.includes(each)), {
    sync: true,
    deterministic: true,
  })
  engine.addMethod(
    'covered',
    ([classes, plateType]) => classes.some((/** @type {string} */ each) => coveringOf(plateType).includes(each)),
    { sync: true, deterministic: true },
  )
  const logic = rules.map(({ rule, channels, vehicles, ...terms }) => {
    const conditions = [
      ...(channels === 'all' ? [] : [{ in: [fact('channel'), channels] }]),
      ...(vehicles === 'all' ? [] : [{ '!==': [fact('driver'), fact('vehicleOwner')] }]),
      FAILS[rule]?.(terms),
    ]
    return { if: [conditions.length === 1 ? conditions[0] : { and: conditions }, rule, null] }
  })
  const run = engine.build(logic)
  return {
    prepare: (/** @type {object} */ row) => row,
    failing: (/** @type {object} */ row) => {
      /** @type {string[]} */
      const codes = []
      for (const code of run(row)) if (code !== null) codes.push(code)
      return codes
    },
  }
}
