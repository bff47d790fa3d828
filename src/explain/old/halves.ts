import type { Finding } from '../../decision/decision.ts'
import type { Question } from '../../law/question.ts'
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

/** What a table of the words says under a name: that of the question first. */
function entryIn(words: Words, table: Exclude<keyof Half, 'act'>, name: string, question?: Question): unknown {
  const half = halvesOf(words, question).find((each) => Object.hasOwn(each[table], name))
  return half && (half[table] as Table<unknown>)[name]
}

/** What a rule is called. */
export function ruleName(words: Words, rule: Finding['rule'], question?: Question): string {
  return (entryIn(words, 'rules', rule, question) as string | undefined) ?? rule
}

/** What a fact is called; nothing where the words have no such fact. */
export function factName(words: Words, fact: unknown, question?: Question): string | undefined {
  return typeof fact === 'string' ? (entryIn(words, 'facts', fact, question) as string | undefined) : undefined
}

/** The sentence, without its end, that asks a reader for a fact. */
export function requestOf(words: Words, fact: string, audience: Audience): string {
  const official = audience === 'official' ? entryIn(words, 'officialRequests', fact) : undefined
  return (official ?? entryIn(words, 'requests', fact)) as string
}

/** What a language calls the words of a fact's closed list, if anything. */
export function listedNames(words: Words, fact: string): Table<string> {
  return (entryIn(words, 'lists', fact) ?? {}) as Table<string>
}
