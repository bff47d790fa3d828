/** The rows of `points_step` from plain lists: a row for each act, and for each end of a period that changes the points after it. */
import { expect, test } from 'vitest'
import type { PointsRecords } from '../../src/index.ts'
import { pointsSteps } from '../../src/sql/index.ts'

const none = { firstIssuedOn: '2020-03-01', handled: [], payments: [], studies: [] } as const
const handled = { violation: 'x', at: '2024-11-04T09:00:00+08:00', points: 6, fine: 0, seq: 10 } as const
const stepsOf = (records: Partial<PointsRecords>) => {
  const found = pointsSteps({ ...none, ...records })
  return found.ok
    ? found.value.map(({ seq, day, held, studies }) => [seq, day, held, studies])
    : found.issues.map(({ code, path, received }) => [code, path.join('.'), received])
}

test('six points, two taken off by study, the rest cleared at the end of the period, as each act leaves it', () => {
  expect(
    stepsOf({ handled: [handled], studies: [{ kind: 'on-site', at: '2024-12-01T09:00:00+08:00', seq: 12 }] }),
  ).toEqual([
    [10, '2024-11-04', 6, 0],
    [10, '2025-03-01', 0, 0],
    [12, '2024-12-01', 4, 0],
    [12, '2025-03-01', 0, 0],
  ])
})

test('a revocation has a row of its own position', () => {
  const revoked = { ...handled, revokedAt: '2024-11-05T09:00:00+08:00', revokedSeq: 11 }
  expect(stepsOf({ handled: [revoked] })).toEqual([
    [10, '2024-11-04', 6, 0],
    [10, '2025-03-01', 0, 0],
    [11, '2024-11-05', 0, 0],
  ])
})

test('acts of one instant count in the order of their positions', () => {
  const [first, second] = [
    { ...handled, violation: 'x1', points: 3, seq: 12 },
    { ...handled, violation: 'x2', points: 9, seq: 11 },
  ]
  expect(stepsOf({ handled: [first, second] }).filter(([, day]) => day === '2024-11-04')).toEqual([
    [11, '2024-11-04', 9, 0],
    [12, '2024-11-04', 12, 0],
  ])
})

test('two studies of one instant are two by their positions; without them one is the other again', () => {
  const study = { kind: 'online', at: '2024-12-01T09:00:00+08:00' } as const
  const both = (...seqs: readonly number[]) => ({
    handled: [handled],
    studies: seqs.map((seq) => (seq === 0 ? study : { ...study, seq })),
  })
  expect(stepsOf(both(11, 12)).filter(([, day]) => day === '2024-12-01')).toEqual([
    [11, '2024-12-01', 5, 0],
    [12, '2024-12-01', 4, 0],
  ])
  expect(stepsOf(both(0, 0))).toEqual([['repeated', 'studies.1', '"2024-12-01T09:00:00.000+08:00 online"']])
  expect(stepsOf(both(11, 11))).toEqual([['repeated', 'studies.1', '"2024-12-01T09:00:00.000+08:00 online 11"']])
})

test('what has no position is missing it, at its place; what a registry would refuse is an issue', () => {
  const { seq: _, ...without } = handled
  expect(stepsOf({ handled: [without] })).toEqual([['missing', 'handled.0.seq', 'undefined']])
  expect(stepsOf({ handled: [{ ...handled, revokedAt: '2024-11-05T09:00:00+08:00' }] })).toEqual([
    ['missing', 'handled.0.revokedSeq', 'undefined'],
  ])
  expect(stepsOf({ payments: [{ violation: 'x', at: handled.at, seq: 1 }] })).toEqual([
    ['not-reproduced', 'payments.0', '"violation-not-handled"'],
  ])
})
