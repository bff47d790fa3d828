// @ts-check
// The edges of the date test: a vehicle bound on 10 September 2018 at 15:00, Beijing time (docs/FACTS.md, section 6).

import { yuan } from 'demerit'
import { cn2018September, reform } from 'demerit/rules'

const BOUND = '2018-09-10T15:00:00+08:00'
const LIMIT = 200
/** @typedef {readonly [occurredAt: string, points: number, fineYuan: number, pointsHeld: number]} Edge */
/** @type {readonly Edge[]} */
export const EDGES = [
  ['2018-09-10T09:00:00+08:00', 3, LIMIT, 0],
  ['2018-09-10T16:00:00+08:00', 3, LIMIT, 0],
  ['2018-09-09T23:59:00+08:00', 3, LIMIT, 0],
  ['2018-09-09T16:30:00Z', 3, LIMIT, 0],
  ['2018-08-01T12:00:00+08:00', 0, LIMIT, 0],
  ['2018-09-11T12:00:00+08:00', 3, LIMIT + 1, 0],
  ['2018-09-11T12:00:00+08:00', 6, LIMIT, 5],
  ['2018-09-11T12:00:00+08:00', 6, LIMIT, 6],
]

/** Three readings of *since*. */
export const READINGS = /** @type {const} */ ([
  ['day included', cn2018September],
  ['instant', reform(cn2018September, { 'since-binding': { grain: 'instant' } })],
  ['day excluded', reform(cn2018September, { 'since-binding': { grain: 'next-day' } })],
])

/** When the vehicle was bound. */
export const BOUND_ON = timeOf(BOUND)

/** What is peculiar to an edge. @param {Edge} edge */
export function nameOf([occurredAt, points, fineYuan, pointsHeld]) {
  const time = timeOf(occurredAt)
  const day = time.slice(0, time.lastIndexOf(' '))
  if (points === 0) return `${day}, no points`
  if (fineYuan !== LIMIT) return `${day}, ${fineYuan} yuan`
  if (pointsHeld > 0) return `${day}, ${points} points on ${pointsHeld}`
  const inChina = new Date(Date.parse(occurredAt) + 8 * 3_600_000).getUTCDate()
  return occurredAt.endsWith('Z') ? `${time}Z (${inChina} in China)` : time
}

/** 10 Sept 09:00, as the time is written. @param {string} at */
function timeOf(at) {
  const written = new Date(`${at.slice(0, 16)}:00Z`)
  const month = written.toLocaleString('en-GB', { month: 'short', timeZone: 'UTC' })
  return `${written.getUTCDate()} ${month} ${at.slice(11, 16)}`
}

/** The facts of an edge. @param {Edge} edge */
export function edgeFacts([occurredAt, points, fineYuan, pointsHeld]) {
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
