import type { Subject } from '../advice/advice.ts'
import type { Need } from '../advice/channels.ts'
import type { AdvisedRule, HelpedRule } from '../advice/helps.ts'
import type { Note } from '../advice/notes.ts'
import type { FactOf, JudgedOf, RuleOf } from '../advice/rule-of.ts'
import type { Finding, Verdict } from '../decision/decision.ts'
import type { IssueCode } from '../input/issue.ts'
import type { Citation, Grade, Reached } from '../law/citation.ts'
import type { FactName } from '../law/facts.ts'
import type { Question } from '../law/question.ts'
import type { Reason } from '../law/reason.ts'
import type { RuleSet } from '../law/rule-sets/rule-set.ts'
import type { ShippedId } from '../law/rule-sets/shipped.ts'
import type { RuleId } from '../law/rules.ts'
import type { Channel, OwnerConsent } from '../values/channel.ts'
import type { LegalDay } from '../values/instant.ts'
import type { LicenceState } from '../values/licence.ts'
import type { OwnerKind, PlateType } from '../values/vehicle.ts'
import type { Recorder, ViolationState } from '../values/violation.ts'

// What a language is: at most nine files, one noun each (rules facts values forms registry sources card index grammar). One
// voice: a sentence says what is so, with its numbers; `todo` says what to do, where something helps. It names roles (驾驶人,
// 车主) and never the reader, and comes without its full stop: `grammar.sentence` closes it. A driver reads `fails` and the
// `todo` of a step that an advice tells; an official reads `fails` with its source; a file has `fails` alone, so it knows
// no today and no tomorrow. A third language is these types filled in, and does not compile while a word is missing.

/** One language, whole: {@link en} or {@link zhCN}. A form takes the words of its question alone. */
export interface Locale extends BindingWords, HandlingWords, Labels {
  readonly sources: SourceWords
  readonly outcomes: OutcomeWords
  readonly problems: ProblemWords
}

/** What a form says that asks about a binding 备案: {@link enBinding}, {@link zhCNBinding}. */
export interface BindingWords extends Language {
  readonly bind: QuestionWords<'bind'>
}

/** What a form says that asks about a handling 处理: {@link enHandling}, {@link zhCNHandling}. */
export interface HandlingWords extends Language {
  readonly handle: QuestionWords<'handle'> & {
    /** The binding is later than the handling: one of the two times is wrong. */
    readonly timesContradict: string
    /** Of a vehicle that is not bound, where a binding made now would not cover the violation. */
    readonly vainBinding: string
    readonly notes: { readonly [K in Note['code']]: (note: Extract<Note, { readonly code: K }>) => string }
  }
}

/** What both questions need. */
export interface Language {
  /** The BCP 47 tag of the language. */
  readonly tag: string
  readonly grammar: Grammar
  readonly forms: FormWords
}

/** How sentences are put together, and numbers written. */
export interface Grammar {
  /** Closes a sentence, with the source in brackets where one is given. */
  readonly sentence: (words: string, source?: string) => string
  readonly paragraph: (sentences: readonly string[]) => string
  readonly list: (items: readonly string[]) => string
  /** 1,000; 1000 */
  readonly number: (number: number) => string
  /** An amount in fen 分, written in yuan. */
  readonly money: (fen: number) => string
  /** 10 September 2018; 2018年9月10日 */
  readonly day: (day: string) => string
}

/** What is said where one rule fails. */
export type RuleWords<Id extends Finding['rule']> = {
  /** What is so, with both sides of the finding. */
  readonly fails: (finding: JudgedOf<Id>) => string
} & (Id extends HelpedRule
  ? {
      /** What to do, or how long to wait; only where an `Outlook` tells the step. */
      readonly todo: (finding: JudgedOf<Id>) => string
    }
  : Id extends AdvisedRule
    ? {
        /** What to do all the same; of a licence, where the act is of whoever drove. */
        readonly todo: (finding: JudgedOf<Id>) => string | undefined
      }
    : unknown)

