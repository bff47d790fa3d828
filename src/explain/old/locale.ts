import type {
  Decision,
  Finding,
  FindingOf,
  FindingOutcome,
  Invalid,
  NoRuleSetFinding,
  Verdict,
} from '../../decision/decision.ts'
import type { Issue, IssueCode, WantedAs, WantedKind } from '../../input/issue.ts'
import type { Citation, Grade, Reached } from '../../law/citation.ts'
import type { FactName } from '../../law/facts.ts'
import type { Question } from '../../law/question.ts'
import type { Reason } from '../../law/reason.ts'
import type { SHIPPED_IDS } from '../../law/rule-sets/shipped.ts'
import type { RuleId } from '../../law/rules.ts'
import type { Channel, OwnerConsent } from '../../values/channel.ts'
import type { LegalDay } from '../../values/instant.ts'
import type { LicenceState } from '../../values/licence.ts'
import type { OwnerKind, PlateType } from '../../values/vehicle.ts'
import type { Recorder, ViolationState } from '../../values/violation.ts'
import type { FactOf, RuleOf } from '../rule-of.ts'
import type { DecisionContext, FormState } from './context.ts'
import type { Picture } from './pictures.ts'

/**
 * One language, whole: `en` or `zhCN`. It is its two halves and its labels put together, with what an official is told of
 * sources and of inputs. Whatever takes a whole takes the half of the question at hand. A rule, an outcome, an issue code
 * or a fact without its words does not compile.
 */
export interface Locale extends BindingWords, HandlingWords, Labels, SourceWords, InputWords {}

/** All that is said of a binding 备案 in one language: `enBinding`, `zhCNBinding`. */
export interface BindingWords extends Language {
  readonly bind: QuestionWords<'bind'>
}

/** All that is said of a handling 处理 in one language: `enHandling`, `zhCNHandling`. */
export interface HandlingWords extends Language {
  readonly handle: QuestionWords<'handle'> & TimesWords
}

/** What a form of a binding 备案 says to a driver, in one language: `enBindingForm`, `zhCNBindingForm`. */
export interface BindingFormWords {
  /** The BCP 47 tag of the language. */
  readonly tag: string
  readonly core: FormCore
  readonly bind: FormQuestionWords<'bind'>
}

/** What a form of a handling 处理 says to a driver, in one language: `enHandlingForm`, `zhCNHandlingForm`. */
export interface HandlingFormWords {
  /** The BCP 47 tag of the language. */
  readonly tag: string
  readonly core: FormCore
  readonly handle: FormQuestionWords<'handle'> & TimesWords
}

/** What a headline says of times of a handling that contradict each other. */
export interface TimesWords {
  readonly times: {
    /** The binding is later than the handling, for who can check the time of it. */
    readonly check: string
    /** For a driver who was not asked for the time: those on record are wrong. */
    readonly recorded: string
  }
}

/** What a form says to a driver about either question. */
export type FormWords = BindingFormWords | HandlingFormWords

/** What things are called in one language, for the labels of a form or a page: `enLabels`, `zhCNLabels`. */
export interface Labels {
  /** The BCP 47 tag of the language. */
  readonly tag: string
  readonly names: Names
}

/** Where provisions stand, in one language: for `explain` with `cite`. `enSources`, `zhCNSources`. */
export interface SourceWords {
  /** The BCP 47 tag of the language. */
  readonly tag: string
  readonly sources: {
    /** What attests a provision: a statute, an official statement, an inference. */
    readonly grades: { readonly [G in Grade]: string }
    /** How the document behind a grade was reached. */
    readonly reached: { readonly [R in Reached]: string }
    /** Where a provision stands; of one that is inferred, that it is, its grade, and how its document was reached. */
    readonly of: (citation: Citation, actedOn?: LegalDay) => string
  }
}

/**
 * What an official is told of malformed inputs, in one language: what was received, and what was wanted. `enInputs`,
 * `zhCNInputs`. Where a half comes without them, an official reads what a driver reads.
 */
export interface InputWords {
  /** The BCP 47 tag of the language. */
  readonly tag: string
  readonly inputs: {
    /**
     * For each code: the sentence, from the place in words, what was received, what was wanted, and the characters that do not belong,
     * `''` where they cannot be shown.
     */
    readonly issues: {
      readonly [C in IssueCode]: (place: string, received: string, wanted: string, foreign: string) => string
    }
    /** A number whose date of birth cannot be. */
    readonly born: (place: string, received: string) => string
    /** A count or an amount that is too large. Its largest value is that of a program. */
    readonly tooMuch: (place: string, received: string) => string
    /** An answer that is not what the system was told; of what is on a register `issues` say so. */
    readonly differs: (place: string) => string
    /** That none is an answer too. */
    readonly orNone: (wanted: string) => string
    /** Where an issue lies: a name in quotation marks, with the number of the item in a list. */
    readonly place: (name: string | undefined, item?: number) => string
    /** That one code of a closed list was wanted, or a list of many: each code, with what it is called if anything. */
    readonly listed: (codes: readonly (readonly [code: string, name: string | undefined])[], many: boolean) => string
    /** What was wanted, for each kind of it but the lists of facts. `to` is `Infinity` where no largest number is told. */
    readonly wanted: { readonly [K in WantedKind]: string | ((wanted: WantedAs<K>) => string) }
    /** A text from outside, in quotation marks. */
    readonly quoted: (text: string) => string
    /** What was received, where its picture would be a word of the programming language. */
    readonly pictures: { readonly [P in Picture]: string }
    /** Makes the sentence of these words. It comes along with them: a form for drivers loads neither. */
    readonly sentence: (issue: Issue, words: Words & InputWords) => string
  }
}

