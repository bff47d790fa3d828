import { COUNT_LIMIT, type FactName } from '../../law/facts.ts'
import type { Question } from '../../law/question.ts'
import { resolve } from '../../law/resolve.ts'
import type { Provision, RuleSet } from '../../law/rule-sets/rule-set.ts'
import { daysAfter } from '../../values/calendar.ts'
import { CHANNELS, OWNER_CONSENTS } from '../../values/channel.ts'
import { FEN_LIMIT } from '../../values/fen.ts'
import { epochMillisecondsOf, type Instant, type LegalDay, legalDay, parseInstant } from '../../values/instant.ts'
import { LICENCE_CLASSES, LICENCE_STATES } from '../../values/licence.ts'
import { OWNER_KINDS, PLATE_TYPES } from '../../values/vehicle.ts'
import { POINTS_LIMIT, RECORDERS, VIOLATION_STATES } from '../../values/violation.ts'

/** Some facts by name. */
export type Row = Readonly<Partial<Record<FactName, unknown>>>

/** One value for every class of a fact, the plainest first. What lies between two boundaries is one class. */
export type Classes = (fact: FactName, row: Row) => readonly unknown[]

/** Channels and owners: what every provision may turn on. */
export const BASES: readonly Row[] = /* @__PURE__ */ Object.freeze(
  ['others', 'own'].flatMap((whose) =>
    ['app', ...CHANNELS.filter((channel) => channel !== 'app')].map((channel) => ({
      channel,
      driver: 'd1',
      vehicleOwner: whose === 'own' ? 'd1' : 'o',
    })),
  ),
)

/** Records as one of own properties alone: what hangs on `Object.prototype` is nobody's fact. */
export function own<T extends object>(...records: readonly T[]): T {
  return Object.assign(Object.create(null), ...records)
}

/** Facts that a base settles. */
const SETTLED: readonly FactName[] = ['channel', 'driver', 'vehicleOwner']

/** The facts that a provision reads, apart from channel and owner. */
export function factsRead(provision: Provision): readonly FactName[] {
  return resolve(provision).asks.filter((fact) => !SETTLED.includes(fact))
}

/**
 * The classes of every fact at the boundaries of two rule sets together: below each limit, at it, above it. Instants lie
 * around those that are held fixed.
 */
export function classesOf(sets: readonly RuleSet[], question: Question, fixed: Row = {}): Classes {
  const limits = new Map<FactName, number[]>()
  const fulls: number[] = []
  for (const provision of sets.flatMap((set): readonly Provision[] => set[question])) {
    if (provision.rule === 'points-room') fulls.push(provision.full)
    if (!Object.hasOwn(provision, 'limit')) continue
    const { limit } = provision as { readonly limit: number }
    for (const fact of factsRead(provision)) limits.set(fact, [...(limits.get(fact) ?? []), limit])
  }
  const from = sets
    .map((set) => set.from)
    .sort()
    .at(-1) as LegalDay
  const closed = closedClasses(from, fixed)
  return (fact, row) => {
    if (fact === 'pointsHeld') return heldClasses(Number(row.points ?? 1), fulls)
    const known = closed[fact]
    if (known !== undefined && fact !== 'points' && fact !== 'fine') return known
    const least = LEAST_COUNT[fact] ?? 0
    // Where it is settled what is held, the points decide whether that reaches the full score.
    const held = fact === 'points' ? fixed.pointsHeld : undefined
    const room = typeof held === 'number' ? fulls.map((full) => full - held) : []
    const around = [...(limits.get(fact) ?? []), ...room].flatMap((limit) => [limit - 1, limit, limit + 1])
    const values = [...(known ?? [least]), ...around].map(Number)
    return [...new Set(values)].filter((value) => value >= least && value <= (MOST[fact] ?? COUNT_LIMIT))
  }
}

/** Counts that include the case itself begin at one. */
const LEAST_COUNT: Readonly<Partial<Record<FactName, number>>> = /* @__PURE__ */ own({
  othersVehiclesHandledThisYear: 1,
  vehicleOtherDriversThisYear: 1,
})

/** The largest value of a fact that is no count; of a count it is `COUNT_LIMIT`. */
const MOST: Readonly<Partial<Record<FactName, number>>> = /* @__PURE__ */ own({
  fine: FEN_LIMIT,
  points: POINTS_LIMIT,
})

/** So many points held that the full score is missed by one, reached, and passed. */
function heldClasses(points: number, fulls: readonly number[]): readonly number[] {
  const around = fulls.flatMap((full) => [full - points - 1, full - points, full - points + 1])
  return [...new Set([0, ...around])].filter((held) => held >= 0)
}