/** What a form says of one question. */
export interface QuestionWords<Q extends Question> extends FactWords<Q> {
  /** What is done, as it stands in a headline: 备案该车, binding this vehicle. */
  readonly act: string
  /** A headline where it may be no act of this driver: for a vehicle that may be their own, or a violation that is another's. */
  readonly unsure: (line: string) => string
  readonly rules: { readonly [Id in RuleOf<Q> | 'no-rule-set-in-force']: RuleWords<Id> }
}

/** What is said of the facts of one question. */
export interface FactWords<Q extends Question> {
  readonly facts: { readonly [F in FactOf<Q>]: string }
  /** How a fact is written: 京A12345. One that is chosen has no example. */
  readonly examples: { readonly [F in FactOf<Q>]?: string }
  /** How a fact is asked for where more is said than `fill` or `choose` and its name. */
  readonly asks: { readonly [F in FactOf<Q>]?: string }
}

/** What is said of findings that do not fail, by the name of the rule. */
export interface OutcomeWords {
  readonly holds: { readonly [Id in RuleId]: (finding: JudgedOf<Id>) => string }
  readonly unknown: (rule: string, facts: readonly string[]) => string
  readonly notApplicable: { readonly [R in Reason]: (rule: string) => string }
}

/** Faults that have a sentence of their own. */
export type ToldFault = Extract<
  IssueCode,
  | 'contradicted'
  | 'not-of-plate'
  | 'no-such-day'
  | 'no-such-birth-day'
  | 'time-missing'
  | 'in-future'
  | 'wrong-check-digit'
  | 'file-number'
  | 'military-plate'
>

/** What a form says of itself and of what is typed into it; also of the inputs of a service. */
export interface FormWords {
  /** One headline a status; `act` is that of the question. */
  readonly headlines: {
    readonly refused: (act: string, head: RefusedHead) => string
    readonly malformed: string
    readonly incomplete: string
    /** With whose records nobody has looked up yet, and what the channel wants. */
    readonly 'clear-so-far': (act: string, toLookUp: readonly Subject[], needs: readonly Need[]) => string
    /** With what the channel wants. */
    readonly permitted: (act: string, needs: readonly Need[]) => string
    /** Of a form that lets the act happen, where the office lacks facts of its own. */
    readonly unable: string
  }
  /** What is wrong with a value, where its code says it, and the words that would do. */
  readonly faults: { readonly [C in ToldFault]: (name: string, of: readonly string[]) => string }
  /** So many characters are missing at the end. */
  readonly tooShort: (name: string, left: number) => string
  /** A field that is malformed, with its example. */
  readonly malformed: (name: string, example: string | undefined) => string
  /** The same, where it is seen what was probably meant. */
  readonly meant: (name: string, text: string) => string
  /** A number that is out of its range. */
  readonly outOfRange: (name: string, from: string, to: string) => string
  /** The example of an amount where programs write it, in fen 分. */
  readonly inFen: string
  /** Asks for what is typed, and for what is chosen. */
  readonly fill: (name: string) => string
  readonly choose: (name: string) => string
  /** What is not asked for. */
  readonly notAsked: (name: string) => string
  /** Names a key of an input that is no fact. */
  readonly quoted: (key: string) => string
  /** Something was filled in wrongly that has no name. */
  readonly input: string
  /** Facts of the office cannot be looked up now; or are damaged there, so that no waiting helps. */
  readonly officeUnknown: string
  readonly officeDamaged: string
  /** For an official, and in a problem: which facts are missing or damaged. */
  readonly lacking: (facts: readonly string[]) => string
}

/** Titles of problems. */
export interface ProblemWords {
  readonly invalid: string
  readonly undetermined: string
  readonly refused: (rule: string) => string
  /** Of a day for which no rule is on record. */
  readonly unrecorded: string
  /** How many faults there are besides those that are told. */
  readonly more: (count: number) => string
}

