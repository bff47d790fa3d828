/** What an answer would be without the rules that came after bf04ee7: all else of it is compared with what was kept. */

/** Each with where it is decided. `licence-held`: INTERPRETATIONS A17; those of the set of 2020: 6.25, A5; of Chengdu's: F. */
const ADDED: readonly { readonly rule: string; readonly ruleSet?: string }[] = [
  { rule: 'licence-held' },
  { rule: 'single-points-limit', ruleSet: 'cn-2020-09-28' },
  { rule: 'repeat-full-score', ruleSet: 'cn-2020-09-28' },
  { rule: 'plate-type', ruleSet: 'chengdu-2017-11-14' },
  { rule: 'non-operating', ruleSet: 'chengdu-2017-11-14' },
]
const REQUIRED: readonly string[] = ['at', 'driver', 'vehicle']

interface Decided {
  readonly ruleSet?: string
  readonly verdict: string
  readonly findings: readonly {
    readonly rule: string
    readonly outcome: string
    readonly missing?: readonly string[]
  }[]
  readonly missing: readonly string[]
}

/** An answer of any shape, each decision in it as the other rules decide. */
export function withoutAdded(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(withoutAdded)
  if (typeof answer !== 'object' || answer === null || answer instanceof Date) return answer
  const copy = Object.fromEntries(Object.entries(answer).map(([key, value]) => [key, withoutAdded(value)]))
  return isDecided(answer) ? { ...copy, ...decidedWithout(answer) } : copy
}

function isDecided(answer: object): answer is Decided {
  return 'findings' in answer && (answer as Decided).findings.some(({ rule }) => isAdded(rule, answer as Decided))
}

function isAdded(rule: string, { ruleSet }: Decided): boolean {
  return ADDED.some((each) => each.rule === rule && (each.ruleSet === undefined || each.ruleSet === ruleSet))
}

function decidedWithout(decision: Decided): Decided {
  const findings = decision.findings.filter(({ rule }) => !isAdded(rule, decision))
  const missing = [
    ...new Set([
      ...decision.missing.filter((fact) => REQUIRED.includes(fact)),
      ...findings.flatMap((finding) => finding.missing ?? []),
    ]),
  ]
  const refused = findings.some(({ outcome }) => outcome === 'fails')
  return { findings, missing, verdict: refused ? 'refused' : missing.length > 0 ? 'undetermined' : 'permitted' }
}
