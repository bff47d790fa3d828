import * as fc from 'fast-check'
import { type BindingFacts, COUNT_LIMIT, FACTS, type Fact, type FactKind, type HandlingFacts } from '../law/facts.ts'
import type { Question } from '../law/question.ts'
import { FEN_LIMIT, type Fen } from '../values/fen.ts'
import { ID } from '../values/ids.ts'
import { type Instant, instantAt } from '../values/instant.ts'

const DAY = 86_400_000
/** The first and the last midnight of China that leave two days on either side, in epoch milliseconds. */
const FIRST_DAY: number = Date.UTC(1900, 0, 3) - 8 * 3_600_000
const DAYS: number = (Date.UTC(2199, 11, 29) - Date.UTC(1900, 0, 3)) / DAY

/**
 * Any whole row of facts about a binding 备案: every field over its whole range, more often what is usual, and more often
 * near the limits that a rule set may state. Every second vehicle or so is the driver's own.
 */
export function wholeBindingFacts(): fc.Arbitrary<BindingFacts> {
  return whole<BindingFacts>('bind')
}

/**
 * Any whole row of facts about a handling 处理: as {@link wholeBindingFacts}; the instants mostly fall on neighbouring days.
 */
export function wholeHandlingFacts(): fc.Arbitrary<HandlingFacts> {
  return whole<HandlingFacts>('handle')
}

/** A row with every fact of a question, each drawn as its description in the table of facts says. */
function whole<T extends object>(question: Question): fc.Arbitrary<T> {
  const facts = FACTS.filter(({ questions }) => questions.includes(question))
  const moments = facts.filter(({ kind }) => kind === 'instant')
  const others = facts.filter(({ kind }) => kind !== 'instant')
  return fc
    .record({
      drawn: fc.record(Object.fromEntries(others.map((fact) => [fact.name, DRAWN[fact.kind](fact)]))),
      dates: instants(moments.length),
      isNull: fc.array(fc.nat({ max: 4 }), { minLength: moments.length, maxLength: moments.length }),
      isOwn: fc.nat({ max: 2 }),
    })
    .map(({ drawn, dates, isNull, isOwn }) => {
      const row: Readonly<Record<string, unknown>> = {
        ...drawn,
        ...Object.fromEntries(
          moments.map(({ name, orNull }, index) => [name, orNull && isNull[index] === 0 ? null : dates[index]]),
        ),
        ...(isOwn === 0 ? { vehicleOwner: drawn.driver } : {}),
      }
      return Object.fromEntries(facts.map(({ name }) => [name, row[name]])) as T
    })
}

/** Values of one fact of each kind, the example more often; instants are drawn together. */
const DRAWN: { readonly [K in FactKind]: (fact: Fact) => fc.Arbitrary<unknown> } = {
  id,
  instant: () => instants(1).map(({ 0: moment }) => moment),
  flag: ({ example }) => mostly(example, fc.boolean()),
  word: ({ example, words = [] }) => mostly(example, fc.constantFrom(...words)),
  words: ({ example, words = [] }) =>
    mostly<unknown>(example, fc.oneof(some(words), fc.constantFrom(...words.map((word) => [word])))),
  fen: fine,
  count: ({ example, most }) =>
    most === undefined ? fc.oneof(fc.constant(example), count(), count()) : fc.integer({ min: 0, max: most }),
}

/** Facts about a binding of which any may be missing: each fact absent or, now and then, present as `undefined`. */
export function partialBindingFacts(): fc.Arbitrary<Partial<BindingFacts>> {
  return partial(wholeBindingFacts())
}

/** Facts about a handling of which any may be missing: each fact absent or, now and then, present as `undefined`. */
export function partialHandlingFacts(): fc.Arbitrary<Partial<HandlingFacts>> {
  return partial(wholeHandlingFacts())
}

/** Drops facts: usually a few, sometimes most. */
function partial<T extends object>(whole: fc.Arbitrary<T>): fc.Arbitrary<Partial<T>> {
  return fc
    .tuple(whole, fc.constantFrom(1, 4, 8), fc.array(fc.nat({ max: 9 }), { minLength: 32, maxLength: 32 }))
    .map(({ 0: facts, 1: share, 2: dice }) => {
      const kept: Record<string, unknown> = {}
      Object.entries(facts).forEach(({ 0: name, 1: value }, index) => {
        const die = dice[index] ?? 0
        if (die > share) kept[name] = value
        else if (die === 1) kept[name] = undefined
      })
      return kept as Partial<T>
    })
}

/** Ids of any kind, among them those that are names of properties which every object has. */
function id(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(
      'd',
      'o',
      'v',
      '10',
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      '驾驶人-1',
      '粤B12345',
    ),
    fc.stringMatching(ID),
  )
}

/** Counts: mostly of the size of a cap or of the full score, sometimes any. */
function count(): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 7, arbitrary: fc.integer({ min: 0, max: 6 }) },
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 13 }) },
    fc.integer({ min: 0, max: COUNT_LIMIT }),
  )
}

/** Fines in fen: around 200 yuan, around nothing, and any. */
function fine(): fc.Arbitrary<Fen> {
  return fc.oneof(
    fc.constantFrom(0, 1, 5_000, 19_999, 20_000, 20_001, 200, FEN_LIMIT),
    fc.integer({ min: 0, max: 40_000 }),
    fc.integer({ min: 0, max: FEN_LIMIT }),
  ) as fc.Arbitrary<Fen>
}

/** Instants on neighbouring legal days, mostly at or right beside midnight or one common moment; now and then any. */
function instants(length: number): fc.Arbitrary<readonly Instant[]> {
  const moment = fc.oneof(
    fc.constantFrom(0, 1, DAY - 1, 54_000_000, 53_999_999, 54_000_001, 8 * 3_600_000 - 1, 8 * 3_600_000),
    fc.integer({ min: 0, max: DAY - 1 }),
  )
  const one = fc.record({
    shift: fc.integer({ min: -1, max: 1 }),
    moment,
    far: fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, fc.integer({ min: 0, max: DAYS })),
  })
  return fc
    .tuple(fc.integer({ min: 0, max: DAYS }), fc.array(one, { minLength: length, maxLength: length }))
    .map(({ 0: day, 1: each }) =>
      each.map(
        ({ shift, moment: within, far }) => instantAt(FIRST_DAY + ((far ?? day) + shift) * DAY + within) as Instant,
      ),
    )
}

function some<T>(list: readonly T[]): fc.Arbitrary<readonly T[]> {
  return fc.oneof(fc.subarray([...list], { maxLength: 2 }), fc.shuffledSubarray([...list]))
}

/** The value that lets the other rules be reached, half of the time. */
function mostly<T>(usual: T, any: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof(fc.constant(usual), any)
}
