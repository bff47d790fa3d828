import { isArray, shorten } from '../input/issue.ts'

/**
 * How the two sides of a rule must stand to each other: `supplied relation limit`. `disjoint` and `meets` compare two
 * sets: nothing in common, something in common. `null`, that there is no such thing, stands in no order: with it `<`, `≤`, `>` and `≥` are false.
 */
export const RELATIONS = Object.freeze(['=', '≠', '<', '≤', '>', '≥', '∈', 'disjoint', 'meets'] as const)
/** How one side must stand to the other, as a sign of {@link RELATIONS}. */
export type Relation = (typeof RELATIONS)[number]

/**
 * Whether `supplied relation limit` is true. Anyone can recompute a finding with it.
 *
 * @throws RangeError if `relation` is unknown; TypeError if it compares lists and a side is not a list.
 */
export function relates(supplied: unknown, relation: Relation, limit: unknown): boolean {
  if (!RELATIONS.includes(relation)) {
    throw new RangeError(`relates(relation): ${shorten(relation)} is not one of ${RELATIONS.join(' ')}`)
  }
  if (relation === 'disjoint' || relation === 'meets') listArgument('supplied', supplied)
  if (relation === '∈' || relation === 'disjoint' || relation === 'meets') listArgument('limit', limit)
  return relatesUnchecked(supplied, relation, limit)
}

/** As `relates`, for a known relation and sides that it compares. */
export function relatesUnchecked(supplied: unknown, relation: Relation, limit: unknown): boolean {
  // In an order JavaScript would take `null` for 0.
  switch (relation) {
    case '=':
      return supplied === limit
    case '≠':
      return supplied !== limit
    case '<':
      return supplied !== null && limit !== null && (supplied as number) < (limit as number)
    case '≤':
      return supplied !== null && limit !== null && (supplied as number) <= (limit as number)
    case '>':
      return supplied !== null && limit !== null && (supplied as number) > (limit as number)
    case '≥':
      return supplied !== null && limit !== null && (supplied as number) >= (limit as number)
    case '∈':
      return has(limit as List, supplied)
    case 'disjoint':
      return !meet(supplied as List, limit as List)
    case 'meets':
      return meet(supplied as List, limit as List)
  }
}

type List = readonly unknown[]

function listArgument(name: string, side: unknown): void {
  if (!isArray(side)) throw new TypeError(`relates(${name}): ${shorten(side)} is not a list`)
}

function has(list: List, member: unknown): boolean {
  return list.includes(member)
}

/** Whether two lists have a member in common. */
export function meet(one: List, other: List): boolean {
  for (let index = 0; index < one.length; index++) if (has(other, one[index])) return true
  return false
}
