/** Rows near a permitted one: what random rows reach seldom. The derived ones are fixed, the others are drawn. */
import fc from 'fast-check'
import { FACTS, type Fact, type FactName } from '../../src/index.ts'
import { QUESTIONS, type Question, SHIPPED_SETS } from '../../src/law/index.ts'
import { permitted } from '../support/permitted.ts'
import { expressionConstants } from './constants.ts'
import { provisionsOn } from './laws.ts'

type Facts = { readonly [K in FactName]?: unknown }
const DAY = 86_400_000
const AT = Date.parse('2024-12-01T10:00:00+08:00')

/** Every fact of a question. */
const APP = {
  bind: permitted('bind', { at: AT, vehicleReleasedAt: AT - 2 * DAY }),
  handle: permitted('handle', {
    at: AT,
    occurredAt: AT - 2 * DAY,
    fine: 20000,
    points: 3,
    boundSince: AT - 3 * DAY,
    ownedSince: AT - 3 * DAY,
  }),
}

/** Permitted rows: through the app for another's vehicle, at a window for one's own. */
export const PERMITTED: { readonly [Q in Question]: readonly Facts[] } = {
  bind: [APP.bind, { ...APP.bind, channel: 'window' }],
  handle: [
    APP.handle,
    { ...APP.handle, channel: 'window' },
    { ...APP.handle, vehicleOwner: 'd', boundSince: null, points: 0 },
  ],
}

/** Values of a fact at the edges of the provisions. */
function edgesOf({ name, kind, words = [], most, orNull }: Fact, question: Question): readonly unknown[] {
  const numbers = expressionConstants(question, name)
  switch (kind) {
    case 'id':
      return ['d', 'o', 'v']
    case 'flag':
      return [true, false]
    case 'word':
      return words
    case 'words':
      return [[], ...words.map((word) => [word]), words]
    case 'instant':
      return [
        ...[-3, -2, -1, 0, 1].flatMap((days) => [AT + days * DAY, AT + days * DAY - 1, AT + days * DAY + 1]),
        ...[-4, -3, -2, -1, 0]
          .map((days) => Date.parse('2024-12-01T00:00:00+08:00') + days * DAY)
          .flatMap((day) => [day - 1, day]),
        ...SHIPPED_SETS.flatMap(({ from }) => [
          Date.parse(`${from}T00:00:00+08:00`) - 1,
          Date.parse(`${from}T00:00:00+08:00`),
        ]),
        ...(orNull ? [null] : []),
      ]
    case 'fen':
    case 'count':
      return [...new Set([0, 1, ...numbers.flatMap((number) => [number - 2, number - 1, number, number + 1])])].filter(
        (number) => number >= 0 && number <= (most ?? Number.MAX_SAFE_INTEGER),
      )
  }
}

const factsOf = (question: Question) => FACTS.filter(({ questions }) => questions.includes(question))
const edges = Object.fromEntries(
  QUESTIONS.map((question) => [
    question,
    new Map(factsOf(question).map((fact) => [fact.name, edgesOf(fact, question)])),
  ]),
) as unknown as { readonly [Q in Question]: ReadonlyMap<FactName, readonly unknown[]> }

/** Derived from the provisions: every edge, alone and with each one fact unknown that a provision asks beside; and each pair unknown. */
export function derivedRows(question: Question): readonly Facts[] {
  const asked = new Map<FactName, Set<FactName>>()
  for (const { asks } of provisionsOn(question)) {
    for (const one of asks) for (const other of asks) asked.set(one, (asked.get(one) ?? new Set()).add(other))
  }
  const names = factsOf(question).map(({ name }) => name)
  return PERMITTED[question].flatMap((base) => [
    base,
    ...[...edges[question]].flatMap(([name, values]) =>
      values.flatMap((value) => [
        { ...base, [name]: value },
        ...[...(asked.get(name) ?? [])]
          .filter((other) => other !== name)
          .map((other) => ({ ...base, [name]: value, [other]: undefined })),
      ]),
    ),
    ...names.flatMap((one, index) =>
      names.slice(index).map((other) => ({ ...base, [one]: undefined, [other]: undefined })),
    ),
  ])
}

/** Drawn near a permitted row: up to three facts at an edge, up to three unknown. */
export function nearRows(question: Question, count: number, seed: number): readonly Facts[] {
  const names = factsOf(question).map(({ name }) => name)
  const some = fc.uniqueArray(fc.constantFrom(...names), { maxLength: 3 })
  const edge = fc.nat().map((index) => (name: FactName) => {
    const values = edges[question].get(name) as readonly unknown[]
    return values[index % values.length]
  })
  const row = fc.record({
    base: fc.constantFrom(...PERMITTED[question]),
    moved: some,
    unknown: some,
    pick: fc.array(edge, { minLength: 3, maxLength: 3 }),
  })
  return fc.sample(row, { numRuns: count, seed }).map(({ base, moved, unknown, pick }) => ({
    ...base,
    ...Object.fromEntries(moved.map((name, index) => [name, pick[index]?.(name)])),
    ...Object.fromEntries(unknown.map((name) => [name, undefined])),
  }))
}
