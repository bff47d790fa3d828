import { mark, markOf } from '../../input/brand.ts'
import { frozen } from '../../input/freeze.ts'
import { owns } from '../../input/own.ts'
import type { Channel } from '../../values/channel.ts'
import type { LegalDay } from '../../values/instant.ts'
import type { Citation, OwnCitationKey } from '../citation.ts'
import type { Facts } from '../facts.ts'
import type { Situation } from '../known-facts.ts'
import { QUESTIONS, type Question } from '../question.ts'
import type { AnyRule, ProvisionBase, Rule, VehicleScope } from '../rule.ts'
import type { ParametersOf, RuleId } from '../rules.ts'

/** One rule in force in one rule set 条款: the rule, its parameters, the channels it binds, and its citation. */
export type ProvisionOf<Id extends RuleId> = { readonly rule: Id } & ProvisionBase & ParametersOf<Id>
/** Any provision 条款 of a rule set. */
export type Provision = { [Id in RuleId]: ProvisionOf<Id> }[RuleId]

/** Between which days a set came into force: after the one, and by the other at the latest. */
export interface Began {
  /** The last day on which the set before is attested. */
  readonly after: LegalDay
  /** The first day on which this set is attested: its `from`. */
  readonly by: LegalDay
}

/** The provisions in force from a day on 规定: one complete table, nothing inherited. Plain data, deeply frozen. */
export interface RuleSet {
  /** A name and the first day: `cn-2018-09-01`. */
  readonly id: string
  readonly title: { readonly zh: string; readonly en: string }
  /** The first day in force, or the first day seen; for a plan, the day it was to come into force. */
  readonly from: LegalDay
  /** Between which days the set came into force, where no source gives the day; `null` where one does, and for what was never in force. */
  readonly began: Began | null
  /** The last day on which a source attests the set; of a plan it may lie before `from`, and then no day is verified. */
  readonly verifiedOn: LegalDay
  /** Made by an analyst with `reform`, never in force anywhere. */
  readonly hypothetical: boolean
  /** Entered by an office with `enact`: it says whose the set is. The library knows nothing of it, and `verifiedOn` is its first day. */
  readonly enacted?: true
  /** The texts behind the keys that begin with `own:`; of a shipped set all stand in `CITATIONS`. */
  readonly citations: { readonly [K in OwnCitationKey]: Citation }
  readonly bind: readonly Provision[]
  readonly handle: readonly Provision[]
}

declare const halfOn: unique symbol
/** What answers one question, for the compiler alone: the half of a rule set or of a book, which a form of the other question refuses. */
export interface Answers<Q extends Question> {
  readonly [halfOn]?: Q
}
/** The half of a rule set that answers one question. */
export type RuleSetOf<Q extends Question> = RuleSet & Answers<Q>

/** A provision together with the rule it applies: the form in which rule-set files are written. */
export interface Provided {
  readonly rule: AnyRule
  readonly provision: Provision
}

/**
 * What a question of a shipped set comes to, all its provisions at once: a bit for each that fails, in their order, on facts of which none
 * that they ask for is missing.
 */
export type StraightCode = (facts: Partial<Facts>, situation: Situation) => number

/** Straight code, which the build writes in the place of this call (`test/support/straight-code.ts`); in the sources there is none. */
export function straightCode(): KnownRuleSet['straight'] {
  return CHECKS_ALONE
}

const CHECKS_ALONE: KnownRuleSet['straight'] = { bind: undefined, handle: undefined }

/** What is known of a genuine rule set: its provisions with their rules, and a place for the plan that judges by it. */
export interface KnownRuleSet {
  readonly provided: { readonly [Q in Question]: readonly Provided[] }
  /** What was made of them by the build, of a set that ships. */
  readonly straight: { readonly [Q in Question]: StraightCode | undefined }
  /** The questions that the set answers: both, or the one of which it is a half. */
  readonly answers: readonly Question[]
  /** The questions that the law of the set has provisions on, whether they stand in this half or not. */
  readonly governs: readonly Question[]
  /** What each question of the set was compiled into, once it was; the law itself only keeps it. */
  readonly compiled: { bind: unknown; handle: unknown }
}
/** What genuine rule sets are marked as. */
const RULE_SET = 'rule set'

/** A rule with its parameters, channels and citation. `vehicles` defaults to the rule's own. */
export function provide<Id extends RuleId, P extends object>(
  // biome-ignore lint/suspicious/noExplicitAny: the sides of the comparison do not matter here.
  rule: Rule<Id, P, any, any>,
  terms: P & { readonly channels: 'all' | readonly Channel[]; readonly vehicles?: VehicleScope } & Pick<
      ProvisionBase,
      'citation'
    >,
): Provided {
  const { channels, vehicles: given, citation, ...parameters } = terms
  // Own properties only.
  const vehicles = (owns(terms, 'vehicles') ? given : undefined) ?? rule.vehicles
  return {
    rule,
    provision: {
      rule: rule.id,
      channels,
      vehicles,
      ...parameters,
      citation,
    } as unknown as Provision,
  }
}

