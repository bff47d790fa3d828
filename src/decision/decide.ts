import type { Issue } from '../input/issue.ts'
import type { RecordReader } from '../input/read.ts'
import {
  type BindingFactsInput,
  bindingRecord,
  type FactName,
  type Facts,
  type HandlingFactsInput,
  handlingRecord,
  REQUIRED_FACTS,
  VALUES_OF_BINDING,
  VALUES_OF_HANDLING,
  type Values,
} from '../law/facts.ts'
import {
  ALL_KNOWN,
  type FactMask,
  type KnownFacts,
  knownIn,
  maskOf,
  readFacts,
  situationOf,
  unknownOf,
} from '../law/known-facts.ts'
import type { Question } from '../law/question.ts'
import { chosenBy } from '../law/resolve.ts'
import { type RuleBook, type Rules, ruleSetIn, rulesArgument } from '../law/rule-sets/rule-book.ts'
import { genuineRuleSet, governsOf, type KnownRuleSet, knownRuleSet, type RuleSet } from '../law/rule-sets/rule-set.ts'
import { dayIn } from '../values/instant.ts'
import { type Check, compile } from './compile.ts'
import type { Decision, Finding, Invalid, NoRuleSetFinding, Verdict } from './decision.ts'

/** A question with the facts that it asks for, so that a page that asks one does not load those of the other. */
interface Asked {
  readonly question: Question
  readonly table: RecordReader<Partial<Facts>>
  readonly values: Partial<Values>
}

const BIND: Asked = {
  question: 'bind',
  table: bindingRecord as unknown as RecordReader<Partial<Facts>>,
  values: VALUES_OF_BINDING,
}
const HANDLE: Asked = {
  question: 'handle',
  table: handlingRecord as unknown as RecordReader<Partial<Facts>>,
  values: VALUES_OF_HANDLING,
}

/**
 * May this driver bind this vehicle 备案非本人机动车?
 *
 * Judged on the facts and by the rules given, and on nothing else; a fact that is absent or `undefined` is not known. Every
 * rule in force is looked at. While `at`, `driver` or `vehicle` is not known, the answer is never `permitted`. Facts that are
 * not of their type are never judged: the answer is `invalid`, with one issue a field.
 *
 * @param rules a rule set, which judges whatever the day of `at`; or a book, which judges by the set of that day.
 * @throws TypeError when `rules` is neither a rule set nor a book made by this library; there is no default.
 */
export function decideBinding(facts: BindingFactsInput, rules: Rules): Decision | Invalid {
  return decide(BIND, facts, rules, 'decideBinding(rules)')
}

/**
 * May this driver handle this violation 处理交通违法?
 *
 * As `decideBinding`; money is in fen 分, and `boundSince` is `null` when there is no open binding.
 *
 * @param rules a rule set, which judges whatever the day of `at`; or a book, which judges by the set of that day.
 * @throws TypeError when `rules` is neither a rule set nor a book made by this library; there is no default.
 */
export function decideHandling(facts: HandlingFactsInput, rules: Rules): Decision | Invalid {
  return decide(HANDLE, facts, rules, 'decideHandling(rules)')
}

/** The same on facts that the library itself has made: of their types, and read. */
export function judge(question: Question, facts: Partial<Facts>, ruleSet: RuleSet): Decision {
  const asked = askedBy(question)
  return judgedBy(asked, knownIn(facts, asked.table) as KnownFacts<Facts>, ruleSet)
}

/** The same where no fact is missing that the rule set asks for, as a registry has them. */
export function judgeWhole(question: Question, facts: Partial<Facts>, ruleSet: RuleSet): Decision {
  return judgedBy(askedBy(question), { facts, known: ALL_KNOWN, situation: situationOf(facts) }, ruleSet)
}

function askedBy(question: Question): Asked {
  return question === 'bind' ? BIND : HANDLE
}

function decide(asked: Asked, input: unknown, rules: Rules, argument: string): Decision | Invalid {
  const set = genuineRuleSet(rules)
  if (set === undefined) rulesArgument(argument, rules)
  const issues: Issue[] = []
  const known = readFacts(input, asked.table, issues) as KnownFacts<Facts>
  if (issues.length > 0) return invalid(issues)
  if (set !== undefined) return judged(asked, known, rules as RuleSet, set)
  const { at } = known.facts
  if (at === undefined) return undated(asked, known)
  const ofDay = ruleSetIn(rules as RuleBook, dayIn(at))
  return judged(asked, known, ofDay, knownRuleSet(ofDay))
}

/** Whether a provision of the rule set asks for one of some facts: what takes time to count is counted only then. */
export function asksFor(ruleSet: RuleSet, question: Question, facts: FactMask): boolean {
  return (compiledRules(askedBy(question), ruleSet, knownRuleSet(ruleSet)).asks & facts) !== 0
}

