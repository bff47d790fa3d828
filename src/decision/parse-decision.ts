import { type Issue, issue, type Path, report } from '../input/issue.ts'
import { anything, list, optional, orNullReader, parsed, readBoolean, record, wholeReader } from '../input/read.ts'
import type { Reader } from '../input/reader.ts'
import { ok, type Parsed } from '../input/result.ts'
import { isVisible, LONGEST_TEXT } from '../input/text.ts'
import * as wanted from '../input/wanted.ts'
import { wordReader } from '../input/words.ts'
import type { Term } from '../law/expression.ts'
import { BINDING_ROWS, type FactName, type FactRows, HANDLING_ROWS } from '../law/facts.ts'
import { QUESTIONS } from '../law/question.ts'
import { REASONS } from '../law/reason.ts'
import { RELATIONS } from '../law/relation.ts'
import type { AnyRule } from '../law/rule.ts'
import { RULE_IDS, RULES } from '../law/rules.ts'
import { CHANNELS } from '../values/channel.ts'
import { readOwnerId } from '../values/ids.ts'
import { readInstant, readLegalDay } from '../values/instant.ts'
import { type Decision, FINDING_OUTCOMES, type Finding, VERDICTS } from './decision.ts'

/** How the two sides of a finding are read. */
type Sides = readonly [supplied: Reader<unknown>, limit: Reader<unknown>]

/** An instant or a legal day. */
const readTime: Reader<unknown> = (input, path, issues) =>
  (typeof input === 'string' && input.length === 10 ? readLegalDay : readInstant)(input, path, issues)
const readCount = wholeReader(Number.MAX_SAFE_INTEGER)
const MOST_WORDS = 64
const wordOrList = (word: Reader<unknown>): Sides => [word, list(word, MOST_WORDS)]
const alike = (side: Reader<unknown>): Sides => [side, side]

/** How the sides of a rule are read, by its expression: what is compared with a list is an item of it, else both sides are alike. */
function sidesOf({ holds }: AnyRule): Sides {
  const cases = holds.kind === 'choose' ? Object.values(holds.cases) : [holds]
  const readers = new Set(cases.map(({ supplied }) => readerOf(supplied)))
  // Only times are compared in several ways.
  const side = readers.size > 1 ? readTime : ([...readers][0] as Reader<unknown>)
  return cases[0]?.relation === '∈' ? wordOrList(side) : alike(side)
}

/** How what a term comes to is read: a fact as the fact itself, but for a count, which a limit may pass. */
function readerOf(term: Term): Reader<unknown> {
  switch (term.kind) {
    case 'fact': {
      const { kind, reader } = ROWS[term.name]
      return kind === 'count' ? readCount : reader
    }
    case 'plus':
      return readCount
    case 'day':
    case 'days-after':
      return readLegalDay
    case 'parameter':
    case 'constant':
    case 'lookup':
      return anything
  }
}
const ROWS: FactRows = { ...BINDING_ROWS, ...HANDLING_ROWS }

const readQuestion = wordReader(QUESTIONS)
/** Before the first rule set two days are compared; under a set without the question, the question and those that it answers. */
const noRuleSet = (supplied: unknown): Sides =>
  supplied === 'bind' || supplied === 'handle' ? wordOrList(readQuestion) : alike(readTime)

const readText: Reader<string> = (input, path, issues) => {
  if (typeof input === 'string' && isVisible(input, LONGEST_TEXT)) return input
  report(issues, 'malformed', path, wanted.text({ from: 1, to: LONGEST_TEXT }), input)
  return undefined
}
const readFacts: Reader<readonly FactName[]> = factsReader()
function factsReader(): Reader<readonly FactName[]> {
  return list(wordReader(Object.keys(ROWS) as FactName[]), MOST_WORDS)
}
const readChannels: Reader<unknown> = (input, path, issues) =>
  input === 'all' ? input : list(wordReader(CHANNELS), CHANNELS.length)(input, path, issues)

const readWholeFinding = findingReader()
function findingReader() {
  const ids: readonly Finding['rule'][] = ['no-rule-set-in-force', ...RULE_IDS]
  const rule = wordReader(ids)
  const outcome = wordReader(FINDING_OUTCOMES)
  const side = optional(anything)
  const relation = optional(wordReader(RELATIONS))
  const missing = optional(readFacts)
  const reason = optional(wordReader(REASONS))
  return record(() => ({
    rule,
    channels: readChannels,
    citation: readText,
    outcome,
    supplied: side,
    relation,
    limit: side,
    missing,
    reason,
  }))
}

/** A finding with what belongs to its outcome and no more. */
const readFinding: Reader<Finding> = (input, path, issues) => {
  const row = readWholeFinding(input, path, issues)
  if (row === undefined) return undefined
  const { rule, channels, citation, outcome, relation, missing, reason } = row
  const of = { rule, channels, citation, outcome }
  if (outcome === 'unknown') return whole({ ...of, missing }, 'missing', path, issues)
  if (outcome === 'not-applicable') return whole({ ...of, reason }, 'reason', path, issues)
  const sides = rule === 'no-rule-set-in-force' ? noRuleSet(row.supplied) : sidesOf(RULES[rule])
  const before = issues.length
  const supplied = sides[0](row.supplied, [...path, 'supplied'], issues)
  const limit = sides[1](row.limit, [...path, 'limit'], issues)
  return issues.length > before ? undefined : whole({ ...of, supplied, relation, limit }, 'relation', path, issues)
}

/** The finding, frozen, unless it lacks a key. */
function whole(finding: object, key: string, path: Path, issues: Issue[]): Finding | undefined {
  if ((finding as Readonly<Record<string, unknown>>)[key] !== undefined) return Object.freeze(finding) as Finding
  issues.push(issue('missing', [...path, key], wanted.present, undefined))
  return undefined
}

const MOST_FINDINGS = 256
const readDecision = decisionReader()
function decisionReader() {
  const verdict = wordReader(VERDICTS)
  const ruleSet = orNullReader(readOwnerId)
  const hypothetical = optional(readBoolean)
  const enacted = optional(record(() => ({ zh: readText, en: readText })))
  const verifiedUntil = optional(readLegalDay)
  const findings = list(readFinding, MOST_FINDINGS)
  return record(() => ({
    question: readQuestion,
    verdict,
    ruleSet,
    hypothetical,
    enacted,
    verifiedUntil,
    findings,
    missing: readFacts,
  }))
}

/**
 * Reads a decision that has travelled as JSON, so that `explain`, `headline` and problems take it. It is read and not judged
 * again: who sent it is believed. Never throws.
 */
export function parseDecision(input: unknown): Parsed<Decision> {
  const read = parsed(readDecision, input)
  if (!read.ok) return read
  const { hypothetical, enacted, verifiedUntil, ...rest } = read.value
  const given = {
    ...rest,
    ...(hypothetical && { hypothetical }),
    ...(enacted && { enacted }),
    ...(verifiedUntil && { verifiedUntil }),
  }
  return ok(Object.freeze(given) as Decision)
}
