import { type Decision, type Finding, type Invalid, OUTCOMES, type Verdict } from '../../decision/decision.ts'
import { mistaken, mistyped } from '../../input/assert.ts'
import {
  ISSUE_CODES,
  type Issue,
  isArray,
  LONGEST_STEP,
  PLAIN_KINDS,
  shorten,
  type WantedKind,
} from '../../input/issue.ts'
import { ownProperties } from '../../input/read.ts'
import { isVisible, LONGEST_TEXT } from '../../input/text.ts'
import type { Question } from '../../law/question.ts'
import { CHANNELS } from '../../values/channel.ts'
import { factName, halfOf, halvesOf } from './halves.ts'
import type { Audience, Locale, Words } from './locale.ts'
import { hasSides, isCount, isId, isListOf, isTime } from './sides.ts'

// Decisions, findings and issues may have travelled as JSON. They are read once, own properties only, and within the limits
// within which the library makes them: what is told is what was read. An error names what does not belong there.

const MOST_FINDINGS = 256
/** The longest list of issues that is read. */
export const MOST_ISSUES = 10_000
/** Words, or steps of a path. */
export const MOST_WORDS = 64
/** The key of a text of the library, or of one that a set brings along. */
const CITATION_KEY = /^(?:own:|[a-z0-9-]+$)/
const OF_DECISION = ['verdict', 'findings', 'missing', 'issues', 'question', 'ruleSet', 'hypothetical'] as const
const OF_FINDING = ['rule', 'outcome', 'channels', 'citation', 'supplied', 'relation', 'limit', 'missing'] as const
const OF_ISSUE = ['code', 'path', 'wanted', 'expected', 'received'] as const
const OF_WANTED = ['kind', 'from', 'to', 'of', 'meant', 'value', 'question'] as const

/**
 * The decision as it was read.
 *
 * @throws TypeError when the argument is not a decision, whole or invalid, holds a finding that the language has no words
 * for, or says otherwise than its findings.
 */
export function decisionArgument(call: string, input: unknown, words: Words): Decision | Invalid {
  const read = ownProperties(
    input,
    [...OF_DECISION, 'verifiedUntil'],
    MOST_ISSUES,
    tooMany(call, 'decision', MOST_ISSUES),
  )
  const { verdict, findings, missing, issues, question, ruleSet, verifiedUntil } = read
  const expect: Expect = expectations(call, 'decision')
  const list = verdict === 'invalid' ? issues : findings
  expect(isArray(list), '', input, 'a decision with findings, or with issues when it is invalid')
  if (verdict === 'invalid') {
    return { verdict, issues: list.map((item, index) => issueArgument(call, item, `decision.issues[${index}]`)) }
  }
  // Words of the other question lack those of every finding: the language is named, not a finding.
  expect(question === 'bind' || question === 'handle', '.question', question, 'a question')
  wordsArgument(call, words, question as Question)
  expect(list.length <= MOST_FINDINGS, '', input, `a decision of at most ${MOST_FINDINGS} findings`)
  const found = list.map((item, index) => findingArgument(call, item, words, `decision.findings[${index}]`))
  expect(areFacts(missing, words), '.missing', missing, 'a list of facts')
  const comesTo = verdictOf(found, missing as readonly unknown[])
  expect(verdict === comesTo, '.verdict', verdict, 'the verdict that its findings and missing facts come to')
  expect(ruleSet === null || isId(ruleSet), '.ruleSet', ruleSet, 'the id of a rule set, or null')
  const isDay = isTime(verifiedUntil) && (verifiedUntil as string).length === 10
  expect(verifiedUntil === undefined || isDay, '.verifiedUntil', verifiedUntil, 'a day')
  return { ...read, findings: found } as unknown as Decision
}

/** The verdict that findings and missing facts come to. */
function verdictOf(findings: readonly Finding[], missing: readonly unknown[]): Verdict {
  const comes = (outcome: Finding['outcome']): boolean => findings.some((finding) => finding.outcome === outcome)
  return comes('fails') ? 'refused' : comes('unknown') || missing.length > 0 ? 'undetermined' : 'permitted'
}

