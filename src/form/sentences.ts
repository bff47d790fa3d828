import type { Decision, Finding } from '../decision/decision.ts'
import type { DecisionContext, FormState } from '../explain/old/context.ts'
import { requestOf } from '../explain/old/halves.ts'
import { headlineOf, lineOf } from '../explain/old/headline.ts'
import { correctionOf, inputSentence } from '../explain/old/issues.ts'
import type { Audience, Words } from '../explain/old/locale.ts'
import { refusalOf } from '../explain/old/sentence.ts'
import type { Issue } from '../input/issue.ts'
import type { FormStatus } from './types.ts'

/** The sentences of a form, in one language and for one reader. */
export interface Sentences {
  /** The BCP 47 tag of the language. */
  readonly language: string
  /** Of a form, or of one that lets the act happen: there nothing is left to be checked later. */
  readonly headline: (
    form: FormState & { readonly status: FormStatus; readonly isPageAtFault: boolean },
    isFinal: boolean,
  ) => string
  readonly refused: (finding: Finding, decision: Decision, context: DecisionContext | undefined) => string
  readonly malformed: (issue: Issue) => string
  /** What to do about it, without what was typed, where `malformed` says that. */
  readonly correction: (issue: Issue) => { readonly correction?: string }
  /** Asks for what was left blank. */
  readonly missing: (fact: string) => string
  /** Says that the office lacks facts, or has them damaged: an official has to know which, a driver cannot mend it. */
  readonly unknown: (facts: readonly string[], held: readonly string[]) => string
  /** Asks for a field that is no fact; or says that a key was not asked for, which nobody typed who reads it. */
  readonly plain: (what: 'blank' | 'not-asked') => string
}

/** For a driver no words are read but those that `FormWords` have. */
export function sentencesOf(words: Words, audience: Audience): Sentences {
  const reading = { audience, source: undefined, only: undefined }
  const isDriver = audience === 'driver'
  const { core } = words
  const { forms, sentence } = core
  return {
    language: words.tag,
    headline: (form, isFinal) => {
      const { status, decision, beside, context = beside.contextOf(decision, beside) } = form
      if (status === 'refused' || status === 'permitted') return headlineOf(decision, words, reading, context, beside)
      const isClear = status === 'clear-so-far'
      if (isClear && !isDriver) return core.officialForm.clear(form, isFinal, words)
      const isOfPage = status === 'malformed' && form.isPageAtFault
      return lineOf(forms[isOfPage ? 'not-asked' : isFinal && isClear ? 'unable' : status], words, audience, context)
    },
    refused: (finding, decision, context) => refusalOf(finding, words, reading, decision.question, context),
    malformed: (issue) => (isDriver ? correctionOf : inputSentence)(issue, words),
    correction: (issue) => (isDriver ? {} : { correction: correctionOf(issue, words, audience) }),
    missing: (fact) => sentence(requestOf(words, fact, audience)),
    unknown: (facts, held) =>
      isDriver
        ? sentence(forms[facts.some((fact) => held.includes(fact)) ? 'damaged' : 'unknown'])
        : core.officialForm.lack(facts, held, words),
    plain: (what) => sentence(forms[what]),
  }
}
