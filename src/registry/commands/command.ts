import type { Decision } from '../../decision/decision.ts'
import { type Fields, type RecordOf, type RecordReader, record } from '../../input/read.ts'
import type { Reader } from '../../input/reader.ts'
import type { ShortStudy } from '../../law/points/regime.ts'
import type { RuleSet } from '../../law/rule-sets/rule-set.ts'
import type { Calendar } from '../../values/calendar.ts'
import type { Instant, LegalDay } from '../../values/instant.ts'
import type { OwnerKind } from '../../values/vehicle.ts'
import type { Owner, RecordKind, RecordOf as StateOf } from '../state/records.ts'
import type { KindOf, Present, RoleName, SlotOf, Subjects } from '../state/subjects.ts'

/** The readers of a command's fields. Every command says when it is given. */
export type CommandFields = Fields & { readonly at: Reader<Instant> }

/** What every event carries: its number in the log, the rule set of its day, and the checksum of the log up to it. */
export interface Stamp extends Partial<Placed> {
  /** From 1, without gaps. */
  readonly seq: number
  readonly ruleSet: string
  /**
   * The checksum of the event and of all before it, sixteen hexadecimal digits: it tells a lost, doubled, moved or mistyped
   * row from a sound one. Anybody can compute it, so it does not find a forger. Or what the registry's `digest` gave.
   */
  readonly chain: string
}

/** What an event carries too that a correction entered. */
export interface Placed {
  /** The number of the correction. */
  readonly correction: number
  /** Where it stands among what counts at its instant: the place of the event that it replaces; else its own number. */
  readonly place: number
}

/** What a command says, where it does not matter which. */
export type Timed = RecordOf<CommandFields>

/**
 * All there is to say of one command: its fields, the records it is about, how it is decided, what its event says that it did, how
 * the event changes each kind of record, and its refusals. One file each; `index.ts` lists them, and everything else is derived from
 * the list.
 *
 * `T` names the command, `E` its event, `F` are its fields, `D` what the event says beside them, `R` its refusals, `N` the roles of its
 * subjects.
 */
interface Given<
  T extends string,
  E extends string,
  F extends CommandFields,
  D extends Fields,
  R extends string,
  N extends RoleName,
> {
  readonly type: T
  /** The type of the event: past tense. */
  readonly event: E
  /**
   * Whether a correction can tell it late: what is so in the world. A binding, a handling or a study cannot, since dated back it would
   * pass the rule.
   */
  readonly late: boolean
  /** The fields as a table of readers, in the order in which the event has them and the checksum takes them. */
  readonly fields: () => F
  /**
   * What the event says that it did, beside what was said: with it each record is the fold of its own events. A table of readers
   * as `fields` is; what there is none of is `null`, and a list has an order that its ids do not change. An optional field may stand
   * here too: the event then says what became of it.
   */
  readonly did?: () => D
  /** What the command did, once it is accepted. */
  readonly effect?: (
    subjects: Pick<Present, SlotOf<N>>,
    input: RecordOf<F>,
    circumstances: Circumstances,
  ) => NoInfer<RecordOf<D>>
  /**
   * The event of what was said and done. A literal: its keys stand in the order of its bytes, and spread together it takes three
   * times as long.
   */
  readonly written: (stamp: Stamp, said: RecordOf<F>, did: RecordOf<NoInfer<D>>) => EventOf<E, F, NoInfer<D>>
  /**
   * The records that the command is about, in the order in which their clocks are compared: the command must not be dated
   * before the last event of any of them, and if it is accepted its own instant becomes the clock of them all. Nothing
   * else is read when it is decided, and nothing else is changed.
   */
  readonly about: readonly N[]
  /** The reasons to refuse it, in the order in which they are looked at. */
  readonly refusals: readonly R[]
  /** The party that the command names as an individual or a unit, if it names one. */
  readonly party?: (input: RecordOf<F>) => Owner
  /** Why the command is refused, with what it falls short of, or the decision by the rules; nothing if there is nothing to decide. Changes nothing. */
  readonly decide: (
    subjects: Pick<Subjects, SlotOf<N>>,
    input: RecordOf<F>,
    circumstances: Circumstances,
  ) => NoInfer<R> | Short<NoInfer<R>> | Decision | undefined
  /** What the state of a registry must never become, whatever its rules: looked at once the rules permit the command. */
  readonly broken?: (subjects: Pick<Subjects, SlotOf<N>>, input: RecordOf<F>) => NoInfer<R> | undefined
  /**
   * A record of each kind as the event leaves it, made anew of that record and the event alone. Judges nothing: the command was
   * accepted, so the record is there, but for one that the event brings forth. Its clock is set by the caller.
   */
  readonly evolve: { readonly [K in KindOf<N>]: Evolve<K, EventOf<E, F, NoInfer<D>>> }
}
/** Why a study at the full score is refused, with what it needed. */
interface Short<R extends string> {
  readonly code: R
  readonly study: ShortStudy
}
/** `day` is the legal day of the event. */
type Evolve<K extends RecordKind, Event> = (record: StateOf[K], event: Event, day: LegalDay) => StateOf[K]
type EventOf<E extends string, F extends Fields, D extends Fields> = { readonly type: E } & Stamp &
  RecordOf<F> &
  RecordOf<D>

