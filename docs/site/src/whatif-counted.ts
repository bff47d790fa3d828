import { type CourtCase, capacityOf, courtCases, replayCase } from 'demerit/analysis'
import { leversPulled, NO_LEVER } from './levers.ts'
import type { AskedWhatIf, CapacityRow, CaseRow, Counted } from './whatif-rows.ts'

/** The ways in which a ring goes about it. */
const WAYS = [
  { way: 'windowLies', channel: 'window', official: true, occurred: 'before' },
  { way: 'windowHonest', channel: 'window', official: false, occurred: 'before' },
  { way: 'appLater', channel: 'app', official: false, occurred: 'later' },
  { way: 'appSameDay', channel: 'app', official: false, occurred: 'same-day' },
  { way: 'appBefore', channel: 'app', official: false, occurred: 'before' },
] as const

function rowOf(courtCase: CourtCase, rules: Parameters<typeof replayCase>[1]): CaseRow {
  const { acts, points, asDeclared, assumed, bindings, releases } = replayCase(courtCase, rules)
  const { id, court, stated } = courtCase
  const { passed, pointsPassed } = asDeclared
  const twelve = stated.vehiclesAtTwelve
  return {
    id,
    court,
    reading: { acts, points, passed, pointsPassed },
    bindings,
    releases,
    assumed: assumed as CaseRow['assumed'],
    atTwelve: twelve !== undefined && 'value' in twelve ? twelve.value : undefined,
  }
}

/** Counts the ring and the article's cases under the levers, and tells after each case. */
export function counted({ levers, ring, today: known }: AskedWhatIf, tell: (progress: Counted) => void): Counted {
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
  const soFar = (): Counted => ({ levers, rows: [...rows], today: [...today], capacity })
  for (const courtCase of courtCases) {
    rows.push((today === rows ? known[rows.length] : undefined) ?? rowOf(courtCase, rules))
    if (today.length < rows.length) today.push(rowOf(courtCase, lawOfToday))
    tell(soFar())
  }
  return soFar()
}
