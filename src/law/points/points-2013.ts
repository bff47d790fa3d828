import type { LegalDay } from '../../values/instant.ts'
import type { PointsRegime, PointsRoom } from './regime.ts'

const since = '2013-01-01' as LegalDay
const full = { value: 12, citation: 'impl-23-full' } as const
const carry: PointsRegime['carry'] = {
  value: 'all-while-a-fine-is-unpaid',
  citation: 'impl-24',
}
const duties: PointsRegime['duties'] = {
  value: [
    { points: 12, times: 1, tests: ['theory'] },
    { points: 24, times: 2, tests: ['theory', 'road'] },
  ],
  citation: 'order-123-duties',
}
const studyDays: PointsRegime['studyDays'] = {
  value: { ordinary: { first: 7, further: 0, most: 7 }, large: { first: 7, further: 0, most: 7 } },
  citation: 'order-123-study-days',
}
/** What advises a driver. */
export const room2013: PointsRoom = { from: since, full, deduction: null, carry, duties, studyDays }
/** Order 123 (amended by Order 139): in force from 2013-01-01 to 2022-03-31. */
export const points2013: PointsRegime = {
  id: 'points-2013',
  from: since,
  values: {
    value: [1, 2, 3, 6, 12],
    citation: 'order-123-values',
  },
  full,
  carry,
  finish: {
    value: 'own-vehicle',
    citation: 'order-163-14-inferred',
  },
  duties,
  studyDays,
  deduction: null,
  probation: null,
  trade: null,
}
