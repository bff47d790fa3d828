import type { Decision } from '../../decision/decision.ts'
import type { ShortStudy } from '../../law/points/regime.ts'
import { type Instant, legalDay } from '../../values/instant.ts'
import {
  type Accepted,
  type CommandDecision,
  decideCommand,
  type Refusal,
  ROLES_OF,
} from '../commands/decide-command.ts'
import { COMMANDS, type CommandType } from '../commands/index.ts'
import type { CommandRead } from '../commands/read-command.ts'
import type { Law } from '../law.ts'
import { type CommandEvent, commandTypeOf } from '../log/events.ts'
import { emptyMap, put } from '../state/persistent-map.ts'
import {
  absentRecord,
  type Clocked,
  type Made,
  NONE,
  namedParty,
  type RecordKind,
  type Records,
} from '../state/records.ts'
import { keyOf, NO_RECORDS, namedIn, names, type RecordName, subjectsOf } from '../state/subjects.ts'

/** When something counts, and its place among what counts at that instant. */
interface Point {
  readonly at: Instant
  readonly place: number
}

/** An event that stands in the history of a registry, or of a store. */
export interface Standing extends Point {
  readonly seq: number
  readonly event: CommandEvent
}

/** The histories that are played again, of a registry or of a store. */
export interface Histories {
  readonly law: Law
  /** A record as it is now. */
  readonly recordOf: (name: RecordName) => Clocked | undefined
  /** What stands about a record, in order. */
  readonly standingOf: (name: RecordName) => readonly Standing[]
  /** Is told what is to be played, whose records are asked for next: who reads them can read all at once. */
  readonly awaits: (events: readonly Standing[]) => void
}

/** The histories in which officers name events, by number or by position. */
export interface EditedHistories extends Histories {
  /** The event of a command, whether it stands or not. */
  readonly eventAt: (name: number | string) => Standing | undefined
  /** What stands in a place. */
  readonly standingAt: (place: number) => Standing | undefined
  /** The clock of a record, of one that is gone too. */
  readonly lastOf: (name: RecordName) => Instant | null
}

/** What a source of histories throws that has not read yet what it is asked for. */
export const UNREAD: object = Object.freeze(new Error('a history is not read yet'))

/** Asks a source again, once it has read what it had not. */
export function* onceRead<T>(ask: () => T): Generator<void, T> {
  for (;;) {
    try {
      return ask()
    } catch (error) {
      if (error !== UNREAD) throw error
    }
    yield
  }
}

/** A point of a history that is decided again: what stands there, and what is to stand there. */
export interface Item extends Point {
  readonly old: Standing | undefined
  readonly command: CommandRead | undefined
  /** The rule set that the row of the command names, where it has one. */
  readonly ruleSet: string | undefined
  /** The event that it is about; `null` of what is inserted. */
  readonly seq: number | null
  /** The change that names it; `null` of an event that follows. */
  readonly change: number | null
}

/** What does not stand any more once the changes are made. */
export interface PlayedConflict extends Pick<Item, 'seq' | 'change'> {
  readonly command: CommandRead
  readonly code: Refusal
  readonly decision: Decision | undefined
  readonly enrolledAt: Instant | undefined
  readonly study: ShortStudy | undefined
}

/** What came of it. */
export interface Played {
  readonly conflicts: readonly PlayedConflict[]
  readonly omitted: readonly Standing[]
  /** What was accepted, in order. Its number and chain are not those that it is to have. */
  readonly entered: readonly Entered[]
  /** The records that are otherwise than they were at some point, each as it is in the end. */
  readonly records: readonly PlayedRecord[]
}
export interface Entered {
  readonly item: Item
  readonly accepted: Accepted
}
export interface PlayedRecord extends RecordName {
  readonly record: Clocked | undefined
  /** What stood about it; nothing of a record that was quiet before all that is played: `before` is how it was then. */
  readonly events: readonly Standing[]
  readonly before: Clocked | undefined
}

/** A record as its history has it so far. */
interface Past {
  readonly events: readonly Standing[]
  readonly before: Clocked | undefined
  next: number
  record: Clocked | undefined
}

