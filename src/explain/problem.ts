import type { Advice } from '../advice/advice.ts'
import { failingIn } from '../advice/channels.ts'
import type { Help } from '../advice/helps.ts'
import { type Decision, type Finding, type Invalid, missingOf } from '../decision/decision.ts'
import { isRecord, mistyped } from '../input/assert.ts'
import { frozen } from '../input/freeze.ts'
import { ISSUE_CODES, type Issue, type IssueCode, isArray, LONGEST_STEP, type Path } from '../input/issue.ts'
import { ownOptions } from '../input/options.ts'
import { has, own, owns } from '../input/own.ts'
import { escaped, onOneLine } from '../input/text.ts'
import type { FactName } from '../law/facts.ts'
import type { ShortStudy } from '../law/points/regime.ts'
import type { Refusal } from '../registry/commands/decide-command.ts'
import type { Conflict, CorrectionRefusal } from '../registry/correction/correct.ts'
import { legalDay } from '../values/instant.ts'
import { issueIn, refusalsOf } from './explain.ts'
import { headline, headlineOf, lawIn } from './headline.ts'
import type { Locale } from './locale.ts'
import { adviceIn, decisionArgument, type ExplainOptions, issueArgument, readingOf, wordsArgument } from './options.ts'
import { plain } from './plain.ts'
import type { RegistryWords, StoreRefusal } from './refusals.ts'

/** What became of a command, as far as a problem tells it: an outcome of a registry, or of a store. */
export type ProblemOutcome =
  | { readonly status: 'accepted' }
  | {
      readonly status: 'refused'
      readonly code: Refusal | CorrectionRefusal | StoreRefusal
      readonly decision?: Decision | undefined
      readonly study?: ShortStudy | undefined
      readonly conflicts?: readonly Conflict<number | string>[] | undefined
    }
  | { readonly status: 'invalid'; readonly issues: readonly Issue[] }

/** What a form made of what was typed: a `Judgement` of `demerit/form`. */
export interface ProblemJudgement {
  readonly status: 'refused' | 'malformed' | 'incomplete' | 'clear-so-far' | 'permitted'
  readonly headline: string
  readonly byField: Readonly<Record<string, readonly ProblemMessage[] | undefined>>
  readonly advice: Advice
}

const KINDS = ['refused', 'malformed', 'not-asked', 'missing', 'unknown', 'note'] as const

/** A message of a form, or an issue that its `validate` gives: `Message` and `FormIssue` of `demerit/form`. */
export interface ProblemMessage {
  readonly kind: (typeof KINDS)[number]
  readonly field: string
  readonly message: string
  readonly rule?: Finding['rule']
  readonly code?: string
  readonly keys?: readonly string[]
  readonly facts?: readonly FactName[]
  readonly path?: readonly unknown[] | undefined
}

/**
 * A problem of RFC 9457, to be sent as `application/problem+json`. Plain data. Of what a client sent it repeats three things: names of keys, at
 * most 64 characters of each with what does not show written out; both sides of findings that fail, unless they are ids; and a plate or
 * a time that is offered instead of what was typed.
 */
export interface Problem {
  /** `base` and the code: `urn:demerit:driver-cap`. Each is a section of `docs/PROBLEMS.md`. */
  readonly type: string
  /** The same for each problem of a type. */
  readonly title: string
  /** 400 invalid, 404 not there, 409 refused, 422 undetermined; 500 where a final form lacks facts that the office has to supply. */
  readonly status: 400 | 404 | 409 | 422 | 500
  /** What is told of this case. */
  readonly detail: string
  /** `invalid`, `undetermined`, a code of `REFUSAL_CODES`, or the first rule that fails. */
  readonly code: Refusal | CorrectionRefusal | StoreRefusal | 'invalid' | 'undetermined'
  /** The first rule that fails, and both sides of what it compares; of issues of a form the rule alone. */
  readonly rule?: Finding['rule']
  readonly supplied?: unknown
  readonly limit?: unknown
  /** The findings that fail. */
  readonly findings?: readonly ProblemFinding[]
  /** What each channel says, and what is needed there, of an advice. */
  readonly channels?: Advice['channels']
  /** The facts that are missing, of what is undetermined. */
  readonly missing?: readonly FactName[]
  /** Of a correction, what would not stand any more: the event, or the change that inserts it, and why. */
  readonly conflicts?: readonly (Pick<Conflict<number | string>, 'event' | 'change'> &
    Pick<Problem, 'code' | 'detail'>)[]
  /** Where an input is wrong, and what to do about it; of what a form found refused, each refusal with its field. */
  readonly issues?: readonly ProblemIssue[]
}

