import { VERDICTS } from '../decision/decision.ts'
import { type Expected, type Issue, isArray, type Path, report } from '../input/issue.ts'
import { readProperty } from '../input/read.ts'
import * as wanted from '../input/wanted.ts'
import { RULE_IDS } from '../law/rules.ts'
import { REFUSAL_CODES } from '../registry/commands/decide-command.ts'
import { readEvent } from '../registry/log/read-event.ts'
import { badRow } from './failure.ts'
import type { EventBody } from './rows.ts'

/**
 * The event of a row, read as one of a log. `about` is told of it beside table, id and field.
 *
 * @throws Error with `code` `bad-row` when it was edited into nonsense.
 */
export function keptEvent(text: string, id: string, about: object = {}): EventBody {
  const issues: Issue[] = []
  const event = jsonOf(text, ['event'], issues)
  if (issues.length === 0) readBody(event, ['event'], issues)
  sound('events', id, issues, about)
  return event as EventBody
}

/**
 * What became of a command, as its key keeps it.
 *
 * @throws Error with `code` `bad-row` when it was edited into nonsense.
 */
export function keptOutcome(text: string, key: string): unknown {
  const issues: Issue[] = []
  const outcome = jsonOf(text, ['outcome'], issues)
  if (issues.length === 0) readOutcome(outcome, ['outcome'], issues)
  sound('keys', key, issues)
  return outcome
}

function sound(table: string, id: string, issues: readonly Issue[], about: object = {}): void {
  const { 0: first } = issues
  if (first !== undefined) throw badRow(table, id, first.path.join('.'), first.code, about)
}

function jsonOf(text: string, path: Path, issues: Issue[]): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return report(issues, 'malformed', path, wanted.record, text)
  }
}

/** A store keeps the body of an event alone: its number and its chain are of a log. */
function readBody(input: unknown, path: Path, issues: Issue[]): void {
  readProperty(input, 'type', path, wanted.record, issues)
  if (issues.length > 0) return
  readEvent({ ...(input as object), seq: 1, chain: '' }, 1, path, issues)
  readText(input, 'ruleSet', path, issues)
}

function readOutcome(input: unknown, path: Path, issues: Issue[]): void {
  const status = readProperty(input, 'status', path, STATUS, issues)
  if (issues.length > 0) return
  if (status === 'refused') readWord(input, 'code', CODES, path, issues)
  else if (status === 'accepted') readPlaced((input as { readonly event?: unknown }).event, [...path, 'event'], issues)
  else report(issues, 'not-listed', [...path, 'status'], STATUS, status)
  if (!Object.hasOwn(input as object, 'decision')) return
  const { decision } = input as { readonly decision: unknown }
  readWord(decision, 'verdict', VERDICTS, [...path, 'decision'], issues)
  const findings = readProperty(decision, 'findings', [...path, 'decision'], wanted.list, issues)
  if (findings !== undefined && !isArray(findings))
    report(issues, 'wrong-type', [...path, 'decision', 'findings'], wanted.list, findings)
}

function readPlaced(input: unknown, path: Path, issues: Issue[]): void {
  const position = readText(input, 'position', path, issues)
  if (position === undefined) return
  if (!/^[0-9]+-[0-9]+$/.test(position))
    report(issues, 'malformed', [...path, 'position'], wanted.exactly('12-3'), position)
  const { position: _, ...body } = input as { readonly position: unknown }
  readBody(body, path, issues)
}

function readText(input: unknown, key: string, path: Path, issues: Issue[]): string | undefined {
  const text = readProperty(input, key, path, A_TEXT, issues)
  if (typeof text === 'string') return text
  if (text !== undefined) report(issues, 'wrong-type', [...path, key], A_TEXT, text)
  return undefined
}

function readWord(input: unknown, key: string, of: readonly string[], path: Path, issues: Issue[]): void {
  const word = readProperty(input, key, path, wanted.word(of), issues)
  if (word !== undefined && !of.some((each) => each === word))
    report(issues, 'not-listed', [...path, key], wanted.word(of), word)
}

const A_TEXT: Expected = /* @__PURE__ */ wanted.text({ from: 1, to: 64 })
const STATUS: Expected = /* @__PURE__ */ wanted.word(['accepted', 'refused'])
const CODES: readonly string[] = [...REFUSAL_CODES, ...RULE_IDS, 'no-rule-set-in-force']
