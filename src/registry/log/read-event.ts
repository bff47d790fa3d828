import { canonical } from '../../input/canonical.ts'
import { type Expected, type Issue, type Path, report } from '../../input/issue.ts'
import { ownProperty, readProperty } from '../../input/properties.ts'
import { passingOver, read, type Table, wholeBy } from '../../input/read.ts'
import * as wanted from '../../input/wanted.ts'
import type { Timed } from '../commands/command.ts'
import { COMMAND_TYPES, COMMANDS, type CommandType } from '../commands/index.ts'
import { CORRECTED, commandTypeOf, EVENT_TYPES } from './events.ts'

/** An event as it is handed in: its stamp, which is not believed, what its command said, and what it is said to have done. */
export interface GivenEvent {
  readonly type: CommandType
  readonly ruleSet: unknown
  readonly chain: unknown
  readonly input: Timed
  /** What an event carries that a correction entered. */
  readonly correction: unknown
  readonly place: unknown
}

/** Reads what type of event it is: once, before all else. */
export function readEventType(input: unknown, path: Path, issues: Issue[]): unknown {
  return readProperty(input, 'type', path, ONE_OF_THEM, issues)
}

/** Reads the event of a type and number: nothing is defaulted, nothing rewritten; an event is canonical or refused. */
export function readEvent(
  input: unknown,
  eventType: unknown,
  seq: number,
  path: Path,
  issues: Issue[],
  events: Events = EVENTS,
): GivenEvent | undefined {
  const before = issues.length
  const type = commandTypeOf(eventType)
  if (type === undefined) {
    report(issues, 'not-listed', [...path, 'type'], ONE_OF_THEM, eventType)
    return undefined
  }
  const number = ownProperty(input, 'seq')
  const ruleSet = ownProperty(input, 'ruleSet')
  const chain = ownProperty(input, 'chain')
  const correction = ownProperty(input, 'correction')
  const place = ownProperty(input, 'place')
  const { record } = read(events[type], input, path, issues)
  if (number !== seq) report(issues, 'not-in-sequence', [...path, 'seq'], wanted.exactly(String(seq)), number)
  return issues.length > before ? undefined : { type, ruleSet, chain, input: record as Timed, correction, place }
}

type Events = Readonly<Record<CommandType, Table>>
const STAMP = ['seq', 'type', 'ruleSet', 'chain']
/** How what an event says is read: whole, and as it was written. */
const EVENTS = eventsBeside(STAMP)
/** The same of one that a correction entered. */
export const ENTERED: Events = eventsBeside([...STAMP, 'correction', 'place'])

function eventsBeside(stamp: readonly string[]): Events {
  return Object.fromEntries(
    COMMAND_TYPES.map((type): [CommandType, Table] => [
      type,
      passingOver(wholeBy(COMMANDS[type].recorded, canonical), stamp),
    ]),
  ) as Events
}
const ONE_OF_THEM: Expected = wanted.word([...Object.values(EVENT_TYPES), CORRECTED])
