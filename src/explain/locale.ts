import type { Finding, FindingOf, FindingOutcome, Invalid, NoRuleSetFinding, Verdict } from '../decision/decision.ts'
import type { IssueCode, WantedAs, WantedKind } from '../input/issue.ts'
import type { Citation } from '../law/citation.ts'
import type { FactName } from '../law/facts.ts'
import type { Question } from '../law/question.ts'
import type { Reason } from '../law/reason.ts'
import type { SHIPPED_IDS } from '../law/rule-sets/shipped.ts'
import type { RuleId } from '../law/rules/index.ts'
import type { RefusalCode } from '../registry/decide-command.ts'
import type { Channel, OwnerConsent } from '../values/channel.ts'
import type { LegalDay } from '../values/instant.ts'
import type { LicenceState } from '../values/licence.ts'
import type { OwnerKind, PlateType } from '../values/vehicle.ts'
import type { Recorder, ViolationState } from '../values/violation.ts'
import type { Beside, Elsewhere } from './beside.ts'
import type { Picture } from './issues.ts'

/**
 * One language: every word and sentence that a decision can need. A rule, an outcome, an issue code or a fact without
 * its words does not compile. Sentences come without their full stop: `sentence` adds it, and the citation.
 */
export interface Locale {
  /** The BCP 47 tag of the language. */
  readonly tag: string
  readonly names: Names
  readonly judged: Judgements
  /** Which channels a provision leaves free, told from those that it binds. */
  readonly scope: (channels: Finding['channels']) => string
  /** Parts of one sentence. */
  readonly joined: (parts: readonly string[]) => string
  readonly unjudged: {
    readonly unknown: (finding: FindingAs<'unknown'>) => string
    readonly 'not-applicable': { readonly [R in Reason]: (finding: FindingAs<'not-applicable'>) => string }
  }
  /** Why a registry refuses a command: a code of its own, or the rule that failed, without its numbers. */
  readonly refused: (code: RefusalCode | Finding['rule']) => string
  /** Asks for a fact that is missing: what it is called, and whether what it must be is on a closed list. */
  readonly asked: (name: string, listed: boolean) => string
  /** For each code: the sentence, from the place in words, what was received, and what was wanted. */
  readonly issues: { readonly [C in IssueCode]: (place: string, received: string, wanted: string) => string }
  /** Where an issue lies: a name in quotation marks, with the number of the item in a list. */
  readonly place: (name: string | undefined, item?: number) => string
  /** That one code of a closed list was wanted, or a list of many: each code, with what it is called if anything. */
  readonly listed: (codes: readonly (readonly [code: string, name: string | undefined])[], many: boolean) => string
  /** What was wanted, for each kind of it but the lists of facts. */
  readonly wanted: { readonly [K in WantedKind]: string | ((wanted: WantedAs<K>) => string) }
  /** A text from outside, in quotation marks. */
  readonly quoted: (text: string) => string
  /** What was received, where its picture would be a word of the programming language. */
  readonly pictures: { readonly [P in Picture]: string }
  readonly headline: (head: Headline) => string
  /** What a form says of itself while it is neither refused nor permitted, and of a fact that the office has not supplied. */
  readonly forms: {
    readonly malformed: string
    readonly incomplete: string
    readonly 'clear-so-far': string
    readonly unknown: (name: string) => string
  }
  /** Closes a sentence, saying in brackets where the provision stands. */
  readonly sentence: (words: string, citation?: Citation) => string
}

/** What things are called: in sentences, and on the labels of a form. */
export interface Names {
  readonly facts: { readonly [F in FactName]: string }
  readonly rules: { readonly [Id in Finding['rule']]: string }
  readonly questions: { readonly [Q in Question]: string }
  readonly verdicts: { readonly [V in Verdict | Invalid['verdict']]: string }
  readonly channels: { readonly [C in Channel]: string }
  readonly licenceStates: { readonly [S in LicenceState]: string }
  readonly plateTypes: { readonly [P in PlateType]: string }
  readonly ownerKinds: { readonly [K in OwnerKind]: string }
  readonly ownerConsents: { readonly [C in OwnerConsent]: string }
  readonly violationStates: { readonly [S in ViolationState]: string }
  readonly recorders: { readonly [R in Recorder]: string }
  /** The rule sets that ship with the library, by id; every other one is hypothetical. */
  readonly ruleSets: { readonly [Id in (typeof SHIPPED_IDS)[number]]: string }
}

/** The outcomes in which two sides were compared. */
export type Judgement = 'holds' | 'fails'
/** A finding of one rule, with its two sides. */
export type JudgedOf<Id extends RuleId> = Extract<FindingOf<Id>, { readonly outcome: Judgement }>
/** A finding of whatever rule, with one outcome. */
export type FindingAs<O extends FindingOutcome> = Extract<Finding, { readonly outcome: O }>

/** What a cap compares: a count or a sum, and the most that it may be. */
export type Compared = Pick<Finding, 'channels'> & { readonly supplied: number; readonly limit: number }

/**
 * What is said of a refusal: a sentence, or what was found and what would help, if anything would. To the latter is added
 * which channels the provision leaves free; where nothing is left to do, only what was found is told.
 */
export type Refused = string | readonly [found: string, help?: string | undefined]

/** What is said of a rule when it holds and when it fails, alone or beside what its decision tells. */
export interface Judged<F> {
  readonly holds: (finding: F, beside?: Beside) => string
  readonly fails: (finding: F, beside?: Beside) => Refused
}

/** The words for every rule: how it holds, fails, or does not concern the case. */
export type Judgements = { readonly [Id in RuleId]: Judged<JudgedOf<Id>> } & {
  readonly 'no-rule-set-in-force': { readonly fails: (finding: NoRuleSetFinding, beside?: Beside) => Refused }
}

/** What a headline tells; nothing but the number of issues when the facts were not judged. */
export type Headline =
  | { readonly verdict: 'invalid'; readonly issues: number }
  | {
      readonly verdict: Verdict
      readonly question: Question
      /** `null` under a book while the day of the act is not known. */
      readonly ruleSet: string | null
      /** Never of a hypothetical rule set, which nothing verifies. */
      readonly verifiedUntil: LegalDay | undefined
      /** For what is refused. */
      readonly elsewhere: Elsewhere | undefined
    }
