import type { Issue } from '../input/issue.ts'
import type { Shape } from '../input/read.ts'
import {
  BINDING_FACTS,
  type BindingFactsInput,
  bindingShape,
  type Facts,
  HANDLING_FACTS,
  type HandlingFactsInput,
  handlingShape,
} from '../law/facts.ts'
import { ALL_KNOWN, type KnownFacts, knownIn, readFacts, situationOf } from '../law/known-facts.ts'
import type { Question } from '../law/question.ts'
import { resolveBy } from '../law/resolve.ts'
import { asReported } from '../law/rule-sets/as-reported.ts'
import { governedBy, type KnownRuleSet, knownRuleSet, type RuleSet } from '../law/rule-sets/rule-set.ts'
import { type Check, compile } from './compile.ts'
import type { Decision, Finding, Invalid, NoRuleSetFinding, Verdict } from './decision.ts'

/**
 * May this driver bind this vehicle 备案非本人机动车?
 *
 * Judged on the facts given and on the rule set alone; a fact that is absent or `undefined` is not known. Every rule in
 * force is looked at. Facts that are not of their type are never judged: the answer is `invalid`, with one issue a field.
 *
 * @param ruleSet which provisions to judge by, whatever the day of `at`; `asReported` unless given.
 * @throws TypeError when `ruleSet` is not a rule set made by this library.
 */
export function decideBinding(facts: BindingFactsInput, ruleSet: RuleSet = asReported): Decision | Invalid {
  return decide('bind', bindingShape, facts, ruleSet)
}

/**
 * May this driver handle this violation 处理交通违法?
 *
 * As `decideBinding`; money is in fen 分, and `boundSince` is `null` when there is no open binding.
 *
 * @param ruleSet which provisions to judge by, whatever the day of `at`; `asReported` unless given.
 * @throws TypeError when `ruleSet` is not a rule set made by this library.
 */
export function decideHandling(facts: HandlingFactsInput, ruleSet: RuleSet = asReported): Decision | Invalid {
  return decide('handle', handlingShape, facts, ruleSet)
}

/** The same on facts that the library itself has made: of their types, and read. */
export function judge(question: Question, facts: Partial<Facts>, ruleSet: RuleSet): Decision {
  const known = question === 'bind' ? knownIn(facts, bindingShape) : knownIn(facts, handlingShape)
  return judged(question, known as KnownFacts<Facts>, ruleSet)
}

/** The same where no fact is missing that the rule set asks for, as a registry has them. */
export function judgeWhole(question: Question, facts: Partial<Facts>, ruleSet: RuleSet): Decision {
  return judged(question, { facts, known: ALL_KNOWN, situation: situationOf(facts) }, ruleSet)
}

function decide<T extends object>(
  question: Question,
  shape: Shape<T>,
  input: unknown,
  ruleSet: RuleSet,
): Decision | Invalid {
  const issues: Issue[] = []
  const known = readFacts(input, shape, issues)
  return issues.length > 0 ? invalid(issues) : judged(question, known as KnownFacts<Facts>, ruleSet)
}

/** A rule set made ready for judging: one check a provision, in its order, and the last moment for which it is verified. */
type CompiledRules = { readonly [Q in Question]: readonly Check[] } & { readonly lastMoment: string }

/** A rule set's checks, made once: the set has a place for them, since a look into a `WeakMap` costs more than a check. */
function compiledRules(ruleSet: RuleSet): CompiledRules {
  const set = knownRuleSet(ruleSet)
  if (set.compiled === undefined) set.compiled = compiled(set, ruleSet)
  return set.compiled as CompiledRules
}

function compiled({ provided }: KnownRuleSet, { verifiedOn }: RuleSet): CompiledRules {
  return {
    bind: provided.bind.map(({ rule, provision }) => compile(resolveBy(rule, provision), BINDING_FACTS)),
    handle: provided.handle.map(({ rule, provision }) => compile(resolveBy(rule, provision), HANDLING_FACTS)),
    lastMoment: `${verifiedOn}T23:59:59.999+08:00`,
  }
}

/** The loop over the provisions in force. */
function judged(question: Question, { facts, known, situation }: KnownFacts<Facts>, ruleSet: RuleSet): Decision {
  const { [question]: checks, lastMoment } = compiledRules(ruleSet)
  const late = facts.at !== undefined && facts.at > lastMoment
  if (checks.length === 0) return decisionOf(question, ruleSet, late, 'refused', [unprovided(question, ruleSet)])
  let verdict: Verdict = 'permitted'
  // A copy to be written over, since a setter on `Object.prototype` could take away what is added to an array.
  const findings: Finding[] = checks.slice() as unknown[] as Finding[]
  for (let index = 0; index < checks.length; index++) {
    const finding = (checks[index] as Check)(facts, known, situation)
    findings[index] = finding
    if (finding.outcome === 'fails') verdict = 'refused'
    else if (finding.outcome === 'unknown' && verdict === 'permitted') verdict = 'undetermined'
  }
  return decisionOf(question, ruleSet, late, verdict, findings)
}

function decisionOf(
  question: Question,
  { id: ruleSet, verifiedOn: verifiedUntil, hypothetical }: RuleSet,
  late: boolean,
  verdict: Verdict,
  findings: readonly Finding[],
): Decision {
  Object.freeze(findings)
  // A literal each: what is put together of parts takes several times as long to make and to freeze.
  if (hypothetical) {
    return Object.freeze(
      late
        ? { question, verdict, ruleSet, hypothetical, verifiedUntil, findings }
        : { question, verdict, ruleSet, hypothetical, findings },
    )
  }
  return Object.freeze(
    late ? { question, verdict, ruleSet, verifiedUntil, findings } : { question, verdict, ruleSet, findings },
  )
}

/** A rule set without a provision on a question does not provide for it: nothing permits the act. */
function unprovided(question: Question, ruleSet: RuleSet): NoRuleSetFinding {
  return noRuleSet(question, '∈', governedBy(ruleSet, question))
}

export function noRuleSet(
  supplied: NoRuleSetFinding['supplied'],
  relation: NoRuleSetFinding['relation'],
  limit: NoRuleSetFinding['limit'],
): NoRuleSetFinding {
  return Object.freeze({
    rule: 'no-rule-set-in-force',
    channels: 'all',
    citation: 'apl-37',
    outcome: 'fails',
    supplied,
    relation,
    limit,
  })
}

function invalid(issues: readonly Issue[]): Invalid {
  return Object.freeze({ verdict: 'invalid', issues: Object.freeze(issues) })
}