/** Reads the fields of a command; its type still tells which of them have a default. */
interface FieldsReader<F extends Fields> extends RecordReader<RecordOf<F>> {
  readonly fresh: () => F
}

/** The definition of a command: what it does not have is `null`. */
export interface CommandDefinition<
  T extends string,
  E extends string,
  F extends CommandFields,
  D extends Fields,
  R extends string,
  N extends RoleName,
> extends Omit<Required<Given<T, E, F, D, R, N>>, 'fields' | 'did' | 'effect' | 'party' | 'broken'> {
  readonly fields: FieldsReader<F>
  readonly did: FieldsReader<D>
  /** The names of the fields of the event: what was said, then what it did. */
  readonly recorded: readonly string[]
  readonly effect: NonNullable<Given<T, E, F, D, R, N>['effect']>
  readonly party: NonNullable<Given<T, E, F, D, R, N>['party']> | null
  readonly broken: NonNullable<Given<T, E, F, D, R, N>['broken']> | null
}

/** Defines a command. */
export function command<
  const T extends string,
  const E extends string,
  F extends CommandFields,
  const R extends string,
  const N extends RoleName,
  D extends Fields = Nothing,
>(given: Given<T, E, F, D, R, N>): CommandDefinition<T, E, F, D, R, N> {
  const { type, event, late, written, about, refusals, decide } = given
  const { party, broken, effect } = { party: null, broken: null, effect: () => NOTHING as never, ...given }
  const fields = record(given.fields) as FieldsReader<F>
  const effects = given.did ?? (() => NOTHING as D)
  const did = record(effects) as FieldsReader<D>
  const evolve = { ...NO_KIND, ...given.evolve }
  const recorded = Object.freeze(Object.keys({ ...given.fields(), ...effects() }))
  // One literal, so that all definitions have one hidden class.
  return Object.freeze({
    type,
    event,
    late,
    fields,
    did,
    recorded,
    effect,
    written,
    about,
    refusals,
    party,
    decide,
    broken,
    evolve,
  })
}
/** Every kind of record is there, so that all have one hidden class. */
const NO_KIND = { driver: null, vehicle: null, violation: null, party: null }
type Nothing = Readonly<Record<never, never>>
const NOTHING: Nothing = Object.freeze({})

/** What a command is judged under, apart from the records it is about. */
export interface Circumstances {
  /** The legal day of the command. */
  readonly day: LegalDay
  /** The rule set of that day. */
  readonly law: RuleSet
  readonly calendar: Calendar
  /** What the party that the command names is on record as; `undefined` if it was never named before. */
  readonly partyKind: OwnerKind | undefined
  /** Whether it was accepted once and is played again, as a correction does. */
  readonly again: boolean
}
