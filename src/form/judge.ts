import { type Advice, type Asking, adviceOn } from '../advice/advice.ts'
import { failingIn } from '../advice/channels.ts'
import { isTold } from '../advice/who.ts'
import type { Decision, Finding } from '../decision/decision.ts'
import { firstAsked } from '../explain/fields.ts'
import { afterwards, headlineOf, noteWords } from '../explain/headline.ts'
import type { Language } from '../explain/locale.ts'
import { type Half, issueSentence, refusalOf, requestFor } from '../explain/sentence.ts'
import { type Issue, issue, type Path } from '../input/issue.ts'
import { own } from '../input/own.ts'
import * as wanted from '../input/wanted.ts'
import type { FactName, Facts, ReadFact } from '../law/facts.ts'
import type { Answers, Fault, Field } from './field.ts'
import type { Fields } from './fields.ts'
import type { FormStatus, Message } from './types.ts'

/** Everything that a form is made of. */
export interface Setup {
  /** The function that was called, for what it throws. */
  readonly call: string
  readonly asking: Asking
  /** Beside which fields it is shown that a rule fails. */
  readonly beside: (rule: Finding['rule']) => readonly FactName[]
  /** The facts of the question, in their order. */
  readonly facts: readonly ReadFact[]
  /** Reads facts of the office, as raw as they are. */
  readonly readKnown: (known: object, issues: Issue[]) => Partial<Facts>
  readonly fields: Fields
  readonly words: Language
  readonly half: Half
  readonly isOfficial: boolean
  /** The record of what the office knows, raw; a function is asked for it at each judging. */
  readonly known: object | (() => object)
}

/** What the office knows, read, and the names of all that it has, whether they can be read or not. */
export interface Office {
  readonly facts: Partial<Facts>
  readonly held: readonly string[]
}

/** A form judged on one submission: what `judge` shows and what `validate` gives are made of it. */
export interface Judged {
  readonly status: FormStatus
  readonly headline: string
  readonly messages: readonly Placed[]
  readonly values: Readonly<Record<string, unknown>>
  readonly missing: readonly FactName[]
  readonly advice: Advice
}

/** A message, and its paths for other libraries: never an empty one, since some take a fault without a place for none. */
export interface Placed {
  readonly message: Message
  readonly paths: readonly Path[]
}

/** What is otherwise where the act is let happen; it comes along with `finalForm`. */
export interface Final {
  /** What is believed of what was typed. */
  readonly believed: (typed: Partial<Facts>, office: Office) => Partial<Facts>
  /** What the office lacks. */
  readonly lacking: (setup: Setup, facts: Partial<Facts>, answers: Answers, office: Office) => readonly Placed[]
}

/** Judges what was typed on what the office knows; both together are the facts. `editing` is the field under the cursor. */
export function judgeAnswers(setup: Setup, read: Answers, office: Office, editing?: Field, final?: Final): Judged {
  const { asking } = setup
  const found = finished(setup, read, office, editing)
  const typed = final ? final.believed(found.facts, office) : found.facts
  const facts: Partial<Facts> = own(typed, office.facts)
  const advice = adviceOn(asking, facts)
  const answers = withoutUnneeded(found, facts, advice)
  const { malformed } = answers
  // What is refused stays refused, whatever the office finds out.
  const lacking = advice.verdict === 'refused' ? [] : (final?.lacking(setup, facts, answers, office) ?? [])
  const messages = [
    // What is wrong comes before what follows of it.
    ...malformed.map((fault) => faultMessage(setup, fault)),
    ...refusals(setup, advice),
    ...notAsked(setup, answers.notAsked),
    ...requests(setup, answers, editing),
    ...lacking,
  ]
  const isMalformed = malformed.length + answers.notAsked.length > 0
  const status = statusOf(advice, isMalformed, answers.blank.length > 0, lacking.length > 0)
  if (status === 'permitted') messages.push(...notes(setup, advice))
  const headline = headlineIn(setup, status, final !== undefined, advice)
  const { required } = setup.fields
  const missing = advice.missing.filter((name) => !required.includes(name))
  return { status, headline, messages, values: answers.values, missing, advice }
}

/** What was read, with what contradicts the office; a field under the cursor that is malformed, or to which another does not fit, is blank. */
function finished({ fields }: Setup, read: Answers, office: Office, editing: Field | undefined): Answers {
  const answers = fields.read.plateType?.beside?.(read, office.facts) ?? read
  const malformed = [...answers.malformed, ...contradictions(fields, answers.facts, office.facts)]
  const others = malformed.filter(
    ({ path, code }) => path[0] !== editing?.name && (code !== 'not-of-plate' || editing?.fact?.name !== 'vehicle'),
  )
  if (editing === undefined || others.length === malformed.length) return { ...answers, malformed }
  const { [editing.fact?.name ?? editing.name]: _, ...values } = answers.values
  const blank = editing.isOptional ? answers.blank : [...answers.blank, editing]
  return { ...answers, values: Object.freeze(values), blank, malformed: others }
}