/** @throws TypeError when the argument is not the words of a language, such as its tag, or lacks those of the question. */
export function wordsArgument(call: string, words: unknown, question?: Question): void {
  const { core } = (words ?? {}) as Partial<Words>
  const halves = isTable(core) && Object.hasOwn(core, 'unknown') ? halvesOf(words as Words) : []
  if (halves.length === 0 || !halves.every((half) => isTable(half) && isTable(half.advice))) {
    const wanted = 'a locale, such as en or zhCN, or one of its halves'
    const isOfForm = isTable(core) && Object.hasOwn(core, 'forms') && !Object.hasOwn(core, 'unknown')
    throw notWords(call, words, isOfForm ? `${wanted}: words of a form are for the form alone` : wanted)
  }
  if (question === undefined || hasOwn(words as Words, question)) return
  throw notWords(call, words, `the words for the question ${question}`)
}

/** @throws TypeError when the argument is not the words for a form of the question, or of an official where one reads it. */
export function formWordsArgument(call: string, words: unknown, question: Question, audience: Audience): void {
  const { core, [question]: half } = (words ?? {}) as Partial<Locale>
  const such = question === 'bind' ? 'enBinding' : 'enHandling'
  if (!isTable(core) || !isTable(half))
    throw notWords(call, words, `a locale with the words for the question ${question}, such as en or ${such}`)
  if (audience === 'driver' || Object.hasOwn(half, 'fails')) return
  throw notWords(call, words, `words for an official, such as ${such}: these are for a driver`)
}

/** Says which words were given: those of a language for one question or both, or for none. */
function notWords(call: string, words: unknown, wanted: string): TypeError {
  const tag = isTable(words) && hasOwn(words, 'tag') ? (words as Partial<Words>).tag : undefined
  if (typeof tag !== 'string') return mistyped(`${call}(locale)`, words, wanted)
  const of = ['bind', 'handle'].filter((question) => hasOwn(words as object, question))
  return new TypeError(`${call}(locale): ${shorten(tag)} for ${of.join(' and ') || 'no question'} is not ${wanted}`)
}

