import type { Decision } from '../decision/decision.ts'
import { mistyped } from '../input/assert.ts'
import { frozen } from '../input/freeze.ts'
import type { Issue } from '../input/issue.ts'
import { has, own } from '../input/own.ts'
import { type StandardProps, standardProps } from '../input/schema.ts'
import type { Facts } from '../law/facts.ts'
import { type Answers, readAnswers } from './answers.ts'
import { type Fields, typesOfFields } from './fields.ts'
import { withIdsRead } from './ids.ts'
import { type Judged, judgeAnswers } from './judge.ts'
import type { Setup } from './setup.ts'
import { awaitedArgument, officeArgument } from './submission.ts'
import type { FormIssue, FormStatus, Message } from './types.ts'

interface AnyFinalForm {
  readonly '~standard': StandardProps<unknown, unknown, FormIssue>
  judge(input: unknown): AnyJudgement
}
/** A form of either question and of any fields; `Form` distinguishes them by type. */
export interface AnyForm extends AnyFinalForm {
  with(known: object): AnyForm
  final(known: object): AnyFinalForm
}
interface AnyJudgement {
  readonly status: FormStatus
  readonly headline: string
  readonly byField: Readonly<Record<string, readonly Message[]>>
  readonly values: Readonly<Record<string, unknown>>
  readonly decision: Decision
  readonly language: string
}

export function makeForm(setup: Setup): AnyForm {
  const { call, known } = setup
  return Object.freeze({
    ...judging(setup, known, false),
    with: (more: object) => {
      const added = withoutUnknown(officeArgument(`${call}.with(known)`, more))
      return makeForm({ ...setup, known: () => ({ ...known(), ...added }) })
    },
    final: (more: object) => {
      const supplied = withoutUnknown(officeArgument(`${call}.final(known)`, more))
      const office = () => {
        const { driver, vehicle } = withoutUnknown(known()) as Readonly<Record<string, unknown>>
        return { driver, vehicle, ...supplied }
      }
      return Object.freeze(judging(setup, office, true))
    },
  })
}

/** By the values that a form gave, what it had read: were they read again, a fine in yuan would be a hundredfold. */
const READ = /* @__PURE__ */ new WeakMap<object, { readonly fields: Fields; readonly answers: Answers }>()

function judging(setup: Setup, known: () => object, isFinal: boolean): AnyFinalForm {
  const { call, fields, sentences } = setup
  const { language } = sentences
  const judge = (input: unknown): Judged => {
    const before = READ.get(input as object)
    if (before && before.fields !== fields)
      throw mistyped(`${call}(typed)`, input, 'what was typed: another form read these values')
    awaitedArgument(`${call}(typed)`, input)
    const answers = before ? before.answers : readAnswers(input, fields)
    READ.set(answers.values, { fields, answers })
    const office = known()
    // A driver whom the office names, and whose number is damaged, is not whoever was typed, nor is such a vehicle.
    const held = Object.keys(withoutUnknown(office))
    return judgeAnswers(setup, answers, officeFacts(setup, office), isFinal, held)
  }
  return {
    '~standard': standardProps(
      (input) => {
        const { faults, values } = judge(input)
        if (faults.length === 0) return { value: values }
        return frozen({ issues: faults.map(({ message, path }) => ({ ...message, path, language })) })
      },
      () => typesOfFields(fields),
    ),
    judge: (input) => {
      const judged = judge(input)
      const { status, faults, values, decision } = judged
      const headline = sentences.headline(judged, isFinal)
      return frozen({ status, headline, byField: byField(faults), values, decision, language })
    },
  }
}

/** The messages of each field. All keys that were not asked for stand in one message, and so do the facts that the office lacks. */
function byField(faults: Judged['faults']): AnyJudgement['byField'] {
  const lists: Record<string, Message[]> = own()
  for (const { message } of faults) {
    const { field } = message
    const list = lists[field] ?? []
    lists[field] = list
    const same = list.findIndex((each) => each.kind === message.kind && each.message === message.message)
    const joined = same < 0 ? undefined : together(list[same] as Message, message)
    if (joined === undefined) list.push(message)
    else list[same] = joined
  }
  return lists
}

/** Two messages of one kind that say the same, of several names or of several parts of one field, as one. */
function together(one: Message, other: Message): Message | undefined {
  if (has(one, 'keys')) return { ...one, keys: [...one.keys, ...(other as typeof one).keys] }
  if (has(one, 'facts')) return { ...one, facts: [...one.facts, ...(other as typeof one).facts] }
  return has(one, 'code') ? one : undefined
}

/** @throws TypeError naming the fact when one that the office supplied is malformed: that is the program's mistake. */
function officeFacts({ call, question, fields }: Setup, known: object): Partial<Facts> {
  const issues: Issue[] = []
  const facts = question.readKnown(withIdsRead(known, fields.read, question.facts), issues)
  const first = issues.at(0)
  if (first === undefined) return withoutUnknown(facts)
  const argument = [`${call}(known)`, ...first.path].join('.')
  if (first.code === 'unknown-key') throw new TypeError(`${argument}: not a fact of this question`)
  const isWritten = first.code === 'forbidden-character'
  const help = isWritten ? ': have it read with a reader such as plate or licenceNumber' : ''
  throw new TypeError(`${argument}: received ${first.received}, expected ${first.expected}${help}`)
}

function withoutUnknown<T extends object>(known: T): Partial<T> {
  return own(Object.fromEntries(Object.entries(known).filter(({ 1: value }) => value !== undefined)) as Partial<T>)
}
