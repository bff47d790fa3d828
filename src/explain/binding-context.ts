import type { Decision, Finding } from '../decision/decision.ts'
import { CHANNELS } from '../values/channel.ts'
import { BINDING_CONCERNS, type Concerns, hasWay } from './concerns.ts'
import {
  type Beside,
  binds,
  type DecisionContext,
  DONE_THERE,
  type Failing,
  type HandlingContext,
  MOOT,
} from './context.ts'

/** What the decision on a binding tells. */
export function bindingContext(decision: Decision, beside?: Beside): DecisionContext {
  return contextFrom(decision, beside, BINDING_CONCERNS, {})
}

/** What decisions of both questions tell, with what only those on a handling do. */
export function contextFrom(
  decision: Decision,
  beside: Beside | undefined,
  concerns: Partial<Concerns>,
  ofHandling: HandlingContext,
): DecisionContext {
  const { ruleSet } = decision
  const failing = failingIn(decision)
  const fails = (given: Finding['rule']) => failing.some(({ rule }) => rule === given)
  const moot = MOOT.find(fails)
  const isForGood = (finding: Failing): boolean =>
    finding.limit === 0 || concerns[finding.rule]?.isForGood?.(finding, ofHandling) === true
  const each = CHANNELS.map((channel) => {
    const told = failing.filter((finding) => binds(finding, channel))
    const there = beside === undefined ? told : failingIn(beside.given({ channel }))
    return {
      channel,
      isFree: told.length === 0 && there.every(({ rule }) => DONE_THERE.includes(rule)),
      isOpen: !there.some(isForGood),
      untold: there.filter(({ rule }) => told.every((finding) => finding.rule !== rule)),
    }
  })
  const open = each.filter(({ isOpen }) => isOpen).map(({ channel }) => channel)
  const free = each.filter(({ isFree }) => isFree).map(({ channel }) => channel)
  const mendable = failing.length > 0 && failing.every(isMendable)
  return {
    ...ofHandling,
    ruleSet,
    yearUsedUp: fails('yearly-applications'),
    settled: moot !== undefined && moot !== 'not-before-occurrence',
    moot,
    mendable,
    later: failing.some(isForGood) ? open : 'here',
    free,
    instead: free,
    // Elsewhere the headline says so.
    insteadNeeds: mendable
      ? DONE_THERE.filter((rule) =>
          each.some(({ channel, untold }) => free.includes(channel) && untold.some((finding) => finding.rule === rule)),
        )
      : [],
    open,
    others: beside === undefined ? [] : each.filter(({ channel }) => channel !== beside.facts.channel),
  }
}

/** Whether the person can mend what fails without waiting: have an identity checked, come in person, have the owner agree. */
function isMendable(finding: Failing): boolean {
  return DONE_THERE.includes(finding.rule) || (finding.rule === 'owner-consent' && hasWay(finding.limit))
}

function failingIn({ findings }: Decision): readonly Failing[] {
  return findings.flatMap((finding) => (finding.outcome === 'fails' ? [finding] : []))
}
