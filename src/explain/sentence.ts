import type { Advised } from '../advice/advice.ts'
import { ADVISED_RULES, type AdvisedRule } from '../advice/helps.ts'
import type { Finding } from '../decision/decision.ts'
import type { Issue, Path } from '../input/issue.ts'
import { has, owns } from '../input/own.ts'
import { escaped } from '../input/text.ts'
import type { FactName } from '../law/facts.ts'
import type { HandlingWords, Language, QuestionWords, ToldFault } from './locale.ts'
import { plain } from './plain.ts'

/** The words of one question, whichever it is. */
export type Half = QuestionWords<'bind'> | QuestionWords<'handle'>
/** What is said of some facts, by name. */
export type SomeFactWords = {
  readonly [K in 'facts' | 'examples' | 'asks']: { readonly [F in FactName]?: string }
}

/** What a rule that fails is told as, and to a driver what to do, where the advice has that. */
export function refusalOf(
  finding: Finding,
  half: Half,
  { grammar }: Language,
  advice?: Advised,
  source?: string,
): string {
  // The words of one rule take the finding of that rule, which the type of a union cannot say.
  const { fails, todo } = (half.rules as unknown as Readonly<Record<string, AnyRuleWords>>)[
    finding.rule
  ] as AnyRuleWords
  // A driver is told the channel that was asked, not that it is one of several.
  const channel = finding.channels === 'all' ? undefined : advice?.channel
  const told = channel === undefined ? finding : ({ ...finding, channels: [channel] } as Finding)
  const so = plain(grammar.sentence(fails(told), source))
  if (advice === undefined) return so
  const isVain = finding.rule === 'open-binding' && advice.isVainBinding
  const step = isToDo(finding.rule, advice) ? todo?.(told) : undefined
  const next = isVain ? (half as HandlingWords['handle']).vainBinding : step
  return next === undefined ? so : grammar.paragraph([so, plain(grammar.sentence(next))])
}
type AnyRuleWords = {
  readonly fails: (finding: Finding) => string
  readonly todo?: (finding: Finding) => string | undefined
}

/** Whether it is told what to do: to whoever drove where it is theirs, what to look at in any case, else what helps. */
function isToDo(rule: Finding['rule'], { who, first }: Advised): boolean {
  if (rule === 'licence-class' || rule === 'licence-held') return who === 'whoever-drove'
  return ADVISED_RULES.includes(rule as AdvisedRule) || first.some((step) => step.rule === rule)
}

/** Asks for a fact: what has an example is typed, and the rest is chosen. */
export function requestFor(fact: FactName, { facts, examples, asks }: SomeFactWords, language: Language): string {
  const { fill, choose } = language.forms
  const ask = owns(examples, fact) ? fill : choose
  return language.grammar.sentence(valueIn(asks, fact) ?? ask(facts[fact] as string))
}

/** One fault of an input as a sentence: it repeats nothing of what was typed but a plate or a time that was probably meant. */
export function issueSentence({ code, path, wanted }: Issue, words: SomeFactWords, language: Language): string {
  const { forms, grammar } = language
  const fact = String(path[0]) as FactName
  const isFact = path.length < 3 && owns(words.facts, fact)
  const place = path.length === 0 ? forms.input : forms.quoted(placeOf(path))
  const name = isFact ? (words.facts[fact] as string) : place
  const told = (sentence: string) => plain(grammar.sentence(sentence))
  if (code === 'unknown-key') return told(forms.notAsked(forms.quoted(placeOf(path))))
  if (owns(forms.faults, code)) return told(forms.faults[code as ToldFault](name, has(wanted, 'of') ? wanted.of : []))
  if (has(wanted, 'meant')) return told(forms.meant(name, escaped(wanted.meant)))
  if (has(wanted, 'left')) return told(forms.tooShort(name, wanted.left))
  const isMissing = code === 'missing' || code === 'empty'
  if (isFact && (isMissing || IS_CHOICE.includes(wanted.kind))) return plain(requestFor(fact, words, language))
  if (isMissing) return told(forms.fill(name))
  if (code === 'out-of-range' && has(wanted, 'from')) {
    const shown = (each: number) => (wanted.kind === 'yuan' ? grammar.money(each * 100) : grammar.number(each))
    return told(forms.outOfRange(name, shown(wanted.from), shown(wanted.to)))
  }
  if (isFact && code === 'out-of-range' && IS_DATED.includes(wanted.kind))
    return told(forms.outOfRange(name, ...DAYS_READ))
  const programs = { instant: INSTANT, milliseconds: INSTANT, fen: forms.inFen }
  const example = valueIn(programs, wanted.kind) ?? valueIn(words.examples, fact) ?? valueIn(DAYS, wanted.kind)
  return told(forms.malformed(name, example))
}
/** What is chosen, and not typed. */
const IS_CHOICE: readonly Issue['wanted']['kind'][] = ['flag', 'word', 'words', 'some']
/** Of a fact these are out of range where they are not read at all; elsewhere they may come too early. */
const IS_DATED: readonly Issue['wanted']['kind'][] = ['instant', 'day', 'beijing-time']
/** The first and the last day that are read. */
const DAYS_READ = ['1900-01-01', '2199-12-31'] as const
/** How programs write what people write otherwise. */
const INSTANT = '2025-03-03T15:00:00+08:00'
/** Where the field has no example: a day can be a part of what it holds. */
const DAYS = { day: '2025-03-03' } as const

function valueIn(table: { readonly [K in string]?: string }, key: string): string | undefined {
  return owns(table, key) ? table[key] : undefined
}

/** Where an issue lies, as a programmer writes it: `licence.states[0]`. */
function placeOf(path: Path): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${escaped(step)}`))
  return steps.join('').replace(/^\./, '')
}
