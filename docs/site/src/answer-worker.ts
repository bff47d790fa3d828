import { courtCases, replayCase } from 'demerit/analysis'
import { LAWS, type Law, setOfLaw } from './answer-laws.ts'
import { messageOf } from './message.ts'

/** What of the article's cases passes under one law. */
export interface LawCount {
  readonly law: Law
  readonly acts: number
  readonly points: number
  /** Where an official states what a rule asks for. */
  readonly passed: number
  readonly pointsPassed: number
  /** Where nobody states what is not so. */
  readonly passedHonestly: number
  /** How many acts each rule refuses where an official states what a rule asks for. */
  readonly byRule: Readonly<Record<string, number>>
}

function countUnder(law: Law): LawCount {
  const set = setOfLaw(law)
  const sum = { acts: 0, points: 0, passed: 0, pointsPassed: 0, passedHonestly: 0 }
  const byRule: Record<string, number> = {}
  for (const courtCase of courtCases) {
    const { acts, points, asDeclared, asTheyWere } = replayCase(courtCase, set)
    sum.acts += acts
    sum.points += points
    sum.passed += asDeclared.passed
    sum.pointsPassed += asDeclared.pointsPassed
    sum.passedHonestly += asTheyWere.passed
    for (const [rule, count] of Object.entries(asDeclared.byRule)) byRule[rule] = (byRule[rule] ?? 0) + count
  }
  return { law, ...sum, byRule }
}

addEventListener('message', () => {
  try {
    const counts: LawCount[] = []
    for (const law of LAWS) {
      counts.push(countUnder(law))
      postMessage({ progress: [...counts] })
    }
    postMessage({ result: counts })
  } catch (error) {
    postMessage({ error: messageOf(error) })
  }
})
