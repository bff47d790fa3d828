import { type Decision, type Finding, failuresOf, type Invalid, missingOf } from '../../decision/decision.ts'
import { isRecord, mistyped } from '../../input/assert.ts'
import { frozen } from '../../input/freeze.ts'
import { ISSUE_CODES, type Issue, isArray, LONGEST_STEP, type Path, shorten } from '../../input/issue.ts'
import { own } from '../../input/own.ts'
import { NOWHERE, ownOptions, ownProperties, readArray } from '../../input/read.ts'
import { escaped, onOneLine } from '../../input/text.ts'
import type { FactName } from '../../law/facts.ts'
import type { Refusal } from '../../registry/commands/decide-command.ts'
import { plain } from '../plain.ts'
import {
  decisionArgument,
  issueArgument,
  MOST_ISSUES,
  MOST_WORDS,
  registryArgument,
  wordsArgument,
} from './arguments.ts'
import { contextOf } from './decision-context.ts'
import { halfOf, ruleName } from './halves.ts'
import { headlineOf } from './headline.ts'
import { correctionOf } from './issues.ts'
import type { Words } from './locale.ts'
import { type ExplainOptions, readingOf } from './options.ts'
import type { RegistryWords, StoreRefusal } from './refusals.ts'
import { sentenceOf } from './sentence.ts'
import { isListOf, isOfIds } from './sides.ts'

/** What became of a command, as far as a problem tells it: an outcome of a registry, or of a store. */
export type ProblemOutcome =
  | { readonly status: 'accepted' }
  | { readonly status: 'refused'; readonly code: Refusal | StoreRefusal; readonly decision?: Decision | undefined }
  | { readonly status: 'invalid'; readonly issues: readonly Issue[] }

/** What a form made of what was typed: a `Judgement` of `demerit/form`. */
export interface ProblemJudgement {
  readonly status: 'refused' | 'malformed' | 'incomplete' | 'clear-so-far' | 'permitted'
  readonly headline: string
  readonly byField: Readonly<Record<string, readonly ProblemMessage[] | undefined>>
  readonly decision: Decision
  /** The language that it speaks, which must be that of the locale. */
  readonly language: string
}

/** A message of a form, or an issue that its `validate` gives: `Message` and `FormIssue` of `demerit/form`. */
export type ProblemMessage = {
  readonly field: string
  readonly message: string
  readonly path?: readonly unknown[] | undefined
  readonly language?: string
} & (
  | { readonly kind: 'refused'; readonly rule: Finding['rule'] }
  | { readonly kind: 'malformed'; readonly code: Issue['code']; readonly correction?: string }
  | { readonly kind: 'not-asked'; readonly code: Issue['code']; readonly keys: readonly string[] }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unknown'; readonly facts: readonly FactName[] }
  | { readonly kind: 'note' }
)

/**
 * A problem of RFC 9457, to be sent as `application/problem+json`. Plain data. Of what a client sent it repeats three things: names of keys, at
 * most 64 characters of each with what does not show written out; both sides of findings that fail, unless they are ids; and a plate or
 * a time that is offered instead of what was typed. Ids are not repeated, also where an official reads the form. The words of a schema
 * of another library are told as they are.
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
  readonly code: Refusal | StoreRefusal | 'invalid' | 'undetermined'
  /** The first rule that fails, and both sides of what it compares; of issues of a form the rule alone. */
  readonly rule?: Finding['rule']
  readonly supplied?: unknown
  readonly limit?: unknown
  /** The findings that fail. */
  readonly findings?: readonly ProblemFinding[]
  /** The facts that are missing, of what is undetermined. */
  readonly missing?: readonly FactName[]
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
}

/** One fault of an input, without what came in. */
export interface ProblemIssue {
  readonly path: Path
  /** A code of `ISSUE_CODES`, or the rule that refuses. */
  readonly code: Issue['code'] | Finding['rule']
  readonly detail: string
}

/** Where problems are described, who reads them, and how. */
export interface ProblemOptions extends Pick<ExplainOptions, 'audience' | 'cite'> {
  /** What comes before the code in `type`; `urn:demerit:` unless given. */
  readonly base?: string
  /** The words for refusals, unless the locale has them: `enRegistry` or `zhCNRegistry`. */
  readonly registry?: RegistryWords
}

/** Characters of a message of a form that are told: the libraries of other fields write theirs. */
const LONGEST_MESSAGE = 2_000
/** Faults that are told in `detail`, and then how many more there are; `issues` has all. */
const MOST_TOLD = 5