/** What a set says of itself before its provisions. */
type Header = Omit<RuleSet, Question | 'citations'>

/**
 * Half of a rule set: its provisions on one question, and nothing on the other, so that a page that asks one question does
 * not load the law of both. It is called as the whole is, and gives the same answers to its question; the other one is
 * never put to it.
 */
export function half<Q extends Question>(
  header: Header,
  question: Q,
  provided: readonly Provided[],
  governs: readonly Question[] = QUESTIONS,
): RuleSetOf<Q> {
  const none: readonly Provided[] = []
  const both = { bind: question === 'bind' ? provided : none, handle: question === 'handle' ? provided : none }
  return marked(header, {
    provided: both,
    straight: CHECKS_ALONE,
    answers: [question],
    governs,
  })
}

/** The whole of which these are the halves. It alone has straight code: a page, which has a half, screens nothing, and does not load it. */
export function whole(binding: RuleSet, handling: RuleSet, straight: KnownRuleSet['straight']): RuleSet {
  const { provided: bound, governs } = knownRuleSet(binding)
  const handled = knownRuleSet(handling)
  const provided = { ...bound, handle: handled.provided.handle }
  return marked(binding, {
    provided,
    straight,
    answers: QUESTIONS,
    governs,
  })
}

/** Makes a rule set of both questions, or, where it is made of a half, of as many as that answers. */
export function ruleSet(
  header: Header,
  provided: KnownRuleSet['provided'],
  citations: RuleSet['citations'] = {},
  from?: RuleSet,
): RuleSet {
  const before = from === undefined ? { answers: QUESTIONS, governs: QUESTIONS } : knownRuleSet(from)
  const has = (question: Question): boolean => provided[question].length > 0
  const answers = QUESTIONS.filter((question) => before.answers.includes(question) || has(question))
  const governs = Object.freeze(
    QUESTIONS.filter((question) => (answers.includes(question) ? has(question) : before.governs.includes(question))),
  )
  return marked(header, { provided, straight: CHECKS_ALONE, answers, governs }, citations)
}

/** Freezes a set, and marks it as genuine. */
function marked(
  header: Header,
  { provided, straight, answers, governs }: Omit<KnownRuleSet, 'compiled'>,
  citations: RuleSet['citations'] = {},
): RuleSet {
  const set: RuleSet = {
    ...header,
    citations,
    bind: provided.bind.map(({ provision }) => provision),
    handle: provided.handle.map(({ provision }) => provision),
  }
  const known: KnownRuleSet = {
    provided,
    straight,
    answers,
    // Findings show it, so it must not change either.
    governs: Object.freeze(governs),
    compiled: { bind: undefined, handle: undefined },
  }
  return frozen(mark(set, RULE_SET, known))
}

/** Whether a question may be put to a set: to a whole both, to a half its own. */
export function answers(set: RuleSet, question: Question): boolean {
  return knownRuleSet(set).answers.includes(question)
}

/** @throws TypeError when a rule set or a book is the half of the other question. */
export function questionArgument(
  argument: string,
  { id }: { readonly id: string },
  answers: readonly Question[],
  question: Question,
): void {
  if (answers.includes(question)) return
  throw new TypeError(
    `${argument}: this is the half of ${id} on the question ${answers.join()}, and the question is ${question}`,
  )
}

/** Whether the library made this rule set, so that its numbers are known to be sound. */
export function isRuleSet(input: unknown): input is RuleSet {
  return knownRuleSet(input) !== undefined
}

/** What is known of a rule set; `undefined` when the library did not make it. */
export function knownRuleSet(set: RuleSet): KnownRuleSet
export function knownRuleSet(input: unknown): KnownRuleSet | undefined
export function knownRuleSet(input: unknown): KnownRuleSet | undefined {
  return markOf(input, RULE_SET) as KnownRuleSet | undefined
}

/** Whether a provision, or a finding of it, binds a channel 渠道. */
export function binds({ channels }: Pick<Provision, 'channels'>, channel: Channel): boolean {
  return channels === 'all' || channels.includes(channel)
}

/** Whether two provisions are the same word for word: the rule, what it binds, its parameters and its citation. */
export function isSameProvision(one: Provision, other: Provision): boolean {
  const mine = one as unknown as Readonly<Record<string, unknown>>
  const theirs = other as unknown as Readonly<Record<string, unknown>>
  const names = Object.keys(mine)
  return (
    names.length === Object.keys(theirs).length &&
    names.every((name) => owns(theirs, name) && alike(mine[name], theirs[name]))
  )
}

/** Whether two words, numbers or lists of words are the same. */
export function alike(one: unknown, other: unknown): boolean {
  return one === other || (Array.isArray(one) && Array.isArray(other) && one.join() === other.join())
}
