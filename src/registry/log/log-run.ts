import type { Decision } from '../../decision/decision.ts'
import { callbackArgument, mistyped, recordArgument, wholeArgument } from '../../input/assert.ts'
import { type Expected, type Issue, type Path, report } from '../../input/issue.ts'
import { ownOptions } from '../../input/options.ts'
import { ownProperties } from '../../input/properties.ts'
import { isVisible, LONGEST_TEXT } from '../../input/text.ts'
import * as wanted from '../../input/wanted.ts'
import type { Rules } from '../../law/rule-sets/rule-book.ts'
import { readId } from '../../values/ids.ts'
import { type Accepted, decideCommand, type Refusal, refusalBy } from '../commands/decide-command.ts'
import { isSame } from '../correction/play.ts'
import { correctedAgain, type Differs, readCorrected } from '../correction/replayed.ts'
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
import { editToken } from '../state/persistent-map.ts'
import type { State } from '../state/state.ts'
import { CORRECTED, type HistoryCorrected, NO_CHAIN, type RegistryEvent } from './events.ts'
import { countIn, eventsIn } from './log.ts'
import { ENTERED, type GivenEvent, readEvent, readEventType } from './read-event.ts'

/** Options of `replay`, `replayAsync` and `restore`. */
export interface ReplayOptions extends RegistryOptions, ResumeOptions {}

/** Options of `resume`. */
export interface ResumeOptions {
  /** What the log is known by elsewhere, as of `headOf`: a log that does not lead there is refused. It may go on after it. */
  readonly head?: Head | undefined
  /** How many events are read at most; 100,000,000 unless given. */
  readonly maxEvents?: number | undefined
  /** Called after every 10,000 events and at the end, with how many are done. */
  readonly onProgress?: ((done: number) => void) | undefined
  /**
   * For a log that was made under a rule set since corrected: up to the head `until`, as of `headOf` on the day of the correction, each event
   * that the rule set as it is now decides otherwise is told, and stands all the same: it was lawful when it was made. What comes after, and
   * all of it without this, is refused where it is decided otherwise. A log that does not lead to that head is refused.
   */
  readonly corrected?: { readonly until: Head } | undefined
}

/** An event that the present rule set decides otherwise. */
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

/** The registry of a log, with the events that the present rule set decides otherwise; or the issues for which the log is refused. */
export type Replayed =
  | { readonly ok: true; readonly value: Registry; readonly differences: readonly LogDifference[] }
  | { readonly ok: false; readonly issues: readonly Issue[] }

const OF_REGISTRY = ['calendar', 'digest'] as const
export const OF_RESUME = ['head', 'maxEvents', 'onProgress', 'corrected'] as const
const MOST_EVENTS = 100_000_000
const EVERY = 10_000
/** A log that is being judged again, one event after the other. */
export interface LogRun {
  readonly law: Law
  /** How many events are read at most, and whether those that are decided otherwise now stand. */
  readonly most: number
  readonly letsStand: boolean
  /** Judges the next event; false if the log is refused for it, or was before. */
  readonly take: (item: unknown) => boolean
  /** What the events taken come to if there are no more; or why the log is refused. */
  readonly result: () => Replayed
}

/** A run from nothing. All options are looked at before anything of the log is read. */
export function runOf(call: string, rules: Rules, options: ReplayOptions): LogRun {
  const own = ownOptions(`${call}(options)`, options, [...OF_REGISTRY, ...OF_RESUME])
  return runFrom(call, openRegistry(rules, { calendar: own.calendar, digest: own.digest }), own)
}

/** A run that goes on from a registry. */
export function runFrom(call: string, from: Registry, own: ResumeOptions): LogRun {
  let state = wholeStateOf(call, from)
  const { head, until, most, onProgress } = readOptions(call, own)
  const heads = [head, until].filter((each) => each !== undefined)
  const token = editToken()
  const issues: Issue[] = []
  const differences: LogDifference[] = []
  let done = 0
  for (const each of heads)
    if (each.revision <= revisionOf(from))
      compareHead(state, each, each.revision, chainAt(state, each.revision), [], issues)
  /** Whether the next event was made before the rule set was corrected. */
  const isOld = () => until !== undefined && countIn(state.log) < until.revision

  /** A correction of which not all has come. */
  let correction: PendingCorrection | undefined
  const told = (accepted: readonly Accepted[]) => {
    for (const each of accepted) differences.push(...differencesOf(each))
  }
  /** Judges an event of a correction; once all are there, the whole. */
  const takeOfCorrection = (item: unknown, type: unknown): void => {
    if (correction === undefined) {
      const event = readCorrected(item, countIn(state.log) + 1, [done], issues)
      if (event === undefined) return
      correction = { event, rows: [], first: done }
    } else {
      const row = readEvent(item, type, correction.event.seq + done - correction.first, [done], issues, ENTERED)
      if (row === undefined) return
      correction.rows.push(row)
    }
    const { event, rows, first } = correction
    if (rows.length < event.entered) return
    correction = undefined
    const letsStand = isOld()
    const again = correctedAgain(state, event, rows, letsStand, first, issues, differs)
    if (again === undefined || issues.length > 0) return
    state = again.state
    if (letsStand) told(again.entered)
    for (const { seq, chain } of [again.event, ...again.entered.map((each) => each.event)])
      for (const each of heads) compareHead(state, each, seq, chain, [first + seq - event.seq, 'chain'], issues)
  }
  const differs: Differs = (index, name, given, event) =>
    notReproduced(state.law, event, name, given, [index, name], issues)

  const judgeNext = (item: unknown): void => {
    if (done === most) return void report(issues, 'too-many', [], wanted.items(most), done + 1)
    const path = [done]
    const type = readEventType(item, path, issues)
    if (type === undefined) return
    if (correction !== undefined || type === CORRECTED) return void takeOfCorrection(item, type)
    const letsStand = isOld()
    const judged = judgedEvent(state, item, type, letsStand, path, issues)
    if (judged === undefined) return
    state = evolve(state, judged, token)
    if (letsStand) told([judged])
    const { seq, chain } = judged.event
    for (const each of heads) compareHead(state, each, seq, chain, [done, 'chain'], issues)
  }
  const take = (item: unknown): boolean => {
    if (issues.length === 0) judgeNext(item)
    if (issues.length > 0) return false
    done++
    if (onProgress !== undefined && done % EVERY === 0) onProgress(done)
    return true
  }
  const result = (): Replayed => {
    const isCut = correction !== undefined || heads.some(({ revision }) => revision > countIn(state.log))
    if (issues.length === 0 && isCut) report(issues, 'missing', [done], wanted.present, undefined)
    if (issues.length > 0) return refusal(issues)
    if (onProgress !== undefined && done % EVERY !== 0) onProgress(done)
    const value = state === stateOf(from) ? from : seal(state)
    return Object.freeze({ ok: true, value, differences: Object.freeze(differences) })
  }
  return { law: state.law, most, letsStand: until !== undefined, take, result }
}