/**
 * The problem of RFC 9457 to answer with, for an outcome, a decision, the issues of a parser, or what a form found: its judgement, or
 * the issues of its `validate`. Status 400 for what is invalid, 404 where the driver, the vehicle or the violation is not there,
 * 409 for what is refused, 422 for what is undetermined, but 500 where it is a final form: the facts it lacks are the office's, so that
 * the fault is the server's own. A form was judged in its own words; the locale, which must be of the same language, has the titles. It is a
 * whole or a half, since the words of a form alone have none. Codes without words, since neither the locale nor `registry` has
 * any, get a general title. Of issues and messages 10,000 are read at most; of a message 2,000 characters are told, as plain text on one line.
 *
 * @throws TypeError for what is permitted or accepted, and when an argument is not what it must be.
 */
export function problemOf(
  answer: ProblemOutcome | Decision | Invalid | readonly Issue[] | ProblemJudgement | readonly ProblemMessage[],
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
  const words: ProblemWords = { base, locale, refusals }
  const given = givenIn(answer)
  const judgement = judgementIn(given)
  if (judgement !== undefined) {
    // Titles in one language above sentences in another would tell a client that it got neither.
    const other = judgement.languages.find((language) => language !== undefined && language !== locale.tag)
    if (other !== undefined)
      throw mistyped('problemOf(locale)', locale.tag, `of the language of the answer, ${shorten(other)}`)
    return problemOfForm(judgement, words)
  }
  const found = foundIn(given)

  if (isArray(found)) {
    const issues = found.map((item, index) => {
      const issue = issueArgument('problemOf', item, `issues[${index}]`)
      return { path: shownPath(issue.path), code: issue.code, detail: correctionOf(issue, locale) }
    })
    return invalid(issues, words)
  }
  if (typeof found === 'string') {
    const code = found as Refusal | StoreRefusal
    const status = NOT_THERE.includes(code) ? 404 : 409
    const title = titleOf(code, locale, refusals)
    return frozen({ type: `${base}${code}`, title, status, detail: title, code })
  }
  const decision = decisionArgument('problemOf', found, locale) as Decision
  if (decision.verdict === 'undetermined') {
    return undetermined(headlineOf(decision, locale, reading, contextOf(decision)), missingOf(decision), words)
  }
  if (decision.verdict !== 'refused') throw mistyped('problemOf(answer)', decision, 'a problem: it is permitted')
  const context = contextOf(decision)
  const sentences = failuresOf(decision).map((finding) =>
    sentenceOf(finding, locale, reading, decision.question, context),
  )
  return refused(core.paragraph(sentences), decision, words)
}

/** What every problem is put together with. */
interface ProblemWords {
  readonly base: string
  readonly locale: Words
  readonly refusals: RegistryWords['refusals'] | undefined
}

function invalid(issues: readonly ProblemIssue[], { base, locale: { core } }: ProblemWords): Problem {
  const sentences = [...new Set(issues.map(({ detail }) => detail))]
  return frozen({
    type: `${base}invalid`,
    title: core.problems.invalid,
    status: 400,
    detail: core.paragraph([
      ...sentences.slice(0, MOST_TOLD),
      ...(sentences.length > MOST_TOLD ? [core.problems.more(sentences.length - MOST_TOLD)] : []),
    ]),
    code: 'invalid',
    issues,
  })
}

function undetermined(
  detail: string,
  missing: readonly FactName[],
  { base, locale: { core } }: ProblemWords,
  status: 422 | 500 = 422,
): Problem {
  return frozen({
    type: `${base}undetermined`,
    title: core.problems.undetermined,
    status,
    detail,
    code: 'undetermined',
    missing: [...missing],
  })
}

function refused(
  detail: string,
  decision: Decision,
  { base, locale, refusals }: ProblemWords,
  issues?: readonly ProblemIssue[],
): Problem {
  const findings = failuresOf(decision)
  const problems = findings.map(problemFinding)
  const { rule, supplied, limit } = problems[0] as ProblemFinding
  return frozen({
    type: `${base}${rule}`,
    title: titleOf(rule, locale, refusals),
    status: 409,
    detail,
    code: rule,
    rule,
    ...(supplied === undefined ? {} : { supplied, limit }),
    findings: problems,
    ...(issues && { issues }),
  })
}

/** A finding that fails, without the sides of a rule that compares ids: they are those of people. */
function problemFinding(finding: Finding): ProblemFinding {
  const { rule, channels, citation, supplied, relation, limit } = finding as FindingThatFails
  const of = { rule, outcome: 'fails', channels, citation: plain(citation) } as const
  return rule !== 'no-rule-set-in-force' && isOfIds(rule) ? of : { ...of, supplied, relation, limit }
}

