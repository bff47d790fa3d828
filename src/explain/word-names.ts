import { isRecord } from '../input/assert.ts'
import { owns } from '../input/own.ts'
import type { FactName } from '../law/facts.ts'
import type { Labels } from './locale.ts'

/** What a language calls the words of a fact's closed list, by fact; facts without a list are absent. @throws TypeError for what is no language. */
export function wordNames(language: Labels): { readonly [F in FactName]?: Readonly<Record<string, string>> } {
  if (!isRecord(language) || !owns(language, 'names'))
    throw new TypeError('wordNames(language) is not a language or its labels')
  const { names } = language
  return Object.freeze({
    channel: names.channels,
    vehicleOwnerKind: names.ownerKinds,
    plateType: names.plateTypes,
    ownerConsent: names.ownerConsents,
    violationState: names.violationStates,
    recordedBy: names.recorders,
    licenceStates: names.licenceStates,
  })
}
