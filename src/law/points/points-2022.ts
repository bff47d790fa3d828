import type { Fen } from '../../values/fen.ts'
import type { LegalDay } from '../../values/instant.ts'
import { PROBATION_YEARS } from './period.ts'
import type { PointsRegime, PointsRoom } from './regime.ts'

const since = '2022-04-01' as LegalDay
const full = { value: 12, citation: 'order-163-3' } as const
const deduction = {
  value: { byWay: { online: 1, 'on-site': 2, service: 1 }, most: 6 },
  citation: 'order-163-25',
} as const
const carry: PointsRegime['carry'] = {
  value: 'unpaid-while-a-fine-is-overdue',
  citation: 'order-163-15',
}
const duties: PointsRegime['duties'] = {
  value: [
    { points: 12, times: 1, tests: ['theory'] },
    { points: 24, times: 2, tests: ['theory', 'road'] },
    { points: 36, times: 3, tests: ['theory', 'field', 'road'] },
  ],
  citation: 'order-163-22',
}
const studyDays: PointsRegime['studyDays'] = {
  value: { ordinary: { first: 7, further: 7, most: 60 }, large: { first: 30, further: 30, most: 120 } },
  citation: 'order-163-18',
}
/** What advises a driver. */
export const room2022: PointsRoom = { from: since, full, deduction, carry, duties, studyDays }
/** Order 163: in force from 2022-04-01. */
export const points2022: PointsRegime = {
  id: 'points-2022',
  from: since,
  values: {
    value: [1, 3, 6, 9, 12],
    citation: 'order-163-7',
  },
  full,
  carry,
  finish: {
    value: 'any-vehicle',
    citation: 'order-163-14',
  },
  duties,
  studyDays,
  deduction,
  probation: {
    value: PROBATION_YEARS,
    citation: 'order-162-80',
  },
  trade: {
    value: {
      buyer: { times: 3, most: 50_000_00 as Fen, points: 0, article: '30(1)' },
      seller: { times: 3, most: 50_000_00 as Fen, points: 12, article: '30(2), 8(7)' },
      organiser: { times: 5, most: 100_000_00 as Fen, points: 0, article: '30(3)' },
    },
    citation: 'order-163-30',
  },
}
