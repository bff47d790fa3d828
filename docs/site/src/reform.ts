import { cn2024, QUESTIONS, type Question, type RuleSet, reform } from 'demerit/rules'
import { type Changes, LEVERS, reforming } from '../../demo/reforming.mjs'
import type { Read } from './given.ts'
import { type LeverName, type Levers, NO_LEVER } from './levers.ts'
import { messageOf } from './message.ts'
import type { Says } from './says.ts'

export type { Changes }

/** What a page calls the reform where it has an id for each law. */
export const REFORM = 'reform'

export const NO_CHANGES: Changes = {}

let last: { readonly changes: Changes; readonly rules: RuleSet } | undefined

/** The law of today with its changes; the same set for the same changes. */
export function reformed(changes: Changes): RuleSet {
  if (isNone(changes)) return cn2024
  if (last?.changes !== changes) last = { changes, rules: reform(cn2024, reforming(changes)) }
  return last.rules
}

export function isNone(changes: Changes): boolean {
  return Object.keys(changes).length === 0
}

/** The changes that an address holds; no text is none. */
export function changesIn(text: string, says: Says): Read<Changes> {
  if (text === '') return { value: NO_CHANGES }
  try {
    const changes: Changes = JSON.parse(text)
    if (typeof changes !== 'object' || changes === null || Array.isArray(changes)) return { problem: says.noReform('') }
    const others = Object.keys(changes).filter((name) => !QUESTIONS.includes(name as Question))
    if (others.length > 0) return { problem: says.noReform(others.join()) }
    reformed(changes)
    return { value: changes }
  } catch (error) {
    return { problem: says.noReform(messageOf(error)) }
  }
}

/** How changes stand in an address. */
export function textOf(changes: Changes): string {
  return isNone(changes) ? '' : JSON.stringify(changes)
}

/** The changes with those of one rule replaced; without any, it is as today. */
function withRule(changes: Changes, question: Question, rule: string, change: object | null | undefined): Changes {
  const { [rule]: _, ...others } = changes[question] ?? {}
  const rules = { ...others, ...(change === undefined ? {} : { [rule]: change }) }
  const next = { ...changes, [question]: rules }
  return Object.fromEntries(Object.entries(next).filter(([, each]) => Object.keys(each ?? {}).length > 0))
}

/** The changes with one parameter of a rule at a value; what is as today is no change. */
export function withParameter(
  changes: Changes,
  [question, rule, parameter]: readonly [Question, string, string, ...unknown[]],
  value: unknown,
): Changes {
  const today = cn2024[question].find((each) => each.rule === rule) as Readonly<Record<string, unknown>> | undefined
  const change = { ...changes[question]?.[rule], [parameter]: value }
  const kept = Object.entries(change).filter(([name, each]) => !alike(today?.[name], each))
  return withRule(changes, question, rule, kept.length === 0 ? undefined : Object.fromEntries(kept))
}

/** The changes with a rule struck out, or put in: with what it says where it is not there today. */
export function withRuleIn(changes: Changes, question: Question, rule: string, isIn: boolean, usual: object): Changes {
  const isToday = cn2024[question].some((each) => each.rule === rule)
  return withRule(changes, question, rule, isIn === isToday ? undefined : isIn ? usual : null)
}

function alike(one: unknown, other: unknown): boolean {
  const text = (value: unknown) => JSON.stringify(Array.isArray(value) ? [...value].sort() : value)
  return text(one) === text(other)
}

/** How the levers stand that changes pull. */
export function leversIn(changes: Changes): Levers {
  const values = Object.entries(LEVERS).map(([lever, [question, rule, parameter, on]]) => {
    const value = changes[question]?.[rule]?.[parameter]
    return [lever, on === undefined ? (value ?? NO_LEVER[lever as LeverName]) : alike(value, on)]
  })
  return Object.fromEntries(values)
}

/** The changes with one lever at a value. */
export function withLever(changes: Changes, lever: LeverName, value: Levers[LeverName]): Changes {
  const [question, rule, parameter, on] = LEVERS[lever]
  if (on !== undefined) {
    const today = cn2024[question].find((each) => each.rule === rule) as unknown as Readonly<Record<string, unknown>>
    return withParameter(changes, LEVERS[lever], value === true ? on : today[parameter])
  }
  // A rule that is not there today is not there at 0.
  const isGone = value === 0 && NO_LEVER[lever] === 0
  return isGone ? withRuleIn(changes, question, rule, false, {}) : withParameter(changes, LEVERS[lever], value)
}