/** The words of one language that both questions need. */
export interface Language {
  /** The BCP 47 tag of the language. */
  readonly tag: string
  readonly core: Core
}

/** The languages, whole or half, that a decision can be told in. */
export type Words = BindingWords | HandlingWords

/** Who reads: an official 民警 wants the provision and the numbers; a driver 驾驶人 wants to know what to do. */
export type Audience = (typeof AUDIENCES)[number]
const audiences = ['official', 'driver'] as const
/** Who reads. */
export const AUDIENCES: typeof audiences = /* @__PURE__ */ Object.freeze(audiences)

/** What things are called. */
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
}

export type { FactOf, RuleOf }
/** The facts that are words of a closed list which a language has names for. */
export type ListedFact =
  | 'channel'
  | 'vehicleOwnerKind'
  | 'plateType'
  | 'ownerConsent'
  | 'violationState'
  | 'recordedBy'
  | 'licenceStates'

/** What is said of one question: of each of its facts and rules. Sentences come without their full stop. */
export interface QuestionWords<Q extends Question> {
  /** What is asked for: 备案非本人机动车. */
  readonly act: string
  readonly facts: { readonly [F in FactOf<Q>]: string }
  readonly rules: { readonly [Id in RuleOf<Q>]: string }
  /** The words of closed lists, by fact. */
  readonly lists: { readonly [F in ListedFact & FactOf<Q>]: Readonly<Record<string, string>> }
  /** Asks for a fact that is missing: of a driver in the second person. */
  readonly requests: { readonly [F in FactOf<Q>]: string }
  /** The same of an official, where it is said otherwise. */
  readonly officialRequests: { readonly [F in FactOf<Q>]?: string }
  /** What is said of a rule that holds: without a person, so that it serves every reader. */
  readonly holds: { readonly [Id in RuleOf<Q>]: Says<JudgedOf<Id>, string> }
  /** What an official is told of a rule that fails. */
  readonly fails: { readonly [Id in RuleOf<Q>]: Says<JudgedOf<Id>, Refused> }
  /** What a driver is told of a rule that fails: in the second person, with what to do. */
  readonly advice: { readonly [Id in RuleOf<Q>]: Says<JudgedOf<Id>, Refused> }
}

/** What a form says to a driver about one question. */
export type FormQuestionWords<Q extends Question> = Pick<QuestionWords<Q>, 'act' | 'facts' | 'requests' | 'advice'>

/** What is said of a finding, alone or beside what its decision tells. */
export type Says<F, S> = (finding: F, context?: DecisionContext) => S

/** The outcomes in which two sides were compared. */
export type ComparedOutcome = 'holds' | 'fails'
/** A finding of one rule, with its two sides. */
export type JudgedOf<Id extends RuleId> = Extract<FindingOf<Id>, { readonly outcome: ComparedOutcome }>
/** A finding of any rule, with one outcome. */
export type FindingAs<O extends FindingOutcome> = Extract<Finding, { readonly outcome: O }>

/** What a cap compares: a count or a sum, and the most that it may be. */
export type Compared = Pick<Finding, 'channels'> & { readonly supplied: number; readonly limit: number }

/**
 * What is said of a refusal: a sentence; or what was found and what would help, if anything would, to which is added where
 * else the act could be tried. Where nothing is left to do, only what was found is told.
 */
export type Refused = string | readonly [found: string, help?: string | undefined]

