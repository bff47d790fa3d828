import type { Decision } from '../../decision/decision.ts'
import { callbackArgument, mistyped, wholeArgument, wordArgument } from '../../input/assert.ts'
import { type Expected, type Issue, type Path, report } from '../../input/issue.ts'
import { ownOptions } from '../../input/options.ts'
import { ownProperties } from '../../input/properties.ts'
import { isVisible, LONGEST_TEXT } from '../../input/text.ts'
import * as wanted from '../../input/wanted.ts'
import type { Rules } from '../../law/rule-sets/rule-book.ts'
import { readId } from '../../values/ids.ts'
import { type Accepted, decideCommand, type Refusal, refusalBy } from '../commands/decide-command.ts'
import type { Law } from '../law.ts'
import {
  type Head,
  openRegistry,
  type Registry,
  type RegistryOptions,
  revisionOf,
  seal,
  stateOf,
  wholeStateOf,
} from '../registry.ts'
import { evolve } from '../state/evolve.ts'
import { type EditToken, editToken } from '../state/persistent-map.ts'
import type { State } from '../state/state.ts'
import { NO_CHAIN, type RegistryEvent } from './events.ts'
import { eventsIn, type Log } from './log.ts'
import { readEvent } from './read-event.ts'

/** What a log is judged with, beside the rules. */
export interface ReplayOptions extends RegistryOptions, ResumeOptions {}

/** What going on with a log is told. */
export interface ResumeOptions {
  /** What the log is known by elsewhere, as of `headOf`: a log that does not lead there is refused. It may go on behind it. */
  readonly head?: Head | undefined
  /** How many events are read at most; 100,000,000 unless given. */
  readonly maxEvents?: number | undefined
  /** Called after every 10,000 events and at the end, with how many are done. */
  readonly onProgress?: ((done: number) => void) | undefined
  /**
   * For a log that was made under a rule set since corrected: `report` judges it by the rule set as it is now, and tells each
   * event that this one decides otherwise. The event stands all the same: it was lawful when it was made. Without it the
   * first such event is refused.
   */
  readonly corrected?: 'report' | undefined
}

/** An event that the rule set as it is now decides otherwise. */
export interface LogDifference {
  readonly seq: number
  readonly event: RegistryEvent
  /** `other-rule-set`: another set is in force on that day now. Else the first rule that fails now. */
  readonly code: 'other-rule-set' | Refusal
  /** The id of the rule set that is in force on that day now. */
  readonly ruleSet: string
  /** The whole decision, where a rule fails now. */
  readonly decision: Decision | undefined
}

/** A registry of a log, with what the rule set as it is now decides otherwise; or why the log is refused. */
export type Replayed =
  | { readonly ok: true; readonly value: Registry; readonly differences: readonly LogDifference[] }
  | { readonly ok: false; readonly issues: readonly Issue[] }

const OF_REGISTRY = ['calendar', 'digest'] as const
export const OF_RESUME = ['head', 'maxEvents', 'onProgress', 'corrected'] as const
const MOST_EVENTS = 100_000_000
const EVERY = 10_000
/** A log that is being judged again. */
interface Run {
  readonly from: Registry
  state: State
  /** How many events are done. */
  done: number
  readonly token: EditToken
  readonly issues: Issue[]
  readonly differences: LogDifference[]
  readonly head: Head | undefined
  readonly most: number
  readonly onProgress: ((done: number) => void) | undefined
  readonly reports: boolean
}

/** Options that were looked at, and the empty registry that they open. */
export function opened(call: string, rules: Rules, options: ReplayOptions): Run {
  const own = ownOptions(`${call}(options)`, options, [...OF_REGISTRY, ...OF_RESUME])
  return resumed(call, openRegistry(rules, { calendar: own.calendar, digest: own.digest }), own)
}

export function resumed(call: string, from: Registry, own: ResumeOptions): Run {
  const { head, maxEvents = MOST_EVENTS, onProgress, corrected } = own
  const state = wholeStateOf(call, from)
  wholeArgument(`${call}(options.maxEvents)`, maxEvents, 0, MOST_EVENTS)
  callbackArgument(`${call}(options.onProgress)`, onProgress)
  if (corrected !== undefined) wordArgument(`${call}(options.corrected)`, corrected, ['report'])
  const run: Run = {
    ...{ from, state, done: 0, token: editToken(), issues: [], differences: [] },
    head: head === undefined ? undefined : headArgument(`${call}(options.head)`, head),
    most: maxEvents,
    onProgress,
    reports: corrected === 'report',
  }
  if (run.head !== undefined && run.head.revision <= revisionOf(from)) {
    const { revision } = run.head
    const chain = revision === 0 ? NO_CHAIN : (eventsIn(state.log, revision - 1)[0] as RegistryEvent).chain
    compareHead(run, [], revision, chain)
  }
  return run
}

