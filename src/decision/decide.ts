import { frozen } from '../input/freeze.ts'
import type { Issue } from '../input/issue.ts'
import { owns } from '../input/own.ts'
import type { RecordReader } from '../input/read.ts'
import {
  BINDING_FACTS,
  BINDING_ROWS,
  type BindingFactsInput,
  bindingRecord,
  type FactName,
  type FactRows,
  type Facts,
  HANDLING_FACTS,
  HANDLING_ROWS,
  type HandlingFactsInput,
  handlingRecord,
  keptByNone,
  REQUIRED_FACTS,
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
import {
  type Answers,
  type KnownRuleSet,
  knownRuleSet,
  questionArgument,
  type RuleSet,
  type StraightCode,
} from '../law/rule-sets/rule-set.ts'
import { type Instant, type LegalDay, legalDayUnchecked } from '../values/instant.ts'
import { type Check, compile, FAILS, failsAlways, outcomeOf, UNKNOWN } from './compile.ts'
import type { Decision, Finding, Invalid, NoRuleSetFinding, Screening, Verdict } from './decision.ts'

/** A question with the facts that it asks for, so that a page that asks one does not load those of the other. */
interface QuestionTable {
  readonly question: Question
  readonly table: RecordReader<Partial<Facts>>
  readonly rows: Partial<FactRows>
  /** The rules that it was put to last; `compiled` unless they are a book. Most are asked again and again. */
  last: Remembered | undefined
}
interface Remembered {
  readonly rules: unknown
  readonly compiled: CompiledRules | undefined
}

const BIND: QuestionTable = {
  question: 'bind',
  table: bindingRecord as unknown as QuestionTable['table'],
  rows: BINDING_ROWS,
  last: undefined,
}
const HANDLE: QuestionTable = {
  question: 'handle',
  table: handlingRecord as unknown as QuestionTable['table'],
  rows: HANDLING_ROWS,
  last: undefined,
}

/**
 * May this driver bind this vehicle 备案非本人机动车?
 *
 * Judged on the facts and by the rules given, and on nothing else; a fact that is absent or `undefined` is not known.
 * Every rule in force is looked at. While `at`, `driver` or `vehicle` is not known, the answer is never `permitted`.
 * Facts that are not of their type are never judged: the answer is `invalid`, with one issue a field.
 * {@link adviseBinding} adds what a driver can do about it, {@link screenBinding} is for lists.
 *
 * @param rules a rule set, which judges whatever the day of `at`; or a book, which judges by the set of that day.
 * @throws TypeError when `rules` is neither a rule set nor a book made by this library, or is the half of the other
 * question.
 *
 * @example
 * ```ts
 * import { decideBinding } from 'demerit'
 * import { cn } from 'demerit/rules'
 * const at = '2025-03-03T15:00:00+08:00'
 * decideBinding({ at, channel: 'app', driver: 'd', vehicle: 'v', driverBindings: 3 }, cn).verdict // 'refused'
 * ```
 */
export function decideBinding(facts: BindingFactsInput, rules: Rules & Answers<'bind'>): Decision | Invalid {
  return answered(BIND, facts, rules, 'decideBinding(rules)', decided)
}

/**
 * May this driver handle this violation 处理交通违法?
 *
 * As {@link decideBinding}; money is in fen 分, and `boundSince` is `null` when there is no open binding.
 *
 * @param facts `fine` is in fen: 20,000 are 200 yuan.
 * @param rules a rule set, which judges whatever the day of `at`; or a book, which judges by the set of that day.
 * @throws TypeError when `rules` is neither a rule set nor a book made by this library, or is the half of the other question.
 *
 * @example
 * ```ts
 * import { decideHandling } from 'demerit'
 * import { cn } from 'demerit/rules'
 * const at = '2025-03-03T15:00:00+08:00'
 * decideHandling({ at, channel: 'app', driver: 'd', vehicle: 'v', fine: 200_01 }, cn).verdict // 'refused'
 * ```
 */
export function decideHandling(facts: HandlingFactsInput, rules: Rules & Answers<'handle'>): Decision | Invalid {
  return answered(HANDLE, facts, rules, 'decideHandling(rules)', decided)
}

/**
 * The verdict on a binding, and the rules behind it by their ids: as {@link decideBinding}, without its findings. On
 * facts that {@link parseBindingFacts} has read, it takes 5 to 30 % of the time of a decision by a whole shipped set,
 * and 15 to 65 % by any other set or half a set, or on a row that lacks facts; on raw facts it takes nearly as long.
 *
 * @throws TypeError as `decideBinding`.
 *
 * @example
 * ```ts
 * import { screenBinding } from 'demerit'
 * import { cn } from 'demerit/rules'
 * const at = '2025-03-03T15:00:00+08:00'
 * screenBinding({ at, channel: 'app', driver: 'd', vehicle: 'v', driverBindings: 3 }, cn).verdict // 'refused'
 * ```
 */
export function screenBinding(facts: BindingFactsInput, rules: Rules & Answers<'bind'>): Screening | Invalid {
  return answered(BIND, facts, rules, 'screenBinding(rules)', screened)
}

/**
 * The verdict on a handling, and the rules behind it by their ids: as {@link decideHandling}, without its findings;
 * {@link screenBinding} says what it costs.
 *
 * @throws TypeError as `decideHandling`.
 */
export function screenHandling(facts: HandlingFactsInput, rules: Rules & Answers<'handle'>): Screening | Invalid {
  return answered(HANDLE, facts, rules, 'screenHandling(rules)', screened)
}

/** One question of a rule set as it is judged by: for who judges by it, and looks at what it asks for. */
export function rulesOn(question: Question, ruleSet: RuleSet): CompiledRules {
  return compiledRules(question === 'bind' ? BIND : HANDLE, ruleSet, knownRuleSet(ruleSet))
}

/** The facts that a registry knows: all but those that none keeps. A call, so that a page without a registry does not load it. */
const KEPT: { readonly [Q in Question]: FactMask } = keptFacts()

function keptFacts(): typeof KEPT {
  return {
    bind: ALL_KNOWN & ~maskOf<FactName>(keptByNone(BINDING_ROWS), BINDING_FACTS),
    handle: ALL_KNOWN & ~maskOf<FactName>(keptByNone(HANDLING_ROWS), HANDLING_FACTS),
  }
}

/** Decides on facts of a registry, which knows every fact that the rules ask for but those that none keeps. */
export function judge(rules: CompiledRules, facts: Partial<Facts>): Decision {
  return decided(rules, { facts, known: KEPT[rules.question], situation: situationOf(facts) })
}

/** Reads the facts, and answers by the rules of the day. */
function answered<T>(
  asked: QuestionTable,
  input: unknown,
  rules: Rules,
  argument: string,
  answer: (rules: CompiledRules, read: KnownFacts<Facts>) => T,
): T | Invalid {
  const last = remembered(asked, rules, argument)
  const issues: Issue[] = []
  const read = readFacts(input, asked.table, issues) as KnownFacts<Facts>
  if (issues.length > 0) return Object.freeze({ verdict: 'invalid', issues: Object.freeze(issues) })
  return answer(ofDay(asked, last, rules, read.facts), read)
}

/** Facts that a record says otherwise; what is `undefined` in it is not known. */
type Otherwise = { readonly [K in keyof Facts]?: Facts[K] | undefined }

/** Decides a binding on facts that were read, with some of them otherwise. */
export function bindingDecided(facts: Otherwise, rules: Rules, otherwise: Otherwise): Decision {
  return decidedWith(BIND, facts, rules, otherwise)
}

/** Decides a handling on facts that were read, with some of them otherwise. */
export function handlingDecided(facts: Otherwise, rules: Rules, otherwise: Otherwise): Decision {
  return decidedWith(HANDLE, facts, rules, otherwise)
}

function decidedWith(asked: QuestionTable, facts: Otherwise, rules: Rules, otherwise: Otherwise): Decision {
  const { table } = asked
  // The record that all facts are read into: checks that meet many shapes take longer.
  const record = table.fresh()
  for (const name of table.names) record[name] = (owns(otherwise, name) ? otherwise : facts)[name]
  const read = knownIn(record as Partial<Facts>, table)
  return decided(ofDay(asked, remembered(asked, rules, 'rules'), rules, read.facts), read)
}

/** The rules of the day. */
function ofDay(asked: QuestionTable, { compiled }: Remembered, rules: Rules, { at }: Partial<Facts>): CompiledRules {
  if (compiled !== undefined) return compiled
  if (at === undefined) return undated(asked)
  const set = ruleSetIn(rules as RuleBook, legalDayUnchecked(at))
  return compiledRules(asked, set, knownRuleSet(set))
}

/** What a question was put to last, unless it is put to other rules. */
function remembered(asked: QuestionTable, rules: Rules, argument: string): Remembered {
  return asked.last?.rules === rules && asked.last ? asked.last : rulesOf(asked, rules, argument)
}

/** The rules that a question is put to, as they are remembered. @throws TypeError when they are none, or the half of the other question. */
function rulesOf(asked: QuestionTable, rules: Rules, argument: string): Remembered {
  const set = knownRuleSet(rules)
  if (set === undefined) rulesArgument(argument, rules, asked.question)
  const compiled = set === undefined ? undefined : compiledRules(asked, rules as RuleSet, set, argument)
  asked.last = { rules, compiled }
  return asked.last
}

/** One question of a rule set made ready for judging. */
export interface CompiledRules extends Pick<Decision, 'question' | 'ruleSet'> {
  readonly hypothetical: boolean
  /** What the set is called, if an office entered it. */
  readonly enacted: RuleSet['title'] | undefined
  /** The last day for which the set is verified, and its last moment. */
  readonly verifiedUntil: LegalDay
  readonly lastMoment: Instant
  /** One check a provision, in its order. */
  readonly checks: readonly Check[]
  /** All of them at once, of a question of a set that ships. */
  readonly straight: StraightCode | undefined
  /** The facts that they ask for. */
  readonly asks: FactMask
  /** The bits of the facts without which nothing is permitted. */
  readonly required: FactMask
  /** The facts of the question, in the order of their bits. */
  readonly names: readonly FactName[]
  /** Of screenings, once there was one. */
  answers: Screenings | undefined
}

/** What a set judges by, made once and kept with the set: `npm run bench` (h). @throws TypeError for the half of the other question. */
function compiledRules(asked: QuestionTable, ruleSet: RuleSet, set: KnownRuleSet, argument = 'ruleSet'): CompiledRules {
  const compiled = set.compiled as Record<Question, CompiledRules | undefined>
  const before = compiled[asked.question]
  if (before !== undefined) return before
  questionArgument(argument, ruleSet, set.answers, asked.question)
  const made = compiledFrom(asked, set, ruleSet)
  compiled[asked.question] = made
  return made
}

function compiledFrom({ question, table, rows }: QuestionTable, set: KnownRuleSet, ruleSet: RuleSet): CompiledRules {
  const names = table.names as readonly FactName[]
  let asks = 0
  const checks = set.provided[question].map(({ rule, provision }): Check => {
    const chosen = chosenBy(rule, provision)
    asks |= maskOf(chosen.asks, names)
    return compile(chosen, provision, names, rows)
  })
  if (checks.length === 0) {
    // A rule set without a provision on a question does not provide for it: nothing permits the act.
    checks.push(failsAlways(noRuleSet(question, '∈', set.governs)))
  }
  const { id, title, hypothetical, verifiedOn: verifiedUntil } = ruleSet
  const enacted = owns(ruleSet, 'enacted') ? title : undefined
  const lastMoment = `${verifiedUntil}T23:59:59.999+08:00` as Instant
  const required = maskOf(REQUIRED_FACTS, names)
  const straight = set.straight[question]
  const of = { question, ruleSet: id, hypothetical, enacted, verifiedUntil, lastMoment }
  return { ...of, checks, straight, asks, required, names, answers: undefined }
}

/** Under a book the day of the act says which rules are in force: while it is not known, none can be looked at. */
function undated({ question, table }: QuestionTable): CompiledRules {
  const names = table.names as readonly FactName[]
  return {
    question,
    ruleSet: null,
    hypothetical: false,
    enacted: undefined,
    verifiedUntil: '' as LegalDay,
    lastMoment: '' as Instant,
    checks: NOTHING,
    straight: undefined,
    asks: 0,
    required: maskOf(REQUIRED_FACTS, names),
    names,
    answers: undefined,
  }
}

/**
 * Screenings that were given, by the bits of the rules that fail and of those that lack a fact. There are few, so each is made once and
 * shared.
 */
interface Screenings {
  /** By the first bits, where no rule lacks a fact. */
  readonly whole: (Screening | undefined)[]
  /** By both, wherever else. */
  readonly others: Map<number, Screening>
}
/** Rules of which all combinations have a place in a list: a shipped set has no more on a question. */
const WIDEST = 15
/** Other screenings that are kept; further ones are made anew. */
const MOST_OTHERS = 4096
/** Provisions on a question of which two rows of bits are one whole number. A reform that says each rule for each channel may have more. */
const MOST_BITS = 26

/** Without findings: the verdict, and which rules fail or lack a fact. */
function screened(rules: CompiledRules, read: KnownFacts<Facts>): Screening {
  const { facts, known, situation } = read
  const { checks, straight, asks, required } = rules
  if (checks.length > MOST_BITS) return inShort(decided(rules, read))
  let failing = 0
  let unknown = 0
  if (straight !== undefined && (known & asks) === asks) failing = straight(facts, situation)
  else {
    for (let index = 0; index < checks.length; index++) {
      const outcome = outcomeOf(checks[index] as Check, facts, known, situation)
      if (outcome === FAILS) failing |= 1 << index
      else if (outcome === UNKNOWN) unknown |= 1 << index
    }
  }
  if (failing === 0 && unknown === 0) return (known & required) === required ? PERMITTED : UNDETERMINED
  rules.answers ??= { whole: new Array(2 ** Math.min(checks.length, WIDEST)), others: new Map() }
  const { whole, others } = rules.answers
  if (unknown === 0 && failing < whole.length) {
    whole[failing] ??= screening(checks, failing, unknown)
    return whole[failing] as Screening
  }
  const key = failing * 2 ** checks.length + unknown
  const before = others.get(key)
  if (before !== undefined) return before
  const made = screening(checks, failing, unknown)
  if (others.size < MOST_OTHERS) others.set(key, made)
  return made
}

function inShort({ verdict, findings }: Decision): Screening {
  const rulesThat = (are: Finding['outcome']) =>
    findings.flatMap(({ outcome, rule }) => (outcome === are ? [rule] : []))
  return frozen({ verdict, failing: rulesThat('fails'), unknown: rulesThat('unknown') })
}

function screening(checks: readonly Check[], failing: number, unknown: number): Screening {
  const rulesIn = (bits: number) => checks.flatMap(({ rule }, index) => ((bits >> index) & 1 ? [rule] : []))
  const verdict = failing === 0 ? 'undetermined' : 'refused'
  return frozen({ verdict, failing: rulesIn(failing), unknown: rulesIn(unknown) })
}

const NOTHING: readonly never[] = Object.freeze([])
const PERMITTED: Screening = Object.freeze({ verdict: 'permitted', failing: NOTHING, unknown: NOTHING })
/** No rule lacks a fact, but what no question is answered without is not known. */
const UNDETERMINED: Screening = Object.freeze({
  verdict: 'undetermined',
  failing: NOTHING,
  unknown: NOTHING,
})

/** The same with a finding for each provision in force. */
function decided(rules: CompiledRules, { facts, known, situation }: KnownFacts<Facts>): Decision {
  const { question, ruleSet, hypothetical, enacted, verifiedUntil, lastMoment, checks, required } = rules
  const lacks = (known & required) !== required
  let verdict: Verdict = lacks ? 'undetermined' : 'permitted'
  let complete = !lacks
  // Written over: a list that grows takes longer.
  const findings = checks.slice() as unknown[] as Finding[]
  for (let index = 0; index < checks.length; index++) {
    const finding = (checks[index] as Check).finding(facts, known, situation)
    findings[index] = finding
    if (finding.outcome === 'fails') verdict = 'refused'
    else if (finding.outcome === 'unknown') {
      complete = false
      if (verdict === 'permitted') verdict = 'undetermined'
    }
  }
  Object.freeze(findings)
  const missing = complete ? NOTHING : missingFrom(rules, known, findings)
  const late = facts.at !== undefined && facts.at > lastMoment
  // Separate literals: spread is several times slower, to make and to freeze.
  if (hypothetical) {
    return Object.freeze(
      late
        ? { question, verdict, ruleSet, hypothetical, verifiedUntil, findings, missing }
        : { question, verdict, ruleSet, hypothetical, findings, missing },
    )
  }
  if (enacted) return Object.freeze({ question, verdict, ruleSet, enacted, findings, missing })
  return Object.freeze(
    late
      ? { question, verdict, ruleSet, verifiedUntil, findings, missing }
      : { question, verdict, ruleSet, findings, missing },
  )
}

/** The required facts that are not known, then those that findings miss, each once. */
function missingFrom({ names }: CompiledRules, known: FactMask, findings: readonly Finding[]): readonly FactName[] {
  const missing = new Set(unknownOf(REQUIRED_FACTS, known, names))
  for (const finding of findings) {
    if (finding.outcome === 'unknown') for (const fact of finding.missing) missing.add(fact)
  }
  return Object.freeze([...missing])
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
