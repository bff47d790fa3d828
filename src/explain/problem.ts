import { type Decision, type Finding, failuresOf, type Invalid, missingOf } from '../decision/decision.ts'
import { mistyped } from '../input/assert.ts'
import { frozen } from '../input/freeze.ts'
import { type Issue, isArray, type Path } from '../input/issue.ts'
import { ownOptions, ownProperties } from '../input/read.ts'
import type { FactName } from '../law/facts.ts'
import type { Refusal } from '../registry/decide-command.ts'
import { decisionArgument, issueArgument, registryArgument, wordsArgument } from './arguments.ts'
import { contextOf } from './context.ts'
import { halfOf, ruleName } from './halves.ts'
import { headlineOf } from './headline.ts'
import { correctionOf } from './issues.ts'
import type { Words } from './locale.ts'
import { type ExplainOptions, readingOf } from './options.ts'
import type { RegistryWords, StoreRefusal } from './refusals.ts'
import { sentenceOf } from './sentence.ts'

/** What became of a command, as far as a problem tells it: an outcome of a registry, or of a store. */
export type ProblemOutcome =
  | { readonly status: 'accepted' }
  | { readonly status: 'refused'; readonly code: Refusal | StoreRefusal; readonly decision?: Decision | undefined }
  | { readonly status: 'invalid'; readonly issues: readonly Issue[] }

/**
 * A problem of RFC 9457, to be sent as `application/problem+json`. Plain data. Of what a client sent it repeats names of keys,
 * at most 64 characters of each, and both sides of the findings that fail, which are values that were read; no other value.
 */
export interface Problem {
  /** `base` and the code: `urn:demerit:driver-cap`. Each is a section of `docs/PROBLEMS.md`. */
  readonly type: string
  /** The same for each problem of a type. */
  readonly title: string
  /** 400 invalid, 404 not there, 409 refused, 422 undetermined. */
  readonly status: 400 | 404 | 409 | 422
  /** What is told of this case. */
  readonly detail: string
  /** `invalid`, `undetermined`, a code of `REFUSAL_CODES`, or the first rule that fails. */
  readonly code: Refusal | StoreRefusal | 'invalid' | 'undetermined'
  /** The first rule that fails, and both sides of what it compares. */
  readonly rule?: Finding['rule']
  readonly supplied?: unknown
  readonly limit?: unknown
  /** The findings that fail. */
  readonly findings?: readonly Finding[]
  /** The facts that are missing, of what is undetermined. */
  readonly missing?: readonly FactName[]
  /** Where an input is wrong, and what to do about it. */
  readonly issues?: readonly ProblemIssue[]
}

/** One fault of an input, without what came in. */
export interface ProblemIssue {
  readonly path: Path
  readonly code: Issue['code']
  readonly detail: string
}

/** Where problems are described, who reads them, and how. */
export interface ProblemOptions extends Pick<ExplainOptions, 'audience' | 'cite'> {
  /** What comes before the code in `type`; `urn:demerit:` unless given. */
  readonly base?: string
  /** The words for refusals, unless the locale has them: `enRegistry` or `zhCNRegistry`. */
  readonly registry?: RegistryWords
}

/** The longest list of issues that is read. */
const MOST_ISSUES = 10_000
/** Faults that are told in `detail`; `issues` has all. */
const MOST_TOLD = 5

/**
 * The problem of RFC 9457 to answer with, for an outcome, a decision or the issues of a parser: status 400 for what is
 * invalid, 404 where the driver, the vehicle or the violation is not there, 409 for what is refused, 422 for what is
 * undetermined. Codes without words, since neither the locale nor `registry` has any, get a general title.
 *
 * @throws TypeError for what is permitted or accepted, and when an argument is not what it must be.
 */