export function standing(event: CommandEvent, seq: number, place: number): Standing {
  return { at: whenOf(event), place, seq, event }
}

/** When something counts: a payment that was entered later, at the end of the day on which it was made. */
export function whenOf({ at, paidOn }: { readonly at: Instant; readonly paidOn?: unknown }): Instant {
  const isLate = typeof paidOn === 'string' && paidOn < legalDay(at)
  return isLate ? (`${paidOn}T23:59:59.999+08:00` as Instant) : at
}

export function inOrder(one: Point, other: Point): number {
  return one.at < other.at ? -1 : one.at > other.at ? 1 : one.place - other.place
}

/**
 * Plays edits of a history. Every later event about a record that is concerned is decided again in its place, on the records as they
 * would have been; a record is concerned from the first event about it that comes out otherwise until it is again what it was
 * there. What is refused is left out. It stops where the source has to read on.
 *
 * @param letsStand whether what a rule set since corrected let through stands, as when a log is judged again with `corrected`.
 */
export function* playAgain(histories: Histories, edits: readonly Item[], letsStand: boolean): Generator<void, Played> {
  const law = { ...histories.law, digest: undefined }
  const pasts = new Map<string, Past>()
  /** The records that are otherwise than they were. */
  const otherwise = new Map<string, Clocked | undefined>()
  const played = new Map<string, RecordName>()
  const agenda = agendaOf(edits)
  const conflicts: PlayedConflict[] = []
  const omitted: Standing[] = []
  const entered: Entered[] = []

  /** A record as it was before a point. The points come in order. */
  const pastOf = (name: RecordName, point: Point): Past => {
    let past = pasts.get(keyOf(name))
    if (past === undefined) {
      const record = histories.recordOf(name)
      // Nothing happened to it since: its history need not be read.
      const isQuiet = record !== undefined && record.last !== null && record.last < point.at
      const before = isQuiet ? record : undefined
      past = { events: isQuiet ? NONE : histories.standingOf(name), before, next: 0, record: before }
      pasts.set(keyOf(name), past)
    }
    for (;;) {
      const event = past.events[past.next]
      if (event === undefined || inOrder(event, point) >= 0) return past
      past.record = evolved(name, past.record, event)
      past.next++
    }
  }
  const isOtherwise = (name: RecordName) => otherwise.has(keyOf(name))
  const asItWas = (name: RecordName, point: Point) => pastOf(name, point).record
  const asItIs = (name: RecordName, point: Point) =>
    isOtherwise(name) ? otherwise.get(keyOf(name)) : asItWas(name, point)

  const decide = (item: Item, { type, input }: CommandRead, recordOf: typeof asItIs, logged?: string) => {
    const records = recordsFor(type, input, (name) => recordOf(name, item))
    return decideCommand({ law, ...records, gone: emptyMap(), nearby: null, log: null }, type, input, logged, true)
  }
  /** By the law of its day. A refusal counts only if a rule fails that did not fail on the records as they were: else the rule set of its row decides. */
  const decided = (item: Item, command: CommandRead): CommandDecision => {
    const { old, ruleSet } = item
    const found = decide(item, command, asItIs, letsStand ? ruleSet : undefined)
    if (found.event !== undefined || found.decision === undefined || old === undefined) return found
    const { decision: before } = decide(item, commandOf(old.event), asItWas)
    const failed = (before?.findings ?? []).filter(isAgainst).map(({ rule }) => rule)
    const isNew = found.decision.findings.some((finding) => isAgainst(finding) && !failed.includes(finding.rule))
    return isNew ? found : decide(item, command, asItIs, ruleSet)
  }

  /** When what a command does not find comes on record, where that is later. */
  const enrolledAfter = ({ input }: CommandRead, code: Refusal, point: Point): Instant | undefined => {
    const kind = UNKNOWN[code]
    const id = kind && (input as unknown as Readonly<Record<string, string>>)[kind]
    const first = id === undefined ? undefined : histories.standingOf({ kind: kind as RecordKind, id })[0]
    return first !== undefined && first.at > point.at ? first.at : undefined
  }

  /** What comes of an item, and the records that it is about, each with its past. It only moves pasts on, so it can be asked again after a read. */
  const weighed = (item: Item, before: readonly RecordName[]) => {
    const { old, command } = item
    const found = command === undefined ? undefined : decided(item, command)
    const accepted = found?.event === undefined ? undefined : found
    const isAsBefore = old !== undefined && accepted !== undefined && isSameContent(old.event, accepted.event)
    const event = isAsBefore ? old : accepted && standing(accepted.event, 0, item.place)
    const after = event === undefined ? NONE : namedBy(event.event)
    const about = [...new Map([...before, ...after].map((name) => [keyOf(name), name]))]
      .filter(({ 1: name }) => !isAsBefore || isOtherwise(name))
      .map(({ 0: key, 1: name }) => ({ key, name, past: pastOf(name, item) }))
    return { found, accepted, isAsBefore, event, after: new Set(after.map(keyOf)), about }
  }

  histories.awaits(edits.flatMap(({ old }) => old ?? NONE))
  for (let item = agenda.next(); item !== undefined; item = agenda.next()) {
    const { old, command } = item
    const before = old === undefined ? NONE : namedBy(old.event)
    if (item.change === null && !before.some(isOtherwise)) continue
    const here = item
    const { found, accepted, isAsBefore, event, after, about } = yield* onceRead(() => weighed(here, before))
    if (command !== undefined && found?.code !== undefined) {
      const { seq, change } = item
      const { code, decision, study } = found
      const enrolledAt = yield* onceRead(() => enrolledAfter(command, code, here))
      conflicts.push({ seq, change, command, code, decision, study, enrolledAt })
    }
    if (!isAsBefore && old !== undefined) omitted.push(old)
    if (!isAsBefore && accepted !== undefined) entered.push({ item, accepted })
    for (const { key, name, past } of about) {
      if (!isAsBefore) played.set(key, name)
      const is = asItIs(name, item)
      if (old !== undefined && past.events[past.next]?.seq === old.seq) {
        past.record = evolved(name, past.record, old)
        past.next++
      }
      const next = event !== undefined && after.has(key) ? evolved(name, is, event) : is
      if (isSame(past.record, next)) otherwise.delete(key)
      else {
        if (!otherwise.has(key)) {
          const follows = past.events.slice(past.next)
          agenda.add(follows)
          histories.awaits(follows)
        }
        otherwise.set(key, next)
      }
    }
  }
  const records = [...played].map(([key, name]) => {
    const { events, before } = pasts.get(key) as Past
    return { ...name, record: otherwise.has(key) ? otherwise.get(key) : histories.recordOf(name), events, before }
  })
  return { conflicts, omitted, entered, records }
}

