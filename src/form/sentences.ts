import type { Decision, Finding } from '../decision/decision.ts'
import { contextOf } from '../explain/context.ts'
import { factName, requestOf } from '../explain/halves.ts'
import { headlineOf } from '../explain/headline.ts'
import { correctionOf, issueSentence } from '../explain/issues.ts'
import type { Audience, Words } from '../explain/locale.ts'
import { sentenceOf } from '../explain/sentence.ts'
import type { Issue } from '../input/issue.ts'
import type { FactName } from '../law/facts.ts'
import type { FormStatus } from './types.ts'

/** The sentences of a form, in one language and for one reader. */
export interface Sentences {
  readonly headline: (status: FormStatus, decision: Decision) => string
  readonly refused: (finding: Finding, decision: Decision) => string
  readonly malformed: (issue: Issue) => string
  /** Asks for what was left blank. */
  readonly missing: (fact: FactName) => string
  /** Asks for a field that is no fact. */
  readonly blank: () => string
  /** Says that the office has not supplied a fact. */
  readonly unknown: (fact: FactName) => string
}

/** For a driver no words are read but those that `FormWords` have. */
export function sentencesOf(words: Words, audience: Audience): Sentences {
  const reading = { audience, source: undefined, only: undefined }
  const { core } = words
  return {
    headline: (status, decision) =>
      status === 'refused' || status === 'permitted'
        ? headlineOf(decision, words, reading)
        : core.sentence(core.forms[status]),
    refused: (finding, decision) => sentenceOf(finding, words, reading, decision.question, contextOf(decision)),
    malformed: (issue) => (audience === 'driver' ? correctionOf : issueSentence)(issue, words),
    missing: (fact) => core.sentence(requestOf(words, fact, audience)),
    blank: () => core.sentence(core.forms.blank),
    unknown: (fact) => core.sentence(core.forms.unknown(factName(words, fact) as string)),
  }
}
