import { canonical } from '../../input/canonical.ts'
import { type Expected, type Issue, type Path, report } from '../../input/issue.ts'
import { readProperty } from '../../input/properties.ts'
import { anything, type Fields, passingOver, read, record, type Table, wholeBy } from '../../input/read.ts'
import * as wanted from '../../input/wanted.ts'
import type { Stamp, Timed } from '../commands/command.ts'
import { COMMAND_TYPES, COMMANDS, type CommandType } from '../commands/index.ts'
import { CORRECTED, commandTypeOf, EVENT_TYPES } from './events.ts'

/** An event as it is handed in: its stamp, which is not believed, what its command said, and what it is said to have done. */
export interface GivenEvent {
  readonly type: CommandType
  readonly said: Timed & Readonly<Record<string, unknown>>
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
  const said = read(events[type], input, path, issues).record as GivenEvent['said']
  if (said.seq !== undefined && said.seq !== seq)
    report(issues, 'not-in-sequence', [...path, 'seq'], wanted.exactly(String(seq)), said.seq)
  return issues.length > before ? undefined : { type, said }
}

type Events = Readonly<Record<CommandType, Table>>
const STAMP = { seq: anything, ruleSet: anything, chain: anything } as unknown as Stamp
/** How an event is read: what it says whole and as it was written, its stamp as it comes. The type was read before. */
const EVENTS: Events = eventsBy((event) => event)
/** The same of one that a correction entered. */
export const ENTERED: Events = eventsBy((event) => ({ ...event, correction: anything, place: anything }))

function eventsBy(whole: (event: object) => object): Events {
  return Object.fromEntries(
    COMMAND_TYPES.map((type): [CommandType, Table] => {
      const { fields, did, written } = COMMANDS[type]
      // The literal of the event itself: what is read has its keys, and its hidden class.
      const fresh = () =>
        whole(written(STAMP, fields.fresh() as Fields as Timed, did.fresh())) as Record<string, unknown>
      const { type: _, ...readers } = fresh()
      const table = wholeBy(
        record(() => readers as Fields),
        canonical,
      )
      return [type, { ...passingOver(table, ['type']), fresh }]
    }),
  ) as Events
}
const ONE_OF_THEM: Expected = wanted.word([...Object.values(EVENT_TYPES), CORRECTED])
