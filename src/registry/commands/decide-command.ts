import type { Decision, Finding } from '../../decision/decision.ts'
import { has } from '../../input/own.ts'
import type { ShortStudy } from '../../law/points/regime.ts'
import { ruleSetFor } from '../../law/rule-sets/rule-book.ts'
import { type Instant, type LegalDay, legalDay } from '../../values/instant.ts'
import type { OwnerKind } from '../../values/vehicle.ts'
import { type CommandEvent, eventOf } from '../log/events.ts'
import { assertLoaded } from '../state/nearby.ts'
import { emptyMap, get } from '../state/persistent-map.ts'
import type { Owner, RecordKind } from '../state/records.ts'
import { clockOfGone, type State } from '../state/state.ts'
import {
  firstAhead,
  type Present,
  type RecordAhead,
  type Role,
  rolesOf,
  type Subjects,
  subjectsOf,
} from '../state/subjects.ts'
import type { Circumstances, Timed } from './command.ts'
import type { AnyDefinition } from './index.ts'
import { COMMAND_TYPES, COMMANDS, type CommandRefusal, type CommandType } from './index.ts'

/**
 * One of the registry's own reasons to refuse; `undetermined` where no rule fails and one asks for a fact that no registry keeps, as only a
 * reform can.
 */
export type RefusalCode = 'out-of-order' | 'undetermined' | CommandRefusal
/** Why a command was refused: the registry's own reason, or the first rule that fails. */
export type Refusal = RefusalCode | Finding['rule']
/**
 * Why a registry refuses a command apart from the rules of the rule set, whose ids are codes too: a refused binding or
 * handling carries the id of the first rule that fails, and the whole decision.
 */
export const REFUSAL_CODES: readonly RefusalCode[] = refusalCodes()

/** What becomes of a well-formed command: an event and what it is about, or the reason why not. */
export type CommandDecision = Accepted | Refused
/** A command that is accepted: its event and what that is about. */
export interface Accepted {
  readonly event: CommandEvent
  readonly definition: AnyDefinition
  readonly roles: readonly Role[]
  readonly subjects: Subjects
  readonly circumstances: Circumstances
  readonly code: undefined
  readonly decision: Decision | undefined
}
interface Refused {
  readonly event: undefined
  readonly code: Refusal
  readonly decision: Decision | undefined
  /** The record that is ahead, if the code is `out-of-order`. */
  readonly ahead: RecordAhead | undefined
  /** What a study at the full score needed, if that is why. */
  readonly study: ShortStudy | undefined
}

/**
 * Decides a command on a state. Builds no state: `evolve` does.
 *
 * @param logged the id of the rule set under which the command was accepted before, when a log is replayed under other rules. The event
 * carries it, and the command is not refused by the rules of today: their decision comes with the event.
 * @param again whether it was accepted once and is played again.
 */
export function decideCommand(
  state: State,
  type: CommandType,
  input: Timed,
  logged?: string,
  again = false,
): CommandDecision {
  const { at } = input
  const definition = COMMANDS[type]
  const roles = ROLES_OF[type]
  const { nearby, gone } = state
  let late: RecordAhead | undefined
  const absent =
    nearby === null && gone === emptyMap()
      ? null
      : (kind: RecordKind, id: string) => {
          if (nearby !== null) assertLoaded(nearby, kind, id)
          const last = clockOfGone(gone, { kind, id })
          if (last !== null && last > at) late ??= Object.freeze({ kind, id, last })
        }
  const subjects = subjectsOf(state, roles, input, absent)
  const ahead = firstAhead(subjects, roles, at) ?? late
  if (ahead !== undefined) return refused('out-of-order', undefined, ahead)
  const day = dayOf(at)
  const { rules, calendar, digest } = state.law
  const law = ruleSetFor(rules, day)
  const partyKind = definition.party === null ? undefined : kindOf(state, definition.party(input))
  const circumstances = { day, law, calendar, partyKind, again }
  const found = definition.decide(subjects, input, circumstances)
  if (typeof found === 'string') return refused(found, undefined)
  if (found !== undefined) {
    if (has(found, 'code')) return refused(found.code, undefined, undefined, found.study)
    if (found.verdict !== 'permitted' && logged === undefined) return refused(refusalBy(found), found)
    const broken = definition.broken?.(subjects, input)
    if (broken !== undefined) return refused(broken, undefined)
  }
  // What it did is in the checksum too: under another calendar, which decides until when to pay, the log would not come out the same.
  const effect = definition.effect(subjects as Present, input, circumstances)
  const event = eventOf(definition, input, effect, state.log?.event, logged ?? law.id, digest)
  return { event, definition, roles, subjects, circumstances, code: undefined, decision: found }
}

/** Why a decision that does not permit an act refuses it: the first rule that fails, or that a fact is missing. */
export function refusalBy({ findings }: Decision): Finding['rule'] | 'undetermined' {
  return findings.find(({ outcome }) => outcome === 'fails')?.rule ?? 'undetermined'
}

function refused(code: Refusal, decision: Decision | undefined, ahead?: RecordAhead, study?: ShortStudy): Refused {
  return { event: undefined, code, decision, ahead, study }
}

/** What a party is on record as. Drivers are individuals. */
function kindOf({ party, driver, nearby }: State, { id }: Owner): OwnerKind | undefined {
  const known = get(party, id)
  if (known !== undefined) return known.kind
  if (get(driver, id) !== undefined) return 'individual'
  if (nearby !== null) assertLoaded(nearby, 'party', id)
  return undefined
}

/** The legal day of a moment: one text for all moments of a day that come in a row, since many records keep it. */
function dayOf(at: Instant): LegalDay {
  if (latest === undefined || !at.startsWith(latest)) latest = legalDay(at)
  return latest
}
let latest: LegalDay | undefined

/** The roles of each command, looked up once. */
export const ROLES_OF: Readonly<Record<CommandType, readonly Role[]>> = rolesOfAll()

function rolesOfAll(): typeof ROLES_OF {
  const roles = COMMAND_TYPES.map((type) => [type, rolesOf(COMMANDS[type].about)] as const)
  return Object.fromEntries(roles) as unknown as typeof ROLES_OF
}

function refusalCodes(): readonly RefusalCode[] {
  const codes = COMMAND_TYPES.flatMap((type) => COMMANDS[type].refusals)
  return Object.freeze([...new Set<RefusalCode>(['out-of-order', 'undetermined', ...codes])])
}
