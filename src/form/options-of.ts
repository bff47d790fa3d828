import type { Labels } from '../explain/locale.ts'
import { wordNames } from '../explain/word-names.ts'
import { isRecord, mistaken, mistyped } from '../input/assert.ts'
import { owns } from '../input/own.ts'
import { isOfPlates } from '../typed/plate-types.ts'
import { LICENCE_CLASSES } from '../values/licence.ts'
import { PLATE_TYPES } from '../values/vehicle.ts'

/** One choice: what is sent, and what is shown. */
export interface Option {
  readonly value: string
  readonly label: string
}

/** What is chosen most; it comes first. */
const COMMON: Readonly<Record<string, readonly string[]>> = {
  plateType: ['02', '52', '01', '51', '07', '08'],
  channel: ['app', 'web', 'window', 'kiosk'],
  ownerConsent: ['qr', 'sms', 'registered-owner', 'none'],
  licenceStates: ['full-points', 'expired', 'unverified', 'violations-pending'],
  licenceClasses: ['C1', 'C2', 'B2', 'A2', 'D', 'E'],
}

/**
 * The options of a select for a fact that has a closed list, common ones first: `optionsOf('plateType', zhCNLabels)`.
 * Plate types whose plates are not read here, such as those of tractors 拖拉机, are left out.
 *
 * @throws RangeError when nothing is chosen for the fact; TypeError for what is no language.
 *
 * @example
 * ```ts
 * import { zhCNLabels } from 'demerit/explain'
 * import { optionsOf } from 'demerit/form'
 * optionsOf('channel', zhCNLabels)[0] // { value: 'app', label: '交管12123' }
 * ```
 */
export function optionsOf(
  fact: keyof ReturnType<typeof wordNames> | 'licenceClasses',
  words: Labels,
): readonly Option[] {
  if (!isRecord(words) || !owns(words, 'names')) throw mistyped('optionsOf(words)', words, 'a language or its labels')
  const classes = Object.fromEntries(LICENCE_CLASSES.map((each) => [each, each]))
  const lists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    ...wordNames(words),
    licenceClasses: classes,
  }
  if (typeof fact !== 'string' || !owns(lists, fact))
    throw mistaken('optionsOf(fact)', fact, `one of ${Object.keys(lists).join(', ')}`)
  const labels = lists[fact] as Readonly<Record<string, string>>
  const all = fact === 'plateType' ? PLATE_TYPES.filter(isOfPlates) : Object.keys(labels)
  const offered = [...new Set([...(COMMON[fact] ?? []), ...all])]
  return Object.freeze(offered.map((value) => Object.freeze({ value, label: labels[value] as string })))
}
