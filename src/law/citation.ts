import type { LegalDay } from '../values/instant.ts'

/**
 * How well a number is known, by what attests it. P: the statute or order; O: a dated official statement, or the dated report
 * of one by an agency or a newspaper that names the office; S2: several
 * secondary pages that agree; S1: one; I: inferred from others named; M: not read; E: entered by an office with {@link enact}, which vouches for it;
 * H: an analyst's hypothesis.
 */
export const GRADES = Object.freeze(['P', 'O', 'S2', 'S1', 'I', 'M', 'E', 'H'] as const)
/** One grade of knowledge, from `P` (the statute or order) to `H` (a hypothesis). */
export type Grade = (typeof GRADES)[number]

/**
 * How the document behind a grade was reached. `official-site`: at the site of the office that issued it; `publisher`: at
 * the site of the outlet that published it; `reprint-credited`: at another outlet, which names the one it reprints; `copy`:
 * at a site that has nothing to do with it; `not-read`: the document itself was not read, the page named tells of it;
 * `office`: by the office that entered it; `none`: there is no document, as behind a hypothesis.
 */
export const REACHED = Object.freeze([
  'official-site',
  'publisher',
  'reprint-credited',
  'copy',
  'not-read',
  'office',
  'none',
] as const)
/** How a document was reached: a word of {@link REACHED}. */
export type Reached = (typeof REACHED)[number]

/** The key of a text that a rule set from outside, a reform or what an office enacted brings along in its `citations`. */
export type OwnCitationKey = `own:${string}`

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
  /** What the document is. */
  readonly grade: Grade
  /** How the document was reached. */
  readonly reached: Reached
  /** The provision in short, in Chinese. */
  readonly zh: string
  /** The same in English, in our own words. */
  readonly en: string
  /** Rows of the dossier behind it (F1.11, 6.24, …). */
  readonly basis: string
}

/** Citations by key: {@link CITATIONS}, the `citations` of a rule set, or both together. */
export type Citations = { readonly [key: string]: Citation | undefined }
