import type { Decision } from '../decision/decision.ts'
import { mistyped } from '../input/assert.ts'
import type { Issue } from '../input/issue.ts'
import { own } from '../input/own.ts'
import { type StandardProps, standardProps } from '../input/schema.ts'
import type { Facts } from '../law/facts.ts'
import { readAnswers } from './answers.ts'
import { typesOfFields } from './fields.ts'
import { type Judged, judgeAnswers, judgeFinally } from './judge.ts'
import type { Setup } from './setup.ts'
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
}

export function makeForm(setup: Setup): AnyForm {
  const { call, fields, known } = setup
  return Object.freeze({
    ...finalForm(setup, (input) => judgeAnswers(setup, readAnswers(input, fields), officeFacts(setup, known()))),
    with: (more: object) => {
      const added = withoutUnknown(recordArgument(`${call}.with(known)`, more))
      return makeForm({ ...setup, known: () => ({ ...known(), ...added }) })
    },
    final: (more: object) => {
      const supplied = { ...recordArgument(`${call}.final(known)`, more) }
      return Object.freeze(
        finalForm(setup, (input) => {
          const { driver, vehicle } = withoutUnknown(known()) as Readonly<Record<string, unknown>>
          const office = officeFacts(setup, { driver, vehicle, ...withoutUnknown(supplied) })
          return judgeFinally(setup, readAnswers(input, fields), office)
        }),
      )
    },
  })
}

function finalForm({ fields, sentences }: Setup, judge: (input: unknown) => Judged): AnyFinalForm {
  return {
    '~standard': standardProps(
      (input) => {
        const { faults, values } = judge(input)
        if (faults.length === 0) return { value: values }
        return { issues: Object.freeze(faults.map(({ message, path }) => Object.freeze({ ...message, path }))) }
      },
      () => typesOfFields(fields),
    ),
    judge: (input) => {
      const { status, faults, values, decision } = judge(input)
      const headline = sentences.headline(status, decision)
      return Object.freeze({ status, headline, byField: byField(faults), values, decision })
    },
  }
}

function byField(faults: Judged['faults']): AnyJudgement['byField'] {
  const lists: Record<string, Message[]> = Object.create(null)
  for (const { message } of faults) {
    const list = lists[message.field]
    if (list === undefined) lists[message.field] = [message]
    else list.push(message)
  }
  for (const list of Object.values(lists)) Object.freeze(list)
  return Object.freeze(lists)
}

/** @throws TypeError naming the fact when one that the office supplied is malformed: that is the program's mistake. */
function officeFacts({ call, question }: Setup, known: object): Partial<Facts> {
  const issues: Issue[] = []
  const facts = question.readKnown(known, issues)
  const [first] = issues
  if (first === undefined) return withoutUnknown(facts)
  const argument = [`${call}(known)`, ...first.path].join('.')
  if (first.code === 'unknown-key') throw new TypeError(`${argument}: not a fact of this question`)
  throw new TypeError(`${argument}: ${first.received} is not ${first.expected}`)
}

function recordArgument(argument: string, known: unknown): object {
  if (typeof known !== 'object' || known === null) throw mistyped(argument, known, 'a record of facts')
  return known
}

function withoutUnknown<T extends object>(known: T): Partial<T> {
  return own(Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)) as Partial<T>)
}