/** Judges the events of a list or another iterable. */
export function through(run: Run, events: Iterable<unknown>): Replayed {
  if (run.issues.length > 0) return refusal(run.issues)
  const read = events[Symbol.iterator]()
  for (let item = read.next(); item.done !== true; item = read.next()) {
    if (judged(run, item.value)) continue
    closed(read)
    return refusal(run.issues)
  }
  return ended(run)
}

/** Tells an iterator that no more is wanted. Those of arrays, sets and maps are not told: a `return` on `Object.prototype` is not theirs. */
export function closed(read: Iterator<unknown> | AsyncIterator<unknown>): unknown {
  const inherited: { readonly return?: unknown } = Object.prototype
  return read.return === inherited.return ? undefined : read.return?.()
}

/** Judges the next event; false, with issues, if the log is refused for it. */
export function judged(run: Run, item: unknown): boolean {
  const { issues, done } = run
  if (issues.length > 0) return false
  if (done === run.most) {
    report(issues, 'too-many', [], wanted.items(run.most), done + 1)
    return false
  }
  const next = replayed(run, item, [done])
  if (next === undefined) return false
  run.state = next
  run.done = done + 1
  if (run.head !== undefined) {
    const { seq, chain } = (next.log as Log).event
    compareHead(run, [done, 'chain'], seq, chain)
  }
  if (run.onProgress !== undefined && run.done % EVERY === 0) run.onProgress(run.done)
  return issues.length === 0
}

/** What the events come to when there are no more. */
export function ended(run: Run): Replayed {
  const { from, state, issues, head, done } = run
  const revision = state.log?.event.seq ?? 0
  if (head !== undefined && head.revision > revision) report(issues, 'missing', [done], wanted.present, undefined)
  if (issues.length > 0) return refusal(issues)
  if (run.onProgress !== undefined && done % EVERY !== 0) run.onProgress(done)
  const value = state === stateOf(from) ? from : seal(state)
  return Object.freeze({ ok: true, value, differences: Object.freeze(run.differences) })
}

/** A log that is refused. */
export function refusal(issues: readonly Issue[]): Replayed {
  return Object.freeze({ ok: false, issues: Object.freeze(issues) })
}

/** Whether the log goes through its head, once it is as long. */
function compareHead({ head, issues, state }: Run, path: Path, revision: number, chain: string): void {
  if (head === undefined || head.revision !== revision || head.chain === chain) return
  report(issues, 'not-reproduced', path, chainWanted(state.law, head.chain), chain)
}

/** Which chain was wanted. What a digest with a key gives is told to nobody: a forger could copy it from the issue. */
export function chainWanted({ digest }: Law, value: string): Expected {
  return digest === undefined ? wanted.exactly(value) : wanted.canonical
}

/** @throws TypeError when the argument is not a head, as of `headOf`. */
function headArgument(argument: string, head: unknown): Head {
  const { revision, chain } = ownProperties(head, ['revision', 'chain'])
  const isRevision = Number.isInteger(revision) && (revision as number) >= 0 && (revision as number) <= MOST_EVENTS
  if (isRevision && typeof chain === 'string' && isVisible(chain, LONGEST_TEXT))
    return { revision: revision as number, chain }
  throw mistyped(argument, head, 'a head with revision and chain, as headOf gives it')
}

function replayed(run: Run, input: unknown, path: Path): State | undefined {
  const { state, issues, token } = run
  const given = readEvent(input, (state.log?.event.seq ?? 0) + 1, path, issues)
  if (given === undefined) return undefined
  const { type, ruleSet, chain } = given
  const logged = run.reports ? readId(ruleSet, [...path, 'ruleSet'], issues) : undefined
  if (issues.length > 0) return undefined
  const decided = decideCommand(state, type, given.input, logged)
  if (decided.event === undefined) {
    report(issues, 'not-reproduced', path, wanted.acceptedCommand, decided.code)
    return undefined
  }
  const event: RegistryEvent = decided.event
  const differs = (key: 'ruleSet' | 'chain', received: unknown) =>
    report(
      issues,
      'not-reproduced',
      [...path, key],
      key === 'chain' ? chainWanted(state.law, event.chain) : wanted.exactly(event[key]),
      received,
    )
  if (ruleSet !== event.ruleSet) differs('ruleSet', ruleSet)
  else if (chain !== event.chain) differs('chain', chain)
  if (issues.length > 0) return undefined
  if (run.reports) reportDifference(run, decided)
  return evolve(state, decided, token)
}

/** Tells what the rule set as it is now decides otherwise. */
function reportDifference({ differences }: Run, { event, decision, circumstances }: Accepted): void {
  const { id } = circumstances.law
  const fails = decision !== undefined && decision.verdict !== 'permitted'
  if (!fails && event.ruleSet === id) return
  const code = fails ? refusalBy(decision) : 'other-rule-set'
  differences.push(Object.freeze({ seq: event.seq, event, code, ruleSet: id, decision: fails ? decision : undefined }))
}
