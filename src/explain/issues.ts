import { type Issue, type Path, shorten, type Wanted } from '../input/issue.ts'
import type { FactName } from '../law/facts.ts'
import { issueArgument, localeArgument } from './arguments.ts'
import type { Locale, Names } from './locale.ts'

const pictures = ['null', 'undefined', 'NaN', 'object', 'array'] as const
/** Pictures of values that no official would read out. */
export const PICTURES: typeof pictures = /* @__PURE__ */ Object.freeze(pictures)
export type Picture = (typeof PICTURES)[number]

/**
 * One fault of an input as a sentence: where it lies, what was received, and what was wanted.
 *
 * @throws TypeError when an argument is no issue or no locale; RangeError when the issue's code is none.
 */
export function explainIssue(issue: Issue, locale: Locale): string {
  localeArgument('explainIssue', locale)
  issueArgument('explainIssue', issue, locale)
  const { code, path, received, wanted } = issue
  const [first, item] = path
  const fact = path.length < 3 && typeof item !== 'string' ? factIn(first, locale) : undefined
  const place =
    fact === undefined
      ? locale.place(path.length === 0 ? undefined : placeOf(path))
      : locale.place(locale.names.facts[fact], item as number | undefined)
  return locale.sentence(locale.issues[code](place, pictured(received, locale), wantedIn(wanted, fact, locale)))
}

/** What a language calls the words of the closed lists of facts, if anything. */
const LISTS: { readonly [F in FactName]?: keyof Names | undefined } = {
  channel: 'channels',
  vehicleOwnerKind: 'ownerKinds',
  plateType: 'plateTypes',
  ownerConsent: 'ownerConsents',
  violationState: 'violationStates',
  recordedBy: 'recorders',
  licenceStates: 'licenceStates',
  licenceClasses: undefined,
}

/** What was wanted. It must not read like what is refused: the codes of a fact's list stand beside what they are called. */
function wantedIn(wanted: Wanted, fact: FactName | undefined, { names, listed, wanted: words }: Locale): string {
  if ((wanted.kind === 'word' || wanted.kind === 'words') && fact !== undefined) {
    const called = names[LISTS[fact] as keyof Names] as Readonly<Record<string, string>> | undefined
    return listed(
      wanted.of.map((code) => [code, called?.[code]]),
      wanted.kind === 'words',
    )
  }
  const said = words[wanted.kind] as string | ((wanted: Wanted) => string)
  return typeof said === 'string' ? said : said(wanted)
}

/** Whether what a fact must be is on a closed list. */
export function isListed(fact: FactName): boolean {
  return Object.hasOwn(LISTS, fact)
}

function pictured(received: string, locale: Locale): string {
  if (received.startsWith('"')) return locale.quoted(received.slice(1, -1))
  return Object.hasOwn(locale.pictures, received) ? locale.pictures[received as Picture] : received
}

function factIn(step: string | number | undefined, { names }: Locale): FactName | undefined {
  return Object.hasOwn(names.facts, step as string) ? (step as FactName) : undefined
}

/** Where an issue lies, as a programmer writes it: `licence.states[0]`. */
function placeOf(path: Path): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`
      const name = /^[\w$+-]+$/.test(step) ? step : shorten(step)
      return index === 0 ? name : `.${name}`
    })
    .join('')
}