/** A path that is told: what does not show in a key is written out, and none is markup. */
function shownPath(path: Path): Path {
  return path.map((step) => (typeof step === 'number' ? step : plain(escaped(step.slice(0, LONGEST_STEP)))))
}

/** A message as it was read, whose path has keys and places alone. */
type ReadMessage = ProblemMessage & { readonly path?: Path | undefined }

/** What a form found, as it was read: the messages, and of a judgement its headline and its decision. */
interface Formed {
  readonly messages: readonly ReadMessage[]
  readonly headline?: string
  readonly decision?: unknown
  /** The languages that it says to speak. */
  readonly languages: readonly unknown[]
}

const OF_ANSWER = [
  ...['status', 'headline', 'byField', 'decision', 'language', 'verdict', 'issues', 'code'],
  ...['findings', 'missing', 'question', 'ruleSet', 'hypothetical', 'verifiedUntil'],
] as const

/** The answer with each of its properties read once. */
function givenIn(answer: unknown): unknown {
  if (isArray(answer)) return listArgument('answer', answer)
  return !isRecord(answer)
    ? answer
    : ownProperties(answer, OF_ANSWER, MOST_ISSUES, (name) => refuseMany(`answer.${name}`))
}

/** A judgement, or the issues of a form's `validate`; `undefined` for what is neither. @throws TypeError as they are read. */
function judgementIn(answer: unknown): Formed | undefined {
  if (isArray(answer)) {
    const isOfForm = answer.some((item) => ownProperties(item, ['kind'], 0).kind !== undefined)
    if (!isOfForm) return undefined
    const messages = answer.map((item, index) => messageArgument(item, `issues[${index}]`))
    return { messages, languages: messages.map(({ language }) => language) }
  }
  const names = ['status', 'headline', 'byField', 'decision', 'language'] as const
  const { status, headline, byField, decision, language } = ownProperties(answer, names, 0)
  if (byField === undefined) return undefined
  if (!isRecord(byField)) throw mistyped('problemOf(answer.byField)', byField, 'the messages of each field')
  if (typeof headline !== 'string') throw mistyped('problemOf(answer.headline)', headline, 'text')
  if (status === 'permitted') throw mistyped('problemOf(answer)', answer, 'a problem: it is permitted')
  const messages: ReadMessage[] = []
  for (const field of Object.keys(byField)) {
    const at = `answer.byField.${shownPath([field]).join('')}`
    const list = ownProperties(byField, [field], MOST_ISSUES, () => refuseMany(at))[field]
    if (!isArray(list)) throw mistyped(`problemOf(${at})`, list, 'a list of messages')
    list.forEach((item, index) => {
      if (messages.length === MOST_ISSUES) refuseMany('answer.byField')
      messages.push(messageArgument(item, `${at}[${index}]`))
    })
  }
  return { messages, headline: onePlainLine(headline), decision, languages: [language] }
}

const OF_MESSAGE = [
  'kind',
  'field',
  'message',
  'correction',
  'rule',
  'code',
  'keys',
  'facts',
  'path',
  'language',
] as const

/** A message as it was read, which may have travelled as JSON: its codes are such as forms give, and its text is plain and short. */
function messageArgument(input: unknown, at: string): ReadMessage {
  const read = ownProperties(input, OF_MESSAGE, MOST_ISSUES, (name) => refuseMany(`${at}.${name}`))
  const { kind, field, rule, code, keys, facts, path } = read
  // What is told of it to an official repeats what was typed, which may be an id.
  const message = kind === 'malformed' && read.correction !== undefined ? read.correction : read.message
  const isIssue = (ISSUE_CODES as readonly unknown[]).includes(code)
  const isWhole: Readonly<Record<string, boolean>> = own({
    refused: isCode(rule),
    malformed: isIssue,
    'not-asked': isIssue && isListOf(keys, isText),
    missing: true,
    unknown: isListOf(facts, isFactName),
  })
  if (typeof kind !== 'string' || isWhole[kind] !== true || !isText(field) || !isText(message)) {
    throw mistyped(`problemOf(${at})`, input, 'a message of a form')
  }
  return {
    ...read,
    message: onePlainLine(message),
    path: path === undefined ? undefined : pathArgument(path, `${at}.path`),
  } as unknown as ReadMessage
}

