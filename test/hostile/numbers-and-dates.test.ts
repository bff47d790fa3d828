/** Attempts: money, points, dates. */
import { describe, expect, test } from 'vitest'
import * as index from '../../src/index.ts'
import { asReported } from '../../src/law/index.ts'
import { at, bindAt, codeOf, handleAt, must, recordAt, world } from './world.ts'

const codeOfInstant = (input: unknown): string => {
  const parsed = index.parseInstant(input)
  return parsed.ok ? parsed.value : (parsed.issues[0]?.code ?? '')
}

describe('money and points', () => {
  test('numbers: what is no whole number of fen is never a fine', () => {
    for (const fine of [
      Number.NaN,
      '100',
      [100],
      null,
      200n,
      true,
      200.00000000000001 + 0.5,
      -1,
      Number.POSITIVE_INFINITY,
      JSON.parse('1e400'),
      2 ** 53 + 2,
    ]) {
      expect(recordAt(world(), 'x', 'v1', '10:00', { fine }).status).toBe('invalid')
      expect(index.decideHandling({ fine: fine as never }, asReported)).toMatchObject({ verdict: 'invalid' })
    }
    const zero = must(recordAt(world(), 'x', 'v1', '10:00', { fine: -0 }))
    expect(Object.is(index.violationOf(zero, 'x')?.fine, 0)).toBe(true)
  })

  test('numbers: points are whole, from 0 to 12, and a count cannot overflow', () => {
    for (const points of [-1, 13, 1.5, Number.NaN, '3'])
      expect(recordAt(world(), 'x', 'v1', '10:00', { points }).status).toBe('invalid')
    expect(index.decideHandling({ pointsHeld: (2 ** 53) as never }, asReported)).toMatchObject({ verdict: 'invalid' })
  })
})

describe('dates', () => {
  test('days: an invalid Date is no moment', () => {
    expect(codeOfInstant(new Date('never'))).toBe('out-of-range')
    expect(bindAt(world(), 'd1', 'v1', '09:00', { at: new Date(Number.NaN) }).status).toBe('invalid')
  })

  test('days: text without an offset is refused, and a day is China’s whatever zone the host is in', () => {
    for (const text of ['2024-03-01', '2024-03-01T00:00:00', '2024-03-01 00:00'])
      expect(codeOfInstant(text)).toBe('no-offset')
    for (const input of [
      '2024-02-29T16:00:00Z',
      '2024-02-29T11:00:00-05:00',
      new Date('2024-02-29T16:00:00Z'),
      Date.UTC(2024, 1, 29, 16),
    ]) {
      expect(codeOfInstant(input).slice(0, 10)).toBe('2024-03-01')
    }
  })

  test('days: summer time, China’s of 1986 included, moves no day', () => {
    expect(codeOfInstant('1986-05-03T16:00:00Z')).toBe('1986-05-04T00:00:00.000+08:00')
    expect(codeOfInstant('1986-05-04T15:59:59Z').slice(0, 10)).toBe('1986-05-04')
    expect(index.payByDay('2024-03-08' as never, index.weekendsOnly)).toBe('2024-03-25')
  })

  test('clocks: no act is dated before the last one of its driver or vehicle; the same instant is allowed', () => {
    const bound = must(bindAt(world(), 'd1', 'v1', '09:00'))
    expect(codeOf(bindAt(bound, 'd1', 'v2', '08:59'))).toBe('out-of-order')
    expect(codeOf(bindAt(bound, 'd1', 'v2', '09:00'))).toBe('accepted')
  })

  test('clocks: what was quiet can be dated back: the time of a command is the word of the caller who stamps it', () => {
    const enrolled = world(asReported, '2018-03-01')
    const bound = must(bindAt(enrolled, 'd1', 'v1', '09:00', { at: at('09:00', '2018-03-01') }))
    const recorded = must(recordAt(bound, 'x', 'v1', '10:00', { at: at('10:00', '2018-03-10') }))
    expect(codeOf(handleAt(recorded, 'x', 'd1', '11:00', { at: at('11:00', '2018-03-10') }))).toBe('accepted')
    // Recorded first, the violation is the vehicle's last act, and the binding cannot be dated before it.
    const first = must(recordAt(enrolled, 'x', 'v1', '10:00', { at: at('10:00', '2018-03-10') }))
    expect(codeOf(bindAt(first, 'd1', 'v1', '09:00', { at: at('09:00', '2018-03-01') }))).toBe('out-of-order')
  })
})
