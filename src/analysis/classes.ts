import { CHANNELS, OWNER_CONSENTS } from '../binding.ts'
import { daysAfter } from '../calendar.ts'
import { LICENCE_CLASSES, LICENCE_STATES } from '../driver.ts'
import type { FactName } from '../facts.ts'
import type { LegalDay } from '../instant.ts'
import type { Provision, RuleSet } from '../rule-sets/rule-set.ts'
import { RULES } from '../rules/index.ts'
import type { Question, Rule } from '../rules/rule.ts'
import { OWNER_KINDS, PLATE_TYPES } from '../vehicle.ts'
import { RECORDERS, VIOLATION_STATES } from '../violation.ts'

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
  const rule = RULES[provision.rule] as unknown as Rule<string, Provision, unknown, unknown>
  return rule.needs(provision).filter((fact) => !SETTLED.includes(fact))
}

/** The classes of every fact at the boundaries of two rule sets together: below each limit, at it, above it. */
export function classesOf(sets: readonly RuleSet[], question: Question): Classes {
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
  const closed = closedClasses(from)
  return (fact, row) => {
    if (fact === 'pointsHeld') return heldClasses(Number(row.points ?? 1), fulls)
    const known = closed[fact]
    if (known !== undefined && fact !== 'points' && fact !== 'fine') return known
    const plain = (known?.[0] ?? PLAIN_COUNT[fact] ?? 0) as number
    const around = (limits.get(fact) ?? []).flatMap((limit) => [limit - 1, limit, limit + 1])
    const values = [plain, ...(known ?? []), ...around]
      .map(Number)
      .filter((value) => value >= plain || fact === 'points')
    return [...new Set(values)].filter((value) => fact !== 'points' || (value >= 0 && value <= 12))
  }
}

/** Counts that include the case itself begin at one. */
const PLAIN_COUNT: Readonly<Partial<Record<FactName, number>>> = /* @__PURE__ */ own({
  othersVehiclesHandledThisYear: 1,
  vehicleOtherDriversThisYear: 1,
})

/** So many points held that the full score is missed by one, reached, and passed. */
function heldClasses(points: number, fulls: readonly number[]): readonly number[] {
  const around = fulls.flatMap((full) => [full - points - 1, full - points, full - points + 1])
  return [...new Set([0, ...around])].filter((held) => held >= 0)
}

function closedClasses(from: LegalDay): Readonly<Partial<Record<FactName, readonly unknown[]>>> {
  const [before, bound, next, at] = [8, 9, 10, 11].map((days) => daysAfter(from, days))
  const on = (day: LegalDay | undefined, time: string): string => `${day}T${time}+08:00`
  return own<Row>({
    at: [on(at, '10:00:00.000')],
    vehicle: ['v1'],
    boundSince: [on(bound, '15:00:00.000'), null],
    occurredAt: [
      on(next, '00:00:00.000'),
      on(bound, '23:59:59.999'),
      on(bound, '15:00:00.000'),
      on(bound, '14:59:59.999'),
      on(bound, '00:00:00.000'),
      on(before, '23:59:59.999'),
      on(at, '10:00:00.000'),
      on(at, '10:00:00.001'),
    ],
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
