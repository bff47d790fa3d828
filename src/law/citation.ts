import type { LegalDay } from '../values/instant.ts'

const grades = ['P', 'O', 'S2', 'S1', 'I', 'M', 'H'] as const
/**
 * How well a number is known. P: read in the statute or order; O: in a dated copy of an official statement; S2: in
 * several secondary pages that agree; S1: in one; I: inferred from others named; M: not read; H: an analyst's hypothesis.
 */
export const GRADES: typeof grades = /* @__PURE__ */ Object.freeze(grades)
/** One grade of knowledge, from `P` (read in the statute or order) to `H` (a hypothesis). */
export type Grade = (typeof GRADES)[number]

/** Where a provision 条款 stands, and how well that is known. */
export interface Citation {
  /** The instrument or statement, with its issuer. */
  readonly instrument: string
  /** Article, answer or page. */
  readonly article: string
  /** Where it was read. */
  readonly url: string
  /** The first day on which the provision is known to have been in force or announced. */
  readonly since: LegalDay
  readonly grade: Grade
  /** The provision in short, in Chinese. */
  readonly zh: string
  /** The same in English, in our own words. */
  readonly en: string
  /** Rows of the dossier behind it (F1.11, 6.24, …). */
  readonly basis: string
}
