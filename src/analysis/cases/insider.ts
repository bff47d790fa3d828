import type { Decision } from '../../decision/decision.ts'
import { type Rules, ruleSetFor } from '../../law/rule-sets/rule-book.ts'
import type { RuleSet } from '../../law/rule-sets/rule-set.ts'
import type { Outcome } from '../../registry/execute.ts'
import { bind, release } from '../../registry/named.ts'
import { bindingsOfDriver, bindingsOfVehicle } from '../../registry/queries/records.ts'
import type { Registry } from '../../registry/registry.ts'
import type { Channel } from '../../values/channel.ts'
import type { LegalDay } from '../../values/instant.ts'
import { consentIn } from '../consent.ts'
import type { Act } from './acts.ts'

/** What an insider states falsely: the offender stood at the window, the identity was checked, the holder is alive. */
export type Statement = 'offender-present' | 'identity-verified' | 'holder-alive'

/** The rule whose failure, on the facts as they were, makes a statement false. */
const FALSE_BY: { readonly [rule: string]: Statement } = {
  'offender-present': 'offender-present',
  'identity-verified': 'identity-verified',
  'licence-state': 'holder-alive',
}

/** What an insider has to state falsely so that these rules, which refuse on the facts as they were, do not. */
export function falselyStated(refusedBy: readonly string[]): readonly Statement[] {
  return refusedBy.flatMap((rule) => FALSE_BY[rule] ?? [])
}

/** The rules that refuse; none if the act is permitted. */
export function refusing({ findings }: Decision): readonly string[] {
  return findings.flatMap(({ outcome, rule }) => (outcome === 'fails' ? [rule] : []))
}

/** A binding made on the spot, or the rules that refuse it. */
interface OnTheSpot {
  readonly registry: Registry
  readonly refusedBy: readonly string[]
  readonly releases: number
  readonly stated: readonly Statement[]
}

/**
 * Binds the act's vehicle at the moment of the act. The owner is the customer and consents in the way that the rules accept;
 * the identity of the driver is stated to be checked. If a cap is full, the oldest binding in the way is released.
 */
export function bindOnTheSpot(rules: Rules, registry: Registry, act: Act, channel: Channel): OnTheSpot {
  const { driver, vehicle, at } = act
  const ownerConsent = consentIn(setOf(rules, at), channel)
  const truth = { driver, vehicle, channel, at, ownerConsent, identityVerified: false }
  let current = registry
  let releases = 0
  let outcome = bind(current, { ...truth, identityVerified: true })
  while (outcome.status === 'refused') {
    const oldest = inTheWay(current, outcome.code, act)
    if (oldest === undefined) {
      return { registry: current, refusedBy: refusingRules(outcome), releases, stated: [] }
    }
    current = release(current, { driver: oldest.driver, vehicle: oldest.vehicle, by: 'driver', at }).registry
    releases++
    outcome = bind(current, { ...truth, identityVerified: true })
  }
  const truly = bind(current, truth)
  const stated = truly.status === 'refused' ? falselyStated(refusingRules(truly)) : []
  return { registry: outcome.registry, refusedBy: [], releases, stated }
}

/** The rules that refuse; the code alone if the registry itself refuses. */
function refusingRules(outcome: Outcome & { readonly status: 'refused' }): readonly string[] {
  const { decision, code } = outcome
  return decision === undefined ? [code] : refusing(decision)
}

/** The oldest binding that fills a cap. */
function inTheWay(registry: Registry, code: string, { driver, vehicle }: Act) {
  if (code === 'driver-cap') return bindingsOfDriver(registry, driver)[0]
  return code === 'vehicle-cap' ? bindingsOfVehicle(registry, vehicle)[0] : undefined
}

/** The rule set of the day of `at`. */
export function setOf(rules: Rules, at: string): RuleSet {
  return ruleSetFor(rules, at.slice(0, 10) as LegalDay)
}