type FindingThatFails = Extract<Finding, { readonly outcome: 'fails' }>

/** A finding that fails; of `own-vehicle`, which compares the ids of people, without its sides. */
export interface ProblemFinding extends Pick<FindingThatFails, 'rule' | 'outcome' | 'channels'> {
  readonly citation: string
  readonly supplied?: FindingThatFails['supplied']
  readonly relation?: FindingThatFails['relation']
  readonly limit?: FindingThatFails['limit']
  /** What helps, where the advice tells it: the facts as they would have to be, or `wait`. */
  readonly todo?: Help
}

/** One fault of an input, without what came in. */
export interface ProblemIssue {
  readonly path: Path
  /** A code of `ISSUE_CODES`, or the rule that refuses. */
  readonly code: string
  readonly detail: string
  /** The words that may stand there, where it is one of a list. */
  readonly allowed?: readonly string[]
}

/** Where problems are described, who reads them, and how. */
export interface ProblemOptions extends Pick<ExplainOptions, 'audience' | 'cite'> {
  /** What comes before the code in `type`; `urn:demerit:` unless given. */
  readonly base?: string
}

/** Faults that are told in `detail`, and then how many more there are; `issues` has all. */
const MOST_TOLD = 5

/**
 * The problem to answer with, for an outcome of a registry or of a store: of its decision where it has one.
 *
 * @throws TypeError, here and below, for what is accepted or permitted, and when an argument is not what it must be.
 */
export function problemOfOutcome(
  outcome: ProblemOutcome,
  words: Locale & RegistryWords,
  options: ProblemOptions = {},
): Problem {
  const { base } = argumentsOf('problemOfOutcome', words, options)
  if (!isRecord(outcome)) throw new TypeError('problemOfOutcome(outcome) is not an outcome')
  if (!isRecord(words.refusals))
    throw new TypeError(
      'problemOfOutcome(words) has no refusals; put those of a registry beside a language: { ...en, ...enRegistry }',
    )
  if (outcome.status === 'invalid') return problemOfIssues(outcome.issues, words, options)
  if (outcome.status !== 'refused') throw new TypeError('problemOfOutcome(outcome) is no problem: it was accepted')
  if (owns(outcome, 'decision') && outcome.decision !== undefined)
    return problemOfDecision(outcome.decision, words, options)
  const { code, conflicts, study } = own(outcome)
  const refusals: Readonly<Record<string, string>> = words.refusals
  if (typeof code !== 'string' || !(owns(refusals, code) || owns(words.names.rules, code)))
    throw mistyped('problemOfOutcome(outcome.code)', code, 'a code of REFUSAL_CODES or a rule')
  const title = owns(refusals, code) ? (refusals[code] as string) : titleOf(code, words)
  const status = NOT_THERE.includes(code) ? 404 : 409
  const help = study === undefined ? own<Readonly<Record<string, string>>>(words.helps)[code] : words.study(study)
  const detail = help === undefined ? title : words.grammar.paragraph([title, help])
  if (conflicts === undefined) return problem(base, code, title, { status, detail })
  const told = conflicts.map(({ event, change, code: why, decision, study, enrolledAt }) => {
    if (enrolledAt !== undefined) return { event, change, code: why, detail: words.enrolledLater(legalDay(enrolledAt)) }
    const of = { status: 'refused', code: why, decision, study } as const
    const { code: first, title: so, detail: reason } = problemOfOutcome(of, words, options)
    // What would help a command of now is no help here: the entry is settled in the correction.
    return { event, change, code: first, detail: decision === undefined ? so : reason }
  })
  return problem(base, code, title, { status, detail, conflicts: told })
}
/** What is not there, rather than refused. */
const NOT_THERE: readonly string[] = ['unknown-driver', 'unknown-vehicle', 'unknown-violation']

