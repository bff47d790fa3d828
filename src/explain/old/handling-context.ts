import type { Decision, Finding } from '../../decision/decision.ts'
import type { LegalDay } from '../../values/instant.ts'
import type { LicenceState } from '../../values/licence.ts'
import { contextFrom } from './binding-context.ts'
import { HANDLING_CONCERNS } from './concerns.ts'
import { type Beside, type BindingNow, type DecisionContext, isOtherChannels } from './context.ts'
import { lostIn, sharedWith } from './grammar.ts'

// What a handling alone tells, so that a form of a binding does not load it: of the binding, of points and of studies.

/** What the decision on a handling tells. */
export function handlingContext(decision: Decision, beside?: Beside): DecisionContext {
  const { findings } = decision
  let at: string | undefined = beside?.facts.at
  let points = beside?.facts.points
  let bound: string | null | undefined = beside?.facts.boundSince
  let isUnbound = false
  let last: 'full-score' | 'last-study' = 'full-score'
  let barring: readonly LicenceState[] = []
  for (const finding of findings) {
    if (finding.outcome !== 'holds' && finding.outcome !== 'fails') continue
    if (finding.rule === 'not-before-occurrence') at = finding.limit
    else if (finding.rule === 'single-points-limit') points = finding.supplied
    else if (finding.rule === 'open-binding') {
      bound = finding.supplied
      isUnbound ||= finding.outcome === 'fails'
    } else if (finding.rule === 'repeat-full-score' && finding.supplied + 1 >= finding.limit) last = 'last-study'
    else if (finding.rule === 'licence-state') barring = sharedWith(finding.supplied, finding.limit)
  }
  const binding = isUnbound ? bindingNow(findings, beside) : 'covers'
  const study = lostIn(barring).length > 0 ? 'none' : barring.some(isOther) ? (`${last}-in-order` as const) : last
  // Text order is time order.
  const boundLater = typeof bound === 'string' && at !== undefined && bound > at
  const actedOn = at?.slice(0, 10) as LegalDay | undefined
  return contextFrom(decision, beside, HANDLING_CONCERNS, { actedOn, binding, study, points, boundLater })
}

/** Whether a state is another one than that which a full-score study ends. */
function isOther(state: LicenceState): boolean {
  return state !== 'full-points'
}

/** What a binding made now would do, by what the rule on its date says of it. */
function bindingNow(findings: readonly Finding[], beside: Beside | undefined): BindingNow {
  const { at, occurredAt } = beside?.facts ?? {}
  const made = beside && at && dated(beside.given({ boundSince: at, occurredAt: occurredAt ?? at }).findings)
  if (made?.outcome === 'fails') return 'vain'
  if (made?.outcome === 'holds') {
    // A day alone is compared where the day of binding counts whole.
    if (made.limit.length > 10) return occurredAt === undefined ? 'vain' : 'covers'
    return occurredAt === undefined ? 'from-its-day' : 'today'
  }
  const now = dated(findings)
  if (made?.outcome === 'not-applicable' || now === undefined) return 'covers'
  if (now.outcome !== 'not-applicable') return 'perhaps'
  if (now.reason === 'no-first-binding') return 'first'
  if (now.reason !== 'no-binding') return 'covers'
  return findings.some(isOfEarlierDay) ? 'vain' : 'perhaps'
}

/** The finding on the date of binding that tells most: one that fails, else one that is of this channel. */
function dated(findings: readonly Finding[]): (Finding & { readonly rule: 'since-binding' }) | undefined {
  const all = findings.flatMap((finding) =>
    finding.rule === 'since-binding' && !isOtherChannels(finding) ? [finding] : [],
  )
  return all.find(({ outcome }) => outcome === 'fails') ?? all[0]
}

/** Whether the violation is found to be of an earlier day than the act. */
function isOfEarlierDay(finding: Finding): boolean {
  return (
    finding.rule === 'not-before-occurrence' &&
    finding.outcome === 'holds' &&
    // Text order is time order, also of an instant and a day.
    finding.supplied < finding.limit.slice(0, 10)
  )
}