export function problemOf(
  answer: ProblemOutcome | Decision | Invalid | readonly Issue[],
  locale: Words & Partial<RegistryWords>,
  options: ProblemOptions = {},
): Problem {
  wordsArgument('problemOf', locale)
  const own = ownOptions('problemOf(options)', options, ['audience', 'cite', 'base', 'registry'])
  const { base = 'urn:demerit:', registry, ...rest } = own as ProblemOptions
  if (typeof base !== 'string') throw mistyped('problemOf(options.base)', base, 'text')
  if (registry !== undefined) registryArgument('problemOf', registry)
  const refusals = registry?.refusals ?? (Object.hasOwn(locale, 'refusals') ? locale.refusals : undefined)
  const { core } = locale
  const reading = readingOf('problemOf', rest, locale)
  const found = foundIn(answer)

  if (isArray(found)) {
    const issues = found.map((item, index) => {
      const issue = issueArgument('problemOf', item, `issues[${index}]`)
      return { path: issue.path, code: issue.code, detail: correctionOf(issue, locale) }
    })
    const detail = core.paragraph(issues.slice(0, MOST_TOLD).map((issue) => issue.detail))
    return frozen({
      type: `${base}invalid`,
      title: core.problems.invalid,
      status: 400,
      detail,
      code: 'invalid',
      issues,
    })
  }
  if (typeof found === 'string') {
    const code = found as Refusal | StoreRefusal
    const status = NOT_THERE.includes(code) ? 404 : 409
    const title = titleOf(code, locale, refusals)
    return frozen({ type: `${base}${code}`, title, status, detail: title, code })
  }
  const decision = decisionArgument('problemOf', found, locale) as Decision
  if (decision.verdict === 'undetermined') {
    return frozen({
      type: `${base}undetermined`,
      title: core.problems.undetermined,
      status: 422,
      detail: headlineOf(decision, locale, reading),
      code: 'undetermined',
      missing: [...missingOf(decision)],
    })
  }
  if (decision.verdict !== 'refused') throw mistyped('problemOf(answer)', decision, 'a problem: it is permitted')
  const findings = failuresOf(decision)
  const { rule, supplied, limit } = findings[0] as Extract<Finding, { readonly outcome: 'fails' }>
  const context = contextOf(decision)
  const told = findings.map((finding) => sentenceOf(finding, locale, reading, decision.question, context))
  return frozen({
    type: `${base}${rule}`,
    title: titleOf(rule, locale, refusals),
    status: 409,
    detail: core.paragraph(told),
    code: rule,
    rule,
    supplied,
    limit,
    findings: findings.map((finding) => frozen(finding)),
  })
}

/** What codes of refusals look like: the last part of an address, and nothing that could be markup. */
const CODE = /^[a-z]+(?:-[a-z]+)*$/

/** What is not there, rather than refused. */
const NOT_THERE: readonly (Refusal | StoreRefusal)[] = ['unknown-driver', 'unknown-vehicle', 'unknown-violation']

/** Issues, a decision, or the code of a refusal. @throws TypeError for what is not a problem. */
function foundIn(answer: unknown): readonly unknown[] | Decision | string {
  if (isArray(answer)) return answer
  const names = ['status', 'verdict', 'issues', 'decision', 'code'] as const
  const { status, verdict, issues, decision, code } = ownProperties(answer, names, MOST_ISSUES)
  if ((status === 'invalid' || verdict === 'invalid') && isArray(issues)) return issues
  if (verdict !== undefined) return answer as Decision
  if (status === 'refused' && decision !== undefined) return decision as Decision
  if (status === 'refused' && typeof code === 'string' && CODE.test(code)) return code
  throw mistyped('problemOf(answer)', answer, 'a refused or invalid outcome, a decision or a list of issues')
}

/** The title of every problem of one code. */
function titleOf(code: Refusal | StoreRefusal, words: Words, refusals: RegistryWords['refusals'] | undefined): string {
  if (refusals !== undefined && Object.hasOwn(refusals, code)) return refusals[code]
  const { core } = words
  return halfOf(words, code) === undefined
    ? core.problems.refused
    : core.problems.against(ruleName(words, code as Finding['rule']))
}
