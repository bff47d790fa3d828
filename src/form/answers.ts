import { type Issue, issue } from '../input/issue.ts'
import { own } from '../input/own.ts'
import { escaped } from '../input/text.ts'
import * as wanted from '../input/wanted.ts'
import { saysUnknown } from '../typed/placeholder.ts'
import type { Answers, Fault, Field } from './field.ts'
import { type Fields, isBlank } from './fields.ts'
import { readSubmission, type Submission } from './submission.ts'

/** Reads what was typed. Each field is read once; `editing` is the one under the cursor. */
export function readAnswers(input: unknown, { all, expected }: Fields, editing?: Field): Answers {
  const malformed: Fault[] = []
  const facts: Record<string, unknown> = own()
  const values: Record<string, unknown> = {}
  const blank: Field[] = []
  const notAsked: string[] = []
  const submission = readSubmission(input, malformed as Issue[])
  if (submission === undefined) return { facts, values, blank, notAsked, malformed }
  for (const field of all) {
    const before = malformed.length
    const value = readField(field, submission, malformed, editing)
    const { name, fact } = field
    // A property that cannot be read is malformed, and not blank as well.
    if (malformed.length > before || (value === BLANK && malformed.some(({ path }) => path[0] === name))) continue
    if (value === BLANK) {
      if (!field.isOptional) blank.push(field)
    } else {
      values[fact?.name ?? name] = value
      if (fact !== undefined) facts[fact.name] = value
    }
  }
  for (const name of Object.keys(submission.fields))
    if (!expected.includes(name)) notAsked.push(escaped(name.slice(0, 64)))
  return { facts, values: Object.freeze(values), blank, notAsked, malformed }
}

/** What stands for the value of a blank field. */
const BLANK: unique symbol = Symbol('blank')

/** The value of one field, or `BLANK`; where it is malformed a fault is left. */
function readField(field: Field, submission: Submission, faults: Fault[], editing?: Field): unknown {
  const { name, fact } = field
  const typed = typedIn(submission, field, name)
  // A time that lacks its minutes is earlier than the one that is being typed.
  if (field === editing && typeof typed === 'string' && /[时点]$/.test(typed)) return BLANK
  if (fact === undefined) return readOther(field, typed, faults)
  // What was read before, of a field that is typed otherwise: a fine in fen, which only a program writes.
  const read = name === fact.name ? undefined : typedIn(submission, field, fact.name)
  const isEmpty = isBlank(typed) || (field.isOptional && typeof typed === 'string' && saysUnknown(typed))
  if (isEmpty && !isBlank(read)) {
    const found: Issue[] = []
    const value = fact.reader(read, [name], found)
    faults.push(...found)
    return value
  }
  if (isEmpty) return typed === null && fact.orNull ? null : BLANK
  const value = field.read(typed, faults)
  if (read !== undefined && value !== undefined && value !== read)
    faults.push(issue('repeated', [name], wanted.single, typed))
  return value
}

/** Of what is not there another library says what type it has not, in its own language: it is blank. */
function readOther({ read, schema }: Field, typed: unknown, faults: Fault[]): unknown {
  if (typeof schema === 'function' && isBlank(typed)) return BLANK
  const found: Fault[] = []
  const value = read(typed, found)
  if (typed === undefined && found.length > 0) return BLANK
  faults.push(...found)
  return value
}

/** What was typed into a field. A browser sends nothing of a box that is not ticked, and a list of several that are. */
function typedIn({ fields, isFormData }: Submission, { fact, isOptional }: Field, name: string): unknown {
  const given = fields[name]
  if (!isFormData) return given
  const list = given as readonly unknown[] | undefined
  if (list === undefined && isOptional) return undefined
  if (fact?.kind === 'words') return list ?? []
  if (list === undefined) return fact?.kind === 'flag' ? false : undefined
  return list.length === 1 ? list[0] : list
}
