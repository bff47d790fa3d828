import type { Channel } from '../../values/channel.ts'
import type { LegalDay } from '../../values/instant.ts'
import type { PlateType } from '../../values/vehicle.ts'

/** What a figure of the article counts. */
export type Unit =
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
export type PricedThing = 'point' | 'licence' | 'violation'

/** A figure as the article states it 报道所述数字: the number, *about* it, *more than* it, or two ends. */
export type Stated = {
  readonly unit: Unit
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

/** A value, and the range of what is as plausible. For words, the two ends are the two words that differ most. */
export interface Assumption<T> {
  readonly value: T
  readonly from: T
  readonly to: T
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
  readonly assumed: { readonly [Name in AssumptionName]?: Assumption<Assumptions[Name]> }
  /** Whether the holders of the licences had died, which the office did not know. */
  readonly deceased: boolean
  readonly plateType: PlateType
}
