import { type Decision, decideBinding, decideHandling, FACTS, type Invalid, parseInstant } from 'demerit'
import { type Locale, wordNames } from 'demerit/explain'
import { resolveProvision } from 'demerit/rules'
import { NEVER_MORE } from '../../../src/law/ordered-facts.ts'
import { PROVISIONS, type Rules } from './sets.ts'

export type Fact = (typeof FACTS)[number]
export type FactValue = string | number | boolean | null | readonly string[]
export type FactValues = Readonly<Record<string, FactValue>>

export type QuestionName = 'bind' | 'handle'

/** Decides an act of either question. */
export function decide(question: QuestionName, facts: FactValues, set: Rules): Decision | Invalid {
  return question === 'bind' ? decideBinding(facts as never, set) : decideHandling(facts as never, set)
}

/** Facts that a set that ships asks for. What an office knows and reforms alone ask for is left out. */
const ASKED: ReadonlySet<string> = new Set(PROVISIONS.flatMap((each) => resolveProvision(each).asks))

export function factsOf(question: QuestionName): readonly Fact[] {
  return FACTS.filter(
    ({ name, questions, suppliedBy }) => questions.includes(question) && (suppliedBy === 'asker' || ASKED.has(name)),
  )
}

/** What a person knows of an act and a verdict turns on most; the other facts are folded. */
const FIRST: { readonly [Q in QuestionName]: readonly string[] } = {
  bind: ['at', 'channel', 'plateType', 'driverBindings', 'vehicleBindings', 'driverApplicationsToday', 'ownerConsent'],
  handle: [
    ...['at', 'channel', 'occurredAt', 'boundSince', 'fine', 'points', 'pointsHeld', 'recordedBy'],
    'offenderPresent',
  ],
}

/** The facts of a question: those that matter most, in the order of a person's account, and the others. */
export function factsByWeight(question: QuestionName): {
  readonly first: readonly Fact[]
  readonly others: readonly Fact[]
} {
  const facts = factsOf(question)
  return {
    first: FIRST[question].flatMap((name) => facts.find((fact) => fact.name === name) ?? []),
    others: facts.filter(({ name }) => !FIRST[question].includes(name)),
  }
}

/** Facts that cannot both be so: the first is later, or more, than the second. What is decided takes them as they are given. */
export function contraryIn(facts: FactValues): readonly (readonly [less: Fact, more: Fact])[] {
  const factOf = (name: string) => FACTS.find((fact) => fact.name === name) as Fact
  const sizeOf = ({ name, kind }: Fact): number => {
    const value = facts[name]
    if (kind !== 'instant') return typeof value === 'number' ? value : Number.NaN
    const moment = typeof value === 'string' || typeof value === 'number' ? parseInstant(value) : undefined
    return moment?.ok ? Date.parse(moment.value) : Number.NaN
  }
  return NEVER_MORE.map(([less, more]) => [factOf(less), factOf(more)] as const).filter(
    ([less, more]) => sizeOf(less) > sizeOf(more),
  )
}

/** What a word of a fact is called in a language. */
export function wordName(locale: Locale, fact: string, word: string): string {
  const lists: Readonly<Record<string, Readonly<Record<string, string>> | undefined>> = wordNames(locale)
  const names = lists[fact] ?? {}
  return Object.hasOwn(names, word) ? (names[word] as string) : word
}

/** A case to begin with: a fourth vehicle, or a violation of the day of binding. */
export const SAMPLES: { readonly [Q in QuestionName]: FactValues } = {
  bind: {
    at: '2025-03-10T15:00:00.000+08:00',
    channel: 'app',
    driver: 'driver-1',
    vehicle: 'vehicle-1',
    vehicleOwner: 'owner-1',
    vehicleOwnerKind: 'individual',
    plateType: '02',
    operating: false,
    pairBound: false,
    driverBindings: 3,
    vehicleBindings: 0,
    driverBindingsEver: 3,
    driverApplicationsToday: 0,
    driverApplicationsThisYear: 0,
    ownerConsent: 'sms',
    identityVerified: true,
  },
  handle: {
    at: '2025-03-10T15:00:00.000+08:00',
    channel: 'app',
    driver: 'driver-1',
    vehicle: 'vehicle-1',
    vehicleOwner: 'owner-1',
    plateType: '02',
    violationState: 'open',
    occurredAt: '2025-03-03T09:00:00.000+08:00',
    fine: 20000,
    points: 3,
    recordedBy: 'monitoring',
    boundSince: '2025-03-05T10:00:00.000+08:00',
    firstBinding: false,
    licenceStates: [],
    licenceClasses: ['C1'],
    pointsHeld: 0,
    fullScoreStudies: 0,
    offenderPresent: false,
    identityVerified: true,
    othersVehiclesHandledThisYear: 1,
    vehicleOtherDriversThisYear: 1,
  },
}
