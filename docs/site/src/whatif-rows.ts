import type { CaseRange, CourtCase, GainsAndLosses } from 'demerit/analysis'
import type { RingAsked } from './levers.ts'
import type { Cost } from './ordinary.ts'
import type { Changes } from './reform.ts'

type ByChannel = CourtCase['ranges'][string]

/** What is counted with each assumption at its value. */
export type Reading = Readonly<Record<'acts' | 'points' | 'passed' | 'pointsPassed', number>>

/** The same of all cases by the app, and what a picture takes for a range where none is counted. */
export interface ByApp extends Pick<CaseRow, 'reading'> {
  readonly bar: Readonly<Record<'acts' | 'passed', Pick<CaseRange['acts'], 'reading' | 'lowest' | 'highest'>>>
}

/** One case under a law. */
export interface CaseRow {
  readonly id: string
  readonly court: CourtCase['court']
  readonly reading: Reading
  /** Bindings that were made on the spot, and older ones that were released for them. */
  readonly bindings: number
  readonly releases: number
  readonly assumed: Readonly<Record<string, string | number>>
  /** What is counted with its range under the reform by the channel that the case went through, and how much more that is than today. */
  readonly ranges?: ByChannel
  readonly more?: ByChannel
  /** How many vehicles had all 12 points at a time, where the article states it: their acts carry as many points as that takes. */
  readonly atTwelve: number | undefined
}

/** Whether a case comes out as before, and whether any act of it passes. */
export function isAsBefore({ reading: now }: CaseRow, { reading: before }: CaseRow): boolean {
  return now.passed === before.passed && now.pointsPassed === before.pointsPassed
}
export function somePass({ reading }: CaseRow): boolean {
  return reading.passed > 0
}

/** What a ring can sell in one of the ways. */
export interface CapacityRow {
  readonly way: 'windowLies' | 'windowLater' | 'windowHonest' | 'appLater' | 'appSameDay' | 'appBefore'
  readonly points: number
  /** Under the law of today. */
  readonly pointsToday: number
  readonly yuan: number
  /** The rule that stops it; `null` if the vehicles have no more violations. */
  readonly stoppedBy: string | null
  readonly exact: boolean
}

export interface Counted {
  /** The reform that was counted, and the ring. */
  readonly reform: Changes
  readonly ring: RingAsked
  readonly rows: readonly CaseRow[]
  /** The same cases under the law of today. */
  readonly today: readonly CaseRow[]
  readonly capacity: readonly CapacityRow[]
  /** All cases as they could have gone through the app, under the reform. */
  readonly byApp?: ByApp
  /** What it costs ordinary people. */
  readonly cost?: Cost
  /** Who gains and who loses by the reform, once that is counted. */
  readonly gains?: GainsAndLosses
}

export interface AskedWhatIf {
  readonly reform: Changes
  readonly ring: RingAsked
  /** The first cases under the law of today, as many as were counted before. */
  readonly today: readonly CaseRow[]
}
