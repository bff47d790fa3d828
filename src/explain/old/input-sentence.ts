import { type Issue, type Path, shorten, textOf, type Wanted, type WantedKind } from '../../input/issue.ts'
import { FACTS_BY_ASKER } from '../../law/facts-by-asker.ts'
import { plain } from '../plain.ts'
import { factName, listedNames } from './halves.ts'
import { factAt } from './issues.ts'
import type { InputWords, Words } from './locale.ts'
import { isTooMuch, MOST_TOLD, OR_NONE } from './none-and-most.ts'
import type { Picture } from './pictures.ts'

/** One fault of an input for an official: where it lies, what was received, and what was wanted. */
export function issueSentence(issue: Issue, words: Words & InputWords): string {
  const { code, path, received, wanted } = issue
  const { inputs } = words
  // A key that should not be there may bear the name of a fact.
  const fact = code === 'unknown-key' ? undefined : factAt(path, words)
  const place =
    fact === undefined
      ? inputs.place(path.length === 0 ? undefined : placeOf(path))
      : inputs.place(factName(words, fact), path.length > 1 ? (path[1] as number) : undefined)
  const got = pictured(received, inputs)
  // Of whoever is applying the sentence is that of a problem.
  const contradicted =
    code === 'contradicted' && fact !== undefined
      ? (words.core.officialCorrection(issue, { name: factName(words, fact) as string, request: '' }) ??
        (FACTS_BY_ASKER.some((each) => each === fact) ? inputs.differs(place) : undefined))
      : undefined
  if (contradicted !== undefined) return words.core.sentence(contradicted)
  return words.core.sentence(
    fact !== undefined && wanted.kind === 'day'
      ? inputs.born(place, got)
      : fact !== undefined && isTooMuch(issue)
        ? inputs.tooMuch(place, got)
        : inputs.issues[code](place, got, wantedOf(issue, fact, words), foreignIn(issue, inputs)),
  )
}

/** What was wanted, of a fact as a person is told it: without a program's largest number, and with none where none will do. */
function wantedOf({ wanted, path }: Issue, fact: string | undefined, words: Words & InputWords): string {
  const { inputs } = words
  if (fact === undefined) return wantedIn(wanted, inputs, undefined)
  const isEndless = 'to' in wanted && wanted.to > MOST_TOLD
  const told = wantedIn(
    isEndless ? { ...wanted, to: Number.POSITIVE_INFINITY } : wanted,
    inputs,
    listedNames(words, fact),
  )
  // Of a list none is no item.
  const isOfList = wanted.kind === 'words' || path.length > 1
  return isOfList || (OR_NONE.includes(path[0]) && AS_TIMES.includes(wanted.kind)) ? inputs.orNone(told) : told
}
const AS_TIMES: readonly unknown[] = ['instant', 'beijing-time', 'milliseconds'] satisfies readonly WantedKind[]

/** The characters that do not belong, in quotation marks, where they show; nothing where none can be told. */
function foreignIn({ code, received, wanted }: Issue, { quoted }: InputWords['inputs']): string {
  if (code !== 'forbidden-character') return ''
  const isNumber = wanted.kind === 'licence-number' || wanted.kind === 'letter-x'
  const foreign = (textOf(received) ?? '').replace(isNumber ? OF_NUMBERS : OF_TEXTS, '')
  return foreign === '' ? '' : quoted(plain([...new Set(foreign)].join('')))
}
/** What belongs in a licence number, and in a plate or an id; what is dropped when it is read; and the codes of what does not show. */
const OF_NUMBERS = /\\u\{\w+\}|…$|[\s0-9xX\uff10-\uff19-]/g
const OF_TEXTS = /\\u\{\w+\}|…$|[\s\w\u3400-\u9fff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a·・•-]/g

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
