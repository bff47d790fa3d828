import type { Decision } from '../../decision/decision.ts'
import type { ReadSoFar, Take } from '../../input/read.ts'
import type { RuleSet } from '../../law/rule-sets/rule-set.ts'
import type { Calendar } from '../../values/calendar.ts'
import type { Instant, LegalDay } from '../../values/instant.ts'
import type { OwnerKind } from '../../values/vehicle.ts'
import type { Owner } from '../records.ts'
import type { Present, RoleOf, Slot, Subjects } from '../subjects.ts'

/**
 * All there is to say of one command: its fields, the records it is about, how it is decided, how its event changes the
 * records, and its refusals. One file each; `index.ts` lists them, and everything else is derived from the list.
 *
 * `T` names the command, `E` its event, `F` are its fields, `R` its refusals, `S` the places of its subjects.
 */
export interface CommandDefinition<
  T extends string,
  E extends string,
  F extends Timed,
  R extends string,
  S extends Slot,
> {
  readonly type: T
  /**
   * The event as it is written, its keys in the order of its bytes: what is taken are the fields of the command. A command
   * is read into the event it may become, so that both are one literal.
   */
  readonly event: (take: Take) => Draft<E, F>
  /**
   * The records that the command is about, in the order in which their clocks are compared: the command must not be dated
   * before the last event of any of them, and if it is accepted its own instant becomes the clock of them all. Nothing
   * else is read when it is decided, and nothing else is changed.
   */
  readonly about: readonly RoleOf<S>[]
  /** The party that the command names as an individual or a unit; `null` for commands that name none. */
  readonly party: ((input: F) => Owner) | null
  /** The last day of a term that begins with the command and depends on the calendar; `null` for commands that begin none. */
  readonly term: ((day: LegalDay, calendar: Calendar) => LegalDay) | null
  /** Why the command is refused, or the decision by the rules; nothing where there is nothing to decide. Changes nothing. */
  readonly decide: (subjects: Pick<Subjects, S>, input: F, circumstances: Circumstances) => R | Decision | undefined
  /**
   * What no registry holds, whatever its rules: looked at once the rules permit the command. `null` where the rules have
   * nothing to decide.
   */
  readonly broken: ((subjects: Pick<Subjects, S>, input: F) => R | undefined) | null
  /**
   * All the subjects as the event leaves them, each made anew. Judges nothing: the command was accepted, so they are on
   * record. Their clocks are set by the caller.
   */
  readonly evolve: (subjects: Pick<Present, S>, input: F, circumstances: Circumstances) => Pick<Present, S>
}

/** Every command says when it is given. */
export interface Timed {
  readonly at: Instant
}

/** An event that may come of a command: its stamp is filled in when the command is accepted. */
export type Draft<E extends string, F> = {
  seq: number
  readonly type: E
  ruleSet: string
  chain: string
} & ReadSoFar<F>

/** What a command is judged under, apart from the records it is about. */
export interface Circumstances {
  /** The legal day of the command. */
  readonly day: LegalDay
  /** The rule set of that day. */
  readonly law: RuleSet
  readonly calendar: Calendar
  /** What the party that the command names is on record as; `undefined` if it was never named before. */
  readonly partyKind: OwnerKind | undefined
}