/** A correction whose events are coming. */
interface PendingCorrection {
  readonly event: HistoryCorrected
  readonly rows: GivenEvent[]
  /** Its place among the events that are judged. */
  readonly first: number
}

function readOptions(call: string, { head, maxEvents = MOST_EVENTS, onProgress, corrected }: ResumeOptions) {
  wholeArgument(`${call}(options.maxEvents)`, maxEvents, 0, MOST_EVENTS)
  callbackArgument(`${call}(options.onProgress)`, onProgress)
  const headOf = (name: string, given: unknown) =>
    given === undefined ? undefined : headArgument(`${call}(options.${name})`, given)
  if (corrected !== undefined) recordArgument(`${call}(options.corrected)`, corrected, 'a record with the head until')
  const until = corrected === undefined ? undefined : (ownProperties(corrected, ['until']).until ?? null)
  return { head: headOf('head', head), until: headOf('corrected.until', until), most: maxEvents, onProgress }
}

/** Judges the events of a list or another iterable. */
export function judgeAll(run: LogRun, events: Iterable<unknown>): Replayed {
  const read = events[Symbol.iterator]()
  for (let item = read.next(); item.done !== true; item = read.next()) {
    if (run.take(item.value)) continue
    stop(read)
    break
  }
  return run.result()
}

/** Tells an iterator that no more is wanted. Those of arrays, sets and maps are not told: a `return` on `Object.prototype` is not theirs. */
export function stop(read: Iterator<unknown> | AsyncIterator<unknown>): unknown {
  const inherited: { readonly return?: unknown } = Object.prototype
  return read.return === inherited.return ? undefined : read.return?.()
}

/** A log that is refused. */
export function refusal(issues: readonly Issue[]): Replayed {
  return Object.freeze({ ok: false, issues: Object.freeze(issues) })
}

function chainAt({ log }: State, revision: number): string {
  return revision === 0 ? NO_CHAIN : (eventsIn(log, revision - 1)[0] as RegistryEvent).chain
}

/** An issue, where the log has another chain than the head at the revision of the head. */
function compareHead({ law }: State, head: Head, revision: number, chain: string, path: Path, issues: Issue[]): void {
  if (head.revision !== revision || head.chain === chain) return
  report(issues, 'not-reproduced', path, chainWanted(law, head.chain), chain)
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

/** Decides an event again: what was decided, if that is the event as it stands (with `letsStand`, by its own rule set); else nothing, with issues. */
function judgedEvent(
  state: State,
  input: unknown,
  eventType: unknown,
  letsStand: boolean,
  path: Path,
  issues: Issue[],
): Accepted | undefined {
  const given = readEvent(input, eventType, countIn(state.log) + 1, path, issues)
  if (given === undefined) return undefined
  const { type, said } = given
  const logged = letsStand ? readId(said.ruleSet, [...path, 'ruleSet'], issues) : undefined
  if (issues.length > 0) return undefined
  const decided = decideCommand(state, type, said, logged)
  if (decided.event === undefined) {
    report(issues, 'not-reproduced', path, wanted.acceptedCommand, decided.code)
    return undefined
  }
  const { event, definition } = decided
  const is = event as unknown as Readonly<Record<string, unknown>>
  const compare = (name: string) => {
    if (!isSame(said[name], is[name])) notReproduced(state.law, event, name, said[name], [...path, name], issues)
  }
  for (const name of definition.did.names) compare(name)
  compare('ruleSet')
  compare('chain')
  return issues.length > 0 ? undefined : decided
}

/** Tells a field that deciding again does not give. A chain follows from all else: it is told where nothing else is. */
function notReproduced(
  law: Law,
  event: RegistryEvent,
  name: string,
  given: unknown,
  path: Path,
  issues: Issue[],
): void {
  if (name === 'chain' && issues.length > 0) return
  const expected =
    name === 'chain'
      ? chainWanted(law, event.chain)
      : name === 'ruleSet'
        ? wanted.exactly(event.ruleSet)
        : wanted.onRecord
  report(issues, 'not-reproduced', path, expected, given)
}

/** What the rule set as it is now decides otherwise. */
function differencesOf({ event, decision, circumstances }: Accepted): readonly LogDifference[] {
  const { id } = circumstances.law
  const fails = decision !== undefined && decision.verdict !== 'permitted'
  if (!fails && event.ruleSet === id) return []
  const code = fails ? refusalBy(decision) : 'other-rule-set'
  return [Object.freeze({ seq: event.seq, event, code, ruleSet: id, decision: fails ? decision : undefined })]
}
