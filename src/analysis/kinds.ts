/** What the analysis tries of each kind of fact. */
import { COUNT_LIMIT, type Fact, type FactKind } from '../law/facts.ts'
import { FEN_LIMIT } from '../values/fen.ts'

/** What lies beside the boundaries of a fact: instants, and numbers. */
export interface Beside {
  readonly instants: () => readonly unknown[]
  readonly numbers: () => readonly number[]
}

interface Tried {
  /** Values for which sentences are told, beside the example. */
  readonly told: (fact: Fact) => readonly unknown[]
  /** One value for every class, the example first. */
  readonly classes: (fact: Fact, beside: Beside) => readonly unknown[]
}

export const TRIED: { readonly [K in FactKind]: Tried } = {
  id: { told: ({ name }) => (name === 'vehicleOwner' ? ['d'] : []), classes: () => ['v1'] },
  instant: {
    told: () => ['2024-12-01T10:00:00+08:00', '2024-12-02T10:00:00+08:00'],
    classes: (_, beside) => beside.instants(),
  },
  flag: { told: () => [true, false], classes: ({ example }) => [example, !example] },
  word: {
    told: ({ words = [] }) => words,
    classes: ({ words = [], example }) => [example, ...words.filter((word) => word !== example)],
  },
  words: {
    told: ({ words = [] }) => [[], ...words.map((word) => [word]), words.slice(0, 2)],
    classes: ({ words = [], example }) => setClasses(words, example as readonly string[]),
  },
  fen: { told: () => [0, 20_000, 20_050, 50_000], classes: (fact, beside) => numbers(fact, beside, FEN_LIMIT) },
  count: {
    told: () => [0, 1, 2, 3, 4, 5, 12],
    classes: (fact, beside) => numbers(fact, beside, fact.most ?? COUNT_LIMIT),
  },
}

function numbers({ example, least }: Fact, beside: Beside, most: number): readonly number[] {
  return [...new Set([Number(example), ...beside.numbers()])].filter((value) => value >= (least ?? 0) && value <= most)
}

/** Every word of a list alone, the example first. */
function setClasses(words: readonly string[], example: readonly string[]): readonly (readonly string[])[] {
  const alone = words.filter((word) => !(example.length === 1 && example[0] === word)).map((word) => [word])
  return [example, ...(example.length === 0 ? [] : [[]]), ...alone]
}
