import { isArray } from '../input/issue.ts'
import type { RuleSet } from '../law/rule-sets/rule-set.ts'
import { type Checksum, checksumFrom, takeText, takeValue, takeWord, textOf } from './checksum.ts'
import { COMMAND_TYPES, type Commands, type CommandType, FIELD_NAMES } from './commands.ts'

const eventTypes = {
  enrolDriver: 'driver-enrolled',
  enrolVehicle: 'vehicle-enrolled',
  bind: 'vehicle-bound',
  release: 'binding-released',
  transferVehicle: 'vehicle-transferred',
  changeLicence: 'licence-changed',
  recordViolation: 'violation-recorded',
  withdrawViolation: 'violation-withdrawn',
  handle: 'violation-handled',
  revokeHandling: 'handling-revoked',
  payFine: 'fine-paid',
  deductByStudy: 'points-deducted',
  completeStudy: 'study-completed',
} as const
/** The event that each command leaves when it is accepted: past tense, plain JSON. */
export const EVENT_TYPES: typeof eventTypes = /* @__PURE__ */ Object.freeze(eventTypes)
/** The type of one event. */
export type EventType = (typeof EVENT_TYPES)[CommandType]

/** What every event carries: its number in the log, the rule set of its day, and the checksum of the log up to it. */
export interface Stamp {
  /** From 1, without gaps. */
  readonly seq: number
  readonly ruleSet: string
  /**
   * A checksum of the event and of all before it: sixteen hexadecimal digits. It tells a lost, doubled, moved or mistyped
   * row from a sound one; it is no signature, since anybody can compute it.
   */
  readonly chain: string
}

/** One thing that happened, with all that is needed to judge it again. */
export type RegistryEvent = {
  [T in CommandType]: { readonly type: (typeof EVENT_TYPES)[T] } & Stamp & Commands[T]
}[CommandType]

export type EventOf<T extends RegistryEvent['type']> = Extract<RegistryEvent, { readonly type: T }>

/** The command behind an event type; `undefined` for anything else. */
export function commandTypeOf(eventType: unknown): CommandType | undefined {
  return COMMANDS_BEHIND.get(eventType)
}
const COMMANDS_BEHIND: ReadonlyMap<unknown, CommandType> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ COMMAND_TYPES.map((type) => [EVENT_TYPES[type], type] as const),
)

/** Before the first event. */
export const NO_CHAIN = '0000000000000000'

/** Makes an event of an accepted command: its fields in fixed order, so that equal events are equal bytes. */
export function eventOf<T extends CommandType>(
  type: T,
  said: Commands[T],
  seq: number,
  ruleSet: RuleSet,
  before: string,
  term: string,
): RegistryEvent {
  const sum = checksumFrom(before)
  takeWord(sum, seq)
  takeWord(sum, NUMBERS[type])
  const { one, two } = contentOf(ruleSet)
  takeWord(sum, one)
  takeWord(sum, two)
  takeText(sum, term)
  const fields = FIELD_NAMES[type]
  for (let index = 0; index < fields.length; index++) {
    takeValue(sum, said[fields[index] as keyof Commands[T] & string])
  }
  const form = FORMS[type] as Form<T>
  return Object.freeze(form(said, seq, ruleSet.id, textOf(sum))) as RegistryEvent
}

type Form<T extends CommandType> = (
  said: Commands[T],
  seq: number,
  ruleSet: string,
  chain: string,
) => Extract<RegistryEvent, { readonly type: (typeof EVENT_TYPES)[T] }>

