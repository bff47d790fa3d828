// @ts-check
import * as cedar from '@cedar-policy/cedar-wasm/nodejs'
import { withNumbers } from './zen.mjs'

const setOf = (/** @type {readonly string[]} */ list) => `[${list.map((each) => `"${each}"`).join(', ')}]`

/** When each rule fails, in Cedar. @type {Record<string, (terms: any) => string>} */
const FAILS = {
  'own-vehicle': () => 'context.driver == context.vehicleOwner',
  'already-bound': () => 'context.pairBound',
  'driver-cap': ({ limit }) => `context.driverBindings >= ${limit}`,
  'vehicle-cap': ({ limit }) => `context.vehicleBindings >= ${limit}`,
  'identity-verified': () => '!context.identityVerified',
  'violation-open': () => 'context.violationState != "open"',
  'not-before-occurrence': () => 'context.occurredMs > context.atMs',
  'open-binding': () => '!(context has boundSince)',
  'since-binding': ({ grain, scope }) =>
    [
      'context has boundSince',
      ...(scope === 'all' ? [] : ['context.points > 0']),
      grain === 'day' ? 'context.occurredDay < context.boundDay' : 'context.occurredMs < context.boundMs',
    ].join(' && '),
  'plate-type': ({ allowed }) => `!${setOf(allowed)}.contains(context.plateType)`,
  'fine-limit': ({ limit }) => `context.fine > ${limit}`,
  'recorded-by-monitoring': () => 'context.recordedBy != "monitoring"',
  'points-room': ({ full }) => `context.points > 0 && context.pointsHeld + context.points >= ${full}`,
  'single-points-limit': ({ limit }) => `context.points > ${limit}`,
  'repeat-full-score': ({ limit }) => `context.fullScoreStudies >= ${limit}`,
  'licence-class': () => '!context.classesCovering.containsAny(context.licenceClasses)',
  'licence-held': () => 'context.points > 0 && context.licenceClasses.isEmpty()',
  'licence-state': ({ barred }) => `context.licenceStates.containsAny(${setOf(barred)})`,
  'offender-present': () => '!context.offenderPresent',
}

export const help = [
  'texts have no order: instants and legal days are given as numbers, computed beforehand',
  'no table of licence classes: `classesCovering` is looked up beforehand',
  '`null` is no value: an absent `boundSince` is left out',
  'each rule is a `forbid`; the codes are the policies that determined the denial; policies are parsed once',
]

/** @param {{ id: string, question: 'bind' | 'handle', rules: readonly any[] }} which */
export function create({ id, question, rules }) {
  const staticPolicies = Object.fromEntries([
    ['permitted', 'permit(principal, action, resource);'],
    ...rules.map(({ rule, channels, vehicles, ...terms }) => {
      const when = [
        ...(channels === 'all' ? [] : [`${setOf(channels)}.contains(context.channel)`]),
        ...(vehicles === 'all' ? [] : ['context.driver != context.vehicleOwner']),
        `(${FAILS[rule]?.(terms)})`,
      ].join(' && ')
      return [rule, `forbid(principal, action, resource) when { ${when} };`]
    }),
  ])
  const parsed = cedar.preparsePolicySet(id, { staticPolicies })
  if (parsed.type !== 'success') throw new Error(JSON.stringify(parsed))
  const order = rules.map(({ rule }) => rule)
  return {
    prepare: (/** @type {any} */ row) => {
      const context = Object.fromEntries(Object.entries(withNumbers(row)).filter(([, value]) => value !== null))
      return {
        principal: { type: 'Driver', id: row.driver },
        action: { type: 'Action', id: question },
        resource: { type: 'Vehicle', id: row.vehicle },
        context,
        entities: [],
        preparsedPolicySetId: id,
      }
    },
    failing: (/** @type {any} */ call) => {
      const answer = cedar.statefulIsAuthorized(call)
      if (answer.type !== 'success') throw new Error(JSON.stringify(answer.errors))
      const { decision, diagnostics } = answer.response
      if (diagnostics.errors.length > 0) throw new Error(JSON.stringify(diagnostics.errors))
      return decision === 'allow' ? [] : diagnostics.reason
    },
    /** Policies come in no order of ours. */
    sorted: (/** @type {string[]} */ codes) => codes.toSorted((one, two) => order.indexOf(one) - order.indexOf(two)),
  }
}
