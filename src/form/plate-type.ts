import { issue } from '../input/issue.ts'
import { own } from '../input/own.ts'
import * as wanted from '../input/wanted.ts'
import type { Facts } from '../law/facts.ts'
import { typesOf } from '../typed/plate-types.ts'
import { type PlateType, readPlateType } from '../values/vehicle.ts'
import type { Answers } from './field.ts'
import { type FieldReader, fieldReader } from './readers.ts'

/**
 * A plate type 号牌种类 asked beside a plate. If the plate cannot have it, that is an issue, `not-of-plate`, or
 * `too-short` of the plate if it could with one character more; if it was left blank and the plate can have only one,
 * it is filled in.
 */
export const plateType: FieldReader<PlateType> = fieldReader(readPlateType, { beside })

function beside(answers: Answers, office: Partial<Facts>): Answers {
  const { facts, values, blank, malformed } = answers
  const vehicle = office.vehicle ?? facts.vehicle
  const types = vehicle === undefined ? undefined : typesOf(vehicle)
  if (types === undefined || malformed.some(({ path }) => path[0] === 'plateType')) return answers
  const typed = facts.plateType
  if (typed !== undefined) {
    if (types.includes(typed)) return answers
    const isShort =
      office.vehicle === undefined && ['0', 'D'].some((last) => typesOf(`${vehicle}${last}`)?.includes(typed))
    const name = isShort ? 'vehicle' : 'plateType'
    const fault = isShort
      ? issue('too-short', [name], wanted.more(1), vehicle)
      : issue('not-of-plate', [name], wanted.word(types), typed)
    const { [name]: _, ...others } = values
    return {
      ...answers,
      facts: own(facts, { [name]: undefined }),
      values: Object.freeze(others),
      malformed: [...malformed, fault],
    }
  }
  if (types.length > 1) return answers
  const filled = { plateType: types[0] as PlateType }
  return {
    ...answers,
    facts: own(facts, filled),
    values: Object.freeze({ ...values, ...filled }),
    blank: blank.filter(({ name }) => name !== 'plateType'),
  }
}
