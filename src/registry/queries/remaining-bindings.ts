import { mistaken } from '../../input/assert.ts'
import { ruleSetFor } from '../../law/rule-sets/rule-book.ts'
import type { Provision, ProvisionOf } from '../../law/rule-sets/rule-set.ts'
import type { RuleId } from '../../law/rules.ts'
import { type InstantInput, type LegalDay, legalDay } from '../../values/instant.ts'
import { type Registry, stateOf } from '../registry.ts'
import { applicationsOn } from '../state/facts.ts'
import type { DriverRecord } from '../state/records.ts'
import { instantArgument, notAhead } from './present.ts'
import { recordOf } from './records.ts'

/** How many more bindings each cap leaves a driver. */
export interface RemainingBindings {
  readonly rule: RuleId | 'no-rule-set-in-force'
  readonly channels: Provision['channels']
  /** How many more, never below zero. */
  readonly left: number
}

/**
 * How many more bindings a driver may make, by the rules that cap them, under the rule set of the day; the smallest of
 * those that bind the channel decides.
 *
 * @param at RFC 3339 text with an offset, a `Date`, or epoch milliseconds of 1980 or later. The limits of a day and
 * of a year are those of its day.
 * @throws RangeError if the registry does not know the driver, or `at` is not an instant or is before the last event about
 * the driver.
 *
 * @example
 * ```ts
 * import { execute, openRegistry, remainingBindings } from 'demerit'
 * import { cn } from 'demerit/rules'
 * const at = '2025-03-03T15:00:00+08:00'
 * const licence = { states: [], classes: ['C1'], firstIssuedOn: '2016-02-29' } as const
 * const { registry } = execute(openRegistry(cn), { type: 'enrolDriver', id: 'd', licence, at })
 * remainingBindings(registry, 'd', at)[0] // { rule: 'driver-cap', channels: 'all', left: 3 }
 * ```
 */
export function remainingBindings(registry: Registry, driver: string, at: InstantInput): readonly RemainingBindings[] {
  const {
    driver: drivers,
    law: { rules },
  } = stateOf(registry)
  const instant = instantArgument('at', at)
  const record = recordOf(drivers, driver)
  if (record === undefined) throw mistaken('remainingBindings(driver)', driver, 'a driver of this registry')
  notAhead('at', instant, 'driver', record)
  const day = legalDay(instant)
  const law = ruleSetFor(rules, day)
  if (law.bind.length === 0) {
    return Object.freeze([Object.freeze({ rule: 'no-rule-set-in-force', channels: 'all', left: 0 })])
  }
  const caps: RemainingBindings[] = []
  for (const provision of law.bind) {
    const used = usedOf(provision.rule, record, day)
    if (used === undefined || !Object.hasOwn(provision, 'limit')) continue
    const { rule, channels, limit } = provision as ProvisionOf<'driver-cap'>
    caps.push(Object.freeze({ rule, channels, left: Math.max(0, limit - used) }))
  }
  return Object.freeze(caps)
}

function usedOf(rule: RuleId, driver: DriverRecord, day: LegalDay): number | undefined {
  if (rule === 'driver-cap') return driver.bindings.length
  if (rule === 'lifetime-cap') return driver.applications.ever
  if (rule === 'daily-applications') return applicationsOn(driver, day).today
  if (rule !== 'yearly-applications') return undefined
  return applicationsOn(driver, day).thisYear
}
