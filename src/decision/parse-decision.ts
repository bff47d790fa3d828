import { type Issue, issue, type Path, report } from '../input/issue.ts'
import { anything, list, optional, orNullReader, parsed, readBoolean, record, wholeReader } from '../input/read.ts'
import type { Reader } from '../input/reader.ts'
import { ok, type Parsed } from '../input/result.ts'
import { isVisible, LONGEST_TEXT } from '../input/text.ts'
import * as wanted from '../input/wanted.ts'
import { wordReader } from '../input/words.ts'
import { BINDING_FACTS, type FactName, HANDLING_FACTS } from '../law/facts.ts'
import { QUESTIONS } from '../law/question.ts'
import { REASONS } from '../law/reason.ts'
import { RELATIONS } from '../law/relation.ts'
import type { RuleId } from '../law/rules.ts'
import { CHANNELS, readOwnerConsent } from '../values/channel.ts'
import { readOwnerId } from '../values/ids.ts'
import { readInstant, readLegalDay } from '../values/instant.ts'
import { readLicenceClasses, readLicenceStates } from '../values/licence.ts'
import { readOwnerKind, readPlateType } from '../values/vehicle.ts'
import { readRecorder, readViolationState } from '../values/violation.ts'
import { type Decision, FINDING_OUTCOMES, type Finding, VERDICTS } from './decision.ts'

/** How the two sides of a finding are read. */
type Sides = readonly [supplied: Reader<unknown>, limit: Reader<unknown>]

/** An instant or a legal day. */
const readTime: Reader<unknown> = (input, path, issues) =>
  (typeof input === 'string' && input.length === 10 ? readLegalDay : readInstant)(input, path, issues)
const MOST_WORDS = 64
const wordOrList = (word: Reader<unknown>): Sides => [word, list(word, MOST_WORDS)]
const alike = (side: Reader<unknown>): Sides => [side, side]

const SIDES: { readonly [Id in RuleId]: Sides } = sidesByRule()

function sidesByRule(): typeof SIDES {
  const counts = alike(wholeReader(Number.MAX_SAFE_INTEGER))
  const flags = alike(readBoolean)
  const times = alike(readTime)
  return {
    'own-vehicle': alike(readOwnerId),
    'already-bound': flags,
    'driver-cap': counts,
    'vehicle-cap': counts,
    'lifetime-cap': counts,
    'daily-applications': counts,
    'yearly-applications': counts,
    'plate-type': wordOrList(readPlateType),
    'non-operating': flags,
    'owner-kind': wordOrList(readOwnerKind),
    'owner-consent': wordOrList(readOwnerConsent),
    'identity-verified': flags,
    'violation-open': alike(readViolationState),
    'not-before-occurrence': times,
    'open-binding': alike(orNullReader(readInstant)),
    'since-binding': times,
    'fine-limit': counts,
    'recorded-by-monitoring': alike(readRecorder),
    'points-room': counts,
    'single-points-limit': counts,
    'licence-state': alike(readLicenceStates),
    'licence-class': alike(readLicenceClasses),
    'licence-held': alike(readLicenceClasses),
    'repeat-full-score': counts,
    'offender-present': flags,
    'vehicles-per-year': counts,
    'drivers-per-year': counts,
    'cooling-off': times,
    'drivers-bound-per-year': counts,
  }
}

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
  return list(wordReader([...new Set([...BINDING_FACTS, ...HANDLING_FACTS])]), MOST_WORDS)
}
const readChannels: Reader<unknown> = (input, path, issues) =>
  input === 'all' ? input : list(wordReader(CHANNELS), CHANNELS.length)(input, path, issues)

const readWholeFinding = findingReader()
function findingReader() {
  const ids: readonly Finding['rule'][] = ['no-rule-set-in-force', ...(Object.keys(SIDES) as RuleId[])]
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
  const sides = rule === 'no-rule-set-in-force' ? noRuleSet(row.supplied) : SIDES[rule]
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
  const verifiedUntil = optional(readLegalDay)
  const findings = list(readFinding, MOST_FINDINGS)
  return record(() => ({
    question: readQuestion,
    verdict,
    ruleSet,
    hypothetical,
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
  const { hypothetical, verifiedUntil, ...rest } = read.value
  const given = { ...rest, ...(hypothetical && { hypothetical }), ...(verifiedUntil && { verifiedUntil }) }
  return ok(Object.freeze(given) as Decision)
}
