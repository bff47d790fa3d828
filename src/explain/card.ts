import type { Citation, Grade } from '../law/citation.ts'
import type { LeftOutId } from '../law/left-out.ts'
import type { Question } from '../law/question.ts'
import type { Ownership } from '../law/rule.ts'
import type { Began } from '../law/rule-sets/rule-set.ts'
import type { ParametersOf, RuleId } from '../law/rules.ts'
import type { LegalDay } from '../values/instant.ts'

/** What a card says of its rule set: the set of the day, or the first set if none was in force yet. */
export interface CardOf {
  readonly day: LegalDay
  readonly title: { readonly zh: string; readonly en: string }
  readonly from: LegalDay
  readonly began: Began | null
  readonly verifiedOn: LegalDay
  readonly hypothetical: boolean
  /** Whether an office entered it. */
  readonly enacted?: true
  /** The day on which another rule set of the national book took its place. */
  readonly replacedOn?: LegalDay
  /** Whether any rule set is in force. */
  readonly inForce: boolean
}

/** On what the provisions of a card rest, counted. */
export interface CardSure {
  readonly provisions: number
  /** On a statute, an order or a dated official statement. */
  readonly official: number
  /** Of those, on a statute or an order. */
  readonly statutes: number
  /** On other pages. */
  readonly reported: number
  readonly inferred: number
  readonly unread: number
  /** Entered by an office. */
  readonly entered: number
  readonly hypothetical: number
  /** Those that are not inferred, and whose source is later than the day. */
  readonly later: number
  /**
   * Whether the rule set was `never` in force; or the day lies `before` its first day, `within` the days for which a source
   * attests it, or `after` them; or another set had `replaced` it by then; or an office `entered` it.
   */
  readonly attested: 'never' | 'before' | 'within' | 'after' | 'replaced' | 'entered'
}

/** The name of a parameter of any rule. */
export type ParameterName = { [Id in RuleId]: keyof ParametersOf<Id> }[RuleId] & string
/** What a parameter of any rule can be. */
export type ParameterValue<P extends ParameterName> = {
  [Id in RuleId]: P extends keyof ParametersOf<Id> ? ParametersOf<Id>[P] : never
}[RuleId]

/** The words of one language for a card of the law: {@link enCard}, {@link zhCNCard}. */
export interface CardWords {
  /** The BCP 47 tag of the language. */
  readonly tag: string
  readonly card: {
    readonly title: (of: CardOf, attested: CardSure['attested']) => string
    /** From when to when sources show the rule set in force; or that it never was. */
    readonly inForce: (of: CardOf) => string
    /** The heads of the columns: rule, number, channels, the sentence of the law, source, what the source is and how it was reached. */
    readonly columns: readonly [
      rule: string,
      number: string,
      channels: string,
      law: string,
      source: string,
      grade: string,
    ]
    /** Each parameter with its value. */
    readonly parameters: { readonly [P in ParameterName]: (value: ParameterValue<P>, rule: RuleId) => string }
    /** A provision in one line: what it is called, its number if it has one, what it binds, and whether it is `later`. */
    readonly provision: (name: string, number: string, binds: string, later?: string) => string
    /** What a source is, and how it was reached. */
    readonly rests: (grade: Grade, what: string, how: string) => string
    /** Stands beside the number of a provision whose source is later than the day of the card. */
    readonly later: (since: LegalDay) => string
    readonly everyChannel: string
    /** The provision is about vehicles of others alone. */
    readonly othersOnly: { readonly [O in Ownership]: string }
    readonly listed: (words: readonly string[]) => string
    /** The sentence of the law, in the language. */
    readonly law: (citation: Citation) => string
    /** Nothing is provided for a question. */
    readonly nothing: { readonly [Q in Question]: string }
    readonly absentTitle: string
    /** What the set no longer has: where that is said, or that no source was found. */
    readonly absent: (name: string, grade: Grade, source: readonly [says: string, where: string] | undefined) => string
    readonly leftOutTitle: string
    /** What the rule sets leave out, each in a line. */
    readonly leftOut: { readonly [Id in LeftOutId]: string }
    readonly sureTitle: string
    /** How much of the card is sure, in sentences. */
    readonly sure: (sure: CardSure, of: CardOf) => readonly string[]
    /** How many sources were reached in one way. */
    readonly reachedBy: (way: string, count: number) => string
  }
}
