/**
 * The ranges that are printed (docs/generate-ranges.mjs). `npm test`: each record is of the law and the cases of today, and a small case is
 * searched again. `npm run verify`: every fifth pair of a law and a case but the largest, by the seed, and draws between the ends of all, which fall outside nowhere.
 */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Assumption,
  type Assumptions,
  type CaseRange,
  type CourtCase,
  channelsOf,
  countOf,
  courtCases,
  type Measure,
  type Ranged,
  rangeOf,
  rangesUnder,
} from '../../src/analysis/index.ts'
import { CHANNELS, type Channel } from '../../src/index.ts'
import { cn2024 } from '../../src/law/index.ts'
import { ROOT } from '../docs/snippets.ts'
import { WHOLE } from '../support/whole.ts'

interface Counted {
  readonly id: string
  readonly channels: readonly Channel[]
  readonly cases: readonly CourtCase[]
  readonly count: (courtCase: CourtCase, channel: Channel) => Partial<CaseRange>
}
interface Recorded {
  readonly digest: string
  readonly commit: string
  readonly cases: { readonly [id: string]: { readonly [C in Channel]?: Partial<CaseRange> } }
}
/** docs/generate-ranges.mjs, on the built package. */
interface Generator {
  readonly RECORDS: readonly (readonly [file: URL, counted: readonly Counted[]])[]
  readonly digestOf: (counted: Counted) => string
  readonly decisive: (courtCase: CourtCase, counted: Counted, channel: Channel) => string
  readonly countIn: (
    courtCase: CourtCase,
    counted: Counted,
    channel: Channel,
  ) => (given: Partial<Assumptions>) => (measure: Measure) => number
  readonly WHOLE: RegExp
  readonly recordIn: (file: URL) => Readonly<Record<string, Recorded>>
}
const {
  RECORDS,
  WHOLE: IN_WHOLES,
  countIn,
  decisive,
  digestOf,
  recordIn,
}: Generator = await import(pathToFileURL(join(ROOT, 'docs/generate-ranges.mjs')).href)
const ALL = RECORDS.flatMap(([file, all]) =>
  all.map((counted) => ({ ...counted, recorded: recordIn(file)[counted.id] })),
)

test('every law is counted', () => {
  expect(RECORDS.map(([file]) => Object.keys(recordIn(file)))).toEqual(
    RECORDS.map(([, all]) => all.map(({ id }) => id)),
  )
})
const LARGE = 'ningguo-11094'

test.each(ALL.map((each) => [each.id, each] as const))(
  '%s: is of the law and the cases of today (npm run docs)',
  (_, counted) => {
    const { recorded, channels, cases } = counted
    expect(recorded?.digest).toBe(digestOf(counted))
    expect(recorded?.commit).toMatch(/^[0-9a-f]{12}$/)
    expect(Object.keys(recorded?.cases ?? {})).toEqual(cases.map(({ id }) => id))
    for (const courtCase of cases)
      expect(Object.keys(recorded?.cases[courtCase.id] ?? {}).sort()).toEqual(
        channelsOf(courtCase)
          .filter((channel) => channels.includes(channel))
          .sort(),
      )
  },
)

const SMALL = 'huli-phone-tampering'
const SEED = Number(process.env.DEMERIT_SEED)
/** What is counted again of a law: every fifth case by turns, but for the largest. */
const RECOUNTED = ALL.map((counted, place) => {
  const isNow = ({ id }: CourtCase, index: number) => id !== LARGE && (place + index + SEED) % 5 === 0
  return {
    ...counted,
    again: counted.cases.filter(WHOLE ? isNow : ({ id }) => id === SMALL && counted.id === cn2024.id),
  }
}).filter(({ again }) => again.length > 0)
/** What is decided alike is counted once here too. */
const COUNTED = new Map<string, Partial<CaseRange>>()
describe.each(RECOUNTED.map((each) => [each.id, each] as const))('%s', (_, counted) => {
  const { recorded, count, channels, again } = counted
  test.each(again.map((each) => [each.id, each] as const))(
    '%s: searched again, nothing lies beyond',
    (id, courtCase) => {
      for (const channel of channelsOf(courtCase).filter((each) => channels.includes(each))) {
        const key = decisive(courtCase, counted, channel)
        const found = COUNTED.get(key) ?? count(courtCase, channel)
        COUNTED.set(key, found)
        const recordedRange = recorded?.cases[id]?.[channel] ?? {}
        expect(Object.keys(recordedRange)).toEqual(Object.keys(found))
        const made = countIn(courtCase, counted, channel)
        for (const [name, range] of Object.entries(recordedRange)) {
          const { reading, lowest, highest, lowestBy, highestBy } = range
          const [measure, again] = [name as Measure, found[name as Measure] as Ranged]
          expect([{}, lowestBy, highestBy].map((by) => made(by)(measure))).toEqual([reading, lowest, highest])
          expect(again.lowest, `${channel} ${name}`).toBeGreaterThanOrEqual(lowest)
          expect(again.highest, `${channel} ${name}`).toBeLessThanOrEqual(highest)
        }
      }
    },
  )
})