/** One question of a rule set made ready for judging. */
interface CompiledRules {
  /** One check a provision, in its order. */
  readonly checks: readonly Check[]
  /** The facts that they ask for. */
  readonly asks: FactMask
  /** The last moment for which the set is verified. */
  readonly lastMoment: string
  /** The bits of the facts without which nothing is permitted. */
  readonly required: FactMask
}

/** What a set judges by, made once and kept with the set. `npm run bench` (h) */
function compiledRules(asked: Asked, ruleSet: RuleSet, set: KnownRuleSet): CompiledRules {
  const compiled = set.compiled as Record<Question, CompiledRules | undefined>
  const before = compiled[asked.question]
  if (before !== undefined) return before
  const made = compiledFrom(asked, set, ruleSet)
  compiled[asked.question] = made
  return made
}

function compiledFrom({ question, table, values }: Asked, set: KnownRuleSet, ruleSet: RuleSet): CompiledRules {
  const { names } = table
  let asks = 0
  const checks = set.provided[question].map(({ rule, provision }): Check => {
    const chosen = chosenBy(rule, provision)
    asks |= maskOf(chosen.asks, names)
    return compile(chosen, provision, names, values)
  })
  if (checks.length === 0) {
    // A rule set without a provision on a question does not provide for it: nothing permits the act.
    const unprovided = noRuleSet(question, '∈', governsOf(ruleSet, set, question))
    checks.push(() => unprovided)
  }
  return {
    checks,
    asks,
    lastMoment: `${ruleSet.verifiedOn}T23:59:59.999+08:00`,
    required: maskOf(REQUIRED_FACTS, names),
  }
}

function judgedBy(asked: Asked, read: KnownFacts<Facts>, ruleSet: RuleSet): Decision {
  return judged(asked, read, ruleSet, knownRuleSet(ruleSet))
}

/** The loop over the provisions in force. */
function judged(asked: Asked, read: KnownFacts<Facts>, ruleSet: RuleSet, set: KnownRuleSet): Decision {
  const { question } = asked
  const { facts, known, situation } = read
  const { checks, lastMoment, required } = compiledRules(asked, ruleSet, set)
  const late = facts.at !== undefined && facts.at > lastMoment
  const lacks = (known & required) !== required
  let verdict: Verdict = lacks ? 'undetermined' : 'permitted'
  let complete = !lacks
  // A copy to be written over, since a setter on `Object.prototype` could take away what is added to an array.
  const findings = checks.slice() as unknown[] as Finding[]
  for (let index = 0; index < checks.length; index++) {
    const finding = (checks[index] as Check)(facts, known, situation)
    findings[index] = finding
    if (finding.outcome === 'fails') verdict = 'refused'
    else if (finding.outcome === 'unknown') {
      complete = false
      if (verdict === 'permitted') verdict = 'undetermined'
    }
  }
  return decisionOf(
    question,
    ruleSet,
    late,
    verdict,
    findings,
    complete ? NOTHING : missingFrom(asked, known, findings),
  )
}

/** Under a book the day of the act says which rules are in force: while it is not known, none can be looked at. */
function undated(asked: Asked, { known }: KnownFacts<Facts>): Decision {
  const missing = missingFrom(asked, known, NOTHING)
  return Object.freeze({
    question: asked.question,
    verdict: 'undetermined',
    ruleSet: null,
    findings: NOTHING,
    missing,
  })
}

const NOTHING: readonly never[] = /* @__PURE__ */ Object.freeze([])

/** The required facts that are not known, then those that findings miss, each once. */
function missingFrom({ table }: Asked, known: FactMask, findings: readonly Finding[]): readonly FactName[] {
  const missing = unknownOf(REQUIRED_FACTS, known, table.names)
  for (const finding of findings) {
    if (finding.outcome !== 'unknown') continue
    for (const fact of finding.missing) if (!missing.includes(fact)) missing.push(fact)
  }
  return Object.freeze(missing)
}

function decisionOf(
  question: Question,
  { id: ruleSet, verifiedOn: verifiedUntil, hypothetical }: RuleSet,
  late: boolean,
  verdict: Verdict,
  findings: readonly Finding[],
  missing: readonly FactName[],
): Decision {
  Object.freeze(findings)
  // Separate literals: spread is several times slower, to make and to freeze.
  if (hypothetical) {
    return Object.freeze(
      late
        ? { question, verdict, ruleSet, hypothetical, verifiedUntil, findings, missing }
        : { question, verdict, ruleSet, hypothetical, findings, missing },
    )
  }
  return Object.freeze(
    late
      ? { question, verdict, ruleSet, verifiedUntil, findings, missing }
      : { question, verdict, ruleSet, findings, missing },
  )
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
