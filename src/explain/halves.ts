import type { Finding } from '../decision/decision.ts'
import type { Question } from '../law/question.ts'
import type { Audience, Locale, QuestionWords, Words } from './locale.ts'

// Words are whole or a half: what is looked for stands in one question or the other.

/** The words of one question, whichever it is. */
export type Half = QuestionWords<'bind'> | QuestionWords<'handle'>
/** A table of either half, looked up by any word. */
type Table<V> = Readonly<Record<string, V>>

/** The halves that there are, that of the question first. */
export function halvesOf(words: Words, question?: Question): readonly Half[] {
  const order: readonly Question[] = question === 'handle' ? ['handle', 'bind'] : ['bind', 'handle']
  // Own properties only: the other half is absent where the words are one.
  return order.filter((each) => Object.hasOwn(words, each)).map((each) => (words as Locale)[each])
}

/** The half that has the rule. */
export function halfOf(words: Words, rule: string, question?: Question): Half | undefined {
  return halvesOf(words, question).find(({ advice }) => Object.hasOwn(advice, rule))
}

/** What a rule is called. */
export function ruleName(words: Words, rule: Finding['rule'], question?: Question): string {
  const half = halfOf(words, rule, question)
  return half === undefined ? rule : ((half.rules as Table<string>)[rule] as string)
}

/** What a fact is called; nothing where the words have no such fact. */
export function factName(words: Words, fact: unknown, question?: Question): string | undefined {
  if (typeof fact !== 'string') return undefined
  const half = halvesOf(words, question).find(({ facts }) => Object.hasOwn(facts, fact))
  return half && (half.facts as Table<string>)[fact]
}

/** The sentence, without its end, that asks a reader for a fact. */
export function requestOf(words: Words, fact: string, audience: Audience): string {
  const half = halvesOf(words).find(({ requests }) => Object.hasOwn(requests, fact)) as Half
  const request = (half.requests as Table<string | Table<string>>)[fact] as string | Table<string>
  return typeof request === 'string' ? request : (request[audience] as string)
}

/** What a language calls the words of a fact's closed list, if anything. */
export function listedNames(words: Words, fact: string): Table<string> {
  const half = halvesOf(words).find(({ lists }) => Object.hasOwn(lists, fact))
  return half === undefined ? {} : ((half.lists as Table<Table<string>>)[fact] as Table<string>)
}
