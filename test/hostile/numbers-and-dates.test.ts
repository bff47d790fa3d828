/** Attempts: money, points, dates. */
import { describe, expect, test } from 'vitest'
import * as index from '../../src/index.ts'
import { asReported, cn, cn2024 } from '../../src/law/index.ts'
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

  test('numbers: 200 yuan is handled, 200 yuan and one fen is not', () => {
    const bound = must(bindAt(world(), 'd1', 'v1'))
    const limit = index.yuan(200)
    for (const [fine, code] of [
      [limit - 1, 'accepted'],
      [limit, 'accepted'],
      [limit + 1, 'fine-limit'],
    ] as const) {
      expect(codeOf(handleAt(must(recordAt(bound, 'x', 'v1', '10:00', { fine })), 'x', 'd1'))).toBe(code)
    }
    for (const amount of [200.001, Number.NaN, '200', -1])
      expect(() => index.yuan(amount as number)).toThrow(RangeError)
  })

  test('numbers: points are whole, from 0 to 12, and a count cannot overflow', () => {
    for (const points of [-1, 13, 1.5, Number.NaN, '3'])
      expect(recordAt(world(), 'x', 'v1', '10:00', { points }).status).toBe('invalid')
    expect(index.decideHandling({ pointsHeld: (2 ** 53) as never }, asReported)).toMatchObject({ verdict: 'invalid' })
  })

  test('one-by-one: a batch is judged one by one: small violations do not add up to the full score', () => {
    let registry = must(bindAt(world(), 'd1', 'v1'))
    for (let each = 0; each < 5; each++) registry = must(recordAt(registry, `x${each}`, 'v1'))
    const handling = (each: number) =>
      ({
        type: 'handle',
        violation: `x${each}`,
        driver: 'd1',
        channel: 'window',
        offenderPresent: true,
        identityVerified: true,
        at: at('11:00'),
      }) as const
    const batch = index.executeAll(registry, [0, 1, 2, 3, 4].map(handling))
    expect(batch.outcomes.map((each) => (each.status === 'refused' ? each.code : each.status))).toEqual([
      'accepted',
      'accepted',
      'accepted',
      'points-room',
      'points-room',
    ])
    expect(index.pointsOf(batch.registry, 'd1', at('12:00'))).toBe(9)
  })
})

describe('dates', () => {
  test('days: an invalid Date is no moment', () => {
    expect(codeOfInstant(new Date('never'))).toBe('out-of-range')
    expect(bindAt(world(), 'd1', 'v1', '09:00', { at: new Date(Number.NaN) }).status).toBe('invalid')
  })

  test('days: a day that does not exist is refused, not moved', () => {
    for (const day of ['2023-02-29', '2023-04-31', '1900-02-29', '2023-13-01', '2023-00-10'])
      expect(codeOfInstant(`${day}T00:00:00Z`)).toBe('no-such-day')
  })

  test('days: there is one way to write a moment: text order is time order', () => {
    for (const text of [
      '2024-1-5T00:00:00Z',
      '2024-02-29T00:00:00Z ',
      '10000-01-01T00:00:00Z',
      '24-01-01T00:00:00Z',
      '+002024-01-01T00:00:00Z',
    ]) {
      expect(codeOfInstant(text)).toBe('malformed')
    }
    expect(codeOfInstant('2024-02-29T16:00:00Z')).toBe('2024-03-01T00:00:00.000+08:00')
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

  test('days: periods of a licence of 29 February begin on 28 February in common years', () => {
    const born = '2016-02-29' as index.LegalDay
    expect(index.scoringPeriodOn(born, '2021-02-27' as never)).toEqual(['2020-02-29', '2021-02-28'])
    expect(index.scoringPeriodOn(born, '2021-02-28' as never)).toEqual(['2021-02-28', '2022-02-28'])
    expect(index.scoringPeriodOn(born, '2024-02-28' as never)).toEqual(['2023-02-28', '2024-02-29'])
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

  test('clocks: an act far in the future is believed, and then earlier ones are refused: the registry before it is the way back', () => {
    const before = world(cn2024)
    const after = must(bindAt(before, 'd1', 'v1', '09:00', { at: at('09:00', '2199-12-31') }))
    expect(codeOf(bindAt(after, 'd1', 'v2'))).toBe('out-of-order')
    expect(codeOf(bindAt(before, 'd1', 'v2'))).toBe('accepted')
    expect(codeOfInstant('2200-01-01T00:00:00+08:00')).toBe('out-of-range')
  })

  test('days: no violation of the future or of more than two years ago is recorded, and the day chooses the rule set', () => {
    expect(codeOf(recordAt(world(), 'x', 'v1', '10:00', { occurredAt: at('10:01') }))).toBe('occurs-in-future')
    expect(codeOf(recordAt(world(), 'x', 'v1', '10:00', { occurredAt: at('10:00', '2016-03-05') }))).toBe('accepted')
    expect(codeOf(recordAt(world(), 'x', 'v1', '10:00', { occurredAt: at('10:00', '2016-03-04') }))).toBe(
      'limitation-expired',
    )
    const outcome = bindAt(world(cn), 'd1', 'v1')
    expect(outcome.status === 'accepted' && outcome.event.ruleSet).toBe('cn-2018-02-24')
    expect(asReported.from).toBe('2018-02-24')
  })
})