/** What needs no answer: whether it is the first binding where there is none, and consent on a channel that wants none. */
function withoutUnneeded(answers: Answers, { boundSince }: Partial<Facts>, { ruleSet, missing }: Advice): Answers {
  const isUnneeded = (name: string) =>
    name === 'firstBinding'
      ? boundSince === null
      : name === 'ownerConsent' && ruleSet !== null && !missing.includes(name)
  return { ...answers, blank: answers.blank.filter(({ name }) => !isUnneeded(name)) }
}

function statusOf({ verdict }: Decision, isMalformed: boolean, isBlank: boolean, isLacking: boolean): FormStatus {
  if (verdict === 'refused') return 'refused'
  if (isMalformed) return 'malformed'
  if (isBlank) return 'incomplete'
  return verdict === 'permitted' && !isLacking ? 'permitted' : 'clear-so-far'
}

function headlineIn({ words, half }: Setup, status: FormStatus, isFinal: boolean, advice: Advice): string {
  const { headlines } = words.forms
  if (status === 'malformed' || status === 'incomplete') return words.grammar.sentence(headlines[status])
  if (status === 'clear-so-far' && isFinal) return words.grammar.sentence(headlines.unable)
  return headlineOf(advice, half, words)
}

/** Each rule that refuses, beside the first of its fields that is asked. */
function refusals(setup: Setup, advice: Advice): readonly Placed[] {
  const { beside, fields, words, half, isOfficial } = setup
  const told = failingIn(advice).filter((finding) => isOfficial || isTold(finding, advice.who))
  return told.map((finding) => {
    const { rule } = finding
    const shown = beside(rule)
    const fact = firstAsked(shown, fields.asked)
    const field = fields.all.find((each) => fact !== undefined && each.fact?.name === fact)?.name ?? ''
    const message = refusalOf(finding, half, words, isOfficial ? undefined : advice)
    const path = [field || (shown[0] as string)]
    return { paths: [path], message: { field, kind: 'refused', rule, message } }
  })
}

function faultMessage({ fields, words, half }: Setup, fault: Fault): Placed {
  const { code, path } = fault
  const field = fields.all.find(({ name }) => name === path[0])
  const paths = [path.length === 0 ? [fields.all[0]?.name ?? ''] : path]
  const at = { field: field?.name ?? '', kind: 'malformed', code } as const
  if ('message' in fault) return { paths, message: { ...at, message: fault.message } }
  // The page alone knows the name of a field that is no fact.
  const isOwn = field && !field.fact && code !== 'unknown-key'
  const named = { ...fault, path: field?.fact ? [field.fact.name, ...path.slice(1)] : isOwn ? [] : path }
  const { wanted } = fault
  const more =
    wanted.kind === 'this-plate' ? { suggestion: wanted.meant } : wanted.kind === 'more' ? { left: wanted.left } : {}
  return { paths, message: { ...at, message: issueSentence(named, half, words), ...more } }
}

/** All keys that were not asked for, in one message: nobody typed them. */
function notAsked({ words }: Setup, keys: readonly string[]): readonly Placed[] {
  const { forms, grammar } = words
  if (keys.length === 0) return []
  const message = grammar.sentence(forms.notAsked(grammar.list(keys.map(forms.quoted))))
  const paths = keys.map((key) => [key])
  return [{ paths, message: { field: '', kind: 'not-asked', code: 'unknown-key', keys, message } }]
}

/** Asks for what was left blank. */
function requests({ words, half }: Setup, { blank }: Answers, editing: Field | undefined): readonly Placed[] {
  const { forms, grammar } = words
  const left = blank.filter((field) => field !== editing)
  return left.map(({ name, fact }) => {
    const message = fact ? requestFor(fact.name, half, words) : grammar.sentence(forms.fill(forms.input))
    return { paths: [[name]], message: { field: name, kind: 'missing', message } }
  })
}

/** What follows of an act that is permitted; it is no fault. Whose it is stands in the headline. */
function notes({ half, words }: Setup, advice: Advice): readonly Placed[] {
  const notes = afterwards(advice)
  const lines = noteWords(half, notes)
  return notes.map(({ code }, index) => {
    const message = words.grammar.sentence(lines[index] as string)
    return { paths: [], message: { field: '', kind: 'note', code, message } }
  })
}

/** Answers that are not what the office has on record, or that lie in the future of the act. */
function contradictions({ all }: Fields, answers: Partial<Facts>, office: Partial<Facts>): readonly Issue[] {
  const at = office.at ?? answers.at
  return all.flatMap(({ name, fact }) => {
    const key = fact?.name as FactName
    const answer = answers[key]
    if (answer === undefined) return []
    if (office[key] !== undefined && !isSame(answer, office[key]))
      return [issue('contradicted', [name], wanted.onRecord, answer)]
    // Of the violation a rule says it.
    const isLater = fact?.kind === 'instant' && key !== 'occurredAt' && at !== undefined && (answer as string) > at
    return isLater ? [issue('in-future', [name], wanted.notLater, answer)] : []
  })
}

/** Values of facts are texts, numbers, yes or no, and sets in the order of their list. A time to the minute is that of any second of it. */
function isSame(answer: unknown, known: unknown): boolean {
  return JSON.stringify([known]).startsWith(JSON.stringify([answer]).replace(/:00\.000\+08:00"]$/, ''))
}
