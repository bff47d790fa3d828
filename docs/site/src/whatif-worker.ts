import { type CourtCase, capacityOf, courtCases, replayCase, type Stated } from 'demerit/analysis'
import { type Levers, leversPulled, NO_LEVER, type RingAsked } from './levers.ts'
import { messageOf } from './message.ts'

/** One case under a law. */
export interface CaseRow {
  readonly id: string
  readonly court: CourtCase['court']
  readonly acts: number
  readonly points: number
  readonly passed: number
  readonly pointsPassed: number
  /** Bindings that were made on the spot, and older ones that were released for them. */
  readonly bindings: number
  readonly releases: number
  readonly assumed: Readonly<Record<string, string | number>>
  /** How many vehicles had all 12 points at a time, where the article states it: their acts carry as many points as that takes. */
  readonly atTwelve: number | undefined
  /** How sure the article is of the figure that the number of acts follows from. */
  readonly sure: Stated['kind']
}

/** The ways in which a ring goes about it. */
const WAYS = [
  { way: 'windowLies', channel: 'window', official: true, occurred: 'before' },
  { way: 'windowHonest', channel: 'window', official: false, occurred: 'before' },
  { way: 'appLater', channel: 'app', official: false, occurred: 'later' },
  { way: 'appSameDay', channel: 'app', official: false, occurred: 'same-day' },
  { way: 'appBefore', channel: 'app', official: false, occurred: 'before' },
] as const

/** What a ring can sell in one of the ways. */
export interface CapacityRow {
  readonly way: (typeof WAYS)[number]['way']
  readonly points: number
  /** Under the law of today. */
  readonly pointsToday: number
  readonly yuan: number
  /** The rule that stops it; `null` if the vehicles have no more violations. */
  readonly stoppedBy: string | null
  readonly exact: boolean
}

export interface Counted {
  /** The levers that were counted. */
  readonly levers: Levers
  readonly rows: readonly CaseRow[]
  /** The same cases under the law of today. */
  readonly today: readonly CaseRow[]
  readonly capacity: readonly CapacityRow[]
}

export interface AskedWhatIf {
  readonly levers: Levers
  readonly ring: RingAsked
  /** The first cases under the law of today, as many as were counted before. */
  readonly today: readonly CaseRow[]
}

/** The figures from which the number of acts can follow, as the replay looks for them. */
const COUNTED = ['violations', 'fees', 'toIntermediary', 'gain', 'vehicles'] as const

function rowOf(courtCase: CourtCase, rules: Parameters<typeof replayCase>[1]): CaseRow {
  const { acts, points, asDeclared, assumed, bindings, releases } = replayCase(courtCase, rules)
  const { id, court, stated } = courtCase
  const { passed, pointsPassed } = asDeclared
  const twelve = stated.vehiclesAtTwelve
  return {
    id,
    court,
    acts,
    points,
    passed,
    pointsPassed,
    bindings,
    releases,
    assumed: assumed as CaseRow['assumed'],
    atTwelve: twelve !== undefined && 'value' in twelve ? twelve.value : undefined,
    sure: COUNTED.map((name) => stated[name]).find((figure) => figure !== undefined)?.kind ?? 'exact',
  }
}

addEventListener('message', ({ data: { levers, ring, today: known } }: MessageEvent<AskedWhatIf>) => {
  try {
    const [rules, lawOfToday] = [leversPulled(levers), leversPulled(NO_LEVER)]
    const { violationsAVehicle, ...others } = ring
    const asked = { ...others, ...(violationsAVehicle > 0 ? { violationsAVehicle } : {}), points: [1, 2, 3, 6, 12] }
    const capacity = WAYS.map(({ way, ...goes }): CapacityRow => {
      const { points, yuan, limitedBy, exact } = capacityOf(rules, { ...asked, ...goes })
      const pointsToday = rules === lawOfToday ? points : capacityOf(lawOfToday, { ...asked, ...goes }).points
      return { way, points, pointsToday, yuan, stoppedBy: limitedBy, exact }
    })
    const rows: CaseRow[] = []
    const today = rules === lawOfToday ? rows : [...known]
    const counted = (): Counted => ({ levers, rows: [...rows], today: [...today], capacity })
    for (const courtCase of courtCases) {
      rows.push((today === rows ? known[rows.length] : undefined) ?? rowOf(courtCase, rules))
      if (today.length < rows.length) today.push(rowOf(courtCase, lawOfToday))
      postMessage({ progress: counted() })
    }
    postMessage({ result: counted() })
  } catch (error) {
    postMessage({ error: messageOf(error) })
  }
})