/** A path of any Standard Schema: keys, places, and either as the `key` of an object. */
function pathArgument(path: unknown, at: string): Path {
  if (!isArray(path) || path.length > MOST_WORDS) {
    throw mistyped(`problemOf(${at})`, path, `a path of at most ${MOST_WORDS} keys and places`)
  }
  return path.map((step) => {
    const key = isRecord(step) ? ownProperties(step, ['key'], 0).key : step
    if (typeof key === 'string' || Number.isSafeInteger(key)) return key as string | number
    if (typeof key === 'symbol') return key.description ?? ''
    throw mistyped(`problemOf(${at})`, step, 'a key or a place')
  })
}

/** A list as it was read: its length is looked at first. */
function listArgument(at: string, list: readonly unknown[]): readonly unknown[] {
  const issues: Issue[] = []
  const items = readArray(list, MOST_ISSUES, NOWHERE, issues)
  if (items !== undefined) return items
  if (issues[0]?.code === 'too-many') refuseMany(at)
  throw mistyped(`problemOf(${at})`, list, 'a list without holes')
}

function refuseMany(at: string): never {
  throw mistyped(`problemOf(${at})`, [], `a list of at most ${MOST_ISSUES} items`)
}

function onePlainLine(text: string): string {
  return plain(onOneLine(text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)}…` : text))
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

/** What names of facts look like. */
function isFactName(value: unknown): boolean {
  return isText(value) && value.length <= LONGEST_STEP && /^[A-Za-z]+$/.test(value)
}

/** Whether it looks as codes of refusals do: the last part of an address, and nothing that could be markup. */
function isCode(value: unknown): value is string {
  return isText(value) && value.length <= LONGEST_STEP && /^[a-z]+(?:-[a-z]+)*$/.test(value)
}

/** By the same precedence as the status of a form. */
function problemOfForm({ messages, headline, decision }: Formed, words: ProblemWords): Problem {
  const { core } = words.locale
  const refusals = messages.flatMap((each) => (each.kind === 'refused' ? [each] : []))
  const detail = core.paragraph(refusals.map(({ message }) => message))
  const located = refusals.map(({ field, path, rule, message }) => {
    return { path: shownPath(path ?? (field === '' ? [] : [field])), code: rule, detail: message }
  })
  const first = refusals.at(0)
  if (first !== undefined) {
    if (decision !== undefined) {
      const judged = decisionArgument('problemOf', decision, words.locale)
      if (judged.verdict !== 'refused')
        throw mistyped('problemOf(answer.decision)', decision, 'refused, as the form is')
      return refused(detail, judged, words, located)
    }
    const { rule } = first
    const title = titleOf(rule, words.locale, words.refusals)
    return frozen({ type: `${words.base}${rule}`, title, status: 409, detail, code: rule, rule, issues: located })
  }
  const issues = messages.flatMap(issuesOf)
  if (issues.length > 0) return invalid(issues, words)
  const unknown = messages.flatMap((each) => (each.kind === 'unknown' ? each.facts : []))
  const isOfOffice = unknown.length > 0
  const missing =
    isOfOffice || decision === undefined
      ? unknown
      : missingOf(decisionArgument('problemOf', decision, words.locale) as Decision)
  // What a final form lacks its messages say; of another form, which has none then, the headline does.
  const told = isOfOffice || headline === undefined ? messages.map(({ message }) => message) : [headline]
  return undetermined(core.paragraph([...new Set(told)]), missing, words, isOfOffice ? 500 : 422)
}

/** What is wrong with what was typed, each with its place: the path of an issue, else the key, else the field. */
function issuesOf(message: ReadMessage): readonly ProblemIssue[] {
  const { kind, field, path, message: detail } = message
  const at = (place: Path): Path => shownPath(path ?? place)
  if (kind === 'not-asked') return message.keys.map((key) => ({ path: at([key]), code: message.code, detail }))
  if (kind === 'malformed') return [{ path: at(field === '' ? [] : [field]), code: message.code, detail }]
  return kind === 'missing' ? [{ path: at([field]), code: 'missing', detail }] : []
}

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
  if (status === 'refused' && isCode(code)) return code
  if (status === 'accepted') throw mistyped('problemOf(answer)', answer, 'a problem: it was accepted')
  throw mistyped('problemOf(answer)', answer, 'a refused or invalid outcome, a decision, issues, or what a form found')
}

/** The title of every problem of one code. */
function titleOf(code: Refusal | StoreRefusal, words: Words, refusals: RegistryWords['refusals'] | undefined): string {
  if (refusals !== undefined && Object.hasOwn(refusals, code)) return refusals[code]
  const { core } = words
  return halfOf(words, code) === undefined
    ? core.problems.refused
    : core.problems.against(ruleName(words, code as Finding['rule']))
}