/**
 * The same for a decision that is refused, undetermined or invalid.
 *
 * @example
 * ```ts
 * import { decideBinding } from 'demerit'
 * import { problemOfDecision, zhCN } from 'demerit/explain'
 * import { cn } from 'demerit/rules'
 * const at = '2025-03-03T15:00:00+08:00'
 * const decision = decideBinding({ at, channel: 'app', driver: 'd', vehicle: 'v', driverBindings: 3 }, cn)
 * problemOfDecision(decision, zhCN).type // 'urn:demerit:driver-cap'
 * ```
 */
export function problemOfDecision(decision: Decision | Invalid, words: Locale, options: ProblemOptions = {}): Problem {
  const { base, audience, cite } = argumentsOf('problemOfDecision', words, options)
  const reader = { ...(audience && { audience }), ...(cite && { cite }) }
  const reading = readingOf('problemOfDecision', decision, words, reader)
  if (decision.verdict === 'invalid')
    return invalid(
      decision.issues.map((each) => faultOf(each, words)),
      base,
      words,
    )
  if (decision.verdict === 'permitted')
    throw new TypeError('problemOfDecision(decision) is no problem: it is permitted')
  const { paragraph, sentence } = words.grammar
  const { advice } = reading
  const head = advice ? headlineOf(advice, words[advice.question], words) : headline(decision, words, reader)
  const verified = advice ? lawIn(words, advice) : []
  if (decision.verdict === 'undetermined') {
    const missing = missingOf(decision)
    const names: { readonly [F in FactName]?: string } = words[decision.question].facts
    const lacking = words.forms.lacking(missing.map((fact) => names[fact] as string))
    return undetermined(paragraph([head, sentence(lacking), ...verified]), decision, base, words)
  }
  const failing = refusalsOf(decision, words, reading)
  // Of a day without rules the headline has said all.
  const sentences = decision.ruleSet === 'none' ? [] : failing
  return refused(paragraph([head, ...sentences, ...verified]), decision, base, words)
}

/** The same for what a form found: its own sentences. The words, of the same language, have the titles. */
export function problemOfJudgement(judgement: ProblemJudgement, words: Locale, options: ProblemOptions = {}): Problem {
  const { base } = argumentsOf('problemOfJudgement', words, options)
  if (!isRecord(judgement) || !isRecord(judgement.byField) || typeof judgement.headline !== 'string')
    throw new TypeError('problemOfJudgement(judgement) is not what a form found')
  const { status, headline, advice, byField } = judgement
  decisionArgument('problemOfJudgement(judgement.advice)', advice)
  if (status === 'permitted') throw new TypeError('problemOfJudgement(judgement) is no problem: it is permitted')
  const messages = Object.values(byField).flatMap((each) => each ?? [])
  for (const each of messages) messageArgument('problemOfJudgement(judgement.byField)', each, words)
  if (status === 'refused') {
    const refusals = messages.filter(({ kind }) => kind === 'refused')
    const detail = words.grammar.paragraph([headline, ...refusals.map(({ message }) => message)])
    return refused(shown(detail), advice, base, words, refusals.flatMap(faultsOf))
  }
  const issues = messages.flatMap(faultsOf)
  if (issues.length > 0) return invalid(issues, base, words)
  return lackingIn(messages, base, words) ?? undetermined(shown(headline), advice, base, words)
}