function closedClasses(from: LegalDay, fixed: Row): Readonly<Partial<Record<FactName, readonly unknown[]>>> {
  return own<Row>({
    ...instantClasses(from, fixed),
    vehicle: ['v1'],
    points: [1, 0],
    fine: [10_000],
    plateType: ['02', ...PLATE_TYPES.filter((type) => type !== '02')],
    vehicleOwnerKind: OWNER_KINDS,
    operating: [false, true],
    pairBound: [false, true],
    ownerConsent: ['qr', ...OWNER_CONSENTS.filter((consent) => consent !== 'qr')],
    identityVerified: [true, false],
    violationState: VIOLATION_STATES,
    recordedBy: RECORDERS,
    firstBinding: [false, true],
    licenceStates: [[], ...LICENCE_STATES.map((state) => [state])],
    licenceClasses: [['C1'], [], ...LICENCE_CLASSES.filter((each) => each !== 'C1').map((each) => [each])],
    offenderPresent: [true, false],
  }) as Readonly<Partial<Record<FactName, readonly unknown[]>>>
}

const INSTANTS = ['at', 'boundSince', 'occurredAt'] as const
type InstantFact = (typeof INSTANTS)[number]

/**
 * The instants that are not held fixed: before, at and after those that are, on the same day and on others, the plainest
 * first. Where none is, a binding nine days after the later set begins, and what can lie around it.
 */
function instantClasses(from: LegalDay, fixed: Row): Readonly<Record<InstantFact, readonly (Instant | null)[]>> {
  const held = (fact: InstantFact): Instant | undefined => (fixed[fact] ?? undefined) as Instant | undefined
  const [at, bound, occurred] = INSTANTS.map(held)
  const bindings = bound === undefined ? (at === undefined ? [bindingAfter(from)] : bindingsBefore(at)) : [bound]
  const [binding] = bindings as [Instant]
  const then = at ?? actAfter(later(binding, occurred ?? binding))
  return {
    at: distinct(occurred === undefined ? [then] : [then, occurred, beside(occurred, -1)]),
    boundSince: [...(occurred === undefined ? bindings : distinct(around(occurred, 1))), null],
    occurredAt: distinct([...bindings.flatMap((each) => around(each, -1).reverse()), then, beside(then, 1)]),
  }
}

/** On the last day for it that two days follow, if need be. */
function bindingAfter(from: LegalDay): Instant {
  const [day] = [daysAfter(from, 9), '2199-12-29' as LegalDay].sort()
  return instantOn(day as LegalDay, '15:00:00.000')
}

/** Two days before; where time does not go back so far, on the day before and on the same day. */
function bindingsBefore(at: Instant): readonly Instant[] {
  const day = legalDay(at)
  const [start, end] = [instantOn(day, '00:00:00.000'), at].map(epochMillisecondsOf) as [number, number]
  const middle = parseInstant(Math.floor((start + end) / 2))
  const [earlier, before] = [-2, -1].map((days) => instantOn(daysAfter(day, days), '15:00:00.000'))
  return parseInstant(earlier).ok ? [earlier as Instant] : distinct([before, middle.ok ? middle.value : undefined])
}

/** Two days later, or at the end of the last day that there is. */
function actAfter(last: Instant): Instant {
  const act = instantOn(daysAfter(legalDay(last), 2), '10:00:00.000')
  return legalDay(act) > legalDay(last) ? act : instantOn(legalDay(last), LAST_MILLISECOND)
}

/** In the order of time, from the day before to the day after: the ends of the days, the instant, and a millisecond to one side of it. */
function around(instant: Instant, side: 1 | -1): (Instant | undefined)[] {
  const day = legalDay(instant)
  const both = side < 0 ? [beside(instant, side), instant] : [instant, beside(instant, side)]
  return [
    instantOn(daysAfter(day, -1), LAST_MILLISECOND),
    instantOn(day, '00:00:00.000'),
    ...both,
    instantOn(day, LAST_MILLISECOND),
    instantOn(daysAfter(day, 1), '00:00:00.000'),
  ]
}

const LAST_MILLISECOND = '23:59:59.999'

function instantOn(day: LegalDay, time: string): Instant {
  return `${day}T${time}+08:00` as Instant
}

/** So many milliseconds later; nothing where that is past the range. */
function beside(instant: Instant, milliseconds: number): Instant | undefined {
  const moved = parseInstant(epochMillisecondsOf(instant) + milliseconds)
  return moved.ok ? moved.value : undefined
}

function later(one: Instant, other: Instant): Instant {
  return one > other ? one : other
}

/** Each once, without those that are past the range. */
function distinct(instants: readonly (Instant | undefined)[]): readonly Instant[] {
  const there = instants.filter((instant) => parseInstant(instant).ok)
  return [...new Set(there)] as readonly Instant[]
}
