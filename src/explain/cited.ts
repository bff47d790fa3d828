import { mistyped } from '../input/assert.ts'
import { shorten } from '../input/issue.ts'
import { owns } from '../input/own.ts'
import { ownProperties } from '../input/properties.ts'
import { isVisible, LONGEST_TEXT } from '../input/text.ts'
import { type Citation, type Citations, GRADES, REACHED } from '../law/citation.ts'
import type { LegalDay } from '../values/instant.ts'
import type { SourceWords } from './locale.ts'
import { plain } from './plain.ts'

/** Where a provision stands, by the key of its citation; `undefined` where nothing is told of it. */
export type Source = (key: string, actedOn?: LegalDay) => string | undefined

const OF_CITATION = ['instrument', 'article', 'since', 'grade', 'reached'] as const

/** Tells the citations of a table. Forms tell none, and do not load this. */
export function sourceIn(table: Citations, sources: SourceWords): Source {
  return (key, actedOn) => {
    const citation = citationIn(table, key)
    return citation && plain(sources.of(citation, actedOn))
  }
}

/**
 * The text of a citation from a table, as it was read; `undefined` where the table has none, as for the hypotheses of a
 * reform without its `citations`.
 *
 * @throws TypeError when what the table has under the key is not a citation.
 */
function citationIn(table: Citations, key: string): Citation | undefined {
  if (!owns(table, key)) return undefined
  const read = ownProperties(table[key], OF_CITATION)
  const { instrument, article, since, grade, reached } = read
  const areTexts = [instrument, article, since].every(
    (text) => typeof text === 'string' && isVisible(text, LONGEST_TEXT),
  )
  const isGraded = (GRADES as readonly unknown[]).includes(grade) && (REACHED as readonly unknown[]).includes(reached)
  if (!areTexts || !isGraded) {
    throw mistyped('options.cite', table[key], `a table of citations: ${shorten(key)} is not one`)
  }
  return read as Citation
}
