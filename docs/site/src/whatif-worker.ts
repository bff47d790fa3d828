import { type CourtCase, capacityOf, cases, replayCase } from 'demerit/analysis'
import { type Levers, leversPulled, type RingAsked } from './levers.ts'

/** One case under the changed law. */
export interface CaseRow {
  readonly id: string
  readonly court: CourtCase['court']
  readonly acts: number
  readonly points: number
  readonly passed: number
  readonly pointsPassed: number
  readonly assumed: Readonly<Record<string, string | number>>
  /** How many vehicles had all 12 points at a time, where the article states it: their acts carry as many points as that takes. */
  readonly atTwelve: number | undefined
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
  readonly yuan: number
  /** The rule that stops it; `null` if the vehicles have no more violations. */
  readonly stoppedBy: string | null
  readonly exact: boolean
}

export interface Counted {
  readonly rows: readonly CaseRow[]
  readonly capacity: readonly CapacityRow[]
}

export interface AskedWhatIf {
  readonly levers: Levers
  readonly ring: RingAsked
}

addEventListener('message', ({ data: { levers, ring } }: MessageEvent<AskedWhatIf>) => {
  try {
    const rules = leversPulled(levers)
    const { violationsAVehicle, ...others } = ring
    const asked = { ...others, ...(violationsAVehicle > 0 ? { violationsAVehicle } : {}), points: [1, 2, 3, 6, 12] }
    const capacity = WAYS.map(({ way, ...goes }): CapacityRow => {
      const { points, yuan, binding, exact } = capacityOf(rules, { ...asked, ...goes })
      return { way, points, yuan, stoppedBy: binding, exact }
    })
    const rows: CaseRow[] = []
    for (const courtCase of cases) {
      const { acts, points, asDeclared, assumed } = replayCase(courtCase, rules)
      const { id, court } = courtCase
      const { passed, pointsPassed } = asDeclared
      const twelve = courtCase.stated.vehiclesAtTwelve
      rows.push({
        id,
        court,
        acts,
        points,
        passed,
        pointsPassed,
        assumed: assumed as CaseRow['assumed'],
        atTwelve: twelve !== undefined && 'value' in twelve ? twelve.value : undefined,
      })
      postMessage({ progress: { rows: [...rows], capacity } })
    }
    postMessage({ result: { rows, capacity } })
  } catch (error) {
    postMessage({ error: error instanceof Error ? error.message : String(error) })
  }
})