function isTable(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** @throws TypeError when the argument is not the words for refusals of one language. */
export function registryArgument(call: string, registry: unknown): void {
  const { refusals } = (registry ?? {}) as { readonly refusals?: unknown }
  if (typeof refusals === 'object' && refusals !== null) return
  throw mistyped(`${call}(registry)`, registry, 'the words for refusals, such as enRegistry or zhCNRegistry')
}

/**
 * The finding as it was read, with what belongs to its outcome and no more. `at` is where it stands in what the caller handed in.
 *
 * @throws TypeError when the argument is not a finding that the language has words for; it names the property at fault.
 */
export function findingArgument(call: string, input: unknown, words: Words, at = 'finding'): Finding {
  const expect: Expect = expectations(call, at)
  expect(isTable(input), '', input, 'a finding')
  const read = ownProperties(input, [...OF_FINDING, 'reason'], MOST_WORDS, tooMany(call, at, MOST_WORDS))
  const { rule, outcome, reason, missing, channels, citation } = read
  const isKnown = rule === 'no-rule-set-in-force' || (typeof rule === 'string' && halfOf(words, rule) !== undefined)
  expect(isKnown, '.rule', rule, 'a rule that the locale has words for')
  expect((OUTCOMES as readonly unknown[]).includes(outcome), '.outcome', outcome, `one of ${OUTCOMES.join(', ')}`)
  expect(
    rule !== 'no-rule-set-in-force' || outcome === 'fails',
    '.outcome',
    outcome,
    'what becomes of such a finding: fails',
  )
  expect(channels === 'all' || isListOf(channels, isChannel), '.channels', channels, 'all, or a list of channels')
  expect(isText(citation) && CITATION_KEY.test(citation as string), '.citation', citation, 'the key of a citation')
  const of = { rule, outcome, channels, citation }
  if (outcome === 'unknown') {
    expect(areFacts(missing, words), '.missing', missing, 'a list of facts')
    return { ...of, missing } as unknown as Finding
  }
  if (outcome === 'not-applicable') {
    expect(hasOwn(words.core.notApplicable, reason), '.reason', reason, 'a reason that the locale has words for')
    return { ...of, reason } as unknown as Finding
  }
  expect(
    hasSides(rule as Finding['rule'], read, words),
    '',
    input,
    'a finding whose sides are of its rule and come to its outcome',
  )
  const { supplied, relation, limit } = read
  return { ...of, supplied, relation, limit } as unknown as Finding
}

/**
 * The issue as it was read. `at` is where it stands in what the caller handed in.
 *
 * @throws TypeError when the argument is not an issue; RangeError when its code is not one of `ISSUE_CODES`.
 */
export function issueArgument(call: string, input: unknown, at = 'issue'): Issue {
  const expect: Expect = expectations(call, at)
  expect(isTable(input), '', input, 'an issue')
  const read = ownProperties(input, OF_ISSUE, MOST_WORDS, tooMany(call, at, MOST_WORDS))
  const { code, path, received } = read
  const wanted = ownProperties(read.wanted, OF_WANTED, MOST_WORDS, tooMany(call, `${at}.wanted`, MOST_WORDS))
  expect(isListOf(path, isStep), '.path', path, 'a list of keys and places')
  expect(isText(received), '.received', received, 'a short text')
  expect(isWanted(wanted), '.wanted', read.wanted, 'something that can be wanted')
  if (!(ISSUE_CODES as readonly unknown[]).includes(code))
    throw mistaken(`${call}(${at}.code)`, code, 'a code of ISSUE_CODES')
  return { ...read, wanted } as unknown as Issue
}

/** Refuses a list that is too long, by name. */
function tooMany(call: string, at: string, most: number): (name: string) => never {
  return (name) => {
    throw mistyped(`${call}(${at}.${name})`, [], `a list of at most ${most} items`)
  }
}

/** @throws TypeError naming the property of an argument that is not as it must be. */
type Expect = (holds: boolean, property: string, value: unknown, wanted: string) => asserts holds

function expectations(call: string, at: string): Expect {
  return (holds, property, value, wanted) => {
    if (!holds) throw mistyped(`${call}(${at}${property})`, value, wanted)
  }
}

/** Whether it is something that can be wanted, with all that its kind tells. */
function isWanted(wanted: Readonly<Record<(typeof OF_WANTED)[number], unknown>>): boolean {
  const { kind, from, to, of, meant, value, question } = wanted
  switch (kind as WantedKind) {
    case 'whole':
    case 'fen':
    case 'points':
    case 'yuan':
    case 'days':
    case 'text':
      return isCount(from) && isCount(to)
    case 'items':
    case 'keys':
      return isCount(to)
    case 'word':
    case 'words':
    case 'some':
      return isListOf(of, isText)
    case 'this-instant':
    case 'this-plate':
      return isText(meant)
    case 'exactly':
      return isText(value)
    case 'rule':
      return isText(question)
    default:
      return (PLAIN_KINDS as readonly unknown[]).includes(kind)
  }
}

/** Whether it is a list of facts that the language has names for. */
function areFacts(list: unknown, words: Words): boolean {
  return isListOf(list, (fact) => factName(words, fact) !== undefined)
}

function isChannel(value: unknown): boolean {
  return (CHANNELS as readonly unknown[]).includes(value)
}

/** A name, which may be whatever a caller wrote, or a place in a list. */
function isStep(step: unknown): boolean {
  return typeof step === 'string' ? step.length <= LONGEST_STEP : isCount(step)
}

/** Text that can stand in a sentence. */
export function isText(value: unknown): boolean {
  return typeof value === 'string' && isVisible(value, LONGEST_TEXT)
}

function hasOwn(record: object, key: unknown): boolean {
  return typeof key === 'string' && Object.hasOwn(record, key)
}
