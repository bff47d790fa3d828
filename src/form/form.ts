import type { Advice } from '../advice/advice.ts'
import { mistaken, mistyped } from '../input/assert.ts'
import { frozen } from '../input/freeze.ts'
import type { Issue } from '../input/issue.ts'
import { ownOptions } from '../input/options.ts'
import { own, owns } from '../input/own.ts'
import type { StandardSchema } from '../input/schema.ts'
import type { FactName } from '../law/facts.ts'
import { readAnswers } from './answers.ts'
import { readIds } from './ids.ts'
import { type Final, type Judged, judgeAnswers, type Office, type Setup } from './judge.ts'
import { officeArgument } from './submission.ts'
import type { FormIssue, FormStatus, JudgeOptions, Message } from './types.ts'

interface AnyFinalForm {
  readonly '~standard': StandardSchema<unknown, unknown, FormIssue>
  readonly '~form': () => Setup
  judge(typed: unknown, options?: JudgeOptions<string>): AnyJudgement
}
/** A form of either question and of any fields; `Form` distinguishes them by type. */
export interface AnyForm extends AnyFinalForm {
  with(known: object): AnyForm
}
interface AnyJudgement {
  readonly status: FormStatus
  readonly headline: string
  readonly byField: Readonly<Record<string, readonly Message[]>>
  readonly values: Readonly<Record<string, unknown>>
  readonly missing: readonly FactName[]
  readonly advice: Advice
  readonly language: string
}

export function makeForm(setup: Setup): AnyForm {
  const { call, known } = setup
  return Object.freeze({
    ...judging(setup, known),
    with: (more: object) => {
      const added = withoutUnknown(officeArgument(`${call}.with(known)`, more))
      const both = () => ({ ...recordOf(known), ...added })
      return makeForm({ ...setup, known: typeof known === 'function' ? both : both() })
    },
  })
}

/** A form on what the office knows; that of the server that performs the act if `final` is given. */
export function judging(setup: Setup, known: Setup['known'], final?: Final): AnyFinalForm {
  const { fields, words } = setup
  const language = words.tag
  let office: Office | undefined
  const judge = (typed: unknown, options: JudgeOptions<string> = {}): Judged => {
    const { editing } = ownOptions('judge(options)', options, ['editing'])
    const field = editing ? fields.all.find(({ name }) => name === editing) : undefined
    if (editing && field === undefined && !fields.ignored.includes(editing))
      throw mistaken('judge(options.editing)', editing, 'a field')
    const answers = readAnswers(typed, fields, field)
    // What no function gives is read once.
    if (office === undefined || typeof known === 'function') office = officeOf(setup, withoutUnknown(recordOf(known)))
    return judgeAnswers(setup, answers, office, field, final)
  }
  return Object.freeze({
    '~standard': Object.freeze({
      version: 1,
      vendor: 'demerit',
      validate: (typed: unknown) => {
        const { messages, values } = judge(typed)
        // A note is no fault, and has no path.
        const issues = messages.flatMap(({ message, paths }) => paths.map((path) => ({ ...message, path, language })))
        return frozen(issues.length === 0 ? { value: values } : { issues })
      },
    }),
    '~form': () => setup,
    judge: (typed: unknown, options?: JudgeOptions<string>) => {
      const { messages, ...judged } = judge(typed, options)
      return frozen({ ...judged, byField: byField(messages), language })
    },
  })
}

/** The messages of each field; what is said of several parts of one field stands once. */
function byField(messages: Judged['messages']): AnyJudgement['byField'] {
  // Plain, as what goes from a server to a page has to be: no field has a name of `Object.prototype`.
  const lists: Record<string, Message[]> = {}
  for (const { message } of messages) {
    const list = (owns(lists, message.field) ? lists[message.field] : undefined) ?? []
    lists[message.field] = list
    if (!list.some((each) => each.message === message.message)) list.push(message)
  }
  return lists
}

/** @throws TypeError naming the fact when one that the office supplied is malformed: that is the program's mistake. */
function officeOf({ call, facts: table, fields, readKnown }: Setup, known: Record<string, unknown>): Office {
  const issues: Issue[] = []
  readIds(known, fields.read, table)
  const facts = readKnown(known, issues)
  const first = issues[0]
  if (first === undefined) return { facts: withoutUnknown(facts), held: Object.keys(known) }
  const argument = [`${call}(known)`, ...first.path].join('.')
  if (first.code === 'unknown-key') throw new TypeError(`${argument}: not a fact of this question`)
  const isWritten = first.code === 'forbidden-character'
  const help = isWritten ? ': have it read with a reader such as plate' : ''
  throw new TypeError(`${argument}: received ${first.received}, expected ${first.expected}${help}`)
}

/** The record of what the office knows, asked for now. */
export function recordOf(known: Setup['known']): Readonly<Record<string, unknown>> {
  return (typeof known === 'function' ? known() : known) as Readonly<Record<string, unknown>>
}

/** A record that inherits nothing, of what is known. */
export function withoutUnknown<T extends object>(known: T): Partial<T> {
  const record: Partial<T> = own()
  for (const name of Object.keys(known) as (keyof T)[]) {
    const value = known[name]
    if (value !== undefined) record[name] = value
  }
  return record
}

/** What a form is made of. @throws TypeError when it is no form. */
export function setupArgument(argument: string, form: unknown): Setup {
  const setupOf: unknown = Object(form)['~form']
  if (typeof setupOf !== 'function') throw mistyped(argument, form, 'a form')
  return setupOf() as Setup
}
