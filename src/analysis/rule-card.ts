import type { CardOf, CardWords, ParameterName } from '../explain/card.ts'
import { enCard } from '../explain/en/index.ts'
import type { Labels } from '../explain/locale.ts'
import { zhCNCard } from '../explain/zh-CN/index.ts'
import { mistaken, mistyped } from '../input/assert.ts'
import { frozen } from '../input/freeze.ts'
import { own } from '../input/own.ts'
import { type Absence, absencesOf } from '../law/absences.ts'
import { type Citation, type Citations, GRADES, type Grade, REACHED } from '../law/citation.ts'
import { citedBy } from '../law/citations.ts'
import type { ParameterKind } from '../law/parameters.ts'
import { QUESTIONS, type Question } from '../law/question.ts'
import type { AnyRule } from '../law/rule.ts'
import { noRuleSetInForce, type Rules, ruleSetFor, rulesArgument, setsIn } from '../law/rule-sets/rule-book.ts'
import { answers, type Provision, type RuleSet } from '../law/rule-sets/rule-set.ts'
import { cn } from '../law/rule-sets/shipped-sets.ts'
import { RULE_IDS, RULES, type RuleId } from '../law/rules.ts'
import { CHANNELS, type Channel } from '../values/channel.ts'
import { dayArgument, type LegalDay } from '../values/instant.ts'
import type { CardCertainty, CardLanguage, CardProvision } from './card.ts'
import { certaintyIn, headingOf, leftOutIn, markdownOf, type Page, textOf, validityOf } from './card-page.ts'

/** The law of one day as a page: as data, as text, and as Markdown. */
export interface RuleCard {
  readonly day: LegalDay
  /** The id of the rule set; `none` before the first of a book. */
  readonly ruleSet: string
  /** In the order in which they matter to a person: numbers and dates, then conditions, then formalities. */
  readonly provisions: readonly CardProvision[]
  readonly sure: CardCertainty
  /** What the card is of: the rule of the day, or a rule set that was not in force then. */
  readonly heading: string
  /** From when to when sources show the rule set in force, in a sentence; empty if none is in force. */
  readonly validity: string
  /** How much of the card is sure, in sentences. */
  readonly certainty: readonly string[]
  /** What the set no longer has of the national one before it. */
  readonly absences: readonly Absence[]
  /** What the rule sets leave out that matters on the day, each in a sentence. */
  readonly leftOut: readonly string[]
  readonly text: string
  readonly markdown: string
}

/** Whether a parameter is a number or a date, which matters most to a person. */
const IS_NUMBER: { readonly [K in ParameterKind]: boolean } = {
  cap: true,
  days: true,
  fen: true,
  flag: true,
  scope: true,
  grain: true,
  'plate-types': false,
  'owner-kinds': false,
  'owner-consents': false,
  'licence-states': false,
}
/** Where a rule stands on a card, among those that matter alike in the order of the table. */
function placeOf(rule: RuleId): number {
  const { isFormality, parameters }: AnyRule = RULES[rule]
  const isNumber = (Object.values(parameters) as ParameterKind[]).some((kind) => IS_NUMBER[kind])
  return (isFormality ? 2 : isNumber ? 0 : 1) * RULE_IDS.length + RULE_IDS.indexOf(rule)
}

/**
 * The law of one day on a page 某日规定一览: each provision with its number, its channels, the sentence of the law,
 * and the source: its kind and how it was reached. The end says how much of the card is sure.
 *
 * @param rules a rule set; or a book, which shows its set of the day. A half shows its own question.
 * @param words for a card in another language than those that ship with the library.
 * @throws TypeError when `rules` or `locale` is not one; RangeError when `day` is not a day, or there are no words in
 * the language.
 *
 * @example
 * ```ts
 * import { ruleCard } from 'demerit/analysis'
 * import { zhCN } from 'demerit/explain'
 * import { cn } from 'demerit/rules'
 * ruleCard(cn, '2019-05-01', zhCN).text.split('\n')[0] // '2019年5月1日的规定：2018年9月优化措施'
 * ```
 */