/** Which record a command does not find. */
const UNKNOWN: { readonly [C in Refusal]?: RecordKind } = {
  'unknown-driver': 'driver',
  'unknown-vehicle': 'vehicle',
  'unknown-violation': 'violation',
}

function isAgainst({ outcome }: Decision['findings'][number]): boolean {
  return outcome === 'fails' || outcome === 'unknown'
}

/** What is to be played, in order: edits, and events that follow, each once. A heap: of two items below one, none comes before it. */
function agendaOf(edits: readonly Item[]) {
  const items: Item[] = []
  const known = new Set(edits.flatMap(({ old }) => old?.seq ?? []))
  const isBefore = (one: number, other: number) => inOrder(items[one] as Item, items[other] as Item) < 0
  const swap = (one: number, other: number) => {
    const item = items[one] as Item
    items[one] = items[other] as Item
    items[other] = item
    return other
  }
  const put = (item: Item) => {
    let at = items.push(item) - 1
    for (let above = (at - 1) >> 1; at > 0 && isBefore(at, above); above = (at - 1) >> 1) at = swap(at, above)
  }
  for (const edit of edits) put(edit)
  return {
    next: (): Item | undefined => {
      const first = items[0]
      const last = items.pop()
      if (first === last || last === undefined) return first
      items[0] = last
      for (let at = 0; ; ) {
        const left = 2 * at + 1
        const below = left + 1 < items.length && isBefore(left + 1, left) ? left + 1 : left
        if (below >= items.length || !isBefore(below, at)) return first
        at = swap(at, below)
      }
    },
    add: (events: readonly Standing[]) => {
      for (const old of events) {
        const { at, place, seq, event } = old
        if (known.has(seq)) continue
        known.add(seq)
        put({ at, place, old, command: commandOf(event), ruleSet: event.ruleSet, seq, change: null })
      }
    },
  }
}

