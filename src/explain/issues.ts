import { CHANNELS, OWNER_CONSENTS } from '../binding.ts'
import { LICENCE_CLASSES, LICENCE_STATES } from '../driver.ts'
import type { FactName } from '../facts.ts'
import { type Issue, type Path, shorten } from '../issue.ts'
import { OWNER_KINDS, PLATE_TYPES } from '../vehicle.ts'
import { RECORDERS, VIOLATION_STATES } from '../violation.ts'
import { issueArgument, localeArgument } from './arguments.ts'
import type { Locale, Names } from './locale.ts'

/** What a fact must be. */
export type FactForm = 'instant' | 'id' | 'fen' | 'points' | 'count' | 'truth' | 'word' | 'words'

const pictures = ['null', 'undefined', 'NaN', 'Infinity', '-Infinity', 'object', 'array', 'true', 'false'] as const
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
  const fact = path.length < 3 && isFactName(first) && typeof item !== 'string' ? first : undefined
  const place =
    fact === undefined
      ? locale.place(path.length === 0 ? undefined : placeOf(path))
      : locale.place(locale.names.facts[fact], item as number | undefined)
  // How many there are too many of is not the fact's own form.
  const form = fact === undefined || code === 'too-many' ? locale.wanted(expected) : formOf(fact, item, locale)
  return locale.sentence(locale.issues[code](place, pictured(received, locale), form))
}

const FORMS: { readonly [F in FactName]: FactForm } = {
  at: 'instant',
  channel: 'word',
  driver: 'id',
  vehicle: 'id',
  vehicleOwner: 'id',
  vehicleOwnerKind: 'word',
  plateType: 'word',
  operating: 'truth',
  pairBound: 'truth',
  driverBindings: 'count',
  vehicleBindings: 'count',
  driverBindingsEver: 'count',
  driverApplicationsToday: 'count',
  driverApplicationsThisYear: 'count',
  ownerConsent: 'word',
  identityVerified: 'truth',
  violationState: 'word',
  occurredAt: 'instant',
  fine: 'fen',
  points: 'points',
  recordedBy: 'word',
  boundSince: 'instant',
  firstBinding: 'truth',
  licenceStates: 'words',
  licenceClasses: 'words',
  pointsHeld: 'count',
  fullScoreStudies: 'count',
  offenderPresent: 'truth',
  othersVehiclesHandledThisYear: 'count',
  vehicleOtherDriversThisYear: 'count',
}

/** The closed lists of facts, with the words by which a language calls what is on them. */
const LISTS: { readonly [F in FactName]?: readonly [list: readonly string[], names: keyof Names | undefined] } = {
  channel: [CHANNELS, 'channels'],
  vehicleOwnerKind: [OWNER_KINDS, 'ownerKinds'],
  plateType: [PLATE_TYPES, 'plateTypes'],
  ownerConsent: [OWNER_CONSENTS, 'ownerConsents'],
  violationState: [VIOLATION_STATES, 'violationStates'],
  recordedBy: [RECORDERS, 'recorders'],
  licenceStates: [LICENCE_STATES, 'licenceStates'],
  licenceClasses: [LICENCE_CLASSES, undefined],
}

function formOf(fact: FactName, item: unknown, locale: Locale): string {
  const [list, names] = LISTS[fact] ?? [[], undefined]
  const called = names === undefined ? undefined : (locale.names[names] as Readonly<Record<string, string>>)
  const form = FORMS[fact] === 'words' && item !== undefined ? 'word' : FORMS[fact]
  return locale.forms[form](list.map((word) => called?.[word] ?? word))
}

function pictured(received: string, locale: Locale): string {
  if (received.startsWith('"')) return locale.quoted(received.slice(1, -1))
  return Object.hasOwn(locale.pictures, received) ? locale.pictures[received as Picture] : received
}

function isFactName(step: string | number | undefined): step is FactName {
  return typeof step === 'string' && Object.hasOwn(FORMS, step)
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
