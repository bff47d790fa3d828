import { type Issue, type Path, shorten } from '../input/issue.ts'
import type { FactName } from '../law/facts.ts'
import { CHANNELS, OWNER_CONSENTS } from '../values/channel.ts'
import { LICENCE_CLASSES, LICENCE_STATES } from '../values/licence.ts'
import { OWNER_KINDS, PLATE_TYPES } from '../values/vehicle.ts'
import { RECORDERS, VIOLATION_STATES } from '../values/violation.ts'
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
  const { code, path, received, expected } = issue
  const [first, item] = path
  const fact = path.length < 3 && typeof item !== 'string' ? factIn(first, locale) : undefined
  const place =
    fact === undefined
      ? locale.place(path.length === 0 ? undefined : placeOf(path))
      : locale.place(locale.names.facts[fact], item as number | undefined)
  // How many there are too many of is not what is listed.
  const wanted = (code !== 'too-many' && fact !== undefined && listOf(fact, item, locale)) || locale.wanted(expected)
  return locale.sentence(locale.issues[code](place, pictured(received, locale), wanted))
}

/** The closed lists of facts, with the words by which a language calls what is on them. */
const LISTS: { readonly [F in FactName]?: readonly [list: readonly string[], names?: keyof Names] } = {
  channel: [CHANNELS, 'channels'],
  vehicleOwnerKind: [OWNER_KINDS, 'ownerKinds'],
  plateType: [PLATE_TYPES, 'plateTypes'],
  ownerConsent: [OWNER_CONSENTS, 'ownerConsents'],
  violationState: [VIOLATION_STATES, 'violationStates'],
  recordedBy: [RECORDERS, 'recorders'],
  licenceStates: [LICENCE_STATES, 'licenceStates'],
  licenceClasses: [LICENCE_CLASSES],
}

/** What is wanted must not read like what is refused: codes stand beside what they are called. */
function listOf(fact: FactName, item: unknown, { names, listed }: Locale): string | undefined {
  const [list, naming] = LISTS[fact] ?? []
  const called = names[naming as keyof Names] as Readonly<Record<string, string>> | undefined
  const many = item === undefined && fact.startsWith('licence')
  return (
    list &&
    listed(
      list.map((code) => [code, called?.[code]]),
      many,
    )
  )
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
