import { type Command, execute, type Outcome, openRegistry, type Registry } from 'demerit'
import {
  enRegistry,
  explain,
  explainIssue,
  explainRefusal,
  type Locale,
  type RegistryWords,
  zhCNRegistry,
} from 'demerit/explain'
import { cn } from 'demerit/rules'
import type { Read } from './given.ts'
import type { Language } from './place.ts'
import type { Says } from './says.ts'

/** What was done: a command, without its time, or days that passed. The address holds all of it. */
export type Step = { readonly type: string; readonly [field: string]: unknown } | Wait
interface Wait {
  readonly days: number
}

export function isWait(step: Step): step is Wait {
  return 'days' in step
}

/** One version of the registry: what was done, and what came of it. Versions are values, so all of them stay. */
export interface Version {
  readonly registry: Registry
  readonly at: number
  readonly step?: Step
  readonly outcome?: Outcome
}

const START = Date.parse('2025-03-03T09:00:00+08:00')
const DAY_MS = 86_400_000
const MOST_DAYS = 365

/** The commands that the page gives. */
export const TYPES = ['bind', 'release', 'recordViolation', 'handle'] as const

/** The drivers, each the owner of one vehicle: enough that one can come to a fourth vehicle of others, and a vehicle to a fourth driver. */
const PEOPLE = ['A', 'B', 'C', 'D', 'E']

function opened(): Version {
  let registry = openRegistry(cn)
  const people: readonly Command[] = PEOPLE.map((id) => ({
    type: 'enrolDriver',
    id,
    licence: { states: [], classes: ['C1'], firstIssuedOn: '2015-06-01' },
    at: START,
  }))
  const vehicles: readonly Command[] = PEOPLE.map((owner, index) => ({
    type: 'enrolVehicle',
    id: `car-${index + 1}`,
    owner: { kind: 'individual', id: owner },
    plateType: '02',
    operating: false,
    at: START,
  }))
  for (const command of [...people, ...vehicles]) registry = execute(registry, command).registry
  return { registry, at: START }
}

/** The id of the violation that is recorded next. */
export function nextViolation(steps: readonly Step[]): string {
  return `x${steps.filter((step) => !isWait(step) && step.type === 'recordViolation').length + 1}`
}

/** As many steps as an address holds. */
export const MOST_STEPS = 100

function isStep(each: unknown): each is Step {
  if (typeof each !== 'object' || each === null) return false
  const { days, type } = each as { readonly days?: unknown; readonly type?: unknown }
  if (days !== undefined) return Number.isInteger(days) && Number(days) >= 1 && Number(days) <= MOST_DAYS
  return TYPES.some((known) => known === type)
}

/** The steps in a parsed address, and what of it is left out. */
export function stepsOf(
  value: unknown,
  says: Says,
): Read<{ readonly steps: readonly Step[]; readonly left: readonly string[] }> {
  if (!Array.isArray(value)) return { problem: says.noSteps }
  const steps = value.filter(isStep)
  const left: string[] = []
  if (steps.length < value.length) left.push(says.notSteps(value.length - steps.length))
  if (steps.length > MOST_STEPS) left.push(says.tooManySteps(MOST_STEPS))
  return { value: { steps: steps.slice(0, MOST_STEPS), left } }
}

/** The registry after each step. */
export function versionsOf(steps: readonly Step[]): readonly Version[] {
  const versions: Version[] = [opened()]
  for (const step of steps) {
    const { registry, at } = versions.at(-1) as Version
    if (isWait(step)) {
      versions.push({ registry, at: at + step.days * DAY_MS, step })
      continue
    }
    const dated = step.type === 'recordViolation' ? { occurredAt: at } : {}
    const outcome = execute(registry, { ...step, ...dated, at } as unknown as Command)
    versions.push({ registry: outcome.registry, at, step, outcome })
  }
  return versions
}

const REFUSALS: { readonly [L in Language]: RegistryWords } = { en: enRegistry, zh: zhCNRegistry }

/** Why a command was not taken, in words; `undefined` if it was. */
export function refusalOf(outcome: Outcome | undefined, locale: Locale, language: Language): string | undefined {
  switch (outcome?.status) {
    case undefined:
    case 'accepted':
      return undefined
    case 'invalid':
      return outcome.issues.map((issue) => explainIssue(issue, locale)).join(' ')
    case 'refused': {
      const { code, decision } = outcome
      if (decision === undefined) return explainRefusal(code, REFUSALS[language])
      const sentences = explain(decision, locale)
      return decision.findings
        .flatMap(({ outcome: one }, index) => (one === 'fails' ? [sentences[index]] : []))
        .join(' ')
    }
  }
}