/** Each event as a literal: all of a kind have one shape, and none can meet a setter of `Object.prototype`. */
const FORMS: { readonly [T in CommandType]: Form<T> } = {
  enrolDriver: ({ id, licence, at }, seq, ruleSet, chain) => ({
    seq,
    type: 'driver-enrolled',
    ruleSet,
    id,
    licence,
    at,
    chain,
  }),
  enrolVehicle: ({ id, owner, plateType, operating, at }, seq, ruleSet, chain) => ({
    seq,
    type: 'vehicle-enrolled',
    ruleSet,
    id,
    owner,
    plateType,
    operating,
    at,
    chain,
  }),
  bind: ({ driver, vehicle, channel, ownerConsent, identityVerified, at }, seq, ruleSet, chain) => ({
    seq,
    type: 'vehicle-bound',
    ruleSet,
    driver,
    vehicle,
    channel,
    ownerConsent,
    identityVerified,
    at,
    chain,
  }),
  release: ({ driver, vehicle, by, at }, seq, ruleSet, chain) => ({
    seq,
    type: 'binding-released',
    ruleSet,
    driver,
    vehicle,
    by,
    at,
    chain,
  }),
  transferVehicle: ({ vehicle, to, at }, seq, ruleSet, chain) => ({
    seq,
    type: 'vehicle-transferred',
    ruleSet,
    vehicle,
    to,
    at,
    chain,
  }),
  changeLicence: ({ driver, licence, at }, seq, ruleSet, chain) => ({
    seq,
    type: 'licence-changed',
    ruleSet,
    driver,
    licence,
    at,
    chain,
  }),
  recordViolation: ({ id, vehicle, occurredAt, fine, points, recordedBy, at }, seq, ruleSet, chain) => ({
    seq,
    type: 'violation-recorded',
    ruleSet,
    id,
    vehicle,
    occurredAt,
    fine,
    points,
    recordedBy,
    at,
    chain,
  }),
  withdrawViolation: ({ violation, ground, at }, seq, ruleSet, chain) => ({
    seq,
    type: 'violation-withdrawn',
    ruleSet,
    violation,
    ground,
    at,
    chain,
  }),
  handle: ({ violation, driver, channel, offenderPresent, identityVerified, at }, seq, ruleSet, chain) => ({
    seq,
    type: 'violation-handled',
    ruleSet,
    violation,
    driver,
    channel,
    offenderPresent,
    identityVerified,
    at,
    chain,
  }),
  revokeHandling: ({ violation, ground, at }, seq, ruleSet, chain) => ({
    seq,
    type: 'handling-revoked',
    ruleSet,
    violation,
    ground,
    at,
    chain,
  }),
  payFine: ({ violation, at }, seq, ruleSet, chain) => ({ seq, type: 'fine-paid', ruleSet, violation, at, chain }),
  deductByStudy: ({ driver, way, at }, seq, ruleSet, chain) => ({
    seq,
    type: 'points-deducted',
    ruleSet,
    driver,
    way,
    at,
    chain,
  }),
  completeStudy: ({ driver, days, tests, at }, seq, ruleSet, chain) => ({
    seq,
    type: 'study-completed',
    ruleSet,
    driver,
    days,
    tests,
    at,
    chain,
  }),
}

/** Each type's place in the list of types. */
const NUMBERS = /* @__PURE__ */ Object.fromEntries(
  /* @__PURE__ */ COMMAND_TYPES.map((type, index) => [type, index] as const),
) as Readonly<Record<CommandType, number>>

/** What a rule set is called and decides, in short: two reforms of one name but other numbers are told apart. */
function contentOf(ruleSet: RuleSet): Readonly<Checksum> {
  let content = CONTENTS.get(ruleSet)
  if (content === undefined) {
    content = checksumFrom(ruleSet.id)
    // Where one question ends counts too: a provision may stand under either.
    for (const provisions of [ruleSet.bind, ruleSet.handle]) {
      takeWord(content, provisions.length)
      for (const { citation: _, ...provision } of provisions) takeText(content, jsonOf(provision))
    }
    CONTENTS.set(ruleSet, content)
  }
  return content
}
const CONTENTS: WeakMap<RuleSet, Checksum> = new WeakMap()

/** `JSON.stringify` of what provisions hold, which is never `null`. Asks nothing for `toJSON`: that may hang on `Object.prototype`. */
function jsonOf(value: unknown): string {
  if (typeof value !== 'object') return JSON.stringify(value)
  if (isArray(value)) return `[${value.map(jsonOf).join(',')}]`
  const record = value as Readonly<Record<string, unknown>>
  return `{${Object.keys(record)
    .map((key) => `${JSON.stringify(key)}:${jsonOf(record[key])}`)
    .join(',')}}`
}
