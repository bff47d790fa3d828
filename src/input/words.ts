import { isArray, relocate, report } from './issue.ts'
import { jsonTypes, wordsType, wordType } from './json-schema.ts'
import { eachItem, LONGEST_LIST, NOWHERE } from './properties.ts'
import { type TypedReader, typedReader } from './reader.ts'
import * as wanted from './wanted.ts'

/** Sets of words seen before, by the bits of their words. `npm run bench` (h) */
const SUBSETS: WeakMap<readonly string[], Map<number, readonly string[]>> = new WeakMap()
const MOST_SUBSETS = 1024

/** Reads one word of a closed list. */
export function wordReader<T extends string>(list: readonly T[]): TypedReader<T> {
  return typedReader(jsonTypes(wordType(list)), (input, path, issues) => {
    for (let index = 0; index < list.length; index++) if (list[index] === input) return list[index]
    report(issues, typeof input === 'string' ? 'not-listed' : 'wrong-type', path, wanted.word(list), input)
    return undefined
  })
}

/**
 * Reads a set written as an array: words of a closed list, none twice, no holes; given back in the list's own order. Equal sets
 * are one and the same array, so that what was found for one is known for all.
 */
export function wordsReader<T extends string>(list: readonly T[]): TypedReader<readonly T[]> {
  const word = wordReader(list)
  return typedReader(jsonTypes(wordsType(list)), (input, path, issues) => {
    if (!isArray(input)) {
      report(issues, 'wrong-type', path, wanted.words(list), input)
      return undefined
    }
    const before = issues.length
    let found = 0
    eachItem(input, LONGEST_LIST, path, issues, (item, index) => {
      const one = word(item, NOWHERE, issues)
      if (one === undefined) return relocate(issues, issues.length - 1, [...path, index])
      const bit = 1 << list.indexOf(one)
      if ((found & bit) !== 0) report(issues, 'repeated', [...path, index], wanted.once, one)
      found |= bit
    })
    return issues.length === before ? subsetOf(list, found) : undefined
  })
}

/** Some words of a closed list of at most 31, one bit each. */
function subsetOf<T extends string>(list: readonly T[], bits: number): readonly T[] {
  let subsets = SUBSETS.get(list)
  if (subsets === undefined) {
    subsets = new Map()
    SUBSETS.set(list, subsets)
  }
  let subset = subsets.get(bits)
  if (subset === undefined) {
    subset = Object.freeze(list.filter((_, index) => (bits & (1 << index)) !== 0))
    if (subsets.size < MOST_SUBSETS) subsets.set(bits, subset)
  }
  return subset as readonly T[]
}
