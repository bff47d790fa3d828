import { Given } from '../input/brand.ts'
import type { Issue } from '../input/issue.ts'
import { NOWHERE } from '../input/properties.ts'
import { type RecordReader, read } from '../input/read.ts'
import { err, ok, type Parsed } from '../input/result.ts'
import { type Parser, standard } from '../input/schema.ts'
import { typesOf } from '../input/types-of.ts'
import { CHANNELS, type Channel } from '../values/channel.ts'
import {
  type BindingFacts,
  type BindingFactsInput,
  bindingRecord,
  type Facts,
  type HandlingFacts,
  type HandlingFactsInput,
  handlingRecord,
} from './facts.ts'

/** Which facts are known: one bit each, in the order of their names. */
export type FactMask = number
/** The channel, one bit each, and whether the vehicle is the driver's own: what most provisions turn on. */
export type Situation = number

/** Facts that were read, and what is seen of them at a glance. */
export interface KnownFacts<T> {
  readonly facts: Partial<T>
  readonly known: FactMask
  readonly situation: Situation
}

/** All facts are known, however many there are. */
export const ALL_KNOWN: FactMask = -1
/** The vehicle is known to be the driver's own. */
export const OWN: Situation = 1

/** In the place of a channel, one that no provision leaves out: it is none of `CHANNELS`, and its bit is 0, since `2 << -1` is. */
export const EVERYWHERE = '' as Channel

/** The bits of some facts of a question; all its `names` in their order. */
export function maskOf<N extends string>(some: readonly N[], names: readonly N[]): FactMask {
  return some.reduce((mask, name) => mask | (1 << names.indexOf(name)), 0)
}

/** Those of some facts of a question that are not known. */
export function unknownOf<N extends string>(some: readonly N[], known: FactMask, names: readonly N[]): N[] {
  return some.filter((name) => (known & maskOf([name], names)) === 0)
}

/** The bit of a channel; every bit of a channel differs from `OWN`. */
export function channelBit(channel: Channel): Situation {
  return 2 << CHANNELS.indexOf(channel)
}

/** What is seen of the channel and the owner in facts that were read. */
export function situationOf({ channel, driver, vehicleOwner }: Partial<Facts>): Situation {
  const own = driver !== undefined && (driver as string) === vehicleOwner ? OWN : 0
  return channel === undefined ? own : own | channelBit(channel)
}

/** Every situation, each at its own place. */
export const SITUATIONS: readonly Situation[] = Array.from(
  { length: 2 << CHANNELS.length },
  (_, situation) => situation,
)

/** Reads facts into a fresh record, unless they were read before: then they are what they were. */
export function readFacts<T extends object>(input: unknown, table: RecordReader<T>, issues: Issue[]): KnownFacts<T> {
  const before = Read.of(input, table)
  if (before !== undefined) return before as KnownFacts<T>
  const { record, known } = read(table, input, NOWHERE, issues)
  return { facts: record as Partial<T>, known, situation: situationOf(record as Partial<Facts>) }
}

/** Marks facts that were read, or made from read values, as such, and freezes them. */
export function markRead<T extends object>(facts: T, table: RecordReader<T>): T {
  return marked(facts, table, knownIn(facts, table))
}

/** What is seen of facts that were read. */
export function knownIn<T extends object>(facts: Partial<T>, table: RecordReader<T>): KnownFacts<T> {
  const { names } = table
  let known = 0
  for (let index = 0; index < names.length; index++) {
    if (facts[names[index] as keyof T & string] !== undefined) known |= 1 << index
  }
  return { facts, known, situation: situationOf(facts as Partial<Facts>) }
}

/** Reads a row of facts about a binding, whole or partial. Every property is read once; unknown keys are refused. */
export const parseBindingFacts: Parser<BindingFactsInput, Partial<BindingFacts>> = standard(
  function parseBindingFacts(input) {
    return parseFacts(input, bindingRecord)
  },
  () => typesOf(bindingRecord),
)

/** Reads a row of facts about a handling, whole or partial. Every property is read once; unknown keys are refused. */
export const parseHandlingFacts: Parser<HandlingFactsInput, Partial<HandlingFacts>> = standard(
  function parseHandlingFacts(input) {
    return parseFacts(input, handlingRecord)
  },
  () => typesOf(handlingRecord),
)

function parseFacts<T extends object>(input: unknown, table: RecordReader<T>): Parsed<Partial<T>> {
  const issues: Issue[] = []
  const { record, known } = read(table, input, NOWHERE, issues)
  if (issues.length > 0) return err(issues)
  const facts = record as Partial<T>
  return ok(marked(facts, table, { facts, known, situation: situationOf(facts as Partial<Facts>) }))
}

function marked<R extends object>(facts: R, table: object, known: KnownFacts<unknown>): R {
  return Object.freeze(new Read(facts, table, known)) as unknown as R
}

/** The brand of facts that were read, as `mark` has it, apart from all others: a look-up that meets objects of many shapes takes longer. */
class Read extends Given {
  readonly #table: object
  readonly #known: KnownFacts<unknown>
  constructor(facts: object, table: object, known: KnownFacts<unknown>) {
    super(facts)
    this.#table = table
    this.#known = known
  }
  static of(facts: unknown, table: object): KnownFacts<unknown> | undefined {
    return typeof facts === 'object' && facts !== null && #table in facts && facts.#table === table
      ? facts.#known
      : undefined
  }
}
