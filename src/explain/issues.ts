import { type Issue, type Path, shorten, type Wanted } from '../input/issue.ts'
import { issueArgument, wordsArgument } from './arguments.ts'
import { factName, listedNames, requestOf } from './halves.ts'
import type { InputWords, Words } from './locale.ts'
import { type ExplainOptions, readingOf } from './options.ts'
import type { Picture } from './pictures.ts'
import { plain } from './plain.ts'

/**
 * One fault of an input as a sentence: for an official where it lies, what was received, and what was wanted; for a driver
 * what to do about it.
 *
 * @throws TypeError when an argument is not an issue or not the words of a language; RangeError when the code of the issue is
 * not one of `ISSUE_CODES`.
 */
export function explainIssue(issue: Issue, locale: Words, options?: Pick<ExplainOptions, 'audience'>): string {
  wordsArgument('explainIssue', locale)
  const read = issueArgument('explainIssue', issue)
  const isDriver = readingOf('explainIssue', options, locale).audience === 'driver'
  return isDriver ? correctionOf(read, locale) : issueSentence(read, locale)
}

/** For an official; what a driver reads, where the words for it did not come along. */
export function issueSentence(issue: Issue, words: Words): string {
  if (!Object.hasOwn(words, 'inputs')) return correctionOf(issue, words)
  const { inputs } = words as Words & InputWords
  const { code, path, received, wanted } = issue
  const fact = factAt(path, words)
  const place =
    fact === undefined
      ? inputs.place(path.length === 0 ? undefined : placeOf(path))
      : inputs.place(factName(words, fact), path.length > 1 ? (path[1] as number) : undefined)
  const said = wantedIn(wanted, inputs, fact === undefined ? undefined : listedNames(words, fact))
  return words.core.sentence(inputs.issues[code](place, pictured(received, inputs), said))
}

/** For a driver: the input is never repeated, since it may be a personal number. */
export function correctionOf(issue: Issue, words: Words): string {
  const { core } = words
  const fact = factAt(issue.path, words)
  if (fact === undefined) return core.sentence(core.correction(issue, undefined))
  const name = factName(words, fact) as string
  return core.sentence(core.correction(issue, { name, request: requestOf(words, fact, 'driver') }))
}

/** What was wanted. It must not read like what is refused: the codes of a fact's list stand beside what they are called. */
function wantedIn(
  wanted: Wanted,
  { listed, wanted: words }: InputWords['inputs'],
  names: Readonly<Record<string, string>> | undefined,
): string {
  if ((wanted.kind === 'word' || wanted.kind === 'words') && names !== undefined) {
    return listed(
      wanted.of.map((code) => [plain(code), Object.hasOwn(names, code) ? names[code] : undefined]),
      wanted.kind === 'words',
    )
  }
  const said = words[wanted.kind] as string | ((wanted: Wanted) => string)
  return typeof said === 'string' ? said : plain(said(wanted))
}

function pictured(received: string, { quoted, pictures: names }: InputWords['inputs']): string {
  // The picture of a text stands in quotation marks.
  if (received.startsWith('"')) return quoted(plain(received.slice(1, -1)))
  return Object.hasOwn(names, received) ? names[received as Picture] : plain(received)
}

/** The fact that an issue lies in; nothing where it lies deeper, or in something that is not a fact. */
function factAt(path: Path, words: Words): string | undefined {
  // A place past the end would be looked for on `Object.prototype`.
  const first = path.length > 0 ? path[0] : undefined
  const item = path.length > 1 ? path[1] : undefined
  if (path.length > 2 || typeof item === 'string' || factName(words, first) === undefined) return undefined
  return first as string
}

/** Where an issue lies, as a programmer writes it: `licence.states[0]`. */
function placeOf(path: Path): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`
      const name = /^[\w$+-]+$/.test(step) ? step : shorten(step)
      return plain(index === 0 ? name : `.${name}`)
    })
    .join('')
}