/** What both questions need: how sentences are put together, and what is said of inputs. */
export interface Core {
  /** The rule sets that ship with the library, by id; every other one is hypothetical. */
  readonly ruleSets: { readonly [Id in (typeof SHIPPED_IDS)[number]]: string }
  readonly channels: Names['channels']
  /** Parts of one sentence; the last may be another way than what comes before it. */
  readonly joined: (parts: readonly string[], isOtherWay?: boolean) => string
  /** Closes a sentence, with the source in brackets where one is given. */
  readonly sentence: (words: string, source?: string) => string
  /** Sentences that stand one after the other. */
  readonly paragraph: (sentences: readonly string[]) => string
  /** Titles of problems: of each kind, and of a rule that fails. */
  readonly problems: {
    readonly invalid: string
    readonly refused: string
    readonly undetermined: string
    readonly against: (rule: string) => string
    /** Behind the faults that are told, how many there are besides. */
    readonly more: (count: number) => string
  }
  /**
   * For an official: which channels a provision leaves free, of those that are `open`, which are all unless given; where it leaves none
   * of these, which it binds. That it binds every channel is said only where nothing helps.
   */
  readonly scope: (channels: Finding['channels'], isHelped: boolean, open?: readonly Channel[]) => readonly string[]
  /** For a driver: where to go, and what of an identity or of a person is needed there. */
  readonly going: (way: Way, channels: readonly Channel[], needs: readonly Finding['rule'][]) => string
  readonly unknown: (rule: string, facts: readonly string[]) => string
  /** For a driver: that the office checks a fact which only its records have. */
  readonly checks: (fact: string) => string
  readonly notApplicable: { readonly [R in Reason]: (rule: string, channels: Finding['channels']) => string }
  /** No rule set, or none on the question; `act` is what is asked for, where the question is known. */
  readonly noRuleSet: {
    readonly [A in Audience]: (finding: NoRuleSetFinding, act: string, context?: DecisionContext) => string
  }
  readonly headline: {
    readonly driver: (head: Headline) => string
    readonly official: (head: OfficialHeadline) => string
  }
  /** Makes what an official's headline tells besides. It comes along with the words: a form for drivers does not load it. */
  readonly officialHeadline: (head: JudgedHeadline, decision: Decision, words: Words) => JudgedOfficialHeadline
  /** What a form says of itself while it is neither refused nor permitted, and of some of its fields. */
  readonly forms: {
    readonly malformed: string
    readonly incomplete: string
    readonly 'clear-so-far': string
    /** Asks for a field that is no fact. */
    readonly blank: string
    /** A page sent what no field of it asks for. */
    readonly 'not-asked': string
    /** The server that is to let the act happen lacks facts of its own: what to do about it, its messages say. */
    readonly unable: string
    /** Such facts cannot be looked up now. */
    readonly unknown: string
    /** The office has the number of a person, but masked or otherwise damaged: no waiting helps. */
    readonly damaged: string
  }
  /** For an official: that facts are missing and have to be supplied; or that those on record are damaged and have to be corrected. */
  readonly lack: { readonly [L in 'missing' | 'damaged']: (facts: readonly string[]) => string }
  /** Makes what a form says to an official of what is missing. It comes along with the words: a form for drivers does not load it. */
  readonly officialForm: {
    readonly clear: (form: FormState, isFinal: boolean, words: Words) => string
    readonly lack: (facts: readonly string[], held: readonly string[], words: Words) => string
  }
  /** For a driver: what to do about an input, from what the field is called and how it is asked for. */
  readonly correction: (issue: Issue, field: Field | undefined) => string
  /** The same for an official, where it is said otherwise. */
  readonly officialCorrection: (issue: Issue, field: Field | undefined) => string | undefined
}

/**
 * How a driver is sent to a channel: `instead`, or after other advice as `other` way; as to the `only` one, be it later, where nothing
 * helps on this one; or `later`, when everything is done that is told before.
 */
export type Way = 'instead' | 'other' | 'only' | 'later'

/** What a form says to a driver, whatever the question. */
export type FormCore = Pick<Core, 'joined' | 'sentence' | 'paragraph' | 'going' | 'forms' | 'correction'> & {
  readonly noRuleSet: Pick<Core['noRuleSet'], 'driver'>
  /** Of what is refused or permitted; of the rest a form says what `forms` has. */
  readonly headline: { readonly driver: (head: JudgedHeadline) => string }
}

/** A field of a form: what it is called, and the sentence that asks for it. */
export interface Field {
  readonly name: string
  readonly request: string
}

/** What a headline tells; nothing but the number of issues when the facts were not judged. */
export type Headline = { readonly verdict: 'invalid'; readonly issues: number } | JudgedHeadline

/** What the headline of a decision tells, with what the decision does. */
export interface JudgedHeadline extends Pick<DecisionContext, 'moot' | 'mendable' | 'heeded' | 'free' | 'later'> {
  readonly verdict: Verdict
  readonly question: Question
  /** `null` under a book while the day of the act is not known. */
  readonly ruleSet: string | null
  /** How many facts are missing, of those that the reader can tell; `undefined` where it is not known which those are. */
  readonly missing: number | undefined
  /** What has not held yet on the channels that are free. */
  readonly still: readonly Finding['rule'][]
}

/** What an official's headline tells. */
export type OfficialHeadline = Exclude<Headline, JudgedHeadline> | JudgedOfficialHeadline

/** What the headline of a decision tells an official. */
export interface JudgedOfficialHeadline extends JudgedHeadline {
  /** Never of a hypothetical rule set or of one that was never in force, which nothing verifies. */
  readonly verifiedUntil: LegalDay | undefined
  /** A plan of the police that came into force nowhere. */
  readonly neverInForce: boolean
  /** What a rule is called. */
  readonly nameOf: (rule: Finding['rule']) => string
}
