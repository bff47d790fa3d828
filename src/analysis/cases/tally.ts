/** How many acts pass and how many are refused, and by which rules; an act that several rules refuse counts for each. */
export interface Tally {
  readonly passed: number
  /** The points of the acts that pass: what is sold. */
  readonly pointsPassed: number
  readonly refused: number
  readonly byRule: { readonly [rule: string]: number }
}

/** Counts acts one after the other. */
interface Counter {
  /** Adds an act of some points by the rules that refuse it; it passes if no rule does. */
  add(refusedBy: readonly string[], points: number): void
  tally(): Tally
}

/** A counter at zero. */
export function counter(): Counter {
  const byRule = new Map<string, number>()
  let passed = 0
  let pointsPassed = 0
  let refused = 0
  return {
    add(refusedBy, points) {
      if (refusedBy.length === 0) {
        passed++
        pointsPassed += points
      } else refused++
      for (const rule of new Set(refusedBy)) byRule.set(rule, (byRule.get(rule) ?? 0) + 1)
    },
    tally: () => ({ passed, pointsPassed, refused, byRule: Object.fromEntries(byRule) }),
  }
}
