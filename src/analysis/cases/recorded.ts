import { mistyped } from '../../input/assert.ts'
import { frozen } from '../../input/freeze.ts'
import { isArray } from '../../input/issue.ts'
import { CHANNELS, type Channel } from '../../values/channel.ts'
import type { AssumptionName, CaseRange, CourtCase, Measure, Ranged, TotalRange } from './court-case.ts'
import recorded from './ranges.json' with { type: 'json' }

type Recorded = {
  readonly [law: string]: { readonly cases: { readonly [id: string]: { readonly [C in Channel]?: CaseRange } } }
}
const RECORDED = recorded as unknown as Recorded

/** What was recorded of a case, by law and channel. */
export function rangesOf(id: string): CourtCase['ranges'] {
  const rows = Object.entries(RECORDED).map(({ 0: law, 1: { cases } }) => [law, cases[id] ?? {}])
  return frozen(Object.fromEntries(rows))
}

/** The same of all cases that can have gone through a channel, by law and channel. */
export function totalsRecorded(): { readonly [law: string]: { readonly [C in Channel]?: TotalRange } } {
  const rows = Object.entries(RECORDED).map(({ 0: law, 1: { cases } }) => [law, totalsOf(Object.values(cases))])
  return frozen(Object.fromEntries(rows))
}

/** The sums of cases by channel 合计: each end is that of every case, since each case has its own assumptions. */
export function totalsOf(cases: readonly CourtCase['ranges'][string][]): { readonly [C in Channel]?: TotalRange } {
  if (!isArray(cases)) throw mistyped('totalsOf(cases)', cases, 'a list of what was counted of cases')
  const rows = CHANNELS.flatMap((channel) => {
    const made = cases.flatMap((each) => each[channel] ?? [])
    return made.length === 0 ? [] : [[channel, totalOf(made)]]
  })
  return frozen(Object.fromEntries(rows))
}

function totalOf(ranges: readonly CaseRange[]): TotalRange {
  const measures = Object.keys(ranges[0] ?? {}) as Measure[]
  return Object.fromEntries(
    measures.map((measure) => [measure, summed(ranges.map((each) => each[measure]))]),
  ) as TotalRange
}

/** The sum of one count of several cases. */
export function summed(all: readonly Ranged[]): Ranged<readonly AssumptionName[]> {
  const sum = (what: 'reading' | 'lowest' | 'highest') => all.reduce((total, each) => total + each[what], 0)
  const ends = { lowest: sum('lowest'), highest: sum('highest') }
  return { reading: sum('reading'), ...ends, lowestBy: byOf(all, 'lowest'), highestBy: byOf(all, 'highest') }
}

/** What makes an end, what moves most first. */
function byOf(all: readonly Ranged[], end: 'lowest' | 'highest'): readonly AssumptionName[] {
  const moves = new Map<string, number>()
  for (const each of all) {
    const move = Math.abs(each[end] - each.reading)
    for (const name of Object.keys(each[`${end}By`])) moves.set(name, (moves.get(name) ?? 0) + move)
  }
  return [...moves].sort(([, one], [, other]) => other - one).map(([name]) => name as AssumptionName)
}