/** The same for the issues of a parser, or of a form's `validate`, which bring their sentences along. */
export function problemOfIssues(
  issues: readonly (Issue | ProblemMessage)[],
  words: Locale,
  options: ProblemOptions = {},
): Problem {
  const { base } = argumentsOf('problemOfIssues', words, options)
  if (!isArray(issues)) throw new TypeError('problemOfIssues(issues) is not a list of issues')
  for (const [index, each] of issues.entries()) {
    if (isMessage(each)) messageArgument(`problemOfIssues(issues[${index}])`, each, words)
    else issueArgument(`problemOfIssues(issues[${index}])`, each)
  }
  const messages = issues.flatMap((each) => (isMessage(each) ? [each] : []))
  const rule = messages.find(({ kind }) => kind === 'refused')?.rule
  if (rule !== undefined) {
    const refusals = messages.filter(({ kind }) => kind === 'refused').flatMap(faultsOf)
    const detail = words.grammar.paragraph(refusals.map((each) => each.detail))
    return problem(base, rule, titleOf(rule, words), { status: 409, detail, rule, issues: refusals })
  }
  const faults = issues.flatMap((each) => (isMessage(each) ? faultsOf(each) : [faultOf(each, words)]))
  const lacking = faults.length > 0 ? undefined : lackingIn(messages, base, words)
  return lacking ?? invalid(faults, base, words)
}

/** Whether it brings its sentence along. */
function isMessage(issue: Issue | ProblemMessage): issue is ProblemMessage {
  return isRecord(issue) && owns(issue, 'message')
}

/** @throws TypeError when the argument is not a message of a form; nothing of it is printed. */
function messageArgument(argument: string, found: unknown, { names }: Locale): asserts found is ProblemMessage {
  if (isRecord(found)) {
    const { kind, field, message, rule, code, ...lists } = own<Partial<ProblemMessage>>(found)
    const isSaid =
      KINDS.includes(kind as ProblemMessage['kind']) && typeof field === 'string' && typeof message === 'string'
    const isRule = rule === undefined || (typeof rule === 'string' && owns(names.rules, rule))
    const isCode = code === undefined || kind === 'note' || ISSUE_CODES.includes(code as IssueCode)
    const areLists = [lists.path, lists.keys, lists.facts].every((each) => each === undefined || isArray(each))
    if (isSaid && isRule && isCode && areLists) return
  }
  throw new TypeError(`${argument} is not a message of a form`)
}

function argumentsOf(
  call: string,
  words: unknown,
  options: ProblemOptions,
): Required<Pick<ProblemOptions, 'base'>> & ExplainOptions {
  wordsArgument(`${call}(words)`, words)
  const { base = 'urn:demerit:', ...rest } = ownOptions(`${call}(options)`, options, ['audience', 'cite', 'base'])
  if (typeof base !== 'string') throw new TypeError(`${call}(options.base) is not text`)
  return own<ExplainOptions & { readonly base: string }>({ ...rest, base })
}

/** What is wrong with what was typed, or refused, each with its place: the path of an issue, else the key, else the field. */
function faultsOf(found: ProblemMessage): readonly ProblemIssue[] {
  const { kind, field, path, message, rule, code, keys } = own(found)
  if (kind === 'unknown' || kind === 'note') return []
  const detail = shown(message)
  const places: readonly Path[] =
    path !== undefined ? [path as Path] : (keys ?? (field === '' ? [] : [field])).map((key) => [key])
  return (places.length === 0 ? [[]] : places).map((place) => {
    return { path: shownPath(place), code: rule ?? code ?? kind, detail }
  })
}

/** What is wrong with an input, by an issue of this library. */
function faultOf(found: Issue, words: Locale): ProblemIssue {
  const { path, code, wanted } = found
  return {
    path: shownPath(path),
    code,
    detail: issueIn(found, words),
    ...(has(wanted, 'of') && { allowed: wanted.of }),
  }
}

