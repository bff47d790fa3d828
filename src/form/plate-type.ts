import { type Issue, issue } from '../input/issue.ts'
import { own } from '../input/own.ts'
import * as wanted from '../input/wanted.ts'
import type { Facts } from '../law/facts.ts'
import { typesOf } from '../typed/plate-types.ts'
import { type PlateType, readPlateType } from '../values/vehicle.ts'
import type { Answers } from './field.ts'
import { type FieldReader, fieldReader } from './readers.ts'

/**
 * A plate type 号牌种类 asked beside a plate. If the plate cannot have it, that is an issue, `not-of-plate`; if it
 * was left blank and the plate can have only one, it is filled in.
 */
export const plateType: FieldReader<PlateType> = fieldReader(readPlateType, { beside })

function beside(answers: Answers, office: Partial<Facts>): Answers {
  const { facts, values, blank, malformed } = answers
  const vehicle = office.vehicle ?? facts.vehicle
  const types = vehicle === undefined ? undefined : typesOf(vehicle)
  if (types === undefined || malformed.some(({ path }) => path[0] === 'plateType')) return answers
  const typed = facts.plateType
  if (typed !== undefined) {
    const found: readonly Issue[] = types.includes(typed)
      ? []
      : [issue('not-of-plate', ['plateType'], wanted.word(types), typed)]
    return { ...answers, malformed: [...malformed, ...found] }
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
