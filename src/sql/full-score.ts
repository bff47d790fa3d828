import type { FactName } from '../law/facts.ts'
import { POINTS_REGIMES } from '../law/points/regimes.ts'
import type { AskedActs } from './asked.ts'
import type { Grammar } from './dialects.ts'

/** Whether the label of the full score is told by the points held. */
export function isLabelled({ columns, points }: AskedActs): boolean {
  const isGiven = (name: FactName) => Object.hasOwn(columns, name)
  return isGiven('licenceStates') && (points === 'steps' || isGiven('pointsHeld'))
}

/**
 * The states of the licence that are given, with `full-points` 记满12分 from the full score on, as a registry has them: no event puts the label on. At a
 * window the rest may be finished of the vehicle that made the score full that day: where the driver handled another of it then, the states are not
 * known. Where the points held are given and not known, neither are the states; while nobody's are on record, the states are those that are given.
 */
export function labelledStates({ grammar, columns }: AskedActs): readonly string[] {
  const { name, flag } = grammar
  const isGiven = (fact: FactName) => Object.hasOwn(columns, fact)
  const held = isGiven('pointsHeld') ? `acts.${name('points_held')}` : 'points.held'
  const states = `acts.${name('licence_states')}`
  const known = `acts.${name('licence_states_known')}`
  const isPlain = `${known} AND NOT (${grammar.meets(states, ['full-points'])})`
  const isFull = flag(`${held} >= ${fullOn(`acts.${name('at')}`, grammar)} AND ${isPlain}`)
  const isElsewhere = isGiven('channel') ? flag(`acts.${name('channel')} <> 'window'`) : '1 = 0'
  const isSameGo = `${isFull} AND NOT ${isElsewhere} AND COALESCE(same_go.handled, 0) > 0`
  const isDoubtful = isGiven('pointsHeld') ? `${flag(isPlain)} AND ${held} IS NULL OR ${isSameGo}` : isSameGo
  const none = grammar.dialect === 'clickhouse' ? grammar.list([]) : 'NULL'
  return [
    `CASE WHEN ${isDoubtful} THEN ${none}
    WHEN ${isFull} THEN ${grammar.withWord(states, 'full-points')} ELSE ${states} END AS ${name('licence_states')}`,
    `${known} AND NOT (${isDoubtful}) AS ${name('licence_states_known')}`,
  ]
}

/** The full score of the day of an instant; days before the oldest regime have that one's. */
function fullOn(at: string, grammar: Grammar): string {
  const [first, ...later] = POINTS_REGIMES
  const whens = later
    .toReversed()
    .map(({ from, full }) => `WHEN ${grammar.dayText(grammar.date(at))} >= '${from}' THEN ${full.value}`)
  return `CASE ${whens.join(' ')} ELSE ${first?.full.value} END`
}