/** The records that a command is about, those that it names and those that these lead to. */
function recordsFor(
  type: CommandType,
  input: CommandRead['input'],
  recordOf: (name: RecordName) => Clocked | undefined,
) {
  const records: Made<Records> = { ...NO_RECORDS }
  const asked = new Set<string>()
  const load = (name: RecordName) => {
    asked.add(keyOf(name))
    const record = recordOf(name)
    if (record !== undefined) records[name.kind] = put<Clocked>(records[name.kind], record) as never
  }
  const { party } = COMMANDS[type]
  if (party !== null) load({ kind: 'party', id: party(input).id })
  for (let size = -1; size < asked.size; ) {
    size = asked.size
    subjectsOf(
      records,
      ROLES_OF[type],
      input,
      (kind, id) => void (asked.has(keyOf({ kind, id })) || load({ kind, id })),
    )
  }
  return records
}

/** The records that an event changes, and the party that it names. */
export function namedBy(event: CommandEvent): readonly RecordName[] {
  const type = commandTypeOf(event.type) as CommandType
  const named = namedIn(ROLES_OF[type], event)
  const party = COMMANDS[type].party?.(event as never)
  const isNamed = party === undefined || named.some(({ kind, id }) => kind === 'party' && id === party.id)
  return isNamed ? named : [...named, { kind: 'party', id: party.id }]
}

/** A record as an event leaves it; a party that it only names is on record from then on. */
export function evolved({ kind, id }: RecordName, record: Clocked | undefined, { event, at }: Standing): Clocked {
  const type = commandTypeOf(event.type) as CommandType
  const { party, evolve } = COMMANDS[type]
  if (!names(ROLES_OF[type], event, kind, id))
    return record ?? namedParty((party as NonNullable<typeof party>)(event as never))
  const before = record ?? absentRecord(kind, id)
  const next: Made<Clocked> = evolve[kind](before as never, event as never, legalDay(at))
  next.last = at
  return next
}

/** The command that an event came of. */
export function commandOf(event: CommandEvent): CommandRead {
  return commandFrom(commandTypeOf(event.type) as CommandType, event)
}

/** The command of a type, from an object that has its fields among others. */
export function commandFrom(type: CommandType, from: object): CommandRead {
  const said = from as Readonly<Record<string, unknown>>
  const input = Object.fromEntries(COMMANDS[type].fields.names.map((name) => [name, said[name]]))
  return { type, input: input as unknown as CommandRead['input'] }
}

function isSameContent(one: CommandEvent, other: CommandEvent): boolean {
  const said = one as unknown as Readonly<Record<string, unknown>>
  const says = other as unknown as typeof said
  return COMMANDS[commandTypeOf(one.type) as CommandType].recorded.every((name) => isSame(said[name], says[name]))
}

/**
 * Whether two values hold the same: what is no object is looked at first, so that most differences are found at once. A list that is linked
 * by `before` is gone along, as long as it may be.
 */
export function isSame(one: unknown, other: unknown): boolean {
  let [left, right] = [one, other]
  for (;;) {
    if (left === right) return true
    if (!isHolding(left) || !isHolding(right)) return false
    const names = Object.keys(left)
    if (names.length !== Object.keys(right).length) return false
    for (const name of names) if (left[name] !== right[name] && !isHolding(left[name])) return false
    for (const name of names) if (name !== 'before' && !isSame(left[name], right[name])) return false
    if (!Object.hasOwn(left, 'before')) return true
    left = left.before
    right = right.before
  }
}

function isHolding(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