export function ruleCard(rules: Rules, day: string, locale: CardLanguage, words?: CardWords): RuleCard {
  rulesArgument('ruleCard(rules)', rules)
  const legalDay = dayArgument('ruleCard(day)', day)
  if (typeof locale?.names !== 'object' || typeof locale?.sources !== 'object') {
    throw mistyped('ruleCard(locale)', locale, 'a language with labels and sources, such as en or zhCN')
  }
  const { card } = wordsOf(locale, words)
  const set = ruleSetFor(rules, legalDay)
  // Before the first rule set there is nothing to show of either question.
  const inForce = set !== noRuleSetInForce
  const asked = QUESTIONS.filter((question) => inForce && answers(set, question))
  const texts = citedBy(set)
  const provisions = asked.flatMap((question) =>
    [...set[question]]
      .sort((one, other) => placeOf(one.rule) - placeOf(other.rule))
      .map((provision) => rowOf(question, provision, texts, locale, card)),
  )
  const [first = set] = setsIn(rules)
  const of: CardOf = own<Partial<CardOf>>(headerOf(inForce ? set : first, legalDay), { inForce }) as CardOf
  const sure = certaintyOf(provisions, of)
  const absences = absencesOf(set)
  const page: Page = { card, locale, of, asked, provisions, absences, texts, sure }
  return frozen({
    day: legalDay,
    ruleSet: set.id,
    provisions,
    sure,
    heading: headingOf(page),
    validity: validityOf(page),
    certainty: certaintyIn(page),
    absences,
    leftOut: leftOutIn(page),
    text: textOf(page),
    markdown: markdownOf(page),
  })
}

function wordsOf(locale: CardLanguage, words: CardWords | undefined): CardWords {
  const given = [words, locale as Partial<CardWords>].find((each) => typeof each?.card === 'object')
  if (given !== undefined) return given as CardWords
  const shipped = [enCard, zhCNCard].find(({ tag }) => tag === locale.tag)
  if (shipped !== undefined) return shipped
  throw mistaken('ruleCard(locale.tag)', locale.tag, 'en or zh-CN, and no words for cards are given')
}

function headerOf(set: RuleSet, day: LegalDay): Omit<CardOf, 'inForce'> {
  const { title, from, began, verifiedOn, hypothetical, enacted } = own<RuleSet>(set)
  const place = cn.sets.findIndex(({ id }) => id === set.id)
  const next = place < 0 ? undefined : cn.sets[place + 1]
  const of = { day, title, from, began, verifiedOn, hypothetical, ...(enacted && { enacted }) }
  return { ...of, ...(next === undefined ? {} : { replacedOn: next.from }) }
}

function rowOf(
  question: Question,
  provision: Provision,
  texts: Citations,
  { names, sources }: CardLanguage,
  card: CardWords['card'],
): CardProvision {
  const { rule, channels, vehicles, own: ownership = 'at-handling', citation, ...parameters } = own(provision)
  const cited = texts[citation] as Citation
  const numbers = Object.entries(parameters).map(({ 0: name, 1: value }) =>
    (card.parameters[name as ParameterName] as (value: unknown, rule: RuleId) => string)(value, rule),
  )
  const by = channels === 'all' ? [card.everyChannel] : byNames(channels, names)
  return {
    question,
    rule,
    name: names.rules[rule],
    parameters,
    number: card.listed(numbers.filter((number) => number !== '')),
    channels,
    binds: card.listed([...by, ...(vehicles === 'others' ? [card.othersOnly[ownership]] : [])]),
    law: card.law(cited),
    citation,
    source: sources.of(cited),
    url: cited.url,
    since: cited.since,
    grade: cited.grade,
    reached: cited.reached,
  }
}

function byNames(channels: readonly Channel[], names: Labels['names']): readonly string[] {
  return CHANNELS.filter((channel) => channels.includes(channel)).map((channel) => names.channels[channel])
}

function certaintyOf(provisions: readonly CardProvision[], of: CardOf): CardCertainty {
  const count = (grades: readonly Grade[]) => provisions.filter(({ grade }) => grades.includes(grade)).length
  return {
    provisions: provisions.length,
    official: count(['P', 'O']),
    statutes: count(['P']),
    reported: count(['S2', 'S1']),
    inferred: count(['I']),
    unread: count(['M']),
    entered: count(['E']),
    hypothetical: count(['H']),
    later: provisions.filter(({ grade, since }) => grade !== 'I' && since > of.day).length,
    attested: attestedFor(of),
    byGrade: countsBy(GRADES, provisions, ({ grade }) => grade),
    byReached: countsBy(REACHED, provisions, ({ reached }) => reached),
  }
}

function attestedFor({ day, from, verifiedOn, hypothetical, enacted, replacedOn }: CardOf): CardCertainty['attested'] {
  if (hypothetical || verifiedOn < from) return 'never'
  if (day < from) return 'before'
  if (replacedOn !== undefined && replacedOn <= day) return 'replaced'
  if (enacted) return 'entered'
  return day > verifiedOn ? 'after' : 'within'
}

function countsBy<W extends string>(
  list: readonly W[],
  provisions: readonly CardProvision[],
  wordOf: (provision: CardProvision) => W,
): { readonly [K in W]: number } {
  return Object.fromEntries(list.map((word) => [word, provisions.filter((each) => wordOf(each) === word).length])) as {
    readonly [K in W]: number
  }
}
