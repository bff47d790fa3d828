import type { LegalDay } from '../values/instant.ts'

const grades = ['P', 'O', 'S2', 'S1', 'I', 'M', 'H'] as const
/**
 * How well a number is known, by what attests it. P: the statute or order; O: a dated official statement, or the dated report
 * of one by an agency or a newspaper that names the office; S2: several
 * secondary pages that agree; S1: one; I: inferred from others named; M: not read; H: an analyst's hypothesis.
 */
export const GRADES: typeof grades = /* @__PURE__ */ Object.freeze(grades)
/** One grade of knowledge, from `P` (the statute or order) to `H` (a hypothesis). */
export type Grade = (typeof GRADES)[number]

const reached = ['official-site', 'publisher', 'reprint-credited', 'copy', 'not-read', 'none'] as const
/**
 * How the document behind a grade was reached. `official-site`: at the site of the office that issued it; `publisher`: at
 * the site of the outlet that published it; `reprint-credited`: at another outlet, which names the one it reprints; `copy`:
 * at a site that has nothing to do with it; `not-read`: the document itself was not read, the page named tells of it;
 * `none`: there is no document, as behind a hypothesis.
 */
export const REACHED: typeof reached = /* @__PURE__ */ Object.freeze(reached)
/** How a document was reached: a word of `REACHED`. */
export type Reached = (typeof REACHED)[number]

const citationKeys = [
  'apl-37',
  'apl-29',
  'proc-19',
  'proc-52',
  'proc-10',
  'impl-28',
  'impl-23',
  'impl-23-full',
  'impl-23-licence-held',
  'impl-24',
  'n13-vehicles-per-year',
  'n13-drivers-per-year',
  'cd17-own-vehicle',
  'cd17-already-bound',
  'cd17-driver-cap',
  'cd17-vehicle-cap',
  'cd17-identity-verified',
  'cd17-open-binding',
  'cd17-since-binding',
  'cd14-plate-type',
  'cd14-plate-type-inferred',
  'cd14-non-operating',
  'article-own-vehicle',
  'article-already-bound',
  'article-driver-cap',
  'article-vehicle-cap',
  'article-open-binding',
  'article-since-binding',
  'article-fine-limit',
  'wh1-own-vehicle',
  'wh1-already-bound',
  'wh1-driver-cap-app',
  'wh1-driver-cap-window',
  'wh1-vehicle-cap',
  'wh1-lifetime-cap',
  'wh1-plate-type',
  'wh1-owner-kind',
  'wh1-owner-consent',
  'wh1-open-binding',
  'sz-since-binding',
  'wh1-fine-limit',
  'wh1-recorded-by-monitoring',
  'wh1-repeat-full-score',
  'jm-open-binding',
  'jm-since-binding',
  'jm-fine-limit',
  'jm-recorded-by-monitoring',
  'qa8a-plate-type',
  'qa8a-owner-kind',
  'qa8a-identity-at-binding',
  'qa8a-identity-at-handling',
  'qa8a-already-bound',
  'qa8a-driver-cap',
  'qa8a-vehicle-cap',
  'qa8a-non-operating',
  'xmn18-owner-consent',
  'wh3-own-vehicle',
  'pd-owner-consent',
  'ld-points-room',
  'dg15-open-binding',
  'mps19-since-binding',
  'mps19-fine-limit',
  'mps19-recorded-by-monitoring',
  'mps19-points-room',
  'sy-driver-cap',
  'sy-vehicle-cap',
  'sy-plate-type',
  'sy-non-operating',
  'sy-owner-kind',
  'sy-open-binding',
  'sy-since-binding',
  'yt-single-points-limit',
  'epi-licence-state',
  'epi-repeat-full-score',
  'st-licence-state',
  'st-licence-state-inferred',
  'st-single-points-limit',
  'st-repeat-full-score',
  'zq-plate-type',
  'gov24-licence-class',
  'gov24-licence-class-inferred',
  'gov24-daily-applications',
  'gov24-yearly-applications',
  'order-123-values',
  'order-123-duties',
  'order-123-study-days',
  'order-162-80',
  'order-163-3',
  'order-163-7',
  'order-163-14',
  'order-163-14-inferred',
  'order-163-15',
  'order-163-18',
  'order-163-22',
  'order-163-25',
  'order-163-30',
] as const
/** The keys of `CITATIONS`, without its texts: source and article, or source and what the provision is about. */
export const CITATION_KEYS: typeof citationKeys = /* @__PURE__ */ Object.freeze(citationKeys)
/** The key of a text of `CITATIONS`. */
export type ShippedCitationKey = (typeof CITATION_KEYS)[number]
/** The key of a text that a rule set from outside, or a reform, brings along in its `citations`. */
export type OwnCitationKey = `own:${string}`
/** What a provision and a finding cite by: a key of `CITATIONS`, or of the `citations` of their rule set. */
export type CitationKey = ShippedCitationKey | OwnCitationKey

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

/** Citations by key: `CITATIONS`, the `citations` of a rule set, or both together. */
export type Citations = { readonly [key: string]: Citation | undefined }
