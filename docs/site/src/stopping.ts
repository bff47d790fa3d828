import type { Channel } from 'demerit'
import { type Capacity, capacityOf, courtCases, replayCase } from 'demerit/analysis'
import type { RuleSet } from 'demerit/rules'
import { type LeverName, leversPulled, PULLS, pulledTo, type RingAsked, ringOf } from './levers.ts'
import { acceptedOf, HOUSEHOLDS, livesOf, realPermitted } from './ordinary.ts'

/** What a licence of the ring sells in one way, on average. */
export interface Left {
  readonly points: number
  readonly acts: number
  /** `most`: what one licence alone sells, and each of many sells no more. `least`: a plan that sells it was found. */
  readonly kind: 'most' | 'exact' | 'least'
}

/** What of the article's acts passes where an official states what a rule asks for. */
export interface OfArticle {
  readonly acts: number
  /** The same by the channel that a case went through. */
  readonly by: { readonly [C in Channel]?: number }
  readonly points: number
  readonly passed: number
  readonly pointsPassed: number
}

/** What one change of the law leaves, and what it costs. The first row is the law of today. */
export interface StopRow {
  readonly pull: readonly LeverName[]
  /** By the 12123 app, of violations after the binding. */
  readonly app: Left
  /** At a window, where an official states what is not so. */
  readonly window: Left
  /** Lawful acts of ordinary people that it refuses. */
  readonly realRefused: number
  readonly drawnRefused?: number
  readonly article?: OfArticle
}

export interface Stopping {
  /** The law of today first, then the changes: what stops most, at the least cost, comes first. */
  readonly rows: readonly StopRow[]
  /** Lawful acts under the law of today. */
  readonly real: number
  readonly drawn?: number
}

const WAYS = {
  app: { channel: 'app', official: false, occurred: 'later' },
  window: { channel: 'window', official: true, occurred: 'before' },
} as const

/** How many changes are counted in the article's cases. */
export const BEST = 5

function leftOf(rules: RuleSet, ring: RingAsked, way: keyof typeof WAYS, kind?: 'most'): Left {
  const licences = kind === 'most' ? 1 : ring.licences
  const { points, witness, exact }: Capacity = capacityOf(rules, { ...ringOf(ring), licences, ...WAYS[way] })
  const acts = witness.filter(({ type }) => type === 'handle').length
  return { points: points / licences, acts: acts / licences, kind: kind ?? (exact ? 'exact' : 'least') }
}

/** Whether a change refuses no lawful act. */
export function isFree({ realRefused, drawnRefused }: StopRow): boolean {
  return realRefused === 0 && drawnRefused === 0
}

/** Whether two changes of as many levers stop as much, at the same cost. */
export function isAlike(one: StopRow, other: StopRow): boolean {
  return leftIn(one) === leftIn(other) && costOf(one) === costOf(other) && one.pull.length === other.pull.length
}

/** The lawful acts that a change refuses. */
function costOf({ realRefused, drawnRefused = 0 }: StopRow): number {
  return realRefused + drawnRefused
}

/** What is left both ways. */
function leftIn({ app, window }: StopRow): number {
  return app.points + window.points
}

/** What stops most comes first; of what stops as much, what refuses fewer lawful acts; then what changes less. */
function ranked([today, ...others]: readonly StopRow[]): readonly StopRow[] {
  const changes = [...others].sort(
    (one, other) => leftIn(one) - leftIn(other) || costOf(one) - costOf(other) || one.pull.length - other.pull.length,
  )
  return [today as StopRow, ...changes]
}

/**
 * Eight levers, alone and in pairs. First what a licence alone could sell at most; then what each licence of the ring does, and the
 * lawful acts of drawn households that are refused; last, for today, the best, and the best that refuses nothing lawful, the article's acts.
 */
export function* stopping(ring: RingAsked): Generator<Stopping, Stopping> {
  const laws = new Map(PULLS.map((pull) => [pull, leversPulled(pulledTo(pull))]))
  const lawOf = (pull: StopRow['pull']) => laws.get(pull) as RuleSet
  const permitted = realPermitted(lawOf(PULLS[0] as StopRow['pull']))
  const real = permitted.filter((each) => each).length
  let rows: readonly StopRow[] = PULLS.map((pull) => {
    const rules = lawOf(pull)
    const now = realPermitted(rules)
    return {
      pull,
      app: leftOf(rules, ring, 'app', 'most'),
      window: leftOf(rules, ring, 'window', 'most'),
      realRefused: permitted.filter((each, index) => each && now[index] === false).length,
    }
  })
  yield { rows: ranked(rows), real }
  const lives = livesOf(HOUSEHOLDS)
  const accepted = acceptedOf(lives, lawOf(PULLS[0] as StopRow['pull']))
  const drawn = accepted.filter((each) => each === true).length
  const replace = (next: StopRow) => {
    rows = rows.map((each) => (each.pull === next.pull ? next : each))
  }
  for (const row of rows) {
    const rules = lawOf(row.pull)
    const now = acceptedOf(lives, rules)
    replace({
      ...row,
      app: leftOf(rules, ring, 'app'),
      window: leftOf(rules, ring, 'window'),
      drawnRefused: accepted.filter((each, index) => each === true && now[index] === false).length,
    })
    yield { rows: ranked(rows), real, drawn }
  }
  const ranking = ranked(rows)
  for (const row of new Set([...ranking.slice(0, BEST + 1), ...ranking.slice(1).filter(isFree).slice(0, 1)])) {
    const rules = lawOf(row.pull)
    const by: { [C in Channel]?: number } = {}
    const article = { acts: 0, by, points: 0, passed: 0, pointsPassed: 0 }
    for (const courtCase of courtCases) {
      const { acts, points, asDeclared } = replayCase(courtCase, rules)
      const channel = courtCase.assumed.channel?.value
      if (channel !== undefined) by[channel] = (by[channel] ?? 0) + acts
      article.acts += acts
      article.points += points
      article.passed += asDeclared.passed
      article.pointsPassed += asDeclared.pointsPassed
    }
    replace({ ...row, article })
    yield { rows: ranked(rows), real, drawn }
  }
  return { rows: ranked(rows), real, drawn }
}
