/** The closed lists of words, their readers, and what is asked of a decision. */
import { describe, expect, test } from 'vitest'
import * as index from '../../src/index.ts'
import { asReported } from '../../src/law/index.ts'

type Reads = (input: unknown) => index.Parsed<unknown>

/** Each list as the sources have it, in its order. */
const LISTS: readonly (readonly [name: string, list: readonly string[], words: string])[] = [
  ['CHANNELS', index.CHANNELS, 'window app web kiosk'],
  ['SELF_SERVICE', index.SELF_SERVICE, 'app web kiosk'],
  ['OWNER_CONSENTS', index.OWNER_CONSENTS, 'none registered-owner qr sms'],
  ['OWNER_KINDS', index.OWNER_KINDS, 'individual unit'],
  ['PLATE_TYPES', index.PLATE_TYPES, '01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 20 21 22 23 24 51 52'],
  ['RECORDERS', index.RECORDERS, 'monitoring officer'],
  ['VIOLATION_STATES', index.VIOLATION_STATES, 'open handled withdrawn'],
  ['VERDICTS', index.VERDICTS, 'permitted refused undetermined'],
  ['FINDING_OUTCOMES', index.FINDING_OUTCOMES, 'holds fails unknown not-applicable'],
  [
    'REASONS',
    index.REASONS,
    'other-channel own-vehicle no-points no-binding no-first-binding first-binding no-release',
  ],
  ['LICENCE_CLASSES', index.LICENCE_CLASSES, 'A1 A2 A3 B1 B2 C1 C2 C3 C4 C5 C6 D E F M N P'],
  [
    'LICENCE_STATES',
    index.LICENCE_STATES,
    'annulled revoked cancelled cancelled-restorable use-stopped expired unverified impounded seized suspended locked transferred-out full-points renewal-deferred medical-deferred verification-deferred violations-pending accidents-pending',
  ],
]

test.each(LISTS)('%s is as the sources have it, and cannot be changed', (_, list, words) => {
  expect(list).toEqual(words.split(' '))
  expect(Object.isFrozen(list)).toBe(true)
})

test.each<readonly [string, Reads, readonly string[]]>([
  ['parseChannel', index.parseChannel, index.CHANNELS],
  ['parseOwnerConsent', index.parseOwnerConsent, index.OWNER_CONSENTS],
  ['parseOwnerKind', index.parseOwnerKind, index.OWNER_KINDS],
  ['parsePlateType', index.parsePlateType, index.PLATE_TYPES],
  ['parseRecorder', index.parseRecorder, index.RECORDERS],
])('%s takes each word of its list, and nothing else', (_, reads, list) => {
  for (const word of list) expect(reads(word)).toEqual({ ok: true, value: word })
  const expected = `one of ${list.join(', ')}`
  for (const [input, code, received] of [
    ['elsewhere', 'not-listed', '"elsewhere"'],
    ['', 'not-listed', '""'],
    [undefined, 'wrong-type', 'undefined'],
    [[list[0]], 'wrong-type', 'array'],
  ] as const) {
    expect(reads(input)).toEqual({
      ok: false,
      issues: [{ code, path: [], wanted: { kind: 'word', of: list }, expected, received }],
    })
  }
})

describe('sets of words', () => {
  test.each([
    ['licence states', index.LICENCE_STATES, index.parseLicenceStates as Reads],
    ['licence classes', index.LICENCE_CLASSES, index.parseLicenceClasses as Reads],
  ] as const)('%s are read in any order and given back in the order of the list', (_, list, reads) => {
    expect(reads([...list].reverse())).toEqual({ ok: true, value: list })
    expect(reads([])).toEqual({ ok: true, value: [] })
    expect(reads([list[2], list[1], list[2]])).toMatchObject({ ok: false, issues: [{ code: 'repeated', path: [2] }] })
    expect(reads([list[0], 'elsewhere'])).toMatchObject({
      ok: false,
      issues: [{ code: 'not-listed', path: [1], expected: `one of ${list.join(', ')}` }],
    })
    expect(reads(list[0])).toMatchObject({ ok: false, issues: [{ code: 'wrong-type' }] })
  })
})

test('points of a violation are whole, from none to all twelve', () => {
  expect(index.POINTS_LIMIT).toBe(12)
  const refusal = (code: string) => ({ ok: false, issues: [{ code, expected: 'whole number of points from 0 to 12' }] })
  for (const points of [0, 1, index.POINTS_LIMIT - 1, index.POINTS_LIMIT]) {
    expect(index.parsePoints(points)).toEqual({ ok: true, value: points })
  }
  expect(index.parsePoints(-1)).toMatchObject(refusal('out-of-range'))
  expect(index.parsePoints(index.POINTS_LIMIT + 1)).toMatchObject(refusal('out-of-range'))
  expect(index.parsePoints(1.5)).toMatchObject(refusal('not-whole'))
  expect(index.parsePoints('1')).toMatchObject(refusal('wrong-type'))
})

describe('what is asked of a decision', () => {
  const decided = index.decideBinding(
    {
      at: '2018-09-10T15:00:00+08:00' as index.InstantInput,
      driverBindings: 3,
      vehicleBindings: 3,
      channel: 'window',
    } as never,
    asReported,
  ) as index.Decision

  test('the failures, in the order of the rules', () => {
    expect(index.failuresOf(decided).map(({ rule, outcome }) => [rule, outcome])).toEqual([
      ['driver-cap', 'fails'],
      ['vehicle-cap', 'fails'],
    ])
    expect(index.failuresOf({ ...decided, findings: [] })).toEqual([])
  })

  test('the facts that are missing, each once: the required ones, then in the order in which rules ask for them', () => {
    const missing = ['driver', 'vehicle', 'vehicleOwner', 'pairBound', 'identityVerified']
    expect(index.missingOf(decided)).toEqual(missing)
    expect(decided.missing).toEqual(missing)
    expect(Object.isFrozen(decided.missing)).toBe(true)
  })

  test('what is no decision is a mistake, and named', () => {
    for (const [call, ask] of [
      ['failuresOf', index.failuresOf],
      ['missingOf', index.missingOf],
    ] as const) {
      for (const [garbage, shown] of [
        [undefined, 'undefined'],
        [null, 'null'],
        ['findings', '"findings"'],
        [{}, 'object'],
        [{ findings: 'none' }, 'object'],
      ] as const) {
        const asked = () => ask(garbage as never)
        expect(asked).toThrow(
          new TypeError(`${call}(decision): ${shown} is not a decision${call === 'missingOf' ? '' : ' with findings'}`),
        )
      }
    }
  })
})
