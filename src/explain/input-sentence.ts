import { type Issue, type Path, shorten, textOf, type Wanted } from '../input/issue.ts'
import { factName, listedNames } from './halves.ts'
import { factAt } from './issues.ts'
import type { InputWords, Words } from './locale.ts'
import type { Picture } from './pictures.ts'
import { plain } from './plain.ts'

/** One fault of an input for an official: where it lies, what was received, and what was wanted. */
export function issueSentence({ code, path, received, wanted }: Issue, words: Words & InputWords): string {
  const { inputs } = words
  const fact = factAt(path, words)
  const place =
    fact === undefined
      ? inputs.place(path.length === 0 ? undefined : placeOf(path))
      : inputs.place(factName(words, fact), path.length > 1 ? (path[1] as number) : undefined)
  const expected = wantedIn(wanted, inputs, fact === undefined ? undefined : listedNames(words, fact))
  return words.core.sentence(inputs.issues[code](place, pictured(received, inputs), expected))
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
  const clause = words[wanted.kind] as string | ((wanted: Wanted) => string)
  return typeof clause === 'string' ? clause : plain(clause(wanted))
}

function pictured(received: string, { quoted, pictures: names }: InputWords['inputs']): string {
  const text = textOf(received)
  if (text !== undefined) return quoted(plain(text))
  return Object.hasOwn(names, received) ? names[received as Picture] : plain(received)
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
