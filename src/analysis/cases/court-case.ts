import type { Channel } from '../../values/channel.ts'
import type { LegalDay } from '../../values/instant.ts'
import type { PlateType } from '../../values/vehicle.ts'

/** What a figure of the article counts. */
export type FigureUnit =
  | 'cases'
  | 'people'
  | 'licences'
  | 'vehicles'
  | 'violations'
  | 'points'
  | 'yuan'
  | 'months'
  | 'percent'
  | 'times'

/** What a price of the article is for. */
export type PricedThing = 'point' | 'licence' | 'violation' | 'set of papers'

/** A figure as the article states it 报道所述数字: the number, *about* it, *more than* it, or two ends. */
export type Stated = {
  readonly unit: FigureUnit
  /** The statement in the words of the article's translation, or in few words with its number words. */
  readonly says: string
  /** Of a price: what it is for. */
  readonly per?: PricedThing
} & (
  | { readonly kind: 'exact' | 'about' | 'more-than'; readonly value: number }
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
)

/**
 * Who handles which act. In `turns`, one licence after the other takes one act, and starts again from the first: the acts of
 * one vehicle go to different licences. In `blocks`, a licence takes all its acts in a row.
 */
export const ORDERS = Object.freeze(['turns', 'blocks'] as const)
/** One such order. */
export type Order = (typeof ORDERS)[number]

/** What a case assumes where the article is silent 假设. */
export interface Assumptions {
  /** Points a violation, on average. */
  readonly points: number
  /** Days between a violation and its handling. 0: the violation of a day is handled, and its vehicle bound, later on that day. */
  readonly ageDays: number
  readonly order: Order
  /** Violations a vehicle, on average. */
  readonly violationsAVehicle: number
  /** The single fine of a violation, in yuan. */
  readonly fineYuan: number
  readonly channel: Channel
  /** Acts a licence, on average, if the article does not count the licences. */
  readonly actsALicence: number
  /** What the insider was paid for a point, in yuan, if the article gives a sum and no count of violations. */
  readonly yuanAPoint: number
  /** The share of acts at the higher of two stated prices. */
  readonly dearShare: number
  /** How many people shared the stated gain. */
  readonly sharers: number
  /** The first and the last day of the acts, if the article does not date them. */
  readonly firstDay: LegalDay
  readonly lastDay: LegalDay
}

/** One thing that can be assumed. */
export type AssumptionName = keyof Assumptions

/** A value, the range of what is as plausible, and why that. For words, the two ends are the two words that differ most. */
export interface Assumption<T> {
  readonly value: T
  readonly from: T
  readonly to: T
  readonly why: string
  /** That it comes in whole numbers alone. */
  readonly whole?: true
}

/**
 * A court case of the article 案例: what the article states, and apart from it what is assumed. People stand here by role
 * only. Plain data.
 */
export interface CourtCase {
  readonly id: string
  readonly court: { readonly zh: string; readonly en: string }
  /** The first and the last day of the acts as far as the article gives them: a day `2016-05-03` or a month `2016-06`. */
  readonly period: { readonly from: string | null; readonly to: string | null }
  readonly stated: { readonly [name: string]: Stated }
  /** What follows from stated figures and from assumptions, and how. */
  readonly derived: { readonly [name: string]: string }
  readonly assumed: { readonly [Name in AssumptionName]?: Assumption<Assumptions[Name]> }
  /** What was counted of it under each set that ships, by its id, and by each channel that its acts can have gone through. */
  readonly ranges: { readonly [law: string]: { readonly [C in Channel]?: CaseRange } }
  /** Whether the holders of the licences had died, which the office did not know. */
  readonly deceased: boolean
  readonly plateType: PlateType
}

/** A case without what is counted of it. */
export type ToldCase = Omit<CourtCase, 'ranges'>

/** What is counted of a case: all acts and their points; the acts that pass with nobody lying; those that pass as declared, and their points; those that are refused. */
export const MEASURES = ['acts', 'points', 'passedAsTheyWere', 'passed', 'pointsPassed', 'refused'] as const
/** One of them. */
export type Measure = (typeof MEASURES)[number]

/** A number and its range 区间. */
export interface Ranged<By = Partial<Assumptions>> {
  /** With every assumption at its value: a reading of the article, no best guess. */
  readonly reading: number
  readonly lowest: number
  readonly highest: number
  /** The assumptions that make the lowest, with what they are then; none where the reading is the lowest. */
  readonly lowestBy: By
  readonly highestBy: By
}

/** Each count of a case with its range, by one channel under one law. */
export type CaseRange = { readonly [M in Measure]: Ranged }

/** The same of several cases, whose assumptions are each its own: the ends by the names of what makes them, what moves most first. */
export type TotalRange = { readonly [M in Measure]: Ranged<readonly AssumptionName[]> }
