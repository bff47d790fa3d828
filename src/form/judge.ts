import type { Decision } from '../decision/decision.ts'
import { type Concern, fieldIn } from '../explain/old/concerns.ts'
import type { Beside, DecisionContext } from '../explain/old/context.ts'
import { type Issue, issue, type Path, type WantedKind } from '../input/issue.ts'
import { has, own } from '../input/own.ts'
import * as wanted from '../input/wanted.ts'
import type { FactName, Facts } from '../law/facts.ts'
import type { Instant } from '../values/instant.ts'
import type { Answers } from './answers.ts'
import type { Field, Fault as FieldFault } from './fields.ts'
import type { Sentences } from './sentences.ts'
import type { Setup } from './setup.ts'
import type { FormStatus, Message } from './types.ts'

/** A form judged on one submission: what `judge` shows and what `validate` gives are made of it. */
export interface Judged {
  readonly status: FormStatus
  readonly faults: readonly Fault[]
  readonly values: Readonly<Record<string, unknown>>
  readonly decision: Decision
  /** Whether all that is malformed is the fault of the page, and nothing that a person typed. */
  readonly isPageAtFault: boolean
  /** What the facts say that the decision does not. */
  readonly beside: Beside
  /** What the refusals were worded with, where there are any. */
  readonly context: DecisionContext | undefined
  /** The facts that are missing; and those that the office has, whether they can be read or not. */
  readonly lacking: readonly FactName[]
  readonly held: readonly string[]
}

/** A message, and its path for other libraries: never an empty one, since some take a fault without a place for none. */
export interface Fault {
  readonly message: Message
  readonly path: Path
}

/** The facts that a form believes which lets the act happen, where the office has none. */
const BELIEVED: readonly FactName[] = ['driver', 'vehicle']

/**
 * Judges what was typed on what the office knows; both together are the facts. A form that lets the act happen takes the facts of the
 * office alone, but for the driver and the vehicle where it has none, damaged or not; what was typed must equal them. `held` are
 * the facts that the office has, whether they can be read or not.
 */
export function judgeAnswers(
  setup: Setup,
  answers: Answers,
  office: Partial<Facts>,
  isFinal: boolean,
  held: readonly string[],
): Judged {
  const { question, sentences } = setup
  const { all, asked } = setup.fields
  const believed = BELIEVED.filter((name) => !held.includes(name))
  const typed = isFinal ? believed.map((name) => ({ [name]: answers.facts[name] })) : [answers.facts]
  const facts: Partial<Facts> = own<object>(...typed, office)
  // Of these and of what is left blank it is the field that is told.
  const isAnswered = (name: FactName) => asked.includes(name) && [...believed, ...answers.blank].includes(name)
  const decision = question.decide(facts)
  // What is refused stays refused, whatever the office finds out.
  const names = isFinal && decision.verdict !== 'refused' ? question.facts.map(({ name }) => name) : []
  const unknown = names.filter((name) => facts[name] === undefined && !isAnswered(name))
  // It is one message: whoever fills in the form can mend none of them.
  const lack = unknown.length === 0 ? '' : sentences.unknown(unknown, held)
  const refusals = decision.findings.filter(({ outcome }) => outcome === 'fails')
  const { contextOf } = question
  const beside: Beside = { facts, asked, given: (change) => question.decide(own(facts, change)), contextOf }
  const context = refusals.length === 0 ? undefined : contextOf(decision, beside)
  const malformed = [
    ...answers.malformed,
    ...contradictions(answers.facts, office),
    ...tooEarly(all, answers.facts, facts.at),
  ]
  const faults: readonly Fault[] = [
    ...refusals.map((finding): Fault => {
      const concern = question.concerns[finding.rule] as Concern
      const concerns = concern.compared
      const field = fieldIn(concern, asked)
      const message = sentences.refused(finding, decision, context)
      const place = field || (concerns[0] as string)
      return { path: [place], message: { field, kind: 'refused', rule: finding.rule, concerns, message } }
    }),
    ...malformed.map((each): Fault => {
      const { code, path } = each
      const field = all.find(({ name }) => name === path.at(0))?.name ?? ''
      const place = path.length === 0 ? [asked.at(0) ?? ''] : path
      return { path: place, message: { field, kind: 'malformed', code, ...wordsOf(each, sentences) } }
    }),
    ...answers.notAsked.map((each): Fault => {
      const { code, path } = each
      const keys = path.map(String)
      return { path, message: { field: '', kind: 'not-asked', code, keys, message: sentences.plain('not-asked') } }
    }),
    ...answers.blank.map((fact): Fault => {
      const message = asked.some((name) => name === fact) ? sentences.missing(fact) : sentences.plain('blank')
      return { path: [fact], message: { field: fact, kind: 'missing', fact, message } }
    }),
    ...unknown.map((fact): Fault => {
      return { path: [fact], message: { field: '', kind: 'unknown', facts: [fact], message: lack } }
    }),
  ]
  const isPageAtFault = malformed.every((each) => !has(each, 'message') && OF_PAGE.includes(each.wanted.kind))
  const isMalformed = malformed.length + answers.notAsked.length > 0
  const status = statusOf(decision, isMalformed, answers.blank.length > 0, unknown.length > 0)
  const lacking = isFinal ? unknown : decision.missing
  return { status, isPageAtFault, faults, values: answers.values, decision, beside, context, lacking, held }
}

/** What nobody types: a form that is no record or has too many fields, and a field with several values or with a file. */
const OF_PAGE: readonly unknown[] = ['record', 'keys', 'single'] satisfies readonly WantedKind[]

/** What is said of a fault: of one that another library's schema found in that library's words. */
function wordsOf(
  each: FieldFault,
  { malformed, correction }: Sentences,
): { readonly message: string; readonly suggestion?: string; readonly correction?: string } {
  if (has(each, 'message')) return { message: each.message }
  const suggestion = each.wanted.kind === 'this-plate' ? { suggestion: each.wanted.meant } : undefined
  return { ...suggestion, message: malformed(each), ...correction(each) }
}

function statusOf({ verdict }: Decision, isMalformed: boolean, isBlank: boolean, isUnknown: boolean): FormStatus {
  if (verdict === 'refused') return 'refused'
  if (isMalformed) return 'malformed'
  if (isBlank) return 'incomplete'
  return verdict === 'permitted' && !isUnknown ? 'permitted' : 'clear-so-far'
}

/** Answers that are not what the office has on record. */
function contradictions(answers: Partial<Facts>, office: Partial<Facts>): readonly Issue[] {
  const names = Object.keys(answers) as FactName[]
  return names
    .filter((name) => office[name] !== undefined && !isSame(answers[name], office[name]))
    .map((name) => issue('contradicted', [name], wanted.onRecord, answers[name]))
}

/** Answers that there cannot have been on the day of the act, such as the number of somebody who was not born. */
function tooEarly(fields: readonly Field[], answers: Partial<Facts>, at: Instant | undefined): readonly Issue[] {
  if (at === undefined) return []
  return fields.flatMap(({ name, reader }) => {
    const answer = answers[name as FactName]
    // A reader's own: most have none.
    const since = answer !== undefined && has(reader, 'since') ? reader.since?.(answer) : undefined
    // Text order is time order, also of a day and an instant.
    return since === undefined || since <= at.slice(0, 10) ? [] : [issue('out-of-range', [name], wanted.born, answer)]
  })
}

/** Values of facts are texts, numbers, yes or no, and sets in the order of their list. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
