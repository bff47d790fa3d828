import type { Decision, Finding } from '../../decision/decision.ts'
import { CHANNELS } from '../../values/channel.ts'
import { BINDING_CONCERNS, type Concerns, type Help } from './concerns.ts'
import {
  type Beside,
  binds,
  type DecisionContext,
  type Failing,
  type HandlingContext,
  type Moot,
  openOn,
} from './context.ts'

/** What the decision on a binding tells. */
export function bindingContext(decision: Decision, beside?: Beside): DecisionContext {
  return contextFrom(decision, beside, BINDING_CONCERNS, {
    actedOn: undefined,
    binding: undefined,
    study: undefined,
    points: undefined,
    boundLater: undefined,
  })
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
  // What helps against a rule, or against what its finding tells.
  const rules = Object.keys(concerns) as Finding['rule'][]
  const against = (rule: Finding['rule']) => concerns[rule]?.help
  const helpOf = (finding: Failing): Help | undefined => {
    const help = finding.limit === 0 ? 'none' : against(finding.rule)
    return typeof help === 'function' ? help(finding, ofHandling) : help
  }
  const doneThere = rules.filter((rule) => against(rule) === 'there')
  const moot = rules.find((rule) => fails(rule) && ['unneeded', 'check'].includes(against(rule) as Help)) as
    | Moot
    | undefined
  const each = CHANNELS.map((channel) => {
    const told = failing.filter((finding) => binds(finding, channel))
    const there = beside === undefined ? told : failingIn(beside.given({ channel }))
    return {
      channel,
      isFree: told.length === 0 && there.every(({ rule }) => doneThere.includes(rule)),
      isOpen: !there.map(helpOf).includes('none'),
      untold: there.filter(({ rule }) => told.every((finding) => finding.rule !== rule)),
    }
  })
  const open = each.filter(({ isOpen }) => isOpen).map(({ channel }) => channel)
  const free = each.filter(({ isFree }) => isFree).map(({ channel }) => channel)
  const helps = failing.map(helpOf)
  const areAll = (...given: readonly (Help | undefined)[]) => helps.every((help) => given.includes(help))
  const heeded = areAll('there', 'mend', 'later')
  return {
    ...ofHandling,
    asked: beside?.asked ?? [],
    ruleSet,
    yearUsedUp: fails('yearly-applications'),
    settled: moot !== undefined && against(moot) === 'unneeded',
    moot,
    mendable: areAll('there', 'mend'),
    heeded,
    later: helps.includes('none') ? open : 'here',
    free,
    instead: free,
    doneThere,
    // Elsewhere the headline says so.
    insteadNeeds: heeded ? openOn(free, decision.findings).filter((rule) => doneThere.includes(rule)) : [],
    open,
    others: beside === undefined ? [] : each.filter(({ channel }) => channel !== beside.facts.channel),
  }
}

function failingIn({ findings }: Decision): readonly Failing[] {
  return findings.flatMap((finding) => (finding.outcome === 'fails' ? [finding] : []))
}
