import type { Channel } from 'demerit'
import {
  type CourtCase,
  capacityOf,
  channelsOf,
  courtCases,
  gainsAndLosses,
  rangesAgainst,
  replayCase,
} from 'demerit/analysis'
import { cn2024 } from 'demerit/rules'
import recorded from '../../levers-ranges.json' with { type: 'json' }
import { ringOf } from './levers.ts'
import { costOf } from './ordinary.ts'
import { reformed } from './reform.ts'
import type { AskedWhatIf, ByApp, CapacityRow, CaseRow, Counted } from './whatif-rows.ts'

/** The ways in which a ring goes about it. */
const WAYS = [
  { way: 'windowLies', channel: 'window', official: true, occurred: 'before' },
  { way: 'windowLater', channel: 'window', official: true, occurred: 'later' },
  { way: 'windowHonest', channel: 'window', official: false, occurred: 'before' },
  { way: 'appLater', channel: 'app', official: false, occurred: 'later' },
  { way: 'appSameDay', channel: 'app', official: false, occurred: 'same-day' },
  { way: 'appBefore', channel: 'app', official: false, occurred: 'before' },
] as const

type Recorded = Readonly<Record<string, { readonly cases: Readonly<Record<string, CourtCase['ranges'][string]>> }>>
/** The cases with what is on record of each lever too: what is counted here goes at least as far as what the first page tells. */
const CASES = courtCases.map((courtCase): CourtCase => {
  const levers = Object.entries(recorded as unknown as Recorded).flatMap(([law, { cases }]) => {
    const ranges = cases[courtCase.id]
    return ranges === undefined ? [] : [[law, ranges] as const]
  })
  return { ...courtCase, ranges: { ...Object.fromEntries(levers), ...courtCase.ranges } }
})

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

/** What passes of the cases that can have gone through the app. */
function readByApp(rules: Parameters<typeof replayCase>[1]): ByApp {
  const reading = { acts: 0, points: 0, passed: 0, pointsPassed: 0 }
  for (const courtCase of courtCases.filter((each) => channelsOf(each).includes('app'))) {
    const { acts, points, asDeclared } = replayCase(courtCase, rules, { channel: 'app' })
    reading.acts += acts
    reading.points += points
    reading.passed += asDeclared.passed
    reading.pointsPassed += asDeclared.pointsPassed
  }
  const alone = (count: number) => ({ reading: count, lowest: count, highest: count })
  return { reading, bar: { acts: alone(reading.acts), passed: alone(reading.passed) } }
}

/** Counts the ring and the article's cases under the levers, and tells after each case. */
export function counted({ reform, ring, today: known }: AskedWhatIf, tell: (progress: Counted) => void): Counted {
  const [rules, lawOfToday] = [reformed(reform), cn2024]
  const asked = ringOf(ring)
  const capacity = WAYS.map(({ way, ...goes }): CapacityRow => {
    const { points, yuan, limitedBy, exact } = capacityOf(rules, { ...asked, ...goes })
    const pointsToday = rules === lawOfToday ? points : capacityOf(lawOfToday, { ...asked, ...goes }).points
    return { way, points, pointsToday, yuan, stoppedBy: limitedBy, exact }
  })
  const rows: CaseRow[] = []
  const today = rules === lawOfToday ? rows : [...known]
  let besides: Pick<Counted, 'byApp' | 'cost'> = {}
  const soFar = (): Counted => ({ reform, ring, rows: [...rows], today: [...today], capacity, ...besides })
  for (const courtCase of courtCases) {
    rows.push((today === rows ? known[rows.length] : undefined) ?? rowOf(courtCase, rules))
    if (today.length < rows.length) today.push(rowOf(courtCase, lawOfToday))
    tell(soFar())
  }
  if (rules === lawOfToday) return soFar()
  besides = { byApp: readByApp(rules), cost: costOf(rules, lawOfToday) }
  tell(soFar())
  // What was read is shown while each assumption is moved, which takes some ten times as long; the smaller cases come first.
  const bySize = [...rows.entries()].sort(([, one], [, other]) => one.reading.acts - other.reading.acts)
  const range = (place: number, channel: Channel) => {
    const { ranges, more } = rangesAgainst(CASES[place] as CourtCase, rules, channel, lawOfToday)
    const row = rows[place] as CaseRow
    rows[place] = { ...row, ranges: { ...row.ranges, [channel]: ranges }, more: { ...row.more, [channel]: more } }
    tell(soFar())
  }
  for (const [place] of bySize) {
    const channel = courtCases[place]?.assumed.channel?.value
    if (channel !== undefined) range(place, channel)
  }
  tell({ ...soFar(), gains: gainsAndLosses(rules, lawOfToday, ['window', 'web']) })
  // By the app, through which the acts of a window could have gone too, all is judged anew: that comes last.
  for (const [place] of bySize) if (channelsOf(courtCases[place] as CourtCase).includes('app')) range(place, 'app')
  return { ...soFar(), gains: gainsAndLosses(rules, lawOfToday, ['window', 'web', 'app']) }
}
