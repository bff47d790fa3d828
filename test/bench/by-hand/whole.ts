import {
  type BindingFacts,
  type Decision,
  type Finding,
  type HandlingFacts,
  LICENCE_CLASSES,
} from '../../../src/index.ts'
import type { RuleSet } from '../../../src/law/index.ts'
import { meet, NOT_IN_FORCE } from './decisions.ts'

/**
 * The same questions by hand, with the same answer as the library's: every rule looked at, the numbers behind it, its
 * citation, all of it frozen. Written as one writes it without a second thought: each answer is made anew, nothing is
 * shared. Facts are complete and canonical. The difference to `decisions.ts` is what the answer costs, not the judging.
 */

/** Makes the two for the rule as reported, whose citations it takes from the rule set. */
export function wholeAsReported(set: RuleSet): {
  readonly bind: (facts: BindingFacts) => Decision
  readonly handle: (facts: HandlingFacts) => Decision
} {
  return {
    bind(facts) {
      const atWindow = facts.channel === 'window'
      const { driver, vehicleOwner, pairBound, driverBindings, vehicleBindings, identityVerified } = facts
      return decision(set, 'bind', facts.at, [
        compared(set, 'bind', 0, (driver as string) !== vehicleOwner, driver, '≠', vehicleOwner),
        compared(set, 'bind', 1, !pairBound, pairBound, '=', false),
        compared(set, 'bind', 2, driverBindings + 1 <= 3, driverBindings + 1, '≤', 3),
        compared(set, 'bind', 3, vehicleBindings + 1 <= 3, vehicleBindings + 1, '≤', 3),
        atWindow
          ? compared(set, 'bind', 4, identityVerified, identityVerified, '=', true)
          : aside(set, 'bind', 4, 'other-channel'),
      ])
    },

    handle(facts) {
      const atWindow = facts.channel === 'window'
      const own = (facts.driver as string) === facts.vehicleOwner
      const { violationState, occurredAt, at, boundSince, fine, points, pointsHeld, licenceStates } = facts
      const { licenceClasses, offenderPresent, identityVerified } = facts
      const day = occurredAt.slice(0, 10)
      const boundOn = boundSince?.slice(0, 10) ?? ''
      return decision(set, 'handle', at, [
        compared(set, 'handle', 0, violationState === 'open', violationState, '=', 'open'),
        compared(set, 'handle', 1, occurredAt <= at, occurredAt, '≤', at),
        own
          ? aside(set, 'handle', 2, 'own-vehicle')
          : compared(set, 'handle', 2, boundSince !== null, boundSince, '≠', null),
        own
          ? aside(set, 'handle', 3, 'own-vehicle')
          : boundSince === null
            ? aside(set, 'handle', 3, 'no-binding')
            : compared(set, 'handle', 3, day >= boundOn, day, '≥', boundOn),
        own ? aside(set, 'handle', 4, 'own-vehicle') : compared(set, 'handle', 4, fine <= 200_00, fine, '≤', 200_00),
        points === 0
          ? aside(set, 'handle', 5, 'no-points')
          : compared(set, 'handle', 5, pointsHeld + points < 12, pointsHeld + points, '<', 12),
        compared(set, 'handle', 6, !meet(licenceStates, NOT_IN_FORCE), licenceStates, 'disjoint', NOT_IN_FORCE),
        points === 0
          ? aside(set, 'handle', 7, 'no-points')
          : compared(set, 'handle', 7, licenceClasses.length > 0, licenceClasses, 'meets', LICENCE_CLASSES),
        atWindow
          ? compared(set, 'handle', 8, offenderPresent, offenderPresent, '=', true)
          : aside(set, 'handle', 8, 'other-channel'),
        atWindow
          ? compared(set, 'handle', 9, identityVerified, identityVerified, '=', true)
          : aside(set, 'handle', 9, 'other-channel'),
      ])
    },
  }
}

type Question = 'bind' | 'handle'

function compared(
  set: RuleSet,
  question: Question,
  index: number,
  holds: boolean,
  supplied: unknown,
  relation: string,
  limit: unknown,
): Finding {
  const { rule, channels, citation } = set[question][index] as RuleSet['bind'][number]
  const outcome = holds ? 'holds' : 'fails'
  return Object.freeze({ rule, channels, citation, outcome, supplied, relation, limit }) as Finding
}

function aside(set: RuleSet, question: Question, index: number, reason: string): Finding {
  const { rule, channels, citation } = set[question][index] as RuleSet['bind'][number]
  return Object.freeze({ rule, channels, citation, outcome: 'not-applicable', reason }) as Finding
}

/** All facts are known. */
const NOTHING: Decision['missing'] = Object.freeze([])

function decision(set: RuleSet, question: Question, at: string, findings: Finding[]): Decision {
  let verdict: Decision['verdict'] = 'permitted'
  for (const { outcome } of findings) if (outcome === 'fails') verdict = 'refused'
  Object.freeze(findings)
  return at.slice(0, 10) > set.verifiedOn
    ? Object.freeze({ question, verdict, ruleSet: set.id, verifiedUntil: set.verifiedOn, findings, missing: NOTHING })
    : Object.freeze({ question, verdict, ruleSet: set.id, findings, missing: NOTHING })
}
