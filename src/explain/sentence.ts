import type { Finding } from '../decision/decision.ts'
import type { Issue, Path } from '../input/issue.ts'
import { has } from '../input/own.ts'
import { escaped } from '../input/text.ts'
import type { Question } from '../law/question.ts'
import type { HandlingWords, Language, Locale, QuestionWords, Words } from './locale.ts'
import type { Outlook } from './outlook.ts'
import { plain } from './plain.ts'

/** The words of one question, whichever it is. */
export type Half = QuestionWords<'bind'> | QuestionWords<'handle'>

/** The halves that words have, that of the question first. */
export function halvesOf(words: Words, question?: Question): readonly Half[] {
  const order: readonly Question[] = question === 'handle' ? ['handle', 'bind'] : ['bind', 'handle']
  return order.filter((each) => Object.hasOwn(words, each)).map((each) => (words as Locale)[each])
}

/** What a rule that fails is told as, and to a driver what to do, where the outlook has that. */
export function refusalOf(
  finding: Finding,
  half: Half,
  { grammar }: Language,
  outlook?: Outlook,
  source?: string,
): string {
  const so = plain(grammar.sentence(factsOf(finding, half), source))
  const todo = outlook && todoOf(finding, half, outlook)
  return todo === undefined ? so : grammar.paragraph([so, plain(grammar.sentence(todo))])
}

/** What is so, of a finding with two sides. */
function factsOf(finding: Finding, half: Half): string {
  if (finding.rule === 'no-rule-set-in-force') return half.outcomes.noRuleSet(finding)
  return wordsOf(finding, half)[finding.outcome === 'holds' ? 'holds' : 'fails'](finding)
}

/** What to do about a rule that fails: a step or a wait, or that a binding would be in vain. */
function todoOf(finding: Finding, half: Half, { helps, isVainBinding }: Outlook): string | undefined {
  if (finding.rule === 'open-binding' && isVainBinding) return (half as HandlingWords['handle']).vainBinding
  return !Object.hasOwn(helps, finding.rule) ? undefined : wordsOf(finding, half).todo?.(finding)
}

/** The words of one rule take the finding of that rule, which the type of a union cannot say. */
function wordsOf({ rule }: Finding, { rules }: Half): AnyRuleWords {
  return (rules as unknown as Readonly<Record<string, AnyRuleWords>>)[rule] as AnyRuleWords
}
type AnyRuleWords = Readonly<Record<'holds' | 'fails', (finding: Finding) => string>> & {
  readonly todo?: (finding: Finding) => string
}

/** A finding of any outcome as a sentence. */
export function sentenceOf(
  finding: Finding,
  half: Half,
  language: Language,
  outlook?: Outlook,
  source?: string,
): string {
  const { sentence } = language.grammar
  const { outcomes, facts } = half
  const name = (half.names as Readonly<Record<string, string>>)[finding.rule] as string
  if (finding.outcome === 'unknown') {
    const missing = finding.missing.map((fact) => facts[fact as keyof typeof facts])
    return plain(sentence(outcomes.unknown(name, missing)))
  }
  if (finding.outcome === 'not-applicable') return plain(sentence(outcomes.notApplicable[finding.reason](name)))
  if (finding.outcome === 'fails') return refusalOf(finding, half, language, outlook, source)
  return plain(sentence(factsOf(finding, half), source))
}

/** One fault of an input as a sentence: it repeats nothing of what was typed but a plate or a time that was probably meant. */
export function issueSentence({ code, path, wanted }: Issue, words: Words): string {
  const { forms, grammar } = words
  const half = halvesOf(words).find(({ facts }) => path.length < 3 && Object.hasOwn(facts, String(path[0])))
  const fact = path[0] as keyof Half['facts']
  const name = half === undefined ? (path.length === 0 ? forms.input : forms.quoted(placeOf(path))) : half.facts[fact]
  const told = (sentence: string) => plain(grammar.sentence(sentence))
  if (code === 'unknown-key') return told(forms.notAsked(forms.quoted(placeOf(path))))
  if (code === 'contradicted') return told(forms.differs(name))
  if (has(wanted, 'meant')) return told(forms.meant(name, wanted.meant))
  if (half !== undefined && (IS_MISSING.includes(code) || IS_CHOICE.includes(wanted.kind))) return told(half.asks[fact])
  if (IS_MISSING.includes(code)) return told(forms.missing(name))
  if (code === 'out-of-range' && has(wanted, 'from')) {
    return told(forms.outOfRange(name, grammar.number(wanted.from), grammar.number(wanted.to)))
  }
  const table: Readonly<Record<string, string>> = half?.examples ?? {}
  const example = ownIn(EXAMPLES, wanted.kind) ?? ownIn(table, fact)
  return told(forms.malformed(name, example))
}
const IS_MISSING: readonly Issue['code'][] = ['missing', 'empty']
/** What is chosen, and not typed. */
const IS_CHOICE: readonly Issue['wanted']['kind'][] = ['flag', 'word', 'words', 'some']
/** How programs write what people write otherwise. */
const EXAMPLES = { instant: '2025-03-03T15:00:00+08:00', day: '2025-03-03', fen: '20000' } as const

function ownIn(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}

/** Where an issue lies, as a programmer writes it: `licence.states[0]`. */
function placeOf(path: Path): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${escaped(step)}`))
  return steps.join('').replace(/^\./, '')
}
