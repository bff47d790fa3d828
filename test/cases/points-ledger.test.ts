/** Bugs that the ledger of points once had, each by name. */
import { describe, expect, test } from 'vitest'
import { type LegalDay, pointsLedger } from '../../src/index.ts'
import { ledgerOn, openLedger } from '../../src/registry/points/ledger.ts'

test('on the last day there is, the studies of the period before are remembered', () => {
  const issued = '2016-05-10' as LegalDay
  const before = { ...openLedger(issued, '2198-05-10' as LegalDay), studies: 2 }
  for (const day of ['2199-05-10', '2199-12-30', '2199-12-31']) {
    expect(ledgerOn(before, issued, day as LegalDay), day).toMatchObject({ from: '2199-05-10', studiesBefore: 2 })
  }
})

describe('positions that contradict each other are issues of the record, and what was told late has a higher one than what follows it', () => {
  const at = '2025-05-05T10:00:00+08:00'
  const of = (handled: readonly object[], payments: readonly object[] = []) => {
    const read = pointsLedger(
      { firstIssuedOn: '2020-01-01', handled, payments, studies: [] } as never,
      '2025-06-01T00:00:00Z',
    )
    return read.ok ? read.value.held : read.issues.map(({ code, path }) => [code, path.join('.')])
  }
  const x = { violation: 'x', at, points: 6, fine: 100, seq: 5 }

  test.each<readonly [string, unknown, unknown]>([
    [
      'revoked before it was handled',
      of([{ ...x, revokedAt: at, revokedSeq: 3 }]),
      [['out-of-range', 'handled.0.revokedSeq']],
    ],
    [
      'revoked at its own position',
      of([{ ...x, revokedAt: at, revokedSeq: 5 }]),
      [['out-of-range', 'handled.0.revokedSeq']],
    ],
    ['a position of no revocation', of([{ ...x, revokedSeq: 6 }]), [['missing', 'handled.0.revokedAt']]],
    ['one position twice', of([x, { ...x, violation: 'y' }]), [['repeated', 'handled.1.seq']]],
    [
      'one of a handling and a payment',
      of([x], [{ violation: 'x', at: '2025-05-06T10:00:00+08:00', seq: 5 }]),
      [['repeated', 'payments.0.seq']],
    ],
    [
      'one that falls while time goes on',
      of([x, { ...x, violation: 'y', at: '2025-05-04T10:00:00+08:00', seq: 9 }]),
      12,
    ],
    ['revoked later, at a lower one', of([{ ...x, revokedAt: '2025-05-06T10:00:00+08:00', revokedSeq: 3 }]), 0],
    ['in order', of([x, { ...x, violation: 'y', at: '2025-05-06T10:00:00+08:00', seq: 9 }]), 12],
    [
      'of some acts alone, at one instant',
      of([x, { ...x, violation: 'y', seq: undefined }, { ...x, violation: 'z', seq: 4, points: 1 }]),
      13,
    ],
  ])('%s', (_, found, expected) => expect(found).toEqual(expected))
})
