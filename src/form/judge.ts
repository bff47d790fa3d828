import type { Decision } from '../decision/decision.ts'
import { type Concern, fieldIn } from '../explain/concerns.ts'
import { type Beside, contextOf, type DecisionContext } from '../explain/context.ts'
import { type Issue, issue, type Path } from '../input/issue.ts'
import { own } from '../input/own.ts'
import * as wanted from '../input/wanted.ts'
import type { FactName, Facts } from '../law/facts.ts'
import type { Instant } from '../values/instant.ts'
import type { Answers } from './answers.ts'
import type { Fields } from './fields.ts'
import type { Setup } from './setup.ts'
import type { FormStatus, Message } from './types.ts'

/** A form judged on one submission: what `judge` shows and what `validate` gives are made of it. */
export interface Judged {
  readonly status: FormStatus
  readonly faults: readonly Fault[]
  readonly values: Readonly<Record<string, unknown>>
  readonly decision: Decision
  /** What the facts say that the decision does not. */
  readonly beside: Beside
  /** What the refusals were worded with, where there are any. */
  readonly context: DecisionContext | undefined
}

/** A message, and its path for other libraries: never an empty one, since some take a fault without a place for none. */
export interface Fault {
  readonly message: Message
  readonly path: Path
}

/** Judges what was typed on what the office knows; both together are the facts. */
export function judgeAnswers(setup: Setup, answers: Answers, office: Partial<Facts>): Judged {
  return judgeFacts(setup, answers, office, own(answers.facts, office), [])
}

/** The facts that are taken from what was typed, also by a form that lets the act happen. */
const OF_THE_PERSON: readonly FactName[] = ['driver', 'vehicle']

/** Judges on the facts of the office alone, but for the driver and the vehicle; what was typed must equal them. */
export function judgeFinally(setup: Setup, answers: Answers, office: Partial<Facts>): Judged {
  const { driver = answers.facts.driver, vehicle = answers.facts.vehicle } = office
  const facts = own(office, { ...(driver && { driver }), ...(vehicle && { vehicle }) })
  const asked = setup.fields.asked.map(({ name }) => name)
  // Of the person's own two facts it is the field that is blank or malformed.
  const isAnswered = (name: FactName) => OF_THE_PERSON.includes(name) && asked.includes(name)
  const unknown = setup.question.facts.map(({ name }) => name)
  return judgeFacts(
    setup,
    answers,
    office,
    facts,
    unknown.filter((name) => facts[name] === undefined && !isAnswered(name)),
  )
}

function judgeFacts(
  { question, fields, sentences }: Setup,
  answers: Answers,
  office: Partial<Facts>,
  facts: Partial<Facts>,
  unknown: readonly FactName[],
): Judged {
  const decision = question.decide(facts)
  const refusals = decision.findings.filter(({ outcome }) => outcome === 'fails')
  const beside: Beside = { facts, given: (change) => question.decide(own(facts, change)) }
  const context = refusals.length === 0 ? undefined : contextOf(decision, beside)
  const malformed = [
    ...answers.malformed,
    ...contradictions(answers.facts, office),
    ...tooEarly(fields, answers.facts, facts.at),
  ]
  const asked: readonly string[] = fields.asked.map(({ name }) => name)
  const shown = [...asked, ...fields.others.map(({ name }) => name)]
  const faults: readonly Fault[] = [
    ...refusals.map((finding) => {
      const concern = question.concerns[finding.rule] as Concern
      const concerns = concern.compared
      const field = fieldIn(concern, asked)
      const message = sentences.refused(finding, decision, context)
      return fault([field || (concerns[0] as string)], {
        field,
        kind: 'refused',
        rule: finding.rule,
        concerns,
        message,
      })
    }),
    ...malformed.map((each) => {
      const { code, path } = each
      const suggestion = each.wanted.kind === 'this-plate' ? { suggestion: each.wanted.meant } : undefined
      const message = sentences.malformed(each)
      const place = path.length === 0 ? [asked.at(0) ?? ''] : path
      const field = shown.find((name) => name === path.at(0)) ?? ''
      return fault(place, { field, kind: 'malformed', code, ...suggestion, message, ...sentences.correction(each) })
    }),
    ...answers.others.map(({ field, path, message }) =>
      fault(path, { field, kind: 'malformed', code: 'malformed', message }),
    ),
    ...answers.notAsked.map((each) =>
      fault(each.path, {
        field: '',
        kind: 'not-asked',
        code: each.code,
        keys: Object.freeze(each.path.map(String)),
        message: sentences.notAsked(each),
      }),
    ),
    ...answers.blank.map((fact) =>
      fault([fact], { field: fact, kind: 'missing', fact, message: sentences.missing(fact) }),
    ),
    ...answers.blankOthers.map((name) =>
      fault([name], { field: name, kind: 'missing', fact: name, message: sentences.blank() }),
    ),
    ...unknown.map((fact) =>
      fault([fact], {
        field: asked.includes(fact) ? fact : '',
        kind: 'unknown',
        facts: Object.freeze([fact]),
        message: sentences.unknown(),
      }),
    ),
  ]
  return { status: statusOf(decision, faults), faults, values: answers.values, decision, beside, context }
}

function fault(path: Path, message: Message): Fault {
  return { message: Object.freeze(message), path: Object.freeze([...path]) }
}

function statusOf({ verdict }: Decision, faults: readonly Fault[]): FormStatus {
  const has = (...kinds: readonly Message['kind'][]) => faults.some(({ message }) => kinds.includes(message.kind))
  if (verdict === 'refused') return 'refused'
  if (has('malformed', 'not-asked')) return 'malformed'
  if (has('missing')) return 'incomplete'
  return verdict === 'permitted' && !has('unknown') ? 'permitted' : 'clear-so-far'
}

/** Answers that are not what the office has on record. */
function contradictions(answers: Partial<Facts>, office: Partial<Facts>): readonly Issue[] {
  const names = Object.keys(answers) as FactName[]
  return names
    .filter((name) => office[name] !== undefined && !isSame(answers[name], office[name]))
    .map((name) => issue('contradicted', [name], wanted.onRecord, answers[name]))
}

/** Answers that there cannot have been on the day of the act, such as the number of somebody who was not born. */
function tooEarly({ asked }: Fields, answers: Partial<Facts>, at: Instant | undefined): readonly Issue[] {
  if (at === undefined) return []
  return asked.flatMap(({ name, reader }) => {
    const answer = answers[name]
    // A reader's own: most have none.
    const since = answer === undefined || !Object.hasOwn(reader, 'since') ? undefined : reader.since?.(answer)
    // Text order is time order, also of a day and an instant.
    return since === undefined || since <= at.slice(0, 10) ? [] : [issue('out-of-range', [name], wanted.born, answer)]
  })
}

/** Values of facts are texts, numbers, yes or no, and sets in the order of their list. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