/** What the headline of a refusal is made of. */
export type RefusedHead =
  /** No rule is on record for the day. */
  | { readonly so: 'unrecorded' }
  /** Another drove, who takes the points, and no channel is open. */
  | { readonly so: 'another' }
  /** The violation is dated after its handling. */
  | { readonly so: 'mistaken' }
  /** There is nothing to do: the vehicle is the driver's own or bound, the violation was handled. */
  | { readonly so: 'unneeded' }
  /** Without the facts: the channels that a failing provision binds. */
  | { readonly so: 'refused'; readonly on: 'all' | readonly Channel[] }
  /** With them, what was decided on each channel. */
  | {
      readonly so: 'decided'
      /** The channel that was asked, where it is known. */
      readonly here: Channel | undefined
      /** When the steps that are told are taken it can be done here; or on another channel; or neither. */
      readonly place: 'here' | Channel | undefined
      /** Where it can be done now. */
      readonly permitted: readonly Channel[]
      /** Where nothing is against it so far. */
      readonly clear: readonly Channel[]
      /** What is wanted on all of these, else where the steps lead. */
      readonly needs: readonly Need[]
    }

/** What an official's headline tells. */
export interface OfficialHead {
  readonly question: Question
  readonly verdict: Verdict
  /** What the rule set is called, or its id; `null` while it is not known which is in force, `none` before the first. */
  readonly ruleSet: string | null
  /** Never of a hypothetical rule set, an office's or one that was never in force, which nothing verifies. */
  readonly verifiedUntil: LegalDay | undefined
  readonly hypothetical: boolean
  /** What the rule set is called in both languages, if an office entered it. */
  readonly enacted: RuleSet['title'] | undefined
  readonly neverInForce: boolean
}

/** What things are called in one language: {@link enLabels}, {@link zhCNLabels}. */
export interface Labels {
  /** The BCP 47 tag of the language. */
  readonly tag: string
  readonly names: Names
}

/** What things are called. */
export interface Names {
  readonly facts: { readonly [F in FactName]: string }
  readonly rules: { readonly [Id in Finding['rule']]: string }
  readonly questions: { readonly [Q in Question]: string }
  readonly verdicts: { readonly [V in Verdict | 'invalid']: string }
  readonly channels: { readonly [C in Channel]: string }
  /** What has to be so, or is brought, where a channel is used. */
  readonly needs: { readonly [N in Need]: string }
  readonly licenceStates: { readonly [S in LicenceState]: string }
  readonly plateTypes: { readonly [P in PlateType]: string }
  readonly ownerKinds: { readonly [K in OwnerKind]: string }
  readonly ownerConsents: { readonly [C in OwnerConsent]: string }
  readonly violationStates: { readonly [S in ViolationState]: string }
  readonly recorders: { readonly [R in Recorder]: string }
}

/** Where provisions stand, and what officials read of a decision as a whole. */
export interface SourceWords {
  /** What attests a provision: a statute, an official statement, an inference. */
  readonly grades: { readonly [G in Grade]: string }
  /** How the document behind a grade was reached. */
  readonly reached: { readonly [R in Reached]: string }
  /** Where a provision stands; of one that is inferred, that it is, its grade, and how its document was reached. */
  readonly of: (citation: Citation, actedOn?: LegalDay) => string
  /** The rule sets that ship, by id. */
  readonly ruleSets: { readonly [Id in ShippedId]: string }
  /** The question, the verdict, the rule set and until when it was verified. */
  readonly official: (head: OfficialHead) => string
  /** To a driver whose act is later: until when the rule set was verified. */
  readonly verified: (until: LegalDay) => string
  /** To a driver: by which law of the office the act was judged. */
  readonly entered: (title: RuleSet['title']) => string
}

/** Who reads: an official 民警 what is so, with its source where `cite` is given; a driver 驾驶人 what is so and what to do. */
export type Audience = (typeof AUDIENCES)[number]
/** Who reads. */
export const AUDIENCES = Object.freeze(['official', 'driver'] as const)
