import { type Issue, type Path, report } from '../../input/issue.ts'
import { jsonTypes, textType } from '../../input/json-schema.ts'
import { owns } from '../../input/own.ts'
import { copyRecord } from '../../input/properties.ts'
import { type RecordReader, record } from '../../input/read.ts'
import { type Reader, type TypedReader, typedReader } from '../../input/reader.ts'
import { isVisible, LONGEST_TEXT } from '../../input/text.ts'
import * as wanted from '../../input/wanted.ts'
import { wordReader } from '../../input/words.ts'
import { readId } from '../../values/ids.ts'
import { readLegalDay } from '../../values/instant.ts'
import { type Citation, GRADES, type OwnCitationKey, REACHED } from '../citation.ts'
import { CITATION_KEYS, type CitationKey } from '../citations.ts'
import type { RuleId } from '../rules.ts'
import type { RuleSet } from './rule-set.ts'

// The texts that a rule set brings along, under keys of its own, and the readers of what provisions cite.

/** How sure the texts of a hypothetical set are, and those of one that an office entered. */
export const SUPPOSED = { grade: 'H', reached: 'none' } as const
export const ENTERED = { grade: 'E', reached: 'office' } as const

/** The text of a provision that no source has. `of` says where it comes from. */
export function hypothesis(of: string, rule: RuleId, { id, from }: Pick<RuleSet, 'id' | 'from'>): Citation {
  return {
    instrument: `${of} ${id}`,
    article: rule,
    url: 'about:hypothesis',
    since: from,
    ...SUPPOSED,
    zh: '假设的条款',
    en: 'a hypothetical provision',
    basis: id,
  }
}

/** The key under which a text can stand in a table: `own:driver-cap`, with a number where another text has that. */
export function ownKeyFor(rule: RuleId, { instrument, basis }: Citation, table: RuleSet['citations']): OwnCitationKey {
  for (let number = 1; ; number++) {
    const key: OwnCitationKey = number === 1 ? `own:${rule}` : `own:${rule}-${number}`
    const there = owns(table, key) ? table[key] : undefined
    if (there === undefined || (there.instrument === instrument && there.basis === basis)) return key
  }
}

export function isOwnKey(key: unknown): key is OwnCitationKey {
  return typeof key === 'string' && key.startsWith('own:')
}

/** A text that shows: of a title, or of a part of a citation. */
export const readText: TypedReader<string> = typedReader(
  jsonTypes(textType(1, LONGEST_TEXT)),
  (input, path, issues) => {
    const expected = wanted.text({ from: 1, to: LONGEST_TEXT })
    if (typeof input !== 'string') report(issues, 'wrong-type', path, expected, input)
    else if (input === '') report(issues, 'empty', path, expected, input)
    else if (input.length > LONGEST_TEXT) report(issues, 'too-long', path, expected, input)
    else if (!isVisible(input, LONGEST_TEXT)) report(issues, 'forbidden-character', path, expected, input)
    else return input
    return undefined
  },
)

/** An address that a page may link to: following it runs nothing. */
const link: Reader<string> = (input, path, issues) => {
  const address = readText(input, path, issues)
  if (address === undefined || /^(?:https?:\/\/[^\s"<>]+|about:[\w-]+)$/i.test(address)) return address
  report(issues, 'malformed', path, wanted.address, input)
  return undefined
}

const gradeReader = wordReader(GRADES)
const reachedReader = wordReader(REACHED)
const citation: RecordReader<Citation> = record(() => ({
  instrument: readText,
  article: readText,
  url: link,
  since: readLegalDay,
  grade: gradeReader,
  reached: reachedReader,
  zh: readText,
  en: readText,
  basis: readText,
}))

/** The texts that a set brings along: whatever they say they are, each is as sure as the set: a hypothesis, or what an office entered. */
export function readOwnCitations(
  sure: Pick<Citation, 'grade' | 'reached'>,
  input: unknown,
  path: Path,
  issues: Issue[],
): RuleSet['citations'] | undefined {
  const before = issues.length
  const copy = copyRecord(input, path, issues) ?? {}
  const table: Record<OwnCitationKey, Citation> = Object.create(null)
  for (const key of Object.keys(copy)) {
    const one = citation(copy[key], [...path, key], issues)
    if (!isOwnKey(key)) report(issues, 'malformed', [...path, key], wanted.ownKey, key)
    else if (readId(key, [...path, key], issues) !== undefined && one !== undefined) {
      table[key] = { ...one, ...sure }
    }
  }
  return issues.length === before ? { ...table } : undefined
}

/** The key of a text: of the library's, or of those that the set brings along. */
export function readCitationKey(
  input: unknown,
  own: RuleSet['citations'] | undefined,
  path: Path,
  issues: Issue[],
): CitationKey | undefined {
  const known = isOwnKey(input)
    ? own === undefined || owns(own, input)
    : (CITATION_KEYS as readonly unknown[]).includes(input)
  if (known) return input as CitationKey
  report(issues, typeof input === 'string' ? 'not-listed' : 'wrong-type', path, wanted.citationKey, input)
  return undefined
}
