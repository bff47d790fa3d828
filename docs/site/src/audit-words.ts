/** What is said of an audit in the language of the page, beside its tables and pictures. */
import type { RowWords } from '../../../src/cli/output.ts'
import type { AuditResult } from './audit-rows.ts'
import type { PageProps } from './page.ts'
import type { Language } from './place.ts'
import { grouped } from './says.ts'
import type { LOCALES, Words } from './words.ts'

/** The order in which verdicts stand, and the colour that each has on the whole page. */
export const VERDICTS = ['permitted', 'refused', 'undetermined', 'invalid'] as const
export const COLOURS = ['var(--good)', 'var(--bad)', 'var(--open)', 'var(--invalid)']

export interface Told extends Pick<PageProps, 'words'> {
  readonly locale: (typeof LOCALES)['en']
}

/** What the columns of the result are called in the language of the page, and the codes in them. */
export function rowWordsOf(words: Words, { names, sources }: Told['locale'], language: Language): RowWords {
  return {
    language,
    columns: words.rowColumns,
    verdicts: names.verdicts,
    flags: words.flags,
    ruleSets: { ...sources.ruleSets, none: words.noRule },
    rules: { ...names.rules, 'no-rule-set-in-force': words.noRule },
    facts: names.facts,
    comma: words.comma,
  }
}

/** What came of a file, in one line. */
export function summaryOf({ question, rows, verdicts, pairs }: AuditResult, { words, locale }: Told): string {
  const counted = (label: string, countOf: (verdict: (typeof VERDICTS)[number]) => number) => {
    const counts = VERDICTS.filter((verdict) => countOf(verdict) > 0).map(
      (verdict) => `${locale.names.verdicts[verdict]} ${grouped(countOf(verdict))}`,
    )
    return `${label}${label === '' ? '' : words.colon}${counts.join(words.comma)}`
  }
  const ofB = (verdict: (typeof VERDICTS)[number]) =>
    pairs.reduce((sum, { against, count }) => sum + (against === verdict ? count : 0), 0)
  const isCompared = pairs.length > 0
  return [
    `${words.question}${words.colon}${locale.names.questions[question]}`,
    `${words.rows}${words.colon}${grouped(rows)}`,
    counted(isCompared ? words.lawA : '', (verdict) => verdicts[verdict]),
    ...(isCompared ? [counted(words.lawB, ofB)] : []),
  ].join(words.semicolon)
}

/** How many rows have which pair of different verdicts, if another law was asked. */
export function differingOf({ pairs }: AuditResult, { words, locale }: Told): readonly string[] {
  const { verdicts } = locale.names
  return pairs
    .filter(({ verdict, against }) => verdict !== against)
    .map(({ verdict, against, count }) => `${verdicts[verdict]} → ${verdicts[against]}${words.colon}${grouped(count)}`)
}

/** What the file calls its own numbers, where it has them. */
export function ofId({ idHeader }: AuditResult): readonly string[] {
  return idHeader === undefined ? [] : [idHeader]
}
