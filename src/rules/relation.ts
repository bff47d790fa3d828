const relations = ['=', '≠', '<', '≤', '>', '≥', '∈', 'disjoint', 'meets'] as const
/**
 * How the two sides of a rule must stand to each other: `supplied relation limit`. `disjoint` and `meets` compare two
 * sets: nothing in common, something in common.
 */
export const RELATIONS: typeof relations = /* @__PURE__ */ Object.freeze(relations)
export type Relation = (typeof RELATIONS)[number]

/** Whether `supplied relation limit` is true. Anyone can recompute a finding with it. */
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
      return has(limit as readonly unknown[], supplied)
    case 'disjoint':
      return !meet(supplied as readonly unknown[], limit as readonly unknown[])
    case 'meets':
      return meet(supplied as readonly unknown[], limit as readonly unknown[])
  }
}

function has(list: readonly unknown[], member: unknown): boolean {
  for (let index = 0; index < list.length; index++) if (list[index] === member) return true
  return false
}

function meet(one: readonly unknown[], other: readonly unknown[]): boolean {
  for (let index = 0; index < one.length; index++) if (has(other, one[index])) return true
  return false
}