/** A sentence from outside on one line, without markup. */
function shown(text: string): string {
  return plain(onOneLine(text))
}

/** A path that is told: what does not show in a key is written out, and none is markup. Steps may be those of any Standard Schema. */
function shownPath(path: readonly unknown[]): Path {
  return path.map((each) => {
    const step: unknown = isRecord(each) ? (each as { key?: unknown }).key : each
    return typeof step === 'number' ? step : plain(escaped(String(step).slice(0, LONGEST_STEP)))
  })
}

function invalid(issues: readonly ProblemIssue[], base: string, { grammar, problems }: Locale): Problem {
  const sentences = [...new Set(issues.map(({ detail }) => detail))]
  const more = sentences.length - MOST_TOLD
  const told = more > 0 ? [...sentences.slice(0, MOST_TOLD), problems.more(more)] : sentences
  const detail = grammar.paragraph(told)
  return problem(base, 'invalid', problems.invalid, { status: 400, detail, issues })
}

function undetermined(detail: string, decision: Decision, base: string, { problems }: Locale): Problem {
  const told = { detail, missing: [...missingOf(decision)], ...channelsIn(decision) }
  return problem(base, 'undetermined', problems.undetermined, { status: 422, ...told })
}

/** What a final form lacks and the office has to supply, if a message says so. */
function lackingIn(messages: readonly ProblemMessage[], base: string, words: Locale): Problem | undefined {
  const office = messages.filter(({ kind }) => kind === 'unknown')
  if (office.length === 0) return undefined
  const detail = [...new Set(office.map(({ message }) => shown(message)))]
  const missing = [...new Set(office.flatMap(({ facts }) => facts ?? []))]
  return problem(base, 'undetermined', words.problems.undetermined, {
    status: 500,
    detail: words.grammar.paragraph(detail),
    missing,
  })
}

function refused(
  detail: string,
  decision: Decision,
  base: string,
  words: Locale,
  issues?: readonly ProblemIssue[],
): Problem {
  const findings = failingIn(decision).map((finding) => problemFinding(finding as FindingThatFails, adviceIn(decision)))
  const { rule, supplied, limit } = findings[0] as ProblemFinding
  return problem(base, rule, titleOf(rule, words), {
    status: 409,
    detail,
    rule,
    ...(supplied === undefined ? {} : { supplied, limit }),
    findings,
    ...channelsIn(decision),
    ...(issues && { issues }),
  })
}

function channelsIn(decision: Decision): Pick<Problem, 'channels'> {
  const advice = adviceIn(decision)
  return advice === undefined ? {} : { channels: advice.channels }
}

/** A finding that fails, without the sides of the rule that compares ids: they are those of people. */
function problemFinding(finding: FindingThatFails, advice: Advice | undefined): ProblemFinding {
  const { rule, outcome, channels, citation, supplied, relation, limit } = finding
  const todo = advice?.first.find((step) => (step.rule as string) === rule)?.todo
  const of = { rule, outcome, channels, citation: plain(citation), ...(todo && { todo }) } as const
  return (rule as Finding['rule']) === 'own-vehicle' ? of : { ...of, supplied, relation, limit }
}

/** Every problem: what it is, and what is told of this case. */
function problem(
  base: string,
  code: Problem['code'],
  title: string,
  { status, detail, ...told }: Omit<Problem, 'type' | 'title' | 'code'>,
): Problem {
  return frozen({ type: `${base}${code}`, title, status, detail, code, ...told })
}

/** The title of every problem of one rule. */
function titleOf(code: string, words: Locale): string {
  if (code === 'no-rule-set-in-force') return words.problems.unrecorded
  const { rules }: { readonly rules: Readonly<Record<string, string>> } = words.names
  return words.problems.refused(owns(rules, code) ? (rules[code] as string) : code)
}
