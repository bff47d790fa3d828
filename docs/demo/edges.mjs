// @ts-check
// The edges of the date test: a vehicle bound on 10 September 2018 at 15:00, Beijing time (docs/FACTS.md, section 6).

import { yuan } from 'demerit'
import { cn2018september, reform } from 'demerit/rules'

const BOUND = '2018-09-10T15:00:00+08:00'
/** @typedef {readonly [name: string, occurredAt: string, points: number, fineYuan: number, pointsHeld: number]} Edge */
/** @type {readonly Edge[]} */
export const EDGES = [
  ['10 Sept 09:00', '2018-09-10T09:00:00+08:00', 3, 200, 0],
  ['10 Sept 16:00', '2018-09-10T16:00:00+08:00', 3, 200, 0],
  ['9 Sept 23:59', '2018-09-09T23:59:00+08:00', 3, 200, 0],
  ['9 Sept 16:30Z (10 in China)', '2018-09-09T16:30:00Z', 3, 200, 0],
  ['1 Aug, no points', '2018-08-01T12:00:00+08:00', 0, 200, 0],
  ['11 Sept, 201 yuan', '2018-09-11T12:00:00+08:00', 3, 201, 0],
  ['11 Sept, 6 points on 5', '2018-09-11T12:00:00+08:00', 6, 200, 5],
  ['11 Sept, 6 points on 6', '2018-09-11T12:00:00+08:00', 6, 200, 6],
]

/** Three readings of *since*. */
export const READINGS = /** @type {const} */ ([
  ['day included', cn2018september],
  ['instant', reform(cn2018september, { 'since-binding': { grain: 'instant' } })],
  ['day excluded', reform(cn2018september, { 'since-binding': { grain: 'next-day' } })],
])

/** The facts of an edge. @param {Edge} edge */
export function edgeFacts([, occurredAt, points, fineYuan, pointsHeld]) {
  return /** @type {any} */ ({
    at: '2018-09-12T12:00:00+08:00',
    channel: 'app',
    driver: 'driver',
    vehicle: 'vehicle',
    vehicleOwner: 'owner',
    plateType: '02',
    violationState: 'open',
    occurredAt,
    fine: yuan(fineYuan),
    points,
    recordedBy: 'monitoring',
    boundSince: BOUND,
    licenceStates: [],
    licenceClasses: ['C1'],
    pointsHeld,
    fullScoreStudies: 0,
    offenderPresent: false,
    identityVerified: true,
  })
}
