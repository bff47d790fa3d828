/** Bugs that the ledger of points once had, each by name. */
import { expect, test } from 'vitest'
import type { LegalDay } from '../../src/index.ts'
import { ledgerOn, openLedger } from '../../src/registry/ledger.ts'

test('on the last day there is, the studies of the period before are remembered', () => {
  const issued = '2016-05-10' as LegalDay
  const before = { ...openLedger(issued, '2198-05-10' as LegalDay), studies: 2 }
  for (const day of ['2199-05-10', '2199-12-30', '2199-12-31']) {
    expect(ledgerOn(before, issued, day as LegalDay), day).toMatchObject({ from: '2199-05-10', studiesBefore: 2 })
  }
})