/** Any value of an assumption between its ends. */
function within(name: string, { from, to, whole }: Assumption<unknown>): fc.Arbitrary<unknown> {
  if (typeof from !== 'number' || typeof to !== 'number') return fc.constantFrom(from, to)
  const wholeNumbers = fc.integer({ min: Math.ceil(from), max: Math.floor(to) })
  return IN_WHOLES.test(name) || whole
    ? wholeNumbers
    : fc.oneof(wholeNumbers, fc.constantFrom(from, to), fc.double({ min: from, max: to, noNaN: true }))
}

test.each(courtCases.filter(({ id }) => WHOLE || id !== LARGE).map((each) => [each.id, each] as const))(
  '%s: what is drawn between the ends is within the range, by each channel',
  (id, courtCase) => {
    const moved = Object.entries(courtCase.assumed).filter(([name]) => name !== 'channel')
    const drawn = fc.record(Object.fromEntries(moved.map(([name, each]) => [name, within(name, each)])))
    const possible = drawn.filter(({ firstDay = '', lastDay = firstDay }) => String(firstDay) <= String(lastDay))
    for (const channel of channelsOf(courtCase)) {
      const count = countOf(courtCase, cn2024, channel)
      const ranges = courtCase.ranges[cn2024.id]?.[channel] as CaseRange
      fc.assert(
        fc.property(possible, (given) => {
          for (const [measure, value] of Object.entries(count(given as Partial<Assumptions>))) {
            const { lowest, highest } = ranges[measure as keyof CaseRange]
            const isWithin = value >= lowest && value <= highest
            expect(isWithin, `${id} ${channel} ${measure} ${value}`).toBe(true)
          }
        }),
        { numRuns: WHOLE ? 60 : 3 },
      )
    }
  },
)

describe('rangeOf', () => {
  const chengjiang = courtCases.find(({ id }) => id === 'chengjiang-family-insider') as (typeof courtCases)[number]
  test('is the corners of a measure, by what makes each, and no more than that', () => {
    const sum = ({ dearShare = 0.5, actsALicence = 1 }: Partial<Assumptions>) => 10 * dearShare + actsALicence
    expect(rangeOf(chengjiang, sum)).toEqual({
      ...{ reading: 6, lowest: 1, highest: 12 },
      ...{ lowestBy: { dearShare: 0 }, highestBy: { dearShare: 1, actsALicence: 2 } },
    })
    expect(rangeOf(chengjiang, () => 7)).toEqual({ reading: 7, lowest: 7, highest: 7, lowestBy: {}, highestBy: {} })
    // Two that matter only together.
    const both = ({ dearShare = 0.5, actsALicence = 1 }: Partial<Assumptions>) =>
      dearShare === 1 && actsALicence === 2 ? 5 : 4
    expect(rangeOf(chengjiang, both)).toMatchObject({
      lowest: 4,
      highest: 5,
      highestBy: { dearShare: 1, actsALicence: 2 },
    })
    expect(rangeOf(chengjiang, ({ actsALicence = 1 }) => 1 - actsALicence)).toMatchObject({ lowest: -1, highest: 0 })
  })

  test('finds how many vehicles and licences fall together', () => {
    const shunde = courtCases.find(({ id }) => id === 'shunde-transferred-officer') as typeof chengjiang
    const most = ({ violationsAVehicle = 3, actsALicence = 4 }: Partial<Assumptions>) => {
      const [vehicles, licences] = [Math.ceil(3000 / violationsAVehicle), Math.ceil(3000 / actsALicence)]
      return vehicles === 3 * licences ? 1000 - Math.abs(licences - 299) : 0
    }
    expect(rangeOf(shunde, most)).toMatchObject({
      highest: 1000,
      highestBy: { violationsAVehicle: 3.345, actsALicence: 10.04 },
    })
  })

  test('is of one channel at a time, of those that a case can have gone through', () => {
    const leshan = courtCases.find(({ id }) => id === 'leshan-cloud-platform') as typeof chengjiang
    expect(courtCases.map((each) => channelsOf(each).join())).toEqual([
      ...Array.from({ length: 7 }, () => 'window,app'),
      '',
      'web',
    ])
    expect(channelsOf(leshan)).toEqual([])
    for (const channel of ['kiosk', 'web'] satisfies readonly Channel[])
      expect(() => rangesUnder(chengjiang, cn2024, channel)).toThrow(/^countOf\(channel\): /)
    expect(CHANNELS).toContain('kiosk')
  })
})
