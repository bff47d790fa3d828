import type { Decision, Finding } from '../decision/decision.ts'
import { explainFinding, headline } from '../explain/explain.ts'
import { explainIssue, isListed } from '../explain/issues.ts'
import type { Locale } from '../explain/locale.ts'
import type { Issue } from '../input/issue.ts'
import type { FactName } from '../law/facts.ts'
import type { FormStatus } from './types.ts'

/** The sentences of a form, in one language. */
export interface Sentences {
  readonly headline: (status: FormStatus, decision: Decision) => string
  readonly refused: (finding: Finding, decision: Decision) => string
  readonly malformed: (issue: Issue) => string
  /** Asks for what was left blank. */
  readonly missing: (fact: FactName) => string
  /** Says that the office has not supplied a fact. */
  readonly unknown: (fact: FactName) => string
}

export function sentencesOf(locale: Locale): Sentences {
  return {
    headline: (status, decision) =>
      status === 'refused' || status === 'permitted'
        ? headline(decision, locale)
        : locale.sentence(locale.forms[status]),
    refused: (finding, decision) => explainFinding(finding, locale, decision),
    malformed: (issue) => explainIssue(issue, locale),
    missing: (fact) => locale.sentence(locale.asked(locale.names.facts[fact], isListed(fact))),
    unknown: (fact) => locale.sentence(locale.forms.unknown(locale.names.facts[fact])),
  }
}
