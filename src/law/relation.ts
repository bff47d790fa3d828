import { isArray, shorten } from '../input/issue.ts'

const relations = ['=', '≠', '<', '≤', '>', '≥', '∈', 'disjoint', 'meets'] as const
/**
 * How the two sides of a rule must stand to each other: `supplied relation limit`. `disjoint` and `meets` compare two
 * sets: nothing in common, something in common.
 */
export const RELATIONS: typeof relations = /* @__PURE__ */ Object.freeze(relations)
/** How one side must stand to the other, as a sign of `RELATIONS`. */
export type Relation = (typeof RELATIONS)[number]

/**
 * Whether `supplied relation limit` is true. Anyone can recompute a finding with it.
 *
 * @throws RangeError if `relation` is unknown; TypeError if it compares lists and a side is not a list.
 */
export function relates(supplied: unknown, relation: Relation, limit: unknown): boolean {
  switch (relation) {
    case '=':
      return supplied === limit
    case '≠':
      return supplied !== limit
    case '<':
      return (supplied as number) < (limit as number)
    case '≤':
      return (supplied as number) <= (limit as number)
    case '>':
      return (supplied as number) > (limit as number)
    case '≥':
      return (supplied as number) >= (limit as number)
    case '∈':
      return has(listOf(limit, 'limit'), supplied)
    case 'disjoint':
      return !meet(listOf(supplied, 'supplied'), listOf(limit, 'limit'))
    case 'meets':
      return meet(listOf(supplied, 'supplied'), listOf(limit, 'limit'))
    default:
      throw new RangeError(`relates(relation): ${shorten(relation)} is not one of ${RELATIONS.join(' ')}`)
  }
}

function listOf(side: unknown, name: string): readonly unknown[] {
  if (isArray(side)) return side
  throw new TypeError(`relates(${name}): ${shorten(side)} is not a list`)
}

function has(list: readonly unknown[], member: unknown): boolean {
  for (let index = 0; index < list.length; index++) if (list[index] === member) return true
  return false
}

function meet(one: readonly unknown[], other: readonly unknown[]): boolean {
  for (let index = 0; index < one.length; index++) if (has(other, one[index])) return true
  return false
}
