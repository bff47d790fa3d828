import type { Decision, Finding } from '../decision/decision.ts'
import type { Beside, DecisionContext } from '../explain/context.ts'
import { requestOf } from '../explain/halves.ts'
import { headlineOf, lineOf } from '../explain/headline.ts'
import { correctionOf, inputSentence } from '../explain/issues.ts'
import type { Audience, Words } from '../explain/locale.ts'
import { refusalOf } from '../explain/sentence.ts'
import type { Issue } from '../input/issue.ts'
import type { FormStatus } from './types.ts'

/** The sentences of a form, in one language and for one reader. */
export interface Sentences {
  /** Of a form, or of one that lets the act happen: there nothing is left to be checked later. */
  readonly headline: (
    status: FormStatus,
    decision: Decision,
    isFinal: boolean,
    beside: Beside,
    context?: DecisionContext,
  ) => string
  readonly refused: (finding: Finding, decision: Decision, context: DecisionContext | undefined) => string
  readonly malformed: (issue: Issue) => string
  /** What to do about it, without what was typed, where `malformed` says that. */
  readonly correction: (issue: Issue) => { readonly correction?: string }
  /** Says that a key was not asked for. */
  readonly notAsked: (issue: Issue) => string
  /** Asks for what was left blank. */
  readonly missing: (fact: string) => string
  /** Asks for a field that is no fact; or says that the office has not supplied a fact: which, the driver cannot mend. */
  readonly plain: (what: 'blank' | 'unknown' | 'not-asked') => string
}

/** For a driver no words are read but those that `FormWords` have. */
export function sentencesOf(words: Words, audience: Audience): Sentences {
  const reading = { audience, source: undefined, only: undefined }
  const { core } = words
  const plain: Sentences['plain'] = (what) => core.sentence(core.forms[what])
  const malformed = (issue: Issue) => (audience === 'driver' ? correctionOf : inputSentence)(issue, words)
  return {
    headline: (status, decision, isFinal, beside, context = beside.contextOf(decision, beside)) => {
      if (status === 'refused' || status === 'permitted') return headlineOf(decision, words, reading, context, beside)
      return lineOf(core.forms[isFinal && status === 'clear-so-far' ? 'unable' : status], core, context)
    },
    refused: (finding, decision, context) => refusalOf(finding, words, reading, decision.question, context),
    malformed,
    correction: (issue) => (audience === 'driver' ? {} : { correction: correctionOf(issue, words, audience) }),
    notAsked: (issue) => (audience === 'driver' ? plain('not-asked') : malformed(issue)),
    missing: (fact) => core.sentence(requestOf(words, fact, audience)),
    plain,
  }
}
